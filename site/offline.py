"""What lets the site be kept in a browser, and installed on a phone.

Each page names its script, style and figures with a mark of what they hold, so that it gets those
that it was written with. sw.js, the service worker, holds the list of all files with their digests:
another build is another sw.js, by which browsers know of it.
"""

import base64
import gzip
import hashlib
import json
import re
from functools import partial

from icons import write_icons
from pack import bundle_worker, files_in
from pages import NAME

SHORT = "Neural networks"
BLUE = "#005a94"  # the icon's
MARK = 12  # of a digest's letters stand in an address; sw.js knows it, too
FILE = re.compile(r'((?:src|href|data-worker)="((?:assets|engine)/[^"?#]+))(?=")')
PACKED = {".woff2", ".pack", ".png"}  # a host compresses the others


def make_offline(out):
    """Complete a site that is built, but for this."""
    sizes = write_icons(out / "assets")
    write(out / "manifest.webmanifest", json.dumps(manifest(sizes), indent=2) + "\n")
    size = f"{sum(map(sent, files_in(out))) / 1e6:.1f}"
    for page in sorted(out.glob("*.html")):
        text = page.read_text(encoding="utf-8").replace('data-size=""', f'data-size="{size}"')
        write(page, FILE.sub(partial(marked, out), text))
    # Python comes last: the lessons are here sooner.
    paths = sorted(files_in(out), key=lambda path: (path.parts[len(out.parts)] == "engine", path))
    files = {path.relative_to(out).as_posix(): digest(path) for path in paths}
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:MARK]
    bundle_worker("app/sw.js", out / "sw.js", COURSE={"version": version, "files": files})


def marked(out, found):
    """Return a file's address, with the mark of what it holds. A font has one in its name."""
    file = out / found[2]
    if file.suffix == ".woff2":
        (held,) = file.parent.glob(f"{file.stem}-*.woff2")
        return found[1].replace(file.name, held.name)
    return f"{found[1]}?{digest(file)[:MARK]}"


def manifest(sizes):
    """Return what a phone needs to know of the site: paths are from the manifest's place."""
    return {
        "name": NAME,
        "short_name": SHORT,
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "display_override": ["minimal-ui"],
        "theme_color": BLUE,
        "background_color": "#ffffff",
        "icons": [
            {"src": f"assets/{name}", "sizes": f"{side}x{side}", "purpose": purpose}
            for name, side in sizes.items()
            for purpose in ("any", "maskable")
        ],
    }


def digest(path):
    """Return a file's SHA-256 as browsers write it."""
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def sent(path):
    """Return how many bytes of a file go over the network."""
    data = path.read_bytes()
    return len(data) if path.suffix in PACKED else len(gzip.compress(data, 6))


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")
