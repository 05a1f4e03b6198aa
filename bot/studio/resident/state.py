"""Where a conversation with a simulated resident stands, as a value: kept, compared, and gone back to at any turn."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from bot.studio.resident.person import Resident


@dataclass(frozen=True)
class State:
    """How a resident takes the conversation so far.

    Attributes:
        resident: whose it is.
        seed: chooses among ways of saying the same.
        turns: how many turns the learner has had.
        trust: 0 to 10.
        heard: how often hardship was met by an acknowledgement or a reflection of it.
        just_heard: whether the turn before did so.
        last_reply: what the resident said last.
        last_hard: whether that told hardship.
        last_fact: key of the fact that was spoken of last; "" for none.
        told: facts told, with how many layers of each.
        hinted: facts of which a hint was let slip.
        said: every line that was said, so that none is said twice.
        learner: what the learner said, plain.
        asked: topics asked about, in order.
        deficit_run: deficit-led questions, or bare words of a list, in a row.
        cheer_run: positive questions straight after hardship, in a row.
        echo_run: turns in a row that only said something back.
        silence_run: silent turns in a row.
        sore: how often each sore point was touched.
        insults: how many insults there were.
        gone: whether the resident has ended the conversation.
        safety_on: whether the safety layer is switched on.
        cues_given: how many safety cues were let fall.
        cue_turn: the turn of the last of them.
        noticed: whether the learner noticed one.
        disclosed: how many layers of it were told.
    """

    resident: Resident
    seed: int = 1
    turns: int = 0
    trust: float = 3.0
    heard: int = 0
    just_heard: bool = False
    last_reply: str = ""
    last_hard: bool = False
    last_fact: str = ""
    told: tuple[tuple[str, int], ...] = ()
    hinted: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    learner: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    deficit_run: int = 0
    cheer_run: int = 0
    echo_run: int = 0
    silence_run: int = 0
    sore: tuple[tuple[int, int], ...] = ()
    insults: int = 0
    gone: bool = False
    safety_on: bool = False
    cues_given: int = 0
    cue_turn: int = 0
    noticed: bool = False
    disclosed: int = 0

    def layers_told(self, key: str) -> int:
        """How many layers of a fact were told."""
        return dict(self.told).get(key, 0)

    def with_told(self, key: str, layers: int) -> State:
        """Return the state in which so many layers of a fact are told."""
        told = dict(self.told)
        told[key] = max(layers, told.get(key, 0))
        return replace(self, told=tuple(told.items()))

    def record(self) -> dict[str, Any]:
        """Return it in plain words and numbers, to be kept as JSON."""
        kept = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "resident"}
        return {"resident": self.resident.key, **kept}

    @classmethod
    def from_record(cls, record: dict[str, Any], resident: Resident) -> State:
        """Return the state that ``record`` gave.

        Args:
            record: what was kept.
            resident: the resident it names.
        """
        kept = {name: value for name, value in record.items() if name != "resident"}
        for name in ("hinted", "said", "learner", "asked"):
            kept[name] = tuple(kept.get(name, ()))
        for name in ("told", "sore"):
            kept[name] = tuple((first, second) for first, second in kept.get(name, ()))
        return cls(resident=resident, **kept)


def begin(resident: Resident, seed: int = 1, *, safety: bool = False) -> State:
    """Return the state in which a resident has just said their opening words.

    Args:
        resident: who it is.
        seed: chooses among ways of saying the same; the same seed and turns give the same conversation.
        safety: whether the safety layer is switched on.
    """
    return State(
        resident=resident,
        seed=seed,
        trust=resident.trust,
        last_reply=resident.opening,
        last_hard=True,
        said=(resident.opening,),
        safety_on=safety and resident.safety is not None,
    )
