"""What the shipped catalogue promises: breadth, names that can be found, and help for whatever can be missing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from waymark.catalogue import Catalogue
from waymark.meaning.plan_wording import finished
from waymark.skills import ProficiencyLevel
from waymark.storage.catalogue_files import read_catalogue
from waymark.storage.catalogue_items import CREDENTIALS, LEVELS

FOLDER = Path(__file__).parents[2] / "catalogue"

# Words that the owner of the product wants to be found by name, and the skill that each is.
WANTED = {
    "Java": "java",
    "Python": "python",
    "R": "r",
    "SQL": "sql",
    "database models": "data-modelling",
    "DigitalOcean": "digitalocean",
    "S3": "s3",
    "Spark": "spark",
    "Redshift": "redshift",
    "mathematics and analysis": "mathematics",
    "statistical models": "statistics",
    "data sets": "data-cleaning",
    "distributed data": "big-data",
    "Hadoop": "hadoop",
    "MySQL": "mysql",
    "Hive": "hive",
    "Gurobi": "gurobi",
    "deep neural networks": "deep-learning",
    "computer vision": "computer-vision",
    "MATLAB": "matlab",
    "distributed systems": "distributed-systems",
    "real-time data load": "streaming",
}
# Forms that are also everyday words, names or other things: only the context tells.
AMBIGUOUS = (
    "r c go spark hive excel java rust swift julia scala access word tableau redshift pandas python cv node react "
    "shiny dash ray ruby oracle snowflake"
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(FOLDER)


def test_it_holds_at_least_200_skills_and_600_forms(catalogue: Catalogue) -> None:
    assert len(catalogue.skills) >= 200
    assert len(catalogue.aliases) >= 600
    assert len({alias.form.casefold() for alias in catalogue.aliases}) == len(catalogue.aliases)


@pytest.mark.parametrize(("words", "skill"), WANTED.items())
def test_the_wanted_skills_are_found_by_these_very_words(catalogue: Catalogue, words: str, skill: str) -> None:
    assert catalogue.find(words) == skill


def test_every_name_in_the_evidence_leads_to_a_skill_or_an_activity(catalogue: Catalogue) -> None:
    names = catalogue.evidence_names
    skills = {name for name, ids in names.items() if set(ids) <= set(catalogue.skills)}
    activities = {name for name in names if name.startswith("ACT:")}
    assert len(skills - activities) >= 177
    assert len(activities) == 6
    assert all(set(names[name]) <= set(catalogue.activities) for name in activities)


def test_every_skill_has_a_form_to_be_read_by_except_degrees(catalogue: Catalogue) -> None:
    read = {alias.skill for alias in catalogue.aliases}
    unread = {skill.id for skill in catalogue.skills.values() if skill.id not in read}
    assert unread == {skill.id for skill in catalogue.skills.values() if skill.group == CREDENTIALS}


@pytest.mark.parametrize("word", AMBIGUOUS.split())
def test_words_with_another_meaning_wait_for_their_context(catalogue: Catalogue, word: str) -> None:
    assert [alias.match for alias in catalogue.aliases if alias.form.casefold() == word] == ["context"]


def test_labels_and_ids_are_found_as_themselves(catalogue: Catalogue) -> None:
    for skill in catalogue.skills.values():
        assert catalogue.find(skill.id) == catalogue.find(skill.preferred_label) == skill.id


def test_an_id_that_is_a_skill_and_a_topic_says_the_same_thing(catalogue: Catalogue) -> None:
    """They may share an id, because statements about skills and about likes are kept apart."""
    for shared in set(catalogue.skills) & set(catalogue.activities):
        assert catalogue.find(catalogue.activities[shared].label) == shared


def test_forms_of_activities_belong_to_one_activity(catalogue: Catalogue) -> None:
    forms = [form.casefold() for activity in catalogue.activities.values() for form in activity.forms]
    assert len(forms) == len(set(forms))


def needed_steps(catalogue: Catalogue) -> set[tuple[str, ProficiencyLevel]]:
    """Every step that a plan can hold: what the roles require, and what has to be learned before."""
    steps = {(r.skill, level) for r in catalogue.requirements for level in LEVELS if level <= r.level}
    while True:
        before = {
            (p.requires, level)
            for p in catalogue.prerequisites
            for level in LEVELS
            if p.kind == "prerequisite" and (p.skill, p.level) in steps and level <= p.requires_level
        }
        if before <= steps:
            return steps
        steps |= before


def test_whatever_can_stand_in_a_plan_can_be_learned_shown_and_asked(catalogue: Catalogue) -> None:
    steps = needed_steps(catalogue)
    taught = {(resource.skill, resource.level) for resource in catalogue.resources}
    taught |= {(skill, ProficiencyLevel.ADVANCED) for skill, level in taught if level is ProficiencyLevel.INTERMEDIATE}
    assert steps <= taught  # one may become advanced with what an intermediate works through
    assert steps <= {(project.skill, project.level) for project in catalogue.projects}
    assert {skill for skill, _ in steps} <= {skill for q in catalogue.questions for skill in q.skills}


def test_what_carries_weight_can_be_asked(catalogue: Catalogue) -> None:
    asked = {skill for question in catalogue.questions for skill in question.skills}
    degrees = {skill.id for skill in catalogue.skills.values() if skill.group == CREDENTIALS}
    assert {w.skill for w in catalogue.weights if w.skill in catalogue.skills} - degrees <= asked


def test_questions_end_in_a_question_mark_or_explain_the_answer(catalogue: Catalogue) -> None:
    assert [q.id for q in catalogue.questions if "?" not in q.text] == []


def test_hours_grow_with_the_level(catalogue: Catalogue) -> None:
    for skill in catalogue.skills.values():
        steps = [skill.hours[level] for level in LEVELS if level in skill.hours]
        assert steps == sorted(steps), skill.id
        assert all(hours > 0 for hours in steps), skill.id


def test_a_prerequisite_asks_for_no_higher_level_than_it_serves(catalogue: Catalogue) -> None:
    """A beginner's step may need an intermediate foundation (FastAPI needs Python), never an advanced one."""
    for p in catalogue.prerequisites:
        assert p.requires_level <= max(p.level, ProficiencyLevel.INTERMEDIATE), p


def test_resources_are_dated_and_doubtful_ones_are_left_out(catalogue: Catalogue) -> None:
    assert all("2026" in resource.checked for resource in catalogue.resources)
    assert not [r.url for r in catalogue.resources if "doubt" in r.checked.lower()]


def test_every_figure_in_a_fact_has_its_source(catalogue: Catalogue) -> None:
    for fact in catalogue.facts:
        if any(character.isdigit() for character in fact.text):
            assert catalogue.sources[fact.source].limits


@pytest.mark.parametrize("topic", ["what_is", "work", "needs", "salary", "degree", "maths", "start"])
def test_each_role_has_its_own_statement_on(catalogue: Catalogue, topic: str) -> None:
    assert {fact.role for fact in catalogue.facts if fact.topic == topic} >= set(catalogue.roles)


@pytest.mark.parametrize("topic", ["difference", "together", "both", "experience", "time", "market", "evidence"])
def test_there_is_a_statement_on(catalogue: Catalogue, topic: str) -> None:
    assert [fact for fact in catalogue.facts if fact.topic == topic]


def test_facts_fit_a_short_reply(catalogue: Catalogue) -> None:
    assert [fact.id for fact in catalogue.facts if len(fact.text.split()) > 45] == []


def test_the_files_are_tidy(catalogue: Catalogue) -> None:
    """No blank around a cell, one line end, the same order of columns: so that a change shows as one line."""
    for path in FOLDER.glob("*.csv"):
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text, path.name
        assert text.endswith("\n"), path.name
        for row in csv.reader(text.splitlines()):
            assert row == [cell.strip() for cell in row], (path.name, row)


def test_every_step_that_a_plan_can_have_is_done_by_its_name(catalogue: Catalogue) -> None:
    names = {
        r.skill: catalogue.skill_name(r.skill) for role in catalogue.roles for r in catalogue.requirements_of(role)
    }
    assert len(names) > 40
    said = {skill: finished(f"done: {name}", catalogue) for skill, name in names.items()}
    also = {skill: finished(f"I've finished {name.lower()}.", catalogue) for skill, name in names.items()}
    assert said == also == {skill: (skill,) for skill in names}
