"""The interview's wording."""

from __future__ import annotations

from waymark.catalogue import Catalogue, Question
from waymark.profile import SkillStatement
from waymark.report.messages import Choice, Message, choice
from waymark.report.talk.own_data import YES_NO
from waymark.report.talk.words import WAYS_ON, activity_name, joined, name_of, pick, statement
from waymark.skills import Attitude, ProficiencyLevel

LEVEL_CHOICES = (
    choice("Never", "answer_level", level="none"),
    choice("A little", "answer_level", level="beginner"),
    choice("Comfortable", "answer_level", level="intermediate"),
    choice("Strong", "answer_level", level="advanced"),
)
ATTITUDE_CHOICES = (
    choice("Yes, I like that", "answer_activity", attitude="like"),
    choice("No, not for me", "answer_activity", attitude="dislike"),
)
SKIP = choice("Skip", "skip")
LEVEL_WORDS = {
    ProficiencyLevel.NONE: "not yet",
    ProficiencyLevel.BEGINNER: "a little",
    ProficiencyLevel.INTERMEDIATE: "comfortable",
    ProficiencyLevel.ADVANCED: "strong",
}


HOW_MUCH = "how_much"  # the mark of the question that follows a bare yes
ANSWER = "answer:"  # how the mark begins that says which question was answered


def _choices(question: Question) -> tuple[Choice, ...]:
    return (*(ATTITUDE_CHOICES if question.activity else LEVEL_CHOICES), SKIP)


def _answered(asked: Question) -> dict[str, str]:
    return {"mark": ANSWER + asked.id}


def question(asked: Question, progress: tuple[int, int] | None = None) -> Message:
    """The question with its buttons; `progress` is (answered, about how many are left)."""
    left = f" (about {progress[1]} more after this)" if progress and progress[1] > 0 else ""
    return Message(asked.text + left, kind="choices", choices=_choices(asked), data={"question": asked.id})


def question_again(asked: Question, catalogue: Catalogue, times: int) -> Message:
    """The open question in other words, after a digression."""
    if asked.activity:
        shorter = f"So, {activity_name(asked.activity, catalogue)}: something for you? You can also skip it."
    else:
        subject = joined((name_of(s, catalogue) for s in asked.skills), "or")
        shorter = f"What about {subject}: never, a little, comfortable or strong? If you would rather not say, skip it."
    wordings = (f"Back to my question: {asked.text}", shorter)
    return Message(
        pick(wordings, max(0, times - 1)), kind="choices", choices=_choices(asked), data={"question": asked.id}
    )


STILL_OPEN = {
    "confirm:delete": "Delete everything I have about you, yes or no?",
    "confirm:restart": "Start over with an empty profile, yes or no?",
}


def how_much(asked: Question) -> Message:
    """After a bare yes to a question about a level."""
    return Message(
        "Good. How much: a little, comfortable or strong?",
        kind="choices",
        choices=_choices(asked),
        data={"question": asked.id, "mark": HOW_MUCH},
    )


def confirm_again(waiting: str, times: int) -> Message | None:
    """A confirmation is asked for again; None for an offer, which stands without being pressed."""
    if waiting not in STILL_OPEN:
        return None
    return Message(("Still open: " if times <= 1 else "Before we go on: ") + STILL_OPEN[waiting], choices=YES_NO)


def skipped(asked: Question, number: int) -> Message:
    return Message(
        pick(("No problem, we leave that out.", "Fine, next one.", "Skipped."), number), data=_answered(asked)
    )


def go_on(number: int) -> Message:
    return Message(pick(("Good, then let us go on.", "All right.", "Fine, on we go."), number))


def noted_level(
    asked: Question, level: ProficiencyLevel, catalogue: Catalogue, number: int, guessed: bool = False
) -> Message:
    """The level as understood; one `guessed` from a "yes" that was said twice tells how to put it right."""
    names = joined(name_of(s, catalogue) for s in asked.skills)
    hint = f' Say "{names.split(",")[0]}: comfortable" if that is nearer.' if guessed and len(asked.skills) == 1 else ""
    return Message(
        f"{pick(('Noted', 'Thanks', 'Got it'), number)}: {names} - {LEVEL_WORDS[level]}.{hint}", data=_answered(asked)
    )


def noted_attitude(asked: Question, attitude: Attitude, catalogue: Catalogue, number: int) -> Message:
    what = activity_name(asked.activity or "", catalogue)
    return Message(
        f"{pick(('Noted', 'Thanks', 'Got it'), number)}: {what} - {'yes' if attitude is Attitude.LIKE else 'not for you'}.",
        data=_answered(asked),
    )


def undecided(asked: Question, number: int) -> Message:
    """Neither a liking nor a dislike was told."""
    text = pick(("Neither here nor there, then.", "So neither a yes nor a no; fine."), number)
    return Message(text, data=_answered(asked))


def why_this_question(asked: Question | None, catalogue: Catalogue) -> Message:
    if asked is None:
        return Message(
            "I ask only what changes the advice: either which of the two roles fits, or what you would have to learn."
        )
    what = joined((name_of(s, catalogue) for s in asked.skills), "or") or activity_name(asked.activity or "", catalogue)
    return Message(f"Because your answer moves the advice. About {what}: {asked.why}")


def question_meant(asked: Question, catalogue: Catalogue) -> Message:
    """A question on a liking in plain words."""
    what = activity_name(asked.activity or "", catalogue)
    return Message(
        f"I mean: picture {what} as a part of your working day. Would you be glad of it (yes), rather not (no), or can't you "
        "say (skip)? You need not have done it before."
    )


def no_fault_of_yours() -> Message:
    """Half a sentence for who calls themselves slow because a question was not clear."""
    return Message("That is my fault, not yours.")


def offer_declined(number: int) -> Message:
    return Message(
        pick(("All right. What would you like to know instead?", "Fine. Just tell me what you need next."), number)
    )


def ask_what_is_wrong() -> Message:
    return Message(
        'What did I get wrong? Tell me what is right, for example "I do know SQL" or "remove Docker", and I will change it.',
        choices=(
            choice("Show my profile", "export_or_show_profile"),
            choice("Why this advice?", "ask_why_recommendation"),
        ),
    )


def nothing_wanted() -> Message:
    """After a no to nothing that was asked."""
    return Message(
        "All right. If I got something wrong, tell me what; else ask whatever you like.",
        choices=WAYS_ON[:3],
    )


def no_idea(number: int) -> Message:
    return Message(pick(("That is all right, then I ask.", "No matter, we find out together."), number))


def no_answer(number: int) -> Message:
    return Message(pick(("I could not read an answer in that.", "Sorry, that did not tell me how to take it."), number))


def nothing_open(number: int) -> Message:
    return Message(
        pick(
            (
                "Good to know. Is there anything else about your skills or interests?",
                "All right. Tell me more, or ask which path fits.",
            ),
            number,
        ),
        choices=(choice("Which path fits me?", "start_advice"), choice("Help", "help")),
    )


def how_well(skill: str, catalogue: Catalogue) -> tuple[str, str]:
    """The question about the level of a skill that was called wrong, and why it is asked."""
    return (
        f"How well do you know {name_of(skill, catalogue)}?",
        "You told me that the level I have for it is not right, and the advice rests on it.",
    )


def what_is_down(known: SkillStatement | None, skill: str, catalogue: Catalogue, with_source: bool) -> str:
    """What the profile has of the skill, on request with the words that it comes from."""
    if known is None:
        return f"I have no word of yours on {name_of(skill, catalogue)} itself."
    if not with_source:
        return f"So far I have: {statement(known, catalogue)}."
    source = f'your words "{known.evidence[:80]}"' if known.evidence else "your answer to a question of mine"
    return f"I have {statement(known, catalogue)}, from {source}."


def stands(known: SkillStatement | None, question: Question, catalogue: Catalogue) -> Message:
    """After a level that somebody would not say: what is down stays."""
    kept = f": {statement(known, catalogue)}" if known else ""
    return Message(f"Then I leave it as it is{kept}.", data={"mark": ANSWER + question.id})
