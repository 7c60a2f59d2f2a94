"""Ten people from "hello" to a plan: what is said, what is stored, and that both agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.conversations.judging import gap_ids, held, recommendation, roles_judged
from tests.harness import Bot, words
from waymark.app import read_catalogue

LABEL = {"ds": "data scientist", "mle": "machine learning engineer"}


@dataclass(frozen=True)
class Visitor:
    """What a person says between the greeting and the questions, and what must come of it."""

    name: str
    lines: tuple[str, ...]
    verdicts: set[str]
    holds: tuple[str, ...]  # skills stored as held; none of them may be a gap if said at an advanced level
    lacks: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    not_gaps: tuple[str, ...] = ()
    hours: float = 6.0


VISITORS = (
    Visitor(
        "a market researcher",
        (
            "I do surveys and statistics for a living, R advanced, 6 years, SPSS too",
            "SQL intermediate. no Docker, no cloud",
            "I love explaining findings to managers",
        ),
        {"ds"},
        ("r", "spss", "sql"),
        ("docker",),
        ("python",),
        ("r", "spss"),
        4,
    ),
    Visitor(
        "a platform engineer",
        (
            "Kubernetes, Docker, Terraform and AWS are my daily work, all advanced",
            "Python advanced, Go advanced, CI/CD advanced",
            "no statistics, never trained a model",
            "I like building systems that run",
        ),
        {"mle"},
        ("kubernetes", "docker", "terraform", "aws", "python"),
        ("statistics",),
        ("machine-learning",),
        ("docker", "kubernetes", "python"),
        8,
    ),
    Visitor(
        "a physics graduate",
        (
            "just finished my physics degree",
            "Python advanced, numpy and matplotlib advanced, statistics advanced, mathematics advanced",
            "no SQL, no Docker",
            "I enjoy finding patterns and writing up results",
        ),
        {"ds", "both"},
        ("python", "numpy", "statistics", "mathematics"),
        ("sql", "docker"),
        ("sql",),
        ("python", "statistics", "mathematics"),
        10,
    ),
    Visitor(
        "a baker",
        ("I bake bread. I have never programmed and I do not know statistics", "Excel a bit for the orders"),
        {"not_yet", "unknown", "ds"},
        ("excel",),
        (),
        (),
        (),
        3,
    ),
    Visitor(
        "a machine learning engineer who wants to be sure",
        (
            "PyTorch advanced, TensorFlow advanced, Docker advanced, Kubernetes advanced, MLOps advanced",
            "Python advanced, model deployment advanced, CI/CD advanced",
            "I prefer production code over analysis",
        ),
        {"mle"},
        ("pytorch", "docker", "kubernetes", "mlops"),
        (),
        (),
        ("pytorch", "docker", "python", "model-deployment"),
        5,
    ),
    Visitor(
        "an economist",
        (
            "Stata advanced, econometrics advanced, causal inference advanced",
            "R intermediate, SQL beginner, no Python",
            "I like A/B tests and reports",
        ),
        {"ds"},
        ("stata", "r", "sql"),
        ("python",),
        ("python",),
        ("causal-inference",),
        6,
    ),
    Visitor(
        "a web developer",
        (
            "JavaScript 5 years, React, Node.js, REST APIs advanced",
            "Docker advanced, AWS advanced, git advanced, testing advanced",
            "Python beginner, machine learning none",
            "I love shipping production code",
        ),
        {"mle"},
        ("javascript", "react", "docker", "python"),
        ("machine-learning",),
        ("machine-learning",),
        ("docker", "git"),
        7,
    ),
    Visitor(
        "a business analyst",
        (
            "SQL advanced 4 years, Tableau advanced, Excel advanced",
            "no machine learning, no Python",
            "I love data storytelling and talking with stakeholders",
        ),
        {"ds"},
        ("sql", "tableau", "excel"),
        ("python", "machine-learning"),
        ("python",),
        ("sql", "tableau"),
        5,
    ),
    Visitor(
        "somebody who corrects themselves",
        (
            "I know Hadoop, Spark and Scala, all advanced",
            "actually I don't know Hadoop",
            "Python advanced, Docker advanced, Airflow advanced",
            "no statistics",
            "I like building pipelines",
        ),
        {"mle", "both"},
        ("spark", "scala", "python", "docker"),
        ("hadoop", "statistics"),
        (),
        ("python", "docker"),
        9,
    ),
    Visitor(
        "a bioinformatician",
        (
            "R advanced and Python advanced, statistics advanced, machine learning intermediate",
            "Linux and git intermediate, SQL none",
            "no Kubernetes",
            "analysis is what I like; on-call duty I dislike",
        ),
        {"ds", "both"},
        ("r", "python", "statistics", "machine-learning"),
        ("sql", "kubernetes"),
        ("sql",),
        ("r", "python", "statistics"),
        6,
    ),
)


@pytest.mark.parametrize("visitor", VISITORS, ids=lambda v: v.name.replace(" ", "-"))
def test_from_greeting_to_plan(visitor: Visitor, bot: Bot, person: str) -> None:
    replies = bot.talk(person, "hello", *visitor.lines, "which path fits me?", "why?", "what are my gaps?")
    advice, gaps = replies[-3], replies[-1]
    plan = bot.say(person, f"make a plan, {visitor.hours:g} hours a week")
    document = bot.profile(person)
    story = f"{words(replies)}\n{words([plan])}"

    stored = held(document)
    assert all(stored.get(s, {}).get("polarity") == "has" for s in visitor.holds), (stored, story)
    assert all(stored.get(s, {}).get("polarity") == "lacks" for s in visitor.lacks), (stored, story)
    verdict = recommendation(document)
    assert verdict in visitor.verdicts, (verdict, story)
    if verdict in LABEL:
        assert LABEL[verdict] in advice.text.lower(), story
    named = gap_ids(document, roles_judged(document))
    assert set(visitor.gaps) <= named, (named, story)
    assert not set(visitor.not_gaps) & named, (named, story)

    labels = {skill.id: skill.preferred_label for skill in read_catalogue().skills.values()}
    shown = [skill for skill in named if labels[skill].lower() in gaps.text.lower()]
    assert len(shown) >= 3, story  # what is said is what is stored
    assert document["profile"]["hours_per_week"] == visitor.hours, story
    assert re.search(r"\bweeks? \d", plan.text), story
    assert not [
        s for s in visitor.not_gaps if re.search(rf"^- weeks? [^:]*: {re.escape(labels[s])},", plan.text, re.M)
    ], story
