"""While an advertisement is talked about, questions are on it; it is dropped where that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from waymark.advert import needs_of
from waymark.meaning import on_the_advert
from waymark.skills import Mention, Polarity, Scope
from waymark.storage.catalogue_files import read_catalogue

CATALOGUE = read_catalogue(Path(__file__).parents[2] / "catalogue")


@pytest.mark.parametrize(("text", "lately", "asked"), [
    ("how well do I match?", True, "chance"), ("how well do I match?", False, None),
    ("how good a match am I", True, "chance"), ("am I a good fit?", True, "chance"),
    ("what else do they want?", True, "again"), ("what am I still missing", True, "again"),
    ("what am I missing", False, None), ("forget the job ad", False, "drop"), ("ok drop that job", False, "drop"),
    ("never mind the posting", False, "drop"), ("forget Docker", True, None), ("drop it", True, None),
    ("am I a good fit for data scientist", True, None), ("I match colours", True, None),
])  # fmt: skip
def test_questions_on_it_need_not_name_it(text: str, lately: bool, asked: str | None) -> None:
    assert on_the_advert.about_advert(text, just_pasted=False, lately=lately) == asked


@pytest.mark.parametrize(("text", "asked"), [
    ("do I have the kubernetes thing?", True), ("do they want deep learning", True), ("is spark in it", True),
    ("does the ad mention SQL?", True), ("what is AWS", False), ("I have Kubernetes", False),
])  # fmt: skip
def test_whether_a_skill_is_in_it(text: str, asked: bool) -> None:
    assert on_the_advert.asks_if_in_it(text) is asked


def test_the_day_to_apply_is_the_last_to_learn() -> None:
    assert on_the_advert.with_last_day("I must apply in February") == "I must apply by February"
    assert on_the_advert.with_last_day("I work in February") == "I work in February"


def test_what_is_not_needed_is_no_need() -> None:
    must = Mention("sql", 0, 3, scope=Scope.MUST)
    denied = Mention("deep-learning", 8, 21, Polarity.LACKS, scope=Scope.MUST)
    assert [need.skills for need in needs_of((must, denied), CATALOGUE)] == [("sql",)]
