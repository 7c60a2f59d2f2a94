"""What somebody likes doing."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I love cleaning data and hate meetings", {"data-cleaning": "like", "meetings": "dislike"}),
        ("Being on call? Over my dead body.", {"on-call": "dislike"}),
        ("Cloud? No.", {}),
        ("dashboards bore me", {"dashboards": "dislike"}),
        ("presenting results is my favourite part", {"presenting": "like"}),
        ("hand me a messy csv and I forget to eat", {"data-cleaning": "like"}),
        ("making a query 10x faster makes my day", {"performance-optimization": "like"}),
        ("being paged at 3am is not for me", {"on-call": "dislike"}),
        ("I would like to learn Docker", {}),
        ("I build dashboards", {}),
        ("I love Python", {}),
        ("my manager loves dashboards", {}),
        ("do you like statistics?", {}),
        ("I love drawing charts", {"data-visualization": "like"}),
        ("sketched a few nice little histograms last night, pure joy", {"data-visualization": "like"}),
        ("on-call I've had enough of", {"on-call": "dislike"}),
        ("maths, which I really enjoy", {"mathematics": "like"}),
        ("models interest me", {"model-building": "like"}),
        ("survival models are what I use", {}),
        (
            "I enjoy puzzles, business puts me to sleep",
            {"problem-solving": "like", "business-problems": "dislike"},
        ),
        ("looks like robotics to me", {}),
    ],
)
def test_activities_are_liked_or_not(likes, text, expected):
    assert likes(text) == expected


def test_a_loved_topic_is_no_skill(own, likes):
    assert likes("I love machine learning") == {"machine-learning": "like"}
    assert own("I love machine learning") == {}


def test_a_loved_tool_is_a_skill(polarities):
    assert polarities("I love Python") == {"python": "has"}
