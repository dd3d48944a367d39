"""Photographs of cards that were written on paper: made anew, sealed under the key of the session, for one person."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.bestandsinhoud import drawn_again
from community.actions.errors import ActionError
from community.actions.fotos import MOST_BYTES, refuse_known_others
from community.models import BestandKind
from community.notation import file_size
from intervisie.access.kaartfotos import may_photograph, pictured_people, removable_fotos
from intervisie.access.sessies import Plek
from intervisie.actions.sessieslot import hold
from intervisie.models import Kaartfoto
from intervisie.queries.sessiegang import name_of

# Of one person: more than all cards she can get.
MOST_FOTOS = 12
HEAD = 512


class KaartfotoError(ActionError):
    """The file cannot be used as a photograph."""


def add_foto(*, plek: Plek, about: UUID | str, upload: UploadedFile, now: datetime) -> Kaartfoto:
    """Keep a photograph of the cards of one person. Raises KaartfotoError with what to do, DeniedError for a person
    of whom she may not add any."""
    access.require(may_photograph(plek, now) and pictured_people(plek, now).filter(pk=about).exists())
    kind, content = recode(upload)
    with transaction.atomic():
        fresh = hold(plek, now)
        sessie = fresh.sessie
        person = pictured_people(fresh, now).select_related("user").filter(pk=about).first()
        if person is None or not may_photograph(fresh, now):
            raise access.DeniedError
        if Kaartfoto.objects.filter(about=person).count() >= MOST_FOTOS:
            sentence = _("Bij %(name)s passen hooguit %(most)d foto's. Verwijder er eerst een.")
            raise KaartfotoError(sentence % {"name": name_of(person), "most": MOST_FOTOS})
        row = Kaartfoto(sessie=sessie, about=person, data_key_id=sessie.data_key_id, kind=kind, size=len(content),
                        added_at=now, added_by=fresh.deelnemer)  # fmt: skip
        row.content = content
        row.save(force_insert=True)
    return row


def remove_foto(*, plek: Plek, foto: Kaartfoto, now: datetime) -> None:
    """Take a photograph away for good. Doing it twice is as once."""
    access.require(removable_fotos(plek, now).filter(pk=foto.pk).exists())
    content = foto.content
    with transaction.atomic():
        kept = Kaartfoto.objects.filter(pk=foto.pk)
        access.require(removable_fotos(hold(plek, now), now).filter(pk=foto.pk).exists() or not kept.exists())
        kept.delete()
        transaction.on_commit(content.remove)


def recode(upload: UploadedFile) -> tuple[BestandKind, bytes]:
    """Return the picture drawn anew, without place, date and camera. Raises ActionError with what to do."""
    if not upload.size:
        raise KaartfotoError(_("Dit bestand is leeg. Kies een foto."))
    if upload.size > MOST_BYTES:
        sentence = _("Deze foto is groter dan {size}. Kies een kleinere foto.")
        raise KaartfotoError(sentence.format(size=file_size(MOST_BYTES)))
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    refuse_known_others(content[:HEAD])
    try:
        return drawn_again(content)
    except ActionError as error:
        raise KaartfotoError(error.message[:1].upper() + error.message[1:]) from error
