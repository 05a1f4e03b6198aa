"""How it is safe to reach the person: by what, where, when, and who else might see or hear (practice 5.3(9))."""

from __future__ import annotations

import re
from dataclasses import dataclass

THEY_WILL_RING = "they_will_ring"
"""The way chosen by people who would rather ring the team themselves."""

NO_CONTACT = "no_contact"
"""The way of people who do not want to be contacted at all."""

LETTER = "letter"

NUMBER_OR_ADDRESS = re.compile(r"(\d[\s-]?){6,}|@")
"""Six digits or an at sign: something that can be rung or written to."""


@dataclass(frozen=True, kw_only=True)
class SafeContact:
    """How, when and where it is safe to reach the person. Every part may be left out.

    Attributes:
        name: what they like to be called.
        way: phone, text, email, letter, or ``they_will_ring`` or ``no_contact``.
        detail: the number or address.
        when: in their words.
        private: who else might see or hear, in their words.
    """

    name: str | None = None
    way: str | None = None
    detail: str | None = None
    when: str | None = None
    private: str | None = None

    @property
    def can_be_used(self) -> bool:
        """Whether the team can reach the person by it: a number, or an address for letters, was given."""
        if self.detail is None or self.way in (THEY_WILL_RING, NO_CONTACT):
            return False
        return self.way == LETTER or NUMBER_OR_ADDRESS.search(self.detail) is not None

    def to_record(self) -> dict[str, str]:
        """Return the parts that were given."""
        return {name: value for name, value in vars(self).items() if value is not None}
