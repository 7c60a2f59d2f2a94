"""What kind of text was pasted or sent as a file: one about a program, which says nothing of who sends it.

Readings of a whole text by its words, so pure functions of the text.
"""

from __future__ import annotations

import re

SHORTEST = 150  # letters; a shorter text is a message
_OF_A_PROGRAM = tuple(
    re.compile(form, re.IGNORECASE | re.MULTILINE)
    for form in (
        r"^#{1,4} [^\n]{0,20}\b(?:install(?:ation|ing)?|usage|quick ?start|getting started|contribut\w+|licen[cs]e)\b",
        r"^ {0,3}(?:```|~~~)",
        r"\b(?:pip3? install|npm (?:install|run)|git clone|docker run|apt(?:-get)? install|cargo build"
        r"|make (?:install|test|build|setup))\b",
        r"\bthis (?:repository|repo|package|library|module|tool) (?:is|holds|contains|provides|implements)\b",
        r"\]\((?:docs?/|\./|[\w-]+\.md\b)",
    )
)


def is_about_program(text: str) -> bool:
    """A README: two of the things that stand in one, and in no CV."""
    return len(text) >= SHORTEST and sum(1 for form in _OF_A_PROGRAM if form.search(text)) >= 2
