"""`waymark retention`, `stats` and `keys`: what an operator does with people's data."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.unit.cli_runs import database, home, run, told
from waymark import app
from waymark.cli import main
from waymark.skills import Mention

__all__ = ["database", "home"]  # fixtures, for every test here
CAPSYS = pytest.CaptureFixture[str]


def told_at(person: str, days: float) -> None:
    """Somebody who told something so many days ago."""
    people = app.build_repository()
    people._now = lambda: datetime.now(timezone.utc) - timedelta(days=days)
    people.change(person, lambda p: p.tell([Mention("sql", 0, 3, evidence="zyxxy SQL")]))


def test_who_stayed_away_is_removed_and_the_others_stay(capsys: CAPSYS) -> None:
    told_at("old", 100)
    told_at("new", 10)
    code, (dry,), _ = run(capsys, "retention", "run", "--older-than", "90", "--dry-run", "--json")
    assert (code, dry["people"], dry["dry_run"]) == (0, 1, True)
    assert run(capsys, "retention", "run", "--older-than", "90", "--json")[1][0]["profiles"] == 1
    assert app.build_repository().profile("old").is_empty
    assert not app.build_repository().profile("new").is_empty
    assert main(["retention", "run", "--older-than", "90"]) == 0
    assert "0 people removed" in capsys.readouterr().out


def test_the_time_comes_from_the_environment_where_none_is_said(
    capsys: CAPSYS, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_at("old", 100)
    code, _, err = run(capsys, "retention", "run", "--json")
    assert code == 2
    assert "WAYMARK_RETENTION_DAYS" in err
    monkeypatch.setenv("WAYMARK_RETENTION_DAYS", "120")
    assert run(capsys, "retention", "run", "--json")[1][0]["people"] == 0
    monkeypatch.setenv("WAYMARK_RETENTION_DAYS", "90")
    assert run(capsys, "retention", "run", "--json")[1][0]["people"] == 1


@pytest.mark.parametrize("days", ["0", "-5", "soon", "nan", "inf", "1e9"])
def test_a_slip_of_the_pen_removes_nobody(capsys: CAPSYS, days: str) -> None:
    told_at("ana", 0.5)
    code, lines, err = run(capsys, "retention", "run", f"--older-than={days}", "--json")
    assert (code, lines) == (2, [])
    assert "between 1 and" in err
    assert not app.build_repository().profile("ana").is_empty


def test_a_counsellor_sees_totals_of_five_and_more(capsys: CAPSYS) -> None:
    told("p0", "p1", "p2", "p3", "p4", "p5")
    people = app.build_repository()
    for person, word in (("p0", "fortran"), *((f"p{number}", "cobol") for number in range(1, 6))):
        people.change(person, lambda p, said=word: p.note([said]))  # type: ignore[misc]
    code, (seen,), _ = run(capsys, "stats", "--json")
    assert (code, seen["people"], seen["people_advised"]) == (0, 6, 6)
    assert seen["paths"] == [{"id": "ds", "people": 6}]
    assert seen["unknown"] == [{"word": "cobol", "count": 5}]
    assert seen["gaps"]
    assert {gap["people"] for gap in seen["gaps"]} == {6}
    assert all(gap["name"] != gap["id"] or gap["name"] for gap in seen["gaps"])
    assert main(["stats"]) == 0
    text = capsys.readouterr().out
    assert "People: 6" in text
    assert "cobol: 5" in text
    assert "fortran" not in text


def test_of_four_people_nothing_is_told(capsys: CAPSYS) -> None:
    told("p0", "p1", "p2", "p3")
    _, (seen,), _ = run(capsys, "stats", "--json")
    assert (seen["people"], seen["people_advised"], seen["paths"], seen["gaps"]) == (None, None, [], [])
    assert main(["stats"]) == 0
    text = capsys.readouterr().out
    assert "4" not in text
    assert "People: fewer than 5" in text


def test_keys_are_made_turned_and_taken_away(capsys: CAPSYS, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    told_at("ana", 1)
    keys = []
    for _ in range(2):
        assert main(["keys", "new"]) == 0
        keys.append(capsys.readouterr().out.strip())
    code, _, err = run(capsys, "keys", "rotate", "--json")
    assert code == 2
    assert "WAYMARK_TEXT_KEY is not set" in err
    monkeypatch.setenv("WAYMARK_TEXT_KEY", keys[0])
    assert run(capsys, "keys", "rotate", "--json")[1][0]["people"] > 0
    assert b"zyxxy" not in (home / "waymark.db").read_bytes()
    monkeypatch.setenv("WAYMARK_TEXT_KEY", f"{keys[1]} {keys[0]}")
    assert main(["keys", "rotate"]) == 0
    capsys.readouterr()
    monkeypatch.setenv("WAYMARK_TEXT_KEY", keys[1])
    assert "zyxxy" in json.dumps(run(capsys, "profile", "show", "ana", "--json")[1])
    assert run(capsys, "keys", "rotate", "--off", "--json")[0] == 0
    monkeypatch.delenv("WAYMARK_TEXT_KEY")
    assert "zyxxy" in json.dumps(run(capsys, "profile", "show", "ana", "--json")[1])


def test_without_its_key_a_database_says_so(capsys: CAPSYS, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["keys", "new"])
    monkeypatch.setenv("WAYMARK_TEXT_KEY", capsys.readouterr().out.strip())
    told_at("ana", 1)
    monkeypatch.delenv("WAYMARK_TEXT_KEY")
    code, _, err = run(capsys, "profile", "show", "ana", "--json")
    assert code == 2
    assert "set WAYMARK_TEXT_KEY" in err


def test_a_key_that_is_none_is_refused_and_not_repeated(capsys: CAPSYS, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_TEXT_KEY", "hunter2")
    code, _, err = run(capsys, "stats", "--json")
    assert code == 2
    assert "hunter2" not in err
