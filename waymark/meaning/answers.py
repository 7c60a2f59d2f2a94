"""Short answers to an open question, and the time that somebody can study.

These are readings of a whole message in the light of a question ("how well do you know SQL?" - "a bit"),
so they need no catalogue. Everything here is a pure function of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from waymark.meaning.week_hours import NUMBER, WeekHours, number, week_hours
from waymark.skills import ProficiencyLevel

_RANGE = rf"{NUMBER}(?:\s*(?:-|–|to|or)\s*{NUMBER})?"
_HOUR = r"(?:hours?|hrs?|h)\b"
_PER_WEEK = re.compile(
    rf"\b{_RANGE}\s*{_HOUR}\s*(?:of \w+ )?(?:(?:a|per|each|every|/|in a)\s*(?:week|wk)|weekly)\b", re.I
)
_OF_A_WEEK = re.compile(r"\b(?:a|per|each|every|in a) (?:week|wk)\b", re.I)
_WEEKEND = re.compile(rf"\b{_RANGE}\s*{_HOUR}\s*(?:a|per|each|every|on|at|over)\s*(?:the\s*)?weekends?", re.I)
_TOTAL = re.compile(rf"\b{_RANGE}\s*{_HOUR}\s*(?:in all|in total|total|altogether|all in all|overall|to spend)", re.I)
_TOTAL_FIRST = re.compile(
    rf"\b(?:total of|in all|altogether|within|in)\s*{_RANGE}\s*{_HOUR}(?!\s*(?:a|per|each|every|in a|weekly)\b|\s*/)",
    re.I,
)
_OF_A_TIME = re.compile(rf"\b{_RANGE}\s*{_HOUR}\s*(?:of \w+ )?(?:a|per|each|every|/|in a)\b", re.I)
_HOURS = re.compile(rf"\b{_RANGE}\s*{_HOUR}", re.I)
_HOURS_FIRST = re.compile(
    rf"\b(?:hours?|hrs)\b\W{{0,3}}(?:(?:are|is|only|about|just|max|per week|a week)\W{{1,3}})*{_RANGE}\b", re.I
)
_AT_WORK = re.compile(  # "I work 40 hours a week", "my shift is 6 to 2": no time to study
    r"(?<!after )(?<!before )(?<!outside )\b(?!work(?:ing)?[ -]?days?\b)(?:work|job|shift|teach|employed|sleep)\w*\b"
    r"(?! on (?:this|it|that))"
    rf"[^.,;!?\d]{{0,25}}(?:{_RANGE}\s*{_HOUR}\s*(?:a|per|each|every|/)?\s*(?:week|wk|day)?"
    r"|\d{1,2}(?:[:.][0-5]\d)? ?(?:am|pm)?\s*(?:-|–|to|until|till?)\s*\d{1,2}(?:[:.][0-5]\d)? ?(?:[ap]m\b)?)",
    re.I,
)
_SPAN = re.compile(rf"\b{NUMBER}\s*(weeks?|wks?|months?|years?)\b", re.I)
WEEKS = {"w": 1.0, "m": 52.0 / 12.0, "y": 52.0}
MAX_HOURS_PER_WEEK, MAX_WEEKS, MAX_TOTAL_HOURS = 80.0, 520.0, 5000.0
HOURS_OF_A_WEEK = 168.0  # who names more, and no week, means them in all


# What "yes" and "no" to a question that must be answered stand for.
CONFIRMATIONS = {
    "confirm:delete": ("confirm_delete", "cancel_delete"),
    "confirm:restart": ("confirm_restart", "cancel_delete"),
}
_TAKEN_BACK = re.compile(r"\s*(?:no|nope|wait|stop|hold on|hang on|don'?t|do not|cancel|better not|rather not)\b", re.I)


def meant_by(yes: bool, waiting: str) -> str | None:
    """The intent that a plain yes or no stands for while `waiting` is open ("confirm:delete", "offer:ask_plan").

    None where it stands for none: no to an offer, and questions that are not answered by yes and no.
    """
    if waiting in CONFIRMATIONS:
        return CONFIRMATIONS[waiting][0 if yes else 1]
    return waiting.removeprefix("offer:") if yes and waiting.startswith("offer:") else None


def takes_back(text: str) -> bool:
    """Whether a message draws back from what it is asked to confirm: "no wait", "stop", "don't"."""
    return _TAKEN_BACK.match(text) is not None


@dataclass(frozen=True)
class StudyTime:
    """What somebody said about their time; None where they did not say. Hours a week, weeks, hours in all, and the
    day on which the weeks end (`waymark.meaning.deadlines`)."""

    hours_per_week: float | None = None
    weeks: float | None = None
    total_hours: float | None = None
    until: date | None = None
    bare: bool = field(default=False, compare=False)  # a number of hours was named, and not whether of a week
    week: WeekHours | None = field(default=None, compare=False)  # the days that make up the hours a week

    @property
    def said(self) -> bool:
        return self.hours_per_week is not None or self.limited

    @property
    def limited(self) -> bool:
        """Whether an end was named, and not only a pace."""
        return self.weeks is not None or self.total_hours is not None


def _amount(match: re.Match[str]) -> float:
    """The number of a match, or the middle of its range."""
    low = number(match[1])
    return (low + number(match[2])) / 2 if match[2] else low


def study_time(text: str) -> StudyTime:
    """Hours a week, weeks and total hours in a message: "8 hours a week", "three months", "20 hours in all".

    Amounts that nobody can mean (0, 500 hours a week) are left out.
    """
    text = _AT_WORK.sub(" ", text[:500])
    weeks = total = per_week = week = None
    bare = False
    if rate := (_TOTAL.search(text) or _TOTAL_FIRST.search(text)):
        total = _amount(rate)
    elif rate := _PER_WEEK.search(text):
        per_week = _amount(rate)
    elif week := week_hours(text):
        per_week = week.hours
    elif rate := (_WEEKEND.search(text) or _OF_A_TIME.search(text)):
        per_week = _amount(rate)
    elif rate := (_HOURS.search(text) or _HOURS_FIRST.search(text)):
        bare, per_week = True, _amount(rate)
        if per_week > HOURS_OF_A_WEEK:
            total, per_week = per_week, None
    rest = text[: rate.start()] + " " + text[rate.end() :] if rate else text  # "a week" of a rate is no span
    if week:
        rest = _OF_A_WEEK.sub(" ", text[: week.start] + " " + text[week.end :])
    if span := _SPAN.search(rest):
        weeks = number(span[1]) * WEEKS[span[2][0].lower()]
    return StudyTime(
        per_week if per_week and per_week <= MAX_HOURS_PER_WEEK else None,
        weeks if weeks and weeks <= MAX_WEEKS else None,
        total if total and total <= MAX_TOTAL_HOURS else None,
        bare=bare,
        week=week,
    )


# Ordered: the first pattern that fits decides, so denials stand before the words that they contain.
_LEVELS: tuple[tuple[ProficiencyLevel, tuple[str, ...]], ...] = (
    (ProficiencyLevel.INTERMEDIATE, ("no (?:problem|trouble|issues?|doubt)", "not bad")),
    (ProficiencyLevel.BEGINNER, (
        "not (?:much|a lot|very|that|so|really(?= (?:much|well|good|strong|great|deep)))"
        " ?(?:much|well|good|strong|great|deep)?", "hardly", "barely",
    )),
    (ProficiencyLevel.NONE, (
        "never", "none", "nothing", "nope", "no", "nah", "not at all", "not really", "not yet", "zero", "neither",
        "nada", "0", "what(?:'s| is) that",
    )),
    (ProficiencyLevel.ADVANCED, (
        "strong", "expert", "advanced", "very (?:well|good|strong|much)", "fluent", "pro", "a lot", "daily",
        "every day", "all the time", "in my sleep", "inside out",
    )),
    (ProficiencyLevel.BEGINNER, (
        "(?:just )?(?:a )?(?:litt?le|bit|tiny bit|lil bit|touch|basics?|beginner|some|so[- ]so)", "meh", "rusty",
        "dabbled", "once", "only",
    )),
    (ProficiencyLevel.INTERMEDIATE, (
        "comfortable", "ok", "okay", "fine", "solid", "decent", "good", "well", "intermediate", "medium", "average",
        "enough", "confident",
    )),
)  # fmt: skip
_LEVEL_PATTERNS = tuple((level, re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)) for level, words in _LEVELS)
LONGEST_SHORT_ANSWER = 8  # words; more than that is a message of its own


def level_answer(text: str) -> ProficiencyLevel | None:
    """The level in a short answer to "how well do you know it?"; None where it gives none, as a bare yes does."""
    if len(text.split()) > LONGEST_SHORT_ANSWER:
        return None
    return next((level for level, pattern in _LEVEL_PATTERNS if pattern.search(text)), None)


def option_number(text: str, options: int) -> int | None:
    """The 0-based option that "2", "2." or "number 2" picks out of `options`; None where it picks none."""
    found = re.fullmatch(r"(?:number|option|nr\.?|no\.|#)?\s*(\d{1,2})\s*[.)]?", text.strip()[:20], re.I)
    return int(found[1]) - 1 if found and 1 <= int(found[1]) <= options else None


_FILLERS = re.compile(
    r"\b(?:i|i'm|i've|ive|am|it|that|them|those|these|this|this one|with|at|of|the|use|used|know|knew|tried|have|had|"
    r"would|say|really|just|very|quite|pretty|rather|maybe|probably|about|oh|well|hm+|uh+|um+|and|but|for|in|my|me|both|"
    r"all|too|yes|yep|yeah|yup|sure)\b",
    re.IGNORECASE,
)
_LIKED = re.compile(
    r"\b(?:like|likes|love|loves|enjoy|enjoyable|adore|dig|fun|great|nice|interested|interesting|keen|happy|gladly|happily|"
    r"absolutely|definitely|certainly|of course|totally|please|sounds good)\b|[❤😍👍🙂😊]",
    re.IGNORECASE,
)
_DISLIKED = re.compile(
    r"\b(?:hate|hates|dislike|loathe|detest|dread|boring|bored|ugh|yuck|annoying|avoid|no thanks?|no thank you|"
    r"rather not|not for me|not my (?:thing|cup of tea|jam)|not (?:a fan|keen)(?: of)?|pass)\b|[👎🙁😒🤮]",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|don'?t|do not|wouldn'?t|would not|hardly|can'?t say)\b", re.IGNORECASE)
_AROUND_LIKING = re.compile(
    r"\b(?:a|kinda|sort of|kind of|to|be|is|sounds?|doing|so|much|lot|actually|always|d|ll"
    r"|could|might|guess|suppose|think)\b",
    re.IGNORECASE,
)


def short_liking_answer(text: str) -> bool | None:
    """Whether a message says that something is liked, or is not, and says nothing else: "I'd love that", "like"."""
    if len(text.split()) > LONGEST_SHORT_ANSWER:
        return None
    rest, found = text, []
    for pattern in (_DISLIKED, _LIKED, _DENIED):
        rest, times = pattern.subn(" ", rest)
        found.append(times > 0)
    disliked, liked, denied = found
    if re.search(r"\w", _AROUND_LIKING.sub(" ", _FILLERS.sub(" ", rest))) or liked == disliked:
        return None
    if disliked:
        return None if denied else False  # "not boring" is no liking yet
    return not denied


_YEARS = re.compile(
    r"^\W*(?:about|around|for|some|maybe|over|almost|nearly|roughly|yes,?|i have|i've)*\W*"
    rf"{NUMBER}\s*\+?\s*(years?|yrs?|y|months?)\b\W*(?:or so|now|i guess|of it|with it)?\W*$",
    re.IGNORECASE,
)


def short_level_answer(text: str) -> ProficiencyLevel | None:
    """The level of a message that says nothing else than a level; None for "good pizza"."""
    rest = text[:200]
    level = level_answer(rest)
    for _, pattern in _LEVEL_PATTERNS:
        rest = pattern.sub(" ", rest)
    return level if level is not None and not re.search(r"\w", _FILLERS.sub(" ", rest)) else None


def years_answer(text: str) -> float | None:
    """The years in a message that says nothing else: "2 years", "about 18 months"; None otherwise."""
    found = _YEARS.match(text[:80])
    if not found:
        return None
    years = number(found[1]) / (12.0 if found[2].lower().startswith("m") else 1.0)
    return years if 0 < years <= 60 else None
