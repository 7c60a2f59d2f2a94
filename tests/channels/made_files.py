"""Real PDF and DOCX files, made when a test needs them; the bad ones too."""

from __future__ import annotations

import io
import itertools
import zipfile
import zlib
from collections.abc import Sequence

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter

CV = (
    "Ann Example",
    "Skills",
    "Python, 5 years, advanced",
    "SQL, intermediate",
    "No Docker so far",
    "Experience",
    "Built dashboards in Tableau for the sales team",
)
ADVERT = (
    "Machine Learning Engineer (m/f/d)",
    "We are looking for an engineer who brings models into production.",
    "Requirements:",
    "- Python and SQL",
    "- Docker and Kubernetes",
    "Nice to have:",
    "- Apache Spark",
)


def pdf(*pages: Sequence[str], fill: int = 0) -> bytes:
    """A PDF with one page for each list of lines; `fill` blanks before the text make a page's content long."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line.translate(_QUOTED)}) Tj T*" for line in lines)
        packed = zlib.compress(b" " * fill + f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET".encode("cp1252"))
        stream = f"stream\n{packed.decode('latin-1')}\nendstream"
        objects.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\n{stream}")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _with_table(objects)


_QUOTED = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\"})


def _with_table(objects: Sequence[str]) -> bytes:
    made, places = "%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{written}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return f"{made}{tail}startxref\n{len(made)}\n%%EOF\n".encode("latin-1")


def locked_pdf(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(CV))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(lines: Sequence[str] = (), rows: Sequence[Sequence[str]] = (), box: str = "") -> bytes:
    """A Word document with paragraphs, a table and a text box."""
    document = Document()
    for line in lines:
        document.add_paragraph(line.removeprefix("- "), style="List Bullet" if line.startswith("- ") else None)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for cells, said in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, said, strict=True):
                cell.text = text
    if box:
        paragraph = document.add_paragraph()
        inside = f"<w:txbxContent><w:p><w:r><w:t>{box}</w:t></w:r></w:p></w:txbxContent>"
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
                f"<mc:AlternateContent><mc:Choice Requires='wps'>{inside}</mc:Choice>"
                f"<mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>"
            )
        )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_bomb(megabytes: int) -> bytes:
    """A small DOCX file that unpacks to very much."""
    out = io.BytesIO(docx(CV))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parts, parts.open("word/media/image1.png", "w") as part:
        for _ in range(megabytes):
            part.write(bytes(1_000_000))
    return out.getvalue()


def docx_of_entities() -> bytes:
    """A DOCX file whose document is ten entities of ten entities of ten ..."""
    names = "abcdefghi"
    grown = "".join(f'<!ENTITY {n} "{f"&{before};" * 10}">' for before, n in itertools.pairwise(names))
    body = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    evil = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{grown}]>{body}'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(CV))) as good, zipfile.ZipFile(out, "w") as parts:
        for name in good.namelist():
            parts.writestr(name, evil if name == "word/document.xml" else good.read(name))
    return out.getvalue()
