"""``frontdoor up``: everything on one machine, from an empty folder to three addresses."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Mapping
from importlib.metadata import version
from types import FrameType

import click

from bot.bootstrap import migrate_store, store, unit_of_work
from bot.errors import SettingsError, StartError
from bot.running import model
from bot.running.child import Child
from bot.running.endpoints import write_endpoints
from bot.running.parts import Part, all_parts, log_file
from bot.running.ports import answers, is_free, visible_host
from bot.running.supervisor import Supervisor
from bot.settings import Settings, environment_name, settings
from bot.staff import add_staff
from bot.store import Role


@click.command()
def up() -> None:
    """Start Front Door on this machine: set up what is missing, start every part, show the addresses.

    Ctrl-C stops everything. Logs go to the data folder.
    """
    # A polite request to end must also end a training that is under way.
    signal.signal(signal.SIGTERM, _leave)
    present = settings()
    refuse_sandbox(present)
    present.check_may_start()
    click.echo(f"Front Door {version('frontdoor')}")
    parts = all_parts(present)
    refuse_taken_ports(parts)
    prepare_database()
    prepare_model()
    write_endpoints(present)
    children = [Child(part, model.ROOT, log_file(present, part)) for part in parts]
    supervisor = Supervisor(children, lambda line: click.echo(f"  {line}"))
    run(supervisor, present)


def refuse_sandbox(present: Settings) -> None:
    """Never start a real service that knows no way to reach anybody: what people share would reach nobody.

    Args:
        present: the settings.

    Raises:
        SettingsError: they are a sandbox's.
    """
    if present.sandbox is not None:
        raise SettingsError(
            f"{environment_name('sandbox')} is set by the program alone. Take it out of the environment."
        )


def refuse_taken_ports(parts: tuple[Part, ...]) -> None:
    """Find out before anything is started whether each part can have its port.

    Args:
        parts: the parts that will be started.

    Raises:
        StartError: a port is taken; the message names it and the setting that changes it.
    """
    wanted: dict[int, str] = {}
    for part in parts:
        if part.port is not None:
            if part.port in wanted:
                both = " and ".join(sorted((wanted[part.port], part.port_setting)))
                raise StartError(f"{both} are both {part.port}; each part needs a port of its own.")
            wanted[part.port] = part.port_setting
    refuse_taken_watched_ports(parts, wanted)
    for part in parts:
        if part.port is None or is_free(part.host, part.port):
            continue
        if part.ready_address and answers(part.ready_address):
            who = "Front Door seems to be running already"
        else:
            who = "Another program is using it"
        raise StartError(
            f"Port {part.port} on {part.host} is taken, so the part called {part.name} cannot start. {who}.\n"
            f"Stop that program, or choose another port: {part.port_setting}=... in .env or in the environment."
        )


def refuse_taken_watched_ports(parts: tuple[Part, ...], wanted: Mapping[int, str]) -> None:
    """Find out before anything is started whether each part can tell how it is.

    Args:
        parts: the parts that will be started.
        wanted: the ports that they want besides, and the setting of each.

    Raises:
        StartError: a port is taken; the message names it and the setting that changes it.
    """
    setting = environment_name("monitoring_port")
    for part in parts:
        if part.watched_port is None:
            continue
        if part.watched_port in wanted:
            raise StartError(
                f"{wanted[part.watched_port]} is {part.watched_port}, and {setting} wants that port for {part.name}."
            )
        if not is_free(settings().monitoring_host, part.watched_port):
            raise StartError(
                f"Port {part.watched_port} is taken, so nobody could ask how the part called {part.name} is. "
                f"Choose another: {setting}=... in .env or in the environment; five ports from there on are used."
            )


def prepare_database() -> None:
    """Bring the tables up to date."""
    step("Database", "getting ready ...")
    migrate_store()
    step("Database", "ready")


def prepare_model() -> None:
    """Train the assistant if it is missing or older than what it is made from."""
    if model.is_fresh():
        step("Model", "up to date")
        return
    why = "what it learns from has changed" if model.is_present() else "not trained yet"
    step("Model", f"{why}; training takes a minute or so ...")
    started = time.monotonic()
    model.train(lambda line: click.echo(f"  {line}"))
    step("Model", f"trained ({time.monotonic() - started:.0f} s)")


def run(supervisor: Supervisor, present: Settings) -> None:
    """Start, watch and finally stop every part.

    Args:
        supervisor: holds the parts.
        present: the settings of this Front Door.
    """

    def end(_signal: int, _frame: FrameType | None) -> None:
        supervisor.ask_to_stop()

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, end)
    step("Starting", "all parts ...")
    try:
        supervisor.start()
        if not supervisor.is_stopping:
            show_addresses(present)
            show_closed_door()
            show_first_sign_in(present)
            supervisor.watch()
        click.echo("\nStopping ...")
    finally:
        supervisor.stop()
    click.echo("Everything has stopped.")


def show_addresses(present: Settings) -> None:
    """Tell the person where everybody goes.

    Args:
        present: the settings of this Front Door.
    """
    host = visible_host(present.host)
    click.echo()
    step("Residents", f"http://{host}:{present.resident_port}/chat")
    step("Staff", f"http://{host}:{present.inbox_port}/")
    if present.telegram_token:
        step("Telegram", "on; `frontdoor doctor` says whether Telegram knows the token")
    step("Trainers", f"http://{host}:{present.studio_port}/ (rehearsals need no sign-in)")
    click.echo()
    if not present.webhook_url:
        step("Deliveries", "no webhook is set (FRONTDOOR_WEBHOOK_URL), so summaries wait in the inbox")
    if not present.safeguarding_webhook_url:
        step("Concerns", "wait in the inbox for the role safeguarding (FRONTDOOR_SAFEGUARDING_WEBHOOK_URL is not set)")
    if present.monitoring_port:
        step("Monitoring", f"ports {present.monitoring_port} to {present.monitoring_port + 3}: /alive /ready /metrics")
    step("Logs", str(present.data_folder / "logs"))
    step("To stop", "Ctrl-C")


def show_closed_door() -> None:
    """Say that the door is closed to residents, if it is: a restart does not open it."""
    changes = store().queries.list_door_changes(most=1)
    if changes and not changes[0].is_open:
        step("The door", f"is closed to residents: {changes[0].reason}")
        step("", "`frontdoor door open` opens it.")


def show_first_sign_in(present: Settings) -> None:
    """Make the first sign-in if nobody can sign in yet, and show it; last, where it is not overlooked.

    Args:
        present: the settings of this Front Door.
    """
    if store().queries.count_staff():
        return
    roles = {Role.FRONT_DOOR, Role.ADMINISTRATOR}
    password = add_staff(unit_of_work(), "First administrator", present.first_sign_in, None, roles)
    click.echo()
    step("First sign-in", f"name {present.first_sign_in}   password {password}")
    step("", "Write the password down now: it is shown this once. `frontdoor staff add` makes more sign-ins.")
    step("", "It does not read safety concerns: `frontdoor staff add --role safeguarding` makes one that does.")


def step(subject: str, words: str) -> None:
    """Print one line of the start.

    Args:
        subject: what it is about, in a word or two.
        words: what there is to say.
    """
    click.echo(f"{subject:<14} {words}")


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(1)
