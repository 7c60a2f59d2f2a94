"""The server goes away in the middle of a conversation: nothing is lost, nothing comes twice."""

from __future__ import annotations

from playwright.sync_api import FilePayload, expect

from tests.web.conftest import Contexts, Visitor, Web
from tests.web.wire import Line

CV = FilePayload(name="cv.txt", mimeType="text/plain", buffer=b"Skills\n- Tableau, 4 years\n- Excel, advanced\n")


def test_killed_while_it_answers_and_started_again(web: Web, contexts: Contexts) -> None:
    visitor = Visitor(contexts().new_page(), web.url).arrive()
    visitor.say("Python for 3 years, I love finding patterns")
    line = Line(web.url, visitor.page.evaluate("localStorage.getItem('waymark.session')"))
    heard = line.say("I know Docker", "once", shown="I know Docker")
    expect(visitor.page.locator("#log > .message.bot", has_text="Docker").first).to_be_visible()
    before = visitor.messages()
    with web.slow_actions():
        visitor.say_box.fill("advanced SQL and a bit of Spark")
        visitor.say_box.press("Enter")
        expect(visitor.state).to_have_text("Waymark is writing")
        web.kill()
        expect(visitor.state).to_contain_text("Trying again")
        visitor.page.locator("#file").set_input_files(CV)  # chosen while nobody is there: it waits, too
        visitor.say_box.fill("and no Kubernetes at all")  # typed while nobody is there
        visitor.say_box.press("Enter")
    web.start_again()
    expect(visitor.page.locator("#log > .message.bot").last).to_be_visible()
    expect(visitor.page.locator("#log > .message.visitor", has_text="File: cv.txt")).to_be_visible()
    expect(visitor.state).to_have_text("", timeout=60_000)

    # A message that was answered before the kill, sent again because the answer never came: the same answer.
    assert line.renewed().say("I know Docker", "once", again=True) == heard

    once = ["Python - 3 years", "advanced SQL and a bit of Spark", "and no Kubernetes at all", "no Kubernetes"]
    shown = visitor.messages()
    assert shown[: len(before)] == before
    visitor.page.reload()
    expect(visitor.page.locator("#log > .message")).to_have_count(len(shown))
    assert visitor.messages() == shown, "a reload shows what was there, once and in its order"
    assert sum(once[1] in text for text in visitor.messages("visitor")) == 1
    assert sum(once[2] in text for text in visitor.messages("visitor")) == 1
    assert sum("SQL - advanced" in text for text in visitor.messages("bot")) == 1
    assert sum("File: cv.txt" in text for text in visitor.messages("visitor")) == 1
    assert sum("Tableau" in text for text in visitor.messages("bot")) == 1
    stored = web.profile(visitor.person)
    assert all(skill in stored for skill in ('"python"', '"docker"', '"sql"', '"spark"', '"kubernetes"', '"tableau"'))
