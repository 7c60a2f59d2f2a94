"""The report: behind a link that nobody guesses, to read and print, gone when its owner deletes or revokes."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Contexts, Visitor, Web, link_in


def asked_for_report(visitor: Visitor) -> str:
    """The link that the chat gives."""
    visitor.say("Python for 3 years, a bit of SQL, no Docker. I love finding patterns")
    visitor.page.get_by_role("button", name="My report").click()
    visitor.answered()
    href = visitor.page.get_by_role("link", name="Open my report").last.get_attribute("href")
    assert href
    return href


def status_of(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_report_opens_reads_and_prints(visitor: Visitor) -> None:
    link = asked_for_report(visitor)
    assert link_in(link).startswith(visitor.url)
    with visitor.page.context.expect_page() as opened:
        visitor.page.get_by_role("link", name="Open my report").click()
    report = opened.value
    expect(report.get_by_role("heading", name="Where you stand")).to_be_visible()
    expect(report.get_by_role("img").first).to_be_visible()
    assert "Python" in report.locator("main").inner_text()
    assert visitor.person not in report.content(), "a report is passed on; the id stays here"
    assert report.evaluate("getComputedStyle(document.querySelector('main p.verdict')).fontWeight") == "600"
    report.emulate_media(media="print")
    assert not report.get_by_role("button", name="Take this link back").is_visible()
    assert report.pdf()[:5] == b"%PDF-"


def test_a_report_is_kept_out_of_search_engines_and_caches(visitor: Visitor) -> None:
    with urllib.request.urlopen(asked_for_report(visitor)) as answer:
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_report_is_gone_after_delete(visitor: Visitor) -> None:
    link = asked_for_report(visitor)
    assert status_of(link) == 200
    visitor.page.get_by_role("button", name="Delete", exact=True).click()
    visitor.answered()
    visitor.choose("Yes")
    assert status_of(link) == 404
    visitor.page.reload()
    expect(visitor.page.locator("#start")).to_be_visible()
    assert visitor.messages("visitor") == [], "the conversation is gone too"
    visitor.say("I know Docker")
    assert status_of(link) == 404, "also when the same person speaks again"


def test_the_owner_takes_a_link_back(visitor: Visitor, contexts: Contexts) -> None:
    link = asked_for_report(visitor)
    page = contexts().new_page()
    page.goto(link)
    page.get_by_role("button", name="Take this link back").click()
    expect(page.get_by_text("opens nothing any more")).to_be_visible()
    assert status_of(link) == 404


def test_a_new_link_ends_the_old_one(visitor: Visitor) -> None:
    first = asked_for_report(visitor)
    visitor.page.get_by_role("button", name="My report").click()
    visitor.answered()
    second = visitor.page.get_by_role("link", name="Open my report").last.get_attribute("href") or ""
    assert (status_of(first), status_of(second)) == (404, 200)


@pytest.mark.parametrize("made_up", ["x", "a.b.c", "../../etc/passwd", "%2e%2e%2fready", "A" * 400, "x.9999999999.sig"])
def test_a_made_up_link_opens_nothing(web: Web, made_up: str) -> None:
    assert status_of(f"{web.url}/report/{made_up}") == 404
