"""Changes of mind, asides within asides, and other rough edges, through the real rules and actions."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.strengths.acknowledging import hard_responses
from bot.strengths.contact import Moment
from bot.strengths.reply import Ask, Say
from bot.strengths.safety import Safety, Tier
from tests.dialogue.conversation import Conversation, Move, begun, exploring, shows_lines

pytestmark = pytest.mark.usefixtures("passed_on")

FIRST = "aspirations.more_of"


def at_read_back() -> Conversation:
    conversation = exploring()
    conversation.tell("to get back to bowls")
    conversation.say("finish")
    return conversation


def at_safe_contact() -> Conversation:
    conversation = at_read_back()
    conversation.press("Share it with the team")
    return conversation


def at_sharing() -> Conversation:
    conversation = at_safe_contact()
    for answer in ("01632 960111", "Mo", "mornings", "no"):
        conversation.tell(answer)
    assert conversation.asked == "sharing.confirm"
    return conversation


def at_shared() -> Conversation:
    conversation = at_sharing()
    conversation.press("Yes, pass it on")
    return conversation


def at_staying() -> Conversation:
    conversation = begun(Move("tell", "my sister said to"))
    conversation.press("Stay with this")
    return conversation


def at_paused() -> Conversation:
    conversation = exploring()
    conversation.say("stop", "stop")
    return conversation


def at_forgetting() -> Conversation:
    conversation = exploring()
    conversation.say("delete", "delete it")
    return conversation


def at_changing() -> Conversation:
    conversation = exploring()
    conversation.say("correct", "thats not what i said")
    return conversation


def at_adding() -> Conversation:
    conversation = at_read_back()
    conversation.press("Add something")
    return conversation


def at_safety() -> Conversation:
    conversation = exploring()
    conversation.tell("he hits me", Safety(tier=Tier.SAFEGUARDING_CONCERN, kinds=("domestic_abuse",), why=("test",)))
    return conversation


MOMENTS = {
    Moment.REASON: begun,
    Moment.PERMISSION: lambda: begun(Move("tell", "my sister said to")),
    Moment.STAYING: at_staying,
    Moment.EXPLORING: exploring,
    Moment.READ_BACK: at_read_back,
    Moment.CHANGING: at_changing,
    Moment.ADDING: at_adding,
    Moment.SAFE_CONTACT: at_safe_contact,
    Moment.SHARING: at_sharing,
    Moment.SHARED: at_shared,
    Moment.PAUSED: at_paused,
    Moment.FORGETTING: at_forgetting,
    Moment.SAFETY: at_safety,
}
every_moment = pytest.mark.parametrize("moment", Moment)


@every_moment
def test_each_moment_can_be_reached(moment: Moment) -> None:
    assert MOMENTS[moment]().now.moment is moment


@every_moment
@pytest.mark.parametrize("kind", ["person", "assessment"])
def test_whoever_asks_for_a_person_or_an_assessment_has_it_passed_on_at_once(
    moment: Moment, kind: str, passed_on: SimpleNamespace
) -> None:
    conversation = MOMENTS[moment]()
    before = len(passed_on.done)

    conversation.say(f"ask_{kind}", f"i want a {kind} NOW")

    assert passed_on.done[before] == (kind, f"i want a {kind} NOW")
    assert conversation.said[0] == f"utter_{kind}_passed_on"


@every_moment
def test_a_second_wish_for_a_person_is_the_same_wish(moment: Moment) -> None:
    conversation = MOMENTS[moment]()
    conversation.say("ask_person", "i want a person")

    again = conversation.say("ask_person", "I WANT A PERSON")

    assert again[0] == Say("utter_person_passed_on_before", {"reference": "FD-person"})
    assert [item.reference for item in conversation.now.passed_on if item.kind == "person"] == ["FD-person"]


def test_asking_for_a_person_again_does_not_skip_the_question_how_to_reach_them() -> None:
    conversation = exploring()
    conversation.say("ask_person", "i want a person")
    assert conversation.asked == "safe_contact.way"

    conversation.say("ask_person", "a PERSON i said")

    assert conversation.asked == "safe_contact.way"


def test_a_newcomer_who_wants_a_person_is_welcomed_and_can_go_on_afterwards(passed_on: SimpleNamespace) -> None:
    conversation = Conversation()
    conversation.say("ask_person", "can i talk to somebody")

    assert conversation.said[0] == "utter_welcome"
    assert "utter_person_passed_on" in conversation.said
    assert passed_on.done == [("person", "can i talk to somebody")]

    conversation.tell("01632 960111")
    for _ in range(3):
        conversation.say("decline", "Skip this")
    conversation.press("Go on talking")
    assert conversation.asked == "opening.reason"


def test_after_a_wish_for_a_person_the_question_that_was_open_comes_back_with_all_that_follows_it() -> None:
    conversation = exploring()
    while conversation.asked != "people_networks.who":
        conversation.say("decline", "skip")
    conversation.say("ask_person", "i want a person")
    conversation.tell("01632 960111")
    for _ in range(3):
        conversation.say("decline", "Skip this")

    conversation.press("Go on talking")
    assert conversation.asked == "people_networks.who"
    conversation.tell("our Karen")
    assert conversation.asked == "people_networks.flow"


def test_a_wish_for_a_person_in_the_middle_of_sharing_leads_back_to_the_read_back() -> None:
    conversation = at_safe_contact()
    conversation.say("ask_person", "i want a person")
    conversation.tell("01632 960111")
    for _ in range(3):
        conversation.say("decline", "Skip this")

    assert "utter_know_how_to_reach" in conversation.said
    conversation.press("Go on talking")
    assert shows_lines(conversation.replies)


def test_the_team_is_told_how_to_reach_the_person_at_each_answer(passed_on: SimpleNamespace) -> None:
    conversation = exploring()
    conversation.say("ask_person", "i want a person")
    conversation.tell("01632 960111")

    assert passed_on.requests[(conversation.now.id, "person")].detail == "01632 960111"


def test_finish_while_a_person_is_being_reached_keeps_the_wish_and_the_open_question() -> None:
    conversation = exploring()
    conversation.say("ask_person", "i want a person")
    conversation.tell("text me")
    conversation.say("finish", "show me what you have")
    assert shows_lines(conversation.replies)
    assert conversation.now.latest("person")

    conversation.press("Share it with the team")
    assert conversation.asked == "safe_contact.detail", "it was asked and not answered"


def test_a_lost_reply_does_not_make_the_bot_forget_that_the_team_has_it() -> None:
    conversation = at_sharing()
    before = conversation.now
    conversation.press("Yes, pass it on")

    retried = Conversation(contact=before)
    retried.say("share", "Yes, pass it on")
    assert retried.said[0] == "utter_shared_before"
    retried.say("stop", "stop")
    assert retried.said == ["utter_stopping_shared"]


def test_sharing_twice_is_one_hand_over_and_a_change_is_a_new_version() -> None:
    conversation = at_shared()
    for expected in ("utter_shared_before", "utter_shared_change"):
        if expected == "utter_shared_change":
            conversation.tell("and i can bake owt")
        else:
            conversation.say("finish", "Look at it again")
        conversation.press("Share it with the team")
        conversation.press("Yes, pass it on")
        assert conversation.said[0] == expected
    assert [item.version for item in conversation.now.passed_on] == [1, 2]


@pytest.mark.parametrize("moment", [moment for moment in Moment if moment not in (Moment.READ_BACK, Moment.SHARING)])
def test_share_said_anywhere_else_shares_nothing_and_shows_the_lines(
    moment: Moment, passed_on: SimpleNamespace
) -> None:
    conversation = MOMENTS[moment]()
    already = len(passed_on.done)

    conversation.say("share", "send it")

    assert [item for item in passed_on.done[already:] if item[0] == "summary"] == []
    assert shows_lines(conversation.replies) or conversation.said == ["utter_nothing_written"]


def test_no_to_the_rest_of_life_stays_with_what_is_hard() -> None:
    conversation = begun(Move("tell", "my sister said to"))

    conversation.say("deny", "no")

    assert (conversation.now.moment, conversation.asked) == (Moment.STAYING, "staying.more")


def test_no_with_something_hard_in_it_is_kept() -> None:
    conversation = begun(Move("tell", "its my mum"))

    conversation.say("deny", "no shes just died")

    assert conversation.words == ["its my mum", "no shes just died"]
    (said,) = conversation.said
    assert said in hard_responses()


def test_whoever_says_nothing_and_wants_to_say_nothing_more_is_not_asked_the_same_again() -> None:
    conversation = begun(Move("decline", "id rather not say yet"), Move("deny", "no"), Move("deny", "no"))

    assert conversation.now.moment is Moment.PAUSED
    conversation.say("deny", "no")
    assert conversation.said == ["utter_goodbye"]


def test_going_back_and_answering_again_changes_the_answer_and_goes_on_where_it_was() -> None:
    conversation = exploring()
    conversation.tell("to get back to bowls")
    assert conversation.asked == "skills_experience.learned"

    conversation.say("go_back", "go back")
    assert conversation.replies == [Say("utter_back_to", {"words": "to get back to bowls"}), Ask(FIRST)]
    conversation.tell("to play dominoes")

    assert conversation.words == ["A letter came", "to play dominoes"]
    assert conversation.asked == "skills_experience.learned"


def test_going_back_and_skipping_keeps_the_answer() -> None:
    conversation = exploring()
    conversation.tell("to get back to bowls")
    conversation.say("go_back", "go back")

    conversation.say("decline", "skip")

    assert conversation.said == ["utter_kept_as_it_was"]
    assert conversation.words[-1] == "to get back to bowls"
    assert "aspirations" not in conversation.now.declined


def test_going_back_to_the_reason_changes_it_and_does_not_ask_for_leave_again() -> None:
    conversation = exploring()
    conversation.say("go_back", "go back")
    assert conversation.asked == "opening.reason"

    conversation.tell("my sister rang the council")

    assert conversation.words == ["my sister rang the council"]
    assert conversation.asked == FIRST


def test_going_back_from_staying_asks_for_leave_again() -> None:
    conversation = at_staying()
    conversation.say("go_back", "go back")
    conversation.tell("my husband died in may")

    assert conversation.words == ["my husband died in may"]
    assert conversation.asked == "coping_exceptions.getting_through"


def test_going_back_to_a_skipped_question_and_answering_it_opens_the_domain_again() -> None:
    conversation = exploring()
    while conversation.asked != "people_networks.who":
        conversation.say("decline", "skip")
    conversation.say("decline", "skip")
    while conversation.asked != "people_networks.who":
        conversation.say("go_back", "go back")

    conversation.tell("our Karen")

    assert "people_networks" not in conversation.now.declined
    assert conversation.asked == "people_networks.flow"


def test_going_back_through_what_follows_asks_it_again() -> None:
    conversation = exploring()
    while conversation.asked != "people_networks.who":
        conversation.say("decline", "skip")
    conversation.tell("our Karen")
    conversation.press("We help each other")
    conversation.press("Good for me")
    conversation.press("The same")
    conversation.say("go_back", "back")
    conversation.say("go_back", "back")
    conversation.say("go_back", "back")
    assert conversation.asked == "people_networks.flow"

    conversation.press("They help me")

    assert conversation.asked == "people_networks.feel"
    (line,) = [line for line in conversation.now.statements if line.words == "our Karen"]
    assert line.flow == "to_me"


def test_a_complaint_beside_a_question_is_not_taken_for_its_answer() -> None:
    conversation = exploring()
    conversation.say("complain", "you lot are useless")
    conversation.tell("bowls")
    conversation.say("go_back", "go back")

    assert conversation.replies[0] == Say("utter_back_to", {"words": "bowls"})
    conversation.tell("dominoes")
    assert conversation.words == ["A letter came", "you lot are useless", "dominoes"]


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        (Moment.READ_BACK, FIRST),
        (Moment.CHANGING, FIRST),
        (Moment.ADDING, "read_back.check"),
        (Moment.SAFE_CONTACT, "read_back.check"),
        (Moment.SHARING, "safe_contact.private"),
        (Moment.SHARED, "read_back.check"),
        (Moment.PAUSED, FIRST),
        (Moment.FORGETTING, FIRST),
        (Moment.PERMISSION, "opening.reason"),
        (Moment.STAYING, "opening.reason"),
        (Moment.EXPLORING, "opening.reason"),
        (Moment.REASON, "opening.reason"),
    ],
)
def test_go_back_goes_back_in_every_moment(moment: Moment, asked: str) -> None:
    conversation = MOMENTS[moment]()
    words = conversation.words

    conversation.say("go_back", "go back")

    assert conversation.asked == asked
    assert conversation.words == words


def test_a_question_left_open_by_looking_at_the_lines_comes_round_again() -> None:
    conversation = exploring()
    conversation.say("finish", "what have you written")
    conversation.press("Go on talking")

    assert conversation.asked == FIRST


def test_what_was_volunteered_is_asked_about_as_heard() -> None:
    conversation = begun(Move("tell", "my neighbour pops in and i can bake owt"), Move("affirm", "yes"))
    asked = []
    while conversation.asked not in asked:
        asked.append(conversation.asked)
        conversation.say("decline", "skip")

    assert "skills_experience.more" in asked
    assert "people_networks.more" in asked
    assert "people_networks.who" not in asked
    assert "skills_experience.learned" not in asked


def test_no_more_than_was_volunteered_is_written_down_as_nothing() -> None:
    conversation = begun(Move("tell", "i can bake owt"), Move("affirm", "yes"))
    while conversation.asked != "skills_experience.more":
        conversation.say("decline", "skip")

    conversation.press("No, that is all of it")

    assert conversation.words == ["i can bake owt"]


def test_half_way_the_person_chooses_to_go_on_once() -> None:
    conversation = exploring()
    asked = []
    for _ in range(30):
        asked.append(conversation.asked)
        conversation.press("Go on talking") if conversation.asked == "asides.carry_on" else conversation.tell("radio")
        if conversation.now.moment is Moment.READ_BACK:
            break

    assert asked.count("asides.carry_on") == 1
    half_way = asked.index("asides.carry_on")
    assert any(key.startswith("people_networks") for key in asked[:half_way])
    assert asked[half_way + 1].startswith("own_ideas")


def test_an_aside_within_an_aside_comes_back_to_the_question() -> None:
    conversation = exploring()
    conversation.say("stop", "stop")
    conversation.say("delete", "delete it")
    conversation.say("ask_bot", "are you a bot")
    assert conversation.asked == "asides.delete"

    conversation.press("No, keep it")

    assert conversation.replies == [Say("utter_not_deleted"), Ask(FIRST)]


@pytest.mark.parametrize("aside", ["delete", "start_again", "correct"])
def test_an_aside_from_nowhere_to_return_to_ends_and_does_not_ask_itself_again(aside: str) -> None:
    conversation = at_read_back()
    conversation.press("Share nothing")
    conversation.say(aside, "hm")

    conversation.say("deny", "no")

    assert (conversation.now.moment, conversation.asked) == (Moment.PAUSED, "asides.paused")


def test_stopping_while_a_line_is_changed_never_overwrites_that_line_later() -> None:
    conversation = exploring()
    conversation.tell("bowls")
    conversation.say("correct", "thats not what i said")
    conversation.say("stop", "stop")
    conversation.press("Go on talking")
    assert conversation.asked == "skills_experience.learned"

    conversation.tell("sunday with our Karen")

    assert conversation.words[-2:] == ["bowls", "sunday with our Karen"]


def test_correct_while_reaching_puts_the_last_answer_right_and_touches_no_line() -> None:
    conversation = at_safe_contact()
    conversation.press("Phone call")
    conversation.tell("01632 960111")
    words = conversation.words

    conversation.say("correct", "thats the wrong number")
    assert conversation.asked == "safe_contact.detail"
    conversation.tell("01632 960222")

    assert conversation.now.safe_contact.detail == "01632 960222"
    assert conversation.words == words


def test_stopping_and_going_on_comes_back_to_the_question() -> None:
    conversation = at_paused()
    conversation.press("Go on talking")

    assert conversation.asked == FIRST


def test_whoever_goes_on_telling_after_a_stop_is_heard_where_they_left_off() -> None:
    conversation = at_paused()
    conversation.tell("to get back to bowls")

    assert conversation.now.statements[-1].question == FIRST
    assert conversation.asked == "skills_experience.learned"


def test_a_number_given_after_a_stop_reaches_the_team_too(passed_on: SimpleNamespace) -> None:
    conversation = exploring()
    conversation.say("ask_person", "i want a person")
    conversation.press("Phone call")
    conversation.say("stop", "stop")

    conversation.tell("01632 960111")

    assert passed_on.requests[(conversation.now.id, "person")].detail == "01632 960111"


def test_delete_deletes_and_takes_back_what_was_shared(passed_on: SimpleNamespace) -> None:
    conversation = at_shared()
    contact_id = conversation.now.id
    conversation.say("delete", "delete what i said")
    conversation.press("Yes, delete it")

    assert passed_on.done[-1] == ("withdraw", contact_id)
    assert conversation.said == ["utter_deleted_with_shared"]
    assert (conversation.words, conversation.now.passed_on, conversation.now.id != contact_id) == ([], [], True)


def test_start_again_leaves_what_was_shared_and_says_so(passed_on: SimpleNamespace) -> None:
    conversation = at_shared()
    conversation.say("start_again", "start again")
    conversation.press("Yes, start again")

    assert [kind for kind, _ in passed_on.done] == ["summary"]
    assert conversation.said[:2] == ["utter_shared_stays", "utter_welcome"]
    assert (conversation.asked, conversation.words) == ("opening.reason", [])


@pytest.mark.parametrize(("asked", "then"), [("delete", "start_again"), ("start_again", "delete")])
def test_asking_for_the_one_is_no_yes_to_the_other(asked: str, then: str) -> None:
    conversation = exploring()
    conversation.say(asked, "hm")

    conversation.say(then, "hm")

    assert conversation.asked == f"asides.{then}"
    assert conversation.words == ["A letter came"]


def test_anything_but_a_yes_keeps_everything_and_is_heard_where_it_belongs() -> None:
    conversation = at_forgetting()

    conversation.tell("keep it, and i like bowls")

    assert conversation.said[0] == "utter_not_deleted"
    assert conversation.words[-1] == "keep it, and i like bowls"
    assert conversation.asked == "skills_experience.learned"


def test_words_said_after_sharing_are_kept_shown_and_not_shared_yet(passed_on: SimpleNamespace) -> None:
    conversation = at_shared()
    conversation.tell("i forgot, i can bake owt")

    assert "utter_not_shared_yet" in conversation.said
    assert len(passed_on.done) == 1


@every_moment
@pytest.mark.parametrize(
    ("act", "words", "response"),
    [
        ("ask_bot", "hm", "utter_i_am_a_program"),
        ("ask_cuts", "is this to cut my care", "utter_no_cuts"),
        ("ask_emergency", "hm", "utter_emergency"),
        ("repeat", "hm", "utter_here_again"),
        ("simpler", "say it simpler", "utter_easier_words"),
        ("how_many", "hm", "utter_how_many"),
        ("ask_privacy", "hm", "utter_who_reads"),
    ],
)
def test_every_aside_has_its_own_answer_in_every_moment_and_the_question_comes_again(
    moment: Moment, act: str, words: str, response: str
) -> None:
    conversation = MOMENTS[moment]()
    was_asked, before = conversation.asked, conversation.now.to_record()

    conversation.say(act, words)

    assert conversation.said[0].startswith(response)
    assert conversation.asked == was_asked
    # A wish about how we talk is a line of its own; nothing else changes.
    may_change = {"preferences", "statements", "issued", "latest_change"} if act == "simpler" else {"preferences"}
    after = conversation.now.to_record()
    assert {name for name in before if after[name] != before[name]} <= may_change
