"""Polarity, level and years of every name: which words speak about which skills.

A clause's names form groups (names without cue words between them). Words before a group reach it when they reach
"after", words behind it when they reach "before"; words that may do either ("strong python", "python strong") go by the
style of their clause. What a clause leaves open may come from the one before ("never used Docker, Kubernetes or
Terraform") or from the one behind ("Docker, Kubernetes: never").
"""

from __future__ import annotations

from waymark.reading.draft import Clause, Cue, Draft, Rule
from waymark.reading.leaning import lean_back, under_heading
from waymark.reading.turns import Turns
from waymark.reading.tying import YearTying
from waymark.reading.verdicts import (
    DETERMINERS,
    LIST_MARKS,
    ME,
    OWN_START,
    PREPOSITIONS,
    Verdict,
    chosen_cues,
    content_words,
    cues_around,
    cues_before,
    groups_of,
    is_speaking,
    quiet_ago,
    speaks,
)


def resolve(draft: Draft, glue: frozenset[str], pronouns: frozenset[str], job_words: frozenset[str]) -> list[Verdict]:
    """A verdict for every name of the draft, in the order of the text."""
    verdicts: dict[int, Verdict] = {k: Verdict(k) for k, item in enumerate(draft.items) if item.name is not None}
    heading: list[tuple[Rule, Cue]] = []
    for number, sentence in enumerate(draft.sentences):
        if any(clause.names for clause in sentence):
            Sentence(draft, sentence, verdicts, glue, pronouns, job_words).read()
        heading = under_heading(draft, sentence, heading, verdicts)
        if number:
            lean_back(draft, draft.sentences[number - 1], sentence, verdicts, pronouns)
    draft.intrigued = {k for k, v in verdicts.items() if v.weak and not v.settled}
    draft.settled = {k: v.settled for k, v in verdicts.items() if v.settled}
    return list(verdicts.values())


class Sentence(YearTying, Turns):
    """Reads one sentence, clause by clause."""

    def read(self) -> None:
        depth = 0
        for n, clause in enumerate(self.clauses):
            quiet_ago(clause)
            clause.words = content_words(self.keys, clause, self.glue)
            clause.bare = bool(clause.names) and not clause.words and not is_speaking(clause)
            while depth < clause.depth:
                self.stack.append((self.carry, self.carry_colon))
                depth += 1
            while depth > clause.depth and self.stack:
                self.carry, self.carry_colon = self.stack.pop()
                depth -= 1
            if clause.names:
                self._with_names(clause)
            else:
                self._without_names(clause, n)
            self._years(clause, n)
        self._exceptions()
        self._all_but()
        self._corrections()

    # clauses with names

    def _with_names(self, clause: Clause) -> None:
        groups = groups_of(clause)
        own = [c for c in clause.cues if speaks(c) and not self._has_object(c, clause)]
        post_style = bool(own) and clause.names[0] < own[0].first and clause.names[-1] < own[-1].last
        anything = False
        last_pre: list[tuple[Rule, Cue]] = []
        for g, group in enumerate(groups):
            pre, post = cues_around(own, groups, g)
            around = chosen_cues(pre, post, post_style, last=g == len(groups) - 1)
            inside = [(r, c) for c in own for r in c.rules if any(c.first < k < c.last for k in group)]
            chosen = inside + around
            for k in group:
                verdict = self.verdicts[k]
                for rule, cue in chosen:
                    if rule.exception or (rule.id == "compare" and not self._compares(clause, cue)):
                        continue
                    if rule.scope == "other" and any(key in ME for key in self.keys[cue.last : k]):
                        continue  # "people say I communicate well"
                    verdict.take(rule, cue)
                    verdict.explicit = True
                self._single(verdict, k, chosen)
            anything = anything or any(not r.exception for r, _ in chosen)
            last_pre = [(r, c) for r, c in inside + cues_before(pre, post_style) if self._carries(r, c)]
        continues = clause.before in LIST_MARKS
        if self._goes_on(clause, groups):
            for k in clause.names:
                for rule, cue in self.carry:
                    self.verdicts[k].take(rule, cue)
            return
        strong = any(r.polarity in ("lacks", "wants") for r, _ in self.carry)
        loose = (
            strong
            and clause.words <= 3
            and not any(self.keys[k] in OWN_START for k in range(clause.first, clause.last))
        )
        if not anything and (self.carry_colon or (continues and (clause.bare or loose))):
            for k in clause.names:
                for rule, cue in self.carry:
                    self.verdicts[k].take(rule, cue)
        if anything and not self.carry_colon:
            self.carry = last_pre
        elif anything:
            pass
        elif not (clause.bare or loose) or not continues:
            self.carry = self.carry if self.carry_colon else []
        self._back_over_list(clause, groups, own, anything)
        self._from_to(clause)
        grows = clause.bare and continues and not self.closed
        self.listed = [*self.listed, *clause.names] if grows else list(clause.names)
        self.closed = False

    def _back_over_list(self, clause: Clause, groups: list[list[int]], own: list[Cue], anything: bool) -> None:
        """ "kafka, spark and flink ok": words behind the last member are about the whole list."""
        if not anything or clause.before != "," or len(groups) != 1 or not self.listed or self.closed:
            return
        before, group = self.listed, groups[0]
        if (
            any(self.verdicts[k].explicit or self.verdicts[k].years is not None for k in before)
            or own[0].first < group[-1]
        ):
            return
        if not any(self.keys[k] in ("and", "or", "&", "nor") for k in range(clause.first, group[-1])):
            return
        for k in before:
            for cue in own:
                for rule in cue.rules:
                    if rule.reach in ("before", "both") and not rule.exception and rule.scope is None:
                        self.verdicts[k].take(rule, cue)
                        break

    def _from_to(self, clause: Clause) -> None:
        """ "from Excel to Python": the first one is held."""
        for a, b in zip(clause.names, clause.names[1:]):
            if a and self.keys[a - 1] == "from" and "to" in self.keys[a:b]:
                self.verdicts[a].polarity, self.verdicts[a].level = "has", None

    def _has_object(self, cue: Cue, clause: Clause) -> bool:
        """ "pipelines that never break": the word is about another one."""
        return cue.rules[0].id == "never-alone" and cue.last < clause.last and self._strange(cue.last)

    def _compares(self, clause: Clause, cue: Cue) -> bool:
        """ "Python seems nicer than R" says nothing about R, "better at R than Python" does."""
        if self.keys[cue.first] in ("than", "over", "like"):
            return any(r.id == "other-before" for c in clause.cues for r in c.rules)
        return True

    def _goes_on(self, clause: Clause, groups: list[list[int]]) -> bool:
        """ "never written a test or used Docker": a verb that only says "use" leaves the "never" standing."""
        if clause.before not in ("or", "nor", "and", ",", "&") or not any(
            r.polarity in ("lacks", "wants") for r, _ in self.carry
        ):
            return False
        said = [r for c in clause.cues for r in c.rules[:1] if speaks(c)]
        denied = {self.keys[k] for _, cue in self.carry for k in range(cue.first, cue.last)}
        if clause.before == "," and denied & {"didn't", "don't"} and self.keys[clause.first].endswith(("ed", "nt")):
            return False  # "didn't learn Java, learned Python"
        return (
            bool(said)
            and all(r.id == "has" for r in said)
            and not any(
                self.keys[k] in ("i", "i'm", "we", "my", "i'd", "yes", "sure", "yep", "coming", "from")
                for k in range(clause.first, clause.last)
            )
        )

    def _carries(self, rule: Rule, cue: Cue) -> bool:
        if rule.exception or (rule.reach == "before"):
            return False
        last = self.keys[cue.last - 1]
        if rule.polarity in ("lacks", "wants") or rule.scope:
            return not (
                cue.last - cue.first == 1 and last in ("no", "not", "without", "zero", "next")
            ) or self._list_ends_in_or(cue)
        return last in PREPOSITIONS and rule.level is not None

    def _list_ends_in_or(self, cue: Cue) -> bool:
        """ "no Docker, Kubernetes or Terraform" is one list, "no Docker, Python" is two statements."""
        for k in range(cue.last, min(len(self.keys), cue.last + 24)):
            if self.keys[k] in (".", "!", ";", "but", "?"):
                return False
            if self.keys[k] in ("or", "nor"):
                return True
        return False

    def _single(self, verdict: Verdict, k: int, chosen: list[tuple[Rule, Cue]]) -> None:
        name = self.items[k].name
        if name is not None and name.level is not None and verdict.level is None and verdict.polarity in (None, "has"):
            verdict.level = name.level

    # clauses without names

    def _without_names(self, clause: Clause, n: int) -> None:
        speaking = [c for c in clause.cues if speaks(c)]
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
                    if r.reach != "before" and self._carries(r, c) and c.last >= clause.last
                ]
            return
        for cue in speaking:
            for rule in cue.rules:
                if self._speaks_back(rule, cue, clause):
                    for k in self._targets(clause, cue):
                        verdict = self.verdicts[k]
                        if clause.before == "but" and rule.polarity == "lacks" and verdict.explicit and verdict.level:
                            continue  # "took a course on it but never used it"
                        verdict.take(
                            rule,
                            cue,
                            force=rule.polarity == "has"
                            and verdict.polarity in (None, "has")
                            and rule.level is not None
                            and verdict.level is None,
                        )
                        verdict.explicit = True
                        verdict.mine = verdict.mine or any(self.keys[j] in ME for j in range(clause.first, clause.last))
                    self.closed = True
                    break

    def _speaks_back(self, rule: Rule, cue: Cue, clause: Clause) -> bool:
        if rule.exception or rule.scope == "other":
            return False
        if any(self._strange(k) for k in range(clause.first, cue.first)):
            return False  # it has a subject of its own
        alone = cue.last - cue.first == 1 and self.keys[cue.first] in DETERMINERS
        others = [k for k in range(clause.first, clause.last) if not cue.first <= k < cue.last]
        strange = sum(self._strange(k) for k in others)
        behind = any(self._strange(k) for k in range(cue.last, clause.last))
        if behind and rule.polarity == "lacks" and cue.last - cue.first <= 2:
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
