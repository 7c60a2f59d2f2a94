"""How well and how fast the reader reads: on our own gold messages and on any sample given, next to its peers.

    python -m bench.reading --scorer score_skills.py --canonical canonical.json [--sample skills.jsonl]
                            [--peers] [--speed]

The scorer is the one argument that everything is measured by, also the peers: a plain word matcher over our own
aliases, and with --peers two published finders (installed by `uv run --with`, in an environment of their own).
Prints one table a data set, precision, recall and F1 for each phenomenon, and the SHA-256 of every input.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bench.train_reading import BLIND
from waymark.catalogue import Alias, Catalogue
from waymark.reading import Reader
from waymark.storage.catalogue_files import read_catalogue

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 25)
# Data that the rules were written on: their figures say what the rules do, not how the reader does on new text.
DEVELOPED_ON = frozenset([*(f"part_{letter}" for letter in "abcdefghijk"), "skills"])
PEERS = {
    "career-fit 0.6.0": ("career-fit", "career-fit==0.6.0"),
    "skill-extractor 0.2.0": ("skill-extractor", "skill-extractor==0.2.0"),
}
Prediction = dict[str, Any]
Message = Mapping[str, Any]


def lines_of(paths: Iterable[Path]) -> list[Message]:
    """The messages of JSON-lines files."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def read_with(reader: Reader, catalogue: Catalogue, messages: list[Message]) -> list[Prediction]:
    """The reader's predictions in the scorer's form."""
    predictions = []
    for message in messages:
        reading = reader.read(message["text"], TODAY)
        skills = [
            {"name": catalogue.skills[m.skill].preferred_label, "id": m.skill, "polarity": m.polarity.value,
             "level": m.level.label if m.level is not None else None, "years": m.years}
            for m in reading.own
        ]  # fmt: skip
        interests = [
            {"name": catalogue.activities[i.activity].label, "id": i.activity, "polarity": i.attitude.value}
            for i in reading.interests
        ]
        predictions.append({"id": message["id"], "skills": skills, "interests": interests})
    return predictions


def match_words(catalogue: Catalogue, messages: list[Message]) -> list[Prediction]:
    """A plain word matcher over the same aliases: any case, whole words, the longest first, everything is held."""
    forms = {a.form.lower(): a.skill for a in reversed(catalogue.aliases)}
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w+#])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w+#])")
    return [
        {
            "id": message["id"],
            "skills": [
                {"name": catalogue.skills[forms[f]].preferred_label, "id": forms[f], "polarity": "has"}
                for f in dict.fromkeys(pattern.findall(message["text"].lower()))
            ],
        }
        for message in messages
    ]


def labelled_again(name: str) -> list[Prediction]:
    """What somebody else labelled in the same messages without sight of the first labels: what a person reaches.

    Empty where nobody did. What may be inferred is left out, as it counts neither way.
    """
    path = ROOT / "tests" / "reading" / "gold" / "again" / f"{name}.jsonl"
    labels = lines_of([path]) if path.exists() else []
    return [{**m, "skills": [skill for skill in m["skills"] if not skill.get("optional")]} for m in labels]


def ask_peer(name: str, catalogue: Catalogue, messages: list[Message]) -> list[Prediction]:
    """Predictions of a published package, its names turned into ours where we know them."""
    argument, requirement = PEERS[name]
    texts = "\n".join(json.dumps({"id": m["id"], "text": m["text"]}) for m in messages)
    uv = ROOT / ".tools" / "bin" / "uv"
    command = [str(uv if uv.exists() else "uv"), "run", "-q", "--no-project",
               "--python", sys.executable, "--with", requirement,
               "python", str(ROOT / "bench" / "reading_peers.py"), argument]  # fmt: skip
    environment = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    done = subprocess.run(command, input=texts, capture_output=True, text=True, check=True, env=environment)
    predictions = [json.loads(line) for line in done.stdout.splitlines()]
    for prediction in predictions:
        for skill in prediction["skills"]:
            known = catalogue.find(skill["name"])
            if known in catalogue.skills:
                skill["name"] = catalogue.skills[known].preferred_label
                skill["id"] = known
    return predictions


def names_with(canonical: Path, messages: list[Message], catalogue: Catalogue) -> dict[str, Any]:
    """The scorer's names, and those of the gold that it lacks in our spelling (else nobody could be right)."""
    table: dict[str, Any] = json.loads(canonical.read_text("utf-8"))
    spelled = {form.casefold() for name, forms in table["skills"].items() for form in (name, *forms)}
    liked = {name.casefold() for group in table["interests"].values() for name in group}
    for message in messages:
        for skill in message["skills"]:
            known = catalogue.find(skill["name"])
            if skill["name"].casefold() not in spelled and known in catalogue.skills:
                label = catalogue.skills[known].preferred_label
                if label.casefold() not in spelled and known.casefold() not in spelled:
                    table["skills"].setdefault(skill["name"], [label, known])
        for interest in message["interests"]:
            known = catalogue.find(interest["name"])
            if interest["name"].casefold() not in liked and known in catalogue.activities:
                table["interests"].setdefault("more", []).append(catalogue.activities[known].label)
    return table


def score(
    scorer: Path, names: dict[str, Any], messages: list[Message], predictions: list[Prediction]
) -> dict[str, Any]:
    """The scorer's report (its last line) for these predictions; `names` as its file of names holds them."""
    with tempfile.TemporaryDirectory() as folder:
        gold, told = Path(folder, "gold.jsonl"), Path(folder, "told.jsonl")
        canonical = Path(folder, "names.json")
        canonical.write_text(json.dumps(names), "utf-8")
        gold.write_text("\n".join(map(json.dumps, messages)), "utf-8")
        told.write_text("\n".join(map(json.dumps, predictions)), "utf-8")
        command = [
            sys.executable,
            str(scorer),
            "--gold",
            str(gold),
            "--pred",
            str(told),
            "--canonical",
            str(canonical),
            "--quiet",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return report


def no_skill_right(messages: list[Message], predictions: list[Prediction]) -> float | None:
    """The share of messages without any skill for which none was found, counting every skill of the catalogue."""
    told = {p["id"]: p["skills"] for p in predictions}
    empty = [m for m in messages if not m.get("skills")]
    return sum(not told[m["id"]] for m in empty) / len(empty) if empty else None


def levels_nobody_said(messages: list[Message], predictions: list[Prediction]) -> tuple[int, int]:
    """How many held skills whose label has no level got one (the scorer passes over these), and of how many."""
    told = {p["id"]: {s["name"].casefold(): s for s in p["skills"]} for p in predictions}
    silent = [
        told[m["id"]].get(s["name"].casefold())
        for m in messages
        for s in m["skills"]
        if s["polarity"] == "has" and s.get("level") is None and not s.get("level_ok") and not s.get("optional")
    ]
    return sum(t is not None and t.get("level") is not None for t in silent), len(silent)


def row(name: str, report: dict[str, Any], silent: float | None) -> str:
    """One line of the table."""

    def figure(value: float | None) -> str:
        return "   - " if value is None else f"{value:5.3f}"

    polarity, interests = report["polarity"], report["interests"]
    cells = [polarity["precision"], polarity["recall"], polarity["f1"],
             report["level"]["accuracy"], report["years"]["accuracy"],
             interests["f1"], report["messages_skills_right"], report["messages_fully_right"], silent]  # fmt: skip
    return f"{name:<24}" + "  ".join(map(figure, cells))


def measure(name: str, paths: list[Path], options: argparse.Namespace, catalogue: Catalogue, reader: Reader) -> None:
    """Prints the table of one data set."""
    messages = lines_of(paths)
    role = "read while the rules were written" if name in DEVELOPED_ON else "not seen by the writers of the rules"
    role += ", nothing learned from it" if name in BLIND else ", learned from" if name.startswith("part_") else ""
    print(f"\n## {name}: {len(messages)} messages, {role}")
    for path in paths:
        print(f"   {path.name} sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:16]}")
    print(
        f"{'':<24}  P      R      F1   level  years  int.F1 skills  fully  silent"
        "   (skills, fully: share of messages right; silent: no skill where there is none)"
    )
    finders: dict[str, Callable[[], list[Prediction]]] = {
        "waymark": lambda: read_with(reader, catalogue, messages),
        "word matcher": lambda: match_words(catalogue, messages),
    }
    if second := labelled_again(name):
        finders["second labeller"] = lambda: second
    if options.peers:
        for peer in PEERS:
            finders[peer] = lambda peer=peer: ask_peer(peer, catalogue, messages)  # type: ignore[misc]
    names = names_with(options.canonical, messages, catalogue)
    reports = {}
    for finder, find in finders.items():
        predictions = find()
        reports[finder] = score(options.scorer, names, messages, predictions)
        print(row(finder, reports[finder], no_skill_right(messages, predictions)))
        if finder == "waymark":
            said, silent = levels_nobody_said(messages, predictions)
            print(f"   levels nobody said: {said} of {silent} held skills that are labelled without one")
    print(f"\n{'phenomenon':<28}{'messages':>9}{'F1':>8}{'right':>8}{'matcher F1':>12}")
    for tag, found in reports["waymark"]["traps"].items():
        plain = reports["word matcher"]["traps"].get(tag, {})
        print(
            f"{tag:<28}{found['messages']:>9}{found['f1']:>8.3f}"
            f"{found['skills_right'] / found['messages']:>8.2f}{plain.get('f1', 0):>12.3f}"
        )


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest processor time of `work`, in seconds."""
    spans = []
    for _ in range(times):
        start = time.process_time()
        work()
        spans.append(time.process_time() - start)
    return min(spans)


def measure_speed(catalogue: Catalogue, reader: Reader, messages: list[Message]) -> None:
    """Prints load time, messages a second, growth with the text and with the catalogue."""
    texts = [m["text"] for m in messages]
    times = times_of(reader, texts)
    median, mean = statistics.median(times), statistics.mean(times)
    print(f"\n## Speed ({len(texts)} messages, one core; the best of five readings of each)")
    print(f"load                         {best_of(3, lambda: Reader(catalogue)):.2f} s")
    print(f"median message               {median * 1e6:.0f} us, {1 / median:.0f} a second")
    print(f"mean, with second looks      {mean * 1e6:.0f} us, {1 / mean:.0f} a second")
    prose = "\n".join(texts) * 40
    for length in (5_000, 20_000, 100_000):
        print(
            f"{length:>7} characters           "
            f"{best_of(5, lambda n=length: reader.read(prose[:n], TODAY)) * 1e3:.0f} ms"
        )  # type: ignore[misc]
    more = tuple(Alias(a.skill, f"{a.form} x{n}q", "plain") for n in range(9) for a in catalogue.aliases)
    large = Reader(replace(catalogue, aliases=catalogue.aliases + more))
    growth = statistics.median(times_of(large, texts)) / median
    print(f"10 times the aliases         {growth:.2f} of the time for a message")


def times_of(reader: Reader, texts: list[str]) -> list[float]:
    """By message the best of five readings, in seconds."""
    return [best_of(5, lambda t=t: reader.read(t, TODAY)) for t in texts]  # type: ignore[misc]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--canonical", type=Path, required=True)
    parser.add_argument("--sample", type=Path, action="append", default=[])
    parser.add_argument(
        "--gold", type=Path, nargs="*", default=sorted((ROOT / "tests" / "reading" / "gold").glob("*.jsonl"))
    )
    parser.add_argument(
        "--peers", action="store_true", help="also the published packages (needs the package index once)"
    )
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    catalogue = read_catalogue(ROOT / "catalogue")
    reader = Reader(catalogue)
    print(f"catalogue {catalogue.content_hash[:16]}: {len(catalogue.skills)} skills, {len(catalogue.aliases)} aliases")
    for path in [*options.gold, *options.sample]:
        measure(path.stem, [path], options, catalogue, reader)
    if options.speed:
        measure_speed(catalogue, reader, lines_of(options.gold or options.sample))


if __name__ == "__main__":
    main()
