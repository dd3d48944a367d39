"""Who read what of somebody else, and the breaking of the glass."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casussen.models.casus import Casus
from casussen.models.praktijkboeken import Opname
from community.confidential import ConfidentialManager
from community.fields import SealedTextField
from community.models import Gastlink, User

# For how many hours a glass is broken at the most.
MOST_HOURS = 4


class InzageVia(models.TextChoices):
    """By which right somebody read."""

    DELING = "DELING", _("Gedeeld met naam")
    KRING = "KRING", _("Gedeeld met een groep")
    PRAKTIJKBOEK = "PRAKTIJKBOEK", _("Praktijkboek")
    PDF = "PDF", _("Pdf van het praktijkboek")
    GASTLINK = "GASTLINK", _("Gastlink")
    NOODTOEGANG = "NOODTOEGANG", _("Noodtoegang")
    TRAINING = "TRAINING", _("Ingeleverd bij een training")
    TOERNEE = "TOERNEE", _("Bezoekkit van een toernee")


class Inzage(models.Model):
    """One read of a casus, or of its copy in a praktijkboek, by somebody else. Written before anything is shown.

    `part` is the code of the part that was read, empty for the casus as a whole; never its content.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, null=True, blank=True, related_name="inzagen")
    opname = models.ForeignKey(Opname, on_delete=models.CASCADE, null=True, blank=True, related_name="inzagen")
    reader = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    gastlink = models.ForeignKey(Gastlink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("gelezen op"))
    via = models.CharField(_("langs"), max_length=12, choices=InzageVia.choices)
    part = models.CharField(_("onderdeel"), max_length=20, blank=True)

    objects = ConfidentialManager["Inzage"]()

    class Meta:
        verbose_name = _("inzage")
        verbose_name_plural = _("inzagen")
        constraints = (
            models.CheckConstraint(
                condition=Q(casus__isnull=False) | Q(opname__isnull=False), name="inzage_of_something"
            ),
        )
        indexes = (
            models.Index(fields=["casus", "-at"], name="inzage_of_casus"),
            models.Index(fields=["opname", "reader"], name="inzage_of_opname"),
        )

    def __str__(self) -> str:
        return f"Inzage {self.pk}"


class Noodtoegang(models.Model):
    """Breaking the glass: a beheerder asks, a privacycontact allows, for at most four hours; the owner is told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="noodtoegangen")
    data_key_id = models.UUIDField(editable=False)
    reason = SealedTextField(_("reden"))
    asked_by = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField(_("gevraagd op"))
    hours = models.PositiveSmallIntegerField(_("aantal uren"))
    decided_by = models.ForeignKey(User, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    # Empty as long as it is not allowed; a refusal has a decision and no end.
    until_at = models.DateTimeField(_("tot"), null=True, blank=True)

    objects = ConfidentialManager["Noodtoegang"]()

    class Meta:
        verbose_name = _("noodtoegang")
        verbose_name_plural = _("noodtoegangen")
        constraints = (
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=MOST_HOURS), name="noodtoegang_at_most_four_hours"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="noodtoegang_two_people"
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(decided_at__isnull=False), name="noodtoegang_decided_first"
            ),
            models.UniqueConstraint(
                fields=["casus", "asked_by"], condition=Q(decided_at__isnull=True), name="noodtoegang_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"Noodtoegang {self.pk}"
