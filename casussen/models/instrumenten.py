"""The instruments of the craft: their questions as data, and what people filled in on a casus."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from casussen.models.casus import Casus
from community.confidential import ConfidentialManager
from community.fields import SealedJSONField
from community.models import User
from community.models.fragments import VersionField


class Hoofdvraag(models.TextChoices):
    """The three questions by which the instruments stand on the page of a casus (001 r193-199)."""

    WELKE = "WELKE", _("Welke samenwerking past?")
    INRICHTEN = "INRICHTEN", _("Hoe richt je die in?")
    BETER = "BETER", _("Hoe maak je die beter?")


class Instrument(models.Model):
    """One instrument: a name, what it is for, and its newest published version. `code` names its logic and templates.

    Public knowledge, kept in /beheer/; nothing of a casus is in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    summary = models.CharField(_("waarvoor"), max_length=200)
    hoofdvraag = models.CharField(_("hoort bij de vraag"), max_length=9, choices=Hoofdvraag.choices)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    is_offered = models.BooleanField(_("wordt aangeboden"), default=True)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instrumenten")

    def __str__(self) -> str:
        return self.name


class Instrumentversie(models.Model):
    """The questions of an instrument at one time. A published version never changes: answers keep to theirs.

    `schema` is read by casussen.instrumenten.schema; `source` names where the structure comes from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="versies")
    number = models.PositiveSmallIntegerField(_("versie"))
    schema = models.JSONField(_("schema"))
    source = models.CharField(_("bron"), max_length=300)
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("versie van een instrument")
        verbose_name_plural = _("versies van instrumenten")
        constraints = (models.UniqueConstraint(fields=["instrument", "number"], name="instrumentversie_number_once"),)

    def __str__(self) -> str:
        return f"{self.instrument.name}, versie {self.number}"


class Invulling(models.Model):
    """One layer of an instrument on a casus: the answers by the code of the question, under the questions of then.

    `layer` is a code of the schema ('nu', 'gewenst'); empty when the instrument has one layer, or when all its layers
    are filled in on one page: then `answers` holds the answers by layer. `deviation` is `{"choice", "reason",
    "advice"}`: what she chose instead of which outcome and why; empty when she did not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="invullingen")
    instrumentversie = models.ForeignKey(Instrumentversie, on_delete=models.RESTRICT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.RESTRICT, related_name="+")
    layer = models.CharField(_("laag"), max_length=20, blank=True)
    data_key_id = models.UUIDField(editable=False)
    answers = SealedJSONField(_("antwoorden"))
    deviation = SealedJSONField(_("afwijking"))
    started_at = models.DateTimeField(_("begonnen op"))
    changed_at = models.DateTimeField(_("gewijzigd op"))
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Invulling"]()

    class Meta:
        verbose_name = _("invulling")
        verbose_name_plural = _("invullingen")
        constraints = (models.UniqueConstraint(fields=["casus", "instrument", "layer"], name="invulling_layer_once"),)

    def __str__(self) -> str:
        return f"Invulling {self.pk}"
