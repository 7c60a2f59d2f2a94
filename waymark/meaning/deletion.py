"""Whether a message orders that everything be deleted, in whatever words and whatever else was being talked about.

A reading of a whole message by its words, so a pure function of the text.
"""

from __future__ import annotations

import re

_LEAD = (
    r"(?:(?:yes|yeah|yep|yup|ok(?:ay)?|sure|fine|right|alright|please|pls|just|now|then|so|well|no|hm+|go on"
    r"|go ahead|do it|come on|and|but|finally|still|simply|really|i said|i mean|as i said"
    r"|i already said(?: to)?|i told you to"
    r"|i(?: do)? want you to|i(?:'d| would) like you to|i(?: do)? want to|you (?:can|may|should)"
    r"|(?:can|could|will|would) you|let'?s|go)\b\W*)*"
)
_VERB = r"(?:delete|erase|wipe|purge)(?: out| off)?"
_THINGS = r"(?:data|profile|account|info(?:rmation)?|details|history|conversation|chat|records?|stuff|messages|traces?)"
_WHOLE = (  # "the German stuff" is a part of it
    r"(?:whole|entire|complete|full|personal|private|own|stored|saved|old|damn|bloody|chat|user|conversation)"
)
_ALL = (
    r"(?:it|this|that|them|me|all|everything|the (?:whole )?lot|(?:it|this|that|them) all"
    r"|all (?:of )?(?:it|this|that|them)"
    rf"|(?:all (?:of )?)?(?:my|the|this|that|our) (?:{_WHOLE} ){{0,2}}{_THINGS}"
    r"|(?:all |everything |whatever |what )(?:that )?"
    r"(?:you (?:have|know|stored?|saved?|noted?|kept|keep)|i (?:said|told you|wrote)))"
)
# "Remove that" may be about a skill; "remove my data" is not.
_PLAIN = (
    rf"{_VERB}(?: {_ALL})?"
    rf"|(?:remove|clear|destroy) (?:everything|all (?:of )?my {_THINGS}|my (?:{_WHOLE} ){{0,2}}{_THINGS})"
)
_TAIL = (
    r"(?:\W+(?:please|pls|now|then|all|already|too|for good|for ever|forever|right (?:now|away)|at once|completely"
    r"|entirely|anyway|thanks?|thank you|first|again|yes|go ahead|so|instead|about me|(?:on|of|from) me|up"
    r"|(?:from|in|off) (?:your|the|this) (?:system|servers?|database|memory|records)))*"
)
_ORDER = re.compile(rf"\W*{_LEAD}(?:{_PLAIN}){_TAIL}\W*", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[.!?;:,\n]+|\s[-–]+\s|\b(?:and|but) (?=(?:then )?(?:please |just |now )*(?:delete|erase|wipe)\b)"
)
_LONGEST = 300  # letters; an order is short


def orders_deletion(text: str) -> bool:
    """ "Yeah go on, delete it", "wipe everything", but not "delete that skill", "don't delete it", "if I delete it"."""
    if len(text) > _LONGEST:
        return False
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    return any(_ORDER.fullmatch(clause) for clause in (text, *clauses))


def asks_only(text: str) -> bool:
    """Whether it is put as a question ("can you delete it?"), which is no order yet."""
    return "?" in text
