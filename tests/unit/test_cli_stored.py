"""The command line on what is stored: people shown, exported, deleted; the catalogue and figures kept up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli_runs import home, run, told, written
from waymark import app
from waymark.catalogue import Catalogue
from waymark.cli import main

__all__ = ["home"]  # a fixture, for every test here


def test_a_stored_person_is_shown_with_the_latest_assessment(capsys: pytest.CaptureFixture[str]) -> None:
    told("ana")
    _, (shown,), _ = run(capsys, "profile", "show", "ana", "--json")
    assert {s["id"] for s in shown["profile"]["skills"]} == {"r", "statistics", "sql"}
    assert shown["assessment"]["recommendation"] == "ds"
    assert len(shown["assessment"]["gaps"]["mle"]) <= 8


def test_a_stored_person_is_shown_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    told("ana")
    assert main(["profile", "show", "ana"]) == 0
    assert "R - advanced" in capsys.readouterr().out


def test_nobody_is_shown_as_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    _, (shown,), _ = run(capsys, "profile", "show", "nobody", "--json")
    assert (shown["profile"]["skills"], shown["assessment"]) == ([], None)


def test_deleting_leaves_nothing(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    told("ana")
    assert run(capsys, "profile", "delete", "ana", "--json")[1] == [{"person": "ana", "deleted": True}]
    _, (shown,), _ = run(capsys, "profile", "show", "ana", "--json")
    assert (shown["profile"]["skills"], shown["assessment"]) == ([], None)


@pytest.mark.parametrize(
    ("kind", "mark"), [("json", '"person": "ana"'), ("markdown", "# Waymark"), ("html", "<!DOCTYPE html>")]
)
def test_everything_stored_is_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, mark: str
) -> None:
    told("ana")
    assert main(["profile", "export", "ana", "--format", kind]) == 0
    assert mark in capsys.readouterr().out
    assert main(["profile", "export", "ana", "--format", kind, "--output", str(tmp_path / "out")]) == 0
    assert mark in (tmp_path / "out").read_text()
    assert main(["profile", "export", "ana", "--output", str(tmp_path / "no" / "out")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_data_folder_that_cannot_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYMARK_HOME", written(tmp_path, "in the way") + "/home")
    code, _, err = run(capsys, "profile", "delete", "ana")
    assert code == 2
    assert "input.jsonl" in err


def test_a_read_only_database_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    told("ana")
    database = home / "waymark.db"
    monkeypatch.setenv("WAYMARK_DATABASE_URL", f"sqlite:///file:{database}?mode=ro&uri=true")
    code, _, err = run(capsys, "profile", "delete", "ana")
    assert code == 2
    assert "cannot be written" in err
    assert run(capsys, "profile", "show", "ana", "--json")[1][0]["assessment"] is not None


def test_a_file_that_is_no_database_is_said(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    home.mkdir()
    (home / "waymark.db").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    code, _, err = run(capsys, "profile", "show", "ana", "--json")
    assert code == 2
    assert "database" in err


def test_a_database_address_that_is_none_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYMARK_DATABASE_URL", "nonsense")
    assert run(capsys, "profile", "show", "ana")[0] == 2


def test_the_catalogue_is_checked_loaded_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "check"]) == 0
    assert main(["catalogue", "load"]) == 0
    assert main(["catalogue", "load"]) == 0
    assert "was in use already" in capsys.readouterr().out
    _, (stats,), _ = run(capsys, "catalogue", "stats")
    assert stats["gap_skills_with"]["hours"] == stats["gap_skills"]
    assert main(["catalogue", "check", "/no/such/folder"]) == 2


def test_unknown_words_are_listed_from_five_people_on(capsys: pytest.CaptureFixture[str]) -> None:
    people = app.build_repository()
    for _ in range(5):
        people.note_unknown(["cobol"])
    people.note_unknown(["fortran"])
    assert run(capsys, "catalogue", "unknown")[1] == [{"word": "cobol", "count": 5}]


@pytest.mark.parametrize("arguments", [("evidence", "build"), ("evidence", "people"), ("interview", "simulate")])
def test_rows_that_are_not_there_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert "no such file" in run(capsys, *arguments, str(tmp_path / "none.csv"))[2]
    assert "is a folder" in run(capsys, *arguments, str(tmp_path))[2]


def test_figures_are_built_from_rows_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"mine,2026,{role},machine learning" for role in ("DS", "MLE") for _ in range(30)]
    name = written(tmp_path, "\n".join(["source,year,role,skills", *rows]), "postings.csv")
    assert main(["evidence", "build", name, "--output", str(tmp_path / "figures")]) == 0
    assert "mine,2026,2026,ds,machine-learning,30,30,1" in (tmp_path / "figures" / "evidence.csv").read_text()
    capsys.readouterr()


def test_rows_that_cannot_be_used_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path, "source,year,role,skills\nmine,soon,DS,machine learning\n", "postings.csv")
    code, _, err = run(capsys, "evidence", "build", name)
    assert code == 2
    assert "postings.csv:2" in err


def test_an_unforeseen_error_is_a_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(settings: object = None) -> Catalogue:
        raise RuntimeError("the roof is off")

    monkeypatch.setattr(app, "read_catalogue", broken)
    code, _, err = run(capsys, "catalogue", "check")
    assert code == 2
    assert "unexpected RuntimeError: the roof is off" in err


def test_a_command_that_is_none_exits_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["no-such-command"])
    assert stop.value.code == 2
