"""School holidays and election days: data that a coördinator edits; feestdagen come from a library."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PeriodeKind(models.TextChoices):
    """Why these days matter to planning."""

    SCHOOLVAKANTIE = "SCHOOLVAKANTIE", _("Schoolvakantie")
    VERKIEZING = "VERKIEZING", _("Verkiezing")


class Regio(models.TextChoices):
    """School holiday regions of the Netherlands."""

    NOORD = "NOORD", _("Noord")
    MIDDEN = "MIDDEN", _("Midden")
    ZUID = "ZUID", _("Zuid")
    ALLE = "ALLE", _("Alle regio's")


class PeriodeStatus(models.TextChoices):
    """Whether a person checked the dates against the official list."""

    GECONTROLEERD = "GECONTROLEERD", _("Gecontroleerd")
    TE_CONTROLEREN = "TE_CONTROLEREN", _("Te controleren")


class Kalenderperiode(models.Model):
    """A run of days to avoid when planning; both ends belong to it."""

    kind = models.CharField(_("soort"), max_length=14, choices=PeriodeKind.choices)
    regio = models.CharField(_("regio"), max_length=6, choices=Regio.choices, default=Regio.ALLE)
    name = models.CharField(_("naam"), max_length=80)
    from_date = models.DateField(_("van"))
    until_date = models.DateField(_("tot en met"))
    status = models.CharField(
        _("status"), max_length=14, choices=PeriodeStatus.choices, default=PeriodeStatus.TE_CONTROLEREN
    )
    source = models.CharField(_("bron"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("schoolvakantie of verkiezing")
        verbose_name_plural = _("schoolvakanties en verkiezingen")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_date__gte=F("from_date")), name="kalenderperiode_ends_after_start"
            ),
            models.UniqueConstraint(fields=["kind", "regio", "name", "from_date"], name="kalenderperiode_once"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.get_regio_display()}"
