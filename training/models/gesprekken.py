"""Talks of two people: the intake and coaching. Who: a Kring of their own. When: a Slot that was booked."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedTextField
from community.models import Gastlink, Kring, Slot, User
from community.models.fragments import VersionField
from training.models.deelnemers import Deelnemer


class Begeleiding(models.Model):
    """A participant and one who guides her. Their talks are Bijeenkomsten of this Kring, which nobody else is in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelnemer = models.ForeignKey(Deelnemer, on_delete=models.CASCADE, related_name="begeleidingen")
    begeleider = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kring = models.OneToOneField(Kring, on_delete=models.RESTRICT, related_name="begeleiding")

    class Meta:
        verbose_name = _("begeleiding")
        verbose_name_plural = _("begeleidingen")
        constraints = (models.UniqueConstraint(fields=["deelnemer", "begeleider"], name="begeleiding_once"),)

    def __str__(self) -> str:
        return f"Begeleiding {self.pk}"


class Intake(models.Model):
    """The intake talk of a participant: the time she chose, and when a trainer said it was held."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelnemer = models.OneToOneField(Deelnemer, on_delete=models.CASCADE, related_name="intake")
    slot = models.OneToOneField(Slot, on_delete=models.SET_NULL, null=True, blank=True, related_name="intake")
    held_at = models.DateTimeField(_("gehouden op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")

    def __str__(self) -> str:
        return f"Intake {self.pk}"


class Intakenotitie(models.Model):
    """What one trainer notes about a participant. Only its author reads it. Sealed under the participant's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelnemer = models.ForeignKey(Deelnemer, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    data_key_id = models.UUIDField(editable=False)
    text = SealedTextField(_("notitie"))
    changed_at = models.DateTimeField(_("gewijzigd op"))
    version = VersionField()

    objects = ConfidentialManager["Intakenotitie"]()

    class Meta:
        verbose_name = _("intakenotitie")
        verbose_name_plural = _("intakenotities")
        constraints = (models.UniqueConstraint(fields=["deelnemer", "author"], name="intakenotitie_once"),)

    def __str__(self) -> str:
        return f"Intakenotitie {self.pk}"


class Coachgesprek(models.Model):
    """One booked hour with a coach. Question and report are read by the participant and that coach alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelnemer = models.ForeignKey(Deelnemer, on_delete=models.CASCADE, related_name="coachgesprekken")
    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    # Empty while she waits for a time: the coach proposes one (N44).
    slot = models.OneToOneField(Slot, on_delete=models.SET_NULL, null=True, blank=True, related_name="coachgesprek")
    data_key_id = models.UUIDField(editable=False)
    question = SealedTextField(_("waar gaat het over?"))
    report = SealedTextField(_("verslag"))
    asked_at = models.DateTimeField(_("gevraagd op"))
    booked_at = models.DateTimeField(_("geboekt op"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("afgezegd op"), null=True, blank=True)
    cancelled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = VersionField()

    objects = ConfidentialManager["Coachgesprek"]()

    class Meta:
        verbose_name = _("coachgesprek")
        verbose_name_plural = _("coachgesprekken")

    def __str__(self) -> str:
        return f"Coachgesprek {self.pk}"


class Meegenomen(models.Model):
    """A colleague whom a participant takes along to one coaching hour. She sees that hour and the named parts only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coachgesprek = models.ForeignKey(Coachgesprek, on_delete=models.CASCADE, related_name="meegenomen")
    gastlink = models.OneToOneField(Gastlink, on_delete=models.CASCADE, related_name="+")
    function = models.CharField(_("functie"), max_length=120, blank=True)
    # Codes of parts of the participant's casus (casussen.onderdelen); what is not named is not shown.
    parts = models.JSONField(_("onderdelen"), default=list, blank=True)

    objects = ConfidentialManager["Meegenomen"]()

    class Meta:
        verbose_name = _("meegenomen collega")
        verbose_name_plural = _("meegenomen collega's")

    def __str__(self) -> str:
        return f"Meegenomen {self.pk}"
