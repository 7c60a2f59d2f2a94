"""What people want changed in a plan: a step that is known leaves it, one that is not to be learned is left out, and
where another order is wished, what speaks against it is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.chosen import nobody_chose
from actions.plan_order import OF_A_PLAN
from actions.planning import kept_limits, make_plan, plan_shown, remembering
from actions.turn import Answer, Reply, Turn
from waymark.meaning import plan_edits, plan_wording
from waymark.meaning.answers import level_answer
from waymark.meaning.wording import role_named
from waymark.plan_change import PlanChange, PlanShown, shown, shown_from
from waymark.report import talk
from waymark.report.talk.words import name_of, time_named
from waymark.skills import Mention, Polarity, ProficiencyLevel

SHORTEST_WORD = 4  # letters, of a name that is said in part
MOST_NAMED = 3  # steps of one wish
_AFTER_A_PLAN = {"ask_plan", "set_hours", "ask_how_long", "ask_gaps", "choose_role"}
ASSUMED = ProficiencyLevel.INTERMEDIATE  # of who says "I know it" and no more, as of who names a skill


def wish_meant(turn: Turn) -> Answer | None:
    """What answers a wish to change the plan; None where a message is none."""
    if turn.passed_over and _back_in(turn):
        return _in_again
    if _wishes(turn):
        return _plan_wish
    of_a_plan = after_a_plan(turn) or (turn.plans_shown and not (turn.open_question or "").startswith("q:"))
    known = not turn.adviser.profile(turn.person).is_empty
    if known and of_a_plan and not turn.mentions and plan_edits.moves_steps(turn.text):
        return _other_order
    return None


def after_a_plan(turn: Turn) -> bool:
    shown = not turn.adviser.profile(turn.person).is_empty  # of who has told nothing no plan was made
    return shown and (turn.intent_before in _AFTER_A_PLAN or not OF_A_PLAN.isdisjoint(turn.marks_before))


def _wishes(turn: Turn) -> bool:
    """Whether a message would change steps of a plan, or says that one is known already."""
    text, after = turn.text, after_a_plan(turn)
    told = any(m.polarity is Polarity.HAS and (m.level or m.years) for m in turn.own)
    if told and not (after or turn.plans_shown):
        return False  # what is told before there is a plan can change none
    if turn.mentions and plan_edits.edits_plan(text, turn.intent == "correct_or_remove_skill", after):
        return True
    if turn.mentions and plan_edits.skips_named(text, (m.start for m in turn.mentions)):
        return True
    if turn.mentions and plan_edits.is_barred(text) and (after or turn.plans_shown):
        return True
    if talk.LEFT_OUT in turn.marks_before and plan_wording.without_those(text):
        return True
    if turn.intent in {"progress_done", "compare_or_whatif"} or ("?" in text and not plan_edits.asks_leave(text)):
        return False
    skips, knows = plan_edits.skips_step(text), plan_wording.says_known(text)
    if after:
        return (skips or (knows and _says_no_more(turn))) and bool(_steps_meant(turn))
    if not turn.plans_shown or (turn.open_question or "").startswith("q:"):
        return False
    # Longer after a plan "drop R" may be a correction, and "I know R" is telling, unless nobody else would hear it.
    steps = {step.skill for step in plan_shown(turn).steps}
    meant = _steps_meant(turn)
    return bool(meant) and ((skips and steps.issuperset(meant)) or (knows and not turn.mentions))


def _says_no_more(turn: Turn) -> bool:
    """Whether all that is named is of the plan: "I know Java and Docker" is telling, which is heard as such."""
    return {m.skill for m in turn.mentions} <= {step.skill for step in plan_shown(turn).steps}


def _steps_meant(turn: Turn) -> tuple[str, ...]:
    """The skills that are named, else what is called by name, or by its number in the plan ("the first one")."""
    if named := tuple(dict.fromkeys(m.skill for m in turn.mentions))[:MOST_NAMED]:
        return named
    if turn.adviser.profile(turn.person).is_empty:
        return ()
    catalogue = turn.adviser.catalogue
    skills = tuple(dict.fromkeys(step.skill for step in plan_shown(turn).steps))
    asked_for = dict.fromkeys(
        (*skills, *(r.skill for role in catalogue.roles for r in catalogue.requirements_of(role)))
    )
    called = tuple(skill for skill in asked_for if _is_called(skill, turn))[:MOST_NAMED]
    if not called and len(partly := [skill for skill in asked_for if _is_partly_called(skill, turn)]) == 1:
        return tuple(partly)
    number = plan_wording.step_numbered(turn.text)
    if not called and number is None and turn.spoken_of in skills and plan_edits.skips_it(turn.text):
        return (turn.spoken_of,)
    return called or (skills[number : number + 1] if number is not None else ())


def _is_called(skill: str, turn: Turn) -> bool:
    """Whether the text holds a name of the skill that the reader leaves out elsewhere ("communication")."""
    known = turn.adviser.catalogue.skills[skill]
    names = (known.preferred_label, *known.alt_labels)
    return any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", turn.text, re.I) for n in names)


def _is_partly_called(skill: str, turn: Turn) -> bool:
    """ "The business stuff": a word of a skill's name, which means it where it stands in no other one's."""
    label = turn.adviser.catalogue.skills[skill].preferred_label
    words = re.findall(rf"\w{{{SHORTEST_WORD},}}", label.casefold())
    return any(re.search(rf"\b{re.escape(word)}\b", turn.text, re.I) for word in words)


def _plan_wish(turn: Turn) -> Reply:
    """A step that is known or not to be learned leaves the plan; nothing is moved in it."""
    meant = _steps_meant(turn)
    if meant and plan_wording.says_known(turn.text):
        return _known(turn, meant)
    if not meant and talk.LEFT_OUT in turn.marks_before:  # they are left out already
        return make_plan(replace(turn, intent="ask_plan", text="", open_question=None))
    catalogue = turn.adviser.catalogue
    names = tuple(name_of(skill, catalogue) for skill in meant)
    role = role_named(turn.text, catalogue)
    slots = {"chosen_role": role} if role else {}
    if turn.adviser.profile(turn.person).is_empty:
        return Reply.of(talk.plan_is_fixed(names), digression=True, slots=slots)
    plan = plan_shown(turn)
    costs = talk.cost_of_skipping(plan, meant, catalogue)
    only_asks = plan_edits.asks_leave(turn.text) and not plan_edits.is_barred(turn.text)
    needed = any(set(s.because) - set(meant) for s in plan.steps if s.skill in meant)  # others stand on it
    stays = only_asks or not plan_edits.leaves_out(turn.text) or (needed and not plan_edits.is_barred(turn.text))
    if not meant or stays or not (after_a_plan(turn) or turn.plans_shown):
        can_go = bool(meant) and only_asks and not needed
        return Reply.of(talk.plan_is_fixed(names, costs, can_go=can_go), digression=True, slots=slots)
    left_out = tuple(dict.fromkeys((*turn.passed_over, *meant)))
    change, kept = _changed_to(turn, left_out)
    told = talk.passed_over(meant, costs, change, catalogue)
    return Reply.of(told, digression=True, slots={**slots, **kept})


def _changed_to(turn: Turn, left_out: tuple[str, ...]) -> tuple[PlanChange, dict[str, Any]]:
    """What becomes of the plan when these skills are left out, and the slots that keep it so."""
    then = replace(turn, passed_over=left_out)
    now = _in_short(then)
    slots = remembering(turn, {"passed_over": list(left_out) or None}, now) if turn.plans_shown else None
    return PlanChange(_in_short(turn), now), dict(slots or {"passed_over": list(left_out) or None})


def _in_short(turn: Turn) -> PlanShown:
    return shown(plan_shown(turn), time_named(*kept_limits(turn)), nobody_chose(turn))


def _back_in(turn: Turn) -> tuple[str, ...]:
    """The skills left out that a message wants back."""
    if not plan_edits.takes_up_again(turn.text):
        return ()
    return tuple(skill for skill in turn.passed_over if skill in _steps_meant(turn))


def _in_again(turn: Turn) -> Reply:
    """What was left out counts again."""
    back = _back_in(turn)
    change, slots = _changed_to(turn, tuple(skill for skill in turn.passed_over if skill not in back))
    return Reply.of(talk.in_again(back, change, turn.adviser.catalogue), digression=True, slots=slots)


def _other_order(turn: Turn) -> Reply:
    """Whether the step that is wished for first can be taken first."""
    steps, place = plan_shown(turn).steps, plan_edits.step_wanted_first(turn.text)
    if len(steps) <= place:
        return Reply.of(talk.plan_is_fixed(()), digression=True)
    return Reply.of(talk.other_order(steps[place], steps[:place], turn.adviser.catalogue), digression=True)


def _known(turn: Turn, skills: Sequence[str]) -> Reply:
    """Marks the steps as known, says at which level, and what that changes in the plan."""
    needed = {step.skill: step.need for step in reversed(plan_shown(turn).steps)}
    before = turn.adviser.profile(turn.person).skills
    said = {m.skill: m for m in turn.own}
    told = []
    for skill in skills:
        level, years = (said[skill].level, said[skill].years) if skill in said else (None, None)
        if level is None and years is None:
            level = level_answer(turn.text) or max(ASSUMED, needed.get(skill, ASSUMED))
            if skill in before and before[skill].held >= level:
                continue  # "I know it" takes nothing back of what was told before
        told.append(Mention(skill, 0, 0, level=level, years=years, evidence=turn.text[:200]))
    turn.adviser.hear(turn.person, told)
    now = turn.adviser.profile(turn.person).skills
    noted = talk.step_known([now[skill] for skill in skills if skill in now], turn.adviser.catalogue)
    before_it = turn.plans_shown[-1:]  # after gaps there is no plan yet, so how long it takes is enough
    again = make_plan(replace(turn, intent="ask_plan" if before_it else "ask_how_long", text="", open_question=None))
    if before_it and (kept := again.slots.get("plans_shown")):
        change = PlanChange(shown_from(before_it[0]), shown_from(kept[-1]))
        again = replace(again, messages=(talk.plan_changed(change, turn.adviser.catalogue),))
    return replace(again, messages=(noted, *again.messages), digression=False)
