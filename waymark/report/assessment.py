"""The report on a person: Markdown, and one HTML file that needs nothing else. JSON is `waymark.codec`'s matter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader

from waymark.assessment import Assessment
from waymark.catalogue import Catalogue
from waymark.change import Change
from waymark.profile import Profile
from waymark.report.chart import text_bars
from waymark.report.talk.words import name_of, statement
from waymark.report.view import verdict_line, view

MARKDOWN_SIGNS = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|"})


def report_html(assessment: Assessment, catalogue: Catalogue, change: Sequence[Change] | None = None) -> str:
    """One self-contained HTML file. Every value is escaped; only http(s) addresses become links."""
    return _templates().get_template("report.html.j2").render(**view(assessment, catalogue, change))


def report_markdown(assessment: Assessment, catalogue: Catalogue, change: Sequence[Change] | None = None) -> str:
    """The same as Markdown; what a person wrote cannot become markup."""
    values = view(assessment, catalogue, change) | {"bars": text_bars(assessment, catalogue)}
    return _templates().get_template("report.md.j2").render(**values)


def profile_markdown(profile: Profile, latest: Assessment | None, catalogue: Catalogue) -> str:
    """What is stored about a person, in short."""
    if profile.is_empty and not profile.unknown and latest is None:
        return f"Nothing is stored about {profile.person}.\n"
    lines = [f"Stored about {profile.person}:"]
    lines += [f"- {statement(s, catalogue)}" for s in profile.skills.values()]
    lines += [f"- {i.attitude.value}s {name_of(i.activity, catalogue)}" for i in profile.interests.values()]
    lines += [f"- noted, not scored: {', '.join(profile.unknown)}"] if profile.unknown else []
    lines += [f"- {profile.hours_per_week:g} hours a week to study"] if profile.hours_per_week else []
    if latest:
        lines += [
            "",
            f"Latest advice ({latest.at:%Y-%m-%d}): {verdict_line(latest, catalogue)}",
            "",
            text_bars(latest, catalogue),
        ]
    return "\n".join(lines) + "\n"


@cache
def _templates() -> Environment:
    """HTML is escaped by jinja2 itself, Markdown by the filter `plain`."""
    environment = Environment(
        loader=PackageLoader("waymark.report"),
        autoescape=lambda name: bool(name and name.endswith(".html.j2")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = plain
    environment.filters["web"] = web
    return environment


def plain(text: Any) -> str:
    """Text that Markdown shows as it is."""
    return " ".join(str(text).split()).translate(MARKDOWN_SIGNS)


def web(address: str) -> str:
    """The address if it is one of the web, else nothing: no `javascript:` ever becomes a link."""
    return address if address.startswith(("https://", "http://")) and not set(address) & set("\"'<> \n") else ""
