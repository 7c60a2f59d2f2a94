"""The dashboard asks only for figures that the servers tell, and for every one that an operator needs."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

import actions
import extensions
import waymark

ROOT = Path(__file__).parents[2]
MAKES_FIGURES = re.compile(r"^from prometheus_client import .*\b(?:Counter|Gauge|Histogram)\b", re.MULTILINE)
# Every module that makes figures is loaded, so that what is on trial does not hang on which tests ran before.
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in (actions, extensions, waymark)
    for path in sorted(Path(str(package.__file__)).parent.rglob("*.py"))
    if MAKES_FIGURES.search(path.read_text(encoding="utf-8"))
]
assert "extensions.lock_store" in MODULES
for module in MODULES:
    importlib.import_module(module)
FILE = ROOT / "deploy" / "grafana" / "waymark.json"
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
    assert {family.name for family in KNOWN.values() if family.name not in shown} == set()


def test_only_what_is_counted_a_second_is_shown_as_that() -> None:
    for panel in BOARD["panels"]:
        rates = all(re.match(r"(sum|sum by \([^)]*\)) ?\(rate\(", t["expr"]) for t in panel["targets"])
        assert (panel["fieldConfig"]["defaults"]["unit"] == "reqps") <= rates, panel["title"]


def test_the_board_opens_in_grafana_with_any_source() -> None:
    assert BOARD["uid"] == "waymark"
    numbers = [panel["id"] for panel in BOARD["panels"]]
    assert len(set(numbers)) == len(numbers)
    assert all(t["datasource"]["uid"] == "${source}" for p in BOARD["panels"] for t in p["targets"])
