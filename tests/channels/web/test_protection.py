"""Calls that another website's page made are told from our own, in browsers new and old."""

from __future__ import annotations

from typing import cast

import pytest
from sanic.compat import Header
from sanic.request import Request

from bot.channels.web.protection import is_from_elsewhere


class Call:
    """A request, as far as its headers."""

    def __init__(self, **headers: str) -> None:
        self.headers = Header({name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({"sec_fetch_site": "same-origin", "host": "door.example"}, False),
        ({"sec_fetch_site": "cross-site", "host": "door.example"}, True),
        ({"sec_fetch_site": "same-site", "host": "door.example"}, True),
        ({"origin": "https://door.example", "host": "door.example"}, False),
        ({"origin": "https://other.example", "host": "door.example"}, True),
        ({"origin": "null", "host": "door.example"}, False),
        ({"host": "door.example"}, False),
    ],
)
def test_a_call_from_another_website_is_told_from_our_own(headers: dict[str, str], elsewhere: bool) -> None:
    assert is_from_elsewhere(cast(Request, Call(**headers))) is elsewhere
