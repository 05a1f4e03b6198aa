"""Rasa, started without what it does not use: ``python -m bot.dialogue.quick_start run ...`` is ``rasa run ...``.

To serve our model Rasa needs no TensorFlow; it loads it all the same, for the sake of modules that only training and
other pipelines use (docs/decisions/0019). To train, Rasa loads every component it knows, and the last of them, skops,
asks every module that is loaded by then whether some 700 functions of scipy are its own: imported first, it has little
to search (docs/decisions/0004).

Without a model stock Rasa does not start at all, and nobody answers the door. Ours opens: it says that something is
out of order and how to reach a person, and still helps whoever is in danger.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.dialogue.later import import_later

ONLY_FOR_TRAINING = ("rasa.utils.train_utils", "rasa.utils.plotting")
"""Modules that Rasa's server imports and, with a pipeline like ours, never calls; they bring TensorFlow, Matplotlib."""


def main() -> None:
    """Hand over to Rasa, with the arguments as they are."""
    if sys.argv[1:2] == ["run"]:
        sys.argv = with_a_model(sys.argv)
        only_serve()
    else:
        import skops.io  # noqa: F401 - before everything else

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


def only_serve() -> None:
    """Leave aside, in this process, what Rasa loads only to be able to train.

    A pipeline that does need such a module (DIET, say) gets it: it is loaded when something in it is wanted.
    """
    import_later(*ONLY_FOR_TRAINING)
    from rasa.engine.storage.storage import ModelMetadata

    whole = ModelMetadata.from_dict

    def as_served(serialized: Mapping[str, Any]) -> ModelMetadata:
        # How a model was trained names classes of every stock component, and reading the names loads them all.
        return whole({**serialized, "train_schema": {"nodes": {}}})

    ModelMetadata.from_dict = staticmethod(as_served)


if __name__ == "__main__":
    main()
