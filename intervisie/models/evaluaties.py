"""Evaluations and reflections that the coördinerend hart programmes, of a group or of a samenwerking (INT-11)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedTextField
from community.models import Kring, Samenwerking, User
from community.models.fragments import VersionField


class EvaluatieplanningForm(models.TextChoices):
    """How is looked back."""

    VRAGEN = "VRAGEN", _("Korte vragen aan de groep, zonder namen")
    GESPREK = "GESPREK", _("Een gesprek dat zij zelf plannen")
    REFLECTIE = "REFLECTIE", _("Ieder schrijft voor zichzelf")


class Evaluatieplanning(models.Model):
    """That a group or a samenwerking looks back on a day, and again every so many weeks when that was chosen.

    Exactly one of `kring` and `samenwerking`. `next_date` is the next moment; empty when it is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.ForeignKey(
        Kring, on_delete=models.CASCADE, null=True, blank=True, related_name="evaluatieplanningen"
    )
    samenwerking = models.ForeignKey(
        Samenwerking, on_delete=models.CASCADE, null=True, blank=True, related_name="evaluatieplanningen"
    )
    reason = models.CharField(_("aanleiding"), max_length=240)
    form = models.CharField(_("vorm"), max_length=9, choices=EvaluatieplanningForm.choices)
    next_date = models.DateField(_("op"), null=True, blank=True)
    repeat_weeks = models.PositiveSmallIntegerField(_("elke zoveel weken"), null=True, blank=True)
    planned_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    planned_at = models.DateTimeField(_("gepland op"))
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("evaluatieplanning")
        verbose_name_plural = _("evaluatieplanningen")
        constraints = (
            models.CheckConstraint(
                condition=Q(kring__isnull=True, samenwerking__isnull=False)
                | Q(kring__isnull=False, samenwerking__isnull=True),
                name="evaluatieplanning_of_one",
            ),
            models.CheckConstraint(
                condition=Q(repeat_weeks__isnull=True) | Q(repeat_weeks__gte=1, repeat_weeks__lte=104),
                name="evaluatieplanning_repeat",
            ),
        )

    def __str__(self) -> str:
        return f"Evaluatieplanning {self.pk}"


class Terugblik(models.Model):
    """One time that people were asked to look back, because a planning said so. `about_date` is the day it named.

    `closed_at`: the talk is planned or held, or nobody is asked any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    planning = models.ForeignKey(Evaluatieplanning, on_delete=models.CASCADE, related_name="terugblikken")
    about_date = models.DateField(_("gevraagd voor"))
    opened_at = models.DateTimeField(_("gevraagd op"))
    closed_at = models.DateTimeField(_("klaar op"), null=True, blank=True)

    class Meta:
        verbose_name = _("terugblik")
        verbose_name_plural = _("terugblikken")
        constraints = (models.UniqueConstraint(fields=["planning", "about_date"], name="terugblik_once"),)

    def __str__(self) -> str:
        return f"Terugblik {self.pk}"


class Reflectie(models.Model):
    """What somebody wrote for herself when she was asked to look back. Nobody else reads it; sealed under a key of
    its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    terugblik = models.ForeignKey(Terugblik, on_delete=models.CASCADE, related_name="reflecties")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    data_key_id = models.UUIDField(editable=False)
    text = SealedTextField(_("reflectie"))
    changed_at = models.DateTimeField(_("gewijzigd op"))
    version = VersionField()

    objects = ConfidentialManager["Reflectie"]()

    class Meta:
        verbose_name = _("reflectie")
        verbose_name_plural = _("reflecties")
        constraints = (models.UniqueConstraint(fields=["terugblik", "user"], name="reflectie_once"),)

    def __str__(self) -> str:
        return f"Reflectie {self.pk}"
