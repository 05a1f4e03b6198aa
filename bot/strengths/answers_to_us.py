"""Answering what is asked of us, wherever it stands in a message, and keeping what is told beside it.

What we know is said. What we can't know is said to be so, with when a person may know it: nobody is left without an
answer because of a missing question mark (practice 2.4: truth at once).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.strengths.acknowledging import responses
from bot.strengths.agenda import areas_left, remaining
from bot.strengths.answering import WHO_FOR
from bot.strengths.asked_back import answer_to
from bot.strengths.asked_of_us import (
    NOT_KNOWN,
    Asked,
    Message,
    came_for_a_thing,
    refuses_leave,
    says_not_to_stop,
    says_they_do_not_know,
    speaks_of_carers,
    take_apart,
    wants_back,
    wants_to_be_reached_instead,
)
from bot.strengths.asking import PERMISSION, ask, ask_next, carry_on, resume, show_lines
from bot.strengths.complaining import answer_complaint, go_on_after_complaint, keep_complaint
from bot.strengths.contact import Contact, Moment
from bot.strengths.hard_cues import moment_in
from bot.strengths.hard_moments import hear_hard_moment
from bot.strengths.hear import hear_anything
from bot.strengths.hearing import domains_spoken_of, is_hard
from bot.strengths.keeping import keep
from bot.strengths.library import Library, wording
from bot.strengths.line_commands import telling_words
from bot.strengths.not_hard import hear_not_hard, take_hardship_back
from bot.strengths.placing import keep_in_place
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.sent import what_was_sent
from bot.strengths.signals import signals
from bot.strengths.statement import SOMEONE_ELSE, Place
from bot.strengths.staying import hear_wish_to_stay
from bot.strengths.two_voices import UNAWARE

TALKING = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
"""Moments in which what is told beside a question is heard as an answer."""

ANSWERED_IN = (*TALKING, Moment.READ_BACK, Moment.SAFE_CONTACT, Moment.SHARING, Moment.SHARED, Moment.PAUSED)

SHOWN_OR_SENT = (Moment.READ_BACK, Moment.SHARED)
"""Moments in which what is told beside a question becomes a line that is shown."""

FEWEST_WORDS_TOLD = 4
"""Words beside a question at the lines from which on something is told ("ok ta" is not)."""

IN_OTHER_WORDS = Say("utter_not_knowing_is_fine")

LEFT_ALONE = frozenset(
    {"danger", "voice_danger", "begin", "share", "share_nothing", "delete", "start_again", "greet", "choose"}
)
"""Acts that are never taken for a question beside something else."""

NOT_AT_THE_OPENING = (Asked.IRONY,)
"""What is no remark on a question of ours before there was one to remark on."""

CARER_RIGHTS = "carer_rights"

TOLD_YOU = re.compile(
    r"^(?:(?:no|look|please|oh|just|christ|ffs|for [\w ']+ sake)\W+)*(?:write|put|note|get) (?:it |that |this )?down\b"
    r"|\b(?:i|ive|i've)(?: have)? (?:just |already |only )*(?:told|said|answered|say|tell)"
    r"(?: to)?(?: you| u| ya)?(?: already| that)*"
    r"(?: i'?m?\b| it(?:'s| is)?\b)?",
    re.IGNORECASE,
)
"""Said by somebody who was asked for what they had told."""

MOST_WORDS_OF_A_REMARK = 15
"""Words beside a question about our question that may be a remark on it."""

MOST_WORDS_AGAIN = 16
"""Words of a message that only tells again; a longer one tells more."""

SPEAKS_OF_THEM = re.compile(r"\b(?:them|they)\b", re.IGNORECASE)


def hear_asked_of_us(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """Answer what is asked of us, and hear what is told beside it.

    Args:
        contact: the contact under way.
        heard: the whole message.
        library: the question library.

    Returns:
        What is said; None, and nothing is changed, when nothing was asked of us.
    """
    to_stay = hear_wish_to_stay(contact, heard)
    if to_stay is not None or heard.choice is not None or heard.line is not None or heard.act in LEFT_ALONE:
        return to_stay
    if heard.act == "stop":
        return _go_on(contact, library) if says_not_to_stop(heard.words) else None
    if contact.moment not in ANSWERED_IN:
        return None
    of_two = _hear_of_two_voices(contact, heard)
    if of_two is not None:
        return of_two
    put_right = hear_not_hard(contact, heard, library)
    return _hear_message(contact, heard, library) if put_right is None else put_right


def _hear_message(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    at_the_opening = contact.moment is Moment.REASON
    message = take_apart(heard, came_to_ask=at_the_opening)
    if contact.moment is Moment.SAFE_CONTACT and Asked.NOT_TO_BE_TOLD in message.asked:
        # Beside how to reach them it says how it is safe to, and is heard as that.
        return None
    if at_the_opening and any(asked in NOT_AT_THE_OPENING for asked in message.asked):
        return None
    if _tells_again(contact, heard):
        return _hear_told_already(contact, replace(message, told=None), library)
    if message.told_already and not message.asked:
        return _hear_told_already(contact, message, library)
    if Asked.OTHER in message.asked and (moment_in(heard.words) or (at_the_opening and came_for_a_thing(heard.words))):
        # A hard moment, or what somebody came for, has an answer of its own.
        return None
    if message.asked:
        return _answer(contact, heard, message, library)
    if heard.act == "go_back" and not wants_back(heard.words):
        return _hear(contact, replace(heard, act="tell"), library)
    return None


def with_carer_rights(contact: Contact, heard: Heard, replies: list[Reply]) -> list[Reply]:
    """Return the replies with the right of carers, once, in front of the question (Care Act s.10).

    Args:
        contact: the contact under way.
        heard: what was said.
        replies: what is said anyway.
    """
    asks = bool(replies) and isinstance(replies[-1], Ask)
    is_carer = contact.moment in TALKING[1:] and heard.choice is None and "carer" in signals(contact)
    if not asks or not is_carer or CARER_RIGHTS in contact.mentioned:
        return replies
    contact.mentioned.append(CARER_RIGHTS)
    return [*replies[:-1], Say("utter_carer_rights"), replies[-1]]


def _answer(contact: Contact, heard: Heard, message: Message, library: Library) -> list[Reply]:
    if Asked.TO_COMPLAIN in message.asked:
        return _hear_complaint(contact, heard, message, library)
    said = _answers_to(contact, heard, message, library)
    if message.questions:
        _keep_question(contact, heard, message)
    if contact.open_question == PERMISSION and (heard.act in ("deny", "decline") or refuses_leave(heard.words)):
        return [*said, *_hear_no_to_turning(contact, message, library)]
    told = message.told
    if told is not None and Asked.WHAT_IS_MEANT in message.asked and _is_a_remark(contact, told):
        if domains_spoken_of(told.words):
            keep(contact, told, Place.ALSO, domain="opening", question=f"beside.{contact.open_question}")
        return [*said, *_in_easier_words(contact, library)]
    if told is not None and contact.moment in SHOWN_OR_SENT and len(told.words.split()) >= FEWEST_WORDS_TOLD:
        keep_in_place(contact, told, f"beside.{contact.open_question or 'opening.reason'}")
        return [*said, *_show(contact)]
    if told is not None and contact.moment in TALKING and Asked.TAKEN_BACK not in message.asked:
        said = [Say("utter_as_you_read_it") if reply == IN_OTHER_WORDS else reply for reply in said]
        return _hear_beside(contact, said, told, message, library)
    if message.asked == (Asked.IRONY,) and contact.moment in (Moment.PERMISSION, Moment.EXPLORING):
        return [*said, *ask_next(contact, library)]
    if Asked.WHAT_IS_MEANT in message.asked:
        return [*said, *_in_easier_words(contact, library)]
    return [*said, *resume(contact)]


def _answers_to(contact: Contact, heard: Heard, message: Message, library: Library) -> list[Reply]:
    """The answer to each question of a message, none of them twice."""
    said: list[Reply] = []
    for asked in message.asked:
        if asked is Asked.OTHER and Asked.WHAT_IS_MEANT in message.asked:
            continue  # "is that something you can answer": it is answered
        said += [reply for reply in ANSWERS[asked](contact, heard, library) if reply not in said]
    return said


def _is_a_remark(contact: Contact, told: Heard) -> bool:
    """Whether what stands beside "I do not follow the question" only says more of that, and answers nothing."""
    is_short = len(told.words.split()) <= MOST_WORDS_OF_A_REMARK
    return contact.moment in TALKING and is_short and not told.strengths and not is_hard(told)


def _show(contact: Contact) -> list[Reply]:
    """The lines again; after sharing with it said that the new one was not sent."""
    if contact.moment is Moment.READ_BACK:
        return [Say("utter_added"), *show_lines(contact)]
    return [Say("utter_not_shared_yet"), *show_lines(contact)]


def _hear_beside(contact: Contact, said: list[Reply], told: Heard, message: Message, library: Library) -> list[Reply]:
    """Hear what was told beside what was asked, behind the answers."""
    replies = _hear(contact, told, library)
    if message.tells_only_questions:
        replies = [reply for reply in replies if not (isinstance(reply, Say) and reply.response in responses())]
    return [*said, *(reply for reply in replies if reply not in said)]


def _hear_no_to_turning(contact: Contact, message: Message, library: Library) -> list[Reply]:
    """The no to our question counts, whatever was asked besides, and it is not put again."""
    if message.told is not None and not refuses_leave(message.told.words):
        return _hear(contact, replace(message.told, act="deny"), library)
    contact.moment = Moment.STAYING
    return [Say("utter_staying"), *ask(contact, "staying.more")]


def _keep_question(contact: Contact, heard: Heard, message: Message) -> None:
    """Write down, beside the open question, what the team should read."""
    question = f"beside.{contact.open_question or 'opening.reason'}"
    aside = replace(heard, act="tell", words=message.questions, strengths=(), hardship=False)
    in_a_row = contact.hard_in_a_row
    if any(asked in NOT_KNOWN for asked in message.asked) and came_for_a_thing(message.questions):
        keep(contact, aside, Place.WHAT_WOULD_HELP, domain="what_would_help", question=question)
    else:
        keep(contact, aside, Place.ALSO, domain="opening", question=question)
    contact.hard_in_a_row = in_a_row


def _in_easier_words(contact: Contact, library: Library) -> list[Reply]:
    """The open question in easier words; not understood again, the next one."""
    question = contact.open_question or ""
    if contact.moment is Moment.EXPLORING and contact.eased == question:
        return ask_next(contact, library)
    contact.eased = question
    return [replace(reply, easier=True) if isinstance(reply, Ask) else reply for reply in resume(contact)]


def _hear_complaint(contact: Contact, heard: Heard, message: Message, library: Library) -> list[Reply]:
    """Write the complaint down and say how to complain; what was told beside it is heard, other questions answered."""
    said = _answers_to(contact, heard, message, library)
    told = message.told
    if told is not None and contact.moment in TALKING and contact.moment is not Moment.REASON:
        keep_complaint(contact, replace(heard, words=message.questions))
        return [*said, *_hear(contact, told, library)]
    keep_complaint(contact, heard)
    return [*said, *go_on_after_complaint(contact, library)]


def _hear(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    hard_moment = hear_hard_moment(contact, heard, library)
    return hear_anything(contact, heard, library) if hard_moment is None else hard_moment


def _hear_told_already(contact: Contact, message: Message, library: Library) -> list[Reply] | None:
    """Sorry for asking again; what was said again is the answer, and otherwise the question is over."""
    if contact.moment not in TALKING or contact.open_question == WHO_FOR:
        return None
    sorry = Say("utter_sorry_asked_again")
    if message.told is not None:
        return [sorry, *_hear(contact, message.told, library)]
    if contact.moment is Moment.REASON:
        return [sorry, *resume(contact)]
    return [sorry, *ask_next(contact, library)]


def _tells_again(contact: Contact, heard: Heard) -> bool:
    """Whether somebody says that they have told us, and every word stands in what they told ("I said Tuesdays")."""
    marked = TOLD_YOU.search(heard.words.replace("\u2019", "'"))
    if marked is None or len(heard.words.split()) > MOST_WORDS_AGAIN or "?" in heard.words:
        return False
    again = telling_words(TOLD_YOU.sub(" ", heard.words.replace("\u2019", "'")))
    known = frozenset().union(*(telling_words(line.words) for line in contact.statements))
    return bool(again) and again <= known


def _go_on(contact: Contact, library: Library) -> list[Reply]:
    again = carry_on(contact, library) if contact.moment is Moment.PAUSED else resume(contact)
    return [Say("utter_going_on"), *again]


def _hear_of_two_voices(contact: Contact, heard: Heard) -> list[Reply] | None:
    """Hear that the person does not know, or whom to ring; heard for what it is, wherever it is said."""
    if contact.said_by != SOMEONE_ELSE or contact.moment not in TALKING or contact.open_question == WHO_FOR:
        return None
    if says_they_do_not_know(heard.words):
        contact.person_knows = UNAWARE
        keep(contact, heard, Place.ALSO, domain="opening", question=f"beside.{contact.open_question}")
        return [Say("utter_they_may_want_to_know"), *resume(contact)]
    if wants_to_be_reached_instead(heard.words):
        place = Place.COMMUNICATION_ACCESS
        keep(contact, heard, place, domain="communication_access", question=f"beside.{contact.open_question}")
        return [Say("utter_noted"), *resume(contact)]
    return None


def _who_reads(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    return [*what_was_sent(contact, "utter_who_reads"), Say("utter_safety_duty")]


def _what_next(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Say when a person gets in touch: of what they have, or of what they would be given."""
    if any(item.kind != "concern" for item in contact.passed_on):
        return [Say("utter_team_hours"), Say("utter_team_phone")]
    return [Say("utter_what_happens_next_before")]


def _what_is_left(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    names = [wording(f"domains.{domain}") for domain in areas_left(contact, library)]
    return [Say("utter_what_is_left", {"things": ", ".join(names)})] if names else [Say("utter_how_many_none")]


def how_many(left: int) -> Say:
    """Say how many more areas of life, or questions, would be asked about.

    Args:
        left: how many.
    """
    if left == 0:
        return Say("utter_how_many_none")
    return Say("utter_how_many_one") if left == 1 else Say("utter_how_many", {"count": str(left)})


def _take_back(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """What was taken for hard is hard no more."""
    if contact.statements:
        take_hardship_back(contact)
    return [Say("utter_got_that_wrong")]


def _wrong_words(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """What was said wrongly is not asked about any more."""
    latest = contact.statements[-1].id if contact.statements else None
    contact.mentions = [mention for mention in contact.mentions if mention.line != latest]
    contact.asked_of.pop(contact.open_question or "", None)
    return [Say("utter_sorry_wrong_words")]


def _not_known(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    said: list[Reply] = [Say("utter_question_kept")]
    if speaks_of_carers(heard.words) and CARER_RIGHTS not in contact.mentioned:
        contact.mentioned.append(CARER_RIGHTS)
        said.append(Say("utter_carer_rights"))
    return [*said, Say("utter_team_hours"), Say("utter_ask_for_a_person")]


def _what_is_meant(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    again = contact.moment is Moment.EXPLORING and contact.eased == contact.open_question
    return [Say("utter_moving_on" if again else "utter_not_knowing_is_fine")]


def _who_they_are(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Our own question is explained when it spoke of them; otherwise they are the team."""
    question = library.get(contact.open_question or "")
    if question is not None and SPEAKS_OF_THEM.search(f"{question.wording} {question.easier}"):
        return [Say("utter_them_you_named")]
    return [Say("utter_who_they_are")]


def _say(*names: str) -> Callable[[Contact, Heard, Library], list[Reply]]:
    return lambda contact, heard, library: [Say(name) for name in names]


ANSWERS: dict[Asked, Callable[[Contact, Heard, Library], list[Reply]]] = {
    Asked.TO_COMPLAIN: lambda contact, heard, library: answer_complaint(contact),
    Asked.ROBOT: _say("utter_i_am_a_program"),
    Asked.WHO_READS: _who_reads,
    Asked.WHAT_IS_KEPT: _say("utter_what_is_kept", "utter_safety_duty"),
    Asked.HELP: _say("utter_help_with_what"),
    Asked.MAY_I: _say("utter_anyone_may_tell_us"),
    Asked.ANONYMOUS: _say("utter_no_name_needed"),
    Asked.MUST_I: _say("utter_no_must"),
    Asked.CUTS: _say("utter_no_cuts"),
    Asked.HOW_MANY: lambda contact, heard, library: [how_many(remaining(contact, library))],
    Asked.WHAT_IS_LEFT: _what_is_left,
    Asked.WHO_ARE_THEY: _who_they_are,
    Asked.WHAT_FOR: _say("utter_what_it_is_for"),
    Asked.WHAT_IS_MEANT: _what_is_meant,
    Asked.WILL_THEY_BE_TOLD: _say("utter_will_they_be_told"),
    Asked.NOT_TO_BE_TOLD: _say("utter_will_not_tell"),
    Asked.IF_NOT_SHARED: _say("utter_if_nothing_shared", "utter_safety_duty"),
    Asked.WHAT_NEXT: _what_next,
    Asked.OTHER_BODIES: _say("utter_other_offices", "utter_safety_duty"),
    Asked.OF_THE_PROGRAM: _say("utter_i_am_a_program"),
    Asked.TAKEN_BACK: _take_back,
    Asked.WRONG_WORDS: _wrong_words,
    Asked.IRONY: _say("utter_plain_enough"),
    Asked.COMPLAINS_OF_US: _say("utter_hear_complaint_of_us", "utter_ask_for_a_person"),
    Asked.NOT_KNOWN: _not_known,
    Asked.BENEFITS: _say("utter_no_benefits"),
    Asked.TAKEN_AWAY: _say("utter_taken_away"),
    Asked.HOW_TO_GET: _say("utter_how_to_get"),
    Asked.HAS_IT_GONE: lambda contact, heard, library: answer_to(contact, heard.words),
    Asked.HOW_LONG: _say("utter_no_dates"),
    Asked.WHOM_TO_ASK: _say("utter_whom_to_ask", "utter_team_phone"),
    Asked.OTHER: _say("utter_question_kept"),
}
