"""Material of a training, in versions: who opens it always gets the newest, older ones stay."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models import User
from community.models.bestanden import BestandKind
from community.models.fragments import VersionField
from community.models.people import private_storage
from training.models.edities import Editie
from training.models.programmas import Programma

FOLDER = "materialen"


def materiaal_path(versie: "Materiaalversie", filename: str) -> str:
    """Store files under a random name without an end."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


class MateriaalAudience(models.TextChoices):
    """Who may open it."""

    TRAINERS = "TRAINERS", _("Alleen trainers")
    DEELNEMERS = "DEELNEMERS", _("Deelnemers en trainers")
    LEDEN = "LEDEN", _("Alle leden")


class Materiaal(models.Model):
    """One piece of material: of the programme, or made to measure for one editie. `code` is that of the part.

    Without any version it is announced: who takes part sees that it comes, and hears when it is there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programma = models.ForeignKey(Programma, on_delete=models.CASCADE, related_name="materialen")
    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, null=True, blank=True, related_name="materialen")
    code = models.CharField(_("bij onderdeel"), max_length=2, blank=True)
    title = models.CharField(_("titel"), max_length=120)
    audience = models.CharField(_("voor wie"), max_length=10, choices=MateriaalAudience.choices)
    licence = models.CharField(_("licentie of bron"), max_length=200, blank=True)
    derived_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="afgeleid")
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("materiaal")
        verbose_name_plural = _("materialen")

    def __str__(self) -> str:
        return self.title


class Materiaalversie(models.Model):
    """One version of a file, judged by its content; outside MEDIA_ROOT, served only through access."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    materiaal = models.ForeignKey(Materiaal, on_delete=models.CASCADE, related_name="versies")
    number = models.PositiveSmallIntegerField(_("versie"))
    content = models.FileField(upload_to=materiaal_path, storage=private_storage, max_length=60)
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=4, choices=BestandKind.choices)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    placed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    placed_at = models.DateTimeField(_("geplaatst op"))

    class Meta:
        verbose_name = _("versie van materiaal")
        verbose_name_plural = _("versies van materialen")
        constraints = (
            models.UniqueConstraint(fields=["materiaal", "number"], name="materiaalversie_number_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="materiaalversie_has_size"),
        )

    def __str__(self) -> str:
        return f"Materiaalversie {self.pk}"
