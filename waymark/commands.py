"""What the subcommands of `waymark` do: each prints, returns its exit code, and raises InputError or a domain error."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waymark import app
from waymark.catalogue import Catalogue
from waymark.lines import STDIN, InputError, input_lines, json_object, message_of, profile_of
from waymark.places import person_of
from waymark.skills import Reading, Scope

if TYPE_CHECKING:
    Topics = argparse._SubParsersAction[argparse.ArgumentParser]  # argparse has no public name for it

OK, BAD_INPUT = 0, 2
NOT_PRINTED = ("at", "profile")  # of an assessment in `waymark advise`: the same input gives the same line


def group(topics: Topics, name: str, text: str) -> Topics:
    """A command that stands for several actions."""
    return topics.add_parser(name, help=text).add_subparsers(required=True, metavar="ACTION")


def command(topics: Topics, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    """A command with its help, which `run` carries out."""
    one = topics.add_parser(name, help=text, description=text)
    one.set_defaults(run=run)
    return one


def add_to(topics: Topics) -> None:
    """`waymark read|advise [FILE|-]`, `waymark profile show|export|delete PERSON`."""
    for name, run, text in (
        ("read", read, "text lines (or {id, text}) to the skills that they tell"),
        ("advise", advise, "profiles, one JSON object a line, to advice"),
    ):
        one = command(topics, name, run, text)
        one.add_argument("file", nargs="?", default=STDIN, help='a file, or "-" for the standard input')
    actions = group(topics, "profile", "what is stored about a person")
    for name, run, text in (
        ("show", profile_show, "the profile and the latest assessment"),
        ("export", profile_export, "everything stored as JSON, or a report"),
        ("delete", profile_delete, "remove everything"),
    ):
        one = command(actions, name, run, text)
        one.add_argument("person", type=person_of, help="the id of the conversation")
        one.add_argument("--json", action="store_true", help="machine-readable output")
        if name == "export":
            one.add_argument("--format", choices=("json", "markdown", "html"), default="json")
            one.add_argument("--output", metavar="FILE", help="write there instead of the standard output")


def emit(document: Any) -> None:
    """One JSON line on the standard output."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")


def complain(text: str) -> None:
    """An error on the standard error, one line for each line of `text`."""
    for line in text.splitlines() or [""]:
        sys.stderr.write(f"waymark: {line}\n")


def each_line(name: str) -> Iterator[tuple[int, str]]:
    """The lines of the input; input that is no text at all is refused here, before anything is loaded."""
    lines = input_lines(name)
    return chain([next(lines)], lines)


def read(options: argparse.Namespace) -> int:
    """`waymark read`: a broken line is reported with its number, the others are read."""
    lines = each_line(options.file)
    catalogue = app.read_catalogue()
    reader = app.build_reader(catalogue)
    outcome = OK
    for number, line in lines:
        try:
            name, text = message_of(number, line)
        except InputError as error:
            complain(f"line {number}: {error}")
            outcome = BAD_INPUT
            continue
        emit(reading_document(name, reader.read(text, app.clock().date()), catalogue))
    return outcome


def reading_document(name: str, reading: Reading, catalogue: Catalogue) -> dict[str, Any]:
    """A reading in the shape that design section 5 fixes; `asked` are an advertisement's requirements."""
    document: dict[str, Any] = {
        "id": name,
        "text": reading.text,
        "skills": [
            {
                "id": m.skill,
                "name": catalogue.skills[m.skill].preferred_label,
                "polarity": m.polarity.value,
                "level": m.level.label if m.level else None,
                "years": m.years,
                "start": m.start,
                "end": m.end,
                "because": list(m.because),
            }
            for m in reading.own
        ],
        "interests": [
            {
                "id": i.activity,
                "name": catalogue.activities[i.activity].label,
                "polarity": i.attitude.value,
                "start": i.start,
                "end": i.end,
            }
            for i in reading.interests
        ],
        "unknown": list(reading.unknown),
        "frame": reading.frame.value,
    }
    asked = [m for m in reading.mentions if m.scope in (Scope.MUST, Scope.NICE)]
    if asked:
        document["asked"] = [
            {"id": m.skill, "name": catalogue.skills[m.skill].preferred_label, "kind": m.scope.value} for m in asked
        ]
    return document


def advise(options: argparse.Namespace) -> int:
    """`waymark advise`: a broken line is reported with its number, the others are advised on."""
    from waymark.assessment import assess
    from waymark.codec import assessment_document

    lines = each_line(options.file)
    catalogue = app.read_catalogue()
    now = app.clock()
    outcome = OK
    for number, line in lines:
        try:
            profile, unknown = profile_of(json_object(line), number, catalogue)
        except InputError as error:
            complain(f"line {number}: {error}")
            outcome = BAD_INPUT
            continue
        document = assessment_document(assess(profile, catalogue, now), catalogue)
        emit({key: value for key, value in document.items() if key not in NOT_PRINTED} | {"unknown": list(unknown)})
    return outcome


def profile_show(options: argparse.Namespace) -> int:
    """What is stored for a person with the latest assessment, as JSON or to read."""
    from waymark.adviser import Adviser
    from waymark.codec import profile_document
    from waymark.report.assessment import profile_markdown

    adviser: Adviser = app.build_adviser()
    profile = adviser.profile(options.person)
    if options.json:
        latest = adviser.latest_document(options.person)
        emit({"person": options.person, "profile": profile_document(profile, adviser.catalogue), "assessment": latest})
    else:
        sys.stdout.write(profile_markdown(profile, adviser.latest(options.person), adviser.catalogue))
    return OK


def profile_export(options: argparse.Namespace) -> int:
    """All that is stored (JSON), or the report of the present state (Markdown, HTML)."""
    from waymark.report.assessment import report_html, report_markdown

    adviser = app.build_adviser()
    if options.format == "json" or options.json:
        text = json.dumps(adviser.export(options.person), ensure_ascii=False, indent=2) + "\n"
    else:
        assessment = adviser.assess(adviser.profile(options.person))
        render = report_html if options.format == "html" else report_markdown
        text = render(assessment, adviser.catalogue, adviser.smallest_change(options.person))
    if options.output:
        write_file(Path(options.output), text)
    else:
        sys.stdout.write(text)
    return OK


def write_file(path: Path, text: str) -> None:
    """Raises InputError where the file cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None


def profile_delete(options: argparse.Namespace) -> int:
    """Removes everything of a person: what the adviser keeps, and the conversation."""
    app.forget_person(options.person)
    if options.json:
        emit({"person": options.person, "deleted": True})
    else:
        print(f"Nothing is stored about {options.person} any more. Backups hold what they held: see docs/privacy.md.")
    return OK
