"""A slip of the keyboard is heard as what was meant; words of any language are left as they are."""

from __future__ import annotations

import pytest

from extensions.nlu.spelling import Speller
from extensions.nlu.vectors import SentenceEncoder

COUNTS = {"delete": 30, "data": 90, "salary": 40, "difference": 25, "start": 60, "statistics": 12, "rare": 1}


@pytest.fixture(scope="module")
def mend(encoder: SentenceEncoder) -> Speller:
    return Speller(COUNTS, encoder.pieces)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("delte my data", "delete my data"),  # a letter left out
        ("the sallary", "the salary"),  # one too many
        ("diffarence", "difference"),  # another one
        ("satrt over", "start over"),  # two swapped
    ],
)
def test_one_wrong_letter_is_mended(mend: Speller, written: str, meant: str) -> None:
    assert mend(written) == meant


@pytest.mark.parametrize("text", ["deleted scenes", "smart people", "celery soup", "dat", "raret", "differentiate", ""])
def test_words_that_exist_or_are_short_or_far_off_stay(mend: Speller, text: str) -> None:
    assert mend(text) == text


def test_a_long_text_of_strange_words_is_no_burden(mend: Speller) -> None:
    text = " ".join(f"qz{'abcdefghij'[i % 10]}x{'klmnopqrst'[i // 10 % 10]}wv" for i in range(3_000))
    assert len(mend(text)) == len(text)
