"""Two skills are held against each other on the same postings, and a skill counts for what the profile has of it."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.small_catalogue import small_catalogue
from waymark.catalogue import Evidence, Transfer
from waymark.profile import Profile
from waymark.skills import Mention, Polarity, ProficiencyLevel
from waymark.weighing import most_asked_of_held, pick_between, worth_of


def _share(skill: str, share: float) -> Evidence:
    return Evidence("all", 2020, 2024, "ds", skill, round(share * 1000), 1000, share, share - 0.03, share + 0.03)


CATALOGUE = replace(
    small_catalogue(),
    evidence=(_share("python", 0.8), _share("r", 0.5), _share("spark", 0.47), _share("sql", 0.01)),
    transfers=(Transfer("r", "python", 0.3, "Data frames are known."),),
)
NOBODY = Profile()


def _holding(*skills: str, level: ProficiencyLevel = ProficiencyLevel.INTERMEDIATE) -> Profile:
    return NOBODY.tell(Mention(s, 0, 0, level=level) for s in skills)


def test_the_more_asked_skill_is_picked_also_by_who_holds_the_other() -> None:
    found = pick_between(("r", "python"), "ds", _holding("r"), CATALOGUE)
    assert found is not None
    assert (found.skill, found.close, found.known) == ("python", False, ("r",))
    assert found.helped is not None
    assert found.helped.known == "r"


def test_where_the_figures_are_close_the_held_one_is_picked() -> None:
    for profile, skill in ((NOBODY, "r"), (_holding("spark"), "spark")):
        found = pick_between(("r", "spark"), "ds", profile, CATALOGUE)
        assert found is not None
        assert (found.skill, found.close) == (skill, True)


def test_without_any_figure_nothing_is_picked() -> None:
    assert pick_between(("r", "python"), "mle", NOBODY, CATALOGUE) is None


def test_a_skill_adds_what_would_be_missing_without_it() -> None:
    said = worth_of("python", _holding("python"), CATALOGUE)
    assert max(said.adds.values()) > 0
    assert said.via is None
    untold = worth_of("python", NOBODY, CATALOGUE)
    assert not untold.have
    assert not any(untold.adds.values())


def test_what_helps_most_is_held_at_working_level() -> None:
    learner = _holding("r").tell([Mention("python", 0, 0, level=ProficiencyLevel.BEGINNER)])
    best = most_asked_of_held("ds", learner, CATALOGUE)
    assert best is not None
    assert best.skill == "r"
    assert most_asked_of_held("ds", NOBODY.tell([Mention("r", 0, 0, Polarity.LACKS)]), CATALOGUE) is None
