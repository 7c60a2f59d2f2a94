"""What must hold between the rows of a catalogue, beyond each row by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from waymark.catalogue import Alias, Prerequisite, Requirement, Resource
from waymark.skills import ProficiencyLevel, Skill
from waymark.storage.catalogue_items import CREDENTIALS, LEVELS
from waymark.storage.catalogue_rows import Problem

Placed = tuple[int, str]  # the line of a row and the thing to say about it


def check_aliases(aliases: Iterable[tuple[int, Alias]]) -> Iterator[Problem]:
    """A form may stand for one skill only, however it is written (case and spaces do not tell forms apart)."""
    first: dict[str, tuple[int, Alias]] = {}
    for line, alias in aliases:
        form = " ".join(alias.form.casefold().split())
        before_line, before = first.setdefault(form, (line, alias))
        if before is alias:
            continue
        whose = "two skills" if before.skill != alias.skill else "a skill twice"
        reason = f"form {alias.form!r} stands for {whose}: {alias.skill}, and {before.skill} in line {before_line}"
        yield Problem("aliases.csv", line, reason)


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
