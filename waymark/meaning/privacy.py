"""What exactly somebody asks about what becomes of their words: who reads it, whether it is sold or learned from, where
it lies, for how long, what a deletion leaves.

Readings of a whole message by its words, so pure functions of the text.
"""

from __future__ import annotations

import re

_ASKED = {
    "readers": r"\b(?:who|anyone|anybody|somebody|others|employer|boss|manager|company|colleagues?|recruiters?"
    "|hr|admins?"
    r"|people|they)\b[^.?!]{0,25}\b(?:sees?|reads?|look|access|know|find out|view|get (?:this|it|my)|told|shown"
    r"|shared?)\b"
    r"|\b(?:share|pass|give|show|send)\b[^.?!]{0,30}\b(?:with|on|to) (?:my |an? |the )?(?:\w+ )?(?:anyone"
    r"|anybody|others"
    r"|employer|boss|manager|compan(?:y|ies)|recruiters?|third part(?:y|ies)|someone|somebody)\b"
    r"|\b(?:private|confidential|anonymous)\b",
    "sold": r"\b(?:sell|sold|selling|advertis(?:ers?|ing)|money with|monetis\w+|monetiz\w+)\b",
    "trained": r"\b(?:train(?:ed|ing)?|teach|improve|learn)\b[^.?!]{0,30}\b(?:models?|ai|yourself|on (?:it|this"
    r"|that|me|my|what))\b"
    r"|\b(?:models?|ai)\b[^.?!]{0,20}\btrain(?:ed|ing)?\b|\blearn from (?:me|my|what i|this|our)\b",
    "place": r"\bwhere\b[^.?!]{0,40}\b(?:stored?|saved?|kept|keep|lie|lies|data|go|goes|end up|messages?|servers?)\b"
    r"|\b(?:cloud|servers?)\b",
    "time": r"\bhow long\b|\bfor ever\b|\bforever\b|\bwhen (?:is|are|do|does|will)\b[^.?!]{0,30}\b(?:deleted?"
    r"|removed?)\b",
    "left": r"\b(?:still|remains?|remaining)\b[^.?!]{0,15}\b(?:stored|saved|kept|there|left|have|known?|somewhere)\b"
    r"|\b(?:anything|something|nothing|what|what'?s|copy|copies) (?:is |are )?(?:left|remains?|kept (?:after|of))\b"
    r"|\b(?:really |also |all |too )?(?:gone|deleted|erased|removed)\b[^.?!]{0,15}(?:too|as well|now|really|for "
    r"good)?\W*\?"
    r"|\bafter (?:a |the |i )?delet\w+",
}
_PATTERNS = tuple((name, re.compile(form, re.IGNORECASE)) for name, form in _ASKED.items())
_WORDS = r"(?:what|everything|all(?: that)?|the (?:things|stuff|words|messages)(?: that)?) i(?:'m| am)? (?:\w+ )?"
_USED = re.compile(
    rf"\bwhat\b[^.?!]{{0,20}}\b(?:do|happens?|becomes?|use)\b[^.?!]{{0,15}}\b(?:with|to|of)\b {_WORDS}"
    r"(?:typ(?:e|ing)|writ(?:e|ing)|sa(?:y|id|ying)|tell(?:ing)?|told|enter(?:ed)?|shar(?:e|ed|ing))\b"
    r"|\b(?:do|will|would) you (?:sell|share|pass on|store|save|record|keep)\b[^.?!]{0,12}\b(?:it|this|that"
    r"|what i|me)\b"
    r"|\b(?:can|could|will|does|do) (?:my |the )?(?:employer|boss|manager|company|colleagues?|hr)\b[^.?!]{0,15}"
    r"\b(?:see|read|know|find out|access)\b[^.?!]{0,15}\b(?:this|it|that|what i|about)\b"
    r"|\bwhat(?:'?s| is| do you)? still (?:stored|saved|kept|store|keep|have)\b"
    r"|\b(?:this|the|our) (?:conversation|chat) (?:also |really )?(?:gone|deleted|erased)\b",
    re.IGNORECASE,
)
_OWN_DETAILS = re.compile(
    r"\b(?:have|know|store|stored|saved?|keep|kept|collect|see)\b.{0,20}\bmy (?:\w+ )?(?:phone|mobile|number"
    r"|e-?mail|address|(?:real |full )?name|birthday|contact|location)\b",
    re.IGNORECASE,
)


def asks_about_data(text: str) -> bool:
    """ "Before I say anything, what do you do with what I type?", whatever else it sounds like."""
    return _USED.search(text) is not None


def topics_asked(text: str) -> tuple[str, ...]:
    """What is asked for by name: "readers", "sold", "trained", "place", "time", "left"; empty where it is all of it."""
    return tuple(name for name, form in _PATTERNS if form.search(text))


def asks_for_own_details(text: str) -> bool:
    """ "Do you have my phone number?" """
    return "?" in text and _OWN_DETAILS.search(text) is not None
