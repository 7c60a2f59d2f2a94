"""Questions on the bot's own words and numbers are told from questions on skills and from other requests."""

import pytest

from waymark.meaning.terms import term_asked, thing_asked


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("what does 83 in 100 mean? a probability?", "fit"),
        ("what is 6 %, six percent of what?", "percent"),
        ("9 percent of what?", "percent"),
        ("you said 85 in 100, 100 what?", "fit"),
        ("what is n = 388? and 2021, isn't that old?", "count"),
        ("What does beginner mean exactly?", "levels"),
        ("what's the difference between beginner and intermediate?", "levels"),
        ("beginner, intermediate, advanced: what do they mean", "levels"),
        ("and what does likely between 33 and 98 mean", "range"),
        ("what does readiness mean?", "readiness"),
        ("can you explain what you mean by intermediate?", "levels"),
        ("I don't know what comfortable means", "levels"),
        ("is 6 % bad?", None),
        ("what is advanced SQL?", None),
        ("what does readiness mean? and what is missing?", None),
        ("I am a beginner", None),
    ],
)
def test_the_term_that_is_asked(text: str, term: str | None) -> None:
    assert term_asked(text) == term


@pytest.mark.parametrize(
    ("text", "thing"),
    [("what is overfitting?", "overfitting"), ("explain gradient descent", "gradient descent"), ("what is this?", None),
     ("what means production?", "production"), ("what do you mean?", None), ("which path?", None)],
)  # fmt: skip
def test_what_a_question_is_about_in_its_own_words(text: str, thing: str | None) -> None:
    assert thing_asked(text) == thing
