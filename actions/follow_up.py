"""\"And a machine learning engineer?\": the last question once more, on the role that is named now."""

from __future__ import annotations

from actions.aside import MISHEARD
from actions.chosen import other_role
from actions.disputing import levels_disputed
from actions.questions import open_interview_question
from actions.retraction import means_two_skills
from actions.turn import Turn
from waymark.fit import UNKNOWN
from waymark.meaning.answers import CONFIRMATIONS, study_time
from waymark.meaning.choosing import asks_whether_it_fits, speaks_of_market
from waymark.meaning.comparing import asks_for_verdict, asks_pay, leaves_out, means_other_alone
from waymark.meaning.deadlines import deadline, names_own_deadline
from waymark.meaning.deletion import asks_only, orders_deletion
from waymark.meaning.goals import goal_told
from waymark.meaning.more import wants_to_know_more
from waymark.meaning.openings import asks_why_asked, is_bare_why, names_more
from waymark.meaning.plan_wording import asks_plan_for_both, lifts_limit, means_other_role
from waymark.meaning.practical import asks_what_to_study
from waymark.meaning.privacy import asks_about_data, asks_for_own_details
from waymark.meaning.retraction import (
    activities_named,
    asks_what_is_noted,
    asks_what_was_heard,
    asks_why_noted,
    complains_of_loss,
    denied_dislikes,
    ordered_out,
    retracts_liking,
)
from waymark.meaning.told_time import limit_denied
from waymark.meaning.trust import objection, wonders_if_sure
from waymark.meaning.wording import (
    asks_against,
    asks_for_plan,
    asks_what_to_do,
    asks_what_would_change,
    asks_why,
    command_behind,
    denied_words,
    does_not_understand,
    names_place_alone,
    role_named,
    role_named_alone,
)
from waymark.skills import Frame, Polarity

# Intents of one question, by the role that it is about.
_BY_ROLE = (
    {"ds": "ask_requirements_ds", "mle": "ask_requirements_mle"},
    {"ds": "ask_what_does_ds_do", "mle": "ask_what_does_mle_do"},
    {"ds": "ask_what_is_ds", "mle": "ask_what_is_ml"},
)
# What "more info" asks for after an answer of this intent, or under a message of this kind.
_MORE_AFTER = {
    "ask_what_is_ds": "ask_what_does_ds_do",
    "ask_what_does_ds_do": "ask_requirements_ds",
    "ask_what_is_ml": "ask_what_does_mle_do",
    "ask_what_does_mle_do": "ask_requirements_mle",
    "ask_why_recommendation": "ask_how_sure",
}
_MORE_UNDER = {"recommendation": "ask_why_recommendation", "gaps": "ask_resources", "plan": "ask_report"}
_OF_A_VERDICT = {"ask_gaps", "start_advice", "compare_or_whatif", "ask_where_to_start", *MISHEARD}
_OF_ONE_THING = {"ask_what_is_ds", "ask_what_is_ml", "ask_difference"}
_TAKEN_FOR_TELLING = {"tell_skills", "tell_interest", "deny", "undo", "feedback", *MISHEARD}
_TELLING = {"tell_skills", "tell_interest", "correct_or_remove_skill", "answer_level", "nlu_fallback"}
_TAKEN_FOR_LIFTING = {
    "nevermind", "injection", "deny", "skip", "undo", "correct_or_remove_skill", "start_advice", "restart", *MISHEARD,
}  # fmt: skip
_TIME_MISHEARD = {"feedback", "correct_or_remove_skill", "undo", "deny", "chitchat", "goodbye", *MISHEARD}
_NOT_OF_THE_PERSON = {"paste_advert", "injection", "distress", "compare_or_whatif"}
_SHORT = 8  # words of a message that names a role and no more
_OF_EITHER = {"ask_salary", "ask_gaps", "ask_plan", "ask_how_long", "ask_degree_maths", "ask_job_market"}


def _other_role(turn: Turn) -> str | None:
    """The role that "and the other one?" means: not the one that was asked about, chosen or is likelier."""
    if not (len(turn.text.split()) <= _SHORT and (means_other_alone(turn.text) or means_other_role(turn.text))):
        return None
    asked = next((r for pair in _BY_ROLE for r, intent in pair.items() if intent == turn.intent_before), None)
    return other_role(turn, asked)


def named_request(turn: Turn) -> str | None:
    """The intent that a message's words ask for where it sounds like another one."""
    if not (turn.mentions or turn.interests) and wants_to_know_more(turn.text):
        return _more_of_it(turn)
    if not turn.mentions and asks_what_to_study(turn.text):
        known = not turn.adviser.profile(turn.person).is_empty
        return "ask_gaps" if known else "ask_where_to_start"
    if asks_what_was_heard(turn.text):
        return "export_or_show_profile"
    if _wonders_at_question(turn):
        return "why_ask"
    if open_interview_question(turn) is not None and not turn.mentions and does_not_understand(turn.text):
        return "ask_skill_explain"
    if turn.intent in {"help", "human_handoff", "tell_skills", "injection", *MISHEARD} and asks_about_data(turn.text):
        return "ask_privacy"
    says_what = turn.intent in {"ask_why_recommendation", "ask_job_market", "deny", "nevermind", *MISHEARD}
    if says_what and not turn.mentions and asks_for_verdict(turn.text) and not asks_why(turn.text):
        return "start_advice"
    if turn.intent == "ask_job_market" and not speaks_of_market(turn.text):
        return "nlu_fallback"  # its answer says nothing on anything else
    if _tells_what_was_asked(turn):
        return "tell_skills"
    if turn.intent == "ask_why_recommendation" and (turn.own or turn.interests) and not asks_why(turn.text):
        return "tell_interest" if turn.interests else "tell_skills"
    if (
        turn.intent in {"ask_privacy", "compare_or_whatif", *MISHEARD}
        and asks_what_is_noted(turn.text)
        and turn.mentions
    ):
        return "export_or_show_profile"
    if turn.intent in {"tell_skills", *MISHEARD} and not (turn.own or turn.interests) and wonders_if_sure(turn.text):
        return "ask_how_sure"
    if turn.intent == "start_advice" and objection(turn.text) == "wrong":
        return "ask_why_recommendation"
    asks_of_verdict = turn.intent in _OF_A_VERDICT and not (turn.own or turn.interests)
    if asks_of_verdict and (asks_against(turn.text) or (not turn.mentions and asks_what_would_change(turn.text))):
        return "ask_why_recommendation"
    several = len({m.skill for m in turn.mentions}) > 1
    if several and turn.intent in _OF_ONE_THING and role_named(turn.text, turn.adviser.catalogue) is None:
        return "ask_skill_explain"
    if asks_plan_for_both(turn.text):
        return "ask_plan"
    if levels_disputed(turn) is not None:
        return "correct_or_remove_skill"
    if open_interview_question(turn) is not None and asks_why_asked(turn.text):
        return "why_ask"
    if turn.intent in _TAKEN_FOR_TELLING - {"undo", "deny"} and objection(turn.text) in {"old", "one_skill"}:
        return "feedback"
    if turn.intent in {"human_handoff", *MISHEARD} and asks_for_own_details(turn.text):
        return "export_or_show_profile"
    tells = bool(turn.own or turn.interests) or turn.intent in _TAKEN_FOR_TELLING
    if tells and asks_whether_it_fits(turn.text, turn.adviser.catalogue):
        return "start_advice"
    if turn.intent in _TIME_MISHEARD and not (turn.own or turn.interests) and _tells_deadline(turn):
        return "set_hours"
    vague = turn.intent in {"start_advice", "correct_or_remove_skill", *MISHEARD} and not (turn.own or turn.interests)
    if vague and asks_for_plan(turn.text, turn.adviser.catalogue):
        return "ask_plan"
    if turn.plan_limits and turn.intent in _TAKEN_FOR_LIFTING and lifts_limit(turn.text):
        return "ask_plan"
    if turn.plans_shown and limit_denied(turn.text) and not (turn.own or turn.interests):
        return "ask_plan"
    if vague and study_time(turn.text).hours_per_week and goal_told(turn.text, turn.adviser.catalogue):
        return "set_hours"  # "6 hours a week, want to become an ML engineer" is heard as a plan's goal and time
    if (turn.mentions or turn.interests) and turn.intent in _TAKEN_FOR_TELLING and denied_words(turn.text):
        return "correct_or_remove_skill"
    if (turn.own or turn.interests) and turn.intent in _TELLING and (command := command_behind(turn.text)):
        return "why_ask" if command == "ask_why_recommendation" and open_interview_question(turn) else command
    return "ask_where_to_start" if turn.intent in {"help", *MISHEARD} and asks_what_to_do(turn.text) else None


def _supposes_away(turn: Turn) -> bool:
    """ "Without Docker?" after a what-if, or as a question about what is held, supposes it away."""
    if not turn.mentions or not leaves_out(turn.text):
        return False
    held = turn.adviser.profile(turn.person).skills
    return turn.intent_before == "compare_or_whatif" or (
        "?" in turn.text and all(m.skill in held for m in turn.mentions)
    )


def _more_of_it(turn: Turn) -> str:
    """What says more of what was just talked about: an answer, an open question, else of what one can do here."""
    under = next((wanted for kind, wanted in _MORE_UNDER.items() if kind in turn.marks_before), None)
    if under is not None and under != turn.intent_before:
        return under
    if turn.intent_before in _MORE_AFTER and open_interview_question(turn) is None:
        return _MORE_AFTER[turn.intent_before]
    if open_interview_question(turn) is not None:
        return "why_ask" if turn.said_the_same else "ask_skill_explain"
    return "help"


def _wonders_at_question(turn: Turn) -> bool:
    """ "Why?" and no more, right after a question was put, and before there is an advice that it could be about."""
    if open_interview_question(turn) is None or turn.asked > 1 or not is_bare_why(turn.text):
        return False
    return turn.adviser.compare(turn.person).recommendation == UNKNOWN


def _tells_what_was_asked(turn: Turn) -> bool:
    """ "How well do I know SQL? Eh, enough" after that question tells it, however much it sounds like a what-if."""
    question = open_interview_question(turn)
    if question is None or turn.intent != "compare_or_whatif" or turn.frame is not Frame.TELL or not turn.own:
        return False
    return all(m.skill in question.skills and (m.level or m.years or m.polarity is Polarity.LACKS) for m in turn.own)


def _tells_deadline(turn: Turn) -> bool:
    """ "I have until the end of June": the time for a plan, where one is talked about or the words say that it is."""
    if deadline(turn.text, turn.adviser.today()) is None:
        return False
    return bool(turn.plans_shown or turn.plan_limits) or names_own_deadline(turn.text)


def deletion_ordered(turn: Turn) -> str | None:
    """What an order to delete everything leads to, whatever was talked about: the deed if "shall I delete it all?" was
    asked a moment ago, else that question. None for anything else, also where a skill is named ("delete Docker")."""
    if turn.mentions or turn.interests or turn.intent == "restart" or not orders_deletion(turn.text):
        return None
    # The very words once more may be a message that was sent twice, which is no answer.
    answers = turn.deletion_asked is not None and turn.deletion_asked.casefold() != turn.text.casefold()
    return "confirm_delete" if answers and not asks_only(turn.text) else "delete_my_data"


def taking_back(turn: Turn) -> str | None:
    """That something is not disliked after all, or was noted wrongly, is a correction however it sounds."""
    if turn.text.startswith("/"):
        return None
    if any(ordered_out(turn.text, turn.adviser.profile(turn.person), turn.adviser.catalogue)):
        return "correct_or_remove_skill"
    if turn.intent in _NOT_OF_THE_PERSON:
        return None
    if means_two_skills(turn):
        return "correct_or_remove_skill"
    meant = asks_why_noted(turn.text) or (turn.own and complains_of_loss(turn.text))
    meant = meant or denied_dislikes(turn.text, turn.adviser.catalogue)
    meant = meant or (retracts_liking(turn.text) and activities_named(turn.text, turn.adviser.catalogue))
    return "correct_or_remove_skill" if meant else None


def follow_up(turn: Turn) -> str | None:
    """The intent of the question before, asked of the role that this message names and names alone; else None."""
    if turn.intent in MISHEARD and asks_pay(turn.text):
        return "ask_salary"
    if turn.intent_before == "ask_salary" and turn.intent in MISHEARD and names_place_alone(turn.text):
        return "ask_salary"
    if _supposes_away(turn):
        return "compare_or_whatif"  # "and without Docker?"
    if turn.intent_before == "compare_or_whatif" and turn.mentions and names_more(turn.text):
        return "compare_or_whatif"  # "what if I learn Docker?", "and Spark"
    role = role_named_alone(turn.text, turn.adviser.catalogue) or _other_role(turn)
    if role is None or turn.open_question in CONFIRMATIONS:
        return None
    if turn.intent_before in _OF_EITHER:
        return turn.intent_before
    if turn.intent_before == "set_hours" or "plan" in turn.marks_before:
        return "ask_plan"  # "60 hours in all" was answered with a plan
    return next((pair.get(role) for pair in _BY_ROLE if turn.intent_before in pair.values()), None)
