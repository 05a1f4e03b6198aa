"""Making the key that signs cookies, once, whoever comes first."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

SECRET_BYTES = 32


def keep_new_key(path: Path) -> None:
    """Make a key and keep it at ``path``, unless another process just did.

    The key is written elsewhere and then linked to its place in one step: two processes that start
    together end up with the same key, and neither can read it half written.

    Args:
        path: where it is kept.
    """
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".secret_key", delete=False) as file:
        file.write(secrets.token_urlsafe(SECRET_BYTES))
    try:
        os.link(file.name, path)
    except FileExistsError:
        pass  # The other process was first; its key is complete.
    finally:
        Path(file.name).unlink()
