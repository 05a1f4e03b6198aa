"""A rehearsal: a learner, a resident, an aim, and turns that can be gone back to with what was tried kept beside.

A rehearsal is a value. What is kept of it is the learner's turns and the seed, because the same turns give the same
conversation again (``record``, ``replay``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from bot.errors import NotFoundError
from bot.studio.plain_turns import written_out
from bot.studio.resident.person import Resident
from bot.studio.resident.responding import Reply, respond
from bot.studio.resident.state import State, begin
from bot.studio.turn import ReadTurn, Turn

AIMS_FILE = Path(__file__).with_name("aims.yml")


@dataclass(frozen=True)
class Aim:
    """What a learner wants to practise.

    Attributes:
        key: its name.
        name: what it is called.
        about: one sentence.
    """

    key: str
    name: str
    about: str


@dataclass(frozen=True)
class Exchange:
    """One turn and what came of it.

    Attributes:
        said: what the learner said.
        turn: how that was read.
        before: where the conversation stood.
        reply: what the resident said.
        after: where it stands now.
    """

    said: str
    turn: Turn
    before: State
    reply: Reply
    after: State


@dataclass(frozen=True)
class Branch:
    """What was tried and gone back from.

    Attributes:
        from_turn: the last turn that it shares with what came after; 0 for none.
        exchanges: all its turns, the shared ones included.
    """

    from_turn: int
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True)
class Rehearsal:
    """A rehearsal so far.

    Attributes:
        aim: what is practised.
        begun: the state in which the resident has said their opening words.
        exchanges: the turns as they stand.
        branches: what was tried and gone back from, in order.
    """

    aim: Aim
    begun: State
    exchanges: tuple[Exchange, ...] = ()
    branches: tuple[Branch, ...] = ()

    @property
    def resident(self) -> Resident:
        """Who is rehearsed with."""
        return self.begun.resident

    @property
    def now(self) -> State:
        """Where the conversation stands."""
        return self.exchanges[-1].after if self.exchanges else self.begun

    def say(self, said: str, read: ReadTurn) -> Rehearsal:
        """Take a turn.

        Args:
            said: what the learner says; nothing at all is silence.
            read: reads how it was asked.
        """
        said = said.strip() or "..."
        turn = read(self.now.last_reply, written_out(said))
        after, reply = respond(self.now, said, turn)
        return replace(self, exchanges=(*self.exchanges, Exchange(said, turn, self.now, reply, after)))

    def rewind(self, to_turn: int) -> Rehearsal:
        """Go back to where a turn had not been taken yet; what was tried is kept as a branch.

        Args:
            to_turn: the turn to take again, counted from 1.

        Raises:
            NotFoundError: there is no such turn.
        """
        if not 1 <= to_turn <= len(self.exchanges):
            raise NotFoundError(f"There is no turn {to_turn}: {len(self.exchanges)} were taken.")
        kept = Branch(to_turn - 1, self.exchanges)
        return replace(self, exchanges=self.exchanges[: to_turn - 1], branches=(*self.branches, kept))

    def take_up(self, branch: int) -> Rehearsal:
        """Go on from what was tried before; what stands now is kept as a branch in its place.

        Args:
            branch: which, counted from 1.

        Raises:
            NotFoundError: there is no such branch.
        """
        if not 1 <= branch <= len(self.branches):
            raise NotFoundError(f"There is no branch {branch}: {len(self.branches)} are kept.")
        taken = self.branches[branch - 1].exchanges
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(taken, self.exchanges, strict=False)))
        left = (Branch(shared, self.exchanges),) if len(self.exchanges) > shared else ()
        others = (*self.branches[: branch - 1], *left, *self.branches[branch:])
        return replace(self, exchanges=taken, branches=others)

    def record(self) -> dict[str, Any]:
        """Return what has to be kept for it to be replayed, as plain words and numbers."""
        return {
            "resident": self.resident.key,
            "aim": self.aim.key,
            "seed": self.begun.seed,
            "safety": self.begun.safety_on,
            "turns": [each.said for each in self.exchanges],
            "branches": [
                {"from_turn": branch.from_turn, "turns": [each.said for each in branch.exchanges]}
                for branch in self.branches
            ],
        }


def start(resident: Resident, *, aim: str = "", seed: int = 1, safety: bool = False) -> Rehearsal:
    """Begin a rehearsal.

    Args:
        resident: who it is with.
        aim: key of what is practised; "" for the first.
        seed: chooses among ways of saying the same.
        safety: whether the safety layer is on. Whoever calls has shown the learner its warning.

    Raises:
        NotFoundError: there is no such aim.
    """
    if aim and aim not in aims():
        raise NotFoundError(f"There is no aim {aim!r}. There are {', '.join(aims())}.")
    chosen = aims()[aim] if aim else next(iter(aims().values()))
    return Rehearsal(chosen, begin(resident, seed, safety=safety))


def replay(record: Mapping[str, Any], residents: Mapping[str, Resident], read: ReadTurn) -> Rehearsal:
    """Play a rehearsal again from what was kept.

    Args:
        record: what ``Rehearsal.record`` gave.
        residents: all residents.
        read: the reader of turns with which it was played.

    Raises:
        NotFoundError: its resident or aim is not there any more.
    """
    if record["resident"] not in residents:
        raise NotFoundError(f"There is no resident {record['resident']!r}.")
    begun = start(
        residents[record["resident"]], aim=record["aim"], seed=int(record["seed"]), safety=bool(record["safety"])
    )
    branches = tuple(
        Branch(int(branch["from_turn"]), _played(begun, branch["turns"], read).exchanges)
        for branch in record["branches"]
    )
    return replace(_played(begun, record["turns"], read), branches=branches)


def _played(rehearsal: Rehearsal, turns: Iterable[str], read: ReadTurn) -> Rehearsal:
    for said in turns:
        rehearsal = rehearsal.say(said, read)
    return rehearsal


@lru_cache(maxsize=1)
def aims() -> Mapping[str, Aim]:
    """Return what may be practised, by key."""
    read = yaml.safe_load(AIMS_FILE.read_text(encoding="utf-8"))["aims"]
    return {entry["key"]: Aim(**entry) for entry in read}
