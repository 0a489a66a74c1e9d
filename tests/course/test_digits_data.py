"""MNIST is read as it stands, and whatever is wrong with its files or on their way is named."""

import errno
import gzip
import hashlib
import importlib
import io
import os
import random
import re
import runpy
import socket
import sys
import threading
import time
from collections import namedtuple
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")
digits = importlib.import_module("data.digits")

NAMES = list(digits.FILES)
TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = NAMES
STANDARD = dict(digits.FILES)
REAL = Path(os.environ.get("MNIST_DIR") or "nowhere").resolve()  # before the tests change it


def idx(array):
    """Return the bytes of an IDX file that holds array."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + array.astype(np.uint8).tobytes()


def small_files():
    """Return small files under MNIST's names: 9 pictures and 4, of 28×28, and their labels."""
    rng = np.random.default_rng(0)
    arrays = [
        rng.integers(0, 256, (9, 28, 28)),
        np.arange(9),
        rng.integers(0, 256, (4, 28, 28)),
        np.arange(6, 10),
    ]
    return {name: gzip.compress(idx(array), mtime=0) for name, array in zip(NAMES, arrays)}


SMALL = small_files()
SIZE = len(SMALL[TRAIN_IMAGES])  # bytes, about 7,000


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Put small files in MNIST's place, in a folder of their own, and the network out of reach."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
    table = {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in SMALL.items()}
    monkeypatch.setattr(digits, "FILES", table)
    monkeypatch.setattr(digits, "FOLDER", tmp_path / "data" / "mnist")
    monkeypatch.setattr(digits, "SERVERS", (nobody,))
    monkeypatch.setattr(digits, "CHUNK", 1000)
    monkeypatch.setattr(digits, "TIMEOUT", 2)
    monkeypatch.delenv("MNIST_DIR", raising=False)
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data" / "mnist"


def fill(folder, files=SMALL):
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def flat(error):
    return re.sub(r"\s+", " ", str(error.value))


class Terminal(io.StringIO):
    """A terminal at which somebody types these answers. Nothing typed is the end of the input."""

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """Return a function that sits somebody at a terminal and returns what they will see."""

    def sit(typed):
        monkeypatch.setattr(sys, "stdin", Terminal(typed))
        monkeypatch.setattr(sys, "stdout", Terminal())
        return sys.stdout

    return sit


Request = namedtuple("Request", "name range")


class Server:
    """A server of files on this machine, honest unless told otherwise."""

    def __init__(self, files=SMALL, ranges=True, lengths=True, cut=None, silent=0, stalls=0):
        """ranges: does it send the rest of a file; lengths: does it say how long a file is;
        cut: bytes after which an answer ends; silent, stalls: seconds of silence before and after.
        """
        self.files, self.ranges, self.lengths = files, ranges, lengths
        self.cut, self.silent, self.stalls = cut, silent, stalls
        self.requests = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.answer(self)

            def log_message(self, *parts):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}/"
        self.http.handle_error = lambda *_: None  # a client that hangs up is what we test
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, handler):
        name, wished = handler.path[1:], handler.headers["Range"]
        self.requests.append(Request(name, wished))
        time.sleep(self.silent)
        if name not in self.files:
            return handler.send_error(404)
        data = self.files[name]
        if wished and self.ranges:
            begin = int(wished[len("bytes=") : -1])
            handler.send_response(206)
            handler.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
            data = data[begin:]
        else:
            handler.send_response(200)
        if self.lengths:
            handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data[: self.cut])
        time.sleep(self.stalls)


@pytest.fixture
def serve(monkeypatch):
    """Return a function that starts servers like these and makes them the ones to try."""
    started = []

    def start(*servers):
        started.extend(servers)
        monkeypatch.setattr(digits, "SERVERS", tuple(server.address for server in servers))
        return servers[0]

    yield start
    for server in started:
        server.http.shutdown()
        server.http.server_close()


# ── reading ──


@pytest.mark.skipif(not (REAL / TRAIN_IMAGES).exists(), reason="MNIST_DIR names no MNIST")
def test_mnist_itself_is_read(monkeypatch):
    monkeypatch.setattr(digits, "FILES", STANDARD)
    monkeypatch.setenv("MNIST_DIR", str(REAL))
    arrays = digits.load_mnist()
    assert [array.shape for array in arrays] == [
        (60000, 28, 28),
        (60000,),
        (10000, 28, 28),
        (10000,),
    ]
    assert all(array.dtype == np.uint8 for array in arrays)
    train_images, train_labels, test_images, test_labels = arrays
    # The counts that everybody finds in MNIST.
    train = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    test = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert np.bincount(train_labels).tolist() == train
    assert np.bincount(test_labels).tolist() == test
    assert train_labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert train_images.max() == 255 and round(train_images.mean() / 255, 4) == 0.1307
    assert train_images[0, 5].nonzero()[0].tolist() == list(range(12, 24))  # the bar of the 5


def test_the_table_has_the_sizes_and_sums_of_the_standard_files():
    assert sum(size for size, _ in STANDARD.values()) == 11_594_722
    assert len({sha256 for _, sha256 in STANDARD.values()}) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", sha256) for _, sha256 in STANDARD.values())


@pytest.mark.parametrize("way", ["folder", "text", "MNIST_DIR", "data/mnist"])
def test_the_files_are_found(way, folder, tmp_path, monkeypatch):
    place = fill(folder if way == "data/mnist" else tmp_path / "own")
    if way == "MNIST_DIR":
        monkeypatch.setenv("MNIST_DIR", "own")  # as seen from the current folder
    arrays = digits.load_mnist({"folder": place, "text": str(place)}.get(way))
    assert [array.shape for array in arrays] == [(9, 28, 28), (9,), (4, 28, 28), (4,)]
    assert [idx(array) for array in arrays] == [gzip.decompress(data) for data in SMALL.values()]
    assert held(place) == SMALL  # and nothing was written


def test_a_folder_given_goes_before_the_variable(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("MNIST_DIR", str(tmp_path / "nowhere"))
    assert len(digits.load_mnist(fill(tmp_path / "own"))) == 4


def test_a_tilde_is_the_home_folder(tmp_path, monkeypatch):
    fill(tmp_path / "own")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))  # its name on Windows
    assert len(digits.load_mnist("~/own")) == 4


def test_the_arrays_can_be_written_to(folder):
    fill(folder)
    for array in digits.load_mnist():
        array += 1


# ── files that are missing ──


@pytest.mark.parametrize("way", ["folder", "MNIST_DIR"])
def test_a_file_missing_in_a_folder_of_yours_is_named_and_nothing_is_downloaded(
    way, folder, tmp_path, monkeypatch, serve, terminal
):
    server = serve(Server())
    terminal("y\n")
    own = fill(tmp_path / "own")
    (own / TEST_LABELS).unlink()
    if way == "MNIST_DIR":
        monkeypatch.setenv("MNIST_DIR", str(own))
    with pytest.raises(digits.DataMissing) as error:
        digits.load_mnist(own if way == "folder" else None)
    back = "name no folder" if way == "folder" else "unset MNIST_DIR"
    assert f"own lacks {TEST_LABELS} Put what is missing there, or {back}" in flat(error)
    assert TRAIN_LABELS not in flat(error)
    assert not server.requests and not folder.exists()


def test_a_folder_that_does_not_exist_lacks_all_four(tmp_path):
    with pytest.raises(digits.DataMissing) as error:
        digits.load_mnist(tmp_path / "nowhere")
    assert "nowhere lacks " + " ".join(NAMES) in flat(error)


def test_an_unpacked_file_is_pointed_out(folder):
    fill(folder)
    (folder / TRAIN_LABELS).rename(folder / TRAIN_LABELS[:-3])
    with pytest.raises(digits.DataMissing) as error:
        digits.load_mnist()
    assert f"{TRAIN_LABELS} (it is there unpacked" in flat(error)


def test_a_file_that_cannot_be_read_is_named(folder):
    fill(folder)
    (folder / TRAIN_LABELS).unlink()
    (folder / TRAIN_LABELS).mkdir()
    with pytest.raises(digits.DataMissing, match=f"{TRAIN_LABELS} can't be read: "):
        digits.load_mnist()


@pytest.mark.parametrize("missing", ["stdin", "stdout"])
def test_without_a_terminal_nothing_is_downloaded(missing, folder, serve, terminal, monkeypatch):
    server = serve(Server())
    terminal("y\n")
    monkeypatch.setattr(sys, missing, io.StringIO("y\n"))
    with pytest.raises(digits.DataMissing) as error:
        digits.load_mnist()
    where = os.path.join("data", "mnist")
    assert f"{where} lacks " + " ".join(NAMES) + " Put what is missing there" in flat(error)
    assert flat(error).endswith("digits.py")  # the command that downloads
    assert not server.requests and not folder.exists()


@pytest.mark.parametrize("typed", ["n\n", "no\n", "N\n", "what\n", ""])
def test_a_download_is_refused_at_the_terminal(typed, folder, serve, terminal):
    server = serve(Server())
    seen = terminal(typed)
    with pytest.raises(digits.DataMissing, match="lacks"):
        digits.load_mnist()
    question = f"MNIST is {digits.amount(digits.total())}. Download it into "
    assert seen.getvalue().startswith(question) and "[Y/n]" in seen.getvalue()
    assert not server.requests and not folder.exists()


# ── files that are damaged ──

DAMAGED = {
    "empty": (b"", rf"it is 0 bytes long instead of {SIZE:,} \(cut short"),
    "cut short": (SMALL[TRAIN_IMAGES][:1234], rf"1,234 bytes long instead of {SIZE:,} \(cut short"),
    "too long": (SMALL[TRAIN_IMAGES] + b"x", rf"{SIZE + 1:,} bytes long .*\(another file\)"),
    "one bit off": (
        SMALL[TRAIN_IMAGES][:-100]
        + bytes([SMALL[TRAIN_IMAGES][-100] ^ 1])
        + SMALL[TRAIN_IMAGES][-99:],
        "its length is right, its contents are not",
    ),
    "labels": (SMALL[TRAIN_LABELS], f"belongs in {TRAIN_LABELS}, labels where images belong"),
    "the other images": (SMALL[TEST_IMAGES], rf"belongs in {TEST_IMAGES}\."),
    "a web page": (b"<!doctype html>", "15 bytes long instead of"),
}


@pytest.mark.parametrize("own", [False, True], ids=["in data/mnist", "in a folder of yours"])
@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_file_is_named_and_left_alone(what, own, folder, tmp_path):
    data, sentence = DAMAGED[what]
    place = fill(tmp_path / "own" if own else folder, SMALL | {TRAIN_IMAGES: data})
    before = held(place)
    with pytest.raises(ValueError, match=sentence) as error:
        digits.load_mnist(place if own else None)
    assert f"{TRAIN_IMAGES} isn't the standard file: " in flat(error)
    assert flat(error).endswith(
        ". Put the right one there." if own else ". Delete it and load again."
    )
    assert held(place) == before


def test_images_where_labels_belong_are_named(folder):
    fill(folder, SMALL | {TEST_LABELS: SMALL[TEST_IMAGES]})
    with pytest.raises(ValueError, match="images where labels belong"):
        digits.load_mnist()


PIXELS = idx(np.arange(24).reshape(2, 3, 4))
LABELS = idx(np.array([3, 1, 4]))
PACKED = gzip.compress(PIXELS, mtime=0)

NO_IDX = {
    "nothing": (b"", r"mine begins with the bytes \(none\)\. An IDX file begins with 00 00 08 01"),
    "text": (b"5,0,0,0", "mine begins with the bytes 35 2c 30 2c"),
    "another type of value": (b"\0\0\x0d\x03" + PIXELS[4:], "begins with the bytes 00 00 0d 03"),
    "matrices": (b"\0\0\x08\x02" + PIXELS[4:], "begins with the bytes 00 00 08 02"),
    "a header cut short": (PIXELS[:9], "mine is 9 bytes long unpacked"),
    "pixels cut off": (PIXELS[:-1], r"mine is 39 bytes .* shape \(2, 3, 4\), which makes 40 bytes"),
    "bytes left over": (PIXELS + b"\0", "mine is 41 bytes .* which makes 40 bytes"),
    "a huge number of images": (
        PIXELS[:4] + b"\xff" * 4 + PIXELS[8:],
        r"shape \(4294967295, 3, 4\)",
    ),
    "another size of image": (PIXELS[:12] + b"\0\0\0\x05" + PIXELS[16:], r"shape \(2, 3, 5\)"),
    "a label of 10": (idx(np.array([3, 10, 4])), "mine holds the label 10 at index 1"),
    "packed and cut short": (PACKED[:-9], "mine is cut short: its gzip data have no end"),
    "packed and without its sum": (PACKED[:-4], "mine is cut short: its gzip data have no end"),
    "packed and damaged": (
        PACKED[:20] + b"\xff\xff\xff" + PACKED[23:],
        "mine is damaged, gzip can't",
    ),
    "packed with a wrong sum": (PACKED[:-8] + b"????" + PACKED[-4:], "mine is damaged, gzip can't"),
}


@pytest.mark.parametrize("what", NO_IDX)
def test_what_is_no_idx_file_is_said(what):
    data, sentence = NO_IDX[what]
    with pytest.raises(ValueError, match=sentence):
        digits.read_idx(data, "mine")


def test_idx_files_of_any_size_are_read():
    assert digits.read_idx(PIXELS).tolist() == np.arange(24).reshape(2, 3, 4).tolist()
    assert digits.read_idx(PACKED).tolist() == digits.read_idx(PIXELS).tolist()
    assert digits.read_idx(LABELS).tolist() == [3, 1, 4]
    assert digits.read_idx(idx(np.zeros((0, 28, 28)))).shape == (0, 28, 28)
    assert digits.read_idx(idx(np.zeros(0))).shape == (0,)


def test_random_damage_never_passes_and_never_raises_anything_else():
    rng = random.Random(0)
    for _ in range(300):
        data = bytearray(PACKED)
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        try:
            array = digits.read_idx(bytes(data))
        except ValueError:
            continue
        assert array.tolist() == digits.read_idx(PIXELS).tolist()  # the bit was of no account


# ── downloading ──


@pytest.mark.parametrize("typed", ["\n", "y\n", "Yes\n"])
def test_a_download_is_done_once_after_a_yes(typed, folder, serve, terminal):
    server = serve(Server())
    seen = terminal(typed)
    assert len(digits.load_mnist()[0]) == 9
    assert held(folder) == SMALL
    assert server.requests == [Request(name, None) for name in NAMES]
    bars = seen.getvalue().split("\r")
    whole = digits.amount(digits.total())
    assert bars[1] == f"MNIST   0.0 kB of {whole} [{'.' * 40}]"
    assert bars[-1] == f"MNIST {whole:>8} of {whole} [{'#' * 40}]\n"
    assert len(bars) > 10 and all(len(bar.rstrip("\n")) < 80 for bar in bars[1:])
    assert len(digits.load_mnist()[0]) == 9
    assert len(server.requests) == 4 and seen.getvalue().count("Y/n") == 1


def test_only_what_is_missing_is_downloaded(folder, serve):
    server = serve(Server())
    fill(folder, {TRAIN_IMAGES: SMALL[TRAIN_IMAGES]})
    digits.download()
    assert held(folder) == SMALL
    assert [request.name for request in server.requests] == NAMES[1:]


def test_the_bar_fits_a_narrow_terminal(folder, serve, terminal, monkeypatch):
    serve(Server())
    monkeypatch.setenv("COLUMNS", "30")
    seen = terminal("y\n")
    digits.load_mnist()
    assert all(len(bar.rstrip("\n")) < 30 for bar in seen.getvalue().split("\r")[1:])


def interrupt_after(size, folder, monkeypatch):
    """Press Ctrl-C once that many bytes of the first file are here."""

    def show():
        if digits.here() >= size:
            raise KeyboardInterrupt

    monkeypatch.setattr(digits, "show", show)


@pytest.mark.parametrize("ranges", [True, False], ids=["Range", "no Range"])
def test_an_interrupted_download_goes_on(ranges, folder, serve, terminal, monkeypatch):
    server = serve(Server(ranges=ranges))
    seen = terminal("y\ny\n")
    with monkeypatch.context() as patch:
        interrupt_after(3000, folder, patch)
        with pytest.raises(KeyboardInterrupt):
            digits.load_mnist()
    kept = held(folder)
    assert list(kept) == [f"{TRAIN_IMAGES}.part"]
    begun = len(kept[f"{TRAIN_IMAGES}.part"])
    assert 3000 <= begun < SIZE and SMALL[TRAIN_IMAGES].startswith(kept[f"{TRAIN_IMAGES}.part"])
    assert f"\nKept: {digits.amount(begun)} of {digits.amount(digits.total())}. " in seen.getvalue()
    assert len(digits.load_mnist()[0]) == 9
    assert f"({digits.amount(begun)} of it are here)" in seen.getvalue()
    assert server.requests[:2] == [(TRAIN_IMAGES, None), (TRAIN_IMAGES, f"bytes={begun}-")]
    assert held(folder) == SMALL


def test_a_whole_part_is_downloaded_anew(folder, serve):
    serve(Server())
    fill(folder, {f"{TRAIN_IMAGES}.part": b"x" * SIZE})
    digits.download()
    assert held(folder) == SMALL


def refused(*servers):
    """Download, which has to fail. Return the message in one line, with the servers' numbers."""
    with pytest.raises(digits.DataMissing) as error:
        digits.download()
    text = flat(error)
    for turn, server in enumerate(servers, 1):
        text = text.replace(server.address, f"server {turn}")
    return text


def test_offline_the_message_names_the_four_files_and_the_folder(folder, serve, terminal):
    seen = terminal("y\n")
    with pytest.raises(digits.DataMissing) as error:
        digits.load_mnist()
    assert f"{TRAIN_IMAGES} could not be downloaded. {digits.SERVERS[0]}: " in flat(error)
    where = os.path.join("data", "mnist")
    assert f"{where} lacks " + " ".join(NAMES) + " Put what is missing there" in flat(error)
    assert "Kept" not in seen.getvalue()  # nothing came
    assert held(folder) == {}


def test_a_server_without_the_file_is_named_and_the_next_is_asked(folder, serve):
    first, second = Server(files={}), Server()
    serve(first, second)
    digits.download()
    assert held(folder) == SMALL
    assert first.requests == second.requests == [Request(name, None) for name in NAMES]
    (folder / TEST_LABELS).unlink()
    serve(first)
    assert "server 1: Not Found " in refused(first)


def test_a_name_that_is_not_found_is_said(folder, monkeypatch):
    def fail(*arguments, **options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    monkeypatch.setattr(digits, "SERVERS", ("http://nowhere.invalid/",))
    assert "http://nowhere.invalid/: Name or service not known" in refused()


@pytest.mark.parametrize("lengths", [True, False], ids=["length told", "length not told"])
def test_a_connection_that_breaks_is_named_and_the_next_server_goes_on(lengths, folder, serve):
    first, second = Server(cut=2500, lengths=lengths), Server(cut=2500)
    serve(first, second)
    text = refused(first, second)
    assert f"server 1: broke off after 2,500 of {SIZE:,} bytes" in text
    assert f"server 2: broke off after 5,000 of {SIZE:,} bytes" in text
    assert held(folder) == {f"{TRAIN_IMAGES}.part": SMALL[TRAIN_IMAGES][:5000]}
    second.cut = None
    serve(second)
    digits.download()
    assert second.requests[:2] == [(TRAIN_IMAGES, "bytes=2500-"), (TRAIN_IMAGES, "bytes=5000-")]
    assert held(folder) == SMALL


def test_a_silent_server_is_given_up(folder, serve, monkeypatch):
    monkeypatch.setattr(digits, "TIMEOUT", 0.1)
    server = serve(Server(silent=0.4))
    assert "server 1: timed out " in refused(server)


def test_a_server_that_falls_silent_halfway_is_given_up(folder, serve, monkeypatch):
    monkeypatch.setattr(digits, "TIMEOUT", 0.5)
    server = serve(Server(cut=2500, stalls=1.5))
    assert "server 1: broke off (timed out)" in refused(server)
    assert held(folder) == {f"{TRAIN_IMAGES}.part": SMALL[TRAIN_IMAGES][:2000]}  # two chunks


def test_a_server_that_speaks_another_language_is_named(folder, serve, monkeypatch):
    server = serve(Server())
    monkeypatch.setattr(server, "answer", lambda handler: handler.wfile.write(b"what\r\n\r\n"))
    assert "server 1: what data" in refused(server).replace(os.sep, "/")


def test_no_more_is_taken_than_the_file_is_long(folder, serve):
    serve(Server(files={name: data + b"more" for name, data in SMALL.items()}, lengths=False))
    digits.download()
    assert held(folder) == SMALL


def test_a_file_of_another_length_is_not_taken_and_what_was_begun_is_kept(folder, serve):
    server = serve(Server(files={TRAIN_IMAGES: b"<html>Log in</html>"}, ranges=False))
    begun = {f"{TRAIN_IMAGES}.part": SMALL[TRAIN_IMAGES][:100]}
    fill(folder, begun)
    assert f"server 1: offers 19 bytes instead of {SIZE}" in refused(server)
    assert held(folder) == begun


def test_a_wrong_file_is_deleted_and_its_server_named(folder, serve):
    first, second = Server(files={TRAIN_IMAGES: b"x" * SIZE}), Server()
    serve(first)
    text = refused(first)
    assert (
        f"{TRAIN_IMAGES} could not be downloaded. server 1: sent a wrong file, now deleted" in text
    )
    assert held(folder) == {}
    serve(first, second)
    digits.download()
    assert held(folder) == SMALL


def test_a_wrong_beginning_is_found_out(folder, serve):
    server = serve(Server())
    fill(folder, {f"{TRAIN_IMAGES}.part": b"x" * 100})
    assert "sent a wrong file, now deleted" in refused(server)
    digits.download()
    assert held(folder) == SMALL


def test_a_full_disk_is_named_and_what_came_is_kept(folder, serve, monkeypatch, capsys):
    server = serve(Server())

    class Full(io.FileIO):
        def write(self, data):
            if self.tell() >= 3000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(data)

    with monkeypatch.context() as patch:
        patch.setattr(digits, "open", Full, raising=False)
        text = refused(server)
    assert f"can't be written: {os.strerror(errno.ENOSPC)}. " in text
    assert "lacks " + " ".join(NAMES) in text
    assert held(folder) == {f"{TRAIN_IMAGES}.part": SMALL[TRAIN_IMAGES][:3000]}
    assert "Kept: 3.0 kB of" in capsys.readouterr().out
    digits.download()
    assert held(folder) == SMALL
    assert server.requests[1] == (TRAIN_IMAGES, "bytes=3000-")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_device_that_is_full_is_named(folder, serve):
    server = serve(Server())
    folder.mkdir(parents=True)
    (folder / f"{TRAIN_IMAGES}.part").symlink_to("/dev/full")
    assert f"can't be written: {os.strerror(errno.ENOSPC)}. " in refused(server)


def test_a_folder_that_cannot_be_made_is_named(folder, tmp_path, serve):
    server = serve(Server())
    (tmp_path / "data").write_text("a file where a folder belongs")
    assert "mnist can't be written: " in refused(server)
    assert not server.requests


def test_a_read_only_folder_is_named(folder, serve, monkeypatch):
    server = serve(Server())
    folder.mkdir(parents=True)
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):  # root may write anywhere

        def denied(*arguments):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(digits, "open", denied, raising=False)
    try:
        assert f"mnist can't be written: {os.strerror(errno.EACCES)}. " in refused(server)
        assert held(folder) == {}
    finally:
        folder.chmod(0o755)


# ── the program ──


def test_the_program_downloads_unasked_and_prints_a_line_for_each_file(folder, serve, capsys):
    server = serve(Server())
    assert digits.main() is None
    lines = capsys.readouterr().out.splitlines()
    where = os.path.join("data", "mnist")
    assert lines[0] == f"Downloading MNIST ({digits.amount(digits.total())}) into {where}"
    assert [line.split()[0] for line in lines[1:]] == NAMES
    assert all(line.endswith("B  SHA-256 right") for line in lines[1:])
    assert digits.main() is None
    assert capsys.readouterr().out.splitlines() == lines[1:] and len(server.requests) == 4


def test_the_program_ends_in_its_message(folder, monkeypatch, serve):
    assert "could not be downloaded" in digits.main()  # which sys.exit prints, with status 1
    fill(folder, SMALL | {TEST_LABELS: b""})
    assert f"{TEST_LABELS} isn't the standard file" in digits.main()
    (folder / TEST_LABELS).unlink()
    serve(Server())
    interrupt_after(0, folder, monkeypatch)
    assert digits.main() == 130  # what a shell expects after Ctrl-C


def test_the_program_runs_as_a_file(tmp_path, monkeypatch):
    monkeypatch.setenv("MNIST_DIR", str(tmp_path))  # an empty folder, so nothing is downloaded
    with pytest.raises(SystemExit, match="lacks"):
        runpy.run_path(digits.__file__, run_name="__main__")
