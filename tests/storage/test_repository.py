"""A person's profile is kept, changed, undone, exported and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import update

from tests.storage.stored_rows import is_removed, total
from waymark.codec import plain_profile
from waymark.profile import Profile
from waymark.skills import Attitude, Interest, Mention, Polarity, ProficiencyLevel
from waymark.storage import assessed, tables, undo
from waymark.storage.database import Database, open_database
from waymark.storage.repository import Repository
from waymark.storage.tables import people

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=timezone.utc)
PYTHON = Mention("python", 0, 6, level=ProficiencyLevel.ADVANCED, years=3.0, evidence="Python, 3 years")
NO_DOCKER = Mention("docker", 0, 6, polarity=Polarity.LACKS, evidence="no Docker – “ever” 🙂")
LIKES_MODELS = Interest("modelling", 0, 5, Attitude.LIKE, evidence="I like models")


def told(profile: Profile) -> Profile:
    return profile.tell([PYTHON, NO_DOCKER], [LIKES_MODELS], at=NOON).note(["zorblatt"]).skip("q-sql")


def test_somebody_new_has_an_empty_profile(repository: Repository) -> None:
    assert repository.profile("ana") == Profile("ana")


def test_a_profile_comes_back_as_it_was_told(repository: Repository) -> None:
    returned = repository.change("ana", lambda p: replace(told(p), hours_per_week=6.5))
    assert repository.profile("ana") == returned == replace(told(Profile("ana")), hours_per_week=6.5)
    assert list(repository.profile("ana").skills) == ["python", "docker"]


def test_it_survives_the_end_of_the_program(repository: Repository, url: str) -> None:
    repository.change("ana", told)
    other = open_database(url)
    assert Repository(other).profile("ana") == told(Profile("ana"))
    other.close()


def test_a_dropped_skill_and_a_changed_level_are_what_is_kept(repository: Repository) -> None:
    repository.change("ana", told)
    better = Mention("python", 0, 6, level=ProficiencyLevel.BEGINNER)
    repository.change("ana", lambda p: p.drop(["docker"], ["modelling"]).tell([better]))
    kept = repository.profile("ana")
    assert list(kept.skills) == ["python"]
    assert kept.skills["python"].level is ProficiencyLevel.BEGINNER
    assert not kept.interests


def test_people_do_not_see_each_other(repository: Repository) -> None:
    repository.change("ana", told)
    assert repository.profile("ANA").is_empty
    assert repository.profile("ana ").is_empty


def test_undo_takes_back_one_change_after_the_other(repository: Repository) -> None:
    changes: list[Callable[[Profile], Profile]] = [
        told,
        lambda p: p.drop(["python"]).note(["quux"]),
        lambda p: replace(p, hours_per_week=6.0).skip("q-sql"),
        lambda p: p.tell([Mention("docker", 0, 6, level=ProficiencyLevel.ADVANCED)], at=NOON),
        lambda p: p.drop(p.skills, p.interests),
    ]
    states = [Profile("ana")]
    for change in changes:
        states.append(repository.change("ana", change))
    for before in reversed(states[:-1]):
        assert repository.undo("ana") == before
        assert repository.profile("ana") == before
    assert repository.undo("ana") is None
    assert repository.undo("nobody") is None


def test_a_change_after_an_undo_is_the_next_that_undo_takes_back(repository: Repository) -> None:
    repository.change("ana", told)
    repository.change("ana", lambda p: p.drop(["python"]))
    repository.undo("ana")
    repository.change("ana", lambda p: p.note(["quux"]))
    assert repository.undo("ana") == told(Profile("ana"))
    assert repository.undo("ana") == Profile("ana")


def test_the_last_changes_are_kept_for_undo_and_no_more(repository: Repository) -> None:
    for number in range(undo.MOST_STEPS + 3):
        repository.change("ana", lambda p, n=number: p.note([f"word{n}"]))  # type: ignore[misc]
    for _ in range(undo.MOST_STEPS):
        assert repository.undo("ana") is not None
    assert repository.undo("ana") is None
    assert repository.profile("ana").unknown == ("word0", "word1", "word2")


def test_what_cannot_be_undone_is_no_step_and_stays(repository: Repository) -> None:
    repository.change("ana", lambda p: p.tell([PYTHON]))
    repository.change("ana", lambda p: p.skip("q-r"), undoable=False)
    assert repository.undo("ana") == Profile("ana", skipped=frozenset({"q-r"}))


def test_a_profile_kept_whole_for_undo_as_it_used_to_be_is_taken_back(repository: Repository) -> None:
    repository.change("ana", told)
    with repository.database.engine.begin() as connection:
        whole = plain_profile(Profile("ana", hours_per_week=3.0))
        connection.execute(update(people).values(previous=whole))
    assert repository.undo("ana") == Profile("ana", hours_per_week=3.0)
    assert repository.undo("ana") is None


def test_a_change_that_changes_nothing_is_not_what_undo_takes_back(repository: Repository) -> None:
    repository.change("ana", told)
    repository.change("ana", lambda p: p)
    undone = repository.undo("ana")
    assert undone is not None
    assert undone.is_empty


def test_asking_about_somebody_leaves_no_trace_of_them(repository: Repository, database: Database) -> None:
    repository.change("ana", lambda p: p)
    assert total(database, people) == 0


@pytest.mark.parametrize("person", ["slack:T1:U2", "ü" * 300, "x\x00y", "\ud800", "'; DROP TABLE people; --", "a/b c"])
def test_any_id_that_a_channel_sends_is_kept_apart(repository: Repository, person: str) -> None:
    repository.change(person, told)
    assert repository.profile(person) == replace(told(Profile()), person=person)
    assert repository.profile(person + "x").is_empty
    repository.forget(person)
    assert repository.profile(person).is_empty


def test_a_person_without_an_id_is_refused(repository: Repository) -> None:
    with pytest.raises(ValueError, match="id"):
        repository.profile("")


def test_text_that_no_database_takes_is_kept_readable(repository: Repository) -> None:
    odd = Mention("python", 0, 6, evidence="py\x00thon \ud83d and 🙂")
    repository.change("ana", lambda p: p.tell([odd]).note(["w" * 400]))
    kept = repository.profile("ana")
    assert kept.skills["python"].evidence == "py\ufffdthon ? and 🙂"
    assert kept.unknown == ("w" * 100,)
    repository.undo("ana")


def test_assessments_come_back_newest_first(repository: Repository) -> None:
    for day, path in enumerate(("unknown", "ds", "mle")):
        repository.add_assessment("ana", NOON + timedelta(days=day), {"recommendation": path, "fit": [0.1 + 0.2, None]})
    found = repository.assessments("ana", 2)
    assert [(at.day, document["recommendation"]) for at, document in found] == [(3, "mle"), (2, "ds")]
    assert found[0][1]["fit"] == [0.1 + 0.2, None]
    assert repository.assessments("bob") == ()


def test_only_the_newest_assessments_are_kept(repository: Repository) -> None:
    for number in range(assessed.KEPT + 3):
        repository.add_assessment("ana", NOON, {"recommendation": "ds", "number": number})
    kept = [document["number"] for _, document in repository.assessments("ana", 1000)]
    assert kept == list(range(assessed.KEPT + 2, 2, -1))


def test_an_export_holds_everything_that_is_stored(repository: Repository) -> None:
    repository.change("ana", told)
    repository.change("ana", lambda p: p.drop(["docker"]))
    repository.add_assessment("ana", NOON, {"recommendation": "ds"})
    repository.add_feedback("ana", "the hours look wrong")
    exported = repository.export("ana")
    assert [s["skill"] for s in exported["profile"]["skills"]] == ["python"]
    assert [s["skill"] for s in exported["profile_before_last_change"]["skills"]] == ["python", "docker"]
    assert exported["assessments"] == [{"at": NOON.isoformat(), "assessment": {"recommendation": "ds"}}]
    assert [note["note"] for note in exported["feedback"]] == ["the hours look wrong"]
    assert exported["profile"]["unknown"] == ["zorblatt"]
    assert exported["profile"]["skipped"] == ["q-sql"]


def test_forgetting_removes_the_person_and_nobody_else(repository: Repository, database: Database) -> None:
    for person in ("ana", "bob"):
        repository.change(person, told)
        repository.add_assessment(person, NOON, {"recommendation": "ds"})
        repository.add_feedback(person, "thanks")
    repository.forget("ana")
    nothing = repository.export("nobody")
    assert repository.export("ana") == {**nothing, "person": "ana", "profile": {**nothing["profile"], "person": "ana"}}
    assert repository.profile("bob") == told(Profile("bob"))
    assert total(database, people) == total(database, tables.assessments) == 1


def test_a_removal_is_remembered_by_a_hash_alone(repository: Repository, database: Database) -> None:
    repository.change("ana", told)
    assert not is_removed(database, "ana")
    repository.forget("ana")
    assert is_removed(database, "ana")
    assert not is_removed(database, "bob")


def test_a_forgotten_person_can_come_back_as_somebody_new(repository: Repository) -> None:
    repository.change("ana", told)
    repository.forget("ana")
    assert repository.change("ana", lambda p: p.skip("q")).skills == {}
    assert repository.profile("ana").skipped == {"q"}


def test_counts_tell_the_latest_recommendation_of_each_person(repository: Repository) -> None:
    repository.change("ana", told)
    for person, path in (("ana", "ds"), ("ana", "mle"), ("bob", "mle"), ("cem", "both")):
        repository.add_assessment(person, NOON, {"recommendation": path})
    counts, _, _ = repository.overview(NOON)
    assert (counts.people, counts.people_with_skills) == (3, 1)
    assert counts.recommendations == {"mle": 2, "both": 1}


def test_feedback_reaches_the_owner_without_the_person(repository: Repository) -> None:
    repository.add_feedback("ana", "first")
    repository.add_feedback("bob", "x" * 5000)
    assert [note for _, note in repository.feedback()] == ["x" * 2000, "first"]


def test_a_key_opens_a_report_until_its_end_and_a_new_one_ends_it(database: Database) -> None:
    now = [datetime(2026, 1, 1, tzinfo=timezone.utc)]
    repository = Repository(database, lambda: now[0])
    repository.share("ana", "k1", now[0] + timedelta(days=7))
    assert repository.shared("k1") == "ana"
    assert repository.export("ana")["report_link_until"] == "2026-01-08T00:00:00+00:00"
    repository.share("ana", "k2", now[0] + timedelta(days=7))
    assert (repository.shared("k1"), repository.shared("k2")) == (None, "ana")
    now[0] += timedelta(days=8)
    assert repository.shared("k2") is None


def test_a_key_is_void_once_revoked_or_once_its_person_is_gone(database: Database) -> None:
    repository = Repository(database)
    later = datetime.now(timezone.utc) + timedelta(days=1)
    repository.share("ana", "k1", later)
    repository.unshare("ana")
    assert repository.shared("k1") is None
    repository.share("ana", "k2", later)
    repository.forget("ana")
    assert repository.shared("k2") is None
