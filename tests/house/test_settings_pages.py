"""Settings, .env.example and docs/settings.md say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli.pages import env_example, markdown
from bot.settings import Settings, environment_name, read_settings
from tests.house.source import ROOT


def test_the_example_file_is_what_the_settings_say() -> None:
    assert (ROOT / ".env.example").read_text() == env_example(), "frontdoor settings --env-example > .env.example"


def test_the_page_of_settings_is_what_the_settings_say() -> None:
    assert (ROOT / "docs/settings.md").read_text() == markdown(), "frontdoor settings --markdown > docs/settings.md"


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_example_file_with_every_line_switched_on_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(environment_name(name), raising=False)
    monkeypatch.chdir(tmp_path)
    untouched = read_settings()
    (tmp_path / ".env").write_text(re.sub(r"^#(?=FRONTDOOR_)", "", env_example(), flags=re.MULTILINE))

    assert read_settings() == untouched


def test_every_setting_that_the_docs_and_files_name_exists(tracked: list[Path]) -> None:
    known = {environment_name(name) for name in Settings.model_fields}
    named = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in tracked
        if path.suffix in {".md", ".yml", ".yaml", ""} or path.name == "Makefile"
        for name in re.findall(r"FRONTDOOR_[A-Z_]*[A-Z]", path.read_text(errors="ignore") if path.exists() else "")
        if name not in known
    }

    assert named == set()
