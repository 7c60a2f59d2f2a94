"""One turn of the conversation as values: what came in (`Turn`), and what goes out (`Reply`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from waymark.adviser import Adviser
from waymark.meaning.others import own_years_only, said_of_others, speaks_of_oneself
from waymark.places import person_of
from waymark.report.messages import Message
from waymark.report.talk.advert import ADVERT
from waymark.report.talk.own_data import ASKED, CALLED_OFF
from waymark.skills import Frame, Interest, Mention, Scope

STILL_MEANT = 4  # turns that "shall I delete it all?" waits for a plain order, whatever was asked in between
# Intents by which people tell of themselves, and those by which they order something of us, whoever is named in it.
TELLING = {"tell_skills", "tell_interest", "answer_activity", "answer_level", "correct_or_remove_skill"}
ORDERS = {"export_or_show_profile", "ask_report", "ask_resources", "delete_my_data", "restart", "undo", "paste_advert"}
PART = "part"  # entity of a message that asks several things: value = intent, with its offsets


@dataclass(frozen=True)
class Turn:
    """What a person just said, and the little that the dialogue remembers."""

    adviser: Adviser
    person: str
    text: str
    intent: str
    entities: tuple[Mapping[str, Any], ...] = ()
    open_question: str | None = None  # "q:ID", "confirm:delete", "offer:INTENT", "hours"
    asked: int = 0
    failures: int = 0
    role: str | None = None
    said_before: tuple[str, ...] = ()
    number: int = 0
    intent_before: str | None = None
    said_the_same: bool = False  # the message before had the same words, or was the same button
    handoff: str = ""  # a text or link to a human, where one is configured
    marks_before: frozenset[str] = frozenset()  # kinds and marks of the bot's last messages ("plan", "care")
    plan_limits: tuple[Any, ...] = ()  # of plans: weeks, hours in all, and a day (ISO) if one was named
    plans_shown: tuple[str, ...] = ()  # the last plans in short (`waymark.plan_change.shown_text`)
    passed_over: tuple[str, ...] = ()  # skills that gaps and plans leave out, as wished
    quiet: bool = False  # the person wants no more questions
    advert: str = ""  # what the last advertisement asked for (`waymark.advert.needs_text`)
    advert_lately: bool = False  # one of the last few answers was on it
    explained: str = ""  # which of our numbers were explained already
    spoken_of: str | None = None  # the one skill that the last message with skills told of
    named_lately: frozenset[str] = frozenset()  # the skills that the last message told, and the one before it
    deletion_asked: str | None = None  # the words after which "shall I delete it all?" was asked, a few turns ago

    @classmethod
    def of(cls, tracker: Tracker, adviser: Adviser, handoff: str = "") -> Turn:
        message = tracker.latest_message
        return cls(
            adviser=adviser,
            person=person_of(tracker.sender_id),
            text=message.get("text") or "",
            intent=(message.get("intent") or {}).get("name") or "nlu_fallback",
            entities=tuple(message.get("entities") or ()),
            open_question=tracker.get_slot("open_question"),
            asked=int(tracker.get_slot("asked") or 0),
            failures=int(tracker.get_slot("failures") or 0),
            role=tracker.get_slot("chosen_role"),
            said_before=_last_words(tracker.events),
            number=_number(tracker.events),
            intent_before=_intent_before(tracker.events),
            said_the_same=_said_the_same(tracker.events),
            handoff=handoff,
            marks_before=_last_marks(tracker.events),
            plan_limits=tuple(tracker.get_slot("plan_limits") or ()),
            plans_shown=tuple(tracker.get_slot("plans_shown") or ()),
            passed_over=tuple(tracker.get_slot("passed_over") or ()),
            quiet=bool(tracker.get_slot("quiet")),
            advert=tracker.get_slot("advert") or "",
            advert_lately=bool(tracker.get_slot("advert")) and _said_lately(tracker.events, ADVERT),
            explained=tracker.get_slot("explained") or "",
            spoken_of=_spoken_of(tracker.events),
            named_lately=_named_lately(tracker.events),
            deletion_asked=_deletion_asked(tracker.events),
        )

    @property
    def mentions(self) -> tuple[Mention, ...]:
        found = (Mention.from_entity(e) for e in self.entities if e.get("entity") == Mention.ENTITY)
        own = (replace(m, scope=Scope.OTHER) if _of_others(m, self.text) else m for m in found)
        return tuple(own_years_only(mention, self.text) for mention in own)

    @property
    def own(self) -> tuple[Mention, ...]:
        return tuple(m for m in self.mentions if m.scope is Scope.OWN)

    @property
    def interests(self) -> tuple[Interest, ...]:
        """What somebody likes or not. An order likes nothing ("give me a report"), and a liking that no words of
        feeling tell is a guess, heard only of who speaks of themselves."""
        if self.text.startswith("/") or (self.intent in ORDERS and TELLING.isdisjoint(self.parts)):
            return ()
        told = tuple(Interest.from_entity(e) for e in self.entities if e.get("entity") == Interest.ENTITY)
        guessing = self.intent in TELLING or speaks_of_oneself(self.text)
        return told if guessing else tuple(interest for interest in told if interest.because)

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(str(e["value"]) for e in self.entities if e.get("entity") == "unknown_skill")

    @property
    def frame(self) -> Frame:
        return Frame(next((e["value"] for e in self.entities if e.get("entity") == "frame"), "nothing"))

    @property
    def parts(self) -> tuple[str, ...]:
        """The intents of the message's parts, in order; empty when it has one part only."""
        return tuple(str(e["value"]) for e in self.entities if e.get("entity") == PART)

    def text_of(self, part: str) -> str:
        """What the message's part with this intent says; empty where it has none."""
        own = next((p for p in self._placed_parts() if p["value"] == part), None)
        return self.text[own["start"] : own["end"]] if own else ""

    def about(self, intent: str) -> Turn:
        """This turn as if only its part with this question had been sent, without what stands in the other parts;
        where no skill is left, all count ("what is Docker, and where can I learn it?")."""
        text = self.text_of(intent)
        if not text or not intent.startswith("ask_"):
            return replace(self, intent=intent)
        others = [(p["start"], p["end"]) for p in self._placed_parts() if p["value"] != intent]
        left = tuple(e for e in self.entities if not any(_inside(e, low, high) for low, high in others))
        named = any(e.get("entity") == Mention.ENTITY for e in left)
        return replace(self, intent=intent, text=text, entities=left if named else self.entities)

    def _placed_parts(self) -> list[Mapping[str, Any]]:
        """The parts that say where they stand in the text."""
        return [e for e in self.entities if e.get("entity") == PART and "start" in e]

    def entity(self, name: str) -> str | None:
        """The first value of a plain entity, such as the `level` of a button."""
        return next((str(e["value"]) for e in self.entities if e.get("entity") == name), None)


@dataclass(frozen=True)
class Reply:
    """What goes out. `opens` is the question that now waits for an answer; `digression` asks the old one again."""

    messages: tuple[Message, ...]
    opens: str | None = None
    digression: bool = False
    failed: bool = False
    slots: Mapping[str, Any] = field(default_factory=dict)
    events: tuple[EventType, ...] = ()

    @classmethod
    def of(cls, *messages: Message, **more: Any) -> Reply:
        return cls(tuple(messages), **more)


Answer = Callable[[Turn], Reply]


def is_request(intent: str) -> bool:
    """Whether an intent wants something told, whatever else the message says."""
    return intent.startswith("ask_") or intent in {"start_advice", "compare_or_whatif", "export_or_show_profile"}


def _of_others(mention: Mention, text: str) -> bool:
    return mention.scope is Scope.OWN and said_of_others(mention, text)


def _inside(entity: Mapping[str, Any], low: int, high: int) -> bool:
    return entity.get("entity") != PART and low <= int(entity.get("start", 0)) and int(entity.get("end", 0)) <= high


def _intent_before(events: Iterable[Mapping[str, Any]]) -> str | None:
    """The intent of the message before the current one."""
    users = [event for event in events if event.get("event") == "user"]
    parsed = users[-2].get("parse_data") or {} if len(users) > 1 else {}
    return (parsed.get("intent") or {}).get("name")


def _spoken_of(events: Iterable[Mapping[str, Any]]) -> str | None:
    """The skill that was told of last before the current message; None where there were several at once."""
    users = [event.get("parse_data") or {} for event in events if event.get("event") == "user"][-1 - STILL_MEANT : -1]
    told = ({e.get("value") for e in u.get("entities") or () if e.get("entity") == Mention.ENTITY} for u in users[::-1])
    latest: set[Any] = next(filter(None, told), set())
    return str(*latest) if len(latest) == 1 else None


def _named_lately(events: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The skills that were told in the message before the current one, and in the one before that, if it goes on with
    them."""
    users = [event.get("parse_data") or {} for event in events if event.get("event") == "user"][-3:-1]
    listed = ([e for e in u.get("entities") or () if e.get("entity") == Mention.ENTITY] for u in users)
    told = [{m.skill for m in map(Mention.from_entity, found) if m.scope is Scope.OWN} for found in listed]
    return frozenset().union(*told) if told and told[-1] else frozenset()


def _said_the_same(events: Iterable[Mapping[str, Any]]) -> bool:
    texts = [(event.get("text") or "").casefold().split() for event in events if event.get("event") == "user"]
    return len(texts) > 1 and texts[-1] == texts[-2]


def _number(events: Iterable[Mapping[str, Any]]) -> int:
    """How many messages came so far; from the fifth on a number that differs from turn to turn.

    Only the latest events are loaded, so the count itself would soon stand still, and the wording with it.
    """
    users = [event for event in events if event.get("event") == "user"]
    return len(users) if len(users) < 5 else len(users) + int((users[-1].get("timestamp") or 0) * 10)


def _last_words(events: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The bot's texts since the message before the current one."""
    return tuple(event.get("text") or "" for event in _last_said(events))


def _last_marks(events: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """What those messages carry as their kind and mark, whatever their words are."""
    carried = [(event.get("data") or {}).get("custom") or {} for event in _last_said(events)]
    return frozenset(str(data[key]) for data in carried for key in ("kind", "mark") if data.get(key))


def _said_lately(events: Iterable[Mapping[str, Any]], mark: str) -> bool:
    """Whether a message of the bot with this mark is at most a few turns old."""
    users = 0
    for event in reversed(list(events)):
        users += event.get("event") == "user"
        if users > STILL_MEANT:
            return False
        if ((event.get("data") or {}).get("custom") or {}).get("mark") == mark:
            return True
    return False


def _deletion_asked(events: Iterable[Mapping[str, Any]]) -> str | None:
    """What the person said before the bot asked whether to delete all; None where it did not in the last few turns, or
    where that was called off since."""
    users, asked = 0, False
    for event in reversed(list(events)):
        if event.get("event") == "user":
            if asked:
                return str(event.get("text") or "")
            users += 1
        if users > STILL_MEANT:
            break
        mark = ((event.get("data") or {}).get("custom") or {}).get("mark")
        if mark == CALLED_OFF:
            break
        asked = asked or mark == ASKED
    return None


def _last_said(events: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The bot's messages since the message before the current one, in their order."""
    said: list[Mapping[str, Any]] = []
    users = 0
    for event in reversed(list(events)):
        users += event.get("event") == "user"
        if users > 1:
            break
        if event.get("event") == "bot" and users == 1:
            said.append(event)
    return said[::-1]
