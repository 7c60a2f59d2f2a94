"""Which names a span of time is said of: the rules' word weighed against the shape of what stands between the two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from waymark.odds import chance_at
from waymark.reading.draft import MENTION, Draft, Tie, Years
from waymark.reading.linear import Linear, odds_of
from waymark.reading.verdicts import Verdict

_FARTHEST = 40  # items between a span and a name that it may be said of
_MOST_SPANS = 40  # spans of a message that are weighed; what else a flood of them says is left to the rules
_NEAR = 6  # items on either side of a span whose words may tell what it is about
_SHAPE = 8  # parts of a shape that count
_LINKS = frozenset(
    "and or with of in for then but also plus since over about using each both all as at on to from mostly now was is "
    "i i've have been that it them".split()
)
_LISTING = frozenset(["S", ",", "and", "or", "&", "/", "+", "plus"])
_BETWEEN = frozenset("<>~:=-–()+")  # what may stand between names and spans that take turns
_TURNS = 4  # so many of them make a run
_EDGES = (".", ";", "(", ")", ":", "but")


class Dating:
    """Ties spans of time to names by weights from labelled messages. Nothing changes it."""

    def __init__(self, weights: dict[str, Any], second: dict[str, float], job_words: frozenset[str]) -> None:
        """`second`: how much all count where the encoder has an opinion, too."""
        self._linear = Linear(weights)
        kinds = self._linear.by_kind(" ")
        self._rows = {side: kinds.get(side, {}) for side in ("before", "in", "behind")}
        self._judge: dict[str, float] = weights["judge"]
        given = self._judge.get("given", self._judge["margin"])  # a snapshot of before has one margin for both
        self._judge, self._second = {**self._judge, "given": given}, second
        self._job_words = job_words

    def weigh(self, draft: Draft) -> list[Tie]:
        """Every span with every name near by, and the logarithm of the odds that they belong together."""
        found: list[Tie] = []
        for span, around, names in _described(draft, self._job_words):
            shared = {
                side: self._linear.sums(map(self._rows[side].get, around)) for side in {side for _, side, _ in names}
            }
            for k, side, own in names:
                found.append((span, k, odds_of(self._linear.sums(map(self._rows[side].get, own), shared[side]))))
        return found

    def judge(self, draft: Draft, verdicts: dict[int, Verdict]) -> None:
        """Gives years to names and takes them where weights and rules together say so."""
        if not draft.years:
            return
        fixed = in_turn(draft)
        for k, span in fixed.items():
            verdicts[k].years = span.value if verdicts[k].polarity in (None, "has") else None
        best: dict[int, tuple[float, float, Years]] = {}  # the score, and from which on it counts
        weighed: set[int] = set()  # names whose tie by the rules is among the pairs
        thought = draft.chances.ties if draft.chances is not None else {}
        for span, k, odds in draft.ties or self.weigh(draft):
            if verdicts[k].polarity not in (None, "has") or k in fixed:
                continue
            said = rule_says(verdicts[k], span)
            if said == "tied":
                weighed.add(k)
            tie = thought.get((span.first, k))
            judge = self._judge if tie is None else self._second
            score = judge["start"] + judge[said] + judge["trust"] * odds + judge.get("encoder", 0.0) * (tie or 0.0)
            if k not in best or score > best[k][0]:
                best[k] = (score, judge["given"], span)
        for k, (score, given, span) in best.items():
            verdict = verdicts[k]
            turns_at = -self._judge["margin"] if k in weighed else given
            draft.doubts(chance_at(-abs(score - turns_at)))
            if score <= -self._judge["margin"] and k in weighed:
                verdict.years = None
            elif score >= given and verdict.years != span.value:
                verdict.years = span.value
                verdict.words.append((span.first, span.last))


def in_turn(draft: Draft) -> dict[int, Years]:
    """Names that take turns with spans, and the span of each: "linux 20y git 10y bash 20y", "3y sql 2y python".

    What a run opens with says whether spans stand behind their names or before them.
    """
    names = ((k, k + 1, None) for sentence in draft.sentences for clause in sentence for k in clause.names)
    spans = ((span.first, span.last, span) for span in draft.years[:_MOST_SPANS])
    found: dict[int, Years] = {}
    run: list[tuple[int, Years | None]] = []
    end = 0
    for first, last, span in sorted([*names, *spans], key=lambda part: part[:2]):
        joins = run and (span is None) != (run[-1][1] is None) and _BETWEEN.issuperset(draft.keys[end:first])
        if not joins:
            found |= _tied(run)
            run = []
        run.append((first, span))
        end = last
    return found | _tied(run)


def _tied(run: list[tuple[int, Years | None]]) -> dict[int, Years]:
    if len(run) < _TURNS:
        return {}
    pairs = zip(run[::2], run[1::2])
    return {k: span for one, other in pairs for k, span in ((one[0], other[1]), (other[0], one[1])) if span is not None}


def rule_says(verdict: Verdict, span: Years) -> str:
    """Did the rules tie the name to this span, to another one or to none?"""
    if verdict.years is None:
        return "free"
    return "tied" if abs(verdict.years - span.value) < 0.01 else "elsewhere"


def pairs(draft: Draft) -> list[tuple[Years, int]]:
    """Every span with every name near by."""
    return [(span, k) for span, near in _spans(draft, _sentences(draft)) for k in near]


def described(draft: Draft, job_words: frozenset[str]) -> list[tuple[Years, int, set[str]]]:
    """Every span with every name near by, and the features of the two."""
    return [
        (span, k, {f"{side} {feature}" for feature in (*own, *around)})
        for span, around, names in _described(draft, job_words)
        for k, side, own in names
    ]


def _described(
    draft: Draft, job_words: frozenset[str]
) -> Iterator[tuple[Years, set[str], list[tuple[int, str, list[str]]]]]:
    """Every span that has names near by, its own features and every such name: its side and the features of the two."""
    sentence_of, spans = _sentences(draft), draft.years[:_MOST_SPANS]
    for span, near in _spans(draft, sentence_of):
        at, around = sentence_of.get(span.first, 0), _around(draft, span, sentence_of, job_words)
        names = [(k, *features(draft.keys, spans, span, k, sentence_of[k] - at, around[0])) for k in near]
        yield span, set(around), names


def _spans(draft: Draft, sentence_of: dict[int, int]) -> Iterator[tuple[Years, list[int]]]:
    """Every span that has names near by, with them."""
    names = [k for sentence in draft.sentences for clause in sentence for k in clause.names]
    for span in draft.years[:_MOST_SPANS]:
        at = sentence_of.get(span.first, 0)
        close = names[bisect_left(names, span.first - _FARTHEST) : bisect_right(names, span.first + _FARTHEST)]
        near = [k for k in close if abs(sentence_of[k] - at) <= 1]
        if near:
            yield span, near


def _sentences(draft: Draft) -> dict[int, int]:
    return {k: n for n, s in enumerate(draft.sentences) for k in range(s[0].first, s[-1].last)}


def features(keys: list[str], spans: list[Years], span: Years, k: int, apart: int, sides: str) -> tuple[str, list[str]]:
    """On which side of a span a name stands, and what tells whether they belong together: shape and words between."""
    side = "in" if span.first <= k < span.last else "behind" if k >= span.last else "before"
    first, last = {"in": (k, k), "behind": (span.last, k), "before": (k + 1, span.first)}[side]
    between = keys[first:last]
    shape, names = _shape(between), between.count(MENTION)
    others = sum(first <= other.first < last for other in spans if other is not span)
    words = len([key for key in between if key[0].isalnum()])
    listed = _LISTING.issuperset(shape)
    found = [
        f"shape {' '.join(shape[:_SHAPE])}", f"list {listed} {min(names, 3)}", f"names {min(names, 4)} {others}",
        f"words {min(words, 6)} {others}", f"apart {apart}", f"others {others}", f"kind {span.kind}",
        f"next {_at(keys, k + 1)}", f"last {_at(keys, k - 1)}", f"spans {min(3, len(spans))}",
        *(f"in {part}" for part in set(shape)), *(f"{mark} {shape.count(mark)}" for mark in _EDGES),
        *(f"between {key}" for key in set(between)),
        f"{names} {sides} {listed}",
    ]  # fmt: skip
    if shape:
        near, far = (shape, shape[::-1]) if side == "behind" else (shape[::-1], shape)
        found += [f"by span {near[0]}", f"by span {near[:2]}", f"by name {far[0]}", f"by name {far[:2]}"]
    return side, found


def _around(draft: Draft, span: Years, sentence_of: dict[int, int], job_words: frozenset[str]) -> list[str]:
    """What stands around a span, in its own sentence."""
    keys, at = draft.keys, sentence_of.get(span.first)
    near = [k for k in range(max(0, span.first - 10), min(len(keys), span.last + 10)) if sentence_of.get(k) == at]
    words = [keys[k] for k in near if span.first - _NEAR <= k < span.last + _NEAR]
    before = sum(keys[k] == MENTION for k in near if k < span.first)
    behind = sum(keys[k] == MENTION for k in near if k >= span.last)
    previous, following = _at(keys, span.first - 1), _at(keys, span.last)
    marks = [word if not word[0].isalpha() else "w" for word in (previous, following)]
    return [
        f"sides {min(before, 2)} {min(behind, 2)}", f"job {not job_words.isdisjoint(words)}", f"from {previous}",
        f"to {following}", f"to {following} {_at(keys, span.last + 1)}", f"marks {marks}",
        *(f"near {word}" for word in words),
    ]  # fmt: skip


def _shape(keys: list[str]) -> list[str]:
    """Marks and links as they stand, names as S, any other words as one w."""
    shape: list[str] = []
    for key in keys:
        part = "S" if key == MENTION else key if not key[0].isalnum() or key in _LINKS else "w"
        if part != "w" or shape[-1:] != ["w"]:
            shape.append(part)
    return shape


def _at(keys: list[str], k: int) -> str:
    return keys[k] if 0 <= k < len(keys) else "$"
