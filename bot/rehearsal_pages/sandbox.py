"""The other chair: a trainer plays a resident against the live assistant, and changes how they are asked on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from bot.errors import NotFoundError, StartError
from bot.logs import logger
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.roles import TRAINERS
from bot.sandbox.calls import Content, Taken, Talk
from bot.sandbox.sandbox import Seat
from bot.staff_pages.protection import restrict
from bot.strengths.question import ASSET_BALANCED, STYLES

log = logger(__name__)

pages = Blueprint("sandbox", __name__, url_prefix="/other-chair")
restrict(pages, TRAINERS)

SEAT = "other_chair"
"""Name under which the browser's session holds the seat; who sits where is known to the sandbox alone."""

ALL_GONE = "The conversation has been thrown away. Nothing of it was kept, and nobody was told anything."
OTHERS_SIT = (
    "You have left, and nobody can open your conversation again. Other trainers are in the sandbox now: what was said "
    "in it is removed when the last of them leaves. Nobody was told anything."
)

TAKEN_IN = Taken()


@dataclass(frozen=True)
class Row:
    """One row of the transcript.

    Attributes:
        message: what was said or answered; None where only the style changed.
        style: the style from here on, where it changed.
        is_newest: whether it is the first of the newest answer.
    """

    message: Content | None = None
    style: str | None = None
    is_newest: bool = False


@pages.get("")
def show() -> ResponseReturnValue:
    """Show what the other chair is, and how to sit down in it."""
    return render_template("sandbox.html", styles=STYLES, usual=ASSET_BALANCED, sits=_sits())


@pages.post("")
def sit_down() -> ResponseReturnValue:
    """Open the sandbox if it is closed, and begin a conversation; the one before is thrown away."""
    style = _style()
    desk().sandbox.leave(session.pop(SEAT, ""), stays_open=True)
    name = desk().sandbox.sit_down(style)
    if name is None:
        flash("The assistant is still being made ready. Please wait a moment, then sit down again.")
        return redirect(url_for(".show"), HTTPStatus.SEE_OTHER)
    session[SEAT] = name
    return redirect(url_for(".talk"), HTTPStatus.SEE_OTHER)


@pages.get("/talk")
def talk() -> ResponseReturnValue:
    """Show the conversation, with where the style changed."""
    return _talk(), HTTPStatus.OK


@pages.post("/say")
def say() -> ResponseReturnValue:
    """Say something, or choose what was offered."""
    text, choice = request.form.get("text"), request.form.get("choice")
    taken = desk().sandbox.say(_seat(), request.form.get("message_id", ""), text=text or "", choice=choice)
    if taken != TAKEN_IN:
        return _talk(taken, text or ""), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for(".talk", _anchor="latest"), HTTPStatus.SEE_OTHER)


@pages.post("/style")
def switch() -> ResponseReturnValue:
    """Be asked in another style from here on."""
    desk().sandbox.switch(_seat(), _style())
    return redirect(url_for(".talk", _anchor="say"), HTTPStatus.SEE_OTHER)


@pages.get("/summary")
def summary() -> ResponseReturnValue:
    """Show what the team would read of it."""
    found = desk().sandbox.summary(_seat())
    messages = desk().sandbox.talk(_seat()).messages
    return render_template("sandbox_summary.html", copy=found, voiced_danger=any(map(_tells_safeguarding, messages)))


@pages.post("/leave")
def leave() -> ResponseReturnValue:
    """End the conversation; with the last one all that was said goes."""
    all_gone = desk().sandbox.leave(session.pop(SEAT, ""))
    flash(ALL_GONE if all_gone else OTHERS_SIT)
    return redirect(url_for(".show"), HTTPStatus.SEE_OTHER)


@pages.errorhandler(NotFoundError)
def tell_that_it_ended(_error: NotFoundError) -> ResponseReturnValue:
    """Say that the seat is gone, and where to sit down anew."""
    session.pop(SEAT, None)
    flash("There is no conversation in the sandbox now. One that was there has ended, and nothing of it was kept.")
    return redirect(url_for(".show"), HTTPStatus.SEE_OTHER)


@pages.errorhandler(StartError)
def tell_that_it_did_not_start(error: StartError) -> ResponseReturnValue:
    """Say that the assistant could not be started."""
    log.error("sandbox.not_started", error=type(error).__name__)
    flash("The assistant could not be started. Please try again, or tell whoever looks after Front Door here.")
    return redirect(url_for(".show"), HTTPStatus.SEE_OTHER)


def rows(spoken: Talk, seat: Seat) -> Iterator[Row]:
    """Return the transcript with every change of style where it happened.

    Args:
        spoken: the conversation.
        seat: who holds it.
    """
    changed = {each.after: each.style for each in seat.switches}
    newest = _newest(spoken)
    yield Row(style=seat.began_in)
    for message in spoken.messages:
        yield Row(message=message, is_newest=message["id"] == newest)
        if message["id"] in changed:
            yield Row(style=changed[message["id"]])


def _talk(taken: Taken = TAKEN_IN, words: str = "") -> str:
    name = _seat()
    seat, spoken = desk().sandbox.seat(name), desk().sandbox.talk(name)
    return render_template(
        "sandbox_talk.html",
        rows=list(rows(spoken, seat)),
        standing=spoken.standing,
        style=seat.style,
        styles=STYLES,
        message_id=str(uuid4()),
        taken=taken,
        words=words,
    )


def _newest(spoken: Talk) -> str:
    """Id of the first message of the newest answer."""
    newest = ""
    for message in reversed(spoken.messages):
        if message["from"] != "front_door":
            break
        newest = str(message["id"])
    return newest


def _tells_safeguarding(message: Content) -> bool:
    """Whether a message says that the safeguarding team was told: first help that names a reference."""
    return "-help-" in str(message["id"]) and bool(message.get("reference"))


def _seat() -> str:
    return str(session.get(SEAT, ""))


def _sits() -> bool:
    try:
        desk().sandbox.seat(_seat())
    except NotFoundError:
        return False
    return True


def _style() -> str:
    style = request.form.get("style", "")
    if style not in STYLES:
        raise BadRequest
    return style
