"""What became of every conversation: looked up in the database, in what was delivered, and in what was published."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy


@dataclass
class Found:
    """Everything that should hold, with what does not.

    Attributes:
        conversations: how many were held.
        messages: how many were sent, repeats not counted.
        faults: what went wrong, by kind.
        examples: of each kind, one.
    """

    conversations: int = 0
    messages: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def fault(self, kind: str, example: str) -> None:
        """Count one."""
        self.faults[kind] += 1
        self.examples.setdefault(kind, example)


KINDS = (
    "conversation that did not end in a shared summary",
    "message that was lost",
    "message taken in twice",
    "message answered out of order",
    "message without an answer",
    "summary that is missing",
    "summary that is there twice",
    "summary without what was said",
    "summary that was not delivered",
    "word published to the queue",
)


def check(
    database: str, residents: Sequence[dict[str, Any]], delivered: Sequence[str], published: Sequence[bytes]
) -> Found:
    """Compare what people said with what is kept.

    Args:
        database: address of the database of conversations and summaries.
        residents: what each said, as ``residents.py`` writes it down.
        delivered: references of the summaries that arrived in the council's own system.
        published: bodies of the events that were published.
    """
    found = Found(conversations=len(residents), messages=sum(len(one["said"]) for one in residents))
    engine = sqlalchemy.create_engine(database)
    with engine.connect() as connection:
        tracked = _tracked(connection)
        kept = _summaries(connection)
    by_message = {name: sender for sender, turns in tracked.items() for name, _ in turns}
    for one in residents:
        who = f"resident {one['number']}"
        if one["ended"] != "shared":
            found.fault("conversation that did not end in a shared summary", f"{who}: {one['ended']}")
        _check_turns(found, who, one["said"], tracked, by_message)
        _check_summary(found, who, one, kept)
        if one["reference"] and one["reference"] not in delivered:
            found.fault("summary that was not delivered", who)
    extra = len(kept) - len({one["reference"] for one in residents if one["reference"]})
    if extra > 0:
        found.fault("summary that is there twice", f"{extra} more than references")
    for body in published:
        if any(word in body for word in (b"leeks", b"choir", b"Ron", b"bread")):
            found.fault("word published to the queue", body[:60].decode(errors="replace"))
    return found


def _tracked(connection: sqlalchemy.Connection) -> dict[str, list[tuple[str, int]]]:
    """Return of each conversation the messages taken in, in order, each with how many answers followed it."""
    rows = connection.execute(
        sqlalchemy.text("SELECT sender_id, type_name, data FROM events WHERE type_name IN ('user', 'bot') ORDER BY id")
    )
    turns: dict[str, list[list[Any]]] = defaultdict(list)
    for sender, kind, data in rows:
        if kind == "user":
            turns[sender].append([json.loads(data).get("message_id"), 0])
        elif turns[sender]:
            turns[sender][-1][1] += 1
    return {sender: [(name, answers) for name, answers in each] for sender, each in turns.items()}


def _summaries(connection: sqlalchemy.Connection) -> dict[str, str]:
    rows = connection.execute(
        sqlalchemy.text(
            "SELECT s.reference, v.content FROM summaries s JOIN summary_versions v ON v.summary_id = s.id "
            "WHERE v.version = (SELECT max(version) FROM summary_versions WHERE summary_id = s.id)"
        )
    )
    return {reference: json.dumps(content) for reference, content in rows}


def _check_turns(
    found: Found,
    who: str,
    said: Sequence[dict[str, Any]],
    tracked: dict[str, list[tuple[str, int]]],
    by_message: dict[str, str],
) -> None:
    sent = [each["message_id"] for each in said]
    sender = next((by_message[name] for name in sent if name in by_message), None)
    turns = tracked.get(sender or "", [])
    taken = [name for name, _ in turns if name in set(sent)]
    for name, times in Counter(taken).items():
        if times > 1:
            found.fault("message taken in twice", f"{who}: {name}")
    for name in sent:
        if name not in taken:
            found.fault("message that was lost", f"{who}: {name}")
    if list(dict.fromkeys(taken)) != [name for name in sent if name in taken]:
        found.fault("message answered out of order", who)
    for name, answers in turns:
        if name in sent and not answers:
            found.fault("message without an answer", f"{who}: {name}")


def _check_summary(found: Found, who: str, one: dict[str, Any], kept: dict[str, str]) -> None:
    if not one["reference"]:
        return
    content = kept.get(one["reference"])
    if content is None:
        found.fault("summary that is missing", who)
    elif str(one["number"]) not in content:
        found.fault("summary without what was said", who)
