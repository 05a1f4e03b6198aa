"""Somebody returns after a pause: one line of what is remembered, and whether to go on (practice 7, resume later).

Someone else may be looking at the screen. So nothing is said of people, health, money or what is hard: only things from
a short list, and only where they were told as a hope, an interest or a place. Once danger or a tie that hurts was
voiced, nothing at all is said of what was told (practice 5.3, they may be watched); nor once the person has said who
could see or hear, or that somebody looks at this screen, nor while somebody else types for them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from bot.strengths.asking import resume
from bot.strengths.contact import Contact, Moment
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import NOT_A_STRENGTH, Holds, Place, Statement

THINGS = Path(__file__).with_name("coming_back.yml")
CAME_BACK = "asides.came_back"

TOLD_IN = ("aspirations", "passions_interests", "groups_places")
"""A hope, an interest, a place; the first that was told is named."""

TOLD_AS = (Place.GOAL, Place.PERSONAL_STRENGTH, Place.COMMUNITY_STRENGTH)
TOLD_BESIDE = (Place.REASON, Place.ALSO)
"""Where a hope, an interest or a place stands that was told in answer to another question."""

ITS_OWN_QUESTION = (Moment.SAFETY, Moment.FORGETTING, Moment.CHANGING, Moment.ADDING)
"""Moments whose open question is put again as it is: words typed in answer to any other would be heard wrongly."""

_SCREEN = r"(?:phone|fone|mobile|tablet|ipad|laptop|computer|screen|messages?|texts?|emails?|chats?|history)"
_KIN = r"husband|wife|partner|son|daughter|mum|mam|dad|brother|sister|boyfriend|girlfriend|carer|family|neighbour|ex"
_SOMEBODY = rf"(?:he|she|they|someone|somebody|(?:my|the) (?:\w+ )?(?:{_KIN}))"
_SOMEBODY_IS = rf"{_SOMEBODY}(?:'s| is| are|'re)"
SOMEBODY_MAY_SEE = tuple(
    re.compile(rf"(?i)\b(?:{cue})\b")
    for cue in (
        rf"(?:reads?|reading|checks?|checking|sees?|watch(?:es)?|uses|looks? at|looks? through|goes through)"
        rf" (?:all )?(?:this|my|our) (?:\w+ )?{_SCREEN}",
        rf"{_SOMEBODY} (?:can|could|might|may|will) (?:see|read|find|hear) (?:this|it|what i|me)",
        rf"{_SOMEBODY_IS} (?:watching|listening|looking|reading this|beside me|next to me|sat with me|in the room)",
        r"over my shoulder",
        rf"(?:shared?|sharing|borrow(?:ed|ing)?) (?:(?:this|the|a|my|our|one) )?(?:\w+ )?{_SCREEN}",
        rf"(?:is|it's|on|from|using) (?:(?:my|the|a) )?(?:\w+'s|library|family|work) {_SCREEN}",
        rf"not my (?:own )?{_SCREEN}",
    )
)
"""Words that tell of somebody else at this screen. Found too often they cost half a line of welcome, nothing more."""

_DEVICE = r"(?:phone|fone|mobile|tablet|ipad|laptop|computer|pc|device)(?:\s+(?:later|tomorrow|tonight|instead))?"
_ANOTHER = rf"(?:(?:my|a|the|another)\s+)?(?:(?:other|another|different|new)\s+)?{_DEVICE}"
_SURELY_ANOTHER = rf"(?:(?:my|a|the)\s+)?(?:other|another|different|new)\s+{_DEVICE}"
_WISH = (
    r"(?:(?:can|could|may|how\s+(?:do|can))\s+(?:i|we|you)"
    r"|i\s+(?:want|need|would\s+like)(?:\s+to)?|i'd\s+like(?:\s+to)?)"
)
_GO_ON = r"(?:carry\s+on|go\s+on|continue|finish|do|switch|move|swap|change)"
ASKS_FOR_A_CODE = re.compile(
    rf"""(?ix) ^ \W* (?:(?:please|hi|hello|ok|so)\W+)* (?:{_WISH}\s+)? (?:please\s+)?
    (?: (?:(?:give|get|have|send|make)\s+)? (?:me\s+)? (?:a|the|my|another|a\s+new)\s+ (?:resume\s+)? code
        (?:\s+(?:for|to\s+(?:carry|go)\s+on\s+(?:on|from))\s+{_ANOTHER})?
      | {_GO_ON}\s+ (?:(?:this|it|that|chatting|talking|later|over)\s+)* (?:on|from|to|onto)\s+ {_SURELY_ANOTHER}
    ) \s* (?:please|pls|ta|thanks)? \W* $"""
)


def come_back(contact: Contact) -> list[Reply]:
    """Welcome somebody back who has not said anything yet, and ask whether to go on.

    Args:
        contact: the contact under way, with what was told before the pause.
    """
    if not contact.statements or contact.moment in ITS_OWN_QUESTION:
        return [welcome_back(contact), *resume(contact)]
    welcome = welcome_back(contact)
    contact.step_aside(Moment.PAUSED, CAME_BACK)
    return [welcome, Ask(CAME_BACK)]


def welcome_back(contact: Contact) -> Say:
    """Return the one line: with a thing that was told, or without if there is none that may be named."""
    thing = thing_to_name(contact)
    return Say("utter_welcome_back_to", {"thing": thing}) if thing else Say("utter_welcome_back")


def in_front(welcome: Say, replies: list[Reply]) -> list[Reply]:
    """Put the line in front of the answer to what somebody who is back has typed; they are greeted once."""
    return [welcome, *(reply for reply in replies if reply != Say("utter_hello_again"))]


def thing_to_name(contact: Contact) -> str | None:
    """Return what may be named before whoever looks on, or None."""
    if _must_be_silent(contact):
        return None
    told = [line for line in contact.statements if line.holds is Holds.NOW and line.id not in contact.hard]
    for domain in TOLD_IN:
        for line in told:
            if _tells_of(line, domain) and (thing := _named_in(line)) is not None:
                return thing
    return None


def asks_for_code(heard: Heard) -> bool:
    """Return whether the whole of what was typed asks to go on from another device."""
    typed = heard.choice is None and heard.line is None
    return typed and bool(ASKS_FOR_A_CODE.match(heard.words.replace("\u2019", "'")))


def offer_code(contact: Contact) -> list[Reply]:
    """Say where to get a code. The code itself is never said here: what is said is kept in the conversation."""
    return [Say("utter_code_is_here"), *resume(contact)]


def _must_be_silent(contact: Contact) -> bool:
    """Whether danger or a tie that hurts was voiced, or somebody else may be at the screen."""
    return (
        _others_may_look(contact)
        or _danger_was_voiced(contact)
        or any(line.quality in NOT_A_STRENGTH for line in contact.statements)
    )


def _others_may_look(contact: Contact) -> bool:
    """Whether the person said who could see or hear (whatever it was), or is not the one who types."""
    said = [" ".join(line.words.replace("\u2019", "'").split()) for line in contact.statements]
    told = any(cue.search(words) for cue in SOMEBODY_MAY_SEE for words in said)
    typed_for = contact.said_by != "resident" or contact.about is not None
    return told or typed_for or contact.safe_contact.private is not None


def _danger_was_voiced(contact: Contact) -> bool:
    """Whether danger, or anything that may be danger, was voiced or passed on."""
    return bool(contact.voiced or contact.checked or contact.check) or contact.latest("concern") is not None


def _tells_of(line: Statement, domain: str) -> bool:
    """Whether a line tells of an area of life as something good in it."""
    in_place = line.place in TOLD_AS and line.domain == domain
    return in_place or (line.place in TOLD_BESIDE and domain in line.also)


def _named_in(line: Statement) -> str | None:
    """Return the thing of our list that stands first in the words, or None."""
    words = line.words.casefold()
    found = [(match.start(), thing) for thing, cue in _things().items() if (match := cue.search(words))]
    return min(found)[1] if found else None


@lru_cache(maxsize=1)
def _things() -> dict[str, re.Pattern[str]]:
    """Return the words that each thing is known by."""
    read: dict[str, list[str]] = yaml.safe_load(THINGS.read_text(encoding="utf-8"))
    return {thing: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") for thing, words in read.items()}
