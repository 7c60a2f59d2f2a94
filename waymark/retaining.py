"""How long people are kept: `waymark retention run`, once, and `waymark retention nightly`, which stays and runs it.

`nightly` is for installations without a timer of their own (docker-compose.yml): it runs at its start, so that no night
is missed, and then each night. On Kubernetes a CronJob starts `nightly --once`. However many are started, one runs.
"""

from __future__ import annotations

import argparse
import logging
import os
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from waymark import app, logs
from waymark.commands import OK, command, emit, group
from waymark.keeping import days_kept
from waymark.lines import InputError

if TYPE_CHECKING:
    from waymark.commands import Topics
    from waymark.storage.retention import Removed

logger = logging.getLogger("waymark.retention")

NIGHT = "03:30"  # UTC
STEP = 30.0  # seconds between two looks at the clock
PAUSE = 300.0  # seconds until a run that failed is tried again
SIGN_OF_LIFE = "nightly"  # a file in the data folder, touched as long as all goes well; a health check looks at its age


def add_to(topics: Topics) -> None:
    """The two commands."""
    actions = group(topics, "retention", "people who stay away")
    text = "remove the people whom nobody has seen for longer than they are kept: profile, reports, conversation"
    one = command(actions, "run", retention_run, text)
    one.add_argument("--older-than", metavar="DAYS", help="instead of WAYMARK_RETENTION_DAYS")
    one.add_argument("--dry-run", action="store_true", help="say how many it would be, and remove nobody")
    one.add_argument("--json", action="store_true", help="machine-readable output")
    text = "stay, and remove them now and each night; nobody where WAYMARK_RETENTION_DAYS is not set"
    one = command(actions, "nightly", retention_nightly, text)
    one.add_argument("--at", metavar="HH:MM", default=NIGHT, help=f"the time of day, UTC (default: {NIGHT})")
    one.add_argument("--once", action="store_true", help="now, and end: for a timer elsewhere")


def retention_run(options: argparse.Namespace) -> int:
    """Removes who stayed away, or only counts them."""
    settings = app.Settings.from_environment()
    days = days_kept(options.older_than or settings.retention_days)
    removed = remove(settings, days, options.dry_run)
    if removed is None:
        raise InputError("another run is going on; nothing was done")
    if options.json:
        emit({"older_than_days": days, "dry_run": options.dry_run, **asdict(removed)})
    else:
        print(summary(removed, days, options.dry_run))
    return OK


def remove(settings: app.Settings, days: float, dry_run: bool = False) -> Removed | None:
    """Removes who was unseen for `days` days, or counts them; None where another run is doing so. DatabaseError."""
    from waymark.storage.retention import Retention, only_run

    now = app.clock()
    people, talks = app.open_database(settings), app.open_conversations(settings)
    try:
        with only_run(people) as alone:
            if not alone and not dry_run:
                return None
            return Retention(people, talks, now - timedelta(days=days), now, dry_run).run()
    finally:  # `nightly` stays for months
        for database in filter(None, (people, talks)):
            database.close()


def summary(removed: Removed, days: float, dry_run: bool = False) -> str:
    """What a run did, as a line to read."""
    done = "would be removed" if dry_run else "removed"
    return (
        f"unseen for more than {days:g} days: {removed.people} people {done} ({removed.profiles} with a profile, "
        f"{removed.conversations} with a conversation); {removed.ended_links} report links had ended"
    )


def retention_nightly(options: argparse.Namespace) -> int:
    """Runs now and each night. Raises InputError at the start on a setting that is none; later failures are logged."""
    logs.configure(os.environ.get("WAYMARK_LOG", logs.PLAIN))
    settings = app.Settings.from_environment()
    days = days_kept(settings.retention_days) if settings.retention_days else None
    night = _time_of_day(options.at)
    if days is None:
        logger.warning("WAYMARK_RETENTION_DAYS is not set: nobody is removed, however long they stay away")
    if options.once:
        if days is not None:
            _run(settings, days)
        return OK
    watch(lambda: days is None or _tried(settings, days), night, settings.home / SIGN_OF_LIFE)
    return OK


def watch(
    work: Callable[[], bool],
    night: timedelta,
    sign: Path,
    clock: Callable[[], datetime] = app.clock,
    sleep: Callable[[float], object] = time.sleep,
) -> None:
    """Does `work` now, and whenever `night` (since midnight, UTC) comes; again after a pause where it says False.

    `sign` is touched as long as the last work went well. Never returns by itself.
    """
    sign.parent.mkdir(parents=True, exist_ok=True)
    due, went_well = clock(), False
    while True:
        if clock() >= due:
            went_well = work()
            due = next_night(clock(), night) if went_well else clock() + timedelta(seconds=PAUSE)
        if went_well:
            sign.touch()
        sleep(STEP)


def next_night(now: datetime, night: timedelta) -> datetime:
    """The next moment after `now` at this time of day, UTC."""
    tonight = now.replace(hour=0, minute=0, second=0, microsecond=0) + night
    return tonight if tonight > now else tonight + timedelta(days=1)


def _tried(settings: app.Settings, days: float) -> bool:
    try:
        _run(settings, days)
    except Exception as error:  # the border of a process that stays: the next try may go well
        logger.error("the nightly removal failed and is tried again: %s", type(error).__name__)
        return False
    return True


def _run(settings: app.Settings, days: float) -> None:
    removed = remove(settings, days)
    logger.info("%s", "another run is going on" if removed is None else summary(removed, days))


def _time_of_day(given: str) -> timedelta:
    try:
        moment = datetime.strptime(given, "%H:%M")
    except ValueError:
        raise InputError(f"--at is a time of day such as {NIGHT}, not {given[:40]!r}") from None
    return timedelta(hours=moment.hour, minutes=moment.minute)
