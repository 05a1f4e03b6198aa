"""No road leads from the studio to a real contact: not through imports, and not through what its pages are given."""

from __future__ import annotations

import subprocess
import sys

import pytest
from flask import Flask

from bot.rehearsal_pages.desk import Desk
from bot.staff_pages.desk import NAME
from bot.store import Store
from bot.store.studio import StudioStore, StudioWork
from bot.store.unit_of_work import Work
from tests.house.source import ROOT

CONTRACT = "No road leads from the studio's pages to a real contact"
OF_CONTACTS = {"summaries", "requests", "concerns", "deliveries", "views", "resume_codes", "sends_concerns"}


def public(thing: object) -> set[str]:
    return {name for name in dir(thing) if not name.startswith("_")}


def test_the_import_contract_stands_and_is_kept() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert f"{CONTRACT} KEPT" in told.stdout, told.stdout + told.stderr


def test_what_the_studio_writes_with_knows_nothing_of_contacts(studio_store: StudioStore, store: Store) -> None:
    with store.unit_of_work() as everything, studio_store.unit_of_work() as work:
        assert public(everything) >= OF_CONTACTS
        assert public(work).isdisjoint(OF_CONTACTS)
        assert not isinstance(work, Work)
        assert isinstance(work, StudioWork)


def test_what_the_studio_reads_with_knows_nothing_of_contacts(studio_store: StudioStore, store: Store) -> None:
    contacts = ("summar", "request", "concern", "deliver", "contact", "audit")
    assert [name for name in public(store.queries) if any(word in name for word in contacts)]
    assert [name for name in public(studio_store.queries) if any(word in name for word in contacts)] == []


def test_the_desk_of_the_studios_pages_holds_the_studios_store_alone(app: Flask) -> None:
    laid_out = app.extensions[NAME]
    assert isinstance(laid_out, Desk)
    assert isinstance(laid_out.store, StudioStore)


SERVING_CONTACTS = ("bot.handover", "bot.outbox", "bot.channels", "bot.inbox", "bot.dialogue", "actions")


@pytest.mark.parametrize("package", SERVING_CONTACTS)
def test_the_running_studio_has_not_even_loaded_what_serves_contacts(package: str) -> None:
    script = "import sys, bot.rehearsal_pages.app; print(*sorted(sys.modules))"
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = told.stdout.split()
    assert "bot.rehearsal_pages.choosing" in loaded
    assert [name for name in loaded if f"{name}.".startswith(f"{package}.")] == []
