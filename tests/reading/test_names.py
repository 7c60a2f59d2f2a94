"""Names in every spelling."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("C++, C# and .NET", {"c++", "c#", "dotnet"}),
        ("CI/CD and A/B testing", {"ci-cd", "ab-testing"}),
        ("python,sql/r", {"python", "sql", "r"}),
        ("PYTHON AND TABLEAU", {"python", "tableau"}),
        ("scikitlearn, sci-kit learn or sklearn", {"scikit-learn"}),
        ("tensor flow and light gbm", {"tensorflow", "lightgbm"}),
        ("k8s, tf, nlp", {"kubernetes", "tensorflow", "nlp"}),
        ("🐍 python 🔥 docker", {"python", "docker"}),
        ("python3 and SQL", {"python", "sql"}),
        ("tf/keras", {"tensorflow", "keras"}),
    ],
)
def test_a_name_is_found_in_any_of_its_spellings(own, text, skills):
    assert set(own(text)) == skills


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("pyhton", "python"),
        ("kubernates", "kubernetes"),
        ("postgress", "postgresql"),
        ("tensroflow", "tensorflow"),
        ("airfow dags", "airflow"),
    ],
)
def test_a_misspelt_name_is_found(own, text, skill):
    assert skill in own(f"I use {text}")


@pytest.mark.parametrize(
    "text", ["I like pythons and plants", "the ship docked at noon", "she is swifter", "tablet and stable"]
)
def test_an_english_word_is_no_misspelling(own, text):
    assert own(text) == {}


def test_my_sql_is_not_mysql_and_no_sql_is_not_nosql(polarities):
    assert polarities("my SQL is fine, no sql elsewhere") == {"sql": "lacks"} or polarities("my SQL is fine") == {
        "sql": "has"
    }
    assert polarities("no sql") == {"sql": "lacks"}


def test_a_skill_may_be_described_without_its_name(own):
    assert {"sql", "docker", "deep-learning"} <= set(
        own("I can do joins and group by, write a Dockerfile, and trained a CNN")
    )


def test_regression_testing_is_testing(own):
    assert set(own("two years of regression testing")) == {"testing"}


def test_unknown_names_in_a_list_are_noted(read):
    assert read("python, sql and frobnic8").unknown == ("frobnic8",)


def test_unknown_names_are_bounded_and_no_addresses(read):
    words = read("python, " + ", ".join(f"zzqx{n}ab, sql" for n in range(40)) + ", me@example.org").unknown
    assert 0 < len(words) <= 10
    assert not any("@" in word for word in words)
