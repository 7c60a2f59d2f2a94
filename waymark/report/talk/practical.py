"""Answers to what people ask before they set out: whether a skill is enough, coding, certificates, an account, and what
comes after a step of the plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from waymark.catalogue import ESSENTIAL, POOLED, Catalogue, Requirement
from waymark.plan import LearningPlan
from waymark.reasons import figure_text
from waymark.report.messages import Message, choice
from waymark.report.talk.learning import resources, step_line
from waymark.report.talk.own_data import privacy
from waymark.report.talk.words import HOW_SHARED, WAYS_ON, joined, name_of, percent, role_name, source_line

ASKED_MOST = 4  # further skills of a role that are named
_PROGRAMMING = "Programming"  # the group of the languages
_POSTINGS = "postings"  # the source of all pooled figures


def enough(named: Collection[str], roles: Sequence[str], held: Collection[str], catalogue: Catalogue) -> Message:
    """What postings ask for most beside the `named` skills; of it the `held` ones are not missing."""
    alone = joined(name_of(s, catalogue) for s in named)
    lines, others = [f"Postings ask for more than {alone}:"], []
    for role in roles:
        rows = sorted(catalogue.requirements_of(role), key=lambda r: -r.weight)
        wanted = [r for r in rows if r.kind == ESSENTIAL and r.skill not in named][:ASKED_MOST]
        others += [r.skill for r in wanted]
        own = joined(_share(r, catalogue) for r in rows if r.skill in named)
        lines.append(
            f"- {role_name(role, catalogue)}: {f'beside {own} ' if own else ''}"
            f"most often {joined(_share(r, catalogue) for r in wanted)}{_size(role, catalogue)}"
        )
    if known := [name_of(s, catalogue) for s in dict.fromkeys(others) if s in held]:
        lines.append(f"Of these you told me {joined(known)}.")
    lines.append(
        f"Each share is a {HOW_SHARED}. Whether somebody was hired with less I have no figures on. "
        f"{_source(catalogue)}".rstrip()
    )
    return Message("\n".join(lines), choices=(WAYS_ON[1],), data={"asked_most": others})


def _share(row: Requirement, catalogue: Catalogue) -> str:
    return f"{name_of(row.skill, catalogue)} ({percent(row.weight)})"


def _size(role: str, catalogue: Catalogue) -> str:
    row = next((e for e in catalogue.evidence if e.role == role and e.source == POOLED), None)
    return f" (n = {row.postings:,})" if row else ""


def coding(held: Collection[str], catalogue: Catalogue) -> Message:
    """How many postings of each path name the programming language that they name most."""
    languages = [s.id for s in catalogue.skills.values() if s.group == _PROGRAMMING and s.id in catalogue.shares]
    if not languages:
        return Message("I have no figures on programming, so I can't say.")
    language = max(languages, key=lambda s: min(catalogue.shares[s]))
    rows = [e for role in catalogue.roles if (e := catalogue.pooled(language, role)) is not None]
    name = name_of(language, catalogue)
    own = (
        f"You told me that you know {name}, so that is covered."
        if language in held
        else "It can be learned from nothing, and a plan begins with it where it is missing."
    )
    return Message(
        f"As a rule you need to code in both: {name}, the programming language named most, is {figure_text(rows, catalogue)}. "
        f"A posting that does not name it may still ask for another one. {own}\n{_source(catalogue)}".rstrip(),
        choices=(WAYS_ON[1],),
        data={"skill": language},
    )


def certificate(skills: Sequence[str], catalogue: Catalogue) -> Message:
    """That certificates were not counted, and where the first gap can be learned."""
    told = "Certificates are not in my evidence, which counts skills in postings, so I can't say which one is worth getting."
    if not skills:
        return Message(f"{told} Tell me what you know, and I name what to learn first and where.")
    places = resources(skills, catalogue)
    return Message(f"{told} What I can name is where to learn what you miss most.\n{places.text}", data=places.data)


def no_account() -> Message:
    """Whether one has to register, and what is stored without it."""
    stored = privacy()
    return Message(
        f"No, I ask for no registration and no account: I know you by the id of this channel alone. {stored.text}",
        choices=stored.choices,
    )


def step_after(plan: LearningPlan, passed: int, catalogue: Catalogue) -> Message:
    """The step of a plan behind those that are `passed`, and what follows it."""
    steps = plan.steps[passed:]
    show = (choice("Show the plan", "ask_plan"),)
    if not steps:
        return Message(
            f"Nothing: the plan has no more than {len(plan.steps)} steps.", choices=show, data={"mark": "plan"}
        )
    before = plan.steps[passed - 1]
    lines = [f"After step {passed} ({name_of(before.skill, catalogue)}) comes:", step_line(steps[0], catalogue)]
    if later := steps[1:]:
        lines.append(f"Then: {joined(dict.fromkeys(name_of(s.skill, catalogue) for s in later))}.")
    return Message("\n".join(lines), choices=show, data={"mark": "plan"})


def _source(catalogue: Catalogue) -> str:
    return source_line(catalogue.sources[_POSTINGS]) if _POSTINGS in catalogue.sources else ""
