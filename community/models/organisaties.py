"""Home organisations, and who works where from when until when."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from community.models.choices import Provincie
from community.models.fragments import Plain
from community.models.people import User


class OrganisatieKind(models.TextChoices):
    """What an organisatie is (capabilities.md COM-02)."""

    RIJK = "RIJK", _("Rijk")
    PROVINCIE = "PROVINCIE", _("Provincie")
    WATERSCHAP = "WATERSCHAP", _("Waterschap")
    GEMEENTE = "GEMEENTE", _("Gemeente")
    UITVOERING = "UITVOERING", _("Uitvoeringsorganisatie")
    TERREINBEHEER = "TERREINBEHEER", _("Terreinbeheerder")
    COLLECTIEF = "COLLECTIEF", _("Agrarisch collectief")
    BELANGEN = "BELANGEN", _("Belangenorganisatie of ngo")
    KENNIS = "KENNIS", _("Kennisinstelling")
    ADVIES = "ADVIES", _("Adviesbureau")
    BEDRIJF = "BEDRIJF", _("Bedrijf")
    OVERIG = "OVERIG", _("Overig")


class Wereld(models.TextChoices):
    """The world an organisatie belongs to; apart from what kind it is (capabilities.md G17)."""

    OVERHEID = "OVERHEID", _("Overheid")
    MARKT = "MARKT", _("Markt")
    KENNIS = "KENNIS", _("Kennis")
    NGO = "NGO", _("Ngo")


class Organisatie(models.Model):
    """A home organisation of members; kept in /beheer/."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=160, unique=True)
    slug = models.SlugField(_("adres"), max_length=160, unique=True)
    kind = models.CharField(_("soort"), max_length=14, choices=OrganisatieKind.choices)
    wereld = models.CharField(_("wereld"), max_length=8, choices=Wereld.choices)
    provincie = models.CharField(_("provincie"), max_length=14, choices=Provincie.choices, blank=True)
    website = models.URLField(_("website"), max_length=200, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)
    # What it became part of: reports of that organisatie count who worked here too.
    merged_into = models.ForeignKey(
        "self", verbose_name=_("opgegaan in"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    search_text = models.GeneratedField(expression=Plain(F("name")), output_field=models.TextField(), db_persist=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        indexes = (GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="organisatie_search_trgm"),)

    def __str__(self) -> str:
        return self.name


class DateRange(Func):
    """The days of a row as a database range; both ends belong to it, an empty end means 'still'."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Dienstverband(models.Model):
    """Where a person works. A change of employer ends one row and begins another: history stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="dienstverbanden")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="dienstverbanden")
    from_date = models.DateField(_("vanaf"))
    until_date = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("dienstverband")
        verbose_name_plural = _("dienstverbanden")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
                name="dienstverband_ends_after_start",
            ),
            ExclusionConstraint(
                name="dienstverband_one_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (
                        DateRange("from_date", "until_date", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"Dienstverband {self.pk}"
