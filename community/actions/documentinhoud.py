"""Looks into documents: which kind of office file it is, and what may not be in one, in a pdf or in plain text."""

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from community.actions.errors import ActionError
from community.models import BestandKind

# An office file of ten megabytes holds far less than this; what says to hold more is made to fill a disk.
MOST_PARTS = 4000
MOST_UNPACKED = 250 * 1024 * 1024
MOST_READ = 2 * 1024 * 1024
MOST_RELATIONS = 3 * 1024 * 1024
# A part below this size may be packed as tightly as it likes: rows of a table that are all the same.
SMALL = 20 * 1024 * 1024
TIGHTEST = 200

MAIN = "application/vnd.openxmlformats-officedocument."
OFFICE = {
    f"{MAIN}wordprocessingml.document.main+xml": BestandKind.DOCX,
    f"{MAIN}spreadsheetml.sheet.main+xml": BestandKind.XLSX,
    f"{MAIN}presentationml.presentation.main+xml": BestandKind.PPTX,
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": BestandKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": BestandKind.ODS,
}
TYPES = "[Content_Types].xml"
ACTIVE_TYPES = re.compile(r"macroenabled|vbaproject|vbadata|activex|oleobject|ms-package\.exe|macrosheet", re.I)
ACTIVE_PARTS = re.compile(
    r"vbaproject|vbadata|(^|/)activex/|macrosheets?/|oleobject|(^|/)(basic|scripts)/|^\.\.|/\.\./|^/|\\|\x00"
    r"|\.(exe|dll|js|vbs|bat|cmd|com|scr|ps1|hta|lnk|jar|sh|zip|7z|rar|gz|docm|xlsm|pptm|xlsb)$",
    re.I,
)
# On one's own machine, beside the file or on a disk of it: not on another computer.
NEAR = re.compile(r"(?:file:///)?(?:[a-z]:)?(?![/\\]{2})[^:]*", re.I)
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError,
          OverflowError, MemoryError, ElementTree.ParseError)  # fmt: skip

PDF_ENDS_WITHIN = 1024
ACTIVE_PDF = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia)\b")
NAME_SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")
# Parts of a pdf that are packed together; a name may have its letters as numbers.
PACKED_PDF = re.compile(rb"/" + b"".join(b"(?:%c|#%02x)" % (sign, sign) for sign in b"ObjStm"), re.I)
MOST_PACKED, MOST_IN_PDF = 5000, 50 * 1024 * 1024
HEAD, PIECE = 2000, 16 * 1024
PAGE_IN_PDF = re.compile(rb"<(!doctype|html|script|svg|body|iframe)", re.I)
WEB_PAGE = re.compile(r"\s*<(!doctype|!--|\?xml|\?php|html|head|body|script|svg|iframe|img|a\s|meta|%)", re.I)
SCRIPTS = ("#!", "@echo", "{\\rtf", "MIME-Version:")


class DocumentError(ActionError):
    """The document has something in it that cannot be shared."""


def office_kind(content: bytes) -> BestandKind:
    """Return which office file this archive is. Raises DocumentError when it is another, or has a program in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_enormous(archive, len(content))
            names = archive.namelist()
            if len({name.casefold() for name in names}) < len(names):
                raise zipfile.BadZipFile
            kind = _microsoft(archive) if TYPES in names else _open_document(archive)
            if any(ACTIVE_PARTS.search(name) for name in names):
                raise _active()
            return kind
    except BROKEN as error:
        raise DocumentError(_("dit bestand is beschadigd. Bewaar het opnieuw en kies het nog een keer.")) from error


def refuse_active_pdf(content: bytes) -> None:
    """Raise DocumentError when this is no plain pdf: another kind of file at the same time, or with a program in it."""
    end = content.rfind(b"%%EOF")
    is_whole = content.startswith(b"%PDF-") and b"startxref" in content and end >= 0
    if is_whole and (b"PK\x05\x06" in content[end:] or PAGE_IN_PDF.search(content[end:])):
        raise DocumentError(_("achter deze pdf zit nog een ander bestand. Bewaar hem opnieuw als pdf."))
    if not is_whole or len(content) - end > PDF_ENDS_WITHIN or PAGE_IN_PDF.search(content[:1024]):
        raise _broken_pdf()
    if any(ACTIVE_PDF.search(_plain(part)) for part in (content, *_packed_parts(content))):
        raise DocumentError(_("in deze pdf zit een programma of een ander bestand. Druk hem af naar een nieuwe pdf."))


def _plain(part: bytes) -> bytes:
    """Return a part of a pdf with every letter that is written as a number as the letter."""
    return NAME_SIGN.sub(lambda found: bytes([int(found[1], 16)]), part) if b"#" in part else part


def _packed_parts(content: bytes) -> list[bytes]:
    """Return the parts of a pdf that are packed together. Raises DocumentError when they cannot be looked into."""
    places = [found.span() for found in PACKED_PDF.finditer(content)]
    if len(places) > MOST_PACKED:
        raise _enormous()
    if places and b"/Encrypt" in content:
        raise DocumentError(_("deze pdf heeft een wachtwoord. Haal het eraf en kies hem opnieuw."))
    parts: list[bytes] = []
    room = MOST_IN_PDF
    for begin, end in places:
        start = content.find(b"stream", end, end + HEAD)
        before = max(content.rfind(b"obj", max(0, begin - HEAD), begin), begin - HEAD, 0)
        if start >= 0 and _is_packed(_plain(content[before:start])):
            part, used = _unpacked(content, start + len(b"stream"), room)
            parts.append(part)
            room -= used
    return parts


def _is_packed(head: bytes) -> bool:
    """Whether the part with this head is packed. Raises DocumentError for ways that are not looked into."""
    ways = re.findall(rb"/(\w+Decode|Fl|LZW|AHx|A85|RL|Crypt)\b", head)
    if ways and (ways not in ([b"FlateDecode"], [b"Fl"]) or b"/Predictor" in head):
        raise _broken_pdf()
    return bool(ways)


def _unpacked(content: bytes, at: int, room: int) -> tuple[bytes, int]:
    """Return what is packed at this place, and how much was read and written for it: at most `room`."""
    at += len(content[at : at + 2]) - len(content[at : at + 2].lstrip(b"\r\n"))
    unpacker = zlib.decompressobj()
    found, used = bytearray(), 0
    try:
        while not unpacker.eof and at < len(content):
            piece = content[at : at + PIECE]
            found += unpacker.decompress(piece, max(1, room - used))
            used += len(piece) - len(unpacker.unused_data)
            at += len(piece)
            if used + len(found) > room:
                raise _enormous()
    except zlib.error as error:
        raise _broken_pdf() from error
    return bytes(found), used + len(found)


def _broken_pdf() -> DocumentError:
    return DocumentError(_("deze pdf is beschadigd. Bewaar hem opnieuw en kies hem nog een keer."))


def refuse_no_text(content: bytes) -> None:
    """Raise DocumentError when this is not plain text: signs nobody types, or a page or program to be run."""
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if re.search(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]", text):
        raise DocumentError(_("dit is geen gewone tekst. Bewaar het als txt of csv en kies het opnieuw."))
    if WEB_PAGE.match(text) or text.lstrip().startswith(SCRIPTS):
        raise DocumentError(_("dit is een webpagina of een programma, geen gewone tekst. Deel liever een pdf."))


def _refuse_enormous(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    too_tight = any(part.file_size > max(SMALL, TIGHTEST * part.compress_size) for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or packed > size or too_tight:
        raise _enormous()
    if any(part.flag_bits & 1 for part in parts):
        raise DocumentError(_("dit bestand heeft een wachtwoord. Haal het eraf en kies het opnieuw."))


def _microsoft(archive: zipfile.ZipFile) -> BestandKind:
    types = _read(archive, TYPES)
    if "&" in types or "<!" in types or ACTIVE_TYPES.search(types):
        raise _active()
    kinds = {kind for name, kind in OFFICE.items() if f'"{name}"' in types or f"'{name}'" in types}
    if len(kinds) != 1:
        raise DocumentError(_("we herkennen dit bestand niet. Bewaar het als docx, xlsx of pptx."))
    relations = [part for part in archive.infolist() if part.filename.casefold().endswith(".rels")]
    if sum(part.file_size for part in relations) > MOST_RELATIONS:
        raise _enormous()
    for part in relations:
        _refuse_what_is_fetched(_read(archive, part.filename))
    return kinds.pop()


def _refuse_what_is_fetched(relations: str) -> None:
    """Refuse what an office program fetches from elsewhere by itself; links to click on may stay."""
    if "<!" in relations:
        raise _active()
    for relation in ElementTree.fromstring(relations).iter():  # noqa: S314 - without "<!" there are no entities in it
        said = {name.rpartition("}")[2]: value for name, value in relation.attrib.items()}
        is_to_click = said.get("Type", "").casefold().endswith("/hyperlink")
        is_outside = said.get("TargetMode", "").strip().casefold() == "external"
        if is_outside and not is_to_click and not NEAR.fullmatch(said.get("Target", "").strip()):
            raise DocumentError(_("dit bestand haalt zelf iets op van een andere computer. Deel het liever als pdf."))


def _open_document(archive: zipfile.ZipFile) -> BestandKind:
    first = archive.infolist()[0] if archive.infolist() else None
    if first is None or first.filename != "mimetype" or first.file_size > 100:
        raise DocumentError(_("een zip-bestand kan hier niet. Pak het uit en deel de bestanden zelf."))
    kind = OPEN_DOCUMENT.get(archive.read(first).strip())
    if kind is None or "content.xml" not in archive.namelist():
        raise DocumentError(_("we herkennen dit bestand niet. Bewaar het als odt of ods."))
    return kind


def _read(archive: zipfile.ZipFile, name: str) -> str:
    """Return a small part of an archive as text, in whichever spelling; undecodable signs count as hidden words."""
    with archive.open(name) as part:
        raw = part.read(MOST_READ + 1)
    if len(raw) > MOST_READ or b"\x00" in raw:
        raise _active()
    return raw.decode("utf-8-sig", errors="replace")


def _enormous() -> DocumentError:
    return DocumentError(_("dit bestand wordt veel te groot bij het openen. Kies een ander bestand."))


def _active() -> DocumentError:
    return DocumentError(_("in dit bestand zitten macro's of programma's. Bewaar het zonder en kies het opnieuw."))
