"""Doing what somebody plainly wishes, whatever else their message tells, and whatever it was taken for."""

from __future__ import annotations

from dataclasses import replace

from bot.strengths.about_lines import SAID_OF_ONE, hear_about_lines, hear_beside
from bot.strengths.asking import READ_BACK, ask, ask_next, finish, resume
from bot.strengths.closing import stop
from bot.strengths.contact import Contact, Moment
from bot.strengths.hear import hear_anything
from bot.strengths.keeping import keep
from bot.strengths.library import Library
from bot.strengths.pieces import is_looked_at
from bot.strengths.plain_wishes import PlainWish, Wish, plain_wish, told_beside_sharing, wishes_to_share
from bot.strengths.read_back import hear_yes_to_lines
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.sent import what_was_sent
from bot.strengths.statement import Place

TALKING = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
BESIDE_THE_LINES = (Moment.READ_BACK, Moment.SHARING)
DONE_WITH_THE_LINES = (Moment.READ_BACK, Moment.ADDING, Moment.SHARING, Moment.SHARED)
ABOUT_TO_SHARE = (*BESIDE_THE_LINES, Moment.PAUSED)
SAID_OF_LINES = (*SAID_OF_ONE.values(), "utter_done_to_lines", "utter_holding_back", "utter_moved_line")
MOST_WORDS_ON_THE_WAY = 3
"""Words beside a wish to go on that only say of what ("go on talking. about the birds")."""
ASKS_TO_SAY_WHICH = (Say("utter_say_which_line"), Say("utter_say_which_to_hold_back"))


def wish_in(contact: Contact, heard: Heard) -> PlainWish | None:
    """Return the wish that this message plainly holds, where it can be nothing else; else None.

    Args:
        contact: the contact under way, for what was asked: what somebody would share with others is no line.
        heard: what was said.
    """
    if heard.choice is not None or heard.line is not None:
        return None
    found = plain_wish(heard.words)
    if found is None:
        return None
    refuses = found.wish is Wish.SHARE_NOTHING
    if refuses and (contact.open_question or "").startswith("would_offer.") and found.told == "":
        return found if Moment.EXPLORING is not contact.moment or _speaks_of_lines(heard.words) else None
    if refuses:
        reaching = contact.moment is Moment.SAFE_CONTACT and contact.reaching_for == "summary"
        return found if reaching or contact.moment in (*TALKING, *ABOUT_TO_SHARE) else None
    if found.wish is Wish.GO_ON:
        # Where there is nothing to go on from, they are talking already.
        reaching = contact.moment is Moment.SAFE_CONTACT and contact.reaching_for == "summary"
        return found if reaching or contact.moment in (Moment.READ_BACK, Moment.SHARING, Moment.SHARED) else None
    if contact.moment not in TALKING or (contact.moment is Moment.REASON and not found.sure):
        return None
    return found


def is_done_with_the_lines(contact: Contact, heard: Heard) -> bool:
    """Whether the whole message says that somebody is done, who was asked if their lines are right or what else.

    "I'm done" may say how somebody is; there it answers us, and nobody is asked about their life for it.

    Args:
        contact: the contact under way, before the message was heard.
        heard: what was said.
    """
    if heard.choice is not None or contact.moment not in DONE_WITH_THE_LINES:
        return False
    found = plain_wish(heard.words)
    return found is not None and found.wish is Wish.STOP and not found.told


def do_wish(contact: Contact, heard: Heard, found: PlainWish, library: Library) -> list[Reply]:
    """Keep what is told besides, then do what is wished.

    Args:
        contact: the contact under way.
        heard: the whole message.
        found: what ``wish_in`` found in it.
        library: the question library.
    """
    said: list[Reply] = []
    if found.wish is Wish.GO_ON:
        return _go_on_talking(contact, replace(heard, act="tell", words=found.told, strengths=None), library)
    if found.told and contact.moment in TALKING:
        said = _hear_rest(contact, replace(heard, act="tell", words=found.told, strengths=None), found, library)
    elif found.told and len(found.told.split()) > 2:
        _keep_beside(contact, replace(heard, act="tell", words=found.told, strengths=None))
    match found.wish:
        case Wish.SHARE_NOTHING:
            if contact.moment in TALKING:
                contact.step_aside(Moment.PAUSED, "asides.paused")
            contact.moment = Moment.PAUSED
            return [*said, *what_was_sent(contact, "utter_nothing_shared"), *ask(contact, "asides.paused")]
        case Wish.STOP:
            return [*said, *stop(contact)]
        case _:
            return [*said, *finish(contact)]


def _go_on_talking(contact: Contact, told: Heard, library: Library) -> list[Reply]:
    """Leave the lines for the next question; what is wished of lines besides is done, what is told is kept."""
    said: list[Reply] = []
    done = hear_about_lines(contact, told) if told.words and contact.moment is Moment.READ_BACK else None
    if done is not None:
        said = [reply for reply in done if isinstance(reply, Say) and reply.response in SAID_OF_LINES]
    elif len(told.words.split()) > MOST_WORDS_ON_THE_WAY:
        _keep_beside(contact, told)
    contact.interrupted.clear()
    contact.line = None
    return [*said, Say("utter_going_on"), *ask_next(contact, library)]


def hear_lines_and_sharing(contact: Contact, heard: Heard) -> list[Reply] | None:
    """Do what was typed about lines, and go on to sharing where that is wished; consent is still asked for.

    Args:
        contact: the contact under way.
        heard: what was said.

    Returns:
        What is said; None when it was neither.
    """
    done = hear_about_lines(contact, heard)
    typed = heard.choice is None and heard.line is None
    shares = typed and contact.moment in ABOUT_TO_SHARE and wishes_to_share(heard.words)
    if done is not None:
        goes_on = shares and contact.moment is Moment.READ_BACK and done[0] not in ASKS_TO_SAY_WHICH
        said = [reply for reply in done if isinstance(reply, Say)]
        return [*said, *hear_yes_to_lines(contact, replace(heard, act="share"))] if goes_on else done
    told = told_beside_sharing(heard.words) if shares else ""
    if told and contact.statements and contact.moment is not Moment.PAUSED:
        beside = hear_beside(contact, heard, told)
        if contact.moment is Moment.SHARING:
            return [*beside, *resume(contact)]
        return [*beside, *hear_yes_to_lines(contact, replace(heard, act="share"))]
    if not shares or heard.act in ("share", "affirm") or contact.moment is Moment.SHARING or not contact.statements:
        return None
    if contact.moment is Moment.PAUSED:
        if not is_looked_at(contact):
            return finish(contact)
        contact.moment, contact.open_question = Moment.READ_BACK, READ_BACK
        contact.interrupted.clear()
    return hear_yes_to_lines(contact, replace(heard, act="share"))


def _hear_rest(contact: Contact, heard: Heard, found: PlainWish, library: Library) -> list[Reply]:
    """Hear what is told besides as the answer it is; no further question is put after it.

    Beside a refusal it answers nothing: it is kept in no place of its own.
    """
    if found.wish is Wish.SHARE_NOTHING:
        if not found.told.endswith("?"):
            _keep_beside(contact, heard)
        return []
    first = hear_anything(contact, heard, library)[:1]
    contact.leave_open_question()
    return [reply for reply in first if isinstance(reply, Say)]


def _keep_beside(contact: Contact, heard: Heard) -> None:
    keep(contact, heard, Place.ALSO, domain="opening", question=f"beside.{contact.open_question or 'opening.reason'}")


def _speaks_of_lines(words: str) -> bool:
    return any(word in words.casefold().split() for word in ("this", "it", "that", "team", "council", "said", "told"))
