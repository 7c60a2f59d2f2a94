"""Long texts have sections: a heading says what the lines under it are (an advertisement's wishes, a list of plans)."""

from __future__ import annotations

from waymark.reading.adverts import advert_scope, heading_scope, is_advertisement
from waymark.reading.draft import Draft

_BULLETS = frozenset(["-", "*", "•", "·", "–", "—", "o", "➢", "►"])


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
        draft.modes[number] = advert_scope(line, heading)
