"""One sentence while it is read: what the steps of reading it share."""

from __future__ import annotations

from waymark.reading.draft import Clause, Cue, Draft, Rule
from waymark.reading.verdicts import LINKS, Verdict


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
        self.items, self.keys = draft.items, draft.keys
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

    def _targets(self, clause: Clause, cue: Cue) -> list[int]:
        if clause.before in (":", "-", "–", "->", "="):
            return self.listed
        last = [c for c in self.clauses if c.names and c.last <= clause.first]
        words = self.keys[clause.first : clause.last]
        if last and ("one" in words or "it" in words) and not last[-1].bare:
            return last[-1].names[-1:]
        many = any(
            self.keys[k] in ("either", "them", "those", "these", "neither", "none", "both", "all", "any")
            for k in range(clause.first, clause.last)
        )
        return self.listed if many or not last else last[-1].names if clause.before != "(" else last[-1].names[-1:]

    # years

    def _skill(self, k: int) -> str:
        name = self.items[k].name
        return name.skill if name is not None else ""
