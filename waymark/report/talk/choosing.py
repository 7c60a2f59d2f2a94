"""Answers around the choice: which path is nearer, which of two skills, what one counts for, a degree, another job,
matters of hiring, a project, and the recommendation in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.plan import LearningPlan
from waymark.profile import Profile
from waymark.report.messages import Message, choice
from waymark.report.talk.advice import contribution
from waymark.report.talk.roles import about
from waymark.report.talk.words import (
    WAYS_ON,
    activity_name,
    asked_for,
    joined,
    name_of,
    percent,
    role_name,
    span,
)
from waymark.weighing import HARDLY_ASKED, Pick, Worth, most_asked_of_held

if TYPE_CHECKING:
    from waymark.adviser import Assessment

CLEARLY_NEARER = 0.1  # the part of the hours or of the readiness that two paths must differ by
NOT_HIRED = "How hard it is to be hired in either I have no figures on."
PLAN, ADVICE = choice("Make a plan", "ask_plan"), choice("Which path fits me?", "start_advice")

# What is said to a matter of hiring that no figure speaks of, and then what comes nearest.
HIRING = {
    "company": "I know no single companies: my figures are of postings taken together. If you paste an advertisement, I "
    "say what of it you meet and what is missing, which helps you to decide where to apply.",
    "place": "How many of these jobs are part time or remote, or how much stress there is in them, I have no figures on; the postings that I know were not "
    "counted for it. The learning can be done beside a job at your own pace: name your hours a week and I plan for them.",
    "break": "How employers look at a break in a career I have no figures on. What postings name are skills and years of "
    "experience, and that is all I reckon with: a break takes nothing away from what you know.",
    "freelance": "Whether freelancing or a steady job is better I have no figures on. "
    "What has to be known is the same in both, and that I can compare with what you hold.",
    "abroad": "On working in another country I have no figures: for most of my postings the country is not recorded. "
    "The skills that they ask for are what I can compare with yours.",
    "application": "On applications and interviews I have no figures, and I write none. What helps there is to name what the "
    'postings name: "show my profile" says what you hold, "what am I missing" what they ask for besides, and a plan has '
    "projects to show.",
    "portfolio": "Whether a portfolio gets people hired I have no figures on. Showing work is still the plainest way to "
    "prove what you say, so each stage of my plans has a small project to show.",
}


def nearer(plans: Sequence[LearningPlan], catalogue: Catalogue) -> Message:
    """Both paths by what is held and the hours that the most asked gaps take."""
    lines = [
        f"- {role_name(p.role, catalogue)}: you hold {percent(p.readiness_before)}; what is most asked for and missing takes "
        f"about {p.hours:.0f} hours, up to {percent(p.readiness_after)}"
        for p in plans
    ]
    return Message(
        "\n".join([_which_is_nearer(plans, catalogue), *lines, f"The hours are estimates. {NOT_HIRED}"]),
        choices=(PLAN,),
    )


def _which_is_nearer(plans: Sequence[LearningPlan], catalogue: Catalogue) -> str:
    held = max(plans, key=lambda p: p.readiness_before)
    less = min(plans, key=lambda p: p.hours)
    ahead = held.readiness_before - min(p.readiness_before for p in plans)
    saved = 1 - less.hours / max(p.hours for p in plans) if less.hours else 0.0
    if ahead < CLEARLY_NEARER / 2 and saved < CLEARLY_NEARER:
        return "From where you stand neither is clearly quicker:"
    if held.role == less.role or saved < CLEARLY_NEARER:
        return f"From where you stand {role_name(held.role, catalogue)} is nearer:"
    if ahead < CLEARLY_NEARER / 2:
        return f"From where you stand {role_name(less.role, catalogue)} takes fewer hours:"
    return (
        f"You hold more of {role_name(held.role, catalogue)}, but {role_name(less.role, catalogue)} takes fewer hours:"
    )


def nearer_unknown() -> Message:
    """The same question by somebody of whom nothing is known."""
    return Message(
        "That depends on where you start. Tell me which tools and subjects you know and how well, and I compare the hours to "
        f"either path. {NOT_HIRED}",
        choices=(choice("Ask me questions", "start_advice"), choice("DS or MLE: the difference", "ask_difference")),
    )


def pick(picks: Sequence[Pick], named: Sequence[str], catalogue: Catalogue) -> Message:
    """One of the skills that a question chooses between, for one role or for each."""
    if not picks:
        return Message(
            f"I have no figures on {joined((name_of(s, catalogue) for s in named), 'or')}, so I can't pick by them."
        )
    same = len(picks) > 1 and len({(p.skill, p.close) for p in picks}) == 1
    if same:
        lines = [_verdict(picks[0], named, "either path", catalogue)]
    else:
        lines = [_verdict(p, named, role_name(p.role, catalogue), catalogue) for p in picks]
    lines += [_shares(p, catalogue) for p in picks]
    silent = [s for s in named if all(s not in {e.skill for e in p.figures} for p in picks)]
    lines += [f"On {joined(name_of(s, catalogue) for s in silent)} I have no figure."] if silent else []
    lines += list(dict.fromkeys(line for p in picks if (line := _standing(p, catalogue))))
    return Message("\n".join(lines), data={"picked": [p.skill for p in picks]})


def begin_with(ordered: Sequence[str], role: str, catalogue: Catalogue) -> Message:
    """Which of these gaps comes first."""
    first, *later = (name_of(s, catalogue) for s in ordered)
    return Message(
        f"Begin with {first}: among what you miss for {role_name(role, catalogue)} I would learn it before {joined(later)}. "
        "Foundations come first, then what adds most for each hour."
    )


def _verdict(p: Pick, named: Sequence[str], goal: str, catalogue: Catalogue) -> str:
    name = name_of(p.skill, catalogue)
    if not p.close:
        return f"For {goal} I would pick {name}."
    if p.figures[0].share < HARDLY_ASKED:
        return f"For {goal} it hardly matters: few postings name any of them."
    either = "either will do" if len(named) == 2 else "they come close"
    why = "which you know already" if p.have else "which is named a little more often"
    return f"For {goal} {either}; I would take {name}, {why}."


def _shares(p: Pick, catalogue: Catalogue) -> str:
    first = p.figures[0]
    listed = joined(f"{name_of(e.skill, catalogue)} in {percent(e.share)}" for e in p.figures)
    years = span(first.year_from, first.year_to)
    return f"{role_name(p.role, catalogue).capitalize()} postings name {listed} (n = {first.postings:,} in all collections, {years})."


def _standing(p: Pick, catalogue: Catalogue) -> str:
    """What the person has of the picked skill already, or what makes it shorter to learn."""
    name = name_of(p.skill, catalogue)
    if p.skill in p.known:
        return "" if p.close else f"You know {name} already, so the rest is an addition and no must."
    others = f"You know {joined(name_of(s, catalogue) for s in p.known)} already. " if p.known else ""
    if p.have:
        return f"{others}You have begun with {name}, so go on with it."
    if p.helped:
        return f"What you know of {name_of(p.helped.known, catalogue)} saves you about {percent(p.helped.saves)} of the hours for {name}."
    return others.strip()


def worth(w: Worth, profile_holds: Mapping[str, float], catalogue: Catalogue) -> Message:
    """What a held skill, or one that was said to be lacking, counts for. `profile_holds` is the readiness now."""
    name = name_of(w.skill, catalogue)
    lines = [f"You did not name {name}; I take it from {name_of(w.via, catalogue)}."] if w.via else []
    if w.contribution is not None:
        said = name if w.contribution.statement == "has" else f"Having no {name}"
        figure = f": {name} is {w.figure}" if w.figure.startswith("asked") else f", {w.figure}" if w.figure else ""
        lines.append(f"{said} speaks for {role_name(w.contribution.toward, catalogue)}{figure}.")
    elif w.figure:
        lines.append(f"{name} hardly tells the two paths apart, so it moves the fit neither way: it is {w.figure}.")
    else:
        lines.append(f"My evidence has no figure for {name}, so it counts for neither path.")
    if w.have:
        lines.append(_added(w, profile_holds, catalogue))
    return Message("\n".join(lines), data={"skill": w.skill})


def _added(w: Worth, holds: Mapping[str, float], catalogue: Catalogue) -> str:
    parts = [
        f"{round(gain * 100)} of the {percent(holds[role])} that you hold of {role_name(role, catalogue)}"
        for role, gain in w.adds.items()
        if gain >= 0.005
    ]
    if not parts:
        return "To what you hold of either path it adds nothing: it is not among what is asked for most, or other skills cover it."
    return f"With all that it brings along it gives you {joined(parts)}."


def not_told(skill: str, catalogue: Catalogue) -> Message:
    """Before what learning it would add."""
    name = name_of(skill, catalogue)
    return Message(f'{name} is not in what you told me, so it counts for nothing yet; say "I know {name}" if you do.')


def degree(
    credential: str, roles: Sequence[str], profile: Profile, catalogue: Catalogue, needed: bool
) -> tuple[Message, ...]:
    """Whether it goes without a degree: the plain answer first, then the figures, then what the person has instead.
    `needed`: the question was whether one is needed, not whether it can be done without."""
    rows = [e for role in roles if (e := catalogue.pooled(credential, role)) is not None]
    name = {"computer-science": "computer science", "phd": "a doctorate"}.get(credential, "a master's degree")
    opening = "Not always" if needed else "Yes, by what postings say"
    said = joined(f"{_about(e.share)} the {role_name(e.role, catalogue)} postings" for e in rows)
    lines = [f"{opening}: {said} name {name}, and the rest do not."]
    figures = about("degree", roles[0] if len(roles) == 1 else None, catalogue)
    found = [(role, e) for role in roles if (e := most_asked_of_held(role, profile, catalogue)) is not None]
    if found:
        role, best = found[0]
        lines.append(
            f"What helps you: {name_of(best.skill, catalogue)}, which {percent(best.share)} of {role_name(role, catalogue)} postings name."
        )
    return (Message("\n".join([lines[0], *(m.text for m in figures), *lines[1:]]), data=figures[0].data),)


def _about(share: float) -> str:
    """A share in words, no finer than what holds for the figures below it too, which were counted on more postings."""
    return "fewer than half of" if share < 0.45 else "about half of" if share <= 0.55 else "more than half of"


def field(name: str, skill: str | None, catalogue: Catalogue) -> Message:
    """Whether one can stay in a field: what postings say of it, else that it is not in the figures."""
    label = activity_name(name, catalogue) if name else "your field"
    if skill is not None and (figures := asked_for(skill, catalogue)):
        return Message(
            f"Yes, both jobs are found in {label}: it is {figures}. Knowing the field already is a skill of its own there.",
            choices=(ADVICE,),
        )
    return Message(
        f"Which of these jobs are in {label} is not in my figures. Where a field keeps data both roles can be found, and "
        "knowing the field already is no loss there.",
        choices=(ADVICE,),
    )


def hiring(matter: str, project: Message | None) -> Message:
    """A matter of hiring without figures, and what comes nearest."""
    return Message(f"{HIRING[matter]} {project.text}" if project else HIRING[matter], choices=(PLAN, WAYS_ON[1]))


def project(idea: str, skill: str, catalogue: Catalogue, first: bool = True) -> Message:
    """One small project."""
    lead = f"A {'first ' if first else ''}project that shows {name_of(skill, catalogue)}"
    return Message(f"{lead}: {idea}", choices=(PLAN,), data={"project": skill})


def no_project(skill: str, catalogue: Catalogue) -> Message:
    return Message(f"For {name_of(skill, catalogue)} my catalogue has no project, so I would only make one up.")


def in_plain_words(assessment: Assessment, catalogue: Catalogue) -> Message:
    """The recommendation without a figure: which way, how sure, what speaks for it, and the next step."""
    label = role_name(assessment.path, catalogue)
    if assessment.recommendation == "both":
        opening = "Both paths can fit you, and I can't call it yet."
    elif assessment.recommendation == "not_yet":
        opening = f"First come the foundations; after them {label} looks likelier."
    elif assessment.is_clear:
        opening = f"The {label} path fits you better, and I am fairly sure of it."
    else:
        opening = f"The {label} path looks likelier for you, but I am not sure yet."
    lines = [opening, *(_speaking(role, assessment, catalogue) for role in _most_first(assessment))]
    if gaps := assessment.gaps[assessment.path]:
        lines.append(f"The next thing to learn would be {name_of(gaps[0].skill, catalogue)}.")
    return Message(" ".join(line for line in lines if line), choices=(PLAN, choice("Why?", "ask_why_recommendation")))


def _most_first(assessment: Assessment) -> list[str]:
    """The roles to name reasons for: the path, and where both fit all of them."""
    others = [r for r in assessment.fit.probability if r != assessment.path]
    return [assessment.path, *(others if assessment.recommendation == "both" else [])]


def _speaking(role: str, assessment: Assessment, catalogue: Catalogue) -> str:
    found = [c for c in assessment.fit.contributions if c.toward == role and c.statement in {"has", "like"}][:3]
    names = list(dict.fromkeys(contribution(c, catalogue).removeprefix("you like ") for c in found))
    if not names:
        return ""
    return f"What speaks for {role_name(role, catalogue)}: {joined(names)}."


def in_one_sentence(topic: str, role: str | None, catalogue: Catalogue) -> Message | None:
    """The first fact on a topic, which says the main thing; None where there is none."""
    fact = next((f for f in catalogue.facts if f.topic == topic and f.role in (role or "", "")), None)
    return Message(fact.text, data={"topic": topic}) if fact else None
