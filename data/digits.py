"""MNIST: 70,000 handwritten digits, read from its four standard files.

`load_mnist()` reads them. Run as a program, this file downloads what is missing of them into
data/mnist, checks all four, and says so in one line each.

The files are in the IDX format, packed with gzip. An IDX file of bytes begins with two zeros, the
number 8 (its values are unsigned bytes) and the number of its dimensions; then each dimension as a
big-endian 32-bit number; then the values, last dimension fastest.
"""

import gzip
import hashlib
import http.client
import math
import os
import shutil
import sys
import urllib.request
import zlib
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent / "mnist"  # where downloads go
SERVERS = (  # tried in turn
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
FILES = {  # name: (length in bytes, SHA-256), in the order in which load_mnist returns them
    "train-images-idx3-ubyte.gz": (
        9_912_422,
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    ),
    "train-labels-idx1-ubyte.gz": (
        28_881,
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    ),
    "t10k-images-idx3-ubyte.gz": (
        1_648_877,
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    ),
    "t10k-labels-idx1-ubyte.gz": (
        4_542,
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
    ),
}
TIMEOUT = 20  # seconds that a server may keep silent
CHUNK = 65_536  # bytes read at a time, and between two looks of the progress bar
BAR = 40  # characters


class DataMissing(Exception):
    """MNIST isn't to be had. The message says which files are missing where, and what to do."""


def load_mnist(folder=None):
    """Return (train_images, train_labels, test_images, test_labels), four arrays of uint8.

    Images: (60000, 28, 28) and (10000, 28, 28), pixels from 0 (paper) to 255 (ink), not scaled.
    Labels: (60000,) and (10000,), the digits 0 to 9.

    The files are read from folder; without one, from the folder that the environment variable
    MNIST_DIR names; without that, from data/mnist. What is missing in data/mnist is downloaded,
    once, if you say yes: in a terminal you are asked, elsewhere nothing is downloaded.

    Raises DataMissing if files are missing or can't be read, and ValueError if a file isn't the
    standard one, to the byte. Each message says what to do.
    """
    folder = find_files(folder)
    return tuple(read_idx(read_file(folder / name), name) for name in FILES)


def load_digits():
    """Return what load_mnist does, or digits drawn from fonts where MNIST isn't to be had; say so.

    Ends the program with a sentence where a file of MNIST is damaged.
    """
    try:
        arrays = load_mnist()
        print("MNIST: ", end="")
    except DataMissing as missing:
        from data.fonts import font_digits

        print(f"{missing}\nUntil then, digits drawn from fonts: ", end="")
        arrays = font_digits()
    except ValueError as damaged:
        raise SystemExit(str(damaged)) from None
    print(f"{len(arrays[0]):,} pictures to learn from, {len(arrays[2]):,} to be tested on")
    return arrays


def confusion_matrix(predicted, labels, k=10):
    """Return (k, k) counts: row the true label, column the predicted one."""
    matrix = np.zeros((k, k), dtype=int)
    np.add.at(matrix, (labels, predicted), 1)
    return matrix


def often_confused(predicted, labels):
    """Return the three most frequent mistakes: (true label, read as, how often)."""
    counts = confusion_matrix(predicted, labels)
    np.fill_diagonal(counts, 0)
    cells = [divmod(int(cell), 10) for cell in np.argsort(-counts, axis=None)[:3]]
    return [(true, read, counts[true, read]) for true, read in cells]


def read_idx(data, name="the file"):
    """Return the array of uint8 in an IDX file of images (m, rows, columns) or labels (m,).

    data: the file's bytes, packed with gzip or not; name: what to call it in a message. Raises
    ValueError if data is cut short or damaged, or if a label isn't 0 to 9.
    """
    if data[:2] == b"\x1f\x8b":  # gzip's mark
        try:
            data = gzip.decompress(data)
        except EOFError:
            raise ValueError(f"{name} is cut short: its gzip data have no end.") from None
        except (OSError, zlib.error) as error:
            raise ValueError(f"{name} is damaged, gzip can't unpack it: {error}.") from None
    if data[:4] not in (b"\0\0\x08\x01", b"\0\0\x08\x03"):
        raise ValueError(
            f"{name} begins with the bytes {data[:4].hex(' ') or '(none)'}. An IDX file begins "
            "with 00 00 08 01 (labels) or 00 00 08 03 (images)."
        )
    begin = 4 + 4 * data[3]  # behind the dimensions
    shape = tuple(int.from_bytes(data[i : i + 4], "big") for i in range(4, begin, 4))
    if len(data) != begin + math.prod(shape):
        raise ValueError(
            f"{name} is {len(data):,} bytes long unpacked, and its header announces shape {shape}, "
            f"which makes {begin + math.prod(shape):,} bytes. It is damaged, or was cut."
        )
    array = np.frombuffer(data, np.uint8, offset=begin).reshape(shape).copy()  # writable
    if array.ndim == 1 and array.size and array.max() > 9:
        row = int(array.argmax())
        raise ValueError(f"{name} holds the label {array[row]} at index {row}. Labels are 0 to 9.")
    return array


def find_files(folder=None, ask=True):
    """Return the folder that holds the four files, after a download where that is wanted."""
    given = folder or os.environ.get("MNIST_DIR")
    place = Path(given).expanduser() if given else FOLDER
    if missing(place) and not given and (not ask or wanted()):
        download()
    if missing(place):
        way_out = "name no folder" if folder else "unset MNIST_DIR" if given else ""
        raise DataMissing(f"MNIST can't be loaded. {lacking(place, way_out)}")
    return place


def read_file(path):
    """Return the bytes of one of the standard files. Raises ValueError if they differ from it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataMissing(f"{shown(path)} can't be read: {in_words(error)}.") from None
    if wrong := fault(path.name, data):
        mend = "Delete it and load again" if path.parent == FOLDER else "Put the right one there"
        raise ValueError(f"{shown(path)} isn't the standard file: {wrong}. {mend}.")
    return data


def fault(name, data):
    """Say what makes data differ from the standard file of that name; "" if nothing does."""
    size, sha256 = FILES[name]
    digest = hashlib.sha256(data).hexdigest()
    if digest == sha256:
        return ""
    for other in FILES:
        if digest == FILES[other][1]:
            kinds = ["labels" if "labels" in each else "images" for each in (other, name)]
            where = "" if kinds[0] == kinds[1] else f", {kinds[0]} where {kinds[1]} belong"
            return f"it holds what belongs in {other}{where}"
    if len(data) == size:
        return "its length is right, its contents are not (another SHA-256)"
    guess = "cut short, or another file" if len(data) < size else "another file"
    return f"it is {len(data):,} bytes long instead of {size:,} ({guess})"


def download():
    """Download into FOLDER what is missing there. A file gets its name once its SHA-256 is right.

    What was begun is kept as NAME.part, and the next download goes on from there. Raises
    DataMissing if no server gives a file, or if it can't be saved.
    """
    in_terminal = sys.stdout.isatty()
    if not in_terminal:
        print(f"Downloading MNIST ({amount(total())}) into {shown(FOLDER)}", flush=True)
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in missing(FOLDER):
            fetch(name)
    except OSError as error:  # of the disk; those of the network end in receive
        problem = f"{shown(FOLDER)} can't be written: {in_words(error)}."
        raise DataMissing(f"{problem} {lacking(FOLDER)}") from None
    finally:
        if in_terminal:
            print()  # leaves the line of the progress bar
        if missing(FOLDER) and here():
            print(f"Kept: {amount(here())} of {amount(total())}. The next download goes on there.")


def fetch(name):
    """Download one file from the first server that gives it."""
    part = FOLDER / f"{name}.part"
    problems = []
    for server in SERVERS:
        problem = receive(server + name, part, FILES[name][0])
        if not problem:
            problem = fault(name, part.read_bytes())
            if not problem:
                os.replace(part, FOLDER / name)
                show()
                return
            part.unlink()
            problem = f"sent a wrong file, now deleted: {problem}"
        problems.append(f"  {server}: {problem}\n")
    raise DataMissing(f"{name} could not be downloaded.\n{''.join(problems)}{lacking(FOLDER)}")


def receive(url, part, size):
    """Append to the file part what it lacks of url, size bytes in all.

    Returns "", or in words what went wrong with the server; what went wrong with the disk is
    raised, as OSError.
    """
    begin = length_of(part)
    if begin >= size:  # whole, and yet not renamed
        begin = 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={begin}-"} if begin else {})
    show()
    try:
        response = urllib.request.urlopen(request, timeout=TIMEOUT)
    except (OSError, http.client.HTTPException) as error:
        return in_words(error)
    with response:
        if response.status != 206:  # the server sends the whole file, not the rest we asked for
            begin = 0
        length = response.headers["Content-Length"]
        if length not in (None, str(size - begin)):
            return f"offers {length} bytes instead of {size - begin}"
        with open(part, "ab" if begin else "wb") as file:
            while begin < size:
                try:
                    chunk = response.read(min(CHUNK, size - begin))
                except (OSError, http.client.HTTPException) as error:
                    return f"broke off ({in_words(error)})"
                if not chunk:
                    return f"broke off after {begin:,} of {size:,} bytes"
                file.write(chunk)
                begin += len(chunk)
                show()
    return ""


def wanted():
    """Ask whether to download. The answer is no where nobody sits at a terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    have = f" ({amount(here())} of it are here)" if here() else ""
    question = f"MNIST is {amount(total())}{have}. Download it into {shown(FOLDER)}? [Y/n] "
    try:
        answer = input(question)
    except EOFError:
        print()
        return False
    return answer.strip().lower() in ("", "y", "yes")


def show():
    """Draw the progress bar over the one drawn before. In a terminal only."""
    if sys.stdout.isatty():
        done = "#" * min(BAR, BAR * here() // total())
        line = f"\rMNIST {amount(here()):>8} of {amount(total())} [{done:.<{BAR}}]"
        print(line[: shutil.get_terminal_size().columns], end="", flush=True)  # one column is left


def missing(folder):
    return [name for name in FILES if not os.path.exists(folder / name)]


def here():
    """Return the number of bytes downloaded so far."""
    return sum(length_of(FOLDER / f"{name}{end}") for name in FILES for end in ("", ".part"))


def length_of(path):
    return os.path.getsize(path) if os.path.exists(path) else 0


def total():
    return sum(size for size, _ in FILES.values())


def amount(size):
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.1f} kB"


def shown(path):
    """Return path as seen from the current folder, if it lies below it."""
    try:
        return str(Path(os.path.abspath(path)).relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def in_words(error):
    """Return the system's reason for an error of the network or the disk, without its number."""
    reason = getattr(error, "reason", error)  # urllib wraps what it caught
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__


def lacking(folder, way_out=""):
    """Return what folder lacks, and what the reader can do about it.

    way_out: what leads back to data/mnist, where the reader chose another folder.
    """
    lines = [f"{shown(folder)} lacks"]
    for name in missing(folder):
        unpacked = " (it is there unpacked, and has to be as it was downloaded)"
        lines.append(f"  {name}{unpacked if os.path.exists(folder / name[:-3]) else ''}")
    if way_out:
        lines.append(f"Put what is missing there, or {way_out}: then data/mnist is used.")
    else:
        lines.append(f"Put what is missing there, or let this download it ({amount(total())}):")
        lines.append(f"  {shown(sys.executable)} {shown(__file__)}")
    return "\n".join(lines)


def main():
    """Download what is missing, without asking, and check all four files."""
    try:
        folder = find_files(ask=False)
        for name, (size, _) in FILES.items():
            read_idx(read_file(folder / name), name)
            print(f"{name:26} {amount(size):>8}  SHA-256 right")
    except (DataMissing, ValueError) as error:
        return str(error)
    except KeyboardInterrupt:
        return 130
    return None


if __name__ == "__main__":
    sys.exit(main())
