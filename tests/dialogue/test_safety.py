"""Danger comes before everything, in every moment; and what comes after it is the person's to say."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.strengths.acknowledging import responses as acknowledgements
from bot.strengths.contact import Contact, Moment
from bot.strengths.gentle_check import LIFE, SAFE_NOW
from bot.strengths.library import DOMAINS
from bot.strengths.reply import Ask, Say, ShowLines
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import KINDS, PASSED_ON, Safety, Tier
from bot.strengths.summary import summarise
from tests.conftest import StandingClock
from tests.dialogue.conversation import Conversation, Move, begun
from tests.dialogue.conversation import exploring as at_ease
from tests.dialogue.test_moments import MOMENTS, every_moment

DANGER = Safety(tier=Tier.URGENT_TODAY, kinds=("suicide",), why=("pattern: wish to die",))
ABUSE = Safety(tier=Tier.SAFEGUARDING_CONCERN, kinds=("domestic_abuse",), why=("model: domestic_abuse 0.9",))
PAST = Safety(tier=Tier.PAST_DISCLOSURE, kinds=("sexual_abuse",), why=("model: sexual_abuse 0.9",))
UNCLEAR = Safety(tier=Tier.CHECK, kinds=("suicide",), why=("pattern: could mean a wish to die",))
UNCLEAR_AT_HOME = Safety(tier=Tier.CHECK, kinds=("domestic_abuse",), why=("pattern: could mean harm at home",))
SAD = Safety(tier=Tier.DISTRESS, kinds=("grief",), why=("model: grief 0.8",))
VOICED = "i cant be here any more"

pytestmark = pytest.mark.usefixtures("passed_on")


def exploring(reason: str = "A letter came") -> Conversation:
    """A conversation at the first question about the person's life, ways of talking left as they are."""
    conversation = at_ease(reason)
    if conversation.asked == "communication_access.ease":
        conversation.say("decline", "skip")
    return conversation


def in_safety(words: str = VOICED, safety: Safety = DANGER) -> Conversation:
    conversation = exploring()
    conversation.tell(words, safety)
    return conversation


@every_moment
@pytest.mark.parametrize("tier", PASSED_ON)
def test_danger_stops_the_questions_in_every_moment_and_asks_what_the_person_wants(moment: Moment, tier: Tier) -> None:
    conversation = MOMENTS[moment]()
    before = conversation.now

    conversation.tell(VOICED, Safety(tier=tier, kinds=("domestic_abuse",), why=("test",)))

    assert conversation.now.moment is Moment.SAFETY
    assert conversation.asked == (SAFE_NOW if tier is Tier.PAST_DISCLOSURE else "safety.next")
    assert VOICED not in conversation.words
    assert conversation.words == [line.words for line in before.statements]
    assert conversation.now.latest("concern") is not None


@every_moment
@pytest.mark.parametrize("kind", KINDS)
def test_carrying_on_leads_back_to_where_the_person_was(moment: Moment, kind: str) -> None:
    conversation = MOMENTS[moment]()
    before = conversation.now
    conversation.tell(VOICED, Safety(tier=Tier.URGENT_TODAY, kinds=(kind,), why=("test",)))

    conversation.press("Carry on")
    while conversation.now.moment is Moment.SAFE_CONTACT and (conversation.asked or "").startswith("safety."):
        conversation.say("decline", "skip")

    if before.moment in (Moment.PAUSED, Moment.FORGETTING, Moment.CHANGING, Moment.ADDING, Moment.SAFETY):
        assert conversation.asked, "these are left for good once they are over"
    else:
        assert (conversation.now.moment, conversation.now.open_question) == (before.moment, before.open_question)


def test_the_words_that_voiced_danger_stand_in_no_summary_and_no_copy(clock: StandingClock) -> None:
    conversation = in_safety()
    conversation.press("Carry on")
    for _ in range(5):
        conversation.say("decline", "skip")

    summary = summarise(conversation.now, DOMAINS, clock())

    assert VOICED not in str(summary.to_record())
    assert summary.asked_for == (), "that the safeguarding team was told is in no copy either"


def test_undo_typed_with_danger_in_it_is_danger() -> None:
    conversation = exploring("my Bob hits me")

    conversation.tell("don't write that, he will kill me", ABUSE)

    assert conversation.now.moment is Moment.SAFETY


def test_further_words_reach_the_safeguarding_team_and_become_no_line(passed_on: SimpleNamespace) -> None:
    conversation = in_safety()

    conversation.tell("its been since the spring")

    assert passed_on.done[-1] == ("account", "its been since the spring")
    heard, *rest = conversation.replies
    assert isinstance(heard, Say)
    assert heard.response in acknowledgements()
    assert rest == [Say("utter_they_read_this"), Ask("safety.next", easier=True)]
    assert conversation.words == ["A letter came"]


def test_danger_voiced_again_asks_again_and_leaves_the_way_back_as_it_was() -> None:
    conversation = in_safety()
    behind = list(conversation.now.interrupted)

    conversation.tell("and he hits me", ABUSE)

    assert (conversation.asked, conversation.now.interrupted) == ("safety.next", behind)
    assert conversation.now.voiced == ["suicide", "domestic_abuse"]


def test_whoever_carries_on_is_asked_once_how_it_is_safe_to_reach_them(passed_on: SimpleNamespace) -> None:
    conversation = in_safety()
    conversation.press("Carry on")
    assert conversation.replies == [Say("utter_one_thing_first"), Ask("safety.way")]

    conversation.press("Text message")
    conversation.tell("01632 960111")
    conversation.press("Mornings")
    conversation.press("Yes, take care")

    assert conversation.replies == [Say("utter_noted"), Say("utter_safeguarding_can_reach"), Ask("aspirations.more_of")]
    given = SafeContact(way="text", detail="01632 960111", when="Mornings", private="Yes, take care")
    assert passed_on.done[-1] == ("concern_contact", given)
    assert ("note", "carried_on") in passed_on.done

    conversation.tell(VOICED, DANGER)
    conversation.press("Carry on")
    assert conversation.replies == [Say("utter_going_on"), Ask("aspirations.more_of")]


def test_somebody_who_skips_it_is_told_truly_that_nobody_can_reach_them() -> None:
    conversation = in_safety()
    conversation.press("Carry on")

    conversation.press("Skip this")

    assert "utter_safeguarding_cannot_reach" in conversation.said
    assert conversation.asked == "aspirations.more_of"


def test_how_to_reach_them_can_be_said_at_once() -> None:
    conversation = in_safety()

    conversation.press("Say how it is safe to reach me")

    assert conversation.asked == "safety.way"


def test_how_to_reach_them_is_asked_anew_after_danger_whatever_was_said_before() -> None:
    conversation = exploring()
    conversation.say("ask_person", "i want a person")
    conversation.press("Phone call")
    conversation.tell("01632 960111")
    conversation.say("decline", "skip")
    conversation.tell("he gets rough", ABUSE)

    conversation.press("Carry on")

    assert conversation.asked == "safety.way"


def test_stopping_stops_and_says_what_the_safeguarding_team_has(passed_on: SimpleNamespace) -> None:
    conversation = in_safety()

    conversation.press("Stop here")

    assert conversation.replies == [Say("utter_stopping_told"), Ask("safety.stopped")]
    assert passed_on.done[-1] == ("note", "stopped")
    conversation.press("No, thank you")
    assert (conversation.said, conversation.now.moment) == (["utter_goodbye"], Moment.PAUSED)


def test_whoever_stopped_and_says_how_to_reach_them_is_not_taken_back_to_the_questions() -> None:
    conversation = in_safety()
    conversation.press("Stop here")
    conversation.press("Yes")
    conversation.press("I will ring them")

    assert (conversation.asked, conversation.now.moment) == ("asides.paused", Moment.PAUSED)
    conversation.press("Go on talking")
    assert conversation.asked == "aspirations.more_of"


def test_a_person_is_passed_on_at_once_and_the_safeguarding_team_knows(passed_on: SimpleNamespace) -> None:
    conversation = in_safety()

    conversation.press("I want to talk to a person")

    assert ("person", "I want to talk to a person") in passed_on.done
    assert ("note", "wants_person") in passed_on.done
    assert conversation.asked == "safety.way", "in words that fit"
    conversation.press("I will ring them")
    conversation.press("Skip this")
    conversation.press("Go on talking")
    assert conversation.asked == "aspirations.more_of"


def test_not_meant_is_taken_kindly_noted_and_undoes_nothing(passed_on: SimpleNamespace) -> None:
    conversation = in_safety()

    conversation.press("That is not what I meant")

    assert conversation.said[0] == "utter_not_meant_noted"
    assert passed_on.done[-1] == ("note", "not_meant")
    assert conversation.now.latest("concern") is not None
    assert conversation.now.moment is not Moment.SAFETY, "it goes on where it was"


def test_not_meant_can_be_typed(passed_on: SimpleNamespace) -> None:
    in_safety().say("tell", "I was joking")
    in_safety().say("correct", "thats not what i meant")

    assert [done for done in passed_on.done if done == ("note", "not_meant")] == [("note", "not_meant")] * 2


def test_a_team_that_could_not_be_told_is_not_spoken_of_as_if_it_had_been() -> None:
    conversation = exploring()
    conversation.told = None
    conversation.tell(VOICED, DANGER)
    assert conversation.now.passed_on == []

    conversation.press("That is not what I meant")
    assert conversation.said[0] == "utter_not_meant"
    conversation.say("stop", "stop")
    assert conversation.said == ["utter_stopping"], "nothing has been sent, and that is true"


@pytest.mark.parametrize("act", ["stop", "share_nothing", "ask_privacy"])
def test_nobody_is_told_that_nothing_was_sent_once_the_safeguarding_team_knows(act: str) -> None:
    conversation = in_safety()
    conversation.press("Carry on")
    conversation.press("Skip this")

    conversation.say(act, "hm")

    assert conversation.said[0].endswith("_told")


def test_after_a_request_and_danger_both_are_said() -> None:
    conversation = exploring()
    conversation.say("ask_person", "a person")
    conversation.tell(VOICED, DANGER)

    conversation.say("ask_privacy", "who sees this")

    assert conversation.said == ["utter_who_reads_asked", "utter_safeguarding_knows", "utter_safety_duty"]


def test_starting_again_does_not_forget_that_the_safeguarding_team_knows() -> None:
    conversation = in_safety()
    conversation.say("start_again", "start again")
    conversation.press("Yes, start again")

    assert conversation.said[0] == "utter_concern_stays"
    assert [item.kind for item in conversation.now.passed_on] == ["concern"]


# --- a gentle check


def test_unclear_words_are_kept_as_heard_and_one_gentle_question_is_asked() -> None:
    conversation = exploring()

    conversation.tell("ive had enough of it all", UNCLEAR)

    assert conversation.words[-1] == "ive had enough of it all"
    assert isinstance(conversation.replies[0], Say)
    assert conversation.replies[-1] == Ask(LIFE)
    assert sum(isinstance(reply, Ask | ShowLines) for reply in conversation.replies) == 1


def test_no_is_thanked_for_and_leads_back_to_the_question_that_was_next() -> None:
    conversation = exploring()
    conversation.tell("ive had enough of it all", UNCLEAR)

    conversation.press("No")

    assert conversation.replies[0] == Say("utter_checked")
    assert (conversation.asked, conversation.now.moment) == ("coping_exceptions.getting_through", Moment.EXPLORING)
    assert "ive had enough of it all" in conversation.words
    assert conversation.now.passed_on == []


@pytest.mark.parametrize("answer", [Move("affirm", "yes"), Move("dont_know", "i dont know"), Move("tell", "sometimes")])
def test_yes_is_danger_and_what_was_asked_about_is_no_line_any_more(answer: Move) -> None:
    conversation = exploring()
    conversation.tell("ive had enough of it all", UNCLEAR)

    conversation.take(answer)

    assert (conversation.asked, conversation.now.moment) == ("safety.next", Moment.SAFETY)
    assert conversation.words == ["A letter came"]
    assert conversation.now.voiced == ["suicide"]


def test_the_same_is_never_asked_twice() -> None:
    conversation = exploring()
    conversation.tell("ive had enough", UNCLEAR)
    conversation.press("No")

    conversation.tell("i cant go on like this", UNCLEAR)

    assert LIFE not in [reply.question for reply in conversation.replies if isinstance(reply, Ask)]
    assert conversation.words[-1] == "i cant go on like this"


def test_another_check_is_not_asked_after_an_honest_no_unless_danger_was_voiced_in_between() -> None:
    conversation = exploring()
    conversation.tell("ive had enough", UNCLEAR)
    conversation.press("No")

    conversation.tell("he has a temper on him", UNCLEAR_AT_HOME)
    assert conversation.now.moment is not Moment.SAFETY
    assert conversation.words[-1] == "he has a temper on him"

    conversation.tell(VOICED, DANGER)
    conversation.press("Carry on")
    conversation.press("Skip this")
    conversation.tell("he shouts and all", UNCLEAR_AT_HOME)
    assert conversation.asked == SAFE_NOW
    conversation.press("No")
    assert conversation.now.voiced == ["suicide", "domestic_abuse"], "not being safe is the danger here"


def test_anything_else_typed_is_heard_where_the_person_was() -> None:
    conversation = exploring()
    conversation.tell("ive had enough", UNCLEAR)

    conversation.tell("the winters are long up here and the roof leaks")

    assert conversation.words[-1] == "the winters are long up here and the roof leaks"
    assert conversation.now.check is None
    assert conversation.now.moment is Moment.EXPLORING


def test_nobody_has_to_answer_and_a_listening_line_is_named_once() -> None:
    conversation = exploring()
    conversation.tell("ive had enough", UNCLEAR)

    conversation.press("I would rather not say")

    assert conversation.said == ["utter_leave_out", "utter_listening_line"]


@every_moment
def test_a_check_can_be_asked_in_every_moment_and_no_leads_on(moment: Moment) -> None:
    conversation = MOMENTS[moment]()
    if moment is Moment.SAFETY:
        return
    conversation.tell("ive had enough", UNCLEAR)
    assert conversation.asked == LIFE

    conversation.press("No")

    assert conversation.said[0] == "utter_checked"
    assert conversation.asked
    assert conversation.now.moment is not Moment.SAFETY


def test_what_is_over_is_asked_about_as_it_is_now_once() -> None:
    conversation = in_safety("my uncle, when i was small", PAST)
    assert conversation.asked == SAFE_NOW

    conversation.press("Yes, I am safe")

    assert conversation.replies == [Say("utter_checked"), Ask("safety.next")]
    conversation.tell("and another thing from back then", PAST)
    assert conversation.asked == "safety.next"


def test_more_about_what_is_over_goes_to_the_safeguarding_team(passed_on: SimpleNamespace) -> None:
    conversation = in_safety("my uncle, when i was small", PAST)

    conversation.tell("it was in the old house by the mill")

    assert passed_on.done[-1] == ("account", "it was in the old house by the mill")
    assert conversation.asked == "safety.next"


def test_stop_at_a_check_stops() -> None:
    conversation = exploring()
    conversation.tell("ive had enough", UNCLEAR)

    conversation.say("stop", "stop")

    assert conversation.said[0] == "utter_stopping"
    assert conversation.now.moment is Moment.PAUSED


def test_a_check_that_was_left_for_a_person_is_not_answered_by_a_later_yes() -> None:
    conversation = exploring()
    conversation.tell("ive had enough", UNCLEAR)
    conversation.say("ask_person", "i want a person")
    conversation.press("I will ring them")
    conversation.press("Skip this")

    conversation.say("affirm", "yes")

    assert conversation.now.voiced == []
    assert "ive had enough" in conversation.words


def test_a_wish_to_delete_is_not_lost_behind_a_check() -> None:
    conversation = exploring()
    conversation.take(Move("delete", "delete it all ive had enough", safety=UNCLEAR))
    assert conversation.asked == LIFE

    conversation.press("No")

    assert conversation.asked == "asides.delete"
    assert conversation.now.moment is Moment.FORGETTING


# --- distress


def test_in_distress_the_questions_wait_the_words_are_kept_and_a_line_is_named_once() -> None:
    conversation = exploring()

    conversation.tell("i cry every night since he went", SAD)

    assert conversation.words[-1] == "i cry every night since he went"
    assert conversation.said[1:] == ["utter_slowly", "utter_listening_line"]
    assert (conversation.asked, conversation.now.moment) == ("staying.more", Moment.STAYING)
    conversation.tell("every single night", SAD)
    assert "utter_listening_line" not in conversation.said
    conversation.say("affirm", "Talk about the rest of my life")
    assert conversation.now.passed_on == [], "no list, and nobody is told"


def test_after_distress_the_question_that_was_next_comes_when_the_person_wants() -> None:
    conversation = exploring()
    conversation.tell("i cry every night since he went", SAD)

    conversation.press("Talk about the rest of my life")

    assert conversation.now.moment is Moment.EXPLORING
    assert (conversation.asked or "").partition(".")[0] in DOMAINS


def test_distress_at_the_very_start_stays_with_it() -> None:
    conversation = begun()

    conversation.tell("i cant stop crying", SAD)

    assert conversation.asked == "staying.more"


def test_a_contact_with_all_of_it_survives_being_written_down() -> None:
    conversation = in_safety()
    conversation.press("Carry on")
    conversation.press("Skip this")
    conversation.tell("ive had enough", UNCLEAR_AT_HOME)

    assert Contact.from_record(conversation.now.to_record()) == conversation.now
