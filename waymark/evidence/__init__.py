"""From rows (postings, survey answers) to the figures that the catalogue ships: aggregates only, never a row.

`build_postings` and `build_people` compute, `write_postings` and `write_people` write the catalogue's CSV files.
"""

from waymark.evidence.people import PeopleFigures, build_people
from waymark.evidence.postings import PostingFigures, build_postings
from waymark.evidence.rows import EvidenceError
from waymark.evidence.tables import write_people, write_postings

__all__ = [
    "EvidenceError",
    "PeopleFigures",
    "PostingFigures",
    "build_people",
    "build_postings",
    "write_people",
    "write_postings",
]
