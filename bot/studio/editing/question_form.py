"""A question as the fields of a form, and back; a path is that of ``question_file`` (``choices.2.say``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.strengths.question_file import CHOICE_FIELDS

Fields = dict[str, str]
"""What a form holds, by path; of what may hold several, each on a line of its own."""

ORDER = (
    "pair", "type", "style", "tradition", "wording", "easier", "for_another", "for_another_easier", "caution",
    "not_with", "only_with", "asks_more_of", "told_as", "place", "follows", "after", "asks_of", "partner", "asked",
    "choices",
)  # fmt: skip
"""Fields of an entry after its key, in the order in which our files have them."""

SEVERAL = ("not_with", "only_with", "told_as")
SINGLE = tuple(name for name in ORDER if name != "choices")
USUAL = {"style": "asset_balanced", "after": "answer", "asked": "yes", "type": "open"}
"""What a field says when nothing is written."""

LEFT_OUT_WHEN_USUAL = ("style", "after", "asked")
MOST_CHOICES = 14
NAME_WORDS = 3
"""Words of a question, or of a choice, from which its key is made; the little ones count for nothing."""

LITTLE = frozenset(
    "a an the is are do does did you your what who how when where of to it in on for and or there".split()  # noqa: SIM905
)
LONGEST_NAME = 40


def fields_of(entry: Mapping[str, Any], domain: str) -> Fields:
    """Return the fields of a form that hold a question.

    Args:
        entry: the question as it is written in its file.
        domain: the file's domain.
    """
    fields = {name: _text(entry.get(name)) or USUAL.get(name, "") for name in SINGLE}
    fields |= {"key": _text(entry.get("key")), "domain": domain}
    choices = entry.get("choices")
    for number, choice in enumerate(choices if isinstance(choices, list) else []):
        written = choice if isinstance(choice, dict) else {}
        fields |= {f"choices.{number}.{name}": _text(written.get(name)) for name in CHOICE_FIELDS}
    return fields


def tidied(given: Mapping[str, str], *, more: bool = False) -> Fields:
    """Return what came in from a form: known fields alone, its choices numbered without gaps.

    Args:
        given: what came in.
        more: whether there is to be room for two more choices.
    """
    fields = {name: _clean(given.get(name, "")) for name in ("key", "domain", *SINGLE)}
    count = 0
    for number in _numbers(given):
        choice = {name: _clean(given.get(f"choices.{number}.{name}", "")) for name in CHOICE_FIELDS}
        if choice["say"]:
            fields |= {f"choices.{count}.{name}": value for name, value in choice.items()}
            count += 1
    for number in range(count, min(count + 2, MOST_CHOICES)) if more else ():
        fields |= {f"choices.{number}.{name}": "" for name in CHOICE_FIELDS}
    return fields


def entry_of(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return a question as it is written in a file.

    Args:
        fields: those of a form, tidied.
    """
    entry: dict[str, Any] = {"key": fields.get("key") or _new_key(fields)}
    for name in ORDER:
        value = fields.get(name, "").strip()
        if name == "choices":
            if choices := _choices(fields):
                entry["choices"] = choices
        elif not value or (name in LEFT_OUT_WHEN_USUAL and value == USUAL[name]):
            continue
        elif name in SEVERAL:
            entry[name] = _several(value)
        elif name == "asked":
            entry[name] = False
        else:
            entry[name] = value
    return entry


def count_of_choices(fields: Mapping[str, str]) -> int:
    """Return how many choices a form has room for."""
    return len(_numbers(fields))


def _choices(fields: Mapping[str, str]) -> list[dict[str, Any]]:
    choices: list[dict[str, Any]] = []
    for number in _numbers(fields):
        part = {name: fields.get(f"choices.{number}.{name}", "").strip() for name in CHOICE_FIELDS}
        if not part["say"]:
            continue
        part["key"] = part["key"] or _free(_name_from(part["say"]), {choice["key"] for choice in choices})
        choice: dict[str, Any] = {name: value for name, value in part.items() if value and name != "also"}
        if part["also"]:
            choice["also"] = part["also"].splitlines()
        choices.append(choice)
    return choices


def _new_key(fields: Mapping[str, str]) -> str:
    return f"{fields.get('domain', '')}.{_name_from(fields.get('wording', ''))}"


def _name_from(words: str) -> str:
    found = [word for word in re.findall(r"[a-z0-9]+", words.lower()) if word not in LITTLE]
    return "_".join(found[:NAME_WORDS])[:LONGEST_NAME] or "question"


def _free(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    return free


def _several(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"[\n,]", text) if each.strip()]


def _numbers(fields: Mapping[str, str]) -> list[int]:
    found = {int(match[1]) for name in fields if (match := re.fullmatch(r"choices\.(\d{1,3})\.\w+", name))}
    return sorted(found)[:MOST_CHOICES]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(str(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _clean(text: str) -> str:
    """A text of one line, or of several where it holds several."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
