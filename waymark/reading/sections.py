"""Long texts have sections: a heading says what the lines under it are (an advertisement's wishes)."""

from __future__ import annotations

from waymark.reading.adverts import advert_scope, heading_scope, is_advertisement, wishes_in
from waymark.reading.draft import Draft


def mark(draft: Draft) -> None:
    """Gives every sentence its mode ("must", "nice" in an advertisement; "" else)."""
    draft.advertisement = is_advertisement(draft.text)
    draft.modes = [""] * len(draft.sentences)
    if not draft.advertisement:
        return
    heading = "must"
    for number, sentence in enumerate(draft.sentences):
        first, last = draft.items[sentence[0].first], draft.items[sentence[-1].last - 1]
        line = draft.text[draft.tokens[first.first].start : draft.tokens[last.last - 1].end]
        said = heading_scope(line)
        if said is not None and (first.gap >= 2 or number == 0):
            heading = said
        wishes = wishes_in(line)
        start = draft.tokens[first.first].start
        draft.wishes += [(start + low, start + high) for low, high in wishes]
        draft.modes[number] = "must" if wishes else advert_scope(line, heading)
