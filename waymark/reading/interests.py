"""What somebody likes or dislikes doing: activities and topics, never a feeling about a tool."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from waymark.reading.draft import Clause, Draft, Form, Found, Liking, Name
from waymark.reading.feeling import Feelings
from waymark.reading.liking import (
    answers,
    beside,
    cheered,
    contrasted,
    doubted,
    ends_at,
    has_object,
    heartfelt,
    last_list,
    last_word,
    named,
    own_words,
    parted,
    settled,
    short,
    stranded,
    tool,
    turned,
)
from waymark.reading.phrases import Phrases
from waymark.reading.verdicts import MARKS
from waymark.skills import Attitude, Interest

_FLIPS = frozenset(["does", "do", "doesn't", "don't", "isn't", "aren't", "not", "opposite"])
_LIST_MARKS = frozenset([",", "and", "or", "&", "+", "/", "(", ":", "-"])
_OPENERS = frozenset(["when", "if", "because", "where", "that", "which"])
_SHORT_ECHO = 9  # items of a sentence that may say how the activity of the one before felt


def find_interests(
    draft: Draft, topics: frozenset[str], feelings: Feelings
) -> tuple[dict[str, Interest], dict[int, str]]:
    """The interests, and the items of skill names that they use up, each with its activity ("I love machine learning"
    tells no skill)."""
    forms = draft.forms
    found: dict[str, Interest] = {}
    used: dict[int, str] = {}
    if not forms:
        return found, used
    at = 0
    asked: list[Form] = []  # "Dashboards? Yawn."
    told = False  # those of `asked` were no question
    expected: str | None = None  # "What kills me? Slides."
    for number, sentence in enumerate(draft.sentences):
        first, last = sentence[0].first, sentence[-1].last
        while at < len(forms) and forms[at][0] < first:
            at += 1
        here = []
        while at < len(forms) and forms[at][0] < last:
            here.append(forms[at])
            at += 1
        if not here and not asked:
            expected = feelings.asked_for(draft, first, last)
            continue
        for form in here if expected else ():
            add(draft, sentence[0], form, expected or "like", None, found, used)
        expected = None
        cues, silent = draft.feelings[number]
        cues = sorted(cues + contrasted(draft, first, last, cues), key=lambda c: c[0])
        carry: str | None = None
        if not cues and cheered(draft, sentence, here):
            for form in here:
                add(draft, sentence[0], form, "like", None, found, used)
            continue
        listed, asked = ([] if here else asked), []
        listed_before = listed
        if not cues and draft.keys[last - 1] == "?" and last - first <= sum(f[1] - f[0] for f in here) + 2:
            asked = here
            continue
        if not cues:  # "I deploy on a Friday and it works. Bliss."
            asked = [f for f in here if not f[2].attitude and not any(c.scope for c in sentence)]
            told = bool(asked)
        elif told:
            cues, told = [c for c in cues if not answers(draft, c)], False
        for clause in sentence:
            opening = clause.first - (clause.before in MARKS)  # "presenting = the best part"
            own = [c for c in cues if opening <= ends_at(c) < clause.last]
            dreaded = clause.scope == "hypothetical" and any(draft.keys[c[0]] == "if" for c in own)
            told_by_me = clause.scope == "other" and own_words(draft, clause, own)
            if clause.scope in ("question", "hypothetical", "other") and not (dreaded or told_by_me):
                carry, listed = None, []
                continue
            inside = [
                f
                for f in here
                if clause.first <= f[0] < clause.last
                and not (
                    f[2].activity in topics
                    and settled(draft, f, clause.first, clause.last, own)
                    and not heartfelt(draft.keys, own)
                )
            ]
            carry, listed = _clause(draft, clause, inside, own, carry, listed, found, used)
        open_forms = here or ([] if last - first > _SHORT_ECHO else listed_before)
        _felt(draft, sentence, open_forms, feelings, silent, topics, found, used)
    return found, used


def _felt(
    draft: Draft,
    sentence: list[Clause],
    forms: list[Form],
    feelings: Feelings,
    silent: set[int],
    topics: frozenset[str],
    found: dict[str, Interest],
    used: dict[int, str],
) -> None:
    """Activities that no phrase spoke about, by the words of joy or woe around them."""
    for form in forms:
        if form[2].activity in found or form[2].attitude:
            continue
        if form[2].activity not in topics and form[1] - form[0] <= 2 and tool(draft, form):
            continue
        if settled(draft, form, sentence[0].first, sentence[-1].last, []):
            continue
        felt = feelings.about(draft, sentence, form[0], form[1], silent)
        if felt is not None and not parted(form, felt[1], forms):
            clause = next(c for c in sentence if c.first <= felt[1] < c.last)
            add(draft, clause, form, felt[0], (felt[1], felt[1] + 1, ()), found, used)


def forms_in(draft: Draft, activities: Phrases) -> list[Form]:
    """Activities named in the message, as item ranges; matched on the words, since a skill's name may be one too."""
    lows = [t.low for t in draft.tokens]
    matches: list[tuple[int, int, tuple[Liking, ...]]] = []
    end = 0
    for i in activities.openings(lows):
        match = activities.longest(lows, i) if i >= end else None
        if match is not None and not _inside(draft.names, match[0]):
            end = match[0]
            within = _inside(draft.names, i)  # "generative models" are no models as such
            matches.append((i, end, tuple(liking for liking in match[1] if not (within and liking.loose))))
    firsts = [item.first for item in draft.items] if matches else []
    forms: list[Form] = []
    for start, end, likings in matches:
        first, last = _item_at(firsts, start), _item_at(firsts, end - 1)
        name = draft.items[first].name
        if name is None or name.skill != "nlp":  # a field of its own, no talk of chatbots
            forms += [(first, last + 1, liking) for liking in likings if liking.activity]
    return forms


def _inside(names: list[Name], token: int) -> bool:
    """Is the token within a name, and not its first?"""
    at = bisect_left(names, token, key=lambda name: name.last)
    return at < len(names) and names[at].first < token < names[at].last


def _item_at(firsts: list[int], token: int) -> int:
    """The item that holds a token, the first of those that were written as one."""
    return bisect_left(firsts, firsts[bisect_right(firsts, token) - 1])


def _clause(
    draft: Draft,
    clause: Clause,
    here: list[Form],
    own: list[Found],
    carry: str | None,
    listed: list[Form],
    found: dict[str, Interest],
    used: dict[int, str],
) -> tuple[str | None, list[Form]]:
    """Adds the interests of one clause; returns the attitude and the activities that the next one may take over."""
    if (
        not own
        and here
        and carry
        and (clause.before in _OPENERS or (clause.before in _LIST_MARKS and short(clause, here)))
    ):
        if draft.keys[clause.first] == "not":  # "a fan of experiments, not of the slides"
            carry = "dislike" if carry == "like" else "like"
        for form in here:
            add(draft, clause, form, form[2].attitude or carry, None, found, used)
        return carry, listed + here
    flips = here and found and (last_word(draft, clause) in _FLIPS or _turned_down(draft, clause, here))
    if not own and not flips:
        for form in here:
            if form[2].attitude:
                add(draft, clause, form, form[2].attitude, None, found, used)
        return (None if here or clause.names else carry), (
            listed + here if here or clause.bare or not clause.names else []
        )
    after: str | None = None
    if flips and clause.before in ("but", "and", ",", "while"):
        opposite = "dislike" if list(found.values())[-1].attitude is Attitude.LIKE else "like"
        for form in here:  # "finance interests me, marketing doesn't"
            add(draft, clause, form, opposite, None, found, used)
        return None, here
    for form in here:
        pre = [c for c in own if c[0] < form[0]]
        post = [c for c in own if c[0] >= form[0] and c[1] > form[1]]
        inside = [c for c in own if c[0] >= form[0] and c[1] <= form[1]]
        attitude, cue = None, None
        for c in reversed(pre):
            rule = next((r for r in c[2] if r.reach == "after"), None)
            if rule is not None:
                attitude, cue = rule.attitude, c
                break
        for c in post:
            rule = next((r for r in c[2] if r.reach == "before"), None) or stranded(draft, clause, c)
            if rule is not None and (attitude is None or not pre):
                attitude, cue = rule.attitude, c
                break
        attitude = attitude or form[2].attitude or (carry if clause.before in _OPENERS else None)
        if cue is not None and cue in pre and turned(draft.keys, cue, form[0], here):
            attitude = "dislike" if attitude == "like" else "like"
        if attitude == "like" and doubted(draft.keys, clause):
            attitude = "dislike"
        alone = form[1] - form[0] <= 2 and not draft.keys[form[0]].endswith("ing")
        brief = cue is not None and cue[1] - cue[0] < 4 and not heartfelt(draft.keys, [cue])
        if alone and brief and tool(draft, form) and settled(draft, form, clause.first, clause.last, own):
            continue  # "Kubernetes no" is about a tool
        if cue is not None and answers(draft, cue) and named(draft, form):
            continue  # "Cloud? no." is about the skill
        if attitude and (cue is not None or not inside):
            add(draft, clause, form, attitude, cue, found, used)
    for c in own:
        rule = next((r for r in c[2] if r.reach == "after"), None)
        if rule is not None:
            after = rule.attitude
    if not here and listed and not clause.names:
        for c in own:
            words = [k for k in range(clause.first, clause.last) if draft.keys[k][0].isalpha()]
            strange = sum(not c[0] <= k < c[1] for k in words)
            if strange > (3 if c[1] - c[0] > 1 else 0):
                continue
            rule = next((r for r in c[2] if r.reach == "before"), None) or stranded(draft, clause, c)
            if rule is not None and not has_object(draft, clause, c):
                for form in last_list(listed):
                    if strange and _told_itself(draft, found.get(form[2].activity)):
                        continue  # "I enjoy maths, business talk puts me to sleep"
                    if not form[2].attitude and not (answers(draft, c) and named(draft, form)):
                        add(draft, clause, form, rule.attitude or "like", c, found, used)
                break
    return after, here


def _told_itself(draft: Draft, interest: Interest | None) -> bool:
    """Did the activity's own clause tell the feeling?"""
    return interest is not None and draft.text[interest.start : interest.end] in interest.evidence


def _turned_down(draft: Draft, clause: Clause, here: list[Form]) -> bool:
    """ "the maths fascinates me, not the coding" """
    return draft.keys[clause.first] == "not" and here[0][0] - clause.first <= 2 and short(clause, here)


def add(
    draft: Draft,
    clause: Clause,
    form: Form,
    attitude: str,
    cue: Found | None,
    found: dict[str, Interest],
    used: dict[int, str],
) -> None:
    first, last, liking = form
    if liking.loose and not beside(draft, clause, form, cue):
        return
    tokens = draft.tokens
    start, end = tokens[draft.items[first].first].start, tokens[draft.items[last - 1].last - 1].end
    because: tuple[str, ...] = ()
    if cue is not None:
        a, b = draft.items[cue[0]].first, draft.items[cue[1] - 1].last - 1
        because = (draft.text[tokens[a].start : tokens[b].end],)
    evidence = draft.text[
        tokens[draft.items[clause.first].first].start : tokens[draft.items[clause.last - 1].last - 1].end
    ]
    found[liking.activity] = Interest(liking.activity, start, end, Attitude(attitude), evidence, because)
    used.update((k, liking.activity) for k in range(first, last) if draft.items[k].name is not None)
