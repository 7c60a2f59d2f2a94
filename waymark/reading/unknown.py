"""Skill-like words that the catalogue lacks: kept, bounded, for whoever owns the catalogue."""

from __future__ import annotations

import re

from waymark.reading.draft import MENTION, Draft
from waymark.reading.lexicon import Lexicon

_LIST_MARKS = frozenset([",", "/", "&", "+", "and", "or", "(", "|", ":"])
_MOST = 10
_SHORTEST = 3  # letters of a word that may be a skill
_WORD = re.compile(r"[a-z][a-z0-9]{2,23}")
_NOT_ASKED = frozenset(
    "aber mais und oder pero auch mit les des del los las una sind auf für der die das nur yrs".split()
)
_JOBS = ("analyst", "engineer", "developer", "programmer", "scientist", "administrator", "consultant", "architect")
_ASKING = frozenset(["know", "use", "used", "using", "learn", "learning", "with", "tried"])


def find_unknown(draft: Draft, lexicon: Lexicon) -> list[str]:
    """Words of no language that stand in a list beside a skill, or after "I know" and the like."""
    found: dict[str, None] = {}
    items, keys = draft.items, draft.keys
    for sentence in draft.sentences:
        for clause in sentence:
            if clause.scope:
                continue
            for k, word in enumerate(keys[clause.first : clause.last], clause.first):
                if len(word) < _SHORTEST or word in lexicon.known or not _may_be_a_skill(word, lexicon):
                    continue
                if _beside_a_skill(draft, k) or (k and keys[k - 1] in _ASKING):
                    found.setdefault(draft.tokens[items[k].first].text, None)
    return list(found)[:_MOST]


def _may_be_a_skill(word: str, lexicon: Lexicon) -> bool:
    plural = word[-1] == "s" and word[:-1] in lexicon.known
    return not plural and word not in _NOT_ASKED and _WORD.fullmatch(word) is not None


def _beside_a_skill(draft: Draft, k: int) -> bool:
    keys = draft.keys
    for step in (1, -1):
        mark, at = k + step, k + 2 * step
        if 0 <= at < len(keys) and keys[mark] in _LIST_MARKS and keys[at] == MENTION:
            name = draft.items[at].name
            return name is None or not name.key.endswith(_JOBS)  # "Data Analyst, ShopCo": that is an employer
    return False
