"""One sentence while it is read: what the steps of reading it share."""

from __future__ import annotations

from waymark.reading.draft import MENTION, Clause, Cue, Draft, Rule
from waymark.reading.verdicts import LINKS, PREPOSITIONS, Verdict

_MANY = frozenset(["either", "them", "those", "these", "neither", "none", "both", "all", "any"])
_ALL = frozenset(["neither", "none", "both"])


class SentenceBase:
    """The items of a message, one sentence of it, and what has been found out about its names so far."""

    def __init__(
        self,
        draft: Draft,
        clauses: list[Clause],
        verdicts: dict[int, Verdict],
        glue: frozenset[str],
        pronouns: frozenset[str],
        job_words: frozenset[str],
    ) -> None:
        self.draft, self.items, self.keys = draft, draft.items, draft.keys
        self.clauses, self.verdicts = clauses, verdicts
        self.glue, self.pronouns, self.job_words = glue, pronouns, job_words
        self.carry: list[tuple[Rule, Cue]] = []
        self.carry_colon = False
        self.closed = False  # words behind the list have spoken: the next name opens another one
        self.listed: list[int] = []  # the names of the list that is being read, back to its start
        self.stack: list[tuple[list[tuple[Rule, Cue]], bool]] = []

    def _strange(self, k: int) -> bool:
        """A word with a meaning of its own: no pronoun, number, link or mark."""
        key = self.keys[k]
        return key[0].isalpha() and key not in self.pronouns and key not in LINKS and self.items[k].number is None

    def _targets(self, clause: Clause) -> list[int]:
        if clause.before in (":", "-", "–", "->", "="):
            return self.listed
        if clause.before == ")":  # "big data (Spark, Hadoop) is missing"
            back = [c for c in self.clauses if c.last <= clause.first]
            opened = next((n for n in range(len(back) - 1, -1, -1) if back[n].depth <= clause.depth), 0)
            return [k for c in back[opened:] for k in c.names]
        last = [c for c in self.clauses if c.names and c.last <= clause.first]
        words = self.keys[clause.first : clause.last]
        if last and ("one" in words or "it" in words) and not last[-1].bare:
            return last[-1].names[-1:]
        of_all = _MANY - {"none", "neither", "any"} if clause.before == "(" else _MANY
        many = any(self.keys[k] in of_all for k in range(clause.first, clause.last))
        if not _ALL.isdisjoint(words) and len(self.listed) < 2 and clause.before != "(":
            return [k for c in self.clauses if c.last <= clause.first for k in c.names]
        if many or not last:
            return self.listed
        names = last[-1].names
        if clause.before == "which" and "than" in self.keys[names[0] : names[-1]]:
            return names[-1:]  # "my statistics are better than my programming, which is nonexistent"
        return names if clause.before != "(" else self._side_by_side(names)

    def _side_by_side(self, names: list[int]) -> list[int]:
        """The names that a bracket behind the last of them is about: "sklearn & lightgbm (strong)"."""
        first = len(names) - 1
        while first and names[first] - names[first - 1] == 2 and self.keys[names[first] - 1] in ("&", "/", "+"):
            first -= 1
        return names[first:]

    def _carries(self, rule: Rule, cue: Cue) -> bool:
        if rule.exception or (rule.reach == "before"):
            return False
        last = self.keys[cue.last - 1]
        following = self.keys[cue.last] if cue.last < len(self.keys) else ""
        if rule.polarity in ("lacks", "wants") or rule.scope:
            return not (
                (cue.last - cue.first == 1 or (self.keys[cue.first] in (",", "and") and following == MENTION))
                and last in ("no", "not", "without", "zero", "next", "can't", "never")
            ) or self._list_ends_in_or(cue)
        if rule.id == "course" and following == "," and self.keys[cue.last + 1 : cue.last + 2] == [MENTION]:
            return True  # "I took the micro courses, pandas and SQL"
        return (last in PREPOSITIONS or following in PREPOSITIONS) and rule.level is not None

    def _list_ends_in_or(self, cue: Cue) -> bool:
        """ "no Docker, Kubernetes or Terraform" is one list, "no Docker, Python" is two statements."""
        last = ""
        for k in range(cue.last, min(len(self.keys), cue.last + 24)):
            if self.keys[k] in (".", "!", ";", "but", "?"):
                break
            if self.keys[k] in ("or", "nor", ","):
                last = self.keys[k]
        return last in ("or", "nor")
