"""Which job beside the two paths a question weighs up or compares with one of them.

Readings of a whole message by its words; the catalogue is asked for its roles alone.
"""

from __future__ import annotations

import re

from waymark.catalogue import Catalogue
from waymark.meaning.choosing import ROLE, asked_in
from waymark.meaning.wording import role_named

_TRADES = (
    r"(?:analyst|engineer|developer|dev|programmer|coder|manager|consultant|statistician|researcher|scientist|architect"
    r"|administrator|admin|teacher|actuary|accountant|economist|designer|tester|specialist|nurse|quant)s?"
)
_A_JOB = rf"((?:[a-z/-]+ ){{0,2}}?{_TRADES})"
_OTHER_JOB = re.compile(
    r"\b(?:(?:should|shall|would|better|rather|or|than)\b[^.?!,]{0,40}?\b(?:be|become|becoming|being|stay(?:ing)?"
    r"|remain(?:ing)?|go for|choose|work as|start as)|rather|or|than|instead of|what about|how about|same as"
    r"|difference (?:to|from|between)|different from|compared (?:to|with)|vs\.?|versus"
    rf"|{ROLE} (?:and|or|vs\.?|versus))(?: as| in)?(?: (?:an?|the|my))? (?={_A_JOB}\b)"
    rf"|^\W*(?:(?:and|so|is|are|an?)\W+)*{_A_JOB} (?=(?:and|vs\.?|versus|(?:is |are )?the same as)\b)",
    re.IGNORECASE,
)
_COULD_BE_A_PATH = re.compile(
    r"(?:(?:good|better|real|senior|junior|ml|an?|the|or)\s)*(?:scientist or )?(?:an? )?(?:engineer|scientist"
    r"|specialist|researcher)s?|(?:[a-z]+ )?(?:good|better|real|great|bad) [a-z]+"
    r"|(?:to|be|become|you|i|me|my|for|ask|tell) .*",
    re.IGNORECASE,
)


def other_job_weighed(text: str, catalogue: Catalogue) -> str | None:
    """The job beside the two paths that somebody weighs up: "should I rather be a data analyst?"; else None."""
    named = ((found[1] or found[2]).strip().lower() for found in _OTHER_JOB.finditer(asked_in(text)))
    jobs = [job for job in named if _is_other(job, catalogue)]
    known = {role.label for role in catalogue.contrasts.values()}
    return next((job for job in jobs if job in known), jobs[0] if jobs else None)


def _is_other(job: str, catalogue: Catalogue) -> bool:
    """Whether a job's name is none of the paths', nor could be short for one ("engineer")."""
    return role_named(job, catalogue) is None and _COULD_BE_A_PATH.fullmatch(job) is None
