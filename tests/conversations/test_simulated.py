"""Random mixes of turns, seeded: whatever the order, the bot answers, repeats nothing and forgets nothing.

150 conversations here, the 1,000 of the long run with WAYMARK_SOAK; several at a time.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from extensions.remote_action import APOLOGIES
from tests.conversations.judging import held, recommendation
from tests.conversations.portion import portion
from tests.conversations.simulator import SKILLS, Simulated, question_of
from tests.harness import Bot, Reply, words
from waymark.app import read_catalogue

CONVERSATIONS = 1000 if os.environ.get("WAYMARK_SOAK") else 150
AT_ONCE = 6
MOST_ASKS = 3  # times that one question is put in a row
SECRET = "Quuxlang"  # only one stranger speaks of it
SORRY = {text for texts in APOLOGIES.values() for text in texts}  # which say that a turn may not have been noted


def repeated(before: Reply | None, now: Reply) -> list[str]:
    """Messages that the bot said word for word in its last turn, or twice in this one."""
    texts = [m["text"] for m in now.messages if m.get("text")]
    last = {m["text"] for m in before.messages if m.get("text")} if before else set()
    return [t for i, t in enumerate(texts) if t in last or t in texts[:i]]


def broken_promises(replies: Sequence[Reply]) -> list[str]:
    """What a conversation must never hold, in words. (That there is an answer at all, `Bot.say` sees to.)"""
    found, run = [], 0
    for before, now in zip([None, *replies], replies):
        if again := repeated(before, now):
            found.append(f"said again after {now.said[:60]!r}: {again}")
        if SECRET.casefold() in now.text.casefold():
            found.append(f"another person's word after {now.said[:60]!r}")
        asked = question_of(now)
        run = run + 1 if before and asked and asked == question_of(before) else 1
        if run > MOST_ASKS:
            found.append(f"asked {run} times in a row: {asked}")
    return found


def hold(seed: int, bot: Bot, someone: Simulated) -> list[Reply]:
    """A whole conversation with the advice at its end."""
    who, replies = f"simulated-{seed}", []
    for _ in range(someone.rng.randint(6, 18)):
        reply = bot.say(who, someone.next_line())
        someone.hear(reply)
        replies.append(reply)
    if someone.deleting:
        replies.append(bot.say(who, "no"))
    return [*replies, bot.say(who, "so which path fits me?")]


def apologised(replies: Sequence[Reply]) -> str:
    """Where the bot said itself that a message was lost, as on a machine under too much load: no hidden loss then."""
    after = [r.said[:40] for r in replies if SORRY & {m.get("text") for m in r.messages}]
    return f" (after apologies to {after})" if after else ""


def differences(someone: Simulated, document: dict[str, object]) -> list[str]:
    """Where the stored profile is not what was said last; and an advice that is missing."""
    stored = {skill: (s["polarity"], s["level"]) for skill, s in held(document).items()}
    found = [f"{s}: {stored.get(s)}, not {wanted}" for s, wanted in someone.told.items() if stored.get(s) != wanted]
    gone = (set(SKILLS) | someone.touched) - set(someone.told)
    found += [f"{s}: still held" for s in gone if stored.get(s, ("", None))[0] == "has"]
    found += [f"{s}: never said" for s in stored if s not in someone.touched]
    liked = {i["id"]: i["polarity"] if "polarity" in i else i["attitude"] for i in document["profile"]["interests"]}  # type: ignore[index]
    if liked != someone.liked:
        found.append(f"interests {liked}, not {someone.liked}")
    enough = sum(polarity == "has" for polarity, _ in someone.told.values()) >= 6  # two may be one answer's
    if enough and recommendation(document) not in {"ds", "mle", "both", "not_yet"}:
        found.append("no advice though enough was said")
    return found


def test_random_conversations_keep_every_promise(bot: Bot) -> None:
    bot.say("a-stranger", f"I know {SECRET} and Cobol, advanced")
    questions = {q.id: q for q in read_catalogue().questions}
    people = {seed: Simulated(random.Random(seed), questions) for seed in portion(CONVERSATIONS)}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        talks = list(pool.map(lambda seed: hold(seed, bot, people[seed]), people))
    wrong = []
    for (seed, someone), replies in zip(people.items(), talks):
        if problems := [*broken_promises(replies), *differences(someone, bot.profile(f"simulated-{seed}"))]:
            wrong.append(f"seed {seed}: {problems}{apologised(replies)}\n{words(replies)}")
    turns = sum(map(len, talks))
    print(f"{len(talks)} random conversations, {turns} turns, {len(wrong)} with a broken promise")
    assert not wrong, f"{len(wrong)} of {len(talks)}\n" + "\n\n".join(wrong[:5])
