"""The recommendation and its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.fit import BOTH, NOT_YET, Contribution, Interval, lacking_foundations
from waymark.report.messages import Message, choice
from waymark.report.talk.words import (
    activity_name,
    asked_for,
    in_a_hundred,
    joined,
    name_of,
    nearer_line,
    percent,
    pick,
    role_name,
)

if TYPE_CHECKING:
    from waymark.adviser import Assessment
    from waymark.change import Change
    from waymark.reasons import Reason

NAMED = 3  # foundations named in a verdict
YOUR_CHOICE = (
    "You may be right: you know more of yourself than I do, and the choice is yours. Tell me what I have missed, or say "
    "which path you aim at and I plan for that. My figure rests on this:"
)
AFTER_ADVICE = (
    choice("What am I missing?", "ask_gaps"),
    choice("Make a plan", "ask_plan"),
    choice("Why?", "ask_why_recommendation"),
    choice("Compare both", "compare_or_whatif"),
)


def _verdict(assessment: Assessment, catalogue: Catalogue) -> str:
    """The path with its figure and range, and how sure that is."""
    fit = assessment.fit.probability[assessment.path]
    label = role_name(assessment.path, catalogue)
    odds = f"{in_a_hundred(fit.value)} for {label} ({_between(fit)})"
    return {
        "both": f"Both paths can fit you, and I can't tell yet which fits better; at most it is a lean to {label} ({in_a_hundred(fit.value)}, {_between(fit)}).",
        "not_yet": f"Not yet either: the foundations come first{_of_which(assessment, catalogue)}. By what you like and know so far it is {odds}.",
        "unknown": f"I know too little to say: {odds} is hardly more than a guess.",
    }.get(assessment.recommendation, _leaning(label, odds, sure=assessment.is_clear))


def recommendation(assessment: Assessment, catalogue: Catalogue) -> Message:
    role = assessment.path
    lines = [_verdict(assessment, catalogue)]
    ready = [
        f"{percent(x.share)} of what {role_name(r, catalogue)} postings ask for"
        for r, x in assessment.readiness.items()
    ]
    lines.append(f"As far as you told me, you hold {joined(ready)}.")
    decided = assessment.recommendation in catalogue.roles
    sides = _for_and_against if decided else _for_each
    lines += sides(assessment.fit.contributions, role, catalogue)
    if line := nearer_line(assessment.profile, catalogue):
        lines.append(line)
    return Message("\n".join(lines), kind="recommendation", choices=AFTER_ADVICE, data=standing(assessment, catalogue))


def _of_which(assessment: Assessment, catalogue: Catalogue) -> str:
    """ ", and you told me that you lack Python and SQL"; "" where no foundation was named."""
    lacking = [name_of(s, catalogue) for s in lacking_foundations(assessment.profile, catalogue)[:NAMED]]
    return f", and you told me that you do not have {joined(lacking, 'or')} yet" if lacking else ""


def _between(fit: Interval) -> str:
    return f"likely between {round(fit.low * 100)} and {round(fit.high * 100)}"


def _leaning(label: str, odds: str, sure: bool) -> str:
    """A range that crosses the middle is no verdict, however high the figure in it."""
    if sure:
        return f"The {label} path fits you better: {odds}."
    return f"The {label} path looks likelier for you, but I am not sure yet: {odds}."


def standing(assessment: Assessment, catalogue: Catalogue) -> dict[str, object]:
    """An assessment as a channel draws it."""
    return {
        "labels": {role: role_name(role, catalogue) for role in assessment.readiness},
        "recommendation": assessment.recommendation,
        "fit": {
            role: {"value": i.value, "low": i.low, "high": i.high} for role, i in assessment.fit.probability.items()
        },
        "readiness": {role: r.share for role, r in assessment.readiness.items()},
    }


def _for_and_against(contributions: Iterable[Contribution], role: str, catalogue: Catalogue) -> list[str]:
    listed = list(contributions)
    lines = []
    if speaking := [c for c in listed if c.toward == role][:3]:
        lines.append(f"For it: {_in_a_row(speaking, catalogue, 'less')}.")
    if against := [c for c in listed if c.toward != role][:2]:
        lines.append(f"Against it: {_in_a_row(against, catalogue, 'more')}.")
    return lines


def _for_each(contributions: Iterable[Contribution], first: str, catalogue: Catalogue) -> list[str]:
    """What speaks for each role, where none of them is recommended; what is against the one is for the other."""
    listed = list(contributions)
    lines = []
    for role in sorted(catalogue.roles, key=lambda r: r != first):
        if speaking := [c for c in listed if c.toward == role][:3]:
            name = role_name(role, catalogue)
            lines.append(f"For {name}: {_in_a_row(speaking, catalogue, 'less')}.")
    return lines


def _in_a_row(contributions: Iterable[Contribution], catalogue: Catalogue, asked: str) -> str:
    """Skills first, so that "your liking" is not read into the next name; then what is lacked, of which the role that is
    spoken of asks for `asked`, "less" or "more", than the other one: a lack by itself speaks for nothing."""
    words = {"has": "{}", "like": "your liking for {}", "dislike": "your dislike of {}"}
    listed = list(contributions)
    ordered = sorted((c for c in listed if c.statement in words), key=lambda c: list(words).index(c.statement))
    told = [words[c.statement].format(_subject(c, catalogue)) for c in ordered]
    if lacking := [_subject(c, catalogue) for c in listed if c.statement not in words]:
        less = f"it asks {asked} often for {joined(lacking)}, which you do not have"
        return f"{joined(told)}, and that {less}" if told else less
    return joined(told)


def contribution(c: Contribution, catalogue: Catalogue) -> str:
    words = {"has": "", "lacks": "no ", "like": "you like ", "dislike": "you dislike "}
    return words.get(c.statement, "") + _subject(c, catalogue)


def _subject(c: Contribution, catalogue: Catalogue) -> str:
    return name_of(c.subject, catalogue) if c.kind == "skill" else activity_name(c.subject, catalogue)


def too_little_known(assessment: Assessment, catalogue: Catalogue, number: int) -> Message:
    """No verdict; but which way the little points that is known, so that it is worth going on."""
    opening = pick(
        (
            "I know too little about you to name a path, and I will not guess.",
            "That is not enough yet for an honest answer.",
        ),
        number,
    )
    return Message(f"{opening} {_first_lean(assessment, catalogue)}".strip())


def _first_lean(assessment: Assessment, catalogue: Catalogue) -> str:
    role = assessment.path
    speaking = [c for c in assessment.fit.contributions if c.toward == role][:2]
    if not speaking:
        known = [name_of(s, catalogue) for s, said in assessment.profile.skills.items() if said.held]
        return f"{joined(known[:3])} {'are' if len(known) > 1 else 'is'} asked for in both jobs." if known else ""
    return (
        f"So far only this points anywhere: {joined(contribution(c, catalogue) for c in speaking)}. By that alone {role_name(role, catalogue)} is the likelier "
        "side, and a few answers can turn it."
    )


def why(assessment: Assessment, change: tuple[Change, ...] | None, catalogue: Catalogue) -> Message:
    if assessment.recommendation == NOT_YET and (lacking := lacking_foundations(assessment.profile, catalogue)):
        return _why_not_yet(assessment, lacking, change, catalogue)
    role = assessment.path
    label = role_name(role, catalogue)
    even = assessment.recommendation == "both"
    listed = list(zip(assessment.fit.contributions, assessment.reasons))
    speaking = [(c, reason) for c, reason in listed if c.toward == role][:4]
    against = [(c, reason) for c, reason in listed if c.toward != role][:3]
    lines = [_verdict(assessment, catalogue)]
    if speaking:
        lines.append(f"{'For' if even else 'Why'} {label}, strongest reasons first:")
        lines += [because(c, reason, catalogue) for c, reason in speaking]
    if against:
        lines.append(f"For {role_name(against[0][0].toward, catalogue)}:" if even else "Against it:")
        lines += [because(c, reason, catalogue) for c, reason in against]
    if not (speaking or against):
        lines.append(f"Why {label}:")
        lines.append("- nothing you told me separates the two roles, so this rests on how ready you are.")
    lines.append(change_line(change, catalogue))
    return Message("\n".join(lines), kind="recommendation", data=standing(assessment, catalogue))


def against(assessment: Assessment, catalogue: Catalogue) -> Message:
    """What speaks against the path that is nearer, each with its figure."""
    label = role_name(assessment.path, catalogue)
    listed = zip(assessment.fit.contributions, assessment.reasons)
    lines = [because(c, reason, catalogue) for c, reason in listed if c.toward != assessment.path][:4]
    if not lines:
        missing = [name_of(g.skill, catalogue) for g in assessment.gaps[assessment.path][:NAMED]]
        open_yet = f" What you do not have for it so far: {joined(missing)}." if missing else ""
        return Message(f"Nothing that you told me speaks against {label}.{open_yet}", choices=AFTER_ADVICE[:2])
    return Message("\n".join([f"Against {label}, strongest first:", *lines]), choices=AFTER_ADVICE[:2])


def _why_not_yet(
    assessment: Assessment, lacking: Sequence[str], change: tuple[Change, ...] | None, catalogue: Catalogue
) -> Message:
    """The foundations that are missing and how often they are asked for: what speaks for a path is no reason here."""
    lines = ['Why "not yet": both jobs stand on foundations that you told me you do not have so far:']
    for skill in lacking[:NAMED]:
        figures = asked_for(skill, catalogue)
        lines.append(f"- {name_of(skill, catalogue)}{f': {figures}' if figures else ''}")
    if more := [name_of(skill, catalogue) for skill in lacking[NAMED:]]:
        lines.append(f"- also {joined(more)}")
    lines.append(
        "Nothing else that you told me of makes up for them yet. They can be learned: the gaps and the plan begin with them."
    )
    lines.append(change_line(change, catalogue, assessment.recommendation))
    return Message(
        "\n".join(lines), kind="recommendation", choices=AFTER_ADVICE[:2], data=standing(assessment, catalogue)
    )


def what_would_change(assessment: Assessment, change: tuple[Change, ...] | None, catalogue: Catalogue) -> Message:
    """Where the recommendation stands, and the least that would turn it."""
    odds = (
        f"{in_a_hundred(assessment.fit.probability[assessment.path].value)} for {role_name(assessment.path, catalogue)}"
    )
    openings = {
        "both": "I can't tell yet which fits better: it stands",
        "not_yet": "The foundations come first, and by what you like and know it stands",
    }
    now = f"{openings.get(assessment.recommendation, 'It stands')} at {odds}."
    return Message(
        f"{now} {change_line(change, catalogue, assessment.recommendation)}", data=standing(assessment, catalogue)
    )


def because(c: Contribution, reason: Reason, catalogue: Catalogue) -> str:
    """One statement with the figure and source that its weight rests on."""
    toward = f", towards {role_name(c.toward, catalogue)}" if len(catalogue.roles) > 2 else ""
    return f"- {contribution(c, catalogue)}{toward}{f': {reason.figure}' if reason.figure else ''}"


def counted(assessment: Assessment, subjects: Set[str], catalogue: Catalogue) -> Message:
    """What statements on these skills and activities count for; where none is named, what counts of all."""
    listed = list(zip(assessment.fit.contributions, assessment.reasons))
    named = [(c, reason) for c, reason in listed if not subjects or c.subject in subjects][:4]
    if not named:
        return Message(
            "I have noted it, but in my figures it is no sign of the one job more than of the other, so it moves the fit neither "
            "way. That says nothing about what it is worth at work."
        )
    lines = ["It is noted, and it does count:" if subjects else "What you told me and what it counts for, most first:"]
    for c, reason in named:
        figure = f"; {reason.figure}" if reason.figure else ""
        lines.append(f"- {contribution(c, catalogue)}: speaks for {role_name(c.toward, catalogue)}{figure}")
    return Message("\n".join(lines), choices=(choice("Which path fits me?", "start_advice"),))


def change_line(change: tuple[Change, ...] | None, catalogue: Catalogue, now: str = "") -> str:
    """The least that would turn the recommendation of `now`."""
    if not change:
        return "Nothing that you might learn or come to like, up to three things, would turn this advice."
    what = joined(c.describe(catalogue) for c in change)
    to = change[0].leads_to
    if now == NOT_YET:
        then = (
            "it would then be too even to call" if to == BOTH else f"it would then lean to {role_name(to, catalogue)}"
        )
        return f'What would lift the "not yet": {what}; {then}.'
    turned = {BOTH: "make it too even to call", NOT_YET: 'turn it to "not yet"'}
    return f"What would {turned.get(to) or f'turn it to {role_name(to, catalogue)}'}: {what}."


def comparison(assessment: Assessment, catalogue: Catalogue) -> Message:
    lines = ["Both roles on what you told me:"]
    for role, fit in assessment.fit.probability.items():
        missing = [name_of(g.skill, catalogue) for g in assessment.gaps[role][:4]]
        lines.append(
            f"- {role_name(role, catalogue)}: fit {in_a_hundred(fit.value)}, you have {percent(assessment.readiness[role].share)} of what is asked for"
            + (f", missing first: {', '.join(missing)}" if missing else ", nothing important missing")
        )
    return Message("\n".join(lines), kind="chart", data=standing(assessment, catalogue))


def which_role(catalogue: Catalogue) -> Message:
    return Message(
        "Which role do you mean?",
        choices=tuple(choice(r.label, "choose_role", role=r.id) for r in catalogue.roles.values()),
    )
