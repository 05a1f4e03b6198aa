"""One quiet line about a turn, while a rehearsal goes on: what the learner did, and what the resident did next.

Feedback right after a turn is what made practice stick where it was tried (practice 4.3: ClientBot); it describes and
does not praise. A safety cue that went by is left to the debrief, so that it can still be noticed.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.studio.plain_turns import plainly
from bot.studio.rehearsal.debrief import what_it_opened
from bot.studio.rehearsal.rehearsal import Exchange
from bot.studio.rehearsal.rewording import wording
from bot.studio.turn import Turn

FIRST: tuple[tuple[str, Callable[[Turn], bool]], ...] = (
    ("advice", lambda turn: turn.advice and not turn.asks_permission),
    ("leading", lambda turn: turn.leading),
    ("multiple", lambda turn: turn.multiple),
    ("heard_then_open", lambda turn: turn.acknowledges and turn.form == "open"),
    ("heard_then_asked", lambda turn: turn.acknowledges and turn.form != "none"),
    ("heard", lambda turn: turn.acknowledges),
    ("reflected_then_open", lambda turn: turn.reflection and turn.form == "open"),
    ("reflected_then_asked", lambda turn: turn.reflection and turn.form != "none"),
    ("reflected", lambda turn: turn.reflection),
    ("affirmed", lambda turn: turn.affirmation),
    ("asked_leave", lambda turn: turn.asks_permission),
    ("closed_is_right", lambda turn: turn.form != "none" and getattr(turn, "closed_is_right", False)),
    ("deficit_led", lambda turn: turn.deficit_led),
    ("open", lambda turn: turn.form == "open"),
    ("choice", lambda turn: turn.form == "choice"),
    ("closed", lambda turn: turn.form == "closed"),
)
"""What a learner may have done, in ``wording.yml`` under ``quiet``; the first that is so is said."""


def quiet_line(exchange: Exchange) -> str:
    """Return the line about one turn.

    Args:
        exchange: the turn, and what came of it.
    """
    happened: dict[str, str] = wording()["tried"]
    if exchange.reply.happened in happened:
        return happened[exchange.reply.happened]
    opened = what_it_opened(exchange)
    next_of_all = wording()["worked"][opened] if opened else ""
    return " ".join(part for part in (wording()["quiet"][_did(exchange.said, exchange.turn)], next_of_all) if part)


def _did(said: str, turn: Turn) -> str:
    if not plainly(said).strip(". "):
        return "silence"
    return next((name for name, is_so in FIRST if is_so(turn)), "nothing_asked")
