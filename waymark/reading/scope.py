"""Polarity, level and years of every name: which words speak about which skills.

A clause's names form groups (names without cue words between them). Words before a group reach it when they reach
"after", words behind it when they reach "before"; words that may do either ("strong python", "python strong") go by the
style of their clause. What a clause leaves open may come from the one before ("never used Docker, Kubernetes or
Terraform") or from the one behind ("Docker, Kubernetes: never").
"""

from __future__ import annotations

from waymark.reading.anaphora import share_rest
from waymark.reading.answers import Answers
from waymark.reading.backoff import Levels, Moods
from waymark.reading.draft import MENTION, Clause, Cue, Draft, Rule
from waymark.reading.leaning import lean_back, under_heading
from waymark.reading.turns import Turns
from waymark.reading.tying import YearTying
from waymark.reading.verdicts import (
    LIST_MARKS,
    MARKS,
    ME,
    OWN_START,
    Verdict,
    chosen_cues,
    content_words,
    cues_around,
    cues_before,
    groups_of,
    is_fronted,
    is_speaking,
    not_only,
    parted,
    quiet_ago,
    speaks,
    too_far,
    twice_denied,
)

_NOW = frozenset("now currently already nowadays today meanwhile still".split())
_ANEW = frozenset(["my", "mine"])  # "I don't do Go, my thing is Rust"
_JOINTS = frozenset(["and", "&", "or"])
_PLENTY = frozenset(
    "already now currently lots loads tons plenty heaps mostly mainly primarily experience years worked daily".split()
)


def resolve(
    draft: Draft,
    glue: frozenset[str],
    pronouns: frozenset[str],
    job_words: frozenset[str],
    moods: Moods,
    levels: Levels,
) -> dict[int, Verdict]:
    """A verdict for every name of the draft, by its item."""
    verdicts = {k: Verdict(k) for sentence in draft.sentences for clause in sentence for k in clause.names}
    heading: list[tuple[Rule, Cue]] = []
    for number, sentence in enumerate(draft.sentences):
        if any(clause.names for clause in sentence):
            Sentence(draft, sentence, verdicts, glue, pronouns, job_words).read()
            share_rest(draft, sentence, verdicts)
        heading = under_heading(draft, sentence, heading, verdicts)
        if number:
            lean_back(draft, draft.sentences[number - 1], sentence, verdicts, pronouns)
    for number, sentence in enumerate(draft.sentences):
        moods.lend(draft, sentence, verdicts)
        levels.lend(draft, number, verdicts)
    draft.intrigued = {k for k, v in verdicts.items() if v.weak and not v.settled}
    draft.settled = {k: v.settled for k, v in verdicts.items() if v.settled}
    return verdicts


class Sentence(YearTying, Turns, Answers):
    """Reads one sentence, clause by clause."""

    def read(self) -> None:
        depth = 0
        for clause in self.clauses:
            quiet_ago(clause)
            clause.words = content_words(self.keys, clause, self.glue)
            clause.bare = bool(clause.names) and not clause.words and not is_speaking(clause)
        for n, clause in enumerate(self.clauses):
            while depth < clause.depth:
                self.stack.append((self.carry, self.carry_colon))
                depth += 1
            while depth > clause.depth and self.stack:
                self.carry, self.carry_colon = self.stack.pop()
                depth -= 1
            if not clause.names:
                self._without_names(clause, n)
            elif not self._labels(clause, n):
                self._with_names(clause)
            self._years(clause, n)
        self._turn_round()

    def _labels(self, clause: Clause, n: int) -> bool:
        """ "sql - solid python - meh": words between two marks speak of the name before them."""
        following = self.clauses[n + 1] if n + 1 < len(self.clauses) else None
        if clause.before not in MARKS or following is None or following.before != clause.before or not self.listed:
            return False
        cues = [c for c in clause.cues if speaks(c)]
        if (following.names and not following.cues) or not cues or cues[-1].last > clause.names[0]:
            return False
        for k in self.listed:
            for cue in cues:
                self.verdicts[k].take(cue.rules[0], cue)
                self.verdicts[k].explicit = True
        self.listed, self.carry, self.carry_colon = list(clause.names), [], False
        return True

    # clauses with names

    def _with_names(self, clause: Clause) -> None:
        own = [c for c in clause.cues if speaks(c) and not self._has_object(c, clause)]
        if clause.before == "run-on" and own and self.listed:
            own = self._fronted(clause, own)
        groups = parted(self.keys, groups_of(clause), own, clause)
        anything, last_pre = self._spoken(clause, groups, own) if own else (False, [])
        for k in clause.names:
            self._single(self.verdicts[k], k)
        continues = clause.before in LIST_MARKS
        if not anything and self.listed and self._so_is(clause):
            for k in clause.names:
                self.verdicts[k].follow(self.verdicts[self.listed[-1]])
            return
        if self._goes_on(clause):
            for k in clause.names:
                for rule, cue in self.carry:
                    self.verdicts[k].take(rule, cue)
            return
        strong = self._carries_denial()
        loose = (
            strong
            and clause.words <= 3
            and not any(self.keys[k] in OWN_START for k in range(clause.first, clause.last))
        )
        held = strong and (bool(clause.years) or self.keys[clause.first] in _NOW)  # "no Azure, AWS 2 years"
        held = held or (strong and not _ANEW.isdisjoint(self.keys[clause.first : clause.names[0]]))
        if self.carry and not anything and (self.carry_colon or (continues and (clause.bare or loose))):
            held = held or any(r.drop for c in clause.cues for r in c.rules)  # "delete Tableau, I meant Power BI"
            own_start = not ME.isdisjoint(
                self.keys[clause.first : clause.names[0]]
            )  # "they ask for Java and I know SQL"
            for k in clause.names:
                for rule, cue in [] if held else self.carry:
                    if rule.scope != "other" or not own_start:
                        self.verdicts[k].take(rule, cue)
        if anything and not self.carry_colon:
            self.carry = last_pre
        elif anything:
            pass
        elif not (clause.bare or loose) or not continues:
            self.carry = self.carry if self.carry_colon else []
        subject = self._subject_list(clause)
        self._back_over_list(clause, groups, own, anything)
        self._from_to(clause)
        grows = continues and not self.closed and (clause.bare or subject)
        grows = grows and (subject or not any(self.verdicts[k].explicit for k in self.listed))
        self.listed = [*self.listed, *clause.names] if grows else list(clause.names)
        self.closed = False

    def _fronted(self, clause: Clause, own: list[Cue]) -> list[Cue]:
        """ "from ML I know nothing except that Python is used": the verb's own object stands before its subject."""
        cue = own[0]
        rule = next((r for r in cue.rules if r.reach == "before" and r.polarity is not None), None)
        if rule is None or cue.first > clause.first + 1 or cue.last >= clause.names[0]:
            return own
        for k in self.listed:
            self.verdicts[k].take(rule, cue)
            self.verdicts[k].explicit = True
        return own[1:]

    def _spoken(self, clause: Clause, groups: list[list[int]], own: list[Cue]) -> tuple[bool, list[tuple[Rule, Cue]]]:
        """Lets the clause's words speak: was there any, and which of them go on to the next clause."""
        post_style = clause.names[0] < own[0].first and clause.names[-1] < own[-1].last
        anything = False
        last_pre: list[tuple[Rule, Cue]] = []
        for g, group in enumerate(groups):
            pre, post = cues_around(own, groups, g)
            fronted = bool(post) and is_fronted(self.keys, group, post, clause)
            around = chosen_cues(pre, post, post_style, last=g == len(groups) - 1, fronted=fronted)
            over = [c for c in own if c.first <= group[-1] and group[0] < c.last]
            inside = [(r, c) for c in over for r in c.rules if any(c.first <= k < c.last for k in group)]
            for k in group:
                for rule, cue in inside + around:
                    if self._reaches(rule, cue, clause, k, group[0]):
                        denied = rule.polarity == "lacks" and twice_denied(self.keys, clause.first, cue)
                        said = Rule("twice-denied", "has", reach=rule.reach) if denied else rule
                        fulfilled = rule.id == "did-so" and self.verdicts[k].polarity == "wants"
                        self.verdicts[k].take(said, cue, force=fulfilled or (rule.mine and said.polarity == "has"))
                        self.verdicts[k].explicit = True
            anything = anything or any(not r.exception for r, _ in inside + around)
            last_pre = [(r, c) for r, c in inside + cues_before(pre, post_style) if self._carries(r, c)]
        return anything, last_pre

    def _reaches(self, rule: Rule, cue: Cue, clause: Clause, k: int, first: int) -> bool:
        """Does a rule whose words stand on the right side of a group speak about its name `k`?"""
        if (
            rule.exception
            or not_only(self.keys, rule, cue)
            or (rule.id == "compare" and not self._compares(clause, cue))
        ):
            return False
        if rule.id == "did-so" and self.keys[cue.last : cue.last + 1] == [MENTION]:
            return False  # "I wanted to learn Java and did Kotlin"
        if rule.reach == "inside" and not cue.first <= k < cue.last:
            return False
        if rule.scope == "other":
            if clause.mine or (rule.id == "other-before" and k and self.keys[k - 1] == "my"):
                return False
            if not ME.isdisjoint(self.keys[cue.last : k]):
                return False  # "people say I communicate well"
        return not too_far(self.keys, rule, cue, first)

    def _carries_denial(self) -> bool:
        return bool(self.carry) and any(r.polarity in ("lacks", "wants") for r, _ in self.carry)

    def _back_over_list(self, clause: Clause, groups: list[list[int]], own: list[Cue], anything: bool) -> None:
        """ "kafka, spark and flink ok": words behind the last member are about the whole list."""
        if (
            not anything
            or clause.before not in (",", "and", "&", "or")
            or len(groups) != 1
            or not self.listed
            or self.closed
        ):
            return
        before, group = self.listed, groups[0]
        if (
            any(self.verdicts[k].explicit or self.verdicts[k].years is not None for k in before)
            or own[0].first < group[-1]
        ):
            return
        if not any(self.keys[k] in ("and", "or", "&", "nor") for k in range(clause.first, group[-1])):
            return
        if any(self.keys[k] in ("i", "i'm", "we", "have") for k in range(clause.first, group[0])):
            return
        for k in before:
            for cue in own:
                for rule in cue.rules:
                    if rule.reach in ("before", "both") and not rule.exception and rule.scope is None:
                        self.verdicts[k].take(rule, cue)
                        break

    def _subject_list(self, clause: Clause) -> bool:
        """ "Kubernetes, Docker and Terraform are my daily work": the list is still one before its verb."""
        if clause.before != ",":
            return False
        start = clause.first + (self.keys[clause.first] in _JOINTS)
        if start != clause.names[0] or clause.names[-1] - start > 8:
            return False
        if start == clause.first and _JOINTS.isdisjoint(self.keys[start : clause.names[-1]]):
            return False
        return all(self.verdicts[k].polarity is None and self.verdicts[k].years is None for k in self.listed)

    def _has_object(self, cue: Cue, clause: Clause) -> bool:
        """ "pipelines that never break": the word is about another one."""
        return cue.rules[0].id == "never-alone" and cue.last < clause.last and self._strange(cue.last)

    def _compares(self, clause: Clause, cue: Cue) -> bool:
        """ "Python seems nicer than R" says nothing about R, "better at R than Python" does."""
        if self.keys[cue.first] in ("than", "over", "like"):
            return any(r.id == "other-before" for c in clause.cues for r in c.rules)
        return True

    def _goes_on(self, clause: Clause) -> bool:
        """ "never written a test or used Docker": a verb that only says "use" leaves the "never" standing."""
        if clause.before not in ("or", "nor", "and", ",", "&") or not self._carries_denial():
            return False
        said = [r for c in clause.cues for r in c.rules[:1] if speaks(c)]
        denied = {self.keys[k] for _, cue in self.carry for k in range(cue.first, cue.last)}
        if clause.before == "," and denied & {"didn't", "don't"} and self.keys[clause.first].endswith(("ed", "nt")):
            return False  # "didn't learn Java, learned Python"
        if clause.before == "," and self.keys[clause.first] in denied:
            return False  # "don't have Spark, have SQL"
        if clause.before == "," and self.keys[clause.first] in ("can", "could", "do", "did"):
            return False  # "can't do Scala, can do Java"
        if clause.years or not _PLENTY.isdisjoint(self.keys[clause.first : clause.names[0]]):
            return False  # "never used Java, lots of Python"
        led = all(c.last <= clause.names[0] for c in clause.cues if speaks(c))  # "Python does the job" is a new word
        return (
            bool(said)
            and led
            and all(r.id == "has" for r in said)
            and not any(
                self.keys[k]
                in ("i", "i'm", "we", "my", "i'd", "yes", "sure", "yep", "coming", "from", "add", "it", "it's", "that")
                for k in range(clause.first, clause.last)
            )
        )

    def _so_is(self, clause: Clause) -> bool:
        """ "a closed book to me, so is statistics": what was said of the one before holds of this one too."""
        first = clause.first + (self.keys[clause.first] == "and")
        return self.keys[first] == "so" and self.keys[first + 1] in ("is", "are") and clause.names[0] <= first + 3

    def _single(self, verdict: Verdict, k: int) -> None:
        name = self.items[k].name
        if name is not None and name.level is not None and verdict.level is None and verdict.polarity in (None, "has"):
            verdict.level = name.level
