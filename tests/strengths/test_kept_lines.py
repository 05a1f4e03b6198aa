"""Lines come back from the record of a contact as they were, and many of them make it little longer."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.strengths.contact import Contact
from bot.strengths.kept_lines import pack, unpack
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


LINES = [
    PLAIN,
    FULL,
    replace(PLAIN, id="s3", words="I whittle", pieces=("whittle",)),
    replace(FULL, id="s4", about=None),
    replace(PLAIN, id="s5", about="the allotment"),
    replace(PLAIN, id="s6", holds=Holds.DENIED),
    replace(PLAIN, id="s7", also=("groups_places", "aspirations")),
]


def test_lines_come_back_from_what_is_kept_of_them_as_they_were() -> None:
    again = unpack(json.loads(json.dumps(pack(LINES))))

    assert again == LINES
    assert [vars(line) for line in again] == [vars(line) for line in LINES]
    assert [replace(line, shared=False) for line in again] == [replace(line, shared=False) for line in LINES]


def test_no_lines_are_kept_as_none() -> None:
    assert unpack(pack([])) == []


def test_a_conversation_that_began_when_each_line_had_a_record_of_its_own_goes_on() -> None:
    contact = Contact(statements=list(LINES))
    record = contact.to_record() | {"statements": [line.to_record() for line in LINES]}

    assert Contact.from_record(record) == contact


def test_a_further_line_makes_the_record_little_longer_than_its_words() -> None:
    contact = Contact()
    lengths = []
    for _ in range(200):
        contact.keep(
            "I bake", source=Source.OWN_WORDS, place=Place.GOAL, domain="aspirations", question="aspirations.x"
        )
        lengths.append(len(json.dumps(contact.to_record())))

    assert lengths[199] - lengths[99] < 100 * (len("I bake") + 25)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sorts": [], "lines": [["s1", "I bake", 0]]},
        {"sorts": [{"place": "nowhere"}], "lines": []},
        {"sorts": [], "lines": [["s1", "I bake"]]},
        {"lines": []},
        [{"words": "I bake"}],
        3,
    ],
)
def test_what_is_no_record_of_lines_is_refused(wrong: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        unpack(wrong)


@pytest.mark.parametrize("wrong", [{"place": "nowhere"}, {"source": "hearsay"}, {"holds": "perhaps"}, {"wish": "both"}])
def test_a_record_that_says_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError)):
        Statement.from_record(PLAIN.to_record() | wrong)


@pytest.mark.parametrize("missing", ["id", "words", "source", "place", "domain", "question"])
def test_a_record_without_what_every_line_has_is_refused(missing: str) -> None:
    with pytest.raises(KeyError):
        Statement.from_record({name: value for name, value in PLAIN.to_record().items() if name != missing})
