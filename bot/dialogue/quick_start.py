"""Rasa, started without its slowest import: ``python -m bot.dialogue.quick_start run ...`` is ``rasa run ...``.

Rasa's LogisticRegressionClassifier loads skops, and skops on being imported asks every module that is loaded by
then whether some 700 functions of scipy are its own. After TensorFlow that takes as long as all the rest of the
start together; before it, next to nothing (docs/decisions/0004).

Without a model stock Rasa does not start at all, and nobody answers the door. Ours opens: it says that something is
out of order and how to reach a person, and still helps whoever is in danger.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import skops.io  # noqa: F401 - before everything else


def main() -> None:
    """Hand over to Rasa, with the arguments as they are."""
    if sys.argv[1:2] == ["run"]:
        sys.argv = with_a_model(sys.argv)
    from rasa.__main__ import main as rasa

    rasa()


def with_a_model(words: list[str]) -> list[str]:
    """Return the command with a file in place of a model that is not there.

    Rasa takes it for a model, finds that it can't be loaded, and opens its doors without one.

    Args:
        words: of the command.
    """
    if "--model" not in words[:-1]:
        return words
    place = words.index("--model") + 1
    if Path(words[place]).is_file():
        return words
    with tempfile.NamedTemporaryFile(prefix="no-model-", suffix=".tar.gz", delete=False) as nothing:
        return [*words[:place], nothing.name, *words[place + 1 :]]


if __name__ == "__main__":
    main()
