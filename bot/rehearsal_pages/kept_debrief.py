"""A kept rehearsal, shown again as it was."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from bot.rehearsal_pages.debriefing import as_text, told_of
from bot.rehearsal_pages.learning import replayed
from bot.store.studio_records import KeptRehearsal
from bot.studio.rehearsal.indicators import Indicators
from bot.studio.rehearsal.mirrors import mirrors
from bot.studio.rehearsal.rewording import wording


def kept_page(kept: KeptRehearsal, *, me: str, back: str, text: str, go_on: str = "") -> ResponseReturnValue:
    """Return the page of a kept rehearsal.

    Args:
        kept: the rehearsal.
        me: what the learner is called on the page.
        back: address of the page before.
        text: address of the same as plain text.
        go_on: address that goes on with it; "" for who cannot.
    """
    shared = {"kept": kept, "me": me, "back": back, "text": text, "go_on": go_on}
    rehearsal = replayed(dict(kept.record))
    if rehearsal is None:
        return render_template("kept_talk.html", **(shared | _as_it_was(kept)))
    view, nearer = _view(kept)
    return render_template("kept_debrief.html", **(shared | told_of(rehearsal, view, nearer, me)))


def kept_text(kept: KeptRehearsal, *, me: str) -> ResponseReturnValue:
    """Return a kept rehearsal as a file to keep.

    Args:
        kept: the rehearsal.
        me: what the learner is called in it.
    """
    rehearsal = replayed(dict(kept.record))
    if rehearsal is None:
        return as_text("kept_talk.txt", kept.resident, {"me": me, "kept": kept, **_as_it_was(kept)})
    view, nearer = _view(kept)
    return as_text("debrief.txt", kept.resident, told_of(rehearsal, view, nearer, me))


def _view(kept: KeptRehearsal) -> tuple[tuple[str, ...], str]:
    return tuple(kept.view.get("own_view") or ()), str(kept.view.get("nearer", ""))


def _as_it_was(kept: KeptRehearsal) -> dict[str, object]:
    """What can be shown when the resident has changed since: the words, and what was counted then."""
    return {
        "turns": list(zip(kept.record["turns"], kept.record["replies"], strict=True)),
        "mirrors": mirrors(Indicators(**kept.counted)),
        "own_view": _view(kept)[0],
        "asked": wording()["own_view"],
        "words": wording(),
    }
