"""After danger was voiced: strengths questions stop, and the person says what comes next (practice 5.3).

First help and the truth about who was told are said by the door, before anything here. The words that voiced danger
are with the safeguarding team and are never kept as a line, unless the person says that they were not meant so. What is
told of a life beside it is kept, for the person to decide on (``told_after_danger``).
"""

from __future__ import annotations

from enum import StrEnum

from bot.strengths.acknowledging import acknowledgement, hard_responses, responses
from bot.strengths.apart import hear_more_of_harm, note_harm
from bot.strengths.asked_of_us import part_of
from bot.strengths.asking import ask, come_back
from bot.strengths.closing import stop
from bot.strengths.contact import Contact, Moment
from bot.strengths.danger_cues import denial_in
from bot.strengths.gentle_check import (
    LIFE,
    OpenCheck,
    answers_with_danger,
    check_for,
    denies_in,
    is_like,
)
from bot.strengths.outcomes import TAKEN_BACK, PassedOn
from bot.strengths.reaching import keep_what_reaches, reach
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.safety import Safety, Tier
from bot.strengths.said_before import SaidBefore, take_out_what_was_before
from bot.strengths.sent import what_was_sent
from bot.strengths.taken_back import NEXT, NOT_MEANT, denied, keep_beside
from bot.strengths.told_after_danger import keep_told_after_danger
from bot.strengths.under_18 import is_a_child

REACH_ASKED = "reach_asked"
"""Remembered of whoever was asked, going on, how it is safe to reach them; that is asked once."""

STOPPED, WAY = "safety.stopped", "safety.way"


class Wish(StrEnum):
    """What somebody wants in the moment after danger, or after a gentle check."""

    TELL_MORE = "tell_more"
    CARRY_ON = "carry_on"
    STOP = "stop"
    REACH = "reach"
    NOT_MEANT = "not_meant"
    NO_MORE = "no_more"
    ASK_AGAIN = "ask_again"
    ANSWER_CHECK = "answer_check"


ORDINARY_IN_A_ROW = 2
"""So many ordinary messages in a row, and the conversation goes on by itself."""

TELLING = frozenset({"tell", "complain", "ask_practical", "proxy"})
SAYS_MORE = frozenset({"affirm", "deny", "dont_know", "choose"})
"""Acts that answer a question; with more words than an answer has, something is told."""

WORDS_OF_AN_ANSWER = 4
WORDS_OF_A_BARE_NO = 2

OF_CHOICE = {
    f"{NEXT}.reach": Wish.REACH,
    f"{NEXT}.not_meant": Wish.NOT_MEANT,
    f"{NEXT}.go_on": Wish.CARRY_ON,
    f"{NEXT}.stop": Wish.STOP,
    f"{STOPPED}.go_on": Wish.CARRY_ON,
    f"{NOT_MEANT}.go_on": Wish.CARRY_ON,
    f"{NOT_MEANT}.stop": Wish.STOP,
}

OF_ACT = {
    NEXT: {"stop": Wish.STOP, "correct": Wish.NOT_MEANT, "decline": Wish.CARRY_ON},
    STOPPED: {"affirm": Wish.REACH, "stop": Wish.NO_MORE, "deny": Wish.NO_MORE, "decline": Wish.NO_MORE},
    NOT_MEANT: {"affirm": Wish.CARRY_ON, "deny": Wish.STOP, "stop": Wish.STOP, "decline": Wish.CARRY_ON},
}


def wish(contact: Contact, heard: Heard) -> Wish:
    """Return what somebody wants who speaks in the moment ``safety``.

    Args:
        contact: the contact under way, for its open question.
        heard: what was said.
    """
    question = contact.open_question or NEXT
    check = contact.open_check
    if check is not None:
        if heard.act == "stop":
            return Wish.STOP
        # Asked about what is over: more of that is for the safeguarding team, not for a line.
        tells = heard.act in TELLING and answers_with_danger(question, heard.act, heard.words) is None
        return Wish.TELL_MORE if tells and check.message_id is None else Wish.ANSWER_CHECK
    if heard.choice in OF_CHOICE:
        return OF_CHOICE[heard.choice]
    if denied(contact, heard) is not None:
        # Said again when asked whether to go on, it is a yes to that.
        return Wish.CARRY_ON if question == NOT_MEANT else Wish.NOT_MEANT
    found = OF_ACT.get(question, {}).get(heard.act)
    if found is not None:
        return found
    says_more = heard.act in SAYS_MORE and len(heard.words.split()) > WORDS_OF_AN_ANSWER
    return Wish.TELL_MORE if heard.act in TELLING or says_more else Wish.ASK_AGAIN


def after_danger(
    contact: Contact,
    safety: Safety,
    reference: str | None,
    message_id: str | None = None,
    heard: Heard | None = None,
    before: SaidBefore | None = None,
) -> list[Reply]:
    """Stop the questions and ask what the person would like now; what is over is asked about as it is now, once.

    Args:
        contact: the contact under way.
        safety: what was noticed.
        reference: of the concern, or None when the safeguarding team could not be told.
        message_id: the message it was said in.
        heard: what was said in it; of it only who may be the one who harms is noted.
        before: the message before, if the danger shows only in both together.
    """
    alarm = _note_alarm(contact, message_id)
    check = contact.open_check
    asked_about = [Heard(act="tell", words=check.words)] if check is not None else []
    pieces = [before.heard] if before is not None else []
    note_harm(contact, safety, [*asked_about, *pieces, *([heard] if heard is not None else [])], alarm)
    _take_out_what_was_checked(contact)
    if before is not None:
        take_out_what_was_before(contact, before, message_id)
    if heard is not None:
        keep_what_reaches(contact, heard)
    contact.latest_change = None
    contact.mentioned = [one for one in contact.mentioned if one != TAKEN_BACK]
    contact.since_danger, contact.calm_until = 0, 0
    contact.checked_last = False
    contact.voiced += [kind for kind in safety.kinds if kind not in contact.voiced]
    if reference is not None:
        contact.note_passed_on(PassedOn(kind="concern", reference=reference))
    if contact.moment is not Moment.SAFETY:
        _step_into_safety(contact, NEXT)
    question = check_for(safety.kinds)
    if safety.tier is Tier.PAST_DISCLOSURE and question not in contact.checked:
        # Its words are with the safeguarding team already.
        return _ask_gently(contact, OpenCheck(question=question, kinds=safety.kinds))
    return ask(contact, NEXT)


def ask_about(
    contact: Contact, heard: Heard, safety: Safety, message_id: str | None, replies: list[Reply]
) -> list[Reply]:
    """Ask one gentle question in place of the next one, when words could carry danger or not.

    The words were heard and kept as always. The place the person was at stays open behind the check.

    Args:
        contact: the contact under way, after the words were heard.
        heard: what was said.
        safety: what was noticed, at tier ``check``.
        message_id: the message it was said in.
        replies: what would be said without the check.
    """
    question = check_for(safety.kinds)
    is_calm = contact.issued <= contact.calm_until and is_like(question, contact.voiced)
    if contact.checked_last or question in contact.checked or contact.moment is Moment.SAFETY or is_calm:
        # Whoever has just answered such a question is not asked the next one, unless danger was voiced in between;
        # nor is whoever has just said that we got it wrong, while they put it right.
        return replies
    line, before = contact.latest_change or (None, None)
    _step_into_safety(contact, question)
    check = OpenCheck(
        question=question, kinds=safety.kinds, message_id=message_id, words=heard.words, line=line, before=before
    )
    said: list[Reply] = [reply for reply in replies if isinstance(reply, Say) and reply.response not in LEADS_ON]
    return [*(said or [Say(PLAIN_HARD, {"reflection": ""})]), *_ask_gently(contact, check)]


LEADS_ON = frozenset({"utter_all_offered", "utter_here_is_what_i_have", "utter_turning", "utter_not_shared_yet"})
"""What only makes sense in front of the question that a check takes the place of."""


def hear_check(contact: Contact, heard: Heard) -> list[Reply] | None:
    """Hear the answer to a gentle check that does not mean danger, and go back to where the person was.

    Returns:
        What is said; None when it was no answer: the contact is back where the words are to be heard.
    """
    check, contact.check = contact.open_check, None
    if check is None:
        return ask(contact, NEXT)
    if answers_with_danger(check.question, heard.act, heard.words) is False:
        first: list[Reply] = [_thank_for_a_no(contact, check, heard)]
    elif heard.act in ("decline", "affirm", "deny"):
        first = [Say("utter_leave_out"), *_left_open(contact, check)]
    else:
        contact.leave_safety()
        return None
    return [*first, *(ask(contact, NEXT) if check.message_id is None else come_back(contact))]


def carry_on(contact: Contact) -> list[Reply]:
    """Go back to where the person was; first, once, ask how it is safe to reach them."""
    contact.check = None
    if _may_ask_to_reach(contact):
        contact.mentioned.append(REACH_ASKED)
        return [Say("utter_one_thing_first"), *reach(contact, "concern")]
    return [*([] if is_a_child(contact) else [Say("utter_going_on")]), *come_back(contact)]


def _may_ask_to_reach(contact: Contact) -> bool:
    return contact.latest("concern") is not None and not {WAY, REACH_ASKED} & {*contact.asked, *contact.mentioned}


def reach_safely(contact: Contact) -> list[Reply]:
    """Ask how it is safe to reach the person; asked before, it is asked anew, for what is safe can change.

    Whoever had said stop is not taken back to the questions afterwards.
    """
    if contact.open_question == STOPPED:
        contact.interrupted.append((Moment.PAUSED, "asides.paused"))
    contact.asked = [key for key in contact.asked if not key.startswith("safety.")]
    return reach(contact, "concern")


def stop_here(contact: Contact) -> list[Reply]:
    """Stop. Whoever has not said how it is safe to reach them may say so, and does not have to."""
    contact.check = None
    if not _may_ask_to_reach(contact):
        return stop(contact)
    return [*what_was_sent(contact, "utter_stopping"), *ask(contact, STOPPED)]


def no_more(contact: Contact) -> list[Reply]:
    """Leave it there."""
    contact.leave_safety()
    contact.step_aside(Moment.PAUSED, "asides.paused")
    return [Say("utter_goodbye")]


def more_of(safety: Safety) -> Safety:
    """Return how further words after danger are filed: at a tier that reaches staff, with the kinds of their own only.

    Args:
        safety: what was noticed in the further words.
    """
    return Safety(tier=Tier.SAFEGUARDING_CONCERN, kinds=safety.kinds, why=("said after danger was voiced", *safety.why))


def told_more(contact: Contact, heard: Heard, reference: str, *, is_ordinary: bool = False) -> list[Reply]:
    """Show that further words were heard, and say who can read them. Called only by the code that has just stored them.

    Whoever has gone on to ordinary things is not held up: the second time, the conversation goes on by itself.

    Args:
        contact: the contact under way.
        heard: what was said.
        reference: of the concern.
        is_ordinary: whether nothing at all was noticed in the words.
    """
    of_what_is_over, contact.check = contact.open_check is not None, None
    contact.since_danger = contact.since_danger + 1 if is_ordinary else 0
    contact.note_passed_on(PassedOn(kind="concern", reference=reference))
    said: list[Reply] = [acknowledgement(heard, contact=contact)]
    hear_more_of_harm(contact, heard, is_ordinary=is_ordinary)
    if is_ordinary and not of_what_is_over and not is_a_child(contact):
        keep_told_after_danger(contact, heard)
    if contact.since_danger < ORDINARY_IN_A_ROW:
        # What the questions have been stopped for was said once; it is not said over and over.
        told = (
            Say("utter_they_read_this")
            if is_ordinary
            else Say("utter_safeguarding_told_more", {"reference": reference})
        )
        return [*said, told, *ask(contact, NEXT)[:-1], Ask(NEXT, easier=True)]
    contact.since_danger = 0
    going_on = [] if is_a_child(contact) else [Say("utter_going_on_slowly")]
    return [*said, Say("utter_they_read_this"), *going_on, *_come_back_to_more(contact)]


def _come_back_to_more(contact: Contact) -> list[Reply]:
    """Go back to where the person was; what they came for, told meanwhile, is not asked for again."""
    replies = come_back(contact)
    if contact.moment is not Moment.REASON or not contact.statements:
        return replies
    contact.leave_open_question()
    contact.moment = Moment.PERMISSION
    return ask(contact, "permission.turn")


def slow_down(contact: Contact, replies: list[Reply]) -> list[Reply]:
    """Let the list of questions wait when somebody is in distress: stay with them, and name a listening line once.

    Args:
        contact: the contact under way, after the words were heard and kept as always.
        replies: what would be said without that.
    """
    heard = [reply for reply in replies[:1] if isinstance(reply, Say)]
    rest = replies[len(heard) :]
    quick = (responses() | QUICK_TO_ANSWER) - hard_responses()
    kind = [reply for reply in heard if reply.response not in quick]
    first: list[Reply] = [*(kind or [Say(PLAIN_HARD, {"reflection": ""})])]
    line = _listening_line(contact)
    if (contact.open_question or "").startswith("hard_moments."):
        # That is no question of the list, and is as slow as can be.
        return [*first, *line, *rest]
    if contact.moment in (Moment.PERMISSION, Moment.EXPLORING):
        contact.leave_open_question()
        contact.moment = Moment.STAYING
        rest = [Say("utter_slowly"), *line, *ask(contact, "staying.more")]
        return [*first, *rest]
    return [*first, *line, *rest]


QUICK_TO_ANSWER = frozenset({"utter_noted", "utter_added"})
"""Replies that name no feeling, beside the acknowledgements that do not."""

PLAIN_HARD = "utter_hard_plain_1"
"""What is said to somebody in distress when nothing that fits their words was."""


def _note_alarm(contact: Contact, message_id: str | None) -> str | None:
    """Remember and return the message that was taken for danger: by name, for its words are kept nowhere here."""
    if contact.moment is not Moment.SAFETY or contact.open_check is not None:
        contact.alarms = []
    check = contact.open_check
    # The answer to a gentle check says nothing by itself; what was asked about does.
    alarm = check.message_id if check is not None and check.message_id is not None else message_id
    if alarm is not None and alarm not in contact.alarms:
        contact.alarms.append(alarm)
    return alarm


def _step_into_safety(contact: Contact, question: str) -> None:
    """Put a question of this moment in front of the one that is open."""
    if contact.moment is Moment.FORGETTING:
        # Other asides are over once they are left. A wish to delete that was not answered must not be lost.
        contact.interrupted.append((contact.moment, contact.open_question))
    contact.step_aside(Moment.SAFETY, question)


def _ask_gently(contact: Contact, check: OpenCheck) -> list[Reply]:
    contact.check = check
    contact.checked.append(check.question)
    contact.checked_last = True
    return ask(contact, check.question)


def _thank_for_a_no(contact: Contact, check: OpenCheck, heard: Heard) -> Say:
    """Thank for a no; whoever says that we got it wrong is told sorry, and what they told besides is kept.

    The no itself is no line: it answered us, and a summary may be read by others at home.
    """
    plain_answer = heard.act == "affirm" or len(heard.words.split()) <= WORDS_OF_A_BARE_NO
    if heard.choice is not None or plain_answer or not denies_in(check.question, heard.words):
        return Say("utter_checked")
    denial = denial_in(heard.words, safe_counts=True)
    if denial is not None and denial.told and check.message_id is not None:
        keep_beside(contact, part_of(heard, list(denial.told)), check.question)
    return Say("utter_not_meant" if denial is not None and denial.puts_us_right else "utter_checked")


def _left_open(contact: Contact, check: OpenCheck) -> list[Reply]:
    return _listening_line(contact) if check.question == LIFE else []


def _listening_line(contact: Contact) -> list[Reply]:
    """Who listens at any time, once; to a child, those who are there for children."""
    if "samaritans" in contact.mentioned:
        return []
    contact.mentioned.append("samaritans")
    return [Say("utter_childline" if is_a_child(contact) else "utter_listening_line")]


def _take_out_what_was_checked(contact: Contact) -> None:
    """Words that turned out to voice danger are with the safeguarding team now, and are no line any more."""
    check, contact.check = contact.open_check, None
    if check is None or check.line is None:
        return
    if not any(statement.id == check.line for statement in contact.statements):
        return
    if check.before is None:
        contact.remove(check.line)
    else:
        contact.put_back(check.line, check.before)
