"""Small pieces of wording that the topics share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from waymark.catalogue import Catalogue, Source
from waymark.contrast import nearer_to
from waymark.profile import Profile, SkillStatement
from waymark.reasons import figure_text, figures_of
from waymark.report.messages import choice
from waymark.skills import Polarity

ENOUGH = 3  # statements; a report on fewer says that it is a start
HOW_SHARED = "mean over the collections of postings, with parts and broader words of a skill counted"
WAYS_ON = (
    choice("Which path fits me?", "start_advice"),
    choice("What am I missing?", "ask_gaps"),
    choice("DS or MLE: the difference", "ask_difference"),
    choice("What do you know about me?", "export_or_show_profile"),
)


def pick(options: Sequence[str], number: int) -> str:
    """One of several wordings, another one each turn, so that a conversation does not sound like a machine's."""
    return options[number % len(options)]


def joined(words: Iterable[str], last: str = "and") -> str:
    """ "a, b and c"."""
    items = list(words)
    return " ".join([", ".join(items[:-1]), last, items[-1]]) if len(items) > 1 else "".join(items)


def percent(share: float) -> str:
    """A share of 0..1 as "42 %"; below half a per cent as "under 1 %"."""
    return "under 1 %" if 0 < share < 0.005 else f"{round(share * 100)} %"


def last_year(kind: str, catalogue: Catalogue) -> int | None:
    """The year in which the catalogue's sources of a kind ("postings", "people") end; None where it has none."""
    return max((source.year_to for source in catalogue.sources.values() if source.kind == kind), default=None)


def survey_year(catalogue: Catalogue) -> str:
    """ " of 2021" behind "a survey", or "" where no people were asked."""
    year = last_year("people", catalogue)
    return f" of {year}" if year else ""


def ends_of_evidence(catalogue: Catalogue) -> str:
    """Up to when the figures reach; "" for a catalogue without postings and people."""
    kinds = (("postings", "postings"), ("people", "people's answers"))
    ends = [f"{year} ({name})" for kind, name in kinds if (year := last_year(kind, catalogue))]
    return f" My figures reach up to {joined(ends)}; newer habits are not in them." if ends else ""


def in_a_hundred(share: float) -> str:
    """A probability as people say it; never 0 or 100, which nobody can know."""
    return f"{min(99, max(1, round(share * 100)))} in 100"


def name_of(subject: str, catalogue: Catalogue) -> str:
    """The label of a skill or an activity."""
    return catalogue.skill_name(subject) if subject in catalogue.skills else activity_name(subject, catalogue)


def activity_name(activity: str, catalogue: Catalogue) -> str:
    """The label of an activity for running text: "data analysis", but "NLP"."""
    label = catalogue.activity_name(activity)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def role_name(role: str, catalogue: Catalogue) -> str:
    return catalogue.roles[role].label if role in catalogue.roles else role


def start_only(profile: Profile) -> str:
    """The line over a report that rests on next to nothing; "" where it rests on more."""
    told = len(profile.skills) + len(profile.interests)
    if told >= ENOUGH:
        return ""
    known = "nothing" if not told else f"only {told} thing{'' if told == 1 else 's'}"
    return (
        f"This is a start only: I know {known} about you, so the path, the gaps and the weeks can all change. What would "
        "tell more: the tools and subjects that you know and how well, and whether you would rather analyse and explain "
        "or build and run systems."
    )


def years(count: float) -> str:
    if count < 1:
        months = max(1, round(count * 12))
        return f"{months} month{'s' if months > 1 else ''}"
    return f"{count:g} year{'s' if count != 1 else ''}"


def length_of(weeks: float) -> str:
    """ "1 week", "12 weeks": begun weeks count."""
    whole = max(1, math.ceil(weeks))
    return f"{whole} week{'s' if whole > 1 else ''}"


def time_named(weeks: float | None, total_hours: float | None, until: date | None = None) -> str:
    """ "3 months", "10 weeks", "18 weeks until 31 March 2027", "20 hours in all", or two of these; "" where no end was
    named."""
    named = []
    if weeks and until:
        whole = max(1, round(weeks))
        named.append(f"{whole} week{'' if whole == 1 else 's'} until {until.day} {until:%B %Y}")
    elif weeks:
        months = weeks * 12 / 52
        count, unit = (
            (round(months), "month") if months >= 0.99 and abs(months - round(months)) < 0.01 else (weeks, "week")
        )
        named.append(f"{count:g} {unit}{'' if count == 1 else 's'}")
    if total_hours:
        named.append(f"{total_hours:g} hours in all")
    return joined(named)


def statement(said: SkillStatement, catalogue: Catalogue) -> str:
    """ "Python - advanced, 3 years", "no Docker", "wants PyTorch"."""
    name = name_of(said.skill, catalogue)
    if said.polarity is Polarity.LACKS:
        return f"no {name}"
    if said.polarity is Polarity.WANTS:
        return f"wants {name}"
    details = [said.level.label] if said.level is not None else []
    if said.years is not None:
        details.append(years(said.years))
    return f"{name} - {', '.join(details)}" if details else name


def span(year_from: int, year_to: int) -> str:
    return f"{year_from}" if year_from == year_to else f"{year_from} to {year_to}"


def named_source(source: Source) -> str:
    """Title, years and size."""
    size = f", n = {source.sample_size:,}" if source.sample_size else ""
    return f"{source.title}, {span(source.year_from, source.year_to)}{size}"


def source_line(source: Source) -> str:
    return f"Source: {named_source(source)}."


def nearer_line(profile: Profile, catalogue: Catalogue) -> str:
    """ "What you told me is closer to data engineer postings (...) than to either"; "" where it is not so."""
    nearer = nearer_to(profile, catalogue)
    if nearer is None or not nearer.figures:
        return ""
    label, size = catalogue.contrasts[nearer.role].label, nearer.figures[0].postings
    years = span(min(e.year_from for e in nearer.figures), max(e.year_to for e in nearer.figures))
    shares = joined(f"{name_of(e.skill, catalogue)} in {percent(e.share)} of them" for e in nearer.figures)
    return (
        f"The skills that you told me are closer to {label} postings ({shares}; n = {size:,}, {years}) than to either of the two. I "
        "compare these two only, so that one is worth a look of your own."
    )


def asked_for(skill: str, catalogue: Catalogue) -> str:
    """ "asked for in 42 % of ... and 8 % of ... postings (n = ...), 2019"; "" where there is no figure."""
    return figure_text(figures_of(skill, catalogue), catalogue)
