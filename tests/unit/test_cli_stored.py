"""The command line on what is stored: people shown, exported, deleted; the catalogue and figures kept up."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.unit.cli_runs import database, home, run, told, written
from waymark import app
from waymark.catalogue import Catalogue
from waymark.cli import main
from waymark.storage import conversations
from waymark.storage.database import open_database

__all__ = ["database", "home"]  # fixtures, for every test here


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


def test_nobody_is_shown_as_nobody_where_no_data_folder_is_yet(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    shutil.rmtree(home)
    _, (shown,), _ = run(capsys, "profile", "show", "nobody", "--json")
    assert (shown["profile"]["skills"], shown["assessment"]) == ([], None)


def test_deleting_leaves_nothing(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    told("ana")
    assert run(capsys, "profile", "delete", "ana", "--json")[1] == [{"person": "ana", "deleted": True}]
    _, (shown,), _ = run(capsys, "profile", "show", "ana", "--json")
    assert (shown["profile"]["skills"], shown["assessment"]) == ([], None)


PLACE = "slack:T1:U1#C1:123.4"  # a conversation of slack:T1:U1 in a channel


def test_by_the_id_of_any_conversation_its_person_is_shown_and_exported(capsys: pytest.CaptureFixture[str]) -> None:
    told("slack:T1:U1")
    _, (shown,), _ = run(capsys, "profile", "show", PLACE, "--json")
    assert {s["id"] for s in shown["profile"]["skills"]} == {"r", "statistics", "sql"}
    assert shown["assessment"] is not None
    assert main(["profile", "export", PLACE]) == 0
    assert json.loads(capsys.readouterr().out)["profile"]["skills"]


def test_by_the_id_of_any_conversation_its_person_is_deleted(capsys: pytest.CaptureFixture[str]) -> None:
    told("slack:T1:U1")
    row = {"type_name": "user", "timestamp": 1.0, "intent_name": None, "action_name": None, "data": '"hi"'}
    address = app.Settings.from_environment().tracker_url
    talks = open_database(address)
    conversations.create_tables(talks)
    for conversation in ("slack:T1:U1", PLACE, "slack:T1:U2"):
        talks.write(lambda c, name=conversation: conversations.append(c, name, [row], None))  # type: ignore[misc]
    assert run(capsys, "profile", "delete", PLACE, "--json")[1] == [{"person": "slack:T1:U1", "deleted": True}]
    assert app.build_repository().profile("slack:T1:U1").is_empty
    with talks.reading() as connection:
        assert set(connection.execute(select(conversations.events.c.sender_id)).scalars()) == {"slack:T1:U2"}
    talks.close()


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
    (home / "waymark.db").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    code, _, err = run(capsys, "profile", "show", "ana", "--json")
    assert code == 2
    assert "database" in err


def test_a_database_address_that_is_none_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYMARK_DATABASE_URL", "nonsense")
    assert run(capsys, "profile", "show", "ana")[0] == 2


def test_the_catalogue_is_checked_loaded_and_counted(
    capsys: pytest.CaptureFixture[str], home: Path, migrated: Path
) -> None:
    shutil.copy(migrated, home / "waymark.db")
    assert main(["catalogue", "check"]) == 0
    assert main(["catalogue", "load"]) == 0
    assert "is now in use" in capsys.readouterr().out
    assert main(["catalogue", "load"]) == 0
    assert "was in use already" in capsys.readouterr().out
    _, (stats,), _ = run(capsys, "catalogue", "stats")
    assert stats["gap_skills_with"]["hours"] == stats["gap_skills"]
    assert main(["catalogue", "check", "/no/such/folder"]) == 2


def test_unknown_words_are_listed_from_five_people_on(capsys: pytest.CaptureFixture[str]) -> None:
    people = app.build_repository()
    for person in "abcde":
        people.change(person, lambda p: p.note(["cobol"]))
    people.change("a", lambda p: p.note(["fortran"]))
    assert run(capsys, "catalogue", "unknown")[1] == [{"word": "cobol", "count": 5}]


def test_the_owner_reads_what_people_said_about_the_advice_newest_first(capsys: pytest.CaptureFixture[str]) -> None:
    people = app.build_repository()
    for person, note in (("ana", "the hours look wrong"), ("bob", "Größe, 🙂\nand more"), ("cem", "third")):
        people.add_feedback(person, note)
    code, notes, _ = run(capsys, "catalogue", "feedback")
    assert (code, [n["note"] for n in notes]) == (0, ["third", "Größe, 🙂\nand more", "the hours look wrong"])
    assert all(set(n) == {"at", "note"} and datetime.fromisoformat(n["at"]).tzinfo for n in notes)
    assert [n["note"] for n in run(capsys, "catalogue", "feedback", "--limit", "1")[1]] == ["third"]


@pytest.mark.parametrize("limit", ["0", "-1", "1001", "9" * 30])
def test_a_number_of_notes_out_of_bounds_is_refused(capsys: pytest.CaptureFixture[str], limit: str) -> None:
    code, notes, err = run(capsys, "catalogue", "feedback", f"--limit={limit}")
    assert (code, notes) == (2, [])
    assert "--limit must be between 1 and 1,000" in err


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


def test_rows_of_no_path_cannot_be_replayed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path, "source,year,role,skills\nmine,2026,DA,machine learning\n", "people.csv")
    code, lines, err = run(capsys, "interview", "simulate", name)
    assert (code, lines) == (2, [])
    assert "people.csv:0: has no rows of the role ds or mle" in err


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
