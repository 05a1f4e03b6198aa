"""In the trainers' sandbox a whole conversation is shared and danger is voiced, and nobody real hears of any of it.

The real service stands beside it the whole time, with webhooks, a Telegram token and a worker that delivers at once.
The sandbox is started with all of these settings in its surroundings, as the processes of the studio have them.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import create_engine, inspect, text

from bot.sandbox.process import KeeperProcess
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings, environment_name
from tests.journeys.front_door import FrontDoor
from tests.journeys.other_client import OtherClient, RefusedError
from tests.journeys.receiver import SECRET, Receiver
from tests.journeys.telegram import TOKEN

HE_HITS_ME = "my brother hits me and takes my money"


class Chair:
    """A trainer in the other chair, without the pages."""

    def __init__(self, sandbox: Sandbox, style: str) -> None:
        name = sandbox.sit_down(style)
        assert name is not None
        self.sandbox, self.name = sandbox, name

    def say(self, words: str) -> str:
        taken = self.sandbox.say(self.name, str(uuid.uuid4()), text=words)
        assert not taken.refusal, taken
        return self.last

    def choose(self, title: str) -> str:
        talk = self.sandbox.talk(self.name)
        offered = [choice for message in talk.messages for choice in message["choices"]] + list(talk.standing)
        found = [choice["id"] for choice in offered if choice["title"] == title]
        assert found, f"{title} is not offered, only {[choice['title'] for choice in offered]}"
        taken = self.sandbox.say(self.name, str(uuid.uuid4()), choice=found[0])
        assert not taken.refusal, taken
        return self.last

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.sandbox.talk(self.name).messages]

    @property
    def last(self) -> str:
        return self.texts[-1]


@pytest.fixture
def real(front_door: FrontDoor, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> FrontDoor:
    """The real service with its worker, and every setting of it in this process's surroundings."""
    front_door.start(front_door.worker)
    ways_out = {
        "database_url": front_door.settings.store_url,
        "conversations_url": front_door.settings.tracker_url,
        "webhook_url": receiver.url,
        "webhook_secret": SECRET,
        "safeguarding_webhook_url": receiver.url,
        "safeguarding_webhook_secret": SECRET,
        "telegram_token": TOKEN,
        "telegram_api_url": receiver.url,
        "action_address": front_door.settings.action_server,
        "secret_key": front_door.settings.signing_key(),
    }
    for name in Settings.model_fields:
        value = ways_out.get(name, getattr(front_door.settings, name))
        monkeypatch.setenv(environment_name(name), str(value if value is not None else ""))
    return front_door


@pytest.fixture
def keepers(real: FrontDoor) -> list[KeeperProcess]:
    return []


@pytest.fixture
def sandbox(real: FrontDoor, keepers: list[KeeperProcess]) -> Iterator[Sandbox]:
    def start() -> KeeperProcess:
        keepers.append(KeeperProcess(real.settings))
        return keepers[-1]

    opened = Sandbox(start, opens_within=150)
    yield opened
    opened.close()


def everything(url: str) -> dict[str, list[Any]]:
    """Every row of every table."""
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        rows = {name: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{name}"')))) for name in tables}
    engine.dispose()
    return rows


def files(folder: Path) -> list[str]:
    """Names of what the real service keeps, but for logs and what SQLite puts beside an open file."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    beside = (".log", "-shm", "-wal", ".1")
    return sorted(str(path.relative_to(folder)) for path in found if not path.name.endswith(beside))


def kept(real: FrontDoor) -> tuple[Any, ...]:
    """All that the real service keeps, but who is using its files at this moment."""
    return everything(real.settings.store_url), everything(real.settings.tracker_url), files(real.settings.data_folder)


def test_a_conversation_shared_to_the_end_and_danger_reach_nobody_real(
    real: FrontDoor, receiver: Receiver, sandbox: Sandbox, keepers: list[KeeperProcess]
) -> None:
    # Something real is kept, so that "nothing changed" says something.
    OtherClient(real.address).say("I would like to get up to the allotment again")
    before = kept(real)
    receiver.coming.clear()

    chair = Chair(sandbox, "conventional")
    assert chair.last == "What is wrong?"
    assert chair.say("the forms are too much since my wife went into a home") == "Can you cope?"
    sandbox.switch(chair.name, "strengths_only")
    assert chair.say("I go one day at a time") == "What is making you smile today?"
    sandbox.switch(chair.name, "asset_balanced")
    chair.say("I make walking sticks out of hazel")
    chair.choose("Show me what I said")
    chair.choose("Share it with the team")
    chair.choose("Phone call")
    chair.say("01632 960777")
    chair.say("Ottoline")
    chair.choose("Mornings")
    chair.choose("No, it is private")
    chair.choose("Yes, pass it on")
    copy = sandbox.summary(chair.name)
    assert copy is not None
    assert copy["shared"]
    shown = [line["words"] for heading in copy["headings"] for line in heading["lines"]]
    assert "I make walking sticks out of hazel" in shown
    chair.say(HE_HITS_ME)
    assert any("999" in each for each in chair.texts[-8:])

    # It happened as it would have: summary and concern are in the sandbox's own store, and nowhere else.
    told = repr(everything(f"sqlite:///{keepers[0].folder / 'frontdoor.db'}"))
    assert HE_HITS_ME in told
    assert "Ottoline" in told
    # The worker looks every second, and has nothing more to do.
    time.sleep(3)
    sandbox.leave(chair.name)
    assert not keepers[0].folder.exists()
    assert kept(real) == before
    assert not receiver.coming.is_set()


def test_a_resident_can_never_choose_a_style(real: FrontDoor) -> None:
    client = OtherClient(real.address)
    with pytest.raises(RefusedError) as refused:
        client.send({"text": "hello", "style": "conventional"})

    assert refused.value.code == "unknown_field"
    assert client.transcript()[-1]["text"] == "What made you get in touch today?"
    begun = requests.post(f"{real.address}/chat/api/conversations", json={"style": "conventional"}, timeout=30)
    assert begun.json()["messages"][-1]["text"] == "What made you get in touch today?"
