"""The files in deploy/ name parts, settings and addresses that exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.part import NAMES, PREPARE
from bot.running.parts import all_parts
from bot.settings import LOCAL_NUMBERS, Settings, environment_name

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text())
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "frontdoor"}
SETTINGS = {environment_name(name) for name in Settings.model_fields}


def test_every_part_has_a_container_and_every_container_of_ours_is_a_part() -> None:
    run = {service["command"][1] for service in OURS.values()}

    assert run == {PREPARE, *NAMES}
    assert {part.name for part in all_parts(Settings())} >= set(NAMES)


@pytest.mark.parametrize("name", OURS)
def test_a_container_is_given_only_settings_that_exist(name: str) -> None:
    assert set(OURS[name]["environment"]) <= SETTINGS


def test_the_example_asks_for_every_number_that_production_insists_on() -> None:
    named = set(re.findall(r"^(FRONTDOOR_\w+)=", (DEPLOY / "example.env").read_text(), re.MULTILINE))

    assert named <= SETTINGS
    assert {environment_name(name) for name in LOCAL_NUMBERS} <= named
    assert "FRONTDOOR_SECRET_KEY" in named


@pytest.mark.parametrize("name", ["conversation", "actions", "inbox", "postgres", "redis", "rabbitmq"])
def test_whoever_listens_is_asked_whether_they_are_well(name: str) -> None:
    assert COMPOSE["services"][name]["healthcheck"]["test"]


@pytest.mark.parametrize(("name", "setting"), [("conversation", "resident"), ("actions", "action"), ("inbox", "inbox")])
def test_health_checks_and_the_balancer_use_the_ports_of_the_settings(name: str, setting: str) -> None:
    port = getattr(Settings(), f"{setting}_port")

    assert f":{port}/" in OURS[name]["healthcheck"]["test"][-1]
    assert f"{name}:{port}" in (DEPLOY / "haproxy.cfg").read_text()


def test_no_password_stands_in_the_files() -> None:
    text = (DEPLOY / "compose.yml").read_text()

    assert not re.search(r"PASS(WORD)?: (?!\$\{)", text)
    assert not re.search(r"://[^:\s]+:(?!\$\{)[^@\s]+@", text)
