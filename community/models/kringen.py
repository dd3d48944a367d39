"""Circles of people: who is in, in which role, since when, under which agreements."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.fragments import once_at_a_time
from community.models.people import User


class KringKind(models.TextChoices):
    """What has this Kring."""

    LEERGROEP = "LEERGROEP", _("Leergroep")
    PRAKTIJKBOEK = "PRAKTIJKBOEK", _("Praktijkboek")
    EDITIE = "EDITIE", _("Editie van een training")
    TEAM = "TEAM", _("Team van een training")
    GESPREK = "GESPREK", _("Gesprekken van twee mensen")
    INTERVISIE = "INTERVISIE", _("Intervisiegroep")
    TOERNEE = "TOERNEE", _("Visitatietoernee")


# These keep a praktijkboek, which reminds of the agreements in words of its own.
WITH_PRAKTIJKBOEK = (KringKind.PRAKTIJKBOEK, KringKind.EDITIE)


# From which rhythms who leads a group chooses.
RHYTHMS = (
    (4, _("Elke 4 weken")),
    (6, _("Elke 6 weken")),
    (8, _("Elke 8 weken")),
    (12, _("Elke 12 weken")),
)


class Kring(models.Model):
    """A circle of people. A leergroep, an editie, a praktijkboek, an intervisiegroep and a toernee each have one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("soort"), max_length=12, choices=KringKind.choices)
    name = models.CharField(_("naam"), max_length=120)
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    # The agreements that hold: the version with the highest number, or nothing. Kept by actions.kringen.lay_down.
    newest_afspraken = models.OneToOneField(
        "Afspraken", verbose_name=_("geldende afspraken"), on_delete=models.RESTRICT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    # How many weeks lie between two meetings; empty when the group has no rhythm.
    rhythm_weeks = models.PositiveSmallIntegerField(_("ritme"), null=True, blank=True)
    # After how many meetings the members are asked how it goes; empty is never.
    evaluate_after = models.PositiveSmallIntegerField(_("evalueren na"), null=True, blank=True)

    class Meta:
        verbose_name = _("kring")
        verbose_name_plural = _("kringen")
        constraints = (
            models.CheckConstraint(
                condition=Q(evaluate_after__isnull=True) | Q(evaluate_after__gte=1), name="kring_evaluate_after_one"
            ),
            models.CheckConstraint(
                condition=Q(rhythm_weeks__isnull=True) | Q(rhythm_weeks__gte=1), name="kring_rhythm_weeks_one"
            ),
        )

    def __str__(self) -> str:
        return f"Kring {self.pk}"

    @property
    def rhythm(self) -> str:
        """How often it meets, in words; empty when it has no rhythm."""
        return _("Elke {weken} weken").format(weken=self.rhythm_weeks) if self.rhythm_weeks else ""


class Afspraken(models.Model):
    """The agreements of a Kring. A new version asks everyone to agree again; nothing is shown before that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="afspraken")
    number = models.PositiveSmallIntegerField(_("versie"))
    text = models.TextField(_("tekst"), max_length=4000)
    published_at = models.DateTimeField(_("vastgesteld op"))
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("afspraken")
        verbose_name_plural = _("afspraken")
        constraints = (models.UniqueConstraint(fields=["kring", "number"], name="afspraken_number_once"),)

    def __str__(self) -> str:
        return f"Afspraken {self.pk}"


class KringRol(models.TextChoices):
    """A role inside one Kring."""

    LID = "LID", _("Lid")
    TREKKER = "TREKKER", _("Trekker")
    # Reads along and is asked for its meetings, but is no participant and does not decide: the trainer of a team.
    BEGELEIDER = "BEGELEIDER", _("Begeleider")


class Lidmaatschap(models.Model):
    """Being in a Kring. Ending it closes every door of that Kring at the next request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="lidmaatschappen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="lidmaatschappen")
    role = models.CharField(_("rol"), max_length=10, choices=KringRol.choices, default=KringRol.LID)
    # The role of the platform (models.rollen.Rol) by which she is in: without it she is not, from the next request on.
    by_rol = models.CharField(_("door de rol"), max_length=18, blank=True)
    from_at = models.DateTimeField(_("sinds"))
    until_at = models.DateTimeField(_("tot"), null=True, blank=True)
    accepted = models.ForeignKey(
        Afspraken, verbose_name=_("akkoord met"), on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("akkoord op"), null=True, blank=True)
    # When she put the welcome of the group away, and since when she wants no mail about its messages.
    welcomed_at = models.DateTimeField(_("welkom gelezen op"), null=True, blank=True)
    muted_at = models.DateTimeField(_("gedempt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
                name="lidmaatschap_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, accepted_at__isnull=True)
                | Q(accepted__isnull=False, accepted_at__isnull=False),
                name="lidmaatschap_accepted_has_moment",
            ),
            once_at_a_time("lidmaatschap_once_at_a_time", "kring", "user"),
        )
        indexes = (models.Index(fields=["user", "until_at"], name="lidmaatschap_user_until"),)

    def __str__(self) -> str:
        return f"Lidmaatschap {self.pk}"


class ToetredingStatus(models.TextChoices):
    """Where a wish to join a Kring stands."""

    AANGEVRAAGD = "AANGEVRAAGD", _("Wacht op de trekker")
    WACHTLIJST = "WACHTLIJST", _("Op de wachtlijst")
    TOEGELATEN = "TOEGELATEN", _("Toegelaten")
    AFGEWEZEN = "AFGEWEZEN", _("Afgewezen")
    INGETROKKEN = "INGETROKKEN", _("Ingetrokken")


OPEN_TOETREDING = (ToetredingStatus.AANGEVRAAGD, ToetredingStatus.WACHTLIJST)


class Toetreding(models.Model):
    """A wish to join a Kring: a request that waits for the trekker, or a place on the waiting list.

    It is no Lidmaatschap: who waits sees nothing of the Kring.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="toetredingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="toetredingen")
    status = models.CharField(_("status"), max_length=12, choices=ToetredingStatus.choices)
    motivation = models.TextField(_("motivatie"), max_length=1000, blank=True)
    requested_at = models.DateTimeField(_("gevraagd op"))
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("toetreding")
        verbose_name_plural = _("toetredingen")
        constraints = (
            models.UniqueConstraint(
                fields=["kring", "user"], condition=Q(status__in=OPEN_TOETREDING), name="toetreding_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"Toetreding {self.pk}"
