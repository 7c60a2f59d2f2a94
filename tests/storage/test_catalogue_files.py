"""A sound catalogue is read; a broken one is refused, each fault with its file, its line and its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from waymark.skills import ProficiencyLevel
from waymark.storage.catalogue_files import COMPUTED, TO_COMPUTE, CatalogueError, read_catalogue

SOUND = {
    "sources.csv": """id,title,kind,year_from,year_to,sample_size,url,licence,limits
board,A job board,postings,2020,2021,50,https://example.org/board,none stated,one feed
""",
    "skills.csv": """id,preferred_label,group,description,why,hours_beginner,hours_intermediate,hours_advanced
python,Python,Programming,A language.,Both use it.,40,80,160
pandas,pandas,Data,A library.,Tables.,10,20,40
docker,Docker,Operations,A tool.,It packs programs.,8,15,30
phd,Doctorate,Credentials,A degree.,Some ask for it.,,,
""",
    "aliases.csv": """skill,form,match
python,Python,context
python,py,context
pandas,pandas,plain
docker,dockerfile,plain
""",
    "roles.csv": """id,label,plural,kind
ds,data scientist,data scientists,path
da,data analyst,data analysts,contrast
""",
    "activities.csv": """id,label,kind,forms
reports,reports,activity,reporting|writing reports
charts,charts,activity,drawing charts
""",
    "evidence_names.csv": """name,ids
pandas/polars,pandas
ACT:report,reports
""",
    "prerequisites.csv": """skill,level,requires,requires_level,kind,reason
pandas,beginner,python,beginner,prerequisite,It is a Python library.
""",
    "transfers.csv": """known,target,saves,reason
python,pandas,.3,The language is known.
""",
    "resources.csv": """skill,title,url,kind,level,hours,free,publisher,checked
python,A tutorial,https://example.org/python,docs,beginner,12,yes,Somebody,by listing
pandas,A guide,https://example.org/pandas,docs,beginner,5,no,Somebody,by listing
""",
    "projects.csv": """skill,level,text
python,beginner,Write a script.
""",
    "questions.csv": """id,text,why,skills,activity
tables,How well do you handle tables?,Both need it.,python|pandas,
like-reports,Do you like reports?,It points to analysis.,,reports
""",
    "facts.csv": """id,topic,role,text,source
what,what_is,ds,Finding out from data.,
pay,salary,,Half name 100 or more.,board
""",
    "activity_subjects.csv": """activity,subjects,note
reports,pandas|docker,
""",
    "evidence.csv": """source,year_from,year_to,role,skill,mentions,postings,share,low,high
board,2020,2021,ds,python,30,50,.6,.46,.72
all,2020,2021,da,pandas,1,20,.05,.01,.24
""",
    "weights.csv": """role,skill,log_odds,standard_error,weight
ds,python,-.4,.2,-.3
ds,reports,.5,.2,.4
""",
    "activity_leans.csv": """activity,role,lean,standard_error,source
reports,ds,.3,.1,board
""",
    "requirements.csv": """role,skill,level,kind,weight,rule
ds,python,intermediate,essential,.6,asked for by half
""",
    "calibration.csv": """name,value,note
slope,.9,from the board
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small catalogue without a fault."""
    for name, text in SOUND.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def append(folder: Path, name: str, row: str) -> int:
    """Adds a row to a file; its line number."""
    text = SOUND[name] + row + "\n"
    (folder / name).write_text(text, encoding="utf-8")
    return text.count("\n")


def problems(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(folder)
    return [(p.file, p.line, p.reason) for p in refused.value.problems]


def test_a_sound_catalogue_becomes_nouns(folder: Path) -> None:
    catalogue = read_catalogue(folder)
    assert catalogue.skills["python"].alt_labels == ("py",)
    assert catalogue.skills["python"].hours[ProficiencyLevel.INTERMEDIATE] == 80
    assert catalogue.activities["reports"].lean == {"ds": 0.3}
    assert catalogue.evidence_names["ACT:report"] == ("reports",)
    assert catalogue.requirements[0].level is ProficiencyLevel.INTERMEDIATE
    assert [resource.free for resource in catalogue.resources] == [True, False]
    assert catalogue.questions[0].skills == ("python", "pandas")
    assert catalogue.find("Pandas/Polars") == "pandas"


def test_one_row_makes_a_skill_that_its_label_is_read_by(folder: Path) -> None:
    append(folder, "skills.csv", "perl,Perl,Programming,A language.,Some use it.,1,2,3")
    forms = {(alias.skill, alias.form, alias.match) for alias in read_catalogue(folder).aliases}
    assert ("perl", "Perl", "plain") in forms
    assert ("python", "Python", "context") in forms  # as aliases.csv says
    assert ("python", "Python", "plain") not in forms


def test_a_degree_has_no_hours_and_is_read_from_no_message(folder: Path) -> None:
    catalogue = read_catalogue(folder)
    assert catalogue.skills["phd"].hours == {}
    assert "phd" not in {alias.skill for alias in catalogue.aliases}


def test_computed_files_may_be_missing_and_what_they_are_computed_from(folder: Path) -> None:
    for name in COMPUTED | TO_COMPUTE:
        (folder / name).unlink()
    assert read_catalogue(folder).requirements == ()


@pytest.mark.parametrize("name", sorted(set(SOUND) - COMPUTED - TO_COMPUTE))
def test_files_that_people_write_must_be_there(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert (name, 0, "is missing") in problems(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere")[0][2] == "is no folder"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder: Path) -> None:
    text = SOUND["skills.csv"].replace("\n", "\r\n")
    (folder / "skills.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert "docker" in read_catalogue(folder).skills


def test_the_hash_tells_a_changed_catalogue_from_the_same_one(folder: Path) -> None:
    before = read_catalogue(folder).content_hash
    assert read_catalogue(folder).content_hash == before
    append(folder, "aliases.csv", "docker,docker compose,plain")
    assert read_catalogue(folder).content_hash != before


# Every row here is one fault: the file, the row that is added, and words of the reason that must be said.
FAULTS = [
    ("aliases.csv", "perl,perl 5,plain", "unknown skill: 'perl'"),
    ("aliases.csv", "pandas,PY,context", "two skills: pandas, and python in line 3"),
    ("aliases.csv", "python,Py,plain", "a skill twice"),
    ("aliases.csv", "docker,dock,fuzzy", "match must be one of plain, exact, context"),
    ("skills.csv", "python,Python 3,Programming,A language.,Both.,1,2,3", "'python' stands in line 2 already"),
    ("skills.csv", "perl,Perl,Programming,,Some use it.,1,2,3", "description is empty"),
    ("skills.csv", "perl,Perl,Programming,A language.,Some use it.,1,,3", "hours_intermediate is empty"),
    ("skills.csv", "perl,Perl,Programming,A language.,Some use it.,1,-2,3", "hours_intermediate must be from 0"),
    ("skills.csv", "perl,Perl,Programming,A language.,Some use it.,1,nan,3", "hours_intermediate is no number"),
    ("skills.csv", "perl,Perl,Programming,A language.,Some use it.,1,2", "has 7 cells instead of 8"),
    (
        "skills.csv",
        "perl,Dockerfile,Programming,A language.,Both.,1,2,3",
        "two skills: perl, and docker in line 5 of ali",
    ),
    ("roles.csv", "ds,data scientist,data scientists,path", "'ds' stands in line 2 already"),
    ("roles.csv", "de,data engineer,data engineers,other", "kind must be one of path, contrast"),
    ("activities.csv", "talks,talks,hobby,giving talks", "kind must be one of activity, topic"),
    ("evidence_names.csv", "cobol,cobol", "unknown skill or activity: 'cobol'"),
    ("prerequisites.csv", "docker,expert,python,beginner,prerequisite,Why.", "level must be beginner"),
    ("prerequisites.csv", "docker,beginner,linux,beginner,prerequisite,Why.", "unknown skill: 'linux'"),
    ("prerequisites.csv", "python,advanced,pandas,beginner,part_of,Why.", "goes round in a circle"),
    ("prerequisites.csv", "docker,beginner,docker,beginner,prerequisite,Why.", "docker -> docker"),
    ("transfers.csv", "docker,docker,.5,Why.", "docker cannot save hours for itself"),
    ("transfers.csv", "docker,python,1.5,Why.", "saves must be from 0.01 to 0.95"),
    ("resources.csv", "docker,A guide,example.org,docs,beginner,5,yes,Somebody,by listing", "no web address"),
    ("resources.csv", "docker,A guide,https://exa mple.org,docs,beginner,5,yes,Somebody,listed", "no web address"),
    ("resources.csv", "docker,Guide,https://example.org,docs,beginner,many,yes,Somebody,listed", "hours is no number"),
    ("resources.csv", "docker,Guide,https://example.org,docs,beginner,5,maybe,Somebody,listed", "free must be one of"),
    ("projects.csv", "docker,none,Nothing.", "level must be beginner"),
    ("questions.csv", "both,Which?,Why.,python,reports", "asks for skills and for an activity"),
    ("questions.csv", "neither,Which?,Why.,,", "asks for neither skills nor an activity"),
    ("questions.csv", "odd,Which?,Why.,perl,", "unknown skill: 'perl'"),
    ("facts.csv", "more,salary,,Some earn 200.,", "text has figures but no source"),
    ("facts.csv", "more,salary,,Some earn 200.,hearsay", "unknown source: 'hearsay'"),
    ("facts.csv", "more,salary,chef,Some earn well.,", "unknown role: 'chef'"),
    ("sources.csv", "new,A survey,survey,2022,2021,10,https://example.org,open,few", "year_from 2022 is after"),
    ("sources.csv", "new,A survey,survey,2022,2022,1.5,https://example.org,open,few", "must be a whole number"),
    ("evidence.csv", "board,2020,2021,ds,docker,60,50,.6,.46,.72", "mentions 60 are more than postings 50"),
    ("evidence.csv", "board,2020,2021,ds,docker,30,50,.6,.65,.72", "lies outside its interval"),
    ("evidence.csv", "board,2020,2021,ds,docker,30,50,.63,.46,.72", "share 0.63 is not 30 of 50"),
    ("evidence.csv", "board,2020,2021,chef,docker,30,50,.6,.46,.72", "unknown role: 'chef'"),
    ("evidence.csv", "feed,2020,2021,ds,docker,30,50,.6,.46,.72", "unknown source: 'feed'"),
    ("weights.csv", "mle,python,.1,.1,.1", "unknown role: 'mle'"),
    ("activity_leans.csv", "talks,ds,.1,.1,board", "unknown activity: 'talks'"),
    ("activity_leans.csv", "charts,ds,.1,.1,hearsay", "unknown source: 'hearsay'"),
    ("activity_subjects.csv", "talks,docker,", "unknown activity: 'talks'"),
    ("activity_subjects.csv", "charts,perl,", "unknown skill: 'perl'"),
    ("requirements.csv", "ds,docker,beginner,essential,.3,a rule", "docker is required but has no resource"),
    ("requirements.csv", "ds,phd,beginner,optional,.3,a rule", "phd is a degree, which is never a gap"),
    ("requirements.csv", "ds,pandas,beginner,wanted,.3,a rule", "kind must be one of essential, optional"),
    ("calibration.csv", "offset,high,a note", "value is no number"),
    ("calibration.csv", "offset,.1,", "note is empty"),
]


@pytest.mark.parametrize(("name", "row", "reason"), FAULTS, ids=[f"{name}: {reason}" for name, _, reason in FAULTS])
def test_a_fault_is_refused_with_file_line_and_reason(folder: Path, name: str, row: str, reason: str) -> None:
    line = append(folder, name, row)
    found = problems(folder)
    assert [(file, at) for file, at, _ in found] == [(name, line)]
    assert reason in found[0][2]


def test_a_required_skill_needs_hours_for_every_step(folder: Path) -> None:
    text = SOUND["skills.csv"].replace("Tables.,10,20,40", "Tables.,10,0,40")
    (folder / "skills.csv").write_text(text, encoding="utf-8")
    line = append(folder, "requirements.csv", "ds,pandas,advanced,optional,.2,a rule")
    assert problems(folder) == [("requirements.csv", line, "pandas is required but has no hours for intermediate")]


def test_a_long_circle_is_shown_whole(folder: Path) -> None:
    rest = "python,beginner,docker,beginner,part_of,Why.\ndocker,beginner,pandas,beginner,part_of,Why."
    append(folder, "prerequisites.csv", rest)
    found = problems(folder)
    assert len(found) == 1
    assert found[0][2] == "goes round in a circle: pandas -> python -> docker -> pandas"


def test_wrong_columns_are_told_with_the_right_ones(folder: Path) -> None:
    (folder / "projects.csv").write_text("skill,text\npython,Write a script.\n", encoding="utf-8")
    assert problems(folder) == [("projects.csv", 1, "columns must be skill,level,text, not skill,text")]


def test_a_file_that_is_not_utf8_is_told_with_its_line(folder: Path) -> None:
    (folder / "projects.csv").write_bytes(SOUND["projects.csv"].encode() + b"python,advanced,Schr\xf6dinger.\n")
    assert problems(folder) == [("projects.csv", 3, "is not UTF-8 text")]


def test_an_open_quote_is_told(folder: Path) -> None:
    append(folder, "projects.csv", 'python,advanced,"Write')
    [(file, _, reason)] = problems(folder)
    assert file == "projects.csv"
    assert "no valid CSV" in reason


def test_a_row_over_several_lines_does_not_shift_the_line_numbers(folder: Path) -> None:
    append(folder, "projects.csv", 'python,intermediate,"Write\na program."\npython,expert,Write a library.')
    assert [(file, line) for file, line, _ in problems(folder)] == [("projects.csv", 5)]


def test_all_faults_are_told_at_once(folder: Path) -> None:
    append(folder, "projects.csv", "perl,beginner,Write a script.")
    append(folder, "facts.csv", "more,salary,,Some earn 200.,")
    assert [file for file, _, _ in problems(folder)] == ["facts.csv", "projects.csv"]


def test_a_role_of_the_kind_contrast_is_beside_the_paths(folder: Path) -> None:
    catalogue = read_catalogue(folder)
    assert set(catalogue.contrasts) == {"da"}
    assert set(catalogue.roles) == {"ds"}
