"""The second look: words in pieces, what is asked of the encoder, and what is not."""

from __future__ import annotations

import pytest

from tests.reading.conftest import TODAY
from waymark.reading import pipeline
from waymark.reading.encoder import CLOSES, MOST_PIECES, OPENS, UNKNOWN, Encoder, Pieces, written
from waymark.reading.judging import Scale
from waymark.reading.network import POLARITIES

VOCABULARY = [OPENS, CLOSES, UNKNOWN, "data", "##base", "##s", "un", "##data", "d", "##a", "##b", "?"]


def draft_of(reader, text):
    doc = reader.nlp(pipeline.carrying(reader.nlp, text, TODAY))
    return doc.user_data[pipeline.DRAFT]


def looked_twice(reader, text):
    return draft_of(reader, text).looked_twice


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("data", ["data"]),
        ("databases", ["data", "##base", "##s"]),
        ("undata", ["un", "##data"]),
        ("dab", ["d", "##a", "##b"]),
        ("base", [UNKNOWN]),  # a piece that only follows others begins no word
        ("datax", [UNKNOWN]),
        ("d" + "a" * 60, [UNKNOWN]),
        ("", [UNKNOWN]),
    ],
)
def test_a_word_is_taken_to_its_longest_pieces(word, pieces):
    assert [VOCABULARY[row] for row in Pieces(VOCABULARY).of(word)] == pieces


def test_every_piece_knows_its_item_and_every_item_its_first_piece():
    rows, owners, firsts = Pieces(VOCABULARY).of_items([["databases"], [], ["d", "?"]])
    told = [VOCABULARY[row] for row in rows]
    assert told == [OPENS, "data", "##base", "##s", UNKNOWN, "d", "?", CLOSES]
    assert owners == [3, 0, 0, 0, 1, 2, 2, 3]
    assert firsts == [1, 4, 5]


def test_too_many_pieces_are_refused():
    pieces = Pieces(VOCABULARY)
    taken = pieces.of_items([["data"]] * (MOST_PIECES - 2))
    assert taken is not None
    assert len(taken[0]) == MOST_PIECES
    assert pieces.of_items([["data"]] * (MOST_PIECES - 1)) is None


def test_words_are_written_without_accents_and_capitals(reader):
    draft = pipeline.drafted("Naïve Café? don't, C++ and SQL/R", TODAY, reader.nlp.waymark_knowledge)
    words = [word for words in written(draft) for word in words]
    assert words[:3] == ["naive", "cafe", "?"]
    assert "sql" in words
    assert not any(letter.isupper() for word in words for letter in word)


@pytest.mark.parametrize("text", ["python, sql, docker", "I know Python", "3 years of SQL, no Spark"])
def test_what_is_plain_is_looked_at_once(reader, text):
    assert not looked_twice(reader, text)


@pytest.mark.parametrize(
    ("text", "activity", "attitude"),
    [
        ("the part with the deployment I always hand to someone else", "deployment", "dislike"),
        ("recommender systems fascinate me", "machine-learning", "like"),
        ("I'm happiest when I write code that runs for years", "production-code", "like"),
    ],
)
def test_what_is_open_is_looked_at_twice(reader, text, activity, attitude):
    assert looked_twice(reader, text)
    assert [(i.activity, i.attitude.value) for i in reader.read(text, TODAY).interests] == [(activity, attitude)]


def test_of_an_activity_that_nobody_has_learned_the_rules_speak(reader):
    draft = draft_of(reader, "I've always been drawn to finance")
    assert ("activity", "finance") not in draft.chances.told
    assert [(i.activity, i.attitude.value) for i in draft.interests] == [("finance", "like")]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("linux 20y git 10y bash 8y python 6y", {"linux": 20, "git": 10, "bash": 8, "python": 6}),
        ("20y linux 10y git 8y bash", {"linux": 20, "git": 10, "bash": 8}),
    ],
)
def test_names_and_spans_that_take_turns_belong_together(reader, text, years):
    assert {m.skill: m.years for m in reader.read(text, TODAY).own} == years


def test_a_message_that_is_too_long_is_looked_at_once(reader):
    text = "the part with the deployment I always hand to someone else, and so on and so forth, "
    assert not looked_twice(reader, text * 20)


def test_an_other_paragraph_changes_nothing_that_the_encoder_thinks(reader):
    text = "I'd rather improve my SQL than learn Scala. Docker and I, a long story"
    alone, below = draft_of(reader, text), draft_of(reader, f"Hello, nice to meet you.\n\n{text}")
    assert alone.looked_twice
    assert below.looked_twice
    for head in ("polarity", "level"):
        before, after = getattr(alone.chances, head), getattr(below.chances, head)
        assert [pytest.approx(row, abs=1e-3) for row in before.values()] == list(after.values())


@pytest.mark.parametrize(
    ("said", "chances", "best", "doubt"),
    [
        ("has", [0.0, -9.0, -9.0, -9.0], "has", 0.0),  # rules and network agree
        ("has", [-0.9, 0.0, -9.0, -9.0], "has", 0.475),  # what speaks against the rules weighs nearly as much as they
        ("has", [-4.0, 0.0, -9.0, -9.0], "lacks", 0.047),
        ("none", [0.0, -9.0, -9.0, -0.9], "has", 0.401),  # where they say nothing, less outweighs it
    ],
)
def test_a_doubt_is_the_chance_that_the_judge_is_wrong(said, chances, best, doubt):
    scale = Scale({"trust": 1.0, "margin": 1.0, "least": 0.5, "said": {}}, POLARITIES)
    found, chance = scale.best(said, "an outcome never seen", chances)
    assert found == best
    assert chance == pytest.approx(doubt, abs=0.002)


def test_bytes_that_are_no_encoder_are_refused():
    with pytest.raises(ValueError, match=r"."):
        Encoder(b"no encoder")
