"""When no phrase says whether an activity is liked, the words of joy or of woe around it do."""

from __future__ import annotations

from bisect import bisect_right

from waymark.reading.draft import Clause, Draft

_DENIALS = frozenset(
    "no not never isn't wasn't aren't weren't don't didn't doesn't without hardly less can't nothing".split()
)
_LIKED = frozenset(["like", "love", "enjoy"])
_RELATIVE = frozenset(["which", "that"])
_HATED = frozenset("dread avoid hate hated hates dislike disliked despise loathe mind".split())
_NEAR = 3  # items before a word of feeling in which a denial turns it round
_ASKING = frozenset(["what", "what's", "which", "who"])
_ME = frozenset(["me", "i", "my", "i'm"])
_LONGEST_QUESTION = 9  # items
_FARTHEST = 24  # items between an activity and a word of feeling about it
_TURNS = frozenset(["but", "though", "although", "while", "whereas", "however"])
Felt = tuple[str, int]  # like or dislike, and the item that says so


class Feelings:
    """Two sets of words; which of them stands nearer to an activity tells how it feels."""

    def __init__(self, words: dict[str, list[str]]) -> None:
        self.joy, self.woe = frozenset(words["joy"]), frozenset(words["woe"])
        self.words = self.joy | self.woe

    def about(self, draft: Draft, clauses: list[Clause], first: int, last: int, silent: set[int]) -> Felt | None:
        """What the clauses say of the activity at the items `first`..`last`, or None. `silent` items say nothing.

        A clause that names a tool and not the activity speaks of the tool; so does a joyful word beside one.
        """
        best: tuple[int, str, int] | None = None
        low = high = at = max(bisect_right(clauses, first, key=lambda clause: clause.first) - 1, 0)
        while low and clauses[low - 1].last > first - _FARTHEST:
            low -= 1
        while high < len(clauses) and clauses[high].first < last + _FARTHEST:
            high += 1
        for n in range(low, high):
            clause = clauses[n]
            if clause.scope is not None or _parted(clauses, n, at):
                continue
            here = clause.first <= first < clause.last
            if n and clause.before in _RELATIVE and self._tools(draft, clauses[n - 1]) and not here:
                continue  # "one semester of Java, which I hated"
            for k in range(max(clause.first, first - _FARTHEST), min(clause.last, last + _FARTHEST)):
                if draft.keys[k] not in self.words or first <= k < last or k in silent:
                    continue
                far = first - k if k < first else k - last + 1
                if "than" in draft.keys[k:first]:
                    continue  # "more fun than any dashboard"
                if self._of_a_tool(draft, clause, k, here, far):
                    continue
                attitude = self._attitude(draft.keys, clause, k)
                if attitude is not None and (best is None or far < best[0]):
                    best = (far, attitude, k)
        return None if best is None else (best[1], best[2])

    def asked_for(self, draft: Draft, first: int, last: int) -> str | None:
        """ "What kills me?": the feeling that the answer will be about, or None if the items ask no such thing."""
        if draft.keys[first : first + 2] == ["you", "know"]:
            first += 2
        if draft.keys[last - 1] != "?" or draft.keys[first] not in _ASKING or last - first > _LONGEST_QUESTION:
            return None
        words = draft.keys[first:last]
        if _ME.isdisjoint(words):
            return None
        told = next((key for key in words if key in self.words or key in _LIKED), None)
        return None if told is None else "dislike" if told in self.woe else "like"

    def _of_a_tool(self, draft: Draft, clause: Clause, k: int, here: bool, far: int) -> bool:
        tools = self._tools(draft, clause)
        return bool(tools) and (not here or min(abs(n - k) for n in tools) <= far)

    def _tools(self, draft: Draft, clause: Clause) -> list[int]:
        return [n for n in clause.names if (name := draft.items[n].name) is not None and not name.soft]

    def _attitude(self, keys: list[str], clause: Clause, k: int) -> str | None:
        joyful = keys[k] in self.joy
        denied = not _DENIALS.isdisjoint(keys[max(clause.first, k - _NEAR) : k])
        if denied and keys[k] in _HATED:
            return None  # who does not hate it need not love it
        return "like" if joyful is not denied else "dislike"


def _parted(clauses: list[Clause], n: int, at: int) -> bool:
    """Does a "but" stand between the clauses `n` and `at`?"""
    return any(clause.before in _TURNS for clause in clauses[min(n, at) + 1 : max(n, at) + 1])
