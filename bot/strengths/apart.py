"""Whom the questions and the circles leave alone once harm by somebody was told (practice 2.2, 5.3(7)).

Nobody who may be the one who harms is asked about, drawn as support or said as the last word, until the person says
that the message was not meant so. Nothing here is shown to anybody, and no line is changed: taken back, all of it is as
it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.strengths.contact import Contact
from bot.strengths.first_help import is_by_others
from bot.strengths.mentions import Mention
from bot.strengths.outcomes import TAKEN_BACK
from bot.strengths.reply import Heard
from bot.strengths.safety import Safety
from bot.strengths.statement import Place, Statement
from bot.strengths.strength_heard import Kind
from bot.strengths.who_may_harm import NO_NAME, Harm, may_be_meant, names_a_part, who_may_harm

OF_THEM = ("people_networks.flow", "people_networks.feel", "people_networks.wish")
"""Questions about the tie to whoever was named last."""

SAYS_WHO = re.compile(
    r"\b(?:it'?s|it is|it was|that'?s|i mean|i meant|he'?s|she'?s|he is|she is)\s+(?:my|me|our)\s+", re.IGNORECASE
)


def note_harm(contact: Contact, safety: Safety, heard: Iterable[Heard], message_id: str | None) -> None:
    """Note who may be the one who harms, where harm by somebody was noticed; the words are kept nowhere here.

    Args:
        contact: the contact under way, before the words that were checked are taken out.
        safety: what was noticed.
        heard: the words it was noticed in.
        message_id: name of the message.
    """
    if not is_by_others(safety.kinds):
        return
    said = list(heard)
    harm = who_may_harm(
        message_id or NO_NAME,
        ". ".join(each.words for each in said),
        [*([contact.about] if contact.about else []), *_told(contact)],
        _names(contact, said),
        contact.harms,
    )
    _note(contact, harm)


def forget_harm(contact: Contact, messages: Iterable[str]) -> None:
    """Let what was noted of these messages go: the person says that they were not meant so."""
    taken_back = set(messages)
    contact.harms = [harm for harm in contact.harms if harm.message not in taken_back]


def hear_more_of_harm(contact: Contact, heard: Heard, *, is_ordinary: bool) -> None:
    """Note whom further words after danger name; ordinary ones only where they say who it is ("it's my son").

    Args:
        contact: the contact under way.
        heard: what was said.
        is_ordinary: whether nothing at all was noticed in it.
    """
    if not contact.harms or (is_ordinary and not SAYS_WHO.search(heard.words.replace("\u2019", "'"))):
        return
    more = who_may_harm(contact.harms[-1].message, heard.words, (), _names(contact, [heard]))
    _note(contact, replace(more, is_unknown=False))


def is_apart(contact: Contact, words: str) -> bool:
    """Return whether words speak of somebody who may be the one who harms.

    Args:
        contact: the contact under way.
        words: a line, or a piece of one.
    """
    return bool(contact.harms) and may_be_meant(contact.harms, words, _told(contact))


def may_ask_what_they_do(contact: Contact, one: Mention) -> bool:
    """Return whether it may be asked what somebody and the person do for each other.

    Once danger was told, that is asked only of somebody who was since named as kind, and cannot be the one who harms.
    """
    if not contact.harms and (not contact.voiced or TAKEN_BACK in contact.mentioned):
        return True
    return one.is_kind and not is_apart(contact, one.text)


def may_ask_of_ties(contact: Contact, line: Statement) -> bool:
    """Return whether it may be asked which way help goes between the person and "them" of a line."""
    if not contact.harms or line.domain != "people_networks":
        return True
    return not is_apart(contact, line.words) and names_a_part(line.words, _told(contact))


def lines_as_drawn(contact: Contact, lines: Sequence[Statement] | None = None) -> list[Statement]:
    """Return the lines as they are shown: whoever may harm stands in no circle, and under no heading of support.

    Args:
        contact: the contact under way.
        lines: those of its lines that are wanted; all of them unless given.
    """
    wanted = contact.statements if lines is None else lines
    if not contact.harms:
        return list(wanted)
    return [_without_those_apart(contact, line) for line in wanted]


def _without_those_apart(contact: Contact, line: Statement) -> Statement:
    if line.place is not Place.NETWORK_STRENGTH:
        return line
    if not line.pieces:
        named = f"{line.about or ''} {line.words}"
        return replace(line, place=Place.ALSO) if is_apart(contact, named) else line
    unknown = any(harm.is_unknown for harm in contact.harms)
    told = _told(contact)
    pieces = tuple(
        piece
        for piece in line.pieces
        # Of a bare name nobody can tell whether it is the one who harms, where that is not known.
        if not is_apart(contact, piece) and not (unknown and piece[:1].isupper() and not names_a_part(piece, told))
    )
    if not pieces or (line.about and is_apart(contact, line.about)):
        return replace(line, place=Place.ALSO)
    return replace(line, pieces=pieces)


def is_open_question_apart(contact: Contact) -> bool:
    """Return whether the open question asks about somebody who may harm, so that it is not put again."""
    key = contact.open_question or ""
    if not contact.harms:
        return False
    if key in contact.asked_of:
        return is_apart(contact, contact.asked_of[key].text)
    lines = [line for line in contact.statements if line.domain == "people_networks"]
    return key in OF_THEM and bool(lines) and not may_ask_of_ties(contact, lines[-1])


def _note(contact: Contact, harm: Harm) -> None:
    if harm not in contact.harms and (harm.people or harm.is_unknown):
        contact.harms.append(harm)


def _names(contact: Contact, heard: Iterable[Heard]) -> list[str]:
    names = [one.text for each in heard for one in each.strengths or () if one.kind is Kind.PERSON]
    return [*names, *(one.text for one in contact.mentions if one.kind is Kind.PERSON)]


def _told(contact: Contact) -> list[str]:
    return [line.words for line in contact.statements]
