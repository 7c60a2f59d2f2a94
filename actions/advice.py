"""The advice itself: the path, the reasons, the gaps, the plan, what-ifs and advertisements."""

from __future__ import annotations

from dataclasses import replace

from actions.aside import on_the_advert
from actions.base import WaymarkAction
from actions.choosing import worth_now
from actions.chosen import wanted_role
from actions.planning import gaps_for, make_plan
from actions.questions import ask_next
from actions.turn import Reply, Turn
from actions.what_if import supposed, supposed_away
from waymark.advert import needs_of, needs_text
from waymark.assessment import Assessment
from waymark.gaps import held_levels
from waymark.meaning.asides import offers_cv, wants_no_questions
from waymark.meaning.more import how_many_wanted, wants_the_biggest
from waymark.meaning.on_the_advert import about_advert, question_beside
from waymark.meaning.others import is_of_somebody_else
from waymark.meaning.trust import objection
from waymark.meaning.wording import asks_against, asks_what_would_change
from waymark.report import talk
from waymark.report.messages import Message
from waymark.skills import Polarity, Scope

MOST_KEPT = 40  # needs of an advertisement that are remembered


class ActionRecommendPath(WaymarkAction):
    """Advice where enough is known; a question where it is not, never a score from nothing."""

    intents = ("start_advice",)

    def reply(self, turn: Turn) -> Reply:
        catalogue = turn.adviser.catalogue
        if turn.adviser.profile(turn.person).is_empty and wants_no_questions(turn.text):
            return Reply.of(talk.invitation(turn.number))
        if turn.adviser.profile(turn.person).is_empty:  # who then asks for advice wants to be asked
            asked = ask_next(replace(turn, quiet=False), talk.invitation_or_questions(turn.number))
            return replace(asked, slots={**asked.slots, "quiet": False})
        assessment = turn.adviser.advise(turn.person)
        if assessment.recommendation == "unknown":
            return ask_next(turn, talk.too_little_known(assessment, catalogue, turn.number))
        return Reply.of(talk.recommendation(assessment, catalogue), opens="offer:ask_gaps")


class ActionExplain(WaymarkAction):
    intents = ("ask_why_recommendation", "ask_how_sure")

    def reply(self, turn: Turn) -> Reply:
        assessment = turn.adviser.advise(turn.person)
        catalogue, asks_change = turn.adviser.catalogue, asks_what_would_change(turn.text)
        if assessment.recommendation == "unknown" and turn.intent == "ask_how_sure" and not asks_change:
            return Reply.of(talk.sure_in_general(catalogue, known=False), digression=True)
        if assessment.recommendation == "unknown":
            return ask_next(turn, talk.too_little_known(assessment, catalogue, turn.number))
        if turn.intent == "ask_how_sure" and not asks_change:
            return Reply.of(talk.how_sure(assessment, catalogue), digression=True)
        change = turn.adviser.smallest_change(turn.person)
        if asks_against(turn.text):
            return Reply.of(talk.against(assessment, catalogue), digression=True)
        answer = talk.what_would_change if asks_change else talk.why
        told = answer(assessment, change, catalogue)
        if objection(turn.text) == "wrong":  # the figures stand, and the choice is the person's
            told = replace(told, text=f"{talk.YOUR_CHOICE}\n{told.text}")
        return Reply.of(told, digression=True)


class ActionListGaps(WaymarkAction):
    intents = ("ask_gaps",)

    def reply(self, turn: Turn) -> Reply:
        if turn.adviser.profile(turn.person).is_empty:
            return Reply.of(talk.invitation(turn.number))
        assessment = turn.adviser.advise(turn.person)
        chosen = wanted_role(turn)
        return Reply.of(
            _gaps_told(turn, assessment, chosen),
            opens="offer:ask_plan",
            slots={"chosen_role": chosen} if chosen else {},  # a look at the path that fits now chooses nothing
        )


def _gaps_told(turn: Turn, assessment: Assessment, chosen: str | None) -> Message:
    """The gaps without what shall be left out, and as many as were asked for ("top 3 gaps")."""
    catalogue, path = turn.adviser.catalogue, chosen or assessment.path
    reach = {gap.skill for gap in gaps_for(turn, path)}
    listed = tuple(gap for gap in assessment.gaps[path] if gap.skill in reach)
    most, by_weight = how_many_wanted(turn.text), wants_the_biggest(turn.text)
    told = talk.gaps(
        assessment, path, catalogue, chosen is not None, most=most, by_weight=bool(most and by_weight), listed=listed
    )
    left = talk.kept_out(turn.passed_over, catalogue) if turn.passed_over else ""
    return replace(told, text=f"{told.text}\n{left}") if left else told


class ActionMakePlan(WaymarkAction):
    """A plan for the hours a week (or the months, or the hours in all) that the person names."""

    intents = ("ask_plan", "set_hours", "ask_how_long")

    def reply(self, turn: Turn) -> Reply:
        return make_plan(turn)


class ActionSuggestResources(WaymarkAction):
    intents = ("ask_resources",)

    def reply(self, turn: Turn) -> Reply:
        skills = tuple(dict.fromkeys(m.skill for m in turn.mentions))
        if not skills:
            profile = turn.adviser.profile(turn.person)
            skills = tuple(g.skill for g in gaps_for(turn, wanted_role(turn)))[:2] if not profile.is_empty else ()
        return Reply.of(talk.resources(skills, turn.adviser.catalogue), digression=True)


class ActionCompare(WaymarkAction):
    """ "What if I learn Docker?" before and after, changing nothing; "compare" puts both roles side by side."""

    intents = ("compare_or_whatif",)

    def reply(self, turn: Turn) -> Reply:
        about = supposed(turn)
        if turn.mentions and all(map(is_of_somebody_else, turn.mentions)):
            skills, profile = (m.skill for m in turn.mentions), turn.adviser.profile(turn.person)
            return Reply.of(talk.beside_somebody(skills, profile, turn.adviser.catalogue), digression=True)
        if turn.adviser.profile(turn.person).is_empty and not about:
            return Reply.of(talk.invitation(turn.number))
        if not about:
            return Reply.of(talk.comparison(turn.adviser.compare(turn.person), turn.adviser.catalogue), digression=True)
        lost, held = supposed_away(turn, about), held_levels(turn.adviser.profile(turn.person), turn.adviser.catalogue)
        if len(about) == 1 and lost and not held.get(lost[0]):  # nobody can do without what they do not have
            return worth_now(turn, about[0])
        learned = tuple(replace(m, scope=Scope.OWN, polarity=Polarity.HAS) for m in about if m.skill not in lost)
        told = talk.what_if(turn.adviser.what_if(turn.person, learned, lost), turn.adviser.catalogue)
        return Reply.of(told, digression=True)


class ActionMatchAdvert(WaymarkAction):
    """A pasted advertisement is read as requirements: met, missing, nice to have."""

    intents = ("paste_advert",)

    def reply(self, turn: Turn) -> Reply:
        asked = tuple(m for m in turn.mentions if m.scope in (Scope.MUST, Scope.NICE))
        if not asked:
            if offers_cv(turn.text):
                return Reply.of(talk.ask_for_cv(), digression=True)
            if not turn.advert:
                return Reply.of(talk.ask_for_advert(), digression=True)
            return on_the_advert(turn, about_advert(turn.text, just_pasted=True, lately=True) or "again")
        needs = needs_of(asked, turn.adviser.catalogue, turn.text)
        match = turn.adviser.match_advert(turn.person, needs)
        kept = {"advert": needs_text(needs[:MOST_KEPT])}
        told = talk.advert(match, turn.adviser.catalogue)
        wanted = about_advert(question_beside(turn.text), just_pasted=True)
        if wanted in {"first", "plan"}:  # "how do I prepare for this?" beside the text
            more = on_the_advert(replace(turn, advert=kept["advert"]), wanted)
            return replace(more, messages=(told, *more.messages), slots={**more.slots, **kept})
        return Reply.of(told, digression=True, slots=kept)


class ActionChooseRole(WaymarkAction):
    intents = ("choose_role",)

    def reply(self, turn: Turn) -> Reply:
        role = turn.entity("role")
        if role not in turn.adviser.catalogue.roles:
            return Reply.of(talk.which_role(turn.adviser.catalogue))
        return ActionListGaps().reply(replace(turn, role=role))
