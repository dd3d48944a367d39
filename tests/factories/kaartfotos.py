"""Photographs of cards: files as a telephone sends them, and kept ones."""

import io
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from community.confidential import confidential
from community.models import User
from intervisie.actions.kaartfotos import add_foto
from intervisie.models import Kaartfoto, Sessie
from tests.factories.moments import NOW
from tests.factories.sessies import plek_of, seat_of

CAMERA, PLACE = "Toestel van Noor", "koolwitje"


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (320, 240), color: str = "white") -> SimpleUploadedFile:
    """Return a photograph of cards with the name of the camera and hidden words in it."""
    target = io.BytesIO()
    picture = Image.new("RGB", size, color)
    exif = picture.getexif()
    exif[0x0110], exif[0x9286] = CAMERA, PLACE
    also: dict[str, Any] = {"exif": exif.tobytes()}
    if kind == "JPEG":
        also["comment"] = PLACE
    picture.save(target, kind, **also)
    return SimpleUploadedFile(f"kaartjes.{kind.lower()}", target.getvalue(), content_type=f"image/{kind.lower()}")


def a_foto(sessie: Sessie, by: User | int, about: int, *, now: datetime = NOW) -> Kaartfoto:
    """Return a photograph of the cards of a seat, added by somebody of the session."""
    with confidential():
        return add_foto(plek=plek_of(sessie, by, now), about=seat_of(sessie, about).pk, upload=a_picture(), now=now)
