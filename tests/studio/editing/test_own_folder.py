"""Files are written into a folder of the council's own: whole, with what stood there kept, and nowhere else."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import ConflictError, NotAllowedError, NotFoundError, SettingsError
from bot.studio.editing.own_folder import MOST_BYTES, OwnFolder, digest_of

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
NOTHING = digest_of("")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "doreen.yml").write_text("ours\n")
    return folder


@pytest.fixture
def own(tmp_path: Path, ours: Path) -> OwnFolder:
    return OwnFolder(tmp_path / "own", ours)


def test_ours_is_read_until_there_is_one_of_ones_own(own: OwnFolder, tmp_path: Path, ours: Path) -> None:
    assert own.text("doreen") == "ours\n"

    own.save("doreen", "own\n", instead_of=digest_of("ours\n"), at=AT)

    assert own.text("doreen") == "own\n"
    assert (tmp_path / "own/doreen.yml").read_text() == "own\n"
    assert (ours / "doreen.yml").read_text() == "ours\n", "ours is left alone"


def test_what_stood_there_is_kept_and_can_be_read_again(own: OwnFolder) -> None:
    own.save("ann", "one", instead_of=NOTHING, at=AT)
    own.save("ann", "two", instead_of=digest_of("one"), at=AT + timedelta(minutes=1))
    own.save("ann", "three", instead_of=digest_of("two"), at=AT + timedelta(minutes=2))

    versions = own.earlier("ann")

    assert [own.earlier_text("ann", version.mark) for version in versions] == ["two", "one"]
    assert [version.until.minute for version in versions] == [2, 1]


def test_an_earlier_version_is_not_read_as_a_file_of_the_folder(own: OwnFolder, tmp_path: Path) -> None:
    own.save("ann", "one", instead_of=NOTHING, at=AT)
    own.save("ann", "two", instead_of=digest_of("one"), at=AT)

    assert [path.name for path in (tmp_path / "own").glob("*.yml")] == ["ann.yml"]


def test_a_file_that_somebody_else_changed_is_not_written_over(own: OwnFolder) -> None:
    own.save("ann", "one", instead_of=NOTHING, at=AT)

    with pytest.raises(ConflictError):
        own.save("ann", "mine", instead_of=NOTHING, at=AT)
    assert own.text("ann") == "one"


def test_of_two_who_save_at_once_one_is_told(own: OwnFolder) -> None:
    refused = []

    def save(text: str) -> None:
        try:
            own.save("ann", text, instead_of=NOTHING, at=AT)
        except ConflictError:
            refused.append(text)

    writers = [threading.Thread(target=save, args=(f"text {number}",)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(refused) == 7
    assert own.text("ann") not in refused


@pytest.mark.parametrize(
    "name",
    ["../doreen", "..", ".", "", "/etc/passwd", "a/b", "a\\b", ".hidden", "a.b", "A", "a b", "\u00e9", "a\x00",
     "x" * 61, "a\n", "-a", "~root", "%2e%2e"],
)  # fmt: skip
def test_no_name_leads_out_of_the_folder(own: OwnFolder, name: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    for use in (
        lambda: own.save(name, "x", instead_of=NOTHING, at=AT),
        lambda: own.take_away(name, instead_of=NOTHING, at=AT),
        lambda: own.text(name),
        lambda: own.earlier(name),
        lambda: own.earlier_text(name, "20261126T090000000000"),
    ):
        with pytest.raises(NotAllowedError):
            use()

    assert [path for path in sorted(tmp_path.rglob("*")) if path.name not in ("own", ".lock")] == before


@pytest.mark.parametrize("mark", ["../../ours/doreen", "", "x", "20261126T090000000000"])
def test_no_mark_of_a_version_leads_out_of_the_folder(own: OwnFolder, mark: str) -> None:
    with pytest.raises(NotFoundError):
        own.earlier_text("ann", mark)


def test_a_file_that_is_a_link_to_elsewhere_is_not_followed(own: OwnFolder, tmp_path: Path, ours: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/doreen.yml").symlink_to(ours / "doreen.yml")

    with pytest.raises(NotAllowedError):
        own.save("doreen", "x", instead_of=digest_of("ours\n"), at=AT)
    assert (ours / "doreen.yml").read_text() == "ours\n"


def test_a_folder_of_earlier_versions_that_leads_elsewhere_is_not_followed(own: OwnFolder, tmp_path: Path) -> None:
    own.save("ann", "one", instead_of=NOTHING, at=AT)
    (tmp_path / "own/earlier").symlink_to(tmp_path)

    with pytest.raises(NotAllowedError):
        own.save("ann", "two", instead_of=digest_of("one"), at=AT)
    assert own.text("ann") == "one"


def test_a_file_taken_away_is_kept_as_an_earlier_one_and_ours_is_used_again(own: OwnFolder) -> None:
    own.save("doreen", "own\n", instead_of=digest_of("ours\n"), at=AT)
    own.take_away("doreen", instead_of=digest_of("own\n"), at=AT)

    assert own.text("doreen") == "ours\n"
    assert own.earlier_text("doreen", own.earlier("doreen")[0].mark) == "own\n"
    with pytest.raises(NotFoundError):
        own.take_away("doreen", instead_of=digest_of("ours\n"), at=AT)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, ours: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SettingsError, match="file"):
        OwnFolder(tmp_path / "file", ours).save("ann", "x", instead_of=NOTHING, at=AT)


def test_a_file_too_big_for_anybody_to_have_written_is_refused(own: OwnFolder) -> None:
    with pytest.raises(NotAllowedError):
        own.save("ann", "x" * (MOST_BYTES + 1), instead_of=NOTHING, at=AT)


def test_nothing_half_written_is_left_behind(own: OwnFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own.save("ann", "one", instead_of=NOTHING, at=AT)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))

    with pytest.raises(SettingsError, match="No space left"):
        own.save("ann", "two", instead_of=digest_of("one"), at=AT)
    assert own.text("ann") == "one"
    assert not [path.name for path in (tmp_path / "own").rglob("*") if path.name.startswith(".new-")]
