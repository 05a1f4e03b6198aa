"""Marked sentences are read as their writers meant them, and a slip in one is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.examples import EXAMPLES
from bot.understanding.marked import Marked, read_marked

FILES = sorted(path for path in EXAMPLES.rglob("*.txt") if path.parent.name == "strengths")


def read(tmp_path: Path, content: str) -> list[Marked]:
    path = tmp_path / "some.txt"
    path.write_text(content, encoding="utf-8")
    return list(read_marked(path))


def test_a_message_stands_without_its_marks_and_each_mark_at_its_place(tmp_path: Path) -> None:
    (message,) = read(
        tmp_path, "== people_networks\nI [knit](interest) with [our Denise](person: sister, supportive)\n"
    )

    assert message.text == "I knit with our Denise"
    assert [message.text[one.start : one.end] for one in message.strengths] == ["knit", "our Denise"]
    assert [(one.kind, one.holds, one.role, one.tie) for one in message.strengths] == [
        ("interest", "now", "", ""),
        ("person", "now", "sister", "supportive"),
    ]


def test_a_star_says_that_something_hard_is_told_and_is_no_part_of_the_words(tmp_path: Path) -> None:
    message, calm = read(tmp_path, "== good_day\n* used to [swim](interest past)\n\n# a remark\ntelly\n")

    assert (message.text, message.hardship, message.strengths[0].holds) == ("used to swim", True, "past")
    assert (calm.text, calm.hardship, calm.asked) == ("telly", False, "good_day")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("== no_such_question", "is not a question"),
        ("i [bake](hobby)", "is not a kind"),
        ("i [bake](skill once)", "is not a state"),
        ("my [dad](person)", "a person has a role and a tie"),
        ("i [bake](skill: baker, supportive)", "a person has a role and a tie"),
        ("my [dad](person: father, lovely)", "is not a tie"),
    ],
)
def test_a_slip_is_named_with_its_file_and_line(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=rf"some.txt, line 2: .*{fault}"):
        read(tmp_path, f"== opening\n{line}\n")


def test_a_message_before_any_question_is_a_slip(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no question stands above it"):
        read(tmp_path, "i bake\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_own_files_are_well_formed_and_no_mark_overlaps_another(path: Path) -> None:
    for message in read_marked(path):
        ends = [0, *(one.end for one in message.strengths)]
        assert all(one.start >= end for one, end in zip(message.strengths, ends, strict=False)), message.text
        assert all(message.text[one.start : one.end].strip() for one in message.strengths), message.text


def test_there_are_thousands_of_marked_messages_with_enough_denied_and_past_among_them() -> None:
    messages = [message for path in FILES for message in read_marked(path)]
    held = [one.holds for message in messages for one in message.strengths]

    assert len(messages) >= 5_000
    assert held.count("denied") >= 600
    assert held.count("past") >= 600
    assert len({message.text.casefold() for message in messages}) >= 0.99 * len(messages)
