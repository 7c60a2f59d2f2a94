"""Three of the ten conversations, held in a real browser: they leave what the bare channel leaves.

`tests/channels/test_same_everywhere.py` compares the channels for all ten.
"""

from __future__ import annotations

import pytest

from tests.channels.test_same_everywhere import HELD, OnThePage, stored
from tests.web.conftest import Visitor, Web

NAMES = ("is interviewed by buttons", "writes in many lines", "asks to be forgotten and stays")


@pytest.mark.parametrize("name", NAMES)
def test_a_conversation_in_the_browser_leaves_what_it_leaves_without_one(web: Web, visitor: Visitor, name: str) -> None:
    (lines,) = [held["lines"] for held in HELD if held["name"] == name]
    bare = OnThePage(web.url)
    for turn in lines:
        bare.say(turn)
        if isinstance(turn, str):
            visitor.say(turn)
        else:
            visitor.page.locator("#log .choices button").nth(turn["press"] - 1).click()
            visitor.answered()
    bare.leave()
    left = stored(visitor.person)
    assert left == stored(bare.person)
    assert len(visitor.messages("visitor")) >= 2
