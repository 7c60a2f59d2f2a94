"""What is found out about one name, and which words stand around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from waymark.reading.draft import MENTION, Clause, Cue, Rule

PREPOSITIONS = frozenset("with in of at about on to using learning learn for know use used into : doing".split())
LIST_MARKS = frozenset([",", "/", "&", "+", "and", "or", "nor", "(", "n", "|", "", "plus"])
DETERMINERS = frozenset(
    (
        "no nothing zero none missing absent little some basic light simple good strong deep poor "
        "great fine ok neither next"
    ).split()
)
OWN_START = frozenset(["i", "i'm", "my", "we", "i'd", "but", "is", "are", "was", "has", "have", "yes"])
LINKS = frozenset(
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
ME = frozenset(["i", "i'm", "me", "my", "i'd"])
ADDING = frozenset(["besides", "apart", "aside", "other", "beside"])  # "besides SQL I know R": SQL too


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
        if rule.polarity is not None and (force or STRENGTH[rule.polarity] > STRENGTH[self.polarity]):
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


STRENGTH = {None: 0, "has": 1, "lacks": 2, "wants": 3}


def quiet_ago(clause: Clause) -> None:
    """ "moved to R two years ago" dates a start; the words "years ago" then tell of nothing forgotten."""
    for span in clause.years:
        if span.kind == "ago":
            clause.cues = [
                c for c in clause.cues if not (c.first < span.last and span.first < c.last and c.rules[0].past)
            ]


def content_words(keys: list[str], clause: Clause, glue: frozenset[str]) -> int:
    """The number of words that are neither names nor cues nor glue."""
    covered = {k for c in clause.cues for k in range(c.first, c.last)} | {
        k for y in clause.years for k in range(y.first, y.last)
    }
    return sum(
        keys[k] != MENTION and keys[k] not in glue and k not in covered for k in range(clause.first, clause.last)
    )


def speaks(cue: Cue) -> bool:
    return any(r.polarity or r.level is not None or r.scope or r.exception for r in cue.rules)


def is_speaking(clause: Clause) -> bool:
    return any(speaks(c) for c in clause.cues)


def groups_of(clause: Clause) -> list[list[int]]:
    """The names of a clause, split where a cue stands between two of them."""
    groups: list[list[int]] = []
    previous: int | None = None
    for k in clause.names:
        split = previous is None or any(previous < c.first and c.last <= k and speaks(c) for c in clause.cues)
        if split:
            groups.append([k])
        else:
            groups[-1].append(k)
        previous = k
    return groups


def cues_around(cues: list[Cue], groups: list[list[int]], g: int) -> tuple[list[Cue], list[Cue]]:
    """The cues between the group before and this one, and between this one and the next."""
    left = groups[g - 1][-1] if g else -1
    right = groups[g + 1][0] if g + 1 < len(groups) else 1 << 60
    first, last = groups[g][0], groups[g][-1]
    pre = [c for c in cues if left < c.first and c.last <= first]
    post = [c for c in cues if c.first > last and c.last <= right]
    return pre, post


def cues_before(pre: list[Cue], post_style: bool) -> list[tuple[Rule, Cue]]:
    found = []
    for cue in reversed(pre):  # the nearest first
        for rule in cue.rules:
            if rule.reach == "after" or (rule.reach == "both" and not post_style):
                found.append((rule, cue))
                break
    return found


def chosen_cues(pre: list[Cue], post: list[Cue], post_style: bool, last: bool) -> list[tuple[Rule, Cue]]:
    found = cues_before(pre, post_style)
    for cue in post:
        for rule in cue.rules:
            if rule.reach == "before" or (rule.reach == "both" and (post_style or last)):
                found.append((rule, cue))
                break
    return found
