"""How somebody likes to talk, as far as the team may be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class HowToTalk:
    """How somebody likes to talk, as far as the team may be told (Accessible Information Standard: share).

    Attributes:
        ways: the ways of talking asked for, by the names of ``ways.Way``.
        words: what they said of it, in their words.
    """

    ways: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ways or self.words)

    def to_record(self) -> dict[str, list[str]]:
        """Return plain values for JSON."""
        return {"ways": list(self.ways), "words": list(self.words)}

    @classmethod
    def from_record(cls, record: dict[str, list[str]] | None) -> HowToTalk:
        """Return what ``to_record`` wrote; what was kept before there was such a record says nothing."""
        record = record or {}
        return cls(ways=tuple(record.get("ways", ())), words=tuple(record.get("words", ())))
