"""Whole conversations, from the first word to what is stored at the end (see scripts/README.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.judging import problems_of_script
from tests.harness import Bot, words

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.yml"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_whole_conversation_ends_as_it_should(script: Path, bot: Bot) -> None:
    content: dict[str, Any] = yaml.safe_load(script.read_text(encoding="utf-8"))
    person = f"script-{script.stem}"
    problems, replies = [], []
    for turn in content["turns"]:
        said, wanted = (turn, ()) if isinstance(turn, str) else (turn["say"], turn.get("contains_any", ()))
        reply = bot.say(person, said)
        replies.append(reply)
        if wanted and not any(str(word).casefold() in reply.text.casefold() for word in wanted):
            problems.append(f"after {said!r} none of {wanted} was said")
    problems += problems_of_script(content["expect"], bot.profile(person))
    assert not problems, f"{content['name']}\n{problems}\n{words(replies)}"


def test_there_are_conversations_of_every_behaviour() -> None:
    behaviours = {yaml.safe_load(path.read_text(encoding="utf-8"))["behaviour"] for path in SCRIPTS}
    assert behaviours >= {"happy", "corrections", "digressions", "refusals", "odd_input", "returning", "own_data"}
