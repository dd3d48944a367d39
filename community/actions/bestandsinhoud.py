"""What is in a file that somebody shares: the content decides, never the type the browser gave.

A picture is made anew, so that place, date, camera and hidden text stay behind. Documents are kept as they are and
looked into first: no macros, no programs inside, no archive that becomes enormous when it is opened.
"""

import io
from dataclasses import dataclass

import puremagic
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from community.actions.documentinhoud import office_kind, refuse_active_pdf, refuse_no_text
from community.actions.errors import ActionError
from community.actions.fotos import FORMATS, PLAIN_MODES, UNREADABLE, most_pixels
from community.models import BestandKind
from community.notation import file_size
from community.text import tidy

# The only place where these limits stand.
MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024
# A picture is shown on screens and printed on A4; what is larger is made smaller.
LONGEST_SIDE = 3200
LONGEST_STEM = 100
START = 4096
PICTURES = {"JPEG": BestandKind.JPG, "MPO": BestandKind.JPG, "PNG": BestandKind.PNG, "WEBP": BestandKind.WEBP}
PICTURE_ENDS = frozenset({".jpg", ".jpeg", ".jfif", ".png", ".webp"})
OTHER_NAMES = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
# Office files of before 2007, and newer ones with a password.
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
TEXTS = (BestandKind.TXT, BestandKind.CSV)
# Signs that a name may not have on one of the machines it is opened on.
FORBIDDEN_IN_NAMES = dict.fromkeys(map(ord, '/\\:*?"<>|'), "-")
ALLOWED = _("pdf, docx, xlsx, pptx, odt, ods, jpg, png, webp, txt of csv")


class BestandError(ActionError):
    """The file cannot be shared."""


@dataclass(frozen=True)
class Inhoud:
    """A file as it will be kept: the name to show, what it is, and its bytes."""

    name: str
    kind: BestandKind
    content: bytes


def judge(upload: UploadedFile) -> Inhoud:
    """Return what of a file can be kept. Raises BestandError, with the name of the file and what to do."""
    shown = shown_name(upload.name or "")
    if not upload.size:
        raise BestandError(_("{name} is leeg. Kies een ander bestand.").format(name=shown))
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    if upload.size > MOST_BYTES or len(content) > MOST_BYTES:
        sentence = _("{name} is groter dan {size}. Maak het bestand kleiner of deel een link.")
        raise BestandError(sentence.format(name=shown, size=file_size(MOST_BYTES)))
    claimed = claimed_kind(upload.name or "")
    if claimed is None:
        raise BestandError(_("{name} kan hier niet. Deel een {kinds}.").format(name=shown, kinds=ALLOWED))
    try:
        kind, kept = _look_into(content, claimed)
    except ActionError as error:
        raise BestandError(_("{name}: {reason}").format(name=shown, reason=error.message)) from error
    if kind != claimed:
        sentence = _("{name} is in het echt een {kind}. Geef het bestand de juiste naam en kies het opnieuw.")
        raise BestandError(sentence.format(name=shown, kind=kind.label))
    return Inhoud(f"{shown.rpartition('.')[0]}.{kind.label}", kind, kept)


def claimed_kind(name: str) -> BestandKind | None:
    """Return what a file says it is by the end of its name; None when that cannot be shared."""
    end = tidy(name.replace("\x00", "")).rpartition(".")[2].casefold()
    end = OTHER_NAMES.get(end, end)
    return next((kind for kind in BestandKind if kind.label == end), None)


def shown_name(name: str) -> str:
    """Return a name of a file as it can be shown: without folders, turning signs and signs that no machine keeps."""
    last = tidy(name.replace("\x00", "")).replace("\\", "/").rpartition("/")[2].translate(FORBIDDEN_IN_NAMES)
    stem, dot, end = last.rpartition(".") if "." in last else (last, "", "")
    return f"{stem[:LONGEST_STEM].strip(' .') or _('bestand')}{dot}{end[:10]}"


def _look_into(content: bytes, claimed: BestandKind) -> tuple[BestandKind, bytes]:
    """Return what the content is and the bytes to keep. Raises ActionError with the reason why not."""
    ends = _ends_of(content)
    if ".pdf" in ends:
        refuse_active_pdf(content)
        return BestandKind.PDF, content
    if ".docx" in ends or ".zip" in ends:
        return office_kind(content), content
    if ends & PICTURE_ENDS:
        return drawn_again(content)
    if content.startswith(OLD_OFFICE):
        raise BestandError(_("dit is een oud Office-bestand of het heeft een wachtwoord. Bewaar het als docx of xlsx."))
    if claimed not in TEXTS:
        raise BestandError(_("we herkennen dit bestand niet. Deel een {kinds}.").format(kinds=ALLOWED))
    refuse_no_text(content)
    return claimed, content


def _ends_of(content: bytes) -> set[str]:
    """Return the ends that files which begin like this usually have."""
    try:
        return {found.extension for found in puremagic.magic_string(content[:START])}
    except (puremagic.PureError, ValueError):
        return set()


def drawn_again(content: bytes) -> tuple[BestandKind, bytes]:
    """Return the picture drawn on a fresh sheet: no byte of the old file comes along. Raises BestandError with why."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            kind = PICTURES[image.format or ""]
            if image.width * image.height > most_pixels(image):
                raise BestandError(_("deze afbeelding heeft te veel beeldpunten. Maak haar kleiner."))
            return kind, _fresh(image, kind)
    except UNREADABLE as error:
        raise BestandError(_("we kunnen deze afbeelding niet openen. Kies een andere: jpg, png of webp.")) from error


def _fresh(image: Image.Image, kind: BestandKind) -> bytes:
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.seek(0)
    plain = image if image.mode in PLAIN_MODES else image.convert("RGBA")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(plain)
    mode = "RGB" if kind == BestandKind.JPG else "RGBA"
    whole = upright.convert(mode)
    fresh = Image.new(mode, whole.size)
    fresh.paste(whole)
    return _written(fresh, kind)


def _written(picture: Image.Image, kind: BestandKind) -> bytes:
    """Return the picture as a file; smaller when it would be larger than a file may be."""
    target = io.BytesIO()
    picture.save(target, {"JPG": "JPEG"}.get(kind, kind), quality=85)
    if target.tell() <= MOST_BYTES:
        return target.getvalue()
    return _written(picture.resize((picture.width // 2, picture.height // 2)), kind)
