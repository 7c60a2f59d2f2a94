"""People as they really write: the sample's personas, said over REST and judged by what is stored."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.conversations.judging import LABELS, gap_ids, recommendation
from tests.harness import Bot
from waymark.app import read_catalogue
from waymark.catalogue import Catalogue

# Of the sample: at least 11 of 12 with an accepted label, 90 % of the gaps that have to be named, none that must not.
ACCEPTED, NAMED = 11 / 12, 0.9
SAMPLE = Path(os.environ.get("WAYMARK_EVAL_DIR") or "absent", "personas.jsonl")


@dataclass
class Outcome:
    """What came out for one persona."""

    name: str
    verdict: str
    accepted: bool
    named: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        verdict = self.verdict if self.accepted else f"{self.verdict} (not accepted)"
        return f"{self.name}: {verdict}, missing {self.missing}, wrong {self.wrong}"


def judge(persona: dict[str, Any], document: dict[str, Any], catalogue: Catalogue) -> Outcome:
    """A persona's accepted labels and gaps against the stored assessment."""
    verdict = recommendation(document)
    labels = persona.get("label_ok") or [persona["label"]]
    roles = LABELS[persona["label"]] & {"ds", "mle"} or {"ds", "mle"}
    gaps = gap_ids(document, roles)
    out = Outcome(persona["id"], verdict, verdict in set().union(*(LABELS[label] for label in labels)))
    for name in persona["must_gaps"]:
        (out.named if catalogue.find(name) in gaps else out.missing).append(name)
    for options in persona.get("any_gap_of") or ():
        (out.named if {catalogue.find(o) for o in options} & gaps else out.missing).append("|".join(options))
    out.wrong = [name for name in persona["must_not_gaps"] if catalogue.find(name) in gaps]
    return out


@pytest.mark.skipif(not SAMPLE.is_file(), reason="no sample of personas (WAYMARK_EVAL_DIR)")
def test_the_personas_get_their_path_and_their_gaps(bot: Bot) -> None:
    catalogue = read_catalogue()
    outcomes = []
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        persona = json.loads(line)
        who = f"persona-{persona['id']}"
        bot.talk(who, *persona["turns"], "Which path fits me?", "What are my gaps?")
        outcomes.append(judge(persona, bot.profile(who), catalogue))
    table = "\n".join(map(str, outcomes))
    assert sum(o.accepted for o in outcomes) >= ACCEPTED * len(outcomes), table
    assert not [o.wrong for o in outcomes if o.wrong], table
    wanted = sum(len(o.named) + len(o.missing) for o in outcomes)
    assert sum(len(o.named) for o in outcomes) >= NAMED * wanted, table
