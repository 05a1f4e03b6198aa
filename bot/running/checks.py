"""What a person in charge wants to know: what is configured, what is missing, what is reachable.

Every check gives findings in plain words and never raises: a check that cannot be made is a finding too.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from bot.bootstrap import store
from bot.channels.telegram.account import look_at_account
from bot.errors import FrontDoorError
from bot.monitoring.pulse import seconds_since_sign
from bot.outbox.roads import Road, general_road, restricted_road
from bot.running import model
from bot.running.parts import Part, all_parts
from bot.running.ports import answers, can_connect, is_free
from bot.settings import PREFIX, Settings, environment_name
from bot.store import Role, Store
from bot.store.tables import EVERY_ROAD
from bot.strengths.library import read_library

NEEDED_PYTHON = (3, 11)
SIGN_LASTS = 30.0
"""Seconds after which the worker's sign of life is old; it leaves one every second."""
# Texts a council will want as its own; the built-in ones are true of nobody in particular.
OWN_TEXTS = ("organisation_name", "team_name", "team_hours", "reply_time")


class State(StrEnum):
    """How good a finding is."""

    GOOD = "ok"
    NOTE = "note"
    FAULT = "FAULT"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        state: how good it is; a fault makes ``doctor`` end with exit code 1.
        subject: what was looked at, in a word or two.
        words: what was found and, if something is to be done, what.
    """

    state: State
    subject: str
    words: str


def all_findings(settings: Settings) -> Iterator[Finding]:
    """Look at everything.

    Args:
        settings: the settings of this Front Door.
    """
    yield python_version()
    yield from settings_in_use(settings)
    yield signing_key(settings)
    yield question_library(settings)
    yield trained_model()
    yield from database(settings)
    yield webhook(general_road(settings), "Webhook", "none set: summaries wait in the inbox and are sent nowhere")
    yield webhook(
        restricted_road(settings),
        "Safeguarding",
        "no webhook set: concerns wait in the inbox, for the role safeguarding",
    )
    yield from roads_apart(settings)
    yield telegram(settings)
    parts = all_parts(settings)
    for part in parts:
        if part.port is not None:
            yield port(part)
    yield worker(settings, is_running=any(part.ready_address and answers(part.ready_address) for part in parts))


def python_version() -> Finding:
    """Rasa 3.6 runs on this one Python."""
    good = sys.version_info[:2] == NEEDED_PYTHON
    return Finding(State.GOOD if good else State.FAULT, "Python", platform.python_version())


def settings_in_use(settings: Settings) -> Iterator[Finding]:
    """Settings that are still the built-in ones, contradict production, or are misspelt."""
    in_production = settings.environment == "production"
    serious = State.FAULT if in_production else State.NOTE
    yield Finding(State.GOOD, "Environment", settings.environment)
    if not settings.team_phone:
        words = f"residents have no number to ring: set {environment_name('team_phone')}"
        yield Finding(serious, "Team's number", words)
    same = [name for name in OWN_TEXTS if getattr(settings, name) == Settings.model_fields[name].default]
    if same:
        words = "still the built-in texts, are they right for you? " + ", ".join(
            environment_name(name) for name in same
        )
        yield Finding(State.NOTE, "Your texts", words)
    if missing := settings.missing_numbers:
        words = "to fill in before production" if not in_production else "production does not start without them"
        yield Finding(serious, "Local numbers", f"{words}: {', '.join(missing)}")
    if not settings.privacy_notice_url:
        words = f"no link to your privacy notice: set {environment_name('privacy_notice_url')}"
        yield Finding(serious, "Privacy notice", words)
    if in_production and not settings.behind_tls:
        words = f"in production residents and staff must come by https: then set {environment_name('behind_tls')}=true"
        yield Finding(State.FAULT, "https", words)
    if unknown := unknown_names():
        yield Finding(State.NOTE, "Environment", "not settings of ours, misspelt? " + ", ".join(unknown))


def unknown_names() -> list[str]:
    """Names in the environment that look like settings and are none.

    Unlike in ``.env`` they do not stop the start: container platforms add such names by themselves.
    """
    known = {environment_name(name) for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)


def signing_key(settings: Settings) -> Finding:
    """The key that signs cookies."""
    if settings.secret_key:
        return Finding(State.GOOD, "Signing key", "set")
    kept = settings.data_folder / "secret_key"
    words = f"kept in {kept}" if kept.exists() else f"will be made at the first start and kept in {kept}"
    return Finding(State.GOOD, "Signing key", words)


def question_library(settings: Settings) -> Finding:
    """The questions residents are asked."""
    which = f"your own in {settings.question_folder}" if settings.question_folder else "the built-in ones"
    try:
        read_library(settings.question_folder)
    except FrontDoorError as error:
        return Finding(State.FAULT, "Questions", str(error))
    return Finding(State.GOOD, "Questions", which)


def trained_model() -> Finding:
    """The trained assistant."""
    if not model.is_present():
        return Finding(State.FAULT, "Model", "not trained yet; `make run` or `frontdoor train` does it")
    if not model.is_fresh():
        return Finding(
            State.FAULT, "Model", "older than what it is trained from; `make run` or `frontdoor train` mends it"
        )
    return Finding(State.GOOD, "Model", f"{model.MODEL}, up to date")


def database(settings: Settings) -> Iterator[Finding]:
    """The store: is it there, are its tables, is anybody able to sign in, is anything stuck."""
    kind = urlsplit(settings.store_url).scheme.split("+")[0]
    if kind == "sqlite" and not settings.database_url and not (settings.data_folder / "frontdoor.db").exists():
        yield Finding(State.FAULT, "Database", "not made yet; `make run` or `frontdoor migrate` does it")
        return
    try:
        opened = store()
        opened.check()
    except FrontDoorError as error:
        yield Finding(State.FAULT, "Database", f"{kind}: {error} (`frontdoor migrate` makes missing tables)")
        return
    yield Finding(State.GOOD, "Database", f"{kind}, reachable, tables there")
    yield from _contents(opened, settings)


def _contents(opened: Store, settings: Settings) -> Iterator[Finding]:
    """What the store holds that somebody should know about."""
    if not opened.queries.count_staff():
        yield Finding(State.FAULT, "Staff", "nobody can sign in; `frontdoor staff add` makes a sign-in")
    elif not any(member.may_sign_in and Role.SAFEGUARDING in member.roles for member in opened.queries.list_staff()):
        state = State.FAULT if settings.environment == "production" else State.NOTE
        words = "nobody can read concerns; `frontdoor staff add --role safeguarding` makes a sign-in that can"
        yield Finding(state, "Concerns", words)
    changes = opened.queries.list_door_changes(most=1)
    if changes and not changes[0].is_open:
        words = f"closed to residents since {changes[0].at:%d %b %Y %H:%M} UTC: {changes[0].reason}"
        yield Finding(State.NOTE, "Door", f"{words} (`frontdoor door open` opens it)")
    if dead := len(opened.queries.list_dead_deliveries(EVERY_ROAD)):
        yield Finding(State.FAULT, "Deliveries", f"{dead} given up; see `frontdoor deliveries list`")


def webhook(road: Road, subject: str, when_closed: str) -> Finding:
    """Where a road leads. A connection is opened and closed, nothing is sent.

    Args:
        road: the road.
        subject: what it is called here.
        when_closed: what it means that no address is set.
    """
    if not road.url:
        return Finding(State.NOTE, subject, when_closed)
    try:
        road.sender()
        address = urlsplit(road.url)
        host, port_number = address.hostname or "", address.port or (443 if address.scheme == "https" else 80)
    except (FrontDoorError, ValueError) as error:
        return Finding(State.FAULT, subject, str(error))
    if not can_connect(host, port_number):
        words = f"webhook set, and nothing accepts a connection at {host} port {port_number}"
        return Finding(State.FAULT, subject, words)
    return Finding(State.GOOD, subject, f"webhook set, and {host} accepts connections")


def roads_apart(settings: Settings) -> Iterator[Finding]:
    """Whether concerns and summaries go to two addresses."""
    if settings.safeguarding_webhook_url and settings.safeguarding_webhook_url == settings.webhook_url:
        words = "the same address as the general webhook: whoever reads summaries there reads concerns too"
        yield Finding(State.FAULT, "Safeguarding", words)


def telegram(settings: Settings) -> Finding:
    """Whether residents can come by Telegram."""
    if not settings.telegram_token:
        return Finding(
            State.NOTE, "Telegram", f"no token set ({environment_name('telegram_token')}): that door is shut"
        )
    found = look_at_account(settings)
    return Finding(State.GOOD if found.works else State.FAULT, "Telegram", found.words)


def worker(settings: Settings, *, is_running: bool) -> Finding:
    """The worker that sends what was promised: it has no page, so it leaves a sign of life.

    Args:
        settings: the settings of this Front Door.
        is_running: whether any other part answers on this machine.
    """
    seconds = seconds_since_sign(settings.data_folder, "deliveries")
    if seconds is not None and seconds <= SIGN_LASTS:
        return Finding(State.GOOD, "Worker", "deliveries is at work")
    if seconds is None or not is_running:
        return Finding(State.NOTE, "Worker", "deliveries is not running on this machine")
    words = f"deliveries has given no sign of life for {seconds:.0f} s; is it running, and is anything in its log?"
    return Finding(State.FAULT, "Worker", words)


def port(part: Part) -> Finding:
    """One port: Front Door answers there, or it is free, or somebody else has it."""
    subject = f"Port {part.port}"
    if part.ready_address and answers(part.ready_address):
        return Finding(State.GOOD, subject, f"{part.name} answers")
    if part.port is None or is_free(part.host, part.port):
        return Finding(State.GOOD, subject, f"free, for {part.name} (not running)")
    words = f"taken by another program, and wanted for {part.name}: set {part.port_setting} to another"
    return Finding(State.FAULT, subject, words)
