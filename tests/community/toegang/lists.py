"""Files as people make them, and as nobody should."""

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

HEAD = ("Voornaam", "Tussenvoegsel", "Achternaam", "E-mailadres", "Functie")
NOOR = ("Noor", "van der", "Wal", "noor@voorbeeld.example", "Gebiedsregisseur")
JORIS = ("Joris", "de", "Boer", "joris@voorbeeld.example", "")


def csv_file(*rows: Sequence[str], sign: str = ";", encoding: str = "utf-8") -> bytes:
    """Return a CSV file with these rows."""
    return "".join(f"{sign.join(row)}\r\n" for row in rows).encode(encoding)


def xlsx_file(*rows: Sequence[object]) -> bytes:
    """Return a workbook with these rows."""
    book, held = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(held)
    return held.getvalue()


def many(amount: int) -> bytes:
    """Return a CSV file with this number of people."""
    return csv_file(HEAD, *((f"Bas{'abcdefghij'[n % 10]}", "", "Verhoeven", f"bas{n}@voorbeeld.example", "")
                            for n in range(amount)))  # fmt: skip


def zipped(**members: bytes) -> bytes:
    """Return a zip with these members; `xl__workbook_xml` stands for xl/workbook.xml."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("Content_Types", "[Content_Types]"),
                            content)  # fmt: skip
    return held.getvalue()


def changed(content: bytes, name: str, replaced: bytes) -> bytes:
    """Return a workbook in which one member is another."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, replaced if member.filename == name else old.read(member))
    return held.getvalue()


SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"


def crowded(name: str, before: bytes, piece: bytes, times: int = 1_000_000) -> bytes:
    """Return a workbook in which one member has the same small piece a million times: some 30 KB once packed."""
    content = xlsx_file(HEAD, NOOR)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        member = packed.read(name)
    assert before in member
    return changed(content, name, member.replace(before, piece * times + before))


def named(content: bytes, old: str, new: str) -> bytes:
    """Return a workbook in which one member has another name, everywhere."""
    held = io.BytesIO()
    parts = [(old, new), (old.removeprefix("xl/"), new.removeprefix("xl/"))]
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as other:
        for member in packed.infolist():
            text = packed.read(member)
            for was, becomes in parts:
                text = text.replace(was.encode(), becomes.encode())
            other.writestr(new if member.filename == old else member.filename, text)
    return held.getvalue()


BOMB = b'<?xml version="1.0"?><worksheet>' + b" " * (60 * 1024 * 1024)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;'
    b"</worksheet>"
)
