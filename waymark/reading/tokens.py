"""From characters to tokens: one linear pass, with the spellings of chat made plain.

spaCy's own English tokenizer splits "don't" and keeps "python,sql/r" whole; names such as C++, .NET or CI/CD
want it the other way round, so the pipeline brings a tokenizer of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# One token, so that nothing inside them is a skill: "https://...", "me@...", "github.com/me"
_ADDRESSES = r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:com|org|io)/\S*|"
_PIECES = (
    r"[^\W\d_](?:\+\+|(?<=[cCfFjJ])\#(?!\w)"  # C++, C#
    r"|[^\W_]*(?:['’`´][^\W\d_]+)*)"  # words, with digits inside (k8s, d3) and apostrophes
    r"|(?<!\w)['’]\d\d(?![\w'’])"  # since '09
    r"|\d+(?:[.,]\d+)*[½¼¾]?|[½¼¾]"
    r"|\.(?:net|NET|Net)(?![a-z])"
    r"|<3|->|=>|\.{2,}|…"
    r"|[^\w\s]|_"
)
_TOKEN = re.compile(_PIECES)
_TOKEN_OR_ADDRESS = re.compile(_ADDRESSES + _PIECES)
_SIGNS = ("@", "://", "www.", ".com/", ".org/", ".io/")  # of an address
_APOSTROPHES = str.maketrans("’`´", "'''")
# A message longer than this is read up to here: twice the longest that is promised to be read in time.
LONGEST = 200_000
_MOST_TOKENS = 40_000  # words and marks; prose of that length has fewer, a flood of marks is not read to its end


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
    add, get = tokens.append, spellings.get
    pattern = _TOKEN_OR_ADDRESS if any(sign in text for sign in _SIGNS) else _TOKEN
    before, plain = 0, text.isascii()
    for piece in pattern.findall(text, 0, LONGEST)[:_MOST_TOKENS]:
        start = text.find(piece, before)  # nothing but white space is between two tokens
        end = start + len(piece)
        low = piece.lower()
        if not (plain or low.isascii()):
            low = low.translate(_APOSTROPHES)
        if start == before:
            gap = 0 if tokens else 2
        elif start == before + 1 and text[before] == " ":
            gap = 1
        else:
            gap = 1 + min(text.count("\n", before, start), 2)
        add(Token(piece, get(low, low), start, end, gap if tokens else 2))
        before = end
    return tokens
