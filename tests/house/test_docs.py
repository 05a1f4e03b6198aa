"""What the documents say about commands, places and files is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import frontdoor
from tests.house.source import ROOT

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
COMMAND = re.compile(r"(?:^|[`\s/(])frontdoor ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)", re.MULTILINE)
# Names of places that a page may speak of before or without their being in the repository.
ELSEWHERE = {"backup/frontdoor.db", "var/frontdoor.db", "var/conversations.db", "var/logs", "bot/studio"}


def code(page: Path) -> Iterator[str]:
    """Everything on a page that is set as code: between backticks, or indented by four."""
    text = page.read_text()
    yield from re.findall(r"`([^`\n]+)`", text)
    yield from (line.strip() for line in text.splitlines() if line.startswith("    "))


def command_exists(words: list[str]) -> bool:
    """Whether ``frontdoor`` has this command; a second word counts only where there are sub-commands."""
    command = frontdoor.commands.get(words[0])
    if isinstance(command, click.Group) and len(words) > 1:
        return words[1] in command.commands
    return command is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_of_ours_on_a_page_exists(page: Path) -> None:
    unknown = [
        line for line in code(page) for words in COMMAND.findall(f" {line}") if not command_exists(words.split())
    ]

    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_make_target_on_a_page_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {target for line in code(page) for target in re.findall(r"^make ([a-z-]+)", line)}

    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = {
        path.rstrip("/").split(":")[0]
        for path in re.findall(
            r"`((?:bot|actions|data|docs|tests|setup|benchmarks|deploy)/[^`\s<>]*)`", page.read_text()
        )
    }

    assert [path for path in sorted(named - ELSEWHERE) if not any(ROOT.glob(path))] == []


def test_every_folder_of_the_program_has_a_line_in_where_things_go() -> None:
    page = (ROOT / "docs/where-things-go.md").read_text()
    folders = {path.name for path in (ROOT / "bot").iterdir() if (path / "__init__.py").is_file()}

    assert {folder for folder in folders if f"`bot/{folder}" not in page} == set()


def test_every_folder_of_the_program_has_a_line_in_the_architecture() -> None:
    page = (ROOT / "docs/architecture.md").read_text()
    folders = {path.name for path in (ROOT / "bot").iterdir() if (path / "__init__.py").is_file()}

    assert {folder for folder in folders if f"`bot/{folder}`" not in page} == set()


def test_every_command_is_in_the_readme() -> None:
    page = (ROOT / "README.md").read_text()

    assert [name for name in frontdoor.commands if f"`frontdoor {name}" not in page] == []


def test_every_make_target_for_people_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    explained = set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))

    assert phony
    assert {"run", "test", "test-fast", "lint", "train", "lock", "doctor", "clean", "help"} <= explained
    assert explained <= set(phony.group(1).split())


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_nothing_of_rasas_reports_to_anybody() -> None:
    """Telemetry is off wherever we start Rasa: at the command line and in every process of ours."""
    from bot.running.parts import all_parts
    from bot.settings import Settings

    assert re.search(r"^export RASA_TELEMETRY_ENABLED := false$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {part.environment["RASA_TELEMETRY_ENABLED"] for part in all_parts(Settings())} == {"false"}


def test_rasa_is_never_started_at_debug_level() -> None:
    """At that level it logs whole conversations."""
    from bot.running.parts import all_parts
    from bot.settings import Settings

    words = {word for part in all_parts(Settings()) for word in part.command}

    assert words & {"--debug", "-vv", "--verbose", "-v"} == set()
