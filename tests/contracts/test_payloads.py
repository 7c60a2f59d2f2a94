"""Buttons: what the bot offers, what a channel lets through and what the domain knows are the same."""

import re
from pathlib import Path

import pytest
import yaml

from extensions.payloads import PAYLOADS, allowed_payload
from waymark.report.messages import payload

ROOT = Path(__file__).resolve().parents[2]
# `choice("Title", "intent", key=...)` and `payload("intent", key=...)` in the bot's prose and actions
OFFERED = re.compile(r"""\bchoice\(\s*(?:f?"[^"]*"|[\w.\[\]()]+),\s*"(\w+)"([^)]*)\)|\bpayload\(\s*"(\w+)"([^)]*)\)""")
SAMPLES = {"level": "beginner", "attitude": "like", "role": "mle"}


def offered() -> set[tuple[str, tuple[str, ...]]]:
    """Intent and names of values of every button in the sources."""
    found = set()
    for folder in ("actions", "waymark/report"):
        for file in (ROOT / folder).rglob("*.py"):
            for title_intent, title_rest, intent, rest in OFFERED.findall(file.read_text(encoding="utf-8")):
                found.add((title_intent or intent, tuple(re.findall(r"(\w+)\s*=", title_rest or rest))))
    return found


def domain() -> dict:
    return yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def test_the_sources_offer_buttons() -> None:
    assert {intent for intent, _ in offered()} >= {"ask_gaps", "ask_plan", "answer_level"}


@pytest.mark.parametrize(("intent", "names"), sorted(offered()))
def test_each_button_that_is_offered_is_let_through(intent: str, names: tuple[str, ...]) -> None:
    assert allowed_payload(payload(intent, **{name: SAMPLES[name] for name in names}))


def test_each_payload_is_an_intent_with_entities_of_the_domain() -> None:
    intents = set(domain()["intents"])
    assert set(PAYLOADS) <= intents
    entities = {name for entity in domain()["entities"] for name in entity}
    assert {name for values in PAYLOADS.values() for name in values} <= entities


def test_no_payload_can_name_a_person() -> None:
    assert {name for values in PAYLOADS.values() for name in values} <= {"level", "attitude", "role"}
