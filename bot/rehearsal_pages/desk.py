"""What every page of the studio works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from bot.rehearsal_pages.rooms import Rooms
from bot.sandbox.sandbox import Sandbox
from bot.staff_pages import desk as of_any_part
from bot.store.studio import StudioQueries, StudioStore, StudioUnitOfWork
from bot.strengths.library import Library, gather, read_library
from bot.studio.resident.cast import gather_residents
from bot.studio.resident.person import Resident


@dataclass(frozen=True, kw_only=True)
class Desk(of_any_part.Desk):
    """What one studio was made with.

    Attributes:
        store: the studio's own records, and who may sign in.
        rooms: rehearsals under way.
        sandbox: where a trainer sits in the other chair.
    """

    store: StudioStore
    rooms: Rooms
    sandbox: Sandbox

    @property
    def queries(self) -> StudioQueries:
        """Everything that the studio can read."""
        return self.store.queries

    @property
    def unit_of_work(self) -> StudioUnitOfWork:
        """What the studio writes with."""
        return self.store.unit_of_work()

    def residents(self) -> Mapping[str, Resident]:
        """Return who can be rehearsed with, by key, as the files are now; a fault in one takes nobody else away."""
        return gather_residents(self.settings.resident_folder).residents

    def library(self) -> Library:
        """Return the questions as their files are now, or ours while the council's own cannot be used."""
        gathered = gather(self.settings.question_folder)
        return read_library() if gathered.faults else gathered.library


def desk() -> Desk:
    """Return what the page being asked for works with."""
    return cast(Desk, of_any_part.desk())
