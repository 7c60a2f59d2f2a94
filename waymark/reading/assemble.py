"""From verdicts to mentions: one for each skill, the last clear word standing; and the frame of the whole message."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from waymark.reading.anaphora import REST
from waymark.reading.draft import Clause, Draft, Name
from waymark.reading.verdicts import Verdict
from waymark.skills import Frame, Mention, Polarity, ProficiencyLevel, Scope

_POLARITIES = {polarity.value: polarity for polarity in Polarity}
_OTHERS = {
    "question": Scope.QUESTION,
    "hypothetical": Scope.HYPOTHETICAL,
    "other": Scope.OTHER,
    "must": Scope.MUST,
    "nice": Scope.NICE,
}


def mentions(draft: Draft, verdicts: dict[int, Verdict], wholes: Mapping[str, str]) -> None:
    """Fills `draft.mentions` from the verdicts on its items; sets `draft.removal`. `wholes`: part -> what it is of."""
    said: dict[str, tuple[Mention, Verdict]] = {}
    elsewhere: list[Mention] = []
    for number, sentence in enumerate(draft.sentences):
        mode = draft.modes[number]
        for clause in sentence:
            for k in clause.names:
                verdict = verdicts[k]
                if verdict.drop or draft.skill_at(k) == REST:
                    continue
                scope = scope_of(draft, clause, verdict, mode)
                mention = _mention(draft, clause, verdict, scope)
                if scope is not Scope.OWN:
                    elsewhere.append(mention)
                    continue
                if is_too_soft(draft, k, verdict):
                    continue
                old = said.get(mention.skill)
                mention = _where_named(draft, k, mention, old)
                if old is not None and _only_a_part(draft, k, mention, old[0]):
                    continue
                said[mention.skill] = (mention, verdict) if old is None else _merged(draft, old, (mention, verdict))
    own = [m for m, _ in said.values()]
    own += [replace(m, skill=whole) for m in own if _holds_whole(m, whole := wholes.get(m.skill, ""), said)]
    known = {m.skill for m in own}
    others: dict[str, Mention] = {}
    for m in elsewhere:
        if m.skill not in known or m.scope in (Scope.MUST, Scope.NICE):
            others.setdefault(m.skill, m)
    draft.mentions = sorted([*own, *others.values()], key=lambda m: (m.start, m.end))


def _holds_whole(part: Mention, whole: str, said: dict[str, tuple[Mention, Verdict]]) -> bool:
    """ "PHP and MySQL" tells of SQL too, where nothing else is said of it."""
    return bool(whole) and part.polarity is Polarity.HAS and whole not in said


def _is_wished(draft: Draft, k: int) -> bool:
    if not draft.wishes:
        return False
    start = draft.tokens[draft.items[k].first].start
    before = bisect_right(draft.wishes, (start, len(draft.text)))
    return before > 0 and start < draft.wishes[before - 1][1]


def scope_of(draft: Draft, clause: Clause, verdict: Verdict, mode: str) -> Scope:
    """Whose skill a name tells; `mode` is that of its sentence. Sets `draft.removal`."""
    if _is_wished(draft, verdict.item):
        mode = "nice"
    if mode:
        return _OTHERS.get(mode, Scope.OTHER)
    if verdict.judged is not None:
        return Scope.OTHER if verdict.judged == "none" else Scope.OWN
    if verdict.scope == "remove" and clause.scope != "other":
        draft.removal = True
        return Scope.OWN
    if verdict.mine:
        return Scope.OWN
    if is_others_for_sure(draft, verdict.item):
        return Scope.OTHER
    if clause.scope in _OTHERS:
        return _OTHERS[clause.scope]
    if verdict.scope in _OTHERS and verdict.polarity in (None, "has"):
        return _OTHERS[verdict.scope]
    return Scope.OWN


def is_others_for_sure(draft: Draft, k: int) -> bool:
    """ "I recruit Python developers", and what stands in somebody's words."""
    name = draft.items[k].name
    people = name is not None and name.key.endswith(("developers", "engineers", "programmers"))
    return people or k in draft.quoted


def is_too_soft(draft: Draft, k: int, verdict: Verdict) -> bool:
    """A skill that is also an everyday activity counts only where words or a list say that it is held."""
    name = draft.items[k].name
    if name is None or not (name.soft or name.skill == "software-engineering") or name.implied or verdict.judged:
        return False
    coding = name.skill == "software-engineering"
    if coding and verdict.polarity == "wants" and not _MAKING.isdisjoint(draft.keys[max(0, k - 2) : k]):
        return True  # "I want to ship code" is what they like to do
    if coding and verdict.polarity == "lacks" and name.key in _JOBS:
        return True  # "not a programmer" is no job of theirs, not what they can do
    if coding and verdict.polarity == "lacks" and name.key in _SIDES and _others_named(draft, name):
        return True  # "no frontend, so no React": a part of it
    if (
        coding
        and not verdict.settled
        and name.key in _CODING
        and verdict.polarity in (None, "has")
        and _others_named(draft, name)
    ):
        return True  # "python for the legacy code" says Python
    if coding and name.context:
        return False
    if name.skill in _DOMAINS and k and draft.keys[k - 1] in ("in", "at") and not verdict.settled:
        return True
    if verdict.settled or (verdict.years is not None and name.skill not in _DOMAINS) or _listed(draft, k):
        return False
    said = " ".join(_words(draft, a, b).lower() for a, b in verdict.words)
    return not any(
        word in said for word in ("experience", "background", "skill", "degree", "trained", "certified", "expert")
    )


# "10 years in logistics" is a job; it takes more words to make it a skill.
_DOMAINS = frozenset("supply-chain finance healthcare physics teaching research marketing-analytics security".split())
_JOBS = frozenset("programmer developer coder softwareengineer".split())
_MAKING = frozenset("ship shipping production write writing real good clean".split())
_SIDES = frozenset("frontend frontenddev backend fullstack webdev".split())
_CODING = frozenset(["code", "coding", "coded", "programming", "software", "coder", "programmer", "developer", "devs"])


def _others_named(draft: Draft, name: Name) -> bool:
    return any(n is not name and n.skill != name.skill and not n.soft for n in draft.names)


def _only_a_part(draft: Draft, k: int, mention: Mention, before: Mention) -> bool:
    """ "SQL yes but window functions no": a part that is lacking, or weaker, takes nothing away from the whole."""
    name = draft.items[k].name
    if name is None or before.polarity is not Polarity.HAS:
        return False
    if mention.polarity is Polarity.HAS:  # "Power BI: 3/5, DAX: 2/5"
        weaker = before.level is not None and mention.level is not None
        return name.key in _PARTS and (weaker or (before.years is not None and mention.years is not None))
    if mention.polarity is not Polarity.LACKS:
        return False
    return name.implied or name.key in _PARTS


# Names of a part of a skill: who lacks the part may hold the rest.
_PARTS = frozenset(
    (
        "windowfunctions storedprocedures ctes joins groupby subqueries complexqueries innerjoins leftjoins dax vba "
        "macros dockerfile dockerswarm helm transformers ggplot ggplot2 numpyarrays decorators generics pivottables "
        "powerquery"
    ).split()
)


def _listed(draft: Draft, k: int) -> bool:
    marks = (",", "/", "&", "+", "and", "|", ";", "or")
    for step in (1, -1):
        if 0 <= k + 2 * step < len(draft.items) and draft.keys[k + step] in marks:
            other = draft.items[k + 2 * step].name
            if other is not None and not other.soft:
                return True
    return False


def _mention(draft: Draft, clause: Clause, verdict: Verdict, scope: Scope) -> Mention:
    tokens, item = draft.tokens, draft.items[verdict.item]
    first, last = draft.items[clause.first], draft.items[clause.last - 1]
    polarity = _POLARITIES[verdict.polarity or "has"]
    level = verdict.level
    years = verdict.years
    if polarity is not Polarity.HAS:
        level = years = None
    assert item.name is not None
    return Mention(
        item.name.skill,
        tokens[item.first].start,
        tokens[item.last - 1].end,
        polarity,
        None if level is None else ProficiencyLevel(level),
        years,
        draft.text[tokens[first.first].start : tokens[last.last - 1].end],
        tuple(dict.fromkeys([_words(draft, a, b) for a, b in verdict.words])) if verdict.words else (),
        scope,
    )


def mention_at(draft: Draft, clause: Clause, k: int, skill: str, polarity: str) -> Mention:
    """A mention of a skill that nobody has named, told at the item `k`."""
    item = draft.items[k]
    return Mention(
        skill, draft.tokens[item.first].start, draft.tokens[item.last - 1].end, _POLARITIES[polarity],
        evidence=_words(draft, clause.first, clause.last),
    )  # fmt: skip


def _words(draft: Draft, first: int, last: int) -> str:
    return draft.text[draft.tokens[draft.items[first].first].start : draft.tokens[draft.items[last - 1].last - 1].end]


def _where_named(draft: Draft, k: int, mention: Mention, old: tuple[Mention, Verdict] | None) -> Mention:
    """A mention by "the latter" points to where the skill has its name."""
    name = draft.items[k].name
    if old is None or name is None or not name.stands_in:
        return mention
    return replace(mention, start=old[0].start, end=old[0].end)


def _merged(draft: Draft, old: tuple[Mention, Verdict], new: tuple[Mention, Verdict]) -> tuple[Mention, Verdict]:
    """Two statements on one skill: the later stands, and keeps what only the earlier said. Of two names of it
    ("Terraform 4 years, Pulumi 1") the longer years and the higher level count."""
    (a, va), (b, vb) = old, new
    if va.polarity is not None and vb.polarity is None:
        keep, verdict = a, va
    elif a.polarity is not b.polarity and {a.polarity, b.polarity} == {Polarity.LACKS, Polarity.WANTS}:
        keep, verdict = (a, va) if a.polarity is Polarity.WANTS else (b, vb)
    elif a.polarity is not b.polarity and va.polarity is not None and vb.polarity == "has" and not vb.explicit:
        keep, verdict = a, va
    else:
        keep, verdict = b, vb
    if keep.polarity is Polarity.HAS:
        others = [m for m in (b, a) if m.polarity is Polarity.HAS]
        level = keep.level if keep.level is not None else next((m.level for m in others if m.level is not None), None)
        years = keep.years if keep.years is not None else next((m.years for m in others if m.years is not None), None)
        if _named_otherwise(draft, va, vb) and a.polarity is b.polarity:
            level = max((m.level for m in others if m.level is not None), default=None)
            years = max((m.years for m in others if m.years is not None), default=None)
            keep = replace(keep, because=tuple(dict.fromkeys((*a.because, *b.because))))
        if level is not keep.level or years is not keep.years:
            keep = replace(keep, level=level, years=years)
    return keep, verdict


def _named_otherwise(draft: Draft, one: Verdict, other: Verdict) -> bool:
    names = draft.items[one.item].name, draft.items[other.item].name
    keys = {name.key for name in names if name is not None and not name.stands_in}
    return len(keys) == len(names)


def withdraw(draft: Draft, used: set[int], topics: frozenset[str]) -> None:
    """Takes out names that only told what somebody likes."""
    names = ((k, draft.items[k].name) for k in used)
    used = {k for k, name in names if name is not None and (name.soft or name.context or name.skill in topics)}
    if not used:
        return
    starts = {draft.tokens[draft.items[k].first].start: k for k in used}
    felt = [word.lower() for i in draft.interests for word in i.because]
    draft.mentions = [
        m for m in draft.mentions if m.start not in starts or not _only_liked(draft, m, starts[m.start], felt)
    ]


_DONE = frozenset(
    ["i did", "i've done", "i studied", "i learned", "i wrote", "i built", "i ran", "i use", "i used", "i know"]
)


def _only_liked(draft: Draft, mention: Mention, k: int, felt: list[str]) -> bool:
    """Says the mention nothing but the feeling? "can't stand cleaning data" lacks no data cleaning."""
    if mention.polarity is Polarity.WANTS and k not in draft.intrigued:
        return False  # "I dream of doing computer vision"
    if mention.because and all(any(word.lower() in phrase for phrase in felt) for word in mention.because):
        return mention.years is None
    done = any(word.lower() in _DONE for word in mention.because)  # "I did the algebra lectures, for fun"
    bare = (mention.level is None or k in draft.guessed) and mention.years is None and not done
    return bare and (mention.polarity is Polarity.HAS or (mention.polarity is Polarity.WANTS and k in draft.intrigued))


def frame(draft: Draft) -> Frame:
    """What the message is for."""
    if draft.advertisement:
        return Frame.ADVERTISEMENT
    own = any(m.scope is Scope.OWN for m in draft.mentions)
    if draft.removal and own:
        return Frame.REMOVE
    if own or draft.interests:
        return Frame.TELL
    scopes = {c.scope for s in draft.sentences for c in s}
    if "hypothetical" in scopes:
        return Frame.HYPOTHETICAL
    if "question" in scopes:
        return Frame.QUESTION
    return Frame.NOTHING
