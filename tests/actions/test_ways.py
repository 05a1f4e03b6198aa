"""How somebody likes to talk, as a whole turn: done at once, told with a request, and in nobody's way."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from rasa_sdk.executor import CollectingDispatcher

from actions.asides import ActionGreet, ActionHearAnything
from actions.exploring import ActionHearAnswer, ActionHearPermission
from actions.pausing import ActionHearPaused
from actions.reason import ActionHearReason
from actions.requests import ActionPassOnPerson
from actions.responses import wording_known
from actions.safe_contact import ActionHearSafeContact
from actions.safety import ActionHearInSafety
from actions.speaking import speak
from bot.bootstrap import library
from bot.settings import settings
from bot.store import Store, StoredRequest
from bot.strengths.contact import Contact, Moment
from bot.strengths.easing import EASE, LANGUAGE
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.reply import Ask, Say
from bot.strengths.statement import Place, Source
from tests.actions.turns import Outcome, run
from tests.house.test_wording import ROOT


def asks(outcome: Outcome) -> str:
    """The question that the turn ends on."""
    return outcome.contact.open_question or ""


def the_request(store: Store) -> StoredRequest:
    (row,) = [row for row in store.queries.list_contacts_page("nobody", size=10) if row.kind == "request"]
    return store.queries.read_request(row.id)


def talking(question: str, moment: Moment = Moment.EXPLORING) -> Contact:
    return Contact(moment=moment, open_question=question, asked=["permission.turn", question])


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "words", ["interpreter please", "please interpreter Kurdish Sorani. not my daughter", "i need somali interpreter"]
)
@pytest.mark.parametrize("act", ["tell", "ask_person", "nlu_fallback"])
def test_an_interpreter_is_remembered_from_the_very_first_words(words: str, act: str) -> None:
    action = ActionPassOnPerson() if act == "ask_person" else ActionHearReason()
    outcome = run(action, None, act, words)

    assert outcome.contact.preferences == ["interpreter"]
    assert outcome.responses[0] == "utter_welcome"
    assert "utter_way_interpreter" in outcome.responses
    assert outcome.contact.passed_on == []
    assert [line.words for line in outcome.contact.statements] == [words]
    assert asks(outcome) == (LANGUAGE if words == "interpreter please" else "opening.reason")


def test_a_wish_is_done_and_the_open_question_put_again() -> None:
    outcome = run(ActionHearAnything(), talking("aspirations.more_of"), "tell", "can you write shorter")

    assert outcome.responses == ["utter_way_shorter"]
    assert outcome.messages[-1]["text"] == library()["aspirations.more_of"].easier
    assert outcome.contact.open_question == "aspirations.more_of"


def test_a_wish_beside_an_answer_is_done_and_the_answer_kept() -> None:
    outcome = run(
        ActionHearAnswer(), talking("aspirations.more_of"), "tell", "get back to bowls. can you use simple words please"
    )

    assert outcome.contact.preferences == ["easier"]
    assert Place.GOAL in [line.place for line in outcome.contact.statements]


def test_a_phone_call_is_passed_on_and_what_would_be_easier_is_not_asked_again(store: Store) -> None:
    pressed = run(ActionPassOnPerson(), talking(EASE), "ask_person", "A phone call")

    assert {"utter_person_passed_on", "utter_ways_passed_on"} <= set(pressed.responses)
    assert the_request(store).how_to_talk == HowToTalk(ways=("phone",), words=("A phone call",))
    assert pressed.contact.statements[0].source is Source.CHOSEN_OPTION
    contact = pressed.contact
    for _ in range(8):
        if contact.moment is not Moment.SAFE_CONTACT:
            break
        contact = run(ActionHearSafeContact(), contact, "decline", "Skip this").contact
    back = run(ActionHearPaused(), contact, "affirm", "Go on talking")
    assert asks(back) not in (EASE, "", "asides.after_request")


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("no phone calls please", ("no_phone",)),
        ("i use bsl", ("bsl",)),
        ("please interpreter. No my son for interpreter. I speak Tigrinya", ("interpreter",)),
    ],
)
def test_a_request_for_a_person_carries_how_to_talk_with_them(store: Store, words: str, ways: tuple[str, ...]) -> None:
    contact = run(ActionHearAnything(), talking("aspirations.more_of"), "tell", words).contact

    run(ActionPassOnPerson(), contact, "ask_person", "can i see a person")

    assert the_request(store).how_to_talk == HowToTalk(ways=ways, words=(words,))


def test_a_wish_said_after_the_request_reaches_the_team_too(store: Store) -> None:
    asked = run(ActionPassOnPerson(), talking("aspirations.more_of"), "ask_person", "a person")
    assert the_request(store).how_to_talk == HowToTalk()

    run(ActionHearSafeContact(), asked.contact, "tell", "no phone calls please")

    stored = the_request(store)
    assert (stored.how_to_talk.ways, stored.words) == (("no_phone",), "a person")


def test_a_wish_that_is_held_back_is_not_told(store: Store) -> None:
    contact = run(ActionHearAnything(), talking("aspirations.more_of"), "tell", "i use bsl").contact
    contact.alter(contact.statements[0].id, shared=False)

    run(ActionPassOnPerson(), contact, "ask_person", "a person")

    assert the_request(store).how_to_talk == HowToTalk()


@pytest.mark.usefixtures("store")
def test_an_answer_about_how_to_be_reached_stays_one_and_the_wish_in_it_is_kept_quietly() -> None:
    contact = talking("safe_contact.way", Moment.SAFE_CONTACT)
    outcome = run(ActionHearSafeContact(), contact, "tell", "no phone calls please")

    assert outcome.contact.safe_contact.way == "no phone calls please"
    assert outcome.contact.preferences == ["no_phone"]
    assert outcome.responses == ["utter_noted"]


@pytest.mark.usefixtures("store")
def test_a_wish_about_our_words_is_done_and_the_question_about_reaching_stays() -> None:
    contact = talking("safe_contact.name", Moment.SAFE_CONTACT)
    outcome = run(ActionHearSafeContact(), contact, "tell", "use simple words please")

    assert outcome.contact.safe_contact.name is None
    assert (outcome.responses, asks(outcome)) == (["utter_easier_words"], "safe_contact.name")


@pytest.mark.usefixtures("store")
def test_after_danger_our_words_get_easier_and_nothing_else_changes() -> None:
    contact = talking("safety.next", Moment.SAFETY)
    outcome = run(ActionHearInSafety(), contact, "tell", "can you use simple words")

    assert (outcome.responses, asks(outcome)) == (["utter_easier_words"], "safety.next")
    assert outcome.contact.moment is Moment.SAFETY


def test_words_that_may_voice_danger_are_no_wish() -> None:
    outcome = run(ActionGreet(), talking("aspirations.more_of"), "voice_danger", "use simple words")

    assert outcome.contact.preferences == []


def test_permission_is_followed_by_one_light_question() -> None:
    contact = talking("permission.turn", Moment.PERMISSION)
    contact.keep("a letter came", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="x")
    outcome = run(ActionHearPermission(), contact, "affirm", "yes")

    titles = [button["title"] for button in outcome.messages[-1]["buttons"]]
    assert (asks(outcome), titles[-1]) == (EASE, "It is fine as it is")


def responses() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    return read


def test_one_thing_at_a_time_comes_in_bubbles_of_one_sentence() -> None:
    dispatcher = CollectingDispatcher()
    contact = Contact(preferences=["one_at_a_time"])

    speak(dispatcher, [Say("utter_who_reads"), Ask("permission.turn")], contact, library(), settings(), responses())

    said = [message["text"] for message in dispatcher.messages]
    assert len(said) > 2
    assert [text for text in said if text.count(". ") or "{" in text] == []
    assert [bool(message.get("buttons")) for message in dispatcher.messages] == [False] * (len(said) - 1) + [True]


def test_one_thing_at_a_time_needs_no_wording_from_rasa() -> None:
    contact = Contact(preferences=["one_at_a_time"])

    assert wording_known({}, contact) == responses()
    assert wording_known({"responses": {"utter_ours": [{"text": "Ours."}]}}, contact) == {
        "utter_ours": [{"text": "Ours."}]
    }
    assert wording_known({}, Contact()) == {}


def test_a_response_for_everybody_else_is_said_as_it_stands() -> None:
    dispatcher = CollectingDispatcher()

    speak(dispatcher, [Say("utter_who_reads")], Contact(), library(), settings(), responses())

    assert [message["response"] for message in dispatcher.messages] == ["utter_who_reads"]


def test_an_interpreter_asked_for_as_a_question_beside_more_has_its_answer() -> None:
    words = "We are two people, he and me. He fall at night. Please, can be Polish? interpreter"

    outcome = run(ActionHearAnswer(), talking("aspirations.more_of"), "tell", words)

    assert "utter_way_interpreter" in outcome.responses
    assert not {"utter_question_kept", "utter_question_noted"}.intersection(outcome.responses)
    assert outcome.contact.preferences == ["interpreter"]


def test_a_language_named_after_the_interpreter_is_written_down_too() -> None:
    contact = talking("aspirations.more_of")
    first = run(ActionHearAnswer(), contact, "tell", "My english is small. My back is bad since winter").contact

    second = run(ActionHearAnything(), first, "tell", "Polish. I speak Polish. You have people speak polish?").contact

    lines = [line.words for line in second.statements if line.place is Place.COMMUNICATION_ACCESS]
    assert any("Polish" in words for words in lines)
    again = run(ActionHearAnything(), second, "tell", "Polish interpreter please").contact
    assert len([line for line in again.statements if line.place is Place.COMMUNICATION_ACCESS]) == len(lines)


def test_a_language_told_beside_a_number_is_written_down() -> None:
    contact = talking("read_back.check", Moment.READ_BACK)
    contact.keep("my back", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")

    outcome = run(ActionHearAnything(), contact, "tell", "phone yes but Polish lady or man. my phone 07700 900341")

    assert "interpreter" in outcome.contact.preferences
    assert any("Polish" in line.words for line in outcome.contact.statements)
