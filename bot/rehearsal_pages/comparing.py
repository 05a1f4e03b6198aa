"""Comparing styles: the same resident met by four scripts from the question library, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import yaml
from flask import Blueprint, current_app, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from bot.errors import NotFoundError
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.found_picture import FoundPicture, found_picture
from bot.strengths.question import STYLES
from bot.strengths.script import PAIRS
from bot.studio.feedback import feedback
from bot.studio.rehearsal.comparing import Compared, compare
from bot.studio.rehearsal.debrief import Debrief
from bot.studio.rehearsal.rehearsal import Exchange
from bot.studio.resident.person import Resident

WORDS = Path(__file__).with_suffix(".yml")
NAME = "front_door_comparisons"
MOST_SEEDS = 5
"""Ways in which the same talk may go; few, so that nobody can keep the machine busy with ever new ones."""

MOST_KEPT = 60
PAIRS_OF_STYLES = (
    ("conventional", "asset_balanced"),
    ("strengths_based", "asset_balanced"),
    ("strengths_only", "asset_balanced"),
    ("conventional", "strengths_only"),
)

pages = Blueprint("comparing", __name__)


@dataclass(frozen=True)
class Column:
    """One way of asking, as it is shown.

    Attributes:
        style: its key.
        name: what it is called.
        about: what it is.
        compared: what came of it.
        picture: what came out and what did not, on the three circles; a thing has the same place in every way's.
        hidden: the skill nobody asked about, if it came out.
    """

    style: str
    name: str
    about: str
    compared: Compared
    picture: FoundPicture
    hidden: str


@dataclass(frozen=True)
class Cell:
    """One turn of one way of asking.

    Attributes:
        column: whose.
        exchange: what was said; None when this way does not ask about it.
        new: what came out that had not, or "".
    """

    column: Column
    exchange: Exchange | None
    new: str


@dataclass(frozen=True)
class Row:
    """One thing that is asked about, in each way.

    Attributes:
        about: what it is.
        cells: one for each way.
    """

    about: str
    cells: tuple[Cell, ...]


class Comparisons:
    """Comparisons that were worked out, kept until a file of the resident or of the library changes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], tuple[Resident, object, tuple[Compared, ...]]] = {}
        self._one_at_a_time = Lock()

    def of(self, resident: Resident, seed: int) -> tuple[Compared, ...]:
        """Return how a resident was met in each style.

        Args:
            resident: who.
            seed: chooses among ways of saying the same.
        """
        library = desk().library()
        asked = tuple((question.key, question.wording) for question in library.values() if question.pair)
        with self._one_at_a_time:
            kept = self._kept.get((resident.key, seed))
            if kept is not None and kept[0] is resident and kept[1] == asked:
                return kept[2]
            met = compare(resident, feedback, seed=seed, library=library)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[resident.key, seed] = (resident, asked, met)
            return met


@pages.record_once
def _lay_out(state: BlueprintSetupState) -> None:
    state.app.extensions[NAME] = Comparisons()


@pages.get("/compare")
def choose() -> ResponseReturnValue:
    """Show with whom ways of asking can be compared."""
    return render_template("compare_choosing.html", residents=desk().residents(), styles=words()["styles"])


@pages.get("/compare/<key>")
def show(key: str) -> ResponseReturnValue:
    """Show one resident met in each way, turn by turn, and what each drew out."""
    resident = desk().residents().get(key)
    if resident is None:
        raise NotFoundError("There is no such resident.")
    seed = min(max(request.args.get("again", 1, type=int), 1), MOST_SEEDS)
    shown = [style for style in request.args.get("show", "").split(",") if style in STYLES]
    columns = columns_of(cast(Comparisons, current_app.extensions[NAME]).of(resident, seed), shown)
    return render_template(
        "compare.html",
        resident=resident,
        columns=columns,
        rows=rows_of(columns, resident),
        styles=words()["styles"],
        pairs_of_styles=PAIRS_OF_STYLES,
        shown=",".join(column.style for column in columns),
        shows_all=len(columns) == len(STYLES),
        seed=seed,
        most_seeds=MOST_SEEDS,
    )


def columns_of(met: Sequence[Compared], shown: Sequence[str] = ()) -> tuple[Column, ...]:
    """Return the ways of asking as they are shown.

    Args:
        met: how a resident was met in each.
        shown: the ways that are wanted; none for all.
    """
    return tuple(_column(one) for one in met if not shown or one.style in shown)


def rows_of(columns: Sequence[Column], resident: Resident) -> tuple[Row, ...]:
    """Return the turns, one row for each thing that is asked about.

    Args:
        columns: the ways of asking.
        resident: who was asked.
    """
    rows = []
    for pair in PAIRS:
        cells = tuple(_cell(column, pair, resident) for column in columns)
        if any(cell.exchange is not None for cell in cells):
            rows.append(Row(words()["turns"].get(pair, pair), cells))
    return tuple(rows)


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Return what the page calls styles and turns, read once."""
    read: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return read


def _column(one: Compared) -> Column:
    said = words()["styles"][one.style]
    return Column(
        style=one.style,
        name=said["name"],
        about=said["about"],
        compared=one,
        picture=_picture(one.debrief),
        hidden=next((seen.label for seen in one.debrief.found if seen.kind == "hidden"), ""),
    )


def _picture(debrief: Debrief) -> FoundPicture:
    """The picture with every thing in a place of its own, whatever came out, so that maps can be laid side by side."""
    found = {seen.label for seen in debrief.found}
    everything = sorted((*debrief.found, *debrief.undiscovered), key=lambda seen: (seen.kind, seen.label))
    drawn = found_picture(everything, ())
    missed = (number for number, seen in enumerate(drawn.seen, start=1) if seen.label not in found)
    return replace(drawn, undiscovered=frozenset(missed))


def _cell(column: Column, pair: str, resident: Resident) -> Cell:
    exchange = column.compared.turn_about(pair)
    reply = exchange.reply if exchange else None
    new = resident.fact(reply.told).label if reply and reply.told and reply.is_new else ""
    return Cell(column, exchange, new)
