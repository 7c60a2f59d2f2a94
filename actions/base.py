"""What all actions share: hearing what is said by the way, answering the other questions of a message,
asking the open question again, never repeating a sentence, and an honest apology when a part fails."""

from __future__ import annotations

import asyncio
import logging
import re
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.follow_up import deletion_ordered, follow_up, named_request, taking_back
from actions.meant import OWN_MEANINGS, plain_meaning
from actions.planning import keep_time
from actions.questions import (
    SHORT,
    answered_again,
    bound_answer,
    drop_unanswered,
    hours_answer,
    put_again,
)
from actions.saying import introduced, is_new, without_repetition
from actions.turn import PART, Answer, Reply, Turn, is_request
from actions.what_if import told_beside
from actions.wishes import without_what_is_only_asked, without_wishes_for_what_is_held
from waymark.app import Settings, build_adviser
from waymark.meaning.answers import CONFIRMATIONS, takes_back
from waymark.meaning.asides import wants_no_questions
from waymark.meaning.goals import goal_told
from waymark.meaning.retraction import asks_what_is_noted
from waymark.report import talk
from waymark.report.messages import Message
from waymark.skills import Mention, Polarity, Scope

logger = logging.getLogger(__name__)

# "Wait, show me first what you have" and "no, just delete it" begin like a step back and are none.
NOT_DRAWN_BACK = {"affirm", "confirm_delete", "export_or_show_profile"}
MAX_PARTS = 3  # questions answered in one message
ANSWERS: dict[str, Answer] = {}  # intent -> what answers it; filled by the classes below
# These intents decide themselves what becomes of the skills that a message names.
SPEAK_FOR_THEMSELVES = {
    "tell_skills", "tell_interest", "correct_or_remove_skill", "paste_advert", "progress_done", "undo",
    "injection", "delete_my_data", "confirm_delete", "restart", "abuse", *OWN_MEANINGS,
}  # fmt: skip


HEAR_TIME = {"ask_plan", "set_hours", "ask_how_long"}  # which take the time that is told as theirs
ABOUT_A_SKILL = {"ask_resources", "ask_skill_explain"}
# Questions that a goal in the same message is a part of.
ASKS_FOR_A_ROLE = {"ask_gaps", "ask_plan", "ask_how_long", "set_hours", "ask_resources", "ask_where_to_start"}
# What people ask for in the same breath as they tell of themselves.
REQUESTS = {"start_advice", "ask_gaps", "ask_plan", "ask_why_recommendation", "export_or_show_profile"}


class WaymarkAction(Action, ABC):
    """An action named after its class: `ActionRecommendPath` is `action_recommend_path`."""

    intents: tuple[str, ...] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for intent in cls.intents:
            ANSWERS[intent] = cls().reply

    def name(self) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    @abstractmethod
    def reply(self, turn: Turn) -> Reply:
        """One call of the adviser, put into words."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        # The adviser talks to a database, so it must not hold up the server's loop.
        return await asyncio.to_thread(self._run, dispatcher, tracker)

    def _run(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        try:
            turn = Turn.of(tracker, build_adviser().for_one_turn(), Settings.from_environment().handoff)
            reply = complete(turn, self.reply)
        except Exception as error:  # the border: nobody must be left without an answer
            logger.error("%s failed: %s", self.name(), type(error).__name__)
            logger.debug("details", exc_info=True)
            dispatcher.utter_message(text=talk.apology())
            return []
        for message in without_repetition(reply.messages, turn.said_before, turn.said_the_same):
            dispatcher.utter_message(
                text=message.text,
                buttons=[{"title": c.title, "payload": c.payload} for c in message.choices],
                json_message={"kind": message.kind, **message.data} if message.data else None,
            )
        return _events(turn, reply)


def complete(turn: Turn, answer: Answer) -> Reply:
    """The whole reply: what was heard by the way, the answer, the other parts' answers, the open question."""
    turn, answer = _asked_for(without_wishes_for_what_is_held(without_what_is_only_asked(turn)), answer)
    goal = goal_told(turn.text, turn.adviser.catalogue)
    if goal is not None:
        turn = replace(_without_goal_as_request(turn), role=goal)
    new = is_new(turn)
    hushed = wants_no_questions(turn.text)
    turn = replace(turn, quiet=turn.quiet or hushed)
    heard: tuple[Message, ...] = ()
    slots: dict[str, Any] = {}
    answers = goal is None or bool(turn.own or turn.interests)  # "no, I want to be an engineer" is about the goal
    bound = (bound_answer(turn) if answers else None) or _bound_hours(turn) or _taken_back(turn)
    bound = answered_again(turn) or bound
    by_the_way = told_beside(turn) if turn.intent == "compare_or_whatif" else turn.own
    if bound is None and _tells_by_the_way(turn, by_the_way):
        told = turn.adviser.hear(turn.person, by_the_way, turn.interests, turn.unknown)
        heard = (talk.heard(told, turn.adviser.catalogue, turn.number),)
        if turn.intent not in HEAR_TIME:
            kept, slots = keep_time(turn)
            heard += kept
    reply = bound or _answered(turn, answer)
    if bound is None:
        drop_unanswered(turn, reply.opens if not reply.digression or reply.opens else turn.open_question)
    if goal is not None:
        reply = _with_goal(turn, goal, reply)
    if hushed:
        reply = replace(reply, slots={"quiet": True, **reply.slots})
    if heard:
        reply = replace(reply, messages=(*heard, *reply.messages), slots={**slots, **reply.slots})
    if reply.digression and not reply.opens:
        reply = put_again(turn, reply)
    if reply.opens:
        # The buttons under a reply are answers to its last question; others would be taken for such.
        reply = replace(reply, messages=(*(replace(m, choices=()) for m in reply.messages[:-1]), *reply.messages[-1:]))
    reply = _with_its_numbers_explained(turn, reply)
    return replace(reply, messages=introduced(turn, reply.messages)) if new else reply


def _with_its_numbers_explained(turn: Turn, reply: Reply) -> Reply:
    """What a kind of number means is said beside the first one of a conversation."""
    known = set(turn.explained.split())
    messages = []
    for message in reply.messages:
        line, scale = talk.scale_explained(message, known)
        messages.append(replace(message, text=f"{message.text}\n{line}") if line else message)
        known |= {scale} if scale else set()
    return replace(reply, messages=tuple(messages), slots={**reply.slots, "explained": " ".join(sorted(known))})


def _without_goal_as_request(turn: Turn) -> Turn:
    """ "I want to be a data scientist. I know R" tells a goal, and its first part asks for no advice."""
    if goal_told(turn.text_of("start_advice"), turn.adviser.catalogue) is None:
        return turn
    told = {"entity": PART, "value": "start_advice"}
    return replace(turn, entities=tuple(e for e in turn.entities if not told.items() <= e.items()))


def _with_goal(turn: Turn, goal: str, reply: Reply) -> Reply:
    """A goal is kept for gaps and plans. It leads the reply, and is all of it where the message says nothing else."""
    noted = talk.goal_noted(goal, turn.adviser.catalogue)
    slots = {**reply.slots, "chosen_role": goal}
    told = turn.intent in {"tell_skills", "tell_interest"} and (turn.own or turn.interests)
    corrects = turn.intent == "correct_or_remove_skill" and (turn.mentions or turn.interests)
    asks = turn.intent in ASKS_FOR_A_ROLE or {p for p in turn.parts if _asks(p)} - {"start_advice"}
    if told or asks or corrects:
        return replace(reply, messages=(replace(noted, choices=()), *reply.messages), slots=slots)
    return Reply.of(noted, digression=True, slots=slots)


def _answered(turn: Turn, answer: Answer) -> Reply:
    """The answers to all that a message asks, in its order; a question of ours stands last, else it would be lost."""
    others = _other_parts(turn)
    if not others:
        return answer(turn)
    order = turn.parts if turn.intent in turn.parts else (turn.intent, *turn.parts)
    replies = {
        intent: (answer if intent == turn.intent else ANSWERS[intent])(turn.about(intent))
        for intent in sorted([turn.intent, *others], key=order.index)
    }
    asking = [r for r in replies.values() if (r.opens or "").startswith("q:")]
    answers = [m for r in replies.values() for m in (r.messages[:-1] if r in asking else r.messages)]
    opened = [r.opens for r in (asking or list(replies.values())) if r.opens]
    return replace(
        replies[turn.intent],
        messages=(*answers, *(asking[0].messages[-1:] if asking else ())),
        opens=opened[-1] if opened else None,
        slots={key: value for r in replies.values() for key, value in r.slots.items()},
    )


def _asked_for(turn: Turn, answer: Answer) -> tuple[Turn, Answer]:
    """What is meant, where that is not what the whole message sounds like."""
    ordered = deletion_ordered(turn) or taking_back(turn)
    plain = plain_meaning(turn) if ordered is None else (ordered, ANSWERS[ordered])
    if plain is not None:
        # Its parts are not answered as well: they are pieces of the same question, misheard.
        return replace(
            turn, intent=plain[0], entities=tuple(e for e in turn.entities if e.get("entity") != PART)
        ), plain[1]
    wanted = follow_up(turn) or named_request(turn) or _request_in(turn)
    return (turn, answer) if wanted is None else (replace(turn, intent=wanted), ANSWERS[wanted])


def _request_in(turn: Turn) -> str | None:
    """A request beside facts ("R advanced. Which path suits me?"), which are then heard by the way; clear parts of
    a whole that is not."""
    if turn.intent in {"tell_skills", "tell_interest"}:
        return next((p for p in turn.parts if p in REQUESTS), None)
    if turn.intent in {"nlu_fallback", "out_of_scope", "nevermind"} and (asked := [p for p in turn.parts if _asks(p)]):
        return asked[0]
    if not (turn.own or turn.interests):
        return None
    if turn.intent == "paste_advert" and not any(m.scope in (Scope.MUST, Scope.NICE) for m in turn.mentions):
        return "tell_skills"  # a CV, or "junior dev here, 1.5 years of Java. DS or MLE?", pastes no advertisement
    background = turn.intent == "out_of_scope" and "?" not in turn.text and "out_of_scope" not in turn.parts
    return "tell_skills" if background or turn.intent == "nlu_fallback" else None


def _tells_by_the_way(turn: Turn, told: tuple[Mention, ...]) -> bool:
    """Whether a message of another kind also says something about the person."""
    claims = all(m.polarity is Polarity.HAS for m in turn.own)
    if turn.intent == "export_or_show_profile" and asks_what_is_noted(turn.text):
        return False
    if turn.intent in ABOUT_A_SKILL and claims and not {"tell_skills", "tell_interest"} & set(turn.parts):
        return False  # "a free course for SQL" says nothing about who asks; "I want to learn SQL" does
    return turn.intent not in SPEAK_FOR_THEMSELVES and bool(told or turn.interests)


def _bound_hours(turn: Turn) -> Reply | None:
    """The plan for a bare number after "how many hours a week?"."""
    if turn.open_question != "hours" or turn.intent not in SHORT or hours_answer(turn) is None:
        return None
    return ANSWERS["set_hours"](replace(turn, intent="set_hours"))


def _other_parts(turn: Turn) -> list[str]:
    """The further questions of the message that have an answer of their own, in order; where to start a plan says."""
    told = {turn.intent} | ({"ask_where_to_start"} if turn.intent in HEAR_TIME else set())
    return [p for p in dict.fromkeys(turn.parts) if p not in told and _asks(p)][: MAX_PARTS - 1]


def _asks(part: str) -> bool:
    return part in ANSWERS and is_request(part)


def _taken_back(turn: Turn) -> Reply | None:
    """ "No wait" while something waits to be confirmed leaves everything as it is, whatever else it may sound like."""
    waiting = turn.open_question or ""
    if waiting not in CONFIRMATIONS or turn.intent in NOT_DRAWN_BACK or not takes_back(turn.text):
        return None
    return ANSWERS["cancel_delete"](replace(turn, intent="cancel_delete"))


def _events(turn: Turn, reply: Reply) -> list[EventType]:
    """Only what changed, so that a conversation stays small."""
    slots: dict[str, Any] = {
        "failures": turn.failures + 1 if reply.failed else 0,
        "open_question": reply.opens,
        "asked": 0 if reply.opens is None else turn.asked + 1 if reply.opens == turn.open_question else 1,
        **reply.slots,
    }
    before = {
        "failures": turn.failures,
        "open_question": turn.open_question,
        "asked": turn.asked,
        "chosen_role": turn.role,
        "plan_limits": list(turn.plan_limits) or None,
        "plans_shown": list(turn.plans_shown) or None,
        "passed_over": list(turn.passed_over) or None,
        "quiet": turn.quiet,
        "advert": turn.advert,
        "explained": turn.explained,
    }
    return [*(SlotSet(key, value) for key, value in slots.items() if before.get(key, ...) != value), *reply.events]
