"""A walk that remembers what is said of its words goes the same way as one that looks at them anew."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.dialogue.conversation import stand_in_store
from tests.dialogue.remembered import OF_WORDS_ALONE, words_remembered
from tests.dialogue.walking import WALKS, Walk, moves_on, shape, steps

FIRST_STEPS = 100


def walked(walk: Walk) -> list[tuple[object, ...]]:
    """The first steps of a walk, without the names of its contacts, which are given anew."""
    with stand_in_store():
        return [
            (step.move, step.state, step.replies)
            for step in islice(steps(moves_on(walk), shape, walk.first), FIRST_STEPS)
        ]


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_a_walk_goes_the_same_way_when_its_words_are_remembered(walk: Walk) -> None:
    anew = walked(walk)
    with words_remembered():
        assert walked(walk) == anew


def test_what_is_remembered_is_forgotten_again_when_the_walk_is_over() -> None:
    with words_remembered():
        pass

    for function in OF_WORDS_ALONE:
        module = __import__(function.__module__, fromlist=[function.__name__])
        assert getattr(module, function.__name__) is function
