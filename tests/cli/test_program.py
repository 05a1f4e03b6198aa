"""The program as a whole: help everywhere, plain words for what goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli import frontdoor, main

PROGRAM = Path(sys.executable).with_name("frontdoor")


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that lead to each command."""
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))


@pytest.mark.parametrize("words", list(every_command(frontdoor)), ids=" ".join)
def test_every_command_says_what_it_does(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(frontdoor, [*words, "--help"])

    assert result.exit_code == 0
    assert result.output.split("\n\n")[1].strip().endswith(".")


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(frontdoor, ["--version"]).output.startswith("frontdoor, version ")


def test_a_wrong_setting_is_a_sentence_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.settings import settings

    settings.cache_clear()
    monkeypatch.setenv("FRONTDOOR_ENVIRONMENT", "prodution")
    monkeypatch.setattr(sys, "argv", ["frontdoor", "doctor"])

    with pytest.raises(SystemExit) as end:
        main()
    settings.cache_clear()

    assert end.value.code == 1
    assert capsys.readouterr().err.startswith("These settings cannot be used. FRONTDOOR_ENVIRONMENT: ")


@pytest.mark.slow
def test_the_program_works_from_any_folder(tmp_path: Path) -> None:
    surroundings = {**os.environ, "FRONTDOOR_DATA_FOLDER": str(tmp_path / "var")}

    ran = subprocess.run(
        [PROGRAM, "migrate"], cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
    )

    assert ran.stdout == "The database is up to date.\n"
    assert (tmp_path / "var" / "frontdoor.db").is_file()
