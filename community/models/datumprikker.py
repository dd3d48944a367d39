"""Finding a date: a few moments to choose from, and what each person of a Kring says about each of them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.agenda import Bijeenkomst
from community.models.fragments import VersionField, new_code
from community.models.kringen import Kring
from community.models.people import User


class DatumprikkerStatus(models.TextChoices):
    """Where a date poll stands."""

    OPEN = "OPEN", _("Open")
    VASTGESTELD = "VASTGESTELD", _("Datum vastgesteld")
    GESLOTEN = "GESLOTEN", _("Gesloten zonder datum")


class Keuze(models.TextChoices):
    """What a person says about one moment."""

    KAN = "KAN", _("Kan")
    LIEVER_NIET = "LIEVER_NIET", _("Liever niet")
    KAN_NIET = "KAN_NIET", _("Kan niet")


class Datumprikker(models.Model):
    """A date poll of a Kring. `version` rises when its moments change; people answer until `answer_until`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Opaque, so that an address never tells what a group talks about.
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="datumprikkers")
    title = models.CharField(_("titel"), max_length=120)
    place_name = models.CharField(_("plaats"), max_length=120, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(_("duur in minuten"))
    answer_until = models.DateTimeField(_("invullen tot"))
    status = models.CharField(
        _("status"), max_length=11, choices=DatumprikkerStatus.choices, default=DatumprikkerStatus.OPEN
    )
    opened_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(_("geopend op"))
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    # What came of it; empty as long as it is open and when it closed without a date.
    bijeenkomst = models.OneToOneField(
        Bijeenkomst, on_delete=models.SET_NULL, null=True, blank=True, related_name="datumprikker"
    )
    version = VersionField()

    class Meta:
        verbose_name = _("datumprikker")
        verbose_name_plural = _("datumprikkers")
        constraints = (
            models.CheckConstraint(
                condition=Q(status=DatumprikkerStatus.OPEN, closed_at__isnull=True)
                | ~Q(status=DatumprikkerStatus.OPEN) & Q(closed_at__isnull=False),
                name="datumprikker_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(bijeenkomst__isnull=True) | Q(status=DatumprikkerStatus.VASTGESTELD),
                name="datumprikker_only_fixed_has_meeting",
            ),
            models.CheckConstraint(condition=Q(duration_minutes__gte=1), name="datumprikker_lasts"),
        )
        indexes = (models.Index(fields=["kring", "status"], name="datumprikker_kring_status"),)

    def __str__(self) -> str:
        return f"Datumprikker {self.code}"


class Optie(models.Model):
    """One moment to choose. `sequence` rises when it moves, for the calendars in which it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    datumprikker = models.ForeignKey(Datumprikker, on_delete=models.CASCADE, related_name="opties")
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("datum om uit te kiezen")
        verbose_name_plural = _("datums om uit te kiezen")
        constraints = (
            models.UniqueConstraint(
                fields=["datumprikker", "starts_at"], name="optie_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="optie_ends_after_start"),
        )

    def __str__(self) -> str:
        return f"Optie {self.pk}"


class Antwoord(models.Model):
    """What one person says about one moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    optie = models.ForeignKey(Optie, on_delete=models.CASCADE, related_name="antwoorden")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="antwoorden")
    value = models.CharField(_("keuze"), max_length=11, choices=Keuze.choices)

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = (models.UniqueConstraint(fields=["optie", "user"], name="antwoord_once"),)
        indexes = (models.Index(fields=["user", "value"], name="antwoord_user_value"),)

    def __str__(self) -> str:
        return f"Antwoord {self.pk}"


class Invulling(models.Model):
    """When a person last saved her answers to a date poll, and what she wrote beside them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    datumprikker = models.ForeignKey(Datumprikker, on_delete=models.CASCADE, related_name="invullingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invullingen")
    note = models.CharField(_("opmerking"), max_length=240, blank=True)
    saved_at = models.DateTimeField(_("opgeslagen op"))

    class Meta:
        verbose_name = _("invulling")
        verbose_name_plural = _("invullingen")
        constraints = (models.UniqueConstraint(fields=["datumprikker", "user"], name="invulling_once"),)

    def __str__(self) -> str:
        return f"Invulling {self.pk}"
