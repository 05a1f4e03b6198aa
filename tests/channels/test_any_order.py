"""Whatever is sent in whatever order, twice, too late or amid a fault: each message counts once or not at all."""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from hypothesis.stateful import (
    run_state_machine_as_test as check_machine,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot import bootstrap
from bot.channels.choices import STANDING
from bot.channels.exchange import Answer, Said
from bot.channels.transcript import Line, Turn, shown, turns
from bot.errors import DeliveryPostponedError, MessageRefusedError, NotTakenInError
from bot.outbox.delivering import Worker
from bot.strengths.contact import Contact, Moment
from tests.channels.going_wrong import DOORS, WHO, Fault, Killed, Service, a_service

OFTEN = settings(
    max_examples=14,
    stateful_step_count=16,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
LONG = settings(OFTEN, max_examples=40, stateful_step_count=25)

TYPED = (
    ("tell", "I grow tomatoes number {}"),
    ("tell", "my sister rings me {} times a week"),
    ("tell", "he hits me and took {} pounds"),
    ("ask_person", "I want to talk to a person, {}"),
    ("ask_assessment", "I want an assessment, {}"),
    ("nlu_fallback", "asdf {}"),
)
COMMANDS = (
    ("affirm", "yes"),
    ("deny", "no"),
    ("finish", "show me"),
    ("tell", "remove 1"),
    ("tell", "don't share 1"),
    ("share", "share it"),
    ("share_nothing", "share nothing"),
    ("delete", "delete what I said"),
    ("start_again", "start again"),
    ("tell", "my number is 01632 960111"),
    ("tell", "I never asked for a person"),
    ("stop", "stop"),
)
TOWARDS_SHARING = {
    Moment.REASON: ("tell", "I sing in the choir, song {}"),
    Moment.PERMISSION: ("affirm", "yes"),
    Moment.STAYING: ("affirm", "yes"),
    Moment.EXPLORING: ("finish", "show me"),
    Moment.READ_BACK: ("affirm", "yes"),
    Moment.SAFE_CONTACT: ("decline", "skip"),
    Moment.SHARING: ("affirm", "yes"),
    Moment.SHARED: ("tell", "I mend {} clocks"),
    Moment.PAUSED: ("affirm", "yes"),
}
faults = st.one_of(st.none(), st.none(), st.builds(Fault, at=st.integers(0, 14), kills=st.booleans()))
doors = st.sampled_from(DOORS)


@dataclass
class Sent:
    """A message that somebody sent, and what came of it."""

    said: Said
    act: str
    answered: bool = False
    outcomes: list[str] = field(default_factory=list)


class AnyOrder(RuleBasedStateMachine):
    """One person, two doors, and all that can go wrong between them."""

    migrated: Path

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.service: Service = self.stack.enter_context(a_service(folder, self.migrated))
        self.sent: dict[str, Sent] = {}
        self.contact: str | None = None
        self.contacts: set[str] = set()
        self.versions: dict[str, int] = {}
        self.delivered: list[dict[str, Any]] = []
        self.forgotten: set[str] = set()
        self.count = 0

    def teardown(self) -> None:
        self.stack.close()

    # What people and networks do

    @initialize(welcomed=st.booleans())
    def come(self, welcomed: bool) -> None:
        if welcomed:
            assert self.service.run(self.service.doors["web"].begin(WHO))

    @rule(typed=st.sampled_from(TYPED), door=doors, fault=faults)
    def say(self, typed: tuple[str, str], door: str, fault: Fault | None) -> None:
        self.send(self.typed(typed), door, fault)

    @rule(typed=st.sampled_from(COMMANDS), door=doors, fault=faults)
    def command(self, typed: tuple[str, str], door: str, fault: Fault | None) -> None:
        self.send(self.typed(typed), door, fault)

    @rule(steps=st.integers(1, 4), door=doors, fault=faults)
    def go_towards_sharing(self, steps: int, door: str, fault: Fault | None) -> None:
        for step in range(steps):
            contact = self.service.contact()
            moment = contact.moment if contact is not None else Moment.REASON
            self.send(self.typed(TOWARDS_SHARING.get(moment, ("tell", "go on {}"))), door, fault if step == 0 else None)

    @rule(number=st.integers(0, 30), old=st.booleans(), door=doors, fault=faults)
    def press(self, number: int, old: bool, door: str, fault: Fault | None) -> None:
        seen = self.seen()
        turn = seen[number % len(seen)] if old and seen else (seen[-1] if seen else None)
        offered = [(message, offer) for message in (turn.replies if turn else ()) for offer in message.offers]
        if not offered:
            return
        message, offer = offered[number % len(offered)]
        choice = self.service.doors[door]._choices.name(WHO, message, offer)
        self.send(self.named(Said(message_id="", choice=choice), offer.payload), door, fault)

    @rule(choice=st.sampled_from(sorted(STANDING)), door=doors, fault=faults)
    def use_a_standing_choice(self, choice: str, door: str, fault: Fault | None) -> None:
        self.send(self.named(Said(message_id="", choice=choice), STANDING[choice]), door, fault)

    @precondition(lambda self: self.sent)
    @rule(number=st.integers(0, 100), door=doors, fault=faults)
    def send_again(self, number: int, door: str, fault: Fault | None) -> None:
        self.send(list(self.sent.values())[-1 - number % len(self.sent)], door, fault)

    @precondition(lambda self: self.sent and not list(self.sent.values())[-1].answered)
    @rule(door=doors)
    def send_again_when_all_is_well(self, door: str) -> None:
        self.send(list(self.sent.values())[-1], door, None)

    @rule(typed=st.sampled_from(TYPED + COMMANDS), fault=faults, same=st.booleans())
    def send_two_at_once(self, typed: tuple[str, str], fault: Fault | None, same: bool) -> None:
        first = self.typed(typed)
        second = first if same else self.typed(("tell", "and besides that {}"))

        async def both() -> list[Any]:
            tasks = [
                asyncio.create_task(self.service.doors[door].say(WHO, sent.said))
                for door, sent in zip(DOORS, (first, second), strict=True)
            ]
            await asyncio.wait(tasks)
            return [task.exception() or task.result() for task in tasks]

        came = self.service.run(both(), fault)
        if isinstance(came, BaseException):
            came = [came, came]
        for sent, one in zip((first, second), came, strict=True):
            self.take(sent, one, faulty=fault is not None)

    @rule(door=doors, fault=faults)
    def come_back(self, door: str, fault: Fault | None) -> None:
        came = self.service.run(self.service.doors[door].begin(WHO), fault)
        if fault is None:
            assert came, "whoever comes sees something"

    @rule()
    def every_process_is_started_again(self) -> None:
        self.service.start()

    @rule(arrives=st.booleans())
    def deliver(self, arrives: bool) -> None:
        Worker(bootstrap.unit_of_work(), self._receiver(arrives)).run_once()

    def _receiver(self, arrives: bool) -> Any:
        machine = self

        class Receiver:
            def send(self, delivery_id: str, body: bytes, at: object) -> int:
                if not arrives:
                    raise DeliveryPostponedError("status_500", 500)
                machine.delivered.append(json.loads(body) | {"id": delivery_id})
                return 200

        return Receiver()

    # How it is done

    def typed(self, typed: tuple[str, str]) -> Sent:
        self.count += 1
        act, words = typed[0], typed[1].format(self.count)
        self.service.acts[words] = act
        return self.named(Said(message_id="", text=words), act)

    def named(self, said: Said, act: str) -> Sent:
        self.count += 1
        name = f"message-{self.count:04}"
        self.sent[name] = Sent(said=Said(message_id=name, text=said.text, choice=said.choice), act=act)
        return self.sent[name]

    def send(self, sent: Sent, door: str, fault: Fault | None) -> None:
        self.take(sent, self.service.run(self.service.doors[door].say(WHO, sent.said), fault), faulty=fault is not None)

    def take(self, sent: Sent, came: Any, *, faulty: bool) -> None:
        """Look at what came of a message: an answer, a refusal in words, or nothing because the process is gone."""
        sent.outcomes.append(type(came).__name__)
        match came:
            case Answer():
                assert came.turn.replies, "an answer says something"
                if sent.answered:
                    assert came.repeated, "what was answered before is not done again"
                sent.answered = True
            case MessageRefusedError():
                assert came.code in ("stale_choice", "used_id"), came.code
                assert sent.said.choice is not None, f"words are never refused as {came.code}"
            case NotTakenInError():
                assert faulty, f"{sent} was not taken in although nothing was wrong"
            case Killed():
                assert faulty
            case _:
                raise came

    def seen(self) -> list[Turn]:
        tracker = self.service.tracker()
        return shown(turns(tracker.events)) if tracker is not None else []

    @invariant()
    def all_that_always_holds(self) -> None:
        tracker = self.service.tracker()
        now_seen = shown(turns(tracker.events)) if tracker is not None else []
        record = tracker.get_slot("contact") if tracker is not None else None
        contact = Contact.from_record(record) if record else None
        if contact is not None and contact.id != self.contact:
            # A restart: all that was said is deleted.
            self.forgotten |= set(self.sent) - {turn.message_id for turn in now_seen}
            self.contact = contact.id
        self.every_accepted_message_is_in_the_conversation_once(now_seen)
        if contact is not None:
            self.contacts.add(contact.id)
            self.no_message_acts_twice(contact)
            self.what_was_shared_is_what_was_shown(contact, now_seen)
        self.nothing_forgotten_is_left(tracker)
        self.each_summary_and_request_is_stored_once()
        self.a_concern_holds_each_message_once()
        self.nothing_travels_that_was_not_shared()

    # What always holds

    def every_accepted_message_is_in_the_conversation_once(self, turns_seen: list[Turn]) -> None:
        seen = Counter(turn.message_id for turn in turns_seen)
        for name, sent in self.sent.items():
            if name in self.forgotten:
                continue
            if sent.answered:
                assert seen[name] == 1, f"{sent} was accepted and stands there {seen[name]} times"
            else:
                assert seen[name] <= 1, f"{sent} stands there {seen[name]} times"

    def no_message_acts_twice(self, contact: Contact) -> None:
        kept = Counter(line.words for line in contact.statements)
        # The same words may be said twice, in two messages.
        said = Counter(sent.said.text for sent in self.sent.values())
        for sent in self.sent.values():
            text = sent.said.text
            if text is not None and any(letter.isdigit() for letter in text):
                assert kept[text] <= said[text], f"{sent} was written down {kept[text]} times"

    def nothing_forgotten_is_left(self, tracker: DialogueStateTracker | None) -> None:
        left = json.dumps([event.as_dict() for event in tracker.events]) if tracker is not None else ""
        for name in self.forgotten:
            words = self.sent[name].said.text
            if words is not None and words[-1].isdigit():
                # "song 1" is no piece of "song 14", and may have been said anew since.
                again = any(other.said.text == words for key, other in self.sent.items() if key not in self.forgotten)
                found = re.search(rf"{re.escape(words)}(?!\d)", left)
                assert again or found is None, f"{self.sent[name]} was deleted, and is there"

    def each_summary_and_request_is_stored_once(self) -> None:
        rows = self.service.rows("SELECT contact_id, id, version, reference FROM summaries")
        assert len({row[0] for row in rows}) == len(rows)
        for contact_id, row_id, version, _ in rows:
            assert contact_id in self.contacts, "it belongs to no contact of this conversation"
            versions = self.service.rows(f"SELECT version FROM summary_versions WHERE summary_id = '{row_id}'")
            assert sorted(one[0] for one in versions) == list(range(1, version + 1))
            promised = self.service.rows(
                f"SELECT version FROM deliveries WHERE subject_id = '{row_id}' AND event = 'summary.shared'"
            )
            assert sorted(one[0] for one in promised) == list(range(1, version + 1))
        requests = self.service.rows("SELECT contact_id, kind, id, version FROM requests")
        assert len({(row[0], row[1]) for row in requests}) == len(requests)
        for contact_id, _, row_id, version in requests:
            assert contact_id in self.contacts, "a request of nobody"
            promised = self.service.rows(
                f"SELECT version FROM deliveries WHERE subject_id = '{row_id}' AND event != 'request.withdrawn'"
            )
            assert sorted(one[0] for one in promised) == list(range(1, version + 1))

    def a_concern_holds_each_message_once(self) -> None:
        rows = self.service.rows("SELECT content FROM concerns")
        assert len(rows) <= 1
        for (content,) in rows:
            accounts = [account["message_id"] for account in json.loads(content)["accounts"]]
            assert len(set(accounts)) == len(accounts)

    def what_was_shared_is_what_was_shown(self, contact: Contact, turns_seen: list[Turn]) -> None:
        for row_id, version in self.service.rows(
            f"SELECT id, version FROM summaries WHERE contact_id = '{contact.id}' AND erased_at IS NULL"
        ):
            if self.versions.get(row_id, 0) == version:
                continue
            self.versions[row_id] = version
            latest: dict[str, Line] = {
                line.id: line for turn in turns_seen for reply in turn.replies for line in reply.lines or ()
            }
            summary = bootstrap.store().queries.read_summary(row_id).summary
            assert summary is not None
            for line in summary.statements:
                assert line.id in latest, f"{line.words} was shared and never shown"
                assert latest[line.id].words == line.words
                assert latest[line.id].shared, f"{line.words} was shown as not shared"

    def nothing_travels_that_was_not_shared(self) -> None:
        for message in self.delivered:
            for line in message["data"].get("statements", ()):
                assert line.get("shared", True)


@pytest.fixture
def service(migrated_file: Path, tmp_path: Path) -> Iterator[Service]:
    """A service in which nothing has been said."""
    with a_service(tmp_path, migrated_file) as made:
        yield made


def say(service: Service, name: str, words: str, act: str = "tell", fault: Fault | None = None) -> Any:
    service.acts[words] = act
    return service.run(service.doors["web"].say(WHO, Said(message_id=name, text=words)), fault)


def test_words_that_were_deleted_do_not_come_back_when_they_are_sent_once_more(service: Service) -> None:
    service.run(service.doors["web"].begin(WHO))
    say(service, "message-1", "I grow tomatoes")
    say(service, "message-2", "delete what I said", "delete")
    say(service, "message-3", "yes", "affirm")

    again = say(service, "message-1", "I grow tomatoes")

    assert again.repeated
    assert again.turn.replies[0].text.startswith("I have deleted all that you said")
    contact = service.contact()
    assert contact is not None
    assert contact.statements == []
    assert not say(service, "message-4", "I grow beans").repeated


@pytest.mark.parametrize("welcomed", [True, False])
@pytest.mark.parametrize("kills", [True, False])
@pytest.mark.parametrize("at", range(11))
def test_whatever_step_fails_somebody_who_asks_for_a_person_is_passed_on_once(
    service: Service, welcomed: bool, kills: bool, at: int
) -> None:
    if welcomed:
        service.run(service.doors["web"].begin(WHO))
    first = say(service, "message-1", "I want a person", "ask_person", Fault(at=at, kills=kills))
    answered = say(service, "message-1", "I want a person", "ask_person")
    assert isinstance(answered, Answer)
    if isinstance(first, Answer) and not any(reply.reference for reply in answered.turn.replies):
        # They read that it could not be done, and ask again in a message of its own.
        say(service, "message-2", "I want a person", "ask_person")
    assert len(service.rows("SELECT id FROM requests")) == 1
    assert service.rows("SELECT event FROM deliveries") == [("request.made",)]


def machine(migrated: Path) -> type[AnyOrder]:
    return type("AnyOrder", (AnyOrder,), {"migrated": migrated})


def test_whatever_order_things_come_in_and_whatever_fails_each_message_counts_once(migrated_file: Path) -> None:
    check_machine(machine(migrated_file), settings=OFTEN)


@pytest.mark.slow
def test_the_same_holds_in_long_conversations(migrated_file: Path) -> None:
    check_machine(machine(migrated_file), settings=LONG)
