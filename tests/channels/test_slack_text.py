"""Text between people and Slack, and our messages as blocks within Slack's limits."""

from __future__ import annotations

import re

import pytest

from extensions.console_cards import EMPTY, FULL
from extensions.slack_blocks import answered, chosen, render
from extensions.slack_place import DIRECT, THREAD, Place, read_mark
from extensions.slack_settings import SlackSettings
from extensions.slack_text import incoming, mrkdwn, split
from tests.channels.fake_slack import check_blocks
from waymark.places import person_of

HERE = Place(DIRECT, "T1", "U1", "D1")
CHANNEL = Place(THREAD, "T1", "U1", "C1", "1.2")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("R&amp;D and C &lt; C++", "R&D and C < C++"),
        ("&amp;lt; stays", "&lt; stays"),
        ("<mailto:me@example.org|me@example.org>", "me@example.org"),
        ("I like <http://ASP.NET|ASP.NET> and <https://example.org/a>", "I like ASP.NET and https://example.org/a"),
        ("<@U0BOT> I know *Python*, `sql`", "I know Python, sql"),
        ("ask <@U2|ada> in <#C9|data> <!here>", "ask @ada in #data"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_what_slack_wraps_is_read_as_it_was_typed(written: str, meant: str) -> None:
    assert incoming(written, "U0BOT") == meant


@pytest.mark.parametrize(
    ("ours", "slack"),
    [
        ("R&D <!channel> a < b", "R&amp;D &lt;!channel&gt; a &lt; b"),
        (
            "**Plan** and [course](https://example.org/a?b=1&c=2)",
            "*Plan* and <https://example.org/a?b=1&amp;c=2|course>",
        ),
        ("See https://example.org/x.", "See <https://example.org/x>."),
        ("- one\n  - two", "\u2022 one\n  \u2022 two"),
        ("[click](javascript:alert(1))", "[click](javascript:alert(1))"),
    ],
)
def test_what_goes_out_is_mrkdwn_and_calls_nobody(ours: str, slack: str) -> None:
    assert mrkdwn(ours) == slack


def test_a_long_text_is_split_at_3000_characters_and_loses_nothing() -> None:
    text = mrkdwn(("word & <other> https://example.org/a " * 300) + "\n" + "x" * 7000 + "\n" + "line\n" * 900)
    pieces = split(text)
    assert len(pieces) > 5
    assert all(0 < len(piece) <= 3000 for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)
    for piece in pieces:  # neither an entity nor a link is cut
        assert not re.search(r"&[a-z]*$|<[^>]*$|^[a-z]*;", piece)


def test_five_choices_are_buttons_and_six_a_menu() -> None:
    buttons = [{"title": f"Choice {n}", "payload": f"/choose_{n}"} for n in range(6)]
    (few,) = render({"text": "Which?", "buttons": buttons[:5]}, HERE)
    (many,) = render({"text": "Which?", "buttons": buttons}, HERE)
    assert [e["value"] for e in few.blocks[-1]["elements"]] == [b["payload"] for b in buttons[:5]]
    (menu,) = many.blocks[-1]["elements"]
    assert menu["type"] == "static_select"
    assert [o["value"] for o in menu["options"]] == [b["payload"] for b in buttons]


def test_whatever_is_rendered_is_within_the_limits_of_slack() -> None:
    buttons = [{"title": "t" * 200, "payload": "/x" + "y" * 190} for _ in range(130)]
    posts = render({"text": "z & " * 60_000, "buttons": buttons, "custom": {"kind": "gaps"}}, HERE)
    assert len(posts) > 1
    assert [check_blocks(list(post.blocks), 50) for post in posts] == [""] * len(posts)
    assert all(len(post.text) <= 3000 for post in posts)


def test_a_recommendation_shows_fit_and_skills_as_aligned_bars() -> None:
    data = {
        "kind": "recommendation",
        "labels": {"ds": "Data Scientist", "mle": "Machine Learning Engineer"},
        "fit": {"ds": {"value": 0.75}, "mle": {"value": 0.25}},
        "readiness": {"ds": 0.5, "mle": 0.0},
    }
    (post,) = render({"text": "The path fits.", "custom": data}, HERE)
    rows = post.blocks[1]["text"]["text"].strip("`").splitlines()
    assert [rows[0], rows[3]] == ["Fit", "Held of what is asked for"]
    bars = [row for row in rows if row not in (rows[0], rows[3])]
    assert len({row.index(next(c for c in row if c in FULL + EMPTY)) for row in bars}) == 1, (
        "they begin below each other"
    )
    assert [row.rpartition(FULL)[2].strip(f"{EMPTY} ") for row in bars[:3]] == ["75 in 100", "25 in 100", "50 %"]
    assert bars[3].endswith("0 %")


def test_an_arrow_is_one() -> None:
    assert mrkdwn("ready 27 % -> 30 %") == "ready 27 % \u2192 30 %"


def test_only_what_is_about_jobs_in_general_is_public_in_a_channel() -> None:
    assert render({"text": "Your profile", "custom": {"kind": "profile"}}, CHANNEL)[0].private
    assert render({"text": "You said so."}, CHANNEL)[0].private
    assert not render({"text": "Roles differ.", "custom": {"kind": "text", "topic": "difference"}}, CHANNEL)[0].private


def test_a_mark_brings_back_place_and_owner() -> None:
    found = read_mark(CHANNEL.mark(once=True, unique="a1"))
    assert found
    assert (found.once, found.kind, found.thread, found.user) == (True, THREAD, "1.2", "U1")
    assert read_mark("somebody-elses-block") is None


def test_an_answer_stands_where_the_choices_were() -> None:
    (post,) = render({"text": "Which?", "buttons": [{"title": "Yes", "payload": "/affirm"}]}, HERE)
    blocks = answered(post.blocks, post.blocks[-1]["block_id"], chosen("Yes <b>"))
    assert [b["type"] for b in blocks] == ["section", "context"]
    assert blocks[-1]["elements"][0]["text"] == "You chose: *Yes &lt;b&gt;*"


def test_a_conversation_is_a_person_in_a_place_and_a_profile_the_persons() -> None:
    other = Place(THREAD, "T1", "U1", "C1", "9.9")
    assert len({HERE.conversation, CHANNEL.conversation, other.conversation}) == 3
    assert {person_of(p.conversation) for p in (HERE, CHANNEL, other)} == {"slack:T1:U1"}
    assert person_of("anybody#else") == "anybody#else"


def test_without_settings_there_is_no_slack_and_half_of_them_are_told() -> None:
    assert not SlackSettings.of({}).is_complete
    assert not SlackSettings.of({}).missing
    half = SlackSettings.of({"SLACK_BOT_TOKEN": "xoxb-1"})
    assert not half.is_complete
    assert "SLACK_SIGNING_SECRET" in half.missing
    whole = SlackSettings.of(
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": "http://x/api"}
    )
    assert whole.is_complete
    assert whole.api_url == "http://x/api/"
    assert "xoxb" not in repr(whole)
