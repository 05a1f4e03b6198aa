"""The staff's pages with few and with many summaries stored: the list, and one summary."""

from __future__ import annotations

import random
import re
import sys
import urllib.parse
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, insert, select

from benchmarks.speed.figures import Measure, percentile
from benchmarks.speed.processes import Running
from benchmarks.speed.stage import Stage, say
from benchmarks.speed.talking import Connection
from benchmarks.speed.where import looked_at
from bot.handover import hand_over
from bot.handover.receipt import new_reference
from bot.running.model import ROOT
from bot.staff import add_staff
from bot.store import Role, migrate, open_store
from bot.store.identifiers import issue
from bot.store.tables import AuditEventRow, DeliveryRow, StaffRow, SummaryRow, VersionRow, ViewRow
from bot.strengths.outcomes import Coverage
from bot.strengths.safe_contact import SafeContact
from bot.strengths.statement import Place, Source, Statement
from bot.strengths.summary import Summary

FEW, MANY = 1_000, 100_000
PAGES = 150
CHUNK = 5_000
PASSWORD = "correct horse battery"
FIRST_ARRIVED = datetime(2026, 1, 5, 9, tzinfo=UTC)
SAID = (
    (Place.REASON, "My wife did the shopping and I can't face it"),
    (Place.GOAL, "To get back to the choir on a Thursday"),
    (Place.PERSONAL_STRENGTH, "I ran the allotment society for eleven years"),
    (Place.PERSONAL_STRENGTH, "I still grow tomatoes and give most away"),
    (Place.NETWORK_STRENGTH, "Sheila next door pops in with the paper"),
    (Place.NETWORK_STRENGTH, "My son rings on Sundays from Leeds"),
    (Place.COMMUNITY_STRENGTH, "The café by the church, they know me there"),
    (Place.HARD_NOW, "The evenings are the hardest"),
    (Place.OWN_IDEA, "Somebody to walk there with me the first time"),
    (Place.WHAT_WOULD_HELP, "A lift on Thursdays"),
    (Place.WOULD_OFFER, "I could show people how to prune"),
)


def summary_pages(stage: Stage) -> None:
    """Fill two stores, serve each, and open list and summaries in turn."""
    servers = {}
    for many, port in ((FEW, stage.place.port + 8), (MANY, stage.place.port + 9)):
        say(f"  storing {many:,} summaries ...")
        folder = stage.place.folder / f"inbox-{many}"
        ids = stored(folder, many)
        servers[many] = (serve(stage, folder, port, many), signed_in(port), ids)
    took: dict[tuple[str, int], list[float]] = {}
    dice = random.Random(7)
    for _ in range(PAGES):
        for many, (_, (pages, headers), ids) in servers.items():
            edge = place_among(ids, dice)
            for name, path in (
                ("list", "/contacts"),
                ("list, any page", f"/contacts?older_than={edge}"),
                ("summary page", f"/summaries/{dice.choice(ids)}"),
            ):
                took.setdefault((name, many), []).append(pages.get(path, headers)[1])
    for name in ("list", "list, any page", "summary page"):
        many, few = (percentile(took[name, count], 0.95) for count in (MANY, FEW))
        key = name.replace(", ", "_").replace(" ", "_")
        stage.add(Measure(key=f"inbox_{key}", name=f"inbox {name} with {MANY:,} summaries, p95", unit="ms", ours=many,
                          target=50, n=PAGES))  # fmt: skip
        middles = [percentile(took[name, count], 0.5) for count in (MANY, FEW)]
        stage.add(Measure(key=f"inbox_{key}_growth", name=f"inbox {name}: {MANY:,} against {FEW:,}, p95", unit="ms",
                          ours=many, stock=few, ratio=many / few, target=1.3, n=PAGES,
                          beside=f"Front Door with {FEW:,}"))  # fmt: skip
        stage.where.setdefault("inbox, p50 in ms", {})[name] = {f"{MANY}": middles[0], f"{FEW}": middles[1]}
    running, (pages, headers), ids = servers[MANY]
    for name, path in (("list", "/contacts"), ("summary page", f"/summaries/{ids[0]}")):
        with looked_at(running, stage.place.samples) as found:
            for _ in range(60):
                pages.get(path, headers)
        stage.where.setdefault(f"inbox {name} with {MANY:,}", {})["Front Door"] = found


def place_among(ids: list[str], dice: random.Random) -> str:
    """Return where some page of the list begins, as its address says it."""
    number = dice.randrange(len(ids))
    return f"{arrived_at(number).replace(tzinfo=None).isoformat()}_{ids[number]}"


def arrived_at(number: int) -> datetime:
    """Return when a summary came that was written again."""
    return FIRST_ARRIVED + timedelta(minutes=number)


def serve(stage: Stage, folder: Path, port: int, many: int) -> Running:
    """Start the staff pages on a store, as Front Door does."""
    command = (sys.executable, "-m", "waitress", "--listen", f"127.0.0.1:{port}", "--call", "bot.inbox.app:create_app")
    environment = {"FRONTDOOR_DATA_FOLDER": str(folder)}
    log = stage.place.log(f"inbox-{many}")
    running = stage.keep(f"inbox-{many}", Running(command, ROOT, log, stage.place.samples, environment))
    running.until(lambda: is_up(port))
    return running


def is_up(port: int) -> bool:
    """Return whether the staff pages answer."""
    try:
        Connection(port).get("/healthz")
    except OSError:
        return False
    return True


def signed_in(port: int) -> tuple[Connection, dict[str, str]]:
    """Sign in with a browser's form; return the connection and the cookie."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/sign-in")
    page = connection.getresponse()
    cookie = str(page.getheader("Set-Cookie")).split(";")[0]
    mark = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())
    assert mark is not None
    form = {"csrf_token": mark[1], "next": "", "sign_in_name": "reader", "password": PASSWORD}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    connection.request("POST", "/sign-in", urllib.parse.urlencode(form), headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.client.SEE_OTHER:
        raise RuntimeError(f"Nobody could sign in: {answer.status}")
    return Connection(port), {"Cookie": str(answer.getheader("Set-Cookie")).split(";")[0]}


def stored(folder: Path, many: int) -> list[str]:
    """Fill a store: some summaries are handed over as residents do it, and their rows are written again and again.

    Args:
        folder: of the database.
        many: summaries in all.

    Returns:
        Some of their ids.
    """
    folder.mkdir(parents=True)
    url = f"sqlite:///{folder / 'frontdoor.db'}"
    migrate(url)
    store = open_store(url)
    add_staff(store.unit_of_work(), "Priya Reader", "reader", PASSWORD, {Role.FRONT_DOOR})
    for number in range(len(SAID)):
        hand_over(store.unit_of_work(), a_summary(number))
    store.close()
    engine = create_engine(url)
    ids = write_again(engine, many - len(SAID))
    with engine.begin() as connection:
        # As a database of this size is after its first night.
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    return ids


def a_summary(number: int) -> Summary:
    """Return what an invented person agreed to share: more of it for some than for others."""
    statements = tuple(
        Statement(
            id=f"s{at}", words=words, source=Source.OWN_WORDS, place=place, domain="skills", question="skills.proud"
        )
        for at, (place, words) in enumerate(SAID[: 3 + number], 1)
    )
    return Summary(
        contact_id=f"made-by-hand-{number}",
        statements=statements,
        coverage={"skills": Coverage.TALKED_ABOUT, "people": Coverage.NOT_DISCUSSED},
        safe_contact=SafeContact(name="Maureen", way="phone", detail="01632 960001"),
        preferences=(),
        asked_for=(),
        said_by="resident",
        agreed_at=FIRST_ARRIVED - timedelta(minutes=5),
    )


def write_again(engine: Engine, many: int) -> list[str]:
    """Write the rows of the summaries there are until there are as many more; half of them were opened before."""
    with engine.begin() as connection:
        shared = [dict(row) for row in connection.execute(select(SummaryRow.__table__)).mappings()]
        rows_of = {one["id"]: kept_with(connection, one["id"]) for one in shared}
        staff = connection.execute(select(StaffRow.id)).scalar_one()
    ids: list[str] = []
    for begin in range(0, many, CHUNK):
        rows: dict[Any, list[dict[str, Any]]] = {}
        for number in range(begin, min(many, begin + CHUNK)):
            first = shared[number % len(shared)]
            new = issue()
            ids.append(new)
            for table, row in again(first, rows_of[first["id"]], new, number, staff):
                rows.setdefault(table, []).append(row)
        with engine.begin() as connection:
            for table, some in rows.items():
                connection.execute(insert(table), some)
    return ids


def kept_with(connection: Any, id: str) -> list[tuple[Any, dict[str, Any]]]:  # noqa: A002
    """Return what else was written when a summary was handed over."""
    found = []
    for table, column in ((VersionRow, "summary_id"), (DeliveryRow, "subject_id"), (AuditEventRow, "subject_id")):
        of_it = table.__table__.c[column] == id
        found += [
            (table.__table__, dict(row)) for row in connection.execute(select(table.__table__).where(of_it)).mappings()
        ]
    return found


def again(
    first: dict[str, Any], beside: list[tuple[Any, dict[str, Any]]], new: str, number: int, staff: str
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Return the rows of a summary under another id, arrived at another time."""
    at = arrived_at(number)
    moments = {"arrived_at": at, "changed_at": at}
    yield SummaryRow.__table__, {**first, **moments, "id": new, "contact_id": issue(), "reference": new_reference()}
    for table, row in beside:
        changed: dict[str, Any] = {name: new for name in ("summary_id", "subject_id") if name in row}
        changed |= {name: at for name in ("at", "made_at", "due_at") if name in row}
        changed["id"] = issue() if table is DeliveryRow.__table__ else None
        if table is DeliveryRow.__table__:
            changed |= {"state": "delivered", "ended_at": at}
        yield table, {name: value for name, value in {**row, **changed}.items() if name != "id" or value is not None}
    if number % 2:
        seen = {
            "subject_kind": "summary",
            "subject_id": new,
            "staff_id": staff,
            "version": 1,
            "at": at,
            "is_latest": True,
        }
        yield ViewRow.__table__, seen
