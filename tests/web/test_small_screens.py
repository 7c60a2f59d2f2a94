"""Little room, other browsers, colours that the visitor chose: the conversation can still be read and held."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Contexts, Visitor, Web

ABOUT_ME = "Python for 3 years, R and SQL, no Docker. I love finding patterns."
IN_SIGHT = """it => {
    const box = it.getBoundingClientRect(), log = document.getElementById("log").getBoundingClientRect();
    return box.top >= log.top && box.bottom <= log.bottom;
}"""


def test_the_question_stays_in_sight_when_a_phone_s_keyboard_takes_room(web: Web, contexts: Contexts) -> None:
    visitor = Visitor(contexts(viewport={"width": 360, "height": 740}).new_page(), web.url).arrive()
    visitor.say(ABOUT_ME)
    visitor.say("skip")
    choice = visitor.page.locator("#log .choices button").last
    assert choice.evaluate(IN_SIGHT)
    visitor.page.set_viewport_size({"width": 360, "height": 480})
    visitor.page.wait_for_function(f"it => ({IN_SIGHT})(it)", arg=choice.element_handle())


def test_a_long_answer_stays_at_its_beginning_when_the_room_changes(web: Web, contexts: Contexts) -> None:
    visitor = Visitor(contexts(viewport={"width": 360, "height": 740}).new_page(), web.url).arrive()
    visitor.say(ABOUT_ME)
    visitor.say("a plan for data scientist, 6 hours a week")
    plan = visitor.last().locator("p").first
    assert plan.evaluate(IN_SIGHT)
    visitor.page.set_viewport_size({"width": 360, "height": 480})
    visitor.page.wait_for_timeout(300)
    assert plan.evaluate(IN_SIGHT)


def test_magnified_four_times_the_conversation_keeps_its_room(web: Web, contexts: Contexts) -> None:
    visitor = Visitor(contexts(viewport={"width": 320, "height": 256}).new_page(), web.url).arrive()
    visitor.say(ABOUT_ME)
    assert visitor.page.locator("#log").evaluate("log => log.clientHeight") > 150
    foot = visitor.page.get_by_role("button", name="Delete", exact=True)
    foot.scroll_into_view_if_needed()
    expect(foot).to_be_in_viewport()
    assert visitor.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("knows_how", [True, False], ids=["by the style sheet", "without field-sizing"])
def test_the_box_grows_with_what_is_written(web: Web, contexts: Contexts, knows_how: bool) -> None:
    page = contexts().new_page()
    if not knows_how:
        page.add_init_script("CSS.supports = () => false")
    visitor = Visitor(page, web.url).arrive()
    if not knows_how:
        page.evaluate("document.getElementById('say').style.fieldSizing = 'fixed'")
    height = "it => it.getBoundingClientRect().height"
    low = visitor.say_box.evaluate(height)
    visitor.say_box.fill("one\ntwo\nthree\nfour")
    assert visitor.say_box.evaluate(height) > 2 * low - 10
    visitor.say_box.press("Enter")
    assert visitor.say_box.evaluate(height) == pytest.approx(low, abs=2)


def test_what_was_written_and_not_sent_is_there_after_a_reload(visitor: Visitor) -> None:
    visitor.say_box.fill("I know Python and")
    visitor.page.reload()
    expect(visitor.say_box).to_have_value("I know Python and")
    visitor.say_box.press("Enter")
    visitor.answered()
    visitor.page.reload()
    expect(visitor.say_box).to_have_value("")


def test_where_colours_are_forced_a_range_and_who_speaks_are_still_seen(web: Web, contexts: Contexts) -> None:
    visitor = Visitor(contexts(forced_colors="active").new_page(), web.url).arrive()
    visitor.say(ABOUT_ME)
    visitor.say("which path fits me?")
    colour = "(it) => getComputedStyle(it).backgroundColor"
    whisker = visitor.page.locator(".chart .span").first.evaluate(colour)
    assert whisker != visitor.page.locator(".chart .track").first.evaluate(colour)
    border = "it => parseFloat(getComputedStyle(it).borderTopWidth)"
    assert visitor.page.locator(".message.visitor").last.evaluate(border) >= 1


def test_a_report_that_has_ended_says_so_on_a_page_that_can_be_read(web: Web, contexts: Contexts) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"{web.url}/report/x.y.z")
    with answer.value as page:
        assert "unsafe" not in page.headers["Content-Security-Policy"]
    page = contexts(color_scheme="dark", viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{web.url}/report/x.y.z")
    assert "sans-serif" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light dark"
    page.get_by_role("link", name="To the conversation").click()
    expect(page.get_by_role("log", name="Conversation")).to_be_visible()
