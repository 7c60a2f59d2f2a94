"""The open question: putting it, putting it again after a digression, and binding a short answer to it.

The slot `open_question` holds what waits for an answer: `q:ID` (an interview question), `offer:INTENT` ("shall I
make a plan?"), `confirm:delete`, `confirm:restart`, `hours`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.level_asked import (
    asked_after,
    asks_for_level,
    left_as_it_is,
    level_asked,
    level_question,
    note_level,
    note_years,
)
from actions.turn import Reply, Turn, is_request
from waymark.catalogue import Question
from waymark.meaning import openings, subject
from waymark.meaning.answers import (
    level_answer,
    option_number,
    short_level_answer,
    study_time,
    takes_back,
    years_answer,
)
from waymark.meaning.asides import is_thinking
from waymark.meaning.retraction import asks_why_noted
from waymark.meaning.slips import misspelt_level
from waymark.report import talk
from waymark.report.messages import Message
from waymark.skills import Attitude, Mention, ProficiencyLevel

MAX_ASKS = 3  # times that one question is put: at first, and after two digressions
# Intents whose message may be nothing but an answer to what was asked.
SHORT = {
    "affirm", "deny", "answer_level", "answer_activity", "dont_know", "chitchat", "out_of_scope", "nlu_fallback",
    "thanks", "set_hours", "skip",
}  # fmt: skip
# Those of messages that may begin with an answer and go on ("never, I told you that I am a beginner").
GOES_ON = {"tell_skills", "tell_interest", "correct_or_remove_skill", "nlu_fallback"}
TELLING = {"tell_skills", "tell_interest", "answer_level"}
NO_ANSWER = {
    "paste_advert", "abuse", "distress", "delete_my_data", "confirm_delete", "restart", "compare_or_whatif", "undo",
    "progress_done", "ask_skill_explain",
}  # fmt: skip
# A number that is no answer to "how many hours a week?": of another unit, or one that is turned down.
_NO_HOURS = re.compile(r"\d\s*(?:weeks?|wks?|months?|days?|years?|yrs?|%|percent)\b|\b(?:not|never|no way)\b", re.I)
MISHEARD_AS = {"out_of_scope", "chitchat", "thanks"}


def ask_next(turn: Turn, *before: Message) -> Reply:
    """The most telling question; where none is left, the recommendation."""
    if turn.quiet:
        return Reply.of(*(before or (talk.nothing_open(turn.number),)))
    question = turn.adviser.next_question(turn.person)
    if question is None:
        assessment = turn.adviser.advise(turn.person)
        return Reply.of(*before, talk.recommendation(assessment, turn.adviser.catalogue), opens="offer:ask_gaps")
    opens = f"q:{question.id}"
    if opens == turn.open_question and turn.asked:  # it was not answered, so the same words again would sound deaf
        if turn.asked >= MAX_ASKS:
            turn.adviser.drop_question(turn.person, question.id)
            return ask_next(turn, *before)
        return Reply.of(*before, talk.question_again(question, turn.adviser.catalogue, turn.asked), opens=opens)
    left = turn.adviser.progress(turn.person)
    return Reply.of(*before, talk.question(question, left), opens=opens)


def _go_on(turn: Turn, question: Question, *noted: Message) -> Reply:
    """What follows an answer: the next of several levels that were called wrong, else the interview."""
    level = asked_after(question, turn.adviser.catalogue) if asks_for_level(question) else None
    if level is None:
        return ask_next(turn, *noted)
    return Reply.of(*noted, level_asked(turn, level), opens=f"q:{level.id}")


def drop_unanswered(turn: Turn, opens: str | None) -> None:
    """A question that was put twice and not answered is not put again, once the talk is of something else."""
    question = open_interview_question(turn)
    if question is None or asks_for_level(question):
        return
    if turn.asked >= MAX_ASKS - 1 and opens != turn.open_question:
        turn.adviser.drop_question(turn.person, question.id)


def put_again(turn: Turn, reply: Reply) -> Reply:
    """The reply with the open question after it, in other words each time; a third repetition is left out."""
    if turn.open_question is None:
        return reply
    unwanted = turn.quiet and turn.open_question.startswith("q:")
    message = _in_other_words(turn) if turn.asked < MAX_ASKS and not unwanted else None
    if message is None:  # it is not put again, but a late answer to it still counts
        return replace(reply, opens=turn.open_question)
    return replace(reply, messages=(*reply.messages, message), opens=turn.open_question)


def _in_other_words(turn: Turn) -> Message | None:
    if question := open_interview_question(turn):
        return talk.question_again(question, turn.adviser.catalogue, turn.asked)
    return talk.confirm_again(turn.open_question or "", turn.asked)


def open_interview_question(turn: Turn) -> Question | None:
    """The interview question that waits for an answer, if any."""
    return _question(turn, turn.open_question or "", "q:")


def _question(turn: Turn, named: str, prefix: str) -> Question | None:
    """The question whose id stands after the prefix, if any."""
    wanted = named.removeprefix(prefix) if named.startswith(prefix) else None
    if wanted and (level := level_question(wanted, turn.adviser.catalogue)) is not None:
        return level
    return next((q for q in turn.adviser.catalogue.questions if q.id == wanted), None)


def answered_again(turn: Turn) -> Reply | None:
    """ "I said meh, not no" right after an answer was noted: it is taken back and put right; None for anything else."""
    meant = openings.meant_instead(turn.text)
    question = _question(turn, next((m for m in turn.marks_before if m.startswith(talk.ANSWER)), ""), talk.ANSWER)
    if meant is None or question is None or turn.own or turn.interests:
        return None
    said = replace(turn, text=meant, intent="out_of_scope", entities=())  # an answer and nothing else
    undecided = question.activity is not None and openings.is_indifferent(meant)
    answer = _level(said) if question.activity is None else _attitude(said)
    if answer is None and not undecided:
        return None
    turn.adviser.undo(turn.person)
    noted = _undecided(turn, question) if undecided or answer is None else _noted(turn, question, answer)
    return Reply.of(noted, digression=True) if open_interview_question(turn) else _go_on(turn, question, noted)


def bound_answer(turn: Turn) -> Reply | None:
    """The reply to an answer ("yes", "a bit, at work", "2", a button), or None where the message is none."""
    question = open_interview_question(turn)
    if question is not None and (quoted := openings.after_our_words(turn.text)) is not None:
        if subject.is_about_another(quoted[0], question, turn.adviser.catalogue):
            return None
        turn = replace(turn, text=quoted[1], intent="answer_level" if question.activity is None else "answer_activity")
    if question is None or subject.names_hours(turn.text):
        return None
    if (on_subject := _on_subject(turn, question)) is not None:
        return on_subject
    if is_thinking(turn.text):
        return Reply.of(talk.take_your_time(), digression=True) if turn.asked < MAX_ASKS else _skipped(turn, question)
    if turn.own or turn.interests or not _may_answer(turn) or openings.objects(turn.text):
        return None
    liking = question.activity is not None
    if liking and openings.is_indifferent(turn.text):
        return ask_next(turn, _undecided(turn, question))
    last = len(Attitude if liking else ProficiencyLevel)  # the number of the last button, which is "Skip", from 0
    if turn.intent in {"dont_know", "skip"} or option_number(turn.text, last + 1) == last:
        return _skipped(turn, question)
    return _bound_liking(turn, question) if liking else _bound_level(turn, question)


def _on_subject(turn: Turn, question: Question) -> Reply | None:
    """The answer in what is said of the question's own subject, or before other skills are told, which are noted too;
    None where there is none, or the skills that were asked about are told themselves."""
    if turn.intent in NO_ANSWER or any(map(is_request, turn.parts)) or turn.unknown or not question.skills:
        return None
    if any(m.skill in question.skills for m in turn.mentions) or asks_why_noted(turn.text):
        return None
    tells = bool(turn.own or turn.interests)
    if not tells and _may_answer(turn) and openings.opening_level(turn.text) is not None:
        return None  # "a little, but no tests" has its answer in front
    level = None
    if tells and turn.intent in TELLING:
        known = turn.adviser.profile(turn.person).skills
        level = subject.level_beside(turn.text, turn.mentions, turn.interests, known)
    if level is None and not turn.interests:
        level = subject.level_on_subject(turn.text, question, turn.adviser.catalogue)
    if level is None:
        return None
    noted = [_noted(turn, question, level)]
    if tells:
        told = turn.adviser.hear(turn.person, turn.own, turn.interests)
        noted.append(talk.heard(told, turn.adviser.catalogue, turn.number + 1))
    return _go_on(turn, question, *noted)


def _bound_liking(turn: Turn, question: Question) -> Reply | None:
    attitude = _attitude(turn)
    if attitude is None:
        return _skipped(turn, question) if openings.is_untried(turn.text) else None
    return ask_next(turn, _noted(turn, question, attitude))


def _bound_level(turn: Turn, question: Question) -> Reply | None:
    if (years := years_answer(turn.text)) is not None and asks_for_level(question):
        return _go_on(turn, question, note_years(turn, question, years))
    if years is not None:
        said = tuple(Mention(s, 0, len(turn.text), years=years, evidence=turn.text[:200]) for s in question.skills)
        return ask_next(turn, talk.heard(turn.adviser.hear(turn.person, said), turn.adviser.catalogue, turn.number))
    level = _level(turn)
    guessed = level is None and _merely_agrees(turn)
    if guessed and not (talk.HOW_MUCH in turn.marks_before or turn.asked >= MAX_ASKS):
        return Reply.of(talk.how_much(question), opens=turn.open_question)
    if guessed:  # asked for a level, it is yes again: no more than the least is sure
        level = ProficiencyLevel.BEGINNER
    if level is None:
        return None
    return _go_on(turn, question, _noted(turn, question, level, guessed))


def _noted(turn: Turn, question: Question, answer: ProficiencyLevel | Attitude, guessed: bool = False) -> Message:
    if asks_for_level(question) and isinstance(answer, ProficiencyLevel):
        return note_level(turn, question, answer)
    turn.adviser.answer(turn.person, question.id, answer)
    if isinstance(answer, Attitude):
        return talk.noted_attitude(question, answer, turn.adviser.catalogue, turn.number)
    return talk.noted_level(question, answer, turn.adviser.catalogue, turn.number, guessed)


def _undecided(turn: Turn, question: Question) -> Message:
    """Neither liked nor disliked: nothing is stored, and it is not asked again."""
    turn.adviser.skip(turn.person, question.id)
    return talk.undecided(question, turn.number)


def _may_answer(turn: Turn) -> bool:
    """Whether the message may be an answer, by its intent; who asks for something in it is answered instead."""
    told = turn.intent in GOES_ON and not turn.unknown and not any(map(is_request, turn.parts))
    return turn.intent in SHORT or told or misspelt_level(turn.text) is not None


def _merely_agrees(turn: Turn) -> bool:
    """Whether it is a yes, which says that there is something and not how much."""
    return turn.intent == "affirm" or (turn.intent not in GOES_ON | MISHEARD_AS and openings.agrees(turn.text))


def _skipped(turn: Turn, question: Question) -> Reply:
    if asks_for_level(question):
        return _go_on(turn, question, left_as_it_is(turn, question))
    turn.adviser.skip(turn.person, question.id)
    return ask_next(turn, talk.skipped(question, turn.number))


def _level(turn: Turn) -> ProficiencyLevel | None:
    if label := turn.entity("level"):
        return ProficiencyLevel.of(label)
    if (picked := option_number(turn.text, len(ProficiencyLevel))) is not None:
        return ProficiencyLevel(picked)
    if (slip := misspelt_level(turn.text)) is not None:
        return slip
    if turn.intent in MISHEARD_AS:  # only where nothing else is said before it: "good pizza" is no level
        before = openings.level_in_front(turn.text)
        return short_level_answer(turn.text) if before is None else before
    level = openings.opening_level(turn.text)
    if level is not None or turn.intent in GOES_ON or openings.is_bare_yes(turn.text):
        return None if turn.intent == "correct_or_remove_skill" and takes_back(turn.text) else level
    level = level_answer(turn.text)
    return ProficiencyLevel.NONE if level is None and turn.intent == "deny" else level


def _attitude(turn: Turn) -> Attitude | None:
    if label := turn.entity("attitude"):
        return Attitude(label)
    if (picked := option_number(turn.text, 2)) is not None:
        return (Attitude.LIKE, Attitude.DISLIKE)[picked]
    if openings.is_untried(turn.text) or (turn.intent == "correct_or_remove_skill" and takes_back(turn.text)):
        return None
    liked = openings.opening_liking(turn.text, alone=turn.intent in {"nlu_fallback", *MISHEARD_AS})
    if liked is None and (level := _level_of_liking(turn)) is not None:  # "a bit" is a liking
        refused = re.search(r"\b(?:not(?! bad)|hardly|barely)\b", turn.text, re.IGNORECASE)
        liked = level is not ProficiencyLevel.NONE and not refused
    if liked is None and turn.intent in {"affirm", "deny"} and not openings.asks_back(turn.text):
        liked = turn.intent == "affirm"
    return None if liked is None else Attitude.LIKE if liked else Attitude.DISLIKE


def _level_of_liking(turn: Turn) -> ProficiencyLevel | None:
    level = short_level_answer(turn.text)
    level = misspelt_level(turn.text) if level is None else level
    if level is None and turn.intent in {"answer_level", "answer_activity"}:
        return openings.opening_level(turn.text)
    return level


def hours_answer(turn: Turn) -> float | None:
    """Hours a week in an answer to "how many hours a week?": "8", "about 5 hours"."""
    if (found := re.fullmatch(r"(\D{0,12})(\d{1,2})(\D{0,12})", turn.text)) and not _NO_HOURS.search(turn.text):
        return float(found[2]) or None
    return study_time(turn.text).hours_per_week
