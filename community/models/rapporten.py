"""Participation reports: frozen once, read ever after, never live (COM-05, SECURITY.md §4.5)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.organisaties import Organisatie
from community.models.partnerschappen import Partnerschap
from community.models.people import User


class RapportStatus(models.TextChoices):
    """Whether a quarter gave a new report."""

    GEPUBLICEERD = "GEPUBLICEERD", _("Gepubliceerd")
    # Fewer than five people changed: a new report would say something about one of them.
    GEEN_NIEUW = "GEEN_NIEUW", _("Geen nieuw rapport")


class Rapport(models.Model):
    """The report of one partnerschap over one quarter, or of the whole network when `partnerschap` is empty.

    `content` is all that is ever shown of it, on any page and in any file: definitions and figures after disclosure
    control, as canonical JSON; `content_hash` is its SHA-256. It never changes, also when what was counted is corrected
    or somebody is erased. `working` holds the true counts by cell, for the disclosure control of later reports: no
    page, file or mail reads it. Both are empty for GEEN_NIEUW.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnerschap = models.ForeignKey(
        Partnerschap, on_delete=models.PROTECT, null=True, blank=True, related_name="rapporten"
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    quarter = models.PositiveSmallIntegerField(_("kwartaal"))
    status = models.CharField(_("status"), max_length=12, choices=RapportStatus.choices)
    content = models.TextField(_("inhoud"), blank=True, editable=False)
    content_hash = models.CharField(_("controlegetal"), max_length=64, blank=True, editable=False)
    working = models.JSONField(default=dict, editable=False)
    frozen_at = models.DateTimeField(_("vastgesteld op"))

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporten")
        constraints = (
            models.UniqueConstraint(
                fields=["partnerschap", "year", "quarter"], nulls_distinct=False, name="rapport_once_a_quarter"
            ),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="rapport_quarter_one_to_four"),
            models.CheckConstraint(
                condition=Q(status=RapportStatus.GEPUBLICEERD) & ~Q(content="")
                | Q(status=RapportStatus.GEEN_NIEUW, content=""),
                name="rapport_published_has_content",
            ),
        )

    def __str__(self) -> str:
        return f"Rapport {self.pk}"


class Rapporttelling(models.Model):
    """Where one person was counted in one report of a partner. She reads her own; partners never do.

    `cells` is what community.rapportage.mensen describes, over all quarters of the report. It goes with the person when
    she is erased; the report stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rapport = models.ForeignKey(Rapport, on_delete=models.CASCADE, related_name="tellingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="rapporttellingen")
    cells = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("telling van een rapport")
        verbose_name_plural = _("tellingen van rapporten")
        constraints = (models.UniqueConstraint(fields=["rapport", "user"], name="rapporttelling_once"),)

    def __str__(self) -> str:
        return f"Rapporttelling {self.pk}"


class Naamtoestemming(models.Model):
    """That a person lets the contacts of her organisatie see her name and activities beside a report, until she takes
    it back. Given to one organisatie: another employer begins without."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="naamtoestemmingen")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="naamtoestemmingen")
    given_at = models.DateTimeField(_("gegeven op"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("toestemming voor een naam")
        verbose_name_plural = _("toestemmingen voor namen")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "organisatie"], condition=Q(withdrawn_at__isnull=True), name="naamtoestemming_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"Naamtoestemming {self.pk}"
