"""Somebody types for another person: two voices, kept apart (practice 2.4, 6.1(11)).

What the typing person says is said by ``someone_else``. What they think the other would say is told by them and marked
so. How they are themselves stands apart from both. Nothing of it is ever written as what the resident said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.asked_of_us import says_it_is_for_oneself, says_they_do_not_know
from bot.strengths.asking import ask, ask_next
from bot.strengths.contact import Contact
from bot.strengths.hard_cues import has_no_words, speaks_of_own_strain, who_it_is_about
from bot.strengths.hearing import carries_hardship, is_hard, opens_with_no, says_nothing_there
from bot.strengths.keeping import chosen_from, keep
from bot.strengths.library import Library
from bot.strengths.question_clauses import sentences
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import RESIDENT, SOMEONE_ELSE, THEIR_WORDS_AS_TOLD, TYPING_PERSON, Place, Source

THEY_KNOW, WOULD_SAY, THEY_SHOW, AND_YOU = (
    f"hard_moments.{part}" for part in ("they_know", "they_would_say", "they_show", "and_you")
)
QUESTIONS = (THEY_KNOW, WOULD_SAY, THEY_SHOW, AND_YOU)

WORDS_OF_A_NO = 6
"""A "no, he doesn't know" of more words than this tells something besides, which is kept."""

SPEAKS_OF_THEM = re.compile(
    r"\W*(?:well |oh |but |and |it'?s )*(?:he|she|they|his|her|their|mum|mam|dad|nan|gran|grandad)(?:'?s|'?d|'?ll)?\b"
    r"|\W*(?:my|our) (?:mum|mam|dad|husband|wife|son|daughter|brother|sister|nan|gran|uncle|aunt\w*|friend)\b",
    re.IGNORECASE,
)
SPEAKS_OF_ONESELF = re.compile(r"\b(?:i|i'm|im|i've|ive|me|myself|we|us)\b", re.IGNORECASE)

TELLS_FOR_THEM = re.compile(
    r"\b(?:he|she|they|mum|mam|dad|nan|gran|grandma|grandad|(?:my|our) \w+) (?:(?:just|always|only|also|now) )*"
    r"(?:says?|said|tells? (?:me|you)|asks? me to (?:say|write|tell))(?! (?:that )?(?:i|i'm|im|my|me|we|to me)\b)",
    re.IGNORECASE,
)
"""“She says she is tired of the house”: what the other wants said. “She says I fuss” is about whoever types."""

OF_A_LIFE = re.compile(
    r"\bi (?:was an?|used to|worked|ran|sold|made|taught|farmed|cooked|sewed|drove|raised|came)\b"
    r"|\bfor \w+ years\b|\bwhen i was (?:young|a|small)\b|\bback home\b",
    re.IGNORECASE,
)
"""Behind such words, "I sold cloth for twenty years" goes on with them."""

CLAUSES = re.compile(r"[.,;!\u2026]+|\s[-\u2013]\s", re.IGNORECASE)
WORN_OUT = re.compile(
    r"\s*(?:(?:just|so|really|very|totally|absolutely|proper|a bit|feeling|pretty) )*"
    r"(?:shattered|exhausted|worn out|worn down|knackered|tired|drained|done in|wiped out|burnt out|running on empty"
    r"|stressed(?: out)?|fed up|at (?:the )?end of (?:the |my )?(?:rope|tether)|no sleep|not coping|cracking up)\b.*",
    re.IGNORECASE,
)
"""Said with no "I" behind words on the other, by somebody who was asked how they are themselves."""

AGREES, KNOWS, UNAWARE, NOT_SAID = "agrees", "knows", "unaware", "not_said"


def begin_two_voices(contact: Contact) -> list[Reply]:
    """Ask, once, whether the person knows, or how they show what they like; what was said before shows who is meant."""
    contact.about = next(filter(None, (who_it_is_about(line.words) for line in contact.statements)), None)
    strained = any(speaks_of_own_strain(line.words) for line in contact.statements)
    first: list[Reply] = [Say("utter_hear_proxy")]
    if strained:
        first.append(Say("utter_proxy_strain"))
    return [*first, *ask(contact, THEY_SHOW if _have_no_words(contact) else THEY_KNOW)]


def hear_two_voices(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Hear the answer to one of the questions, and put the next; after them the conversation goes on as always.

    Args:
        contact: the contact under way, with one of ``QUESTIONS`` open.
        heard: what was said.
        library: the question library.
    """
    if contact.open_question == THEY_KNOW:
        first = _hear_whether_they_know(contact, heard, library)
        return [first, *ask(contact, THEY_SHOW if _have_no_words(contact) else WOULD_SAY)]
    said_nothing = heard.act in ("decline", "dont_know") or says_nothing_there(heard.words)
    if contact.open_question == THEY_SHOW:
        if said_nothing or not _tells(heard):
            return [Say("utter_noted"), *ask(contact, AND_YOU)]
        _keep(contact, heard, Place.COMMUNICATION_ACCESS, "communication_access", SOMEONE_ELSE)
        return [acknowledgement(heard, contact=contact), *ask(contact, AND_YOU)]
    if contact.open_question == WOULD_SAY:
        if has_no_words(heard.words):
            _keep(contact, heard, Place.ALSO, "opening", SOMEONE_ELSE)
            return [Say("utter_they_would_say_unknown"), *ask(contact, THEY_SHOW)]
        if said_nothing or not _tells(heard):
            return [Say("utter_they_would_say_unknown"), *ask(contact, AND_YOU)]
        _keep(contact, heard, Place.GOAL, "aspirations", THEIR_WORDS_AS_TOLD)
        first_heard = [acknowledgement(heard, contact=contact)] if is_hard(heard) else []
        return [*first_heard, Say("utter_they_would_say"), *ask(contact, AND_YOU)]
    if said_nothing or not _tells(heard):
        first = Say("utter_leave_out" if heard.act == "decline" else "utter_noted")
        return [first, *_to_turn(contact)]
    return [*_hear_both_parts(contact, heard), *_to_turn(contact)]


def speak_for_oneself(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Give back their own voice to whoever says that this is for them: all they said was theirs from the start."""
    contact.said_by, contact.about, contact.person_knows = RESIDENT, None, None
    for line in contact.statements:
        contact.alter(line.id, said_by=RESIDENT)
    told = [heard.words[start:end].strip() for start, end in sentences(heard.words)]
    rest = " ".join(sentence for sentence in told if not says_it_is_for_oneself(sentence))
    if len(rest.split()) > WORDS_OF_A_NO and "?" not in rest:
        beside = replace(heard, act="tell", words=rest, strengths=())
        keep(contact, beside, Place.ALSO, domain="opening", question="opening.reason")
    contact.leave_open_question()
    return [Say("utter_sorry_it_is_you"), *ask_next(contact, library)]


def _to_turn(contact: Contact) -> list[Reply]:
    return [Say("utter_questions_mean_them"), *ask(contact, "permission.turn")]


def _hear_both_parts(contact: Contact, heard: Heard) -> list[Reply]:
    """Hear what somebody answers who was asked how they are: their own words, and those on the other or of them."""
    parts = _by_voice(heard.words)
    own = " ".join(words for voice, words in parts if voice == TYPING_PERSON)
    for voice, words in parts:
        as_told = voice == THEIR_WORDS_AS_TOLD
        place, domain = (Place.GOAL, "aspirations") if as_told else (Place.ALSO, "opening")
        _keep(contact, replace(heard, words=words), place, domain, voice)
    said: list[Reply] = []
    if own:
        # Of several voices only words can tell whose it is that something is hard.
        told_hard = is_hard(heard) if len(parts) == 1 else carries_hardship(own)
        own_hard = told_hard or speaks_of_own_strain(own)
        said.append(Say("utter_proxy_self_hard") if own_hard else Say("utter_proxy_self"))
    of_them = " ".join(words for voice, words in parts if voice != TYPING_PERSON)
    if of_them and said != [Say("utter_proxy_self_hard")]:
        theirs = replace(heard, words=of_them, strengths=()) if own else heard
        said = [acknowledgement(theirs, contact=contact), *said] if is_hard(theirs) or not own else said
    is_told = any(voice == THEIR_WORDS_AS_TOLD for voice, _ in parts)
    return [*said, *([Say("utter_they_would_say")] if is_told else [])]


def _by_voice(words: str) -> list[tuple[str, str]]:
    """The sentences of an answer, those in a row of one voice together, each with whose it is."""
    parts: list[tuple[str, str]] = []
    for start, end in sentences(words):
        sentence, before = words[start:end].strip(), parts[-1][0] if parts else TYPING_PERSON
        if TELLS_FOR_THEM.search(sentence) or (before == THEIR_WORDS_AS_TOLD and OF_A_LIFE.search(sentence)):
            voice = THEIR_WORDS_AS_TOLD
        else:
            voice = SOMEONE_ELSE if _speaks_of_them_alone(sentence) else TYPING_PERSON
        if parts and voice == before:
            parts[-1] = (voice, f"{parts[-1][1]} {sentence}")
        else:
            parts.append((voice, sentence))
    return parts


def _speaks_of_them_alone(words: str) -> bool:
    """Whether all of an answer is about the other: "mum's up all night, shattered" ends with who was asked."""
    if not SPEAKS_OF_THEM.match(words) or SPEAKS_OF_ONESELF.search(words):
        return False
    return not any(WORN_OUT.fullmatch(clause) for clause in CLAUSES.split(words)[1:])


def _have_no_words(contact: Contact) -> bool:
    """Whether it was told that the person does not speak: nobody asks then what they would say."""
    return any(has_no_words(line.words) for line in contact.statements)


def _tells(heard: Heard) -> bool:
    """Whether there are words to keep; a bare yes or no answers neither question."""
    return heard.act not in ("affirm", "deny") or len(heard.words.split()) > 2


def _hear_whether_they_know(contact: Contact, heard: Heard, library: Library) -> Say:
    chosen = chosen_from(library, heard)
    if chosen is not None:
        contact.person_knows = chosen.key
    elif heard.act == "deny" or opens_with_no(heard.words) or says_they_do_not_know(heard.words):
        # "No, he doesn't know" is no "I don't know".
        contact.person_knows = UNAWARE
        if len(heard.words.split()) > WORDS_OF_A_NO:
            contact.keep(heard.words, source=Source.OWN_WORDS, place=Place.ALSO, domain="opening", question=THEY_KNOW)
    elif heard.act in ("decline", "dont_know"):
        contact.person_knows = NOT_SAID
    elif heard.act == "affirm":
        contact.person_knows = AGREES
    else:
        # Told in words ("she asked me to"): the words stand, and are not read for more than they say.
        contact.person_knows = NOT_SAID
        contact.keep(heard.words, source=Source.OWN_WORDS, place=Place.ALSO, domain="opening", question=THEY_KNOW)
        return acknowledgement(heard, contact=contact)
    return Say("utter_they_may_want_to_know" if contact.person_knows == UNAWARE else "utter_noted")


def _keep(contact: Contact, heard: Heard, place: Place, domain: str, voice: str) -> None:
    line = contact.keep(
        heard.words, source=Source.OWN_WORDS, place=place, domain=domain, question=contact.open_question or AND_YOU
    )
    contact.alter(line.id, said_by=voice)
