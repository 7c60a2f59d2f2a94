"""What the first words of a message answer to the question that is open, whatever follows them: "never, I work with
numbers", "I guess so, but I am not good at it"; and answers that put the last one right ("I meant a little").

`answers` has the messages that are nothing but an answer.
"""

from __future__ import annotations

import re

from waymark.meaning.answers import short_level_answer, short_liking_answer
from waymark.skills import ProficiencyLevel

LONGEST = 30  # words; a longer message is a story, not an answer with something after it
_CLAUSE = re.compile(
    r"[,.;:!\n()–—…]+|\s-+\s|\b(?:but|because|cause|since|though|although|however|when|while|unless|except)\b", re.I
)
_LEAD_IN = re.compile(
    r"^(?:(?:oh|ah|eh|er|uh+|um+|hm+|well(?= \w)|so(?=[ ,])(?! so)|look|hey|honestly|frankly|actually"
    r"|to be (?:fair|honest)|i mean|you know|i(?:'d| would)? (?:think|guess|suppose|say)(?! so\b)|sorry"
    r"|i(?:'d| would)? (?:call|rate|put|describe|consider|see) (?:it|that|them|this|myself|me)(?: (?:at|as))?(?: an?)?)"
    r"\b\W*)+",
    re.I,
)
_MARKERS = {"well", "so", "ok", "okay", "right", "good"}  # which are an answer only where nothing follows them
_AGREED = re.compile(
    r"(?:(?:yes|yep|yeah|yup|yea|ya|sure(?: thing)?|of course|definitely|absolutely|certainly|totally|why not|both"
    r"|ok(?:ay)?(?=\W*(?:$|yes|yeah|yep|sure))|y(?=\W*$)|all of (?:it|them|that|those)"
    r"|i (?:guess|think|suppose|believe) so"
    r"|(?:let'?s|let us) (?:just )?say (?:yes|so))\b\W*)+",
    re.I,
)
_NO = r"(?:no|nope|nah)(?! (?:idea|clue|problem|trouble|issues?|doubt|matter|opinion|comment|preference)\b)"
_REFUSED = re.compile(rf"(?:{_NO}\b\W*)+(?=i\b|it\b|that\b|$)", re.I)
# Words that give a level at the head of a clause, whatever comes after them in it.
_HEADS: tuple[tuple[ProficiencyLevel, str], ...] = (
    (ProficiencyLevel.NONE, rf"never(?! mind)|none(?! of (?:your|my))|not at all|not yet|{_NO}"),
    (ProficiencyLevel.BEGINNER, "(?:just |only |very )?(?:an? )?(?:litt?le|bit|tiny bit)|not (?:much|a lot)"),
    (ProficiencyLevel.BEGINNER, "hardly|barely"),
    (ProficiencyLevel.INTERMEDIATE, "(?:quite |fairly |pretty )?comfortable"),
    (ProficiencyLevel.ADVANCED, "(?:very |quite |pretty )?(?:strong|advanced)|daily|every day"),
)  # fmt: skip
_HEAD_PATTERNS = tuple((level, re.compile(rf"(?:{words})\b", re.I)) for level, words in _HEADS)
_INDIFFERENT = re.compile(
    r"(?:it |that |i(?:'m| am)? |kind of |sort of |kinda |a bit |rather |pretty |quite |really |just )*"
    r"(?:meh|so[- ]?so|yes and no|neither|neutral|indifferent|depends|not (?:so )?sure|unsure|50[/-]50|fifty[- ]fifty"
    r"|in ?between|(?:could )?go either way|either way|half and half|(?:don'?t|do not) (?:really )?(?:care|mind)(?! to)"
    r"|undecided|on the fence|no (?:strong )?(?:feelings?|opinion|preference)|take it or leave it"
    r"|(?:maybe|perhaps|possibly)(?= *$))\b",
    re.I,
)
_UNTRIED = re.compile(
    r"(?:i(?:'ve| have)? )?never (?:i |have |really |even |actually |ever )*"
    r"(?:heard|tried|done|did|do|worked|work|used|use|seen|had)\b",
    re.I,
)
_INSTEAD = re.compile(
    r"\W*(?:(?:no|nope|wait|sorry|oops|hey|hm+|but|actually|well|ah|oh|please)\W+)*(?:(?:can|could) you (?:please )?)?"
    r"(?:i (?:just |actually |only )?(?:said|meant(?: to say)?)|(?:change|make|switch|correct|set) "
    r"(?:that|it|this|(?:my|the) (?:(?:last|previous) )?answer)(?: back)?(?: to| into)?"
    r"|(?:that|it) (?:was|should (?:be|have been))(?: meant as)?)\W+(?:an? (?=(?:yes|no|maybe|meh)\b))?(.+)",
    re.I | re.S,
)
_REPLACED = re.compile(
    r"[\s,;:]+(?:(?:and )?not|instead of|rather than) (?!much|a lot|really|at all|sure|yet).*", re.I | re.S
)
_ASKS_BACK = re.compile(
    r"\W*(?:(?:but|and|ok|so|well|no)\W+)*(?:honestly|really|seriously|for real|actually|which|what|who|enough|huh)"
    r"(?: (?:one|then|now|of (?:them|it)|already))?\W*",
    re.IGNORECASE,
)
_BARE_NO = re.compile(
    rf"\W*(?:(?:{_NO}|never(?: ever)?|none|nothing|neither|not (?:really|at all|yet|now)|thanks?|thank you)\b\W*)+",
    re.I,
)
_SAID_AFTER_US = re.compile(
    r"\W*(?:how (?:well|much|good|solid|comfortable|at home)\b[^?]{0,80}\b(?:i|my)\b|(?:would|do) i (?:like|enjoy)\b)"
    r"[^?]{0,80}\?+(?P<rest>[^?]+)",
    re.I | re.S,
)
_OBJECTS = re.compile(
    r"\b(?:wrong|incorrect|false"
    r"|(?:not|isn'?t) (?:right(?! now| away| yet)|true|correct|what i (?:said|meant|told|wrote)))\b",
    re.I,
)
_ASKS_WHY = re.compile(
    r"\b(?:why|y)(?: (?:do|did|are|would|must|should))* (?:you|u)(?: (?:even|always|keep|still|all))* "
    r"(?:ask(?!ed)|(?:want|need) to know|wanna know)",
    re.I,
)
_NAMES_MORE = re.compile(
    r"\W*(?:and|or|plus|also|what about|how about)\b(?!.*\b(?:i|i'?ve|my|is|are|what|how)\b)[^\n]{1,40}", re.I
)
_ONESELF = re.compile(r"\b(?:i|i'?m|i'?ve|my|me)\b", re.I)
_ASKS_OR_WISHES = re.compile(
    r"\?|\b(?:you|your|u)\b|\bi (?:just )?(?:want|need)\b|\bi(?:'d| would) like\b"
    r"|^\W*(?:please\W+)?(?:who|what|when|where|why|how|which|can|could|would|will|do|does|is|are|tell|write|give|show|recommend|make|play|sing|translate|help|find"
    r"|book|order|let|ignore|repeat|act|pretend)\b",
    re.I,
)


def opening_level(text: str) -> ProficiencyLevel | None:
    """The level that the first clause gives, or the second one after a mere yes or no ("no, not much")."""
    refused = False
    for clause in _clauses(text)[:2]:
        if _REFUSED.fullmatch(clause):
            refused = True
        elif rest := _AGREED.sub("", clause, count=1) if _AGREED.match(clause) else clause:
            level = _level_of(rest)
            return ProficiencyLevel.NONE if level is None and refused else level
    return ProficiencyLevel.NONE if refused else None


def level_in_front(text: str) -> ProficiencyLevel | None:
    """The level of a first clause that says nothing else, where the next ones tell of oneself: "no, never, I only fill
    in forms", but not "good pizza" or "no, tell me a joke"."""
    first, *rest = _clauses(text) or [""]
    return short_level_answer(first) if rest and tells_of_oneself(", ".join(rest)) else None


def _level_of(clause: str) -> ProficiencyLevel | None:
    if (level := short_level_answer(clause)) is not None:
        return level
    return next((level for level, head in _HEAD_PATTERNS if head.match(clause)), None)


def opening_liking(text: str, alone: bool = False) -> bool | None:
    """Whether the first clause says that something is liked, or is not; `alone` if it may say nothing else."""
    clause = next(iter(_clauses(text)), "")
    for said, yes in ((_AGREED, True), (_REFUSED, False)):
        if found := said.match(clause):
            rest = clause[found.end() :]
            liked = short_liking_answer(rest)
            return yes if liked is None and not (alone and rest) else liked
    return short_liking_answer(clause)


def is_indifferent(text: str) -> bool:
    """ "Meh", "depends on the day", "neither": no liking and no dislike."""
    return any(_INDIFFERENT.match(clause) for clause in _clauses(text)[:1])


def is_untried(text: str) -> bool:
    """ "Never heard of it", "never I worked with that": who says so of a liking cannot tell yet."""
    return any(_UNTRIED.match(clause) for clause in _clauses(text)[:1])


def agrees(text: str) -> bool:
    """Whether a message begins with a yes, which gives no level."""
    return any(_AGREED.match(clause) for clause in _clauses(text)[:1])


def is_bare_yes(text: str) -> bool:
    """ "Yes", "ok, sure", and nothing else."""
    return _AGREED.fullmatch(text.strip()) is not None


def after_our_words(text: str) -> tuple[str, str] | None:
    """A question said once more and what follows it: "a little" of "how much have I done that? Hm, a little"."""
    found = _SAID_AFTER_US.fullmatch(text[:300])
    return (text[: found.start("rest")], found["rest"].strip()) if found else None


def meant_instead(text: str) -> str | None:
    """What "I said meh, not no" or "change that to maybe" puts in the place of the last answer."""
    found = _INSTEAD.fullmatch(text[:200])
    return _REPLACED.sub("", found[1]).strip() or None if found else None


def is_bare_no(text: str) -> bool:
    """ "Never", "no thanks", and nothing else."""
    return _BARE_NO.fullmatch(text) is not None


def objects(text: str) -> bool:
    """ "No, that's wrong": about what was understood, and no answer to what is asked."""
    return len(text.split()) <= LONGEST and _OBJECTS.search(text) is not None


def asks_back(text: str) -> bool:
    """ "Honestly?", "which", "ok enough": a word or two that a question may get and that are no yes."""
    return _ASKS_BACK.fullmatch(text) is not None


def names_more(text: str) -> bool:
    """ "And Spark?", "or R": a further name and no sentence, which goes on with what was asked before."""
    return _NAMES_MORE.fullmatch(text) is not None


def is_bare_why(text: str) -> bool:
    """ "Why?", "but why that", and nothing else."""
    return re.fullmatch(r"\W*(?:(?:and|but|hm+|ok)\W+)?why(?: (?:that|this|so|is that))?\W*", text, re.I) is not None


def asks_why_asked(text: str) -> bool:
    """ "Why you ask of images? I work with numbers": a question about our question, whatever else it tells."""
    return _ASKS_WHY.search(text) is not None


def tells_of_oneself(text: str) -> bool:
    """A statement in the first person, which asks and orders nothing."""
    return _ONESELF.search(text) is not None and _ASKS_OR_WISHES.search(text) is None


def _clauses(text: str) -> list[str]:
    """The clauses without what only leads to an answer; none for a question or a story."""
    return [] if "?" in text or len(text.split()) > LONGEST else clauses_of(text)


def clauses_of(text: str) -> list[str]:
    """All clauses of a text, without what only leads to what they say."""
    pieces = [piece.strip(" \"'*") for piece in _CLAUSE.split(text)]
    clauses = [clause for piece in pieces if (clause := _LEAD_IN.sub("", piece, count=1).strip())]
    return clauses[1:] if len(clauses) > 1 and clauses[0].lower() in _MARKERS else clauses
