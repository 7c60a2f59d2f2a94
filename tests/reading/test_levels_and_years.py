"""How well and how long."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("out of ten: sql 9, python 6, docker 2", {"sql": "advanced", "python": "intermediate", "docker": "beginner"}),
        ("on a scale of 1 to 5: R 4, SQL 2", {"r": "advanced", "sql": "beginner"}),
        ("took a course on deep learning but never used it", {"deep-learning": "beginner"}),
        ("advanced Python, basic SQL", {"python": "advanced", "sql": "beginner"}),
        ("python strong docker weak", {"python": "advanced", "docker": "beginner"}),
        ("git, linux, bash: fine", {"git": "intermediate", "linux": "intermediate", "bash": "intermediate"}),
        ("SQL in my sleep", {"sql": "advanced"}),
        ("my Java is rusty", {"java": "beginner"}),
        ("I'm no beginner in SQL", {"sql": "intermediate"}),
        ("not an expert in Spark", {"spark": "intermediate"}),
        ("my stats isn't bad", {"statistics": "intermediate"}),
        ("statistics is not my strong suit", {"statistics": "beginner"}),
        ("took a course in deep learning", {"deep-learning": "beginner"}),
        ("learning PyTorch at the moment", {"pytorch": "beginner"}),
        ("Python 8/10, SQL 3/10", {"python": "advanced", "sql": "beginner"}),
        (
            "comfortable with pandas, numpy and matplotlib",
            {"pandas": "intermediate", "numpy": "intermediate", "matplotlib": "intermediate"},
        ),
        ("Python (expert), R (beginner)", {"python": "advanced", "r": "beginner"}),
        ("Python and SQL", {"python": None, "sql": None}),
    ],
)
def test_words_on_level_reach_their_skills(own, text, levels):
    assert {k: m.level.label if m.level is not None else None for k, m in own(text).items()} == levels


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3 years of Python and SQL", {"python": 3, "sql": 3}),
        ("python 2 yrs, sql, docker", {"python": 2, "sql": None, "docker": None}),
        ("18 months of Docker", {"docker": 1.5}),
        ("half a year of React", {"react": 0.5}),
        ("a decade of SAS", {"sas": 10}),
        ("Python since 2019", {"python": 7}),
        ("SPSS from 2012 to 2016", {"spss": 4}),
        ("nurse 9 yrs, excel", {"excel": None}),
        ("I'm 31 years old and know Python", {"python": None}),
        ("moved from Java to Python two years ago", {"java": None, "python": 2}),
        ("SQL (5 years), Python (2 years)", {"sql": 5, "python": 2}),
        ("four years of R, two of Python", {"r": 4, "python": 2}),
        ("python 5 years, no wait, 4 years", {"python": 4}),
        ("two and a half years of Scala", {"scala": 2.5}),
        ("I want to learn Rust in 2 years", {"rust": None}),
    ],
)
def test_years_are_tied_to_the_tool(own, text, years):
    assert {k: m.years for k, m in own(text).items()} == years
