"""Words that stand for names said before ("the latter", "everything else"), and answers in the order of a list."""

from __future__ import annotations

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
_OPENERS = frozenset(words[0] for words in (*_STANDING, *_RESTS))
_IN_ORDER = (["in", "that", "order"], ["in", "this", "order"])
_NAMES_BACK = 8
_LIST_MARKS = frozenset([",", "and", "&", "/", "or", "+", "versus", "vs", "nor", "plus"])


def stand_in(items: list[Item]) -> list[Item]:
    """The items with "the latter" as a mention of what it stands for, "the rest" as one of nothing."""
    if _OPENERS.isdisjoint([item.key for item in items]):
        return items
    out: list[Item] = []
    named: list[Item] = []
    i = 0
    while i < len(items):
        item = items[i]
        if item.name is not None:
            named.append(item)
        width, name = _stands_for(items, i, named) if item.key in _OPENERS else (0, None)
        if name is None:
            out.append(item)
            i += 1
            continue
        last = items[i + width - 1].last
        standing = Name(name.skill, item.first, last, name.key, stands_in=True, soft=name.soft)
        out.append(Item(MENTION, item.first, last, item.gap, standing, None, item.capital))
        i += width
    return out


def _stands_for(items: list[Item], i: int, named: list[Item]) -> tuple[int, Name | None]:
    keys = tuple(item.key for item in items[i : i + 3])
    for words in _RESTS:
        if keys[: len(words)] == words and keys[len(words) : len(words) + 1] != ("of",):
            return len(words), Name(REST, 0, 0, REST)
    listed = _last_list(items, named)
    if len(listed) < 2:
        return 0, None
    for width in (3, 2, 1):
        place = _STANDING.get(keys[:width])
        if place is not None and len(keys) >= width:
            return width, _at(listed, place)
    if keys[0] == "the" and keys[1:2] and keys[1] in _ORDINALS and keys[2:3] and keys[2] in _AFTER_ORDINAL:
        return 2, _at(listed, _ORDINALS[keys[1]])
    return 0, None


def _at(listed: list[Item], place: int) -> Name | None:
    return listed[place].name if -len(listed) <= place < len(listed) else None


def _last_list(items: list[Item], named: list[Item]) -> list[Item]:
    """The last names that stand in one list."""
    at = {id(item): k for k, item in enumerate(items)} if len(items) < 400 else {}
    found: list[Item] = []
    for item in reversed(named[-_NAMES_BACK:]):
        if item.name is None or item.name.stands_in:
            continue
        if found and at:
            between = items[at[id(item)] + 1 : at[id(found[0])]]
            if len(between) > 3 or not any(b.key in _LIST_MARKS for b in between):
                break
        found.insert(0, item)
    return found


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
