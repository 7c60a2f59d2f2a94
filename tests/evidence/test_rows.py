"""Rows that people bring: every broken one is named with its line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from waymark.evidence import EvidenceError
from waymark.evidence.rows import read_people, read_postings

NAMES = {"sql": ("sql",), "gradient boosting": ("gradient-boosting", "xgboost"), "ACT:research": ("research",)}
HEADER = "posting,source,year,role,skills\n"


def reasons(path: Path) -> list[str]:
    with pytest.raises(EvidenceError) as caught:
        read_postings(path, NAMES)
    return [str(problem) for problem in caught.value.problems]


def written(folder: Path, text: str) -> Path:
    path = folder / "rows.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_becomes_skills_by_the_main_id_of_each_name(tmp_path: Path) -> None:
    (row,) = read_postings(written(tmp_path, HEADER + "p1,board,2021,MLE,sql|gradient boosting\n"), NAMES)
    assert (row.source, row.year, row.role) == ("board", 2021, "mle")
    assert row.skills == {"sql", "gradient-boosting"}


def test_a_gzipped_file_reads_like_a_plain_one(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(f"{HEADER}p1,board,2021,DS,sql\n".encode()))
    assert len(read_postings(path, NAMES)) == 1


def test_every_broken_row_is_named_with_its_line(tmp_path: Path) -> None:
    text = HEADER + "p1,board,20x1,DS,sql\np2,,2021,DS,sql\np3,board,2021,DS,cobol\np4,board,2021\n"
    assert reasons(written(tmp_path, text)) == [
        "rows.csv:2: year is no number: '20x1'",
        "rows.csv:3: source is empty",
        "rows.csv:4: names 'cobol', which evidence_names.csv does not know",
        "rows.csv:5: has 3 cells instead of 5",
    ]


@pytest.mark.parametrize("place", [10, 20])
def test_a_damaged_gzip_file_is_said_to_be_so(tmp_path: Path, place: int) -> None:
    packed = bytearray(gzip.compress(HEADER.encode() * 50))
    packed[place] ^= 0xFF
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(packed)
    assert "gzip file" in reasons(path)[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "has no column source, year, role, skills"),
        (HEADER.encode(), "has no rows"),
        (b"\xff\xfe\x00\x01", "is not UTF-8 text"),
        (b"\x1f\x8bnot gzip", "cannot be read"),
        (b"posting,year,role\n", "has no column source, skills"),
    ],
)
def test_a_file_that_is_none_is_said_to_be_so(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(content)
    assert reason in reasons(path)[0]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "No such file" in reasons(tmp_path / "none.csv")[0]


def test_people_need_the_column_activities(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="has no column person, activities"):
        read_people(written(tmp_path, HEADER + "p1,board,2021,DS,sql\n"), NAMES)


def test_a_long_list_of_problems_is_shown_in_part(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="and 10 more"):
        read_postings(written(tmp_path, HEADER + "p,board,never,DS,sql\n" * 30), NAMES)
