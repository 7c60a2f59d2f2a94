"""Despair and discouragement: a person in danger needs people, and one who is discouraged about learning or jobs
an honest word and a next step.

Readings of a whole message by its words, so pure functions of the text. Where it is not clear, it is no discouragement.
"""

from __future__ import annotations

import re

# Said of oneself, these mean danger whatever else a message says.
_DANGER = re.compile(
    r"\b(?:kill|harm|hurt|hurting|harming|killing|cutting) myself\b|\bself[- ]?harm(?:ing)?\b"
    r"|\bi(?:'m| am| feel)? suicidal\b|\b(?:commit(?:ting)?|thoughts? of|think(?:ing)? (?:about|of)|thought (?:about"
    r"|of))"
    r" (?:suicide|killing myself|dying)\b"
    r"|\b(?:want|wanna|wish|rather)(?: to| i (?:was|were))? (?:die|be dead|dead|not exist)\b(?! than)"
    r"|\bend (?:it all|my (?:own )?life)\b|\btak(?:e|ing) my (?:own )?life\b"
    r"|\b(?:don'?t|do not|no longer) (?:want|wanna)(?: to)? (?:live|be alive|exist|wake up)\b"
    r"|\bbetter off (?:dead|without me)\b|\b(?:no|any) reason to (?:live|be alive|go on living)\b",
    re.IGNORECASE,
)
_DESPAIR = re.compile(
    r"\bsuicid\w*|\bkms\b|\bcan(?:'?t|not) (?:go on|cope|breathe|sleep|eat|stop crying|take (?:it|this)"
    r"|(?:do )?(?:this )?any ?more)\b|\bpanic(?:king| attacks?)?\b|\bdepress(?:ed|ion)\b|\bworthless\b"
    r"|\b(?:want|wish) to disappear\b|\bway out\b|\bhopeless\b(?!\W+(?:at|with|in)\b)|\blos(?:e|t|ing) (?:all"
    r"|any) hope\b"
    r"|\bdespair\w*|\bdesperate\b|\bgiv(?:e|ing) up on (?:life|everything|myself|living)\b"
    r"|\b(?:hate|ruined) (?:myself|my life)\b|\bmy life is\b|\bpoint (?:of|in) (?:living|life|going on\W*$)"
    r"|\blife (?:has no|is not|isn'?t)\b|\bnot worth living\b|\bto (?:live|be here) any ?more\b"
    r"|\bburden to\b|\b(?:nobody|no one) (?:would|will) (?:miss|notice)\b|\bcr(?:y|ying|ied)\b|\bnothing left\b"
    r"|\b(?:falling apart|break(?:ing)? down|breakdown|end of my rope|lowest point|completely alone|so alone)\b"
    r"|\beverything is (?:pointless|hopeless|too much|over)\b|\bhow much longer\b"
    r"|\b(?:a|total) failure\b|\bi(?:'m| am| feel)(?: so)? (?:broken|empty)\b",
    re.IGNORECASE,
)
# Ordered: the first that fits names the kind.
_LONG = (
    r"(?:\d+|two|three|four|five|ten|so many|that many)(?: (?:and|to|or) [\w ]{1,12})? "
    r"(?:years?|yrs?|months?|weeks?|hours?(?! (?:a|per|each) week))"
)
_GIVES_UP = (
    r"\b(?:forget (?:it|this|that|about it)|never ?mind|not (?:for me|worth it|doing (?:it|this|that))|no way"
    r"|no chance"
    r"|impossible|(?:too|way too|so|that|very) (?:long|old|late|much)|(?:not|never|n'?t) (?:made|cut out|meant"
    r"|built) for"
    r"|give up|i(?:'m| am)? out\b|can'?t do (?:it|this|that)|i (?:knew|quit)|hopeless|ridiculous|insane|crazy"
    r"|forever)\b"
)
_DISCOURAGED = (
    (
        "too_long",
        rf"\b{_LONG}\b(?! (?:of |in |with |as |ago|experience)).{{0,80}}{_GIVES_UP}|{_GIVES_UP}.{{0,30}}\b{_LONG}\W*$",
    ),
    (
        "rejected",
        r"\brejections\b|\b(?:got|been|was|am|i'm|gets?|getting|being)(?: \w+)? (?:rejected|turned down|ghosted)\b"
        r"|\b(?:rejected|refused|turned down|ghosted) (?:me|\d+|again|every ?where|by (?:every|all))"
        r"|\b(?:nobody|no ?one|no company)(?: ever| even| will| would| wants? to| is going to)*"
        r" (?:(?:hires?|invites?|calls?|takes?|want(?:s|ed)?|interviews?) (?:me|us)\b|(?:repl(?:y|ies)|answers)\b)"
        r"|\b(?:no|zero|not (?:even )?(?:an?|one)|never (?:get|got) (?:an?|any))(?: single)?"
        r" (?:interviews?|callbacks?|job offers?|offers)\b(?! (?:\w+ )?(?:experience|questions))"
        r"|\b(?:appl(?:ied|ying)|applications)\b.{0,40}\b(?:nothing|no (?:answers?|repl(?:y|ies)|luck|success))\b",
    ),
    (
        "compared",
        r"\bfeel(?:ing)? (?:\w+ ){0,2}(?:stupid|dumb|like an? (?:idiot|impost[eo]r|fraud|fool)|slow|behind|inadequate"
        r"|inferior|incompetent|useless|not (?:smart|good|clever) enough)\b"
        r"|\b(?:i'?m|i am|am i)(?: \w+){0,2} (?:stupid|dumb|slow|an idiot)\b(?! at\b)"
        r"|\b(?:not|n'?t)(?: \w+)? (?:smart|clever|good|bright|intelligent|talented) enough(?:\W*$| (?:for|to)\b)"
        r"|\bi(?:'?m| am| was) (?:just |simply |probably )?(?:not|never) (?:made|cut out|meant|built) (?:out "
        r")?for (?:this|it|that)\b"
        r"|\bimpost[eo]r syndrome\b|\bhopeless (?:at|with|in)\b"
        r"|\b(?:every(?:one|body)|all the others|others|they)(?: else)?(?:'s| is| are|'re|s| seems?)(?: \w+){0,3}"
        r" (?:better|smarter|faster|ahead|younger|cleverer)(?:\W*$| (?:than (?:me|i)|at (?:this|it)|of me|and)\b)",
    ),
    (
        "stuck",
        r"\b(?:getting|going|get|got|gone) nowhere\b|\b(?:get|lead)s?(?:ting|ing)? (?:me |us )?(?:any|no)where\b"
        r"|\b(?:no|any|zero|little) progress(?! bar)\b|\bkeep failing\b"
        r"|\bnot (?:getting (?:any )?better|improving)\b|\bfail(?:ed)? (?:again|every)\b|\bnothing sticks\b"
        r"|\b(?<!stop )(?<!you )(?<!are )wast(?:ed|ing|e of) (?:\w+ ){0,3}(?:years?|months?|time|life)\b"
        r"|\bi(?:'ll| will)? never (?:ever )?(?:get (?:it|this|there)|understand|learn|manage|make it|be (?:good|able)"
        r"|catch up|(?:find|get) a job)\b|\bi forget everything\b|\bstill (?:can'?t|don'?t) (?:\w+ ){0,3}after\b",
    ),
    (
        "giving_up",
        r"\b(?:should|shall|could|might|may) i (?:just |maybe |better )*(?:give up|quit\W*$|stop trying|drop (?:it"
        r"|this)\b)"
        r"|\b(?:feel like|close to|thinking (?:of|about)|about to|tempted to|ready to) (?:giv(?:e|ing) up"
        r"|quit(?:ting)?)\b"
        r"|\bgiv(?:e|ing) up(?: on (?:this|it|learning|data science|coding|programming|ml|machine learning"
        r"|finding a job"
        r"|my job search))?\W*$|\bwhat'?s the point\W*$"
        r"|\b(?:no|is there (?:any|even a)) point (?:in|of) (?:learning this|trying|applying|going on with this)\b",
    ),
    (
        "discouraged",
        r"\b(?:discouraged|demotivated|demoralised|demoralized|disheartened|frustrated|frustrating|unmotivated)\b"
        r"|\b(?:lost|losing|no) (?:my |all |any )?(?:motivation|confidence)\b"
        r"|\b(?:overwhelmed|overwhelming|intimidat(?:ed|ing))\b|\b(?:so|too) much to learn\b|\btoo hard for me\b",
    ),
)
_FIGURE = r"\d+ ?(?:%|per ?cent|in (?:a )?(?:100|hundred))"
_VERDICT = (
    r"(?:know(?:ing)? (?:basically |almost |practically |nearly |next to )*nothing|nothing|useless|hopeless|stupid"
    r"|bad|terrible"
    r"|awful|poor|pathetic|embarrassing|depressing|so low|too low|very low|far away|so little|that'?s all|is that all)"
)
_LOW_FIGURE = re.compile(
    rf"(?:\b|^){_FIGURE}.{{0,50}}\b{_VERDICT}\b(?! about)|\b(?:only|just|merely) {_FIGURE}(?!\w)"
    rf"|\b(?:is|are) {_FIGURE} (?:\w+ )?(?:bad|low|good|ok(?:ay)?|enough|normal)\b"
    r"|\bso (?:basically |then |you think |you mean |you say )*i (?:basically "
    r"|practically )?know (?:almost )?nothing\b",
    re.IGNORECASE,
)
_KINDS = tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in _DISCOURAGED)


def is_in_danger(text: str) -> bool:
    """Plain words of wanting to die or to hurt oneself."""
    return _DANGER.search(text) is not None


def is_desperate(text: str) -> bool:
    """The same, and words of despair about more than learning or a job."""
    return is_in_danger(text) or _DESPAIR.search(text) is not None


def discouragement(text: str) -> str | None:
    """What discourages a person about learning or a job search: "too_long" (a number), "rejected", "compared", "stuck",
    "giving_up" or "discouraged". None where nothing of it is said, and where it is more than that."""
    if is_desperate(text):
        return None
    return next((kind for kind, form in _KINDS if form.search(text)), None)


def takes_figure_for_mark(text: str) -> bool:
    """ "6 %? So basically I know nothing": a share of what is asked for, taken for a verdict on oneself."""
    return _LOW_FIGURE.search(text) is not None
