"""The steps of reading as registered spaCy factories; each adds one thing to the draft that travels on the `Doc`.

A `Doc` made by the pipeline's own tokenizer (`nlp(text)`) holds the tokens, for whoever wants to look at them. Since
no step needs them as spaCy's, `carrying` makes one that holds nothing but the draft: that spares a message a sixth of
its time, and no word that somebody wrote ever enters the vocabulary that all messages share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from itertools import takewhile
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from waymark.reading import assemble, sections
from waymark.reading.anaphora import stand_in
from waymark.reading.draft import Cue, Draft, Name
from waymark.reading.interests import find_interests, forms_in
from waymark.reading.items import find_cues, make_items, split_clauses
from waymark.reading.judging import UNSURE, Judge
from waymark.reading.knowledge import Knowledge
from waymark.reading.liking import feelings_in
from waymark.reading.names import find_names, without_explained
from waymark.reading.network import marks_of
from waymark.reading.ratings import find_ratings
from waymark.reading.scope import resolve
from waymark.reading.spans import find_years
from waymark.reading.tokens import LONGEST, Token, split
from waymark.reading.unknown import find_unknown
from waymark.reading.verdicts import Verdict

DRAFT = "waymark"  # where the draft is in a Doc's user data


def make(knowledge: Knowledge) -> Language:
    """The pipeline that reads by this knowledge. It has no state of its own: threads may share it."""
    nlp = spacy.blank("en")
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # nobody asks for shapes and addresses of words; they cost more than the reading
    nlp.tokenizer = _Tokenizer(nlp.vocab, knowledge)
    nlp.waymark_knowledge = knowledge  # type: ignore[attr-defined]
    for name in STEPS:
        nlp.add_pipe(name)
    return nlp


def carrying(nlp: Language, text: str, today: date) -> Doc:
    """A Doc without tokens that carries the draft of `text`, ready for the steps of `nlp`."""
    doc = Doc(nlp.vocab)
    doc.user_data[DRAFT] = _draft(text[:LONGEST], today, nlp.waymark_knowledge)  # type: ignore[attr-defined]
    return doc


def _draft(text: str, today: date, know: Knowledge) -> Draft:
    return Draft(text=text, today=today, tokens=split(text, know.spellings))


class _Tokenizer:
    """spaCy's seam for tokens: makes the Doc, and the draft that travels on it."""

    def __init__(self, vocab: Vocab, knowledge: Knowledge) -> None:
        self.vocab, self.knowledge = vocab, knowledge

    def __call__(self, text: str) -> Doc:
        draft = _draft(text[:LONGEST], date.today(), self.knowledge)
        doc = Doc(self.vocab, words=[t.text for t in draft.tokens], spaces=_spaces(draft.tokens))
        doc.user_data[DRAFT] = draft
        return doc


def _spaces(tokens: list[Token]) -> list[bool]:
    return [t.gap > 0 for t in tokens[1:]] + [False] * bool(tokens)


def _names(draft: Draft, know: Knowledge) -> None:
    found = find_names(draft.tokens, know.lexicon, know.implied, know.words["never_joined"], draft.text)
    found = [n for n in found if n.skill]
    kept = know.ambiguity.keep(found, draft.tokens)
    if len(kept) < len(found):
        firsts = {n.first for n in kept}
        draft.doubted = [n for n in found if n.first not in firsts]
    draft.names = without_explained(kept, draft.tokens)
    if len(draft.names) > 1:  # "coding in Go" says Go
        coding = know.words["coding"]
        draft.names = [
            n for k, n in enumerate(draft.names) if n.key not in coding or not _near_name(draft.names, k, draft.tokens)
        ]
        draft.names = [n for k, n in enumerate(draft.names) if not _done_with(draft, k, know)]
    for name in (*draft.names, *draft.doubted):
        name.soft = name.skill in know.soft


def _near_name(names: list[Name], k: int, tokens: list[Token]) -> bool:
    following = k + 1 < len(names) and names[k + 1].first - names[k].last <= 2
    return following or (k > 0 and names[k].first - names[k - 1].last <= 1 and tokens[names[k].first - 1].text != ",")


def _done_with(draft: Draft, k: int, know: Knowledge) -> bool:
    """ "plotting in matplotlib" says matplotlib: an activity right before the tool that it is done with."""
    following = draft.names[k + 1] if k + 1 < len(draft.names) else None
    name = draft.names[k]
    one_word = name.last - name.first == 1 and name.key.endswith("ing")
    if following is None or following.implied or following.first != name.last + 1 or not one_word:
        return False
    return draft.tokens[name.last].low in _WITH and name.skill in know.words["topical_skills"]


_WITH = frozenset(["in", "with", "using", "via"])


def _cues(draft: Draft, know: Knowledge) -> None:
    draft.items = stand_in(make_items(draft.tokens, draft.names, know.merges, know.mergeable))
    draft.keys = [item.key for item in draft.items]
    draft.cues = find_cues(draft.items, draft.keys, know.cues)
    if not know.words["scale_marks"].isdisjoint(draft.keys):
        ratings = find_ratings(draft.items, draft.keys)
        if ratings:
            draft.cues = sorted([*_clear_of(ratings, draft.cues), *ratings], key=lambda c: c.first)
    if know.words["time_words"].isdisjoint(draft.keys) and all(item.number is None for item in draft.items):
        return
    draft.years = find_years(draft.items, draft.keys, draft.today)
    if draft.years:
        ends = {y.first for y in draft.years}
        timed = {k for y in draft.years for k in range(y.first, y.last)}
        draft.cues = [c for c in draft.cues if _beside_years(draft.keys, c, ends, timed)]


def _clear_of(ratings: list[Cue], cues: list[Cue]) -> list[Cue]:
    taken = {k for r in ratings for k in range(r.first, r.last)}
    return [c for c in cues if taken.isdisjoint(range(c.first, c.last))]


def _beside_years(keys: list[str], cue: Cue, starts: set[int], timed: set[int]) -> bool:
    """Does a cue stand next to spans of time? "not 3 years of SQL, 1": the "not" is about the years."""
    if cue.last in starts and keys[cue.first : cue.last] == ["not"]:
        return False
    rule = cue.rules[0]
    return rule.past or rule.drop or cue.last - cue.first > 3 or timed.isdisjoint(range(cue.first, cue.last))


def _clauses(draft: Draft, know: Knowledge) -> None:
    draft.sentences = split_clauses(
        draft.items, draft.cues, draft.years, know.words["contrast"], know.words["first_person"]
    )
    know.framing.mark(draft)
    sections.mark(draft)


def _feelings(draft: Draft, know: Knowledge) -> None:
    draft.forms = forms_in(draft, know.activities)
    if draft.forms:
        spans = ((sentence[0].first, sentence[-1].last) for sentence in draft.sentences)
        draft.feelings = [feelings_in(draft.keys, know.attitudes, first, last) for first, last in spans]


def _chances(draft: Draft, know: Knowledge) -> None:
    if draft.advertisement or not draft.sentences:
        return
    draft.marks = marks_of(draft, know.feelings.joy, know.feelings.woe)
    draft.ties = know.dating.weigh(draft) if draft.years else []
    draft.chances = know.network.chances(draft, draft.marks, _asked_for(draft))
    if draft.doubted:
        _names_after_all(draft, know)


def _asked_for(draft: Draft) -> list[int]:
    """The items that a network is asked for: names, ends of activities, and words that may be names after all."""
    items = {k for sentence in draft.sentences for clause in sentence for k in clause.names}
    items.update(last - 1 for _, last, _ in draft.forms)
    items.update(map(draft.item_of, draft.doubted))
    return sorted(items)


def _names_after_all(draft: Draft, know: Knowledge) -> None:
    """Which doubted words are names after all; where a network says so, or it is unclear, the encoder decides."""
    names = know.judge.names_after_all(draft)
    if (names or draft.doubt >= UNSURE) and _look_again(draft, know):
        names = know.second.names_after_all(draft)
    _read_as_names(draft, know, names)


def _read_as_names(draft: Draft, know: Knowledge, names: list[Name]) -> None:
    """Words that the context made no names of and a network takes for such are read, and asked for, as names."""
    if not names:
        return
    named = sorted([*draft.names, *names], key=lambda name: name.first)
    again = Draft(draft.text, draft.today, draft.tokens, named, doubt=draft.doubt)
    for step in (_cues, _clauses, _feelings, _chances):
        step(again, know)
    if draft.looked_twice:
        _look_again(again, know)
    for each in fields(Draft):
        setattr(draft, each.name, getattr(again, each.name))


def _look_again(draft: Draft, know: Knowledge) -> bool:
    """Takes what the encoder thinks; False of a message that is too long for it, and of one that nobody marked."""
    if draft.marks is None:
        return False
    chances = know.encoder.chances(draft, draft.marks, _asked_for(draft))
    if chances is None:
        return False
    draft.chances, draft.looked_twice = chances, True
    return True


def _judge(draft: Draft, know: Knowledge) -> Judge:
    """Who knows how far the network is to be believed whose chances the draft has."""
    return know.second if draft.looked_twice else know.judge


def verdicts_of(draft: Draft, know: Knowledge) -> dict[int, Verdict]:
    """What the rules say of every name."""
    return resolve(draft, know.words["glue"], know.words["pronouns"], know.words["job_words"], know.moods, know.levels)


def _scope(draft: Draft, know: Knowledge) -> None:
    verdicts = verdicts_of(draft, know)
    know.dating.judge(draft, verdicts)
    judge = _judge(draft, know)
    judge.names(draft, verdicts)
    assemble.mentions(draft, verdicts, know.wholes)
    judge.unnamed(draft)


def _interests(draft: Draft, know: Knowledge) -> None:
    if draft.advertisement:
        return
    found, used = find_interests(draft, know.topics, know.feelings)
    _judge(draft, know).likings(draft, found)
    draft.interests = list(found.values())
    felt = {k for k, activity in used.items() if activity in found}  # the judge may have taken a liking away
    assemble.withdraw(draft, felt, know.topics | know.words["topical_skills"])


def _second_look(draft: Draft, know: Knowledge) -> None:
    """Where the judge doubts, what is told is judged once more, by what the encoder thinks."""
    if draft.doubt >= UNSURE and not draft.looked_twice and _look_again(draft, know):
        _read_as_names(draft, know, know.second.names_after_all(draft))
        draft.guessed, draft.removal = set(), False
        _scope(draft, know)
        _interests(draft, know)


def _unknown(draft: Draft, know: Knowledge) -> None:
    draft.unknown = find_unknown(draft, know.lexicon)
    draft.frame = assemble.frame(draft)


Step = Callable[[Draft, Knowledge], None]
STEPS: dict[str, Step] = {
    "waymark_names": _names,
    "waymark_cues": _cues,
    "waymark_clauses": _clauses,
    "waymark_feelings": _feelings,
    "waymark_chances": _chances,
    "waymark_scope": _scope,
    "waymark_interests": _interests,
    "waymark_second_look": _second_look,
    "waymark_unknown": _unknown,
}


def drafted(text: str, today: date, know: Knowledge) -> Draft:
    """The draft of a text with all that the steps before the network and the verdicts find."""
    draft = _draft(text, today, know)
    for step in takewhile(lambda step: step is not _chances, STEPS.values()):
        step(draft, know)
    return draft


def _register(name: str, step: Step) -> None:
    def make(nlp: Language, name: str, knowledge: Any) -> Callable[[Doc], Doc]:
        def component(doc: Doc) -> Doc:
            know = getattr(nlp, "waymark_knowledge", None)
            draft = doc.user_data.get(DRAFT)
            if know is not None and draft is not None:
                step(draft, know)
            return doc

        return component

    # spaCy hands the annotations to pydantic, whose first version does not resolve postponed (textual) ones
    make.__annotations__.update(nlp=Language, name=str, knowledge=Any)
    Language.factory(name, default_config={"knowledge": None}, func=make)


for _name, _step in STEPS.items():
    _register(_name, _step)
