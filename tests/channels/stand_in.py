"""What stands for the store of conversations where a test's own agent keeps the events."""

from __future__ import annotations

from typing import Any

from bot.dialogue.said import SaidSince


class ReadsAll:
    """Reads everything anew each time, from what ``retrieve`` gives."""

    async def retrieve(self, conversation: str) -> Any:
        """Return something with ``events`` and ``slots``."""
        raise NotImplementedError

    async def said_since(self, conversation: str, _mark: Any) -> SaidSince:
        return SaidSince(mark=None, events=list((await self.retrieve(conversation)).events))

    async def slot_value(self, conversation: str, name: str) -> Any:
        slot = (await self.retrieve(conversation)).slots.get(name)
        return slot.value if slot is not None else None
