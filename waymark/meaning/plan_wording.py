"""What a text plainly says about a plan or an order of steps: change it, show a week of it, why is it so?"""

from __future__ import annotations

import re

from waymark.catalogue import Catalogue

_WEEK = re.compile(
    r"\bwh\w+\b.{0,40}\b(after|in|at|from|by|during|of) (?:the )?(week|month) (?:no\.? |number )?(\d{1,3})\b", re.I
)
_LIFTS = re.compile(
    r"\b(?:whole|full|complete|entire) (?:\w+ )?(?:plan|schedule|roadmap|path|list|thing|way)\b"
    r"|\b(?:no|without(?: an?y?| the)?) (?:time |hour )?(?:limits?|deadlines?|end date|end)\b"
    r"|\b(?:forget|drop|lift|remove|ignore|cancel|skip|scrap|never ?mind) (?:about )?(?:the|my|that|this|any) "
    r"(?:\w+ )?(?:limits?|deadlines?|months?|weeks?|time frame|end date)\b"
    r"|\bnot (?:in (?:all|total)|total|altogether|all in all)\b"
    r"|\bunlimited\b|\bas long as it takes\b|\b(?:take|have|got) all the time\b",
    re.IGNORECASE,
)
_OWN_TIME = re.compile(r"\b(?:have|has|got|only|just|at most|max(?:imum)?|deadline|limit)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:how|can|could|is|are|will|would|do|does|what|when|which|should)\b", re.I
)
_EXPERIENCE = re.compile(
    r"\b(?:worked|working|been|used|using|studied|coded|coding|programm(?:ed|ing)|experience)\b[^.?!]{0,40}"
    r"\b(?:for|over|since|in) (?:the (?:last|past) )?[\w.]+ (?:years?|months?|weeks?)\b"
    r"|\b(?:was|were|had been|have been|has been|worked|served|taught|ran|spent|did|studied)\b"
    r"(?:(?!\b(?:have|has|got|given|left|need|now)\b)[^.?!]){0,60}\b[\w.-]+ (?:years|months)\b"
    r"|\b(?:years?|months?|weeks?)\b[^.?!]{0,30}\b(?:experience|ago|old|as an?)\b|\b(?:years?|months?) (?:of|in) \w+",
    re.IGNORECASE,
)
_WHY_ORDER = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+|sorry)\W+)*(?:why|how come|for what reason)\b(?!.{0,20}\b(?:you"
    r"|question)s?\b)"
    r".{0,60}\b(?:first|(?:this|that|the|your|such an?) (?:order|sequence)|(?:start|begin)(?:ning"
    r"|ing)? (?:with|there)"
    r"|before|(?:this|that|the|these|those)(?: (?:first|next|same))? steps?)\b",
    re.IGNORECASE,
)

_DONE = re.compile(
    r"\W{0,9}(?:i(?:'ve| have)? )?(?:just )?(?:done|finished(?: with)?|completed)\b[\s:,-]{0,9}", re.IGNORECASE
)
_LONGEST_DONE = 200  # letters; a longer text tells more than what is done
_BETWEEN_NAMES = re.compile(r"[,;&/]|\band\b", re.IGNORECASE)
_WHY_IN_PLAN = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+|sorry|wait|hey)\W+)*(?:why|how come|for what reason|what for)\b.{0,80}"
    r"\b(?:(?:in|on|part of) (?:my|the|this|that|your) (?:study |learning )?(?:plan|list|roadmap|schedule)"
    r"|(?:my|the|this|that|your) (?:plan|list|roadmap|schedule) (?:\w+ )?(?:says?|includes?|contains?|names?|has|have"
    r"|wants?))\b",
    re.IGNORECASE,
)
_ASKS_LEAVE_OUT = re.compile(
    r"\b(?:can|could|may|might|should|shall|must|do|is it ok(?:ay)? (?:if|to))(?: (?:i|we|you|one))?"
    r"(?: (?:just|also|simply|really|even|have to))? (?:skip|drop|omit|avoid|leave|pass over|do without"
    r"|go without)\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"\bi(?:'ve| have)?(?: already| do| really| actually)* (?:know|can do|learn(?:ed|t)|master(?:ed)?|did"
    r"|done|studied"
    r"|finished)\b(?! (?:no|not|nothing|little)\b)"
    r"|\balready (?:know|can|done|did|learn(?:ed|t)|have)\b|\bi(?:'m| am)(?: already| quite| really| very)* "
    r"(?:good|fluent|experienced|comfortable|fine) (?:at|in|with)\b|(?:^|[,.;:])\W{0,3}(?:done|know) (?:it|that)\b",
    re.IGNORECASE,
)
_ORDINALS = (r"first|1st|1", r"second|2nd|2", r"third|3rd|3", r"fourth|4th|4", r"fifth|5th|5", r"sixth|6th|6")
_NTH = tuple(
    re.compile(
        rf"\b(?:the|that|this) (?:{n})\b(?! (?:hours?|weeks?|months?|days?|question)\b)"
        rf"|\b(?:step|number|no\.) (?:{n})\b",
        re.I,
    )
    for n in _ORDINALS
)
_FINISHED = re.compile(
    r"\b(?:finished|completed|ticked off|(?:through|done) with|is (?:done|finished|complete))\b(?! (?:school"
    r"|uni|my degree))",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:why|how come|what made|how is it that)\b.{0,60}\b(?:longer|shorter|more (?:weeks|hours|time|steps|months)"
    r"|(?:fewer|less) (?:weeks|hours|steps|time)|gr[eo]w|grown|growing|increas\w+|(?:went|gone|going"
    r"|go) (?:up|down))\b"
    r"|\b(?:why|how come)\b.{0,30}\b(?:plan|weeks|hours|steps)\b.{0,30}\b(?:chang\w+|different|not the same)\b",
    re.IGNORECASE,
)
_SMALL = (
    r"(?:small(?:est)?|little|tin(?:y|iest)|quick|easy|easiest|simple|simplest|concrete|single)(?: \w+)? "
    r"(?:thing|step|task|exercise|action)s?"
)
_SMALL_SOMETHING = (
    rf"(?:{_SMALL}|(?:something|anything) (?:(?:really|very|super|quite) )?"
    r"(?:small|little|tiny|quick|easy|simple|concrete)\b)"
)
_SOON = r"(?:this week(?:end)?|today|tonight|tomorrow|right now|(?:in|within) (?:the next|an|one) hour)"
_SMALL_STEP = re.compile(
    rf"\b{_SMALL_SOMETHING}.{{0,40}}\b(?:do|start|begin|learn|try|{_SOON})\b"
    rf"|\b(?:give me|ask(?:ed|ing)? (?:you )?for|want(?:ed)?|need(?:ed)?|just|only|show me|name) (?:\w+ ){{0,2}}"
    rf"{_SMALL_SOMETHING}"
    rf"|\b(?:one|single) (?:thing|step|task)\b.{{0,20}}\b{_SOON}\b"
    rf"|\bwhat\b.{{0,40}}\b(?:do|learn|study|start|begin|try|work on|practi[cs]e|steps?"
    rf"|tasks?)\b.{{0,25}}\b{_SOON}\b",
    re.IGNORECASE,
)
_REALISTIC = re.compile(
    r"\b(?:realistic(?:ally)?|feasible|do-?able|achievable|attainable|manageable|too ambitious|even possible"
    r"|possible at all|(?:any|a) chance (?:at all )?(?:with|at|in)|a pipe ?dream|ever (?:get|make it|be done|finish)"
    r"|(?:hours?|months?|weeks?|that|it) (?:even )?(?:too (?:little|few|short)|enough)"
    r"|is (?:that|it|this) (?:even )?enough)\b",
    re.IGNORECASE,
)


_OTHER_ROLE = re.compile(
    r"\b(?:the|that|my) other (?:role|path|job|one|side|career|option)\b|\bother (?:role|path"
    r"|job)'?s\b",
    re.IGNORECASE,
)
_TOO_LONG = re.compile(
    r"\W*(?:(?:no|oh|wow|hm+|but|sorry|ugh|puh|well)\W+)*(?:(?:that|this|it)(?:'?s| is| seems| looks)"
    r"|(?:the|this|that|your) plan (?:is|seems|looks))?"
    r"(?: (?:way|far|much|really|just|a bit|still|quite|such|pretty|very))*"
    r" ?(?:too (?:long|slow|much)|(?:an? )?(?:(?:awfully|very|really|so) )?long time|(?:so|really|very|awfully"
    r"|quite|pretty) long|(?:quite )?a lot(?: of (?:time|work|hours|weeks))?"
    r"|(?:no )?not \d+ (?:weeks|months|years)|ages|forever)(?: for me)?(?: (?:wtf|omg|lol))?\W*",
    re.IGNORECASE,
)


_BOTH = re.compile(r"\b(?:plan|roadmap|schedule) (?:for|that fits) (?:both|either)\b(?! ways)", re.IGNORECASE)
_SHORTER = re.compile(
    r"\b(?:fastest|quickest) (?:way|thing|path|route)\b|\btoo (?:slow|long)\b.{0,40}\b(?:fast(?:er|est)?"
    r"|quick(?:er|est|ly)?|short(?:er|est)?|soon(?:er|est)?)\b|"
    r"\b(?:make|get|do) (?:it|this|that|the plan) (?:\w+ )?(?:shorter|faster|quicker)\b"
    r"|^\W*(?:shorter|faster|quicker)\W*$|\b(?:any|some)thing (?:shorter|faster|quicker)\b"
    r"|\b(?:shorter|faster|quicker) (?:plan|please|way)\b|\bshorten (?:it|this|that|the plan)\b"
    r"|\bwhy (?:is|does|will|would) (?:that|this|it|the plan)(?: take| be)? (?:so|that|this) long\b",
    re.IGNORECASE,
)


def asks_plan_for_both(text: str) -> bool:
    """ "A plan for both": for what the roles share, whichever is likelier."""
    return _BOTH.search(text) is not None


def finds_it_long(text: str) -> bool:
    """ "Make it shorter", "why is that so long?", of a plan."""
    return _SHORTER.search(text) is not None


def means_other_role(text: str) -> bool:
    """ "The plan for the other path": of two roles the one that was not talked about."""
    return _OTHER_ROLE.search(text) is not None


def finds_too_long(text: str) -> bool:
    """ "That's too long", and nothing else."""
    return _TOO_LONG.fullmatch(text) is not None


def asks_to_leave_out(text: str) -> bool:
    """ "Can I leave out the maths?" asks, and says nothing of what is known."""
    return _ASKS_LEAVE_OUT.search(text) is not None


def tells_experience(text: str) -> bool:
    """Whether a span of time is of the past: "I worked as an analyst for 5 years", and no time to study in."""
    return _EXPERIENCE.search(text) is not None


def says_known(text: str) -> bool:
    """ "I know it", "I already learned that"."""
    return _KNOWN.search(text) is not None


def says_finished(text: str) -> bool:
    """ "I finished it yesterday", "I'm through with that"."""
    return _FINISHED.search(text) is not None


def step_numbered(text: str) -> int | None:
    """The 0-based step that "the first one", "step 3" points to."""
    return next((i for i, form in enumerate(_NTH) if form.search(text)), None)


def asks_why_moved(text: str) -> bool:
    """ "Why did it get longer?", "how come it's more weeks now?" """
    return _MOVED.search(text) is not None


def asks_small_step(text: str) -> bool:
    """ "What's one small thing that I can do this week?" """
    return _SMALL_STEP.search(text) is not None and re.search(r"\bplan\b", text, re.I) is None


def is_of_now(text: str) -> bool:
    """Whether a time is of these days alone ("3 hours this weekend"), and no habit."""
    return re.search(rf"\b{_SOON}\b", text, re.I) is not None


def without_those(text: str) -> bool:
    """ "Show it again without those": what was just said to be left out."""
    return re.search(r"\bwithout (?:those|these|them|all (?:that|those|of (?:it|them)))\b", text, re.I) is not None


def asks_if_realistic(text: str) -> bool:
    """ "Is it even realistic?", of the time that somebody has; "realistic to be both" is another question."""
    return _REALISTIC.search(text) is not None and re.search(r"\bboth\b", text, re.I) is None


def asks_why_first(text: str) -> bool:
    """Whether a question about the order says that something stands first."""
    return re.search(r"\b(?:first|start|begin)", text, re.I) is not None


def asks_why_order(text: str) -> bool:
    """ "Why that one first?", "why do I start with Mathematics?", "why this order?" """
    return _WHY_ORDER.search(text) is not None


def asks_why_in_plan(text: str) -> bool:
    """ "Why is Docker still in the plan?", whether it is there or not."""
    return _WHY_IN_PLAN.search(text) is not None


def lifts_limit(text: str) -> bool:
    """ "No limit", "forget the deadline", "show me the whole plan": the time that was named shall count no longer."""
    return _LIFTS.search(text) is not None


def only_wonders(text: str) -> bool:
    """Whether a time in a question is tried and not told: "can I do it in six months?", but not "I have six months.
    Which steps?"."""
    return _OWN_TIME.search(text) is None and ("?" in text or _ASKS.match(text) is not None)


def week_asked(text: str) -> int | None:
    """The week of a plan that a question is about: "what comes after week 6" is 7, "in month 2" is 5."""
    found = _WEEK.search(text)
    if found is None or re.search(r"\bhours?\b", text, re.I):
        return None
    number = int(found[3])
    first = number if found[2].lower().startswith("week") else (number - 1) * 4 + 1
    last = number if found[2].lower().startswith("week") else number * 4
    return last + 1 if found[1].lower() == "after" else max(1, first)


def finished(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The skills that are called done by their names in the catalogue and no other words: "done: Communication".

    Steps of a plan may have names that are ordinary words elsewhere.
    """
    opener = _DONE.match(text)
    if opener is None or len(text) > _LONGEST_DONE:
        return ()
    words = text[opener.end() :].strip(" .!")
    names = [words] if catalogue.find(words) else [name.strip() for name in _BETWEEN_NAMES.split(words)]
    found = [catalogue.find(name) for name in names]
    return tuple(skill for skill in found if skill) if catalogue.skills.keys() >= set(found) else ()
