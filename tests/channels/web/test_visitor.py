"""The cookie, behind https and without."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sanic.response import HTTPResponse, text

from bot.channels.identity import Identities
from bot.channels.web.visitor import Visitors


def cookie(*, behind_tls: bool) -> str:
    visitors = Visitors(Identities("a key that is long enough for a test", 2), behind_tls=behind_tls)
    response: HTTPResponse = text("")
    visitors.remember(SimpleNamespace(ctx=SimpleNamespace(conversation="a" * 40)), response)
    return str(response.cookies[visitors.cookie])


def test_behind_https_the_cookie_never_travels_without() -> None:
    assert "Secure" in cookie(behind_tls=True)
    assert cookie(behind_tls=True).startswith("__Host-front-door=")
    assert "Secure" not in cookie(behind_tls=False)


@pytest.mark.parametrize("behind_tls", [True, False])
def test_the_cookie_is_out_of_reach_of_scripts_and_other_websites(behind_tls: bool) -> None:
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7200"):
        assert part in cookie(behind_tls=behind_tls)


def test_whoever_has_no_conversation_gets_no_cookie() -> None:
    visitors = Visitors(Identities("a key that is long enough for a test", 2), behind_tls=False)
    response = text("")
    visitors.remember(SimpleNamespace(ctx=SimpleNamespace()), response)
    assert not response.cookies
