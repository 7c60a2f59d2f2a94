"""docs/security.md names tests that exist, and SECURITY.md leads there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)


def test_each_defence_is_shown_by_a_test_that_exists() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    threats = [row for row in ROWS if "`test" in row[2]]
    assert len(threats) > 12
    for threat, _, shown in threats:
        for name in re.findall(r"`([^`]+)`", shown):
            exists = (ROOT / name).is_file() if "/" in name else f"def {name}(" in sources
            assert exists, (threat, name)


def test_no_threat_stands_without_one() -> None:
    table = TEXT.partition("## Threats")[2].partition("## What is left")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith(("| threat", "|--"))]
    assert [row for row in rows if "`t" not in row.rpartition("| `")[1] + row] == []


def test_the_way_to_report_leads_to_the_threat_model() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / link).is_file(), link
