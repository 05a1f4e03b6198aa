"""``frontdoor up``, the part before anything is started. (tests/journeys start the whole.)"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from bot.bootstrap import store, unit_of_work
from bot.cli.up import refuse_taken_ports, show_addresses, show_closed_door, show_first_sign_in
from bot.errors import SettingsError, StartError
from bot.handover import close_door, open_door
from bot.running.parts import all_parts
from bot.settings import Settings
from bot.staff import sign_in


def test_a_taken_port_is_said_plainly_with_the_setting_that_changes_it() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(StartError) as refused:
            refuse_taken_ports(all_parts(Settings(resident_port=port)))

    assert str(refused.value) == (
        f"Port {port} on 127.0.0.1 is taken, so the part called conversation cannot start. "
        "Another program is using it.\n"
        "Stop that program, or choose another port: FRONTDOOR_RESIDENT_PORT=... in .env or in the environment."
    )


def test_two_parts_cannot_be_given_the_same_port() -> None:
    with pytest.raises(StartError, match="FRONTDOOR_ACTION_PORT and FRONTDOOR_RESIDENT_PORT are both 6000"):
        refuse_taken_ports(all_parts(Settings(resident_port=6000, action_port=6000)))


def test_production_without_local_numbers_starts_nothing_and_says_which_are_missing(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    monkeypatch.setenv("FRONTDOOR_ENVIRONMENT", "production")
    for name in ("SAFEGUARDING", "CHILDREN", "HOUSING", "COMPLAINTS"):
        monkeypatch.setenv(f"FRONTDOOR_{name}_PHONE", "01632 960000")

    refused = type_in("up")

    assert isinstance(refused.exception, SettingsError)
    assert str(refused.exception).endswith("starts only when these are set: FRONTDOOR_EMERGENCY_DUTY_PHONE.")
    assert not data_folder.exists()


def test_a_real_service_is_never_started_as_a_sandbox(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FRONTDOOR_SANDBOX", str(tmp_path / "thrown-away"))

    refused = type_in("up")

    assert isinstance(refused.exception, SettingsError)
    assert "FRONTDOOR_SANDBOX is set by the program alone" in str(refused.exception)
    assert not (tmp_path / "thrown-away").exists()


@pytest.mark.usefixtures("migrated")
def test_the_first_sign_in_is_made_once_and_works(capsys: pytest.CaptureFixture[str]) -> None:
    present = Settings(first_sign_in="june")

    show_first_sign_in(present)
    shown = capsys.readouterr().out
    password = shown.split("password ")[1].split()[0]
    show_first_sign_in(present)

    assert capsys.readouterr().out == ""
    assert "staff add --role safeguarding" in shown
    member = sign_in(unit_of_work(), "june", password, "127.0.0.1")
    assert member.roles == {"front_door", "administrator"}
    assert store().queries.count_staff() == 1


def test_the_addresses_say_where_everybody_goes(capsys: pytest.CaptureFixture[str]) -> None:
    show_addresses(Settings(host="0.0.0.0", resident_port=8001, inbox_port=8002, studio_port=8003))

    shown = capsys.readouterr().out
    assert "Residents      http://127.0.0.1:8001/chat\n" in shown
    assert "Staff          http://127.0.0.1:8002/\n" in shown
    assert "Trainers       http://127.0.0.1:8003/ (rehearsals need no sign-in)\n" in shown
    assert "summaries wait in the inbox" in shown
    assert "wait in the inbox for the role safeguarding" in shown


def test_with_both_webhooks_nothing_is_said_about_waiting(capsys: pytest.CaptureFixture[str]) -> None:
    addresses = {"webhook_url": "https://council.example/in", "safeguarding_webhook_url": "https://safe.example/in"}
    show_addresses(Settings(**addresses))

    assert "wait in the inbox" not in capsys.readouterr().out


def test_the_action_server_listens_on_this_machine_only_whatever_the_host() -> None:
    by_name = {part.name: part for part in all_parts(Settings(host="0.0.0.0"))}

    assert by_name["actions"].environment["SANIC_HOST"] == "127.0.0.1"
    assert by_name["conversation"].command[by_name["conversation"].command.index("--interface") + 1] == "0.0.0.0"


def test_what_a_proxy_says_is_believed_only_behind_tls() -> None:
    def inbox(**settings: bool) -> tuple[str, ...]:
        return next(part.command for part in all_parts(Settings(**settings)) if part.name == "inbox")

    assert "--trusted-proxy" not in inbox()
    assert "--trusted-proxy" in inbox(behind_tls=True)


def test_the_model_is_trained_only_when_something_changed(
    type_in: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.running import model
    from bot.studio.feedback import learning

    trained: list[str] = []
    monkeypatch.setattr(model, "train", lambda say: trained.append("assistant"))
    monkeypatch.setattr(model, "is_fresh", lambda: True)
    # Learning it takes minutes, and what is kept here is the project's own.
    monkeypatch.setattr(learning, "learn_and_keep", lambda: trained.append("feedback"))
    monkeypatch.setattr(learning, "is_fresh", lambda: True)

    assert type_in("train").output == "The model is up to date.\n"
    assert type_in("train", "--again").exit_code == 0
    assert trained == ["feedback", "assistant"]


@pytest.mark.usefixtures("migrated")
def test_a_start_says_that_the_door_is_still_closed_and_how_to_open_it(capsys: pytest.CaptureFixture[str]) -> None:
    show_closed_door()
    assert capsys.readouterr().out == ""
    close_door(unit_of_work(), "A number is wrong")
    show_closed_door()
    shown = capsys.readouterr().out
    assert "is closed to residents: A number is wrong" in shown
    assert "frontdoor door open" in shown
    open_door(unit_of_work())
    show_closed_door()
    assert capsys.readouterr().out == ""


def test_a_taken_port_for_watching_is_said_plainly_before_anything_starts() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        free = Settings(monitoring_port=min(port, 65532), resident_port=1, action_port=2, inbox_port=3)
        parts = tuple(replace(part, port=None) for part in all_parts(free))
        with pytest.raises(StartError, match="FRONTDOOR_MONITORING_PORT=") as refused:
            refuse_taken_ports(parts)
    assert "so nobody could ask how the part called" in str(refused.value)


def test_no_part_is_watched_on_a_port_that_another_part_serves() -> None:
    with pytest.raises(StartError, match="FRONTDOOR_INBOX_PORT is 6002, and FRONTDOOR_MONITORING_PORT wants that"):
        refuse_taken_ports(
            all_parts(Settings(resident_port=5999, inbox_port=6002, action_port=6010, monitoring_port=6000))
        )
