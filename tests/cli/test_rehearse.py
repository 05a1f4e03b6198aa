"""``frontdoor rehearse`` and ``frontdoor residents check``, as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import frontdoor
from bot.errors import NotFoundError

TypeIn = Callable[..., Result]


def rehearse(typed: str, *words: str) -> Result:
    """Rehearse with lines typed one after the other."""
    return CliRunner().invoke(frontdoor, ["rehearse", *words], input=typed)


def test_everybody_is_listed_with_what_may_be_practised(type_in: TypeIn) -> None:
    result = type_in("rehearse", "--list")

    assert result.exit_code == 0
    assert "doreen" in result.output
    assert "own_ideas" in result.output


def test_a_rehearsal_is_talked_and_talked_over() -> None:
    result = rehearse("That sounds hard. How do you get through a day?\n:debrief\n:stop\n", "doreen")

    assert result.exit_code == 0
    assert "before nine" in result.output
    assert result.output.index("what did you notice?") < result.output.index("What worked")
    assert "What stayed undiscovered" in result.output
    assert "Nothing was kept." in result.output


def test_one_can_go_back_and_see_what_was_tried() -> None:
    result = rehearse(
        "What are you good at?\n:rewind 1\nThat's hard.\n:branches\n:rewind x\n:rewind 9\n:huh\n", "doreen"
    )

    assert "1. from turn 1: What are you good at?" in result.output
    assert "Say which turn" in result.output
    assert "There is no turn 9: 1 were taken." in result.output


def test_the_end_of_the_input_is_the_end_of_the_talk() -> None:
    assert "nothing to talk over" in rehearse("", "ken").output


def test_the_safety_layer_is_told_of_beforehand() -> None:
    assert "Frank may say something" in rehearse(":stop\n", "frank", "--safety").output


@pytest.mark.parametrize(("words", "said"), [(["nobody"], "no resident 'nobody'"), (["ken", "--safety"], "no safety")])
def test_what_is_not_there_is_said_plainly(words: list[str], said: str) -> None:
    result = rehearse("", *words)

    assert isinstance(result.exception, NotFoundError)
    assert said in str(result.exception)


def test_the_styles_are_shown_turn_by_turn(type_in: TypeIn) -> None:
    output = type_in("rehearse", "--compare", "dean").output

    assert all(f"== {style}" in output for style in ("conventional", "strengths-based", "strengths-only"))
    assert "What each drew out" in output


def test_residents_are_checked(type_in: TypeIn, tmp_path: Path) -> None:
    assert type_in("residents", "check").output.endswith("Nothing to mend.\n")
    (tmp_path / "odd.yml").write_text("name: 1\n")
    result = type_in("residents", "check", "--folder", str(tmp_path))

    assert result.exit_code == 1
    assert "odd.yml: name must be words" in result.output
