"""From characters to tokens: one linear pass, with the spellings of chat made plain.

spaCy's own English tokenizer splits "don't" and keeps "python,sql/r" whole; names such as C++, .NET or CI/CD
want it the other way round, so the pipeline brings a tokenizer of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+"  # addresses are one token, so that nothing inside them is a skill
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|[^\W\d_]\+\+|[cCfFjJ]\#(?!\w)|\.(?:net|NET|Net)(?![a-z])"  # C++, C#, .NET
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_](?:[^\W_])*(?:['’`´][^\W\d_]+)*"  # words, with digits inside (k8s, d3) and apostrophes
    r"|<3|->|=>|\.{2,}|…"
    r"|[^\w\s]|_"
    r"|\n\s*|\s+"
)
_APOSTROPHES = str.maketrans("’`´", "'''")
# A message longer than this is read up to here: twice the longest that is promised to be read in time.
LONGEST = 200_000


@dataclass(slots=True)
class Token:
    """A token: as written, in lower case with chat spelling undone, its offsets, and what stands before it.

    `gap` is 0 when it touches the token before, 1 after blanks, 2 after a line break, 3 after an empty line.
    """

    text: str
    low: str
    start: int
    end: int
    gap: int


def split(text: str, spellings: dict[str, str]) -> list[Token]:
    """The tokens of `text` without white space. `spellings` maps chat spellings to plain ones ("dont": "don't")."""
    tokens: list[Token] = []
    gap = 2
    for found in _TOKEN.finditer(text, 0, LONGEST):
        piece = found.group()
        if piece.isspace():
            lines = piece.count("\n")
            gap = max(gap, 1 + min(lines, 2))
            continue
        low = piece.lower()
        if not low.isascii():
            low = low.translate(_APOSTROPHES)
        low = spellings.get(low, low)
        tokens.append(Token(piece, low, found.start(), found.end(), gap))
        gap = 0
    return tokens
