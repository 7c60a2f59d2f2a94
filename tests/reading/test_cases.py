"""Messages by phenomenon, each with what it says of the writer.

A line of `cases/*.txt` is `message => statements`; `\\n` in a message is a line break. A statement is a skill's id with
`-` before it for lacking, `?` for wanted, several of them (`-?`, `=` for held) where either will do. Behind it stand
`/2`, its level (1 to 3, `x` for none said, several where either will do), and `@3`, its years. `(skill)` may be told or
not. `^activity` is liked, `~activity` disliked. Nothing else may be told. `not-yet.txt` holds messages that the reader
still gets wrong: nothing is asserted of them, they are the work that is left.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parent / "cases"
FAMILIES = sorted(path.stem for path in CASES.glob("*.txt") if path.stem != "not-yet")
STATEMENT = re.compile(
    r"(?P<signs>[-?=]*)(?P<skill>[a-z][a-z0-9+#-]*)(?:/(?P<levels>[0-9x]+))?(?:@(?P<years>[0-9.]+|\*))?"
)
POLARITY = {"-": "lacks", "?": "wants", "=": "has"}


def lines_of(family: str) -> list[tuple[str, str]]:
    pairs = (line.partition(" =>") for line in (CASES / f"{family}.txt").read_text("utf-8").splitlines())
    return [(text.replace("\\n", "\n"), statements) for text, _, statements in pairs]


def mistakes(reading, statements: str) -> list[str]:
    """What `reading` tells otherwise than `statements`."""
    own = {m.skill: m for m in reading.own}
    told = {i.activity: i.attitude.value for i in reading.interests}
    wrong = []
    for statement in statements.split():
        if statement[0] in "^~":
            if told.pop(statement[1:], None) != ("like" if statement[0] == "^" else "dislike"):
                wrong.append(statement)
        elif statement[0] == "(":
            own.pop(statement.strip("()"), None)
        else:
            found = STATEMENT.fullmatch(statement)
            assert found is not None, statement
            if not fits(own.pop(found["skill"], None), found):
                wrong.append(statement)
    return wrong + sorted(own) + sorted(told)


def fits(mention, found: re.Match[str]) -> bool:
    if mention is None or mention.polarity.value not in [POLARITY[sign] for sign in found["signs"] or "="]:
        return False
    if mention.polarity.value != "has":
        return True
    level = "x" if mention.level is None else str(int(mention.level))
    if found["levels"] and level not in found["levels"]:
        return False
    if found["years"] in ("*", None):
        return found["years"] == "*" or mention.years is None
    return mention.years is not None and abs(mention.years - float(found["years"])) < 0.1


@pytest.mark.parametrize("family", FAMILIES)
def test_every_message_of_a_phenomenon_says_what_its_writer_meant(read, family):
    assert {text: wrong for text, said in lines_of(family) if (wrong := mistakes(read(text), said))} == {}


def test_messages_without_a_skill_give_none(read):
    messages = lines_of("no-skill")
    assert len(messages) >= 100
    assert [text for text, _ in messages if read(text).own] == []


def test_each_phenomenon_has_a_fair_number_of_messages():
    assert len(FAMILIES) >= 15
    assert sum(len(lines_of(family)) for family in FAMILIES) >= 900
