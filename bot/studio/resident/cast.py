"""All residents that can be rehearsed with: ours, and those of a folder of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import LibraryError
from bot.strengths.fault import Fault
from bot.studio.resident.person import Resident
from bot.studio.resident.resident_file import read_resident_file

BUILT_IN_RESIDENTS = Path(__file__).parents[1] / "residents"


@dataclass(frozen=True)
class Cast:
    """Residents as they were found, with all that is wrong with their files.

    Attributes:
        residents: those that could be read, by key.
        faults: what is wrong, each with file and entry.
    """

    residents: Mapping[str, Resident]
    faults: tuple[Fault, ...]


def gather_residents(folder: Path | None = None) -> Cast:
    """Read what can be read of the residents, and list all that is wrong.

    Args:
        folder: a folder of one's own; a file there replaces ours of the same name, others are added.
    """
    files = {path.name: path for path in sorted(BUILT_IN_RESIDENTS.glob("*.yml"))}
    residents: dict[str, Resident] = {}
    faults: list[Fault] = []
    if folder is not None and not folder.is_dir():
        faults.append(Fault("there is no such folder", file=str(folder)))
    elif folder is not None:
        files |= {path.name: path for path in sorted(folder.glob("*.yml"))}
    for _, path in sorted(files.items()):
        resident, wrong = read_resident_file(path)
        faults += wrong
        if resident is not None:
            residents[resident.key] = resident
    return Cast(residents, tuple(faults))


def residents(folder: Path | None = None) -> Mapping[str, Resident]:
    """Return the residents by key, as their files are now.

    Args:
        folder: a folder of one's own; see ``gather_residents``.

    Raises:
        LibraryError: a file is not written as it must be.
    """
    cast = gather_residents(folder)
    if cast.faults:
        raise LibraryError(*cast.faults)
    return cast.residents
