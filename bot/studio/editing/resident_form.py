"""A simulated resident as the fields of a form, and back: every list one line each, every part under a path.

A path is that of ``resident_file`` (``facts.3.says``), so that a fault is shown beside the field it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from bot.studio.resident.person import MOMENTS, TOO_BROAD
from bot.studio.resident.resident_file import FACT_FIELDS, SAFETY_FIELDS, SORE_FIELDS
from bot.studio.resident.topics import topics

Fields = dict[str, str]
"""What a form holds, by path; a list is a text with a line for each, or with commas between (``WITH_COMMAS``)."""

TEXTS = ("name", "about", "voice", "opening")
WITH_COMMAS = ("topics", "words")
LISTS_OF_A_FACT = ("topics", "words", "says", "hint")
LISTS_OF_SORE = ("words", "says")
LISTS_OF_SAFETY = ("cues", "noticed", "told")
BLOCKS: Mapping[str, tuple[str, ...]] = {"facts": FACT_FIELDS, "sore": SORE_FIELDS}
"""Parts of which there may be many."""

MOST_BLOCKS = 30
YES, NO = "yes", "no"
HEADER = "# Everybody in this file is invented.\n"
WIDTH = 10_000
KEY_WORDS = 3
"""Words of a fact's label from which its key is made."""


def fields_of(content: Mapping[str, Any]) -> Fields:
    """Return the fields of a form that hold a resident.

    Args:
        content: what stands in the resident's file.
    """
    fields = {name: _text(content.get(name)) for name in (*TEXTS, "trust")}
    fields["asks_for_choices"] = _yes_or_no(content.get("asks_for_choices"))
    for block, names in BLOCKS.items():
        for number, part in enumerate(_list(content.get(block))):
            fields |= _fields_of_part(f"{block}.{number}", _mapping(part), names)
    fields |= _fields_of_part("lines", _mapping(content.get("lines")), (*MOMENTS, TOO_BROAD))
    fields |= _fields_of_part("answers", _mapping(content.get("answers")), tuple(topics()))
    fields |= _fields_of_part("safety", _mapping(content.get("safety")), SAFETY_FIELDS)
    return fields


def tidied(given: Mapping[str, str], *, more: str = "", without: str = "") -> Fields:
    """Return what came in from a form: known fields alone, its parts numbered without gaps.

    Args:
        given: what came in.
        more: ``facts`` or ``sore``, to have room for one more.
        without: path of a part to leave out, such as ``facts.3``.
    """
    fields = {name: _line_ends(given.get(name, "")) for name in (*TEXTS, "trust", "asks_for_choices")}
    for block, names in BLOCKS.items():
        count = 0
        for number in _numbers(given, block):
            part = {name: _line_ends(given.get(f"{block}.{number}.{name}", "")) for name in names}
            if not any(part[name].strip() for name in names if name != "key") or without == f"{block}.{number}":
                continue
            fields |= {f"{block}.{count}.{name}": value for name, value in part.items()}
            count += 1
        if more == block and count < MOST_BLOCKS:
            fields |= {f"{block}.{count}.{name}": "" for name in names}
    for path, names in _single_parts().items():
        fields |= {f"{path}.{name}": _line_ends(given.get(f"{path}.{name}", "")) for name in names}
    return fields


def content_of(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what is to stand in a resident's file.

    Args:
        fields: those of a form, tidied.
    """
    content: dict[str, Any] = {name: fields[name].strip() for name in TEXTS if fields.get(name, "").strip()}
    if fields.get("trust", "").strip():
        content["trust"] = _number(fields["trust"])
    if fields.get("asks_for_choices") == YES:
        content["asks_for_choices"] = True
    taken: set[str] = set()
    content["facts"] = [_fact(fields, number, taken) for number in _numbers(fields, "facts")]
    for part in ("lines", "answers"):
        names = _single_parts()[part]
        content[part] = {name: said for name in names if (said := lines_in(fields.get(f"{part}.{name}", "")))}
    content["sore"] = [
        _part(fields, f"sore.{number}", SORE_FIELDS, LISTS_OF_SORE) for number in _numbers(fields, "sore")
    ]
    safety = _part(fields, "safety", SAFETY_FIELDS, LISTS_OF_SAFETY)
    if safety:
        content["safety"] = safety
    return content


def file_text(content: Mapping[str, Any]) -> str:
    """Return a resident's file as it is kept."""
    return HEADER + yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=WIDTH)


def lines_in(text: str) -> list[str]:
    """Return the lines of a field that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def count_of(fields: Mapping[str, str], block: str) -> int:
    """Return how many parts there are.

    Args:
        fields: those of a form, tidied.
        block: ``facts`` or ``sore``.
    """
    return len(_numbers(fields, block))


def _fields_of_part(path: str, part: Mapping[str, Any], names: Iterable[str]) -> Fields:
    fields = {}
    for name in names:
        value = part.get(name)
        if isinstance(value, list):
            between = ", " if name in WITH_COMMAS and path.startswith("facts") else "\n"
            fields[f"{path}.{name}"] = between.join(_text(each) for each in value)
        elif isinstance(value, bool):
            fields[f"{path}.{name}"] = YES if value else NO
        else:
            fields[f"{path}.{name}"] = _text(value)
    return fields


def _fact(fields: Mapping[str, str], number: int, taken: set[str]) -> dict[str, Any]:
    part = _part(fields, f"facts.{number}", FACT_FIELDS, LISTS_OF_A_FACT)
    if "trust" in part:
        part["trust"] = _number(part["trust"])
    if part.get("hard") in (YES, NO):
        part["hard"] = part["hard"] == YES
    key = part.get("key") or _key_from(part.get("label", "") or part.get("kind", ""))
    again = 2
    while key in taken:
        key, again = f"{key.rstrip('0123456789').rstrip('_')}_{again}", again + 1
    taken.add(key)
    return {"key": key, **{name: value for name, value in part.items() if name != "key"}}


def _part(fields: Mapping[str, str], path: str, names: Iterable[str], lists: tuple[str, ...]) -> dict[str, Any]:
    part: dict[str, Any] = {}
    for name in names:
        value = fields.get(f"{path}.{name}", "").strip()
        if not value:
            continue
        if name not in lists:
            part[name] = value
        elif name in WITH_COMMAS and path.startswith("facts"):
            part[name] = [each.strip() for each in re.split(r"[,\n]", value) if each.strip()]
        else:
            part[name] = lines_in(value)
    return part


def _key_from(label: str) -> str:
    words = re.findall(r"[a-z0-9]+", label.lower())[:KEY_WORDS]
    return "_".join(words) or "fact"


def _single_parts() -> dict[str, tuple[str, ...]]:
    return {"lines": (*MOMENTS, TOO_BROAD), "answers": tuple(topics()), "safety": SAFETY_FIELDS}


def _numbers(fields: Mapping[str, str], block: str) -> list[int]:
    found = {int(match[1]) for name in fields if (match := re.fullmatch(rf"{block}\.(\d{{1,3}})\.\w+", name))}
    return sorted(found)[:MOST_BLOCKS]


def _number(text: str) -> float | int | str:
    """The number a text is, or the text, which the reading of the file then refuses in its own words."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return text.strip()
    return int(number) if number.is_integer() else number


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _yes_or_no(value: Any) -> str:
    return YES if value is True else ""


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
