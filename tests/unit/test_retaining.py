"""The removal that comes by itself: at the start, each night, again after a failure, and one at a time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.unit.cli_runs import home, run
from waymark import retaining
from waymark.app import Settings
from waymark.cli import main

__all__ = ["home"]  # a fixture, for every test here
NIGHT = timedelta(hours=3, minutes=30)
START = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)


class Over(Exception):
    """The time that a test watches has passed."""


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self, days: float) -> None:
        self.now, self.end = START, START + timedelta(days=days)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        if self.now >= self.end:
            raise Over


def worked(days: float, sign: Path, fails: int = 0) -> list[datetime]:
    """When the work was done within so many days; the first `fails` times it fails."""
    clock, done = Clock(days), []

    def work() -> bool:
        done.append(clock.now)
        return len(done) > fails

    with pytest.raises(Over):
        retaining.watch(work, NIGHT, sign, clock, clock.sleep)
    return done


def test_it_comes_at_the_start_and_once_each_night(tmp_path: Path) -> None:
    nights = [START.replace(hour=3, minute=30) + timedelta(days=day) for day in (1, 2, 3)]
    found = worked(3.5, tmp_path / "sign")
    assert found[0] == START
    assert [moment - night for moment, night in zip(found[1:], nights)] == [timedelta()] * 3
    assert len(found) == 4


def test_a_failure_is_tried_again_and_seen_by_the_health_check(tmp_path: Path) -> None:
    sign = tmp_path / "data" / "sign"
    found = worked(0.4, sign, fails=3)
    assert [moment - START for moment in found] == [timedelta(seconds=300 * n) for n in range(4)]
    assert sign.exists()
    sign.unlink()
    worked(0.01, sign, fails=99)
    assert not sign.exists(), "a sign of life although every run failed"


def test_a_clock_that_is_set_back_at_the_start_ends_nothing(tmp_path: Path) -> None:
    shown = iter([START, START - timedelta(seconds=1), START])
    done: list[bool] = []

    def work() -> bool:
        done.append(True)
        raise Over

    with pytest.raises(Over):
        retaining.watch(work, NIGHT, tmp_path / "sign", lambda: next(shown), lambda seconds: None)
    assert done == [True]


def test_a_run_leaves_no_connection_open(tmp_path: Path) -> None:
    settings = Settings.from_environment({"WAYMARK_HOME": str(tmp_path)})
    assert retaining.remove(settings, 30) is not None
    assert (tmp_path / "waymark.db").exists()
    assert not (tmp_path / "waymark.db-wal").exists(), "the last connection that is closed takes it away"


def test_a_night_that_has_begun_is_not_the_next_one() -> None:
    night = START.replace(hour=3, minute=30)
    assert retaining.next_night(night, NIGHT) == night + timedelta(days=1)
    assert retaining.next_night(night - timedelta(seconds=1), NIGHT) == night


def test_without_a_limit_nobody_is_removed_and_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retention", "nightly", "--once"]) == 0
    assert "WAYMARK_RETENTION_DAYS is not set: nobody is removed" in capsys.readouterr().err


def test_once_removes_who_stayed_away(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_RETENTION_DAYS", "1")
    assert main(["retention", "nightly", "--once"]) == 0
    assert "unseen for more than 1 days: 0 people removed" in capsys.readouterr().err


@pytest.mark.parametrize("given", [["--at", "25:00"], ["--at", "soon"]])
def test_a_time_that_is_none_is_said(capsys: pytest.CaptureFixture[str], given: list[str]) -> None:
    code, _, error = run(capsys, "retention", "nightly", *given)
    assert (code, "time of day" in error) == (2, True)


def test_days_that_are_none_are_said_before_anything_is_removed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYMARK_RETENTION_DAYS", "forever")
    code, _, error = run(capsys, "retention", "nightly")
    assert (code, "days must be a number" in error) == (2, True)
