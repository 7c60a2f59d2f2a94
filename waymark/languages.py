"""The programming languages that a resource is written for, as its title names them: the catalogue has no column for
that, and titles say it ("Exploratory Data Analysis with R")."""

from __future__ import annotations

import re
from collections.abc import Mapping

from waymark.catalogue import Catalogue, Resource

PROGRAMMING = "Programming"  # the group of skills that are languages
NO_LANGUAGES = {"go", "swift", "assembly", "html-css", "android", "ios"}  # whose names are other words as well, or none


def languages_of(resource: Resource, catalogue: Catalogue) -> tuple[str, ...]:
    """The languages that somebody needs beside the skill that the resource teaches."""
    named = catalogue.once(_forms)
    return tuple(s for s, form in named.items() if s != resource.skill and form.search(resource.title))


def _forms(catalogue: Catalogue) -> Mapping[str, re.Pattern[str]]:
    return {
        skill.id: re.compile(rf"(?<![\w+#.-]){re.escape(skill.preferred_label)}(?![\w+#-])")
        for skill in catalogue.skills.values()
        if skill.group == PROGRAMMING and skill.id not in NO_LANGUAGES
    }
