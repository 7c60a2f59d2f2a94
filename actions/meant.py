"""What a message means where its words say it more plainly than its intent: a question about the figures or about one
of the bot's own words, a wish about the plan, a goal, a trade, "I know nothing".

Each is answered here, and none of them changes what is known about the person's skills.
"""

from __future__ import annotations

import re

from actions.questions import ask_next
from actions.turn import Answer, Reply, Turn
from waymark.report import talk
from waymark.report.talk.words import joined, name_of

FIGURES, TERM, PLAN_WISH, TRADE, NOTHING = "about_figures", "about_a_term", "plan_wish", "trade", "knows_nothing"
OWN_MEANINGS = {FIGURES, TERM, PLAN_WISH, TRADE, NOTHING}
_DATA = (
    r"(?:data(?! (?:scien|engineer|analy))|numbers?|figures?|percentages?|statistics|postings|ads|adverts"
    r"|surveys?|evidence|sources?|estimates?)"
)
_ABOUT_FIGURES = re.compile(
    rf"\b(?:{_DATA}|this|it|\d+ (?:in 100|hours?|weeks?|percent)|\d+ ?%)[^.?!]{{0,30}}\bcom(?:e|es|ing) from\b"
    r"|\b(?:made?|making) .{0,25}\bup\b(?! my| your| the)"
    r"|\b(?:you|numbers?|figures?|that|it|this)\b.{0,12}\binvent(?:ed|ing)?\b"
    r"|\b(?:sources?|evidence) (?:of|for|do) (?:you|the|that|this|these|those|your)\b|\bcite\b"
    r"|\b(?:your|which|what) (?:are (?:your|the) )?(?:sources?|evidence)\b(?! code)"
    r"|^\W*(?:and |the |your |any |show |me )*(?:data )?sources?\W*$"
    r"|\b(?:which|what|whose) (?:job )?(?:postings|surveys?)(?: exactly)?"
    r"(?= *[?.,!]| *$| are these| is (?:it|this|that))"
    r"|\bfrom (?:which|what) (?:country|countries|years?)\b"
    rf"|\bhow (?:old|recent|new|fresh|current|up[ -]to[ -]date) (?:is|are) (?:the|your|this|that|these|those) {_DATA}\b"
    rf"|\b{_DATA}\b.{{0,15}}\b(?:years? old|outdated|out of date)\b"
    r"|\bwho (?:says|said|estimate[sd]?|decide[sd]?|counted|measured)\b.{0,40}"
    r"(?:\d|\b(?:hours?|weeks?|numbers?|figures?)\b)",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"\bmy (?:\w+ )?(?:data|numbers?|figures?)\b", re.IGNORECASE)
_ASKS_MEANING = (
    r"(?:(?:what|wat)(?:'s| is| are| does| do| did)?(?: you)?(?: means?| meant)?(?: by| with)?"
    r"|meaning of|explain|define)"
    r"(?: me)?(?: an?| the| this| these| your| my)?\W+"
)
_TERMS = {
    "range": r"likely between",
    "readiness": r"readiness",
    "points": r"(?:\+?\d+ )?points?",
    "fit": r"fit(?:ness)?(?: \d+ in 100)?",
    "percent": r"\d+ ?(?:%|per ?cent|in (?:a )?100)",
}
_TAIL = r"(?:\W+(?:mean|means|stand for|here|for you|exactly|of machine learning engineer|of data scientist))*\W*"
_POINTS_HELD = re.compile(r"\bhow many points\b", re.IGNORECASE)
_AFTER_A_PLAN = {"ask_plan", "set_hours", "ask_how_long"}
_EDIT = r"(?:drop|skip|remove|delete|take|leave|cut|strike|throw|swap|exchange|replace|put|move)"
_EDITS_PLAN = re.compile(
    rf"\b{_EDIT}\b.{{1,50}}\b(?:from|of|off|in|into|on) (?:my|the|this|that) "
    r"(?:study |learning )?(?:plan|schedule|roadmap)\b"
    r"|\bplan\b.{0,40}\bwithout\b",
    re.IGNORECASE,
)
_EDITS_A_STEP = re.compile(
    r"\b(?:put|move)\b.{1,40}\b(?:first|last|earlier|later|to the (?:front|end|start))\b"
    r"|\b(?:swap|exchange|replace)\b.{1,40}\b(?:for|with|by|out)\b",
    re.IGNORECASE,
)
_EDITS_AFTER_A_PLAN = re.compile(
    rf"^\W*(?:and |but |now |please |the same )*without\b|\b(?:can|could|may) (?:we|you|i) {_EDIT}\b", re.IGNORECASE
)
_ROLES = {
    "ds": r"data[ -]?scien(?:tist|ce)|ds",
    "mle": r"(?:machine[ -]?learning|ml) engineer(?:ing)?|mle",
}
_AIMS = (
    r"\b(?:i(?: really| only)?(?:'d| would)?(?: really| rather)? "
    r"(?:(?:want|like|wish|hope|prefer|love|plan|decided|aim|chose|choose) to (?:be|become|work as|go for)"
    r"|(?:want|choose|prefer|decided (?:for|on)|aim (?:for|at)|go for))|i'?d rather (?:be|become)"
    r"|my (?:\w+ )?(?:goal|aim|dream|target|choice)(?: job)? is(?: to (?:be|become))?"
    r"|(?:set|change|switch) (?:my |the )?(?:goal|path|aim|role|target) to|i(?:'m| am) (?:aiming|going) (?:for|at)"
    r"|i(?:'ve| have) (?:decided|chosen)(?: for| on| to be| to become)?) (?:be )?(?:an? |the )?"
)
_AVOIDS = r"\b(?:don'?t|do not|never|no longer) want(?:ed)? to (?:be|become|work as) (?:an? )?"
_TRADE = re.compile(
    r"^\W*(?:(?:hi|hello|well|so|no|really|nothing|right now|currently)\W+)*i(?:"
    r"(?:'ve| have)?(?:'m| am| was)?(?: been)?(?: currently| now| just| still)? work(?:ed|ing)? (?:as|at|in|for|on)\b"
    r"|(?:'m| am| was|'ve been| have been)(?: currently| now| just| still)? an? [a-z]+(?: [a-z]+)?"
    r"(?:\W*$| (?:in|at|for|by|since)\b))",
    re.IGNORECASE,
)
_TRADE_DATA = re.compile(r"\b(?:work|stay|job|something)\b.{0,25}\bwith\b.{0,25}\bdata\b", re.IGNORECASE)
_NOTHING = re.compile(
    r"\b(?:have|bring|got)(?: really| absolutely| literally)? (?:no|zero) (?:[a-z]+ ){0,2}"
    r"(?:skills?|experience|background|knowledge)\b(?! (?:in|with|of|on|as)\b)"
    r"|\bi (?:know|can(?: do)?)(?: really| absolutely| literally)? nothing(?: at all| yet| really)?\W*$"
    r"|\bno skills?(?: at all| yet| whatsoever)\b|^\W*(?:no )?really,? nothing\b",
    re.IGNORECASE,
)


def goal_told(turn: Turn) -> str | None:
    """The role that a person says they aim at; leaving one of two means the other. None where none is told."""
    pieces = re.findall(r"[^.?!,;]+\??", turn.text.casefold())
    low = ". ".join(p for p in pieces if not re.search(r"\?|\bor\b|\bif\b|\bwhether\b|\bnot sure\b|\bdon'?t know\b", p))
    roles = tuple(turn.adviser.catalogue.roles)
    named = {role: rf"(?:{_ROLES[role]})\b" for role in roles if role in _ROLES}
    left = next((role for role, form in named.items() if re.search(_AVOIDS + form, low)), None)
    if left is not None:
        return next((role for role in roles if role != left), None)
    aimed = [role for role, form in named.items() if re.search(_AIMS + form, low)]
    return aimed[0] if len(aimed) == 1 else None


def term_asked(text: str) -> str | None:
    """The one of the bot's own words that a text asks the meaning of, and asks nothing else."""
    if _POINTS_HELD.search(text):
        return "points"
    lead = r"\W*(?:(?:and|ok|okay|so|but|sorry)\W+)*" + _ASKS_MEANING
    return next((n for n, form in _TERMS.items() if re.fullmatch(lead + form + _TAIL, text, re.I)), None)


def wishes_for_plan(turn: Turn) -> bool:
    """Whether a message would change single steps of a plan: "drop Docker from my plan", after a plan "without it"."""
    if not turn.mentions:
        return False
    after = turn.intent_before in _AFTER_A_PLAN or any(
        t.startswith(("Plan for", "I can't move")) for t in turn.said_before
    )
    # "Swap Java for Python" corrects what was understood, unless a plan is what is talked about.
    a_step = (after or turn.intent != "correct_or_remove_skill") and _EDITS_A_STEP.search(turn.text)
    return bool(_EDITS_PLAN.search(turn.text) or a_step or (after and _EDITS_AFTER_A_PLAN.search(turn.text)))


def plain_meaning(turn: Turn) -> tuple[str, Answer] | None:
    """What a message plainly means and what answers it; None where its intent shall decide."""
    if turn.text.startswith("/") or turn.intent in {"paste_advert", "abuse", "injection", "distress", "delete_my_data"}:
        return None
    if _ABOUT_FIGURES.search(turn.text) and not _PRIVATE.search(turn.text) and not turn.own:
        return FIGURES, lambda t: Reply.of(talk.sources(t.adviser.catalogue), digression=True)
    if (term := term_asked(turn.text)) is not None:
        return TERM, lambda t: _explained(t, term)
    if wishes_for_plan(turn):
        return PLAN_WISH, _plan_wish
    if (
        not (turn.own or turn.interests)
        and turn.intent not in {"dont_know", "ask_where_to_start"}
        and _NOTHING.search(turn.text)
    ):
        return NOTHING, _nothing
    if _is_trade(turn):
        about_data = bool(_TRADE_DATA.search(turn.text))
        return TRADE, lambda t: Reply.of(talk.trade_heard(about_data), digression=True)
    return None


def _explained(turn: Turn, term: str) -> Reply:
    empty = turn.adviser.profile(turn.person).is_empty
    stands = None if empty or term not in {"points", "readiness"} else turn.adviser.advise(turn.person)
    return Reply.of(talk.term(term, stands, turn.adviser.catalogue), digression=True)


def _is_trade(turn: Turn) -> bool:
    if turn.intent not in {"out_of_scope", "nlu_fallback", "chitchat"} or turn.own or turn.interests:
        return False
    return bool(_TRADE_DATA.search(turn.text) or ("?" not in turn.text and _TRADE.search(turn.text)))


def _plan_wish(turn: Turn) -> Reply:
    names = joined(dict.fromkeys(name_of(m.skill, turn.adviser.catalogue) for m in turn.mentions[:3]))
    role = talk.role_named(turn.text, turn.adviser.catalogue)
    return Reply.of(talk.plan_is_fixed(names), digression=True, slots={"chosen_role": role} if role else {})


def _nothing(turn: Turn) -> Reply:
    if not turn.adviser.profile(turn.person).is_empty:
        return ask_next(turn)
    return ask_next(turn, talk.nothing_is_a_start())
