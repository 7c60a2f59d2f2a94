"""Answers that hold things against each other: the case for a role, neither of them, more or less of some work, how
often a skill is asked for, whether it is a must and how long it takes to learn, and the verdict in a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from waymark.catalogue import ESSENTIAL, Catalogue, Evidence
from waymark.fit import BOTH, NOT_YET, UNKNOWN
from waymark.reasons import figure_text, figures_of
from waymark.report.messages import Message, choice
from waymark.report.talk.advice import AFTER_ADVICE, because, contribution, standing
from waymark.report.talk.words import (
    WAYS_ON,
    activity_name,
    in_a_hundred,
    joined,
    name_of,
    nearer_line,
    percent,
    role_name,
    source_line,
    span,
)

if TYPE_CHECKING:
    from waymark.adviser import Assessment

NAMED = 3
HOW_OFTEN = "how_often"  # the mark of how often a skill is asked for
Brief = Callable[["Assessment", Catalogue], Message]  # the verdict in few words
LEANS = 0.15  # log-odds from which on an activity is told to go with one role
ALIKE = 0.8  # of the larger share: shares nearer to each other than this tell no difference
AS_GOOD_AS_A_MUST, OFTEN_ASKED = 0.66, 0.33  # shares of postings


def case_for(role: str, assessment: Assessment, catalogue: Catalogue) -> Message:
    """What speaks for a role, whichever is recommended; what speaks against it; and what it would take."""
    label = role_name(role, catalogue)
    listed = list(zip(assessment.fit.contributions, assessment.reasons))
    speaking = [because(c, reason, catalogue) for c, reason in listed if c.toward == role][:NAMED]
    against = [because(c, reason, catalogue) for c, reason in listed if c.toward != role][:NAMED]
    lines = [f"The case for {label}, which stands at {in_a_hundred(assessment.fit.probability[role].value)}:"]
    lines += speaking or ["- nothing that you told me speaks for it more than against it."]
    lines += ["Against it:", *against] if against else []
    missing = [name_of(g.skill, catalogue) for g in assessment.gaps[role][:NAMED]]
    held = f"You hold {percent(assessment.readiness[role].share)} of what its postings ask for"
    lines.append(f"{held}; missing first: {joined(missing)}." if missing else f"{held}.")
    return Message(
        "\n".join(lines), kind="recommendation", choices=AFTER_ADVICE[3:], data=standing(assessment, catalogue)
    )


def neither(assessment: Assessment, catalogue: Catalogue) -> Message:
    """Whether neither path fits: the fit only says which is nearer, the readiness how near it is."""
    role = assessment.path
    label, fit = role_name(role, catalogue), in_a_hundred(assessment.fit.probability[role].value)
    nearer_is = "One of them is clearly nearer:" if assessment.is_clear else "One looks nearer, but I am not sure yet:"
    opening = {
        UNKNOWN: "I can't say that yet: I know too little of you.",
        NOT_YET: f"Not yet, but that is no never: the foundations come first, and after them {label} looks likelier ({fit}).",
        BOTH: "No, rather both: what you told me goes with either, and I can't tell yet which fits better.",
    }.get(assessment.recommendation, f"{nearer_is} {label}, {fit}.")
    ready = [
        f"{percent(x.share)} of what {role_name(r, catalogue)} postings ask for"
        for r, x in assessment.readiness.items()
    ]
    lines = [
        f"{opening} That figure only compares the two with each other.",
        f"How near you are to either at all says what you hold so far: {joined(ready)}. The rest can be learned.",
    ]
    if nearer := nearer_line(assessment.profile, catalogue):
        lines.append(nearer)
    return Message("\n".join(lines), choices=AFTER_ADVICE[:2])


def even_start(assessment: Assessment | None, catalogue: Catalogue) -> Message:
    """That roles start out even, and what of somebody's statements speaks for each."""
    lines = [
        "Both roles start at 50 in 100 with everybody, and only what you tell me moves them: a skill counts by how much "
        "larger a share of one role's postings names it than of the other's, so that more postings of one role make no "
        "difference."
    ]
    for role in catalogue.roles if assessment else ():
        found = (
            [contribution(c, catalogue) for c in assessment.fit.contributions if c.toward == role] if assessment else []
        )
        lines.append(
            f"- for {role_name(role, catalogue)} speaks so far: {joined(found[:5]) or 'nothing that you told me'}"
        )
    lines.append("If that misses something that speaks for the other side, tell me and it counts.")
    return Message("\n".join(lines), choices=(choice("Ask me questions", "start_advice"), AFTER_ADVICE[2]))


def which_has(way: str, skills: Sequence[str], near: bool, words: str, catalogue: Catalogue) -> Message:
    """Which role has "more" or "less" of some work, by the shares of postings that name its skills."""
    rows = [found for s in skills if len(found := _pooled(s, catalogue)) == len(catalogue.roles) > 1]
    if not rows:
        return Message(
            f"How much {words.strip()} there is in either I have no figure on, so I can't say which has {way} of it.",
            choices=(WAYS_ON[2],),
        )
    first = sorted(rows[0], key=lambda e: e.share, reverse=way == "more")
    alike = min(e.share for e in first) >= ALIKE * max(e.share for e in first)
    opening = (
        "By what postings name there is hardly a difference:"
        if alike
        else f"{role_name(first[0].role, catalogue).capitalize()}, going by what postings name:"
    )
    lines = [f"{opening} {'; '.join(_beside(found, catalogue) for found in rows)} ({_of_all(rows[0])})."]
    nearest = " That is the nearest to it that was counted." if near else ""
    lines.append(f"{nearest} It is what employers ask for, and not how the days are spent.".strip())
    return Message("\n".join(lines), choices=(WAYS_ON[2],), data={"skills": list(skills)})


def which_leans(way: str, activity: str, catalogue: Catalogue) -> Message:
    """The same of an activity that no posting counts: by what people in both jobs, or the postings on it, lean to."""
    known = catalogue.activities[activity]
    name, most = activity_name(activity, catalogue), max(known.lean, key=lambda role: known.lean[role])
    if known.lean[most] < LEANS:
        return Message(f"Of {name} there is about as much in either, as far as my figures go.", choices=(WAYS_ON[2],))
    least = min(known.lean, key=lambda role: known.lean[role])
    label = role_name(most if way == "more" else least, catalogue).capitalize()
    source = f" {source_line(catalogue.sources[known.source])}" if known.source in catalogue.sources else ""
    return Message(
        f"{label}: {name} goes more with {role_name(most, catalogue)} than with {role_name(least, catalogue)}. How many hours "
        f"of it there are nobody counted.{source}",
        choices=(WAYS_ON[2],),
    )


def how_often(skill: str, catalogue: Catalogue) -> Message:
    """The share of postings that name a skill: all collections together, and the one that other answers quote."""
    name, rows = name_of(skill, catalogue), _pooled(skill, catalogue)
    if not rows:
        return Message(
            f"On {name} I have no figure: the postings that I know were not counted for it, or do not name it.",
            data={"mark": HOW_OFTEN},
        )
    shares = joined(f"{percent(e.share)} of {role_name(e.role, catalogue)}" for e in rows)
    text = f"{name} is named in {shares} postings, all collections together ({_of_all(rows)})."
    quoted = figures_of(skill, catalogue)
    if quoted and quoted[0].source != rows[0].source:
        text += f" In the one collection that has most of both roles, which I quote elsewhere, it is {figure_text(quoted, catalogue)}."
    return Message(text, data={"skill": skill, "mark": HOW_OFTEN})


def must(skill: str, roles: Sequence[str], held: bool, catalogue: Catalogue) -> Message:
    """Whether a skill is a must: by how many postings name it."""
    name = name_of(skill, catalogue)
    rows = [e for e in _pooled(skill, catalogue) if e.role in roles]
    if not rows:
        return Message(f"Whether {name} is a must I have no figure on; I would not call it one.", data={"skill": skill})
    least, most = min(e.share for e in rows), max(e.share for e in rows)
    named = joined(f"{percent(e.share)} of {role_name(e.role, catalogue)} postings" for e in rows)
    if least >= AS_GOOD_AS_A_MUST:
        opening = f"As good as one: {named} name {name}"
    elif most < OFTEN_ASKED:
        opening = f"No: only {named} name {name}"
    else:
        opening = f"Not always, but it is asked for often: {named} name {name}"
    lines = [f"{opening} ({_of_all(rows)})."]
    if least < AS_GOOD_AS_A_MUST and (above := _standing_on(skill, roles, catalogue)):
        lines.append(f"But {joined(above)}, which they do ask for, {'stands' if len(above) == 1 else 'stand'} on it.")
    if held:
        lines.append("You told me that you know it, so it is covered.")
    elif least >= AS_GOOD_AS_A_MUST:
        lines.append(f"It can be learned from nothing: {_hours(skill, catalogue)}.")
    return Message(" ".join(lines), data={"skill": skill})


def _standing_on(skill: str, roles: Sequence[str], catalogue: Catalogue) -> list[str]:
    """What these roles ask for most and that stands on this skill."""
    rows = [r for role in roles for r in catalogue.requirements_of(role) if r.kind == ESSENTIAL]
    above = (r.skill for r in sorted(rows, key=lambda r: -r.weight) if skill in catalogue.implied_by(r.skill, r.level))
    return [name_of(s, catalogue) for s in dict.fromkeys(above)][:NAMED]


def ease(skill: str, catalogue: Catalogue) -> Message:
    """How long a skill takes to learn, level by level."""
    name, rows = name_of(skill, catalogue), _pooled(skill, catalogue)
    hours = _hours(skill, catalogue)
    asked = f" Postings name it: {_beside(rows, catalogue)} ({_of_all(rows)})." if rows else ""
    return Message(
        f"How hard {name} feels differs from person to person; what I reckon with is time: {hours}. These hours are "
        f"estimates. For most jobs I plan to the middle level.{asked}",
        data={"skill": skill},
    )


def _hours(skill: str, catalogue: Catalogue) -> str:
    """ "about 15 hours for a start in SQL, 40 in all to work with it on your own, 90 to be strong in it"."""
    steps = catalogue.skills[skill].hours
    start, own, strong = (sum(list(steps.values())[: n + 1]) for n in range(3))
    return (
        f"about {start:.0f} hours for a start in {name_of(skill, catalogue)}, {own:.0f} in all to work with it on your own, "
        f"{strong:.0f} to be strong in it"
    )


def in_a_word(assessment: Assessment, catalogue: Catalogue) -> Message:
    """The role's name with its number, and nothing that is not known."""
    if assessment.profile.is_empty:
        return Message("Undecided: you have told me nothing of yourself yet.")
    fit = in_a_hundred(assessment.fit.probability[assessment.path].value)
    label = role_name(assessment.path, catalogue)
    if assessment.recommendation in {UNKNOWN, BOTH}:
        return Message(f"Undecided ({label} {fit}).")
    if assessment.recommendation == NOT_YET:
        return Message(f"Foundations (then {label}, {fit}).")
    return Message(f"{label.capitalize()} ({fit}).")


def in_a_sentence(assessment: Assessment, catalogue: Catalogue) -> Message:
    """The verdict with its number and the main reason, in one sentence."""
    role = assessment.path
    label, fit = role_name(role, catalogue), in_a_hundred(assessment.fit.probability[role].value)
    found = next((c for c in assessment.fit.contributions if c.toward == role), None)
    main = f"mainly because of {_because_of(contribution(found, catalogue))}" if found else "as far as you told me"
    if assessment.recommendation == UNKNOWN:
        lean = f", and so far it leans to {label}, {main}" if found else ""
        return Message(f"I know too little to name one{lean}.")
    if assessment.recommendation == NOT_YET:
        return Message(f"First the foundations, then {label} looks likelier ({fit}), {main}.")
    if assessment.recommendation == BOTH:
        return Message(f"Both can fit, with a lean to {label} ({fit}), {main}.")
    sure = "" if assessment.is_clear else ", not sure yet"
    return Message(f"{label.capitalize()} ({fit}{sure}), {main}.")


def _because_of(said: str) -> str:
    """ "your liking for research", "the lack of Docker", "your R", of a statement in words."""
    for words, meant in (
        ("you like ", "your liking for "),
        ("you dislike ", "your dislike of "),
        ("no ", "your lack of "),
    ):
        if said.startswith(words):
            return meant + said.removeprefix(words)
    return f"your {said}"


def _pooled(skill: str, catalogue: Catalogue) -> list[Evidence]:
    return [e for role in catalogue.roles if (e := catalogue.pooled(skill, role)) is not None]


def _beside(rows: Sequence[Evidence], catalogue: Catalogue) -> str:
    """ "Communication in 71 % of data scientist and 54 % of machine learning engineer postings"."""
    shares = joined(f"{percent(e.share)} of {role_name(e.role, catalogue)}" for e in rows)
    return f"{name_of(rows[0].skill, catalogue)} in {shares} postings"


def _of_all(rows: Sequence[Evidence]) -> str:
    size = joined(f"{e.postings:,}" for e in rows)
    return f"n = {size}, {span(min(e.year_from for e in rows), max(e.year_to for e in rows))}"
