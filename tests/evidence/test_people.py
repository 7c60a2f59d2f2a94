"""The people's figures are built from rows of one's own: leans, constants and the check on a later year."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import pytest

from waymark.cli import main
from waymark.fit import assess_fit
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity
from waymark.storage.catalogue_files import read_catalogue

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"
INFLUENCE, SERVICE = "ACT:analyse data to influence decisions", "ACT:build/run ML service in production"
# The share of each job's made-up people who hold a skill or do a task.
HELD = {
    "DS": {
        "python": 0.8, "sql": 0.7, "r": 0.6, "tableau": 0.5, "pytorch": 0.2, "tensorflow": 0.2, "c++": 0.1,
        INFLUENCE: 0.8, SERVICE: 0.2,
    },
    "MLE": {
        "python": 0.9, "sql": 0.4, "r": 0.1, "tableau": 0.1, "pytorch": 0.7, "tensorflow": 0.6, "c++": 0.4,
        INFLUENCE: 0.3, SERVICE: 0.7,
    },
}  # fmt: skip


def made_up_people(path: Path) -> Path:
    """200 people a job and year, drawn with a fixed seed."""
    dice = random.Random(7)
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(("person", "source", "year", "role", "skills", "activities"))
        for number, (year, role) in enumerate([(y, r) for y in (2020, 2021) for r in HELD for _ in range(200)]):
            held = [name for name, share in HELD[role].items() if dice.random() < share]
            skills = "|".join(n for n in held if not n.startswith("ACT:"))
            tasks = "|".join(n for n in held if n.startswith("ACT:"))
            out.writerow((f"p{number}", f"made_up{year}", year, role, skills, tasks))
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of what `waymark evidence people` wrote, and the catalogue folder with it in place."""
    folder = tmp_path_factory.mktemp("people")
    catalogue = folder / "catalogue"
    shutil.copytree(CATALOGUE, catalogue)
    rows = made_up_people(folder / "people.csv")
    assert main(["evidence", "people", str(rows), "--output", str(folder / "out")]) == 0
    for path in (folder / "out").iterdir():
        shutil.copy(path, catalogue / path.name)
    with (catalogue / "sources.csv").open("a") as file:
        file.write("made_up2020,Made up,people,2020,2020,400,https://example.org,CC0,drawn with a seed\n")
    return folder / "out", catalogue


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_both_tables_are_written_and_make_a_sound_catalogue(built: tuple[Path, Path]) -> None:
    out, catalogue = built
    assert {p.name for p in out.iterdir()} == {"activity_leans.csv", "calibration.csv"}
    assert read_catalogue(catalogue).calibration["scale"] > 0


def test_a_task_leans_to_the_job_whose_people_do_it(built: tuple[Path, Path]) -> None:
    leans = {(r["activity"], r["role"]): float(r["lean"]) for r in _rows(built[0] / "activity_leans.csv")}
    assert leans["deployment", "mle"] > 0 > leans["deployment", "ds"]
    assert leans["data-analysis", "ds"] > 0 > leans["data-analysis", "mle"]


def test_the_first_year_is_learned_from_and_the_next_one_measured_on(built: tuple[Path, Path]) -> None:
    constants = {r["name"]: r for r in _rows(built[0] / "calibration.csv")}
    assert float(constants["measured.people"]["value"]) == 400
    assert "none of whom was learned from" in constants["measured.people"]["note"]
    assert float(constants["measured.balanced_accuracy"]["value"]) > 0.7
    assert float(constants["person_share.r"]["value"]) == pytest.approx(0.35, abs=0.08)
    assert {"zone.ds", "zone.mle", "contrast.da", "contrast.de"} <= set(constants)


def test_the_built_figures_advise_people_like_those_that_they_come_from(built: tuple[Path, Path]) -> None:
    catalogue = read_catalogue(built[1])

    def chance(*skills: str, likes: str) -> float:
        held = {s: SkillStatement(s, Polarity.HAS) for s in skills}
        return (
            assess_fit(Profile(skills=held, interests={likes: InterestStatement(likes, Attitude.LIKE)}), catalogue)
            .probability["mle"]
            .value
        )

    assert chance("pytorch", "tensorflow", "c++", likes="deployment") > 0.7
    assert chance("r", "tableau", "sql", likes="data-analysis") < 0.3


def test_rows_without_one_of_the_jobs_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = made_up_people(tmp_path / "people.csv")
    rows.write_text("\n".join(line for line in rows.read_text().splitlines() if ",MLE," not in line))
    assert main(["evidence", "people", str(rows), "--output", str(tmp_path / "out")]) == 2
    assert "has no people of the role mle" in capsys.readouterr().err
