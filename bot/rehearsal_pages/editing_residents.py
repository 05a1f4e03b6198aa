"""Writing or changing a simulated resident: a form with help beside it, a preview, and what was there before."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.errors import ConflictError, NotAllowedError, SettingsError
from bot.logs import logger
from bot.rehearsal_pages.comparing import columns_of, rows_of
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.forms import Troubles, given, pressed, trouble, troubles_of
from bot.rehearsal_pages.roles import TRAINERS
from bot.staff_pages.protection import restrict
from bot.studio.editing.form_words import form_words
from bot.studio.editing.own_folder import digest_of
from bot.studio.editing.resident_form import Fields, count_of, lines_in, tidied
from bot.studio.editing.residents import NOT_YET, Opened, ResidentDraft, ResidentWriting
from bot.studio.feedback import feedback
from bot.studio.rehearsal.comparing import compare
from bot.studio.rehearsal.rehearsal import Rehearsal, start
from bot.studio.resident.cast import gather_residents
from bot.studio.resident.person import MOMENTS, TOO_BROAD, Resident
from bot.studio.resident.topics import topics

pages = Blueprint("editing_residents", __name__, url_prefix="/residents")
restrict(pages, TRAINERS)

log = logger(__name__)

MOST_TURNS = 12
LONGEST_TURN = 500
CONFLICT = (
    "Somebody else changed this resident after you opened the page. Nothing of yours was saved. What you wrote still "
    "stands below: copy it, open the resident again, and put the two together."
)


@pages.get("")
def show_list() -> ResponseReturnValue:
    """Show who can be rehearsed with, whose file it is, and files that cannot be used."""
    folder = desk().settings.resident_folder
    # A folder that is not there yet is made at the first saving.
    cast = gather_residents(folder if folder and folder.is_dir() else None)
    return render_template("edit_residents.html", cast=cast, own=_writing().own_keys(), can_keep=_writing().can_keep)


@pages.get(f"/{NOT_YET}")
def show_new() -> ResponseReturnValue:
    """Show an empty form, or one that begins with somebody else's lines."""
    other = request.args.get("from", "")
    fields = _writing().open(other).fields | {"name": ""} if other else tidied({}, more="facts")
    return _form(NOT_YET, fields)


@pages.get("/<key>")
def show(key: str) -> ResponseReturnValue:
    """Show a resident to be changed, as they are or as they were."""
    opened = _writing().open(key, request.args.get("version", ""))
    return _form(key, opened.fields)


@pages.post("/<key>")
def submit(key: str) -> ResponseReturnValue:
    """Do what was pressed: room for more, a preview, or keeping it."""
    done = pressed()
    if done.startswith(("more:", "without:")):
        what, _, which = done.partition(":")
        return _form(key, tidied(given(), **{what: which}))
    fields = tidied(given())
    draft = _writing().draft("" if key == NOT_YET else key, fields)
    if draft.resident is None:
        return _form(key, fields, _troubles(draft)), 422
    if done != "save":
        return _form(key, fields, preview=draft.resident)
    return _save(key, draft)


@pages.post("/<key>/take-away")
def take_away(key: str) -> ResponseReturnValue:
    """Take the council's own file away; it is kept among the earlier versions."""
    _writing().take_away(key, instead_of=request.form.get("instead_of", ""), at=desk().clock())
    log.info("studio.resident_taken_away")
    flash("It was taken away. What stood in it is kept in the folder, under earlier.")
    return redirect(url_for("editing_residents.show_list"), 303)


def _save(key: str, draft: ResidentDraft) -> ResponseReturnValue:
    instead_of = digest_of("") if key == NOT_YET else request.form.get("instead_of", "")
    try:
        _writing().save(draft, instead_of=instead_of, at=desk().clock())
    except ConflictError:
        return _form(key, draft.fields, trouble(CONFLICT)), 409
    except (SettingsError, NotAllowedError) as error:
        return _form(key, draft.fields, trouble(str(error))), 422
    log.info("studio.resident_saved")
    flash(f"{draft.fields['name']} is saved, and can be rehearsed with from now on.")
    return redirect(url_for("editing_residents.show", key=draft.key), 303)


def _form(key: str, fields: Fields, troubles: Troubles | None = None, preview: Resident | None = None) -> str:
    is_new = key == NOT_YET
    opened = None if is_new else _writing().open(key)
    compared = columns_of(compare(preview, feedback)) if preview and pressed() == "compare" else ()
    return render_template(
        "edit_resident.html",
        key=key,
        is_new=is_new,
        fields=fields,
        facts=count_of(fields, "facts"),
        sore=count_of(fields, "sore"),
        words=form_words("resident"),
        moments=MOMENTS,
        too_broad=TOO_BROAD,
        topic_names=tuple(topics()),
        troubles=troubles or Troubles(),
        preview=preview,
        talk=_talk(preview) if preview else None,
        columns=compared,
        rows=rows_of(compared, preview) if preview else (),
        said=_to_say(),
        opened=opened,
        instead_of=_instead_of(opened),
        can_keep=_writing().can_keep,
        earlier=opened.earlier if opened else (),
    )


def _instead_of(opened: Opened | None) -> str:
    """The digest of what the writer saw first: a form that comes back again goes on being about that."""
    return request.form.get("instead_of") or (opened.digest if opened else "")


def _talk(resident: Resident) -> Rehearsal:
    """A short rehearsal with somebody who is not kept yet."""
    rehearsal = start(resident)
    for line in lines_in(_to_say())[:MOST_TURNS]:
        rehearsal = rehearsal.say(line[:LONGEST_TURN], feedback)
    return rehearsal


def _to_say() -> str:
    return request.form.get("try", "").strip() or "\n".join(form_words("resident")["try"])


def _troubles(draft: ResidentDraft) -> Troubles:
    return troubles_of(draft.faults, _label, (*draft.fields, "facts", "sore"))


def _label(path: str) -> str:
    words = form_words("resident")
    part, _, rest = path.partition(".")
    name = rest.rpartition(".")[2]
    if part == "answers":
        return str(words["topics"].get(name, ""))
    group = words["who"] if not rest else words.get(part, {})
    return str(group.get(name or part, {}).get("label", ""))


def _writing() -> ResidentWriting:
    return ResidentWriting(desk().settings.resident_folder)
