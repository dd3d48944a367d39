"""What a province sets up by itself: COM-12."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.choices import Provincie
from community.models.kringen import Kring
from community.models.organisaties import Organisatie


class InitiatiefKind(models.TextChoices):
    """What kind of thing is set up."""

    TRAINING = "TRAINING", _("Training")
    INTERVISIE = "INTERVISIE", _("Intervisie")
    VISITATIE = "VISITATIE", _("Visitatie")
    LIVING_LAB = "LIVING_LAB", _("Living lab")
    EVALUATIE = "EVALUATIE", _("Evaluatie")
    ONTMOETING = "ONTMOETING", _("Ontmoeting")


class Initiatief(models.Model):
    """Something that organisations in one province set up; `kring` is the group or training it became, if any.

    It stands on the page of its province for every member, so it holds nothing that is confidential.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("titel"), max_length=120)
    provincie = models.CharField(_("provincie"), max_length=14, choices=Provincie.choices)
    kind = models.CharField(_("soort"), max_length=10, choices=InitiatiefKind.choices)
    summary = models.TextField(_("waar gaat het om?"), max_length=600, blank=True)
    organisaties = models.ManyToManyField(
        Organisatie, verbose_name=_("organisatoren"), blank=True, related_name="initiatieven"
    )
    kring = models.ForeignKey(
        Kring, verbose_name=_("groep of training"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="initiatieven",
    )  # fmt: skip
    from_date = models.DateField(_("vanaf"), null=True, blank=True)
    until_date = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        constraints = (
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
                name="initiatief_ends_after_start",
                violation_error_message=_("De laatste dag ligt vóór de eerste. Pas een van de twee aan."),
            ),
        )
        indexes = (models.Index(fields=["provincie"], name="initiatief_provincie"),)

    def __str__(self) -> str:
        return self.title
