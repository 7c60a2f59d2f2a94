"""An advertisement against a profile, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING

from waymark.advert import Need
from waymark.catalogue import Catalogue
from waymark.plan import LearningPlan
from waymark.report.messages import Message, choice
from waymark.report.talk.learning import LIFTED, nothing_to_plan, step_line
from waymark.report.talk.words import joined, length_of, name_of, percent, role_name, years

if TYPE_CHECKING:
    from waymark.assessment import AdvertMatch, PartlyMet

ADVERT = "advert"  # the mark of what is said about one
STEPS = 6  # of a plan, told in full
SHOWN = 12  # skills named of each kind
FIRST = 3  # of what is missing, told with hours
SET_ASIDE = 'Say "forget the ad" to go back to the paths in general.'


def advert(match: AdvertMatch, catalogue: Catalogue, again: bool = False) -> Message:
    opening = "Against the advertisement of before" if again else "I read this as an advertisement"
    lines = [f"{opening}; it is nearest to {role_name(match.nearest, catalogue)}. Your profile is unchanged."]
    lines += _standing(match, catalogue)
    lines += [SET_ASIDE] if again else []
    return Message("\n".join(lines), data=_data(match))


def _data(match: AdvertMatch) -> dict[str, object]:
    return {
        "mark": ADVERT,
        "met": list(match.met),
        "missing": list(match.missing_must),
        "nice": list(match.missing_nice),
    }


def _standing(match: AdvertMatch, catalogue: Catalogue) -> list[str]:
    """Met, taken as met, and missing: "Tableau or Power BI" is one thing."""
    said = [s for s in match.met if s not in match.implied]
    lines = [f"You meet: {', '.join(name_of(s, catalogue) for s in said[:SHOWN])}."] if said else []
    if match.implied:
        taken = [f"{name_of(s, catalogue)} (from {name_of(f, catalogue)})" for s, f in match.implied.items()]
        lines.append(f"You did not say so, but I take it that you know {joined(taken[:SHOWN])}; tell me if not.")
    if match.below:
        lines.append(f"There in part: {'; '.join(_partly(p, catalogue) for p in match.below[:SHOWN])}.")
    begun = {p.skill for p in match.below}
    for title, skills in (("Missing, asked for", match.missing_must), ("Missing, nice to have", match.missing_nice)):
        left = [s for s in skills if s not in begun and not _is_other_of(s, begun, match.either)]
        if needs := _one_of(left, match.either, catalogue):
            lines.append(f"{title}: {', '.join(needs[:SHOWN])}.")
    return lines


def _partly(p: PartlyMet, catalogue: Catalogue) -> str:
    """ "Python (asked for 3 years, you told me beginner)"."""
    asked = p.level.label if p.years is None else years(p.years)
    have = p.have.label if p.told_years is None else years(p.told_years)
    return f"{name_of(p.skill, catalogue)} (asked for {asked}, you told me {have})"


def _is_other_of(skill: str, begun: Set[str], either: Iterable[tuple[str, ...]]) -> bool:
    """Whether a skill is the other name of a need that is there in part already."""
    return any(skill in group and begun & set(group) for group in either)


def _one_of(skills: Sequence[str], either: Iterable[tuple[str, ...]], catalogue: Catalogue) -> list[str]:
    """The names, those of one need as "Tableau or Power BI"."""
    group_of = {skill: group for group in either for skill in group if set(group) <= set(skills)}
    groups = dict.fromkeys(group_of.get(skill, (skill,)) for skill in skills)
    return [joined((name_of(s, catalogue) for s in group), "or") for group in groups]


def learn_for_advert(missing: Sequence[tuple[Need, str, float]], catalogue: Catalogue) -> Message:
    """What of an advertisement to learn first: must-haves, the shortest way first."""
    if not missing:
        return Message(
            "As far as you told me you know all that this advertisement asks for, so there is nothing to learn first."
        )
    steps = []
    for need, skill, hours in missing[:FIRST]:
        instead = [name_of(s, catalogue) for s in need.skills if s != skill]
        how = f"about {hours:.0f} h" + (f", the shorter way than {joined(instead, 'or')}" if instead else "")
        steps.append(f"{name_of(skill, catalogue)} ({how})")
    later = [name_of(skill, catalogue) for _, skill, _ in missing[FIRST:]]
    rest = f" After that: {joined(later)}." if later else ""
    level = " to get a working start" if all(need.level == 1 for need, _, _ in missing) else ""
    return Message(
        f"Of what that advertisement asks for, begin with {', then '.join(steps)}. That is must-haves first and the "
        f"shortest way first{level}; the hours are estimates.{rest}",
        data={"mark": ADVERT, "skills": [skill for _, skill, _ in missing]},
    )


def plan_for_advert(plan: LearningPlan, missing: Sequence[str], catalogue: Catalogue, limit: str = "") -> Message:
    """What is missing of an advertisement in weeks; `missing` are the skills that it asks for, the other steps are
    what those stand on. `limit` is the time that was named ("3 months")."""
    if not missing:
        return learn_for_advert((), catalogue)
    if not plan.steps:
        return nothing_to_plan(plan, catalogue)
    assumed = " I assume that pace; tell me yours and I change it." if plan.assumed else ""
    within = f", within the {limit} that you named ({LIFTED})" if limit else ""
    lines = [
        f"Plan for what that advertisement asks for and you miss: about {plan.hours:.0f} hours, {length_of(plan.weeks)} "
        f"at {plan.hours_per_week:g} hours a week{within}.{assumed}"
    ]
    lines += [step_line(step, catalogue) for step in plan.steps[:STEPS]]
    if later := plan.steps[STEPS:]:
        lines.append(f"- after that: {joined(dict.fromkeys(name_of(s.skill, catalogue) for s in later))}")
    planned = {step.skill for step in plan.steps}
    if under := [name_of(s, catalogue) for s in dict.fromkeys(step.skill for step in plan.steps) if s not in missing]:
        lines.append(f"It does not ask for {joined(under, 'or')} by name; the others stand on that.")
    if left := [name_of(s, catalogue) for s in missing if s not in planned]:
        lines.append(f"Not in it: {joined(left)}.")
    lines.append(f"Where it names no level I plan for a working start. Hours are estimates. {SET_ASIDE}")
    return Message("\n".join(lines), data={"mark": ADVERT})


def chance(match: AdvertMatch, catalogue: Catalogue, musts: int) -> Message:
    """ "Would I get that job?": a judgement from its list of `musts` must-haves alone, and that the rest is unknown."""
    met = round(match.met_share * musts)
    count = (
        f"{met} of its {musts} must-haves ({percent(match.met_share)})" if musts else "no must-haves that I could read"
    )
    lines = [
        f"{_judged(match, musts)} You meet {count}, as far as you told me. I judge by its list alone: nobody can tell from "
        "an advertisement who else applies, and I have no figures on who was taken.",
        *_standing(match, catalogue),
    ]
    return Message("\n".join(lines), data=_data(match), choices=(choice("What am I missing?", "ask_gaps"),))


def _judged(match: AdvertMatch, musts: int) -> str:
    if not musts:
        return "I can't judge that."
    if match.met_share == 1:
        return "Yes, I would apply."
    if match.met_share >= 0.5:
        return "I would, and say openly what you are still learning."
    return "You can, but it would be a stretch: more is missing than met."


def in_the_advert(skills: Sequence[str], needs: Sequence[Need], match: AdvertMatch, catalogue: Catalogue) -> Message:
    """Whether it asks for these skills, and whether they are met."""
    lines = []
    begun = {p.skill: p for p in match.below}
    for skill in skills[:FIRST]:
        name = name_of(skill, catalogue)
        need = next((n for n in needs if skill in n.skills), None)
        if need is None:
            lines.append(f"{name}: not in that advertisement, as far as I could read it.")
            continue
        others = [name_of(s, catalogue) for s in need.skills if s != skill]
        instead = f" ({joined(others, 'or')} will do too)" if others else ""
        asked = f"{name}{instead}: {'nice to have' if need.nice else 'a must-have'} there"
        if skill in match.implied:
            lines.append(f"{asked}. You did not say so, but I take it from {name_of(match.implied[skill], catalogue)}.")
        elif met := next((s for s in need.skills if s in match.met), None):
            lines.append(f"{asked}, and you meet it{'' if met == skill else f' with {name_of(met, catalogue)}'}.")
        elif skill in begun:
            lines.append(f"{asked}. You have it in part: {_partly(begun[skill], catalogue)}.")
        else:
            lines.append(f"{asked}. You have not told me of it so far.")
    return Message("\n".join(lines), data={"mark": ADVERT, "skills": list(skills)})


def advert_dropped() -> Message:
    return Message(
        "Done: that advertisement is set aside. From here it is about the two paths again; paste another one at any time.",
        choices=(choice("Which path fits me?", "start_advice"), choice("What am I missing?", "ask_gaps")),
    )


def ask_for_advert() -> Message:
    return Message(
        "Paste the advertisement's text here and I will compare it with your profile. It will not be taken for your own skills."
    )
