"""The page in a real browser, before a whole Waymark of its own; no request may leave its origin."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from extensions.children import Children
from extensions.launch import ROOT, Running, _wait, choose_port, start
from extensions.web_launch import OPTIONS
from tests.harness import run_waymark
from tests.local_server import local_server
from tests.web.customer import customer_site

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
SECONDS = 15
WITHOUT_CHOICES = (
    "all => all.map(e => [...e.childNodes].filter(n => !n.classList?.contains('choices'))"
    ".map(n => n.textContent).join(' '))"
)
OPEN_ADDRESS = (
    "http://127.0.0.1:", "http://localhost:", "ws://127.0.0.1:", "blob:http://127.0.0.1:", "about:", "data:",
    "chrome-error:",
)  # fmt: skip


@dataclass(frozen=True)
class Web:
    """A running Waymark with its page."""

    running: Running
    home: Path
    customer: str  # the address of a site that may frame the page

    @property
    def url(self) -> str:
        return self.running.url

    def kill(self) -> None:
        """The Rasa server is gone, with no chance to say goodbye."""
        os.killpg(self.running.children.number("rasa"), signal.SIGKILL)
        deadline = time.monotonic() + 5
        while self.running.children.ended("rasa") is None and time.monotonic() < deadline:
            time.sleep(0.05)

    def start_again(self) -> None:
        self.running.children.start(self.running.rasa)
        _wait(self.url, self.running.children, {"rasa": self.running.rasa, "actions": self.running.actions})

    @contextlib.contextmanager
    def slow_actions(self) -> Iterator[None]:
        """The action server stands still meanwhile."""
        number = self.running.children.number("actions")
        os.kill(number, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(number, signal.SIGCONT)

    def profile(self, person: str) -> str:
        """What is stored of a person, as `waymark profile show` prints it."""
        return run_waymark("profile", "show", person, "--json")


class Visitor:
    """Somebody at the page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.say_box = page.get_by_role("textbox", name="Your message")
        self.state = page.get_by_role("status")

    def arrive(self) -> Visitor:
        self.page.goto(f"{self.url}/chat")
        return self

    def messages(self, who: str = "") -> list[str]:
        """The texts in the conversation without their buttons, of "bot", of "visitor" or of both."""
        found = self.page.locator(f"#log > .message{'.' + who if who else ''}")
        return list(found.evaluate_all(WITHOUT_CHOICES))

    def last(self) -> Locator:
        return self.page.locator("#log > .message.bot").last

    def answered(self) -> Visitor:
        """Waits until nothing is open any more."""
        expect(self.state).to_have_text("", timeout=SECONDS * 1000)
        return self

    def say(self, text: str) -> str:
        """Types and presses Enter; the answer's text."""
        before = self.page.locator("#log > .message.bot:not(#start)").count()
        self.say_box.fill(text)
        self.say_box.press("Enter")
        expect(self.page.locator("#log > .message.visitor").last).to_contain_text(text.strip()[:40])
        self.answered()
        return "\n".join(self.messages("bot")[before:])

    def choose(self, title: str) -> None:
        """Presses a button of the newest message with the mouse."""
        self.page.locator(".choices").last.get_by_role("button", name=title).click()
        self.answered()

    @property
    def person(self) -> str:
        """The visitor's id, as the server signed it."""
        token: str = self.page.evaluate("localStorage.getItem('waymark.session')")
        return token.rsplit(".", 1)[0]


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    from extensions.training import train_if_needed

    home = tmp_path_factory.mktemp("web-home")
    model = train_if_needed(print)
    port = choose_port(None)
    with local_server(customer_site(f"http://127.0.0.1:{port}")) as customer:
        own = {
            "WAYMARK_HOME": str(home),
            "WAYMARK_DATABASE_URL": f"sqlite:///{home / 'waymark.db'}",
            "WAYMARK_TRACKER_URL": f"sqlite:///{home / 'conversations.db'}",
            "WAYMARK_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "WAYMARK_WEB_ORIGINS": customer,
        }
        with pytest.MonkeyPatch.context() as environment, Children(ROOT) as children:
            for name, value in own.items():
                environment.setenv(name, value)
            yield Web(start(children, port, model, options=OPTIONS), home, customer)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("There is no chromium: `apt-get install chromium` (make web-test does it where it can).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


Contexts = Callable[..., BrowserContext]


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Contexts]:
    """Makes browsers without a past. Fails the test where one asked for anything outside this machine, or where a
    script failed or opened a dialog."""
    made: list[BrowserContext] = []
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("websocket", lambda socket: note(socket.url))

    def note(url: str) -> None:
        if not url.startswith(OPEN_ADDRESS):
            wrong.append(f"request: {url}")

    def make(**settings: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 860}, **settings})
        context.set_default_timeout(SECONDS * 1000)
        context.on("request", lambda request: note(request.url))
        context.on("page", watch)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert wrong == []


@pytest.fixture
def visitor(web: Web, contexts: Contexts) -> Visitor:
    """Somebody new, at the page."""
    return Visitor(contexts().new_page(), web.url).arrive()


def link_in(text: str) -> str:
    """The report's link in a text."""
    found = re.search(r"http://\S+/report/\S+", text)
    assert found, text
    return found[0]
