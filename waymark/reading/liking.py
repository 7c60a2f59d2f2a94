"""What the words of a liking are like: the forms and the phrases that are found, and questions about them."""

from __future__ import annotations

from waymark.reading.draft import NUMBER, Clause, Draft, Form, Found, Rule
from waymark.reading.phrases import Phrases
from waymark.reading.verdicts import ENDS, ME

_PLAIN_ANSWERS = frozenset(["no", "none", "never", "yes", "nope", ",", ":", "thanks", "thank", "you"])
_BACK = frozenset(
    "it them that those these this one ones so at all much though really any more either anymore "
    "people most best least again".split()
)


_NOT = frozenset(["don't", "didn't", "doesn't", "never", "not"])
_WISHED = frozenset(["love", "like", "enjoy", "happy", "glad", "keen"])
_LIST_GAP = 3  # items between two activities of one list
_LABELS = frozenset([":", "="])
_OPEN = frozenset("when whenever while if that how to is are was were a an the".split())  # something must follow them
_RELATIVE = frozenset("what that which thing things part bit topic topics work subject side one".split())
_PLACES = (["in"], ["at"], ["about"], ["of"], ["on"], ["during"])
_DOUBTS = frozenset(
    [("can't", "say"), ("can't", "claim"), ("wouldn't", "say"), ("don't", "think"), ("i", "doubt"), ("couldn't", "say")]
)
_SUBJECTS = frozenset(["i", "i'd", "i've", "i'm", "i'll"])
_FEELING = frozenset(
    "love loved like liked enjoy enjoyed adore hungry avoid hate hated dislike loathe detest favourite favorite fun "
    "dream hobby passion joy heaven into fan imagine".split()
)
_LESS = frozenset(["less", "fewer"])
_AMOUNTS = _LESS | {"more"}
_BESIDE = 2  # items
_THE = frozenset("the a an my our these those this that some any all".split())
_TRADED = frozenset(["trade", "swap", "exchange", "give"])
_CHOSEN = frozenset(["prefer", "pick", "choose", "take"])
_PLANNED = frozenset(["to", "would", "i'd", "more", "don't"])


def has_object(draft: Draft, clause: Clause, cue: Found) -> bool:
    """ "I like explaining results, I don't like grant writing": it speaks of something else."""
    following = draft.keys[cue[1]] if cue[1] < clause.last else ""
    return any(r.reach == "after" for r in cue[2]) and following[:1].isalpha() and following not in _BACK


def stranded(draft: Draft, clause: Clause, cue: Found) -> Rule | None:
    """ "on-call I've had enough of", "maths, which I enjoy": nothing follows, so it speaks of what stood before."""
    keys = draft.keys
    if cue[1] > clause.last or keys[cue[1] - 1] in _OPEN or not _LABELS.isdisjoint(keys[cue[1] - 1 : clause.last + 1]):
        return None
    if _SUBJECTS.isdisjoint(keys[cue[0] : cue[1]]):
        return None
    related = cue[0] > clause.first and keys[cue[0] - 1] in _RELATIVE and keys[cue[1] : cue[1] + 1] in _PLACES
    if not related and any(keys[k][0].isalpha() and keys[k] not in _BACK for k in range(cue[1], clause.last)):
        return None
    return next((r for r in cue[2] if r.reach == "after"), None)


def beside(draft: Draft, clause: Clause, form: Form, cue: Found | None) -> bool:
    """Do the words of the feeling stand right before or after the activity, which is no part of a longer name?"""
    if cue is None:
        return False
    if cue[0] < form[0]:
        return _THE.issuperset(draft.keys[cue[1] : form[0]])
    before = draft.keys[form[0] - 1] if form[0] else ""
    alone = form[0] == clause.first or before in _THE or not (before[:1].isalpha() or before == NUMBER)
    return alone and cue[0] - form[1] <= _BESIDE


def contrasted(draft: Draft, first: int, last: int, cues: list[Found]) -> list[Found]:
    """ "less talking, more typing": one feeling each, if both words stand in the sentence."""
    keys = draft.keys[first:last]
    if "more" not in keys or _LESS.isdisjoint(keys):
        return []
    told = {k for cue in cues for k in range(cue[0], cue[1])}
    amounts = [k for k in range(first, last) if draft.keys[k] in _AMOUNTS and k not in told]
    feelings = ((k, "like" if draft.keys[k] == "more" else "dislike") for k in amounts)
    return [(k, k + 1, (Rule("contrast", attitude=attitude, reach="after"),)) for k, attitude in feelings]


def last_word(draft: Draft, clause: Clause) -> str:
    """The last word of the clause, before a full stop."""
    end = clause.last - 1
    return draft.keys[end - 1 if draft.keys[end] in ENDS and end > clause.first else end]


def last_list(forms: list[Form]) -> list[Form]:
    """The last of the activities and those that stand in one list with it."""
    chain = forms[-1:]
    for form in reversed(forms[:-1]):
        if chain[0][0] - form[1] > _LIST_GAP:
            break
        chain.insert(0, form)
    return chain


def turned(keys: list[str], cue: Found, last: int, here: list[Form]) -> bool:
    """ "rather clean data than sit in meetings", "prefer coding to talks": what follows is the other one."""
    words = keys[cue[1] : last]
    if "than" in words or ("instead" in words and "of" in words):
        return True
    said = keys[cue[0] : cue[1]]
    if "for" in words and not _TRADED.isdisjoint(said):
        return True  # "I'd swap all my slides for a terminal"
    if "more" in (*words, keys[last]) and not _LESS.isdisjoint(said):
        return True  # "fewer meetings and more code"
    if "over" in words and not _CHOSEN.isdisjoint(said):
        return True
    return "prefer" in said and ("to" in words and any(f[1] <= last and f[0] >= cue[1] for f in here))


def parted(form: Form, item: int, forms: list[Form]) -> bool:
    """Does another activity, no neighbour in a list, stand between this one and the item?"""
    low, high = (form[1], item) if item >= form[1] else (item, form[0])
    between = [other for other in forms if low <= other[0] and other[1] <= high]
    if not between:
        return False
    near = between[0][0] - form[1] if item >= form[1] else form[0] - between[-1][1]
    return near > _LIST_GAP


def doubted(keys: list[str], clause: Clause) -> bool:
    """ "can't say that reports thrill me" """
    return any(tuple(keys[k : k + 2]) in _DOUBTS for k in range(clause.first, min(clause.first + 3, clause.last)))


def short(clause: Clause, here: list[Form]) -> bool:
    covered = sum(last - first for first, last, _ in here)
    return (clause.last - clause.first) - covered <= 4


def ends_at(cue: Found) -> int:
    """Where its words meet what they are about: the last one, if that follows them."""
    return cue[1] - 1 if cue[2][0].reach == "after" else cue[0]


def own_words(draft: Draft, clause: Clause, cues: list[Found]) -> bool:
    """Is a feeling the writer's own, though the clause speaks of others ("that's my reward", "the world can wait")?"""
    return any(
        not ME.isdisjoint(draft.keys[first:last]) or (first == clause.first and last >= clause.last - 1)
        for first, last, _ in cues
    )


def tool(draft: Draft, form: Form) -> bool:
    names = [draft.items[k].name for k in range(form[0], form[1])]
    return any(name is not None and not name.soft for name in names)


def heartfelt(keys: list[str], cues: list[Found]) -> bool:
    """Do the words tell a feeling for what is done, no plan and no lack ("I love playing with LLMs")?"""
    return any(
        not _FEELING.isdisjoint(words) and _PLANNED.isdisjoint(words)
        for words in (keys[first:last] for first, last, _ in cues)
    )


def named(draft: Draft, form: Form) -> bool:
    """Are these words the name of a skill too?"""
    return any(draft.items[k].name is not None for k in range(form[0], form[1]))


def answers(draft: Draft, cue: Found) -> bool:
    """A bare yes or no ("Cloud? no.") is about the skill, no feeling."""
    return _PLAIN_ANSWERS.issuperset(draft.keys[cue[0] : cue[1]])


def cheered(draft: Draft, sentence: list[Clause], forms: list[Form]) -> bool:
    """ "robots!!!": nothing but the topic and joy."""
    first, last = sentence[0].first, sentence[-1].last
    if draft.keys[first : last + 3].count("!") < 2:
        return False
    words = sum(draft.keys[k][0].isalpha() for k in range(first, last))
    return words <= sum(f[1] - f[0] for f in forms) + 1


def settled(draft: Draft, form: Form, first: int, last: int, cues: list[Found]) -> bool:
    """Do words among these items say how well this skill is known? Then they are about that.

    Words of the activity or of the feeling say no such thing ("a broken data pipeline", "tuning is my hobby").
    """
    spoken = [(form[0], form[1]), *((cue[0], cue[1]) for cue in cues if heartfelt(draft.keys, [cue]))]
    return any(
        first <= told < last and not any(a <= told < b for a, b in spoken)
        for k in range(form[0], form[1])
        for told, _ in draft.settled.get(k, ())
    )


def feelings_in(keys: list[str], phrases: Phrases, first: int, last: int) -> tuple[list[Found], set[int]]:
    """The phrases that tell a feeling, and the items of those that sound as if and do not ("would love to learn")."""
    found: list[Found] = []
    silent: set[int] = set()
    i = first
    while i < last:
        if keys[i] in phrases.first_words:
            match = phrases.longest(keys, i, last)
            if match is not None:
                end, rules = match
                for k in range(i + 1, end):
                    later = phrases.longest(keys, k, last) if keys[k] in phrases.first_words else None
                    if later is not None and end < later[0] and later[0] - k > end - i:
                        i, (end, rules) = k, later
                if i > first and keys[i - 1] in _NOT and rules[0].attitude:
                    if rules[0].attitude == "like":  # "I never relished meetings"
                        found.append((i - 1, end, (Rule("averse", attitude="dislike", reach=rules[0].reach),)))
                elif rules[0].attitude:
                    found.append((i, end, rules))
                elif rules[0].id == "no-feeling":
                    silent.update(range(i, end))
                else:  # "would love to learn" tells a plan; "my dream is to do" tells more than one
                    silent.update(k for k in range(i, end) if keys[k] in _WISHED)
                i = end
                continue
        i += 1
    return found, silent
