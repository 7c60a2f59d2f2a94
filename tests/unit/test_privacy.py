"""What exactly is asked about one's own data is told apart, and from other questions."""

import pytest

from waymark.meaning.privacy import asks_about_data, topics_asked
from waymark.report.talk.own_data import privacy


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("can my employer see this? do you sell it or train a model on it?", {"readers", "sold", "trained"}),
        ("where is it stored, who can read it, and for how long?", {"readers", "place", "time"}),
        ("is this conversation gone too? what's still stored", {"left"}),
        ("do you sell my data", {"sold"}),
        ("do you pass my data on to recruiters", {"readers"}),
        ("what do you do with what I type?", set()),
        ("do you store what I write", set()),
    ],
)
def test_the_topics_of_a_question(text: str, topics: set[str]) -> None:
    assert set(topics_asked(text)) == topics


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("before I say anything, what do you do with what I type?", True),
        ("can my employer see this?", True),
        ("what's still stored", True),
        ("can I train a model with what I know?", False),
        ("I store data in Postgres", False),
        ("will an employer see that I know SQL from my CV?", False),
        ("what do I do with what I learned?", False),
    ],
)
def test_a_question_on_ones_data_is_heard(text: str, asks: bool) -> None:
    assert asks_about_data(text) is asks


def test_how_long_it_is_kept_depends_on_the_settings() -> None:
    assert "365 days" in privacy(("time",), "365").text
    assert "no other limit" in privacy(("time",)).text


def test_what_is_left_depends_on_whether_anything_is_stored() -> None:
    assert "nothing on your skills" in privacy(("left",), gone=True).text
    assert "all still here" in privacy(("left",)).text
