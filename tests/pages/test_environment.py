"""Templates fail on what nobody passed, and never write what may not stand in a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from bot.pages.assets import Assets
from bot.pages.environment import as_shown, page_environment

ENVIRONMENT = page_environment(organisation_name="Ambleford Council")


def rendered(template: str, **names: object) -> str:
    return ENVIRONMENT.from_string(template).render(**names)


@pytest.mark.parametrize("template", ["{{ missing }}", "{% if missing %}{% endif %}", "{{ thing.missing }}"])
def test_a_name_that_nobody_passed_is_a_fault(template: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(template, thing=ENVIRONMENT)


def test_an_option_that_was_left_out_is_empty() -> None:
    assert rendered("{{ options.classes }}|{{ 'x' if options.classes }}", options={}) == "|"


def test_everything_is_escaped() -> None:
    assert rendered("{{ words }}", words="<b>&\"'") == "&lt;b&gt;&amp;&#34;&#39;"


def test_what_may_not_stand_in_a_page_is_shown_as_a_gap() -> None:
    assert rendered("{{ words }}", words="a\x00b\x1fc\ud800d\uffff\U0001ffffe") == "a\ufffdb\ufffdc\ufffdd\ufffd\ufffde"
    assert as_shown("tab\tline\nname Zoë 👵🏽") == "tab\tline\nname Zoë 👵🏽"
    assert as_shown(Markup("<b>\x00</b>")) == Markup("<b>\ufffd</b>")
    assert as_shown(5) == 5


def test_a_files_address_changes_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.css").write_text("a")
    first = Assets({"/static": tmp_path})("x.css")
    assert first.startswith("/static/x.css?v=")
    (tmp_path / "x.css").write_text("b")
    assert Assets({"/static": tmp_path})("x.css") != first


def test_a_page_cannot_name_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Assets({"/static": tmp_path})("x.css")
