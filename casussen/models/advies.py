"""The advice of a regisseur to her own organisation: what she writes, what she shared, and what was answered."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casussen.models.casus import Casus
from casussen.models.onderdelen import Casusonderdeel
from community.confidential import ConfidentialManager
from community.fields import SealedJSONField, SealedTextField
from community.models import Gastlink, User
from community.models.fragments import VersionField


class Advies(Casusonderdeel):
    """The one-page advice that is made of a casus, as its writers have it now.

    `content` is `{"aan_wie", "kern", "aanbevelingen": [{"id", "text"}], "consequenties", "bijdrage"}`.
    """

    content = SealedJSONField(_("inhoud"))

    objects = ConfidentialManager["Advies"]()

    class Meta:
        verbose_name = _("advies")
        verbose_name_plural = _("adviezen")
        constraints = (models.UniqueConstraint(fields=["casus"], name="advies_once"),)


class Adviesversie(models.Model):
    """The advice as it was when it was shared. It never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="adviesversies")
    data_key_id = models.UUIDField(editable=False)
    number = models.PositiveIntegerField(_("nummer"))
    content = SealedJSONField(_("inhoud"))
    frozen_at = models.DateTimeField(_("vastgelegd op"))
    frozen_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ConfidentialManager["Adviesversie"]()

    class Meta:
        verbose_name = _("versie van een advies")
        verbose_name_plural = _("versies van adviezen")
        constraints = (models.UniqueConstraint(fields=["casus", "number"], name="adviesversie_number_once"),)

    def __str__(self) -> str:
        return f"Adviesversie {self.pk}"


class Adviesdeling(models.Model):
    """One opdrachtgever who reads the advice through her Gastlink: the newest version that was shared with her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="adviesdelingen")
    versie = models.ForeignKey(Adviesversie, on_delete=models.CASCADE, related_name="delingen")
    gastlink = models.OneToOneField(Gastlink, on_delete=models.CASCADE, related_name="+")
    shared_at = models.DateTimeField(_("gedeeld op"))
    # When she first read this version; empty while she did not.
    opened_at = models.DateTimeField(_("geopend op"), null=True, blank=True)

    objects = ConfidentialManager["Adviesdeling"]()

    class Meta:
        verbose_name = _("gedeeld advies")
        verbose_name_plural = _("gedeelde adviezen")
        constraints = (
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(opened_at__gte=F("shared_at")),
                name="advies_opened_after_shared",
            ),
        )

    def __str__(self) -> str:
        return f"Adviesdeling {self.pk}"


class Adviesantwoord(models.Model):
    """What an opdrachtgever answered to one version: by recommendation `{id: {"besluit", "waarom", "wanneer"}}`.

    She may change it until `closed_at`, or until a newer version is shared with her.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="adviesantwoorden")
    deling = models.ForeignKey(Adviesdeling, on_delete=models.SET_NULL, null=True, related_name="antwoorden")
    versie = models.ForeignKey(Adviesversie, on_delete=models.CASCADE, related_name="antwoorden")
    data_key_id = models.UUIDField(editable=False)
    # Who answered, in words: her link is forgotten sooner than her answer.
    given_by = SealedTextField(_("gegeven door"))
    answers = SealedJSONField(_("antwoorden"))
    answered_at = models.DateTimeField(_("geantwoord op"))
    closed_at = models.DateTimeField(_("vastgelegd op"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Adviesantwoord"]()

    class Meta:
        verbose_name = _("antwoord op een advies")
        verbose_name_plural = _("antwoorden op adviezen")
        constraints = (models.UniqueConstraint(fields=["deling", "versie"], name="adviesantwoord_once"),)

    def __str__(self) -> str:
        return f"Adviesantwoord {self.pk}"
