"""What a toernee writes together: what its visits have in common, and a letter to the opdrachtgevers."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedTextField
from community.models.fragments import VersionField
from intervisie.models.toernees import Toernee, Toerneedeelnemer


class BriefKind(models.TextChoices):
    """What a toernee writes together."""

    RODE_DRAAD = "RODE_DRAAD", _("Wat de bezoeken gemeen hebben")
    OPDRACHTGEVERS = "OPDRACHTGEVERS", _("Brief aan de opdrachtgevers")


class Toerneebrief(models.Model):
    """A text of the whole toernee. It leaves the toernee only when everybody agreed to this very version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    toernee = models.ForeignKey(Toernee, on_delete=models.CASCADE, related_name="brieven")
    kind = models.CharField(_("soort"), max_length=14, choices=BriefKind.choices)
    data_key_id = models.UUIDField(editable=False)
    text = SealedTextField(_("tekst"))
    proposed_at = models.DateTimeField(_("voorgelegd op"), null=True, blank=True)
    final_at = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)
    changed_at = models.DateTimeField(_("gewijzigd op"))
    version = VersionField()

    objects = ConfidentialManager["Toerneebrief"]()

    class Meta:
        verbose_name = _("brief van een toernee")
        verbose_name_plural = _("brieven van toernees")
        constraints = (models.UniqueConstraint(fields=["toernee", "kind"], name="toerneebrief_once"),)

    def __str__(self) -> str:
        return f"Toerneebrief {self.pk}"


class Briefakkoord(models.Model):
    """That somebody agrees to one version of a letter of her toernee."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brief = models.ForeignKey(Toerneebrief, on_delete=models.CASCADE, related_name="akkoorden")
    deelnemer = models.ForeignKey(Toerneedeelnemer, on_delete=models.CASCADE, related_name="+")
    of_version = models.PositiveIntegerField(_("versie"))
    agreed_at = models.DateTimeField(_("akkoord op"))

    class Meta:
        verbose_name = _("akkoord met een brief")
        verbose_name_plural = _("akkoorden met brieven")
        constraints = (models.UniqueConstraint(fields=["brief", "deelnemer"], name="briefakkoord_once"),)

    def __str__(self) -> str:
        return f"Briefakkoord {self.pk}"
