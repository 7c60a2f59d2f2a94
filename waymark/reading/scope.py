"""Polarity, level and years of every name: which words speak about which skills.

A clause's names form groups (names without cue words between them). Words before a group reach it when they reach
"after", words behind it when they reach "before"; words that may do either ("strong python", "python strong") go by the
style of their clause. What a clause leaves open may come from the one before ("never used Docker, Kubernetes or
Terraform") or from the one behind ("Docker, Kubernetes: never").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from waymark.reading.draft import MENTION, Clause, Cue, Draft, Rule, Years

_PREPOSITIONS = frozenset("with in of at about on to using learning learn for know use used into : doing".split())
_LIST_MARKS = frozenset([",", "/", "&", "+", "and", "or", "nor", "(", "n", "|", "", "plus"])
_DETERMINERS = frozenset(
    (
        "no nothing zero none missing absent little some basic light simple good strong deep poor "
        "great fine ok neither next"
    ).split()
)
_OWN_START = frozenset(["i", "i'm", "my", "we", "i'd", "but", "is", "are", "was", "has", "have", "yes"])
_LINKS = frozenset(
    [
        "but",
        "and",
        "though",
        "although",
        ",",
        "or",
        "which",
        "because",
        "while",
        "whereas",
        "however",
        "since",
        "-",
        "so",
        "then",
    ]
)
_ME = frozenset(["i", "i'm", "me", "my", "i'd"])
_ADDING = frozenset(["besides", "apart", "aside", "other", "beside"])  # "besides SQL I know R": SQL too


@dataclass(slots=True)
class Verdict:
    """What is known about one name so far. `words` are the items that decided it, as (first, last)."""

    item: int
    polarity: str | None = None
    level: int | None = None
    years: float | None = None
    scope: str | None = None
    past: bool = False
    faded: bool = False  # the level comes from words like "used to", any other word on level is better
    weak: bool = False
    drop: bool = False
    liked: bool = False
    words: list[tuple[int, int]] = field(default_factory=list)
    settled: list[tuple[int, int]] = field(default_factory=list)  # words that are no mere feeling or use
    mine: bool = False  # "my boss knows it, I don't"
    explicit: bool = False  # its own words decided it, it did not inherit

    def take(self, rule: Rule, cue: Cue, *, force: bool = False) -> None:
        """Lets a rule speak: the first word on level stays, on polarity the stronger one."""
        used = False
        if rule.scope is not None and (self.scope is None or force):
            self.scope, used = rule.scope, True
        if rule.polarity is not None and (force or _STRENGTH[rule.polarity] > _STRENGTH[self.polarity]):
            self.polarity, used = rule.polarity, True
            if rule.polarity != "has":
                self.level = None
        if (
            rule.level is not None
            and (self.level is None or force or self.faded)
            and self.polarity in (None, "has")
            and not (rule.past and self.level is not None)
        ):
            self.level, used, self.faded = rule.level, True, rule.past
        self.past = self.past or rule.past
        if rule.weak and rule.polarity == "wants":
            self.weak = True
        elif rule.polarity in ("lacks", "wants") or rule.level is not None:
            self.settled.append((cue.first, cue.last))
        if used:
            self.words.append((cue.first, cue.last))


_STRENGTH = {None: 0, "has": 1, "lacks": 2, "wants": 3}


def resolve(draft: Draft, glue: frozenset[str], pronouns: frozenset[str], job_words: frozenset[str]) -> list[Verdict]:
    """A verdict for every name of the draft, in the order of the text."""
    verdicts: dict[int, Verdict] = {k: Verdict(k) for k, item in enumerate(draft.items) if item.name is not None}
    heading: list[tuple[Rule, Cue]] = []
    for number, sentence in enumerate(draft.sentences):
        _Sentence(draft, sentence, verdicts, glue, pronouns, job_words).read()
        heading = _under_heading(draft, sentence, heading, verdicts)
        if number:
            _lean_back(draft, draft.sentences[number - 1], sentence, verdicts, pronouns)
    draft.intrigued = {k for k, v in verdicts.items() if v.weak and not v.settled}
    draft.settled = {k: v.settled for k, v in verdicts.items() if v.settled}
    return list(verdicts.values())


class _Sentence:
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

    def read(self) -> None:
        depth = 0
        for n, clause in enumerate(self.clauses):
            _quiet_ago(clause)
            clause.words = _content(self.keys, clause, self.glue)
            clause.bare = bool(clause.names) and not clause.words and not _speaking(clause)
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
        groups = _groups(clause)
        own = [c for c in clause.cues if _speaks(c) and not self._has_object(c, clause)]
        post_style = bool(own) and clause.names[0] < own[0].first and clause.names[-1] < own[-1].last
        anything = False
        last_pre: list[tuple[Rule, Cue]] = []
        for g, group in enumerate(groups):
            pre, post = _around(own, groups, g)
            around = _chosen(pre, post, post_style, last=g == len(groups) - 1)
            inside = [(r, c) for c in own for r in c.rules if any(c.first < k < c.last for k in group)]
            chosen = inside + around
            for k in group:
                verdict = self.verdicts[k]
                for rule, cue in chosen:
                    if rule.exception or (rule.id == "compare" and not self._compares(clause, cue)):
                        continue
                    if rule.scope == "other" and any(key in _ME for key in self.keys[cue.last : k]):
                        continue  # "people say I communicate well"
                    verdict.take(rule, cue)
                    verdict.explicit = True
                self._single(verdict, k, chosen)
            anything = anything or any(not r.exception for r, _ in chosen)
            last_pre = [(r, c) for r, c in inside + _after(pre, post_style) if self._carries(r, c)]
        continues = clause.before in _LIST_MARKS
        if self._goes_on(clause, groups):
            for k in clause.names:
                for rule, cue in self.carry:
                    self.verdicts[k].take(rule, cue)
            return
        strong = any(r.polarity in ("lacks", "wants") for r, _ in self.carry)
        loose = (
            strong
            and clause.words <= 3
            and not any(self.keys[k] in _OWN_START for k in range(clause.first, clause.last))
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
        said = [r for c in clause.cues for r in c.rules[:1] if _speaks(c)]
        return (
            bool(said)
            and all(r.id == "has" for r in said)
            and not any(
                self.keys[k] in ("i", "i'm", "we", "my", "i'd", "yes", "sure", "yep")
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
        return last in _PREPOSITIONS and rule.level is not None

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
        speaking = [c for c in clause.cues if _speaks(c)]
        following = self.clauses[n + 1] if n + 1 < len(self.clauses) else None
        opens_list = following is not None and following.before in (":", "-", "->", "–", "=")
        if opens_list and speaking:
            rules = [(r, c) for c in speaking for r in c.rules if r.polarity or r.level or r.scope]
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
                        verdict.take(
                            rule,
                            cue,
                            force=rule.polarity == "has"
                            and verdict.polarity in (None, "has")
                            and rule.level is not None
                            and verdict.level is None,
                        )
                        verdict.explicit = True
                        verdict.mine = verdict.mine or any(
                            self.keys[j] in _ME for j in range(clause.first, clause.last)
                        )
                    self.closed = True
                    break

    def _speaks_back(self, rule: Rule, cue: Cue, clause: Clause) -> bool:
        if rule.exception or rule.scope == "other":
            return False
        if any(self._strange(k) for k in range(clause.first, cue.first)):
            return False  # it has a subject of its own
        alone = cue.last - cue.first == 1 and self.keys[cue.first] in _DETERMINERS
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

    def _strange(self, k: int) -> bool:
        """A word with a meaning of its own: no pronoun, number, link or mark."""
        key = self.keys[k]
        return key[0].isalpha() and key not in self.pronouns and key not in _LINKS and self.items[k].number is None

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

    def _corrections(self) -> None:
        """ "Java, sorry, I mean JavaScript": what stands before the correction falls."""
        for n, clause in enumerate(self.clauses):
            for cue in clause.cues:
                if not any(r.drop for r in cue.rules):
                    continue
                after = [k for c in self.clauses[n : n + 2] for k in c.names if k >= cue.last]
                before = [k for c in self.clauses[max(0, n - 2) : n + 1] for k in c.names if k < cue.first]
                skills = {self._skill(k) for k in after}
                for k in before[-1:] if after else []:
                    if self._skill(k) not in skills:
                        self.verdicts[k].drop = True

    def _skill(self, k: int) -> str:
        name = self.items[k].name
        return name.skill if name is not None else ""

    def _years(self, clause: Clause, n: int) -> None:
        corrected = any(r.drop for c in self.clauses[max(0, n - 1) : n + 1] for q in c.cues for r in q.rules)
        for y, span in enumerate(clause.years):
            if span.kind == "since" and any(r.past for c in clause.cues for r in c.rules):
                continue  # "not opened since 2015"
            targets = self._year_targets(clause, span, y)
            if targets is None:
                targets = self._year_targets_back(clause, span)
            for k in targets:
                if self.verdicts[k].years is None or corrected:
                    self.verdicts[k].years = span.value
                    self.verdicts[k].words.append((span.first, span.last))
                self.closed = self.closed or not clause.names

    def _year_targets(self, clause: Clause, span: Years, y: int) -> list[int] | None:
        if not clause.names:
            return None
        following = [k for k in clause.names if k >= span.last]
        upto = clause.years[y + 1].first if y + 1 < len(clause.years) else clause.last
        since = clause.years[y - 1].last if y else clause.first
        before = [k for k in clause.names if since <= k < span.first]
        if len(before) > 1 and "to" in self.keys[before[0] : before[-1]] and span.kind != "span":
            before = before[-1:]  # "moved from Java to Python two years ago"
        if any(span.first < k < span.last for k in clause.names):
            return [k for k in clause.names if k < span.last]
        if before and not (following and self.keys[span.last] in ("of", "with", "in", "using")):
            gap = [
                w
                for w in self.keys[before[-1] + 1 : span.first]
                if w not in ("experience", "work", "working", "job", "developer", "dev")
            ]
            return [] if self._about_job(gap) else before
        if following:
            gap = self.keys[span.last : following[0]]
            if (
                self._about_job(
                    [
                        w
                        for w in gap
                        if w not in ("experience", "working", "work", "professional", "industry", "as", "of")
                    ]
                )
                or len(gap) > 7
            ):
                return []
            if span.kind == "span" or following[0] < upto:
                return [k for k in following if k < upto or len(clause.years) == 1]
        return []

    def _about_job(self, words: list[str]) -> bool:
        return any(w in self.job_words for w in words)

    def _year_targets_back(self, clause: Clause, span: Years) -> list[int]:
        if not self.listed:
            following = next((c for c in self.clauses if c.first >= clause.last), None)
            ends = span.last >= clause.last or self.keys[clause.last - 1] in ("of", "with", "in", "using", "experience")
            if following is not None and following.names and following.before == ":" and ends:
                at = self.clauses.index(following)
                more = [k for c in self.clauses[at + 1 :] if c.bare and c.before in _LIST_MARKS for k in c.names]
                return following.names + more
            return []
        rest = [self.keys[k] for k in range(clause.first, clause.last) if not span.first <= k < span.last]
        cued = {k for c in clause.cues for k in range(c.first, c.last)}
        strange = [
            k
            for k in range(clause.first, clause.last)
            if not span.first <= k < span.last and k not in cued and self._strange(k)
        ]
        if self._about_job(
            [w for w in rest if w not in ("experience", "work", "working", "company", "job", "firm", "bank")]
        ) or len(strange) > (1 if clause.before else 2):
            return []
        if "then" in rest:
            return []
        return self._targets(clause, Cue((), span.first, span.last)) if clause.before != "(" else self.listed[-1:]

    # except, besides

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
                flipped = [k for k in clause.names if k >= cue.last]
                if not flipped:
                    continue
                for c in self.clauses[n + 1 :]:
                    if c.bare and c.before in _LIST_MARKS:
                        flipped += c.names
                    else:
                        break
                negative = self._negative(n, cue)
                words = self.keys[cue.first : cue.last]
                leads = n == 0 and cue.first <= clause.first + 1
                if words[0] == "anything" or words[0] in ("everything", "all"):
                    polarity = "lacks"
                elif words[0] == "nothing" or negative:
                    polarity = "has"
                elif leads and words[0] in _ADDING:
                    polarity = "has"
                else:
                    polarity = "lacks"
                for k in flipped:
                    verdict = self.verdicts[k]
                    if verdict.explicit and verdict.polarity is not None and not negative:
                        continue
                    level = verdict.level
                    verdict.polarity, verdict.scope = polarity, None
                    verdict.level = level if polarity == "has" else None
                    verdict.words.append((cue.first, cue.last))

    def _negative(self, n: int, cue: Cue) -> bool:
        clause = self.clauses[n]
        leads = n == 0 and cue.first <= clause.first + 1
        where = self.clauses if leads else self.clauses[: n + 1]
        words = {self.keys[k] for c in where for k in range(c.first, c.last) if not cue.first <= k < cue.last}
        if words & {"nothing", "none", "no", "never", "zero"}:
            return True
        return any(r.polarity == "lacks" for c in where for q in c.cues if q is not cue for r in q.rules[:1])


def _under_heading(
    draft: Draft, sentence: list[Clause], heading: list[tuple[Rule, Cue]], verdicts: dict[int, Verdict]
) -> list[tuple[Rule, Cue]]:
    """ "Want to learn:" and below it lines that only name skills: the heading is about them. Returns the heading in force."""
    end = sentence[-1].last
    if ":" in draft.keys[end - 1 : end + 1] and not any(c.names for c in sentence):
        return [(r, c) for clause in sentence for c in clause.cues for r in c.rules[:1] if r.polarity or r.level][:1]
    if not heading or draft.items[sentence[0].first].gap > 2 or not all(c.bare for c in sentence if c.names):
        return []
    for clause in sentence:
        for k in clause.names:
            if verdicts[k].polarity is None:
                verdicts[k].take(*heading[0])
    return heading


def _lean_back(
    draft: Draft, before: list[Clause], sentence: list[Clause], verdicts: dict[int, Verdict], pronouns: frozenset[str]
) -> None:
    """ "Docker? Never." and "Kubernetes. Not yet.": a short sentence without names may speak about the one before."""
    first = sentence[0]
    last = before[-1]
    if any(c.names for c in sentence[:1]) or not last.names:
        return
    asked = draft.keys[last.last - 1] == "?"
    if not (asked or (all(c.bare for c in before) and first.first == sentence[0].first)):
        return
    names = [k for c in before for k in c.names] if all(c.bare for c in before) else last.names
    done = False
    for cue in first.cues:
        for rule in cue.rules:
            strange = sum(
                draft.keys[k] not in pronouns for k in range(first.first, first.last) if not cue.first <= k < cue.last
            )
            if (
                not rule.exception
                and (rule.elliptic or asked)
                and rule.scope in (None,)
                and cue.first - first.first <= 3
                and strange <= (6 if asked else 2)
                and (rule.polarity or rule.level)
            ):
                for k in names:
                    verdicts[k].take(rule, cue)
                    verdicts[k].explicit = True
                done = True
                break
    here = sentence if not any(c.names for c in sentence) else [first]
    corrected = any(r.drop for clause in here for c in clause.cues for r in c.rules)
    for span in (y for clause in here for y in clause.years):
        for k in names:
            if (verdicts[k].years is None or corrected) and here[-1].last - first.first <= 9:
                verdicts[k].years, done = span.value, True
    answers = asked and all(c.bare for c in before) and not any(c.scope == "question" for c in sentence)
    if answers and (first.cues or any(k in _ME for k in draft.keys[first.first : sentence[-1].last])):
        done = True
    if done and asked:
        last.scope = "answered"


def _quiet_ago(clause: Clause) -> None:
    """ "moved to R two years ago" dates a start; the words "years ago" then tell of nothing forgotten."""
    for span in clause.years:
        if span.kind == "ago":
            clause.cues = [
                c for c in clause.cues if not (c.first < span.last and span.first < c.last and c.rules[0].past)
            ]


def _content(keys: list[str], clause: Clause, glue: frozenset[str]) -> int:
    """The number of words that are neither names nor cues nor glue."""
    covered = {k for c in clause.cues for k in range(c.first, c.last)} | {
        k for y in clause.years for k in range(y.first, y.last)
    }
    return sum(
        keys[k] != MENTION and keys[k] not in glue and k not in covered for k in range(clause.first, clause.last)
    )


def _speaks(cue: Cue) -> bool:
    return any(r.polarity or r.level is not None or r.scope or r.exception for r in cue.rules)


def _speaking(clause: Clause) -> bool:
    return any(_speaks(c) for c in clause.cues)


def _groups(clause: Clause) -> list[list[int]]:
    """The names of a clause, split where a cue stands between two of them."""
    groups: list[list[int]] = []
    previous: int | None = None
    for k in clause.names:
        split = previous is None or any(previous < c.first and c.last <= k and _speaks(c) for c in clause.cues)
        if split:
            groups.append([k])
        else:
            groups[-1].append(k)
        previous = k
    return groups


def _around(cues: list[Cue], groups: list[list[int]], g: int) -> tuple[list[Cue], list[Cue]]:
    """The cues between the group before and this one, and between this one and the next."""
    left = groups[g - 1][-1] if g else -1
    right = groups[g + 1][0] if g + 1 < len(groups) else 1 << 60
    first, last = groups[g][0], groups[g][-1]
    pre = [c for c in cues if left < c.first and c.last <= first]
    post = [c for c in cues if c.first > last and c.last <= right]
    return pre, post


def _after(pre: list[Cue], post_style: bool) -> list[tuple[Rule, Cue]]:
    found = []
    for cue in reversed(pre):  # the nearest first
        for rule in cue.rules:
            if rule.reach == "after" or (rule.reach == "both" and not post_style):
                found.append((rule, cue))
                break
    return found


def _chosen(pre: list[Cue], post: list[Cue], post_style: bool, last: bool) -> list[tuple[Rule, Cue]]:
    found = _after(pre, post_style)
    for cue in post:
        for rule in cue.rules:
            if rule.reach == "before" or (rule.reach == "both" and (post_style or last)):
                found.append((rule, cue))
                break
    return found
