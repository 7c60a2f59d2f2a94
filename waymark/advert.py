"""An advertisement against a profile: what is met, what is missing, and which role it is nearest to."""

from __future__ import annotations

from collections.abc import Iterable

from waymark.assessment import AdvertMatch
from waymark.catalogue import Catalogue
from waymark.fit import assess_fit
from waymark.gaps import NONE, held_levels
from waymark.profile import Profile, SkillStatement
from waymark.skills import Mention, Polarity, ProficiencyLevel, Scope


def match_advert(profile: Profile, mentions: Iterable[Mention], catalogue: Catalogue) -> AdvertMatch:
    """Mentions of scope `nice` are wishes, all others must-haves; a skill that is both is a must-have.

    A skill held below the level asked for is missing, and named in `below` too.
    """
    asked: dict[str, tuple[Scope, ProficiencyLevel]] = {}
    for m in mentions:
        if m.skill in catalogue.skills:
            scope, level = asked.get(m.skill, (Scope.NICE, ProficiencyLevel.BEGINNER))
            scope = scope if m.scope is Scope.NICE else Scope.MUST
            asked[m.skill] = (scope, max(level, m.level or ProficiencyLevel.BEGINNER))
    held = held_levels(profile, catalogue)
    met = tuple(s for s, (_, level) in asked.items() if held.get(s, NONE) >= level)
    missing = [s for s in asked if s not in met]
    musts = [s for s, (scope, _) in asked.items() if scope is Scope.MUST]
    wanted = Profile(skills={s: SkillStatement(s, Polarity.HAS, None) for s in asked})
    shares = {role: fit.value for role, fit in assess_fit(wanted, catalogue).probability.items()}
    return AdvertMatch(
        met=met,
        missing_must=tuple(s for s in missing if asked[s][0] is Scope.MUST),
        missing_nice=tuple(s for s in missing if asked[s][0] is Scope.NICE),
        nearest=max(sorted(shares), key=lambda role: shares[role]),
        shares=shares,
        met_share=sum(s in met for s in musts) / len(musts) if musts else 1.0,
        below=tuple(s for s in missing if held.get(s, NONE)),
    )
