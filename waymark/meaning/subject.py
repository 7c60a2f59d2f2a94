"""What a message says about the subject of the open question, wherever it says it: "I have not worked with images at
all, only spreadsheets", "the answer on images is that I never did any".

`openings` has what the first words of a message answer. Here the question's own words lead to the answer; and other
skills or activities that a clause names show that it is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping

from waymark.catalogue import Catalogue, Question
from waymark.meaning.openings import LONGEST, clauses_of, opening_level
from waymark.meaning.retraction import activities_named
from waymark.skills import Interest, Mention, ProficiencyLevel

COMMON = 10  # a word that stands in more questions than these tells nothing of a subject
_WORD = re.compile(r"[a-z][a-z+#-]{2,}")
_FILLING = frozenset(
    "how much well have you your the and with for are that them they such which others other what work works worked"
    " working know known use used using build built building done did make made like enjoy would could home example"
    " good solid comfortable can one out into get around put keep kept run running not never something somebody thing"
    " things who will over before time too decide find leave people sure line call answer question questions several"
    " small large fast many its from about step other results result away there".split()
)
_OF_ONESELF = re.compile(r"\b(?:i|i'?ve|i'?m)\b|^(?:never|not|no|haven'?t|have not|didn'?t|did not)\b", re.I)
_NO_DOING = re.compile(
    r"\b(?:wants?|wish|would|like|liked|hate|love|enjoy|learn|plan|hope|should|if)\b|'d\b"
    r"|(?:not|n't|never) (?:(?:really|even|actually) )*(?:care|mind|understand|see|get|think|mean|say|said|told)\b",
    re.I,
)
_HARDLY = re.compile(r"\b(?:hardly|barely)\b|(?:\bnot|n't|\bnever)(?: \w+){0,2}? (?:much|a lot|really|often)\b", re.I)
_NOTHING = re.compile(r"\b(?:never|not|(?:have|did|do)n'?t|no|none|nothing|zero)\b", re.I)
_NOT_SURE = re.compile(
    r"\b(?:not (?:sure|bad|only|just|to|that bad)|no (?:idea|problem|doubt|trouble)|never mind)\b", re.I
)
_SOME: tuple[tuple[ProficiencyLevel, re.Pattern[str]], ...] = (
    (ProficiencyLevel.ADVANCED, re.compile(r"\b(?:a lot|daily|every day|all the time)\b", re.I)),
    (ProficiencyLevel.BEGINNER, re.compile(r"\b(?:(?:only )?a (?:little|tiny )?(?:bit|little)|once|twice)\b", re.I)),
)
_HOURS = re.compile(r"\b(?:hours?|hrs?)\b|\b\d+ ?h\b|\b\d{1,2}(?::\d\d)? ?(?:am|pm)\b|\b\d{1,2}:\d\d\b", re.I)


_THANKS = re.compile(r"\W*(?:no|nope|nah)\W+(?:thanks?|thank you|thx)\b", re.I)
_MERE_NO = re.compile(r"\W*(?:(?:no|nope|nah)\b\W*)+[,.;:!\n]", re.I)


def names_hours(text: str) -> bool:
    """ "Hours 3 only", "7 pm": about time, and no level of a skill."""
    return _HOURS.search(text) is not None


def level_on_subject(text: str, question: Question, catalogue: Catalogue) -> ProficiencyLevel | None:
    """The level that the clause about the question's own subject gives; None where there is no such clause."""
    own = catalogue.once(_own_words).get(question.id, frozenset())
    if "?" in text or len(text.split()) > LONGEST:
        return None
    for clause in clauses_of(text):
        said = set(map(_stem, _WORD.findall(clause.casefold())))
        of_oneself = _OF_ONESELF.search(clause) or len(said) <= 4
        if said & own and of_oneself and not _NO_DOING.search(clause) and (level := _level(clause)) is not None:
            return level
    return None


def level_beside(
    text: str, told: Iterable[Mention], interests: Iterable[Interest], known: Container[str] = ()
) -> ProficiencyLevel | None:
    """The level in the first words of a message that tells of other skills after them: "never really, only Flask".

    A mere "no" before a skill that is `known` already puts that one right ("no, Java 3 years").
    """
    told = tuple(told)
    if _THANKS.match(text) or (_MERE_NO.match(text) and any(m.skill in known for m in told)):
        return None
    first = re.match(r"[^,.;:!\n]*", text)
    end = first.end() if first else 0
    if not end or min([*(m.start for m in told), *(i.start for i in interests)], default=end) < end:
        return None
    return opening_level(text[:end])


def is_about_another(words: str, question: Question, catalogue: Catalogue) -> bool:
    """Whether words name activities, and none of them is the question's."""
    named = activities_named(words, catalogue)
    return bool(named) and named.isdisjoint(
        {question.activity, *question.skills, *activities_named(question.text, catalogue)}
    )


def _level(clause: str) -> ProficiencyLevel | None:
    if _NOT_SURE.search(clause):
        return None
    if _HARDLY.search(clause):
        return ProficiencyLevel.BEGINNER
    if _NOTHING.search(clause):
        return ProficiencyLevel.NONE
    return next((level for level, words in _SOME if words.search(clause)), None)


def _own_words(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """The words of each question about skills that hardly another one has, without their endings."""
    words: dict[str, set[str]] = {}
    for question in (q for q in catalogue.questions if q.skills):
        labels = [catalogue.skills[s].preferred_label for s in question.skills if s in catalogue.skills]
        named = _WORD.findall(" ".join([question.text, *labels]).casefold())
        words[question.id] = {_stem(word) for word in named if word not in _FILLING}
    often = Counter(word for found in words.values() for word in found)
    return {key: frozenset(w for w in found if often[w] <= COMMON) for key, found in words.items()}


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word
