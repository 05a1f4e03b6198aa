"""A Telegram door without Telegram, Rasa or a database: what is said into it, and what it sends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.events import BotUttered, UserUttered
from telegram import Update

from bot.channels.choices import Choices
from bot.channels.first_help import FirstHelp
from bot.channels.identity import Identities
from bot.channels.seats import Seats
from bot.channels.telegram.answering import Answering
from bot.channels.telegram.chats import Chats
from bot.channels.telegram.door import Door
from bot.channels.telegram.incoming import read
from bot.channels.telegram.order import Order
from bot.channels.telegram.sending import Sender
from bot.channels.turn import Conversations
from bot.errors import StoreUnavailableError
from bot.settings import Settings
from tests.channels.stand_in import ReadsAll

ANNA, BEN = 70011223, 70044556
BOT = 5550001
PRIVATE = "private"


@dataclass
class Sent:
    """A message that reached a chat."""

    chat: int
    text: str
    buttons: dict[str, str]
    picture: bool = False
    reply_to: int | None = None


class FakeBot:
    """Stands for the library's ``Bot``: keeps what it is asked to send, and fails when it is told to."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.answered: list[tuple[str, str]] = []
        self.edited: list[tuple[int, str]] = []
        self.left: list[int] = []
        self.failures: list[Exception] = []
        self.queue: list[dict[str, Any]] = []
        self.offsets: list[int] = []

    async def send_message(self, chat: int, text: str, **more: Any) -> None:
        self._fail()
        reply = more.get("reply_parameters")
        self.sent.append(Sent(chat, text, _buttons(more), reply_to=reply.message_id if reply else None))

    async def send_photo(self, chat: int, photo: Any, caption: str, **more: Any) -> None:
        self._fail()
        assert photo.input_file_content.startswith(b"\x89PNG")
        self.sent.append(Sent(chat, caption, _buttons(more), picture=True))

    async def answer_callback_query(self, press: str, text: str, show_alert: bool) -> None:
        self.answered.append((press, text))

    async def edit_message_text(self, text: str, chat_id: int, message_id: int) -> None:
        self.edited.append((message_id, text))

    async def edit_message_reply_markup(self, chat_id: int, message_id: int) -> None:
        self.edited.append((message_id, ""))

    async def leave_chat(self, chat: int) -> None:
        self.left.append(chat)

    async def do_api_request(self, _endpoint: str, api_kwargs: dict[str, Any], **_: Any) -> list[dict[str, Any]]:
        self._fail()
        self.offsets.append(api_kwargs["offset"])
        self.queue = [data for data in self.queue if data["update_id"] >= api_kwargs["offset"]]
        return list(self.queue)

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)


def _buttons(more: dict[str, Any]) -> dict[str, str]:
    keyboard = more.get("reply_markup")
    rows = keyboard.inline_keyboard if keyboard else ()
    return {button.text: str(button.callback_data) for row in rows for button in row}


@dataclass
class Agent(ReadsAll):
    """Stands for Rasa's agent and its stores: it keeps events, and answers with an echo and two buttons."""

    events: dict[str, list[Any]] = field(default_factory=dict)
    chats: dict[str, tuple[str, str, float]] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    seats: dict[str, str] = field(default_factory=dict)
    handed: list[UserMessage] = field(default_factory=list)
    contact: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    broken: bool = False
    takes: dict[str, float] = field(default_factory=dict)
    says: str = "I heard: "

    def __post_init__(self) -> None:
        self.lock_store = InMemoryLockStore()
        self.tracker_store = self.processor = self

    def is_ready(self) -> bool:
        return True

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        return {"text": message.text, "intent": {"name": "tell", "confidence": 1.0}, "entities": []}

    async def retrieve(self, conversation: str) -> Any:
        self._break()
        slots = {"contact": SimpleNamespace(value=self.contact)} if self.contact else {}
        return SimpleNamespace(events=list(self.events.get(conversation, [])), slots=slots)

    async def handle_message(self, message: UserMessage) -> None:
        await asyncio.sleep(self.takes.get(str(message.text), 0))
        self._break()
        self.handed.append(message)
        intent = message.parse_data["intent"]
        events = self.events.setdefault(str(message.sender_id), [])
        said = UserUttered(message.text, intent=intent, message_id=message.message_id, metadata=message.metadata)
        said.parse_data["safety"] = message.parse_data.get("safety")
        events.append(said)
        buttons = [{"title": "Yes", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]
        text = "Hello." if intent["name"] == "begin" else f"{self.says}{message.text}"
        events.append(BotUttered(text, data={"buttons": buttons, "custom": self.data or None}))

    async def chat(self, chat: str) -> tuple[str, str, float] | None:
        self._break()
        return self.chats.get(chat)

    async def keep_chat(self, chat: str, conversation: str, seat: str, timestamp: float) -> None:
        self._break()
        self.chats[chat] = (conversation, seat, timestamp)

    async def was_sent(self, marks: list[str]) -> set[str]:
        self._break()
        return self.sent.intersection(marks)

    async def note_sent(self, mark: str, _timestamp: float) -> None:
        self._break()
        self.sent.add(mark)

    async def seat_of(self, conversation: str) -> str | None:
        self._break()
        return self.seats.get(conversation)

    def _break(self) -> None:
        if self.broken:
            raise OSError("a secret: the disk is full")


def no_store() -> Any:
    raise StoreUnavailableError("There is none here.")


class Talk:
    """One door, and everybody who writes to it.

    Args:
        agent: stands for Rasa.
        bot: stands for Telegram.
        settings: what differs from the built-in settings.
    """

    def __init__(self, agent: Agent | None = None, bot: FakeBot | None = None, **settings: Any) -> None:
        self.agent, self.bot = agent or Agent(), bot or FakeBot()
        self.slept: list[float] = []
        self._update = self._message = 100
        self._settings = Settings(_env_file=None, team_phone="01632 960123", **settings)  # type: ignore[call-arg]
        self.restart()

    def restart(self) -> None:
        """Start the door anew: nothing stays but what is in the store."""
        identities = Identities("a key that is long enough", 1)
        choices = Choices(identities)
        first_help = FirstHelp(no_store, self._settings.local_details(), has_way_out=False)
        find: Callable[[], Any] = lambda: self.agent  # noqa: E731
        self.chats = Chats(identities, find)
        self.door = Door(
            settings=self._settings,
            choices=choices,
            conversations=Conversations(find, choices, first_help, "telegram", 5, 5),
            seats=Seats(find),
            taking_over=None,  # type: ignore[arg-type]
            chats=self.chats,
            sender=Sender(self.bot, self.chats, self._sleep),  # type: ignore[arg-type]
        )
        self.answering = Answering(self.door)

    def order(self, head_start: float = 5.0) -> Order:
        return Order(self.answering.deal_with, self.chats, "5550001", head_start)

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)

    def message(self, chat: int = ANNA, kind: str = PRIVATE, **fields: Any) -> dict[str, Any]:
        """Return an update with a message, as Telegram sends it."""
        self._update += 1
        self._message += 1
        message = {
            "message_id": self._message,
            "date": 1770000000,
            "chat": {"id": chat, "type": kind},
            "from": {"id": chat, "is_bot": False, "first_name": "Anna"},
            **fields,
        }
        return {"update_id": self._update, "message": message}

    def edit(self, of: dict[str, Any], text: str) -> dict[str, Any]:
        """Return an update that says that a message was changed."""
        self._update += 1
        return {"update_id": self._update, "edited_message": {**of["message"], "text": text, "edit_date": 1770000009}}

    def press(self, mark: str, under: str = "Hello.", chat: int = ANNA, **more: Any) -> dict[str, Any]:
        """Return an update with a press of a button."""
        self._update += 1
        message = {
            "message_id": 90,
            "date": 1770000000,
            "chat": {"id": chat, "type": PRIVATE},
            "from": {"id": BOT, "is_bot": True, "first_name": "Door"},
            "text": under,
            **more,
        }
        person = {"id": chat, "is_bot": False, "first_name": "Anna"}
        query = {"id": str(self._update), "from": person, "chat_instance": "1", "data": mark, "message": message}
        return {"update_id": self._update, "callback_query": query}

    def take(self, *updates: dict[str, Any]) -> list[str]:
        """Let updates arrive one after another; return the texts that were sent because of them."""
        before = len(self.bot.sent)

        async def all_of_them() -> None:
            order = self.order()
            for data in updates:
                incoming = read(Update.de_json(data, None))
                if incoming is not None:
                    await order.take(incoming)

        asyncio.run(all_of_them())
        return [sent.text for sent in self.bot.sent[before:]]

    def say(self, text: str, chat: int = ANNA) -> list[str]:
        """Let somebody type something."""
        return self.take(self.message(chat, text=text))

    @property
    def said(self) -> list[str]:
        """What reached the conversation, the opening left out."""
        return [str(message.text) for message in self.agent.handed if message.text != "begin"]
