"""Turning what the conversation wants said into Rasa messages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from bot.settings import Settings
from bot.strengths.apart import lines_as_drawn
from bot.strengths.circles import circles, in_words
from bot.strengths.contact import Contact
from bot.strengths.first_help import lines
from bot.strengths.library import Choice, Library, Question, wording
from bot.strengths.pieces import ReadBackLine, read_back_lines
from bot.strengths.reply import Ask, Reply, Say, ShowCircles
from bot.strengths.shortening import in_bubbles, in_their_way, wording_for

NO_RESPONSES: Mapping[str, Any] = {}

COMPLAINTS = {
    "utter_complaints_phone": "complaints_phone",
    "utter_complaints_address": "complaints_address",
    "utter_complaints_page": "complaints_page",
}
"""What is said of the complaints team, and the setting without which it is not."""

SAID_WHERE_SET = {
    "utter_team_phone": "team_phone",
    "utter_safeguarding_phone": "safeguarding_phone",
    "utter_children_phone": "children_phone",
    **COMPLAINTS,
}
"""What is said only where the council has filled in the setting it speaks of."""

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
        "start_again",
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
    responses: Mapping[str, Any] = NO_RESPONSES,
) -> None:
    """Say the replies of one turn, in order.

    Args:
        dispatcher: Rasa's collector of messages.
        replies: what to say.
        contact: the contact under way, for its lines and preferred wording.
        library: the question library.
        local: who runs this, for placeholders such as the team's name.
        responses: the responses of the domain, to say one sentence at a time to whoever asked for that.
    """
    for reply in in_their_way(tuple(replies), contact):
        match reply:
            case Say(response) if _is_not_set(response, local):
                continue
            case Say(response, details):
                _say(
                    dispatcher, response, local_details(local) | details, _custom(response, details), contact, responses
                )
            case Ask():
                _ask(dispatcher, reply, contact, library)
            case ShowCircles():
                dispatcher.utter_message(text=_circles_as_text(contact), json_message={"copy": True})
            case _:
                shown = read_back_lines(contact, reply.lines)
                dispatcher.utter_message(text=_as_text(shown), json_message={"read_back": {"lines": _as_custom(shown)}})


def _is_not_set(response: str, local: Settings) -> bool:
    """Whether a response speaks of what the council has not set; or says so, where it has."""
    if response == "utter_complaints_unknown":
        return any(getattr(local, setting) for setting in COMPLAINTS.values())
    return response in SAID_WHERE_SET and not getattr(local, SAID_WHERE_SET[response])


def _ask(dispatcher: CollectingDispatcher, asked: Ask, contact: Contact, library: Library) -> None:
    """Put a question with its buttons; or its buttons alone, under a line of ours, when its words were of no help."""
    question = library[asked.question]
    if asked.only_choices:
        dispatcher.utter_message(text=wording("only_choices"), buttons=_buttons(question))
        return
    *before, last = in_bubbles(wording_for(question, contact, asked.easier), contact)
    for sentence in before:
        dispatcher.utter_message(text=sentence)
    dispatcher.utter_message(text=last, buttons=_buttons(question), **_left(asked.left))


def _say(
    dispatcher: CollectingDispatcher,
    response: str,
    details: dict[str, str],
    custom: dict[str, Any],
    contact: Contact,
    responses: Mapping[str, Any],
) -> None:
    """Say a response: as Rasa would, or a sentence at a time where its text is known and that was asked for."""
    texts = [variation["text"] for variation in responses.get(response, ()) if variation.get("text")]
    sentences = in_bubbles(texts[0], contact) if texts else []
    if len(sentences) < 2:
        dispatcher.utter_message(response=response, **details, **custom)
        return
    for number, sentence in enumerate(sentences, start=1):
        beside = custom if number == len(sentences) else {}
        dispatcher.utter_message(text=sentence.format(**details), **beside)


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


def _left(count: int | None) -> dict[str, Any]:
    """How much is left, beside a question about an area of life, so that the person can always see it."""
    return {} if count is None else {"json_message": {"left": count}}


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
        about = f" ({wording('asked_about').format(it=line.statement.about)})" if line.statement.about else ""
        rows.append(f"{line.number}. {line.statement.words}{about}{held_back}")
    return "\n".join(rows)


def _circles_as_text(contact: Contact) -> str:
    drawn = circles(line for line in lines_as_drawn(contact) if line.shared)
    return "\n".join(f"{wording(f'circles.{circle}')}: {words}" for circle, words in in_words(drawn))


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
    """What a page can put beside a response goes out as data: a reference and the copy, or where to get a code."""
    if response == "utter_code_is_here":
        return {"json_message": {"another_device": True}}
    if "reference" not in details:
        return {}
    return {"json_message": {"reference": details["reference"], "copy": response.startswith("utter_shared")}}
