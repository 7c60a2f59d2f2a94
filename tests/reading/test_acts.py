"""Verbs and things become every form of them."""

from __future__ import annotations

import pytest

from waymark.reading.acts import plural, templates, verb_forms

IRREGULAR = {"write": "wrote written", "dig": "dug", "debug": "debugging debugged"}


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("explore", ["explore", "explores", "exploring", "explored"]),
        ("plot", ["plot", "plots", "plotting", "plotted"]),
        ("carry", ["carry", "carries", "carrying", "carried"]),
        ("fix", ["fix", "fixes", "fixing", "fixed"]),
        ("deploy", ["deploy", "deploys", "deploying", "deployed"]),
        ("dig into", ["dig into", "digs into", "digging into", "dug into"]),
        ("write", ["write", "writes", "writing", "wrote", "written"]),
    ],
)
def test_a_verb_in_its_forms(verb, forms):
    assert verb_forms(verb, IRREGULAR) == forms


@pytest.mark.parametrize(
    ("thing", "more"), [("bar chart", "bar charts"), ("anomaly", "anomalies"), ("axis", "axes"), ("class", "classes")]
)
def test_a_thing_in_the_plural(thing, more):
    assert plural(thing) == more


def test_each_pair_is_one_template():
    acts, nouns = {"charts": [["draw|see", "chart"]]}, {"charts": "graph|plot"}
    rules = {"irregular": {"see": "saw"}, "acts": acts, "nouns": nouns}
    found = list(templates(rules))
    assert [activity for _, activity in found] == ["charts"] * 3
    assert found[0][0].startswith("(draw|draws|drawing|drawed) ")
    assert found[1][0].startswith("(see|sees|seeing|saw) ")
    assert ["<*>" in template for template, _ in found] == [True, False, False]
    assert found[2][0] == "(graph|plot)"
