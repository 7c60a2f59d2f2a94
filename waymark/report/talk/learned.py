"""What learning changes: a what-if before it, and the news of a skill that is finished."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.fit import BOTH, NOT_YET, UNKNOWN
from waymark.gaps import held_levels
from waymark.report.messages import Message, choice
from waymark.report.talk.advice import standing
from waymark.report.talk.words import joined, name_of, percent, role_name
from waymark.skills import Mention, ProficiencyLevel

if TYPE_CHECKING:
    from waymark.adviser import Assessment, WhatIf

SUPPOSED = "what_if:"  # the mark of a what-if, with what it supposed ("what_if:docker=2|kubernetes=2")
NAMED = 5  # skills named that come along with one


def what_if(result: WhatIf, catalogue: Catalogue) -> Message:
    before, after = result.before, result.after
    skills = list(dict.fromkeys(m.skill for m in result.learned))
    learned = [f"learned {joined(name_of(s, catalogue) for s in skills)}"] if skills else []
    lost = [f"did not know {joined((name_of(s, catalogue) for s in result.lost), 'or')}"] if result.lost else []
    lines = [f"If you {joined([*learned, *lost])}:"]
    for role in before.readiness:
        was, now = before.readiness[role].share, after.readiness[role].share
        fit_was, fit_now = before.fit.probability[role].value, after.fit.probability[role].value
        lines.append(
            f"- {role_name(role, catalogue)}: ready {percent(was)} -> {percent(now)}, fit {round(fit_was * 100)} -> {round(fit_now * 100)} in 100"
        )
    if along := _comes_along(skills, before, after, catalogue):
        lines.append(f"That counts {along} with it.")
    lines.append(f"{_verdict(before.recommendation, after.recommendation, catalogue)} Your profile is unchanged.")
    mark = SUPPOSED + "|".join(f"{m.skill}={int(m.level or 0)}" for m in result.learned)
    data = {"before": standing(before, catalogue), "after": standing(after, catalogue), "mark": mark}
    return Message("\n".join(lines), kind="chart", data=data)


def supposed_before(marks: Iterable[str], catalogue: Catalogue) -> tuple[Mention, ...]:
    """What the what-if supposed whose mark is among these; empty where there is none."""
    mark = next((m.removeprefix(SUPPOSED) for m in marks if m.startswith(SUPPOSED)), "")
    pairs = (item.split("=") for item in mark.split("|") if item)
    return tuple(
        Mention(skill, 0, 0, level=ProficiencyLevel(int(level)) or None)
        for skill, level in pairs
        if skill in catalogue.skills
    )


def _verdict(before: str, after: str, catalogue: Catalogue) -> str:
    """What becomes of the recommendation; where there was none, none can stay or change."""
    if after == UNKNOWN != before:
        done = "The foundations would then be there, but" if before == NOT_YET else "Then"
        return f"{done} I would know too little of you to recommend a path."
    if before == UNKNOWN:
        if after == UNKNOWN:
            return "I know too little of you to recommend a path, with or without it."
        return f"So far I know too little to recommend a path; with it I would say: {_said(after, catalogue)}."
    if before == after:
        return "The recommendation would stay the same."
    return f"The recommendation would change to {_said(after, catalogue)}."


def _said(recommendation: str, catalogue: Catalogue) -> str:
    named = {BOTH: "both can fit", NOT_YET: "not yet (foundations first)"}
    return named.get(recommendation) or role_name(recommendation, catalogue)


def _comes_along(skills: Sequence[str], before: Assessment, after: Assessment, catalogue: Catalogue) -> str:
    """The skills that somebody must have learned on the way and that count from then on too; "" where there are none."""
    was, now = held_levels(before.profile, catalogue), held_levels(after.profile, catalogue)
    asked = [r.skill for role in after.readiness for r in catalogue.requirements_of(role)]
    gained = [s for s in dict.fromkeys(asked) if s not in skills and now.get(s, 0) > was.get(s, 0)]
    names = [name_of(skill, catalogue) for skill in gained[:NAMED]]
    return joined([*names, f"{len(gained) - NAMED} more"] if len(gained) > NAMED else names)


def ask_what_is_done() -> Message:
    return Message('Well done! Which skill is it? Say for example "done: Docker".')


def progress(
    skills: Sequence[str], before: Assessment, after: Assessment, catalogue: Catalogue, level: str = ""
) -> Message:
    """What is marked (up to a `level` if it is a step), where it takes somebody, and which other skills moved with it."""
    names = joined(f"{name_of(s, catalogue)}{f' to {level}' if level else ''}" for s in skills)
    moves = [
        f"{role_name(role, catalogue)} {percent(before.readiness[role].share)} -> {percent(after.readiness[role].share)}"
        for role in after.readiness
    ]
    moved = any(
        round(after.readiness[r].share * 100) != round(before.readiness[r].share * 100) for r in after.readiness
    )
    stands = (
        f"Readiness: {', '.join(moves)}."
        if moved
        else "Your readiness stays as it was: I had counted that already, or it weighs little."
    )
    if along := _comes_along(skills, before, after, catalogue):
        stands += (
            f" Who has learned {names} has learned {along} on the way, so I count that too; if one of them is not so, "
            "just say it."
        )
    return Message(
        f"Well done, {names} {'is' if len(skills) == 1 else 'are'} marked. {stands} Shall I update the plan?",
        choices=(choice("Update my plan", "ask_plan"),),
    )
