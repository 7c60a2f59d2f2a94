"""What stands where in the conversation, what of it may be pressed, and what is there after a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from extensions.turn import CUT
from tests.web.conftest import Contexts, Visitor, Web

ABOUT_ME = "Python for 3 years, a bit of SQL, no Docker. I love finding patterns."


def reloaded(visitor: Visitor) -> list[str]:
    """The messages after a reload, once as many are there as were."""
    number = len(visitor.messages())
    visitor.page.reload()
    expect(visitor.page.locator("#log > .message")).to_have_count(number)
    return visitor.messages()


@pytest.mark.parametrize("title", ["Ask me questions", "DS or MLE: the difference", "What can you do?"])
def test_a_button_of_the_welcome_is_still_said_after_a_reload(visitor: Visitor, title: str) -> None:
    visitor.choose(title)
    shown = visitor.messages()
    assert shown[0].split() == ["You:", *title.split()]
    assert reloaded(visitor) == shown


@pytest.mark.parametrize("title", ["What is stored?", "My report", "Delete"])
def test_a_button_of_the_foot_is_called_the_same_after_a_reload(visitor: Visitor, title: str) -> None:
    visitor.say(ABOUT_ME)
    visitor.page.get_by_role("button", name=title, exact=True).click()
    visitor.answered()
    shown = visitor.messages()
    assert any(said.split() == ["You:", *title.split()] for said in shown)
    assert reloaded(visitor) == shown


def test_of_a_long_text_the_visitor_is_told_what_was_left_out(web: Web, visitor: Visitor) -> None:
    answer = visitor.say("I know Python and SQL. " * 1200)
    assert CUT in answer
    assert "Python" in answer
    answers = visitor.messages("bot")
    visitor.page.reload()
    expect(visitor.page.locator("#log > .message.bot")).to_have_count(len(answers))
    assert visitor.messages("bot") == answers


def test_a_text_that_no_line_carries_is_cut_and_the_conversation_goes_on(visitor: Visitor) -> None:
    text = "I know Python. " + "\u6f22" * 150_000  # three bytes each
    visitor.say_box.evaluate("(box, text) => { box.value = text; }", text)  # as if pasted; typing takes a minute
    visitor.say_box.press("Enter")
    expect(visitor.page.locator("#log > .message.bot").first).to_contain_text(CUT)
    visitor.answered()
    assert "Docker" in visitor.say("I know Docker")


def test_of_many_messages_in_a_row_each_answer_stands_below_its_own(web: Web, visitor: Visitor) -> None:
    with web.slow_actions():
        for text in ("advanced R", "no Docker", "I know Tableau", "and Spark"):
            visitor.say_box.fill(text)
            visitor.say_box.press("Enter")
        expect(visitor.page.locator("#log > .message.visitor")).to_have_count(4)
    visitor.answered()
    shown = visitor.messages()
    for said, heard in (("advanced R", "R - advanced"), ("no Docker", "no Docker"), ("Tableau", "Tableau")):
        place = next(i for i, text in enumerate(shown) if text.startswith("You:") and said in text)
        assert heard in shown[place + 1]
    groups = visitor.page.locator("#log .choices")
    assert groups.count() <= 1, "an older question's choices would answer the newest question"
    assert reloaded(visitor) == shown


def test_a_second_tab_that_speaks_meanwhile_stands_where_it_was_heard(web: Web, contexts: Contexts) -> None:
    context = contexts()
    one = Visitor(context.new_page(), web.url).arrive()
    one.say(ABOUT_ME)
    two = Visitor(context.new_page(), web.url).arrive()
    expect(two.page.locator("#log > .message")).to_have_count(len(one.messages()))
    with web.slow_actions():
        for who, text in ((one, "I know Tableau"), (one, "and Spark"), (two, "and R")):
            who.say_box.fill(text)
            who.say_box.press("Enter")
        expect(one.page.locator("#log > .message.visitor", has_text="and R")).to_be_visible()
    one.answered()
    two.answered()
    expect(one.page.locator("#log > .message.bot", has_text="Spark")).to_have_count(1)
    for page in (one, two):
        shown = page.messages()
        for said, heard in (("I know Tableau", "Tableau"), ("and Spark", "Spark"), ("and R", "R")):
            place = next(i for i, text in enumerate(shown) if text.startswith("You:") and said in text)
            assert heard in shown[place + 1]


def test_who_comes_back_finds_no_choices_of_the_last_time_beside_the_new_ones(visitor: Visitor) -> None:
    visitor.say(ABOUT_ME)
    assert visitor.page.locator("#log .choices").count() == 1
    week = 7 * 24 * 3600 * 1000
    visitor.page.add_init_script(f"const now = Date.now; Date.now = () => now() + {week};")
    visitor.page.reload()
    expect(visitor.page.locator("#log > .message.bot", has_text="Hello again")).to_be_visible()
    visitor.answered()
    assert visitor.page.locator("#log .choices").count() <= 1


def test_after_delete_no_tab_shows_what_was_deleted(web: Web, contexts: Contexts) -> None:
    context = contexts()
    one = Visitor(context.new_page(), web.url).arrive()
    one.say(ABOUT_ME)
    two = Visitor(context.new_page(), web.url).arrive()
    expect(two.page.locator("#log > .message")).to_have_count(len(one.messages()))
    one.say("delete my data")
    assert len(one.messages()) > 1, "nothing goes before it is confirmed"
    one.say_box.fill("yes")
    one.say_box.press("Enter")
    for visitor in (one, two):
        expect(visitor.page.locator("#log > .message")).to_have_count(1)
        assert "Nothing that you told me is left" in visitor.messages()[0]
    assert "Docker" in two.say("I know Docker"), "and one may begin anew"
    assert len(two.messages("visitor")) == 1


def test_by_keyboard_the_focus_stays_in_the_conversation_that_was_deleted(visitor: Visitor) -> None:
    visitor.say(ABOUT_ME)
    visitor.say("delete my data")
    yes = visitor.page.locator("#log .choices").get_by_role("button", name="Yes")
    visitor.page.keyboard.press("Shift+Tab")
    visitor.page.keyboard.press("Shift+Tab")
    assert yes.evaluate("it => it === document.activeElement")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#log > .message")).to_have_count(1)
    assert visitor.page.evaluate("document.activeElement.id") == "log"
