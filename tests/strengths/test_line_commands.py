"""What people type about the lines of the read-back, as they type it."""

from __future__ import annotations

import pytest

from bot.strengths.line_commands import read_line_commands


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("dont share 2 please", [("withhold_line", (2,))]),
        ("dnt send number 4", [("withhold_line", (4,))]),
        ("can you hide 2", [("withhold_line", (2,))]),
        ("take 5 and 13 off", [("remove_line", (5, 13))]),
        ("take number 2 out", [("remove_line", (2,))]),
        ("take out 6 and 10 and 16 please they're daft", [("remove_line", (6, 10, 16))]),
        ("no let me look. take out 5 and dont share number 7", [("remove_line", (5,)), ("withhold_line", (7,))]),
        ("oh share 3 and 4", [("offer_line", (3, 4))]),
        ("ooh change 9", [("change_line", (9,))]),
        ("hide the bit about my brother", [("withhold_line", ())]),
        ("I meant the rent one, don\u2019t send that", [("withhold_line", ())]),
    ],
)
def test_a_wish_about_lines_is_read_as_one(typed: str, read: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(command.act, command.numbers) for command in read_line_commands(typed)] == read


@pytest.mark.parametrize(
    "typed",
    [
        "I take my 2 dogs out",
        "share my garden with 3 neighbours",
        "I removed 2 stitches",
        "change 2 of my tablets",
        "hide and seek with the grandkids",
        "I used to send 40 cards at Christmas",
        "no dont share it",
        "don't share anything",
        "delete it all",
        "delete everything i said please",
        "share it",
        "show me the list",
        "my lad takes me to the match and we share a pie at half time on the 2 of us",
        "",
    ],
)
def test_telling_and_wishes_about_the_whole_are_not_wishes_about_lines(typed: str) -> None:
    assert read_line_commands(typed) == ()
