"""Words that stand for names said before ("the latter", "everything else"), and answers in the order of a list."""

from __future__ import annotations

from bisect import bisect_left

from waymark.reading.draft import MENTION, Clause, Cue, Draft, Item, Name, Rule, Years
from waymark.reading.verdicts import Verdict

REST = "<rest>"  # the skill of a name that stands for what nobody named; it takes words up and is told to nobody
_STANDING = {
    ("the", "former"): 0,
    ("former",): 0,
    ("the", "first", "one"): 0,
    ("first", "one"): 0,
    ("the", "second", "one"): 1,
    ("second", "one"): 1,
    ("the", "third", "one"): 2,
    ("the", "latter"): -1,
    ("latter",): -1,
    ("the", "last", "one"): -1,
    ("last", "one"): -1,
}
_ORDINALS = {"first": 0, "second": 1, "third": 2, "last": -1}
_AFTER_ORDINAL = frozenset(
    [":", ",", "is", "for", "since", "daily", "never", "only", "very", "not", "well", "in", "-", "i"]
)
_RESTS = (("everything", "else"), ("all", "else"), ("anything", "else"), ("the", "rest"), ("all", "the", "rest"))
_OPENERS = frozenset([*(words[0] for words in (*_STANDING, *_RESTS)), "rest"])
_BEFORE_REST = frozenset([",", ".", ";", "and", "&", "-"])  # "python fine, rest basic"
_AFTER_API = frozenset(["api", "apis", "and", ",", "of", "services", "-", "/", ")", ".", "endpoints"])
_IN_ORDER = (["in", "that", "order"], ["in", "this", "order"])
_NAMES_BACK = 8
_LONG = 400  # items: in a text of so many the last names count as a list, and "the rest" reaches so far back
_LIST_MARKS = frozenset([",", "and", "&", "/", "or", "+", "versus", "vs", "nor", "plus"])


def stand_in(items: list[Item]) -> list[Item]:
    """The items with "the latter" as a mention of what it stands for, "the rest" as one of nothing."""
    openers = [i for i, item in enumerate(items) if item.key in _OPENERS]
    named = [i for i, item in enumerate(items) if item.name is not None] if openers else []
    out: list[Item] = []
    taken = 0
    for i in openers:
        width, name = _stands_for(items, i, named) if i >= taken else (0, None)
        if name is None:
            continue
        item, last = items[i], items[i + width - 1].last
        standing = Name(name.skill, item.first, last, name.key, stands_in=True, soft=name.soft)
        out += items[taken:i]
        out.append(Item(MENTION, item.first, last, item.gap, standing, None, item.capital))
        taken = i + width
    return out + items[taken:]


def _stands_for(items: list[Item], i: int, named: list[int]) -> tuple[int, Name | None]:
    keys = tuple(item.key for item in items[i : i + 3])
    for words in _RESTS:
        if keys[: len(words)] == words and keys[len(words) : len(words) + 1] != ("of",):
            return len(words), Name(REST, 0, 0, REST)
    if keys[0] == "rest":
        alone = i > 0 and items[i - 1].key in _BEFORE_REST and len(keys) > 1 and keys[1] not in _AFTER_API
        return (1, Name(REST, 0, 0, REST)) if alone else (0, None)
    width, place = _place(keys)
    if width == 0:
        return 0, None
    before = bisect_left(named, i)
    listed = _last_list(items, named[max(0, before - _NAMES_BACK) : before])
    return (0, None) if len(listed) < 2 else (width, _at(listed, place))


def _place(keys: tuple[str, ...]) -> tuple[int, int]:
    """How many of the words stand for a name, and for which one of a list."""
    for width in (3, 2, 1):
        place = _STANDING.get(keys[:width])
        if place is not None and len(keys) >= width:
            return width, place
    if keys[0] == "the" and len(keys) > 2 and keys[1] in _ORDINALS and keys[2] in _AFTER_ORDINAL:
        return 2, _ORDINALS[keys[1]]
    return 0, 0


def _at(listed: list[Item], place: int) -> Name | None:
    return listed[place].name if -len(listed) <= place < len(listed) else None


def _last_list(items: list[Item], named: list[int]) -> list[Item]:
    """Those of the named items, from the last one backwards, that stand in one list."""
    found: list[Item] = []
    following = 0
    for k in reversed(named):
        item = items[k]
        if item.name is None or item.name.stands_in:
            continue
        if found and len(items) < _LONG:
            between = items[k + 1 : following]
            if len(between) > 3 or not any(b.key in _LIST_MARKS for b in between):
                break
        found.insert(0, item)
        following = k
    return found


def share_rest(draft: Draft, sentence: list[Clause], verdicts: dict[int, Verdict]) -> None:
    """ "Python, SQL, Docker: Python good, the rest basic": the level of all of which none was told."""
    for k in (k for clause in sentence for k in clause.names):
        name, said = draft.items[k].name, verdicts[k]
        if name is None or name.skill != REST or said.level is None or said.polarity not in (None, "has"):
            continue
        near = ((j, verdicts.get(j)) for j in range(max(0, k - _LONG), k))
        earlier = {j: v for j, v in near if v is not None and not v.scope and not v.drop}
        told = {
            draft.skill_at(j) for j, v in earlier.items() if v.level is not None or v.polarity in ("lacks", "wants")
        }
        if not told:
            continue  # "the rest" of nothing that was rated
        for j, verdict in earlier.items():
            if draft.skill_at(j) not in told and verdict.years is None:
                verdict.level = said.level
                verdict.words += said.words


def in_order(draft: Draft, sentence: list[Clause], verdicts: dict[int, Verdict]) -> None:
    """ "Java and SQL: expert and beginner, respectively": the first word belongs to the first name, and so on."""
    first, last = sentence[0].first, sentence[-1].last
    keys = draft.keys
    words = keys[first:last]
    ordered = "order" in words and any(keys[k : k + 3] in _IN_ORDER for k in range(first, last))
    if not ordered and "respectively" not in words:
        return
    names = [k for c in sentence for k in c.names]
    levels = [
        (r, q) for c in sentence for q in c.cues for r in q.rules[:1] if r.level is not None or r.polarity == "lacks"
    ]
    spans: list[Years] = [y for c in sentence for y in c.years]
    if len(levels) == len(names):
        for k, (rule, cue) in zip(names, levels, strict=True):
            _set(verdicts[k], rule, cue)
    if len(spans) == len(names):
        for k, span in zip(names, spans, strict=True):
            verdicts[k].years = span.value
            verdicts[k].words.append((span.first, span.last))


def _set(verdict: Verdict, rule: Rule, cue: Cue) -> None:
    verdict.polarity, verdict.level, verdict.scope = rule.polarity or "has", rule.level, None
    verdict.words = [(cue.first, cue.last)]
    verdict.explicit = True
