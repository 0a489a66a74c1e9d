// Python's random.Random(seed).random(), the Mersenne Twister: a seed of the lessons draws the same
// numbers here.

const SIZE = 624;

/**
 * Return what draws the numbers from 0 up to, but not including, 1.
 * @param {number} seed - a whole number from 0 up, below 2³²
 */
export function pythonRandom(seed) {
  const state = new Uint32Array(SIZE).fill(19650218);
  const mixed = (/** @type {number} */ i) => state[i - 1] ^ (state[i - 1] >>> 30);
  for (let i = 1; i < SIZE; i++) {
    state[i] = Math.imul(1812433253, mixed(i)) + i;
  }
  let i = 1;
  const on = () => {
    if (++i === SIZE) {
      state[0] = state[SIZE - 1];
      i = 1;
    }
  };
  for (let k = 0; k < SIZE; k++, on()) {
    state[i] = (state[i] ^ Math.imul(mixed(i), 1664525)) + seed;
  }
  for (let k = 1; k < SIZE; k++, on()) {
    state[i] = (state[i] ^ Math.imul(mixed(i), 1566083941)) - i;
  }
  state[0] = 0x80000000;

  let at = SIZE;
  const word = () => {
    if (at === SIZE) {
      at = 0;
      for (let k = 0; k < SIZE; k++) {
        const y = (state[k] & 0x80000000) | (state[(k + 1) % SIZE] & 0x7fffffff);
        state[k] = state[(k + 397) % SIZE] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
    }
    let y = state[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
  return () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
}
