"""What holds for any text."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waymark.catalogue import Catalogue
from waymark.reading import Reader

DAY = date(2026, 11, 25)
WORDS = (
    "python sql r c go c++ docker never no not used know want to learn 3 years since 2019 , . ? ! : "
    "( ) and or but i my boss likes love hate meetings \n advanced basic if / - 8/10 ago"
).split(" ")
NAMES = ["python", "SQL", "docker", "pyhton", "Go"]
CHATTER = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
ANYTHING = st.one_of(CHATTER, st.text(max_size=300))
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@QUICK
@given(text=ANYTHING)
def test_reading_never_raises_and_spans_match_the_text(reader: Reader, text: str) -> None:
    reading = reader.read(text, DAY)
    assert reading.text == text
    for found in (*reading.mentions, *reading.interests):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert found.evidence in text
        assert all(words in text for words in found.because)
    assert all(word in text for word in reading.unknown)


@QUICK
@given(text=ANYTHING)
def test_the_pipeline_asked_as_spacy_is_reads_what_the_reader_reads(reader: Reader, text: str) -> None:
    doc = reader.nlp.make_doc(text)
    doc.user_data["waymark"].today = DAY
    draft = reader.nlp(doc).user_data["waymark"]
    reading = reader.read(text, DAY)
    assert (tuple(draft.mentions), tuple(draft.interests), draft.frame) == (
        reading.mentions,
        reading.interests,
        reading.frame,
    )
    assert [token.text for token in doc] == [token.text for token in draft.tokens]


@QUICK
@given(text=ANYTHING)
def test_reading_twice_gives_the_same(reader: Reader, text: str) -> None:
    assert reader.read(text, DAY) == reader.read(text, DAY)


@QUICK
@given(text=CHATTER)
def test_an_unrelated_sentence_changes_nothing(reader: Reader, text: str) -> None:
    before = {(m.skill, m.polarity, m.level, m.years, m.scope) for m in reader.read(text, DAY).mentions}
    after = {
        (m.skill, m.polarity, m.level, m.years, m.scope)
        for m in reader.read(f"The weather is mild today.\n\n{text}", DAY).mentions
    }
    assert before == after


@QUICK
@given(text=CHATTER)
def test_a_skill_is_told_once(reader: Reader, text: str) -> None:
    own = [m.skill for m in reader.read(text, DAY).own]
    assert len(own) == len(set(own))


ORDINARY = "I used Python and SQL for three years, no Docker, some R, and I love cleaning data.\n"
HARD = (
    "( python ",  # brackets without end, a clause without end, clauses without a mark between them
    "the guy who knows python ",
    "I love dashboards ",
    "python 3 years ",  # each span near many names, each name near many spans
    "python\n\n",
    "dashboards | ",  # activities without a feeling, in clauses of their own
    "we made dashboards here : ",
    "Requirements: must know preferred preferred preferred | ",  # a demand with a wish on every word
    "experience: kotlin 4. ",  # spans without a unit
    "Python, SQL: Python good, the rest basic. ",
    "Requirements:\nPython must, Kafka a plus\n",
)


@pytest.mark.parametrize("piece", [ORDINARY, *(pytest.param(piece, marks=pytest.mark.once) for piece in HARD)])
def test_the_time_for_a_text_grows_with_its_length_and_no_faster(reader: Reader, piece: str) -> None:
    """A bound on growth, not on seconds: those are the bench's, since a busy machine would fail a test of them."""
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    reader.read(text[:5000], DAY)
    spent = []
    for part in (text[:10_000], text):
        tries = []
        for _ in range(2):  # the better of two: some readings end within the time of a pause
            start = time.process_time()
            reader.read(part, DAY)
            tries.append(time.process_time() - start)
        spent.append(min(tries))
    assert spent[1] < 30 * spent[0]  # ten times the text; a quadratic reading would take a hundred times as long


def test_a_text_may_end_with_the_years_of_a_since(reader: Reader) -> None:
    [mention] = reader.read("busy since I know Java 3 years", DAY).own
    assert (mention.skill, mention.years) == ("java", 3)


def test_a_text_may_end_within_a_clause_about_others(reader: Reader) -> None:
    assert reader.read("my colleague knows ARIMA ( the", DAY).own == ()


@pytest.mark.parametrize(
    "number", ["9" * 400, "1" * 100_000, "9" * 400 + " years", "0." + "3" * 90, "\u00b2", "'\u00b2"]
)
def test_a_number_beyond_all_counting_says_nothing_of_years(reader: Reader, number: str) -> None:
    [mention] = reader.read(f"Python since {number}, I use it", DAY).own
    assert (mention.skill, mention.years) == ("python", None)


def test_threads_that_share_a_reader_read_what_one_alone_reads(shipped: Catalogue) -> None:
    texts = [f"{a} and {b}, no {c}, 3 years" for a in NAMES for b in NAMES for c in NAMES]
    fresh = Reader(shipped)  # nothing is worked out yet, so that they all work it out at once
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: fresh.read(text, DAY), texts))
    alone = Reader(shipped)
    assert together == [alone.read(text, DAY) for text in texts]


def test_what_people_write_leaves_no_word_in_the_vocabulary(reader: Reader) -> None:
    before = len(reader.nlp.vocab.strings)
    reader.read("I am Zbigniewa Kowalczykowska and know Python", DAY)
    assert len(reader.nlp.vocab.strings) == before


def test_something_that_is_no_text_is_read_as_its_words(reader: Reader) -> None:
    assert reader.read(None, DAY).mentions == ()  # type: ignore[arg-type]
