"""The command line on good and on bad input: JSON lines out, one plain sentence and exit code 2 for what is wrong."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli_runs import CATALOGUE, PROFILE, home, run, written
from tests.unit.small_catalogue import ADVANCED
from waymark.lines import InputError, json_object, message_of, profile_of

__all__ = ["home"]  # a fixture, for every test here


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
        ({"skills": [{"name": "SQL", "years": 10**400}]}, 'years of "SQL" must be between 0 and 80, not 10000'),
        ({"skills": [{"name": "SQL", "years": -(10**400)}]}, 'years of "SQL" must be between 0 and 80, not -10000'),
        ({"hours_per_week": 10**400}, "hours_per_week must be between 0 and 168, not 10000"),
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


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f'{{"skills": [{{"name": "SQL", "years": {"9" * 400}}}]}}', "between 0 and 80"),
        (r'{"id": "a\ud800"}', "half of a surrogate pair"),
        (r'{"skills": [{"name": "a\udc00"}]}', "half of a surrogate pair"),
        (r'{"\ud800": 1}', "half of a surrogate pair"),
    ],
)
def test_after_a_value_that_no_program_can_print_or_reckon_with_the_run_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, reason: str
) -> None:
    code, answers, err = run(capsys, "advise", written(tmp_path, f'{line}\n{{"id": "b"}}\n'))
    assert (code, [a["id"] for a in answers], len(err.splitlines())) == (2, ["b"], 1)
    assert "line 1: " in err
    assert reason in err


def test_a_pair_of_surrogates_is_a_character(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "advise", written(tmp_path, r'{"id": "\ud83d\ude42"}'))[1][0]["id"] == "🙂"


def test_an_id_that_is_null_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answers, _ = run(capsys, "advise", written(tmp_path, '{"id": null}\n{"id": null}\n{"id": 0}\n'))
    assert [a["id"] for a in answers] == ["1", "2", "0"]
    assert message_of(3, '{"id": null, "text": "I know SQL"}') == ("3", "I know SQL")


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
    with pytest.raises(InputError, match="surrogate"):
        message_of(3, r'{"text": "I know SQL \ud83d"}')
