"""Who says that a level which was noted is not theirs: "I know more Python than that", "you put my SQL too low", "I'm
not that strong in R". What is named so is no further statement on the skill, and may not say which level is right.

Readings of a message in the light of the level that is held, so pure functions of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from waymark.meaning.answers import short_level_answer
from waymark.meaning.openings import clauses_of
from waymark.profile import level_of_years
from waymark.skills import Mention, Polarity, ProficiencyLevel

LONGEST = 300  # characters; what comes after them is a story
_GOOD = r"(?:strong|good|great|experienced|advanced|skilled|fluent|deep|well|much|proficient|solid|far|high)"
_BAD = r"(?:bad|weak|poor|rusty|new|hopeless|little|low|inexperienced|clueless|terrible)"
_LEVELS: tuple[tuple[ProficiencyLevel, str], ...] = (
    (ProficiencyLevel.NONE, r"none|nothing|zero|never"),
    (ProficiencyLevel.BEGINNER, r"beginner'?s?|newbie|novice|basics?|a little|a bit"),
    (ProficiencyLevel.INTERMEDIATE, r"intermediate|comfortable|average|medium"),
    (ProficiencyLevel.ADVANCED, r"advanced|expert|strong|a pro"),
)
_ANY_LEVEL = "|".join(words for level, words in _LEVELS if level)
_TOLD = r"(?:sa(?:y|id)|wr[io]te|written|told|claim(?:ed)?|put|noted?|answered|let on|made it (?:out|sound))"
_NOTED = (
    rf"(?:{_TOLD}|th[io]nk|thought|believed?|assumed?|says|ha(?:ve|d|s)|got|g[ai]ven?|giving|rated?|guess(?:ed)?"
    r"|reckon(?:ed)?|supposed?|list(?:ed)?|record(?:ed)?|stored?|saved?|mark(?:ed)?|claims|shown?|shows|makes?|made"
    r"|credit|set|expect(?:ed)?|reali[sz]ed?|imagined?|estimated?|judged?|scored?|ranked?|took|take|looks?|sounds?|seems?"
    r"|suggests?|states?|reads?)"
)
_NO_NOUN_AFTER = (
    r"(?=\W*(?:$|[,.;:!?)]|(?:and|but|though|tho|now|actually|really|honestly|for sure|by now|in fact|level|i|i'm|i'd"
    rf"|lol|when it comes|{_NOTED})\b))"
)
# What stands after "than" or "as" where it is what was noted, and no other person, thing or time.
_AS_NOTED = (
    rf"(?:(?:that|this|it|so){_NO_NOUN_AFTER}|(?:what |how )?i(?:'ve)?(?: \w+)?? {_TOLD}\b"
    r"|(?:what |how |the way )?(?:you|u|it|this|that|(?:my|the|your) (?:profile|list|notes?|summary))"
    rf"(?:'ve|'re|'d|'s)?(?: \w+){{0,2}}? {_NOTED}\b"
    rf"|(?:just |only |an? |the |mere )*(?:{_ANY_LEVEL})\b)"
)
_SHORT = r"[^,.;!?\n]"
_NOT = r"(?:\bnot|n't|\bnever|\bhardly|\bnowhere near)\b"
_THAN = rf"\bth[ae]n {_AS_NOTED}"
_YOU = (
    r"\b(?:you|u|ya|i|it|this|that|they|waymark|(?:my|the|your) (?:profile|list))"
    r"(?:'ve|'re|'s| have| are| has| had| did| do)?(?: \w+){0,2}?"
)
_MY = r"(?:my|me|mine|how (?:well|much|good)|what i)\b"
_WRONG = (
    r"(?:wrong|off|incorrect|false|inaccurate|mistaken|outdated|(?:not|isn'?t|ain'?t) (?:right|correct|true|accurate)"
    r"|(?:doesn'?t|does not) (?:fit|match))(?!\w)"
)
_PLEASE = (
    r"^\W*(?:(?:please|pls|plz|no|nope|hey|ok|okay|then|so|and|actually|well|sorry|just|(?:can|could|would) you"
    r"|you (?:should|can|could|must)|i(?:'d| would) (?:say|like you to))\W+)*"
)
_PLACE = (
    r"(?:put|set|rated?|rank(?:ed)?|placed?|have|had|got|gave|given?|mark(?:ed)?|scored?|think|thought|list(?:ed)?"
    r"|noted?|judged?)"
)
_TOO = r"(?:(?:way |far |much |a bit |a little |rather )?too|so)"
_IT_IS = (
    rf"(?:^|[.;!?,] ?)(?:that|this|it|my {_SHORT}{{1,25}}|[\w+#]{{1,15}})"
    r"(?:'s| is| are| was| seems| looks| sounds|:)?"
)
_ENDS = r"(?=\W*$|\W*[,.;!?]|\s+(?:of|for|in|on|with|about|at|and|but|though|credit|i)\b)(?!-| level)"


def _one_sided(more: str, less_good: str, under: str, low: str, adverb: str, lift: str, up: str) -> tuple[str, ...]:
    """The ways to say that a level lies on this side of the right one, with the words of that side."""
    misplaced = rf"{under}[- ]?(?:estimat|rat|sell|sold|valu|stat|play|judg|appreciat)\w*"
    return (
        rf"\b{more}\b{_SHORT}{{0,40}}?{_THAN}",
        rf"{_THAN}{_SHORT}{{0,10}},? (?:\w+ ){{1,4}}(?:is|are|'s) (?:\w+ )?{more}\b",
        rf"{_NOT}{_SHORT}{{0,25}}?\b(?:as|so) {less_good}\b{_SHORT}{{0,30}}?\bas {_AS_NOTED}",
        rf"{_YOU} {misplaced}{_SHORT}{{0,20}}?\b{_MY}",
        rf"\bmy {_SHORT}{{1,25}}?\b(?:is|was|are|were|got|gets)(?: \w+)?? {misplaced}",
        rf"{_YOU} {_PLACE}{_SHORT}{{0,30}}? {_TOO} (?:{low}|{adverb})\b{_ENDS}",
        rf"\b(?:do not|don'?t|dont) {_PLACE}\b{_SHORT}{{1,30}}?\b{_TOO} (?:{low}|{adverb})\b",
        rf"{_IT_IS} {_TOO} {low}\b{_ENDS}",
        rf"{_PLEASE}{lift}\b(?! me\b)",
        rf"{_PLEASE}(?:rate|put|set|make|mark|turn|move|rank|score)\b{_SHORT}{{1,30}}?\b{up}\b",
    )


_UP = (
    *_one_sided(
        r"(?:more|better|stronger|higher|further|above|beyond|deeper|greater)", _BAD, "under", "low",
        "lowly|little|harsh(?:ly)?|badly|poorly", "(?:raise|increase|bump|lift|upgrade|boost)(?: up)?",
        "(?:higher|up|stronger|better)",
    ),
    rf"{_YOU} (?:sell|sells|sold|selling) (?:me|my {_SHORT}{{1,20}}) short\b",
    rf"\b(?:deserves?|give me|owe me)\b{_SHORT}{{0,20}}\b(?:more|better|higher)\b(?= than| credit|\W*$| for| in)",
)  # fmt: skip
_DOWN = (
    *_one_sided(
        r"(?:less|worse|weaker|lower|below|fewer|poorer|rustier|smaller)", _GOOD, "over", "high",
        "highly|much|generous(?:ly)?|well", "(?:lower|reduce|decrease|downgrade|tone down)", "(?:lower|down|weaker)",
    ),
    rf"{_YOU} {_TOO} (?:generous|kind|optimistic) (?:with|about|on|to) {_MY}",
)  # fmt: skip
_EITHER = (
    rf"\b(?:levels?|lvl|rating|grade)\b{_SHORT}{{0,40}}?\b{_WRONG}",
    r"\b(?:wrong|incorrect|false|inaccurate) (?:levels?|lvl|rating|grade)\b",
    rf"\b(?:got|have|had|put|wrote|noted) (?:down )?(?:my|the) {_SHORT}{{1,25}}? (?:all |completely |totally )?wrong\b",
    r"\b(?:you(?:'re| are)|u r|ur|u are) (?:\w+ )?(?:wrong|mistaken|off) (?:about|on|with) (?:my|me|how)\b",
    rf"\bmis(?:judg|rat|read|estimat|assess|gaug)\w*\b{_SHORT}{{0,15}}?\b{_MY}",
    r"\b(?:not|isn'?t) (?:\w+ )?how (?:well|much|good)\b.{0,20}\bi\b",
)
_PROTEST = (
    r"come on|really|seriously|since when|no way|nonsense|rubbish|ridiculous|as if|lol|haha|wrong|says who|what"
    r"|(?:not|isn'?t) (?:true|right|correct)"
)
# "I'm not that strong in R" says so of a level above; of any other it is a level like others.
_NOT_THAT = _NOT + r"(?: \w+)?? (?:all that|(?:nearly |quite )?(?:that|as|so)) {}\b(?! as\b)(?: (?:in|at|with|to)\b)?"
_I_AM = r"\b(?:i'?m|i am|my [^,.;!?\n]{{1,25}}?(?:'s| is))(?: much| a lot| way| far| a bit| actually)? "
_OF_A_LEVEL = (
    (1, _I_AM + r"(?:better|stronger)\b(?: (?:at|in)\b|(?=\W*$))"),
    (-1, _I_AM + r"(?:worse|weaker)\b(?: (?:at|in)\b|(?=\W*$))"),
    (1, r"\b(?:more than|beyond|past|above)(?: just| only)?(?: an?| the)? (?:{})\b"),
    (0, r"(?:\bnot|n't|\bnever|\bfar from|\banything but)(?: \w+){{0,3}}? (?:{})\b"),
    (0, r"\b(?:why|how come|what makes)\b(?:[^,.;!?\n]{{0,40}}\b(?:just|only|such))?(?: an?| at)? (?:{})\b"),
    (0, r"\b(?:{})\b[^,.;!?\n]{{0,30}}\?\W*(?:\w+\W+){{0,3}}?(?:" + _PROTEST + r")\b"),
    (0, r"\b(?:{})\b[^,.;!?\n]{{0,30}}[?!,.]+\W*(?:that'?s |it'?s |this is |is )?" + _WRONG),
)
_ANY = tuple(
    (way, re.compile("|".join(f"(?:{p})" for p in patterns), re.I))
    for way, patterns in ((1, _UP), (-1, _DOWN), (0, _EITHER))
)
_YEARS_WRONG = re.compile(
    rf"\byears?\b[^.?!\d]{{0,30}}\b{_WRONG}[^\d?]{{0,30}}(\d{{1,2}}(?:[.,]\d)?)\b(?! ?(?:%|per ?cent|hours?|months?))",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"^\W*(?:i|we)(?:'d| would)?(?: \w+ly| just)? (?:want|need|like|wish|love|prefer|hope|try|plan)\b", re.I
)
# Words that only say that something is held, or by whom it was noted: no level stands in them.
_NO_LEVEL_IN = re.compile(
    r"\W*(?:(?:i|i'?ve|i'?m|we|you|u|my|the|it|do|does|can|could|also|really|already|still|just|no|now|more|so|some|what"
    rf"|how|knows?|use|using|used|did|done|doing|work(?:ed)? with|be|am|is|are|was|been|{_NOTED})\b\W*)*",
    re.I,
)
_LEADS_TO_LEVEL = re.compile(
    r"^(?:(?:it|that|this|i|and|so|but|then|please|my level|the level)\W+)*"
    r"(?:(?:should|ought to|must)(?: be)?|'s|'m|is|am|make (?:it|that)|more like|rather|closer to"
    r"|call (?:it|me|myself)|say|put)?\s*(?:an? |at |more like )?",
    re.I,
)


@dataclass(frozen=True)
class Dispute:
    """Whether the right level is above the disputed one (1), below (-1) or not said (0), and the rest of the text."""

    way: int
    rest: str

    def level_named(self, said: Mention, held: ProficiencyLevel | None) -> ProficiencyLevel | None:
        """The level that the rest names in the place of the one held; None where it names none.

        A clause that is nothing but a level counts, years do, and what the reader heard in other words than the
        disputing ones; a level that it only guessed is none.
        """
        bare = (short_level_answer(_LEADS_TO_LEVEL.sub("", clause, count=1)) for clause in clauses_of(self.rest))
        named = [level for level in bare if level]
        if said.years is not None:
            named.append(level_of_years(said.years))
        rest = self.rest.casefold()
        if said.polarity is Polarity.HAS and any(p.casefold() in rest for p in said.because if not _says_no_level(p)):
            named += [said.level] if said.level else []
        return next((level for level in named if held is None or self._leads_to(level, held)), None)

    def _leads_to(self, told: ProficiencyLevel, held: ProficiencyLevel) -> bool:
        return told != held and (not self.way or (told > held) == (self.way > 0))


def disputes_level(text: str, held: ProficiencyLevel | None = None) -> Dispute | None:
    """How a text disputes a level that is `held`; None where it does not.

    "Not that strong" disputes an advanced level, "beginner? Come on" a low one; where none is held, only what disputes
    any level counts.
    """
    text = text[:LONGEST]
    if _WISHES.match(text):
        return None
    for way, pattern in (*_ANY, *(_of(held) if held is not None else ())):
        if found := pattern.search(text):
            return Dispute(way, f"{text[: found.start()]}\n{text[found.end() :]}")
    return None


def years_instead(text: str) -> float | None:
    """The years that are right where those noted are called wrong: "the Python years are wrong, it's 5"."""
    found = _YEARS_WRONG.search(text[:LONGEST])
    return float(found[1].replace(",", ".")) or None if found else None


def is_mere_holding(said: Mention) -> bool:
    """Whether a statement gives no level in words: "I know Python", whatever level the reader guessed for it."""
    return said.level is None or all(map(_says_no_level, said.because))


def _says_no_level(phrase: str) -> bool:
    return _NO_LEVEL_IN.fullmatch(phrase) is not None


@cache
def _of(held: ProficiencyLevel) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """What disputes this level, and may say something of another one."""
    found = [(-1, _NOT_THAT.format(_GOOD))] if held > ProficiencyLevel.BEGINNER else []
    found += [(1, _NOT_THAT.format(_BAD))] if held < ProficiencyLevel.ADVANCED else []
    named = dict(_LEVELS)[held]
    found += [(way, pattern.format(named)) for way, pattern in _OF_A_LEVEL] if held else []
    return tuple((way, re.compile(pattern, re.I)) for way, pattern in found)
