"""The learned part of reading: what the network sees, and who is believed where it and the rules disagree."""

from __future__ import annotations

import pytest

from tests.reading.conftest import TODAY
from waymark.reading import Reader, pipeline
from waymark.reading.dating import described
from waymark.reading.judging import SIGNS, Judge, class_of
from waymark.reading.network import ATTITUDES, LEVELS, POLARITIES, Network
from waymark.skills import Interest

FLAT = {"trust": 1.0, "least": 0.0, "margin": 0.0, "said": {}}
NEVER = {"start": -1.0, "stands": 0.0, "signs": dict.fromkeys(SIGNS, 0.0)}


def chances_of(reader: Reader, text: str):
    doc = reader.nlp(pipeline.carrying(reader.nlp, text, TODAY))
    return doc.user_data[pipeline.DRAFT].chances


def test_every_name_and_every_activity_has_its_chances(reader):
    found = chances_of(reader, "I know Python, never used Docker and want to learn Rust. I love dashboards.")
    assert len(found.polarity) == 4
    for head, classes in ((found.polarity, POLARITIES), (found.level, LEVELS), (found.attitude, ATTITUDES)):
        assert head.keys() == found.polarity.keys()
        assert {len(row) for row in head.values()} == {len(classes)}


def test_an_other_paragraph_changes_nothing_that_the_network_thinks(reader):
    text = "sklearn I could teach, Spark not so much"
    alone, below = chances_of(reader, text), chances_of(reader, f"Hello, nice to meet you.\n\n{text}")
    for before, after in ((alone.polarity, below.polarity), (alone.level, below.level)):
        assert [pytest.approx(row, abs=1e-3) for row in before.values()] == list(after.values())


def test_a_message_without_a_word_is_no_trouble(reader):
    for text in ("", "   ", "...", "\n\n", "?!"):
        assert reader.read(text, TODAY).own == ()


def test_bytes_that_are_no_network_are_refused():
    with pytest.raises(ValueError, match=r"."):
        Network(b"no network")


def test_an_outcome_that_is_always_right_outweighs_the_network(reader):
    believed = {f"{name}{sign}": [99.0 * (p == class_of(name)) for p in POLARITIES]
                for name in ("open", "has", "lacks", "wants") for sign in ("", "+")}  # fmt: skip
    polarity = {"trust": 0.1, "least": 0.0, "margin": 0.0, "said": believed}
    judge = Judge({"polarity": polarity, "level": FLAT, "liking": NEVER, "unnamed": 99.0}, frozenset(), frozenset())
    know = reader.nlp.waymark_knowledge
    draft = pipeline.drafted("I know Python. No Docker. I want to learn Rust.", TODAY, know)
    draft.chances = chances_of(reader, draft.text)
    verdicts = pipeline.verdicts_of(draft, know)
    before = {k: v.polarity for k, v in verdicts.items()}
    judge.names(draft, verdicts)
    assert {k: v.polarity for k, v in verdicts.items()} == before
    assert all(v.judged is None for v in verdicts.values())


@pytest.mark.parametrize(
    ("text", "activity", "attitude"),
    [
        ("an agenda and an hour gone, ugh", "meetings", "dislike"),
        ("thirty kids and their first loop, best day of the week", "teaching", "like"),
        ("nothing beats a slow join that suddenly flies", "performance-optimization", "like"),
    ],
)
def test_a_liking_is_told_without_a_listed_form(reader, text, activity, attitude):
    draft = pipeline.drafted(text, TODAY, reader.nlp.waymark_knowledge)
    assert activity not in {form[2].activity for form in draft.forms}
    found = {i.activity: i for i in reader.read(text, TODAY).interests}
    assert found[activity].attitude == attitude
    assert text[found[activity].start : found[activity].end] in found[activity].evidence


def test_of_activities_that_the_catalogue_lacks_nothing_is_told(reader):
    draft = pipeline.drafted("an agenda and an hour gone, ugh", TODAY, reader.nlp.waymark_knowledge)
    draft.chances = chances_of(reader, draft.text)
    told: list[set[str]] = []
    for known in (frozenset(["meetings"]), frozenset(["teaching"])):
        found: dict[str, Interest] = {}
        Judge(
            {"polarity": FLAT, "level": FLAT, "liking": {**NEVER, "start": 1.0}, "unnamed": 99.0}, known, frozenset()
        ).likings(draft, found)
        told.append(set(found))
    assert told == [{"meetings"}, set()]


@pytest.mark.parametrize(
    ("text", "likings"),
    [
        ("I like coding and deployment, and I know Python", {"coding": "like", "deployment": "like"}),
        ("R advanced, statistics advanced, Tableau advanced, A/B testing advanced, I like presenting, "
         "and I don't like deployment", {"presenting": "like", "deployment": "dislike"}),
    ],
)  # fmt: skip
def test_a_liking_in_plain_words_stands_where_the_network_only_leans_otherwise(reader, text, likings):
    assert {i.activity: i.attitude.value for i in reader.read(text, TODAY).interests} == likings


@pytest.mark.parametrize("text", ["deployed exactly nothing in my life", "trained models yes, deployed never"])
def test_a_skill_is_told_without_its_name(reader, text):
    assert pipeline.drafted(text, TODAY, reader.nlp.waymark_knowledge).names == []
    (told,) = reader.read(text, TODAY).own
    assert (told.skill, told.polarity) == ("model-deployment", "lacks")
    assert text[told.start : told.end] in told.evidence


def test_of_skills_that_the_catalogue_lacks_nothing_is_told(reader):
    told = []
    for known in (frozenset(["model-deployment"]), frozenset(["docker"])):
        draft = pipeline.drafted("deployed exactly nothing in my life", TODAY, reader.nlp.waymark_knowledge)
        draft.chances = chances_of(reader, draft.text)
        weights = {"polarity": FLAT, "level": FLAT, "liking": NEVER, "unnamed": 0.0}
        Judge(weights, frozenset(), known).unnamed(draft)
        told.append([mention.skill for mention in draft.mentions])
    assert told == [["model-deployment"], []]


def test_a_word_that_the_context_made_no_name_of_is_one_after_all(reader):
    text = "7 yoe. ruby, then go"
    draft = pipeline.drafted(text, TODAY, reader.nlp.waymark_knowledge)
    assert draft.names == []
    assert "ruby" in {name.skill for name in draft.doubted}
    assert "ruby" in {mention.skill for mention in reader.read(text, TODAY).own}


@pytest.mark.parametrize("text", ["I go to the gym", "a swift reply, thanks", "I used to go home early, go figure"])
def test_a_doubted_word_stays_a_word(reader, text):
    assert pipeline.drafted(text, TODAY, reader.nlp.waymark_knowledge).doubted != []
    assert reader.read(text, TODAY).own == ()


def test_what_is_asked_of_the_bot_tells_no_liking(reader):
    for text in ("what does a data scientist do all day?", "show me my plan", "why?", "which path fits me?", "hello"):
        assert reader.read(text, TODAY).interests == ()


def test_every_span_near_a_name_is_weighed_with_it(reader):
    know = reader.nlp.waymark_knowledge
    draft = pipeline.drafted("Java and Kotlin for 3 years, Scala for one year", TODAY, know)
    found = described(draft, know.words["job_words"])
    assert [span.value for span, _, _ in found] == [3, 3, 3, 1, 1, 1]
    assert all(features for _, _, features in found)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("gcp, bigquery and looker, 2 years at a bank", {"gcp": 2, "bigquery": 2, "looker": 2}),
        ("SAS for sample surveys, four years; Stata one", {"sas": 4, "stata": 1}),
        ("django and flask, 3 years in an agency", {"django": 3, "flask": 3}),
        ("I am 34 years old and know Python", {"python": None}),
    ],
)
def test_years_belong_to_the_list_that_they_close(own, text, years):
    told = own(text)
    assert {skill: told[skill].years for skill in years} == years
