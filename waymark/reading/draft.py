"""What the components of the pipeline hand to each other: one draft for each message, filled from left to right."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from waymark.reading.tokens import Token
from waymark.skills import Frame, Interest, Mention

if TYPE_CHECKING:
    from waymark.reading.network import Chances, Marks

MENTION = "<S>"  # the key of an item that is the name of a skill
NUMBER = "<N>"  # the key of an item that is a number


@dataclass(slots=True)
class Name:
    """A name found in tokens `first`..`last` (`last` excluded). `implied` names no tool ("joins and group by")."""

    skill: str
    first: int
    last: int
    key: str
    context: bool = False
    implied: bool = False
    level: int | None = None
    soft: bool = False
    stands_in: bool = False  # "the latter": another name said again


@dataclass(slots=True)
class Item:
    """A word, a number, a punctuation mark or a whole name, as the rules see it. `first`/`last` are token indexes."""

    key: str
    first: int
    last: int
    gap: int
    name: Name | None = None
    number: float | None = None
    capital: bool = False


@dataclass(frozen=True)
class Rule:
    """One line of rules/cues.json or feelings.json.

    `reach`: after | before | both | inside, i.e. the side on which its skills stand.
    `elliptic` rules may speak about the clause before ("Docker? never").
    """

    id: str
    polarity: str | None = None
    level: int | None = None
    scope: str | None = None
    reach: str = "both"
    elliptic: bool = False
    past: bool = False
    attitude: str | None = None
    exception: bool = False
    weak: bool = False
    drop: bool = False
    mine: bool = False  # about the writer, whoever is its subject ("somebody else does the Docker part")


@dataclass(frozen=True)
class Liking:
    """What a form of an activity names, with the attitude that a story says by itself."""

    activity: str
    attitude: str | None = None
    loose: bool = False  # a word of many meanings: names the activity only right beside the feeling


Form = tuple[int, int, Liking]  # items first..last, and what they name
Found = tuple[int, int, tuple[Rule, ...]]  # items first..last, and the rules whose words they are


@dataclass(slots=True)
class Cue:
    """The rules whose words stand at the items `first`..`last` (`last` excluded)."""

    rules: tuple[Rule, ...]
    first: int
    last: int


@dataclass(slots=True)
class Years:
    """A span of time in years at items `first`..`last`; `kind`: span | since | ago."""

    value: float
    first: int
    last: int
    kind: str


Tie = tuple[Years, int, float]  # a span, a name's item, and the logarithm of the odds that they belong together


@dataclass(slots=True)
class Clause:
    """Items `first`..`last` between two separators. `before` is what opens it, `depth` counts brackets."""

    first: int
    last: int
    before: str
    depth: int
    names: list[int] = field(default_factory=list)  # item indexes
    cues: list[Cue] = field(default_factory=list)
    years: list[Years] = field(default_factory=list)
    mine: bool = False  # "I'm the person who ...": its subject is the writer after all
    scope: str | None = None
    bare: bool = False  # nothing but names and glue
    words: int = 0  # words that are neither names nor cues nor glue


@dataclass(slots=True)
class Draft:
    """One message on its way to a `Reading`."""

    text: str
    today: date
    tokens: list[Token] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    doubted: list[Name] = field(default_factory=list)  # words that are names elsewhere, by their context not here
    items: list[Item] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    years: list[Years] = field(default_factory=list)
    settled: dict[int, list[tuple[int, int]]] = field(
        default_factory=dict
    )  # names (items) and the words that said how well they are known
    intrigued: set[int] = field(default_factory=set)  # names that only curiosity is told about
    guessed: set[int] = field(default_factory=set)  # names whose level no rule told
    quoted: set[int] = field(default_factory=set)  # items inside a sentence in quotation marks
    sentences: list[list[Clause]] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)  # activities and topics by name
    feelings: list[tuple[list[Found], set[int]]] = field(default_factory=list)  # one a sentence, if there are forms
    ties: list[Tie] = field(default_factory=list)  # of every span of time and name near by
    marks: Marks | None = None  # what a network is told of each item; None of an advertisement
    chances: Chances | None = None  # what a network thinks of names and forms
    doubt: float = 0.0  # of what is judged of it, the greatest chance to be wrong
    looked_twice: bool = False  # the chances are the encoder's
    modes: list[str] = field(default_factory=list)  # one a sentence: "", "must" or "nice"
    wishes: list[tuple[int, int]] = field(default_factory=list)  # where an advertisement's demand only wishes
    advertisement: bool = False
    removal: bool = False
    mentions: list[Mention] = field(default_factory=list)
    interests: list[Interest] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    frame: Frame = Frame.NOTHING

    def doubts(self, chance: float) -> None:
        """Something that is judged of the message is wrong with this chance."""
        self.doubt = max(self.doubt, chance)

    def item_of(self, name: Name) -> int:
        """The item that the name, or what looks like one, opens."""
        return bisect_right(self.items, name.first, key=lambda item: item.first) - 1

    def skill_at(self, k: int) -> str:
        """The skill that the item `k` names, or ""."""
        name = self.items[k].name
        return name.skill if name is not None else ""
