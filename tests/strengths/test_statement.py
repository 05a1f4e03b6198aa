"""A line is read from its record as what it was, and a record that is none is said to be none."""

from __future__ import annotations

from typing import Any

import pytest

from bot.strengths.statement import Arrangement, Flow, Holds, Place, Source, Statement, TieQuality, Wish

PLAIN = Statement(
    id="s1",
    words="I bake",
    source=Source.OWN_WORDS,
    place=Place.PERSONAL_STRENGTH,
    domain="skills_experience",
    question="skills_experience.used_to",
)
FULL = Statement(
    id="s2",
    words="our Karen rings",
    source=Source.CHOSEN_OPTION,
    place=Place.NETWORK_STRENGTH,
    domain="people_networks",
    question="people_networks.who",
    holds=Holds.PAST,
    shared=False,
    arrangement=Arrangement.CO_PRODUCED,
    flow=Flow.BOTH_WAYS,
    quality=TieQuality.STRAINED,
    tie_is_heard=True,
    wish=Wish.MORE,
    said_by="someone_else",
    also=("passions_interests",),
    about="Karen",
    pieces=("our Karen",),
)


@pytest.mark.parametrize("line", [PLAIN, FULL])
def test_a_line_comes_back_from_its_record_as_it_was(line: Statement) -> None:
    again = Statement.from_record(line.to_record())

    assert again == line
    assert vars(again) == vars(line)
    assert again.to_record() == line.to_record()


def test_what_a_later_version_keeps_of_a_line_is_left_out() -> None:
    assert Statement.from_record(PLAIN.to_record() | {"of_a_later_version": 1}) == PLAIN
    assert not hasattr(Statement.from_record(PLAIN.to_record() | {"of_a_later_version": 1}), "of_a_later_version")


@pytest.mark.parametrize("wrong", [{"place": "nowhere"}, {"source": "hearsay"}, {"holds": "perhaps"}, {"wish": "both"}])
def test_a_record_that_says_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError)):
        Statement.from_record(PLAIN.to_record() | wrong)


@pytest.mark.parametrize("missing", ["id", "words", "source", "place", "domain", "question"])
def test_a_record_without_what_every_line_has_is_refused(missing: str) -> None:
    with pytest.raises(KeyError):
        Statement.from_record({name: value for name, value in PLAIN.to_record().items() if name != missing})
