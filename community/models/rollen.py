"""Who may do what, where and until when."""

import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q, UUIDField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from community.models.kringen import Kring
from community.models.organisaties import DateRange, Organisatie
from community.models.people import User

NOWHERE = uuid.UUID(int=0)


class Rol(models.TextChoices):
    """The roles of the platform. Being a regisseur needs no row: every account is a member."""

    COORDINATOR = "COORDINATOR", _("Coördinator")
    TRAINER = "TRAINER", _("Trainer")
    COACH = "COACH", _("Coach")
    PARTNERCONTACT = "PARTNERCONTACT", _("Partnercontact")
    EXPERT = "EXPERT", _("Expert")
    OPLEIDINGSADVISEUR = "OPLEIDINGSADVISEUR", _("Opleidingsadviseur")
    REDACTEUR = "REDACTEUR", _("Redacteur")
    BEHEERDER = "BEHEERDER", _("Beheerder")
    PRIVACYCONTACT = "PRIVACYCONTACT", _("Privacycontact")


# These see or change things of others; they need a second factor (SECURITY.md T54).
PRIVILEGED_ROLLEN = frozenset(
    {Rol.COORDINATOR, Rol.TRAINER, Rol.PARTNERCONTACT, Rol.REDACTEUR, Rol.BEHEERDER, Rol.PRIVACYCONTACT}
)


class Roltoekenning(models.Model):
    """One role of one person: for the whole platform, for one Kring or for one Organisatie, within its days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roltoekenningen")
    rol = models.CharField(_("rol"), max_length=18, choices=Rol.choices)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, null=True, blank=True, related_name="roltoekenningen")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, null=True, blank=True, related_name="roltoekenningen"
    )
    from_date = models.DateField(_("vanaf"))
    until_date = models.DateField(_("tot en met"), null=True, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("roltoekenning")
        verbose_name_plural = _("roltoekenningen")
        constraints = (
            models.CheckConstraint(
                condition=Q(kring__isnull=True) | Q(organisatie__isnull=True), name="roltoekenning_one_scope"
            ),
            models.CheckConstraint(
                condition=~Q(rol=Rol.PARTNERCONTACT) | Q(organisatie__isnull=False),
                name="roltoekenning_partnercontact_has_organisatie",
            ),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
                name="roltoekenning_ends_after_start",
            ),
            ExclusionConstraint(
                name="roltoekenning_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("rol", RangeOperators.EQUAL),
                    (
                        Coalesce("kring", "organisatie", Value(NOWHERE, output_field=UUIDField())),
                        RangeOperators.EQUAL,
                    ),
                    (
                        DateRange("from_date", "until_date", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_rol_display()} {self.pk}"

    def is_active_on(self, day: date) -> bool:
        """Whether the role holds on this (local) day; both ends belong to it."""
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)
