"""Which device a conversation is open to: once it has moved to another, no token from before opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa.core.agent import Agent

from bot.clock import Clock, now
from bot.errors import NotTakenInError


def conversation_store(agent: Agent) -> Any:
    """Return the store of conversations itself.

    Rasa wraps it in one that falls back to memory without a word when the database fails, and then a conversation
    seems to start afresh. The store itself says that it failed.
    """
    return getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)


def let_failures_show(agent: Agent) -> None:
    """Have an agent work on the store of conversations itself, so that a turn whose store fails has failed.

    Rasa's wrapper would hand the turn an empty conversation, in which somebody who asks for a person is a stranger and
    is passed on a second time; it would keep what it cannot save in memory, and write the database's complaint, which
    may quote words, to the log.

    Args:
        agent: as it is now; Rasa makes another when it loads a model.
    """
    store = conversation_store(agent)
    if getattr(agent.processor, "tracker_store", store) is not store:
        agent.processor.tracker_store = store


class Seats:
    """The place from which a conversation opens; none while it has never moved.

    Args:
        find_agent: gives Rasa's agent as it is now; None while none is loaded.
        clock: the time.
    """

    def __init__(self, find_agent: Callable[[], Agent | None], clock: Clock = now) -> None:
        self._find_agent = find_agent
        self._clock = clock

    async def is_open_to(self, conversation: str, seat: str) -> bool:
        """Return whether a device with this seat may open a conversation: yes, unless another has taken it over.

        Raises:
            NotTakenInError: that is not known just now.
        """
        try:
            taken = await self._store.seat_of(conversation)
        except Exception as error:  # noqa: BLE001 (whatever the store raises)
            raise NotTakenInError(type(error).__name__) from None
        return taken is None or taken == seat

    async def move(self, conversation: str, seat: str) -> None:
        """Give a conversation to another device, so that no token from before opens it.

        Args:
            conversation: its name.
            seat: name of the device's place in it, which nobody can guess.

        Raises:
            NotTakenInError: it could not be moved, and stays where it was.
        """
        try:
            await self._store.give_seat(conversation, seat, self._clock().timestamp())
        except Exception as error:  # noqa: BLE001 (whatever the store raises)
            raise NotTakenInError(type(error).__name__) from None

    @property
    def _store(self) -> Any:
        agent = self._find_agent()
        if agent is None or not agent.is_ready():
            raise NotTakenInError("no model is loaded")
        return conversation_store(agent)
