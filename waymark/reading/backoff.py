"""When no rule speaks about a name, the mood of its sentence may: words of fear, of plans, of small beginnings."""

from __future__ import annotations

from waymark.reading.draft import MENTION, Clause, Draft
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
        if any(_is_soft(draft, k) for k in names):
            return
        open_names = [k for k in names if _is_open(verdicts[k])]
        first, last = sentence[0].first, sentence[-1].last
        if not open_names or len(open_names) < len(names) or last - first > _MOST_WORDS:
            return
        if any(c.scope for c in sentence):
            return
        words = {key: k for k in range(first, last) if (key := draft.keys[k]) != MENTION}
        if not self.firm.isdisjoint(words):
            return
        for mood, polarity in ((self.plans, "wants"), (self.dread, "lacks")):
            hit = next((words[w] for w in words if w in mood), None)
            if hit is not None:
                for k in open_names:
                    verdicts[k].polarity, verdicts[k].explicit = polarity, True
                    verdicts[k].level = None
                    verdicts[k].words.append((hit, hit + 1))
                    verdicts[k].settled.append((hit, hit + 1))
                return
        hit = next((words[w] for w in words if w in self.small), None)
        if hit is not None:
            for k in open_names:
                verdicts[k].level = 1
                verdicts[k].words.append((hit, hit + 1))


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
