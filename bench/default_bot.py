"""The two bots that bench/turns.py compares, each trained once and kept by the hash of what it is made of.

`waymark` is the shipped config, domain and data; `default` the same domain and data under the configuration that
`rasa init` writes (taken from the installed Rasa). Two things are added, to both alike:
- every intent of Waymark leads to an action, so that no turn is without one: "thanks" is answered by a response here;
- TED and UnexpecTED learn from stories only, and Waymark has rules: each rule stands as a story of one turn beside it.
The networks learn for EPOCHS[0] rounds (DIET, ResponseSelector) and EPOCHS[1] rounds (TED, UnexpecTED) instead of 100:
that changes neither a network's size nor the time of a turn; the training time printed for it is a lower bound.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from extensions.children import last_lines
from extensions.training import ROOT, home, input_files

SIDES = ("waymark", "default")
EPOCHS = (3, 10)
SPOKEN = "thanks"  # the intent that is answered by a response here
RESPONSE = {f"utter_{SPOKEN}": [{"text": "You are welcome."}]}
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONHASHSEED": "0",
}


@dataclass(frozen=True)
class Trained:
    """A model archive and the wall time that its training took, in seconds."""

    archive: Path
    seconds: float
    config: dict[str, Any]


def default_config(epochs: tuple[int, int] = EPOCHS) -> dict[str, Any]:
    """The configuration that `rasa init` writes, with fewer rounds of learning."""
    from rasa.engine.recipes import default_recipe

    path = Path(default_recipe.__file__).parent / "config_files" / "default_config.yml"
    config: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    for part, rounds in zip(("pipeline", "policies"), epochs, strict=True):
        for component in config[part]:
            if "epochs" in component:
                component["epochs"] = rounds
    return {**config, "assistant_id": "default"}


def config_of(side: str) -> dict[str, Any]:
    if side == "default":
        return default_config()
    config: dict[str, Any] = yaml.safe_load((ROOT / "config.yml").read_text("utf-8"))
    return config


def rules() -> list[dict[str, Any]]:
    """Waymark's rules, the one for `SPOKEN` with a response in place of its action."""
    found = []
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text("utf-8"))["rules"]:
            intents = [step.get("intent") for step in rule["steps"]]
            if SPOKEN in intents:
                rule["steps"] = [{"intent": SPOKEN}, {"action": f"utter_{SPOKEN}"}]
            found.append(rule)
    return found


def write_project(folder: Path, side: str) -> None:
    """Config, domain and data of one side as files."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    domain["responses"] = {**domain.get("responses", {}), **RESPONSE}
    found = rules()
    core: dict[str, Any] = {"version": "3.1", "rules": found}
    if side == "default":
        core["stories"] = [{"story": f"{r['rule']} told", "steps": r["steps"]} for r in found if _is_story(r)]
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        (folder / "data" / path.name).write_bytes(path.read_bytes())
    for name, content in (("config", config_of(side)), ("domain", domain), ("data/core", core)):
        (folder / f"{name}.yml").write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")


def _is_story(rule: dict[str, Any]) -> bool:
    return set(rule) <= {"rule", "steps"} and "intent" in rule["steps"][0]


def hash_of(side: str) -> str:
    """What the side's model is made of, in 12 hex digits."""
    digest = hashlib.sha256(json.dumps([config_of(side), rules(), RESPONSE, metadata.version("rasa")]).encode())
    for path in input_files():
        if side == "waymark" or path.name == "domain.yml" or path.parent.name == "nlu":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def trained(side: str, say: Any = print) -> Trained:
    """The side's model: the one that is kept, else trained now."""
    folder = home() / "bench" / f"{side}-{hash_of(side)}"
    archive, note = folder / "model.tar.gz", folder / "trained.json"
    if not note.is_file():
        say(f"training {side} ...")
        write_project(folder, side)
        seconds = train(folder)
        note.write_text(json.dumps({"seconds": seconds}))
    return Trained(archive, json.loads(note.read_text())["seconds"], config_of(side))


def train(folder: Path) -> float:
    """`rasa train` in a process of its own, nothing taken from a cache; seconds of wall time."""
    words = [sys.executable, "-W", "ignore", "-m", "rasa", "train", "--force", "--skip-validation"]
    words += ["--out", str(folder), "--fixed-model-name", "model", "--config", str(folder / "config.yml")]
    words += ["--domain", str(folder / "domain.yml"), "--data", str(folder / "data")]
    log = folder / "training.log"
    with log.open("wb") as out:
        start = time.monotonic()
        ended = subprocess.run(words, cwd=ROOT, env={**os.environ, **QUIET}, stdout=out, stderr=out)
        seconds = time.monotonic() - start
    if ended.returncode or not (folder / "model.tar.gz").is_file():
        raise SystemExit(f"training failed:\n{last_lines(log, 30)}")
    return seconds


if __name__ == "__main__":
    for name in sys.argv[1:] or SIDES:
        made = trained(name)
        print(f"{name}: {made.archive}, {made.seconds:.0f} s, {made.archive.stat().st_size / 1e6:.1f} MB")
