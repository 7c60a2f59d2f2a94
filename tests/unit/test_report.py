"""The report: the same facts in Markdown and HTML, self-contained, and nothing that a person wrote becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.unit.people import Clock
from tests.unit.small_catalogue import ADVANCED, BEGINNER, NONE, small_catalogue, somebody, with_third_role
from waymark.adviser import Assessment
from waymark.assessment import assess
from waymark.change import smallest_change
from waymark.report.assessment import profile_markdown, report_html, report_markdown, web
from waymark.report.chart import chart_rows, text_bars
from waymark.report.talk.words import length_of
from waymark.report.view import view
from waymark.skills import Attitude, Interest

CATALOGUE = small_catalogue()
NASTY = '<script>alert("x")</script> [a](javascript:b) *c*'


def assessed() -> Assessment:
    profile = somebody(r=ADVANCED, statistics=ADVANCED, sql=BEGINNER, docker=NONE)
    told = profile.tell([], [Interest("data-analysis", 0, 1), Interest("production-code", 0, 1, Attitude.DISLIKE)])
    return assess(replace(told.note([NASTY]), person=NASTY), CATALOGUE, Clock()())


class Page(HTMLParser):
    """What a page holds: tags left open, addresses, texts."""

    VOID = frozenset({"meta", "br", "rect", "link"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in self.VOID or self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_else() -> None:
    page = Page(report_html(assessed(), CATALOGUE))
    assert page.open == []
    names = {tag for tag, _ in page.tags}
    assert names.isdisjoint({"script", "img", "link", "iframe", "object"})
    assert not any("src" in attributes for _, attributes in page.tags)
    addresses = [str(attributes["href"]) for _, attributes in page.tags if "href" in attributes]
    assert all(a.startswith(("https://", "#source-")) for a in addresses)
    ids = [str(attributes["id"]) for _, attributes in page.tags if "id" in attributes]
    assert {a[1:] for a in addresses if a.startswith("#")} <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_page_can_be_read_aloud_and_printed() -> None:
    text = report_html(assessed(), CATALOGUE)
    page = Page(text)
    assert ("html", {"lang": "en"}) in page.tags
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert headings[0] == 1
    assert set(headings[1:]) == {2}
    picture = next(attributes for tag, attributes in page.tags if tag == "svg")
    assert picture["role"] == "img"
    assert "operations: data scientist not asked for, machine learning engineer 0 %" in text
    assert all(attributes.get("scope") for tag, attributes in page.tags if tag == "th")
    assert "@media print" in text


def test_nothing_that_a_person_wrote_becomes_markup() -> None:
    page = report_html(assessed(), CATALOGUE)
    assert "<script" not in page
    markdown = report_markdown(assessed(), CATALOGUE)
    assert not re.search(r"(?<!\\)[<\[*]\w*script|(?<!\\)\[a\]", markdown)
    assert "[a](javascript" not in markdown


def test_only_addresses_of_the_web_become_links() -> None:
    assert web("https://example.org/a?b=c") == "https://example.org/a?b=c"
    assert [web(a) for a in ("javascript:alert(1)", 'https://a" onclick=', "//a", "")] == [""] * 4


def test_both_forms_name_every_gap_step_reason_and_source() -> None:
    assessment = assessed()
    change = smallest_change(assessment.profile, CATALOGUE)
    for text in (report_html(assessment, CATALOGUE, change), report_markdown(assessment, CATALOGUE, change)):
        for gaps in assessment.gaps.values():
            assert all(CATALOGUE.skills[g.skill].preferred_label in text for g in gaps)
        assert assessment.plan is not None
        assert all(step.resource and step.resource.url in text for step in assessment.plan.steps)
        assert all(reason.text in text for reason in assessment.reasons)
        assert "Postings of one board" in text
        assert "25 November 2026" in text
        assert "assumption" in text
        assert change is None or change[0].describe(CATALOGUE) in text


def test_what_is_not_known_is_said() -> None:
    lines = " ".join(view(assessed(), CATALOGUE)["not_known"])
    assert "Python" in lines
    assert NASTY in lines
    assert "end in 2024" in lines


def test_a_gap_says_whether_it_was_named_follows_or_is_supposed() -> None:
    profile = somebody(docker=NONE, deep_learning=BEGINNER)
    roles = view(assess(profile, CATALOGUE, Clock()()), CATALOGUE)["roles"]
    known = {g["name"]: g["known"] for role in roles for g in role["gaps"]}
    assert known["Docker"] == "you said so"
    assert known["Machine learning"] == "follows from what you told"
    assert known["TensorFlow"] == "not mentioned so far"


def test_the_chart_has_a_bar_for_every_role_in_every_group() -> None:
    catalogue = with_third_role(CATALOGUE)
    assessment = assess(somebody(sql=ADVANCED), catalogue, Clock()())
    rows = chart_rows(assessment, catalogue)
    assert all([bar.role for bar in row.bars] == ["ds", "mle", "de"] for row in rows)
    data = next(row for row in rows if row.group == "data")
    assert [round(bar.share or 0, 2) for bar in data.bars] == [0.75, 1.0, 0.57]
    assert "data engineer" in text_bars(assessment, catalogue)
    assert report_html(assessment, catalogue).count('<rect class="r2"') > 1


def test_nobody_has_a_short_page() -> None:
    assert profile_markdown(somebody(), None, CATALOGUE) == "Nothing is stored about somebody.\n"
    empty = assess(somebody(), CATALOGUE, Clock()())
    assert "Too little is known" in report_html(empty, CATALOGUE)
    assert "no skills so far" in report_markdown(empty, CATALOGUE)


def test_a_range_that_crosses_the_middle_is_no_flat_verdict() -> None:
    unsure = replace(assessed(), recommendation="mle")
    fit = {r: replace(i, low=0.3 if r == "mle" else 0.1) for r, i in unsure.fit.probability.items()}
    sure = {r: replace(i, low=0.6 if r == "mle" else 0.1) for r, i in unsure.fit.probability.items()}
    words = [view(replace(unsure, fit=replace(unsure.fit, probability=f)), CATALOGUE)["verdict"] for f in (fit, sure)]
    assert "not sure yet" in words[0]
    assert "fits you better" in words[1]


def test_a_report_on_next_to_nothing_says_that_it_is_a_start() -> None:
    little = assess(somebody(r=ADVANCED), CATALOGUE, Clock()())
    assert "This is a start only: I know only 1 thing about you" in report_markdown(little, CATALOGUE)
    assert "This is a start only" in report_html(little, CATALOGUE)
    assert "This is a start only" not in report_markdown(assessed(), CATALOGUE)


@pytest.mark.parametrize(("weeks", "told"), [(0.2, "1 week"), (1.0, "1 week"), (1.1, "2 weeks"), (12.0, "12 weeks")])
def test_the_length_of_a_plan_counts_begun_weeks(weeks: float, told: str) -> None:
    assert length_of(weeks) == told
