"""Questions on the bot's own words and numbers are told from questions on skills and from other requests."""

import pytest

from waymark.meaning.terms import term_asked


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("what does 83 in 100 mean? a probability?", "fit"),
        ("what is 6 %, six percent of what?", "percent"),
        ("9 percent of what?", "percent"),
        ("what is n = 388? and 2021, isn't that old?", "count"),
        ("What does beginner mean exactly?", "levels"),
        ("what's the difference between beginner and intermediate?", "levels"),
        ("beginner, intermediate, advanced: what do they mean", "levels"),
        ("and what does likely between 33 and 98 mean", "range"),
        ("what does readiness mean?", "readiness"),
        ("is 6 % bad?", None),
        ("what is advanced SQL?", None),
        ("what does readiness mean? and what is missing?", None),
        ("I am a beginner", None),
    ],
)
def test_the_term_that_is_asked(text: str, term: str | None) -> None:
    assert term_asked(text) == term
