"""Whose skills are they, and what is the message for? Questions, hypotheses, other people, quotations."""

from __future__ import annotations

from waymark.reading.draft import MENTION, Clause, Draft
from waymark.reading.persons import Persons
from waymark.reading.phrases import Phrases

_EITHER = frozenset(["both", "either", "any"])
_ONLY_A_TIME = 5  # items: "about 8 years ?"
_QUOTES = frozenset('"“”„«»')
_APOSTROPHES = frozenset("'’‘")
_MARKS = _QUOTES | _APOSTROPHES
_REFUSED = frozenset("can't couldn't don't wouldn't never not gonna can could i'd to would i'll i".split())
_OWN_PAPER = frozenset(["cv", "resume", "résumé", "linkedin", "bio", "profile"])  # what they say is the writer's
_TAGS = (["or", "no"], ["or", "not"])  # "is help or no"
_WISHES = frozenset(["please", "help", "helpful", "welcome", "appreciated", "recommend", "link"])
_MAY = frozenset(["can", "could", "would"])
_REASONS = frozenset(["why", "how"])
_GIVING_UP = frozenset("stop quit leave drop abandon give".split())
_WHICH = frozenset(["what", "which"])
_OUGHT = frozenset(["should", "must", "shall"])
_PERSONS = frozenset(["i", "we", "you", "one"])
_TURNS = frozenset([",", "but", "because", "so", "-"])
_HANDING_OVER = frozenset(["here", "mine", "there"])
_CONDITIONS = frozenset(["if", "when", "since", "though", "although", "while", "because"])
_LISTING = (["and"], ["&"], ["or"], ["."])  # "the other guy does Docker, the API and Azure"
_I_ALONE = (["i"], ["i'm"], ["i've"], ["we"])
_GRANTED = frozenset("already only have can know just still never don't can't haven't".split())
_I = frozenset(["i", "i'm", "we", "i'd", "my", "mine"])


class Framing(Persons):
    """Marks the clauses whose skills are not the writer's own."""

    def __init__(self, words: dict[str, list[str]]) -> None:
        super().__init__(words)
        self.material = frozenset(words["material"])
        self.unstressed = frozenset(words["unstressed"])
        self.interrogatives = frozenset(words["interrogatives"])
        self.questions = Phrases((phrase, "question") for phrase in words["question_openings"])
        self.hypotheses = Phrases((phrase, "hypothetical") for phrase in words["hypothetical"])

    def mark(self, draft: Draft) -> None:
        if any(mark in draft.text for mark in _MARKS):
            draft.quoted = self._quoted(draft)
        for sentence in draft.sentences:
            self._sentence(draft, sentence)

    def _sentence(self, draft: Draft, sentence: list[Clause]) -> None:
        keys = draft.keys
        end = sentence[-1].last
        asked = keys[end - 1] == "?" or (end < len(keys) and keys[end] == "?")
        if keys[end - 2 : end] in _TAGS:
            asked = True
            sentence[-1].cues = [cue for cue in sentence[-1].cues if cue.last <= end - 2]
        asking = hypothetical = other = False
        for clause in sentence:
            words = frozenset(keys[clause.first : clause.last])
            first = self._after_place(keys, self._start(keys, clause), clause.last)
            if "who" in words or "that" in words:
                clause.mine = clause.mine or self._describes_writer(draft, sentence, clause)
            hypothetical = hypothetical or self._at(self.hypotheses, keys, clause, upto=3)
            if hypothetical and clause.before == "," and keys[first] in _HANDING_OVER:
                hypothetical = False  # "if you want my tools, here they are: R and SQL"
            if self._opens_question(keys, clause, first, asked, clause is sentence[0]) and not self._excuse(
                sentence, clause
            ):
                asking = True
            elif asking and not asked and clause.before in _TURNS and not self.first_person.isdisjoint(words):
                asking = False
            other = self._of_others(draft, sentence, clause, first, words, other)
            if hypothetical:
                clause.scope = "hypothetical"
            elif asking and clause.before in _CONDITIONS and self._possessed(keys, clause):
                continue
            elif asking or self._requests(words):
                clause.scope = "question"
            elif other:
                clause.scope = "other"
        if asked and not asking and not hypothetical:
            self._question_without_opening(keys, sentence)
        last = sentence[-1]
        if asked and asking and not last.names and not _EITHER.isdisjoint(keys[last.first : last.last]):
            for clause in sentence[:-1]:  # "Airflow or dbt, do I need both?"
                clause.scope = clause.scope if clause.cues else "question"

    def _of_others(
        self, draft: Draft, sentence: list[Clause], clause: Clause, first: int, words: frozenset[str], other: bool
    ) -> bool:
        """Is the clause about somebody else, the one before it being so if `other`?"""
        keys = draft.keys
        opens = clause is sentence[0]
        subject = self._subject(keys, clause, first)
        if other and not subject and keys[first : first + 2] == ["for", "me"]:
            other = False  # "everybody does a bit of everything, for me that's mostly dbt"
        elif other and not subject and keys[first] in _I:
            other = self._names_person(keys, clause, first)
        elif (
            other
            and keys[first : first + 2] == ["the", MENTION]
            and keys[first + 2 : first + 3][0:1] not in _LISTING
            and clause.last > first + 2
        ):
            other = subject  # "the girl is gone, the Django stayed"
        elif other and clause.before == "then":
            other = subject  # "learned SQL because nobody else would, then Tableau"
        if clause.mine:
            return False
        return (
            other
            or (clause.before == "who" and not opens and keys[clause.first - 1] in self.persons)  # "people | who know"
            or (opens and (self._introduced(draft, sentence) or self._is_advert_label(keys, sentence)))
            or self._somebody_named(draft, clause, first)
            or self._guy_doing(keys, clause, words)
            or (subject and not self._opens_self(draft, sentence, clause))
        )

    def _possessed(self, keys: list[str], clause: Clause) -> bool:
        """ "would I need R if I already know Python?": what the condition takes for granted is so."""
        return keys[clause.first + 1 : clause.first + 2] in _I_ALONE and not _GRANTED.isdisjoint(
            keys[clause.first + 2 : clause.first + 4]
        )

    def _requests(self, words: frozenset[str]) -> bool:
        """ "a free course for SQL please", "some resources on Docker would help": a wish to the bot, no skill."""
        return (
            not _WISHES.isdisjoint(words)
            and not self.material.isdisjoint(words)
            and self.first_person.isdisjoint(words)
        )

    def _quoted(self, draft: Draft) -> set[int]:
        """Items inside a sentence in quotation marks (a name alone in them is none)."""
        keys = draft.keys
        marks = [k for k in range(len(keys)) if keys[k] in _QUOTES]
        said = [(a, b) for a, b in (*zip(marks[::2], marks[1::2]), *_in_apostrophes(draft)) if 3 < b - a < 60]
        return {k for a, b in said if _OWN_PAPER.isdisjoint(keys[max(0, a - 4) : a]) for k in range(a + 1, b)}

    def _start(self, keys: list[str], clause: Clause) -> int:
        k = clause.first
        while k < clause.last - 1 and keys[k] in self.unstressed:
            k += 1
        return k

    def _opens_question(self, keys: list[str], clause: Clause, first: int, asked: bool, leads: bool) -> bool:
        found = self.questions.longest(keys, first)
        if found is not None:
            if keys[first] in _MAY and keys[found[0] : found[0] + 1] == ["add"]:
                return False  # "can you add Docker to my skills?"
            if keys[first] in _REASONS and not _GIVING_UP.isdisjoint(keys[found[0] : found[0] + 4]):
                return False  # "why would I ever stop using R"
            return (
                asked
                or (found[0] - first >= 2 and (leads or keys[found[0] - 1] != MENTION))
                or keys[first] in ("explain", "recommend", "whats", "define", "anyone", "wondering", "compare")
            )
        if keys[first] in _WHICH or (leads and clause.before in _WHICH):  # "what maths modules should i pick"
            words = list(zip(keys[first + 1 : clause.last], keys[first + 2 : clause.last]))
            if any(auxiliary in _OUGHT and person in _PERSONS for auxiliary, person in words):
                return True
        return asked and keys[first] in self.interrogatives

    def _excuse(self, sentence: list[Clause], clause: Clause) -> bool:
        """ "not sure if relevant: SPSS" """
        at = sentence.index(clause)
        for other in sentence[at:]:
            if other.before == ":" and other is not clause:
                return True
            if other.names:
                return False
        return False

    def _question_without_opening(self, keys: list[str], sentence: list[Clause]) -> None:
        last = sentence[-1]
        if last.years and not last.names and len(sentence) > 1 and last.last - last.first <= _ONLY_A_TIME:
            return  # "been doing Kafka since before it was cool, 8 years?"
        alone = len(sentence) > 1 and len(last.names) == 1 and last.last - last.first <= 3
        if alone and any((c.cues or c.years) and c.names for c in sentence[:-1]):
            last.scope = "question"  # "Python yes, Java? no"
            return
        if any(keys[k] in self.first_person for c in sentence for k in range(c.first, c.last)):
            last = sentence[-1]
            if len(sentence) > 1 and not any(keys[k] in self.first_person for k in range(last.first, last.last)):
                last.scope = "question"
            return
        for clause in sentence:
            if clause.scope is None:
                clause.scope = "question"

    def _at(self, phrases: Phrases, keys: list[str], clause: Clause, upto: int) -> bool:
        """Does one of the phrases open the clause, not turned down ("can't imagine", "can't say I")?"""
        for k in range(clause.first, min(clause.last, clause.first + upto)):
            refused = k > 0 and (keys[k - 1] in _REFUSED or keys[k - 1] in self.crowd)  # "people say I ..."
            opens = keys[k] in phrases.first_words and not refused
            if opens and phrases.longest(keys, k) is not None:
                return True
        return False


def _in_apostrophes(draft: Draft) -> list[tuple[int, int]]:
    """Pairs of apostrophes that stand as quotation marks: 'must know Spark', not "my users' data"."""
    found, opened = [], None
    for k, key in enumerate(draft.keys):
        if key not in _APOSTROPHES:
            continue
        ends = k + 1 == len(draft.items) or draft.items[k + 1].gap > 0 or not draft.keys[k + 1][0].isalnum()
        if opened is not None and ends and draft.items[k].gap == 0:
            found.append((opened, k))
            opened = None
        elif not ends and (k == 0 or draft.items[k].gap > 0 or not draft.keys[k - 1][0].isalnum()):
            opened = k
    return found
