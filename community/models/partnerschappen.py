"""The commitment of a founding partner: what was promised, what came of it, whom it sends (COM-04, 003 r360-374).

Its contacts are who holds the role PARTNERCONTACT for the organisatie; what it sets up in its own domain are the
Initiatieven of which the organisatie is an organiser. Neither is kept twice.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from community.models.fragments import VersionField, new_code
from community.models.organisaties import Organisatie
from community.models.people import User


class PartnerschapStatus(models.TextChoices):
    """How far an organisatie and the community are with each other."""

    VERKENNING = "VERKENNING", _("Verkenning")
    BERAAD = "BERAAD", _("Constituerend beraad")
    ACTIEF = "ACTIEF", _("Actief")
    VERLENGD = "VERLENGD", _("Verlengd")
    BEEINDIGD = "BEEINDIGD", _("Beëindigd")


# What runs: it has days, contacts read its reports.
RUNNING = (PartnerschapStatus.ACTIEF, PartnerschapStatus.VERLENGD)


class Partnerschap(models.Model):
    """The commitment of one organisatie: from `start_date` to `end_date`, which itself is not in it any more.

    The end is two years after the start unless agreed otherwise; `has_option` says that it may be extended. It has days
    from the moment it is ACTIEF. BEEINDIGD closes it for its contacts at once; `ended_date` is its first day without.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    organisatie = models.ForeignKey(
        Organisatie, verbose_name=_("organisatie"), on_delete=models.PROTECT, related_name="partnerschappen"
    )
    status = models.CharField(
        _("status"), max_length=10, choices=PartnerschapStatus.choices, default=PartnerschapStatus.VERKENNING
    )
    start_date = models.DateField(_("begint op"), null=True, blank=True)
    end_date = models.DateField(_("loopt tot"), null=True, blank=True)
    has_option = models.BooleanField(_("met een optie om te verlengen"), default=True)
    ended_date = models.DateField(_("beëindigd op"), null=True, blank=True)
    note = models.TextField(_("notitie voor het coördinerend hart"), max_length=2000, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("gemaakt op"))
    version = VersionField()

    class Meta:
        verbose_name = _("partnerschap")
        verbose_name_plural = _("partnerschappen")
        constraints = (
            models.UniqueConstraint(
                fields=["organisatie"], condition=~Q(status=PartnerschapStatus.BEEINDIGD), name="partnerschap_one_open"
            ),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gt=F("start_date")),
                name="partnerschap_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=RUNNING) | Q(start_date__isnull=False, end_date__isnull=False),
                name="partnerschap_running_has_days",
            ),
            models.CheckConstraint(
                condition=Q(status=PartnerschapStatus.BEEINDIGD, ended_date__isnull=False)
                | ~Q(status=PartnerschapStatus.BEEINDIGD) & Q(ended_date__isnull=True),
                name="partnerschap_ended_has_day",
            ),
        )

    def __str__(self) -> str:
        return f"Partnerschap {self.code}"


class BijdrageKind(models.TextChoices):
    """What a partner gives (capabilities.md COM-04)."""

    CONTRIBUTIE = "CONTRIBUTIE", _("Geld")
    INHOUD = "INHOUD", _("Inhoud")
    DEELNEMERS = "DEELNEMERS", _("Mensen")
    INITIATIEF = "INITIATIEF", _("Initiatief")
    UREN = "UREN", _("Uren")


# Counted in euros, people or hours; the others are said in words alone.
COUNTED_BIJDRAGEN = (BijdrageKind.CONTRIBUTIE, BijdrageKind.DEELNEMERS, BijdrageKind.UREN)
MOST_OF_A_BIJDRAGE = 10_000_000


class Bijdrage(models.Model):
    """One thing a partner promised, and what came of it.

    `promised` and `realised` are euros, people or hours, by its kind; empty for what is said in words. It is realised
    from `realised_date` on, also when less came than was promised.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnerschap = models.ForeignKey(Partnerschap, on_delete=models.CASCADE, related_name="bijdragen")
    kind = models.CharField(_("soort"), max_length=11, choices=BijdrageKind.choices)
    description = models.CharField(_("omschrijving"), max_length=160)
    promised = models.DecimalField(_("toegezegd"), max_digits=10, decimal_places=2, null=True, blank=True)
    promised_date = models.DateField(_("uiterlijk"), null=True, blank=True)
    realised = models.DecimalField(_("gerealiseerd"), max_digits=10, decimal_places=2, null=True, blank=True)
    realised_date = models.DateField(_("gerealiseerd op"), null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("opgeschreven op"))
    version = VersionField()

    class Meta:
        verbose_name = _("bijdrage")
        verbose_name_plural = _("bijdragen")
        constraints = (
            models.CheckConstraint(
                condition=Q(promised__isnull=True) | Q(promised__gt=0, promised__lte=MOST_OF_A_BIJDRAGE),
                name="bijdrage_promised_amount",
            ),
            models.CheckConstraint(
                condition=Q(realised__isnull=True) | Q(realised__gte=0, realised__lte=MOST_OF_A_BIJDRAGE),
                name="bijdrage_realised_amount",
            ),
            models.CheckConstraint(
                condition=Q(realised__isnull=True) | Q(realised_date__isnull=False), name="bijdrage_realised_has_day"
            ),
        )

    def __str__(self) -> str:
        return f"Bijdrage {self.pk}"


class Regisseurregel(models.Model):
    """One line of the list that a partner keeps of its own regisseurs: with account or without.

    Only its contacts read it, and nobody learns from it who has an account: reports take nothing from it but how many
    lines there are. It is removed when the partnerschap is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnerschap = models.ForeignKey(Partnerschap, on_delete=models.CASCADE, related_name="regisseurregels")
    naam = models.CharField(_("naam"), max_length=160)
    email = models.EmailField(_("e-mailadres"), max_length=254, blank=True)
    created_at = models.DateTimeField(_("opgeschreven op"))

    class Meta:
        verbose_name = _("regel van een regisseurlijst")
        verbose_name_plural = _("regels van regisseurlijsten")
        constraints = (
            models.UniqueConstraint(
                "partnerschap", Lower("email"), condition=~Q(email=""), name="regisseurregel_email_once"
            ),
            models.UniqueConstraint(
                "partnerschap", Lower("naam"), condition=Q(email=""), name="regisseurregel_naam_once"
            ),
        )

    def __str__(self) -> str:
        return f"Regisseurregel {self.pk}"
