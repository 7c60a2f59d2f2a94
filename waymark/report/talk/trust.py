"""How far the advice can be trusted, and honest answers to what is held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.report.messages import Message, choice
from waymark.report.talk.words import ends_of_evidence, in_a_hundred, joined, percent, role_name, span, survey_year

if TYPE_CHECKING:
    from waymark.assessment import Assessment

_CHECK = (choice("Why this advice?", "ask_why_recommendation"), choice("Which path fits me?", "start_advice"))


_NEED_NOT = "You need not believe me: each figure has a source that I name, and you can ask why."


def the_catch(catalogue: Catalogue, known: bool) -> Message:
    """What one has to reckon with: how narrow the advice is, and how good."""
    narrow = f"The catch is how far I go: I compare {joined(r.label for r in catalogue.roles.values())} only, and find nobody a job."
    return sure_in_general(catalogue, known, narrow)


def sure_in_general(catalogue: Catalogue, known: bool, opening: str = _NEED_NOT) -> Message:
    """How good such advice is, what it rests on and what it cannot know; `known` where there is advice to this person."""
    lines = [
        opening,
        _measured(catalogue),
        f"It rests on postings of {_years(catalogue, 'postings')} and surveys of {_years(catalogue, 'people')}. I can't check "
        "what you tell me, and know nothing of how an employer decides.",
    ]
    if not known:
        lines.append("Of you I know too little yet for any figure.")
    return Message(" ".join(line for line in lines if line), choices=_CHECK)


def figure_doubted(stands: Assessment, catalogue: Catalogue) -> Message:
    """Why a figure is not as sure as it looks, and what would narrow its range."""
    fit = stands.fit.probability[stands.path]
    low, high = round(fit.low * 100), round(fit.high * 100)
    known = stands.fit.answered
    rests = f"{known} of your statements" if known != 1 else "one statement of yours"
    open_still = "" if stands.is_clear else " Since that range crosses the middle, it is no verdict yet, only a lean."
    return Message(
        f"You are right to doubt a figure like that: {round(fit.value * 100)} in 100 for {role_name(stands.path, catalogue)} "
        f"rests on {rests}, and {low} to {high} says how far it could be off.{open_still} What narrows it is to know more: "
        f"levels of what you know, what you lack, and which work you like. {_measured(catalogue)}".rstrip(),
        choices=(choice("Ask me questions", "start_advice"), choice("Why this advice?", "ask_why_recommendation")),
    )


def how_sure(assessment: Assessment, catalogue: Catalogue) -> Message:
    role = assessment.path
    fit = assessment.fit.probability[role]
    accuracy = catalogue.calibration.get("measured.balanced_accuracy")
    checked = (
        f" Checked on people it had not seen (survey{survey_year(catalogue)}), a clear answer named the job that they held in {percent(accuracy)} of the cases."
        if accuracy
        else ""
    )
    return Message(
        f"It is {in_a_hundred(fit.value)} for {role_name(role, catalogue)}, and the evidence allows anything between {round(fit.low * 100)} and "
        f"{round(fit.high * 100)}. I start from 50 to 50 and move with what you tell me; {assessment.fit.answered} of your statements carried information."
        + checked
        + ends_of_evidence(catalogue)
    )


def _measured(catalogue: Catalogue) -> str:
    measured = catalogue.calibration
    accuracy, people = measured.get("measured.balanced_accuracy"), measured.get("measured.people")
    if not (accuracy and people):
        return ""
    share = measured.get("measured.answered")
    clear = f"{percent(share)} got a clear answer, and it" if share else "a clear answer"
    return (
        f"Checked on {people:,.0f} people of a survey{survey_year(catalogue)} whom I had not seen: {clear} named their job in {percent(accuracy)} "
        "of the cases (average of the two jobs), so I am wrong at times."
    )


def _years(catalogue: Catalogue, kind: str) -> str:
    rows = [s for s in catalogue.sources.values() if s.kind == kind]
    return span(min(s.year_from for s in rows), max(s.year_to for s in rows)) if rows else "earlier years"


def agreeing() -> Message:
    return Message(
        "I do take your word for what you know and like, as I can't test it, so that moves the answer. But what follows "
        "from it is reckoned by the same rules for everybody: a goal that you name or a skill that you only wish for does "
        "not make a path fit better, and I say so when the foundations are missing.",
        choices=_CHECK,
    )


def answer_to(objection: str | None, catalogue: Catalogue) -> str:
    """One or two honest sentences on an objection (`waymark.meaning.trust`); "" where there is nothing to say to it."""
    if objection == "old":
        return (
            f"That is true in part: my postings are of {_years(catalogue, 'postings')} and the surveys of "
            f"{_years(catalogue, 'people')}. What came up since then is missing or counts too little, so take the figures as "
            "a picture of those years; you can paste a current advertisement beside them."
        )
    if objection == "one_skill":
        return (
            "I agree that no single skill makes anybody a data scientist or an engineer. A skill only moves the answer by "
            "how much more often one job's postings name it than the other's, and that tells which of the two somebody is "
            "nearer to, not that they are one."
        )
    if objection == "wrong":
        return f"That may be. {_measured(catalogue)} Which statement do you think is wrong?".replace("  ", " ")
    return ""
