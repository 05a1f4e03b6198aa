"""``frontdoor doctor``."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bot.monitoring.pulse import leave_sign
from bot.running import model
from bot.running.checks import State, worker
from bot.settings import settings


@pytest.fixture(autouse=True)
def quiet_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Free ports, and a model that is up to date."""
    for name in ("RESIDENT", "ACTION", "INBOX"):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            monkeypatch.setenv(f"FRONTDOOR_{name}_PORT", str(probe.getsockname()[1]))
    monkeypatch.setattr(model, "is_present", lambda: True)
    monkeypatch.setattr(model, "is_fresh", lambda: True)


def line(result: Result, subject: str) -> str:
    """The line about one subject."""
    return next(line for line in result.output.splitlines() if subject in line)


@pytest.fixture
def ready(type_in: Callable[..., Result]) -> None:
    """A database with somebody in it."""
    type_in("migrate")
    type_in("staff", "add", "--name", "Priya", "--sign-in-name", "priya")


@pytest.mark.usefixtures("ready")
def test_a_development_machine_that_is_set_up_has_nothing_to_mend(type_in: Callable[..., Result]) -> None:
    result = type_in("doctor")

    assert result.output.endswith("Nothing to mend.\n")
    assert result.exit_code == 0


def test_a_database_that_is_not_there_is_a_fault_and_is_not_made(
    type_in: Callable[..., Result], data_folder: Path
) -> None:
    result = type_in("doctor")

    assert line(result, "Database").startswith("FAULT")
    assert result.exit_code == 1
    assert not data_folder.exists()


def test_a_database_that_cannot_be_reached_is_a_fault(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_DATABASE_URL", "postgresql://frontdoor:hunter2@127.0.0.1:1/frontdoor")

    result = type_in("doctor")

    assert line(result, "Database").startswith("FAULT  Database         postgresql: ")
    assert "hunter2" not in result.output


def test_nobody_who_can_sign_in_is_a_fault(type_in: Callable[..., Result]) -> None:
    type_in("migrate")

    assert line(type_in("doctor"), "Staff").startswith("FAULT")


def test_a_stale_model_is_a_fault(type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "is_fresh", lambda: False)

    assert line(type_in("doctor"), "Model").startswith("FAULT")


def test_no_webhook_is_said_and_is_no_fault(type_in: Callable[..., Result]) -> None:
    assert line(type_in("doctor"), "Webhook") == (
        "note   Webhook          none set: summaries wait in the inbox and are sent nowhere"
    )


def test_a_webhook_where_nobody_listens_is_a_fault(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_WEBHOOK_URL", "http://127.0.0.1:1/in")
    monkeypatch.setenv("FRONTDOOR_WEBHOOK_SECRET", "whsec_" + "a" * 44)

    found = line(type_in("doctor"), "Webhook")

    assert found.startswith("FAULT")
    assert "127.0.0.1 port 1" in found


def test_a_webhook_that_accepts_connections_is_good_and_gets_nothing(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.listen()
        receiver.settimeout(5)
        monkeypatch.setenv("FRONTDOOR_WEBHOOK_URL", f"http://127.0.0.1:{receiver.getsockname()[1]}/in")
        monkeypatch.setenv("FRONTDOOR_WEBHOOK_SECRET", "whsec_" + "a" * 44)

        found = line(type_in("doctor"), "Webhook")
        received = receiver.accept()[0].recv(100)

    assert found.startswith("ok")
    assert received == b""


def test_a_webhook_without_a_usable_secret_is_a_fault(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_WEBHOOK_URL", "https://council.example/in")
    monkeypatch.setenv("FRONTDOOR_WEBHOOK_SECRET", "hunter2")

    result = type_in("doctor")

    assert line(result, "Webhook").startswith("FAULT")
    assert "hunter2" not in result.output


def test_a_port_that_another_program_has_is_a_fault_that_names_the_setting(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("FRONTDOOR_INBOX_PORT", str(other.getsockname()[1]))

        found = line(type_in("doctor"), f"Port {other.getsockname()[1]}")

    assert found.startswith("FAULT")
    assert "FRONTDOOR_INBOX_PORT" in found


@pytest.mark.parametrize("subject", ["Team's number", "Privacy notice", "https"])
def test_production_insists_on_what_residents_rely_on(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    monkeypatch.setenv("FRONTDOOR_ENVIRONMENT", "production")

    assert line(type_in("doctor"), subject).startswith("FAULT")


def test_texts_that_are_still_the_built_in_ones_are_named(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_TEAM_NAME", "The Hub")

    found = line(type_in("doctor"), "Your texts")

    assert "FRONTDOOR_ORGANISATION_NAME" in found
    assert "FRONTDOOR_TEAM_NAME" not in found


def test_a_misspelt_setting_in_the_environment_is_named(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_TEAM_FONE", "01632 960000")

    assert "FRONTDOOR_TEAM_FONE" in line(type_in("doctor"), "misspelt")


def test_a_question_folder_with_a_fault_in_it_names_the_file(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "hopes.yml").write_text("domain: nowhere\nquestions: []\n")
    monkeypatch.setenv("FRONTDOOR_QUESTION_FOLDER", str(tmp_path / "ours"))

    found = line(type_in("doctor"), "Questions")

    assert found.startswith("FAULT")
    assert "hopes.yml" in found


def test_in_development_the_local_numbers_are_listed_to_fill_in(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_HOUSING_PHONE", "01632 960004")

    found = line(type_in("doctor"), "Local numbers")

    assert found.startswith("note")
    assert "to fill in before production" in found
    assert "FRONTDOOR_SAFEGUARDING_PHONE" in found
    assert "FRONTDOOR_HOUSING_PHONE" not in found


def test_in_production_missing_local_numbers_are_a_fault_and_doctor_still_works(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_ENVIRONMENT", "production")

    assert line(type_in("doctor"), "Local numbers").startswith("FAULT")


def test_no_safeguarding_webhook_is_said_and_is_no_fault(type_in: Callable[..., Result]) -> None:
    assert line(type_in("doctor"), "Safeguarding") == (
        "note   Safeguarding     no webhook set: concerns wait in the inbox, for the role safeguarding"
    )


def test_a_safeguarding_webhook_without_a_usable_secret_is_a_fault_that_names_the_setting(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDOOR_SAFEGUARDING_WEBHOOK_URL", "https://council.example/in")
    monkeypatch.setenv("FRONTDOOR_SAFEGUARDING_WEBHOOK_SECRET", "hunter2")

    found = line(type_in("doctor"), "Safeguarding")

    assert found.startswith("FAULT")
    assert "FRONTDOOR_SAFEGUARDING_WEBHOOK_SECRET" in found
    assert "hunter2" not in found


def test_one_address_for_both_roads_is_a_fault(type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WEBHOOK", "SAFEGUARDING_WEBHOOK"):
        monkeypatch.setenv(f"FRONTDOOR_{name}_URL", "http://127.0.0.1:1/in")
        monkeypatch.setenv(f"FRONTDOOR_{name}_SECRET", "whsec_" + "a" * 44)

    assert line(type_in("doctor"), "the same address as the general webhook").startswith("FAULT")


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(("environment", "state"), [("development", "note"), ("production", "FAULT")])
def test_nobody_who_can_read_concerns_is_said(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, environment: str, state: str
) -> None:
    monkeypatch.setenv("FRONTDOOR_ENVIRONMENT", environment)
    settings.cache_clear()
    assert line(type_in("doctor"), "nobody can read concerns").startswith(state)

    type_in("staff", "add", "--name", "Sanjay", "--sign-in-name", "sanjay", "--role", "safeguarding")
    assert "nobody can read concerns" not in type_in("doctor").output

    type_in("staff", "deactivate", "sanjay")
    assert "nobody can read concerns" in type_in("doctor").output


@pytest.mark.usefixtures("ready")
def test_the_workers_sign_of_life_is_read(type_in: Callable[..., Result], data_folder: Path) -> None:
    assert line(type_in("doctor"), "Worker").startswith("note")
    leave_sign(data_folder, "deliveries")
    assert line(type_in("doctor"), "Worker").startswith("ok")
    sign = data_folder / "heartbeats" / "deliveries"
    os.utime(sign, (sign.stat().st_mtime - 300,) * 2)
    assert line(type_in("doctor"), "Worker").startswith("note"), "nothing else runs here either"
    stuck = worker(settings(), is_running=True)
    assert stuck.state is State.FAULT
    assert "no sign of life for 300 s" in stuck.words


@pytest.mark.usefixtures("ready")
def test_a_closed_door_is_noted_with_its_reason(type_in: Callable[..., Result]) -> None:
    assert "closed to residents" not in type_in("doctor").output
    type_in("door", "close", "--reason", "A number is wrong")
    result = type_in("doctor")
    assert "closed to residents since" in result.output
    assert "A number is wrong" in result.output
    assert result.exit_code == 0, "it was closed on purpose"
