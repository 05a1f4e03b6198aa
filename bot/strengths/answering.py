"""Hearing what a person says about themselves: from the first question to the last area of life.

Every function takes the contact under way and what was heard, changes the contact, and returns what is said next.
A reply always hears what was said before it asks anything (STU-1).
"""

from __future__ import annotations

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.agenda import CHECK_IN, STAY_OR_TURN
from bot.strengths.asked_of_us import is_for_both, is_worried_for_another, types_for_another
from bot.strengths.asking import PERMISSION, ask, ask_next, finish, leave_was_asked, resume
from bot.strengths.contact import Contact, Moment
from bot.strengths.easing import ease_question, hear_about_talking, offer_ways, review_question
from bot.strengths.hearing import (
    asks_what_is_meant,
    begins_with_yes,
    is_hard,
    is_lukewarm,
    is_question,
    opens_with_no,
    opens_with_yes,
    says_nothing_there,
    says_only_yes,
    says_that_is_all,
)
from bot.strengths.keeping import (
    area_told_of,
    asks_for_help,
    chosen_from,
    hard_or_reason,
    keep,
    keep_while_staying,
    place_of,
    say_anew,
    voice_of,
)
from bot.strengths.library import DOMAINS, Choice, Library, Question
from bot.strengths.naming import label
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.script import is_scripted
from bot.strengths.statement import NOT_A_STRENGTH, SOMEONE_ELSE, Holds, Place
from bot.strengths.staying import next_while_staying
from bot.strengths.strength_heard import PLACE_OF
from bot.strengths.taking_up import take_up
from bot.strengths.turning import without_stop
from bot.strengths.two_voices import begin_two_voices

WHO_FOR = "asides.who_for"

WORDS_OF_A_YES = 5
"""A "yes, for him" of more words than this tells something besides, which is kept."""

WORDS_OF_A_NO = 8
"""A "no" of more words than this says something besides, which is kept."""


NO_WORDS_OF_THEIR_OWN = ("affirm", "decline", "dont_know", "choose")
"""Acts that answer whether to go on; words of any other tell something, and are not thrown away."""


def begin(contact: Contact) -> list[Reply]:
    """Welcome, honestly, and ask what made the person get in touch."""
    contact.moment = Moment.REASON
    return [
        Say("utter_welcome"),
        Say("utter_welcome_choice"),
        Say("utter_welcome_emergency"),
        *ask(contact, "opening.reason"),
    ]


def hear_reason(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Hear what made the person get in touch, then ask leave to turn to the rest of their life."""
    before = contact.reopened
    if before is not None:
        first = [say_anew(contact, before, heard, library)]
    elif heard.act == "decline":
        contact.decline("opening")
        first = [Say("utter_leave_out")]
    elif heard.act == "dont_know":
        first = [Say("utter_no_reason_needed")]
    else:
        keep(contact, heard, Place.REASON, domain="opening", question="opening.reason")
        first = take_up(heard, acknowledgement(heard, contact=contact))
    return [*first, *ask_next(contact, library)]


def hear_permission(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Turn to the rest of the person's life, or stay with what is hard: theirs to say (STU-6)."""
    if contact.open_question == WHO_FOR:
        return _hear_who_for(contact, heard, library)
    if is_scripted(contact):
        return _go_on_by_script(contact, heard, library)
    chosen = chosen_from(library, heard)
    if heard.act == "affirm" or (chosen and chosen.does == "explore") or _says_yes(heard):
        return _turn(contact, library)
    asked_back = _hear_question(contact, heard)
    if asked_back:
        return asked_back
    if heard.act == "tell" or _says_more_than_no(heard):
        keep(contact, heard, hard_or_reason(heard), domain="opening", question="permission.turn")
        first = acknowledgement(heard, contact=contact)
        if heard.act == "tell" and not is_hard(heard):
            # Whoever tells on of themselves, and of nothing hard, has turned already.
            return [first, *ask_next(contact, library)]
        contact.moment = Moment.STAYING
        return [first, *ask(contact, "staying.listening")]
    contact.moment = Moment.STAYING
    return [Say("utter_staying"), *ask(contact, "staying.more")]


def hear_proxy(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Hear somebody who seems to type for another person, and ask whether they do; said plainly, it is not asked."""
    begins = contact.moment is Moment.REASON
    if begins:
        replies = hear_reason(contact, heard, library)
    else:
        keep(contact, heard, hard_or_reason(heard), domain="opening", question=contact.open_question or WHO_FOR)
        replies = [acknowledgement(heard, contact=contact), *resume(contact)]
    if WHO_FOR in contact.asked or not (begins or contact.moment in (Moment.PERMISSION, Moment.STAYING)):
        return replies
    contact.leave_open_question()
    if PERMISSION in contact.asked:
        contact.asked.remove(PERMISSION)
    contact.moment = Moment.PERMISSION
    if types_for_another(heard.words):
        contact.asked.append(WHO_FOR)
        speak_for_another(contact)
        return [replies[0], *begin_two_voices(contact)]
    return [replies[0], *ask(contact, WHO_FOR)]


def _hear_who_for(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Hear whose voice this is; what was said before the answer gets the same voice."""
    chosen = chosen_from(library, heard)
    says_so = heard.choice is None and is_worried_for_another(heard.words)
    if heard.choice is None and is_for_both(heard.words):
        # A carer has a voice and a right of their own (Care Act s.10), and is no messenger.
        keep(contact, heard, hard_or_reason(heard), domain="opening", question=WHO_FOR)
        first = acknowledgement(heard, contact=contact) if is_hard(heard) else Say("utter_for_both")
        return [first, *([Say("utter_for_both")] if is_hard(heard) else []), *ask_next(contact, library)]
    says_yes = heard.choice is None and opens_with_yes(heard.words)
    if heard.act == "affirm" or says_so or says_yes or (chosen and chosen.key == "someone_else"):
        if says_so or (heard.choice is None and len(heard.words.split()) > WORDS_OF_A_YES):
            keep(contact, heard, Place.REASON, domain="opening", question=WHO_FOR)
        speak_for_another(contact)
        return begin_two_voices(contact)
    if heard.act == "tell" or _tells_more_than_no(heard):
        keep(contact, heard, Place.REASON, domain="opening", question=WHO_FOR)
        first = acknowledgement(heard, contact=contact)
        if contact.eased != WHO_FOR:
            # It matters whose voice this is: asked once more, and not a third time.
            contact.eased = WHO_FOR
            return [first, Ask(WHO_FOR, easier=True)]
    else:
        first = Say("utter_for_you")
    return [first, *ask_next(contact, library)]


def _tells_more_than_no(heard: Heard) -> bool:
    """Whether words of another act than telling are too many to be a no: nobody's voice is guessed from them."""
    is_no = opens_with_no(heard.words) or heard.act in ("decline", "dont_know")
    return heard.choice is None and not is_no and len(heard.words.split()) > WORDS_OF_A_YES


def speak_for_another(contact: Contact) -> None:
    """Mark everything said so far, and from now on, as said by somebody who types for another person."""
    contact.said_by = SOMEONE_ELSE
    for statement in contact.statements:
        contact.alter(statement.id, said_by=voice_of(contact, statement.words))


def hear_staying(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Stay with what is hard for as long as the person likes (RIP-3)."""
    if is_scripted(contact):
        return _go_on_by_script(contact, heard, library)
    chosen = chosen_from(library, heard)
    if chosen and chosen.does == "explore":
        return _turn(contact, library)
    nothing_more = heard.act in ("deny", "decline", "dont_know") or says_nothing_there(heard.words)
    nothing_more = nothing_more or (heard.choice is None and says_that_is_all(heard.words))
    if nothing_more and not _says_more_than_no(heard):
        return finish(contact) if contact.statements else _leave_it_there(contact)
    if (heard.act == "affirm" and says_only_yes(heard.words)) or (chosen and chosen.does == "stay"):
        return [Say("utter_listening")]
    asked_back = _hear_question(contact, heard)
    if asked_back:
        return asked_back
    question = contact.open_question or "staying.more"
    kept = keep_while_staying(contact, heard, question)
    if question == STAY_OR_TURN and kept.domain not in ("opening", "what_would_help"):
        # Asked which of the two, they have turned to their life themselves.
        contact.hard_in_a_row = 0
        return [acknowledgement(heard, contact=contact), *ask_next(contact, library)]
    return [acknowledgement(heard, contact=contact), *ask(contact, next_while_staying(contact, library))]


def _turn(contact: Contact, library: Library) -> list[Reply]:
    """Turn to the rest of the person's life: what was hard has been heard, and they chose to go on."""
    contact.hard_in_a_row = 0
    if not leave_was_asked(contact):
        # They have just said so themselves.
        contact.asked.append(PERMISSION)
    ease = ease_question(contact, library)
    if ease is not None:
        contact.moment = Moment.EXPLORING
        return [Say("utter_turning"), *ask(contact, ease)]
    return [Say("utter_turning"), *offer_ways(contact), *ask_next(contact, library)]


def _go_on_by_script(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Go on with the script where another style asked for leave, or stayed; what was told is kept."""
    first: list[Reply] = []
    if heard.act == "tell" or _says_more_than_no(heard):
        question = contact.open_question or PERMISSION
        keep(contact, heard, hard_or_reason(heard), domain="opening", question=question)
        first = [acknowledgement(heard, contact=contact)]
    return [*first, *ask_next(contact, library)]


def _says_yes(heard: Heard) -> bool:
    return heard.act == "tell" and begins_with_yes(heard.words) and not is_hard(heard)


def _hear_question(contact: Contact, heard: Heard) -> list[Reply]:
    """Answer a question that came in place of an answer; nothing if it was none.

    One about our words gets them in other words. Any other is one we can't answer: it is written down for the team,
    and the person is told so.
    """
    if heard.act != "tell" or heard.choice is not None or contact.open_question is None:
        return []
    if asks_what_is_meant(heard.words):
        return [Say("utter_not_knowing_is_fine"), Ask(contact.open_question, easier=True)]
    if is_question(heard.words):
        keep(contact, heard, Place.ALSO, domain="opening", question=f"beside.{contact.open_question}")
        return [Say("utter_question_kept"), *resume(contact)]
    return []


def hear_answer(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Keep the answer to the open question as it was said, say that it was heard, and go on."""
    of_talking = hear_about_talking(contact, heard, library)
    if of_talking is not None:
        return of_talking
    question = library.get(contact.open_question or "")
    if question is None or question.domain not in DOMAINS:
        return _hear_check_in(contact, heard, library)
    asked_back = _hear_question(contact, heard)
    if asked_back:
        return asked_back
    chosen = chosen_from(library, heard)
    before = contact.reopened
    asks_more = question.follows is not None or question.asks_more_of is not None
    no_more = (asks_more and heard.act == "deny" and says_nothing_there(heard.words)) or says_that_is_all(heard.words)
    if (chosen and chosen.does == "enough") or no_more:
        return [Say("utter_kept_as_it_was" if before else "utter_moving_on"), *ask_next(contact, library)]
    if chosen and (chosen.flow or chosen.quality or chosen.wish or chosen.arrangement):
        return [*_say_more_of(contact, question, chosen), *ask_next(contact, library)]
    if before is not None:
        return [say_anew(contact, before, heard, library), *ask_next(contact, library)]
    asks_how_it_is = any(one.quality for one in question.choices)
    unclear = asks_how_it_is and chosen is None and is_lukewarm(heard.words)
    if not is_scripted(contact) and (unclear or (heard.act == "affirm" and says_only_yes(heard.words))):
        asked_on = _ask_what(contact, question, library)
        if asked_on:
            return asked_on
    return _keep_answer(contact, question, chosen, heard, library)


def _ask_what(contact: Contact, question: Question, library: Library) -> list[Reply]:
    """Ask on after a bare yes, which says that there is something and not yet what; once."""
    follower = library.follower(question.key, "yes")
    if follower is not None:
        return [Say("utter_glad_to_hear"), *ask(contact, follower.key)]
    if contact.eased == question.key:
        return []
    contact.eased = question.key
    return [Say("utter_glad_to_hear"), Ask(question.key, easier=True)]


def _keep_answer(
    contact: Contact, question: Question, chosen: Choice | None, heard: Heard, library: Library
) -> list[Reply]:
    """Keep an answer, with what it was asked about if it would not say so by itself, and go on."""
    domain = area_told_of(question, heard)
    kept = keep(contact, heard, place_of(question, heard), domain=domain, question=question.key, chosen=chosen)
    about = contact.asked_of.get(question.key)
    asked_for = domain == "what_would_help" != question.domain
    if asked_for:
        heard_as = acknowledgement(heard, kept, contact) if is_hard(heard) else Say("utter_hear_practical")
        return [heard_as, *ask_next(contact, library)]
    told = any(not one.is_denied for one in heard.strengths or ())
    if about is not None and (not told or kept.place is PLACE_OF[about.kind]):
        kept = contact.alter(kept.id, about=label(about.text))
    elif question.pair is not None:
        # "Yes" and "I get by" tell nothing without what a script asked, and where it stands comes of that too.
        kept = contact.alter(kept.id, about=question.wording)
    return [acknowledgement(heard, kept, contact), *ask_next(contact, library)]


def accept_dont_know(contact: Contact, library: Library) -> list[Reply]:
    """Not knowing is a fair answer: offer easier words once, then move on (practice 2.4)."""
    of_talking = hear_about_talking(contact, Heard(act="dont_know", words=""), library)
    if of_talking is not None:
        return of_talking
    question = library.get(contact.open_question or "")
    if question is None or question.domain not in DOMAINS:
        return ask_next(contact, library)
    if contact.eased != question.key:
        contact.eased = question.key
        return [Say("utter_not_knowing_is_fine"), Ask(question.key, easier=True)]
    review = review_question(contact, library)
    return [Say("utter_moving_on"), *(ask(contact, review) if review else ask_next(contact, library))]


def accept_skip(contact: Contact, library: Library) -> list[Reply]:
    """Leave a question out because the person chose to."""
    of_talking = hear_about_talking(contact, Heard(act="decline", words=""), library)
    if of_talking is not None:
        return of_talking
    question = library.get(contact.open_question or "")
    if contact.reopened is not None:
        return [Say("utter_kept_as_it_was"), *ask_next(contact, library)]
    if question is not None and question.domain in DOMAINS and question.follows is None:
        contact.decline(question.domain)
    elif question is not None:
        _leave_followers(contact, question, library)
    return [Say("utter_leave_out"), *ask_next(contact, library)]


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
        return [Say(response), *ask_next(contact, library)]
    return [Say(response), *resume(contact)]


def _says_more_than_no(heard: Heard) -> bool:
    """Whether a "no" carries something to be kept ("no, my mum has died")."""
    return heard.act == "deny" and (is_hard(heard) or len(heard.words.split()) > WORDS_OF_A_NO)


def _leave_it_there(contact: Contact) -> list[Reply]:
    """Somebody who wants to say nothing more, and has said nothing, is not asked the same again."""
    contact.step_aside(Moment.PAUSED, "asides.after_request")
    return [Say("utter_nothing_written"), *resume(contact)]


def _hear_check_in(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    if heard.act == "deny" and not _says_more_than_no(heard):
        return finish(contact)
    if heard.act not in NO_WORDS_OF_THEIR_OWN and heard.choice is None:
        asked_for = asks_for_help("opening", heard)
        place, domain = (Place.WHAT_WOULD_HELP, "what_would_help") if asked_for else (Place.ALSO, "opening")
        keep(contact, heard, place, domain=domain, question=contact.open_question or "asides.carry_on")
        return [acknowledgement(heard, contact=contact), *ask_next(contact, library)]
    # Half way, whoever could not be asked after something hard is asked now.
    ease = ease_question(contact, library) if contact.open_question == CHECK_IN else None
    return ask(contact, ease) if ease else ask_next(contact, library)


def _say_more_of(contact: Contact, question: Question, chosen: Choice) -> list[Reply]:
    """Put a choice about a line onto the lines it is about, rather than making a line of it."""
    lines = [line for line in contact.statements if line.domain == question.domain and line.holds is not Holds.DENIED]
    mention = contact.asked_of.get(question.key)
    if mention is not None:
        # Only of the one that was asked about; other ties may feel otherwise.
        lines = [line for line in contact.statements if line.id == mention.line]
    # A line that says itself that the tie hurts is not what was asked about, unless it is all there is.
    about = [line for line in lines if not line.is_said_to_hurt] or lines
    fields = {name: getattr(chosen, name) for name in ("flow", "quality", "wish", "arrangement")}
    said: dict[str, object] = {name: value for name, value in fields.items() if value is not None}
    if chosen.quality is not None:
        said["tie_is_heard"] = False
    for line in about:
        contact.alter(line.id, **said)
    hurts = chosen.quality in NOT_A_STRENGTH
    return [Say("utter_heard_hard_tie" if hurts else "utter_heard_choice", {"words": without_stop(chosen.say)})]


def _leave_followers(contact: Contact, question: Question, library: Library) -> None:
    """Whoever skips one question about a line is not asked the next one about the same line."""
    following = library.follower(question.key, "answer")
    while following is not None:
        contact.asked.append(following.key)
        following = library.follower(following.key, "answer")
