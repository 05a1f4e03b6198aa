"""``frontdoor questions check``: counts when all is well, every fault when it is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bot.strengths.library import read_library

TypeIn = Callable[..., Result]
OURS = """
domain: good_day
questions:
  - key: good_day.ours
    wording: {wording}
    easier: Is it good?
    for_another: Is it good for them?
    for_another_easier: Is it good?
    place: goal
    choices: [{{key: unsure, say: I am not sure, does: dont_know}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A council's own folder."""
    (tmp_path / "ours").mkdir()
    return tmp_path / "ours"


def count_of(output: str, name: str) -> int:
    """The number beside a name."""
    found = re.search(rf"^  {name} +(\d+)$", output, re.MULTILINE)
    assert found, output
    return int(found.group(1))


def test_our_own_questions_are_counted_by_domain_type_and_style(type_in: TypeIn) -> None:
    result = type_in("questions", "check")

    assert result.exit_code == 0
    assert f"{len(read_library())} questions" in result.output
    assert count_of(result.output, "communication_access") >= 4
    assert count_of(result.output, "miracle") >= 1
    assert count_of(result.output, "conventional") == 45
    assert result.output.endswith("Nothing to mend.\n")


def test_a_folder_is_laid_over_ours(type_in: TypeIn, folder: Path) -> None:
    before = count_of(type_in("questions", "check").output, "good_day")
    (folder / "90_ours.yml").write_text(OURS.format(wording="What is a good day?"))

    assert count_of(type_in("questions", "check", "--folder", str(folder)).output, "good_day") == before + 1


def test_the_folder_of_the_settings_is_checked_when_none_is_named(
    type_in: TypeIn, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "90_ours.yml").write_text(OURS.format(wording="Why is a day good?"))
    monkeypatch.setenv("FRONTDOOR_QUESTION_FOLDER", str(folder))

    assert "90_ours.yml: good_day.ours: wording: why" in type_in("questions", "check").output


def test_every_fault_is_listed_and_the_command_fails(type_in: TypeIn, folder: Path) -> None:
    (folder / "90_ours.yml").write_text(OURS.format(wording="Why is it good? Is it?"))
    (folder / "91_more.yml").write_text("domain: good_day\nquestions: [{key: good_day.more, type: trick}]\n")

    result = type_in("questions", "check", "--folder", str(folder))

    assert result.exit_code == 1
    for fault in (
        "90_ours.yml: good_day.ours: wording: more than one question (2 questions)",
        "90_ours.yml: good_day.ours: wording: why",
        "91_more.yml: good_day.more: type 'trick' is not one of open, exception",
        "91_more.yml: good_day.more: wording is missing",
    ):
        assert fault in result.output
    assert f"\n{len(result.output.strip().splitlines()) - 2} to mend.\n" in result.output


def test_a_folder_that_is_not_there_is_said_to_be_missing(type_in: TypeIn, folder: Path) -> None:
    result = type_in("questions", "check", "--folder", str(folder / "gone"))

    assert result.exit_code == 1
    assert "is not there" in result.output
