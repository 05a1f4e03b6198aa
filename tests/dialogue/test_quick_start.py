"""Rasa is started with a model or something in its place, and without what serving does not use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.later import import_later
from bot.dialogue.quick_start import with_a_model
from bot.running import model

SERVING = """
import asyncio, sys
from bot.dialogue.quick_start import only_serve
only_serve()
import rasa.core.run
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
agent = Agent.load(sys.argv[1])
heard = asyncio.run(agent.processor.parse_message(UserMessage(text="I want to talk to a person")))
print(heard["intent"]["name"], *sorted({"tensorflow", "matplotlib", "skops"} & set(sys.modules)))
"""

WANTED = """
from bot.dialogue.quick_start import only_serve
only_serve()
import rasa.utils.train_utils
import sys
assert "tensorflow" not in sys.modules
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
print(rasa.utils.train_utils.rank_and_mask.__name__, "tensorflow" in sys.modules)
"""


def run(code: str, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *words], capture_output=True, text=True, cwd=model.ROOT
    )
    assert done.returncode == 0, done.stderr[-2000:]
    # Rasa may write a line of its own before.
    return done.stdout.splitlines()[-1].split()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules can be imported."""
    finders = list(sys.meta_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.meta_path[:] = finders


def test_a_module_waits_until_something_in_it_is_wanted(folder: Path) -> None:
    (folder / "frontdoor_waits.py").write_text("open(__file__ + '.ran', 'w').close()\nANSWER = 42\n")
    ran = folder / "frontdoor_waits.py.ran"

    import_later("frontdoor_waits")
    module = __import__("frontdoor_waits")

    assert not ran.exists()
    assert module.ANSWER == 42
    assert ran.exists()


def test_a_name_that_a_waiting_module_does_not_have_is_an_attribute_error(folder: Path) -> None:
    (folder / "frontdoor_lacks.py").write_text("ANSWER = 42\n")

    import_later("frontdoor_lacks")
    module = __import__("frontdoor_lacks")

    with pytest.raises(AttributeError, match="lacking"):
        _ = module.lacking
    assert module.ANSWER == 42


def test_a_module_that_fails_says_so_when_it_is_wanted(folder: Path) -> None:
    (folder / "frontdoor_fails.py").write_text("raise ImportError('not here')\n")

    import_later("frontdoor_fails")
    module = __import__("frontdoor_fails")

    with pytest.raises(ImportError, match="not here"):
        _ = module.ANSWER


def test_a_model_that_is_there_is_taken(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"
    model.touch()
    command = ["rasa", "run", "--model", str(model), "--quiet"]
    assert with_a_model(command) == command
    assert with_a_model(["rasa", "run"]) == ["rasa", "run"]


def test_in_place_of_one_that_is_not_there_stands_a_file_that_is_none(tmp_path: Path) -> None:
    command = ["rasa", "run", "--model", str(tmp_path / "none.tar.gz"), "--quiet"]
    changed = with_a_model(command)
    assert (changed[:3], changed[4:]) == (command[:3], command[4:])
    assert Path(changed[3]).read_bytes() == b""


@pytest.mark.slow
def test_a_pipeline_that_needs_tensorflow_still_gets_it() -> None:
    assert run(WANTED) == ["rank_and_mask", "True"]


@pytest.mark.slow
def test_our_model_is_served_without_tensorflow() -> None:
    if not model.is_fresh():
        model.train(print)

    assert run(SERVING, str(model.ROOT / model.MODEL)) == ["ask_person"]
