"""What is kept of an answer: where it stands, and how a line takes new words, or further ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.asked_of_us import came_for_a_thing, wants_a_thing
from bot.strengths.contact import Contact
from bot.strengths.hard_cues import tells_of_themselves_alone
from bot.strengths.hearing import (
    holds_besides,
    is_a_load,
    is_hard,
    names_somebody,
    plan_in,
    says_nothing_there,
    says_only_when,
    says_only_yes,
    tells_of_help,
    told_by,
    wishes_for_their_life,
)
from bot.strengths.library import Choice, Library, Question
from bot.strengths.mentions import mentioned_in, stopped_by
from bot.strengths.reflection_rules import rules
from bot.strengths.reply import Heard, Say
from bot.strengths.statement import (
    NOT_A_STRENGTH,
    SOMEONE_ELSE,
    STRENGTHS,
    TYPING_PERSON,
    Holds,
    Place,
    Source,
    Statement,
)
from bot.strengths.strength_heard import ANSWERED_BY, DOMAIN_OF, PLACE_OF, Kind

MAY_TURN_OUT_HARD = (*STRENGTHS, Place.GOAL, Place.WOULD_OFFER)
"""Places in which an answer that tells only of something hard would read as what it is not."""

MAY_BE_A_PLAN = (Place.REASON, Place.ALSO, Place.GOAL, *STRENGTHS)
"""Places in which somebody's own plan, or an offer, told before it is asked for, would not be found again."""

PLACE_OF_PLANS = {"own_ideas": Place.OWN_IDEA, "would_offer": Place.WOULD_OFFER}

OF_ONESELF = (Kind.SKILL, Kind.INTEREST, Kind.GOAL)
NAMES_ALONE = ("people_networks", "groups_places")
"""Areas of life whose question is answered by a name, so that a name of another kind answers another question."""
ABOUT_A_TIE = ("people_networks.flow", "people_networks.feel", "people_networks.wish")
"""Questions about "them" that are answered by a choice, and by no name of a thing."""

SHORT_ANSWER = 6
WORDS_OF_A_THING = 1
"""Words of an answer to who is in somebody's life that is a thing they hope for and nobody ("walk")."""

SHOWN_WHILE_STAYING = (Kind.SKILL, Kind.INTEREST, Kind.COMMUNITY)

HOLDS_WISHES = ("aspirations", "own_ideas", "what_would_help", "would_offer")
"""Areas of life whose answers are wishes, so that one stands there as what was asked."""

ASKS_FOR_SOMEBODY = re.compile(
    r"\b(?:i|we)(?:'d)? (?:(?:just|only|really|do|also|still|rather|quite|dearly|very much) )*"
    r"(?:want|need|like|love|would like|could do with)"
    r" (?:to have )?(?:some(?:one|body)|a (?:carer|sitter|helper|cleaner|bit of (?:help|a hand)|hand)"
    r"|(?:some |more )?help) (?:to|who|that|for|with|in|at|round|come|can|could|sit|help|look)\b",
    re.IGNORECASE,
)
"""“I want somebody to sit with Dad”: what is asked for, wherever it is said."""

OF_MYSELF = re.compile(r"(?:i|we)(?:'\w+)?\b", re.IGNORECASE)
"""“I worked in a mill” begins with a capital and with nobody's name."""

TIE_NOT_TOLD: Mapping[str, Any] = {"quality": None, "tie_is_heard": False}


WHAT_IT_IS_ABOUT = re.compile(
    r"\W*(?:(?:right|ok|okay|so|well|anyway|look|now|but|and|no|actually)\W+)*"
    r"(?:it'?s|this is|it is|i came|i'?m here|what i came)\s+(?:really |actually |just |all )?(?:about|for)\s+"
    r"(?:my|our|me|mi|the|a|an)\s+\w",
    re.IGNORECASE,
)
"""“Right, it's about my shopping”: what somebody came for, wherever they say it."""


def keep(
    contact: Contact, heard: Heard, place: Place, *, domain: str, question: str, chosen: Choice | None = None
) -> Statement:
    """Keep what was said, with its source; see ``Contact.keep``. What it mentions may be asked about once."""
    if chosen is None and heard.strengths and is_hard(heard) and is_a_load(heard.words):
        # What has to be done is no skill to be asked about, and none to be drawn.
        heard = replace(heard, strengths=tuple(one for one in heard.strengths if one.kind is not Kind.SKILL))
    contact.hard_in_a_row = contact.hard_in_a_row + 1 if chosen is None and is_hard(heard) else 0
    if chosen is None and place in MAY_BE_A_PLAN and not is_hard(heard):
        place = PLACE_OF_PLANS.get(plan_in(heard.words) or "", place)
    if chosen is not None:
        return contact.keep(
            chosen.say,
            source=Source.CHOSEN_OPTION,
            place=place,
            domain=domain,
            question=question,
            holds=chosen.holds,
        )
    kept = contact.keep(
        heard.words,
        source=Source.OWN_WORDS,
        place=place,
        domain=domain,
        question=question,
        **told_by(heard, domain),
    )
    voice = voice_of(contact, heard.words)
    if voice != kept.said_by:
        kept = contact.alter(kept.id, said_by=voice)
    contact.mentions = stopped_by(heard.words, contact.mentions)
    contact.mentions += mentioned_in(heard.words, heard.strengths or (), kept.id, contact.mentions)
    if is_hard(heard):
        contact.hard.append(kept.id)
    return kept


def voice_of(contact: Contact, words: str) -> str:
    """Whose voice words are: how somebody is who types for another is theirs, and no word on the other."""
    for_another = contact.said_by == SOMEONE_ELSE
    return TYPING_PERSON if for_another and tells_of_themselves_alone(words) else contact.said_by


def place_of(question: Question, heard: Heard) -> Place:
    """Where an answer stands: at its question's place, unless it tells of something else.

    What is hard, with nothing in it to hold on to, is no strength because of the question it answered. An answer about
    something mentioned may tell of anything, and stands where that belongs.
    """
    kinds = [strength.kind for strength in heard.strengths or () if not strength.is_denied]
    if question.place is Place.GOAL and heard.choice is None and says_only_when(heard.words):
        # "Last year" tells on of what was said before, and nobody wants it.
        return Place.ALSO
    if question.place in MAY_TURN_OUT_HARD and heard.choice is None and is_hard(heard) and is_a_load(heard.words):
        # What a carer or a child has to do, told as hard, is shown to nobody as what they are good at.
        return Place.HARD_NOW
    if asks_for_help(question.domain, heard):
        return Place.WHAT_WOULD_HELP
    if hopes_instead(question, heard):
        return Place.GOAL
    if heard.choice is None and WHAT_IT_IS_ABOUT.match(heard.words.replace("\u2019", "'")):
        return Place.REASON
    may_be_hard = heard.choice is None and is_hard(heard) and question.place in MAY_TURN_OUT_HARD
    of_oneself = question.place is Place.PERSONAL_STRENGTH
    if may_be_hard and (not kinds or (of_oneself and not _holds_on_to_something(kinds, heard.words))):
        return Place.HARD_NOW
    domain = area_told_of(question, heard)
    if domain != question.domain:
        return next(place for kind, place in PLACE_OF.items() if DOMAIN_OF[kind] == domain)
    if question.asks_more_of is not None and kinds:
        return PLACE_OF[kinds[0]]
    return question.place or Place.ALSO


def hopes_instead(question: Question, heard: Heard) -> bool:
    """Whether an answer tells what somebody wants to do or get back to, where it was asked what is there."""
    return heard.choice is None and question.place in STRENGTHS and wishes_for_their_life(heard.words)


def asks_for_help(domain: str, heard: Heard) -> bool:
    """Whether an answer asks for somebody or something, where neither was asked for; it stands with what would help."""
    if heard.choice is not None or domain in HOLDS_WISHES:
        return False
    a_thing = heard.act == "ask_practical" and came_for_a_thing(heard.words)
    return (
        a_thing
        or wants_a_thing(heard.words)
        or ASKS_FOR_SOMEBODY.search(heard.words.replace("\u2019", "'")) is not None
    )


def _holds_on_to_something(kinds: list[Kind], words: str) -> bool:
    """Whether a hard answer tells of what somebody can do or likes, or of somebody who is there for them.

    "My husband is up all night looking for his mum" names people, and nothing that keeps anybody going.
    """
    return any(kind in OF_ONESELF for kind in kinds) or tells_of_help(words)


def bare_name(words: str) -> str:
    """A short answer without marks, and without whose it is ("my mum")."""
    return re.sub(r"(?i)^(?:my|our|me|mi|the) ", "", " ".join(words.split()).strip(" .!,"))


def area_told_of(question: Question, heard: Heard) -> str:
    """The area of life that an answer belongs to: its question's, unless a short one names something of another.

    "Bikes" is nobody in somebody's life, and "my mum" is no place.
    """
    if asks_for_help(question.domain, heard):
        return "what_would_help"
    if hopes_instead(question, heard):
        return "aspirations"
    told = list(heard.strengths or ())
    if question.domain == "groups_places" and heard.choice is None and rules().people.fullmatch(bare_name(heard.words)):
        # "My mum" is somebody, wherever the question looked for a place.
        return "people_networks"
    if question.key in ABOUT_A_TIE and heard.choice is None and told and not is_hard(heard):
        # "River", where it was asked which way help goes, is nobody.
        others = not any(one.is_denied or one.kind is Kind.PERSON for one in told) and not names_somebody(heard.words)
        return DOMAIN_OF[told[0].kind] if others and len(heard.words.split()) <= SHORT_ANSWER else question.domain
    answered_by = ANSWERED_BY.get(question.domain, ())
    may_be_other = question.domain in NAMES_ALONE and question.follows is None and question.asks_more_of is None
    of_myself = OF_MYSELF.match(heard.words.replace("\u2019", "'")) is not None and not names_somebody(heard.words)
    may_tell = len(heard.words.split()) <= SHORT_ANSWER or of_myself
    if not may_be_other or heard.choice is not None or not told or not may_tell:
        return question.domain
    hopes = any(one.kind is Kind.GOAL for one in told) and len(heard.words.split()) > WORDS_OF_A_THING
    if hopes or any(one.is_denied or one.kind in answered_by for one in told):
        return question.domain
    names = names_somebody(heard.words) or (heard.words[:1].isupper() and not of_myself)
    if question.domain == "people_networks" and names:
        return question.domain
    return DOMAIN_OF[told[0].kind]


def keep_while_staying(contact: Contact, heard: Heard, question: str) -> Statement:
    """Keep what is told while somebody stays with what is hard: what they do or like stands as that.

    "Pigeons, that's what gets me up" is no reason to have got in touch.
    """
    if heard.choice is None and wishes_for_their_life(heard.words):
        return keep(contact, heard, Place.GOAL, domain="aspirations", question=question)
    if asks_for_help("staying", heard):
        return keep(contact, heard, Place.WHAT_WOULD_HELP, domain="what_would_help", question=question)
    told = [one.kind for one in heard.strengths or () if not one.is_denied and one.kind in SHOWN_WHILE_STAYING]
    if not told or is_hard(heard) or heard.choice is not None:
        return keep(contact, heard, hard_or_reason(heard), domain="opening", question=question)
    return keep(contact, heard, PLACE_OF[told[0]], domain=DOMAIN_OF[told[0]], question=question)


def hard_or_reason(heard: Heard) -> Place:
    """Where words that open or interrupt stand: with what is hard, or with what somebody came for."""
    return Place.HARD_NOW if is_hard(heard) else Place.REASON


def reword(contact: Contact, line: str, heard: Heard) -> Statement:
    """Put new words in place of a line's old ones; what they tell is read from them anew.

    Raises:
        UnknownLineError: there is no such line.
    """
    old = contact.line_named(line)
    told = told_by(replace(heard, act="tell"), old.domain)
    if old.quality in NOT_A_STRENGTH and not old.tie_is_heard:
        # The person chose that themselves, and words can't take it back.
        told = {name: told[name] for name in ("holds", "also", "pieces")}
    elif "quality" not in told and old.tie_is_heard and heard.strengths is not None:
        # It was heard in words that are gone.
        told |= TIE_NOT_TOLD
    if line in contact.hard:
        contact.hard.remove(line)
    if is_hard(heard):
        contact.hard.append(line)
    if old.place is Place.ALSO and wishes_for_their_life(heard.words):
        told |= {"place": Place.GOAL, "domain": "aspirations"}
    return contact.alter(line, words=heard.words, source=Source.OWN_WORDS, **told)


def lengthen(contact: Contact, line: str, heard: Heard) -> Statement:
    """Add words to a line; what it told before, it still tells.

    Raises:
        UnknownLineError: there is no such line.
    """
    old = contact.line_named(line)
    told = told_by(heard, old.domain)
    if old.holds is not Holds.DENIED:
        # Somebody or something was told of before: how a further tie feels makes it a mixed answer.
        told = {name: told[name] for name in ("also", "pieces")}
    told["holds"] = holds_besides(old.holds, heard, old.domain)
    for name in ("also", "pieces"):
        told[name] = tuple(dict.fromkeys((*getattr(old, name), *told[name])))
    return contact.alter(line, words=f"{old.words}. {heard.words}", source=Source.OWN_WORDS, **told)


def say_anew(contact: Contact, before: Statement, heard: Heard, library: Library) -> Say:
    """Put a new answer in place of the one before; a skip, "I don't know" or a bare yes or no keeps it."""
    chosen = chosen_from(library, heard)
    bare = says_only_yes(heard.words) if heard.act == "affirm" else says_nothing_there(heard.words)
    if heard.act in ("decline", "dont_know") or (heard.act in ("affirm", "deny") and bare):
        return Say("utter_kept_as_it_was")
    if chosen is not None:
        gone = TIE_NOT_TOLD if before.tie_is_heard else {}
        contact.alter(
            before.id, words=chosen.say, source=Source.CHOSEN_OPTION, holds=chosen.holds, also=(), pieces=(), **gone
        )
        return Say("utter_changed")
    contact.hard_in_a_row = int(is_hard(heard))
    reword(contact, before.id, heard)
    return acknowledgement(heard, contact=contact) if is_hard(heard) else Say("utter_changed")


def chosen_from(library: Library, heard: Heard) -> Choice | None:
    """Return the library choice that a button stood for, or None."""
    if heard.choice is None:
        return None
    question, _, key = heard.choice.rpartition(".")
    return library[question].choice(key) if question in library else None
