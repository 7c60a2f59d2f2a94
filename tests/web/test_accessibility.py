"""For everybody: screen readers, keyboards, small screens, little motion, another site's frame."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from extensions.web_parts import PACKAGES
from tests.web.conftest import Contexts, Visitor, Web
from tests.web.test_report import asked_for_report

AXE = PACKAGES / "axe-core" / "axe.min.js"
IMAGES = os.environ.get("WAYMARK_SCREENSHOTS")  # a folder; the pictures of the documentation are made there
WIDTHS = {"web-1280": {"width": 1280, "height": 860}, "web-390": {"width": 390, "height": 844}}


def findings(page: Page) -> list[str]:
    """What axe-core finds of serious and critical problems."""
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{v['id']}: {v['help']} at {[n['target'] for n in v['nodes']][:3]}"
        for v in found["violations"]
        if v["impact"] in {"serious", "critical"}
    ]


def picture(page: Page, name: str, tmp_path: Path) -> None:
    page.screenshot(path=str(Path(IMAGES or tmp_path) / f"{name}.png"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", list(WIDTHS))
def test_the_page_has_no_serious_barrier(web: Web, contexts: Contexts, tmp_path: Path, name: str, scheme: str) -> None:
    context = contexts(viewport=WIDTHS[name], color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    visitor = Visitor(context.new_page(), web.url).arrive()
    assert findings(visitor.page) == []
    visitor.say("Python for 3 years, a bit of SQL, no Docker. I love finding patterns and statistics.")
    assert findings(visitor.page) == []
    visitor.say("which path fits me?")
    assert findings(visitor.page) == []
    if scheme == "light":
        visitor.page.evaluate("document.activeElement.blur()")
        picture(visitor.page, name, tmp_path)
    visitor.say("a plan with 6 hours a week")
    assert findings(visitor.page) == []
    overflow = visitor.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth, scrollY]")
    assert overflow[0] <= overflow[1], "nothing stands out at the side"
    assert overflow[2] == 0, "the page around the conversation stays where it is"
    log = visitor.page.locator("#log")
    assert log.evaluate("log => log.scrollWidth <= log.clientWidth")
    sizes = "[...document.querySelectorAll('#log .rows *')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    assert min(visitor.page.evaluate(sizes)) >= 14, "a plan is readable without magnifying"


def test_the_report_has_no_serious_barrier(web: Web, contexts: Contexts, tmp_path: Path) -> None:
    visitor = Visitor(contexts(bypass_csp=True).new_page(), web.url).arrive()
    visitor.page.goto(asked_for_report(visitor))
    assert findings(visitor.page) == []
    picture(visitor.page, "report", tmp_path)


def test_replies_are_announced_and_a_stored_conversation_is_not(visitor: Visitor) -> None:
    log = visitor.page.get_by_role("log", name="Conversation")
    expect(log).to_be_visible()
    assert log.get_attribute("aria-live") in {None, "polite"}  # a log is polite by itself
    visitor.say("I know Python")
    visitor.page.add_init_script(
        "window.seen = []; document.addEventListener('DOMContentLoaded', () => {"
        "const log = document.getElementById('log');"
        "new MutationObserver((all) => all.forEach((c) => c.addedNodes.forEach(() => seen.push(log.ariaLive))))"
        ".observe(log, { childList: true }); })"
    )
    visitor.page.reload()
    visitor.page.locator("#log > .message.visitor").wait_for()
    assert set(visitor.page.evaluate("seen")) == {"off"}
    expect(log).not_to_have_attribute("aria-live", "off")


def test_who_speaks_is_said_and_not_only_shown(visitor: Visitor) -> None:
    visitor.say("I know Python")
    assert visitor.page.locator(".message.visitor .who").text_content() == "You: "
    assert visitor.page.locator(".message.bot .who").first.text_content() == "Waymark: "


def test_little_motion_where_little_is_wanted(web: Web, contexts: Contexts) -> None:
    visitor = Visitor(contexts(reduced_motion="reduce").new_page(), web.url).arrive()
    with web.slow_actions():
        visitor.say_box.fill("I know Python")
        visitor.say_box.press("Enter")
        expect(visitor.state).to_have_text("Waymark is writing")
        moving = "getComputedStyle(document.querySelector('.dots'), '::after').animationName"
        assert visitor.page.evaluate(moving) == "none"
    visitor.answered()


def test_on_another_site_the_page_opens_in_a_frame(web: Web, contexts: Contexts) -> None:
    page = contexts().new_page()
    page.goto(web.customer)
    assert page.locator("iframe").get_attribute("src") is None, "nothing is loaded before somebody asks for it"
    page.get_by_role("button", name="Ask Waymark").click()
    frame = page.frame_locator("iframe[title='Waymark, a career adviser']")
    frame.get_by_role("textbox", name="Your message").fill("I know Python for 3 years")
    frame.get_by_role("button", name="Send").click()
    expect(frame.locator(".message.bot").first).to_contain_text("Python - 3 years")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("iframe")).to_be_hidden()


def test_a_site_that_is_not_named_cannot_frame_the_page(web: Web, contexts: Contexts) -> None:
    page = contexts().new_page()
    page.goto(web.customer.replace("127.0.0.1", "localhost"))
    page.get_by_role("button", name="Ask Waymark").click()
    page.wait_for_timeout(800)
    assert page.frame_locator("iframe").locator("#log").count() == 0
