"""A training that is cut off leaves no half model that a later start would take for a trained one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.training import TrainingFailed, train_if_needed

WRITES = (
    '#!/bin/sh\nprintf half > "$8/${10}.tar.gz"\n'  # in place of Python: `-W ignore -m rasa train --force --out ...`
)


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WAYMARK_MODEL", str(tmp_path / "model.tar.gz"))
    return tmp_path / "model.tar.gz"


def training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    """The interpreter writes to the archive and then ends like this."""
    python = tmp_path / "python"
    python.write_text(f"{WRITES}{end}\n")
    python.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(python))


@pytest.mark.parametrize("end", ["echo 'OSError: No space left on device'; exit 1", "kill -9 $$"])
def test_what_a_failed_training_wrote_is_no_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Path, end: str
) -> None:
    training(tmp_path, monkeypatch, end)
    with pytest.raises(TrainingFailed):
        train_if_needed(lambda text: None)
    assert list(tmp_path.glob("*.tar.gz")) == []


def test_a_model_that_was_named_takes_no_other_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Path
) -> None:
    others = [tmp_path / f"waymark-{number}.tar.gz" for number in range(9)]
    for other in others:
        other.write_text("somebody's")
    training(tmp_path, monkeypatch, "exit 0")
    train_if_needed(lambda text: None)
    assert all(other.is_file() for other in others)


def test_a_model_has_its_name_only_once_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Path
) -> None:
    training(tmp_path, monkeypatch, f"test ! -e {model}")
    assert train_if_needed(lambda text: None) == model
    assert model.read_text() == "half"
    assert list(tmp_path.glob("*.tar.gz")) == [model]
