"""Numbers and addresses that people give of themselves outside the questions about them ("txt me 07700900733").

They are how to reach the person, and no line of the summary: kept as safe contact, and never asked for again. What is
told beside them is heard as always. A number of somebody else, or one that is only told of, is left where it was said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from bot.strengths.asked_of_us import part_of
from bot.strengths.contact import Contact, Moment
from bot.strengths.reaching import QUESTIONS, keep_parts, way_for
from bot.strengths.reaching_parts import ADDRESS, EDGES, SENTENCE, name_beside, read_reaching
from bot.strengths.reply import Heard
from bot.strengths.safe_contact import NO_CONTACT

CUES = Path(__file__).with_name("details_given.yml")

NOT_HEARD_IN = (Moment.SAFE_CONTACT, Moment.CHANGING, Moment.FORGETTING)
"""Moments in which words are the answer to a question of its own."""

PHONE = re.compile(r"(?<![\d/.-])(?:\+44|0044|\(?0)[\d\s().-]{8,14}\d(?![\d/])")
SHORT_NUMBER = re.compile(r"(?<![\d/.-])\d(?:[\s-]?\d){5,7}(?![\d/])")
EMAIL = re.compile(r"[^\s@,;:<>]+@[^\s@,;<>]+\.\w+")

MOST_WORDS_BESIDE = 14
"""Words of a sentence beside a number that may say how, when and to whom; a longer one tells a story."""


MOST_WORDS_AROUND = 8
"""Words around a number or address in its own sentence; with more of them the sentence is heard as well."""


@dataclass(frozen=True, kw_only=True)
class DetailsGiven:
    """How to reach the person, and what was told beside it.

    Attributes:
        parts: the parts of how to reach them.
        rest: what else was said, or None.
    """

    parts: dict[str, str]
    rest: Heard | None


def take_details(contact: Contact, heard: Heard) -> DetailsGiven | None:
    """Keep the number or address that somebody gives of themselves, and return what is left to be heard.

    Args:
        contact: the contact under way.
        heard: the whole message.

    Returns:
        What was given; None, and nothing is changed, when nothing was.
    """
    if heard.choice is not None or heard.line is not None or contact.moment in NOT_HEARD_IN:
        return None
    given = details_in(heard)
    if given is None:
        return None
    parts, before = dict(given.parts), contact.safe_contact
    fits = before.way is not None and way_for(parts["detail"]) == way_for_way(before.way)
    if "way" not in parts and not fits:
        parts["way"] = way_for(parts["detail"])
    if before.way == NO_CONTACT:
        contact.asked = [key for key in contact.asked if key not in QUESTIONS]
    keep_parts(contact, parts)
    contact.asked += [key for key in ("safe_contact.way",) if key not in contact.asked]
    return replace(given, parts=parts)


def way_for_way(way: str) -> str:
    """Return what kind of detail a way needs, named as ``way_for`` names it."""
    return "phone" if way in ("phone", "text") else way


def details_in(heard: Heard) -> DetailsGiven | None:
    """Return the number or address that somebody gives of themselves in a message, with what says how it is used."""
    spans = _sentences(heard.words)
    found = {span: _detail_in(heard.words[slice(*span)]) for span in spans}
    if not any(found.values()):
        return None
    parts: dict[str, str] = {}
    rest = []
    for span in spans:
        sentence, detail = heard.words[slice(*span)], found[span]
        said = _beside_detail(sentence) if detail is None else _parts_with(sentence, detail)
        if not said:
            rest.append(span)
            continue
        if detail is not None and _tells_more(sentence, detail, said):
            rest.append(span)
        if "private" in parts and "private" in said:
            said["private"] = f"{parts['private']} {said['private']}"
        parts = {**said, **parts} if "detail" in parts else {**parts, **said}
    told = part_of(heard, rest) if rest else None
    if told is not None and not EDGES.sub("", _cue("nothing_besides").sub("", told.words)):
        told = None
    return DetailsGiven(parts=parts, rest=told)


def _sentences(words: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in [*SENTENCE.finditer(words), None]:
        end = gap.start() if gap else len(words)
        if EDGES.sub("", words[start:end]):
            spans.append((start, end))
        start = gap.end() if gap else end
    return spans


def _detail_in(sentence: str) -> str | None:
    """The number or address in a sentence, if it is how to reach whoever says it."""
    plain = " ".join(sentence.replace("\u2019", "'").split())
    is_mine = bool(_cue("mine").search(plain))
    is_for_letters = bool(_cue("my_address").search(plain))
    number = EMAIL.search(sentence) or PHONE.search(sentence) or (SHORT_NUMBER.search(sentence) if is_mine else None)
    is_address = number is None
    number = number or ADDRESS.search(sentence)
    if number is None:
        return None
    around = EDGES.sub("", f"{sentence[: number.start()]} {sentence[number.end() :]}".strip())
    if is_address:
        return number.group().strip(" ,") if is_for_letters or not around else None
    if not is_mine and _cue("not_mine").search(plain):
        return None
    if is_mine and _cue("not_mine").search(plain):
        return sentence.strip()  # "ring me on my mum's phone": whose it is must not be lost
    is_bare = not around or _cue("beside_bare").fullmatch(around) or name_beside(sentence, number)
    return number.group().strip(" .") if is_mine or is_bare else None


def _tells_more(sentence: str, detail: str, said: dict[str, str]) -> bool:
    """Whether a sentence with a number or address tells of more than how to reach somebody, and is to be heard too."""
    beside = len(sentence.split()) - len(detail.split())
    return beside > MOST_WORDS_AROUND and not said.keys() & {"when", "private"}


def _parts_with(sentence: str, detail: str) -> dict[str, str]:
    """The parts in the sentence that gives the number or address."""
    said = read_reaching(sentence).found
    if "when" in said:
        said["when"] = EDGES.sub("", _cue("leads").sub("", said["when"]))
    return {**{part: words for part, words in said.items() if words}, "detail": detail}


def _beside_detail(sentence: str) -> dict[str, str]:
    """The parts in a sentence beside it that says how, when or to whom, and nothing besides."""
    said = read_reaching(sentence)
    if len(sentence.split()) > MOST_WORDS_BESIDE or said.rest or said.question or said.refuses:
        return {}
    says_when = not said.when or bool(_cue("when_alone").search(sentence))
    is_plain_name = not said.name or bool(_cue("name_alone").search(sentence) or _cue("addressed").search(sentence))
    return said.found if says_when and is_plain_name else {}


@lru_cache(maxsize=16)
def _cue(name: str) -> re.Pattern[str]:
    read: dict[str, list[str]] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{cue})" for cue in read[name]), re.IGNORECASE)
