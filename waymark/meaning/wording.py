"""What a text plainly says, whatever else it may sound like: a goal, the name of a role, a question about the figures,
a trade, "I know nothing".

Readings of a whole message by its words, so pure functions of the text; the catalogue is asked for its roles alone.
What a text says about a plan is in `waymark.meaning.plan_wording`.
"""

from __future__ import annotations

import re

from waymark.catalogue import Catalogue
from waymark.meaning.terms import WHAT_IS

# How people speak of the two roles, beside the labels of the catalogue. A role of other rows is known by its labels.
SPOKEN = {
    "ds": r"data[ -]?scien(?:tis(?:ts?)?|ce)|ds",
    "mle": r"(?:machine[ -]?learning|ml) engin(?:eer(?:s|ing)?|ers?)|mles?",
}
_DO = (
    r"what (?:should|shall|can|could|do|must) i (?:have to )?do(?: (?:now|next|first|then))*"
    r"(?: then| now| about (?:it|that))?"
)
FIELDS = {"mle": r"machine[ -]?learning|ml"}  # names of the field, which mean the role where nothing else is said
_DATA = (
    r"(?:data(?! (?:scien|engineer|analy))|numbers?|figures?|percentages?|statistics|postings|ads|adverts"
    r"|surveys?|evidence|sources?|estimates?)"
)
_ABOUT_FIGURES = re.compile(
    rf"\b(?:{_DATA}|this|it|(?:the|these|those|your) (?:hours|weeks)|\d+ (?:in 100|hours?|weeks?|percent)|\d+ ?%)"
    r"[^.?!]{0,30}\bcom(?:e|es|ing) from\b"
    r"|\b(?:made?|making) .{0,25}\bup\b(?! my| your| the)"
    r"|\b(?:you|numbers?|figures?|that|it|this)\b.{0,12}\binvent(?:ed|ing)?\b"
    r"|\b(?:sources?|evidence) (?:of|for|do) (?:you|the|that|this|these|those|your)\b|\bcite\b"
    r"|\b(?:your|which|what) (?:are (?:your|the) )?(?:sources?|evidence)\b(?! code)"
    r"|^\W*(?:and |the |your |any |show |me )*(?:data )?sources?\W*$"
    r"|\bwhere(?: exactly)? (?:do|did|have) (?:you|u) (?:get|got|take|have|find) (?:it|this|that|these|those|them)\b"
    r"|\b(?:which|what|whose) (?:job )?(?:postings|surveys?)(?: exactly)?"
    r"(?= *[?.,!]| *$| are these| is (?:it|this|that))"
    r"|\bfrom (?:which|what) (?:country|countries|years?)\b"
    rf"|\b(?:is|are) (?:the|these|those|your|this|that) {_DATA} (?:only |just |also |even )?(?:for|from|of|about|in)\b"
    r"|\bhow (?:did|do|were|are|was|is) (?:you|they|the|these|those|it)\b[^.?!]{0,25}\b(?:calculat|estimat|comput"
    r"|reckon|measur|come up with|work(?:ed)? out)\w*(?: (?:the|these|those|all|my|this|that|it))*"
    r"(?: (?:hours?|weeks?|numbers?|figures?|points?|percentages?))?\W*$"
    rf"|\bhow (?:old|recent|new|fresh|current|up[ -]to[ -]date) (?:is|are) (?:the|your|this|that|these|those) {_DATA}\b"
    rf"|\b{_DATA}\b.{{0,15}}\b(?:years? old|too old|outdated|out of date)\b"
    r"|\bwho (?:says|said|estimate[sd]?|decide[sd]?|counted|measured|made|makes|collected|wrote)\b.{0,40}"
    r"(?:\d|\b(?:hours?|weeks?|numbers?|figures?)\b)",
    re.IGNORECASE,
)
_WOULD_CHANGE = re.compile(
    r"\bchang(?:e[sd]?|ing)\b|\b(?:what|how)\b.{0,60}\b(?:make you|(?:so )?that you(?:'d| would)?|before you"
    r"|for you to) "
    r"(?:say|recommend|choose|pick|advise|suggest|call)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\bwhat(?:'s| is| are| speaks?| would speak)?\b.{0,30}\bagainst (?:it|that|this|me|the \w+|them)?\W*$"
    r"|\bwhat(?:'s| is| are)? (?:the )?(?:downsides?|drawbacks?|cons|counter-?arguments?)\b"
    r"|\bany(?:thing)? against (?:it|that|this)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"\bmy (?:\w+ )?(?:data|numbers?|figures?)\b", re.IGNORECASE)
_SELF_BLAME = (
    r"(?:sorry|i(?:'?m| am|m)? (?:just |a bit |a little |so |too |really |probably )*(?:slow|stupid|dumb|an "
    r"idiot|thick|tired)"
    r"|my (?:fault|bad|mistake))"
)
_UNCLEAR = re.compile(
    rf"\W*(?:(?:{_SELF_BLAME}|sorry|hm+|uh|um+|wait|well|but|what)\W+)*(?:(?:i |im |i'm |i am )?(?:really |still )?"
    r"(?:don'?t|do not|didn'?t|did not|can'?t|cannot|not sure i|not|no) (?:really |quite |even )?"
    r"(?:understand|get|follow)"
    r"(?: (?:the|this|that|your) question| it| this| that| you| what (?:you|that|this|it) (?:means?|asks?|wants?))?"
    r"|what do(?:es)? (?:you|that|this|it|the question) (?:even )?mean(?: (?:by|with) (?:that|this|it|the question))?"
    r"|pardon|come again|huh|what|eh|what (?:kind|sort|type)s? of (?:\w+ ){1,2}do you mean|which \w+ do you mean"
    r"|(?:(?:can|could) you |please )*(?:explain|rephrase) (?:(?:the|this|that|your) question|that|it)"
    rf")(?:\W+(?:{_SELF_BLAME}|please|again|but))*\W*",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\W*(?:(?:hi|hello|hey)\b[^.!?]{0,40}[,;:-]\s*)?"
    r"(?:(?:and|so|ok(?:ay)?|then|hi|hello|now)\W+)*"
    r"what(?:'?s| has| have| is| did)? (?:changed?|new|different|moved?)"
    r"(?: (?:now|then|for me|in my profile|by that"
    r"|(?:since|from) (?:then|(?:the )?last time|before|yesterday)))*\W*"
    r"|\W*(?:(?:and|so|ok(?:ay)?|but)\W+)*(?:does|did|will|has) (?:that|this|it)(?: now)? changed? "
    r"(?:anything|something|much|the (?:advice|result|figures?|numbers?)|my (?:result|figures?|numbers?))\W*",
    re.IGNORECASE,
)
_WHAT_IF = re.compile(
    r"\b(?:(?:what |and )?if|suppos(?:e|ing)|imagine|assum(?:e|ing)|say i|were i to|had i|once i|when i (?:know|learn)"
    r"|(?:after|by) learning|add(?:ing|ed)?|would\b.{0,40}\b(?:change|help|matter|differ\w*)|help)\b",
    re.IGNORECASE,
)
_STUDY_TIME = re.compile(r"\b(?:hours?|weeks?)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?\n])\s*")
_PLACE_ALONE = re.compile(
    r"\W*(?i:(?:(?:and|but|or|so|ok(?:ay)?|hm+|what about|how about)\W+)*(?:in |for )?(?:the )?)"
    r"[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}\W*(?:then|too)?\W*"
    r"|.{0,12}\b(?:here|abroad|elsewhere|other countries|in my country)\W*"
)
_NEVER_SAID = re.compile(
    r"\bi(?:'ve| have)? (?:never|didn'?t|did not|haven'?t|have not)(?: (?:ever|even|actually|really))? "
    r"(?:say|said|mention(?:ed)?|tell|told you|claim(?:ed)?|wr[oi]te|written|typed?)\b",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"^\W*(?:(?:hi|hello|well|so|no|really|nothing|right now|currently)\W+)*i(?:"
    r"(?:'ve| have)?(?:'m| am| was)?(?: been)?(?: currently| now| just| still)? work(?:ed|ing)? (?:as|at|in|for|on)\b"
    r"|(?:'m| am| was|'ve been| have been)(?: currently| now| just| still)? an? (?!bit|little|lot|few|beginner"
    r"|newbie|fan\b)[a-z]+"
    r"(?: [a-z]+)?(?:\W*$| (?:in|at|for|by|since|and|but|who)\b))",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\b(?:degree|post-?doc\w*|ph\.?d|doctorate|m\.?sc|b\.?sc|bachelor'?s?|master'?s|graduated?|undergrad\w*"
    r"|student|semester"
    r"|academia|leaving|switching|career change|changing careers?|retraining|retired|unemployed|freelanc\w+"
    r"|\d+ ?(?:yrs?|years?|yoe)(?! old)|working (?:in|at|as|for)|background)\b",
    re.IGNORECASE,
)
_ASKS_OR_ORDERS = re.compile(
    r"\?|\b(?:you|your)\b|^\W*(?:who|what|when|where|why|how|which|can|could|would|will|do|does|is|are|tell|write|give"
    r"|show|recommend|make|play|sing|translate|help|find|book|order)\b",
    re.IGNORECASE,
)
_TRADE_DATA = re.compile(r"\b(?:work|stay|job|something)\b.{0,25}\bwith\b.{0,25}\bdata\b", re.IGNORECASE)
_WHY_TOLD = re.compile(
    r"\b(?:find(?:ing|s)?|found|figur\w+|work(?:ed|ing)?|know(?:ing|s)?|knew|understand\w*|see(?:ing)?|learn\w*"
    r"|discover\w*"
    r"|explain(?:ed|ing|s)|wonder\w*|ask(?:ed|ing)|analy[sz]\w*|investigat\w+|research\w*)(?: out)? why\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:have|bring|got)(?: really| absolutely| literally)? (?:no|zero) (?:[a-z]+ ){0,2}"
    r"(?:skills?|experience|background|knowledge)\b(?! (?:in|with|of|on|as)\b)"
    r"|\bi (?:know|can(?: do)?)(?: really| absolutely| literally)? nothing(?: at all| yet| really)?\W*$"
    r"|\bno skills?(?: at all| yet| whatsoever)\b|^\W*(?:no )?really,? nothing\b",
    re.IGNORECASE,
)
_COMMANDS = {  # a word that asks for something where it stands alone behind other sentences
    "gaps?": "ask_gaps",
    "(?:plan|roadmap)": "ask_plan",
    "report": "ask_report",
    "profile": "export_or_show_profile",
    "why": "ask_why_recommendation",
    "(?:advice|verdict|recommendation)": "start_advice",
}
_LEADS_TO_NAME = (
    r"(?:(?:no|nope|rather|actually|sorry|i meant?|and|or|so|ok|okay|what|how|about|of|for|the|an?|as|in|same|other"
    r"|then|with)\b[\s,]*)*"
)
_LONGEST_BACKGROUND = 15  # words
_LONGEST_NAME = 80  # letters; more than a name stands in a longer text


def forms_of(catalogue: Catalogue) -> dict[str, str]:
    """Patterns for the names of the catalogue's roles."""
    forms = {}
    for role in catalogue.roles.values():
        names = [re.escape(name.casefold()) for name in (role.plural, role.label, role.id)]
        forms[role.id] = "|".join([*names, SPOKEN[role.id]] if role.id in SPOKEN else names)
    return forms


def role_named(text: str, catalogue: Catalogue) -> str | None:
    """The one role that a text names; None where it names none or several."""
    low = text.casefold()
    found = [role for role, form in forms_of(catalogue).items() if re.search(rf"(?<!\w)(?:{form})(?!\w)", low)]
    return found[0] if len(found) == 1 else None


def asks_for_plan(text: str, catalogue: Catalogue) -> bool:
    """ "Make me a data scientist plan instead": a plan for a role that is named, whatever else is said."""
    return re.search(r"\bplan\b", text, re.I) is not None and role_named(text, catalogue) is not None


def denied_words(text: str) -> tuple[int, int] | None:
    """Where "I never said Docker" stands, up to what is said instead: it was understood wrongly, which says nothing
    about knowing it. None where nothing is denied so."""
    found = _NEVER_SAID.search(text)
    if found is None:
        return None
    end = re.search(r"[,.;!?\n]| but ", text[found.end() :])
    return found.start(), found.end() + end.start() if end else len(text)


def command_behind(text: str) -> str | None:
    """The intent of the one word that a message ends with: "SQL advanced, gaps"; None where it ends otherwise."""
    lead = r"[,.;:!?\n–-]\s*(?:(?:and|now|then|so|ok|my|the|show|please)\s+)*"
    tail = r"(?:,? (?:please|now|then))?\W*$"
    return next((i for word, i in _COMMANDS.items() if re.search(lead + word + tail, text, re.I)), None)


def does_not_understand(text: str) -> bool:
    """ "I don't understand the question", "what do you mean?", and nothing else than what it is that is not clear."""
    first, _, rest = text.partition(",")
    return any(_UNCLEAR.fullmatch(said) for said in (text, first if WHAT_IS.match(rest) else ""))


def blames_oneself(text: str) -> bool:
    """ "Sorry, I'm slow", beside a question that was not clear."""
    return re.search(rf"\b{_SELF_BLAME}\b", text, re.IGNORECASE) is not None


def asks_what_changed(text: str) -> bool:
    """ "What changed since last time?", after a greeting or a statement if need be."""
    return any(_CHANGED.fullmatch(part) for part in (text, *_SENTENCE.split(text)) if part)


def names_place_alone(text: str) -> bool:
    """ "And in Germany?": a name and no more, which after a question about pay is a country."""
    return _PLACE_ALONE.fullmatch(text) is not None


def asks_what_to_do(text: str) -> bool:
    """ "What should I do now?", "what next?" and nothing else."""
    lead = r"\W*(?:(?:so|ok(?:ay)?|and|then|now)\W+)*"
    return re.fullmatch(rf"{lead}(?:{_DO}|what(?:'?s| is| comes)? next|what now)\W*", text, re.I) is not None


def is_to_be_learned(text: str, end: int) -> bool:
    """Whether what is named up to `end` is what somebody will begin with: "ok, Python first"."""
    return re.match(r"\W*(?:comes? |goes )?(?:first|it is then)\b", text[end:], re.I) is not None


def role_named_alone(text: str, catalogue: Catalogue) -> str | None:
    """The role that a text names, and says nothing else than that: "and an ML engineer?"."""
    low = text.casefold().strip()
    if len(low) > _LONGEST_NAME:
        return None
    named = {role: f"{form}|{FIELDS[role]}" if role in FIELDS else form for role, form in forms_of(catalogue).items()}
    return next(
        (
            r
            for r, form in named.items()
            if re.fullmatch(rf"{_LEADS_TO_NAME}(?:{form})(?:\W+(?:then|too|please|instead))?\W*", low)
        ),
        None,
    )


def asks_about_figures(text: str) -> bool:
    """Where the figures come from, how old they are, who counted: not what is stored of the person."""
    return _ABOUT_FIGURES.search(text) is not None and _PRIVATE.search(text) is None


def speaks_of_study_time(text: str) -> bool:
    """ "Where do the hours come from?": of figures, those on the time that learning takes."""
    return _STUDY_TIME.search(text) is not None


def asks_what_if(text: str) -> bool:
    """ "What if I knew Docker?", "suppose I learned R": what is named there is only supposed."""
    return _WHAT_IF.search(text) is not None


def asks_what_would_change(text: str) -> bool:
    """ "What would change your mind?", "what would make you say data scientist?" """
    return _WOULD_CHANGE.search(text) is not None


def compares(text: str) -> bool:
    """ "Would a data scientist earn more?": both roles are asked about, though one is named."""
    return re.search(r"\b(?:more|less|better|worse|higher|lower|than|versus|vs)\b", text, re.I) is not None


def asks_against(text: str) -> bool:
    """ "What speaks against it?", of the path that was named."""
    return _AGAINST.search(text) is not None


def knows_nothing(text: str) -> bool:
    """ "I have no skills at all": an answer, and no lack of one skill."""
    return _NOTHING.search(text) is not None


def asks_why(text: str) -> bool:
    """Whether a "why" asks, and is not what somebody found out or wants to know ("I liked finding out why it rose")."""
    return re.search(r"\b(?:why|how come|reasons?)\b", _WHY_TOLD.sub(" ", text), re.I) is not None


def tells_trade(text: str) -> bool:
    """ "I work as a nurse", "retired teacher, history degree": a life outside of the two roles, told as a start."""
    if asks_for_data_in_trade(text) or ("?" not in text and _TRADE.search(text)):
        return True
    short = len(text.split()) <= _LONGEST_BACKGROUND
    return short and _BACKGROUND.search(text) is not None and _ASKS_OR_ORDERS.search(text) is None


def asks_for_data_in_trade(text: str) -> bool:
    """ "Can I work with hospital data?" """
    return _TRADE_DATA.search(text) is not None
