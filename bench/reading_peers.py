"""Predictions of two published skill finders, for bench/reading.py: run in an environment of its own.

    python bench/reading_peers.py career-fit|skill-extractor < texts.jsonl > predictions.jsonl

Input lines are {"id","text"}; output lines {"id","skills":[{"name","polarity"}]}. Neither reads level,
years or interests.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import resources


def career_fit() -> Callable[[str], list[dict[str, str]]]:
    """career-fit 0.6.0: a dictionary with local negation."""
    from career_fit import evidence_from_text

    def find(text: str) -> list[dict[str, str]]:
        return [
            {"name": e["canonical_skill"], "polarity": "lacks" if e["negated"] else "has"}
            for e in evidence_from_text(text)
        ]

    return find


def skill_extractor() -> Callable[[str], list[dict[str, str]]]:
    """skill-extractor 0.2.0 in gazetteer mode (its classifier would download a model)."""
    from skill_extractor.matcher import KeywordMatcher

    matcher = KeywordMatcher(
        json.loads((resources.files("skill_extractor") / "data" / "skills.json").read_text("utf-8"))
    )

    def find(text: str) -> list[dict[str, str]]:
        return [{"name": name, "polarity": "has"} for name, _, _ in matcher.extract(text)]

    return find


def main() -> None:
    find = {"career-fit": career_fit, "skill-extractor": skill_extractor}[sys.argv[1]]()
    for line in sys.stdin:
        item = json.loads(line)
        print(json.dumps({"id": item["id"], "skills": find(item["text"])}))


if __name__ == "__main__":
    main()
