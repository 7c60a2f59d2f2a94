"""What a message takes back: "forget Docker", "remove my dislike of maths", "you think I hate maths, I don't", "why did
you write that I know testing?".

What is taken back is open again. That differs from "I don't know Docker", which says that it is lacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from waymark.catalogue import Catalogue
from waymark.profile import Profile
from waymark.skills import Mention, Polarity

_TAKE_OUT = (
    r"(?:forget|remove|delete|erase|drop|scratch|scrap|strike|cross|ignore|disregard|discard|wipe|cancel|unlist"
    r"|get rid of|tak(?:e|ing)\b.{0,40}\b(?:off|out|back|away)|throw out|leave out)"
)
_OUT_OF = r"(?:(?:out of|from|off) (?:my|the) (?:profile|list)|out|off|away)"
_ORDER = re.compile(
    r"\W*(?:(?:please|no|ok(?:ay)?|and|then|so|sorry|(?:can|could) you|just|actually)\W+)*"
    r"(?:(?:take|cross|strike|throw|leave) (?:out|off)|remove|drop|delete|erase|scratch|scrap|strike|get rid of|forget"
    rf"|(?:take|cross|throw|leave)(?=.* {_OUT_OF}\b)) (?:about )?(?:(?:the|my|that|this) )?"
    r"(?P<what>[^,;:!?\n]{1,40}?)(?: (?:thing|part|bit|stuff|entry|point))?"
    rf"(?: (?:{_OUT_OF}|again|then|please|for me))*\W*",
    re.IGNORECASE,
)
_MORE_OF_IT = re.compile(
    r"\b(?:better|more|stronger|further|deeper|improv\w+|deepen\w*|refresh\w*|brush\w* up|polish\w*|advance|extend"
    r"|strengthen\w*|next level|level up|perfect)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|never|nothing|cannot)\b|n['\u2019]t\b", re.IGNORECASE)
_RETRACTS = re.compile(rf"\b{_TAKE_OUT}\b", re.IGNORECASE)
_CALLED_WRONG = re.compile(
    r"\b(?:is|was|are|were) (?:an? )?(?:mistake|wrong|error|false|incorrect|lie|typo)\b"
    r"|(?:n't| not) (?:right|true|correct)\b",
    re.IGNORECASE,
)
_NOT_KNOWN = re.compile(r"\b(?:n't|not|never)\b.{0,15}\b(?:know|use|used|learn\w*|touch\w*|work\w*)\b|n't know", re.I)
_LIKING = (
    r"(?:dislik(?:e|es|ed|ing)|lik(?:e|es|ed|ing)|lov(?:e|es|ed|ing)|hat(?:e|es|ed|ing|red)|interests?|interested"
    r"|enjoy\w*"
    r"|aversion|preferences?)"
)
_RETRACTS_LIKING = re.compile(rf"\b{_TAKE_OUT}\b[^,.;:!?\n]{{0,60}}\b{_LIKING}\b", re.IGNORECASE)
_OWN_LIKING = re.compile(r"\bmy (?:(?:dis)?lik(?:e|ing)|interests?|hatred|aversion)\b", re.IGNORECASE)
_DISLIKE = r"(?:hate|dislike|detest|loathe|can'?t stand|(?:don'?t|do not) (?:like|enjoy)|(?:am|'m) not interested in)"
_NOT_DISLIKED = re.compile(
    r"\b(?:don'?t|do not|didn'?t|did not|never|not)(?: \w+){0,2} (?:hate|hated|dislike|disliked|detest|loathe)\b", re.I
)
_ATTRIBUTED = re.compile(
    r"\b(?:you(?:'ve| have)?(?: \w+){0,2} (?:think|thought|said|say|wrote|write|noted?|put|assumed?|believe|saved?"
    r"|stored?|claim)"
    r"|(?:it|this|that|profile) says|(?:does|did) (?:it|this|my profile) say|(?:it'?s|it is|that'?s|is) not true"
    rf"|(?:it'?s|it is|that'?s) (?:wrong|false|a mistake))\b.{{0,30}}\b(?:i|that)\b.{{0,15}}\b{_DISLIKE}",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\W*(?:(?:no|nope|wait|sorry|actually|hm+|oh|i(?: do)? (?:know|have|use|can)|i (?:meant?|said)|it'?s|make it)\W+)+"
    r"both(?: of (?:them|those|these|the two))?(?:\W+(?:please|actually|sorry|then|in fact))?\W*",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:i (?:really )?(?:don'?t|do not|didn'?t|did not|never)\W*(?:$|[.!,;]|at all|say|said)|wrong(?:ly)?|false"
    r"|mistaken"
    r"|not (?:true|right|correct|the case)|isn'?t (?:true|right)|no longer)\b|\bi (?:don'?t|do not)\W*$",
    re.IGNORECASE,
)
_WHY_NOTED = re.compile(
    r"\bwhy\b.{0,15}\byou (?:wr[io]te|noted?|list(?:ed)?|stored?|saved?)\b|"
    r"\b(?:why|how come|where|who told you|what makes you)\b.{0,25}\b(?:wr[io]te|written|note|noted|say|says|said"
    r"|put|stored?|saved?"
    r"|think|assumed?|claim|list(?:ed)?|believe|record(?:ed)?|got|get|have)\b(?: down)?(?: it| in my profile"
    r"| the idea| from)*"
    r"(?: that)? (?:i(?:'m| am|'ve| have| can| could)?(?: already| quite| very| so)?"
    r" (?:know|knew|comfortable|good|strong|an? expert|advanced|experienced|like|love|hate|dislike|enjoy|used?|done"
    r"|do|did"
    r"|built|worked|learn(?:ed|t)|can)\b|my \w+ is\b)",
    re.IGNORECASE,
)
_WHAT_NOTED = re.compile(
    r"\bwhat(?: \w+)? (?:did|have|do|had) (?:i|you)\b.{0,15}\b(?:say|said|tell|told|wr[io]te|written|know|have|noted?"
    r"|put|stored?|saved?)\b"
    r"|\b(?:did|have) i (?:\w+ )?(?:tell|told|mention(?:ed)?|say|said)\b(?!.{0,30}\b(?:wrong|enough)\b)"
    r"|\bdo you (?:already )?(?:know|have) (?:about |of )?my \w+\W*$",
    re.IGNORECASE,
)
_WHAT_HEARD = re.compile(
    r"\W*(?:(?:and|so|ok(?:ay)?|but|hi|hello|hm+)\W+)*"
    r"(?:what (?:did|do|have|could) you (?:take|taken|get|got|understand"
    r"|understood|read|hear|heard|note|noted|learn|learned|see)"
    r"(?: (?:from|out of|of|in) (?:that|this|it|all that|what i (?:said|wrote|sent|pasted)|(?:my|the) (?:\w+ )?\w+))?"
    r"|what (?:did|have) we (?:talk|talked|speak|spoken|discuss(?:ed)?|chat|chatted|do|done)(?: about)?"
    r"|where (?:did we|were we|have we|are we)(?: (?:stop|stopped|leave off|left off|end|get to|got to))?)"
    r"(?: (?:so far|last time|yesterday|before|until now|then|now|again))*\W*",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:why|how come)\b(?: (?:did|have|do|would))? you(?:'ve| have)?(?: (?:just|even|suddenly|go and|now))* "
    r"(?:delete|remove|drop|erase|scratch|cross|forget|forgot|lose|lost|wipe|take|took)\w*\b"
    r"|\byou(?:'ve| have)?(?: (?:just|even|wrongly|now|also))* "
    r"(?:deleted|removed|dropped|erased|scratched|forgot|lost|wiped|took (?:out|away|off))\b",
    re.IGNORECASE,
)
_OBJECTS = re.compile(
    r"\b(?:never|not|don'?t|didn'?t|haven'?t|can'?t|cannot|couldn'?t|isn'?t|wrong|false|nonsense"
    r"|no idea)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.,;!?\n]+|\b(?:but|and|although|though|because)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")
_EMPTY = frozenset(
    "that this with have from what much many well about never ever your life write wrote comfortable know".split()
)


def is_retracted(mention: Mention) -> bool:
    """Whether it is lacking only because it was taken back ("forget Docker", "Docker is wrong"), not because it is not
    known."""
    if mention.polarity is not Polarity.LACKS:
        return False
    because = " ".join(mention.because)
    taken_back = _RETRACTS.search(because) or _CALLED_WRONG.search(because)
    return taken_back is not None and _NOT_KNOWN.search(because) is None


def retracts_liking(text: str) -> bool:
    """ "Remove my dislike of maths": what is named there is a liking, not a skill."""
    return _RETRACTS_LIKING.search(text) is not None or bool(_RETRACTS.search(text) and _OWN_LIKING.search(text))


def ordered_out(text: str, profile: Profile, catalogue: Catalogue) -> tuple[frozenset[str], frozenset[str]]:
    """The skills and the likings of a profile that a message orders out, and says nothing else: "take the coding thing
    out please"."""
    found = _ORDER.fullmatch(text)
    if found is None:
        return frozenset(), frozenset()
    what = " ".join(found["what"].casefold().split())
    labels = {key: catalogue.skills[key].preferred_label for key in profile.skills if key in catalogue.skills}
    named = {key for key, label in labels.items() if _has_word(label, what)} | {catalogue.find(what) or what}
    return frozenset(named & profile.skills.keys()), activities_named(what, catalogue) & profile.interests.keys()


def _has_word(label: str, word: str) -> bool:
    return word in re.findall(r"[\w+#.-]+", label.casefold())


def denied_dislikes(text: str, catalogue: Catalogue) -> frozenset[str]:
    """The activities that somebody does not dislike: "I don't hate maths", "you think I hate maths. I don't"."""
    denied = _DENIAL.search(text) is not None
    found: set[str] = set()
    for clause in _CLAUSE.split(text):
        if _NOT_DISLIKED.search(clause) or (denied and _ATTRIBUTED.search(clause)):
            found |= activities_named(clause, catalogue)
    # "Why does it say that I dislike maths": the words around decide, where a clause of its own does not.
    if not found and denied and (attributed := _ATTRIBUTED.search(text)):
        found |= activities_named(text[attributed.end() :][:60], catalogue)
    return frozenset(found)


def is_only_not_disliked(text: str, start: int) -> bool:
    """Whether what stands at `start` is in a clause like "I don't hate maths", which says no more than that."""
    begin = max((end for found in _CLAUSE.finditer(text) if (end := found.end()) <= start), default=0)
    after = _CLAUSE.search(text, start)
    return _NOT_DISLIKED.search(text[begin : after.start() if after else len(text)]) is not None


def activities_named(text: str, catalogue: Catalogue) -> frozenset[str]:
    """The activities and topics whose label or surface form stands in the text."""
    low = " ".join(re.findall(r"[\w/+#-]+", text.casefold()))
    return frozenset(activity for activity, form in catalogue.once(_patterns).items() if form.search(low))


def _patterns(catalogue: Catalogue) -> Mapping[str, re.Pattern[str]]:
    forms = {a.id: sorted({a.label, *a.forms}, key=len, reverse=True) for a in catalogue.activities.values()}
    return {key: re.compile(rf"(?<!\w)(?:{'|'.join(map(_escaped, names))})(?!\w)") for key, names in forms.items()}


def _escaped(form: str) -> str:
    return re.escape(" ".join(form.casefold().split()))


def means_both(text: str) -> bool:
    """ "No wait, both": what was put in the place of something else stands beside it."""
    return _BOTH.fullmatch(text) is not None


def asks_why_noted(text: str) -> bool:
    """ "Why did you write that I'm comfortable with that?": about the profile, and no question about the advice."""
    return _WHY_NOTED.search(text) is not None


def asks_what_is_noted(text: str) -> bool:
    """ "What did I say about SQL?": what is named there is asked about, and not told."""
    return _WHAT_NOTED.search(text) is not None


def asks_what_was_heard(text: str) -> bool:
    """ "What did you take from that?", "where did we stop?": for what is noted, and nothing is to be changed."""
    return _WHAT_HEARD.fullmatch(text) is not None


def complains_of_loss(text: str) -> bool:
    """ "Why did you delete my Java?", "you removed SQL": no order to remove it, but the reverse."""
    return _LOST.search(text) is not None


def objects(text: str) -> bool:
    """Whether who asks that also says that it is not so."""
    return _OBJECTS.search(_WHY_NOTED.sub(" ", text)) is not None


def meant_entries(text: str, named: Iterable[str], profile: Profile, catalogue: Catalogue) -> Sequence[str]:
    """The skills of a profile that a complaint is about: those named, else those answered to the question whose words,
    or whose skills' names, it shares most."""
    listed = [skill for skill in dict.fromkeys(named) if skill in profile.skills]
    if listed:
        return listed
    said = _content(text)
    answered = {key for key, statement in profile.skills.items() if statement.origin == "answered"}
    shared = {
        question.id: len(said & _content(question.text + " " + _labels(question.skills, catalogue)))
        for question in catalogue.questions
        if answered & set(question.skills)
    }
    best = max(shared, key=lambda key: shared[key], default=None)
    if best is None or not shared[best]:
        return []
    return [skill for q in catalogue.questions if q.id == best for skill in q.skills if skill in answered]


def _content(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - _EMPTY


def _labels(skills: Iterable[str], catalogue: Catalogue) -> str:
    return " ".join(catalogue.skills[skill].preferred_label for skill in skills if skill in catalogue.skills)


def wishes_for_more(text: str) -> bool:
    """ "I want to get better at Python" takes nothing back; "I want to learn Python" of who told a level of it may."""
    return _MORE_OF_IT.search(text) is not None and _DENIES.search(text) is None
