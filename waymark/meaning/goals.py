"""The path that somebody says they aim at, however little fits it."""

from __future__ import annotations

import re

from waymark.catalogue import Catalogue
from waymark.meaning.wording import FIELDS, forms_of

_AIMS = (
    r"\b(?:i(?: really| only)?(?:'d| would)?(?: really| rather)? "
    r"(?:(?:want|like|wish|hope|prefer|love|plan|decided|aim|chose|choose) (?:to )?(?:be|become|work as|go for)"
    r"|(?:want|choose|prefer|decided (?:for|on)|aim (?:for|at)|go for))|i'?d rather (?:be|become)"
    r"|my (?:\w+ )?(?:goal|aim|dream|target|choice)(?: job)? is(?: to (?:be|become))?"
    r"|(?:let'?s|i'?ll|i will|we'?ll) (?:just |rather )?(?:go (?:with|for)|take|stick (?:with|to)|choose|pick)"
    r"|(?:set|change|switch) (?:my |the )?(?:goal|path|aim|role|target) to|i(?:'m| am) (?:aiming|going) (?:for|at)"
    r"|i(?: guess i)?(?:'?d| would)? (?:say|pick|take)|i(?:'m| am) leaning (?:to|towards?)"
    r"|i(?:'ve| have) (?:decided|chosen)(?: for| on| to be| to become)?"
    r"|(?:my |the )?(?:final|last|new) (?:answer|choice|decision)(?: is)?\W{0,2}) ?(?:be )?(?:an? |the )?"
)
_AVOIDS = r"\b(?:don'?t|do not|never|no longer) want(?:ed)? to (?:be|become|work as) (?:an? )?"
_ENTERS = (
    r"(?:\bi(?:'d| would)?(?: really| only)? (?:want|like|wish|hope|plan|love|decided|aim) to|\bi(?:'m| am) "
    r"(?:looking|trying|planning|hoping|aiming) to|(?:^|\.)\s*(?:and |so |but )?"
    r"(?:want(?:ing)?|hop(?:e|ing)|looking|trying|planning|aiming|wish(?:ing)?) to)"
    r" (?:(?:get|move|switch|go|transition|break|change|shift) (?:over )?(?:in)?to|become|be|work as)(?: being)?"
    r"(?: an?| the)? "
)
_PART_OF_FIELD = r"(?!\s+(?:models?|projects?|courses?|papers?|theory|algorithms?|stud\w+))"
_IT_IS = (
    r" it is(?: then| now)?| (?:sounds|seems|feels|looks)(?: \w+)? (?:better|best|right|nicer)(?: to me| for me"
    r"| after all| now)?"
    r"| suits me(?: better| best)?"
)


def goal_told(text: str, catalogue: Catalogue) -> str | None:
    """The role that a person says they aim at; leaving all but one means that one. None where none is told."""
    pieces = re.findall(r"[^.?!,;]+\??", text.casefold())
    low = ". ".join(p for p in pieces if not re.search(r"\?|\bor\b|\bif\b|\bwhether\b|\bnot sure\b|\bdon'?t know\b", p))
    named = {role: rf"(?:{form})\b" for role, form in forms_of(catalogue).items()}
    left = [role for role, form in named.items() if not re.search(_AVOIDS + form, low)]
    if len(left) == 1 < len(named):
        return left[0]
    entered = {r: rf"{form}|(?:{FIELDS[r]})\b{_PART_OF_FIELD}" if r in FIELDS else form for r, form in named.items()}
    aimed = [
        r
        for r in left
        if re.search(_AIMS + named[r], low)
        or re.search(rf"{_ENTERS}(?:{entered[r]})|(?:{named[r]})(?:{_IT_IS})\W*(?:$|\.)", low)
    ]
    return aimed[0] if len(aimed) == 1 else None
