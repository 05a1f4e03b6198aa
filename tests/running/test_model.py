"""The trained model: fresh as long as nothing it is made from has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.running import model


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with a model that is fresh."""
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "data" / "nlu" / "hopes.yml").write_text("nlu: []")
    (tmp_path / "config.yml").write_text("pipeline: []")
    (tmp_path / "domain.yml").write_text("intents: []")
    (tmp_path / "models").mkdir()
    (tmp_path / model.MODEL).write_bytes(b"model")
    (tmp_path / model.FINGERPRINT).write_text(model.fingerprint(tmp_path))
    return tmp_path


def test_a_model_is_fresh_while_nothing_changes(project: Path) -> None:
    assert model.is_fresh(project)


@pytest.mark.parametrize("name", ["config.yml", "domain.yml", "data/nlu/hopes.yml"])
def test_a_change_in_what_it_is_made_from_makes_it_stale(project: Path, name: str) -> None:
    (project / name).write_text("changed: true")

    assert not model.is_fresh(project)


def test_a_new_file_makes_it_stale(project: Path) -> None:
    (project / "bot" / "understanding").mkdir(parents=True)
    (project / "bot" / "understanding" / "safety.py").write_text("")

    assert not model.is_fresh(project)


def test_a_renamed_file_makes_it_stale(project: Path) -> None:
    (project / "data" / "nlu" / "hopes.yml").rename(project / "data" / "nlu" / "skills.yml")

    assert not model.is_fresh(project)


def test_python_leaving_its_cache_behind_changes_nothing(project: Path) -> None:
    (project / "data" / "__pycache__").mkdir()
    (project / "data" / "__pycache__" / "x.pyc").write_bytes(b"")

    assert model.is_fresh(project)


def test_another_version_of_rasa_makes_it_stale(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "version", lambda library: "99")

    assert not model.is_fresh(project)


def test_a_missing_model_is_not_fresh(project: Path) -> None:
    (project / model.MODEL).unlink()

    assert not model.is_fresh(project)


def test_a_model_trained_by_an_interrupted_training_is_not_fresh(project: Path) -> None:
    (project / model.FINGERPRINT).unlink()

    assert not model.is_fresh(project)
