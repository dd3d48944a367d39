"""Places to meet, times that people offer for a talk, and what keeps a person or a place from being used twice."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.agenda import Bijeenkomst
from community.models.choices import Provincie
from community.models.fragments import VersionField, once_at_a_time
from community.models.kringen import Kring
from community.models.people import User


class Locatie(models.Model):
    """A place where meetings are held. A training takes a whole place, so one place holds one meeting at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=120, unique=True)
    address = models.CharField(_("adres"), max_length=200)
    provincie = models.CharField(_("provincie"), max_length=14, choices=Provincie.choices)
    seats = models.PositiveSmallIntegerField(_("aantal plaatsen"))
    remarks = models.TextField(_("bereikbaarheid en toegankelijkheid"), max_length=1000, blank=True)
    is_active = models.BooleanField(_("in gebruik"), default=True)
    version = VersionField()

    class Meta:
        verbose_name = _("locatie")
        verbose_name_plural = _("locaties")
        constraints = (models.CheckConstraint(condition=Q(seats__gte=1), name="locatie_has_seats"),)

    def __str__(self) -> str:
        return self.name


class SlotKind(models.TextChoices):
    """What a time is offered for."""

    INTAKE = "INTAKE", _("Intakegesprek")
    COACHING = "COACHING", _("Coachgesprek")


class Slot(models.Model):
    """A time that one person offers for a talk with one other of a Kring. Booked, it has a Bijeenkomst."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("soort"), max_length=8, choices=SlotKind.choices)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="slots")
    host = models.ForeignKey(User, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    place_name = models.CharField(_("plaats"), max_length=120, blank=True)
    # Shown only to the two who talk, and to whom they take along.
    online_url = models.URLField(_("link om online mee te doen"), max_length=500, blank=True)
    booked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="geboekt")
    bijeenkomst = models.OneToOneField(
        Bijeenkomst, on_delete=models.SET_NULL, null=True, blank=True, related_name="slot"
    )
    version = VersionField()

    class Meta:
        verbose_name = _("aangeboden tijd")
        verbose_name_plural = _("aangeboden tijden")
        constraints = (models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_start"),)
        indexes = (models.Index(fields=["kring", "kind", "starts_at"], name="slot_kring_starts"),)

    def __str__(self) -> str:
        return f"Slot {self.pk}"


class Bezetting(models.Model):
    """A stretch of time in which a person or a place is taken, by a meeting or by a time she offers.

    The database refuses a second one over it: of two planners at once, one wins.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="bezettingen")
    locatie = models.ForeignKey(Locatie, on_delete=models.CASCADE, null=True, blank=True, related_name="bezettingen")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    bijeenkomst = models.ForeignKey(
        Bijeenkomst, on_delete=models.CASCADE, null=True, blank=True, related_name="bezettingen"
    )
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, null=True, blank=True, related_name="bezettingen")

    class Meta:
        verbose_name = _("bezetting")
        verbose_name_plural = _("bezettingen")
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=True, locatie__isnull=False) | Q(user__isnull=False, locatie__isnull=True),
                name="bezetting_person_or_place",
            ),
            models.CheckConstraint(
                condition=Q(bijeenkomst__isnull=True, slot__isnull=False)
                | Q(bijeenkomst__isnull=False, slot__isnull=True),
                name="bezetting_meeting_or_slot",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="bezetting_ends_after_start"),
            *(
                once_at_a_time(
                    f"bezetting_{what}_once_at_a_time",
                    what,
                    start="starts_at",
                    end="ends_at",
                    condition=Q(**{f"{what}__isnull": False}),
                )
                for what in ("user", "locatie")
            ),
        )

    def __str__(self) -> str:
        return f"Bezetting {self.pk}"
