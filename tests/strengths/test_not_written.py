"""What somebody asks, in the same breath, not to have written down."""

from __future__ import annotations

import pytest

from bot.strengths.not_written import without_what_is_not_written
from bot.strengths.reply import Heard


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Chirpy. Me budgie. And gin but dont put that", "Chirpy. Me budgie."),
        ("I like bowls. I smoke a bit. Don't write that down.", "I like bowls."),
        ("I sing in a choir. My lad drinks, that's between you and me", "I sing in a choir."),
        ("I like sherry of a night (don\u2019t put that in!)", None),
        ("I had a fall, but please don't put it in", None),
        ("Don't note that", None),
    ],
)
def test_what_is_not_to_be_written_is_left_out_and_the_rest_is_kept(words: str, told: str | None) -> None:
    found = without_what_is_not_written(Heard(act="tell", words=words))

    assert found is not None
    assert (found.told and found.told.words) == told


@pytest.mark.parametrize(
    "words",
    [
        "I don't put that in my tea",
        "they said dont write it down",
        "Put the kettle on and dont put it out",
        "I do the flowers and they don't put it right",
        "write that down please",
        "he told me not to put that",
    ],
)
def test_what_is_told_of_writing_is_no_wish(words: str) -> None:
    assert without_what_is_not_written(Heard(act="tell", words=words)) is None
