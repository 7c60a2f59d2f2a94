"""The text of one file, worked out in a process of its own: `python -I document_text.py < FILE` prints JSON.

What a stranger sends may be made to run for ever or to unpack without end, so the parser gets little memory and
time, can write no file, and sees none of the server's secrets. `documents` starts it, and ends it when it is slow.

Prints {"text": ...} or {"wrong": one of the keys of `documents.WRONG`}. Imports nothing of ours.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

MOST_MEMORY = 1_000_000_000  # bytes, of addresses
MOST_SECONDS = 15  # of the processor
MOST_PAGES = 40
MOST_UNPACKED = 60_000_000  # bytes that a DOCX file may say it holds
MOST_PARTS = 3_000  # files within a DOCX file
MOST_TEXT = 40_000  # characters; what comes after it is not read
FEWEST = 20  # letters; a scan has none, or a page number
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word's old format, and any Office file with a password
LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})


class Wrong(ValueError):
    """Its text is the key of what is said about it."""


def text_of(content: bytes) -> str:
    """The text of a PDF, DOCX or plain text file, which is told by its content, never by its name. Raises Wrong."""
    if b"%PDF-" in content[:1024]:
        text = _pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        text = _docx(content)
    elif content.startswith(OLE):
        raise Wrong("old" if b"W\x00o\x00r\x00d\x00D\x00o\x00c" in content else "encrypted")
    else:
        text = _plain(content)
    text = text.translate(LIGATURES)[:MOST_TEXT]
    if sum(map(str.isalpha, text)) < FEWEST:
        raise Wrong("scan" if content[:2] in (b"%P", b"PK") else "empty")
    return text


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):  # many are locked against printing only, with no password
        raise Wrong("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise Wrong("pages")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MOST_TEXT:
            break
    return "\n\n".join(pages)


def _docx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        listed = parts.infolist()
        if "word/document.xml" not in parts.namelist():
            raise Wrong("kind")
        if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
            raise Wrong("bomb")
    from docx import Document

    return "\n".join(_lines(Document(io.BytesIO(content)).element.body))


def _lines(element: Any) -> Iterator[str]:
    """The text of a part of a Word document: paragraphs, a table's rows, text boxes, fields to fill in."""
    from docx.oxml.ns import qn

    for child in element:
        if child.tag == qn("w:p"):
            is_item = (child.style or "").startswith("List") or bool(child.xpath("./w:pPr/w:numPr"))
            text = "".join(_runs(child)).strip()
            yield f"- {text}" if is_item and text else text
            # Word writes a text box twice, the second time for old readers.
            for box in child.xpath(".//w:txbxContent[not(ancestor::*[local-name()='Fallback'])]"):
                yield from _lines(box)
        elif child.tag == qn("w:tr"):
            cells = [" ".join(filter(None, _lines(cell))) for cell in child.findall(qn("w:tc"))]
            yield ", ".join(filter(None, cells))
        elif child.tag in (qn("w:tbl"), qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            yield from _lines(child)


def _runs(element: Any) -> Iterator[str]:
    """The words of a paragraph, those in links, fields and accepted changes too; not what was struck out."""
    from docx.oxml.ns import qn

    for child in element:
        if child.tag == qn("w:r"):
            yield child.text
        elif child.tag in {
            qn(f"w:{name}") for name in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple")
        }:
            yield from _runs(child)


def _plain(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Wrong("kind") from None
    start = text[:200].lstrip().lower()
    if "\0" in text or start.startswith(("<!doctype", "<html", "{\\rtf")):
        raise Wrong("kind")
    return text


def _limit() -> None:
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            pass  # macOS knows no limit of addresses; the clock of whoever started this still holds
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> int:
    _limit()
    logging.disable(logging.CRITICAL)  # a parser's warnings quote the document
    try:
        answer = {"text": text_of(sys.stdin.buffer.read())}
    except Wrong as wrong:
        answer = {"wrong": str(wrong)}
    except MemoryError:
        answer = {"wrong": "bomb"}
    except Exception as error:  # the border: a parser fails in any way on what somebody made up
        answer = {"wrong": "bomb" if type(error).__name__ == "LimitReachedError" else "broken"}
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
