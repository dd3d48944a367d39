"""The code with which guests come in to a session: six signs that are derived, of which nothing readable is stored."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import qrcode
from django.urls import reverse
from qrcode.image.svg import SvgPathImage

from community.berichten.render import absolute
from community.links import keyed_id
from community.models.fragments import CODE_ALPHABET
from intervisie.access.sessiegasten import joinable_sessies
from intervisie.models import Sessie

LENGTH = 6


@dataclass(frozen=True)
class Deelcode:
    """How guests come in: the code as it is read out ('k7m 3xq'), its address, and that as the SVG of a QR code."""

    code: str
    url: str
    qr_svg: str


def code_for(sessie_id: UUID, issue: int) -> str:
    """Return the code of this session at this issue: always the same one, and made by us only (decision 0005)."""
    number = keyed_id("sessiecode", f"{sessie_id}:{issue}").int
    signs = []
    for _place in range(LENGTH):
        number, sign = divmod(number, len(CODE_ALPHABET))
        signs.append(CODE_ALPHABET[sign])
    return "".join(signs)


def digest_of(code: str) -> str:
    """Return what is kept of a code: keyed, as six signs alone are guessed in a moment."""
    return str(keyed_id("sessiecode-bewaard", code))


def plain_code(text: str) -> str:
    """Return a code as it is meant: in small letters, without the spaces and dashes that people type between."""
    return "".join(sign for sign in text.lower() if sign.isalnum())[: LENGTH + 1]


def sessie_of_code(text: str, now: datetime) -> Sessie | None:
    """Return the session that this code opens now. A wrong code and an old one ask the same of the database."""
    rows = joinable_sessies(now).select_related("versie__werkvorm", "bijeenkomst__kring")
    return rows.filter(join_digest=digest_of(plain_code(text))).first()


def deelcode_of(sessie: Sessie) -> Deelcode | None:
    """Return how guests come in to this session; None while its door is shut."""
    code = code_for(sessie.pk, sessie.join_issue)
    if not sessie.lets_guests or sessie.join_digest != digest_of(code):
        return None
    address = absolute(reverse("meedoen-code", args=[code]))
    drawn: bytes = qrcode.make(address, image_factory=SvgPathImage, border=2).to_string()
    half = LENGTH // 2
    return Deelcode(f"{code[:half]} {code[half:]}", address, drawn.decode())
