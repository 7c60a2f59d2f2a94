"""Where rules and network disagree, the one is believed that was right more often.

What a rule says counts by how often it was right on messages that it had not been written on, and so does what the
network thinks: `bench/train_network.py` finds for each outcome of the rules what to add to the network's logarithms. Of
likings several things are known at once, each of which has a weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from operator import mul
from typing import Any

from waymark.odds import chance_at
from waymark.reading.assemble import is_others_for_sure, is_too_soft, mention_at, scope_of
from waymark.reading.draft import Clause, Draft, Form, Liking, Name
from waymark.reading.interests import add
from waymark.reading.network import ATTITUDES, LEVELS, POLARITIES, Chances
from waymark.reading.verdicts import Verdict
from waymark.skills import Interest, Scope

_NOTHING = ("none", None)
DOUBTED = "doubted"  # the outcome of a word that is a name elsewhere
_FAINT = -6.0  # the logarithm of odds below which they say nothing more
_UNTOLD = (_FAINT, _FAINT)
UNSURE = 0.24  # the chance that an answer is wrong, by the judge's own sums, from which on it is worth a second look
_LONE = 2.4  # how much more the doubt of a message's only name counts: the whole message stands or falls with it


class Judge:
    """Decides between the rules and the network by weights from data. Nothing changes it."""

    def __init__(self, weights: dict[str, Any], activities: frozenset[str], skills: frozenset[str]) -> None:
        """`activities` and `skills`: those of the catalogue. The network need not know all of them, nor they all of
        its."""
        self._polarity = Scale(weights["polarity"], POLARITIES)
        self._level = Scale(weights["level"], LEVELS)
        self._start = float(weights["liking"]["start"])
        self._signs = [float(weights["liking"]["signs"][sign]) for sign in SIGNS]
        self._stands = float(weights["liking"]["stands"])  # whoever reads the rules' words would agree with them
        self._unnamed = float(weights["unnamed"])
        self._known = {("activity", name) for name in activities} | {("skill", name) for name in skills}

    def names_after_all(self, draft: Draft) -> list[Name]:
        """Words that the context made no names of and the network firmly thinks are."""
        chances, known = draft.chances, {name.skill for name in draft.names}
        return [
            name
            for name in draft.doubted
            if chances is not None
            and name.skill not in known
            and self._polarity_of(draft, "none", DOUBTED, chances.polarity[draft.item_of(name)]) != "none"
        ]

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
            best = self._polarity_of(draft, said, outcome, draft.chances.polarity[k])
            rated = said == "has" and verdict.level is not None and best != "lacks"
            if best != said and (verdict.excepted or rated):
                continue  # "nothing but SQL", or words that say how well it is known
            if best != said:
                _overrule(verdict, best)
            if best == "has":
                level, _ = self._level.best(verdict.level, level_said(draft, verdict), draft.chances.level[k])
                if level != verdict.level:
                    verdict.level = level
                    draft.guessed.add(k)

    def unnamed(self, draft: Draft) -> None:
        """Adds mentions of skills that the message tells without a name."""
        if draft.chances is None:
            return
        known = {mention.skill for mention in draft.mentions}.union(name.skill for name in draft.names)
        for told, k in draft.chances.places.items():
            odds = draft.chances.told[told]
            kind, skill = told
            if kind == "skill" and max(odds) >= self._unnamed and told in self._known and skill not in known:
                polarity = POLARITIES[odds.index(max(odds))]
                draft.doubts(1.0)  # the small network is wrong in four of ten of these
                draft.mentions.append(mention_at(draft, clause_at(draft, k), k, skill, polarity))
        draft.mentions.sort(key=lambda mention: (mention.start, mention.end))

    def likings(self, draft: Draft, found: dict[str, Interest]) -> None:
        """Adds, turns and takes away interests where all that is known of an activity says so."""
        if draft.chances is None:
            return
        spoken = spoken_of(draft, found)
        places = {name: k for (kind, name), k in draft.chances.places.items() if kind == "activity"}
        unheard = (name for name in places if name not in spoken and ("activity", name) in self._known)
        for activity in (*spoken, *unheard):
            if ("activity", activity) not in draft.chances.told:
                continue  # nobody has learned of it: the rules alone speak
            what = spoken.get(activity, _SILENT)
            odds = {
                attitude: self._start
                + sum(map(mul, self._signs, signs(what, draft.chances, activity, attitude)))
                + (self._stands if attitude == what.said else 0.0)
                for attitude in ATTITUDES[1:]
            }
            best = max(odds, key=odds.__getitem__)
            draft.doubts(chance_at(-min(map(abs, odds.values()))))
            if odds[best] <= 0:
                found.pop(activity, None)
            elif best != what.said:
                form = what.form_by(draft.chances)
                if form is None and activity in places:
                    form = (places[activity], places[activity] + 1, Liking(activity))
                if form is None:
                    continue  # only a word of many meanings names it, and the message tells nothing of it
                add(draft, clause_at(draft, form[0]), form, best, None, found, {})

    def _polarity_of(self, draft: Draft, said: str, outcome: str, chances: list[float]) -> str:
        """The polarity to believe; the draft keeps the doubt about it."""
        polarity, doubt = self._polarity.best(said, outcome, chances)
        draft.doubts(doubt if len(draft.names) + len(draft.doubted) > 1 else _LONE * doubt)
        return str(polarity)


class Scale:
    """What to add to the network's logarithms for each outcome of the rules, and how much those count.

    Below the margin the rules stand: whoever reads their words would agree with them. Where they say nothing there are
    no words to contradict, and the margin is `least`.
    """

    def __init__(self, weights: dict[str, Any], classes: Sequence[Any]) -> None:
        self._trust, self._margin = float(weights["trust"]), float(weights["margin"])
        self._least = float(weights["least"])
        self._said: dict[str, list[float]] = weights["said"]
        self._classes = classes

    def best(self, said: Any, outcome: str, chances: list[float]) -> tuple[Any, float]:
        """The class to believe where the rules say `said`, and the chance that it is wrong; an outcome never seen
        leaves it to the network."""
        rows = self._said.get(outcome) or [0.0] * len(chances)
        sums = [row + self._trust * chance for row, chance in zip(rows, chances)]
        sums[self._classes.index(said)] += self._least if said in _NOTHING else self._margin
        most = max(sums)
        return self._classes[sums.index(most)], 1 - 1 / sum([exp(each - most) for each in sums])


def names_of(draft: Draft) -> list[tuple[int, Clause, int]]:
    """Every name: the number of its sentence, its clause and its item."""
    return [(n, clause, k) for n, sentence in enumerate(draft.sentences) for clause in sentence for k in clause.names]


def outcome_of(draft: Draft, number: int, clause: Clause, verdict: Verdict) -> str | None:
    """What the rules made of a name, or None where nobody else has a say: a word taken back, a mark that the writer
    gives, an advertisement."""
    name = draft.items[verdict.item].name
    if name is None or name.stands_in or draft.modes[number]:
        return None
    if verdict.rated or verdict.drop or verdict.scope == "remove":
        return None
    if is_others_for_sure(draft, verdict.item):
        return None
    scope = scope_of(draft, clause, verdict, "")
    if scope is not Scope.OWN:
        return str(scope.value)
    if is_too_soft(draft, verdict.item, verdict):
        return "soft"
    return f"{verdict.polarity or 'open'}{'!' if verdict.excepted else '+' if verdict.explicit else ''}"


def class_of(outcome: str) -> str:
    """The polarity that an outcome of the rules amounts to, or "none"."""
    plain = outcome.rstrip("+!")
    return "has" if plain == "open" else plain if plain in POLARITIES else "none"


def level_said(draft: Draft, verdict: Verdict) -> str:
    """The level by the rules: 1 to 3, or None."""
    return str(None if verdict.item in draft.guessed else verdict.level)


@dataclass(frozen=True)
class Spoken:
    """What the steps before know of an activity: its attitude by the rules, and the forms that name it."""

    said: str
    forms: tuple[Form, ...]

    def form_by(self, chances: Chances) -> Form | None:
        """The form that most feeling is told about, but no word of many meanings."""
        plain = [form for form in self.forms if not form[2].loose]
        return max(plain, key=lambda form: max(_felt(chances, form)[1:]), default=None)


_SILENT = Spoken("none", ())
# What speaks for an attitude: the rules say it, or the opposite; a story among the forms says it; no form but words of
# many meanings; any form; what the network feels at the best form, and for the opposite; what it is told by the whole
# message, and for the opposite; told, if there is a form.
SIGNS = (
    "said",
    "gainsaid",
    "story",
    "loose",
    "named",
    "felt",
    "felt otherwise",
    "told",
    "told otherwise",
    "told and named",
)


def spoken_of(draft: Draft, found: Mapping[str, Interest]) -> dict[str, Spoken]:
    """By activity, of those that forms name or rules have found."""
    forms: dict[str, list[Form]] = {activity: [] for activity in found}
    for form in draft.forms:
        forms.setdefault(form[2].activity, []).append(form)
    said = {activity: interest.attitude.value for activity, interest in found.items()}
    return {activity: Spoken(said.get(activity, "none"), tuple(named)) for activity, named in forms.items()}


def signs(spoken: Spoken, chances: Chances, activity: str, attitude: str) -> list[float]:
    """The values of `SIGNS` for this attitude to the activity."""
    other = "dislike" if attitude == "like" else "like"
    named = bool(spoken.forms)
    felt = [_felt(chances, form) for form in spoken.forms]
    odds = dict(zip(ATTITUDES[1:], chances.told.get(("activity", activity), _UNTOLD)))
    loud = max(odds[attitude], _FAINT)
    return [
        float(spoken.said == attitude),
        float(spoken.said == other),
        float(any(form[2].attitude == attitude for form in spoken.forms)),
        float(named and all(form[2].loose for form in spoken.forms)),
        float(named),
        max((row[ATTITUDES.index(attitude)] for row in felt), default=0.0),
        max((row[ATTITUDES.index(other)] for row in felt), default=0.0),
        loud,
        max(odds[other], _FAINT),
        loud * named,
    ]


def _felt(chances: Chances, form: Form) -> list[float]:
    """By attitude, the logarithm of its odds against none."""
    row = chances.attitude[form[1] - 1]
    return [value - row[0] for value in row]


def _overrule(verdict: Verdict, best: str) -> None:
    verdict.judged, verdict.words = best, []
    verdict.polarity = best if best != "none" else None
    verdict.explicit = True
    if best != "has":
        verdict.level = None


def clause_at(draft: Draft, item: int) -> Clause:
    clauses = [clause for sentence in draft.sentences for clause in sentence]
    return next((clause for clause in clauses if clause.first <= item < clause.last), clauses[-1])
