"""Numbers as people write them: "3", "2,5", "twelve", "2½", "thirty-odd"."""

from __future__ import annotations

NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "couple": 2, "few": 3, "dozen": 12,
}  # fmt: skip
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_TENS = 20  # the smallest number word that another one goes on with
_LONGEST_NUMBER = 20  # characters; nobody counts anything here that far, and a float has an end


def number_of(low: str) -> float | None:
    """The value of a number token or word; None if it is no number."""
    if low[-1] in FRACTIONS:
        whole = number_of(low[:-1]) if low[1:] else 0.0
        return None if whole is None else whole + FRACTIONS[low[-1]]
    if low[0].isdigit():
        text = low.replace(",", ".")
        if len(text) > _LONGEST_NUMBER or text.count(".") > 1 or not text.replace(".", "").isdecimal():
            return None
        return float(text)
    return NUMBER_WORDS.get(low)


def joined_number(tens: str, rest: str) -> float | None:
    """ "twenty-five", "thirty-odd": None of words that are no number."""
    high, low = NUMBER_WORDS.get(tens), 0 if rest == "odd" else NUMBER_WORDS.get(rest)
    if high is None or low is None or high < _TENS or low >= 10:
        return None
    return high + low
