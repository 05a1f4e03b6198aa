"""A Jinja environment that knows our templates and GOV.UK's components, for any program that serves pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, Undefined
from markupsafe import Markup

from bot.pages.assets import STATIC_FOLDER, Assets
from bot.strengths.library import wording

TEMPLATE_FOLDER = Path(__file__).parent / "templates"

SERVICE_NAME = "Front Door"

EXIT_TO = "https://www.bbc.co.uk/weather"
"""Where "Exit this page" leads: a page that anybody may have open."""

Value = TypeVar("Value")


NOT_IN_HTML = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef"
    + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Control characters, halves of characters and non-characters: none may stand in a page, escaped or not."""

REPLACEMENT = "\ufffd"


def as_shown(value: Any) -> Any:
    """Return what a page shows for a value: text keeps everything that may stand in a page.

    Given to Jinja as ``finalize``, so that it holds for whatever a template writes.
    """
    # What can be printed may stand in a page; nearly everything can, and this is told far quicker.
    if isinstance(value, str) and not value.isprintable() and NOT_IN_HTML.search(value):
        kept = NOT_IN_HTML.sub(REPLACEMENT, value)
        return Markup(kept) if isinstance(value, Markup) else kept  # noqa: S704 -- as escaped as it was before
    return value


class StrictUndefined(Undefined):
    """Refuses to stand for a name or attribute that is not there, but lets a component's options be left out.

    GOV.UK's components read what they were not given (``params.classes``), so a missing key of a mapping is
    empty. A name that no one passed, or an attribute that an object does not have, is a fault of ours.
    """

    def _may_be_left_out(self) -> bool:
        return isinstance(self._undefined_obj, Mapping) or self._undefined_name == "caller"

    def __bool__(self) -> bool:
        return self._unless_left_out(False)

    def __str__(self) -> str:
        return self._unless_left_out("")

    def __len__(self) -> int:
        return self._unless_left_out(0)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._unless_left_out(()))

    def __eq__(self, other: object) -> bool:
        return self._unless_left_out(isinstance(other, Undefined))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return self._unless_left_out(hash(type(self)))

    def _unless_left_out(self, value: Value) -> Value:
        if not self._may_be_left_out():
            self._fail_with_undefined_error()
        return value


def page_loader(*folders: Path) -> BaseLoader:
    """Return a loader that looks in the given folders, then in ours, then among GOV.UK's components."""
    return ChoiceLoader(
        [
            *(FileSystemLoader(folder) for folder in folders),
            FileSystemLoader(TEMPLATE_FOLDER),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )


def page_globals(
    *, organisation_name: str, assets: Callable[[str], str], service_name: str = SERVICE_NAME, home: str = "/"
) -> dict[str, Any]:
    """Return the names that ``page.html`` and GOV.UK's components count on.

    Args:
        organisation_name: who runs the service, as residents would say it.
        assets: gives the address of a static file.
        service_name: what the heading bar and titles call the service; say something neutral to residents.
        home: where the name in the heading bar leads.
    """
    return {
        "organisation_name": organisation_name,
        "service_name": service_name,
        "home": home,
        "asset": assets,
        "exit_to": EXIT_TO,
        "wording": wording,
        # GOV.UK's templates were written for Nunjucks and name these two.
        "undefined": StrictUndefined(obj={}, name="undefined"),
        "null": None,
    }


def page_environment(
    *folders: Path,
    organisation_name: str,
    service_name: str = SERVICE_NAME,
    home: str = "/",
    static: Mapping[str, Path] | None = None,
    extensions: Iterable[str] = (),
) -> Environment:
    """Return a Jinja environment for pages that no web framework renders.

    Args:
        folders: folders of templates of one's own, looked in first.
        organisation_name: who runs the service, as residents would say it.
        service_name: what the heading bar and titles call the service.
        home: where the name in the heading bar leads.
        static: address prefix to folder, for ``asset(...)``; our own folder at ``/static`` unless told.
        extensions: names of Jinja extensions.

    Returns:
        An environment that escapes everything, and fails on a name that nobody passed.
    """
    environment = Environment(
        loader=page_loader(*folders),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=tuple(extensions),
        finalize=as_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    assets = Assets(static or {"/static": STATIC_FOLDER})
    environment.globals.update(
        page_globals(organisation_name=organisation_name, service_name=service_name, home=home, assets=assets)
    )
    return environment
