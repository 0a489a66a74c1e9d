"""Small wrong programs, each with what must be said of it; see test_slips.py.

A block is a chapter's text; the call that fails, as a grader would make it; and behind the arrow a
part of the sentence, or nothing where none may be said. %% ends a block.
"""

FAILING = r"""
import math
def f(z):
    return 1 / math.cosh(z) ** 2
>>> f(800.0)
→ `math.cosh(z)` is too large for a float: it grows as fast as e^z.
%%
import math
def f(z):
    return 1 / math.cosh(z) ** 2
>>> f(400.0)
→ The power is too large for a float
%%
def f(a):
    raise "the list has " + str(len(a))
>>> f([1])
→ `"the list has " + str(len(a))` isn't an error. Put what it says into one: raise ValueError(…).
%%
def f(a):
    return [a[i] for i in enumerate(a)]
>>> f([1])
→ enumerate gives `i` a place and an item together. Take them apart: for i, x in enumerate(a).
%%
def f(a):
    return zip[a, a]
>>> f([1])
→ `zip` is a function: ( ) calls it, and [ ] looks for an item.
%%
import random
def f(rng):
    return rng.uniform(2)
>>> f(random.Random(0))
→ uniform takes two numbers: the lower limit and the upper one.
%%
import random
def f(rng):
    return rng.random(-1, 1)
>>> f(random.Random(0))
→ random takes nothing, and gives a number from 0 to 1.
%%
class N:
    def __init__(self):
        self.layers = []
def f(network):
    for layer in network:
        pass
>>> f(N())
→ `network` is a N object. Its layers are in network.layers.
%%
class C:
    def __init__(self):
        self.history = []
    def g(self):
        for i in range(2):
            self.history = self.history.append(i)
>>> C().g()
→ .append(…) changes what it is called on, and returns None.
%%
def f(a):
    return a.len
>>> f([1])
→ A list has no .len. Write len(…), with the list in the brackets.
%%
def f(layers):
    for layer in range(len(layers)):
        layer.forward(1)
>>> f([1])
→ range gives `layer` a number. For the items, loop over the list itself.
%%
def dot(a):
    return 1
class C:
    def __init__(self):
        self.x = 1
    def g(self):
        return self.dot(1)
>>> C().g()
→ dot is a function of the course, and no method: write dot(…).
%%
def f(v):
    exps = [1]
    return sum(exp)
>>> f(1)
→ No `exp` is known there. Did you mean exps?
%%
def g(v):
    v + 1
def f(v):
    x, y = g(v)
>>> f(1)
→ g (line 1) has no return
%%
def f(v):
    for x in v:
        p *= x
    return p
>>> f([1])
→ Before the loop, write p = 1.
%%
def f(n):
    return [0.0] * (n / 2)
>>> f(2)
→ `[0.0]` is repeated a whole number of times
%%
def f(x):
    return x > 0
>>> f("a")
→ `x` is a string, `0` is a whole number.
%%
def f(z):
    return 1 + z(2) + sum(z)(3)
>>> f([1])
→
%%
import math
def f(z):
    return math.exp(z) / (1 + math.exp(2 * z))
>>> f(1000.0)
→ A power of e is too large for a float
%%
class C:
    def h(self, x):
        if x:
            self.z = 1
    def g(self):
        self.h(0)
        return self.z
>>> C().g()
→
%%
def f(a):
    return a.shape[1]
class A:
    shape = (3,)
>>> f(A())
→ a has fewer axes there: its shape has no place 1.
%%
class C:
    def __init__(self):
        self.weights = 1
    def g(self):
        return self.lr
>>> C().g()
→ No line of C sets .lr. It sets .weights.
%%
def f(v):
    return v.count < 2
>>> f([1])
→ is the function itself. To call it, write ( ) behind it.
%%
class C:
    def __init__(self):
        self.bias = 0
    def g(self):
        bias += 1
>>> C().g()
→ `bias` without self. is a name of its own here: write self.bias.
%%
def f(sizes):
    for i in range(1, sizes):
        pass
>>> f([1])
→ `sizes` is a list: len(sizes) is how many items it has.
%%
class C:
    def g(self):
        p = 1
        return self.p
>>> C().g()
→ In g (line 3), p = … lasts only until g ends. The object keeps self.p = …
%%
def f(v):
    return v.index(max)
>>> f([1])
→ `max` alone is the function itself. max(…) is its answer.
%%
def f(dZ2):
    return dz2
>>> f([1])
→ Did you mean dZ2?
%%
def f(a):
    return a[0] * 2
>>> f([])
→ [0] asks for the first item of a list that is empty there.
%%
def f(m, v):
    return [[m[j][i] for j in range(len(v))] for i in range(len(m))]
>>> f([[1, 2], [3, 4], [5, 6]], [1, 2])
→ `m[j][i]` goes past an end: j counts the items of v, i those of m.
%%
def g(a, b, c):
    return 1
def f():
    return g(1, 2)
>>> f()
→ g takes a, b, c (line 1). This call leaves out c.
%%
def g(a):
    return 1
def f():
    return g(1, 2)
>>> f()
→ g takes a (line 1). This call passes 2.
%%
def g(a):
    return 1
def f():
    return g(1, size=2)
>>> f()
→ It has no parameter size.
%%
def f(a):
    return sum(x for x in b)
>>> f([1])
→
%%
class C:
    def __init__(self):
        self.weights = [1]
    def g(self):
        return weights
>>> C().g()
→ `weights` is an attribute of the object: write self.weights.
%%
class C:
    def h(self):
        return 1
    def g(self):
        return h()
>>> C().g()
→ `h` is a method of the object: write self.h(…).
%%
class C:
    kind = 1
    def g(self):
        return kind
>>> C().g()
→ write self.kind.
%%
class C:
    def __init__(self, size):
        self.n = 1
    def g(self):
        return size
>>> C(1).g()
→ `size` is a parameter of __init__ (line 2)
%%
class C:
    def __init__(self):
        fn, slope = max, min
    def g(self):
        return fn(1, 2)
>>> C().g()
→ `fn` is a name inside __init__ (line 2) and known there only. Is another name meant here? If not,
%%
class Total: pass
class C:
    def h(self):
        for total in [1]:
            pass
    def g(self):
        return total
>>> C().g()
→ Did you mean Total?
%%
class C:
    def g():
        return self.x
>>> C.g()
→ `def g():` has no self.
%%
def f(z):
    return math.exp(z)
>>> f(1)
→ write import math at the top
%%
def f(z):
    return exp(z)
>>> f(1)
→ write math.exp, and import math at the top
%%
import math
def f(z):
    return tanh(z)
>>> f(1)
→ write math.tanh.
%%
def f(z):
    return np.exp(z)
>>> f(1)
→ NumPy comes in Part II.
%%
def f(rng):
    return gauss(0, 1)
>>> f(1)
→ write rng.gauss(…)
%%
def f(z):
    return true
>>> f(1)
→ Python writes True, not true.
%%
def f(total):
    return totl + 1
>>> f(1)
→ Did you mean total?
%%
def f(v):
    return lenn(v)
>>> f([1])
→ Did you mean len?
%%
def f(v):
    result = [x for x in v]
    return x
>>> f([1])
→ `x` exists only inside the brackets
%%
def f(v):
    loss = 1
def g(v):
    return loss
>>> g(1)
→ `loss` is a name inside f (line 1)
%%
def f(v):
    return qqq
>>> f(1)
→
%%
def f(v):
    for x in v:
        total += x
    return total
>>> f([1])
→ Before the loop, write total = 0.
%%
def f(v):
    for x in v:
        out += [x]
    return out
>>> f([1])
→ write out = [].
%%
def f(v):
    sum = sum(v)
    return sum
>>> f([1])
→ Line 2 gives sum another meaning
%%
def f(v):
    if v:
        y = 1
    return y
>>> f([])
→ `y` gets a value on line 3 only, which wasn't reached.
%%
def f(v):
    y = x + 1
    x = 2
    return y
>>> f([])
→ `x` gets its value only later, on line 3.
%%
count = 0
def f(v):
    count += 1
    return count
>>> f([])
→ makes `count` a name of its own
%%
def f(z):
    return f2(z) (1 - z)
def f2(z):
    return 0.5
>>> f(1)
→ For a product, write * between them.
%%
def f(z):
    return z(1 - z)
>>> f(0.5)
→ `z` is a number there: ( ) behind it calls it.
%%
def f(v):
    sum = 0
    return sum(v)
>>> f([1])
→ `sum` is a whole number since line 2, and no function any more.
%%
def f(v):
    return 1
f = [1, 2]
>>> f([1])
→ f is no function then: line 3 gives the name f to a list.
%%
class C:
    def loss(self):
        self.loss = 1.0
        return self.loss
    def g(self):
        self.loss()
        return self.loss()
>>> C().g()
→ takes the place of the method loss.
%%
class C:
    def __init__(self):
        self.act = 'relu'
    def g(self):
        return self.act(1)
>>> C().g()
→ self.act is a string, as line 3 sets it
%%
import random
def f():
    return random()
>>> f()
→ `random` is a module.
%%
def pair():
    return 1, 2
def f(z):
    return pair()(z)
>>> f(1)
→ `pair()` gives two things together
%%
class C:
    def forward(inputs):
        return 1
>>> C().forward([1])
→ `def forward(inputs):` (line 2) has no self.
%%
class C:
    def __init__(weights, bias):
        pass
>>> C([1], bias=2)
→ has no self
%%
class C:
    def forward(self, inputs):
        return 1
def f():
    return C.forward([1])
>>> f()
→ C.forward is called on the class.
%%
class B:
    def __init__(self, n):
        pass
class C(B):
    def __init__(self, n):
        super().__init__(self, n)
>>> C(1)
→ Python passes self by itself
%%
def g(a, b):
    return 1
def f():
    return g(1)
>>> f()
→ g takes a, b (line 1).
%%
def f(a):
    return 1
>>> f(1, 2)
→ It can't be called that way. Yours begins, on line 1: def f(a):
%%
def f(v):
    out = []
    out.append(1, 2)
    return out
>>> f(1)
→ append adds one item.
%%
def f(a):
    for i in len(a):
        pass
>>> f([1])
→ `len(a)` is one number. range(len(a)) counts 0, 1, …
%%
def f(n):
    return [0 for i in n]
>>> f(3)
→ `n` is one number. To count up to it: range(n).
%%
def f(a, b):
    return sum(a * b)
>>> f(2, 3)
→ sum adds up a list, and `a * b` is one number
%%
def f(a, b):
    for x, y in zip(a, b):
        pass
>>> f([1], 3)
→ zip goes through lists.
%%
def f(a):
    return max(a)
>>> f(3.0)
→ `a` is one number.
%%
def f(a):
    for x in a:
        x[0]
>>> f([1.0])
→ `x` is the number itself
%%
def f(a):
    return a[0][1]
>>> f([1, 2])
→ `a[0][1]` goes one [ ] too deep
%%
def f(a):
    return f[0]
>>> f([1])
→ ( ) calls it, and [ ] looks for an item
%%
def f(a):
    p = zip(a, a)
    return p[0]
>>> f([1])
→ `p` is a zip object, which has no items to pick
%%
def f(m):
    return m[0, 1]
>>> f([[1, 2]])
→ takes one index at a time: m[0][1].
%%
def f(a):
    return sum(a[i] for i in a)
>>> f([0.5])
→ The loop over a gives `i` its items, not their places.
%%
def f(a):
    return a[len(a) / 2]
>>> f([1, 2])
→ / gives a float, and an index is a whole number
%%
def f(a):
    return len(map(abs, a))
>>> f([1])
→ is a map object, which has no length
%%
def f(a):
    return len(a)
>>> f(1.5)
→ `a` is a single number there
%%
import math
def f(z):
    return math.exp(z)
>>> f([1])
→ math.exp takes one number, and `z` is a list
%%
def f(a):
    for i in range(a):
        pass
>>> f([1])
→ range takes whole numbers, and `a` is a list
%%
def f(n):
    for i in range(n / 2):
        pass
>>> f(4)
→ // divides to a whole number.
%%
def f(a):
    t = tuple(a)
    t[0] = 1
>>> f([1])
→ `t` is a tuple, which can't be changed.
%%
import math
def f(z):
    return math.e ^ -z
>>> f(1.0)
→ In Python ^ is no power (it works on bits): the power is **.
%%
def f(a, b):
    return a - b
>>> f([1], [2])
→ Lists aren't subtracted number by number.
%%
def f(a, b):
    return a * b
>>> f([1], [2])
→ Lists aren't multiplied number by number.
%%
def f(a):
    return a * 0.5
>>> f([1])
→ A list times a number isn't multiplied number by number.
%%
def f(a, n):
    return a / n
>>> f([1], 2)
→ `a` is a list, and / takes single numbers. Go through it: [x / n for x in a].
%%
def f(a):
    return 1 - a
>>> f([1])
→ `a` is a list, and - takes single numbers
%%
def f(a):
    return a + 1
>>> f([1])
→ + joins a list to a list, and not to a whole number.
%%
def f(a):
    return 'n: ' + a
>>> f(1)
→ + joins a string to a string
%%
def f(a):
    return -a
>>> f([1])
→ A list has no minus.
%%
def f(z):
    return max(0, z)
>>> f([1])
→ A list is compared with a whole number there.
%%
class C:
    def g(self):
        return 1
    def h(self):
        return self.g + 1
>>> C().h()
→ `self.g` is the function itself.
%%
def f(a):
    return '1' - a
>>> f(1)
→ `'1'` is a string, `a` is a whole number.
%%
def g(a):
    a + 1
def f(a):
    return g(a) + 1
>>> f(1)
→ g (line 1) has no return, so its call gives None.
%%
def g(a):
    if a > 2:
        return 1
def f(a):
    return g(a) + 1
>>> f(1)
→ on some way through it, no return is reached.
%%
def f(v):
    v = v.sort()
    return v[0]
>>> f([1])
→ .sort(…) changes what it is called on, and returns None.
%%
def f(v):
    out = []
    for x in v:
        out = out.append(x)
    return out
>>> f([1, 2])
→ .append(…) changes what it is called on
%%
def f(rng=None):
    return rng.random()
>>> f()
→ `rng` may be None, as rng=None in the def says
%%
def f(n, rng=None):
    return [rng.gauss(0, 1) for _ in range(n)]
>>> f(2)
→ `rng` may be None
%%
class C:
    def __init__(self):
        self.z = None
    def g(self):
        return self.z * 2
>>> C().g()
→ self.z is None since line 3, and stays.
%%
class C:
    def fw(self, x):
        self.a = x
    def g(self):
        return self.fw(1)[0]
>>> C().g()
→ fw (line 2) has no return
%%
class C:
    def __init__(self):
        self.weights = 1
    def g(self):
        return self.weight
>>> C().g()
→ Objects of C have .weights, and no .weight.
%%
class C:
    def __init__(self, weights):
        weights = list(weights)
    def g(self):
        return self.weights
>>> C([1]).g()
→ In __init__ (line 3), weights = … lasts only until __init__ ends.
%%
class C:
    def __init__(self, bias):
        self.w = 1
    def g(self):
        return self.bias
>>> C(1).g()
→ __init__ (line 2) gets bias and doesn't keep it
%%
class B:
    def __init__(self):
        self.w = 1
class C(B):
    def __init__(self):
        self.v = 1
    def g(self):
        return self.w
>>> C().g()
→ C.__init__ doesn't call super().__init__(…)
%%
class C:
    def g(self):
        return self.z
    def h(self):
        self.z = 1
>>> C().g()
→ .z is set in h alone (line 5), and that hasn't run by then.
%%
class C:
    def g(self):
        return 1
def f():
    cs = [C()]
    return cs.g()
>>> f()
→ `cs` is a list, without .g. A C has it: is an item meant?
%%
import math
def f(z):
    return math.max(0, z)
>>> f(1)
→ max is Python's own, and not in math: write max(…).
%%
import math
def f(z):
    return math.sqr(z)
>>> f(1)
→ Did you mean math.sqrt?
%%
def f(v):
    return v.shape
>>> f([1])
→ That belongs to NumPy's arrays
%%
def f(v):
    out = 0
    out.append(1)
>>> f([1])
→ `out` is a single number there. append belongs to a list.
%%
class C:
    def __init__(self):
        self.w = 1
    def g(self):
        return C.w
>>> C().g()
→ C is the class. .w belongs to its objects: write self.w.
%%
def f(a):
    return sum(a[i] for i in a)
>>> f([1, 2])
→ The loop over a gives `i` its items
%%
def f(a):
    return [a[i] for i in range(len(a) + 1)]
>>> f([1])
→ `range(len(a) + 1)` goes too far
%%
def f(a):
    return [a[i + 1] for i in range(len(a))]
>>> f([1])
→ At the last i, i + 1 is past the end of a.
%%
def f(a):
    return a[len(a)]
>>> f([1])
→ The places of a end at len(a) - 1
%%
def f(a, b):
    return [a[i] * b[i] for i in range(len(a))]
>>> f([1, 2], [1])
→ `i` counts the items of a, and b has fewer
%%
def f(m):
    for i in range(len(m)):
        for j in range(len(m)):
            m[i][j]
>>> f([[1], [2]])
→ `j` counts the items of m, and m[i] has fewer
%%
def f(a):
    out = []
    for i in range(len(a)):
        out[i] = a[i]
    return out
>>> f([1])
→ `out` is empty, so it has no place to assign to.
%%
def f(a):
    return a[7]
>>> f([1])
→
%%
def f(a, b):
    for x, y in a, b:
        pass
>>> f([1, 2, 3], [1, 2, 3])
→ for x, y in zip(a, b)
%%
def f(a):
    for i, x in a:
        pass
>>> f([1, 2])
→ the loop needs enumerate: in enumerate(a).
%%
def f(a, b):
    for i, x, y in enumerate(zip(a, b)):
        pass
>>> f([1], [2])
→ write for i, (x, y) in …
%%
def f(a):
    return sum(a) / len(a)
>>> f([])
→ The divisor `len(a)` is 0 there.
%%
def f(a):
    n = len(a) // 2
    return sum(a) / n
>>> f([1])
→ The divisor `n` is 0 there. It is `len(a) // 2`, by line 2.
%%
n = 5
def f(a, n):
    return sum(a) / n
>>> f([1], 0)
→ The divisor `n` is 0 there.
%%
import math
def f(z):
    return 1 / (1 + math.exp(-z))
>>> f(-1000)
→ `math.exp(-z)` is too large for a float
%%
import math
def f(p):
    return -math.log(p)
>>> f(0.0)
→ `p` is 0 or less there, and math.log takes numbers above 0 only.
%%
import math
def f(p):
    return -math.log(max(p, 10 ^ -12))
>>> f(0.0)
→ in Python ^ is no power
%%
import math
def f(p):
    return math.sqrt(p)
>>> f(-1.0)
→ `p` is negative there
%%
def f(a):
    raise ValueError('{len(a)} numbers')
>>> f([1])
→ The f before the quotes is missing on line 2
%%
def f(a):
    raise ValueError('my own words')
>>> f([1])
→
%%
def f(a):
    return 1

def f(a):
    raise NotImplementedError('f')
>>> f([1])
→ f is defined twice, on line 1 and line 4.
%%
def f(d):
    return d['x']
>>> f({})
→
%%
def f(a):
    a = a or 0
    return a(1)
>>> f(0)
→ `a` is a whole number there: ( ) behind it calls it.
"""

# Of these no error comes. The task is f.
ANSWERING = r"""
def f(items, rng):
    n = len(items)
    return rng.choices(items, k=n)
>>> f([1])
→ choices on line 3 may draw one item twice, and another never.
%%
def f(items, rng):
    return rng.choices(items, k=3)
>>> f([1])
→
%%
def f(ws, rate):
    for w in ws:
        w -= rate
→
%%
def f(v: Vector, rate):
    for x in v:
        x *= rate
    return v
→ `x *= rate` on line 3 gives the name x another value.
%%
def f(a: Vector, b: Vector):
    return [a + b for a, b in zip(a, b)]
→
%%
def f(marks):
    for letter in marks:
        marks[letter] = 1
    return marks
→
%%
def f(self, v):
    [v.append(x) for x in (1, 2)]
    return v
→
%%
def f(v):
    v.sort
    return v
→ `v.sort` on line 2 alone does nothing. Are the ( ) missing?
%%
def f(v):
    try:
        v.sort
    except AttributeError:
        v = list(v)
    return v
→
%%
def f(z):
    if z > 0:
        z
    return 0
→ `z` on line 3 alone does nothing. Does return belong before it?
%%
def g():
    return 1
def f(z):
    g
    return z
→ `g` on line 4 alone does nothing. Are the ( ) missing?
%%
def f(v: Vector, s: float):
    return v * s
→ `v * s` on line 2 repeats a list, and multiplies none of its numbers.
%%
def f(a: Vector, b: Vector):
    return a + b
→ `a + b` on line 2 joins two lists, and adds no numbers.
%%
total = 0
def f(a):
    global total
    for x in a:
        total += x
    return total
→ `total` is global, one for all calls: what line 5 adds to it is still there in the next call.
%%
def f(a):
    total = 0
    for x in a:
        total += x
        return total
→ The return on line 5 ends the loop around it in its first round.
%%
def f(a):
    for x in a:
        if x < 0:
            continue
        return x
    return 0
→
%%
def f(a):
    global total
    total = 0
    for x in a:
        total += x
    return total
→
%%
class f:
    def __init__(self, weights):
        f.weights = weights
→ With self.weights each keeps its own.
%%
class f:
    count = 0
    def __init__(self, weights):
        self.weights = weights
→
%%
class f:
    def __init__(self):
        self.inputs = self.outputs = []
    def forward(self, inputs):
        self.inputs[:] = inputs
        for x in inputs:
            self.outputs.append(2 * x)
→ Line 3 makes one list, with the names `self.inputs` and `self.outputs`: what is put into one is in
%%
class f:
    def forward(self, inputs):
        z = [2 * x for x in inputs]
        self.z_values = z
        self.outputs = z
        for i in range(len(z)):
            self.outputs[i] = max(z[i], 0)
→ `self.z_values` and `self.outputs` are one and the same, `z` of line 4: what is put into one is in
%%
class f:
    def forward(self, inputs):
        z = [2 * x for x in inputs]
        if inputs:
            self.z_values = z
        else:
            self.outputs = z
        z[0] = 1
→
%%
class f:
    def forward(self, inputs):
        z = [2 * x for x in inputs]
        self.z_values = z
        z = list(z)
        self.outputs = z
        z[0] = 1
→
%%
def f(values):
    history = {}
    history["loss"] = history["accuracy"] = []
    for value in values:
        history["loss"].append(value)
        history["accuracy"].append(2 * value)
    return history
→ Line 3 makes one list, with the names `history["loss"]` and `history["accuracy"]`: what is
%%
def f(values):
    odd = even = []
    for value in values:
        odd.append(value)
    even = values[::2]
    even.append(0)
    return odd, even
→
%%
class f:
    def __init__(self):
        self.inputs = self.outputs = []
    def forward(self, inputs):
        self.inputs = list(inputs)
        self.outputs.append(2 * x)
→
%%
def f(a, b):
    if len(a) != len(b):
        ValueError("lengths")
    return a
→ raises nothing. Write raise before it.
%%
def f(a: Vector):
    powers = (x for x in a)
    total = sum(powers)
    return [p / total for p in powers]
→ can be gone through only once; after that it is empty. Square brackets keep its items.
%%
def f(a):
    rest = iter(a)
    best = next(rest)
    for x in rest:
        best = max(best, x)
    return best
→
%%
def f(p):
    return max(p, 10 ^ -12)
→ in Python ^ is no power
%%
def f(p):
    return max(p, 1e12)
→ 1e12 is a huge number
%%
def f(v):
    total = 0
    for x in v:
        total =+ x
    return total
→ =+ on line 4 assigns anew
%%
def f(v):
    total = 0
    for x in v:
        total =+ x * x - 1
    return total
→ =+ on line 4 assigns anew
%%
def f(v):
    total = 1,
    return total
→ The comma at the end of line 2 makes a tuple
%%
def f(v):
    total = 0
    total == 1
    return total
→ `total == 1` on line 3 compares, and changes nothing.
%%
def f(v):
    total = 0
    total + 1
    return total
→ `total + 1` on line 3 is computed, and nothing is done with it.
%%
def f(a):
    if a == 'relu' or 'tanh':
        return 1
→ is always true, as 'tanh' alone is.
%%
def f(a, b):
    t = 0
    for x, y in a, b:
        t += x * y
    return t
→ in zip(a, b)
%%
def f(a: Vector, b):
    t = 0
    for i in a:
        t += a[i] * b[i]
    return t
→ range(len(a)) gives the places
%%
def f(v, s):
    for x in v:
        x = x * s
    return v
→ `x = x * s` on line 3 gives the name x another value.
%%
def f(m, v):
    pairs = zip(m, v)
    return [sum(x * y for x, y in pairs) for _ in m]
→ `pairs`, the zip of line 2, can be gone through only once
%%
def f(matrix):
    n = len(matrix)
    columns = [[0] * n] * len(matrix[0])
    for i in range(n):
        for j in range(len(matrix[0])):
            columns[j][i] = matrix[i][j]
    return columns
→ `[[0] * n] * len(matrix[0])` holds one row, several times: what line 6 puts into a row is in all
%%
def f(a, b):
    row = []
    rows = len(a) * [row]
    for i, x in enumerate(a):
        for y in b:
            rows[i].append(x * y)
    return rows
→ `len(a) * [row]` holds one row, several times: what line 6 puts into a row is in all of them.
%%
def f(a, b):
    rows = [[]] * len(a)
    for i, x in enumerate(a):
        rows[i] = [0] * len(b)
        for j, y in enumerate(b):
            rows[i][j] = x + y
    return rows
→
%%
def f(a):
    places = [0] * len(a)
    for i, x in enumerate(a):
        places[i] = x + 1
    return places
→
%%
def f(a, b):
    out = []
    for x in a:
        place = a.index(x)
        out.append(x - b[place])
    return out
→ `a.index(x)` on line 4 finds only the first place of that value
%%
def f(net, b):
    return [b[net.sizes.index(size)] for size in net.sizes[:-1]]
→ enumerate(net.sizes) gives each item with its own place.
%%
def f(letters):
    return [LETTERS.index(letter) for letter in letters]
→
%%
def f(n, rng):
    rows = []
    for _ in range(n):
        rng.seed(0)
        rows.append([rng.gauss(0, 1)])
    return rows
→ `rng.seed(0)` on line 4 sets the generator back
%%
def f(weights, slopes):
    for w, g in zip(weights, slopes):
        w = w - 0.1 * g
→ `w = w - 0.1 * g` on line 3 gives the name w another value. What it stood for before stays
%%
def f(weights, slopes):
    for w, g in zip(weights, slopes):
        w -= g
→ `w -= g` on line 3 gives the name w another value.
%%
def f(weights, inputs, error, learning_rate):
    for w, x in zip(weights, inputs):
        w += learning_rate * error * x
→ `w += learning_rate * error * x` on line 3 gives the name w another value.
%%
def f(rows, more):
    for row, other in zip(rows, more):
        row += 2 * other
→
%%
def f(rows, more):
    for row, other in zip(rows, more):
        row += other
→
%%
def f(rows, more):
    out = []
    for x, y in zip(rows, more):
        x = x - y
        out.append(x)
    return out
→
%%
def f(x, history=[]):
    history.append(x)
    return history
→ shared by all calls
%%
def f(a):
    return 1 if a is 'relu' else 2
→ asks whether both are one and the same object.
%%
def f(a):
    return [x + 1 for x in a]
→
%%
def f(a, rng=None):
    if a is None or rng is None:
        return 0
    return -1
→
%%
def f(a):
    pairs = zip(a, a)
    return [x * y for x, y in pairs]
→
%%
def f(a):
    for x in a:
        x = x + 1
        a.append(x)
    return a
→
%%
def f(a):
    total = -a
    return total
→
%%
def f(a):
    'Words.'
    a.sort()
    return a
→
"""


def cases(blocks):
    """Return [(text, call or "", part of the sentence)] of such blocks."""
    found = []
    for block in blocks.strip("\n").split("\n%%\n"):
        program, part = block.rsplit("\n→", 1)
        text, _, call = program.partition("\n>>> ")
        found.append((text, call, part.strip()))
    return found
