"""A running process sees changed question files, and goes on with the ones before when it can't use them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import LibraryError
from bot.strengths.shelf import Shelf

OURS = """
domain: hard_now
questions:
  - key: hard_now.ours
    wording: {wording}
    easier: What is it?
    for_another: What is it for them?
    for_another_easier: What is it?
    place: hard_now
    choices: [{{key: "no", say: I would rather not say, does: decline}}]
"""


def write(folder: Path, wording: str, second: int = 1) -> None:
    """Write the file as if at some second, so that a fast machine is no different from a slow one."""
    file = folder / "90_ours.yml"
    file.write_text(OURS.format(wording=wording))
    os.utime(file, (second, second))


def test_a_changed_file_is_seen_at_the_next_look(tmp_path: Path) -> None:
    write(tmp_path, "What is hard?")
    shelf = Shelf(tmp_path)
    before = shelf.library()["hard_now.ours"].wording

    write(tmp_path, "What is bad?", second=2)

    assert (before, shelf.library()["hard_now.ours"].wording) == ("What is hard?", "What is bad?")


def test_a_file_that_is_added_or_taken_away_is_seen(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert "hard_now.ours" not in shelf.library()

    write(tmp_path, "What is hard?")
    assert "hard_now.ours" in shelf.library()

    (tmp_path / "90_ours.yml").unlink()
    assert "hard_now.ours" not in shelf.library()


def test_the_library_is_the_same_one_while_nothing_changes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)

    assert shelf.library() is shelf.library()


def test_a_file_saved_half_done_leaves_the_questions_as_they_were_and_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, "What is hard?")
    shelf = Shelf(tmp_path)
    shelf.library()

    write(tmp_path, "[", second=2)

    assert shelf.library()["hard_now.ours"].wording == "What is hard?"
    assert [fault.partition(":")[0] for fault in shelf.faults_not_told()] == ["90_ours.yml"]
    shelf.library()
    assert shelf.faults_not_told() == ()

    write(tmp_path, "What is bad?", second=3)
    assert shelf.library()["hard_now.ours"].wording == "What is bad?"


def test_files_that_can_not_be_used_from_the_start_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "[")

    with pytest.raises(LibraryError, match=r"90_ours\.yml"):
        Shelf(tmp_path).library()


def test_nobody_looks_again_within_a_moment_and_everybody_after_it(tmp_path: Path) -> None:
    now = [0.0]
    write(tmp_path, "What is hard?")
    shelf = Shelf(tmp_path, look_every=1.0, clock=lambda: now[0])
    shelf.library()
    now[0] = 5.0
    shelf.library()
    write(tmp_path, "What is bad?", second=2)

    now[0] = 5.9
    assert shelf.library()["hard_now.ours"].wording == "What is hard?"
    now[0] = 6.0
    assert shelf.library()["hard_now.ours"].wording == "What is bad?"
