"""What a message says of other people: what somebody else knows, and what others ask for. Neither is the person's own,
so it never changes what is known about them.

Pure functions of the text; whose skill a mention is, the reader says (`Scope`).
"""

from __future__ import annotations

import re

from waymark.skills import Mention, Scope

_KIN = (
    r"friend|mate|colleague|co-?worker|boss|manager|lead|brother|sister|sibling|wife|husband|partner|boyfriend|girlfriend"
    r"|father|mother|dad|mum|mom|son|daughter|cousin|uncle|aunt|neighbou?r|roommate|flatmate|teacher|professor|mentor"
)
_SOMEBODY = rf"(?:he|she|they|(?:my|a|the|another) (?:\w+ )?(?:{_KIN}))"
_DOES = r"(?:is|has|can|knows?|does|uses?|writes?|codes?|works?|did|learn(?:s|ed)|told|said|(?:\w+ly )\w+s)"
_SOMEBODY_DOES = re.compile(rf"\W*(?:(?:and|but|because|since|while|where|as)\W+)?{_SOMEBODY} {_DOES}\b", re.I)


def is_of_somebody_else(mention: Mention) -> bool:
    """Whether a mention is another person's: the reader says so, or its clause begins with that person."""
    if mention.scope is Scope.OTHER:
        return True
    return mention.scope is Scope.QUESTION and _SOMEBODY_DOES.match(mention.evidence) is not None
