"""Turns within a sentence: exceptions ("everything but Kafka") and corrections ("sorry, I mean JavaScript")."""

from __future__ import annotations

from waymark.reading.anaphora import in_order
from waymark.reading.draft import Clause, Cue, Rule
from waymark.reading.sentence import SentenceBase
from waymark.reading.verdicts import ADDING, LEAVING, LINKS, LIST_MARKS, Verdict, led_by_same, speaks

_SAME = frozenset(
    [("the", "same"), ("same",), ("likewise",), ("ditto",), ("as", "long"), ("about", "as", "long"), ("idem",)]
)
_STEPS = {"better": 1, "stronger": 1, "deeper": 1, "weaker": -1, "worse": -1, "shakier": -1, "less": -1}
_LINKING = frozenset(["is", "are", "even", "much", "a", "bit", "little", "far", "slightly", "somewhat", "so", ".", "!"])
_AUXILIARIES = frozenset(["is", "are", "does", "do"])
_NEGATIONS = frozenset(["isn't", "aren't", "not", "doesn't", "don't"])
_TOO = (("too",), ("as", "well"))  # "I know calculus inside out, probability too"
_SAYING_AGAIN = frozenset(words[-1] for words in (*_SAME, *_TOO))
_SLIPS = frozenset(["wrong", "typo", "slip"])
_ORDERED = frozenset(["order", "respectively"])
_OUT = frozenset("out tired sick rid bored".split())
_WHOLE = frozenset(["everything", "all", "every", "whole", "most"])


class Turns(SentenceBase):
    """Turns verdicts round."""

    def _turn_round(self) -> None:
        """Every kind of turn whose words are in the sentence, in this order."""
        words = frozenset(self.keys[max(0, self.clauses[0].first - 1) : self.clauses[-1].last])
        rules = [rule for clause in self.clauses for cue in clause.cues for rule in cue.rules]
        if any(rule.exception for rule in rules):
            self._exceptions()
        if "but" in words:
            self._all_but()
        if "then" in words:
            self._in_turn()
        if not _AUXILIARIES.isdisjoint(words):
            self._contrasted()
        if not _SAYING_AGAIN.isdisjoint(words):
            self._ditto()
        if not _STEPS.keys().isdisjoint(words):
            self._compared()
        if "not" in words:
            self._mixed_up()
        if any(rule.drop for rule in rules):
            self._corrections()
        if not _ORDERED.isdisjoint(words):
            in_order(self.draft, self.clauses, self.verdicts)

    def _from_to(self, clause: Clause) -> None:
        """ "from Excel to Python": the first one is held."""
        for a, b in zip(clause.names, clause.names[1:]):
            if a and self.keys[a - 1] == "from" and "to" in self.keys[a:b]:
                self.verdicts[a].polarity, self.verdicts[a].level = "has", None
        for k in clause.names:
            if k > 1 and self.verdicts[k].polarity == "wants":
                before, verb = self.keys[k - 1], self.keys[k - 2]
                out = before == "of" and verb in _OUT  # "out of Excel and into Python"
                left = before in LEAVING and verb != "next"
                if out or left or (before in ("my", "from", "the") and verb in LEAVING):
                    self.verdicts[k].polarity = "has"  # "I'd like to swap Excel for Python"

    def _corrections(self) -> None:
        """ "Java, sorry, I mean JavaScript": what stands before the correction falls."""
        for n, clause in enumerate(self.clauses):
            for cue in clause.cues:
                if not any(r.drop for r in cue.rules):
                    continue
                after = [k for c in self.clauses[n : n + 2] for k in c.names if k >= cue.last]
                before = [k for c in self.clauses[max(0, n - 2) : n + 1] for k in c.names if k < cue.first]
                if before and not after:
                    self._put_right(self.verdicts[before[-1]], cue, self.clauses[n : n + 2])
                skills = {self.draft.skill_at(k) for k in after}
                for k in before[-1:] if after or not _SLIPS.isdisjoint(self.keys[cue.first : cue.last]) else []:
                    if self.draft.skill_at(k) not in skills and self.verdicts[k].scope != "remove":
                        self.verdicts[k].drop = True
                        for right in after[:1]:
                            self._hand_over(self.verdicts[k], self.verdicts[right])

    def _put_right(self, verdict: Verdict, correction: Cue, clauses: list[Clause]) -> None:
        """ "SQL intermediate, wait no, beginner": the later word on how well it is known is the right one."""
        later = ((r, c) for clause in clauses for c in clause.cues if c.first >= correction.last for r in c.rules)
        for rule, cue in later:
            if rule.level is not None and not rule.drop and verdict.level is not None:
                verdict.take(rule, cue, force=True)
                verdict.rated = True
                return

    def _hand_over(self, wrong: Verdict, right: Verdict) -> None:
        """ "five years of Java, sorry, I meant JavaScript": only the name was wrong."""
        held = {wrong.polarity, right.polarity} <= {None, "has"}
        if held and right.years is None and right.level is None:
            right.years, right.level = wrong.years, wrong.level
            right.words += wrong.words

    def _in_turn(self) -> None:
        """ "SQL is next, then statistics": what comes after a plan is one too."""
        for before, clause in zip(self.clauses, self.clauses[1:]):
            follows = self.keys[clause.first] == "then" or self.keys[clause.first : clause.first + 2] == ["and", "then"]
            if not follows or not clause.names or not before.names or any(speaks(c) for c in clause.cues):
                continue
            last = self.verdicts[before.names[-1]]
            if self.keys[before.names[-1] + 1 : before.names[-1] + 2] == ["first"] and last.polarity is None:
                self._planned(before, last)  # "I want to understand models, so statistics first, then Python"
            if last.polarity == "wants":
                for k in clause.names:
                    self.verdicts[k].polarity, self.verdicts[k].explicit = "wants", True
                    self.verdicts[k].words += last.words

    def _planned(self, clause: Clause, verdict: Verdict) -> None:
        """Makes a first step wanted if a wish was told before it in the sentence."""
        for earlier in self.clauses:
            if earlier.first >= clause.first:
                return
            for cue in earlier.cues:
                if cue.rules[0].polarity == "wants":
                    verdict.take(Rule("planned", "wants"), cue)
                    verdict.explicit = True

    def _ditto(self) -> None:
        """ "Linux 15 years, Bash the same": what was said of the name before is said again."""
        for before, clause in zip(self.clauses, self.clauses[1:]):
            if len(clause.names) != 1 or (not before.names and not self.listed):
                continue
            k = clause.names[0]
            said = tuple(w for w in self.keys[k + 1 : clause.last] if w != ".")
            led = led_by_same(self.keys, clause)
            if not led and said not in _SAME and (said not in _TOO or self.verdicts[k].explicit):
                continue
            earlier = [j for c in self.clauses if c.last <= clause.first for j in c.names]
            if earlier:
                model, verdict = self.verdicts[earlier[-1]], self.verdicts[k]
                verdict.polarity, verdict.level = model.polarity, model.level
                verdict.years = model.years if said in _SAME else verdict.years
                verdict.words += [*model.words, (clause.first, k) if led else (k + 1, clause.last)]

    def _compared(self) -> None:
        """ "my Tableau is okay, my SQL is better": one level up or down from the name before."""
        for before, clause in zip(self.clauses, self.clauses[1:]):
            if len(clause.names) != 1 or not before.names or "than" in self.keys[clause.first : clause.last]:
                continue
            k, model = clause.names[0], self.verdicts[before.names[-1]]
            said = [w for w in self.keys[k + 1 : clause.last] if w not in _LINKING]
            step = _STEPS.get(said[0]) if len(said) == 1 else None
            verdict = self.verdicts[k]
            if step is not None and model.level is not None and verdict.polarity in (None, "has"):
                verdict.level = min(3, max(1, model.level + step))
                verdict.words += [*model.words, (k + 1, clause.last)]

    def _contrasted(self) -> None:
        """ "SQL isn't new to me, Spark is": what was denied of the name before holds of this one."""
        for before, clause in zip(self.clauses, self.clauses[1:]):
            if len(clause.names) != 1 or not before.names or clause.before not in (",", "but", "and", "while", ";"):
                continue
            k, model = clause.names[0], self.verdicts[before.names[-1]]
            said = [w for w in self.keys[k + 1 : clause.last] if w not in (".", "!", "though")]
            if len(said) != 1 or said[0] not in _AUXILIARIES or not model.explicit or model.polarity == "wants":
                continue
            denied = not _NEGATIONS.isdisjoint(self.keys[before.names[-1] : before.last])
            if denied and model.polarity is not None and k == clause.first + (self.keys[clause.first] in LINKS):
                verdict = self.verdicts[k]
                verdict.polarity = "lacks" if model.polarity == "has" else "has"
                verdict.level, verdict.explicit = None, True
                verdict.words += [*model.words, (k + 1, clause.last)]

    def _mixed_up(self) -> None:
        """ "no, not java javascript": of two names side by side behind a "not" the second is meant."""
        for clause in self.clauses:
            for k, following in zip(clause.names, clause.names[1:]):
                if following == k + 1 == clause.last - 1 and k and self.keys[k - 1] == "not":
                    self.verdicts[k].drop = True
                    self.verdicts[following].polarity = "has"

    def _all_but(self) -> None:
        """ "everything on that list but Kafka and Airflow" """
        for n, clause in enumerate(self.clauses):
            if not n or clause.before != "but" or not clause.bare:
                continue
            before = set(self.keys[self.clauses[n - 1].first : self.clauses[n - 1].last])
            if before & {"everything", "all", "anything", "nothing", "none"}:
                for k in clause.names:
                    self.verdicts[k].polarity = "has" if before & {"nothing", "none"} else "lacks"

    def _exceptions(self) -> None:
        for n, clause in enumerate(self.clauses):
            for cue in clause.cues:
                if not any(r.exception for r in cue.rules):
                    continue
                listing = [q.first for q in clause.cues if q.first >= cue.last and self.keys[q.last - 1] == ":"]
                flipped = [k for k in clause.names if cue.last <= k < min(listing, default=clause.last)]
                if not flipped:
                    continue
                for c in self.clauses[n + 1 :] if not listing else []:  # "all but Spark I can do: SQL, R"
                    if c.bare and c.before in LIST_MARKS:
                        flipped += c.names
                    else:
                        break
                negative = self._negative(n, cue) or self._all_weak(n)
                words = self.keys[cue.first : cue.last]
                leads = n == 0 and cue.first <= clause.first + 1
                if words[0] == "anything" and negative:
                    polarity = "has"  # "can't do anything but SQL"
                elif words[0] == "anything" or words[0] in ("everything", "all"):
                    polarity = "lacks"
                elif words[0] == "nothing" or negative:
                    polarity = "has"
                elif leads and words[0] in ADDING:
                    polarity = "has"
                else:
                    polarity = "lacks"
                for k in flipped:
                    verdict = self.verdicts[k]
                    start = self.clauses[n - 1].first if n and clause.before in ("except", "but") else clause.first
                    end = self.clauses[-1].last if leads else clause.last
                    whole = not _WHOLE.isdisjoint(self.keys[start:end])
                    if verdict.explicit and verdict.polarity is not None and not negative and not whole:
                        continue
                    level = verdict.level
                    verdict.polarity, verdict.scope, verdict.excepted = polarity, None, True
                    verdict.level = level if polarity == "has" else None
                    verdict.words.append((cue.first, cue.last))

    def _all_weak(self, n: int) -> bool:
        """ "newbie in everything except Excel": the exception is the strong one."""
        before = self.clauses[: n + 1]
        weak = any(r.level == 1 for c in before for q in c.cues for r in q.rules[:1])
        return weak and any(not _WHOLE.isdisjoint(self.keys[c.first : c.last]) for c in before)

    def _negative(self, n: int, cue: Cue) -> bool:
        clause = self.clauses[n]
        leads = n == 0 and cue.first <= clause.first + 1
        where = self.clauses if leads else self.clauses[: n + 1]
        words = {self.keys[k] for c in where for k in range(c.first, c.last) if not cue.first <= k < cue.last}
        if words & {"nothing", "none", "no", "never", "zero"}:
            return True
        return any(r.polarity == "lacks" for c in where for q in c.cues if q is not cue for r in q.rules[:1])
