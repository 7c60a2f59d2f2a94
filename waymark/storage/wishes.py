"""Words that people use for skills and the catalogue lacks, counted for its owner.

What one person wrote must be gone when they ask for it, so a word is counted under its hash and becomes
readable only with the count of `READABLE_FROM`. Anything that may be an address, a number or a sentence is
not counted at all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from waymark.storage.database import colliding
from waymark.storage.tables import unknown_words

READABLE_FROM = 5
MOST_WORDS = 20_000  # rows; more are not counted, so nobody can fill the disk with inventions
_FIT = re.compile(r"(?=.*[^\W\d_])\.?[^\W_](?:[^\W_]|[.+#-]){0,28}[^\W_]?[+#]{0,2}")


def fit(words: Iterable[str]) -> tuple[str, ...]:
    """The words that may be counted, case-folded, each once: 2 to 32 letters, digits and . + # -, one a letter."""
    folded = dict.fromkeys(word.strip().casefold() for word in words)
    return tuple(word for word in folded if 2 <= len(word) <= 32 and _FIT.fullmatch(word))


def count(connection: Connection, words: Iterable[str]) -> None:
    """Adds one to each of the `fit` words."""
    for word in words:
        key = hashlib.sha256(word.encode()).hexdigest()
        row = unknown_words.c.key == key
        added = connection.execute(update(unknown_words).where(row).values(count=unknown_words.c.count + 1))
        if added.rowcount:
            readable = row & (unknown_words.c.count >= READABLE_FROM) & unknown_words.c.word.is_(None)
            connection.execute(update(unknown_words).where(readable).values(word=word))
        elif connection.execute(select(func.count()).select_from(unknown_words)).scalar_one() < MOST_WORDS:
            with colliding():
                connection.execute(insert(unknown_words).values(key=key, count=1))


def most_wanted(connection: Connection, min_count: int) -> tuple[tuple[str, int], ...]:
    """(word, count) with at least `min_count`, and never less than `READABLE_FROM`, most wanted first."""
    c = unknown_words.c
    query = select(c.word, c.count).where(c.count >= min_count, c.word.is_not(None))
    return tuple((row.word, row[1]) for row in connection.execute(query.order_by(c.count.desc(), c.word)))
