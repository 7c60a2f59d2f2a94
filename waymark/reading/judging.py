"""Where rules and network disagree, the one is believed that was right more often.

What a rule says counts by how often it was right on messages that it had not been written on, and so does what the
network thinks: `bench/train_network.py` finds for each outcome of the rules what to add to the network's logarithms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from waymark.reading.assemble import is_others_for_sure, is_too_soft, scope_of
from waymark.reading.draft import Clause, Draft, Form
from waymark.reading.interests import add
from waymark.reading.network import ATTITUDES, LEVELS, POLARITIES
from waymark.reading.verdicts import Verdict
from waymark.skills import Interest, Scope

_NOTHING = ("none", None)


class Judge:
    """Decides between the rules and the network by weights from data. Nothing changes it."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self._polarity = _Scale(weights["polarity"], POLARITIES)
        self._level = _Scale(weights["level"], LEVELS)
        self._attitude = _Scale(weights["attitude"], ATTITUDES)

    def names(self, draft: Draft, verdicts: dict[int, Verdict]) -> None:
        """Overrules verdicts on names that say something else than the network firmly thinks."""
        if draft.chances is None:
            return
        for number, clause, k in names_of(draft):
            verdict = verdicts[k]
            outcome = outcome_of(draft, number, clause, verdict)
            if outcome is None:
                continue
            said = class_of(outcome)
            best = self._polarity.best(said, outcome, draft.chances.polarity[k])
            if best == "none" and said == "has" and verdict.level is not None:
                continue  # words say how well it is known
            if best != said:
                _overrule(verdict, best)
            if best == "has":
                level = self._level.best(verdict.level, level_said(draft, verdict), draft.chances.level[k])
                if level != verdict.level:
                    verdict.level = level
                    draft.guessed.add(k)

    def likings(self, draft: Draft, found: dict[str, Interest]) -> None:
        """Adds, turns and takes away interests where the network firmly thinks otherwise than the rules."""
        if draft.chances is None:
            return
        best_form: dict[str, Form] = {}
        for form in draft.forms:
            other = best_form.get(form[2].activity)
            if other is None or _unfelt(draft, form) < _unfelt(draft, other):
                best_form[form[2].activity] = form
        for activity, form in best_form.items():
            interest = found.get(activity)
            said = "none" if interest is None else interest.attitude.value
            best = self._attitude.best(said, liking_said(form, said), draft.chances.attitude[form[1] - 1])
            if best == said:
                continue
            if best == "none":
                del found[activity]
            else:
                add(draft, _clause_at(draft, form[0]), form, best, None, found, set())


class _Scale:
    """What to add to the network's logarithms for each outcome of the rules, and how much those count.

    Below the margin the rules stand: whoever reads their words would agree with them. Where they say nothing there are
    no words to contradict, and the margin is `least`.
    """

    def __init__(self, weights: dict[str, Any], classes: Sequence[Any]) -> None:
        self._trust, self._margin = float(weights["trust"]), float(weights["margin"])
        self._least = float(weights.get("least", self._margin))  # a snapshot of before has one for both
        self._said: dict[str, list[float]] = weights["said"]
        self._classes = classes

    def best(self, said: Any, outcome: str, chances: list[float]) -> Any:
        """The class to believe where the rules say `said`; an outcome never seen leaves it to the network."""
        rows = self._said.get(outcome) or [0.0] * len(chances)
        sums = [row + self._trust * chance for row, chance in zip(rows, chances)]
        most = max(sums)
        margin = self._least if said in _NOTHING else self._margin
        return said if most - sums[self._classes.index(said)] < margin else self._classes[sums.index(most)]


def names_of(draft: Draft) -> list[tuple[int, Clause, int]]:
    """Every name: the number of its sentence, its clause and its item."""
    return [(n, clause, k) for n, sentence in enumerate(draft.sentences) for clause in sentence for k in clause.names]


def outcome_of(draft: Draft, number: int, clause: Clause, verdict: Verdict) -> str | None:
    """What the rules made of a name, or None where nobody else has a say (a word taken back, an advertisement)."""
    name = draft.items[verdict.item].name
    if draft.modes[number] or name is None or name.stands_in or verdict.drop or verdict.scope == "remove":
        return None
    if is_others_for_sure(draft, verdict.item):
        return None
    scope = scope_of(draft, clause, verdict, "")
    if scope is not Scope.OWN:
        return str(scope.value)
    if is_too_soft(draft, verdict.item, verdict):
        return "soft"
    return f"{verdict.polarity or 'open'}{'+' if verdict.explicit else ''}"


def class_of(outcome: str) -> str:
    """The polarity that an outcome of the rules amounts to, or "none"."""
    plain = outcome.rstrip("+")
    return "has" if plain == "open" else plain if plain in POLARITIES else "none"


def level_said(draft: Draft, verdict: Verdict) -> str:
    """The level by the rules: 1 to 3, or None."""
    return str(None if verdict.item in draft.guessed else verdict.level)


def liking_said(form: Form, said: str) -> str:
    """The attitude by the rules, and what kind of form names the activity."""
    return said + ("*" if form[2].attitude else "") + ("~" if form[2].loose else "")


def _overrule(verdict: Verdict, best: str) -> None:
    verdict.judged, verdict.words = best, []
    verdict.polarity = best if best != "none" else None
    verdict.explicit = True
    if best != "has":
        verdict.level = None


def _unfelt(draft: Draft, form: Form) -> float:
    assert draft.chances is not None
    none, *felt = draft.chances.attitude[form[1] - 1]
    return none - max(felt)


def _clause_at(draft: Draft, item: int) -> Clause:
    clauses = [clause for sentence in draft.sentences for clause in sentence]
    return next((clause for clause in clauses if clause.first <= item < clause.last), clauses[-1])
