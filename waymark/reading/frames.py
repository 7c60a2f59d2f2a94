"""Whose skills are they, and what is the message for? Questions, hypotheses, other people, quotations."""

from __future__ import annotations

from waymark.reading.draft import Clause, Draft
from waymark.reading.phrases import Phrases

_QUOTES = frozenset('"“”„«»')
_REFUSED = frozenset(["can't", "couldn't", "don't", "wouldn't", "never", "not", "can", "i'd", "to", "would", "i'll"])
_PORTIONS = frozenset("half most some all many several two three one none both plenty".split())
_VERBS = frozenset(
    "know knows use uses run runs do does write writes love loves have has prefer prefers swear swears".split()
)
_SEEING = frozenset(
    [
        "saw",
        "see",
        "read",
        "found",
        "know",
        "want",
        "like",
        "applied",
        "work",
        "looked",
        "got",
        "talked",
        "met",
        "joining",
        "applying",
        "leaving",
        "considering",
    ]
)
_NO_VERB = frozenset(
    [
        "of",
        ":",
        "and",
        "<S>",
        ",",
        "-",
        "here",
        "turned",
        "by",
        "with",
        "at",
        "for",
        "in",
        "to",
        "(",
        "or",
        "from",
        "since",
        "&",
        "now",
        "until",
        "then",
    ]
)


class Framing:
    """Marks the clauses whose skills are not the writer's own."""

    def __init__(self, words: dict[str, list[str]]) -> None:
        self.persons = frozenset(words["persons"])
        self.determiners = frozenset(words["determiners"])
        self.modifiers = frozenset(words["modifiers"])
        self.crowd = frozenset(words["crowd"])
        self.first_person = frozenset(words["first_person"])
        self.interrogatives = frozenset(words["interrogatives"])
        self.questions = Phrases((phrase, "question") for phrase in words["question_openings"])
        self.hypotheses = Phrases((phrase, "hypothetical") for phrase in words["hypothetical"])

    def mark(self, draft: Draft) -> None:
        if any(mark in draft.text for mark in _QUOTES):
            draft.quoted = self._quoted(draft)
        for sentence in draft.sentences:
            self._sentence(draft, sentence)

    def _sentence(self, draft: Draft, sentence: list[Clause]) -> None:
        keys = draft.keys
        end = sentence[-1].last
        asked = keys[end - 1] == "?" or (end < len(keys) and keys[end] == "?")
        asking = hypothetical = other = False
        for clause in sentence:
            first = self._start(keys, clause)
            mine = any(keys[k] in self.first_person for k in range(clause.first, clause.last))
            if self._at(self.hypotheses, keys, clause, upto=3):
                hypothetical = True
            if self._opens_question(keys, clause, first, asked):
                asking = True
            elif asking and mine and not asked and clause.before in (",", "but", "because", "so", "-"):
                asking = False
            if keys[first] in ("i", "i'm", "we", "i'd", "my") and not self._subject(keys, clause, first):
                other = False
            if self._subject(keys, clause, first):
                other = True
            if hypothetical:
                clause.scope = "hypothetical"
            elif asking:
                clause.scope = "question"
            elif other:
                clause.scope = "other"
        if asked and not asking and not hypothetical:
            self._question_without_opening(keys, sentence)

    def _quoted(self, draft: Draft) -> set[int]:
        """Items inside a sentence in quotation marks (a name alone in them is none)."""
        keys = draft.keys
        marks = [k for k in range(len(keys)) if keys[k] in _QUOTES]
        return {k for a, b in zip(marks[::2], marks[1::2]) if 3 < b - a < 60 for k in range(a + 1, b)}

    def _start(self, keys: list[str], clause: Clause) -> int:
        k = clause.first
        while k < clause.last - 1 and keys[k] in (
            "and",
            "but",
            "so",
            "well",
            "also",
            "ok",
            "hi",
            "hey",
            ",",
            "-",
            "or",
            "because",
            "while",
            "though",
            "although",
            "hm",
            "hmm",
            "oh",
            "then",
            "please",
            "btw",
            "*",
            "•",
            "even",
            "yes",
            "no",
            '"',
            "'",
            "(",
            "whereas",
            "now",
            "actually",
            "honestly",
            "since",
            "as",
            "which",
            "if",
            "when",
            "until",
            "unless",
            "where",
        ):
            k += 1
        return k

    def _opens_question(self, keys: list[str], clause: Clause, first: int, asked: bool) -> bool:
        found = self.questions.longest(keys, first) if keys[first] in self.questions.first_words else None
        if found is not None:
            return (
                asked
                or found[0] - first >= 2
                or keys[first] in ("explain", "recommend", "whats", "define", "anyone", "wondering", "compare")
            )
        return asked and keys[first] in self.interrogatives

    def _question_without_opening(self, keys: list[str], sentence: list[Clause]) -> None:
        if any(keys[k] in self.first_person for c in sentence for k in range(c.first, c.last)):
            last = sentence[-1]
            if len(sentence) > 1 and not any(keys[k] in self.first_person for k in range(last.first, last.last)):
                last.scope = "question"
            return
        for clause in sentence:
            if clause.scope is None:
                clause.scope = "question"

    def _at(self, phrases: Phrases, keys: list[str], clause: Clause, upto: int) -> bool:
        for k in range(clause.first, min(clause.last, clause.first + upto)):
            refused = k > 0 and keys[k - 1] in _REFUSED  # "can't imagine", "can't say I"
            if not refused and keys[k] in phrases.first_words and phrases.longest(keys, k) is not None:
                return True
        return False

    def _noun_goes_on(self, keys: list[str], k: int, last: int) -> bool:
        return k < last and (keys[k] in self.persons or keys[k] in self.modifiers)

    def _subject(self, keys: list[str], clause: Clause, first: int) -> bool:
        """Somebody else is the subject: "my boss knows", "they want", "the job asks for" (but "my boss says I ...")."""
        k, determined = first, False
        if keys[k] in _PORTIONS and keys[k + 1 : k + 2] == ["of"]:
            k += 2  # "half of my classmates"
        elif keys[k] == "half" and keys[k + 1 : k + 2] == ["the"]:
            k += 1
        while k < clause.last and k < first + 5 and (keys[k] in self.determiners or keys[k] in self.modifiers):
            if determined and keys[k] in self.persons and not self._noun_goes_on(keys, k + 1, clause.last):
                break  # "our data team works": a group, no modifier of one
            determined = determined or keys[k] in self.determiners
            k += 1
        if k >= clause.last or keys[k] not in self.persons:
            return False
        if not determined and keys[k] not in self.crowd:
            return False
        following = keys[k + 1 : k + 3]
        if following[:1] == ["of"] and following[1:] in (["mine"], ["ours"], ["my"]):
            k += 2
            following = keys[k + 1 : k + 2]
        if k + 1 >= clause.last:  # "the guy | who had my desk wrote Scala", "my husband, a Java developer, ..."
            return determined and (
                keys[k + 1 : k + 2] == ["who"] or keys[k + 1 : k + 3] in ([",", "a"], [",", "an"], [",", "who"])
            )
        if not determined and following[0] in self.persons:
            return False  # "HR analyst": the writer's own title
        if following[0] in _NO_VERB:  # "most people in my cohort know Java", "the guy next to me writes Go"
            return (
                (determined or keys[k] in self.crowd)
                and following[0] in ("in", "at", "on", "from")
                and any(keys[j] in _VERBS for j in range(k + 2, clause.last))
                and not any(keys[j] in ("i", "i'm", "me", "i'd") for j in range(k + 1, clause.last))
            )
        if keys[k + 1 : k + 4] == ["next", "to", "me"] or keys[k + 1 : k + 3] in (["beside", "me"], ["around", "me"]):
            return True
        if following[0] in ("i", "i'm") and k + 2 < clause.last and keys[k + 2] in _SEEING:
            k += 2  # "the ad I saw wants"
        mine = ("i", "i'm", "me", "i'd") if following[0] in ("who", "that") else ("i", "i'm", "me", "my", "i'd", "mine")
        return not any(keys[j] in mine for j in range(k + 1, clause.last))
