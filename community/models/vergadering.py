"""What a Kring puts on the agenda of its meeting, and what comes out of it: decisions, actions, a report."""

import uuid

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from community.models.agenda import Bijeenkomst
from community.models.fragments import Plain, VersionField
from community.models.kringen import Kring
from community.models.people import User

LONGEST_POINT = 480


class Agendapunt(models.Model):
    """One point on the agenda of a meeting. `Bijeenkomst.points_version` counts the saves of all points together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="agendapunten")
    number = models.PositiveSmallIntegerField(_("volgorde"))
    title = models.CharField(_("punt"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("minuten"), null=True, blank=True)
    bringer = models.ForeignKey(
        User, verbose_name=_("wie brengt het in?"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("toelichting"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        constraints = (
            models.UniqueConstraint(
                fields=["bijeenkomst", "number"], name="agendapunt_number_once", deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, LONGEST_POINT)),
                name="agendapunt_minutes_one_to_480",
            ),
        )

    def __str__(self) -> str:
        return f"Agendapunt {self.pk}"


class Besluit(models.Model):
    """What a Kring decided in a meeting."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="besluiten")
    agendapunt = models.ForeignKey(
        Agendapunt, verbose_name=_("bij welk punt"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="besluiten",
    )  # fmt: skip
    text = models.TextField(_("besluit"), max_length=1000)
    decided_date = models.DateField(_("besloten op"))
    created_at = models.DateTimeField(_("opgeschreven op"))
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    search_text = models.GeneratedField(expression=Plain(F("text")), output_field=models.TextField(), db_persist=True)
    version = VersionField()

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        indexes = (
            models.Index(fields=["bijeenkomst", "decided_date"], name="besluit_bijeenkomst"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="besluit_search_trgm"),
        )

    def __str__(self) -> str:
        return f"Besluit {self.pk}"


class ActieStatus(models.TextChoices):
    """Where an action stands."""

    OPEN = "OPEN", _("Open")
    KLAAR = "KLAAR", _("Klaar")
    VERVALLEN = "VERVALLEN", _("Vervallen")


class Actie(models.Model):
    """What one member of a Kring does before a date. It returns on the next agenda until it is done or dropped.

    Without an owner (who left the Kring, or closed her account) it waits for who leads the Kring.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="acties")
    # Where it was agreed.
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="acties")
    text = models.CharField(_("wat"), max_length=240)
    owner = models.ForeignKey(
        User, verbose_name=_("wie"), on_delete=models.SET_NULL, null=True, blank=True, related_name="acties"
    )
    due_date = models.DateField(_("uiterlijk"))
    status = models.CharField(_("status"), max_length=9, choices=ActieStatus.choices, default=ActieStatus.OPEN)
    created_at = models.DateTimeField(_("opgeschreven op"))
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("klaar of vervallen op"), null=True, blank=True)
    drop_reason = models.CharField(_("waarom vervalt het?"), max_length=240, blank=True)
    search_text = models.GeneratedField(expression=Plain(F("text")), output_field=models.TextField(), db_persist=True)
    version = VersionField()

    class Meta:
        verbose_name = _("actie")
        verbose_name_plural = _("acties")
        constraints = (
            models.CheckConstraint(
                condition=Q(status=ActieStatus.OPEN, closed_at__isnull=True)
                | ~Q(status=ActieStatus.OPEN) & Q(closed_at__isnull=False),
                name="actie_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status=ActieStatus.VERVALLEN) | ~Q(drop_reason=""), name="actie_dropped_has_reason"
            ),
        )
        indexes = (
            models.Index(fields=["kring", "status"], name="actie_kring_status"),
            models.Index(fields=["owner"], condition=Q(status=ActieStatus.OPEN), name="actie_open_of_owner"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="actie_search_trgm"),
        )

    def __str__(self) -> str:
        return f"Actie {self.pk}"


class Verslag(models.Model):
    """The report of one meeting in plain text."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, primary_key=True, related_name="verslag")
    text = models.TextField(_("verslag"), max_length=20000, blank=True)
    saved_at = models.DateTimeField(_("opgeslagen op"))
    saved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    version = VersionField()

    class Meta:
        verbose_name = _("verslag")
        verbose_name_plural = _("verslagen")

    def __str__(self) -> str:
        return f"Verslag {self.pk}"
