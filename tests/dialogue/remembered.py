"""What is said of the same words is the same, so a walk that says them ten thousand times looks at them once.

Only functions of words alone are remembered: none of them is given the contact. A conversation held in earnest
remembers none of it, so that no words outlive it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from bot.strengths import (
    acknowledging,
    asked_of_us,
    choosing,
    fit_to_say,
    hard_cues,
    hearing,
    naming,
    not_hard,
    question_clauses,
    reflecting,
    signal_cues,
    turning,
)
from tests.dialogue.conversation import action_classes

OF_WORDS_ALONE: tuple[Callable[..., Any], ...] = (
    acknowledging._is_light,
    acknowledging._theme_of,
    acknowledging._weighs,
    asked_of_us._says,
    asked_of_us.take_apart,
    asked_of_us.what_is_asked,
    choosing._is_named,
    fit_to_say.is_grave,
    fit_to_say.is_over,
    fit_to_say.is_unsafe,
    fit_to_say.spelt,
    hard_cues.moment_in,
    hearing.carries_hardship,
    hearing.domains_told,
    hearing.is_a_load,
    hearing.is_hard,
    hearing.names_somebody,
    hearing.plan_in,
    naming.label,
    naming.mention,
    not_hard.says_not_hard,
    question_clauses.bare,
    reflecting.reflect,
    signal_cues.signals_in,
    turning.plain,
)


@contextmanager
def words_remembered() -> Iterator[None]:
    """Have what is said of words remembered, wherever it is asked."""
    action_classes()  # every module that asks is there before its functions are changed for others
    ours = [module for name, module in sys.modules.items() if name.startswith(("bot.strengths.", "actions."))]
    with ExitStack() as stack:
        for function in OF_WORDS_ALONE:
            remembers = cache(function)
            for module in ours:
                if vars(module).get(function.__name__) is function:
                    stack.enter_context(patch.object(module, function.__name__, remembers))
        yield
