"""A link to a report: nobody guesses or forges one, and it ends."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from waymark.report.links import address, key_of, new_link, secret_of

NOW = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


def test_a_link_opens_with_the_secret_that_made_it_and_no_other() -> None:
    link = new_link("ours", NOW)
    assert key_of(link.token, "ours", NOW) == link.key
    assert key_of(link.token, "theirs", NOW) is None


def test_a_link_ends_after_a_week() -> None:
    link = new_link("ours", NOW)
    assert key_of(link.token, "ours", NOW + timedelta(days=6, hours=23)) == link.key
    assert key_of(link.token, "ours", NOW + timedelta(days=7)) is None


@pytest.mark.parametrize("place", [0, 20, -1])
def test_a_changed_link_opens_nothing(place: int) -> None:
    token = new_link("ours", NOW).token
    changed = list(token)
    changed[place] = "A" if changed[place] != "A" else "B"
    # The last character of base64 carries bits that do not count, so that another one can mean the same there.
    assert key_of("".join(changed) + ("x" if place == -1 else ""), "ours", NOW) is None


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é" * 50, "x" * 10_000, "1\x002.3"])
def test_what_is_no_link_opens_nothing(token: str) -> None:
    assert key_of(token, "ours", NOW) is None


def test_an_end_put_off_by_the_reader_breaks_the_signature() -> None:
    random, until, signature = new_link("ours", NOW).token.rsplit(".", 2)
    assert key_of(f"{random}.{int(until) + 10**8}.{signature}", "ours", NOW) is None


def test_two_links_are_never_the_same_and_the_database_s_key_is_not_the_link() -> None:
    one, two = new_link("ours", NOW), new_link("ours", NOW)
    assert one.token != two.token
    assert one.key not in address("https://a.example/", one.token) == f"https://a.example/report/{one.token}"


def test_the_secret_is_made_once_and_is_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYMARK_SECRET", raising=False)
    first = secret_of(tmp_path / "home")
    assert len(first) > 40
    assert secret_of(tmp_path / "home") == first
    assert (tmp_path / "home" / "secret").stat().st_mode & 0o077 == 0
    assert [p.name for p in (tmp_path / "home").iterdir()] == ["secret"]
    monkeypatch.setenv("WAYMARK_SECRET", "given")
    assert secret_of(tmp_path / "home") == "given"
