"""The App Home: what is stored about the person who opens it, and the next step. Nobody else can see it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from extensions.console_cards import bar
from extensions.remote_action import ask_actions
from extensions.slack_blocks import BAR, Block, choices, section
from extensions.slack_place import DIRECT, Place
from extensions.slack_text import escape, split
from waymark.app import read_catalogue
from waymark.report.messages import payload

INTRODUCTION = (
    "I help you find out whether *Data Scientist* or *Machine Learning Engineer* suits you, what you are missing and "
    "how to learn it. Write to me under _Messages_, mention me in a channel, or use `/waymark`."
)
NOT_AT_HAND = "Your profile cannot be read at the moment. Please open this page again in a minute."
BUTTONS = (
    ("Advise me", "start_advice"),
    ("What am I missing?", "ask_gaps"),
    ("Make a plan", "ask_plan"),
    ("How is my data used?", "ask_privacy"),
    ("Delete my data", "delete_my_data"),
)
SHOWN = 3  # gaps


async def stored(app: Any, person: str) -> Mapping[str, Any] | None:
    """All that the action server has about a person (`waymark.adviser.export`); None where it gives no answer."""
    status, content = await ask_actions(app, "GET", f"/export/{quote(person, safe='')}")
    found = json.loads(content) if status == 200 else None
    return found if isinstance(found, Mapping) else None


def home_view(place: Place, export: Mapping[str, Any] | None) -> dict[str, Any]:
    """The page as `views.publish` takes it."""
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "Waymark"}}, section(INTRODUCTION)]
    if export is None:
        return _view([*blocks, section(NOT_AT_HAND)])
    blocks += [{"type": "divider"}, *_texts("Your profile", _profile(export.get("profile") or {}))]
    if advice := _latest(export):
        blocks += _texts("Where you stand", _standing(advice))
    blocks += _texts("Next step", [_next_step(export)])
    offered = [{"title": title, "payload": payload(intent)} for title, intent in BUTTONS]
    return _view(
        [*blocks, {"type": "divider"}, *choices(offered, Place(DIRECT, place.team, place.user, place.user), False)]
    )


def _view(blocks: list[Block]) -> dict[str, Any]:
    return {"type": "home", "blocks": blocks}


def _texts(title: str, lines: list[str]) -> list[Block]:
    return [section(piece) for piece in split("\n".join([f"*{title}*", *lines]))]


def _profile(profile: Mapping[str, Any]) -> list[str]:
    skills = profile.get("skills") or []
    has = [_skill(s) for s in skills if s.get("polarity") == "has"]
    others = [_label(s["skill"]) for s in skills if s.get("polarity") != "has"]
    likes = [_label(i["activity"]) for i in profile.get("interests") or [] if i.get("attitude") == "like"]
    rows = [("Knows", has), ("Not yet, or wants to learn", others), ("Likes", likes)]
    lines = [f"\u2022 {name}: {escape(', '.join(items))}" for name, items in rows if items]
    return lines or [
        "Nothing stored yet. Tell me what you know, for example: \u201cI know Python well and some SQL\u201d."
    ]


def _skill(statement: Mapping[str, Any]) -> str:
    level = statement.get("level")
    return f"{_label(statement['skill'])} ({level})" if level else _label(statement["skill"])


def _latest(export: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The newest advice, which an export has last."""
    assessments = export.get("assessments") or []
    return (assessments[-1].get("assessment") or None) if assessments else None


def _standing(advice: Mapping[str, Any]) -> list[str]:
    ready = advice.get("readiness") or {}
    width = max((len(_role(role)) for role in ready), default=0)
    rows = [f"{_role(role):<{width}}  {bar(share, BAR)} {share:4.0%}" for role, share in ready.items()]
    return ["What each role's postings ask for, and you hold:", "```" + "\n".join(rows) + "```"] if rows else []


def _next_step(export: Mapping[str, Any]) -> str:
    """The most useful thing to do now, from what is known."""
    advice = _latest(export)
    if advice is None:
        known = (export.get("profile") or {}).get("skills")
        return "Press _Advise me_ for your first advice." if known else "Tell me about your skills and interests."
    path = advice.get("recommendation")
    gaps = (advice.get("gaps") or {}).get(path) or []
    if gaps:
        named = escape(", ".join(str(gap["name"]) for gap in gaps[:SHOWN]))
        return f"For {escape(_role(path))}, learn first: {named}. _Make a plan_ puts them into weeks."
    question = (advice.get("next_question") or {}).get("text")
    return f"One more answer would help most: {escape(str(question))}" if question else "Press _Make a plan_."


@cache
def _labels() -> Mapping[str, str]:
    found = read_catalogue()
    return {
        **{key: skill.preferred_label for key, skill in found.skills.items()},
        **{key: activity.label for key, activity in found.activities.items()},
        **{key: role.label for key, role in found.roles.items()},
    }


def _label(key: str) -> str:
    return _labels().get(key, key)


def _role(key: object) -> str:
    return _label(str(key))
