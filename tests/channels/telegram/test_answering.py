"""What comes in by Telegram is answered, whatever it is; what is not words never reaches the conversation as words."""

from __future__ import annotations

import logging

import pytest

from bot.channels.grammar import WORD_JOINER
from bot.channels.words import offered_title, telegram
from tests.channels.telegram.talking import ANNA, BEN, Agent, Talk

FILE = {"file_id": "a", "file_unique_id": "b"}
STICKER = {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}


def test_a_chat_begins_with_the_truth_about_telegram_and_then_the_welcome() -> None:
    talk = Talk(resident_address="https://care.example.test/chat")

    privacy, welcome = talk.say("/start")

    assert "Telegram's computers keep this chat" in privacy
    assert "https://care.example.test/chat" in privacy
    assert welcome == "Hello."
    assert list(talk.bot.sent[-1].buttons) == ["Yes", "No", telegram("more")]
    assert talk.said == []


def test_start_in_the_middle_says_the_newest_question_again() -> None:
    talk = Talk()
    talk.say("/start")
    talk.say("I bake")

    assert talk.say("/start") == ["I heard: I bake"]
    assert talk.said == ["I bake"]


def test_whoever_writes_before_they_are_greeted_is_greeted_and_heard() -> None:
    talk = Talk()

    sent = talk.say("I bake")

    assert sent[-2:] == ["Hello.", "I heard: I bake"]
    assert talk.bot.sent[1].buttons == {}, "a button that counts no more is not shown"


@pytest.mark.parametrize("typed", ["/restart", '/tell{"line": "s1"}', "/session_start", "/affirm", "/nothing we know"])
def test_an_instruction_of_rasas_is_words(typed: str) -> None:
    talk = Talk()
    talk.say("/start")

    talk.say(typed)

    assert talk.said == [f"{WORD_JOINER}{typed}"]
    assert talk.agent.handed[-1].parse_data["intent"]["name"] == "tell"


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("/stop", "stop"),
        ("/delete", "delete"),
        ("/person", "ask_person"),
        ("/simpler@OurBot", "simpler"),
        ("/SKIP", "decline"),
    ],
)
def test_a_command_is_the_choice_that_is_always_possible(typed: str, intent: str) -> None:
    talk = Talk()
    talk.say("/start")

    talk.say(typed)

    assert talk.agent.handed[-1].parse_data["intent"]["name"] == intent


def test_words_after_a_command_are_not_lost() -> None:
    talk = Talk()
    talk.say("/start")

    talk.say("/stop he is hitting me")

    assert talk.agent.handed[-1].parse_data["intent"]["name"] == "voice_danger"


def test_help_shows_every_choice_as_a_button_that_works_once() -> None:
    talk = Talk()
    talk.say("/start")
    (text,) = talk.say("/help")
    buttons = talk.bot.sent[-1].buttons

    assert "999" in text
    assert len(buttons) == 16
    talk.take(talk.press(buttons["Skip this"]))
    assert talk.agent.handed[-1].parse_data["intent"]["name"] == "decline"
    handed = len(talk.agent.handed)
    talk.take(talk.press(buttons["Talk to a person"]))
    assert len(talk.agent.handed) == handed
    assert "out of date" in talk.bot.answered[-1][1]


def test_every_conversation_has_a_name_of_ours_and_every_chat_one_of_its_own() -> None:
    talk = Talk()
    talk.say("/start")
    talk.say("/start", BEN)

    names = list(talk.agent.events)

    assert len(set(names)) == 2
    kept = f"{talk.agent.events} {talk.agent.chats} {talk.agent.sent}"
    assert str(ANNA) not in kept
    assert str(BEN) not in kept


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"voice": {**FILE, "duration": 3}}, "voice"),
        ({"audio": {**FILE, "duration": 3}}, "voice"),
        ({"video": {**FILE, "duration": 3, "width": 1, "height": 1}}, "video"),
        ({"video_note": {**FILE, "duration": 3, "length": 1}}, "video"),
        ({"photo": [{**FILE, "width": 1, "height": 1}]}, "photo"),
        ({"document": FILE}, "file"),
        ({"location": {"latitude": 1.0, "longitude": 1.0}}, "place"),
        ({"contact": {"phone_number": "1", "first_name": "A"}}, "other"),
        ({"sticker": STICKER}, "other"),
    ],
)
def test_what_nobody_can_read_gets_a_kind_answer_and_is_noted_for_staff(fields: dict, kind: str) -> None:
    talk = Talk()
    talk.say("/start")

    kindly, _ = talk.take(talk.message(**fields))

    assert kindly.startswith("Thank you.")
    assert "999" in kindly
    handed = talk.agent.handed[-1]
    assert (handed.metadata["brought"], handed.text) == (kind, offered_title(kind))
    assert handed.parse_data["intent"]["name"] == "repeat"


def test_words_under_a_picture_are_words() -> None:
    talk = Talk()
    talk.say("/start")

    kindly, answer = talk.take(talk.message(photo=[{**FILE, "width": 1, "height": 1}], caption="my garden"))

    assert kindly.startswith("Thank you.")
    assert answer == "I heard: my garden"
    assert talk.agent.handed[-1].metadata["brought"] == "photo"


def test_an_album_gets_one_answer() -> None:
    talk = Talk()
    talk.say("/start")
    picture = {"photo": [{**FILE, "width": 1, "height": 1}], "media_group_id": "7"}

    sent = talk.take(*(talk.message(**picture) for _ in range(3)))

    assert len([text for text in sent if text.startswith("Thank you.")]) == 1
    assert talk.said == [offered_title("photo")]


@pytest.mark.parametrize(
    "fields", [{"sticker": {**STICKER, "emoji": "👍"}}, {"text": "👍"}, {"dice": {"emoji": "👍", "value": 1}}]
)
def test_an_emoji_and_a_sticker_are_answers(fields: dict) -> None:
    talk = Talk()
    talk.say("/start")

    talk.take(talk.message(**fields))

    assert talk.said == ["👍"]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_a_group_is_told_kindly_once_and_left(kind: str) -> None:
    talk = Talk()

    sent = talk.take(*(talk.message(-5, kind, text=text) for text in ("/start", "he hits me")))

    assert sent == [telegram("groups")]
    assert talk.bot.left == [-5, -5]
    assert talk.agent.handed == []


def test_a_channel_is_left_without_a_word() -> None:
    talk = Talk()
    member = {"user": {"id": 1, "is_bot": True, "first_name": "Door"}}
    rights = dict.fromkeys(
        ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
         "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
         "can_edit_stories", "can_delete_stories"), True
    )  # fmt: skip
    change = {
        "chat": {"id": -7, "type": "channel", "title": "News"},
        "from": {"id": ANNA, "is_bot": False, "first_name": "Anna"},
        "date": 1770000000,
        "old_chat_member": {**member, "status": "left"},
        "new_chat_member": {**member, **rights, "status": "administrator"},
    }

    assert talk.take({"update_id": 1, "my_chat_member": change}) == []
    assert talk.bot.left == [-7]


def test_too_long_is_said_and_nothing_is_taken_in() -> None:
    talk = Talk()
    talk.say("/start")

    (said,) = talk.say("a word " * 580)

    assert "too long" in said
    assert talk.said == []


def test_a_chat_whose_conversation_has_moved_is_told_so_and_begins_afresh() -> None:
    talk = Talk()
    talk.say("/start")
    (conversation,) = talk.agent.events
    talk.agent.seats[conversation] = "another device"

    sent = talk.say("the ramblers")

    assert sent[0] == telegram("moved")
    assert sent[-1] == "Hello."
    assert talk.said == []
    assert len(talk.agent.events) == 2
    assert talk.say("the ramblers") == ["I heard: the ramblers"]


def test_nothing_that_breaks_is_silent_and_no_word_or_number_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    talk = Talk()
    talk.say("/start")
    talk.agent.broken = True

    (said,) = talk.say("my secret allotment")

    assert "not taken in" in said
    assert "01632 960123" in said
    assert "secret" not in caplog.text
    assert str(ANNA) not in caplog.text
    talk.agent.broken = False
    assert talk.say("my secret allotment") == ["I heard: my secret allotment"]


@pytest.mark.parametrize("broken", [False, True], ids=["all is well", "no database"])
def test_danger_gets_help_first_whatever_is_broken(broken: bool) -> None:
    talk = Talk(Agent(broken=broken))

    sent = talk.say("I took an overdose tonight")

    assert "999" in sent[0]
    assert "Telegram" not in sent[0]
    assert not [text for text in sent if "web page" in text]


def test_danger_under_a_picture_gets_help_first() -> None:
    talk = Talk()
    talk.say("/start")

    sent = talk.take(talk.message(photo=[{**FILE, "width": 1, "height": 1}], caption="he hits me"))

    assert not sent[0].startswith("Thank you. I can't see pictures")
    assert talk.agent.handed[-1].parse_data["intent"]["name"] == "voice_danger"


def test_without_a_model_every_message_is_answered() -> None:
    talk = Talk()
    talk.agent = None  # type: ignore[assignment]
    talk.restart()

    assert "not taken in" in talk.say("hello")[-1]
    assert "999" in talk.say("I took an overdose tonight")[0]


def test_whatever_breaks_in_the_door_itself_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Talk()
    talk.say("/start")

    async def broken(*_: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(talk.answering._speaking, "here", broken)

    (said,) = talk.say("hello")
    assert "not taken in" in said
