"""Turning what the conversation wants said into Rasa messages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from bot.settings import Settings
from bot.strengths.contact import Contact
from bot.strengths.first_help import lines
from bot.strengths.library import Choice, Library, Question, wording
from bot.strengths.read_back import ReadBackLine, read_back_lines
from bot.strengths.reply import Ask, Reply, Say

ACTS = frozenset(
    {
        "decline",
        "dont_know",
        "ask_person",
        "finish",
        "share",
        "share_nothing",
        "add_line",
        "stop",
        "delete",
        "affirm",
        "deny",
    }
)
"""What a choice may do that is an intent of its own; anything else is a ``choose``."""


def speak(
    dispatcher: CollectingDispatcher,
    replies: Iterable[Reply],
    contact: Contact,
    library: Library,
    local: Settings,
) -> None:
    """Say the replies of one turn, in order.

    Args:
        dispatcher: Rasa's collector of messages.
        replies: what to say.
        contact: the contact under way, for its lines and preferred wording.
        library: the question library.
        local: who runs this, for placeholders such as the team's name.
    """
    for reply in replies:
        match reply:
            case Say("utter_team_phone") if not local.team_phone:
                continue
            case Say("utter_safeguarding_phone") if not local.safeguarding_phone:
                continue
            case Say("utter_complaints_phone") if not local.complaints_phone:
                continue
            case Say("utter_children_phone") if not local.children_phone:
                continue
            case Say(response, details):
                dispatcher.utter_message(
                    response=response, **(local_details(local) | details), **_custom(response, details)
                )
            case Ask(key, easier):
                question = library[key]
                dispatcher.utter_message(text=_wording(question, contact, easier), buttons=_buttons(question))
            case _:
                shown = read_back_lines(contact)
                dispatcher.utter_message(text=_as_text(shown), json_message={"read_back": {"lines": _as_custom(shown)}})


def local_details(local: Settings) -> dict[str, str]:
    """Return the values every response may use: the team, its hours, the emergency line."""
    emergency = lines()["emergency"]
    return local.local_details() | {
        "emergency": emergency.say,
        "emergency_more": emergency.more,
        "emergency_text": lines()["emergency_text_relay"].say,
        "health": lines()["nhs"].say,
        "listening_line": lines()["samaritans"].say,
        "childline": lines()["childline"].say,
        "children_line": lines()["children"].say.format(children_phone=local.children_phone),
    }


def payload(act: str, **entities: str) -> str:
    """Return what a button sends, in Rasa's form."""
    return f"/{act}{json.dumps(entities)}" if entities else f"/{act}"


def _wording(question: Question, contact: Contact, easier: bool) -> str:
    return question.easier if easier or "easier" in contact.preferences else question.wording


def _buttons(question: Question) -> list[dict[str, str]]:
    return [{"title": choice.say, "payload": _choice_payload(question, choice)} for choice in question.choices]


def _choice_payload(question: Question, choice: Choice) -> str:
    return payload(choice.does) if choice.does in ACTS else payload("choose", choice=f"{question.key}.{choice.key}")


def _as_text(shown: tuple[ReadBackLine, ...]) -> str:
    rows, heading = [], ""
    for line in shown:
        if line.heading != heading:
            heading = line.heading
            rows.append(f"{heading}:")
        held_back = "" if line.statement.shared else f" ({wording('held_back')})"
        rows.append(f"{line.number}. {line.statement.words}{held_back}")
    return "\n".join(rows)


def _as_custom(shown: tuple[ReadBackLine, ...]) -> list[dict[str, Any]]:
    return [
        {
            "id": line.statement.id,
            "number": line.number,
            "heading": line.heading,
            "words": line.statement.words,
            "shared": line.statement.shared,
            "choices": [
                {"title": wording("line_choices.change"), "payload": payload("change_line", line=line.statement.id)},
                {"title": wording("line_choices.remove"), "payload": payload("remove_line", line=line.statement.id)},
                _share_choice(line),
            ],
        }
        for line in shown
    ]


def _share_choice(line: ReadBackLine) -> dict[str, str]:
    act, title = ("withhold_line", "hold_back") if line.statement.shared else ("offer_line", "share")
    return {"title": wording(f"line_choices.{title}"), "payload": payload(act, line=line.statement.id)}


def _custom(response: str, details: dict[str, str]) -> dict[str, Any]:
    """A hand-over's reference also goes out as data, so that a page can offer the copy beside it."""
    if "reference" not in details:
        return {}
    return {"json_message": {"reference": details["reference"], "copy": response.startswith("utter_shared")}}
