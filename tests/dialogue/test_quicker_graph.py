"""A graph that is walked gives what dask gives."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError

from bot.dialogue.quicker_graph import run_in_order


class Runner:
    """Stands for Rasa's runner: components that write down what they were given."""

    def __init__(self, **needs: tuple[str, ...]) -> None:
        self.called: list[str] = []
        nodes = {
            name: SimpleNamespace(needs={f"from {other}": other for other in others}) for name, others in needs.items()
        }
        self._graph_schema = SimpleNamespace(nodes=nodes, target_names=list(needs)[-1:])
        self._instantiated_nodes = {name: self._component(name) for name in needs}

    def _component(self, name: str) -> Any:
        def call(*given: Any) -> tuple[str, str]:
            if name == "broken":
                raise RuntimeError("it fell over")
            self.called.append(name)
            return name, f"{name}({', '.join(one[1] if isinstance(one, tuple) else f'no {one}' for one in given)})"

        return call


def run(runner: Any, **given: Any) -> dict[str, Any]:
    return run_in_order(runner, **given)


def test_each_component_is_called_once_after_those_it_needs() -> None:
    runner = Runner(a=("__message__",), b=("a",), c=("a", "b"), nobody_asks=("a",), d=("b", "c"))

    found = run(runner, inputs={"__message__": "words"}, targets=["d"])

    assert found == {"d": "d(b(a(words)), c(a(words), b(a(words))))"}
    assert runner.called == ["a", "b", "c", "d"]


def test_the_graphs_own_end_is_wanted_unless_another_is_named() -> None:
    assert run(Runner(a=(), b=("a",))) == {"b": "b(a())"}


def test_a_component_is_told_that_nothing_was_put_in() -> None:
    assert run(Runner(a=("__tracker__",))) == {"a": "a(no __tracker__)"}


def test_a_component_that_fails_is_a_graph_that_fails() -> None:
    with pytest.raises(GraphRunError):
        run(Runner(broken=(), b=("broken",)))
