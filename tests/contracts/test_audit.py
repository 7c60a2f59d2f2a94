"""`make audit` and CI's report: what was found decides; a source that cannot be reached is said and decides nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
YANKED = 'warning: `one==1.0` is yanked (reason: "broken")'
REPORT = '{"auditReportVersion": 2}'


def audit(folder: Path, lock: str, uv: str, npm: str, *words: str) -> tuple[int, str]:
    """Exit code and words of the script, with programs that do as told."""
    for name, text in (("uv", f'case "$1" in lock) {lock} ;; audit) {uv} ;; esac'), ("npm", npm)):
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "UV": str(folder / "uv")}
    words = ("sh", str(ROOT / ".ci" / "audit"), *words)
    done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_where_nothing_can_be_reached_it_says_so_and_passes(tmp_path: Path) -> None:
    code, said = audit(tmp_path, "echo 'no route' >&2; exit 2", "exit 2", "echo '{\"statusCode\": 405}'; exit 1")
    assert code == 0
    assert said.count("left out") == said.count("cannot be reached") == 3


@pytest.mark.parametrize(
    ("lock", "uv", "npm", "strict", "report"),
    [
        ("exit 0", "exit 0", f"echo '{REPORT}'", 0, 0),
        (f"echo '{YANKED}' >&2", "exit 0", f"echo '{REPORT}'", 1, 1),
        ("echo 'The lockfile needs to be updated' >&2; exit 1", "exit 0", f"echo '{REPORT}'", 1, 0),
        ("exit 0", "echo 'one 1.0 has a weakness'; exit 1", f"echo '{REPORT}'", 1, 0),
        ("exit 0", "exit 0", f"echo '{REPORT}'; exit 1", 1, 0),
    ],
    ids=["nothing found", "withdrawn", "another lock", "weak Python package", "weak npm package"],
)
def test_what_is_found_decides(tmp_path: Path, lock: str, uv: str, npm: str, strict: int, report: int) -> None:
    assert audit(tmp_path, lock, uv, npm)[0] == strict
    assert audit(tmp_path, lock, uv, npm, "--report")[0] == report
