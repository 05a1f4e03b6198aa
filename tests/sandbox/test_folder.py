"""A sandbox's folder is its own, and goes when it does, whatever ended it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.sandbox.folder import held, new_folder


def test_the_folder_is_there_for_the_sandbox_alone_and_gone_afterwards(tmp_path: Path) -> None:
    folder = new_folder(tmp_path)
    with held(folder):
        (folder / "conversations.db").write_text("what was said")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    assert not folder.exists()
    assert folder.is_relative_to(tmp_path)


def test_it_is_gone_when_something_went_wrong_too(tmp_path: Path) -> None:
    folder = new_folder(tmp_path)
    with pytest.raises(RuntimeError), held(folder):
        raise RuntimeError

    assert not folder.exists()


def test_what_a_power_cut_left_is_removed_and_what_is_in_use_is_not(tmp_path: Path) -> None:
    left = new_folder(tmp_path)
    left.mkdir(parents=True)
    (left / "held").touch()
    (left / "conversations.db").write_text("what was said")
    in_use = new_folder(tmp_path)

    with held(in_use), held(new_folder(tmp_path)):
        assert not left.exists()
        assert in_use.exists()


def test_a_folder_that_is_there_already_is_never_taken_for_a_sandbox(tmp_path: Path) -> None:
    real = tmp_path / "var"
    real.mkdir()
    (real / "frontdoor.db").write_text("real")

    with pytest.raises(FileExistsError), held(real):
        pass

    assert (real / "frontdoor.db").read_text() == "real"
