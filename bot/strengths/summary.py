"""The strengths summary: what the person agreed to share, as the front-door team is given it (practice 6).

It holds the person's words and what they chose. It has no field for a label, score, diagnosis, eligibility
or risk, so none can be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.errors import NothingToShareError
from bot.strengths.apart import lines_as_drawn
from bot.strengths.balance import Balance, balance
from bot.strengths.contact import Contact
from bot.strengths.outcomes import Coverage
from bot.strengths.safe_contact import SafeContact
from bot.strengths.statement import DOMAINS_OF_PLACE, TYPING_PERSON, Arrangement, Holds, Place, Source, Statement

ASKED_FOR = ("person", "assessment")

OWN_WORDS_SHOWN = 4
"""Most verbatim lines that open a summary (practice 6.1(2): two to four)."""

FEWEST_WORDS_THAT_OPEN = 3
"""A line of fewer words ("stroke", "choir") says little by itself."""

OPEN_THE_SUMMARY = (
    (Place.GOAL,),
    (Place.WHAT_WOULD_HELP, Place.OWN_IDEA),
    (Place.HARD_NOW,),
)
"""What a reader should meet first, each with a line of its own (practice 6.1(2))."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What one person agreed to share, at one moment.

    Attributes:
        contact_id: the contact it came from; the same for every version.
        statements: the shared lines only, in the order they were said.
        coverage: what became of each domain, ``talked_about`` meaning that a shared line speaks of it.
        safe_contact: how to reach the person.
        preferences: ways of talking they asked for.
        asked_for: kinds of request made in the same conversation (``person``, ``assessment``).
        said_by: ``resident`` or ``someone_else``.
        agreed_at: when the person said yes.
        title: what the person calls it, or None.
        about: who somebody typed for, in their own word for them, or None.
        person_knows: whether that person knows and agrees, as whoever typed says; or None.
        asked_for_words: what was asked for, in their words, by its kind ("a carer's assessment").
    """

    contact_id: str
    statements: tuple[Statement, ...]
    coverage: dict[str, Coverage]
    safe_contact: SafeContact
    preferences: tuple[str, ...]
    asked_for: tuple[str, ...]
    said_by: str
    agreed_at: datetime
    title: str | None = None
    about: str | None = None
    person_knows: str | None = None
    asked_for_words: Mapping[str, str] = field(default_factory=dict)

    def at(self, place: Place) -> tuple[Statement, ...]:
        """Return the lines that stand in one place."""
        return tuple(statement for statement in self.statements if statement.place is place)

    def arranged(self, arrangement: Arrangement | None) -> tuple[Statement, ...]:
        """Return what would help, by who would do it (LEE-3); None gives what was not sorted."""
        return tuple(item for item in self.at(Place.WHAT_WOULD_HELP) if item.arrangement is arrangement)

    @property
    def balance(self) -> Balance:
        """Which pans of the scale hold something, of what was shared (STU-5)."""
        told = balance(self.statements)
        if self.coverage.get(Place.HARD_NOW.value) is Coverage.TALKED_ABOUT:
            return {Balance.STRONG: Balance.BOTH, Balance.NEITHER: Balance.HARD}.get(told, told)
        return told

    @property
    def own_words(self) -> tuple[Statement, ...]:
        """The lines that open the summary, in the person's own words and in the order in which they said them.

        What matters to them, what would help and what is hard each have a line before any has two; a line of a word or
        two opens it only where there is no other.
        """
        own = [
            statement
            for statement in self.statements
            if statement.source is Source.OWN_WORDS
            and statement.holds is not Holds.DENIED
            # Shown above them already (practice 6.1(1)).
            and statement.place is not Place.COMMUNICATION_ACCESS
            and statement.said_by != TYPING_PERSON
        ]
        telling = [statement for statement in own if len(statement.words.split()) >= FEWEST_WORDS_THAT_OPEN] or own
        first = [next((one for one in telling if one.place in places), None) for places in OPEN_THE_SUMMARY]
        in_turn = [*(one for one in first if one is not None), *telling, *own]
        chosen = list(dict.fromkeys(one.id for one in in_turn))[:OWN_WORDS_SHOWN]
        return tuple(statement for statement in own if statement.id in chosen)

    def coverage_of(self, place: Place) -> Coverage:
        """Return what became of what an empty heading stands for: told in other lines, refused, or not talked about."""
        became = {self.coverage.get(domain) for domain in DOMAINS_OF_PLACE.get(place, ())}
        order = (Coverage.TALKED_ABOUT, Coverage.DECLINED)
        return next((what for what in order if what in became), Coverage.NOT_DISCUSSED)

    def domains(self, coverage: Coverage) -> tuple[str, ...]:
        """Return the domains of which one thing became."""
        return tuple(domain for domain, what in self.coverage.items() if what is coverage)

    def content(self) -> dict[str, Any]:
        """Return everything but the time of agreement: two summaries with equal content are one hand-over."""
        named = {"title": self.title} if self.title else {}
        return {
            **named,
            "contact_id": self.contact_id,
            "statements": [statement.to_record() for statement in self.statements],
            "coverage": {domain: what.value for domain, what in self.coverage.items()},
            "safe_contact": self.safe_contact.to_record(),
            "preferences": list(self.preferences),
            "asked_for": list(self.asked_for),
            "said_by": self.said_by,
            **self._of_two_voices(),
            **({"asked_for_words": dict(self.asked_for_words)} if self.asked_for_words else {}),
        }

    def _of_two_voices(self) -> dict[str, str]:
        """What was said of the person who is typed for; nothing when people type for themselves."""
        said = {"about": self.about, "person_knows": self.person_knows}
        return {name: value for name, value in said.items() if value is not None}

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {**self.content(), "agreed_at": self.agreed_at.isoformat()}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Summary:
        """Return the summary that ``to_record`` wrote."""
        return cls(
            contact_id=record["contact_id"],
            statements=tuple(Statement.from_record(item) for item in record["statements"]),
            coverage={domain: Coverage(what) for domain, what in record["coverage"].items()},
            safe_contact=SafeContact(**record["safe_contact"]),
            preferences=tuple(record["preferences"]),
            asked_for=tuple(record["asked_for"]),
            said_by=record["said_by"],
            agreed_at=datetime.fromisoformat(record["agreed_at"]),
            # Summaries from before there were titles have none.
            title=record.get("title"),
            about=record.get("about"),
            person_knows=record.get("person_knows"),
            asked_for_words=dict(record.get("asked_for_words") or {}),
        )


def summarise(contact: Contact, domains: Iterable[str], agreed_at: datetime) -> Summary:
    """Return the summary of what a person agreed to share.

    Args:
        contact: the contact under way.
        domains: every domain a summary speaks of, in order.
        agreed_at: when the person said yes, with a time zone.

    Returns:
        A summary that holds shared lines and nothing else they said. A domain whose lines were all kept
        back reads as ``declined``: the person chose not to say it here.

    Raises:
        NothingToShareError: no line may be shared.
    """
    shared = tuple(statement for statement in lines_as_drawn(contact) if statement.shared)
    if not shared:
        raise NothingToShareError("No line may be shared.")
    spoken_of = {domain for statement in shared for domain in statement.domains}
    coverage = {}
    for domain in domains:
        what = contact.coverage(domain)
        if what is Coverage.TALKED_ABOUT and domain not in spoken_of:
            what = Coverage.DECLINED
        coverage[domain] = what
    if "hard_now" in coverage and any(statement.id in contact.hard for statement in shared):
        # Something hard was told under another heading: nobody may read that it was not talked about.
        coverage["hard_now"] = Coverage.TALKED_ABOUT
    return Summary(
        contact_id=contact.id,
        statements=shared,
        coverage=coverage,
        safe_contact=contact.safe_contact,
        preferences=contact.ways_to_tell,
        # Never a concern: that goes to the safeguarding team alone, and in no copy sent to a household (practice 6.1).
        asked_for=tuple(dict.fromkeys(item.kind for item in contact.passed_on if item.kind in ASKED_FOR)),
        said_by=contact.said_by,
        agreed_at=agreed_at,
        title=contact.title,
        about=contact.about,
        person_knows=contact.person_knows,
        asked_for_words=_words_asked_in(contact),
    )


def _words_asked_in(contact: Contact) -> dict[str, str]:
    """What each thing was asked for in, first: "an assessment" may be one of a carer."""
    said: dict[str, str] = {}
    for item in contact.passed_on:
        if item.kind in ASKED_FOR and item.words:
            said.setdefault(item.kind, item.words)
    return said
