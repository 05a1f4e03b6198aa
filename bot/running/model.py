"""The trained model: where it is, whether it still fits what it was trained from, and training it.

Beside the model lies a fingerprint of everything it was made from. Rasa keeps a fingerprint of its own
inside the model, but reading that takes Rasa's ten seconds of start-up; this takes a few hundredths.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.errors import TrainingError

ROOT = Path(__file__).resolve().parent.parent.parent
MODEL = Path("models/frontdoor.tar.gz")
FINGERPRINT = Path("models/frontdoor.fingerprint")
MADE_FROM = ("config.yml", "domain.yml", "data", "bot/understanding", "bot/dialogue")
LIBRARIES = ("rasa", "scikit-learn", "scipy", "numpy", "tensorflow")
NOT_CODE = {"__pycache__", ".DS_Store"}
SIGN_OF_LIFE = 5.0


def fingerprint(root: Path = ROOT) -> str:
    """Return a fingerprint of everything the model is made from: data, our components, library versions.

    Args:
        root: the project's folder.
    """
    total = hashlib.sha256()
    for library in LIBRARIES:
        total.update(f"{library} {_version(library)}\n".encode())
    for path in _files(root):
        total.update(f"{path.relative_to(root)}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_present(root: Path = ROOT) -> bool:
    """Say whether there is a model at all."""
    return (root / MODEL).is_file()


def is_fresh(root: Path = ROOT) -> bool:
    """Say whether the model was made from what is there now."""
    kept = root / FINGERPRINT
    return is_present(root) and kept.is_file() and kept.read_text() == fingerprint(root)


def train(say: Callable[[str], None], root: Path = ROOT) -> None:
    """Train the model and keep the fingerprint of what it was made from.

    Args:
        say: told about progress, one line at a time.
        root: the project's folder.

    Raises:
        TrainingError: Rasa could not train; the message ends with the last lines it wrote.
    """
    # Taken before: a file changed while training runs makes the model stale, as it should.
    made_from = fingerprint(root)
    log = root / MODEL.parent / "training.log"
    log.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "bot.dialogue.quick_start", "train"]
    command += ["--out", str(MODEL.parent), "--fixed-model-name", MODEL.name.removesuffix(".tar.gz")]
    surroundings = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}
    started = time.monotonic()
    with log.open("w") as output:
        training = subprocess.Popen(
            command, cwd=root, env=surroundings, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
        try:
            while (code := _wait(training)) is None:
                say(f"still training, {time.monotonic() - started:.0f} s")
        finally:
            if training.poll() is None:
                training.terminate()
                training.wait()
    if code:
        raise TrainingError("The assistant could not be trained. Rasa said:\n" + _last_lines(log))
    (root / FINGERPRINT).write_text(made_from)


def _wait(training: subprocess.Popen[bytes]) -> int | None:
    """Wait a little; return the exit code, or None while it is at work."""
    try:
        return training.wait(timeout=SIGN_OF_LIFE)
    except subprocess.TimeoutExpired:
        return None


def _files(root: Path) -> Iterator[Path]:
    """Every file the model is made from, always in the same order."""
    for name in MADE_FROM:
        start = root / name
        found = [start] if start.is_file() else sorted(path for path in start.rglob("*") if path.is_file())
        yield from (path for path in found if not NOT_CODE & set(path.parts))


def _version(library: str) -> str:
    """Version of an installed library, or a word that says it is absent (TensorFlow has other names elsewhere)."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"


def _last_lines(log: Path, count: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
