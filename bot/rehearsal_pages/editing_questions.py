"""Writing or changing a question: a form with the rules beside it, and a look at what a resident sees."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.errors import ConflictError, NotAllowedError, NotFoundError, SettingsError
from bot.logs import logger
from bot.rehearsal_pages.desk import desk
from bot.rehearsal_pages.forms import Troubles, given, pressed, trouble, troubles_of
from bot.rehearsal_pages.question_view import view_of
from bot.rehearsal_pages.roles import TRAINERS
from bot.staff_pages.protection import restrict
from bot.strengths.question import (
    ACTS,
    AFTER,
    ASKED_OF,
    DOMAINS,
    KINDS_MENTIONED,
    QUESTION_TYPES,
    SIGNALS,
    STYLES,
    TOLD_AS,
    Question,
)
from bot.strengths.statement import Arrangement, Flow, Holds, Place, TieQuality, Wish
from bot.studio.editing.form_words import form_words
from bot.studio.editing.question_form import Fields, count_of_choices, tidied
from bot.studio.editing.questions import WRITABLE, QuestionDraft, QuestionWriting

pages = Blueprint("editing_questions", __name__, url_prefix="/questions")
restrict(pages, TRAINERS)

log = logger(__name__)

NEW = "new"
CONFLICT = (
    "Somebody else changed this question after you opened the page. Nothing of yours was saved. What you wrote still "
    "stands below: copy it, open the question again, and put the two together."
)
OPTIONS: dict[str, tuple[str, ...]] = {
    "type": QUESTION_TYPES,
    "style": STYLES,
    "after": AFTER,
    "place": tuple(Place),
    "asks_more_of": KINDS_MENTIONED,
    "asks_of": ASKED_OF,
    "not_with": SIGNALS,
    "only_with": SIGNALS,
    "told_as": TOLD_AS,
    "does": ACTS,
    "holds": tuple(Holds),
    "flow": tuple(Flow),
    "quality": tuple(TieQuality),
    "wish": tuple(Wish),
    "arrangement": tuple(Arrangement),
}
"""What a field may hold, as the files have it."""


@pages.get("")
def show_domains() -> ResponseReturnValue:
    """Show the areas of life and moments that questions belong to."""
    writing = _writing()
    return render_template(
        "edit_questions.html",
        domains=[(domain, len(found), sum(each.is_own for each in found)) for domain, found in writing.all()],
        words=form_words("question"),
        can_keep=writing.can_keep,
    )


@pages.get("/in/<domain>")
def show_domain(domain: str) -> ResponseReturnValue:
    """Show the questions of one area or moment."""
    found = dict(_writing().all()).get(domain)
    if found is None:
        raise NotFoundError("There is no such area.")
    return render_template(
        "edit_questions_in.html",
        domain=domain,
        questions=found,
        words=form_words("question"),
        can_keep=_writing().can_keep,
    )


@pages.get(f"/{NEW}")
def show_new() -> ResponseReturnValue:
    """Show an empty form."""
    domain = request.args.get("in", "")
    fields = tidied(
        {
            "domain": domain if domain in DOMAINS else DOMAINS[0],
            "type": "open",
            "style": "asset_balanced",
            "asked": "yes",
            "after": "answer",
            "choices.0.say": "I am not sure",
            "choices.0.does": "dont_know",
        },
        more=True,
    )
    return _form(NEW, fields)


@pages.get("/q/<key>")
def show(key: str) -> ResponseReturnValue:
    """Show a question to be changed, as it is or as it was."""
    return _form(key, _writing().open(key, request.args.get("version", "")).fields)


@pages.post("/q/<key>")
def submit(key: str) -> ResponseReturnValue:
    """Do what was pressed: room for more choices, a preview, or keeping it."""
    if pressed() == "more":
        return _form(key, tidied(given(), more=True))
    fields = tidied(given())
    draft = _writing().draft("" if key == NEW else key, fields)
    if draft.faults or draft.question is None:
        return _form(key, fields, _troubles(draft), draft.question), 422
    if pressed() != "save":
        return _form(key, fields, preview=draft.question)
    return _save(key, draft, draft.question)


def _save(key: str, draft: QuestionDraft, question: Question) -> ResponseReturnValue:
    try:
        _writing().save(draft, instead_of=request.form.get("instead_of", ""), at=desk().clock())
    except ConflictError:
        return _form(key, draft.fields, trouble(CONFLICT)), 409
    except (SettingsError, NotAllowedError) as error:
        return _form(key, draft.fields, trouble(str(error))), 422
    log.info("studio.question_saved")
    who = "Residents are asked it from their next message on." if question.asked else "Trainers alone read it."
    flash(f"The question is saved. {who}")
    return redirect(url_for("editing_questions.show", key=question.key), 303)


def _form(key: str, fields: Fields, troubles: Troubles | None = None, preview: Question | None = None) -> str:
    opened = None if key == NEW else _writing().open(key)
    domain = fields["domain"] if opened is None else opened.fields["domain"]
    return render_template(
        "edit_question.html",
        key=key,
        is_new=opened is None,
        domain=domain,
        domains=[(each, form_words("question")["domains"][each]) for each in WRITABLE],
        fields=fields,
        choices=count_of_choices(fields),
        words=form_words("question"),
        options={field: [(value, _called(value)) for value in values] for field, values in OPTIONS.items()},
        troubles=troubles or Troubles(),
        view=view_of(preview) if preview else None,
        opened=opened,
        instead_of=request.form.get("instead_of") or (opened.digest if opened else ""),
        can_keep=_writing().can_keep,
        earlier=opened.earlier if opened else (),
    )


def _called(value: str) -> str:
    words: dict[str, Any] = form_words("question")["words"]
    return str(words.get(value) or value.replace("_", " "))


def _troubles(draft: QuestionDraft) -> Troubles:
    return troubles_of(draft.faults, _label, (*draft.fields, "choices"))


def _label(path: str) -> str:
    words = form_words("question")
    choice = re.fullmatch(r"choices\.\d+\.(\w+)", path)
    said = words["choices"].get(choice[1]) if choice else words["fields"].get(path)
    return str((said or {}).get("label", ""))


def _writing() -> QuestionWriting:
    return QuestionWriting(desk().settings.question_folder)
