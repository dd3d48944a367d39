"""Files that members share with a message. What stands in a file is judged by its content (actions.bestanden)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.groepsberichten import Groepsbericht
from community.models.people import private_storage

FOLDER = "bestanden"


class BestandKind(models.TextChoices):
    """The kinds of file that can be shared; the label is what a person reads and the end of the name."""

    PDF = "PDF", "pdf"
    DOCX = "DOCX", "docx"
    XLSX = "XLSX", "xlsx"
    PPTX = "PPTX", "pptx"
    ODT = "ODT", "odt"
    ODS = "ODS", "ods"
    JPG = "JPG", "jpg"
    PNG = "PNG", "png"
    WEBP = "WEBP", "webp"
    TXT = "TXT", "txt"
    CSV = "CSV", "csv"


def bestand_path(bestand: "Bestand", filename: str) -> str:
    """Store files under a random name without an end: neither who shared it nor what it is can be read from it."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


class Bestand(models.Model):
    """One file with a message. `name` is only for show; the file itself has a random name outside MEDIA_ROOT."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    groepsbericht = models.ForeignKey(Groepsbericht, on_delete=models.CASCADE, related_name="bestanden")
    content = models.FileField(upload_to=bestand_path, storage=private_storage, max_length=60)
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=4, choices=BestandKind.choices)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    number = models.PositiveSmallIntegerField(_("volgorde"))
    created_at = models.DateTimeField(_("gedeeld op"))

    class Meta:
        verbose_name = _("bestand")
        verbose_name_plural = _("bestanden")
        constraints = (
            models.UniqueConstraint(fields=["groepsbericht", "number"], name="bestand_number_once"),
            models.CheckConstraint(condition=Q(size__gt=0) & Q(number__gte=1, number__lte=5), name="bestand_sizes"),
        )

    def __str__(self) -> str:
        return f"Bestand {self.pk}"
