"""Who sits in the other chair, how they are asked, and when the sandbox ends; against an assistant that listens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.errors import NotFoundError, StartError
from bot.sandbox.sandbox import Sandbox, Switch
from tests.sandbox.assistant import Assistant, Keeper


@pytest.fixture
def assistant() -> Iterator[Assistant]:
    opened = Assistant()
    yield opened
    opened.shutdown()
    opened.server_close()


@pytest.fixture
def keepers() -> list[Keeper]:
    return []


@pytest.fixture
def sandbox(assistant: Assistant, keepers: list[Keeper]) -> Sandbox:
    def start() -> Keeper:
        keepers.append(Keeper(assistant.server_port))
        return keepers[-1]

    return Sandbox(start)


def sit(sandbox: Sandbox, style: str = "asset_balanced") -> str:
    name = sandbox.sit_down(style)
    assert name is not None
    return name


def test_nothing_is_started_before_somebody_sits_down(sandbox: Sandbox, keepers: list[Keeper]) -> None:
    with pytest.raises(NotFoundError):
        sandbox.talk("anybody")

    assert keepers == []


def test_the_conversation_begins_in_the_style_chosen_and_all_share_one_sandbox(
    sandbox: Sandbox, assistant: Assistant, keepers: list[Keeper]
) -> None:
    first, second = sit(sandbox, "conventional"), sit(sandbox, "strengths_only")

    assert first != second
    assert assistant.heard == [{"style": "conventional"}, {"style": "strengths_only"}]
    assert len(keepers) == 1


def test_what_is_said_carries_the_style_of_that_moment(sandbox: Sandbox, assistant: Assistant) -> None:
    seat = sit(sandbox, "conventional")
    sandbox.say(seat, "message-1", text="the stairs")
    sandbox.switch(seat, "strengths_based")
    sandbox.say(seat, "message-2", choice="abc")

    assert assistant.heard[1:] == [
        {"message_id": "message-1", "style": "conventional", "text": "the stairs"},
        {"message_id": "message-2", "style": "strengths_based", "choice": "abc"},
    ]


def test_where_the_style_changed_is_remembered(sandbox: Sandbox) -> None:
    seat = sit(sandbox, "conventional")
    sandbox.switch(seat, "conventional")
    assert sandbox.seat(seat).switches == []

    sandbox.switch(seat, "strengths_only")
    sandbox.switch(seat, "strengths_based")  # nobody heard the one before
    sandbox.say(seat, "message-1", text="the stairs")
    sandbox.switch(seat, "asset_balanced")

    assert sandbox.seat(seat).switches == [Switch("first", "strengths_based"), Switch("answer-1", "asset_balanced")]


def test_a_change_that_is_taken_back_before_anything_was_said_was_none(sandbox: Sandbox) -> None:
    seat = sit(sandbox, "conventional")
    sandbox.switch(seat, "strengths_only")
    sandbox.switch(seat, "conventional")

    assert sandbox.seat(seat).switches == []


def test_every_look_is_a_sign_that_somebody_is_there(sandbox: Sandbox, keepers: list[Keeper]) -> None:
    seat = sit(sandbox)
    before = keepers[0].signs
    sandbox.talk(seat)
    sandbox.summary(seat)

    assert keepers[0].signs > before + 1


def test_the_sandbox_ends_with_the_last_who_leaves_and_not_before(sandbox: Sandbox, keepers: list[Keeper]) -> None:
    first, second = sit(sandbox), sit(sandbox)
    sandbox.leave(first)
    assert keepers[0].is_running
    with pytest.raises(NotFoundError):
        sandbox.seat(first)

    sandbox.leave(second)
    assert not keepers[0].is_running


def test_a_sandbox_that_has_ended_is_found_gone_and_a_new_one_knows_nobody_of_before(
    sandbox: Sandbox, keepers: list[Keeper]
) -> None:
    seat = sit(sandbox)
    keepers[0].is_running = False
    with pytest.raises(NotFoundError):
        sandbox.say(seat, "message-1", text="hello")

    sit(sandbox)
    with pytest.raises(NotFoundError):
        sandbox.seat(seat)
    assert len(keepers) == 2


def test_whoever_sits_down_while_it_is_made_ready_is_told_so(assistant: Assistant) -> None:
    assert Sandbox(lambda: Keeper(assistant.server_port, opens=False)).sit_down("conventional") is None


def test_a_sandbox_that_cannot_be_started_says_so_and_may_be_tried_again(assistant: Assistant) -> None:
    tries = [Keeper(assistant.server_port, StartError("no")), Keeper(assistant.server_port)]
    sandbox = Sandbox(lambda: tries.pop(0))
    with pytest.raises(StartError):
        sandbox.sit_down("conventional")

    assert sandbox.sit_down("conventional")


def test_what_was_not_taken_in_is_told_with_the_help_that_came_with_it(sandbox: Sandbox, assistant: Assistant) -> None:
    seat = sit(sandbox)
    assistant.refuses = {"error": {"code": "not_taken_in", "message": "Sorry."}, "messages": [{"text": "Ring 999."}]}

    taken = sandbox.say(seat, "message-1", text="he hits me")

    assert (taken.refusal, taken.help) == ("Sorry.", ("Ring 999.",))


def test_there_is_no_summary_before_anything_was_told(sandbox: Sandbox) -> None:
    assert sandbox.summary(sit(sandbox)) is None


def test_an_assistant_that_does_not_answer_is_no_sandbox(keepers: list[Keeper]) -> None:
    closed = Assistant()
    closed.shutdown()
    closed.server_close()

    with pytest.raises(NotFoundError):
        Sandbox(lambda: Keeper(closed.server_port)).sit_down("conventional")
