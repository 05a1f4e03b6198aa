"""The wording of fixed replies, for the few turns in which an action has to know it.

Rasa says a response by its name. Only whoever wants one sentence at a time gets it from here, cut up; sending all of
the wording with every turn, as Rasa does unless ``endpoints.yml`` says otherwise, was most of what a turn sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.contact import Contact
from bot.strengths.ways import Way

DOMAIN = Path(__file__).resolve().parent.parent / "domain.yml"


def wording_known(domain: Mapping[str, Any], contact: Contact) -> Mapping[str, Any]:
    """Return the responses whose wording a turn needs.

    Args:
        domain: what Rasa sent; its wording counts, where it was sent.
        contact: the contact under way, for the ways asked for.
    """
    sent: Mapping[str, Any] = domain.get("responses") or {}
    return sent or (_of_the_project() if Way.ONE_AT_A_TIME in contact.preferences else {})


@lru_cache(maxsize=1)
def _of_the_project() -> Mapping[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    domain: dict[str, Any] = yaml.load(DOMAIN.read_text(encoding="utf-8"), loader)  # noqa: S506 (a safe loader)
    responses: Mapping[str, Any] = domain["responses"]
    return responses
