"""Who may be the one who harms, when somebody has told of harm by another person.

A tie that frightens is a safety matter and never a strength (practice 2.2, SIM-4). Nobody here decides who it was: the
people that the words could mean are set apart, in doubt too many of them, and the questions leave them alone. The words
themselves are kept nowhere. The cues stand in ``who_may_harm.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.first_help import is_by_others
from bot.strengths.outcomes import TAKEN_BACK

CUES = Path(__file__).with_name("who_may_harm.yml")

NO_NAME = "unnamed"
"""Stands for a message that has no name."""

ANYBODY, MANY = "they", "many"
NAMED = "name:"
"""Stands before a name of which nobody has said whose it is."""

POINTS_AT = {
    "he": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
    ANYBODY: re.compile(r"\b(?:they|them|their|themselves)\b", re.IGNORECASE),
}
THE_SPEAKER = re.compile(
    r"\b(?:i'?m|i am|i was|being|as)\s+"
    r"(?:(?:an?|the|his|her|their|my|our|full|time|full-time|main|only|sole|unpaid|\w+'s)\s+)*$",
    re.IGNORECASE,
)
"""“I'm his carer”: in front of a word that names the one who speaks."""

NAME = r"(?-i:[A-Z][a-z]+)"
WORDS_OF_A_NAME = 2
NOT_A_NAME = frozenset(("i", "he", "she", "they", "it", "my", "the", "we", "you", "and", "but", "so", "no", "yes"))


@dataclass(frozen=True, kw_only=True)
class Harm:
    """Who may be the one who harms, of one message in which harm by somebody was noticed.

    Attributes:
        message: name of the message, so that it goes when the message is said not to have been meant so.
        people: who it may be: of the people in ``who_may_harm.yml``, or a name behind ``NAMED``.
        is_unknown: whether the words do not tell who it is, so that it may be anybody close.
    """

    message: str
    people: tuple[str, ...] = ()
    is_unknown: bool = False

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {**asdict(self), "people": list(self.people)}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Harm:
        """Return what ``to_record`` wrote."""
        return cls(**{**record, "people": tuple(record["people"])})


def who_may_harm(
    message: str, words: str, before: Sequence[str] = (), names: Iterable[str] = (), earlier: Iterable[Harm] = ()
) -> Harm:
    """Return who may be the one who harms, as far as words tell.

    Args:
        message: name of the message.
        words: in which harm by somebody was noticed.
        before: what the person said before, oldest first.
        names: names of people that were heard in any of it.
        earlier: what was noted of messages before this one; "he" may be the same again.

    Returns:
        Everybody the words name. For a pronoun that can mean none of them, those of the last words before that named
        anybody whom it could mean. Unknown when that is nobody.
    """
    called = {one for name in names for one in _names_in(name)}
    spoken_of = {name.casefold(): _of_name(name, (*before, words)) for name in called}
    people, pronouns = _people(words, spoken_of), _pronouns(words)
    again = [one for harm in earlier for one in harm.people]
    found: list[str] = list(people)
    is_unknown = not people and not pronouns
    for said in pronouns:
        if any(_is_said_of(said, one) for one in people):
            continue
        told = ([one for one in _people(line, spoken_of) if _could_be(said, one)] for line in reversed(before))
        meant = [*next((line for line in told if line), ()), *(one for one in again if _could_be(said, one))]
        # "The neighbour heard him": he may be the neighbour, and may be somebody told of before.
        is_unknown = is_unknown or not (meant or any(_could_be(said, one) for one in people))
        found += meant
    return Harm(message=message, people=tuple(dict.fromkeys(found)), is_unknown=is_unknown)


def may_be_meant(harms: Iterable[Harm], words: str, told: Sequence[str]) -> bool:
    """Return whether words speak of somebody who may be the one who harms.

    Args:
        harms: what was noted.
        words: a line, or a piece of one ("my husband").
        told: all that the person said, in which a name may be told with whose it is.
    """
    noted = list(harms)
    by = {one for harm in noted for person in harm.people for one in _with_covered(person)}
    called = [*_names_in(words), *(one.removeprefix(NAMED) for one in by if one.startswith(NAMED))]
    names = {name.casefold(): _of_name(name, told) for name in called}
    spoken_of = {one for person in _people(words, names) for one in _with_covered(person)}
    anybody_at_home = any(harm.is_unknown for harm in noted) and any(_is_at_home(one) for one in spoken_of)
    return bool(by & spoken_of) or anybody_at_home


def names_a_part(words: str, told: Sequence[str]) -> bool:
    """Return whether words tell which part somebody has in a life: of a bare name, nobody can tell who it is.

    Args:
        words: a line, or a piece of one.
        told: all that the person said.
    """
    names = {name.casefold(): _of_name(name, told) for name in _names_in(words)}
    people = _people(words, names)
    return bool(people) and not all(one.startswith(NAMED) for one in people)


def harms_in(record: dict[str, Any]) -> list[Harm]:
    """Return what was noted in the record of a contact.

    A conversation in which harm was told before anything was noted goes on as if it may be anybody close.

    Args:
        record: as ``Contact.to_record`` wrote it.
    """
    if "harms" in record:
        return [Harm.from_record(one) for one in record["harms"]]
    told = is_by_others(record.get("voiced", ())) and TAKEN_BACK not in record.get("mentioned", ())
    return [Harm(message=NO_NAME, is_unknown=True)] if told else []


def _people(words: str, names: dict[str, str]) -> list[str]:
    """Everybody whom words name, by their part in a life or by name, in order."""
    plain = words.replace("\u2019", "'")
    found = []
    for match in _cue().finditer(plain):
        who = str(match.lastgroup)
        if who == "carer" and THE_SPEAKER.search(plain[: match.start()]):
            continue
        found.append((match.start(), who))
    for name, who in names.items():
        at = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain, re.IGNORECASE)
        if at:
            found.append((at.start(), who))
    return list(dict.fromkeys(who for _, who in sorted(found)))


def _of_name(name: str, told: Iterable[str]) -> str:
    """Who a name is: "my husband Dave", "Dave, my husband"; else the name itself."""
    behind = re.compile(rf"(?:'s name is|,? (?:is )?called|,)?\s+{re.escape(name)}\b", re.IGNORECASE)
    in_front = re.compile(rf"\b{re.escape(name)},?\s+(?:is |was |he'?s |she'?s )?(?:my|me|our)\s+$", re.IGNORECASE)
    called = re.compile(re.escape(name), re.IGNORECASE)
    for words in told:
        plain = words.replace("\u2019", "'")
        # All that was ever said is looked through: most of it names nobody of that name, and is passed over.
        if called.search(plain) is None:
            continue
        for match in _cue().finditer(plain):
            if behind.match(plain[match.end() :]) or in_front.search(plain[: match.start()]):
                return str(match.lastgroup)
    return f"{NAMED}{name.casefold()}"


def _names_in(words: str) -> list[str]:
    """Words that may be names: with a capital, or the whole of a short piece that names no part in a life."""
    named = [word for word in re.findall(NAME, words) if word.casefold() not in NOT_A_NAME]
    named = [word for word in named if not _cue().fullmatch(word)]
    core = re.sub(r"^(?:my|our|me|the)\s+", "", words.strip(" .,!?"), flags=re.IGNORECASE)
    is_bare = 0 < len(core.split()) <= WORDS_OF_A_NAME and not _cue().search(core)
    return named or ([core] if is_bare else [])


def _pronouns(words: str) -> list[str]:
    """The pronouns in words; "they" says nothing beside a he or a she."""
    found = [said for said, cue in POINTS_AT.items() if cue.search(words)]
    return [said for said in found if said != ANYBODY] or found


def _could_be(said: str, person: str) -> bool:
    """Whether a pronoun could mean somebody."""
    return said == ANYBODY or _said_of(person) in (said, ANYBODY)


def _is_said_of(said: str, person: str) -> bool:
    """Whether a pronoun is the very one of somebody who is named beside it."""
    return said == _said_of(person) or (said == ANYBODY and _said_of(person) == MANY)


def _said_of(person: str) -> str:
    return ANYBODY if person.startswith(NAMED) else str(_known()["people"][person]["said"])


def _is_at_home(person: str) -> bool:
    return not person.startswith(NAMED) and bool(_known()["people"][person]["at_home"])


def _with_covered(person: str) -> set[str]:
    return {person, *_known()["covers"].get(person, ())}


@lru_cache(maxsize=1)
def _cue() -> re.Pattern[str]:
    people = _known()["people"]
    cues = (rf"(?<![\w'-])(?P<{who}>{one['cue']})(?!\w)" for who, one in people.items())
    return re.compile("|".join(cues), re.IGNORECASE)


@lru_cache(maxsize=1)
def _known() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return read
