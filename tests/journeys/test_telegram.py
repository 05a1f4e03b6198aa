"""Conversations by Telegram, fetched by long polling, with real processes on both sides."""

from __future__ import annotations

import itertools
import re
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from bot.channels.words import refusal
from bot.channels.words import telegram as said_by_telegram_door
from bot.running.checks import State
from bot.running.checks import telegram as look_at_telegram
from bot.strengths.safety import Tier
from tests.journeys.conftest import with_telegram
from tests.journeys.front_door import FrontDoor
from tests.journeys.other_client import OtherClient
from tests.journeys.telegram import TOKEN, Chat, Telegram

pytestmark = pytest.mark.timeout(600)

NUMBERS = itertools.count(730001122, 1111)
VOICE = {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}}


@pytest.fixture(scope="module")
def running_door(tmp_path_factory: pytest.TempPathFactory, telegram: Telegram) -> Iterator[FrontDoor]:
    yield from with_telegram(tmp_path_factory.mktemp("polling"), telegram)


@pytest.fixture
def door(running_door: FrontDoor) -> FrontDoor:
    """The front door with nothing in its store, everything at work."""
    running_door.empty()
    running_door.start(*(part for part in running_door.always if not part.is_running))
    return running_door


@pytest.fixture
def anna(telegram: Telegram, door: FrontDoor) -> Chat:
    """Somebody who has just begun."""
    chat = Chat(telegram, next(NUMBERS))
    chat.say("/start")
    return chat


def share(chat: Chat) -> list[str]:
    """Go from the last question to the reference."""
    chat.say("/finish")
    chat.press("Share it with the team")
    chat.press("I will ring them")
    chat.say("/skip")
    return chat.press("Yes, pass it on")


def test_the_chat_begins_with_what_has_to_be_known_and_a_question(anna: Chat) -> None:
    texts = anna.texts()

    assert "Telegram's computers keep this chat." in texts[0]
    assert "I am a computer program" in texts[1]
    assert texts[-1].endswith("?")
    message, mark = anna.button(said_by_telegram_door("more"))
    assert message["text"] == texts[-1]
    assert re.fullmatch(r"[0-9a-f]{32}", mark)


def test_from_the_first_word_to_the_team_with_a_copy_and_the_picture(door: FrontDoor, anna: Chat) -> None:
    anna.say("My sister said to look in here")
    anna.press("Yes, that is all right")
    anna.say("/skip")
    anna.say("To get back to the windlestraw choir and see the old faces")
    anna.say("Tuesdays, when my friend Marjorie next door comes for tea")
    anna.say("I can bake anything, and I sing in the choir at the church hall")
    anna.say("My friend Marjorie and my sister ring me every day")

    texts = share(anna)

    stored = door.the_summary()
    assert any(stored.reference in text for text in texts)
    assert stored.summary is not None
    assert "windlestraw choir" in " ".join(line.words for line in stored.summary.statements)
    copied = anna.press(said_by_telegram_door("copy"))
    assert stored.reference in copied[0]
    assert copied[-1] == "(a picture)", "\n".join(copied)


def test_a_voice_note_is_answered_kindly_and_the_team_knows_of_it(door: FrontDoor, anna: Chat) -> None:
    kindly, *question = anna.bring(**VOICE)
    assert kindly.startswith("Thank you. I can't listen to voice notes.")
    assert question, "the question is asked again"
    anna.say("the windlestraw allotment keeps me going")

    share(anna)

    assert door.the_summary().summary.preferences == ("brought_voice",)  # type: ignore[union-attr]


def test_danger_gets_help_at_once_and_reaches_the_safeguarding_team(door: FrontDoor, anna: Chat) -> None:
    words = "he takes my pension card down windlestraw lane"

    texts = anna.say(words)

    concern = door.the_concern()
    assert "This is not your fault." in texts[0]
    assert any(concern.reference in text for text in texts)
    assert concern.tier is Tier.SAFEGUARDING_CONCERN
    assert concern.content.accounts[0].words == words
    assert not [text for text in texts if "button" in text], "there is no way out to press here"


def test_help_comes_although_nothing_else_works(telegram: Telegram, door: FrontDoor, anna: Chat) -> None:
    door.actions.kill()

    assert "Please call 999 now." in anna.say("i took an overdose tonight in windlestraw")[0]
    assert "not taken in" in anna.say("a windlestraw story")[-1]

    door.rasa.end()
    without = door.without_a_model()
    without.start()
    try:
        ben = Chat(telegram, next(NUMBERS))
        assert "Please call 999 now." in ben.say("i took an overdose tonight, windlestraw again")[0]
    finally:
        without.end()
    assert len(door.concerns()) == 2


def test_a_restart_in_the_middle_loses_nothing_and_says_nothing_twice(door: FrontDoor, anna: Chat) -> None:
    anna.say("My windlestraw neighbour moved away")
    anna.write("I miss our walks by the windlestraw pond")
    time.sleep(0.35)
    door.rasa.kill()
    anna.write("She had a windlestraw spaniel")
    door.start(door.rasa)

    anna.answer()

    texts = anna.texts()
    asked = [text for text in texts if text.endswith("?")]
    assert len(asked) == len(set(asked)), texts
    anna.say("/finish")
    lines = "\n".join(anna.texts()[-3:])
    assert "our walks by the windlestraw pond" in lines
    assert "windlestraw spaniel" in lines


def test_flood_limits_and_an_unreachable_telegram_lose_nothing(telegram: Telegram, anna: Chat) -> None:
    telegram.bad_day(429, 1, "sendMessage")
    first = anna.say("I grow windlestraw beans")
    telegram.bad_day(502, 3)
    second = anna.say("My brother plays the windlestraw fiddle")

    assert first
    assert second
    texts = anna.texts()
    assert len(texts) == len(set(texts)), texts


def test_an_old_button_and_a_made_up_one_change_nothing(telegram: Telegram, anna: Chat) -> None:
    message, mark = anna.button(said_by_telegram_door("more"))
    anna.say("I used to mend windlestraw clocks")
    before = len(anna.sent())

    for old in (mark, "0" * 32, "skip", "/restart"):
        anna.press_mark(old, message)
    time.sleep(3)

    assert len(anna.sent()) == before
    answered = [item["text"] for item in telegram.state()["done"] if item["method"] == "answerCallbackQuery"]
    assert answered[-4:] == [refusal("stale_choice")] * 4


def test_instructions_of_rasas_are_words(anna: Chat) -> None:
    anna.say("I keep windlestraw bees")
    for typed in ('/tell{"line": "s1"}', "/restart", "/session_start"):
        anna.say(typed)

    anna.say("/finish")

    assert "windlestraw bees" in "\n".join(anna.texts()[-4:])


def test_a_changed_message_changes_the_line_when_the_person_wants_it(telegram: Telegram, anna: Chat) -> None:
    number = 5_000_000
    telegram.update({"message": anna.message(number, text="I sing in the windlestraw quire")})
    anna.answer()
    changed = anna.message(number, text="I sing in the windlestraw choir", edit_date=int(time.time()))
    telegram.update({"edited_message": changed})

    assert anna.answer() == [said_by_telegram_door("edited")]
    anna.press(said_by_telegram_door("use_edit"))

    anna.say("/finish")
    lines = "\n".join(anna.texts()[-3:])
    assert "windlestraw choir" in lines
    assert "windlestraw quire" not in lines


def test_deleting_deletes_and_says_what_telegram_still_shows(door: FrontDoor, anna: Chat) -> None:
    anna.say("my windlestraw secret is safe")
    anna.say("/delete")

    texts = anna.press("Yes, delete it")

    assert said_by_telegram_door("deleted") in texts
    assert "windlestraw secret" not in kept_conversations(door)


def test_a_chat_moves_from_the_web_to_telegram_and_back(door: FrontDoor, anna: Chat) -> None:
    web = OtherClient(door.address)
    web.say("I drive the windlestraw minibus")
    headers = {"Authorization": f"Bearer {web.token}"}
    made = requests.post(f"{door.address}/chat/api/another-device/code", headers=headers, timeout=30).json()

    # As most people send it; "/code" in front does the same.
    here = anna.say(made["code"].title())
    assert here[0] == said_by_telegram_door("code_taken")
    anna.say("/finish")
    assert "windlestraw minibus" in "\n".join(anna.texts()[-3:])
    shut = requests.get(f"{door.address}/chat/api/messages", headers=headers, timeout=30)
    assert shut.status_code == 401

    code = anna.say("/code")[0].removeprefix("Your code is: ")
    body = {"message_id": "6a0c3a52-6f0e-4b7e-9a58-0d5f7c1b2e90", "code": code}
    taken = requests.post(f"{door.address}/chat/api/another-device", json=body, timeout=30)
    assert taken.status_code == 200, taken.text
    web.token = taken.json()["token"]
    assert "I drive the windlestraw minibus" in web.said
    assert anna.say("still there? windlestraw calling")[0] == said_by_telegram_door("moved")
    assert "still there? windlestraw calling" not in web.said


def test_a_group_is_told_and_left(telegram: Telegram, door: FrontDoor) -> None:
    group = Chat(telegram, -next(NUMBERS))
    message = {**group.message(1, text="/start"), "chat": {"id": group.number, "type": "group", "title": "Us"}}
    telegram.update({"message": message})

    assert group.answer() == [said_by_telegram_door("groups")]
    assert "leaveChat" in [item["method"] for item in telegram.state()["done"]]


def test_nobody_is_written_to_who_has_not_written(telegram: Telegram, door: FrontDoor, anna: Chat) -> None:
    before = len(telegram.state()["sent"])
    time.sleep(3)

    assert len(telegram.state()["sent"]) == before


def test_doctor_tells_a_token_that_works_from_one_that_does_not(door: FrontDoor) -> None:
    tried = [
        door.settings,
        door.settings.model_copy(update={"telegram_token": "666:wrong"}),
        door.settings.model_copy(update={"telegram_api_url": "http://127.0.0.1:9"}),
    ]
    # In a thread, as the browser of other journeys keeps a loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as apart:
        good, wrong, away = apart.map(look_at_telegram, tried)

    assert (good.state, good.words) == (State.GOOD, "@TestNameBot, by long polling")
    assert wrong.state is State.FAULT
    assert "@BotFather" in wrong.words
    assert away.state is State.FAULT
    assert "can't be reached" in away.words


def test_no_number_of_a_chat_and_no_token_is_in_any_log_or_conversation(door: FrontDoor, anna: Chat) -> None:
    anna.say("I mend windlestraw kites")
    everything = "".join(log.read_text(errors="replace") for log in door.logs) + kept_conversations(door)

    assert str(anna.number) not in everything
    assert TOKEN not in everything
    assert TOKEN.partition(":")[2] not in everything
    assert "windlestraw" not in "".join(log.read_text(errors="replace") for log in door.logs)


def kept_conversations(door: FrontDoor) -> str:
    """Everything in the database of conversations, as text."""
    with sqlite3.connect(door.settings.data_folder / "conversations.db") as connection:
        return "\n".join(connection.iterdump())
