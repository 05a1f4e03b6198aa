"""Putting one question into the text of a file: the other questions and the remarks between them stay as they are."""

from __future__ import annotations

from typing import Any

import yaml

WIDTH = 10_000
REMARK = "#"


class _OneLine(dict[str, Any]):
    """A mapping that is written in one line, as choices are."""


class _Dumper(yaml.SafeDumper):
    """Writes entries as our own files do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Put the dashes of a list further in than the name of the list."""
        super().increase_indent(flow, False)


def _in_one_line(dumper: yaml.SafeDumper, value: _OneLine) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    flow = not any(isinstance(each, dict) for each in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flow)


_Dumper.add_representer(_OneLine, _in_one_line)
_Dumper.add_representer(list, _list)


def entries_in(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the domain and the entries of a file; nothing of one that cannot be read.

    Args:
        text: the file's.
    """
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError:
        return "", []
    if not isinstance(content, dict) or not isinstance(content.get("questions"), list):
        return "", []
    return str(content.get("domain")), [entry for entry in content["questions"] if isinstance(entry, dict)]


def with_entry(text: str, domain: str, entry: dict[str, Any]) -> str:
    """Return a file's text with one entry changed, or added at its end.

    Args:
        text: the file's; "" for a file that is not there yet.
        domain: the file's domain.
        entry: the question; it takes the place of the one with its key.
    """
    _, entries = entries_in(text)
    before = next((each for each in entries if each.get("key") == entry["key"]), None)
    # Its fields stay in the order in which they were written, so that a difference shows what was changed.
    entry = {name: entry[name] for name in before or {} if name in entry} | entry
    wanted = [entry if each is before else each for each in entries]
    if before is None:
        wanted.append(entry)
    spliced = _spliced(text, entry)
    if spliced is not None and entries_in(spliced) == (domain, wanted):
        return spliced
    return _dumped({"domain": domain, "questions": [_dressed(each) for each in wanted]})


def _spliced(text: str, entry: dict[str, Any]) -> str | None:
    """Return the text with only the lines of one entry changed, or None if it is laid out in another way than ours."""
    node = _list_of_questions(text)
    if node is None or node.flow_style or not node.value:
        return None
    lines = text.splitlines()
    indent = node.start_mark.column
    found = next((each for each in node.value if _key_of(each) == entry["key"]), None)
    start = found.start_mark.line if found is not None else len(lines)
    end = found.end_mark.line if found is not None else len(lines)
    while end > start and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(REMARK)):
        end -= 1
    new = [f"{' ' * indent}{line}".rstrip() for line in _dumped([_dressed(entry)]).splitlines()]
    return "\n".join([*lines[:start], *new, *lines[end:]]) + "\n"


def _list_of_questions(text: str) -> yaml.SequenceNode | None:
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    found = next((value for name, value in root.value if name.value == "questions"), None)
    return found if isinstance(found, yaml.SequenceNode) else None


def _key_of(node: yaml.Node) -> str:
    if not isinstance(node, yaml.MappingNode):
        return ""
    return next((str(value.value) for name, value in node.value if name.value == "key"), "")


def _dressed(entry: dict[str, Any]) -> dict[str, Any]:
    choices = entry.get("choices")
    if not isinstance(choices, list):
        return entry
    return entry | {"choices": [_OneLine(each) if isinstance(each, dict) else each for each in choices]}


def _dumped(content: Any) -> str:
    return yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
