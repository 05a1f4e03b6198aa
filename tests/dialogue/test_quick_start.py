"""Rasa is started with a model, or with something in its place."""

from __future__ import annotations

from pathlib import Path

from bot.dialogue.quick_start import with_a_model


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
