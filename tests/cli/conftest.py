"""The program as a person types it, on a data folder and a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import bootstrap
from bot.cli import frontdoor
from bot.settings import settings


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder that the settings point to."""
    monkeypatch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path / "var"))
    forget()
    yield tmp_path / "var"
    forget()


@pytest.fixture
def type_in(data_folder: Path) -> Callable[..., Result]:
    """Run one command."""

    def run(*words: str) -> Result:
        return CliRunner().invoke(frontdoor, words)

    return run


@pytest.fixture
def migrated(type_in: Callable[..., Result]) -> None:
    """A database that is up to date."""
    assert type_in("migrate").exit_code == 0


def forget() -> None:
    """Have settings and store read anew, as a new process would."""
    settings.cache_clear()
    bootstrap.store.cache_clear()
