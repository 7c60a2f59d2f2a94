"""Is a name that is also an ordinary word, a person or a brand the skill here? Its context decides, by data."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from waymark.reading.draft import Name
from waymark.reading.lexicon import key_of
from waymark.reading.tokens import Token

_LIST_MARKS = frozenset([",", "/", "+", "&", "and", "n", "or", ";", "|", "•", "·", "plus", "nor"])
_LIKELY = 0.2  # the prior from which a name of a list vouches for its neighbours
_CLOSE = 25  # tokens within which a sure name makes a doubtful one likelier
_BREAD_AND_BUTTER = frozenset(["bread", "butter"])
_LABEL_MARKS = frozenset([":", "-", "(", "–", "="])
_LISTED_TOO = frozenset(["a", "the", "my", "and", "i", "no", "to", "some"])  # they may open a list ("no R, Go")
_NAMING = frozenset(["called", "named", "name", "is", "our", "my"])
_COUNTED = frozenset(["y", "yr", "yrs", "year", "years", "yoe", "months", "/", "+"])
_MARKED = _COUNTED | frozenset([",", ";", ".", "(", ")", "|"])  # beside a sure name
_ARTICLES = frozenset(["a", "an", "the", "my", "some"])


@dataclass(frozen=True, slots=True)
class _Rule:
    """What speaks for and against one name: words right before it, right behind it, or near it."""

    prior: float | None = None
    capital: float | None = None
    no_prev: frozenset[str] = frozenset()
    no_next: frozenset[str] = frozenset()
    soft_no_next: frozenset[str] = frozenset()
    no_near: frozenset[str] = frozenset()
    yes_prev: frozenset[str] = frozenset()
    yes_next: frozenset[str] = frozenset()
    yes_near: frozenset[str] = frozenset()


_NO_RULE = _Rule()


def _rule(raw: dict[str, Any]) -> _Rule:
    made: dict[str, Any] = {k: frozenset(v) if isinstance(v, list) else float(v) for k, v in raw.items()}
    return _Rule(**made)


class Ambiguity:
    """Decides by context whether a name that is also an ordinary word, a person or a brand is the skill."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.shared = data["shared"]
        self.led_by: dict[str, float] = self.shared["yes_prev"]
        self.followed_by: dict[str, float] = self.shared["yes_next"]
        self.alone_in_list = _LIST_MARKS.union(self.shared["alone"])
        self.pets = frozenset(self.shared["pets"])
        self.everyday = frozenset(self.shared["everyday"])
        self.names = {key_of(word): _rule(raw) for word, raw in data["names"].items()}

    def keep(self, names: list[Name], tokens: list[Token]) -> list[Name]:
        """The names that are skills here."""
        doubtful = [n for n in names if n.context or n.key in self.names]
        if not doubtful:
            return names
        sure = [n.first for n in names if not (n.context or n.key in self.names) and not n.implied]
        by_first = {n.first: n for n in names}
        by_last = {n.last: n for n in names}
        loud = len([t for t in tokens if t.text.isupper() and len(t.text) > 1]) * 2 > len(tokens)
        scores = {n.first: self._score(n, tokens, by_first, by_last, _near(n, tokens), sure, loud) for n in doubtful}
        kept = [n for n in names if scores.get(n.first, 1.0) > 0]
        if len(kept) < len(names):  # a list is as sure as its surest member
            first, last = {n.first for n in kept}, {n.last for n in kept}
            kept = [n for n in names if scores.get(n.first, 1.0) > 0 or self._listed(n, tokens, first, last, scores)]
        return kept

    def _listed(
        self, name: Name, tokens: list[Token], first: set[int], last: set[int], scores: dict[int, float]
    ) -> bool:
        if scores[name.first] <= -3.0:
            return False
        for gap in (1, 2):
            if name.last + gap in first and _list_mark_between(tokens, name.last, name.last + gap):
                return True
            if name.first - gap in last and _list_mark_between(tokens, name.first - gap, name.first):
                return True
        return False

    def _score(
        self,
        name: Name,
        tokens: list[Token],
        by_first: dict[int, Name],
        by_last: dict[int, Name],
        near: set[str],
        sure: list[int],
        loud: bool,
    ) -> float:
        """Above 0: the skill. The words right before and behind weigh most, then the sentence, then the message."""
        rule, shared = self.names.get(name.key, _NO_RULE), self.shared
        first = tokens[name.first]
        if len(first.text) == 1 and _glued(tokens, name):
            return -9.0
        before = [t.low for t in tokens[max(0, name.first - 3) : name.first]]
        after = [t.low for t in tokens[name.last : name.last + 3]]
        prev, following = _grams(before, last=True), _grams(after, last=False)
        starts = name.first == 0 or before[-1] in ".!?" or first.gap > 1
        capital = first.text[0].isupper()
        listed = self._in_list(name, tokens, by_first, by_last)
        score = rule.prior if rule.prior is not None else (-0.3 if name.last - name.first == 1 else 0.6)
        if capital and not loud:
            score += rule.capital if rule.capital is not None else 0.0 if starts else shared["capital"]
        if not (listed or (capital and not starts) or rule.soft_no_next.isdisjoint(following)):
            score -= 2.5
        everyday = near & self.everyday
        if everyday and everyday != _BREAD_AND_BUTTER:  # the saying
            score -= min(4.0, 2.0 * len(everyday))
        score += self._company(name, tokens, near, sure)
        led = max([self.led_by[p] for p in prev if p in self.led_by], default=0.0)
        no = self._refusals(rule, prev, following, before, led >= 3)
        if no and not (listed and len(no) == 1 and no <= _LISTED_TOO):
            inside = capital and not starts and not loud and len(first.text) > 1 and prev.isdisjoint(no)
            score -= 1.5 if inside else 5.0
        score -= 0.0 if rule.no_near.isdisjoint(near) else 5.0
        score += 0.0 if rule.yes_prev.isdisjoint(prev) else 3.0
        score += 0.0 if rule.yes_next.isdisjoint(following) else 3.0
        score += 0.0 if rule.yes_near.isdisjoint(near) else 3.0
        score += led
        score += max([self.followed_by[f] for f in following if f in self.followed_by], default=0.0)
        if listed:
            score += shared["same_list"]
        if after and after[0][0].isdigit() and (after[1:2] or ["."])[0] in (_MARKED if sure else _COUNTED):
            score += shared["counted"]  # "ruby 5 years", "r 0/10", "python 7, r 9"
        if len(after) > 1 and after[0] in _LABEL_MARKS:
            score += shared["label"]
        return score + self._vouched(name, sure)

    def _refusals(self, rule: _Rule, prev: set[str], following: set[str], before: list[str], strong: bool) -> set[str]:
        """The words beside it that say that it is not the skill, where nothing stronger speaks for it."""
        if rule.no_prev.isdisjoint(prev) and rule.no_next.isdisjoint(following):
            return set()
        no = (prev & rule.no_prev) or (following & rule.no_next)
        if no <= following and not rule.yes_next.isdisjoint(following):
            return set()  # "excel at work", whatever "excel at" is
        if no <= _ARTICLES:  # "a Spark course", "touched a cloud"
            skipped = _grams(before[:-1], last=True)
            if not self.followed_by.keys().isdisjoint(following) or any(self.led_by.get(p, 0.0) >= 2 for p in skipped):
                return set()
        if strong and all("_" not in n for n in no) and no <= prev:
            return set()  # "half a year of Rust"
        return no

    def _vouched(self, name: Name, sure: list[int]) -> float:
        """A sure name near by makes a doubtful one likelier."""
        at = bisect_left(sure, name.first - _CLOSE)
        if at < len(sure) and sure[at] <= name.first + _CLOSE:
            return float(self.shared["same_sentence"])
        return float(self.shared["same_message"]) if sure else 0.0

    def _company(self, name: Name, tokens: list[Token], near: set[str], sure: list[int]) -> float:
        """What the sentence says as a whole: "r advanced" is a skill and its level, "a cat called Pandas" is a cat."""
        if len(tokens) == 1 and name.key in ("r", "c"):
            return 4.0
        if near <= self.alone_in_list and 0 < len(near - _LIST_MARKS) <= 6:
            return 4.0
        if (
            (sure or name.first)
            and tokens[name.last : name.last + 1]
            and tokens[name.last].text == "?"
            and not tokens[name.last].gap
        ):
            before = tokens[name.first - 1].text if name.first else "."
            return 2.0 if before in ".!?;," else 0.0  # "Spark? Never. Hive? No."
        if not self.pets.isdisjoint(near) and not _NAMING.isdisjoint(near):
            return -5.0
        return 0.0

    def _likely(self, name: Name) -> bool:
        rule = self.names.get(name.key)
        return rule is None or (rule.prior or 0.0) >= _LIKELY

    def _in_list(self, name: Name, tokens: list[Token], by_first: dict[int, Name], by_last: dict[int, Name]) -> bool:
        for gap in (1, 2):
            left, right = by_last.get(name.first - gap), by_first.get(name.last + gap)
            if left is not None and self._likely(left) and _list_mark_between(tokens, left.last, name.first):
                return True
            if right is not None and self._likely(right) and _list_mark_between(tokens, name.last, right.first):
                return True
        moved = by_last.get(name.first - 1) if name.first and tokens[name.first - 1].low in ("to", "than") else None
        if moved is not None and self._likely(moved):
            return True  # "from pandas to Spark"
        left, right = by_last.get(name.first), by_first.get(name.last)  # "python r sql"
        return any(o is not None and not o.context and o.key not in self.names for o in (left, right))


def _list_mark_between(tokens: list[Token], first: int, last: int) -> bool:
    return first < last and _LIST_MARKS.issuperset([token.low for token in tokens[first:last]])


def _grams(words: list[str], last: bool) -> set[str]:
    if not words:
        return set()
    if last:
        return {words[-1], "_".join(words[-2:]), "_".join(words)}
    return {words[0], "_".join(words[:2]), "_".join(words)}


def _near(name: Name, tokens: list[Token]) -> set[str]:
    """The words of the sentence, at most 12 on each side."""
    found: set[str] = set()
    gap = tokens[name.first].gap
    for token in reversed(tokens[max(0, name.first - 12) : name.first]):
        if gap > 1 or (token.gap == 0 and token.low in ".!?"):
            break
        found.add(token.low)
        gap = token.gap
    for token in tokens[name.last : name.last + 12]:
        if token.gap > 1 or (token.gap == 0 and token.low in ".!?"):
            break
        found.add(token.low)
    return found


def _glued(tokens: list[Token], name: Name) -> bool:
    """A single letter that is a part of something else: "R&D", "C-level", "r/datascience", "vitamin-C"."""
    before = tokens[name.first - 1] if name.first else None
    after = tokens[name.last] if name.last < len(tokens) else None
    if after is not None and after.gap == 0 and after.text in ("&", "-", "'", "’", "*", "."):
        following = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
        if following is not None and following.gap == 0 and following.text[0].isalnum():
            return following.low not in ("programming", "code", "based", "like", "style", "script", "scripts")
    if before is not None and tokens[name.first].gap == 0 and before.text in ("-", "&", "'", "’", "."):
        return name.first >= 2 and before.gap == 0 and tokens[name.first - 2].text[-1:].isalnum()
    return False
