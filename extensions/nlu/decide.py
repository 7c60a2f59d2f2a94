"""From probabilities to one intent: what the reader understood outranks the statistics.

A message that tells skills is `tell_skills` however it is worded; it yields to removal, hypothetical, question and
advertisement, which the reader sees as the message's frame. Oddities are never confident.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extensions.nlu.checks import Oddity, emoji_intent
from extensions.nlu.features import INTERROGATIVE
from extensions.nlu.normalise import SKILL, masked
from waymark.skills import Frame, Polarity, Reading

TELL, REMOVE, WHATIF, ADVERT, DONE = (
    "tell_skills", "correct_or_remove_skill", "compare_or_whatif", "paste_advert", "progress_done",
)  # fmt: skip
TELLING = (TELL, REMOVE, DONE, "tell_interest", "answer_level", "set_hours")
OUT_OF_SCOPE = "out_of_scope"
QUESTION = "ask_"
FALLBACK = "nlu_fallback"
EXPLAIN = "ask_skill_explain"
_EXPLAIN = re.compile(
    rf"(?:\w+[ ,]+)?(?:what (?:is|are|does|do)|why (?:is|are|does|do)|explain|define|tell me about|what about)"
    rf"(?: a| an| the)? *{SKILL}(?: (?:important|matter|needed|relevant|useful|do|mean|for|good|used|to me|please))*\W*"
)
NOT_EXPLAINED = ("ask_what_is_ml", "ask_what_is_ds", "ask_degree_maths")  # which have better answers to the same words
FRAME_SURE = 0.95  # confidence of an intent that the reader decided
FRAME_YIELDS = 0.8  # a frame gives way to an intent that is surer than this
TELL_YIELDS = 0.6  # so does "tell", already to this
TELLS_AT = 0.15  # a bare name ("docker") tells only if the statistics find that at least so likely
SAID_AT = 0.03  # one with a level, years, a negation or a wish, or several names, needs less
FALLBACK_BELOW = 0.22
ODD_CONFIDENCE = 0.25
EMOJI_CONFIDENCE = 0.8

Ranking = list[tuple[str, float]]  # intents with confidences, best first


def decide(chances: Mapping[str, float], reading: Reading) -> Ranking:
    """The ranking of an ordinary message from calibrated `chances` (summing to 1) and its reading."""
    best = max(chances, key=lambda intent: chances[intent])
    framed = _framed(chances, reading, best)
    ranking = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
    if framed is not None:
        sure = max(FRAME_SURE, chances.get(framed, 0.0))
        left = 1.0 - sure
        rest = sum(p for intent, p in ranking if intent != framed) or 1.0
        return [(framed, sure), *((i, p * left / rest) for i, p in ranking if i != framed)]
    if reading.frame is Frame.QUESTION and best == TELL:
        ranking = [item for item in ranking if item[0] != TELL]
    if ranking[0][1] < FALLBACK_BELOW:
        return [(FALLBACK, FALLBACK_BELOW), *ranking]
    return ranking


def led_by(first: str, whole: Ranking) -> Ranking:
    """The ranking of a message that asks several things: where the whole is a question, the first one leads."""
    best, sure = whole[0]
    if not (first.startswith(QUESTION) and best.startswith(QUESTION)):
        return whole
    return [(first, sure), *(item for item in whole if item[0] != first)]


def decide_odd(oddity: Oddity, text: str) -> Ranking:
    """The ranking of a message that is not classified: a sign's meaning, or out of scope without confidence."""
    meant = emoji_intent(text) if oddity is Oddity.EMOJI else None
    if meant is not None:
        return [(meant, EMOJI_CONFIDENCE), (OUT_OF_SCOPE, 1.0 - EMOJI_CONFIDENCE)]
    return [(OUT_OF_SCOPE, ODD_CONFIDENCE)]


def _masked(reading: Reading) -> str:
    return masked(reading.text, [(m.start, m.end) for m in reading.mentions]).strip()


def _framed(chances: Mapping[str, float], reading: Reading, best: str) -> str | None:
    """The intent that the frame decides, or None where the statistics shall."""
    if reading.frame is Frame.ADVERTISEMENT:
        return None if not reading.mentions and best != ADVERT and chances[best] > TELL_YIELDS else ADVERT
    if best not in NOT_EXPLAINED and reading.mentions and _EXPLAIN.fullmatch(_masked(reading)):
        return EXPLAIN
    other_is_sure = chances[best] > FRAME_YIELDS and best not in TELLING
    if reading.mentions and not other_is_sure:
        if reading.frame is Frame.REMOVE:
            return REMOVE
        if reading.frame is Frame.HYPOTHETICAL:
            return WHATIF
    if reading.frame is not Frame.TELL or not reading.own:
        return None
    if best in (REMOVE, DONE, ADVERT, "tell_interest") and chances[best] > TELL_YIELDS:
        return None
    asks = reading.text.lstrip().lower().startswith(INTERROGATIVE)
    if best not in TELLING and (asks or chances[best] > TELL_YIELDS):
        return None
    telling = sum(chances.get(intent, 0.0) for intent in TELLING)
    said = any(m.polarity is not Polarity.HAS or m.level is not None or m.years is not None for m in reading.own)
    return TELL if telling >= (SAID_AT if said or len(reading.own) > 1 else TELLS_AT) else None
