"""How long it is kept: what is said is what the nightly removal does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.conftest import Conversation

Talk = Callable[..., Conversation]
ASKED = "for how long do you keep it?"


@pytest.mark.parametrize("days", ["365", "365.0", " 365 "])
def test_a_limit_is_said(talk: Talk, monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    monkeypatch.setenv("WAYMARK_RETENTION_DAYS", days)
    assert "if you stay away for 365 days" in talk().say("ask_privacy", ASKED)


@pytest.mark.parametrize("days", ["abc", "0", "-3", "nan", ""])
def test_a_setting_that_is_no_number_of_days_is_no_limit(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    monkeypatch.setenv("WAYMARK_RETENTION_DAYS", days)
    said = talk().say("ask_privacy", ASKED)
    assert "no other limit is set" in said
    assert "days" not in said
