"""Show the built site on this machine: ``python site/serve.py``, or ``make serve``.

Ctrl-C ends it. It sends nothing that a plain static host wouldn't: no special headers.
"""

import argparse
import gzip
import os
import sys
from functools import lru_cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

PUBLIC = Path(__file__).resolve().parent / "public"
PORTS = range(8000, 8020)
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
    ".md": "text/plain; charset=utf-8",
    ".py": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
PACKED = {".woff2", ".pack", ".zip", ".whl", ".png", ".gz"}  # gzip gains nothing on these


@lru_cache(maxsize=256)
def gzipped(path, changed):
    """Return a file's bytes, compressed. changed is its time of change: a new file is read anew."""
    return gzip.compress(Path(path).read_bytes(), compresslevel=6, mtime=0)


class Handler(SimpleHTTPRequestHandler):
    """Files of the built folder, compressed where the browser takes it."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}

    def send_head(self):
        path = self.translate_path(self.path)
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not wanted or not os.path.isfile(path) or Path(path).suffix in PACKED:
            return super().send_head()
        changed = os.stat(path).st_mtime_ns
        mark = f'"{changed:x}-gz"'
        if self.headers.get("If-None-Match") == mark:
            self.send_response(304)
            self.send_header("ETag", mark)
            self.end_headers()
            return None
        body = gzipped(path, changed)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", mark)
        self.end_headers()
        return BytesIO(body)

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", self.guess_type(page))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self):
        # A newer build shows at once; what hasn't changed is answered by 304.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        pass  # one line for each request would bury the address


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # Windows would share a port that is in use

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a browser may hang up
            super().handle_error(request, client_address)


def server_on(ports, folder):
    """Return a server on the first of the ports that is free. Raises SystemExit if none is."""
    for port in ports:
        try:
            return Server(("127.0.0.1", port), lambda *args: Handler(*args, directory=folder))
        except OSError:
            continue
    raise SystemExit(f"No port from {ports[0]} to {ports[-1]} is free. Name another: --port 9000.")


def main():
    parser = argparse.ArgumentParser(description="Show the built site on this machine.")
    parser.add_argument("--out", type=Path, default=PUBLIC, help="the built folder")
    parser.add_argument("--port", type=int, help="a port of your choice; 0 takes any free one")
    options = parser.parse_args()
    if not (options.out / "index.html").exists():
        raise SystemExit(f"There is no site in {options.out} yet. Type: make site")
    ports = PORTS if options.port is None else [options.port]
    with server_on(ports, str(options.out.resolve())) as server:
        try:
            address = f"http://127.0.0.1:{server.server_port}/"
            print(f"The course is at {address} (Ctrl-C ends it)", flush=True)
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
