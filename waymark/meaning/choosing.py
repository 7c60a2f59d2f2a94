"""What people ask around the choice itself: which path is nearer, which of two skills, what one skill counts for, a
degree, matters of hiring, a project, plainer words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from waymark.catalogue import Catalogue
from waymark.meaning.wording import role_named

_QUESTION = re.compile(
    r"\?|^\W*(?:(?:and|so|ok(?:ay)?|but|well|hm+|hi|hello|please|just)\W+)*(?:what|which|who|where|when|why|how"
    r"|is|are|am|do"
    r"|does|did|can|could|should|shall|would|will|must|may|isn'?t|aren'?t|don'?t|doesn'?t|won'?t)\b",
    re.IGNORECASE,
)
_LESS_WORK = (
    r"(?:easi(?:er|est)|quick(?:er|est)|fast(?:er|est)|soon(?:er|est)|hard(?:er|est)|short(?:er|est)|long(?:er|est)"
    r"|tough(?:er|est)|(?:near(?:er|est)|closer|closest)(?! to (?!me|my|what))|less (?:work|effort|time|hours"
    r"|to learn|far)|more (?:work|effort)|fewer hours|less difficult|more (?:difficult|easy|simple|quick))"
)
ROLE = r"(?:data scien\w+|ds|mle|ml(?: engineer\w*)?|machine[- ]learning(?: engineer\w*)?)"
_OF_BOTH = (
    r"(?:which|what)(?:'s| is| of)?(?: the)?(?: (?:one|ones|path|role|job|career|way|two|them|these|those|both|option"
    r"|side))"
)
_NEARER = re.compile(
    rf"\b{_OF_BOTH}\b[^.?!]{{0,40}}\b{_LESS_WORK}\b|\bwhich (?:is|would be|will be) (?:the )?{_LESS_WORK}\b"
    rf"|\bwhat(?:'s| is| would be) (?:the )?{_LESS_WORK} (?:for|to) me\b"
    rf"|\b{ROLE}\b[^.?!]{{0,40}}\b{_LESS_WORK}\b[^.?!]{{0,30}}\b(?:or|than)\b"
    rf"|\b{_LESS_WORK}\b[^.?!]{{0,40}}\b{ROLE}\b[^.?!]{{0,12}}\b(?:or|than)\b",
    re.IGNORECASE,
)
_OF_LEARNING = re.compile(
    r"\b(?:course|book|tutorial|certificat\w+|bootcamp|language|tool|library|framework|quickest way|fastest way)\b",
    re.IGNORECASE,
)
_JOINED_BY_OR = re.compile(r"\b(?:or|vs\.?|versus|rather than|instead of|over|enough)(?=\W|$)|^\W*/\W*$", re.IGNORECASE)
_PICKS = re.compile(
    r"\?|\b(?:pick|choose|better|best|should|shall|which|prefer|recommend|have to|need|enough|vs|versus|worth"
    r"|both)\b",
    re.IGNORECASE,
)
_NO_PICK = re.compile(
    r"\bwhat if\b|\bif i\b|\bdifferen\w+|^\W*(?:what|wat)(?:'s| is| are| does| do) (?!(?:the )?(?:better|best|more))"
    r"|\b(?:explain|define|courses?|books?|tutorials?|resources?)\b",
    re.IGNORECASE,
)
_LONGEST_LEAD = 4  # letters before a name with which a question begins: "so", "and"
_TELLS = re.compile(
    r"\b(?:no|not|never|neither|nor|without|path|role|my|we)\b|n't\b"
    r"|\bi(?:'ve|'m| (?:know|use|have|work|like|love|hate|did|am|was|can"
    r"|want|would|prefer))\b",
    re.IGNORECASE,
)
_COUNTS = r"(?:counts?|counted|counting|weighs?|weighed|contributes?|considered)"
_BRINGS = r"(?:matters?|worth|brings?|helps?|adds?|useful|says?|speaks?|(?:do|does) (?:it )?(?:do )?for me)"
_WORTH_LEARNING = re.compile(r"\bworth (?:learning|it|the (?:time|effort|trouble)|my time|studying)\b", re.I)
_WHICH_WAY = re.compile(
    r"\b(?:why|how)\b[^?]{0,80}\b(?:against|speaks?|points?|pulls?|pushes|leans?|in favou?r)\b", re.I
)
_SENSIBLE = re.compile(
    r"\b(?:would|is|will|does|do you think) (?:that|it|this)\b.{0,20}\b(?:sensible|wise|smart|clever|worth (?:it|while)"
    r"|worthwhile|(?:a )?(?:good|bad) (?:idea|choice)|useful|help|pay off|make (?:any )?sense|right)\b"
    r"|\b(?:good|bad|right|wise) (?:idea|choice|move)\W*\?",
    re.IGNORECASE,
)
_DEGREE = (
    r"(?:degrees?|diploma|university|college|academic background|formal education|cs(?: background| studies)?"
    r"|computer[- ]science(?: background| studies)?|bachelor'?s?|master'?s?|ph\.?d|doctorate)"
)
_WITHOUT_DEGREE = re.compile(
    r"\b(?:without|no|not having|lack\w*|haven'?t|instead of|(?:don'?t|do not|didn'?t|never) (?:have|had|stud(?:y|ied))"
    rf")\b[^.?!]{{0,25}}\b{_DEGREE}\b|\b(?:need|require[ds]?|must (?:i )?have|necessary|have to have|mandatory)\b"
    rf"[^.?!]{{0,25}}\b{_DEGREE}\b|\b{_DEGREE}\b[^.?!]{{0,12}}\b(?:needed|required|necessary|mandatory|a must)\b"
    r"|\b(?:as|if|when|someone|somebody|person)\b[^.?!]{0,12}\bself[- ]taught\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:can|could|may|possible|manage|need\w*|require[ds]?|must|necessary|mandatory|have to|chances?|enough"
    r"|realistic|too hard|take me|hire me)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:maths?|mathematics|stat\w*|physics|biology|economics|engineering|psychology|business) degree\b",
    re.IGNORECASE,
)
_CREDENTIALS = (
    ("computer-science", r"\bcs\b|computer[- ]science"),
    ("phd", r"\bph\.?d\b|doctorate"),
    ("masters-degree", ""),
)
_STAY = re.compile(
    r"\b(?:stay(?:ing)?|remain(?:ing)?|keep (?:working|a foot)|continue|leav(?:e|ing)|go on|use (?:it|this|that|them)"
    r"|work(?:ing)?|jobs?|roles?|do (?:it|this|that))\b[^.?!]{0,20}\b(?:in|with|for)\b",
    re.IGNORECASE,
)
_OWN_FIELD = re.compile(
    r"\b(?:my|this|that|the same) (?:\w+ )?(?:field|industry|sector|trade|branch|domain)\b", re.IGNORECASE
)
_FIELDS = "Domain knowledge"  # the group of the skills that are a field's own
# Matters of getting hired that no figure of the catalogue speaks of, each by the words that name it.
_HIRING = {
    "portfolio": r"\bportfolios?\b|\bgithub (?:profile|account|page)\b|\bside[- ]projects?\b",
    "company": r"\b(?:which|what) (?:compan(?:y|ies)|firms?|employers?|start-?ups?)\b(?! (?:ask|want|look|expect|need))"
    r"|\bwhere (?:should|could|can|do|shall) i apply\b|\b(?:big tech|faang|start-?ups?) or\b|\bor (?:a )?start-?ups?\b",
    "place": r"\bpart[- ]time\b(?! (?:study|studies|course|student))|\bremote(?:ly)?\b|\bhome[- ]?office\b"
    r"|\bfrom home\b|\bwork[- ]life balance\b|\b(?:more|less|most|least|how|very|too) (?:stress\w*|relaxed)\b"
    r"|\bovertime\b|\bflexible hours\b",
    "break": r"\b(?:career|employment|cv|resume|r[eé]sum[eé]|work)[- ](?:gaps?|breaks?)\b|\b(?:gaps?|breaks?)"
    r" (?:in|on) my (?:cv|resume|r[eé]sum[eé]|career|work)\b|"
    r"\b(?:years?|months?)(?:'s?)?[- ](?:gap|break|pause)\b"
    r"|\b(?:gap|break) (?:of|for) [\w ]{1,12}(?:years?|months?)\b|\b(?:maternity|parental) leave\b"
    r"|\b(?:years?|months?) (?:out of|away from) (?:work|the (?:job|trade|field))\b",
    "freelance": r"^(?!.*\b(?:tax\w*|visa|permit|invoice\w*)\b).*(?:\bfreelanc\w*|\bself[- ]employed\b"
    r"|\bcontract(?:or|ing)\b|\bown (?:business|company)\b)",
    "application": r"\blinkedin\b|\bcover letters?\b|\b(?:job|an|for) interviews?\b"
    r"|\b(?:improve|write|make|update|polish|check|fix|correct|put (?:on|in))\b[^.?!]{0,15}\b(?:cv|r[eé]sum[eé])\b",
    "abroad": r"\brelocat\w+|\bmove abroad\b|\bjobs? abroad\b|\bwork abroad\b",
}
_OF_THE_MARKET = re.compile(
    r"\b(?:jobs?|market|demand\w*|hir\w+|recruit\w*|employ\w*|work|career|titles?|ladder|futur\w+|years?|prospects?"
    r"|outlook|chances?|replac\w+|ai|chat ?gpt|gpt|llms?|language models|automat\w+|robots?|saturated|compet\w+|dying"
    r"|dead|die|over|hype|bubble|layoffs?|openings?|positions?|vacanc\w+|postings?|grow\w*|shrink\w*|safe\w*|needed"
    r"|needs?|field|industr\w+|compan\w+|popular|trend\w*|worth|junior|remote\w*|freelanc\w+|econom\w+|recession|full"
    r"|good time|comes after|scientists?|engineers?)\b",
    re.IGNORECASE,
)
_PROJECT = re.compile(
    r"\b(?:which|what|any|first|next|suggest\w*|recommend\w*|give|good|small)\b[^.?!]{0,30}\bprojects?\b(?: ideas?)?"
    r"|\bprojects? (?:ideas?|to (?:build|start|do|try))\b"
    r"|\b(?:what|which)\b[^.?!]{0,12}\b(?:should|could|can|shall|do) i build\b",
    re.IGNORECASE,
)
_OF_OTHERS_PROJECTS = re.compile(
    r"\bprojects? (?:do|does|manag\w+|lead\w*)\b|\b(?:they|scientists?|engineers?|mles?) (?:work|do|have)\b"
    r"|\btypical projects?\b|\b(?:my|our|your|this) (?:\w+ )?projects?\b|\bin projects\b"
    r"|\b(?:i|we)(?:'ve| have)? (?:did|built|made|finished|led)\b",
    re.IGNORECASE,
)
_PLAINER = re.compile(
    r"\b(?:plain|simple|easy|normal|everyday|layman'?s?|human|clear|basic) (?:english|words?|terms?|language)\b"
    r"|\b(?:simpler|simplif\w+|more simply|in simple|less technical|eli5|dumb (?:it|that) down|plainly"
    r"|(?:say|put|explain|tell)\b[^.?!]{0,15}\bsimply)\b"
    r"|\b(?:don'?t|do not|can'?t) (?:really )?(?:get|understand|follow) (?:all )?(?:the|these|those|your)"
    r" (?:numbers|figures|percent\w*)\b"
    r"|\b(?:too many|(?:a )?lot of|so many|all (?:the|these|those)|without (?:the |all |any )?(?:these |those )?"
    r"|no more|fewer|less|skip the|leave out the) (?:numbers|figures|percent\w*|statistics|stats)\b"
    r"|\btoo (?:complicated|technical|complex|much (?:maths|jargon|information|info))\b"
    r"|\bexplain (?:it |that |this )?like i'?m\b"
    r"|^\W*(?:the |in )?(?:short(?:er)?|brief) (?:version|answers?)(?: pl\w+)?\W*$",
    re.IGNORECASE,
)
_NOT_WORDING = re.compile(
    r"\b(?:languages? (?:to|is|should)|learn|courses?|jobs?|roles?|which|for me|is (?:data|ml|mle|machine))\b",
    re.IGNORECASE,
)
_ONE_SENTENCE = re.compile(
    r"\b(?:in|as|with|just|only) (?:a|one|1|two|a single) (?:short )?(?:sentences?|lines?|words?)\b"
    r"|\bin (?:short|brief|a nutshell)\b|\bbriefly\b|\btl;? ?dr\b|\bone[- ](?:liner|sentence)\b|\bshort version\b",
    re.IGNORECASE,
)
_FITS = re.compile(
    r"\b(?:right|good|suitable|ok(?:ay)?|fine|something|anything|the (?:right|better) (?:one|path|job|choice))\b"
    r"[^.?!]{0,12}\bfor me\b|\b(?:fits?|suits?) (?:me|that|somebody like me|someone like me)\b"
    r"|\b(?:is|would)\b[^.?!]{0,25}\b(?:still|make sense|a good (?:idea|choice|fit))\b"
    r"|\bam i (?:still )?(?:right|wrong)\b",
    re.IGNORECASE,
)


def asked_in(text: str) -> str:
    """The sentences of a text that ask something; what is told beside them is left out."""
    return " ".join(s for s in re.findall(r"[^.?!\n]+[.?!]*", text) if is_question(s))


def is_question(text: str) -> bool:
    """Whether a text asks something, with or without a question mark."""
    return _QUESTION.search(text) is not None


def asks_which_is_nearer(text: str) -> bool:
    """ "Which one is easier to get into?", "which path is quicker for me?" """
    return _NEARER.search(text) is not None and _OF_LEARNING.search(text) is None


def asks_to_pick(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """ "Should I learn Python or stay with R?": a choice between the skills that stand at these places."""
    if not _PICKS.search(text) or _NO_PICK.search(text):
        return False
    ordered = sorted(places)
    between = [text[left[1] : right[0]] for left, right in itertools.pairwise(ordered)]
    return any(_JOINED_BY_OR.search(words) for words in between) and not any(re.search(r"[.?!]", w) for w in between)


def names_and_asks(text: str, first: int) -> bool:
    """ "Power BI or Tableau, which one?" begins with a name (its place is `first`) and says nothing of who asks."""
    return first <= _LONGEST_LEAD and not _TELLS.search(text)


def asks_for_the_first(text: str) -> bool:
    """ "SQL or Python first?" is about the order, not about doing without one."""
    return re.search(r"\b(?:first|begin|start|before)\b", text, re.I) is not None


def asks_what_counts(text: str, start: int, end: int) -> bool:
    """ "What does my Power BI count for?", of the skill that stands there: how it counts, what one's own is worth."""
    around = f"{text[:start]} {text[end:]}"
    if not is_question(text):
        return False
    if re.search(rf"\b{_COUNTS}\b", around, re.I) or _WHICH_WAY.search(around):
        return True
    if _WORTH_LEARNING.search(around):
        return True
    own = re.search(r"\bmy (?:\w+ ){0,2}$", text[:start], re.I)
    return own is not None and re.search(rf"\b{_BRINGS}\b", around, re.I) is not None


def asks_if_sensible(text: str) -> bool:
    """ "I would rather learn Python, would that be sensible?" """
    return _SENSIBLE.search(text) is not None


def degree_doubted(text: str) -> str | None:
    """The credential that "can I become an MLE with no CS degree?" is about, by its id; a degree in general is the
    one that postings name most. None where no such thing is asked."""
    asked = asked_in(text)
    if not _WITHOUT_DEGREE.search(asked) or not _POSSIBLE.search(asked) or _SUBJECT.search(asked):
        return None
    return next(name for name, form in _CREDENTIALS if re.search(form, text, re.I))


def asks_need(text: str) -> bool:
    """Whether a degree is asked for as a must ("do I need ...?"), where "no" is the good news."""
    return re.search(r"\b(?:need\w*|require[ds]?|must|necessary|have to|mandatory)\b", text, re.I) is not None


def asks_to_stay(text: str) -> bool:
    """ "How can I stay in healthcare with this?" """
    return _STAY.search(asked_in(text)) is not None


def field_named(text: str, catalogue: Catalogue) -> str | None:
    """The trade that a text names, by its activity's id; "" for "my field", None where none is named."""
    low = text.casefold()
    for activity in catalogue.activities.values():
        skill = catalogue.skills.get(activity.id)
        is_field = activity.kind == "topic" and (skill is None or skill.group == _FIELDS)
        if is_field and any(re.search(rf"\b{re.escape(form.casefold())}\b", low) for form in activity.forms):
            return activity.id
    return "" if _OWN_FIELD.search(text) else None


def speaks_of_market(text: str) -> bool:
    """Whether a word of jobs, of hiring or of what becomes of them stands in it."""
    return _OF_THE_MARKET.search(text) is not None


def hiring_matter(text: str) -> str | None:
    """The practical matter of getting hired that a question is about (a key of `talk.HIRING`); else None."""
    asked = asked_in(text)
    return next((matter for matter, form in _HIRING.items() if re.search(form, asked, re.I)), None)


def asks_for_project(text: str) -> bool:
    """ "Which first project should I build?" """
    return _PROJECT.search(text) is not None and _OF_OTHERS_PROJECTS.search(text) is None


def asks_plainer(text: str) -> bool:
    """ "Plain English please?", "can you say that simpler?", "too many numbers"."""
    return _PLAINER.search(text) is not None and _NOT_WORDING.search(text) is None


def wants_one_sentence(text: str) -> bool:
    """ "... in one sentence?" """
    return _ONE_SENTENCE.search(text) is not None


def asks_whether_it_fits(text: str, catalogue: Catalogue) -> bool:
    """ "I like statistics, is data scientist still right for me?" """
    asked = next((s for s in re.findall(r"[^.?!,;]+\??", text) if is_question(s) and role_named(s, catalogue)), "")
    return _FITS.search(asked) is not None
