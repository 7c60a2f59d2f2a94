"""Everything that the components look things up in, built once from plain data."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from waymark.reading import acts
from waymark.reading.ambiguity import Ambiguity
from waymark.reading.backoff import Levels, Moods
from waymark.reading.dating import Dating
from waymark.reading.draft import Liking, Rule
from waymark.reading.encoder import Encoder
from waymark.reading.feeling import Feelings
from waymark.reading.frames import Framing
from waymark.reading.judging import Judge
from waymark.reading.lexicon import Lexicon
from waymark.reading.linear import Linear
from waymark.reading.network import Network
from waymark.reading.phrases import Phrases, filled
from waymark.reading.tokens import split

_BLOCKING = ("wants", "wants-before", "no-more", "litotes", "negated-good", "improve", "moved")  # they are no feelings


class Knowledge:
    """Everything that the components look things up in, built once from plain data."""

    def __init__(self, data: dict[str, Any], graph: Callable[[str], bytes | Path]) -> None:
        """`graph` gives the learned graphs by name."""
        rules = data["rules"]
        words = {**rules["words"], **rules["grammar"]}
        cues = rules["cues"]
        self.words = {k: frozenset(v) for k, v in words.items() if isinstance(v, list)}
        self.spellings: dict[str, str] = words["spellings"]
        self.wholes: dict[str, str] = words["wholes"]
        self.merges: dict[str, str] = words["merges"]
        self.mergeable = frozenset(pair.split()[0] for pair in self.merges)
        feelings = rules["feelings"]
        fillers = frozenset(cues["fillers"])
        parsed = _parsed(cues["rules"])
        self.cues = Phrases(parsed, cues["macros"], fillers)
        blocking = [(f, r) for f, r in parsed if r.id in _BLOCKING]
        self.attitudes = Phrases(
            [*_parsed(feelings["rules"]), *blocking], {**cues["macros"], **feelings["macros"]}, fillers
        )
        skills = {skill for skill, _, _ in data["aliases"]}
        implied = [(p, (s, level or None)) for p, s, level in rules["implied"]["phrases"] if s in skills]
        implied += [(p, (None, None)) for p in rules["implied"]["null_phrases"]]
        self.implied = Phrases((_worded(phrase), payload) for phrase, payload in implied)
        self.activities = Phrases(
            [
                (_worded(filled(p, rules["stories"]["macros"])), Liking(a, attitude))
                for p, a, attitude in rules["stories"]["phrases"]
                if a in data["activities"] or not a
            ]
            + [
                (" ".join(_pieces(form)), Liking(a))
                for a, forms in data["activities"].items()
                for form in forms
                if _pieces(form) and form not in self.words["weak_forms"]
            ]
            + [(_worded(p), Liking(a)) for p, a in acts.templates(rules["acts"]) if a in data["activities"]]
            + [(f"({p})", Liking(a, None, True)) for a, p in rules["acts"]["loose"].items() if a in data["activities"]],
            bounds=frozenset(rules["acts"]["bounds"]),
        )
        self.moods = Moods(self.words)
        self.levels = Levels(Linear(rules["weights"]["levels"]))
        self.feelings = Feelings(feelings["words"])
        self.soft = frozenset(data["soft"])
        self.topics = frozenset(data["topics"])
        self.ambiguity = Ambiguity(rules["ambiguous"])
        told = self.cues.words | self.attitudes.words | self.activities.words
        self.lexicon = Lexicon.build(
            (tuple(a) for a in data["aliases"]), frozenset(rules["english"]),
            [w for w in told if w.isalpha()], self.words["never_meant"],
        )  # fmt: skip
        self.framing = Framing(words)
        self.dating = Dating(rules["weights"]["years"], rules["second"]["years"], self.words["job_words"])
        self.network = Network(graph("network"))
        self._graph = graph
        known = frozenset(data["activities"]), frozenset(skills)
        self.judge, self.second = Judge(rules["judge"], *known), Judge(rules["second"], *known)

    @cached_property
    def encoder(self) -> Encoder:
        """Opened when it is first asked: not everybody who reads needs it."""
        return Encoder(self._graph("encoder"))


# Forms that mean something else too often; a story or a longer form says the activity better.


def _pieces(form: str) -> list[str]:
    return [t.low for t in split(form, {})]


def _worded(template: str) -> str:
    """A template whose words are the tokenizer's ("a/b" is "a / b")."""
    return re.sub(r"[^\s()|<>]+", lambda found: " ".join(_pieces(found.group())), template)


def _opened(form: str, raw: dict[str, Any]) -> str:
    """A form with the subject before it: "I know" and "know" are one rule."""
    return form if raw.get("reach") == "before" or form.startswith(("i ", "(i|")) else f"(i|we|) {form}"


def _parsed(rules: list[dict[str, Any]]) -> list[tuple[str, Rule]]:
    return [(_opened(form, raw), _rule(raw)) for raw in rules for form in raw["forms"]]


def _rule(raw: dict[str, Any]) -> Rule:
    return Rule(**{k: v for k, v in raw.items() if k != "forms"})
