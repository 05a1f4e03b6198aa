"""Rasa finds the action server where the settings say, and everything else where endpoints.yml says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.errors import SettingsError
from bot.running.endpoints import endpoints_file, write_endpoints
from bot.running.model import ROOT
from bot.running.parts import conversation
from bot.settings import Settings


def test_the_copy_differs_only_in_the_address_of_the_action_server(tmp_path: Path) -> None:
    present = Settings(data_folder=tmp_path / "var", action_port=6055)
    expected = yaml.safe_load((ROOT / "endpoints.yml").read_text())
    expected["action_endpoint"]["url"] = "http://127.0.0.1:6055/webhook"

    write_endpoints(present)

    assert yaml.safe_load(endpoints_file(present).read_text()) == expected


def test_several_servers_find_their_locks_and_events_and_no_password_is_written_down(tmp_path: Path) -> None:
    present = Settings(
        data_folder=tmp_path / "var", locks_url="redis://:hidden@redis/0", events_url="amqp://us:hidden@rabbit/"
    )

    write_endpoints(present)

    written = endpoints_file(present).read_text()
    assert yaml.safe_load(written)["lock_store"] == {"type": "bot.dialogue.lock_store.SharedLocks"}
    assert yaml.safe_load(written)["event_broker"] == {"type": "bot.dialogue.events.WordlessEvents"}
    assert "hidden" not in written


def test_rasa_is_started_with_the_copy(tmp_path: Path) -> None:
    present = Settings(data_folder=tmp_path / "var")

    assert str(endpoints_file(present)) in conversation(present).command


def test_a_data_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")

    with pytest.raises(SettingsError, match="cannot be written"):
        write_endpoints(Settings(data_folder=tmp_path / "var"))


def test_stock_rasa_commands_find_the_action_server_at_its_usual_port() -> None:
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text())

    assert endpoints["action_endpoint"]["url"] == Settings().action_server
