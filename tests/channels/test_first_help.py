"""Danger at the door: help first, the truth about who was told, and nothing of it in a log, whatever breaks."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.events import BotUttered, Restarted, UserUttered

from bot.channels.choices import Choices
from bot.channels.exchange import Answer, Said
from bot.channels.first_help import FirstHelp
from bot.channels.identity import Identities
from bot.channels.turn import Conversations
from bot.errors import MessageRefusedError, NotTakenInError, StoreUnavailableError
from bot.settings import Settings
from bot.store import Store, UnitOfWork, open_store
from bot.strengths.contact import Contact, Moment
from bot.strengths.gentle_check import LIFE, OpenCheck
from bot.strengths.outcomes import TAKEN_BACK, PassedOn
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import Safety, Tier
from bot.strengths.statement import Place, Source
from tests.channels.stand_in import ReadsAll

ALICE = "a" * 40
DANGER = Safety(tier=Tier.URGENT_TODAY, kinds=("suicide",), why=("model: suicide 0.93",))
LOCAL = Settings(_env_file=None, safeguarding_phone="01632 960001").local_details()  # type: ignore[call-arg]
WORDS = "i cant be here any more"


class Agent(ReadsAll):
    """Stands for Rasa's agent: keeps what it is handed, answers once, and can break in any place."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self.slots: dict[str, Any] = {}
        self.lock_store = InMemoryLockStore()
        self.tracker_store = self.processor = self
        self.asked: str | None = None
        self.handed: list[UserMessage] = []
        self.reads: Safety | None = DANGER
        self.broken: str | None = None
        self.takes = 0.0
        self.ready = True

    def is_ready(self) -> bool:
        return self.ready

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        text, self.asked = str(message.text), (message.metadata or {}).get("asked")
        if self.broken == "model":
            raise RuntimeError(text)
        read: dict[str, Any] = {"text": text, "intent": {"name": "tell", "confidence": 1.0}, "entities": []}
        return read | ({"safety": self.reads.to_record()} if self.reads else {})

    async def seat_of(self, _conversation: str) -> None:
        """It has never moved."""

    async def retrieve(self, _conversation: str) -> Any:
        if self.broken == "conversations":
            raise OSError("disk full of a secret")
        return SimpleNamespace(events=list(self.events), slots=self.slots)

    async def handle_message(self, message: UserMessage) -> None:
        await asyncio.sleep(self.takes)
        self.handed.append(message)
        if self.broken == "rasa":
            raise RuntimeError(str(message.text))
        data = message.parse_data
        assert data is not None
        event = UserUttered(
            message.text,
            data["intent"],
            data["entities"],
            data,
            input_channel="web",
            message_id=message.message_id,
            metadata=message.metadata,
        )
        # As the conversation store reads it back.
        self.events.append(UserUttered._from_parameters(event.as_dict()))
        if self.broken != "actions":
            self.events.append(BotUttered(f"asks what {data['intent']['name']} wants"))

    def hold(self, contact: Contact) -> None:
        self.slots = {"contact": SimpleNamespace(value=contact.to_record())}


@pytest.fixture
def agent() -> Agent:
    return Agent()


@pytest.fixture
def kept(sqlite_url: str) -> Any:
    store = open_store(sqlite_url)
    yield store
    store.close()


def no_store() -> UnitOfWork:
    raise StoreUnavailableError("There is none.")


def door(
    agent: Agent | None, unit_of_work: Callable[[], UnitOfWork], *, patience: float = 5, in_danger: float = 5
) -> Conversations:
    first_help = FirstHelp(unit_of_work, LOCAL, has_way_out=True, patience=1)
    choices = Choices(Identities("a key that is long enough", 1))
    return Conversations(lambda: agent, choices, first_help, "web", patience, in_danger)


def say(conversations: Conversations, text: str = WORDS, message_id: str = "message-1") -> Answer:
    return asyncio.run(conversations.say(ALICE, Said(message_id=message_id, text=text)))


def help_in(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.turn.replies)


def accounts(store: Store) -> list[tuple[str, str, str]]:
    """Message, words and tier of everything the safeguarding team was told."""
    return [
        (account.message_id, account.words, account.safety.tier.value)
        for line in store.queries.list_concerns_page("nobody").rows
        for account in store.queries.read_concern(line.id).content.accounts
    ]


def test_first_help_and_the_reference_come_before_what_the_conversation_asks(agent: Agent, kept: Store) -> None:
    answer = say(door(agent, kept.unit_of_work))

    texts = [reply.text for reply in answer.turn.replies]
    assert texts[0].startswith("I am glad you told me.")
    assert "116 123" in texts[1]
    assert texts[-1] == "asks what voice_danger wants"
    (line,) = kept.queries.list_concerns_page("nobody").rows
    assert f"I have told the safeguarding team what you said. Your reference is {line.reference}." in help_in(answer)
    assert [reply.reference for reply in answer.turn.replies if reply.reference] == [line.reference]
    assert accounts(kept) == [("message-1", WORDS, "urgent_today")]


def test_the_model_reads_a_message_once(agent: Agent, kept: Store) -> None:
    say(door(agent, kept.unit_of_work))

    (message,) = agent.handed
    assert message.parse_data is not None
    assert message.parse_data["intent"]["name"] == "voice_danger"
    assert message.parse_data["safety"] == DANGER.to_record()  # type: ignore[typeddict-item]


def test_a_reload_shows_the_same_in_the_same_place_under_the_same_names(agent: Agent, kept: Store) -> None:
    conversations = door(agent, kept.unit_of_work)
    answer = say(conversations)

    again, _ = asyncio.run(conversations.read(ALICE))

    assert again[-1].replies == answer.turn.replies
    assert len({reply.id for reply in answer.turn.replies}) == len(answer.turn.replies)


@pytest.mark.parametrize("tier", [Tier.DISTRESS, Tier.CHECK, Tier.NONE])
def test_what_is_no_danger_is_handed_on_as_it_was_read(agent: Agent, tier: Tier) -> None:
    agent.reads = Safety(tier=tier, kinds=("grief",))

    answer = say(door(agent, no_store))

    assert [reply.text for reply in answer.turn.replies] == ["asks what tell wants"]
    assert agent.handed[0].parse_data["safety"]["tier"] == tier.value  # type: ignore[index, typeddict-item]


def test_a_model_that_does_not_look_for_danger_has_what_reads_without_rasa_beside_it(agent: Agent, kept: Store) -> None:
    agent.reads = None

    assert "116 123" in help_in(say(door(agent, kept.unit_of_work), "i want to die"))


def test_a_model_that_fails_does_not_keep_danger_from_being_answered(agent: Agent, kept: Store) -> None:
    agent.broken = "model"

    answer = say(door(agent, kept.unit_of_work), "i want to die")

    assert "116 123" in help_in(answer)
    assert answer.turn.replies[-1].text == "asks what voice_danger wants"


@pytest.mark.parametrize("broken", ["model", "does not look", "nothing is loaded"])
def test_without_the_model_what_looks_for_danger_is_what_reads_without_rasa(
    agent: Agent, kept: Store, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    monkeypatch.setattr("bot.channels.first_help.safety_alone", lambda text: looked_at.append(text) or DANGER)
    agent.broken, agent.ready, agent.reads = broken, broken != "nothing is loaded", None

    with contextlib.suppress(NotTakenInError):
        say(door(agent, kept.unit_of_work), "nothing that a pattern knows")

    assert looked_at == ["nothing that a pattern knows"]
    assert [words for _, words, _ in accounts(kept)] == ["nothing that a pattern knows"]


@pytest.mark.parametrize("broken", ["conversations", "rasa", "actions", "nothing is loaded"])
def test_whatever_breaks_there_is_first_help_and_the_truth_and_the_words_can_be_sent_again(
    agent: Agent, kept: Store, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    agent.broken, agent.ready = broken, broken != "nothing is loaded"
    with pytest.raises(NotTakenInError) as refusal:
        say(door(agent, kept.unit_of_work), "i want to die")

    said = "\n".join(refusal.value.first_help)
    (line,) = kept.queries.list_concerns_page("nobody").rows
    assert "116 123" in said
    assert f"I have told the safeguarding team what you said. Your reference is {line.reference}." in said
    assert "want to die" not in caplog.text

    agent.broken, agent.ready = None, True
    answer = say(door(agent, kept.unit_of_work), "i want to die")
    assert line.reference in help_in(answer)
    assert len(accounts(kept)) == 1, "the same message is the same account"


def test_with_every_database_gone_there_is_still_help_and_a_number(agent: Agent) -> None:
    agent.broken = "conversations"
    with pytest.raises(NotTakenInError) as refusal:
        say(door(agent, no_store), "i want to die")

    said = "\n".join(refusal.value.first_help)
    assert "116 123" in said
    assert "I could not tell the safeguarding team just now. Please call them on 01632 960001." in said
    assert "I have told" not in said


def test_a_team_that_cannot_be_told_is_said_so_and_told_at_the_next_turn(agent: Agent, kept: Store) -> None:
    agent.hold(Contact(moment=Moment.EXPLORING, open_question="good_day.recent"))
    first = say(door(agent, no_store))
    assert "I could not tell the safeguarding team just now. Please call them on 01632 960001." in help_in(first)
    assert not any(reply.reference for reply in first.turn.replies)
    assert agent.handed[0].metadata["concern"]["reference"] is None

    agent.reads = Safety()
    later = say(door(agent, kept.unit_of_work), "never mind", "message-2")

    (line,) = kept.queries.list_concerns_page("nobody").rows
    assert later.turn.replies[0].text == (
        f"I have now told the safeguarding team what you said before. Your reference is {line.reference}."
    )
    assert accounts(kept) == [("message-1", WORDS, "urgent_today")]
    assert kept.queries.read_concern(line.id).content.accounts[0].asked == "good_day.recent"
    assert agent.handed[-1].metadata["told_late"]["of"] == ["message-1"]
    once = say(door(agent, kept.unit_of_work), "and another thing", "message-3")
    assert [reply.text for reply in once.turn.replies] == ["asks what tell wants"]


def test_that_the_team_knows_by_now_is_said_even_if_the_answer_that_first_said_so_was_lost(
    agent: Agent, kept: Store
) -> None:
    say(door(agent, no_store))
    agent.reads, agent.broken = Safety(), "actions"
    with pytest.raises(NotTakenInError):
        say(door(agent, kept.unit_of_work), "never mind", "message-2")
    agent.broken = None

    later = say(door(agent, kept.unit_of_work), "never mind", "message-2")

    assert later.turn.replies[0].text.startswith("I have now told the safeguarding team")
    assert len(accounts(kept)) == 1


def test_a_store_that_hangs_does_not_hold_first_help_up(agent: Agent) -> None:
    def hangs() -> UnitOfWork:
        time.sleep(3)
        raise StoreUnavailableError("too late")

    async def timed() -> tuple[Answer, float]:
        began = time.monotonic()
        answer = await door(agent, hangs).say(ALICE, Said(message_id="message-1", text=WORDS))
        return answer, time.monotonic() - began

    answer, took = asyncio.run(timed())
    assert took < 2
    assert "I could not tell" in help_in(answer)


def test_a_conversation_that_hangs_does_not_hold_first_help_up(agent: Agent, kept: Store) -> None:
    agent.takes = 30

    async def timed() -> float:
        began = time.monotonic()
        with pytest.raises(NotTakenInError) as refusal:
            await door(agent, kept.unit_of_work, patience=20, in_danger=0.2).say(
                ALICE, Said(message_id="message-1", text=WORDS)
            )
        assert "116 123" in "\n".join(refusal.value.first_help)
        return time.monotonic() - began

    assert asyncio.run(timed()) < 3


def test_whoever_waits_behind_a_turn_that_hangs_is_helped_all_the_same(agent: Agent, kept: Store) -> None:
    async def two() -> float:
        conversations = door(agent, kept.unit_of_work, patience=20, in_danger=0.2)
        agent.reads, agent.takes = Safety(), 30
        first = asyncio.create_task(conversations.say(ALICE, Said(message_id="message-0", text="the garden")))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        with pytest.raises(NotTakenInError) as refusal:
            await conversations.say(ALICE, Said(message_id="message-1", text="i want to die"))
        assert "116 123" in "\n".join(refusal.value.first_help)
        first.cancel()
        return time.monotonic() - began

    assert asyncio.run(two()) < 3
    assert [words for _, words, _ in accounts(kept)] == ["i want to die"]


def test_no_model_at_all_still_helps_and_tells(kept: Store) -> None:
    with pytest.raises(NotTakenInError) as refusal:
        say(door(None, kept.unit_of_work), "he hits me")

    said = "\n".join(refusal.value.first_help)
    assert "This is not your fault." in said
    assert "Exit this page" in said
    assert [words for _, words, _ in accounts(kept)] == ["he hits me"]


def test_a_failed_turn_without_danger_has_no_first_help(agent: Agent) -> None:
    agent.reads, agent.broken = Safety(), "rasa"
    with pytest.raises(NotTakenInError) as refusal:
        say(door(agent, no_store), "the garden")

    assert refusal.value.first_help == ()


def test_yes_to_a_gentle_check_is_danger_and_what_was_asked_about_is_told_first(agent: Agent, kept: Store) -> None:
    agent.reads = Safety()
    contact = Contact(moment=Moment.SAFETY, open_question=LIFE, said_by="someone_else")
    contact.safe_contact = SafeContact(way="text", detail="01632 960111")
    contact.check = OpenCheck(question=LIFE, kinds=("suicide",), message_id="message-0", words="ive had enough")
    agent.hold(contact)

    answer = say(door(agent, kept.unit_of_work), "yes")

    assert "116 123" in help_in(answer)
    assert [(name, words) for name, words, _ in accounts(kept)] == [
        ("message-0", "ive had enough"),
        ("message-1", "yes"),
    ]
    (line,) = kept.queries.list_concerns_page("nobody").rows
    content = kept.queries.read_concern(line.id).content
    assert (content.accounts[1].asked, content.accounts[1].said_by) == (LIFE, "someone_else")
    assert content.safe_contact == contact.safe_contact


def test_no_to_a_gentle_check_is_none(agent: Agent, kept: Store) -> None:
    agent.reads = Safety()
    contact = Contact(moment=Moment.SAFETY, open_question=LIFE)
    contact.check = OpenCheck(question=LIFE, kinds=("suicide",), message_id="message-0", words="ive had enough")
    agent.hold(contact)

    say(door(agent, kept.unit_of_work), "no")

    assert accounts(kept) == []


def test_a_second_account_is_added_and_gets_a_shorter_form(agent: Agent, kept: Store) -> None:
    first = say(door(agent, kept.unit_of_work))
    reference = next(reply.reference for reply in first.turn.replies if reply.reference)
    agent.hold(Contact(passed_on=[PassedOn(kind="concern", reference=str(reference))]))

    again = say(door(agent, kept.unit_of_work), "i mean it", "message-2")

    assert len(again.turn.replies) < len(first.turn.replies)
    assert f"I have added this for the safeguarding team. Your reference is still {reference}." in help_in(again)
    assert len(accounts(kept)) == 2


def test_after_starting_again_help_is_given_in_full(agent: Agent, kept: Store) -> None:
    conversations = door(agent, kept.unit_of_work)
    first = say(conversations)
    agent.events.append(Restarted())

    again = say(conversations, "i mean it", "message-2")

    assert len(again.turn.replies) == len(first.turn.replies)


def test_no_log_ties_danger_to_a_conversation(agent: Agent, kept: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    say(door(agent, kept.unit_of_work))
    say(door(agent, no_store), "again", "message-2")
    agent.broken = "actions"
    with pytest.raises(NotTakenInError):
        say(door(agent, kept.unit_of_work), "again", "message-3")

    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert any("concern_not_told" in line for line in ours)
    # It is counted; a line of its own would stand beside the line of the message it came in.
    assert not any("noticed" in line for line in ours)
    for line in ours:
        tied = ALICE in line
        assert not (tied and any(word in line for word in ("urgent", "suicide", "danger", "concern", "safety"))), line
        assert WORDS not in line
        assert "suicide" not in line


def test_a_contact_that_cannot_be_read_is_no_reason_to_give_no_help(agent: Agent, kept: Store) -> None:
    agent.slots = {"contact": SimpleNamespace(value={"written_by": "another version"})}

    assert "116 123" in help_in(say(door(agent, kept.unit_of_work)))


def test_danger_typed_like_an_instruction_is_told_as_it_was_typed(agent: Agent, kept: Store) -> None:
    say(door(agent, kept.unit_of_work), "/i want to die")

    assert [words for _, words, _ in accounts(kept)] == ["/i want to die"]


def test_a_message_too_long_to_be_taken_in_is_looked_at_all_the_same(agent: Agent, kept: Store) -> None:
    story = "We went to the sea and had chips. " * 200

    with pytest.raises(MessageRefusedError) as refusal:
        say(door(agent, kept.unit_of_work), f"{story} I want to die. {story}")

    assert refusal.value.code == "too_long"
    assert "116 123" in "\n".join(refusal.value.first_help)
    assert len(accounts(kept)) == 1
    with pytest.raises(MessageRefusedError) as harmless:
        say(door(agent, kept.unit_of_work), story)
    assert harmless.value.first_help == ()


def after_an_alarm(kind: str) -> Contact:
    return Contact(
        moment=Moment.SAFETY,
        open_question="safety.next",
        voiced=[kind],
        passed_on=[PassedOn(kind="concern", reference="FD-1")],
    )


@pytest.mark.parametrize("words", ["nobody is hurting anyone", "it was a joke, who did you tell"])
def test_words_that_only_take_back_an_alarm_are_no_second_alarm(agent: Agent, kept: Store, words: str) -> None:
    agent.hold(after_an_alarm("domestic_abuse"))

    answer = say(door(agent, kept.unit_of_work), words)

    assert answer.turn.replies[0].text == "asks what tell wants"
    assert accounts(kept) == []


@pytest.mark.parametrize("words", ["it was a joke. he hits me", "im not suicidal he has a knife", "i want to die"])
def test_danger_beside_a_denial_is_danger(agent: Agent, kept: Store, words: str) -> None:
    agent.hold(after_an_alarm("domestic_abuse"))

    say(door(agent, kept.unit_of_work), words)

    assert [account[1] for account in accounts(kept)] == [words]


def test_a_denial_before_any_alarm_hides_nothing(agent: Agent, kept: Store) -> None:
    say(door(agent, kept.unit_of_work), "nobody is hurting anyone")

    assert len(accounts(kept)) == 1


def taken_back(words: str) -> Contact:
    """A conversation in which these words were said not to be meant so, and are a line."""
    contact = Contact(moment=Moment.EXPLORING, voiced=["domestic_abuse"], mentioned=[TAKEN_BACK])
    contact.keep(words, source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="opening", question="opening.reason")
    return contact


@pytest.mark.parametrize("tier", [Tier.SAFEGUARDING_CONCERN, Tier.PAST_DISCLOSURE, Tier.URGENT_TODAY])
@pytest.mark.parametrize("words", ["He shouts at me all night!", "he shouts at me all night and hits me"])
def test_words_that_were_taken_back_are_told_again_when_they_are_said_again(
    agent: Agent, kept: Store, tier: Tier, words: str
) -> None:
    agent.hold(taken_back("he shouts at me all night"))
    agent.reads = Safety(tier=tier, kinds=("domestic_abuse",), why=("test",))

    say(door(agent, kept.unit_of_work), words)

    assert [account[1] for account in accounts(kept)] == [words]


@pytest.mark.parametrize("age", ["im 12", "I'm in year 7 at school"])
def test_an_age_told_with_danger_or_before_it_brings_childline_into_first_help(
    agent: Agent, kept: Store, age: str
) -> None:
    conversations = door(agent, kept.unit_of_work)

    assert "0800 1111" not in help_in(say(conversations, WORDS, "message-1"))
    agent.reads = Safety()
    say(conversations, f"{age} and i look after my mum", "message-2")
    agent.reads = DANGER
    assert "0800 1111" in help_in(say(conversations, "i cant be here", "message-3"))
    agent.reads = Safety()
    say(conversations, "I am 18 or over", "message-4")
    agent.reads = DANGER
    assert "0800 1111" not in help_in(say(conversations, "i cant be here at all", "message-5"))


def test_a_child_whose_turn_failed_is_given_childline_all_the_same(agent: Agent, kept: Store) -> None:
    agent.broken = "rasa"

    with pytest.raises(NotTakenInError) as caught:
        say(door(agent, kept.unit_of_work), f"im 12 and {WORDS}")

    assert any("0800 1111" in bubble for bubble in caught.value.first_help)
