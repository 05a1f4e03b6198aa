"""Rasa, started without its slowest import: ``python -m bot.dialogue.quick_start run ...`` is ``rasa run ...``.

Rasa's LogisticRegressionClassifier loads skops, and skops on being imported asks every module that is loaded by
then whether some 700 functions of scipy are its own. After TensorFlow that takes as long as all the rest of the
start together; before it, next to nothing (docs/decisions/0004).
"""

from __future__ import annotations

import skops.io  # noqa: F401 - before everything else


def main() -> None:
    """Hand over to Rasa, with the arguments as they are."""
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
