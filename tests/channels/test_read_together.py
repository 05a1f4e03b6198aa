"""Danger that shows only in two short messages together ("he comes in", "with a knife")."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered

from bot.channels.choices import Choices
from bot.channels.exchange import Answer, Said
from bot.channels.first_help import FirstHelp, Noticing
from bot.channels.identity import Identities
from bot.channels.read_together import read_together, said_before
from bot.channels.transcript import Message, Offer, Turn, Voiced
from bot.channels.turn import Conversations
from bot.clock import now
from bot.errors import NotTakenInError
from bot.settings import Settings
from bot.store import Store, open_store
from bot.strengths.contact import Contact, Moment
from bot.strengths.gentle_check import LIFE, OpenCheck
from bot.strengths.reply import Heard
from bot.strengths.safety import Safety, Tier
from bot.strengths.said_before import READ_TOGETHER, SaidBefore
from bot.understanding.alone import safety_alone
from tests.channels.test_first_help import ALICE, Agent, accounts, help_in, no_store

LOCAL = Settings(_env_file=None, safeguarding_phone="01632 960001").local_details()  # type: ignore[call-arg]
BOB = "b" * 40
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def turn(words: str = "he comes in", seconds_ago: float = 5, **others: Any) -> Turn:
    said = Message(id="m1", speaker="resident", text=words)
    return Turn(message_id="m1", said=said, at=NOON.timestamp() - seconds_ago, **others)


@pytest.mark.parametrize(
    ("visible", "words", "is_joined"),
    [
        ([turn()], "with a knife", True),
        ([turn("one two three four five six seven eight")], "one two three four five six", True),
        ([turn("one two three four five six seven eight nine")], "with a knife", False),
        ([turn()], "one two three four five six seven", False),
        ([turn(seconds_ago=119)], "with a knife", True),
        ([turn(seconds_ago=121)], "with a knife", False),
        ([turn(chosen=True)], "with a knife", False),
        ([turn(voiced=Voiced(safety=Safety(), reference=None, added=False))], "with a knife", False),
        ([turn(), turn(chosen=True)], "with a knife", False),
        ([Turn(message_id="m1", said=None, at=NOON.timestamp())], "with a knife", False),
        ([], "with a knife", False),
        ([turn()], "", False),
    ],
)
def test_only_short_typed_messages_close_to_each_other_are_read_together(
    visible: list[Turn], words: str, is_joined: bool
) -> None:
    assert (said_before(words, visible, NOON) is not None) is is_joined


def together(before: str, words: str, act: str = "tell", contact: Contact | None = None, lead: str = "") -> Safety:
    """What is noticed in the second of two messages, read without Rasa."""
    first_help = FirstHelp(no_store, LOCAL, has_way_out=True)
    noticing = Noticing(message_id="m2", words=words, safety=safety_alone(words))
    piece = SaidBefore(message_id="m1", heard=Heard(act="tell", words=before), lead=lead)
    understood = {"intent": {"name": act}}

    async def no_model(_words: str, _asked: str) -> None:
        return None

    asyncio.run(read_together(first_help, noticing, piece, understood, contact, no_model))
    assert noticing.safety is not None
    return noticing.safety


@pytest.mark.parametrize(
    ("visible", "lead"),
    [
        ([turn("him angry", 30), turn("hand. face.")], "him angry"),
        ([turn("him angry", 300), turn("hand. face.")], ""),
        ([turn("him angry", 30, chosen=True), turn("hand. face.")], ""),
        ([turn("him angry", 30), turn("yes")], ""),
        ([turn("one two three four five six seven eight nine", 30), turn("hand. face.")], ""),
        ([turn("hand. face.")], ""),
    ],
)
def test_a_short_message_before_the_one_before_leads_to_it(visible: list[Turn], lead: str) -> None:
    found = said_before("lots of times", visible, NOON)

    assert found is not None
    assert found.lead == lead


@pytest.mark.parametrize(
    ("lead", "before", "words"),
    [
        ("him angry", "hand. face.", "lots times"),
        ("the man", "at night", "touch me"),
        ("carer", "rough. arm", "bruise me"),
    ],
)
def test_danger_in_three_together_is_danger(lead: str, before: str, words: str) -> None:
    assert not together(before, words).is_passed_on

    safety = together(before, words, lead=lead)

    assert safety.is_passed_on
    assert safety.why[0] == READ_TOGETHER


@pytest.mark.parametrize(
    ("lead", "before", "words"),
    [
        ("husband hospital", "bills me", "not words"),
        ("telly", "bowls", "my sister"),
        ("garden. yes", "legs bad", "mornings best"),
        ("fish", "Saturday", "with Tom"),
        ("stroke. june", "right hand no", "talk slow"),
    ],
)
def test_three_ordinary_pieces_stay_ordinary(lead: str, before: str, words: str) -> None:
    assert not together(before, words, lead=lead).is_passed_on


@pytest.mark.parametrize(
    ("before", "words", "act"),
    [
        ("he comes in", "with a knife", "tell"),
        ("i have saved up", "and pills", "tell"),
        ("i want to", "end it", "stop"),
        ("my mum fell", "and she cant get up", "tell"),
        ("she takes my", "money", "tell"),
    ],
)
def test_danger_in_both_together_is_danger_and_says_so(before: str, words: str, act: str) -> None:
    assert not safety_alone(words).is_passed_on

    safety = together(before, words, act)

    assert safety.is_passed_on
    assert safety.why[0] == READ_TOGETHER
    assert len(safety.why) > 1, "and what was noticed in them"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("I cut the cake", "with a knife"),
        ("i cook", "with a big knife"),
        ("i want a saw", "and a knife"),
        ("I like tea", "with Joan"),
        ("my son", "comes on sunday"),
        ("I saved up", "for a holiday"),
        ("i take my tablets", "every morning"),
        ("my dad died", "last year"),
        ("I need help", "with the bath"),
        ("I play darts", "and pool"),
    ],
)
def test_ordinary_pieces_stay_ordinary(before: str, words: str) -> None:
    assert together(before, words).tier is Tier.NONE


def test_a_check_that_both_together_call_for_is_one() -> None:
    assert together("i cant", "go on", "affirm").tier is Tier.CHECK


def test_go_on_after_finished_words_is_a_yes_to_us() -> None:
    assert together("i cant walk far", "go on", "affirm") == safety_alone("go on")


@pytest.mark.parametrize(
    ("words", "act"), [("no", "deny"), ("stop", "stop"), ("not sure", "dont_know"), ("go back", "go_back")]
)
def test_what_answers_or_steers_goes_on_from_nothing(words: str, act: str) -> None:
    assert together("i want to die", words, act) == safety_alone(words)


def test_no_to_a_gentle_check_takes_nothing_further() -> None:
    check = OpenCheck(question=LIFE, kinds=("suicide",), message_id="m1", words="i have saved up")
    contact = Contact(moment=Moment.SAFETY, open_question=LIFE, check=check)

    assert together("i want to die", "no not that", "tell", contact) == safety_alone("no not that")


class Reading(Agent):
    """Reads each message as it is read without Rasa, and has a conversation for each name."""

    def __init__(self) -> None:
        super().__init__()
        self.by_name: dict[str, list[Any]] = {}
        self.read: list[str] = []

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        words = str(message.text)
        self.read.append(words)
        self.reads = safety_alone(words)
        return await super().parse_message(message)

    async def retrieve(self, conversation: str) -> Any:
        self.events = self.by_name.setdefault(conversation, [])
        return await super().retrieve(conversation)

    async def handle_message(self, message: UserMessage) -> None:
        self.events = self.by_name.setdefault(message.sender_id, [])
        await super().handle_message(message)


@pytest.fixture
def agent() -> Reading:
    return Reading()


@pytest.fixture
def kept(sqlite_url: str) -> Iterator[Store]:
    store = open_store(sqlite_url)
    yield store
    store.close()


def door(agent: Agent, store: Store, later: timedelta = timedelta()) -> Conversations:
    first_help = FirstHelp(store.unit_of_work, LOCAL, has_way_out=True, patience=1)
    choices = Choices(Identities("a key that is long enough", 1))
    return Conversations(lambda: agent, choices, first_help, "web", clock=lambda: now() + later)


def say(conversations: Conversations, words: str, message_id: str, who: str = ALICE) -> Answer:
    return asyncio.run(conversations.say(who, Said(message_id=message_id, text=words)))


def test_two_pieces_of_danger_are_helped_and_told_once_in_one_account(
    agent: Reading, kept: Store, caplog: pytest.LogCaptureFixture
) -> None:
    first = say(door(agent, kept), "he comes in", "m1")
    second = say(door(agent, kept), "with a knife", "m2")
    again = say(door(agent, kept), "with a knife", "m2")

    assert [reply.text for reply in first.turn.replies] == ["asks what tell wants"]
    assert "999" in help_in(second)
    assert second.turn.replies[-1].text == "asks what voice_danger wants"
    assert again.repeated
    assert accounts(kept) == [("m2", "he comes in with a knife", "emergency_now")]
    assert agent.read == ["he comes in", "with a knife", "he comes in with a knife"]
    assert agent.handed[-1].text == "with a knife", "what was typed stays as it was"
    assert agent.handed[-1].metadata["read_with"] == "m1"  # type: ignore[index]
    (line,) = kept.queries.list_concerns_page("nobody").rows
    assert READ_TOGETHER in kept.queries.read_concern(line.id).content.accounts[0].safety.why
    assert "knife" not in caplog.text


def test_what_comes_after_danger_is_not_read_with_it_again(agent: Reading, kept: Store) -> None:
    for number, words in enumerate(("he comes in", "with a knife", "in the kitchen")):
        say(door(agent, kept), words, f"m{number}")

    assert agent.read[-1] == "in the kitchen"
    assert len(accounts(kept)) == 1


def test_two_people_are_never_read_together(agent: Reading, kept: Store) -> None:
    say(door(agent, kept), "he comes in", "m1")
    say(door(agent, kept), "with a knife", "m2", BOB)

    assert agent.read == ["he comes in", "with a knife"]
    assert accounts(kept) == []


def test_after_two_minutes_it_is_something_new(agent: Reading, kept: Store) -> None:
    say(door(agent, kept), "he comes in", "m1")
    say(door(agent, kept, timedelta(seconds=125)), "with a knife", "m2")

    assert accounts(kept) == []


def test_what_was_pressed_is_not_read_with_what_was_typed(agent: Reading, kept: Store) -> None:
    pressed = Said(message_id="m1", offer=Offer(title="he comes in", payload="/affirm"))
    asyncio.run(door(agent, kept).say(ALICE, pressed))
    say(door(agent, kept), "with a knife", "m2")
    asyncio.run(door(agent, kept).say(ALICE, Said(message_id="m3", offer=Offer(title="and blood", payload="/affirm"))))

    assert agent.read == ["with a knife"]
    assert accounts(kept) == []


def test_words_asked_about_in_a_check_are_not_told_twice(agent: Reading, kept: Store) -> None:
    say(door(agent, kept), "he comes in", "m1")
    check = OpenCheck(question=LIFE, kinds=("suicide",), message_id="m1", words="he comes in")
    agent.hold(Contact(moment=Moment.SAFETY, open_question=LIFE, check=check))
    say(door(agent, kept), "with a knife", "m2")

    assert [words for _, words, _ in accounts(kept)] == ["he comes in with a knife"]


@pytest.mark.parametrize("broken", ["model", "rasa"])
def test_they_are_read_together_whatever_breaks(agent: Reading, kept: Store, broken: str) -> None:
    say(door(agent, kept), "he comes in", "m1")
    agent.broken = broken
    try:
        said = help_in(say(door(agent, kept), "with a knife", "m2"))
    except NotTakenInError as refusal:
        said = "\n".join(refusal.first_help)

    assert "999" in said
    assert [words for _, words, _ in accounts(kept)] == ["he comes in with a knife"]


def test_a_team_that_could_not_be_told_is_told_both_pieces_later(agent: Reading, kept: Store) -> None:
    say(door(agent, kept), "he comes in", "m1")
    first_help = FirstHelp(no_store, LOCAL, has_way_out=True, patience=1)
    choices = Choices(Identities("a key that is long enough", 1))
    say(Conversations(lambda: agent, choices, first_help, "web"), "with a knife", "m2")
    say(door(agent, kept), "the garden is what I like best of all", "m3")

    assert accounts(kept) == [("m2", "he comes in with a knife", "emergency_now")]
    assert isinstance(agent.events[0], UserUttered)
