"""A conversation at the page: by mouse, by keyboard, over a reload, in two tabs."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Contexts, Visitor, Web
from tests.web.wire import Line

ABOUT_ME = "Python for 3 years, a bit of SQL, no Docker. I love finding patterns."


def test_a_whole_conversation_by_mouse(web: Web, visitor: Visitor) -> None:
    page = visitor.page
    expect(page.get_by_text("Tell me what you know and what you like")).to_be_visible()
    visitor.say_box.fill(ABOUT_ME)
    page.get_by_role("button", name="Send").click()
    visitor.answered()
    assert any("Python - 3 years" in text and "no Docker" in text for text in visitor.messages("bot"))
    page.locator(".choices").last.get_by_role("button").nth(1).click()
    visitor.answered()
    visitor.say("which path fits me?")
    if visitor.last().get_by_role("img").count() == 0:  # too little was known; a few more answers
        for _ in range(4):
            page.locator(".choices").last.get_by_role("button").nth(2).click()
            visitor.answered()
        visitor.say("which path fits me?")
    chart = page.get_by_role("img", name="Chart.").last
    expect(chart).to_be_visible()
    said = chart.get_attribute("aria-label") or ""
    assert "in 100" in said
    assert "of what is asked for" in said
    visitor.choose("What am I missing?")
    assert page.locator(".rows li").count() > 0
    visitor.say("a plan with 6 hours a week")
    plan = page.locator(".rows").last
    expect(plan).to_contain_text("week")
    assert plan.get_by_role("link").count() > 0
    stored = {s["id"] for s in json.loads(web.profile(visitor.person))["profile"]["skills"]}
    assert {"python", "sql", "docker"} <= stored


def test_the_plan_s_card_says_of_each_resource_what_the_text_says(web: Web, visitor: Visitor) -> None:
    told = "R advanced, statistics intermediate. I love presenting findings"
    asked = "a plan for data scientist, 6 hours a week"
    without_page = Line(web.url)
    without_page.say(told, "m1")
    text = "\n".join(m["text"] for m in without_page.say(asked, "m2"))
    without_page.close()
    named = re.findall(r"^  (.+ \(.+\)): https?://\S+((?: \(.+\))?)$", text, re.MULTILINE)
    assert any(remarks for _, remarks in named), text
    visitor.say(told)
    visitor.say(asked)
    card = visitor.page.locator(".rows").last
    for resource, remarks in named:
        expect(card).to_contain_text(resource + remarks)


def test_a_whole_conversation_by_keyboard_alone(visitor: Visitor) -> None:
    page, keys = visitor.page, visitor.page.keyboard
    keys.press("Tab")
    assert focused(visitor) == "Skip to the message box"
    keys.press("Enter")
    keys.type(ABOUT_ME)
    keys.press("Enter")
    visitor.answered()
    assert focused(visitor, "id") == "say"
    keys.type("which path fits me?")
    keys.press("Enter")
    visitor.answered()
    choices = page.locator(".choices").last.get_by_role("button")
    expect(choices.first).to_be_visible()
    keys.press("Shift+Tab")  # from the message box back to the last choice
    assert focused(visitor) == choices.last.inner_text()
    keys.press("Shift+Tab")
    assert outline(visitor) >= 2, "the focus has to be seen"
    before = len(visitor.messages("visitor"))
    keys.press("Enter")
    visitor.answered()
    assert len(visitor.messages("visitor")) == before + 1
    assert focused(visitor, "className").startswith("message visitor"), "the focus is not lost with the button"
    page.get_by_role("button", name="What is stored?").focus()
    keys.press("Enter")
    visitor.answered()
    assert "Python" in visitor.messages("bot")[-1] or "Python" in visitor.messages("bot")[-2]
    keys.press("Tab")
    assert page.evaluate("document.activeElement.matches('.choices button, .message a, #say')")


def focused(visitor: Visitor, what: str = "textContent") -> str:
    return str(visitor.page.evaluate(f"document.activeElement.{what}")).strip()


def outline(visitor: Visitor) -> float:
    """Width of the outline of what has the focus, in pixels."""
    return float(visitor.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))


def test_a_reload_keeps_the_conversation_and_its_open_question(visitor: Visitor) -> None:
    visitor.say(ABOUT_ME)
    before, choices = visitor.messages(), visitor.page.locator(".choices button").all_inner_texts()
    visitor.page.reload()
    expect(visitor.page.locator("#log > .message")).to_have_count(len(before))
    assert visitor.messages() == before
    assert visitor.page.locator(".choices button").all_inner_texts() == choices
    answer = visitor.say("what do you know about me?")
    assert "Python - 3 years" in answer


def test_a_reload_while_an_answer_is_awaited_brings_it_once(web: Web, visitor: Visitor) -> None:
    with web.slow_actions():
        visitor.say_box.fill(ABOUT_ME)
        visitor.say_box.press("Enter")
        expect(visitor.state).to_have_text("Waymark is writing")
        visitor.page.reload()
        expect(visitor.page.locator("#log > .message.visitor")).to_have_count(1)
    visitor.answered()
    assert len(visitor.messages("visitor")) == 1
    assert sum("Python - 3 years" in t for t in visitor.messages("bot")) == 1


def test_two_tabs_show_one_conversation(web: Web, contexts: Contexts) -> None:
    context = contexts()
    one = Visitor(context.new_page(), web.url).arrive()
    one.say(ABOUT_ME)
    two = Visitor(context.new_page(), web.url).arrive()
    expect(two.page.locator("#log > .message")).to_have_count(len(one.messages()))
    two.say("I know Docker well")
    expect(one.page.locator("#log > .message")).to_have_count(len(two.messages()))
    assert one.messages() == two.messages()
    assert one.person == two.person


def test_two_visitors_share_nothing(web: Web, contexts: Contexts) -> None:
    one, two = (Visitor(contexts().new_page(), web.url).arrive() for _ in range(2))
    one.say(ABOUT_ME)
    assert "Python" not in two.say("what do you know about me?")
    assert one.person != two.person


@pytest.mark.parametrize("words", ["", "   ", "\n\n"])
def test_an_empty_message_is_not_sent(visitor: Visitor, words: str) -> None:
    visitor.say_box.fill(words)
    visitor.say_box.press("Enter")
    assert visitor.messages("visitor") == []
    expect(visitor.page.locator("#start")).to_be_visible()


def test_old_choices_go_when_something_else_is_said(visitor: Visitor) -> None:
    visitor.say(ABOUT_ME)
    assert visitor.page.locator("#log .choices").count() == 1
    visitor.say("what is machine learning?")
    assert visitor.page.locator("#log .choices").count() <= 1
