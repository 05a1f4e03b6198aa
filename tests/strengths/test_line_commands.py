"""What people type about the lines of the read-back, as they type it."""

from __future__ import annotations

import pytest

from bot.strengths.line_commands import LAST, beside_line_commands, read_line_commands


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
        (
            "Would you be so kind as to delete lines 2, 4 and 6, as they are merely remarks to you",
            [("remove_line", (2, 4, 6))],
        ),
        ("please could you get rid of the second one", [("remove_line", (2,))]),
        ("would you mind removing number three please", [("remove_line", (3,))]),
        ("take line 4 off, i was only moaning at you. n wheres the bit about my nan", [("remove_line", (4,))]),
        ("Drop 9 and send the rest please", [("remove_line", (9,))]),
        ("I should like you to strike out 1 to 3.", [("remove_line", (1, 2, 3))]),
        ("remove 5 cos its daft", [("remove_line", (5,))]),
        ("ooh change 9", [("change_line", (9,))]),
        ("hide the bit about my brother", [("withhold_line", ())]),
        ("Dad says take out number 5", [("remove_line", (5,))]),
        ("our Karen would like you to remove 2 and 3", [("remove_line", (2, 3))]),
        ("my husband said don't share 4", [("withhold_line", (4,))]),
        ("take that last one about once or twice out, I dont want that in", [("remove_line", (LAST,))]),
        ("take this third one where I swear out", [("remove_line", (3,))]),
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
        "I lost the first one in the war",
        "take 2 tablets and my inhaler",
        "the last one was our Sandra",
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


@pytest.mark.parametrize(
    ("typed", "shares", "rest"),
    [
        ("Drop 9 and send the rest please", True, ""),
        ("That was a question. Remove 4 and share it all.", True, ""),
        ("dont share 2, share the others", True, ""),
        ("take 4 off, i was only moaning at you. wheres the bit about my nan", False, "wheres the bit about my nan"),
        ("delete 3 and 5, those were for you and not the council", False, ""),
        ("remove 2 and can they do Sundays?", False, "can they do Sundays?"),
        ("take out 6 and 10", False, ""),
    ],
)
def test_what_stands_beside_a_wish_about_lines_is_not_lost(typed: str, shares: bool, rest: str) -> None:
    beside = beside_line_commands(typed)

    assert (beside.shares, beside.rest) == (shares, rest)
