"""A README is told from a CV and from an advertisement."""

from __future__ import annotations

from pathlib import Path

import pytest

from waymark.meaning.documents import is_about_program

README = """# Word count

This repository holds a small tool that counts words. Install it with pip install wordcount.

## Usage

Run `wordcount FILE`; the percentage of unique words is printed.
"""
CV = """# Jane Miller

## Experience
Statistician, Acme 2018-2024: mixed models in R, dashboards in Shiny, [my blog](https://example.org)

## Skills
R (expert), SQL, Docker Compose, Git. This project is on GitHub.
"""
ADVERT = """# Data engineer

## Requirements
Python, Airflow, Docker Compose and Terraform; tests and builds in CI. [Apply here](https://example.org/jobs/1)
This role is remote, and our team is small. You build pipelines that others rely on.
"""


def test_a_readme_is_about_a_program() -> None:
    assert is_about_program(README)
    assert is_about_program((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", [CV, ADVERT, "pip install wordcount, ```", ""])
def test_what_is_of_a_person_or_a_job_is_not(text: str) -> None:
    assert not is_about_program(text)
