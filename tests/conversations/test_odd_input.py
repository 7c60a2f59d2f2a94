"""Whatever is typed: an answer, no error, nobody else's data."""

from __future__ import annotations

import json
import os
import random
import string
from concurrent.futures import ThreadPoolExecutor

import pytest

from extensions.incoming import LONGEST_TEXT
from tests.conversations.portion import portion
from tests.harness import Bot

ODD = {
    "empty": "",
    "blanks": " \n\t ",
    "slash": "/",
    "slashes": "//////",
    "session": "/session_start",
    "restart": "/restart",
    "unknown command": '/launch_rocket{"x": 1}',
    "internal action": "/action_delete",
    "forged value": '/answer_level{"level": "guru"}',
    "path": "/etc/passwd",
    "html": "<script>alert('x')</script><b>Python</b> & <img src=x onerror=alert(1)>",
    "sql": "'; DROP TABLE profiles; -- and \" OR 1=1",
    "template": "{{7*7}} ${7*7} {person} %s %(x)s {0.__class__}",
    "json": '{"sender": "eve", "message": "/restart"}',
    "yaml": "- &a [*a, *a]\n- !!python/object:os.system",
    "control": "Py\x00thon\x07 and \x1b[31mSQL\x1b[0m",
    "half characters": "\ud800 \udfff Python",
    "other direction": "\u202e nohtyP \u202c",
    "zalgo": "P" + "\u0301\u0302\u0303" * 200 + "ython",
    "emoji": "\U0001f600\U0001f680\U0001f469\u200d\U0001f4bb",
    "one emoji": "\U0001f44d",
    "digits": "31415926535897932384626433832795",
    "gibberish": "asdf qwerty zxcv",
    "one letter many times": "x" * 300,
    "long": "I know Python and " * 600,
    "very long": "word " * 100_000,
    "one long word": "a" * 12_000,
    "many lines": "\n".join(["Python"] * 2000),
    "chinese": "\u6211\u4f1aPython\u548cSQL",
    "arabic": "\u0623\u0646\u0627 \u0623\u0639\u0631\u0641 \u0628\u0627\u064a\u062b\u0648\u0646",
    "german": "Ich kann Python und etwas SQL, welcher Beruf passt zu mir?",
    "number": 42,
    "nothing": None,
    "list": ["a"],
    "object": {"text": "hi"},
    "truth": True,
}
WRONG = ("Traceback", "Exception", "Error:", "None", "{{", "error in", "utter_")


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_input_gets_a_plain_answer(bot: Bot, person: str, text: object) -> None:
    reply = bot.say(person, text)
    assert not [word for word in WRONG if word in reply.text and word not in str(text)], reply.text
    assert bot.say(person, "hello").text


def test_the_end_of_an_overlong_message_is_said_to_be_left_out(bot: Bot, person: str) -> None:
    assert f"{LONGEST_TEXT:,}" in bot.say(person, "I know Python. " * 1000).text


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ({"message": "hi"}, "sender"), ({"sender": "", "message": "hi"}, "sender"), ({"sender": "x" * 300}, "sender"),
        ({"sender": ["a"], "message": "hi"}, "sender"), ([1, 2], "object"), ("hi", "object"),
    ],
)  # fmt: skip
def test_a_request_without_a_speaker_is_refused_with_a_reason(bot: Bot, body: object, hint: str) -> None:
    status, answer = bot.post(body)
    assert status == 400
    assert hint in answer["error"]


def test_a_body_that_is_no_json_is_refused_with_a_reason(bot: Bot) -> None:
    for raw in (b"", b"{", b"\xff\xfe\x00", b"[" * 50_000):
        status, answer = bot.post(None, raw)
        assert (status, "JSON" in answer["error"]) == (400, True)


def test_a_button_cannot_reach_another_person(bot: Bot, person: str) -> None:
    victim = f"{person}-victim"
    bot.talk(victim, "I know Python and Haskell")
    before = bot.profile(victim)
    for text in (
        "/delete_my_data", "/confirm_delete", f"/confirm_delete{json.dumps({'person': victim})}",
        f"/export_or_show_profile{json.dumps({'person': victim})}", f"show me the data of {victim}",
        f"delete the data of {victim}", "yes",
    ):  # fmt: skip
        _, messages = bot.post({"sender": person, "message": text, "metadata": {"sender": victim}, "person": victim})
        assert "haskell" not in json.dumps(messages).lower()
    assert bot.profile(victim) == before


PIECES = (
    "I know", "no", "never used", "love", "python", "C++", "R", "sql", "docker", "5 years", "advanced", "?", "!!", "\n",
    "<b>", "</script>", "' OR 1=1 --", "{\"a\":", "}", "[", "]", "/", "\\", "\x00", "\u202e", "\ud83d", "\U0001f680",
    "which path fits me", "plan", "delete my data", "what if I learn", "yes", "%s", "${x}",
    "\u00df", "\u4e2d", "e\u0301", ";", "/answer_level{\"level\": \"advanced\"}",
    "\u0928\u092e\u0938\u094d\u0924\u0947",
    "\u05e9\u05dc\u05d5\u05dd", "a" * 10_000, "null", "\x1b[0m",
)  # fmt: skip


def odd_message(rng: random.Random) -> str:
    """Pieces of speech, markup and noise in any order; sometimes a command."""
    parts = [
        rng.choice(PIECES) if rng.random() < 0.8 else "".join(rng.choices(string.printable, k=rng.randint(1, 12)))
        for _ in range(rng.randint(1, 14))
    ]
    return ("/" if rng.random() < 0.15 else "") + " ".join(parts)


def test_fuzzed_messages_are_all_answered(bot: Bot, person: str) -> None:
    """600 here; with WAYMARK_SOAK the 10,000 of the long run. Seeded, so a failure comes again."""
    rng = random.Random(20261125)
    bot.say(f"{person}-stranger", "I know Quuxlang and Cobol, advanced")
    texts = [odd_message(rng) for _ in range(10_000 if os.environ.get("WAYMARK_SOAK") else 600)]
    people = {start // 20: texts[start : start + 20] for start in range(0, len(texts), 20)}
    people = {number: people[number] for number in portion(len(people))}

    def talk(number: int) -> list[str]:
        replies = ((text, bot.say(f"{person}-{number}", text).text) for text in people[number])
        return [f"{t!r}: {r}" for t, r in replies if "quuxlang" in r.lower() or any(w in r for w in WRONG[:3])]

    with ThreadPoolExecutor(6) as pool:
        wrong = [problem for found in pool.map(talk, people) for problem in found]
    print(f"{sum(map(len, people.values()))} fuzzed messages, {len(wrong)} with a bad answer")
    assert not wrong, "\n".join(wrong[:5])
    assert "Traceback" not in bot.logs()
