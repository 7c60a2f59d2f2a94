"""A CV or a job advertisement as a file: chosen by keyboard, dropped, refused with a reason; none is kept."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import FilePayload, Page, expect

from extensions.documents import LARGEST_FILE, WRONG
from tests.channels import made_files as made
from tests.web.conftest import Contexts, Visitor, Web

CV = """<h1>Ann Example</h1><h2>Experience</h2><ul><li>Built a churn model with scikit-learn and pandas</li>
<li>Dashboards in Tableau for the sales team</li></ul>
<h2>Skills</h2><table><tr><td>Python</td><td>advanced</td></tr><tr><td>SQL</td><td>8 years</td></tr></table>"""
PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def attach(visitor: Visitor, name: str, content: bytes, kind: str = PDF) -> str:
    """Chooses a file; the bot's answer to it."""
    before = visitor.page.locator("#log > .message.bot:not(#start)").count()
    visitor.page.locator("#file").set_input_files(FilePayload(name=name, mimeType=kind, buffer=content))
    expect(visitor.page.locator("#log > .message.bot:not(#start)").nth(before)).to_be_visible()
    visitor.answered()
    return "\n".join(visitor.messages("bot")[before:])


@pytest.fixture(scope="module")
def printed_cv(browser) -> bytes:
    """A CV as a browser prints it."""
    page = browser.new_page()
    page.set_content(CV)
    content: bytes = page.pdf(format="A4")
    page.close()
    return content


def test_a_cv_is_attached_by_keyboard_alone_and_told_skills_come_of_it(
    web: Web, visitor: Visitor, printed_cv: bytes
) -> None:
    page, keys = visitor.page, visitor.page.keyboard
    page.on("filechooser", lambda _: None)  # tells the browser early: a key may be quicker than being told to ask us
    visitor.say_box.focus()
    keys.press("Tab")
    button = page.get_by_role("button", name="Attach a CV or a job advert")
    assert button.evaluate("it => it === document.activeElement")
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files(FilePayload(name="Ann's CV.pdf", mimeType=PDF, buffer=printed_cv))
    expect(page.locator("#log > .message.visitor")).to_have_text("You: File: Ann's CV.pdf")
    expect(page.locator("#log > .message.bot").first).to_contain_text("Python - advanced")
    visitor.answered()
    stored = {s["id"]: s for s in json.loads(web.profile(visitor.person))["profile"]["skills"]}
    assert {"python", "sql", "scikit-learn", "pandas", "tableau"} <= set(stored)
    assert stored["sql"]["years"] == 8

    shown = visitor.messages()
    page.reload()
    expect(page.locator("#log > .message")).to_have_count(len(shown))
    assert visitor.messages() == shown, "the file's name stands for its text after a reload too"
    kept = [path for path in web.home.rglob("*") if path.is_file() and b"%PDF" in path.read_bytes()]
    assert kept == [], "no file is kept"


def test_an_advertisement_in_a_word_file_is_compared_and_changes_no_profile(web: Web, visitor: Visitor) -> None:
    visitor.say("I know Python well, and SQL")
    before = json.loads(web.profile(visitor.person))["profile"]["skills"]
    answer = attach(visitor, "job.docx", made.docx(made.ADVERT), WORD)
    assert "advertisement" in answer
    assert "Kubernetes" in answer.partition("Missing")[2]
    assert json.loads(web.profile(visitor.person))["profile"]["skills"] == before


def drop(page: Page, content: bytes) -> None:
    """Lets a Word file fall on the page."""
    moved = page.evaluate_handle(
        """content => {
            const moved = new DataTransfer();
            moved.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], "cv.docx"));
            return moved;
        }""",
        base64.b64encode(content).decode(),
    )
    page.locator("#log").dispatch_event("drop", {"dataTransfer": moved})


def test_a_dropped_file_is_read_and_the_page_stays(visitor: Visitor) -> None:
    drop(visitor.page, made.docx(made.CV))
    expect(visitor.page.locator("#log > .message.bot").first).to_contain_text("Python - advanced, 5 years")
    assert visitor.page.url.endswith("/chat")


def test_a_file_that_is_dropped_before_the_line_is_there_waits_for_it(web: Web, contexts: Contexts) -> None:
    page = contexts().new_page()
    page.add_init_script(
        """const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (sent) { setTimeout(() => send.call(this, sent), 1000); };"""
    )
    Visitor(page, web.url).arrive()
    drop(page, made.docx(made.CV))
    expect(page.locator("#log > .message.bot").first).to_contain_text("Python - advanced, 5 years", timeout=20_000)


@pytest.mark.parametrize("reason", ["scan", "encrypted", "kind", "huge", "bomb", "broken"])
def test_a_file_that_cannot_be_read_is_answered_with_the_reason(visitor: Visitor, reason: str) -> None:
    bad = {
        "scan": lambda: made.pdf([]),
        "encrypted": lambda: made.locked_pdf("secret"),
        "kind": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "huge": lambda: bytes(LARGEST_FILE + 1),
        "bomb": lambda: made.docx_bomb(megabytes=100),
        "broken": lambda: made.pdf(made.CV)[:300],
    }
    assert WRONG[reason] in attach(visitor, "cv.pdf", bad[reason]())
    assert visitor.messages("visitor") == [], "nothing was said"
    assert "Python" in visitor.say("I know Python"), "and the conversation goes on"


def test_a_malicious_name_is_text_and_nothing_more(visitor: Visitor) -> None:
    name = "..\\..\\<img src=x onerror=alert(1)>\u202efdp.pdf"
    attach(visitor, name, made.pdf(made.CV))
    assert visitor.messages("visitor") == ["You:  File: <img src=x onerror=alert(1)>fdp.pdf"]
    visitor.page.reload()
    expect(visitor.page.locator("#log > .message.visitor")).to_have_text(
        "You: File: <img src=x onerror=alert(1)>fdp.pdf"
    )
    assert visitor.page.locator("#log img").count() == 0


def test_who_has_no_session_gets_nothing_read(web: Web) -> None:
    request = urllib.request.Request(f"{web.url}/web/file", made.pdf(made.CV), {"Authorization": "Bearer web-1.x"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    with refused.value as answer:
        assert answer.code == 401
