"""A model's graph run node after node, in place of Rasa's `DaskGraphRunner`.

Dask plans each run anew, for graphs of thousands of tasks: the part of the graph that is asked for, its order, a cache
and a queue. Our graph has eight nodes that wait for each other, and a turn runs it three times. Here the order is
found once for what is asked for, and the nodes are called one after the other; they are Rasa's own, and so is the
loading of their components.

`install` puts it in Rasa's place, for the server that the launcher starts. `tests/channels/test_same_turns_as_rasa.py`
holds it against Rasa's on the trained model. It refuses another version of Rasa than the one that it was written for.
"""

from __future__ import annotations

from typing import Any

from rasa.core import processor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner

from extensions.known_rasa import refuse_another

Step = tuple[str, GraphNode, tuple[str, ...]]  # a node's name, the node, the names of those whose output it takes


class StraightGraphRunner(DaskGraphRunner):  # type: ignore[misc]  # Rasa has no types
    """Rasa's runner, with a `run` of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._orders: dict[tuple[str, ...], list[Step]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The output of each target (see the parent class)."""
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._orders:
            self._orders[wanted] = self._order(wanted)
        # A node hands on its name with its output; a name alone tells the next one that there is none.
        found: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name, node, needs in self._orders[wanted]:
                if name not in found:
                    found[name] = node(*[found.get(need, need) for need in needs])
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(found[target] for target in wanted)

    def _order(self, wanted: tuple[str, ...]) -> list[Step]:
        """The nodes that these targets hang on, each after those that it hangs on itself."""
        steps: dict[str, Step] = {}

        def add(name: str) -> None:
            if name in steps or name not in self._instantiated_nodes:  # there, or a placeholder for an input
                return
            needs = tuple(self._graph_schema.nodes[name].needs.values())
            for need in needs:
                add(need)
            steps[name] = (name, self._instantiated_nodes[name], needs)

        for target in wanted:
            add(target)
        return list(steps.values())


def install() -> None:
    """Models loaded from now on run this way. Harmless when repeated. Raises RuntimeError on another Rasa."""
    refuse_another("extensions/graph_runner.py")
    processor.DaskGraphRunner = StraightGraphRunner
