"""The few files the resident's page loads, read once and kept in memory: style sheets, scripts, icon."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.pages.assets import KEEP, STATIC_FOLDER

OUR_FOLDER = Path(__file__).with_name("static")
FOLDERS = (OUR_FOLDER, STATIC_FOLDER)
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


class StaticFiles:
    """Answers with the files of our two folders and with nothing else: names are looked up, paths never opened.

    Args:
        more: content and media type, by name, of files that lie in no folder of ours.
    """

    def __init__(self, more: Mapping[str, tuple[bytes, str]] | None = None) -> None:
        self._files: dict[str, tuple[bytes, bytes, str]] = {}
        # Ours last, so that it wins.
        for folder in reversed(FOLDERS):
            for path in folder.iterdir():
                if path.suffix in KINDS:
                    self._keep(path.name, path.read_bytes(), KINDS[path.suffix])
        for name, (content, kind) in (more or {}).items():
            self._keep(name, content, kind)

    def _keep(self, name: str, content: bytes, kind: str) -> None:
        self._files[name] = (content, gzip.compress(content, mtime=0), kind)

    def answer(self, request: Request, name: str) -> HTTPResponse | None:
        """Return the file of this name, packed small if the browser can unpack it, or None if there is none."""
        if name not in self._files:
            return None
        content, packed, kind = self._files[name]
        headers = {"Cache-Control": KEEP if "v" in request.args else "no-cache", "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            content = packed
            headers["Content-Encoding"] = "gzip"
        return raw(content, content_type=kind, headers=headers)
