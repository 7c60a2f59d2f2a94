"""The training messages keep their promises: enough of them, none twice, none that is also a test."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
MAIN = (
    "greet goodbye thanks affirm deny start_advice tell_skills tell_interest ask_difference ask_what_is_ds "
    "ask_what_is_ml ask_what_does_ds_do ask_what_does_mle_do ask_requirements_ds ask_requirements_mle ask_can_be_both "
    "ask_salary ask_how_long ask_degree_maths ask_where_to_start ask_skill_explain ask_why_recommendation ask_gaps "
    "ask_resources compare_or_whatif correct_or_remove_skill restart delete_my_data export_or_show_profile help "
    "human_handoff bot_challenge chitchat out_of_scope abuse injection"
).split()


def _normal(text: str) -> str:
    return re.sub(r"[^\w+#]+", " ", text.lower()).strip() or text.strip()


def _examples() -> list[tuple[str, str]]:
    return [
        (line[2:], block["intent"])
        for path in sorted((ROOT / "data" / "nlu").glob("*.yml"))
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]
        for line in block["examples"].splitlines()
        if line.startswith("- ")
    ]


def test_every_main_intent_has_forty_messages_and_out_of_scope_three_hundred() -> None:
    counts = Counter(intent for _, intent in _examples())
    assert {intent: counts[intent] for intent in MAIN if counts[intent] < 40} == {}
    assert counts["out_of_scope"] >= 300


def test_no_message_is_listed_twice() -> None:
    counts = Counter(_normal(text) for text, _ in _examples())
    assert [text for text, n in counts.items() if n > 1] == []


def test_every_intent_of_the_training_messages_is_in_the_domain() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    assert {intent for _, intent in _examples()} <= set(domain["intents"])


def test_messages_that_judge_the_classifier_are_not_in_its_training() -> None:
    trained = {_normal(text) for text, _ in _examples()}
    judged = {
        _normal(json.loads(line)["text"])
        for name in ("unseen", "dev", "blind")
        for line in (ROOT / "tests" / "nlu" / f"{name}.jsonl").read_text("utf-8").splitlines()
    }
    assert judged & trained == set()
