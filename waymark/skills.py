"""Skills, and what a message says about them.

A `Mention` is one statement about one skill inside one message; an `Interest` is one statement about
an activity or a topic. Both travel from the Rasa server to the action server as entities, so the one
codec (`to_entity`, `from_entity`) stands here, with the nouns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any


class ProficiencyLevel(IntEnum):
    """How well somebody holds a skill; ordered, so `have >= need` reads as it should."""

    NONE = 0
    BEGINNER = 1
    INTERMEDIATE = 2
    ADVANCED = 3

    @property
    def label(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, label: str | None) -> ProficiencyLevel | None:
        """The level with this lower-case label; None for None. Raises ValueError on any other word."""
        if label is None:
            return None
        try:
            return cls[label.strip().upper()]
        except KeyError:
            raise ValueError(f"unknown level {label!r}: use none, beginner, intermediate or advanced") from None


class Polarity(str, Enum):
    """What a person says about their own relation to a skill."""

    HAS = "has"
    LACKS = "lacks"
    WANTS = "wants"


class Attitude(str, Enum):
    """What a person feels about an activity or a topic."""

    LIKE = "like"
    DISLIKE = "dislike"


class Scope(str, Enum):
    """Whose skill is it? Only `OWN` ever reaches a profile."""

    OWN = "own"
    OTHER = "other"  # somebody else's, a quotation, a product or a company
    QUESTION = "question"  # asked about: "is R worth it?"
    HYPOTHETICAL = "hypothetical"  # "what if I learned Docker"
    MUST = "must"  # an advertisement's requirement
    NICE = "nice"  # an advertisement's wish


class Frame(str, Enum):
    """What a message as a whole does with the skills that it names."""

    TELL = "tell"
    REMOVE = "remove"
    QUESTION = "question"
    HYPOTHETICAL = "hypothetical"
    ADVERTISEMENT = "advertisement"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Skill:
    """One skill of the catalogue. Hours are about what it takes to climb *to* that level from the one below."""

    id: str
    preferred_label: str
    alt_labels: tuple[str, ...]
    group: str
    description: str
    why: str
    hours: Mapping[ProficiencyLevel, float]


@dataclass(frozen=True)
class Mention:
    """A skill named in a message.

    `start` and `end` are character offsets of the name; `evidence` is the clause it stands in;
    `because` are the words that decided polarity and level; `years` is in years (months as fractions).
    """

    skill: str
    start: int
    end: int
    polarity: Polarity = Polarity.HAS
    level: ProficiencyLevel | None = None
    years: float | None = None
    evidence: str = ""
    because: tuple[str, ...] = ()
    scope: Scope = Scope.OWN

    ENTITY = "skill"

    def to_entity(self) -> dict[str, Any]:
        """This mention as a Rasa entity (plain JSON values)."""
        return {
            "entity": self.ENTITY,
            "value": self.skill,
            "start": self.start,
            "end": self.end,
            "polarity": self.polarity.value,
            "level": self.level.label if self.level is not None else None,
            "years": self.years,
            "evidence": self.evidence,
            "because": list(self.because),
            "scope": self.scope.value,
        }

    @classmethod
    def from_entity(cls, entity: Mapping[str, Any]) -> Mention:
        """The inverse of `to_entity`. Raises KeyError or ValueError on an entity that is none of ours."""
        years = entity.get("years")
        return cls(
            skill=str(entity["value"]),
            start=int(entity["start"]),
            end=int(entity["end"]),
            polarity=Polarity(entity.get("polarity", "has")),
            level=ProficiencyLevel.of(entity.get("level")),
            years=None if years is None else float(years),
            evidence=str(entity.get("evidence", "")),
            because=tuple(entity.get("because", ())),
            scope=Scope(entity.get("scope", "own")),
        )


@dataclass(frozen=True)
class Interest:
    """An activity or topic (an `Activity` id of the catalogue) that a person likes or dislikes."""

    activity: str
    start: int
    end: int
    attitude: Attitude = Attitude.LIKE
    evidence: str = ""
    because: tuple[str, ...] = ()

    ENTITY = "interest"

    def to_entity(self) -> dict[str, Any]:
        """This interest as a Rasa entity (plain JSON values)."""
        return {
            "entity": self.ENTITY,
            "value": self.activity,
            "start": self.start,
            "end": self.end,
            "attitude": self.attitude.value,
            "evidence": self.evidence,
            "because": list(self.because),
        }

    @classmethod
    def from_entity(cls, entity: Mapping[str, Any]) -> Interest:
        """The inverse of `to_entity`. Raises KeyError or ValueError on an entity that is none of ours."""
        return cls(
            activity=str(entity["value"]),
            start=int(entity["start"]),
            end=int(entity["end"]),
            attitude=Attitude(entity.get("attitude", "like")),
            evidence=str(entity.get("evidence", "")),
            because=tuple(entity.get("because", ())),
        )


@dataclass(frozen=True)
class Reading:
    """Everything understood in one message. `unknown` holds skill-like words that the catalogue lacks."""

    text: str
    frame: Frame
    mentions: tuple[Mention, ...] = ()
    interests: tuple[Interest, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[Mention, ...]:
        """The mentions that are about the person."""
        return tuple(m for m in self.mentions if m.scope is Scope.OWN)
