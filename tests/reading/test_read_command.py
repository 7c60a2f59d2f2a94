"""`waymark read` on a file: one JSON line for each message, what is broken named with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.small_catalogue import small_catalogue
from waymark import app
from waymark.cli import main


def test_messages_are_read_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "read_catalogue", lambda settings=None: small_catalogue())
    lines = ["I know py and no k8s", '{"id": "b", "text": ' + json.dumps("py " * 4000) + "}", "{broken", "C++"]
    (tmp_path / "messages").write_text("\n".join(lines))
    code = main(["read", str(tmp_path / "messages")])
    out, err = capsys.readouterr()
    assert (code, err.count("\n")) == (2, 1)
    assert "line 3" in err
    answers = [json.loads(line) for line in out.splitlines()]
    assert [a["id"] for a in answers] == ["1", "b", "4"]
    first = {s["id"]: s for s in answers[0]["skills"]}
    assert (first["python"]["polarity"], first["kubernetes"]["polarity"]) == ("has", "lacks")
    assert first["python"]["name"] == "Python"
    assert {"id", "name", "polarity", "level", "years", "start", "end"} <= set(first["python"])
    assert {"id", "text", "skills", "interests", "unknown"} <= set(answers[0])
