"""A backup holds what there was, and is put back only when that is right."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.errors import BackupError
from bot.handover import hand_over
from bot.monitoring.presence import alone
from bot.running.backup import MANIFEST, back_up, differing
from bot.running.restoring import restore
from bot.settings import Settings
from bot.store import migrate, open_store
from tests.builders import a_summary
from tests.conftest import StandingClock

KEY = "k" * 40


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A Front Door with one summary and one conversation."""
    made = Settings(
        _env_file=None,  # type: ignore[call-arg]
        data_folder=tmp_path / "var",
        resident_port=1,
        action_port=1,
        inbox_port=1,
        team_phone="01632 960123",
        webhook_secret="whsec_not_to_be_kept",
    )
    migrate(made.store_url)
    with sqlite3.connect(tmp_path / "var" / "conversations.db") as talks:
        talks.execute("PRAGMA journal_mode = WAL")
        talks.execute("CREATE TABLE events (said TEXT)")
        talks.execute("INSERT INTO events VALUES ('first')")
    (tmp_path / "var" / "secret_key").write_text(KEY)
    share(made, "contact-1")
    return made


def share(settings: Settings, contact: str) -> None:
    store = open_store(settings.store_url)
    hand_over(store.unit_of_work(), a_summary(contact_id=contact))
    store.close()


def shared(settings: Settings) -> int:
    store = open_store(settings.store_url)
    try:
        return store.queries.list_contacts_page("nobody").total
    finally:
        store.close()


def said(settings: Settings) -> list[str]:
    with sqlite3.connect(settings.data_folder / "conversations.db") as talks:
        return [row[0] for row in talks.execute("SELECT said FROM events")]


def test_both_are_as_they_were_and_what_was_there_is_kept_aside(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "kept")
    share(settings, "contact-2")
    with sqlite3.connect(settings.data_folder / "conversations.db") as talks:
        talks.execute("INSERT INTO events VALUES ('second')")
    (settings.data_folder / "secret_key").write_text("another")

    restored = restore(settings, tmp_path / "kept")

    assert shared(settings) == 1
    assert said(settings) == ["first"]
    assert (settings.data_folder / "secret_key").read_text() == KEY
    assert restored.aside is not None
    aside = settings.model_copy(update={"data_folder": restored.aside})
    assert shared(aside) == 2
    assert said(aside) == ["first", "second"]
    assert restored.other_settings == ()


def test_a_backup_is_for_its_maker_alone_and_holds_no_token(settings: Settings, tmp_path: Path) -> None:
    manifest = back_up(settings, tmp_path / "kept")
    kept = tmp_path / "kept"
    assert kept.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in kept.iterdir()} == {0o600}
    assert "FRONTDOOR_TEAM_PHONE=01632 960123" in (kept / "settings.env").read_text()
    assert all(b"whsec_not" not in path.read_bytes() for path in kept.iterdir())
    assert manifest.left_out == ("FRONTDOOR_WEBHOOK_SECRET",)


def test_a_backup_made_while_others_write_is_whole(settings: Settings, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 10
        while not stop.is_set():
            share(settings, f"contact-{number}")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            back_up(settings, tmp_path / f"kept-{number}")
    finally:
        stop.set()
        writer.join()
    after = shared(settings)
    restore(settings, tmp_path / "kept-0")
    assert 1 <= shared(settings) <= after


def test_nothing_is_put_back_while_anything_runs(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "kept")
    share(settings, "contact-2")
    with alone(settings.data_folder), pytest.raises(BackupError, match=r"Front Door is running\. Stop it first"):
        restore(settings, tmp_path / "kept")
    assert shared(settings) == 2


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda kept: (kept / "frontdoor.db").write_bytes(b"x" * 9000), "frontdoor.db is not as it was"),
        (lambda kept: (kept / "conversations.db").unlink(), "conversations.db is missing"),
        (lambda kept: (kept / MANIFEST).write_text("{"), "manifest.json cannot be read"),
        (lambda kept: (kept / MANIFEST).write_text("[]"), "manifest.json is not as it should be"),
        (lambda kept: (kept / MANIFEST).unlink(), "is no backup: it holds no manifest.json"),
        (lambda kept: rewrite(kept, files={"../evil": "0"}), "list of files is not as it should be"),
        (lambda kept: rewrite(kept, format=2), "made by a newer Front Door"),
        (lambda kept: rewrite(kept, version="99.0.0"), r"newer Front Door \(99.0.0; this is .*Update this one first"),
        (lambda kept: rewrite(kept, revision="9999"), "made by a newer Front Door"),
    ],
)
def test_a_damaged_or_newer_backup_is_refused_in_plain_words_and_nothing_changes(
    settings: Settings, tmp_path: Path, spoil: object, words: str
) -> None:
    back_up(settings, tmp_path / "kept")
    share(settings, "contact-2")
    spoil(tmp_path / "kept")  # type: ignore[operator]
    with pytest.raises(BackupError, match=words):
        restore(settings, tmp_path / "kept")
    assert shared(settings) == 2
    assert not list(settings.data_folder.glob("before-restore-*"))


def rewrite(kept: Path, **changed: object) -> None:
    content = json.loads((kept / MANIFEST).read_text())
    (kept / MANIFEST).write_text(json.dumps(content | changed))


def test_a_backup_never_goes_where_something_is(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "thesis.txt").write_text("mine")
    with pytest.raises(BackupError, match="is there already"):
        back_up(settings, tmp_path / "kept")
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["thesis.txt"]


def test_databases_that_are_elsewhere_are_left_to_their_own_tools(settings: Settings, tmp_path: Path) -> None:
    elsewhere = settings.model_copy(update={"database_url": "postgresql://localhost/frontdoor"})
    with pytest.raises(BackupError, match="pg_dump"):
        back_up(elsewhere, tmp_path / "kept")
    with pytest.raises(BackupError, match="pg_dump"):
        restore(elsewhere, tmp_path / "kept")


def test_a_move_that_fails_half_way_is_undone(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(settings, tmp_path / "kept")
    share(settings, "contact-2")
    real, moves = Path.rename, iter(range(100))

    def fail_once(self: Path, target: Path) -> Path:
        if next(moves) == 4:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(BackupError, match=r"No space left on device\. All is as it was"):
        restore(settings, tmp_path / "kept")
    assert shared(settings) == 2
    assert said(settings) == ["first"]


def test_settings_and_key_that_are_others_than_then_are_named(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "kept")
    now = settings.model_copy(update={"team_phone": "01632 960999", "secret_key": "x" * 40})
    restored = restore(now, tmp_path / "kept", StandingClock())
    assert "FRONTDOOR_TEAM_PHONE" in restored.other_settings
    assert restored.other_key
    assert differing(now)["FRONTDOOR_TEAM_PHONE"] == "01632 960999"
