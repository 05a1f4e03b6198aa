"""What the forms call their fields, and a fault said with that name beside its field."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.fault import Fault

HERE = Path(__file__).parent
OF_A_PART = re.compile(r"^(?:(?:choice|fact|sore point) [^:]+|lines|answers|safety|[a-z_]+): ")
"""What a fault begins with to say where it is; beside its field that can be seen."""


@lru_cache(maxsize=2)
def form_words(form: str) -> dict[str, Any]:
    """Return the labels and hints of a form, read once.

    Args:
        form: ``resident`` or ``question``.
    """
    read: dict[str, Any] = yaml.safe_load((HERE / f"{form}_form.yml").read_text(encoding="utf-8"))
    return read


def beside_field(fault: Fault, label: str) -> str:
    """Return a fault as it is said beside its field: with the field's label for its name in the file.

    Args:
        fault: the fault.
        label: what the form calls the field; "" when it is not known.
    """
    name = fault.field.rpartition(".")[2]
    head, found, rest = fault.said.partition(f"{name} ")
    if not name or not label or not found or (head and not head.endswith(": ")):
        if name and label:
            return f"\u201c{label}\u201d: {OF_A_PART.sub('', fault.said)}."
        return f"{fault.said[:1].upper()}{fault.said[1:]}."
    return f"\u201c{label}\u201d {rest}."
