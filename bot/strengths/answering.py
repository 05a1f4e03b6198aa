"""Hearing what a person says about themselves: from the first question to the last area of life.

Every function takes the contact under way and what was heard, changes the contact, and returns what is said next.
A reply always hears what was said before it asks anything (STU-1).
"""

from __future__ import annotations

from bot.strengths.asking import ask, ask_next, carry_on, finish, resume
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import can_be_quoted, carries_hardship, domains_spoken_of, says_nothing_there
from bot.strengths.library import DOMAINS, Choice, Library, Question
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import Holds, Place, Source, Statement, TieQuality


def begin(contact: Contact) -> list[Reply]:
    """Welcome, honestly, and ask what made the person get in touch."""
    contact.moment = Moment.REASON
    return [
        Say("utter_welcome"),
        Say("utter_welcome_choice"),
        Say("utter_welcome_emergency"),
        *ask(contact, "opening.reason"),
    ]


def hear_reason(contact: Contact, heard: Heard) -> list[Reply]:
    """Hear what made the person get in touch, then ask leave to turn to the rest of their life."""
    if heard.act == "decline":
        contact.declined.append("opening")
        first: Reply = Say("utter_leave_out")
    elif heard.act == "dont_know":
        first = Say("utter_no_reason_needed")
    else:
        keep(contact, heard, Place.REASON, domain="opening", question="opening.reason")
        first = acknowledgement(heard.words)
    contact.moment = Moment.PERMISSION
    return [first, *ask(contact, "permission.turn")]


def hear_permission(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Turn to the rest of the person's life, or stay with what is hard: theirs to say (STU-6)."""
    chosen = chosen_from(library, heard)
    if heard.act == "affirm" or (chosen and chosen.does == "explore"):
        return [Say("utter_turning"), *ask_next(contact, library)]
    contact.moment = Moment.STAYING
    if heard.act == "tell":
        keep(contact, heard, _hard_or_reason(heard.words), domain="opening", question="permission.turn")
        return [acknowledgement(heard.words), *ask(contact, "staying.listening")]
    return [Say("utter_staying"), *ask(contact, "staying.more")]


def hear_staying(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Stay with what is hard for as long as the person likes (RIP-3)."""
    chosen = chosen_from(library, heard)
    if chosen and chosen.does == "explore":
        return [Say("utter_turning"), *ask_next(contact, library)]
    if heard.act in ("deny", "decline", "dont_know") or says_nothing_there(heard.words):
        return finish(contact)
    if heard.act == "affirm":
        return [Say("utter_listening")]
    question = contact.open_question or "staying.more"
    keep(contact, heard, _hard_or_reason(heard.words), domain="opening", question=question)
    return [acknowledgement(heard.words), *ask(contact, "staying.listening")]


def hear_answer(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Keep the answer to the open question as it was said, say that it was heard, and go on."""
    question = library.get(contact.open_question or "")
    if question is None or question.domain not in DOMAINS:
        return _hear_check_in(contact, heard, library)
    chosen = chosen_from(library, heard)
    if contact.line is not None:
        return _say_it_anew(contact, heard, library)
    if (chosen and chosen.does == "enough") or (heard.act == "deny" and question.follows is not None):
        return [Say("utter_moving_on"), *ask_next(contact, library)]
    if chosen and (chosen.flow or chosen.quality or chosen.arrangement):
        return [*_say_more_of(contact, question, chosen), *ask_next(contact, library)]
    follower = library.follower(question.key, "yes")
    if heard.act == "affirm" and follower is not None:
        return [Say("utter_glad_to_hear"), *ask(contact, follower.key)]
    place = question.place or Place.ALSO
    kept = keep(contact, heard, place, domain=question.domain, question=question.key, chosen=chosen)
    return [acknowledgement(heard.words, kept), *ask_next(contact, library)]


def accept_dont_know(contact: Contact, library: Library) -> list[Reply]:
    """Not knowing is a fair answer: offer easier words once, then move on (practice 2.4)."""
    question = library.get(contact.open_question or "")
    if question is None or question.domain not in DOMAINS:
        return ask_next(contact, library)
    if contact.eased != question.key:
        contact.eased = question.key
        return [Say("utter_not_knowing_is_fine"), Ask(question.key, easier=True)]
    return [Say("utter_moving_on"), *ask_next(contact, library)]


def accept_skip(contact: Contact, library: Library) -> list[Reply]:
    """Leave a question out because the person chose to."""
    question = library.get(contact.open_question or "")
    if contact.line is not None:
        contact.line = None
        return [Say("utter_kept_as_it_was"), *ask_next(contact, library)]
    if question is not None and question.domain in DOMAINS and question.follows is None:
        contact.declined.append(question.domain)
    elif question is not None:
        _leave_followers(contact, question, library)
    return [Say("utter_leave_out"), *ask_next(contact, library)]


def go_back(contact: Contact, library: Library) -> list[Reply]:
    """Open the question before this one again, with what was said to it."""
    if contact.moment is Moment.READ_BACK:
        return carry_on(contact, library)
    past = [key for key in contact.asked if library[key].domain in (*DOMAINS, "opening")]
    if contact.open_question in past:
        past = past[: past.index(contact.open_question)]
    if not past or contact.moment not in (Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING):
        return [Say("utter_nothing_before"), *resume(contact)]
    previous = past[-1]
    # The question left open has not been answered: it must come round again.
    if contact.open_question in contact.asked and not _answers(contact, contact.open_question):
        contact.asked.remove(contact.open_question)
    contact.moment = Moment.REASON if library[previous].domain == "opening" else Moment.EXPLORING
    replies = ask(contact, previous)
    answers = _answers(contact, previous)
    contact.line = answers[-1].id if answers else None
    return [Say("utter_back_to", {"words": answers[-1].words}) if answers else Say("utter_back"), *replies]


def hear_aside(contact: Contact, heard: Heard, response: str, place: Place, library: Library) -> list[Reply]:
    """Keep what was said beside the question, answer it, and come back to the question.

    Args:
        contact: the contact under way.
        heard: what was said, such as a complaint or a plain practical request.
        response: what answers it.
        place: where it stands in the summary.
        library: the question library.
    """
    domain = "what_would_help" if place is Place.WHAT_WOULD_HELP else "opening"
    keep(contact, heard, place, domain=domain, question=contact.open_question or "opening.reason")
    if contact.moment is Moment.REASON:
        contact.moment = Moment.PERMISSION
        return [Say(response), *ask(contact, "permission.turn")]
    return [Say(response), *resume(contact)]


def keep(
    contact: Contact, heard: Heard, place: Place, *, domain: str, question: str, chosen: Choice | None = None
) -> Statement:
    """Keep what was said, with its source; see ``Contact.keep``."""
    if chosen is not None:
        return contact.keep(
            chosen.say,
            source=Source.CHOSEN_OPTION,
            place=place,
            domain=domain,
            question=question,
            holds=chosen.holds,
        )
    denied = heard.act == "deny" or says_nothing_there(heard.words)
    return contact.keep(
        heard.words,
        source=Source.OWN_WORDS,
        place=place,
        domain=domain,
        question=question,
        holds=Holds.DENIED if denied else Holds.NOW,
        also=tuple(other for other in domains_spoken_of(heard.words) if other != domain),
    )


def acknowledgement(words: str, kept: Statement | None = None) -> Say:
    """Return what shows that the words were heard: said back when short, and what is hard named as hard."""
    quoted = can_be_quoted(words)
    if carries_hardship(words):
        return Say("utter_heard_hard_words", {"words": words}) if quoted else Say("utter_heard_hard")
    if kept is not None and kept.holds is Holds.DENIED:
        return Say("utter_heard_nothing_there")
    return Say("utter_heard_words", {"words": words}) if quoted else Say("utter_heard")


def chosen_from(library: Library, heard: Heard) -> Choice | None:
    """Return the library choice that a button stood for, or None."""
    if heard.choice is None:
        return None
    question, _, key = heard.choice.rpartition(".")
    return library[question].choice(key) if question in library else None


def _hear_check_in(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    if heard.act == "deny":
        return finish(contact)
    if heard.act == "tell":
        keep(contact, heard, Place.ALSO, domain="opening", question=contact.open_question or "asides.carry_on")
        return [acknowledgement(heard.words), *ask_next(contact, library)]
    return ask_next(contact, library)


def _say_it_anew(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    contact.alter(contact.line or "", words=heard.words, source=Source.OWN_WORDS, holds=Holds.NOW)
    contact.line = None
    return [Say("utter_changed"), *ask_next(contact, library)]


def _say_more_of(contact: Contact, question: Question, chosen: Choice) -> list[Reply]:
    """Put a choice about a line onto the lines it is about, rather than making a line of it."""
    about = [line for line in contact.statements if line.domain == question.domain and line.holds is not Holds.DENIED]
    fields = {"flow": chosen.flow, "quality": chosen.quality, "arrangement": chosen.arrangement}
    said = {name: value for name, value in fields.items() if value is not None}
    for line in about:
        contact.alter(line.id, **said)
    hurts = chosen.quality in (TieQuality.HARMFUL, TieQuality.STRAINED)
    return [Say("utter_heard_hard_tie" if hurts else "utter_heard_choice", {"words": chosen.say})]


def _leave_followers(contact: Contact, question: Question, library: Library) -> None:
    """Whoever skips one question about a line is not asked the next one about the same line."""
    following = library.follower(question.key, "answer")
    while following is not None:
        contact.asked.append(following.key)
        following = library.follower(following.key, "answer")


def _hard_or_reason(words: str) -> Place:
    return Place.HARD_NOW if carries_hardship(words) else Place.REASON


def _answers(contact: Contact, question: str | None) -> list[Statement]:
    return [statement for statement in contact.statements if statement.question == question]
