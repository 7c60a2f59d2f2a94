"""HTML, scripts and `javascript:` links do nothing, whoever writes them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.web.conftest import Visitor

ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "<a href='javascript:alert(1)'>python</a>",
    "![x](http://evil.example/x.png)",
    'https://evil.example/"onmouseover=alert(1)//',
    "I know <b>Python</b> and <iframe src=//evil.example></iframe>",
)
ELEMENTS = "script, img, svg, iframe, object, embed, form, style, link, meta"
FORBIDDEN = f"#log :is({ELEMENTS}, [onerror], [onload], [onmouseover])"


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_visitor_writes_stays_text(visitor: Visitor, attack: str) -> None:
    visitor.say(attack)
    assert attack in visitor.page.locator("#log > .message.visitor").last.inner_text()
    assert visitor.page.locator(FORBIDDEN).count() == 0
    assert visitor.page.locator("#log .visitor a").count() == 0
    visitor.page.reload()
    visitor.page.locator("#log > .message.visitor").wait_for()
    assert visitor.page.locator(FORBIDDEN).count() == 0


def drawn(visitor: Visitor, message: dict[str, Any]) -> dict[str, Any]:
    """How the page draws a message of the bot: its elements' names, its links and its text."""
    script = """async (raw) => {
      const { content } = await import("/web/cards.js");
      const box = document.createElement("div");
      box.append(...content(JSON.parse(raw)));
      document.body.append(box);
      const all = [...box.querySelectorAll("*")];
      return { tags: all.map((e) => e.localName), text: box.innerText,
               links: all.filter((e) => e.href).map((e) => e.href),
               handlers: all.flatMap((e) => e.getAttributeNames()).filter((n) => n.startsWith("on")) };
    }"""
    return dict(visitor.page.evaluate(script, json.dumps(message)))


STEP = {"name": "<img src=x onerror=alert(1)>", "url": "javascript:alert(1)", "title": "<b>x</b>"}
GAP = {"name": "<script>alert(1)</script>", "have": "<i>", "need": "<i>", "hours": 1, "gain": 0.1}
FIT = {"ds": {"value": 0.5, "low": 0.1, "high": 0.9}}
BAD_DATA = (
    {"kind": "report", "url": "javascript:alert(1)"},
    {"kind": "report", "url": "data:text/html,<script>alert(1)</script>"},
    {"kind": "plan", "steps": [{**STEP, "hours": 1, "week_from": 1, "week_to": 2}]},
    {"kind": "gaps", "gaps": [GAP]},
    {"kind": "recommendation", "labels": {"ds": "<svg onload=alert(1)>"}, "fit": FIT, "readiness": {"ds": 0.5}},
    {"kind": "recommendation", "fit": None, "readiness": {"ds": 7}},
    {"kind": "constructor"},
    {"kind": "__proto__"},
    {"kind": ["plan"], "steps": 5},
)


@pytest.mark.parametrize("custom", BAD_DATA, ids=str)
@pytest.mark.parametrize("text", ["before\n- <img src=x onerror=alert(1)> javascript:alert(1)\nafter"])
def test_what_the_bot_says_stays_text_too(visitor: Visitor, custom: dict[str, Any], text: str) -> None:
    found = drawn(visitor, {"text": text, "custom": custom})
    assert set(found["tags"]) <= {"p", "ul", "ol", "li", "a", "br", "div", "span"}
    assert found["handlers"] == []
    assert [link for link in found["links"] if not link.startswith(("http://", "https://"))] == []
    assert found["text"].strip(), "a message is never drawn as nothing"


def test_addresses_of_the_web_become_links_that_tell_nothing_about_us(visitor: Visitor) -> None:
    text = "See https://example.org/a(b)?x=1&y=2. And http://example.org/c, too"
    found = drawn(visitor, {"text": text, "custom": {}})
    assert found["links"] == ["https://example.org/a(b)?x=1&y=2", "http://example.org/c"]
