"""Hard moments (practice 2.4): each recognised, and answered as a good worker would.

The words are kept as they were said, never as a strength when they say that there is none. Nothing is argued with,
flattered, defended or pressed; anything more is offered once. What cues recognise stands in ``hard_moments.yml``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.agenda import STAY_OR_TURN
from bot.strengths.answering import WHO_FOR, accept_dont_know, accept_skip, hear_permission, hear_reason, hear_staying
from bot.strengths.asked_of_us import is_for_another, is_for_both, says_it_is_for_oneself
from bot.strengths.asking import ask, ask_next, finish, resume
from bot.strengths.came_for import PRACTICAL_MORE, hear_came_for, hear_for_another
from bot.strengths.complaining import WAYS
from bot.strengths.contact import Contact, Moment
from bot.strengths.hard_cues import ANGER_HEARD_AS, SAYS_WHAT_FOR, HardMoment, moment_in, theme_of, wants_no_talk
from bot.strengths.hearing import (
    asks_what_is_meant,
    can_be_quoted,
    carries_hardship,
    is_hard,
    says_nothing_there,
    says_only_yes,
)
from bot.strengths.in_danger import slow_down
from bot.strengths.keeping import asks_for_help, chosen_from, keep
from bot.strengths.library import DOMAINS, Library
from bot.strengths.question_clauses import sentences
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.sent import what_was_sent
from bot.strengths.short_answers import NOT_MISS, invite_more
from bot.strengths.statement import SOMEONE_ELSE, Place
from bot.strengths.staying import next_while_staying
from bot.strengths.turning import without_stop
from bot.strengths.two_voices import QUESTIONS as OF_TWO_VOICES
from bot.strengths.two_voices import hear_two_voices, speak_for_oneself
from bot.strengths.under_18 import hear_a_child, is_a_child

KEPT_GOING, ANGRY, WAYS_ON = (f"hard_moments.{part}" for part in ("kept_going", "angry", "ways_on"))

ANYBODY_MAY_ASK = "anybody_may_ask"

TALKING = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
"""Moments in which somebody tells of themselves."""

HEARS_OF_AGE = (*TALKING, Moment.PAUSED, Moment.READ_BACK, Moment.SHARED)
"""Moments in which a child is heard as one."""

HAS_AN_ANSWER = frozenset({"ask_bot", "ask_privacy", "ask_cuts"})
"""Acts that have a true answer of their own, whatever else is in the words."""

ANSWERS = frozenset(
    {"tell", "affirm", "deny", "decline", "dont_know", "choose", "complain", "ask_practical", "proxy", "off_topic"}
)
"""Acts that may answer a question; any other is a wish of its own."""

IN_A_ROW = 3
"""So many answers of "I don't know" in a row, and other ways on are offered."""

ANSWERED_BY_A_THING = ("what_would_help", "own_ideas", "aspirations")
"""Questions to which "just a grab rail" is the answer."""


def hear_hard_moment(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """Hear a hard moment, or the answer to what was asked in one.

    Args:
        contact: the contact under way.
        heard: what was said; pictures understood (``as_meant``).
        library: the question library.

    Returns:
        What is said; None, and nothing is changed, when the words are to be heard as always.
    """
    if heard.act not in ANSWERS | HAS_AN_ANSWER or heard.line is not None:
        return None
    typed = heard.choice is None
    moment = moment_in(heard.words) if typed else None
    if contact.moment in HEARS_OF_AGE and (moment is HardMoment.UNDER_18 or is_a_child(contact)):
        return hear_a_child(contact, heard, library, tells_age=moment is HardMoment.UNDER_18)
    if contact.moment not in TALKING or heard.act in HAS_AN_ANSWER:
        return None
    voices = _hear_whose_voice(contact, heard, library)
    if voices is not None:
        return voices
    if typed and heard.act in ("tell", "ask_practical") and contact.moment is Moment.REASON and moment is None:
        came_for = hear_came_for(contact, heard, library)
        if came_for is not None:
            return came_for
    is_open = (contact.open_question or "").startswith("hard_moments.")
    if typed:
        reply = _hear_moment(contact, heard, moment, library, is_open=is_open)
        if reply is not None:
            return reply
    if is_open:
        return _hear_answer(contact, heard, library)
    return invite_more(contact, heard, library) if typed else None


def _hear_whose_voice(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """Hear what belongs to somebody who types for another: the answers to our questions of that, or that they do."""
    if contact.said_by == SOMEONE_ELSE and heard.choice is None and says_it_is_for_oneself(heard.words):
        return speak_for_oneself(contact, heard, library)
    if contact.open_question in OF_TWO_VOICES:
        return hear_two_voices(contact, heard, library)
    if contact.open_question == WHO_FOR:
        return hear_permission(contact, heard, library)
    tells = heard.choice is None and heard.act in ("tell", "proxy", "complain", "deny")
    # "It's for my son but it's me that needs it": she has said whose voice this is.
    own_too = is_for_both(heard.words)
    if tells and not own_too and contact.said_by != SOMEONE_ELSE and is_for_another(heard.words):
        return hear_for_another(contact, heard, library)
    return None


def _hear_moment(
    contact: Contact, heard: Heard, moment: HardMoment | None, library: Library, *, is_open: bool
) -> list[Reply] | None:
    """Hear what the words or the act say; what an open question of ours may be answered by is left to it."""
    if heard.act == "complain":
        moment = moment if moment in NO_ANGER else HardMoment.ANGER
    elif heard.act == "dont_know" and moment is None:
        moment = HardMoment.DONT_KNOW
    elif heard.act == "ask_practical" and moment is None and contact.moment is not Moment.EXPLORING:
        moment = HardMoment.PRACTICAL_ONLY
    if moment is not HardMoment.DONT_KNOW:
        contact.not_knowing = 0
    if moment is None or (is_open and moment in LEFT_TO_AN_OPEN_QUESTION):
        return None
    if contact.open_question == ANGRY and moment is HardMoment.ANGER:
        return None
    return HEARD_AS[moment](contact, heard, library)


def _no_good(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Not argued with and not flattered: kept, and one small question from outside in, once."""
    _keep_as_hard(contact, heard)
    if KEPT_GOING in contact.asked:
        return [_heard_as_hard(contact, heard), *_go_on(contact, library)]
    return [Say("utter_not_arguing"), *ask(contact, KEPT_GOING)]


def _undeserving(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Whoever thinks that help is for others hears, once, that anybody may ask; it is not argued with."""
    _keep_as_hard(contact, heard)
    if ANYBODY_MAY_ASK in contact.mentioned:
        return [_heard_as_hard(contact, heard), *_go_on(contact, library)]
    contact.mentioned.append(ANYBODY_MAY_ASK)
    contact.hard_in_a_row = 0
    return [Say("utter_anybody_may_ask"), *_go_on(contact, library)]


def _hurts_to_hear(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """What others would say hurts: heard, and not pressed."""
    _keep_as_hard(contact, heard)
    return [_heard_as_hard(contact, heard), *_go_on(contact, library)]


def _distress(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """The list of questions waits; stopping, staying and a person are offered."""
    _keep_as_hard(contact, heard)
    if contact.moment is Moment.REASON:
        contact.moment = Moment.PERMISSION
    if contact.moment is not Moment.STAYING:
        return slow_down(contact, [_heard_as_hard(contact, heard)])
    first = _heard_as_hard(contact, heard)
    return slow_down(contact, [first, Say("utter_slowly"), *ask(contact, next_while_staying(contact, library))])


def _anger(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """The grievance is heard in its own theme, with no defence; the way to complain is said once."""
    theme = theme_of(heard.words)
    if theme == "about_me":
        # Anger at a program is nothing that is hard in somebody's life.
        aside = replace(heard, hardship=False, strengths=())
        keep(contact, aside, Place.ALSO, domain="opening", question=f"beside.{contact.open_question or WHO_FOR}")
    else:
        _keep_as_hard(contact, heard)
    said: list[Reply] = [Say(ANGER_HEARD_AS[theme])]
    if "complaints" not in contact.mentioned and theme != "about_me":
        contact.mentioned.append("complaints")
        said += WAYS
    if contact.moment is Moment.EXPLORING or ANGRY in contact.asked:
        # What they want was told in anger, and is not asked for again in the same words.
        wants = (contact.open_question or "").partition(".")[0] in ANSWERED_BY_A_THING and theme in SAYS_WHAT_FOR
        answered = wants and contact.moment is Moment.EXPLORING
        again = _go_on(contact, library) if answered else _back_to_the_question(contact, library)
        return [*said, Say("utter_ask_for_a_person"), *again]
    if contact.moment is Moment.REASON:
        contact.moment = Moment.PERMISSION
    return [*said, *ask(contact, ANGRY)]


def _practical(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """Taken down in full and said so; more is offered once, and no question about life follows a no."""
    domain = (contact.open_question or "").partition(".")[0]
    if contact.moment is Moment.EXPLORING and domain in ANSWERED_BY_A_THING and not wants_no_talk(heard.words):
        return None
    keep(contact, heard, Place.WHAT_WOULD_HELP, domain="what_would_help", question=contact.open_question or WHO_FOR)
    said: list[Reply] = (
        [Say("utter_practical_words", {"words": without_stop(heard.words)})] if can_be_quoted(heard.words) else []
    )
    said = said or [Say("utter_hear_practical")]
    if is_hard(heard) and contact.moment is not Moment.EXPLORING:
        said = [acknowledgement(heard, contact=contact), *said]
    if contact.moment is Moment.EXPLORING:
        # Nothing but the thing: the area of life that was asked about is left alone, and so is the rest.
        contact.leave_open_question()
        if domain in DOMAINS:
            contact.decline(domain)
    if PRACTICAL_MORE in contact.asked:
        is_over = contact.moment is Moment.EXPLORING
        return [*said, *(finish(contact) if is_over else _back_to_the_question(contact, library))]
    if contact.moment is not Moment.EXPLORING:
        contact.moment = Moment.PERMISSION
    return [*said, *ask(contact, PRACTICAL_MORE)]


def _dont_know(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """A fair answer: easier words once, then on; after several in a row, other ways on."""
    if contact.moment is not Moment.EXPLORING:
        return None
    contact.not_knowing += 1
    if contact.not_knowing < IN_A_ROW or WAYS_ON in contact.asked:
        return accept_dont_know(contact, library)
    contact.not_knowing = 0
    return [Say("utter_not_knowing_is_fair"), *ask(contact, WAYS_ON)]


def _refuses(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Theirs to keep: left out, and not written down as anything else (practice 3.2)."""
    declined = replace(heard, act="decline")
    told = _told_beside_a_refusal(heard)
    if told is not None:
        _keep_as_hard(contact, told)
        first = _heard_as_hard(contact, told)
        in_a_row, contact.hard_in_a_row = contact.hard_in_a_row, 0
        staying = contact.moment is Moment.STAYING
        further = next_while_staying(contact, library) if STAY_OR_TURN in contact.asked else STAY_OR_TURN
        replies = ask(contact, further) if staying else _leave_it(contact, declined, library)
        contact.hard_in_a_row = in_a_row
        return [first, *(reply for reply in replies if reply != Say("utter_leave_out"))]
    return _leave_it(contact, declined, library)


def _told_beside_a_refusal(heard: Heard) -> Heard | None:
    """What somebody who leaves a question out tells of something hard beside it ("Stop asking that. She is dead.")."""
    spans = [span for span in sentences(heard.words) if moment_in(heard.words[slice(*span)]) is not HardMoment.REFUSES]
    told = " ".join(heard.words[start:end].strip() for start, end in spans)
    is_told = told != heard.words.strip() and carries_hardship(told) and not told.endswith("?")
    return replace(heard, act="tell", words=told, strengths=(), hardship=True) if is_told else None


def _leave_it(contact: Contact, declined: Heard, library: Library) -> list[Reply]:
    if contact.open_question and contact.open_question.startswith("hard_moments."):
        return [Say("utter_leave_out"), *_go_on(contact, library)]
    match contact.moment:
        case Moment.REASON:
            return hear_reason(contact, declined, library)
        case Moment.PERMISSION:
            return hear_permission(contact, declined, library)
        case Moment.STAYING:
            return hear_staying(contact, declined, library)
        case _:
            return accept_skip(contact, library)


def _off_topic(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """Met lightly, with the way back; something they like is an answer and is kept as one."""
    if heard.strengths:
        return None
    return [Say("utter_off_topic"), *resume(contact)]


def _say_and_resume(*responses: str) -> Callable[[Contact, Heard, Library], list[Reply]]:
    """A short true answer, and the question again, which may be left out."""
    return lambda contact, _, __: [*(Say(response) for response in responses), *resume(contact)]


def _who_reads(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    return [*what_was_sent(contact, "utter_who_reads"), Say("utter_safety_duty"), *resume(contact)]


HEARD_AS: dict[HardMoment, Callable[[Contact, Heard, Library], list[Reply] | None]] = {
    HardMoment.NO_GOOD: _no_good,
    HardMoment.UNDESERVING: _undeserving,
    HardMoment.HURTS_TO_HEAR: _hurts_to_hear,
    HardMoment.DISTRESS: _distress,
    HardMoment.ANGER: _anger,
    HardMoment.PRACTICAL_ONLY: _practical,
    HardMoment.DONT_KNOW: _dont_know,
    HardMoment.REFUSES: _refuses,
    HardMoment.OFF_TOPIC: _off_topic,
    HardMoment.CUTS: _say_and_resume("utter_no_cuts"),
    HardMoment.WHAT_FOR: _say_and_resume("utter_what_it_is_for"),
    HardMoment.OTHER_BODIES: _say_and_resume("utter_other_offices", "utter_safety_duty"),
    HardMoment.WHO_READS: _who_reads,
}

NO_ANGER = (HardMoment.NO_GOOD, HardMoment.UNDESERVING, HardMoment.DISTRESS, HardMoment.REFUSES)
LEFT_TO_AN_OPEN_QUESTION = (HardMoment.PRACTICAL_ONLY, HardMoment.DONT_KNOW, HardMoment.OFF_TOPIC)


def _hear_answer(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Hear the answer to a question of ours, and go on from where the person was."""
    question = contact.open_question or ""
    chosen = chosen_from(library, heard)
    if heard.act == "tell" and asks_what_is_meant(heard.words):
        return [Say("utter_not_knowing_is_fine"), Ask(question, easier=True)]
    tells_nothing = heard.act in ("tell", "deny") and says_nothing_there(heard.words)
    nothing = heard.act in ("decline", "dont_know") or tells_nothing
    match question:
        case "hard_moments.ways_on":
            return _hear_ways_on(contact, heard, library, wants_choices=chosen is not None)
        case "hard_moments.practical_more":
            return _hear_practical_more(contact, heard, library, nothing=nothing)
        case "hard_moments.angry" if (chosen is not None and chosen.does == "stay") or says_only_yes(heard.words):
            contact.moment = Moment.STAYING
            return [Say("utter_listening")]
    if nothing or heard.act in ("affirm", "deny") or (chosen is not None and chosen.does != "answer"):
        said = "utter_leave_out" if heard.act == "decline" else "utter_moving_on"
        return [Say(said), *_go_on(contact, library)]
    place, domain = _where_it_belongs(contact, question, heard)
    kept = keep(contact, heard, place, domain=domain, question=question, chosen=chosen)
    first = acknowledgement(heard, kept, contact)
    if question == ANGRY:
        contact.moment = Moment.STAYING
        return [first, *ask(contact, "staying.listening")]
    return [first, *_go_on(contact, library)]


def _hear_ways_on(contact: Contact, heard: Heard, library: Library, *, wants_choices: bool) -> list[Reply]:
    if wants_choices and "choices" not in contact.preferences:
        contact.preferences.append("choices")
    if heard.act == "deny" and says_nothing_there(heard.words):
        return finish(contact)
    if heard.act == "tell":
        keep(contact, heard, Place.ALSO, domain="opening", question=WAYS_ON)
        return [acknowledgement(heard, contact=contact), *ask_next(contact, library)]
    return [Say("utter_choices_from_now") if wants_choices else Say("utter_moving_on"), *ask_next(contact, library)]


def _hear_practical_more(contact: Contact, heard: Heard, library: Library, *, nothing: bool) -> list[Reply]:
    """Whoever wants no more is asked no more; whoever says more may be asked for leave to turn."""
    chosen = chosen_from(library, heard)
    if chosen is not None and chosen.does == "explore":
        return [Say("utter_turning"), *ask_next(contact, library)]
    if nothing or chosen is not None or heard.act == "deny":
        return finish(contact)
    if heard.act == "affirm" and says_only_yes(heard.words):
        return [Say("utter_glad_to_hear"), Ask(PRACTICAL_MORE, easier=True)]
    keep(contact, heard, Place.GOAL, domain="aspirations", question=PRACTICAL_MORE)
    first = acknowledgement(heard, contact=contact)
    if contact.moment is Moment.EXPLORING:
        # They had been asked about their life already, and wanted nothing but the thing.
        return [first, *finish(contact)]
    return [first, *ask(contact, "permission.turn")]


def _where_it_belongs(contact: Contact, question: str, heard: Heard) -> tuple[Place, str]:
    """Where an answer stands; more of a short answer stands beside it."""
    if asks_for_help(question, heard):
        return Place.WHAT_WOULD_HELP, "what_would_help"
    if question == KEPT_GOING:
        return Place.PERSONAL_STRENGTH, "coping_exceptions"
    if question == NOT_MISS and contact.statements:
        return contact.statements[-1].place, contact.statements[-1].domain
    return Place.HARD_NOW if question == ANGRY else Place.ALSO, "opening"


def _keep_as_hard(contact: Contact, heard: Heard) -> None:
    keep(contact, heard, Place.HARD_NOW, domain="opening", question=contact.open_question or "opening.reason")


def _heard_as_hard(contact: Contact, heard: Heard) -> Say:
    """Say that it is hard, whether or not the understanding heard that."""
    return acknowledgement(replace(heard, hardship=True), contact=contact)


def _back_to_the_question(contact: Contact, library: Library) -> list[Reply]:
    """Put the open question again; one of ours that was answered by the words themselves is over."""
    if contact.moment is Moment.REASON or (contact.open_question or "").startswith("hard_moments."):
        return _go_on(contact, library)
    return resume(contact)


def _go_on(contact: Contact, library: Library) -> list[Reply]:
    """Go on from where the person was: leave to turn, listening, or the next area of life."""
    match contact.moment:
        case Moment.EXPLORING:
            return ask_next(contact, library)
        case Moment.STAYING:
            return ask(contact, next_while_staying(contact, library))
        case _:
            contact.moment = Moment.PERMISSION
            return ask(contact, "permission.turn")
