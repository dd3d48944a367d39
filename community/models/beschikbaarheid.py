"""When somebody can come, by dagdeel. Asked once and used by every planner: a toernee first."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.people import User


class Dagdeelkeuze(models.TextChoices):
    """What somebody says of one dagdeel."""

    KAN = "KAN", _("Kan")
    LIEVER_NIET = "LIEVER_NIET", _("Liever niet")
    KAN_NIET = "KAN_NIET", _("Kan niet")


class Dagdeelhelft(models.IntegerChoices):
    """Half of a day, as planners count it."""

    OCHTEND = 0, _("ochtend")
    MIDDAG = 1, _("middag")


class Beschikbaarheid(models.Model):
    """What one person says of one dagdeel of one day. Without a row she said nothing: then she cannot come.

    Who plans with her sees it; days that are over are removed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="beschikbaarheid")
    date = models.DateField(_("dag"))
    half = models.PositiveSmallIntegerField(_("dagdeel"), choices=Dagdeelhelft.choices)
    keuze = models.CharField(_("keuze"), max_length=11, choices=Dagdeelkeuze.choices)
    changed_at = models.DateTimeField(_("gewijzigd op"))

    class Meta:
        verbose_name = _("beschikbaarheid")
        verbose_name_plural = _("beschikbaarheid")
        constraints = (
            models.UniqueConstraint(fields=["user", "date", "half"], name="beschikbaarheid_once"),
            models.CheckConstraint(condition=Q(half__lte=1), name="beschikbaarheid_half"),
        )

    def __str__(self) -> str:
        return f"Beschikbaarheid {self.pk}"
