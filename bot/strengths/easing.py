"""Keeping to the ways of talking that a person asks for, offering them early, and asking once whether they still fit.

The Accessible Information Standard has six steps: identify (``ease_question``), record and flag (a line of its own
at the top of the summary, and ``Contact.preferences``), share (with the summary), meet
(``bot.strengths.shortening``), review (``review_question``). What somebody asks for is never a reason to end anything.
"""

from __future__ import annotations

import re

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.asking import ask, carry_on, resume, show_lines
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import carries_hardship, is_hard, names_hardship, says_only_yes
from bot.strengths.library import Library
from bot.strengths.placing import keep_in_place
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import Place, Source
from bot.strengths.strength_heard import Kind
from bot.strengths.ways import (
    HERE,
    Way,
    WaysAsked,
    is_fine_as_it_is,
    needs_no_interpreter,
    speaks_of_talking,
    ways_asked,
)

DOMAIN = "communication_access"
EASE, LANGUAGE, STILL_BEST = f"{DOMAIN}.ease", f"{DOMAIN}.language", f"{DOMAIN}.still_best"
OURS = (EASE, LANGUAGE, STILL_BEST)

OFFER = "ways_of_talking"
"""What stands in ``Contact.mentioned`` once the ways were offered in one line."""

DONE = {
    Way.EASIER: "utter_easier_words",
    Way.CHOICES: "utter_way_choices",
    Way.SHORTER: "utter_way_shorter",
    Way.ONE_AT_A_TIME: "utter_way_one_at_a_time",
    Way.SLOWER: "utter_way_slower",
    Way.INTERPRETER: "utter_way_interpreter",
    Way.BSL: "utter_way_bsl",
    Way.PHONE: "utter_way_phone",
    Way.NO_PHONE: "utter_way_no_phone",
    Way.IN_WRITING: "utter_way_in_writing",
    Way.LARGE_PRINT: "utter_way_large_print",
    Way.LETTER: "utter_way_letter",
    Way.WITH_ME: "utter_way_with_me",
}
"""What is said once a way is kept to, or written down."""

NOT_HEARD_IN = (Moment.CHANGING, Moment.ADDING, Moment.FORGETTING)
"""Moments in which words are a line, or a yes or no that must stay one."""

NOT_TO_DISTURB = (Moment.SAFETY, Moment.SAFE_CONTACT)
"""Moments in which words are first of all an answer; a wish in them is kept, and the answer heard as always."""

NO_ANSWER_TO_SAFETY = frozenset({Way.EASIER, Way.CHOICES, Way.SHORTER, Way.ONE_AT_A_TIME})
"""Ways that can only be about how we write: in answer to no question about safety do they mean anything else."""

IN_EASIER_WORDS = frozenset({Way.EASIER, Way.CHOICES, Way.ONE_AT_A_TIME})
"""Ways in which every question is put in easier words."""

NO_ANSWER_TO_REACHING = NO_ANSWER_TO_SAFETY | {Way.INTERPRETER}

ANSWERS_OF_THEIR_OWN = {
    "private": frozenset({Way.WITH_ME}),
    "when": frozenset({Way.SLOWER}),
    "way": frozenset({Way.PHONE, Way.IN_WRITING, Way.LETTER}),
}
"""Ways that are no wish in answer to a question about how to reach the person: "my sister with me", "email please"."""

WANTS_A_SPEAKER = re.compile(r"\b(?:you|u|they|there) (?:have|got|is|are)\b.{0,25}\bspeak")
"""“You have people speak Polish?”, which tells of no skill."""

MAY_ASK_LANGUAGE = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING, Moment.READ_BACK)


def ways_heard(contact: Contact, heard: Heard) -> WaysAsked | None:
    """Return the ways of talking asked for in what was typed, or None where that is not listened for."""
    typed = heard.choice is None and heard.line is None
    if not typed or contact.moment in NOT_HEARD_IN or contact.open_question in (LANGUAGE, STILL_BEST):
        return None
    asked = ways_asked(heard.words, asked_for=contact.open_question == EASE)
    if contact.open_check is not None and asked and not NO_ANSWER_TO_SAFETY.issuperset(asked.asked):
        return None  # the answer to a gentle check is that alone
    of_its_own = ANSWERS_OF_THEIR_OWN.get((contact.open_question or "").partition(".")[2], frozenset())
    if asked and contact.moment is Moment.SAFE_CONTACT and of_its_own.intersection(asked.asked):
        return None
    answers_skills = (contact.open_question or "").startswith("skills_experience.")
    if asked and asked.language and answers_skills and not speaks_of_help(heard.words):
        return None  # somebody who is asked what they can do, and speaks Somali, answers
    return asked


def is_answered_at_once(contact: Contact, asked: WaysAsked) -> bool:
    """Whether a wish is answered by itself, and the open question put again; else it is kept beside the answer.

    Args:
        contact: the contact under way.
        asked: what was asked for.
    """
    match contact.moment:
        case Moment.SAFETY:
            return asked.whole and NO_ANSWER_TO_SAFETY.issuperset(asked.asked)
        case Moment.SAFE_CONTACT:
            return asked.whole and NO_ANSWER_TO_REACHING.issuperset(asked.asked)
        case _:
            return asked.whole


def is_heard_in_passing(contact: Contact) -> bool:
    """Whether nothing is said of a wish that was kept beside an answer."""
    return contact.moment in NOT_TO_DISTURB


def is_choice(library: Library, words: str) -> bool:
    """Whether words are a choice of the question what would make this easier, as its button says it."""
    return EASE in library and any(choice.say == words for choice in library[EASE].choices)


def leave_ours(contact: Contact, library: Library) -> None:
    """Let the next question wait in the place of one of ours that has its answer, whatever comes between.

    Args:
        contact: the contact under way, before it steps aside.
        library: the question library.
    """
    if contact.open_question in OURS:
        carry_on(contact, library)


def speaks_of_help(words: str) -> bool:
    """Whether somebody to interpret is asked for, and not only a language named."""
    plain = words.casefold()
    return "interpret" in plain or "translat" in plain or WANTS_A_SPEAKER.search(plain) is not None


def take_in(
    contact: Contact, asked: WaysAsked, *, source: Source = Source.OWN_WORDS, question: str = EASE
) -> list[Reply]:
    """Keep to what is asked for from now on, write it down, and say so in a short sentence for each.

    Args:
        contact: the contact under way.
        asked: what was asked for.
        source: how the words came about.
        question: the question they answer.
    """
    for way in asked.taken_back:
        contact.take_back(way)
    if set(asked.asked) - set(contact.preferences) or _names_a_new_language(contact, asked):
        contact.keep(asked.words, source=source, place=Place.COMMUNICATION_ACCESS, domain=DOMAIN, question=question)
    contact.preferences += [way for way in asked.asked if way not in contact.preferences]
    said: list[Reply] = [Say(DONE[way]) for way in asked.asked]
    return [*said, *([Say("utter_way_taken_back")] if asked.taken_back else [])]


def _names_a_new_language(contact: Contact, asked: WaysAsked) -> bool:
    """Whether a language is named that no line says yet: an interpreter for nobody knows what helps nobody."""
    if asked.language is None:
        return False
    lines = [line.words.casefold() for line in contact.statements if line.place is Place.COMMUNICATION_ACCESS]
    return not any(word in line for line in lines for word in asked.language.casefold().split())


def say_easiest(contact: Contact, library: Library) -> list[Reply]:
    """Say that there are no easier words, and show what can be pressed; nothing where easier words are left.

    The same sentence again helps nobody who did not understand it.

    Args:
        contact: the contact under way, before the wish is taken in.
        library: the question library.
    """
    question = library.get(contact.open_question or "")
    if question is None or contact.moment is Moment.READ_BACK:
        return []
    was_said = bool(IN_EASIER_WORDS.intersection(contact.preferences)) or contact.eased == question.key
    if not was_said and question.easier != question.wording:
        return []
    if not question.choices:
        return [Say("utter_easiest_words_by_hand")]
    return [Say("utter_easiest_words"), Ask(question.key, only_choices=True)]


def answer_wish(contact: Contact, asked: WaysAsked, library: Library) -> list[Reply]:
    """Answer a message that asks for a way of talking and nothing else; the open question is put again in that way."""
    easiest = say_easiest(contact, library) if asked.asked == (Way.EASIER,) and not asked.taken_back else []
    if easiest:
        take_in(contact, asked)
        return easiest
    if contact.open_question == EASE:
        return [*take_in(contact, asked), *_next_or_language(contact, asked, library)]
    said = take_in(contact, asked)
    if _language_is_missing(contact, asked, library) and contact.moment in MAY_ASK_LANGUAGE:
        contact.step_aside(Moment.EXPLORING, LANGUAGE)
        return [*said, *ask(contact, LANGUAGE)]
    if contact.moment is Moment.SHARED:
        return [*said, Say("utter_not_shared_yet"), *show_lines(contact)]
    return [*said, *resume(contact)]


def ease_question(contact: Contact, library: Library) -> str | None:
    """Return the question that offers ways of talking, if this is the time for it; else None.

    It is asked once, not of somebody who has said already how they like to talk, who has voiced danger or may have, who
    only wants a practical thing, and never between something hard and what follows it.

    Args:
        contact: the contact under way.
        library: the question library; a council may leave the question out.
    """
    if EASE not in library or EASE in contact.asked or OFFER in contact.mentioned or not _may_be_offered(contact):
        return None
    said = contact.statements
    return None if said and all(line.place is Place.WHAT_WOULD_HELP for line in said) else EASE


def offer_ways(contact: Contact) -> list[Reply]:
    """Say once, in one line, what may be asked for: for whoever is not asked now."""
    if OFFER in contact.mentioned or EASE in contact.asked or not _may_be_offered(contact):
        return []
    contact.mentioned.append(OFFER)
    return [Say("utter_ways_offered")]


def _may_be_offered(contact: Contact) -> bool:
    """Whether an offer would be welcome: nothing was asked for yet, and nothing hard or dangerous was just told."""
    if contact.preferences or contact.voiced or contact.checked or contact.hard_in_a_row:
        return False
    latest = contact.statements[-1] if contact.statements else None
    is_hard_line = latest is not None and (
        latest.place is Place.HARD_NOW or latest.id in contact.hard or carries_hardship(latest.words)
    )
    return not is_hard_line


def review_question(contact: Contact, library: Library) -> str | None:
    """Return the question whether this is still the best way to talk: once, of whoever asked for one (review).

    It is about ways this conversation keeps to; an interpreter or a letter is for the team to ask about. Like the
    question that offers ways, it never comes between something hard and what follows it.

    Args:
        contact: the contact under way, when they come back or something was asked twice.
        library: the question library.
    """
    may_ask = set(HERE).intersection(contact.preferences) and STILL_BEST in library and STILL_BEST not in contact.asked
    return STILL_BEST if may_ask and not contact.voiced and not contact.hard_in_a_row else None


def hear_about_talking(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """Hear the answer to one of our three questions.

    Returns:
        What is said; None when the open question is none of ours.
    """
    question = contact.open_question
    if question not in OURS:
        return None
    key = heard.choice.rpartition(".")[2] if heard.choice else None
    choice = library[question].choice(key) if key else None
    no = (choice and choice.key == "no") or heard.act == "deny"
    if question == STILL_BEST and no:
        return ask(contact, EASE) if EASE in library else [Say("utter_ways_offered"), *carry_on(contact, library)]
    if question == EASE and heard.act in ("affirm", "tell") and says_only_yes(heard.words):
        return [Ask(EASE, easier=True)]
    if question == EASE and heard.act == "affirm" and not speaks_of_talking(heard.words):
        return [Say("utter_moving_on"), *carry_on(contact, library)]  # "it is all right as it is"
    is_fine = (choice and choice.does == "enough") or (question == EASE and is_fine_as_it_is(heard.words))
    if heard.act in ("decline", "dont_know", "deny") or is_fine:
        return [Say("utter_moving_on"), *carry_on(contact, library)]
    if choice and question == EASE:
        asked = WaysAsked(asked=(Way(choice.key),), taken_back=(), language=None, words=choice.say, whole=True)
        said = take_in(contact, asked, source=Source.CHOSEN_OPTION)
        return [*said, *_next_or_language(contact, asked, library)]
    if question == LANGUAGE:
        return _hear_language(contact, choice.say if choice else None, heard, library)
    if heard.act == "affirm" and question == STILL_BEST:
        return [Say("utter_moving_on"), *carry_on(contact, library)]
    return [_keep_answer(contact, heard, question), *carry_on(contact, library)]


def _hear_language(contact: Contact, chosen: str | None, heard: Heard, library: Library) -> list[Reply]:
    """Keep the language; the wish for an interpreter stands with it, unless none is needed after all."""
    if heard.choice is None and needs_no_interpreter(heard.words):
        contact.take_back(Way.INTERPRETER)
        contact.keep(
            heard.words, source=Source.OWN_WORDS, place=Place.COMMUNICATION_ACCESS, domain=DOMAIN, question=LANGUAGE
        )
        return [Say("utter_way_taken_back"), *carry_on(contact, library)]
    contact.keep(
        chosen or heard.words,
        source=Source.CHOSEN_OPTION if chosen else Source.OWN_WORDS,
        place=Place.COMMUNICATION_ACCESS,
        domain=DOMAIN,
        question=LANGUAGE,
    )
    return [Say("utter_way_language"), *carry_on(contact, library)]


def _keep_answer(contact: Contact, heard: Heard, question: str) -> Say:
    """Keep words that name no way we know: how they like to talk, or something else that they would rather tell."""
    of_talking = speaks_of_talking(heard.words) and not _tells_of_life(heard)
    if is_hard(heard) and (names_hardship(heard.words) or not of_talking):
        kept = contact.keep(
            heard.words, source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="opening", question=f"beside.{question}"
        )
        contact.hard.append(kept.id)
        contact.hard_in_a_row += 1
        return acknowledgement(heard, contact=contact)
    if of_talking:
        contact.keep(
            heard.words, source=Source.OWN_WORDS, place=Place.COMMUNICATION_ACCESS, domain=DOMAIN, question=question
        )
        return Say("utter_noted")
    keep_in_place(contact, heard, f"beside.{question}")
    return acknowledgement(heard, contact=contact)


def _tells_of_life(heard: Heard) -> bool:
    """Whether a hope, or something of somebody's life, was heard: "to see the old faces" is no way of talking."""
    return any(one.kind is not Kind.PERSON and not one.is_denied for one in heard.strengths or ())


def _next_or_language(contact: Contact, asked: WaysAsked, library: Library) -> list[Reply]:
    if _language_is_missing(contact, asked, library):
        return ask(contact, LANGUAGE)
    return carry_on(contact, library)


def _language_is_missing(contact: Contact, asked: WaysAsked, library: Library) -> bool:
    wanted = Way.INTERPRETER in asked.asked and asked.language is None and LANGUAGE in library
    return wanted and LANGUAGE not in contact.asked
