"""Rasa's graph of components, walked from the wanted end instead of being scheduled.

Rasa hands its graph to dask at every reading and every prediction. Dask plans work for many threads and machines, and
then does this in one thread, a component after the other: three times a turn, for a dozen components at most. Here
they are called in the same order of need, with the same inputs.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner


def run_in_order(
    runner: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """Run a graph, as ``DaskGraphRunner.run`` does.

    Args:
        runner: Rasa's runner, its components loaded.
        inputs: what is put into the graph, by the name of the place that it stands for.
        targets: names of the components whose results are wanted; those that the graph names unless given.

    Raises:
        GraphRunError: a component could not be run.
    """
    needed = runner._graph_schema.nodes
    done: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}

    def result(name: str) -> Any:
        if name not in needed and name not in done:
            # A place that nothing was put into: dask hands on its name, and the component says what it misses.
            return name
        if name not in done:
            given = [result(other) for other in needed[name].needs.values()]
            done[name] = runner._instantiated_nodes[name](*given)
        return done[name]

    try:
        return dict(result(target) for target in targets or runner._graph_schema.target_names)
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
