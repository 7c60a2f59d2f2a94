"""Learns the weights of `waymark/reading/rules/weights.json`: how well a skill is known, by the words around its name.

    python bench/train_reading.py [--out waymark/reading/rules/weights.json] [--without part_g part_i]

Learned from the gold messages and from the cases in `tests/reading/cases/`; `--without` leaves further gold parts out,
to measure on them what the weights do on text of a writer they have not seen. The features come from the reader
itself, so a change of its rules may move weights a little: run this again after larger ones. The same input gives
the same weights.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # in place of this folder, whose `profile` would hide that of the standard library

from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]  # noqa: E402
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # noqa: E402

from waymark.catalogue import Catalogue  # noqa: E402
from waymark.reading import Reader, pipeline  # noqa: E402
from waymark.reading.backoff import around, features  # noqa: E402
from waymark.reading.linear import SCALE  # noqa: E402
from waymark.storage.catalogue_files import read_catalogue  # noqa: E402

TODAY = date(2026, 11, 25)
GOLD = ROOT / "tests" / "reading" / "gold"
BLIND: frozenset[str] = frozenset()  # measured and not read: neither rules nor weights have seen them
CASES = ROOT / "tests" / "reading" / "cases"
STATEMENT = re.compile(r"(?P<signs>[-?=]*)(?P<skill>[a-z][a-z0-9+#-]*)(?:/(?P<levels>[0-9x]+))?(?:@[0-9.*]+)?")
POLARITY = {"-": "lacks", "?": "wants"}
LEVELS = {"1": "beginner", "2": "intermediate", "3": "advanced"}
WEIGHTS = ROOT / "waymark" / "reading" / "rules" / "weights.json"
STRENGTH = 1.0  # of the fit; chosen on parts left out
SEEN = 2  # a feature must occur in so many examples
SMALLEST = 5  # hundredths; a feature whose weights are all smaller is left out
Example = tuple[set[str], str]  # features, and what is said: a level, "has" without one, "lacks" or "wants"


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def messages(without: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The labelled texts, as gold messages are written."""
    left_out = BLIND.union(without)
    found = [m for path in sorted(GOLD.glob("part_*.jsonl")) if path.stem not in left_out for m in lines_of(path)]
    return found + [case for path in sorted(CASES.glob("*.txt")) for case in cases(path)]


def cases(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of a file (`tests/reading/test_cases.py` says how they are written) in the form of gold messages."""
    for line in path.read_text("utf-8").splitlines():
        text, _, statements = line.partition(" =>")
        skills = [skill for statement in statements.split() if (skill := said(statement)) is not None]
        yield {"text": text.replace("\\n", "\n"), "skills": skills}


def said(statement: str) -> dict[str, Any] | None:
    """A statement about a skill, by the first sign and level that it accepts; None of an activity or an aside."""
    found = STATEMENT.fullmatch(statement)
    if found is None:
        return None
    polarity = POLARITY.get(found["signs"][:1], "has")
    return {"name": found["skill"], "polarity": polarity, "level": LEVELS.get((found["levels"] or "x")[0])}


def examples(reader: Reader, catalogue: Catalogue, texts: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """One for each name of a labelled skill."""
    for message in texts:
        said = {catalogue.find(s["name"]): s for s in message["skills"] if not s.get("optional")}
        doc = reader.nlp(pipeline.carrying(reader.nlp, message["text"], TODAY))
        draft = doc.user_data[pipeline.DRAFT]
        for number, sentence in enumerate(draft.sentences):
            for k in (k for clause in sentence for k in clause.names):
                skill = said.get(draft.items[k].name.skill)
                if skill is not None:
                    label = skill.get("level") or skill["polarity"] if skill["polarity"] == "has" else skill["polarity"]
                    yield features(*around(draft, number, k)), label


def learned(pairs: list[Example]) -> dict[str, Any]:
    """The weights of a logistic regression on the pairs, in whole hundredths."""
    counts = Counter(feature for found, _ in pairs for feature in found)
    rows = DictVectorizer(dtype=float)
    matrix = rows.fit_transform([{f: 1.0 for f in sorted(found) if counts[f] >= SEEN} for found, _ in pairs])
    model = LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-6).fit(matrix, [label for _, label in pairs])
    weights = {
        name: [round(float(w) * SCALE) for w in model.coef_[:, column]]
        for column, name in enumerate(rows.get_feature_names_out())
    }
    return {
        "classes": [str(name) for name in model.classes_],
        "start": [round(float(b) * SCALE) for b in model.intercept_],
        "weights": {name: row for name, row in weights.items() if max(map(abs, row)) >= SMALLEST},
    }


def written(levels: dict[str, Any]) -> str:
    """The file: one feature a line, so that a change of it can be read."""
    head = json.dumps({k: v for k, v in levels.items() if k != "weights"}, ensure_ascii=False)[:-1]
    rows = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for name, row in sorted(levels["weights"].items())
    )
    note = "Learned by bench/train_reading.py, in hundredths; see docs/reading.md."
    return f'{{"note": {json.dumps(note)},\n"levels": {head}, "weights": {{\n{rows}}}}}}}\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--without", nargs="*", default=[], help="gold parts to leave out, such as part_g")
    options = parser.parse_args()
    catalogue = read_catalogue(ROOT / "catalogue")
    pairs = list(examples(Reader(catalogue), catalogue, messages(options.without)))
    levels = learned(pairs)
    options.out.write_text(written(levels), "utf-8")
    print(f"{len(pairs)} examples {dict(Counter(label for _, label in pairs))}, {len(levels['weights'])} features")


if __name__ == "__main__":
    main()
