"""What one sentence says about another: headings over lists, short answers after a question."""

from __future__ import annotations

from itertools import pairwise

from waymark.reading.draft import Clause, Cue, Draft, Rule
from waymark.reading.verdicts import ME, Verdict, led_by_same

_BULLETS = frozenset(["-", "*", "•", "·", "–"])
_LONGEST_HEADING = 5  # items
# They take a word back.
_TURNING = frozenset(["no", "sorry", "actually", "rather", "correction", "wait", "make", "hmm"])
_MORE_LIKE = frozenset([("more", "like"), ("closer", "to"), ("rather", "a"), ("or", "rather")])
# A whole sentence of one of these takes back what was said before ("My boss thinks I know it. I don't.").
_CURT = frozenset(
    [
        ("i", "don't"),
        ("i", "can't"),
        ("i", "haven't"),
        ("i", "didn't"),
        ("not", "true"),
        ("i", "never", "did"),
        ("haven't",),
        ("didn't",),
        ("don't",),
        ("never",),
    ]
)


# They open an answer that says what was done, or for how long.
_DONE = frozenset("since took did used wrote built learned learnt studied passed had".split())


def under_heading(
    draft: Draft, sentence: list[Clause], heading: list[tuple[Rule, Cue]], verdicts: dict[int, Verdict]
) -> list[tuple[Rule, Cue]]:
    """ "Want to learn:" and below it lines that only name skills. Returns the heading that is in force afterwards."""
    end = sentence[-1].last
    if (":" in draft.keys[end - 1 : end + 1] or _over_bullets(draft, sentence)) and not any(c.names for c in sentence):
        return [(r, c) for clause in sentence for c in clause.cues for r in c.rules[:1] if r.polarity or r.level][:1]
    if not heading or draft.items[sentence[0].first].gap > 2 or not all(c.bare for c in sentence if c.names):
        return []
    for clause in sentence:
        for k in clause.names:
            if verdicts[k].polarity is None:
                verdicts[k].take(*heading[0])
    return heading


def _over_bullets(draft: Draft, sentence: list[Clause]) -> bool:
    """A short line of its own, and a line with a bullet below it."""
    first, end = sentence[0].first, sentence[-1].last
    if end - first > _LONGEST_HEADING or end + 1 >= len(draft.items):
        return False
    return draft.items[first].gap > 1 and draft.items[end].gap > 1 and draft.keys[end] in _BULLETS


def lean_back(
    draft: Draft, before: list[Clause], sentence: list[Clause], verdicts: dict[int, Verdict], pronouns: frozenset[str]
) -> None:
    """ "Docker? Never." and "Kubernetes. Not yet.": a short sentence without names may speak about the one before."""
    first = sentence[0]
    last = before[-1]
    _lend_years(draft, before, sentence, verdicts)
    if first.names:
        if led_by_same(draft.keys, first) and (named := [k for c in before for k in c.names]):
            verdicts[first.names[0]].follow(verdicts[named[-1]])
        return
    _wish_for_it(draft, before, first, verdicts)
    _untrue(first, last, verdicts)
    turned = not _TURNING.isdisjoint(draft.keys[first.first : first.first + 2]) and draft.keys[first.first] != "so"
    corrects = not _MORE_LIKE.isdisjoint(pairwise(draft.keys[first.first : first.first + 5]))
    turned = turned or corrects
    end = sentence[-1].last - (draft.keys[sentence[-1].last - 1] in (".", "!"))
    curt = tuple(draft.keys[first.first : end]) in _CURT
    if (turned or curt) and not last.names:
        last = next((c for c in reversed(before) if c.names), last)  # "Python: advanced. Hmm, no, intermediate."
    headed = len(sentence) > 1 and sentence[1].before in (":", "=") and bool(sentence[1].names)
    if not last.names or headed:
        return
    asked = draft.keys[last.last - 1] == "?"
    rated = not (asked or turned or curt) and _rates(draft, first, last, verdicts)
    if not (asked or turned or curt or rated or all(c.bare for c in before)):
        return
    names = [k for c in before for k in c.names] if all(c.bare for c in before) else last.names
    done = False
    reach = 3 if turned else 2 if asked else 1
    spoken = [(clause, c) for clause in sentence[:reach] if not clause.names for c in clause.cues]
    for clause, cue in spoken:
        start = clause.first if asked and not turned else first.first
        for rule in cue.rules:
            strange = sum(
                draft.keys[k] not in pronouns and draft.keys[k] not in _TURNING
                for k in range(clause.first, clause.last)
                if not cue.first <= k < cue.last
            )
            back = turned and draft.keys[cue.first] != "no"
            if rule.polarity == "lacks" and not asked and not back and _has_object(draft, first, cue, pronouns):
                continue  # "I don't write proper software" is about software
            if (
                not rule.exception
                and (rule.elliptic or asked)
                and rule.scope in (None,)
                and cue.first - start <= (6 if turned or rated else 3)
                and strange <= (6 if asked or rated else 2)
                and (rule.polarity or rule.level)
            ):
                anew = (
                    rated
                    or corrects
                    or (rule.level is not None and not _TURNING.isdisjoint(draft.keys[first.first : cue.first]))
                )
                for k in names:
                    verdicts[k].take(rule, cue, force=anew)
                    verdicts[k].explicit = True
                done = True
                break
    here = sentence if not any(c.names for c in sentence) else [first]
    corrected = any(r.drop for part in here for c in part.cues for r in c.rules) or not _TURNING.isdisjoint(
        draft.keys[first.first : here[-1].last]
    )
    for span in (y for part in here for y in part.years):
        for k in names:
            if (verdicts[k].years is None or corrected) and here[-1].last - first.first <= 9:
                verdicts[k].years, done = span.value, True
    answers = asked and all(c.bare for c in before) and not any(c.scope == "question" for c in sentence)
    words = draft.keys[first.first : sentence[-1].last]
    if answers and (first.cues or words[0] in _DONE or any(k in ME for k in words)):
        done = True
    if done and asked and first.scope != "other":
        last.scope = "answered"


def _wish_for_it(draft: Draft, before: list[Clause], clause: Clause, verdicts: dict[int, Verdict]) -> None:
    """ "A colleague showed me Python and pandas. So I want to learn that.": theirs so far, wanted from now on."""
    start = clause.first + (draft.keys[clause.first] in ("so", "and", "but", "now"))
    named = next((c for c in reversed(before) if c.names), None)
    if named is None or named.scope != "other" or draft.keys[start] not in _WISHING or clause.last - start > 9:
        return
    for cue in clause.cues:
        rule = next((r for r in cue.rules if r.polarity == "wants"), None)
        if rule is not None and not _IT.isdisjoint(draft.keys[cue.first : cue.last + 2]):
            for k in named.names:
                verdicts[k].take(rule, cue, force=True)
                verdicts[k].mine = verdicts[k].explicit = True
            return


_WISHING = frozenset(["i", "i'd", "i'll", "i'm"])
_IT = frozenset(["it", "that", "them", "this", "those", "too"])


def _untrue(clause: Clause, last: Clause, verdicts: dict[int, Verdict]) -> None:
    """ "I wrote that I can't do R. That's not true, I did a course.": what was denied is so after all."""
    cue = next((c for c in clause.cues if c.first <= clause.first + 1 and c.rules[0].id == "remove-before"), None)
    for k in last.names if cue is not None else ():
        if verdicts[k].polarity == "lacks" and verdicts[k].scope is None:
            verdicts[k].polarity = "has"
            verdicts[k].words.append((cue.first, cue.last))  # type: ignore[union-attr]


def _rates(draft: Draft, clause: Clause, last: Clause, verdicts: dict[int, Verdict]) -> bool:
    """ "I started Python in May. By now I'd say I'm decent": a verdict of the writer's own on what was just named."""
    words = draft.keys[clause.first : clause.last]
    while words and words[0] in _SO_FAR:
        words = words[1:]
    if tuple(words[:2]) not in _RATING or not any(r.level for c in clause.cues for r in c.rules):
        return False
    return all(verdicts[k].level is None or verdicts[k].faded for k in last.names)


_SO_FAR = frozenset("by now so today honestly overall all in".split())
_RATING = frozenset(
    [("i'd", "say"), ("i'd", "call"), ("i'd", "rate"), ("i", "consider"), ("i", "rate"), ("i", "call"), ("i'd", "put")]
)


def _lend_years(draft: Draft, before: list[Clause], sentence: list[Clause], verdicts: dict[int, Verdict]) -> None:
    """ "k8s, helm, argo. 3y": a sentence that is nothing but a span of time is about the list before it."""
    if len(sentence) > 1 or len(sentence[0].years) != 1 or any(c.cues or c.years or c.scope for c in before):
        return
    span, words = sentence[0].years[0], draft.keys[sentence[0].first : sentence[0].last]
    if len([w for w in words if w not in (".", "!")]) > span.last - span.first:
        return
    for k in (k for c in before for k in c.names):
        verdicts[k].years = span.value


def _has_object(draft: Draft, clause: Clause, cue: Cue, pronouns: frozenset[str]) -> bool:
    """Does a word of its own follow the cue ("no uni yet", "I don't write proper software")?"""
    following = draft.keys[cue.last] if cue.last < clause.last else ""
    return following[:1].isalpha() and following not in pronouns
