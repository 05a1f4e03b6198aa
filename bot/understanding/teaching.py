"""Teaching the network from everything the project wrote, and keeping it beside this file.

Teaching takes tens of minutes, reading a few milliseconds; so the taught network is kept in the project, as the style
sheet is (docs/decisions/0008), with the fingerprint of the examples it was taught from.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from bot.errors import TrainingError
from bot.understanding.examples import EXAMPLES, SINCE_TEACHING, all_examples
from bot.understanding.marked import read_marked
from bot.understanding.reading import NETWORK, PUBLISHED, TAUGHT


def teach_and_keep(
    acts: Path,
    say: Callable[[str], None],
    passes: int | None = None,
    *,
    further: bool = False,
    more_of: tuple[str, ...] = (),
    of_the_rest: float = 1.0,
) -> None:
    """Teach a network and keep it in place of the one that is there.

    Args:
        acts: folder of Rasa's training data.
        say: told about progress, one line at a time.
        passes: how often each example is seen; the lesson's own number unless given.
        further: whether to go on from the network that is kept, instead of from the published encoder.
        more_of: of which files of examples each sentence is seen ``OFTENER`` times in each pass, by their names
            ("fresh_front_door*").
        of_the_rest: which share of all other examples is seen, by chance; each of those that are is seen in every pass.

    Raises:
        TrainingError: the network that is kept cannot be gone on from.
    """
    # TensorFlow is needed only here.
    from bot.understanding.export import export, export_meaning
    from bot.understanding.kept_weights import kept_weights
    from bot.understanding.learning import FURTHER, Lesson, teach
    from bot.understanding.network import Shape

    examples = all_examples(acts_in(acts))
    names = tuple(sorted({example.act for example in examples if example.act}))
    lesson = FURTHER if further else Lesson()
    if passes is not None:
        lesson = replace(lesson, passes=passes)
    start = None
    if further:
        if json.loads(TAUGHT.read_text(encoding="utf-8"))["acts"] != list(names):
            raise TrainingError("There are other acts now than the network was taught. Run: frontdoor teach")
        start = kept_weights(NETWORK, Shape(acts=names, frozen=lesson.frozen))
    stressed = {text for pattern in more_of for text in texts_in((EXAMPLES, acts), pattern)}
    more = [example for example in examples if example.text in stressed]
    rest = [example for example in examples if example.text not in stressed]
    seen = random.Random(lesson.seed).sample(rest, round(of_the_rest * len(rest)))
    network = teach([*seen, *more * OFTENER], names, lesson, say, start=start)
    export(network.weights(), network.shape, NETWORK)
    export_meaning(PUBLISHED)
    before = json.loads(TAUGHT.read_text(encoding="utf-8")) if further else None
    how = vars(lesson) | ({"more_of": more_of, "of_the_rest": of_the_rest} if more_of else {})
    note_what_was_taught(names, len(examples), how, before)


OFTENER = 2
"""How often in a pass, where more of it is wanted."""


def texts_in(folders: Iterable[Path], pattern: str) -> set[str]:
    """Return every sentence of the files of examples with a certain name, or in such a folder.

    Args:
        folders: where the examples are: of danger and of strengths as we write them, of acts as Rasa reads them.
        pattern: of the file's or its folder's name, as in a shell.

    Raises:
        TrainingError: there is no such file.
    """
    found: set[str] = set()
    for path in (path for folder in folders for path in folder.rglob("*.*")):
        if not (fnmatch(path.name, pattern) or fnmatch(path.parent.name, pattern)):
            continue
        if path.suffix == ".txt":
            found.update(marked.text for marked in read_marked(path))
        elif path.suffix == ".yml":
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            found.update(content.get("sentences", ()), *content.get("tiers", {}).values())
            found.update(text for text, _ in _acts_of(content))
    if not found:
        raise TrainingError(f"No file of examples is called {pattern}.")
    return found


def note_what_was_taught(
    acts: tuple[str, ...], count: int, lesson: dict[str, Any], before: dict[str, Any] | None = None
) -> None:
    """Write down beside the network what it was taught from, and how; ``before``, how it was taught until then."""
    noted = {"examples": fingerprint(), "count": count, "acts": acts, "lesson": lesson}
    if before is not None:
        noted["before"] = [*before.get("before", []), {key: before[key] for key in ("count", "lesson")}]
    TAUGHT.write_text(json.dumps(noted, indent=1) + "\n", encoding="utf-8")


def fingerprint(folder: Path = EXAMPLES, patterns: tuple[str, ...] = ("*.yml", "*.txt")) -> str:
    """Return a fingerprint of files: of the examples of danger and strengths, unless others are named.

    Examples that came since the network was taught do not count: they are learned by the classifier of words alone.

    Args:
        folder: where the files are.
        patterns: which files count.
    """
    total = hashlib.sha256()
    found = (path for pattern in patterns for path in folder.rglob(pattern))
    for path in sorted(path for path in found if SINCE_TEACHING not in path.relative_to(folder).parts):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_taught_from_these(folder: Path = EXAMPLES) -> bool:
    """Return whether the network that is kept was taught from the examples that are there now."""
    return TAUGHT.is_file() and json.loads(TAUGHT.read_text())["examples"] == fingerprint(folder)


def acts_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield text and intent of every example in Rasa's training data.

    Args:
        folder: files as Rasa reads them, without entities.
    """
    for path in sorted(folder.glob("*.yml")):
        yield from _acts_of(yaml.safe_load(path.read_text(encoding="utf-8")))


def _acts_of(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for block in content.get("nlu", []):
        for line in str(block["examples"]).splitlines():
            if line.strip().startswith("- "):
                yield line.strip()[2:].strip(), block["intent"]
