"""Photos of people: made anew from what was sent, so that nothing of the file itself is kept.

The content decides, never the name or the type that the browser gave. Only JPEG, PNG and WebP are opened; what is
stored is a square JPEG without place, date, camera or hidden text, under a random name outside the public files.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from community.access import require
from community.access.people import may_change_profiel
from community.actions.errors import ActionError
from community.actions.people import open_profiel
from community.bewaarregels import REGELS
from community.models import Profiel, User
from community.notation import file_size
from community.wegdoen import sweep_file

# What an ordinary photo of a telephone stays below. The only place where these limits stand.
MOST_BYTES = 15 * 1024 * 1024
# Opening one pixel costs up to 8 bytes. A plain JPEG is made small while it is read, line by line, so it may be larger.
MOST_PIXELS = 25_000_000
MOST_PIXELS_LINE_BY_LINE = 52_000_000
LEAST_SIDE = 100
MOST_STRETCHED = 5
SIDE = 400
FORMATS = ("JPEG", "PNG", "WEBP")
PLAIN_MODES = frozenset({"RGB", "RGBA", "L", "CMYK", "YCbCr"})
FOLDER = "fotos"
# A file that no profile names and that is older than this was left behind by a save that failed.
LEFT_BEHIND_AFTER = REGELS["fotos"].term
# All that Pillow's readers raise on files that were made to break them.
UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, AttributeError, OverflowError,
    MemoryError, AssertionError, RuntimeError, struct.error, zlib.error, Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)  # fmt: skip


class FotoError(ActionError):
    """The file cannot be used as a photo."""


def set_foto(*, actor: User, profiel: Profiel, upload: UploadedFile, now: datetime) -> Profiel:
    """Make a square photo from a file and show it on a person's own profile; the old one disappears.

    Raises FotoError, with what to do, when the file is too big, damaged or no photo.
    """
    require(may_change_profiel(actor, profiel, now))
    picture = recode(upload)
    with transaction.atomic():
        row = Profiel.objects.select_for_update().get(pk=open_profiel(user=profiel.user).pk)
        old = row.foto.name
        row.foto.save("foto.jpg", ContentFile(picture), save=False)
        with _removed_on_failure(row):
            Profiel.objects.filter(pk=row.pk).update(foto=row.foto.name)
            _remove_after_commit(row, old)
    return row


def remove_foto(*, actor: User, profiel: Profiel, now: datetime) -> None:
    """Take the photo off a person's own profile and destroy the file."""
    require(may_change_profiel(actor, profiel, now))
    with transaction.atomic():
        row = Profiel.objects.select_for_update().get(pk=profiel.pk)
        Profiel.objects.filter(pk=row.pk).update(foto="")
        _remove_after_commit(row, row.foto.name)


def remove_foto_of(user: User) -> None:
    """Take the photo of somebody who is erased, and destroy the file. Called by other actions, in their transaction."""
    for row in Profiel.objects.select_for_update().filter(user=user).exclude(foto=""):
        Profiel.objects.filter(pk=row.pk).update(foto="")
        _remove_after_commit(row, row.foto.name)


def remove_left_behind(now: datetime) -> int:
    """Destroy photo files that no profile names; return how many."""
    storage = Profiel._meta.get_field("foto").storage
    if not storage.exists(FOLDER):
        return 0
    known = set(Profiel.objects.exclude(foto="").values_list("foto", flat=True))
    names = {f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]}
    left = [name for name in names - known if storage.get_modified_time(name) < now - LEFT_BEHIND_AFTER]
    for name in left:
        sweep_file(storage, name)
    return len(left)


def recode(upload: UploadedFile) -> bytes:
    """Return a square JPEG of the picture in a file. Raises FotoError, with what to do, when there is none."""
    if not upload.size:
        raise FotoError(_("Dit bestand is leeg. Kies een foto."))
    if upload.size > MOST_BYTES:
        raise FotoError(_("Deze foto is groter dan {size}. Kies een kleinere foto.").format(size=file_size(MOST_BYTES)))
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    refuse_known_others(content[:512])
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            _refuse_odd_sizes(*image.size, most=most_pixels(image))
            return _square(image)
    except UNREADABLE as error:
        raise FotoError(_("We kunnen deze foto niet openen. Kies een andere foto: jpg, png of webp.")) from error


def refuse_known_others(start: bytes) -> None:
    """Say in words what is wrong with files that people often choose and that are no photo for us."""
    if start[4:8] == b"ftyp" and start[8:12] in {b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif"}:
        raise FotoError(_("Dit is een heic-foto van een telefoon. Bewaar hem eerst als jpg en kies hem dan opnieuw."))
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        raise FotoError(_("Een svg-tekening kan hier niet. Kies een foto: jpg, png of webp."))


def most_pixels(image: Image.Image) -> int:
    """Return how many pixels of this picture fit in our memory; a progressive JPEG is kept whole while it is read."""
    is_line_by_line = image.format in {"JPEG", "MPO"} and not image.info.get("progressive")
    return MOST_PIXELS_LINE_BY_LINE if is_line_by_line else MOST_PIXELS


def _refuse_odd_sizes(width: int, height: int, *, most: int) -> None:
    if width * height > most:
        raise FotoError(_("Deze foto heeft te veel beeldpunten. Maak hem kleiner en kies hem dan opnieuw."))
    if min(width, height) < LEAST_SIDE:
        raise FotoError(_("Deze foto is te klein. Kies een foto van minstens 100 bij 100 beeldpunten."))
    if max(width, height) > MOST_STRETCHED * min(width, height):
        raise FotoError(_("Deze foto is te smal of te breed. Kies een foto met je gezicht in het midden."))


def _square(image: Image.Image) -> bytes:
    """Draw the middle of a picture upright on a fresh white square: no byte of the old file comes along."""
    image.draft("RGB", (SIDE, SIDE))
    image.seek(0)
    plain = image if image.mode in PLAIN_MODES else image.convert("RGBA")
    # First small, then turned: the middle of a picture is the middle whichever way up it is.
    fitted = ImageOps.fit(plain, (SIDE, SIDE), method=Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(fitted).convert("RGBA")
    fresh = Image.new("RGB", (SIDE, SIDE), "white")
    fresh.paste(upright, mask=upright.getchannel("A"))
    target = io.BytesIO()
    fresh.save(target, "JPEG", quality=82, optimize=True, progressive=True)
    return target.getvalue()


@contextmanager
def _removed_on_failure(row: Profiel) -> Iterator[None]:
    """Destroy the new file when the row cannot be written."""
    try:
        yield
    except BaseException:
        row.foto.storage.delete(str(row.foto.name))
        raise


def _remove_after_commit(row: Profiel, name: str | None) -> None:
    if name:
        transaction.on_commit(partial(row.foto.storage.delete, name), robust=True)
