"""An answer is cut where a reader would pause, and fits what Telegram shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.layout import LONGEST, MOST_BUTTONS, Button, fitting, length, parts, rows


def test_a_short_text_stays_whole() -> None:
    assert parts("Hello. How are you?") == ["Hello. How are you?"]
    assert parts("  ") == []


def test_a_long_text_is_cut_between_sentences() -> None:
    sentence = "This sentence has exactly a few words. "
    cut = parts(sentence * 300)

    assert len(cut) > 1
    assert all(part.endswith("words.") for part in cut)


def test_paragraphs_are_kept_together_where_they_fit() -> None:
    paragraph = "One thing. Another thing. " * 60
    cut = parts(f"{paragraph}\n\n{paragraph}\n\n{paragraph}", 3500)

    assert [len(part.split("\n\n")) for part in cut] == [2, 1]


@given(st.text(alphabet="ab .\n😀é", max_size=400), st.integers(min_value=4, max_value=60))
def test_nothing_is_lost_and_no_part_is_too_long(text: str, longest: int) -> None:
    cut = parts(text, longest)

    assert all(0 < length(part) <= longest for part in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


def test_emoji_count_twice_as_telegram_counts_them() -> None:
    assert [length(part) for part in parts("😀" * LONGEST)] == [LONGEST, LONGEST]


def test_short_titles_stand_in_pairs_and_long_ones_alone() -> None:
    titles = ["Yes", "No", "Something else altogether", "Maybe"]

    laid_out = rows(Button(title=title, mark=title) for title in titles)

    assert [[button.title for button in row] for row in laid_out] == [["Yes", "No"], [titles[2]], ["Maybe"]]


def test_no_more_buttons_than_telegram_shows() -> None:
    row = (Button(title="Change", mark="a"),) * 3

    assert sum(map(len, fitting([row] * 60))) == MOST_BUTTONS
