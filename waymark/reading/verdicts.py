"""What is found out about one name, and which words stand around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from waymark.reading.draft import MENTION, Clause, Cue, Rule

PREPOSITIONS = frozenset("with in of at about on to using learning learn for know use used into : doing".split())
LIST_MARKS = frozenset([",", "/", "&", "+", "and", "or", "nor", "(", "n", "|", "", "plus"])
LEAVING = frozenset(
    "swap trade replace exchange ditch leave drop abandon quit escape away beyond stop retire dump".split()
)
MARKS = frozenset([":", "-", "–", "=", "->"])
DETERMINERS = frozenset(
    (
        "no nothing zero none missing absent little some basic light simple good strong deep poor "
        "great fine ok neither next"
    ).split()
)
OWN_START = frozenset(["i", "i'm", "my", "we", "i'd", "but", "is", "are", "was", "has", "have", "yes"])
_DENIALS = frozenset("don't doesn't didn't not isn't aren't can't haven't never wasn't".split())
_SUBJECTS = (["i"], ["i'd"], ["i'm"], ["we"])
ENDS = frozenset([".", "!"])
_LONGEST_TAIL = 4  # items behind the verb of a fronted object: "in a demo"
_NO_WORDS = frozenset(["no", "nothing", "nobody", "hardly"])
_BREAKS = frozenset(["why", "how", "because", "and", "but", "if", ",", "or", "so", MENTION])
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
ME = frozenset(["i", "i'm", "me", "my", "i'd", "i'll"])
SMALL = frozenset("for since about ~ over the last past almost nearly around roughly some good at least well".split())
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
    faded: bool = False  # the level is only concluded ("used to", a course), any word on level itself is better
    weak: bool = False
    drop: bool = False
    words: list[tuple[int, int]] = field(default_factory=list)
    settled: list[tuple[int, int]] = field(default_factory=list)  # words that are no mere feeling or use
    mine: bool = False  # "my boss knows it, I don't"
    explicit: bool = False  # its own words decided it, it did not inherit
    excepted: bool = False  # "everything but Kafka"
    rated: bool = False  # a mark of the writer's own ("7/10", "✅"), put right, object of "I know": nobody knows better
    judged: str | None = None  # the polarity, or "none", by which the network overruled the rules

    def take(self, rule: Rule, cue: Cue, *, force: bool = False) -> None:
        """Lets a rule speak: the first word on level stays, on polarity the stronger one."""
        used = False
        self.mine, self.rated = self.mine or rule.mine, self.rated or rule.id == RATING
        if rule.scope is not None and (self.scope is None or force):
            self.scope, used = rule.scope, True
        if rule.polarity is not None and (force or STRENGTH[rule.polarity] > STRENGTH[self.polarity]):
            self.polarity, used = rule.polarity, True
            if rule.polarity != "has":
                self.level = None
        if (
            rule.level is not None
            and (self.level is None or force or self.faded or rule.id == FORGOTTEN)
            and self.polarity in (None, "has")
            and not ((rule.past or rule.id in CONCLUDED) and self.level is not None and rule.id != FORGOTTEN)
        ):
            self.level, used, self.faded = rule.level, True, rule.past or rule.id in CONCLUDED
        if rule.id == "daily" and self.faded and self.level is not None and not self.past:
            self.level, used, self.faded = 2, True, False  # "began with it in a course, now I use it daily"
        self.past = self.past or rule.past
        if rule.weak and rule.polarity == "wants":
            self.weak = True
        elif rule.polarity in ("lacks", "wants") or rule.level is not None or rule.id == "improve":
            self.settled.append((cue.first, cue.last))
        if used:
            self.words.append((cue.first, cue.last))

    def follow(self, other: Verdict) -> None:
        """Says what `other` says."""
        self.polarity, self.level, self.explicit = other.polarity, other.level, True
        self.words += other.words
        self.settled += other.settled


RATING = "rating"  # the rule of a mark that people give themselves
FORGOTTEN = "forgotten"  # the rule of what is gone by now, however good it once was
CONCLUDED = frozenset(["course", "in-progress"])  # rules that say how a skill was come by, not how well it is known
STRENGTH = {None: 0, "has": 1, "lacks": 2, "wants": 3}
_SAME_FOR = frozenset([("same", "goes", "for"), ("same", "for"), ("same", "with"), ("same", "true", "of"), ("ditto",)])
_OPENING = frozenset(["the", "and", "it's", "is"])


def led_by_same(keys: list[str], clause: Clause) -> bool:
    """ "same goes for Kubeflow", "the same with Power BI": what was said before is said of this clause's only name."""
    if len(clause.names) != 1:
        return False
    led = tuple(w for w in keys[clause.first : clause.names[0]] if w not in _OPENING)
    return led in _SAME_FOR and all(w in (".", "!") for w in keys[clause.names[0] + 1 : clause.last])


def quiet_ago(clause: Clause) -> None:
    """ "moved to R two years ago" dates a start; the words "years ago" then tell of nothing forgotten."""
    for span in clause.years:
        if span.kind == "ago":
            clause.cues = [
                c for c in clause.cues if not (c.first < span.last and span.first < c.last and c.rules[0].past)
            ]


def is_fronted(keys: list[str], group: list[int], post: list[Cue], clause: Clause) -> bool:
    """ "Stata I refused to touch", "Power BI never touched": the object of the one verb stands before it."""
    if len(post) != 1 or clause.names[-1] != group[-1]:
        return False
    if keys[group[-1] + 1 : group[-1] + 2] not in _SUBJECTS:
        end = clause.last - (keys[clause.last - 1] in ENDS)
        return post[0].first == group[-1] + 1 and post[0].last == end and post[0].rules[0].polarity == "lacks"
    return post[0].first <= group[-1] + 2 and clause.last - post[0].last <= _LONGEST_TAIL


def content_words(keys: list[str], clause: Clause, glue: frozenset[str]) -> int:
    """The number of words that are neither names nor cues nor glue."""
    said = enumerate(keys[clause.first : clause.last], clause.first)
    words = [k for k, key in said if key not in glue and key[0].isalnum()]
    if not words or not (clause.cues or clause.years):
        return len(words)
    covered = {k for c in clause.cues for k in range(c.first, c.last)}
    covered.update(k for y in clause.years for k in range(y.first, y.last))
    return len([k for k in words if k not in covered])


def speaks(cue: Cue) -> bool:
    for rule in cue.rules:  # noqa: SIM110  # asked of every cue several times: a generator costs more than the answer
        if rule.polarity or rule.level is not None or rule.scope or rule.exception:
            return True
    return False


def is_speaking(clause: Clause) -> bool:
    return any(speaks(c) for c in clause.cues)


def parted(keys: list[str], groups: list[list[int]], cues: list[Cue], clause: Clause) -> list[list[int]]:
    """ "no Java and Python yes", "I know Python and Java no": words on both sides that gainsay each other."""
    if not cues or len(clause.names) == 1:
        return groups
    found: list[list[int]] = []
    for group in groups:
        pre = next((c for c in reversed(cues) if c.last <= group[0]), None)
        post = next((c for c in cues if group[-1] < c.first <= group[-1] + 2), None)
        linked = len(group) > 1 and "and" in keys[group[-2] : group[-1]]
        timed = any(group[-1] < y.first <= group[-1] + 2 for y in clause.years)
        if linked and pre and ((post and _gainsays(keys, pre, post)) or (timed and _denies(pre))):
            found += [group[:-1], group[-1:]]
        else:
            found.append(group)
    return found


def _denies(cue: Cue) -> bool:
    return any(r.polarity in ("lacks", "wants") and r.reach != "before" for r in cue.rules)


def _gainsays(keys: list[str], pre: Cue, post: Cue) -> bool:
    said = next((r for r in pre.rules if r.reach != "before"), None)
    after = next((r for r in post.rules if r.reach != "after"), None)
    if said is None or after is None:
        return False
    if said.polarity in ("lacks", "wants"):
        return after.polarity == "has" and (
            after.level is not None or keys[post.first] in ("yes", "sure", "daily", "ok")
        )
    return said.polarity == "has" and after.polarity in ("lacks", "wants")


def not_only(keys: list[str], rule: Rule, cue: Cue) -> bool:
    """ "I don't only present charts, I build them": nothing is denied."""
    return rule.polarity == "lacks" and any(
        keys[k] in _DENIALS and keys[k + 1] in ("only", "just", "merely", "solely")
        for k in range(cue.first, cue.last - 1)
    )


def too_far(keys: list[str], rule: Rule, cue: Cue, first: int) -> bool:
    """ "no better tool than Excel", "not once did pandas fail": the denial is about what stands between."""
    if rule.polarity != "lacks" or rule.reach == "inside" or cue.last > first:
        return False
    between = keys[cue.last : first]
    if any(w in ("than", "did", "is", "was", "are", "were", "brag") for w in between):
        return True
    if cue.last - cue.first == 1 and keys[cue.first] in ("not", "can't"):
        return any(w in ("with", "about", "for", "without", "when", "if") for w in between)
    return False


def twice_denied(keys: list[str], start: int, cue: Cue) -> bool:
    """ "I can't say I don't know it", "there's no day I don't use it": two denials, the second inside the first."""
    denials = [k for k in range(start, cue.last) if keys[k] in _DENIALS or keys[k] in _NO_WORDS]
    if len(denials) != 2 or denials[1] - denials[0] < 2:
        return False
    between = keys[denials[0] + 1 : denials[1]]
    inside = any(w in ("i", "that", "where", "when", "we") for w in between)
    return inside and _BREAKS.isdisjoint(between)


def groups_of(clause: Clause) -> list[list[int]]:
    """The names of a clause, split where a cue stands between two of them."""
    if not clause.cues:
        return [clause.names]
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


def chosen_cues(
    pre: list[Cue], post: list[Cue], post_style: bool, last: bool, fronted: bool = False
) -> list[tuple[Rule, Cue]]:
    """Those that speak of a group. `fronted`: the names stand before their verb ("Stata I refused to touch")."""
    found = cues_before(pre, post_style)
    for cue in post:
        for rule in cue.rules:
            if rule.reach == "before" or (rule.reach == "both" and (post_style or last)) or fronted:
                found.append((rule, cue))
                break
    return found
