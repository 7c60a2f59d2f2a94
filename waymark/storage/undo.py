"""The last changes to a profile, so that "undo" can take back several, one after the other.

A step holds only what a change replaced (None for what was not there before), so that a long profile is not kept ten
times. The column `people.previous` holds {"steps": [...]}, the newest last; before that it held one whole profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from waymark.codec import plain_profile, plain_profile_from
from waymark.profile import Profile
from waymark.storage.errors import understood

MOST_STEPS = 10  # changes that can be taken back
_KEYED = (("skills", "skill"), ("interests", "activity"))  # lists of a document and the key of their rows
_WHOLE = ("unknown", "skipped", "hours_per_week")
Step = Mapping[str, Any]


def steps_of(stored: Mapping[str, Any] | None) -> list[Step]:
    """The steps that are stored, the newest last."""
    if stored is None:
        return []
    return list(stored["steps"]) if "steps" in stored else [{"profile": stored}]


def with_step(stored: Mapping[str, Any] | None, before: Profile, after: Profile) -> dict[str, Any]:
    """What to store once `before` has become `after`."""
    return {"steps": [*steps_of(stored), _step(before, after)][-MOST_STEPS:]}


def without_last(stored: Mapping[str, Any]) -> dict[str, Any] | None:
    """What to store once the last step has been taken back."""
    steps = steps_of(stored)[:-1]
    return {"steps": steps} if steps else None


def before_last(profile: Profile, stored: Mapping[str, Any] | None) -> Profile | None:
    """The profile as it was before its last change; None where none is kept. Raises DatabaseDamaged on a document of
    another kind."""
    with understood():
        steps = steps_of(stored)
        return _before(profile, steps[-1]) if steps else None


def _before(profile: Profile, last: Step) -> Profile:
    if "profile" in last:
        return plain_profile_from(last["profile"])
    document = plain_profile(profile)
    for name, key in _KEYED:
        rows = {**{row[key]: row for row in document[name]}, **last.get(name, {})}
        document[name] = [row for row in rows.values() if row is not None]
    whole = {name: last[name] for name in _WHOLE if name in last}
    return replace(plain_profile_from({**document, **whole}), person=profile.person)


def _step(before: Profile, after: Profile) -> Step:
    was, now = plain_profile(before), plain_profile(after)
    step: dict[str, Any] = {name: was[name] for name in _WHOLE if was[name] != now[name]}
    for name, key in _KEYED:
        old, new = ({row[key]: row for row in document[name]} for document in (was, now))
        if replaced := {k: old.get(k) for k in {**old, **new} if old.get(k) != new.get(k)}:
            step[name] = replaced
    return step
