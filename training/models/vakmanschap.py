"""The craft: eight competences and five development goals, and how a participant scores herself on them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedJSONField
from community.models.fragments import VersionField
from training.models.deelnemers import Deelnemer


class Competentie(models.Model):
    """One of the eight competences of a regisseur (003 r289-303). `levels` are five sentences, from 1 to 5."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField(_("nummer"), unique=True)
    label = models.CharField(_("competentie"), max_length=120)
    explanation = models.TextField(_("uitleg"), max_length=1000)
    levels = models.JSONField(_("gedrag per niveau"), default=list)

    class Meta:
        verbose_name = _("competentie")
        verbose_name_plural = _("competenties")

    def __str__(self) -> str:
        return f"{self.number}. {self.label}"


class Scanmoment(models.TextChoices):
    """When a participant looks at herself."""

    INTAKE = "INTAKE", _("Bij de intake")
    EIND = "EIND", _("Bij de eindsessie")


class Scan(models.Model):
    """How a participant scores herself. `answers` is `{"competenties": {number: 1-5}, "doelen": {number: text}}`.

    Private; the trainers of her editie read it from `shared_at` until she takes that back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelnemer = models.ForeignKey(Deelnemer, on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(_("moment"), max_length=6, choices=Scanmoment.choices)
    data_key_id = models.UUIDField(editable=False)
    answers = SealedJSONField(_("antwoorden"))
    saved_at = models.DateTimeField(_("opgeslagen op"))
    shared_at = models.DateTimeField(_("gedeeld sinds"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Scan"]()

    class Meta:
        verbose_name = _("zelfscan")
        verbose_name_plural = _("zelfscans")
        constraints = (models.UniqueConstraint(fields=["deelnemer", "moment"], name="scan_once"),)

    def __str__(self) -> str:
        return f"Scan {self.pk}"
