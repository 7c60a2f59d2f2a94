"""The dashboard asks only for figures that the servers tell, and for every one that an operator needs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

import actions.figures
import extensions.doors
import extensions.operations
import extensions.remote_action
import extensions.turn
import extensions.web
import waymark.storage.watch

MODULES = (
    actions.figures, extensions.doors, extensions.operations, extensions.remote_action, extensions.turn,
    extensions.web, waymark.storage.watch,
)  # fmt: skip
FILE = Path(__file__).parents[2] / "deploy" / "grafana" / "waymark.json"
BOARD = json.loads(FILE.read_text(encoding="utf-8"))
QUERIES = [(p["title"], t["expr"]) for p in BOARD["panels"] for t in p["targets"]]
# Figures and labels that a query may name, by metric.
ENDINGS = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
KNOWN = {
    family.name + ending: family
    for family in REGISTRY.collect()
    if family.name.startswith("waymark_")
    for ending in ENDINGS[family.type]
}


def labels_of(name: str) -> set[str]:
    collector = REGISTRY._names_to_collectors[KNOWN[name].name]
    return {*collector._labelnames, "le"}


@pytest.mark.parametrize(("title", "query"), QUERIES)
def test_a_query_names_figures_and_labels_that_exist(title: str, query: str) -> None:
    named = re.findall(r"waymark_\w+", query)
    assert named, f"{title} asks for nothing of ours"
    assert set(named) <= set(KNOWN), title
    allowed = set().union(*(labels_of(name) for name in named))
    for listed in re.findall(r"by \(([^)]*)\)", query):
        assert {label.strip() for label in listed.split(",")} <= allowed, title
    for label in re.findall(r"(\w+)!?=~?\"", query):
        assert label in allowed, title


def test_what_is_shown_beside_a_line_is_a_label_of_its_query() -> None:
    for panel in BOARD["panels"]:
        for target in panel["targets"]:
            for label in re.findall(r"{{(\w+)}}", target["legendFormat"]):
                assert re.search(rf"by \([^)]*\b{label}\b", target["expr"]), (panel["title"], label)


def test_every_figure_is_on_the_board() -> None:
    shown = " ".join(query for _, query in QUERIES)
    missing = {family.name for family in KNOWN.values() if family.name not in shown}
    # Slack's are its channel's own matter, and there is no page for them here.
    assert {name for name in missing if "slack" not in name} == set()


def test_the_board_opens_in_grafana_with_any_source() -> None:
    assert BOARD["uid"] == "waymark"
    numbers = [panel["id"] for panel in BOARD["panels"]]
    assert len(set(numbers)) == len(numbers)
    assert all(t["datasource"]["uid"] == "${source}" for p in BOARD["panels"] for t in p["targets"])
    assert len(MODULES) == 7
