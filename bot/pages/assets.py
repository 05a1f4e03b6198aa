"""Addresses of static files that change when the file changes, so that browsers may keep them for a year."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

STATIC_FOLDER = Path(__file__).parent / "static"
"""Files that every page shares."""

KEEP = "public, max-age=31536000, immutable"
"""``Cache-Control`` for a static file asked for with its ``v``; without one, browsers should ask again."""

FINGERPRINT_LENGTH = 12


class Assets:
    """Finds static files and gives each an address that ends in a fingerprint of its content.

    Args:
        folders: address prefix (such as ``/static``) to the folder served there; looked through in order.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self.folders = dict(folders)
        self._addresses: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return the address of a file.

        Args:
            name: path of the file inside its folder, such as ``front-door.css``.

        Raises:
            FileNotFoundError: no folder holds it; a page must not name what cannot be fetched.
        """
        if name not in self._addresses:
            self._addresses[name] = self._find(name)
        return self._addresses[name]

    def _find(self, name: str) -> str:
        for prefix, folder in self.folders.items():
            path = folder / name
            if path.is_file():
                return f"{prefix.rstrip('/')}/{quote(name)}?v={fingerprint(path)}"
        raise FileNotFoundError(f"No static file called {name}.")


def fingerprint(path: Path) -> str:
    """Return a short fingerprint of a file's content."""
    return sha256(path.read_bytes()).hexdigest()[:FINGERPRINT_LENGTH]
