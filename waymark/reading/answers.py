"""Clauses without names that speak about those before: "Docker, Kubernetes: never", "so I'd call it intermediate"."""

from __future__ import annotations

from itertools import pairwise

from waymark.reading.draft import Clause, Cue, Rule
from waymark.reading.sentence import SentenceBase
from waymark.reading.verdicts import DETERMINERS, MARKS, ME, Verdict, speaks

_THIRD_PERSON = frozenset(["she", "he", "they"])
_SUBJECT_I = frozenset(["i", "i'm", "i'd"])
_GOING_ON = frozenset(["and", "so", "but", "since", "then"])
_WITH_IT = frozenset((a, b) for a in ("with", "in", "using", "on") for b in ("it", "them", "that", "this"))
_FULFILLED = frozenset(["daily", "did-so"])  # "I was told to learn Docker and did"
_OR = frozenset(["or", "nor"])
_ADMITTING = frozenset(
    "honest accurate realistic closer true fair truth honestly actually realistically rather really".split()
)
_RATHER = frozenset(["rather", "correction", "closer"])
_NOT_THAT = (frozenset(["not", "that"]), frozenset(["isn't", "that"]))
_NOW = frozenset(["now", "today", "nowadays", "meanwhile"])  # "... in May, now I feel at home in it"
_LONGEST_OBJECT = 4  # words of what is denied before a list


class Answers(SentenceBase):
    """Reads the clauses without names."""

    def _without_names(self, clause: Clause, n: int) -> None:
        if clause.scope == "question" and "?" in self.keys[clause.last - 1 : clause.last + 1]:
            return  # "Airflow, Docker, do I need more?"
        speaking = [c for c in clause.cues if speaks(c)]
        if speaking and self.keys[clause.first + (self.keys[clause.first] in ("and", "but", "so"))] in _THIRD_PERSON:
            return  # "and she tried to explain it to me"
        following = self.clauses[n + 1] if n + 1 < len(self.clauses) else None
        opens_list = following is not None and following.before in (":", "-", "->", "–", "=")
        if opens_list and speaking:
            rules = [
                (r, c) for c in speaking for r in c.rules if (r.polarity or r.level or r.scope) and r.id != "compare"
            ]
            if rules:
                self.carry, self.carry_colon = rules[:2], True
                self.listed = []
                return
        if not self.listed:
            if speaking and clause.depth == 0:
                self.carry = [
                    (r, c)
                    for c in speaking[-1:]
                    for r in c.rules
                    if r.reach != "before" and self._carries(r, c)
                    if c.last >= clause.last
                    or (r.polarity == "lacks" and self._opens_or_list(clause, c, n))
                    or (r.polarity == "wants" and self._opens_list(clause, c, n))
                ]
            return
        self._take_object(clause, speaking)
        self._take_up(clause)
        for cue in speaking:
            for rule in cue.rules:
                if self._speaks_back(rule, cue, clause):
                    for k in self._targets(clause):
                        verdict = self.verdicts[k]
                        if self._limits(clause, rule, cue, verdict):
                            continue
                        told_by_list = clause.before == "(" and rule.level and not verdict.explicit
                        begun = rule.id == "in-progress" and not ME.isdisjoint(self.keys[clause.first : cue.last])
                        if verdict.polarity in ("lacks", "wants") and (rule.id in _FULFILLED or told_by_list or begun):
                            verdict.polarity = None  # "never before 2020, now I write it every day"
                        if rule.mine and self._was_about_others(k):
                            verdict.polarity = verdict.level = None
                        verdict.take(
                            rule,
                            cue,
                            force=rule.polarity == "has"
                            and verdict.polarity in (None, "has")
                            and rule.level is not None
                            and (
                                verdict.level is None
                                or self._admits(clause)
                                or self._self_rating(clause, rule, cue)
                                or not _NOW.isdisjoint(self.keys[clause.first : cue.last])
                            ),
                        )
                        verdict.explicit = True
                        verdict.mine = verdict.mine or self._of_me(clause, cue, n)
                    self.closed = True
                    break

    def _of_me(self, clause: Clause, cue: Cue, n: int) -> bool:
        """ "I don't", "and I couldn't take over, never used it": the writer is its subject, here or before."""
        if not ME.isdisjoint(self.keys[clause.first : clause.last]):
            return True
        before = self.clauses[n - 1] if n else None
        alone = cue.first <= clause.first + 1 and before is not None and not before.names
        return alone and not _SUBJECT_I.isdisjoint(self.keys[before.first : before.first + 2]) if before else False

    def _take_object(self, clause: Clause, speaking: list[Cue]) -> None:
        """ "Docker is the plan, git and Linux I already know": a list in front of its subject and verb."""
        if clause.before != "run-on" or not speaking or speaking[0].first > clause.first + 1:
            return
        cue = speaking[0]
        rule = next((r for r in cue.rules if r.polarity == "has" and r.reach != "before"), None)
        if rule is None or any(self._strange(k) for k in range(cue.last, clause.last)):
            return
        for k in self.listed:
            verdict = self.verdicts[k]
            if not verdict.explicit:
                verdict.take(rule, cue, force=True)
                verdict.explicit = verdict.rated = True

    def _take_up(self, clause: Clause) -> None:
        """ "a neighbour showed me Python and I have solved 80 problems with it": theirs, and now the writer's too."""
        words = self.keys[clause.first : clause.last]
        start = 1 if words[0] in _GOING_ON else 0
        if words[start : start + 1] not in (["i"], ["i'm"]) or _WITH_IT.isdisjoint(pairwise(words)):
            return
        led = next((c for c in clause.cues if speaks(c) and c.first <= clause.first + 2), None)
        if led is None or led.rules[0].polarity != "has":
            return
        for k in self.listed:
            if self._was_about_others(k):
                self.verdicts[k].mine = True
                self.verdicts[k].take(led.rules[0], led)

    def _was_about_others(self, k: int) -> bool:
        return any(c.scope == "other" for c in self.clauses if c.first <= k < c.last)

    def _admits(self, clause: Clause) -> bool:
        """ "I'd said intermediate but beginner is more honest", "advanced, well, rather intermediate" """
        words = self.keys[clause.first : clause.last]
        if not _RATHER.isdisjoint(words):
            return True
        return clause.before in ("but", ",", "-") and not _ADMITTING.isdisjoint(words)

    def _self_rating(self, clause: Clause, rule: Rule, cue: Cue) -> bool:
        """ "so I'd call it intermediate": a verdict of the writer's own on what was named before."""
        start = clause.first + (self.keys[clause.first] in ("so", "and", "but"))
        rated = self.keys[start : start + 1] in (["i"], ["i'd"], ["we"]) and rule.level is not None
        verb = self.keys[start + 1 : start + 3]
        said = any(w in ("say", "call", "consider", "rate", "guess", "think", "put", "describe") for w in verb)
        return rated and said and not any(self._strange(k) for k in range(cue.last, clause.last))

    def _limits(self, clause: Clause, rule: Rule, cue: Cue, verdict: Verdict) -> bool:
        """ "took a course on it but never used it", "I can read R, I can't write it": known a little, not unknown."""
        if rule.polarity != "lacks" or not verdict.explicit or verdict.polarity not in (None, "has"):
            return False
        if clause.before == "but" and verdict.level:
            return True
        if any(_NOT_THAT[0] <= (said := set(self.keys[a:b])) or _NOT_THAT[1] <= said for a, b in verdict.words):
            return True  # "It's not that I don't know it, I just never needed it"
        if any(self.keys[k] in ("write", "speak", "code", "build", "explain") for k in range(cue.first, cue.last)):
            verdict.level = verdict.level or 1
            return True
        return False

    def _opens_or_list(self, clause: Clause, cue: Cue, n: int) -> bool:
        """ "never touched servers, git or docker": the first thing denied is no skill, those behind it are."""
        if clause.last - cue.last > _LONGEST_OBJECT:
            return False
        for following in self.clauses[n + 1 :]:
            if following.before not in (",", "or", "nor") or not following.names:
                return False
            if not _OR.isdisjoint((following.before, *self.keys[following.first : following.names[-1]])):
                return True
        return False

    def _opens_list(self, clause: Clause, cue: Cue, n: int) -> bool:
        """ "I'd like to see the other side, feature stores and MLOps": the list says what the object is."""
        following = self.clauses[n + 1] if n + 1 < len(self.clauses) else None
        if following is None or clause.last - cue.last > _LONGEST_OBJECT or following.before != ",":
            return False
        return following.bare and len(following.names) > 1

    def _speaks_back(self, rule: Rule, cue: Cue, clause: Clause) -> bool:
        if rule.exception or rule.scope == "other":
            return False
        covered = {k for c in clause.cues for k in range(c.first, c.last)}
        if any(self._strange(k) and k not in covered for k in range(clause.first, cue.first)):
            return self._self_rating(clause, rule, cue)  # else it has a subject of its own
        alone = cue.last - cue.first == 1 and self.keys[cue.first] in DETERMINERS
        others = [k for k in range(clause.first, clause.last) if not cue.first <= k < cue.last]
        strange = sum(self._strange(k) for k in others)
        behind = any(self._strange(k) for k in range(cue.last, clause.last))
        if behind and rule.id == "did-so":
            return False  # "and I did the plots"
        labelled = self.keys[cue.first] in MARKS  # "ML: none beyond feature pipelines"
        if behind and rule.polarity == "lacks" and cue.last - cue.first <= 2 and not labelled:
            return False  # "never classification": it has an object of its own
        if clause.before in (":", "-", "–", "->", "=", "("):
            return strange <= (0 if alone else 9 if rule.elliptic or rule.level is not None else 1)
        if alone and strange:
            return False
        if rule.elliptic and cue.first - clause.first <= 3 and strange <= 2:
            return True
        has_pronoun = any(
            self.keys[k] in ("it", "them", "that", "those", "either", "these", "one", "any")
            for k in range(clause.first, clause.last)
        )
        if has_pronoun and rule.polarity in ("lacks", "wants", "has") and strange <= 2:
            return True
        return strange == 0 and rule.elliptic
