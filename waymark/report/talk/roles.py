"""Answers about the two roles and about single skills: own words, figures with their source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from waymark.catalogue import ESSENTIAL, POOLED, Catalogue, Fact
from waymark.report.messages import Message
from waymark.report.talk.words import HOW_SHARED, asked_for, joined, name_of, percent, role_name, source_line, span

MAX_FACTS = 3
# Words that point to a finer topic than the intent does.
TOPIC_WORDS = (
    ("together", r"\b(?:together|support|hand over|handover|collaborat\w+|depend on each|work with each)\b"),
    ("experience", r"\b(?:years? of experience|experience|junior|entry.level|senior)\b"),
    ("hourly", r"\b(?:hourly|(?:per|an|by the|each) hour)\b"),
    ("maths", r"\b(?:math\w*|algebra|calculus)\b"),
)


def about(topic: str, role: str | None, catalogue: Catalogue, text: str = "") -> tuple[Message, ...]:
    """What the catalogue's facts say on a topic; facts on the role that was asked about come first."""
    finer = next((t for t, words in TOPIC_WORDS if re.search(words, text, re.I) and _facts(t, role, catalogue)), None)
    facts = _facts(finer or topic, role, catalogue)
    if not facts:
        return (Message("I have no figure or statement with a source on that, so I say nothing rather than guess."),)
    sources = dict.fromkeys(f.source for f in facts if f.source in catalogue.sources)
    lines = [f.text for f in facts] + [
        source_line(catalogue.sources[s]) for s in sources if catalogue.sources[s].sample_size
    ]
    return (Message("\n".join(lines), data={"topic": finer or topic, "sources": list(sources)}),)


def _facts(topic: str, role: str | None, catalogue: Catalogue) -> list[Fact]:
    on_topic = [f for f in catalogue.facts if f.topic == topic]
    if role is None:
        return on_topic[:MAX_FACTS]
    return [f for f in on_topic if f.role in (role, "")][:MAX_FACTS]


def requirements(role: str, catalogue: Catalogue, named: Sequence[str] = ()) -> Message:
    """The skills that a role asks for, most asked first; skills that the question names are answered first."""
    rows = sorted(catalogue.requirements_of(role), key=lambda r: -r.weight)
    essential = [r for r in rows if r.kind == ESSENTIAL][:10]
    optional = [r for r in rows if r.kind != ESSENTIAL][:6]
    lines = [f"{name_of(s, catalogue)}: {asked_for(s, catalogue) or 'no figure in my evidence'}." for s in named[:3]]
    listed = [f"{name_of(r.skill, catalogue)} ({percent(r.weight)})" for r in essential]
    lines.append(f"A {role_name(role, catalogue)} is most often asked for: {', '.join(listed)}.")
    if optional:
        lines.append(f"Often welcome too: {', '.join(name_of(r.skill, catalogue) for r in optional)}.")
    example = next((e for e in catalogue.evidence if e.role == role and e.source == POOLED), None)
    if example:
        lines.append(
            f"The shares come from {example.postings:,} postings, {span(example.year_from, example.year_to)} "
            f"(each a {HOW_SHARED}); newer ones may differ."
        )
    return Message("\n".join(lines), data={"role": role, "requirements": [r.skill for r in rows]})


def sources(catalogue: Catalogue) -> Message:
    """Where the figures come from, how many there are and how old they are."""
    rows = list(catalogue.sources.values())
    feeds = [s for s in rows if s.kind == "postings"]
    pooled = catalogue.sources.get("postings")
    size = f", {pooled.sample_size:,} of them with their full text" if pooled and pooled.sample_size else ""
    years = span(min(s.year_from for s in feeds), max(s.year_to for s in feeds))
    surveys = [f"{s.title} (n = {s.sample_size:,})" for s in rows if s.kind == "people" and s.sample_size]
    return Message(
        f"I make nothing up and guess no numbers. What is asked for comes from job postings collected in {years}{size}; "
        f"what people in these jobs do and like from surveys: {joined(surveys)}. "
        "With each figure I say its source, year and number. They are some years old, so newer habits are not in them. "
        "The collections are public ones, mostly in English; the salaries are of the United States, and for most of the "
        "other postings the country is not recorded. Hours of study are this project's own estimates, not measured.",
        data={"sources": [s.id for s in rows]},
    )


def hours_source() -> Message:
    """How hours and weeks come about."""
    return Message(
        "Hours of study are this project's own estimates, not measured: each skill has its hours from level to level, and what you "
        "know already, or know something near to, shortens them. The weeks are those hours divided by your hours a week."
    )


def skill(skill_id: str, catalogue: Catalogue, where: bool = True) -> Message:
    """What a skill is, why it matters, how often it is asked for and, if `where`, a place to learn it."""
    it = catalogue.skills[skill_id]
    lines = [f"{it.preferred_label}: {it.description}", it.why]
    figures = asked_for(it.id, catalogue)
    if figures:
        lines.append(f"It is {figures}.")
    else:
        lines.append("My evidence has no figure for it, so it does not count for or against a path.")
    free = min((r for r in catalogue.resources_for(it.id) if r.free), key=lambda r: (r.level, r.hours), default=None)
    if free and where:
        lines.append(f"To learn it: {free.title} ({free.publisher}, free), {free.url}")
    return Message("\n".join(line for line in lines if line), data={"skill": it.id})


def which_skill(unknown: Sequence[str], thing: str = "") -> Message:
    """No skill was named that the catalogue has; `thing` is what was named instead."""
    if unknown:
        return Message(
            f"My catalogue has no entry for {joined(unknown[:3], 'or')}, so I can't explain it with figures. I noted it for whoever looks after the catalogue."
        )
    if thing:
        return Message(
            f'"{thing}" is not in my catalogue, so I explain nothing I could not back up. It has the skills and tools that job '
            "postings name, such as statistics or Docker."
        )
    return Message('Which skill do you mean? Name it, for example "what is Docker?" or "why does statistics matter?".')
