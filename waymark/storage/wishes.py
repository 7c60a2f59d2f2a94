"""Words that people use for skills and the catalogue lacks, counted for its owner.

Counted are the people in whose profile a word stands when the owner asks. One person counts once, however often they
say it, take it back, start over or come back after a deletion, and nothing is kept beside the profile. (A person is an
id: who writes in two channels is two.) A word is told only from `READABLE_FROM` people on, and one that may be an
address, a number or a sentence not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.engine import Connection

from waymark.storage.sealing import cipher_of
from waymark.storage.tables import noted_words

READABLE_FROM = 5
_FIT = re.compile(r"(?=.*[^\W\d_])\.?[^\W_](?:[^\W_]|[.+#-]){0,28}[^\W_]?[+#]{0,2}")


def fit(words: Iterable[str]) -> tuple[str, ...]:
    """The words that may be counted, case-folded, each once: 2 to 32 letters, digits and . + # -, one a letter."""
    folded = dict.fromkeys(word.strip().casefold() for word in words)
    return tuple(word for word in folded if 2 <= len(word) <= 32 and _FIT.fullmatch(word))


def most_wanted(connection: Connection, min_count: int) -> tuple[tuple[str, int], ...]:
    """(word, people) with at least `min_count`, and never less than `READABLE_FROM`, most wanted first.

    Raises DatabaseSealed where words are encrypted and there is no key for them: a database cannot count these.
    """
    unsealed, people = cipher_of(connection).open, Counter[str]()
    query = select(noted_words.c.person, noted_words.c.word).order_by(noted_words.c.person)
    with closing(connection.execute(query.execution_options(stream_results=True))) as rows:
        for _, own in groupby(rows, key=lambda row: row.person):
            people.update(fit(unsealed(row.word) for row in own))
    told = [(word, number) for word, number in people.items() if number >= max(min_count, READABLE_FROM)]
    return tuple(sorted(told, key=lambda counted: (-counted[1], counted[0])))
