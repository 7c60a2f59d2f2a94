"""Whole conversations, from the first word to what is stored at the end (see scripts/README.md).

All that a run asks for are held at once, several people in parallel; each test then looks at its own. Those in
which a part fails come after the others, one at a time, because everybody would feel it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.judging import problems_of_script, recommendation
from tests.harness import Bot, Reply, words

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.yml"))
AT_ONCE = 6  # people who talk in parallel
BEHAVIOURS = {
    "happy", "corrections", "digressions", "refusals", "abuse", "odd_input", "failing", "returning", "own_data",
    "what_if", "adverts", "plans", "multi_question", "answers", "steering", "progress",
}  # fmt: skip
Script = Mapping[str, Any]


@dataclass(frozen=True)
class Held:
    """A conversation that was held: what was said, and what of it is not as it should be."""

    replies: tuple[Reply, ...]
    problems: tuple[str, ...]


# How each verdict begins, so that it is not only stored but said.
SPOKEN = {
    "ds": re.compile(r"The data scientist path (?:fits you better|looks likelier)"),
    "mle": re.compile(r"The machine learning engineer path (?:fits you better|looks likelier)"),
    "both": re.compile(r"Both paths can fit you"),
    "not_yet": re.compile(r"Not yet either|the foundations come first"),
    "unknown": re.compile(""),  # nothing needs to be said where nobody asked
}


def read(path: Path) -> Script:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def hold(script: Script, person: str, bot: Bot) -> Held:
    """Say every turn of a script."""
    replies: list[Reply] = []
    problems: list[str] = []
    for written in script["turns"]:
        turn = written if isinstance(written, dict) else {"say": written}
        bot.gate.mode = turn.get("part", bot.gate.mode)
        said = _words_of(turn, replies)
        if said is None:
            continue
        reply = bot.say(person, said)
        problems += _problems_of(turn, reply)
        replies.append(reply)
    return Held(tuple(replies), tuple(problems))


def _words_of(turn: Mapping[str, Any], replies: list[Reply]) -> str | None:
    """What to send: the text, or the payload of a button of the last reply; None for a turn that says nothing."""
    if "say" in turn:
        return str(turn["say"])
    if "press" not in turn:
        return None
    shown = replies[-1].buttons
    wanted = turn["press"] if isinstance(turn["press"], list) else [turn["press"]]
    found = [b["payload"] for title in wanted for b in shown if title.casefold() in b["title"].casefold()]
    assert found, f"no button {wanted} among {[b['title'] for b in shown]}\n{words(replies)}"
    return found[0]


def _problems_of(turn: Mapping[str, Any], reply: Reply) -> list[str]:
    text = reply.text.casefold()
    wanted, unwanted = turn.get("contains_any", ()), turn.get("contains_none", ())
    found = [f"after {reply.said!r} none of {wanted} was said"] if wanted else []
    if any(str(word).casefold() in text for word in wanted):
        found = []
    found += [] if text.strip() else [f"after {reply.said!r} nothing was said"]
    return [*found, *(f"after {reply.said!r} {word!r} was said" for word in unwanted if str(word).casefold() in text)]


@pytest.fixture(scope="module")
def conversations(request: pytest.FixtureRequest, bot: Bot) -> Mapping[Path, Future[Held]]:
    """The conversations that this run asks for, by file."""
    calls = [getattr(item, "callspec", None) for item in request.session.items]
    asked = sorted({call.params["script"] for call in calls if call and "script" in call.params})
    scripts = {path: read(path) for path in asked}
    apart = [path for path in asked if scripts[path]["behaviour"] == "failing"]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        held = {p: pool.submit(hold, s, f"script-{p.stem}", bot) for p, s in scripts.items() if p not in apart}
    with ThreadPoolExecutor(1) as alone:
        held |= {path: alone.submit(hold, scripts[path], f"script-{path.stem}", bot) for path in apart}
    bot.gate.mode = "open"
    return held


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_whole_conversation_ends_as_it_should(
    script: Path, bot: Bot, conversations: Mapping[Path, Future[Held]]
) -> None:
    content, held = read(script), conversations[script].result()
    document = bot.profile(f"script-{script.stem}")
    problems = [*held.problems, *problems_of_script(content["expect"], document)]
    verdict = recommendation(document)
    if "recommendation" in content["expect"] and not any(SPOKEN[verdict].search(reply.text) for reply in held.replies):
        problems.append(f"the verdict {verdict} is stored and was never said")
    assert not problems, f"{content['name']}\n{problems}\n{words(held.replies)}"


def test_there_are_conversations_of_every_behaviour() -> None:
    count = Counter(read(path)["behaviour"] for path in SCRIPTS)
    assert set(count) == BEHAVIOURS
    assert min(count.values()) >= 3, count
    assert len(SCRIPTS) >= 125
