"""The best subset of steps within so many hours, when a step may need others first.

This is the precedence-constrained knapsack. It is solved by branch and bound, exactly for the sizes that a plan
has (tens of steps); beyond `MAX_VISITS` the best subset seen so far is taken, which is never worse than greedy.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

MAX_VISITS = 3000
TINY = 1e-9
Item = TypeVar("Item", bound=Hashable)


def best_subset(
    items: Sequence[Item],
    hours: Mapping[Item, float],
    gain: Mapping[Item, float],
    needs: Mapping[Item, Sequence[Item]],
    limit: float,
) -> set[Item]:
    """The set of most gain whose hours fit into `limit` and that holds with each item all that it needs.

    `items` are sorted: what is needed stands before what needs it. Ties are broken by fewer hours.
    """
    place = {item: i for i, item in enumerate(items)}
    bundles: list[int] = []  # bit mask of an item and everything that it needs
    for item in items:
        mask = 1 << place[item]
        for needed in needs[item]:
            mask |= bundles[place[needed]]
        bundles.append(mask)
    search = _Search([hours[i] for i in items], [gain[i] for i in items], bundles, limit)
    chosen = search.run()
    return {item for i, item in enumerate(items) if chosen >> i & 1}


class _Search:
    def __init__(self, hours: list[float], gain: list[float], bundles: list[int], limit: float) -> None:
        self.hours, self.gain, self.bundles, self.limit = hours, gain, bundles, limit
        size = range(len(hours))
        fits = [i for i in size if self._sum(hours, bundles[i]) <= limit + TINY]
        self.goals = sorted((i for i in fits if gain[i] > 0), key=lambda i: (-self._density(bundles[i]), i))
        self.by_density = sorted(self.goals, key=lambda i: (-gain[i] / max(hours[i], TINY), i))
        # Whoever goes without item i goes without everything that needs it.
        self.without = [sum(1 << j for j in fits if bundles[j] >> i & 1) for i in size]
        self.best, self.best_score = 0, (0.0, 0.0)
        self.visits = 0

    def run(self) -> int:
        self._note(self._greedy(0))
        self._branch(0, 0, 0, 0.0, 0.0)
        self._note(self._greedy(self.best))
        return self.best

    @staticmethod
    def _sum(values: list[float], mask: int) -> float:
        total = 0.0
        while mask:
            low = mask & -mask
            total += values[low.bit_length() - 1]
            mask ^= low
        return total

    def _density(self, mask: int) -> float:
        return self._sum(self.gain, mask) / max(self._sum(self.hours, mask), TINY)

    def _note(self, chosen: int) -> None:
        score = (round(self._sum(self.gain, chosen), 9), -self._sum(self.hours, chosen))
        if score > self.best_score:
            self.best, self.best_score = chosen, score

    def _greedy(self, chosen: int) -> int:
        """What is chosen, filled up by the bundle of most gain for each hour that still fits."""
        left = self.limit - self._sum(self.hours, chosen)
        while True:
            open_bundles = [b for i in self.goals if (b := self.bundles[i] & ~chosen)]
            fitting = [b for b in open_bundles if self._sum(self.hours, b) <= left + TINY]
            if not fitting:
                return chosen
            bundle = max(fitting, key=self._density)
            chosen |= bundle
            left -= self._sum(self.hours, bundle)

    def _bound(self, start_gain: float, left: float, out: int) -> float:
        """No set that keeps what is chosen and shuns `out` gains more: steps cut to size, needs forgotten."""
        total = start_gain
        for i in self.by_density:
            if out >> i & 1:
                continue
            if self.hours[i] >= left:
                return total + self.gain[i] * left / max(self.hours[i], TINY)
            left -= self.hours[i]
            total += self.gain[i]
        return total

    def _branch(self, at: int, chosen: int, banned: int, used: float, gained: float) -> None:
        self.visits += 1
        while at < len(self.goals) and (chosen | banned) >> self.goals[at] & 1:
            at += 1
        if gained > self.best_score[0] + TINY:
            self._note(chosen)
        if at == len(self.goals) or self.visits > MAX_VISITS:
            return
        if self._bound(gained, self.limit - used, chosen | banned) <= self.best_score[0] + TINY:
            return
        goal = self.goals[at]
        bundle = self.bundles[goal] & ~chosen
        more = self._sum(self.hours, bundle)
        if not bundle & banned and used + more <= self.limit + TINY:
            self._branch(at + 1, chosen | bundle, banned, used + more, gained + self._sum(self.gain, bundle))
        self._branch(at + 1, chosen, banned | self.without[goal], used, gained)
