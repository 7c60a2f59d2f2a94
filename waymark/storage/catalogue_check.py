"""What must hold between the rows of a catalogue, beyond each row by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from waymark.catalogue import CREDENTIALS, Alias, Prerequisite, Requirement, Resource
from waymark.csv_rows import Problem
from waymark.skills import ProficiencyLevel, Skill
from waymark.storage.catalogue_items import LEVELS

Placed = tuple[str, int, Alias]  # a form with the file and the line that give it


def label_forms(skills: Iterable[tuple[int, Skill]], aliases: Iterable[tuple[int, Alias]]) -> list[Placed]:
    """Every preferred label is a form of its skill, so that one row makes a skill; aliases.csv may say how it matches.

    Degrees are left out: they are noted where somebody imports them, and never read from a message.
    """
    given = {(alias.skill, _key(alias.form)) for _, alias in aliases}
    return [
        ("skills.csv", line, Alias(skill.id, skill.preferred_label))
        for line, skill in skills
        if skill.group != CREDENTIALS and (skill.id, _key(skill.preferred_label)) not in given
    ]


def check_forms(forms: Iterable[Placed]) -> Iterator[Problem]:
    """A form may stand for one skill only, however it is written (case and spaces do not tell forms apart)."""
    first: dict[str, Placed] = {}
    for placed in forms:
        file, line, alias = placed
        before_file, before_line, before = first.setdefault(_key(alias.form), placed)
        if before is alias:
            continue
        whose = "two skills" if before.skill != alias.skill else "a skill twice"
        where = f"{before.skill} in line {before_line}" + (f" of {before_file}" if before_file != file else "")
        yield Problem(file, line, f"form {alias.form!r} stands for {whose}: {alias.skill}, and {where}")


def _key(form: str) -> str:
    return " ".join(form.casefold().split())


def check_cycles(prerequisites: Iterable[tuple[int, Prerequisite]]) -> Iterator[Problem]:
    """No skill may need itself, however long the way round; levels are left out of it on purpose (simple to keep)."""
    needs: dict[str, dict[str, int]] = defaultdict(dict)
    for line, p in prerequisites:
        needs[p.skill].setdefault(p.requires, line)
    done: set[str] = set()
    for start in list(needs):
        way = _way_round(start, needs, done)
        if way:
            yield Problem("prerequisites.csv", needs[way[-2]][way[-1]], f"goes round in a circle: {' -> '.join(way)}")


def _way_round(start: str, needs: Mapping[str, Mapping[str, int]], done: set[str]) -> list[str]:
    """The first circle that is met from `start`, its first skill repeated at the end; empty when there is none."""
    way: list[str] = [start]
    open_: list[Iterator[str]] = [iter(needs.get(start, ()))]
    while open_:
        step = next(open_[-1], None)
        if step is None:
            open_.pop()
            done.add(way.pop())
        elif step in way:
            circle = [*way[way.index(step) :], step]
            done.update(way)
            return circle
        elif step not in done:
            way.append(step)
            open_.append(iter(needs.get(step, ())))
    return []


def check_gap_skills(
    requirements: Iterable[tuple[int, Requirement]], skills: Mapping[str, Skill], resources: Iterable[Resource]
) -> Iterator[Problem]:
    """A skill that a role requires can become a gap, so one must be able to learn it: hours and a resource."""
    taught = {resource.skill for resource in resources}
    for line, needed in requirements:
        skill = skills.get(needed.skill)
        if skill is None:  # said already, where the row was read
            continue
        if skill.group == CREDENTIALS:
            yield Problem("requirements.csv", line, f"{skill.id} is a degree, which is never a gap")
            continue
        without = [lv.label for lv in LEVELS if ProficiencyLevel.NONE < lv <= needed.level and not skill.hours.get(lv)]
        if without:
            yield Problem("requirements.csv", line, f"{skill.id} is required but has no hours for {', '.join(without)}")
        if skill.id not in taught:
            yield Problem("requirements.csv", line, f"{skill.id} is required but has no resource to learn it from")
