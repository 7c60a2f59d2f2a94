"""The command line on good and on bad input: JSON lines out, one plain sentence and exit code 2 for what is wrong."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.small_catalogue import ADVANCED, small_catalogue
from waymark import app
from waymark.catalogue import Catalogue
from waymark.cli import main
from waymark.lines import InputError, json_object, message_of, profile_of

CATALOGUE = small_catalogue()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and the small catalogue in place of the shipped one."""
    for name in ("WAYMARK_DATABASE_URL", "WAYMARK_CATALOGUE", "WAYMARK_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(app, "read_catalogue", lambda settings=None: CATALOGUE)
    return tmp_path / "home"


def written(folder: Path, content: bytes | str, name: str = "input.jsonl") -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    """(exit code, the JSON lines of the standard output, the standard error)."""
    code = main(arguments)
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, [json.loads(line) for line in out.splitlines()], err


PROFILE = {"id": "p", "skills": [{"id": "r", "level": "advanced"}, {"name": "Statistics"}, {"name": "SQL", "years": 6}],
           "interests": [{"name": "data analysis", "polarity": "like"}]}  # fmt: skip


def test_a_profile_gets_the_documented_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (answer,), err = run(capsys, "advise", written(tmp_path, json.dumps(PROFILE)))
    assert (code, err) == (0, "")
    assert answer["id"] == "p"
    assert answer["recommendation"] == "ds"
    assert answer["fit"]["low"] <= answer["fit"]["mle"] <= answer["fit"]["high"]
    assert set(answer["readiness"]) == set(answer["gaps"]) == {"ds", "mle"}
    assert {"id", "name", "have", "need", "hours"} <= set(answer["gaps"]["mle"][0])
    assert {"id", "name", "have", "need", "hours", "week_from", "week_to", "resource"} <= set(answer["plan"][0])
    assert answer["next_question"] is None or {"id", "text"} <= set(answer["next_question"])
    assert answer["unknown"] == []


def test_the_same_profile_gets_the_same_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path, json.dumps(PROFILE))
    assert run(capsys, "advise", name) == run(capsys, "advise", name)


def test_an_empty_profile_is_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, (answer,), _ = run(capsys, "advise", written(tmp_path, "{}"))
    assert (answer["id"], answer["recommendation"], answer["plan"]) == ("1", "unknown", [])


def test_names_may_be_ids_labels_forms_or_those_of_the_evidence() -> None:
    names = ["kubernetes", "Docker", "py", "machine learning"]
    profile, unknown = profile_of({"skills": [{"name": n} for n in names], "interests": ["ACT:analyse"]}, 1, CATALOGUE)
    assert set(profile.skills) == {"kubernetes", "docker", "python", "machine-learning"}
    assert set(profile.interests) == {"data-analysis"}
    assert unknown == ()


def test_unknown_names_are_listed_and_are_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = {"skills": [{"name": "COBOL"}, {"name": "Python"}], "interests": [{"name": "gardening"}]}
    code, (answer,), _ = run(capsys, "advise", written(tmp_path, json.dumps(document)))
    assert (code, answer["unknown"]) == (0, ["COBOL", "gardening"])


def test_the_latest_of_two_statements_stands() -> None:
    skills = [{"id": "sql", "level": "beginner"}, {"id": "sql", "level": "advanced"}]
    assert profile_of({"skills": skills}, 1, CATALOGUE)[0].skills["sql"].level == ADVANCED


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"skills": [{"name": "SQL", "years": -3}]}, r'years of "SQL" must be between 0 and 80, not -3'),
        ({"skills": [{"name": "SQL", "years": "three"}]}, "must be a number"),
        ({"skills": [{"name": "SQL", "years": True}]}, "must be a number"),
        ({"skills": [{"name": "SQL", "years": 1e999}]}, "must be a number"),
        ({"skills": [{"name": "SQL", "level": "guru"}]}, 'level of "SQL" must be'),
        ({"skills": [{"name": "SQL", "level": 3}]}, 'level of "SQL" must be'),
        ({"skills": [{"name": "SQL", "polarity": "maybe"}]}, "has, lacks or wants"),
        ({"interests": [{"name": "data analysis", "polarity": "meh"}]}, "like or dislike"),
        ({"skills": "SQL"}, '"skills" must be a list'),
        ({"skills": [7]}, "objects or names"),
        ({"skills": [{"level": "beginner"}]}, 'neither "id" nor "name"'),
        ({"hours_per_week": 0}, "hours_per_week"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(document: dict[str, Any], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        profile_of(document, 1, CATALOGUE)


@pytest.mark.parametrize("line", ["{", "[1]", "nothing", '"text"', "{}{}", "[" * 100_000])
def test_a_line_that_is_no_json_object_is_refused(line: str) -> None:
    with pytest.raises(InputError, match="JSON"):
        json_object(line)


def test_a_broken_line_is_named_and_the_others_are_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(
        tmp_path, '{"id": "a"}\n\n{"id": \n{"id": "b", "skills": [{"name": "SQL", "years": -1}]}\n{"id": "c"}\n'
    )
    code, answers, err = run(capsys, "advise", name)
    assert code == 2
    assert [a["id"] for a in answers] == ["a", "c"]
    assert [line.split(": ")[1] for line in err.splitlines()] == ["line 3", "line 4"]


@pytest.mark.parametrize("command", ["advise", "read"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x7fELF\x00\x01", "binary"),
        (b"caf\xe9", "not UTF-8"),
        (b"\xff\xfe{", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, content: bytes, reason: str
) -> None:
    code, answers, err = run(capsys, command, written(tmp_path, content))
    assert (code, answers) == (2, [])
    assert reason in err


@pytest.mark.parametrize("command", ["advise", "read"])
def test_a_missing_file_and_a_folder_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert "no such file" in run(capsys, command, str(tmp_path / "none"))[2]
    assert "is a folder" in run(capsys, command, str(tmp_path))[2]
    assert run(capsys, command, "a\x00b")[0] == 2


def test_a_byte_order_mark_is_no_harm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "advise", written(tmp_path, b'\xef\xbb\xbf{"id": "a"}'))[1][0]["id"] == "a"


def test_the_standard_input_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "a"}\n')))
    assert run(capsys, "advise")[1][0]["id"] == "a"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "standard input is empty" in run(capsys, "advise", "-")[2]


def test_a_profile_with_ten_thousand_entries_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    skills = [{"name": f"skill {i}"} for i in range(10_000)]
    code, (answer,), _ = run(capsys, "advise", written(tmp_path, json.dumps({"skills": skills})))
    assert (code, len(answer["unknown"])) == (0, 10_000)


def test_a_message_is_plain_text_or_an_object() -> None:
    assert message_of(3, "I know SQL") == ("3", "I know SQL")
    assert message_of(3, '{"id": 7, "text": "I know SQL"}') == ("7", "I know SQL")
    with pytest.raises(InputError, match="JSON"):
        message_of(3, "{I know SQL")
    with pytest.raises(InputError, match="text"):
        message_of(3, '{"id": "a"}')


def told(person: str, catalogue: Catalogue = CATALOGUE) -> None:
    """Somebody whose advice is stored."""
    profile, _ = profile_of({**PROFILE, "id": person}, 1, catalogue)
    adviser = app.build_adviser()
    app.build_repository().change(person, lambda _: profile)
    adviser.advise(person)


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
