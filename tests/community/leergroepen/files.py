"""Files that somebody may share with a message: good ones, and ones that were made to break or hide something."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from openpyxl import Workbook

from community.models import BestandKind
from tests.community.people.pictures import SVG, picture, png_that_claims, png_with_text_bomb, with_place_and_camera

MAIN = "application/vnd.openxmlformats-officedocument."
WORD = f"{MAIN}wordprocessingml.document.main+xml"
SHEET = f"{MAIN}spreadsheetml.sheet.main+xml"
SLIDES = f"{MAIN}presentationml.presentation.main+xml"
PAGE = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/settings.xml.rels"


def archive(parts: Mapping[str, bytes | str], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with these parts, in this order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def types(main: str, more: str = "") -> str:
    """Return the list of contents that every Microsoft document has."""
    return f'<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="{main}"/>{more}</Types>'


def document(main: str = WORD, *, more: str = "", parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """Return a small Microsoft document, with parts that do not belong in it when asked."""
    return archive({TYPES: types(main, more), "word/document.xml": "<w:document/>", **(parts or {})})


def fetching(kind: str, target: str) -> bytes:
    """Return a document that names something outside itself."""
    relation = f'<Relationship Id="a" Type="http://schemas/{kind}" Target="{target}" TargetMode="External"/>'
    return document(parts={RELATIONS: f"<Relationships>{relation}</Relationships>"})


def open_document(kind: str, parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """Return a small OpenDocument file."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return archive({"mimetype": mimetype, "content.xml": "<x/>", **(parts or {})})


def workbook() -> bytes:
    """Return a workbook as a real program writes it."""
    target = io.BytesIO()
    book = Workbook()
    book.active.append(["Gebied", "Uren"])  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(target)
    return target.getvalue()


def pdf(inside: bytes = b"", after: bytes = b"") -> bytes:
    """Return a small pdf, with something in or behind it when asked."""
    body = b"1 0 obj<</Type/Catalog" + inside + b">>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    return b"%PDF-1.7\n" + body + after


def packed(inside: bytes, *, how: bytes = b"/FlateDecode", kind: bytes = b"/ObjStm", more: bytes = b"") -> bytes:
    """Return a pdf of which some parts are packed together, as most programs write them."""
    part = zlib.compress(b"5 0 " + inside)
    head = b">>endobj\n4 0 obj<</Type" + kind + b"/N 1/First 4/Filter" + how + b"/Length %d" % len(part) + more
    return pdf(head + b">>\nstream\n" + part + b"\nendstream\nendobj\n6 0 obj<<")


def locked() -> bytes:
    """Return a document of which the parts have a password."""
    content = bytearray(document())
    for place in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[place] |= 1
    return bytes(content)


def lying() -> bytes:
    """Return a document with a part that says it unpacks to four gigabytes."""
    content = bytearray(document(parts={"word/media/image1.png": b"0" * 100}))
    place = content.rfind(b"PK\x01\x02") + 24
    content[place : place + 4] = b"\xfe\xff\xff\xff"
    return bytes(content)


def twice() -> bytes:
    """Return a document that has its list of contents two times: which one holds, differs per program."""
    good = document()
    target = io.BytesIO(good)
    with zipfile.ZipFile(target, "a") as made:
        made.writestr(TYPES.upper(), types(WORD.replace("document.main", "macroEnabled.main")))
    return target.getvalue()


BOMB = document(parts={"word/document2.xml": b"0" * 30_000_000})
MANY = archive({TYPES: types(WORD), **{f"word/{number}.xml": "" for number in range(4100)}}, packing=zipfile.ZIP_STORED)
MACRO = "macro's of programma's"
NOT_HERE = "kan hier niet"
BROKEN = "beschadigd"
UNKNOWN = "herkennen dit bestand niet"
NO_TEXT = "geen gewone tekst"

# What it is, the name the browser gives, the content, and what we say.
HOSTILE: list[tuple[str, str, bytes, str]] = [
    ("nothing", "leeg.pdf", b"", "is leeg"),
    ("too heavy", "groot.pdf", pdf() + b"\0" * 10 * 1024 * 1024, "groter dan 10 MB"),
    ("svg", "tekening.svg", SVG, NOT_HERE),
    ("svg as png", "tekening.png", SVG, UNKNOWN),
    ("svg as text", "tekening.txt", SVG, NO_TEXT),
    ("html", "pagina.html", PAGE, NOT_HERE),
    ("html as pdf", "pagina.pdf", PAGE, UNKNOWN),
    ("html as text", "pagina.txt", b"\xef\xbb\xbf \n" + PAGE, NO_TEXT),
    ("html as csv", "pagina.csv", b"<script>alert(1)</script>,1,2", NO_TEXT),
    ("php as text", "a.php.txt", b"<?php system($_GET['c']); ?>", NO_TEXT),
    ("shell script as text", "a.txt", b"#!/bin/sh\nrm -rf /\n", NO_TEXT),
    ("rtf as text", "a.txt", rb"{\rtf1\ansi{\object}}", NO_TEXT),
    ("text with NUL", "a.txt", b"dijk\0dorp", NO_TEXT),
    ("terminal signs as csv", "a.csv", b"a,b\x1b[2J,c", NO_TEXT),
    ("program for windows as pdf", "factuur.pdf", b"MZ\x90\0" + b"\0" * 500, UNKNOWN),
    ("program for windows", "factuur.pdf.exe", b"MZ\x90\0" + b"\0" * 500, NOT_HERE),
    ("program for linux as text", "a.txt", b"\x7fELF\x02\x01\x01" + b"\0" * 500, NO_TEXT),
    ("pdf that is a page", "a.pdf", b"%PDF-1.7\n" + PAGE + b"\nstartxref\n9\n%%EOF", BROKEN),
    ("page before a pdf", "a.pdf", PAGE + pdf(), UNKNOWN),
    ("pdf with a page behind it", "a.pdf", pdf(after=PAGE), "nog een ander bestand"),
    ("pdf with a zip behind it", "a.pdf", pdf(after=archive({"a.js": "alert(1)"})), "nog een ander bestand"),
    ("pdf with a program", "a.pdf", pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "een programma"),
    ("pdf with a hidden program", "a.pdf", pdf(b"/OpenAction<</S/J#61vaScript/JS(x)>>"), "een programma"),
    ("pdf that starts something", "a.pdf", pdf(b"/AA<</S/Launch/F(cmd.exe)>>"), "een programma"),
    ("pdf with a file in it", "a.pdf", pdf(b"/Type/EmbeddedFile"), "een ander bestand"),
    ("pdf with a packed program", "a.pdf", packed(b"<</S/JavaScript/JS(app.alert(1))>>"), "een programma"),
    ("pdf with a packed program spelled otherwise", "a.pdf",
     packed(b"<</S/Java#53cript/JS(x)>>", kind=b"/Obj#53tm", how=b"[/Flate#44ecode]"), "een programma"),
    ("pdf with parts packed in a way nobody uses", "a.pdf", packed(b"<<>>", how=b"[/ASCIIHexDecode/FlateDecode]"),
     BROKEN),
    ("pdf with a password on its packed parts", "a.pdf", packed(b"<<>>", more=b"/Encrypt 9 0 R"), "wachtwoord"),
    ("pdf of which a part unpacks to 60 MB", "a.pdf", packed(b" " * 60_000_000), "veel te groot"),
    ("cut-off pdf", "a.pdf", pdf()[:30], BROKEN),
    ("docm", "brief.docm", document(), NOT_HERE),
    ("docm as docx", "brief.docx", document("application/vnd.ms-word.document.macroEnabled.main+xml"), MACRO),
    ("docx with a macro", "brief.docx", document(parts={"word/vbaProject.bin": b"x"}), MACRO),
    ("docx with a macro under another name", "brief.docx",
     document(more='<Override PartName="/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>'), MACRO),
    ("docx with a macro spelled otherwise", "brief.docx",
     document(more='<Override PartName="/a" ContentType="application/vnd.ms-office.vb&#97;Project"/>'), MACRO),
    ("docx with its contents listed twice", "brief.docx", twice(), BROKEN),
    ("docx with a program in it", "brief.docx", document(parts={"word/embeddings/oleObject1.bin": b"x"}), MACRO),
    ("docx with a button", "brief.docx", document(parts={"word/activeX/activeX1.xml": b"x"}), MACRO),
    ("xlsx with old macros", "a.xlsx", document(SHEET, parts={"xl/macrosheets/sheet1.xml": "x"}), MACRO),
    ("docx that climbs out of its folder", "a.docx", document(parts={"../../etc/cron.d/a": "x"}), MACRO),
    ("docx that fetches a template", "a.docx", fetching("attachedTemplate", "https://x.example/a.dotm"), "haalt zelf"),
    ("docx that fetches from a share", "a.docx", fetching("attachedTemplate", r"file:///\\x.example\a"), "haalt zelf"),
    ("docx that fetches spelled otherwise", "a.docx", fetching("oleObject", "&#104;ttp://x.example"), "haalt zelf"),
    ("docx that follows its reader", "a.docx", fetching("image", "https://x.example/pixel.png"), "haalt zelf"),
    ("docx that hides what it fetches in another word", "a.docx",
     fetching("oleObject\" Id2=\"Target='near'", "https://x.example/a"), "haalt zelf"),
    ("docx that fetches from a share spelled otherwise", "a.docx", fetching("frame", "//x.example/a"), "haalt zelf"),
    ("docx with entities", "a.docx", document(parts={RELATIONS: "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), MACRO),
    ("docx that is no xml", "a.docx", document(parts={RELATIONS: "<Relationship " * 70_000}), BROKEN),
    ("docx with a password", "a.docx", locked(), "wachtwoord"),
    ("old or locked office file", "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud Office-bestand"),
    ("bomb of 30 MB in 30 kB", "a.docx", BOMB, "veel te groot"),
    ("bomb that lies", "a.docx", lying(), "veel te groot"),
    ("bomb of relations", "a.docx",
     document(parts={f"word/_rels/{number}.rels": "<a/>" + " " * 1_000_000 for number in range(10)}), "veel te groot"),
    ("bomb of many parts", "a.docx", MANY, "veel te groot"),
    ("zip as docx", "a.docx", archive({"a.txt": "x"}), "zip-bestand"),
    ("zip", "a.zip", archive({"a.txt": "x"}), NOT_HERE),
    ("zip with a page in front", "a.docx", PAGE + document(), UNKNOWN),
    ("cut-off docx", "a.docx", document()[:80], BROKEN),
    ("xlsx as docx", "a.docx", document(SHEET), "in het echt een xlsx"),
    ("two kinds at once", "a.docx", document(more=f'<Override ContentType="{SHEET}"/>'), UNKNOWN),
    ("odt with macros", "a.odt", open_document("text", {"Basic/Standard/a.xml": "x"}), MACRO),
    ("odt of another kind", "a.odt", open_document("graphics"), UNKNOWN),
    ("ods as odt", "a.odt", open_document("spreadsheet"), "in het echt een ods"),
    ("gif as png", "a.png", picture("GIF", mode="P"), UNKNOWN),
    ("jpg as png", "a.png", picture(), "in het echt een jpg"),
    ("jpg as pdf", "a.pdf", picture(), "in het echt een jpg"),
    ("png of 30,000 by 30,000", "a.png", png_that_claims(30_000, 30_000), "niet openen"),
    ("png of 6,000 by 6,000", "a.png", png_that_claims(6_000, 6_000), "te veel beeldpunten"),
    ("png that unpacks its text", "a.png", png_with_text_bomb(), "niet openen"),
    ("cut-off jpg", "a.jpg", picture()[:200], "niet openen"),
    ("no end to its name", "verslag", b"gewone tekst", NOT_HERE),
    ("turned name", "fac\u202etxt.exe", b"MZ", NOT_HERE),
]  # fmt: skip

# What it is, the name the browser gives, the content, and the name and kind that are kept.
GOOD: list[tuple[str, str, bytes, str, BestandKind]] = [
    ("pdf", "verslag.pdf", pdf(), "verslag.pdf", BestandKind.PDF),
    ("pdf with packed parts", "a.pdf", packed(b"<</Type/Catalog/Pages 2 0 R>>"), "a.pdf", BestandKind.PDF),
    ("docx", "Brief 2027.DOCX", document(), "Brief 2027.docx", BestandKind.DOCX),
    ("docx with links and its own template", "a.docx", fetching("hyperlink", "https://x.example/"), "a.docx",
     BestandKind.DOCX),
    ("docx made from a template on a disk", "a.docx", fetching("attachedTemplate", "file:///C:/sjabloon.dotx"),
     "a.docx", BestandKind.DOCX),
    ("xlsx of a real program", "uren.xlsx", workbook(), "uren.xlsx", BestandKind.XLSX),
    ("pptx", "dia's.pptx", document(SLIDES), "dia's.pptx", BestandKind.PPTX),
    ("odt", "a.odt", open_document("text"), "a.odt", BestandKind.ODT),
    ("ods", "a.ods", open_document("spreadsheet"), "a.ods", BestandKind.ODS),
    ("jpg", "IMG.JPEG", with_place_and_camera(), "IMG.jpg", BestandKind.JPG),
    ("png", "kaart.png", picture("PNG", mode="RGBA"), "kaart.png", BestandKind.PNG),
    ("webp", "kaart.webp", picture("WEBP"), "kaart.webp", BestandKind.WEBP),
    ("text", "lijst.txt", "Eén regel – en nóg een\n".encode(), "lijst.txt", BestandKind.TXT),
    ("text of a windows machine", "lijst.txt", "Eén regel\r\n".encode("cp1252"), "lijst.txt", BestandKind.TXT),
    ("csv", "peilen.csv", b"vak;peil\r\nA;-0,60\r\n", "peilen.csv", BestandKind.CSV),
    ("csv of excel", "peilen.csv", "vak\tpeil\n".encode("utf-16"), "peilen.csv", BestandKind.CSV),
    ("folders in the name", "../../etc/passwd.txt", b"tekst", "passwd.txt", BestandKind.TXT),
    ("folders of windows", r"C:\Users\a\b.txt", b"tekst", "b.txt", BestandKind.TXT),
    ("NUL and turning signs", "a\x00b\u202ec\r\nX: y.txt", b"tekst", "abc X- y.txt", BestandKind.TXT),
    ("300 signs", "x" * 300 + ".txt", b"tekst", "x" * 100 + ".txt", BestandKind.TXT),
    ("only an end", ".txt", b"tekst", "bestand.txt", BestandKind.TXT),
    ("two ends", "a.php.png", picture("PNG"), "a.php.png", BestandKind.PNG),
    ("markup in the name", "<img src=x onerror=alert(1)>.txt", b"tekst", "-img src=x onerror=alert(1)-.txt",
     BestandKind.TXT),
]  # fmt: skip
