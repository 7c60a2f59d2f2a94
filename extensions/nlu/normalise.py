"""One message in the shapes that the classifier compares: plain words, and words with skills and roles masked.

People write "whats teh diff btwn ds n mle"; the role and the skill that a message names matter less for its
intent than that it names one. Everything here is a pure function of the text and the skill spans.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_CHARACTERS = 600  # an intent shows in the first lines; what follows only costs time
SKILL = "skillx"

_SPELLINGS = {
    "whats": "what is", "wat": "what", "wht": "what", "waht": "what", "wats": "what is", "hows": "how is",
    "wheres": "where is", "whos": "who is", "thats": "that is", "its": "it is", "im": "i am", "ive": "i have",
    "ill": "i will", "id": "i would", "dont": "do not", "doesnt": "does not", "didnt": "did not", "cant": "can not",
    "wont": "will not", "isnt": "is not", "arent": "are not", "wasnt": "was not", "havent": "have not",
    "hasnt": "has not", "youre": "you are", "theyre": "they are", "u": "you", "ur": "your", "pls": "please",
    "plz": "please", "teh": "the", "wher": "where", "wich": "which", "shuld": "should", "thx": "thanks",
    "math": "maths", "mathematics": "maths", "yrs": "years", "yr": "years", "hrs": "hours", "hr": "hours",
    "btwn": "between", "diff": "difference", "gonna": "going to", "wanna": "want to", "gotta": "have to",
    "kinda": "kind of", "dunno": "do not know", "idk": "i do not know", "learnt": "learned", "til": "until",
    "till": "until", "cv": "resume", "favorite": "favourite", "recomend": "recommend",
}  # fmt: skip
_CONTRACTIONS = (
    (re.compile(r"\bcan'?t\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\b(\w+)n't\b"), r"\1 not"),
    (re.compile(r"\b(i)'m\b"), r"\1 am"),
    (re.compile(r"\b(\w+)'re\b"), r"\1 are"),
    (re.compile(r"\b(\w+)'ve\b"), r"\1 have"),
    (re.compile(r"\b(\w+)'ll\b"), r"\1 will"),
    (re.compile(r"\b(\w+)'d\b"), r"\1 would"),
    (re.compile(r"\b(what|how|where|who|that|it|there|here|why|when|let)'s\b"), r"\1 is"),
    (re.compile(r"\br u\b"), "are you"),
)
_ROLES = (
    (
        re.compile(r"\b(?:ml|machine[ -]?learning) ?(?:engineers?|enginers?|engs?|devs?)\b|\bmles?\b"),
        "machine learning engineer",
    ),
    (
        re.compile(r"\b(?:ml|machine[ -]?learning) ?engineering\b|\bml ?eng\b|\bmachine[ -]learning\b|\bml\b"),
        "machine learning",
    ),
    (re.compile(r"\bdata[ -]?scientists?\b|\bds\b(?! ?(?:degree|field))"), "data scientist"),
    (re.compile(r"\bdata[ -]?scien\w*e\b"), "data science"),
)
_ROLE_TOKENS = (
    ("machine learning engineer", "rolemle"),
    ("data scientist", "roleds"),
    ("machine learning", "fieldml"),
    ("data science", "fieldds"),
)
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?|[?!]|[^\w\s]", re.UNICODE)
DRAWN_OUT = re.compile(r"(\w)\1{2,}")  # "heyyyy"
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)?\b")


def plain(text: str) -> str:
    """Lower case, one kind of apostrophe, contractions and chat spellings written out, roles by their full name."""
    text = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).lower().replace("’", "'").replace("`", "'")
    text = DRAWN_OUT.sub(r"\1\1", text)
    for pattern, full in _CONTRACTIONS:
        text = pattern.sub(full, text)
    text = re.sub(r"[^\W\d_]+", lambda m: _SPELLINGS.get(m[0], m[0]), text)
    for pattern, full in _ROLES:
        text = pattern.sub(full, text)
    return " ".join(text.split())


def mask_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with each span (character offsets, any order, overlaps allowed) replaced by one placeholder word."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start < at or end > len(text):
            continue
        parts += [text[at:start], f" {SKILL} "]
        at = end
    return "".join([*parts, text[at:]])


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`plain`, with the skills at `spans`, the roles and the numbers as placeholder words."""
    text = plain(mask_spans(text[:MAX_CHARACTERS], spans))
    for full, token in _ROLE_TOKENS:
        text = text.replace(full, token)
    return _NUMBER.sub("numx", text)


def words(text: str) -> list[str]:
    """The tokens of a normalised text: words, and punctuation marks one by one."""
    return _WORD.findall(text)
