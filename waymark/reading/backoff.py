"""When no rule speaks about a name, the words around it may: fear, plans and small beginnings, or what was learned."""

from __future__ import annotations

from itertools import pairwise

from waymark.reading.draft import MENTION, Clause, Draft
from waymark.reading.linear import Linear, Row
from waymark.reading.verdicts import Verdict

_MOST_WORDS = 22  # a longer sentence speaks of too many things


class Moods:
    """Sets of words, and the polarity or level that they lend to a name that nothing else speaks about."""

    def __init__(self, words: dict[str, frozenset[str]]) -> None:
        self.dread, self.plans, self.small = words["dread"], words["plans"], words["small"]
        self.firm = words["firm"]

    def lend(self, draft: Draft, sentence: list[Clause], verdicts: dict[int, Verdict]) -> None:
        """Fills verdicts that are still open; a sentence with a word of firm possession keeps them held."""
        names = [k for c in sentence for k in c.names]
        first, last = sentence[0].first, sentence[-1].last
        if not names or last - first > _MOST_WORDS or any(c.scope for c in sentence):
            return
        if not all(_is_open(verdicts[k]) and not _is_soft(draft, k) for k in names):
            return
        words = {key: k for k in range(first, last) if (key := draft.keys[k]) != MENTION}
        if not self.firm.isdisjoint(words):
            return
        for mood, polarity in ((self.plans, "wants"), (self.dread, "lacks")):
            hit = next((words[w] for w in words if w in mood), None)
            if hit is not None:
                for k in names:
                    verdicts[k].polarity, verdicts[k].explicit = polarity, True
                    verdicts[k].level = None
                    verdicts[k].words.append((hit, hit + 1))
                    verdicts[k].settled.append((hit, hit + 1))
                return
        hit = next((words[w] for w in words if w in self.small), None)
        if hit is not None:
            for k in names:
                verdicts[k].level = 1
                verdicts[k].words.append((hit, hit + 1))


_LEVELS = {"beginner": 1, "intermediate": 2, "advanced": 3}
_LIKELY = 0.5  # the chance from which a level is believed; docs/reading.md says what it costs and brings
_BEFORE, _BEHIND = 8, 10  # items on either side of a name that may say how well it is known
_SHORT_SENTENCE = 12  # items up to which the sentence behind may still be about the name before it
_LISTED = frozenset([",", "and", "/", "&", "or", "+", MENTION])


class Levels:
    """How well a skill is known by the words around its name, learned from labelled clauses."""

    def __init__(self, weights: Linear) -> None:
        self._weights = weights
        kinds = weights.by_kind(":")
        self._left, self._right, self._anywhere, self._begun = (kinds.get(kind, {}) for kind in "lrwp")
        self._before, self._behind = _pairs(self._left), _pairs(self._right)

    def lend(self, draft: Draft, number: int, verdicts: dict[int, Verdict]) -> None:
        """Gives a level to names of the sentence `number` that are held and of which no rule tells how well.

        A name that is left without one on purpose is marked as rated: nobody else has a say there.
        """
        bare = _left_bare(draft, draft.sentences[number], verdicts)
        for clause in draft.sentences[number]:
            for k in clause.names:
                verdict = verdicts[k]
                if verdict.level is not None or verdict.polarity not in (None, "has") or verdict.scope or verdict.drop:
                    continue
                if k in bare:
                    verdict.rated = True
                    continue
                if clause.scope is not None and not verdict.mine:
                    continue
                before, behind = around(draft, number, k)
                if not any(map(str.isalpha, before + behind)):
                    continue
                chances = self._weights.chances_by(self.rows(before, behind))
                best = max(_LEVELS, key=chances.__getitem__)
                if chances[best] >= _LIKELY:
                    verdict.level = _LEVELS[best]
                    draft.guessed.add(k)

    def rows(self, before: list[str], behind: list[str]) -> list[Row | None]:
        """The weights of all `features` of these words, none for those that have no weight."""
        left, right = set(before), set(behind)
        left.discard(MENTION)
        right.discard(MENTION)
        words = left | right
        found = [*map(self._left.get, left), *map(self._right.get, right), *map(self._anywhere.get, words)]
        found += map(self._begun.get, {word[:5] for word in words if len(word) > 4 and word.isalpha()})
        found += [self._before[a].get(b) for a, b in {*pairwise([*before, "@"])} if a in self._before]
        found += [self._behind[a].get(b) for a, b in {*pairwise(["@", *behind])} if a in self._behind]
        return found


def _pairs(rows: dict[str, Row]) -> dict[str, dict[str, Row]]:
    """Of features of two words, by the first and then by the second."""
    found: dict[str, dict[str, Row]] = {}
    for words, row in rows.items():
        first, _, second = words.partition(" ")
        if second:
            found.setdefault(first, {})[second] = row
    return found


def _left_bare(draft: Draft, sentence: list[Clause], verdicts: dict[int, Verdict]) -> set[int]:
    """ "Python (good), SQL (basic), Git": whoever writes levels in brackets and leaves one out says none there."""
    names = [k for clause in sentence for k in clause.names]
    told = {k for k in names if draft.keys[k + 1 : k + 2] == ["("] and verdicts[k].level is not None}
    if len(told) < 2:
        return set()
    return {k for clause in sentence if clause.bare for k in clause.names} - told


def around(draft: Draft, number: int, k: int) -> tuple[list[str], list[str]]:
    """The keys before and behind the name at the item `k`, up to another name that is not listed with it."""
    keys, sentence = draft.keys, draft.sentences[number]
    first, last = sentence[0].first, sentence[-1].last
    before: list[str] = []
    for j in range(k - 1, max(first, k - _BEFORE) - 1, -1):
        if keys[j] == ")":
            break  # what stands in brackets is about the name before them
        if keys[j] != MENTION:
            before.append(keys[j])
        elif not _LISTED.issuperset(before):
            before.append(MENTION)
            break
    behind: list[str] = []
    for j in range(k + 1, min(last, k + _BEHIND + 1)):
        if keys[j] != MENTION:
            behind.append(keys[j])
        elif not _LISTED.issuperset(behind):
            behind.append(MENTION)
            break
    if MENTION not in behind and k + len(behind) + 1 >= last and number + 1 < len(draft.sentences):
        following = draft.sentences[number + 1]
        if len(behind) < _BEHIND // 2 and not any(c.names for c in following):
            behind += keys[following[0].first : min(following[-1].last, following[0].first + _SHORT_SENTENCE)]
    return before[::-1], behind


def features(before: list[str], behind: list[str]) -> set[str]:
    """What the words before and behind a name are: each by its side, each alone, in pairs, and their beginnings."""
    left = [word for word in before if word != MENTION]
    right = [word for word in behind if word != MENTION]
    words = {*left, *right}
    found = ["l:" + word for word in left]
    found += ["r:" + word for word in right]
    found += ["w:" + word for word in words]
    found += ["p:" + word[:5] for word in words if len(word) > 4 and word.isalpha()]
    found += [f"l:{a} {b}" for a, b in zip(before, [*before[1:], "@"])]
    found += [f"r:{a} {b}" for a, b in zip(["@", *behind], behind)]
    return set(found)


def _is_soft(draft: Draft, k: int) -> bool:
    name = draft.items[k].name
    return name is not None and (name.soft or name.implied)


def _is_open(verdict: Verdict) -> bool:
    """Nothing was said about it, not even how long or how well."""
    return (
        verdict.polarity is None
        and verdict.level is None
        and verdict.years is None
        and verdict.scope is None
        and not verdict.explicit
        and not verdict.drop
    )
