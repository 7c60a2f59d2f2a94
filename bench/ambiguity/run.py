"""Names that are also ordinary words: is each found where it is the skill, and left alone where it is not?

    python -m bench.ambiguity.run

`contexts.json` holds for each word at least ten contexts of each kind. Prints the share right for each word.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from waymark.reading import Reader
from waymark.storage.catalogue_files import read_catalogue

HERE = Path(__file__).resolve().parent


def contexts() -> dict[str, dict[str, Any]]:
    """The contexts by word: {"skill": id, "is": [...], "is_not": [...]}."""
    data: dict[str, dict[str, Any]] = json.loads((HERE / "contexts.json").read_text("utf-8"))
    return data


def mistakes(reader: Reader) -> Iterator[tuple[str, str, str]]:
    """(word, kind, text) for every context that is read wrongly."""
    for word, entry in contexts().items():
        for kind in ("is", "is_not"):
            for text in entry[kind]:
                found = any(m.skill == entry["skill"] for m in reader.read(text, date(2026, 11, 25)).mentions)
                if found is not (kind == "is"):
                    yield word, kind, text


def main() -> None:
    reader = Reader(read_catalogue(HERE.parent.parent / "catalogue"))
    wrong = list(mistakes(reader))
    total = 0
    for word, entry in contexts().items():
        count = {kind: sum(1 for w, k, _ in wrong if (w, k) == (word, kind)) for kind in ("is", "is_not")}
        total += len(entry["is"]) + len(entry["is_not"])
        print(
            f"{word:<12} skill {len(entry['is']) - count['is']}/{len(entry['is'])}"
            f"   no skill {len(entry['is_not']) - count['is_not']}/{len(entry['is_not'])}"
        )
    for word, kind, text in wrong:
        print(f"wrong: {word} {kind}: {text}")
    print(f"right {total - len(wrong)} of {total}")


if __name__ == "__main__":
    main()
