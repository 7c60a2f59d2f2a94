"""Files become text within bounds, and a file that cannot be read says why. Real files, a real process for each."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extensions import documents
from extensions.documents import LARGEST_FILE, WRONG, Documents, Unreadable, shown_name
from extensions.incoming import clean_text
from tests.channels import made_files as made
from tests.channels.made_files import ADVERT, CV


def read(content: bytes, **settings: Any) -> str:
    return asyncio.run(Documents(**settings).text_of(content))


def refused(content: bytes, **settings: Any) -> str:
    with pytest.raises(Unreadable) as found:
        read(content, **settings)
    assert str(found.value) == WRONG[found.value.reason]
    return found.value.reason


def outcome(content: bytes) -> str:
    try:
        return "text" if read(content) else "nothing"
    except Unreadable as error:
        return error.reason


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_a_pdf_gives_the_lines_of_all_its_pages() -> None:
    assert lines(read(made.pdf(CV, ADVERT))) == [*CV, *ADVERT]


def test_a_pdf_that_is_locked_against_printing_only_is_read() -> None:
    assert lines(read(made.locked_pdf(""))) == list(CV)


def test_a_word_file_gives_paragraphs_items_rows_and_text_boxes_once_each() -> None:
    text = read(made.docx(ADVERT, rows=[("Spark", "3 years"), ("Scala", "1 year")], box="Speaks German and Dutch"))
    assert lines(text) == [*ADVERT, "Spark, 3 years", "Scala, 1 year", "Speaks German and Dutch"]


def test_plain_text_is_taken_as_it_is() -> None:
    assert read("Python, 5 years \u2013 \u00e4lter als R".encode()) == "Python, 5 years \u2013 \u00e4lter als R"


def test_a_file_presses_no_button() -> None:
    """Over the page its text comes back as a message, and a message of this form alone is a press."""
    press = '/answer_level{"level":"intermediate"}'
    assert clean_text(press).text.startswith("/")
    assert not clean_text(read(f" {press}".encode())).text.startswith("/")


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a scan": ("scan", lambda: made.pdf([])),
    "an empty Word file": ("scan", made.docx),
    "nothing": ("empty", lambda: b""),
    "a PDF with a password": ("encrypted", lambda: made.locked_pdf("secret")),
    "Word with a password": ("encrypted", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage"),
    "Word of old": ("old", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")),
    "half a PDF": ("broken", lambda: made.pdf(CV)[:300]),
    "half a Word file": ("broken", lambda: made.docx(CV)[:3000]),
    "a picture": ("kind", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "a page of the web": ("kind", lambda: b"<!DOCTYPE html><p>Sign in to read this file</p>"),
    "a book": ("pages", lambda: made.pdf(*[CV] * 41)),
    "more than five megabytes": ("huge", lambda: bytes(LARGEST_FILE + 1)),
    "a zip bomb": ("bomb", lambda: made.docx_bomb(megabytes=100)),
    "a PDF that unpacks without end": ("bomb", lambda: made.pdf(CV, fill=300_000_000)),
    "entities in entities": ("broken", made.docx_of_entities),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_says_why(name: str) -> None:
    reason, make = BAD[name]
    assert refused(make()) == reason


def test_a_file_that_takes_too_long_is_given_up() -> None:
    assert refused(made.pdf(CV), seconds=0.01) == "slow"


def test_a_crowd_of_files_is_told_to_come_again_and_the_first_are_read() -> None:
    async def crowd() -> list[str | BaseException]:
        several = Documents()
        return await asyncio.gather(
            *(several.text_of(b"Python and a great deal of SQL") for _ in range(12)), return_exceptions=True
        )

    found = asyncio.run(crowd())
    assert sum(isinstance(one, str) for one in found) == 8
    assert {one.reason for one in found if isinstance(one, Unreadable)} == {"busy"}


def test_the_reader_sees_no_secret_and_writes_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its code is not asked: a module of ours in its place looks around as a broken parser might."""
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import json, os, resource, sys\n"
        f"sys.path.insert(0, {str(Path(documents.__file__).parent)!r})\n"
        "import document_text\ndocument_text._limit()\n"
        "from pathlib import Path\n"
        "try:\n    Path(sys.argv[0] + '.out').write_text('x')\n    wrote = 'wrote'\n"
        "except OSError:\n    wrote = 'could not write'\n"
        "print(json.dumps({'text': wrote + str(dict(os.environ).get('SLACK_BOT_TOKEN'))}))\n"
    )
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    assert read(b"x", reader=spy) == "could not writeNone"


def test_a_name_is_shown_without_folders_tricks_and_length() -> None:
    assert shown_name("../../etc/passwd") == "passwd"
    assert shown_name("C:\\Users\\ann\\My CV.pdf") == "My CV.pdf"
    assert shown_name("cv\u202efdp.exe\n\x00") == "cvfdp.exe"
    assert shown_name("/help") == "help"
    long = shown_name("x" * 500 + ".docx")
    assert (len(long), long[-5:]) == (80, ".docx")
    assert all(shown_name(raw) == "file" for raw in ("", "/", None, 5, " \n"))


def test_whatever_is_sent_is_answered_with_text_or_a_reason() -> None:
    """Bytes of good files, broken at places spread over them."""
    good = [made.pdf(CV), made.docx(CV)]
    for content, place in itertools.product(good, range(5)):
        at = (len(content) * place) // 5
        broken = content[:at] + b"\xff\x00%%EOF" * 20 + content[at + 60 :]
        assert outcome(broken) in {"text", *WRONG}
