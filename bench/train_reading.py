"""Learns the weights of `waymark/reading/rules/weights.json`: how well a skill is known, by the words around its name,
and which span of time is said of which name.

    python -m bench.train_reading [--out waymark/reading/rules/weights.json] [--without part_g part_i]

Learned from the gold messages and from the cases in `tests/reading/cases/`; `--without` leaves further gold parts out,
to measure on them what the weights do on text of a writer they have not seen. The features come from the reader
itself, so a change of its rules may move weights a little: run this again after larger ones. The same input gives
the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from tests.reading.test_cases import POLARITY, STATEMENT
from waymark.catalogue import Catalogue
from waymark.reading import Reader, pipeline
from waymark.reading.backoff import around, features
from waymark.reading.dating import described, pairs, rule_says
from waymark.reading.draft import Draft, Years
from waymark.reading.linear import SCALE, Linear
from waymark.storage.catalogue_files import read_catalogue

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 25)
GOLD = ROOT / "tests" / "reading" / "gold"
# measured and not read: neither rules nor weights have seen them
BLIND = frozenset(["part_ab", "part_ac", "part_ae", "part_aj", "part_am", "part_br", "part_bs", "part_ch"])
# Written and labelled by people who had not seen the rules, and the rules were not mended on them: what has learned
# from all other parts is tried on each.
FOLDS = tuple(
    tuple(f"part_{part}" for part in parts.split())
    for parts in (
        "au ax ba bd bg bj bm bp by cb ce ci cl co",
        "av ay bb be bh bk bn bq bz cc cf cj cm",
        "aw az bc bf bi bl bo ca cd cg ck cn",
    )
)
CASES = ROOT / "tests" / "reading" / "cases"
ATTITUDE = {"^": "like", "~": "dislike"}
LEVELS = {"1": "beginner", "2": "intermediate", "3": "advanced"}
WEIGHTS = ROOT / "waymark" / "reading" / "rules" / "weights.json"
STRENGTH = 1.0  # of the fit; chosen on parts left out
# Of the odds' logarithm: by which the rules on years must be outweighed to take years away, and from which on years are
# given. On parts left out years given from .75 on find .820 of the true ties and 108 false ones, from .3 on .850 and
# 133, from 0 on .869 and 165; from .3 on "10 years in logistics, SQL" are years of SQL.
MARGIN, GIVEN = 0.75, 0.5
TIE_STRENGTH = 0.2  # of the fit of spans to names
SEEN = 2  # a feature must occur in so many examples
SMALLEST = 5  # hundredths; a feature whose weights are all smaller is left out
Labelled = tuple[Years, int, bool]  # a span, the item of a name, and whether the one is said of the other
Example = tuple[set[str], str]  # features, and what is said: a level, "has" without one, "lacks" or "wants"


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def messages(without: Iterable[str] = ()) -> dict[str, list[dict[str, Any]]]:
    """The labelled texts by gold part, as gold messages are written; the cases are a part of their own."""
    left_out = BLIND.union(without)
    paths = [path for path in sorted(GOLD.glob("part_*.jsonl")) if path.stem not in left_out]
    found = {path.stem: list(lines_of(path)) for path in paths}
    return found | {"cases": [case for path in sorted(CASES.glob("*.txt")) for case in cases(path)]}


def every(parts: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The messages of all parts."""
    return [message for texts in parts.values() for message in texts]


def cases(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of a file (`tests/reading/test_cases.py` says how they are written) in the form of gold messages."""
    for line in path.read_text("utf-8").splitlines():
        text, _, statements = line.partition(" =>")
        told = statements.split()
        yield {
            "text": text.replace("\\n", "\n"),
            "skills": [_skill(statement) for statement in told if statement[0] not in ATTITUDE],
            "interests": [{"name": s[1:], "polarity": ATTITUDE[s[0]]} for s in told if s[0] in ATTITUDE],
        }


def _skill(statement: str) -> dict[str, Any]:
    """A statement about a skill: what stands first is its label, what else it accepts is right too."""
    found = STATEMENT.fullmatch(statement.strip("()"))
    assert found is not None, statement
    polarity, *polarity_ok = [POLARITY[sign] for sign in found["signs"] or "="]
    level, *level_ok = [LEVELS.get(sign) for sign in found["levels"] or "x"]
    skill = {"name": found["skill"], "polarity": polarity, "polarity_ok": polarity_ok, "level": level}
    return skill | {"level_ok": level_ok, "years": None, "optional": statement[0] == "("}


def examples(reader: Reader, catalogue: Catalogue, texts: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """One for each name of a labelled skill."""
    for message in texts:
        said = {catalogue.find(s["name"]): s for s in message["skills"] if not s.get("optional")}
        draft = pipeline.drafted(message["text"], TODAY, reader.nlp.waymark_knowledge)  # type: ignore[attr-defined]
        for number, sentence in enumerate(draft.sentences):
            for k in (k for clause in sentence for k in clause.names):
                skill = said.get(draft.items[k].name.skill)
                if skill is not None:
                    label = skill.get("level") or skill["polarity"] if skill["polarity"] == "has" else skill["polarity"]
                    yield features(*around(draft, number, k)), label


@dataclass(frozen=True)
class Tie:
    """A span and a name: their features, whether they belong together, and what the rules say."""

    part: str
    found: set[str]
    label: bool
    said: str


def labelled_ties(draft: Draft, know: Any, catalogue: Catalogue, message: dict[str, Any]) -> Iterator[Labelled]:
    """Each span of time with each name of a skill that is held and whose years are known for sure."""
    labelled = {catalogue.find(s["name"]): s for s in message["skills"] if not s.get("optional")}
    for span, k in pairs(draft):
        name = draft.items[k].name
        skill = labelled.get(name.skill) if name is not None else None
        if skill is None or skill["polarity"] != "has":
            continue
        label = _is(skill["years"], span.value)
        either = [_is(years, span.value) for years in skill.get("years_ok", [])]
        if not ((True in either and not label) or (label and None in skill.get("years_ok", []))):  # else both are right
            yield span, k, label


def ties(reader: Reader, catalogue: Catalogue, part: str, texts: Iterable[dict[str, Any]]) -> Iterator[Tie]:
    """One for each pair of `labelled_ties`."""
    know = reader.nlp.waymark_knowledge  # type: ignore[attr-defined]
    for message in texts:
        draft = pipeline.drafted(message["text"], TODAY, know)
        verdicts = pipeline.verdicts_of(draft, know)
        found = {(span.first, k): told for span, k, told in described(draft, know.words["job_words"])}
        for span, k, label in labelled_ties(draft, know, catalogue, message):
            yield Tie(part, found[span.first, k], label, rule_says(verdicts[k], span))


def all_ties(reader: Reader, catalogue: Catalogue, without: Iterable[str] = ()) -> list[Tie]:
    """The ties of all gold parts."""
    return [
        tie
        for part, texts in messages(without).items()
        if part != "cases"  # they tell years only where years are their point
        for tie in ties(reader, catalogue, part, texts)
    ]


def _is(years: float | None, value: float) -> bool:
    return years is not None and abs(years - value) < 0.11


def tied(found: list[Tie]) -> dict[str, Any]:
    """The weights that tie spans to names, and how much they and the rules count: by parts that neither has seen."""
    rows, labels = [], []
    for fold in FOLDS:
        model = Linear(learned([(t.found, str(t.label)) for t in found if t.part not in fold], TIE_STRENGTH))
        for tie in (t for t in found if t.part in fold):
            rows.append([model.odds(tie.found), tie.said == "tied", tie.said == "elsewhere"])
            labels.append(tie.label)
    judge = LogisticRegression().fit(rows, labels)
    trust, here, elsewhere = (round(float(w), 2) for w in judge.coef_[0])
    weights = learned([(t.found, str(t.label)) for t in found], TIE_STRENGTH)
    start = round(float(judge.intercept_[0]), 2)
    weights["judge"] = {
        "start": start,
        "trust": trust,
        "tied": here,
        "elsewhere": elsewhere,
        "free": 0.0,
        "margin": MARGIN,
        "given": GIVEN,
    }
    rules = sum((row[1] > 0) == label for row, label in zip(rows, labels)) / len(rows)
    both = sum(
        (score >= GIVEN or (row[1] and score > -MARGIN)) == label
        for row, score, label in zip(rows, judge.decision_function(rows), labels)
    ) / len(rows)
    print(f"{len(found)} ties; on {len(rows)} of parts unseen the rules are right on {rules:.3f}, both on {both:.3f}")
    return weights


def learned(pairs: list[Example], strength: float = STRENGTH) -> dict[str, Any]:
    """The weights of a logistic regression on the pairs, in whole hundredths."""
    counts = Counter(feature for found, _ in pairs for feature in found)
    rows = DictVectorizer(dtype=float)
    matrix = rows.fit_transform([{f: 1.0 for f in sorted(found) if counts[f] >= SEEN} for found, _ in pairs])
    model = LogisticRegression(C=strength, max_iter=5000, tol=1e-6).fit(matrix, [label for _, label in pairs])
    lines = model.coef_ if len(model.classes_) > 2 else [-model.coef_[0] / 2, model.coef_[0] / 2]
    starts = model.intercept_ if len(model.classes_) > 2 else [-model.intercept_[0] / 2, model.intercept_[0] / 2]
    weights = {
        name: [round(float(line[column]) * SCALE) for line in lines]
        for column, name in enumerate(rows.get_feature_names_out())
    }
    return {
        "classes": [str(name) for name in model.classes_],
        "start": [round(float(b) * SCALE) for b in starts],
        "weights": {name: row for name, row in weights.items() if max(map(abs, row)) >= SMALLEST},
    }


def written(models: dict[str, dict[str, Any]]) -> str:
    """The file: one feature a line, so that a change of it can be read."""
    told = []
    for name, model in models.items():
        head = json.dumps({k: v for k, v in model.items() if k != "weights"}, ensure_ascii=False)[:-1]
        rows = ",\n".join(
            f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
            for feature, row in sorted(model["weights"].items())
        )
        told.append(f'"{name}": {head}, "weights": {{\n{rows}}}}}')
    note = "Learned by bench/train_reading.py, in hundredths; see docs/reading.md."
    return f'{{"note": {json.dumps(note)},\n' + ",\n".join(told) + "}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--without", nargs="*", default=[], help="gold parts to leave out, such as part_g")
    options = parser.parse_args()
    catalogue = read_catalogue(ROOT / "catalogue")
    reader = Reader(catalogue)
    said = list(examples(reader, catalogue, every(messages(options.without))))
    levels = learned(said)
    print(f"{len(said)} examples {dict(Counter(label for _, label in said))}, {len(levels['weights'])} features")
    years = all_ties(reader, catalogue, options.without)
    options.out.write_text(written({"levels": levels, "years": tied(years)}), "utf-8")


if __name__ == "__main__":
    main()
