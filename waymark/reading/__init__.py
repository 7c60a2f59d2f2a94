"""Text -> what it says about a person's skills and interests (spaCy; rules as data in `rules/`)."""

from waymark.reading.reader import Reader

__all__ = ["Reader"]
