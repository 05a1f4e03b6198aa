"""A conversation opens only with a token that we signed."""

from __future__ import annotations

import time

import pytest

from bot.channels.identity import Identities

KEY = "a key that is long enough for a test"


def test_a_token_opens_its_own_conversation() -> None:
    identities = Identities(KEY, 1)
    conversation = identities.new_conversation()
    assert identities.conversation(identities.token(conversation)) == conversation


def test_no_two_conversations_have_one_name_and_none_can_be_guessed() -> None:
    names = {Identities(KEY, 1).new_conversation() for _ in range(1000)}
    assert len(names) == 1000
    assert all(len(bytes.fromhex(name)) >= 16 for name in names)


@pytest.mark.parametrize("token", [None, "", "default", "a.b.c", "é.é.é", "x" * 100_000])
def test_what_we_did_not_sign_opens_nothing(token: str | None) -> None:
    assert Identities(KEY, 1).conversation(token) is None


def test_a_token_signed_with_another_key_opens_nothing() -> None:
    other = Identities("another key that is also long enough", 1)
    assert Identities(KEY, 1).conversation(other.token("a" * 40)) is None


def test_any_character_changed_spoils_a_token() -> None:
    identities = Identities(KEY, 1)
    token = identities.token(identities.new_conversation())
    for place in range(0, len(token) - 1, 7):
        spoilt = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert identities.conversation(spoilt) is None


def test_a_token_opens_its_conversation_after_the_clock_was_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    identities = Identities(KEY, 2)
    token = identities.token("a" * 40)
    written = time.time()
    monkeypatch.setattr(time, "time", lambda: written - 24 * 3600)
    assert identities.conversation(token) == "a" * 40


def test_a_token_is_of_no_use_after_the_resume_time(monkeypatch: pytest.MonkeyPatch) -> None:
    identities = Identities(KEY, 2)
    token = identities.token("a" * 40)
    written = time.time()
    monkeypatch.setattr(time, "time", lambda: written + 2 * 3600 - 5)
    assert identities.conversation(token) == "a" * 40
    monkeypatch.setattr(time, "time", lambda: written + 2 * 3600 + 5)
    assert identities.conversation(token) is None


def test_a_mark_stands_for_one_purpose_and_one_meaning() -> None:
    identities = Identities(KEY, 1)
    mark = identities.mark("form", "one", "two")
    assert identities.is_mark(mark, "form", "one", "two")
    for other in (("choice", "one", "two"), ("form", "onetwo"), ("form", "one", "three"), ("form", "one")):
        assert not identities.is_mark(mark, *other)
    assert not identities.is_mark("ü", "form", "one", "two")
    assert not Identities("another key that is also long enough", 1).is_mark(mark, "form", "one", "two")
