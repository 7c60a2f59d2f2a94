"""Which classifier hears intents best? `python -m bench.nlu [--eval FOLDER] [--diet MODEL]` prints a table.

The table of docs/nlu.md is its output. Compared are what Rasa offers (word and letter counts with logistic
regression; with --diet a model that `rasa train nlu` made with its default pipeline on data/nlu), sentence vectors
with logistic regression, and ours: whole, without the reader, without the vectors. On repeated cross-validation (a
stratified sample, seeds 1 and 2), on messages of tests/nlu, with a slip of the
keyboard in each too, and, given its folder, on the sample `intents.jsonl`.
Out-of-scope recall counts out_of_scope and nlu_fallback; a false alarm is either of them for a message in scope.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import random
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, train_test_split

from extensions.nlu import model
from extensions.nlu.normalise import plain
from extensions.nlu.understand import Classifier
from extensions.nlu.vectors import SentenceEncoder
from waymark.app import build_reader, read_catalogue
from waymark.skills import Frame, Reading

ROOT = Path(__file__).resolve().parent.parent
REFUSED = ("out_of_scope", "nlu_fallback")
JUDGED = ("blind", "unseen")  # files of tests/nlu; docs/nlu.md says what was looked at
BINS = 10

Predict = Callable[[str], tuple[str, float]]  # text -> intent, confidence
Train = Callable[[Sequence[str], Sequence[str]], Predict]


@dataclass(frozen=True)
class Case:
    """A labelled message; `accepted` holds the best label first."""

    text: str
    accepted: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """Shares between 0 and 1; `milliseconds` is the median of one message on one thread."""

    accuracy: float
    recall: float
    alarms: float
    error: float  # expected calibration error
    milliseconds: float


def examples(folder: Path = ROOT / "data" / "nlu") -> tuple[list[str], list[str]]:
    """Texts and intents of Rasa's training files."""
    rows = [
        (line[2:], block["intent"])
        for path in sorted(folder.glob("*.yml"))
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]
        for line in block["examples"].splitlines()
        if line.startswith("- ")
    ]
    return [text for text, _ in rows], [intent for _, intent in rows]


def cases(path: Path) -> list[Case]:
    """The labelled messages of a JSON Lines file (`text`, `expect`, `also_ok`)."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Case(r["text"], (r["expect"], *r.get("also_ok", ()))) for r in rows]


def measure(predict: Predict, given: Sequence[Case]) -> Figures:
    """How a classifier does on labelled messages."""
    found, spent = [], []
    for case in given:
        begun = time.thread_time()
        found.append(predict(case.text))
        spent.append(time.thread_time() - begun)
    right = np.array([f[0] in c.accepted for f, c in zip(found, given, strict=True)])
    refused = np.array([f[0] in REFUSED for f in found])
    outside = np.array([c.accepted[0] in REFUSED for c in given])
    sure = np.array([f[1] for f in found])
    return Figures(
        float(right.mean()),
        float(refused[outside].mean()) if outside.any() else float("nan"),
        float(np.mean([r for r, c in zip(refused, given, strict=True) if not set(c.accepted) & set(REFUSED)])),
        calibration_error(sure, right),
        1000 * float(np.median(spent)),
    )


def slipped(text: str, rng: random.Random) -> str:
    """The text with one slip in one of its longer words: a letter left out, put in, changed, or two swapped."""
    spots = list(re.finditer(r"[a-z]{5,}", text))
    if not spots:
        return text
    word = rng.choice(spots)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    put = rng.choice(("", text[at] + letter, letter, text[at + 1] + text[at]))
    return text[:at] + put + text[at + (2 if len(put) == 2 and put[1] == text[at] else 1) :]


def calibration_error(sure: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins of confidence."""
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [(bins == b).mean() * abs(sure[bins == b].mean() - right[bins == b].mean()) for b in set(bins)]
    return float(sum(gaps))


def counts_and_logit(texts: Sequence[str], intents: Sequence[str]) -> Predict:
    """What Rasa's CountVectorsFeaturizer (word, and char_wb 1 to 4) and LogisticRegressionClassifier do."""
    by_word = CountVectorizer(token_pattern=r"(?u)\b\w+\b").fit(texts)
    by_letter = CountVectorizer(analyzer="char_wb", ngram_range=(1, 4)).fit(texts)

    def look(some: Sequence[str]) -> csr_matrix:
        return hstack([by_word.transform(some), by_letter.transform(some)]).tocsr()

    return _logit(look, texts, intents, class_weight="balanced", max_iter=100)


def vectors_and_logit(encode: Callable[[Sequence[str]], np.ndarray]) -> Train:
    """Logistic regression on sentence vectors alone."""
    return lambda texts, intents: _logit(
        lambda some: 4 * encode([plain(t) for t in some]), texts, intents, C=4.0, max_iter=200
    )


def _logit(look: Callable[[Sequence[str]], Any], texts: Sequence[str], intents: Sequence[str], **how: Any) -> Predict:
    logit = LogisticRegression(random_state=7, **how).fit(look(texts), intents)

    def predict(text: str) -> tuple[str, float]:
        chances = logit.predict_proba(look([text]))[0]
        return str(logit.classes_[chances.argmax()]), float(chances.max())

    return predict


def ours(
    read: Callable[[str], Reading], encoder: SentenceEncoder, use_reader: bool = True, dense: bool = True
) -> Train:
    """Our classifier, or what is left of it without the reader or the sentence vectors."""
    encode = encoder.encode if dense else lambda texts: np.zeros((len(texts), 512), dtype=np.float32)
    look = read if use_reader else lambda text: replace(Reading(text, Frame.NOTHING))

    def train(texts: Sequence[str], intents: Sequence[str]) -> Predict:
        trained = model.train([look(text) for text in texts], list(intents), encode)
        classifier = Classifier(trained, encode, encoder.pieces, look)
        return lambda text: classifier.understand(look(text)).ranking[0]

    return train


def diet(archive: Path) -> Predict:
    """A trained Rasa model."""
    import structlog
    from rasa.core.agent import Agent

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    agent, loop = Agent.load(str(archive)), asyncio.new_event_loop()

    def predict(text: str) -> tuple[str, float]:
        intent = loop.run_until_complete(agent.parse_message(text))["intent"]
        return str(intent.get("name")), float(intent.get("confidence") or 0.0)

    return predict


def cross_validate(train: Train, texts: Sequence[str], intents: Sequence[str], folds: int) -> Figures:
    """Means over two repetitions of stratified folds."""
    all_texts, all_intents = np.array(texts, dtype=object), np.array(intents)
    found = []
    for seed in (1, 2):
        for kept, left in StratifiedKFold(folds, shuffle=True, random_state=seed).split(all_texts, all_intents):
            predict = train(list(all_texts[kept]), list(all_intents[kept]))
            found.append(
                measure(predict, [Case(t, (i,)) for t, i in zip(all_texts[left], all_intents[left], strict=True)])
            )
    return Figures(*np.mean([[f.accuracy, f.recall, f.alarms, f.error, f.milliseconds] for f in found], axis=0))


def chosen_messages(count: int) -> tuple[list[str], list[str]]:
    """A stratified part of the training messages; all of them for 0."""
    texts, intents = examples()
    if not count:
        return texts, intents
    some, _, labels, _ = train_test_split(texts, intents, train_size=count, stratify=intents, random_state=1)
    return some, labels


def write_messages(path: Path, count: int) -> None:
    """The same part as a Rasa training file, for `rasa train nlu`."""
    blocks: dict[str, list[str]] = {}
    for text, intent in zip(*chosen_messages(count), strict=True):
        blocks.setdefault(intent, []).append(f"- {text}\n")
    nlu = [{"intent": intent, "examples": "".join(lines)} for intent, lines in sorted(blocks.items())]
    path.write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True), "utf-8")


def rows(name: str, train: Train | None, predict: Predict | None, options: argparse.Namespace) -> Iterator[str]:
    """The lines of the table for one classifier."""
    texts, intents = chosen_messages(options.messages)
    if train is not None and options.folds:
        yield line(name, f"cross-validation ({len(texts)})", cross_validate(train, texts, intents, options.folds))
    begun = time.process_time()
    if predict is None and train is not None:
        predict = train(texts, intents)
    spent = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if predict is None:
        return
    for judged in JUDGED:
        given = cases(ROOT / "tests" / "nlu" / f"{judged}.jsonl")
        yield line(name, f"{judged} ({len(given)})", measure(predict, given), f"{spent:.0f} s", f"{memory:.0f} MB")
    slips = [replace(case, text=slipped(case.text, random.Random(case.text))) for case in given]
    yield line(name, f"{judged}, a slip in each", measure(predict, slips))
    if options.eval:
        given = cases(options.eval / "intents.jsonl")
        yield line(name, f"sample ({len(given)})", measure(predict, given))


def line(name: str, on: str, f: Figures, *more: str) -> str:
    """One row of the table."""
    cells = (
        name,
        on,
        f"{f.accuracy:.3f}",
        f"{f.recall:.3f}",
        f"{f.alarms:.3f}",
        f"{f.error:.3f}",
        f"{f.milliseconds:.1f}",
    )
    return "| " + " | ".join([*cells, *(more or ("", ""))]) + " |"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--eval", type=Path, help="folder with intents.jsonl")
    options.add_argument("--diet", type=Path, help="a model that rasa train nlu made with the default pipeline")
    options.add_argument("--only", default="", help="only the classifier of this name")
    options.add_argument("--folds", type=int, default=0, help="cross-validate with so many folds, twice")
    options.add_argument("--messages", type=int, default=0, help="train on so many messages only (stratified)")
    options.add_argument("--write", type=Path, help="write these messages as a Rasa training file, and end")
    chosen = options.parse_args()
    if chosen.write:
        write_messages(chosen.write, chosen.messages)
        return
    encoder, read = SentenceEncoder(), build_reader(read_catalogue()).read
    contenders: list[tuple[str, Train | None]] = [
        ("counts + logistic regression", counts_and_logit),
        ("vectors + logistic regression", vectors_and_logit(encoder.encode)),
        ("ours without vectors", ours(read, encoder, dense=False)),
        ("ours without reader", ours(read, encoder, use_reader=False)),
        ("ours", ours(read, encoder)),
    ]
    print(
        "| classifier | on | accuracy | out-of-scope recall | false alarms | ECE | ms | training (CPU) | peak memory |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, train in contenders:
        if chosen.only in ("", name):
            print(*rows(name, train, None, chosen), sep="\n", flush=True)
    if chosen.diet:
        print(*rows("Rasa's default (DIET)", None, diet(chosen.diet), chosen), sep="\n", flush=True)


if __name__ == "__main__":
    main()
