"""Build the site as whoever has NumPy's wheel does, into the folder that is named.

The wheel is a stand-in, in a folder that stands in for Pyodide's; the folder's list of packages
names its digest. See stand_in_numpy.py.
"""

import hashlib
import json
import shutil
import sys
import zipfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
WHEEL = "numpy-0.0-py3-none-any.whl"
sys.path.insert(0, str(TESTS.parent))

import build  # noqa: E402 (needs the path)
import pack  # noqa: E402


def stand_in(folder):
    """Make the folder, which is Pyodide's but for NumPy."""
    shutil.copytree(pack.PYODIDE, folder)
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        wheel.write(TESTS / "stand_in_numpy.py", "numpy/__init__.py")
    names = folder / "pyodide-lock.json"
    known = json.loads(names.read_text(encoding="utf-8"))
    digest = hashlib.sha256((folder / WHEEL).read_bytes()).hexdigest()
    known["packages"]["numpy"] |= {"file_name": WHEEL, "sha256": digest}
    names.write_text(json.dumps(known), encoding="utf-8")


if __name__ == "__main__":
    out = Path(sys.argv[1])
    stand_in(out / "pyodide")
    pack.PYODIDE = out / "pyodide"
    (out / "site").mkdir()
    build.build(out / "site")
