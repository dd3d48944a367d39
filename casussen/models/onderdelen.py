"""The parts of a casus that are lists: parties, interests, goals, dilemmas, moments, phases with their products."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casussen.models.casus import Casus
from community.confidential import ConfidentialManager
from community.fields import SealedFileField, SealedJSONField, SealedTextField
from community.models import User
from community.models.fragments import VersionField


class Casusonderdeel(models.Model):
    """What every row of a casus has: its casus, the key of that casus, its place in the list and its version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="%(class)s_rows")
    data_key_id = models.UUIDField(editable=False)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    changed_at = models.DateTimeField(_("gewijzigd op"))
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    version = VersionField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class Betrokkenheid(models.TextChoices):
    """How close a party stands to the samenwerking (001 r258-261: a partner contributes)."""

    PARTNER = "PARTNER", _("Partner")
    PARTICIPATIE = "PARTICIPATIE", _("Participatie")
    NETWERK = "NETWERK", _("Netwerk")
    GEINFORMEERD = "GEINFORMEERD", _("Geïnformeerd")


class Partij(Casusonderdeel):
    """A party on the map of parties. `involvement` is a Betrokkenheid, sealed like the rest."""

    name = SealedTextField(_("naam"))
    kind = SealedTextField(_("soort"))
    role = SealedTextField(_("rol"))
    involvement = SealedTextField(_("betrokkenheid"))
    contribution = SealedTextField(_("bijdrage"))
    interest = SealedTextField(_("belang"))
    responsibility = SealedTextField(_("verantwoordelijkheid"))
    mandate = SealedTextField(_("mandaat"))
    contact = SealedTextField(_("contact"))

    objects = ConfidentialManager["Partij"]()

    class Meta:
        verbose_name = _("partij")
        verbose_name_plural = _("partijen")


class Belang(Casusonderdeel):
    """What somebody has at stake: of one party, or of the area. Kept apart from goals: a belang is not negotiated."""

    partij = models.ForeignKey(Partij, on_delete=models.SET_NULL, null=True, blank=True, related_name="belangen")
    text = SealedTextField(_("belang"))

    objects = ConfidentialManager["Belang"]()

    class Meta:
        verbose_name = _("belang")
        verbose_name_plural = _("belangen")


class Doel(Casusonderdeel):
    """A goal: common, or of one party; obligatory or chosen; with its horizon and the belang it serves."""

    # Empty: the common goal.
    partij = models.ForeignKey(Partij, on_delete=models.SET_NULL, null=True, blank=True, related_name="doelen")
    belang = models.ForeignKey(Belang, on_delete=models.SET_NULL, null=True, blank=True, related_name="doelen")
    is_common = models.BooleanField(_("gezamenlijk"), default=False)
    text = SealedTextField(_("doel"))
    kind = SealedTextField(_("soort"))
    horizon = SealedTextField(_("horizon"))
    phasing = SealedTextField(_("fasering"))

    objects = ConfidentialManager["Doel"]()

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")


class Afweging(Casusonderdeel):
    """The framework to weigh options: criteria with weight and origin, options, and a score with reason for each.

    `frame` is `{"criteria": [{"name", "weight", "origin"}], "options": [name], "scores": [[{"score", "reason"}]]}`,
    scores by option and then criterion; weights 1-5, scores 1-5 or empty.
    """

    frame = SealedJSONField(_("afwegingskader"))

    objects = ConfidentialManager["Afweging"]()

    class Meta:
        verbose_name = _("afweging")
        verbose_name_plural = _("afwegingen")
        constraints = (models.UniqueConstraint(fields=["casus"], name="afweging_once"),)


class Dilemma(Casusonderdeel):
    """Two poles that both matter. `stand` is `{"position": 0-100, "arguments_a": ..., "arguments_b": ...}`."""

    pole_a = SealedTextField(_("ene kant"))
    pole_b = SealedTextField(_("andere kant"))
    stand = SealedJSONField(_("stand"))
    # Left out of what others see unless the owner adds it by hand.
    is_sensitive = models.BooleanField(_("gevoelig"), default=False)

    objects = ConfidentialManager["Dilemma"]()

    class Meta:
        verbose_name = _("dilemma")
        verbose_name_plural = _("dilemma's")


class MomentKind(models.TextChoices):
    """What stands on the timeline of a casus."""

    MIJLPAAL = "MIJLPAAL", _("Mijlpaal")
    WAARHEID = "WAARHEID", _("Moment van de waarheid")
    VERKIEZING = "VERKIEZING", _("Verkiezing")
    IJKMOMENT = "IJKMOMENT", _("IJkmoment")


class Moment(Casusonderdeel):
    """A point on the timeline. `day` is ISO text, sealed: a date tells too much beside a name."""

    day = SealedTextField(_("datum"))
    kind = SealedTextField(_("soort"))
    text = SealedTextField(_("wat gebeurt er"))
    needs = SealedTextField(_("wat is er dan nodig"))

    objects = ConfidentialManager["Moment"]()

    class Meta:
        verbose_name = _("moment")
        verbose_name_plural = _("momenten")


class FaseStatus(models.TextChoices):
    """Where one phase of the gebiedsproces stands."""

    NOG_NIET = "NOG_NIET", _("Nog niet begonnen")
    BEZIG = "BEZIG", _("Bezig")
    KLAAR = "KLAAR", _("Klaar")


class Fase(Casusonderdeel):
    """One of the five phases of a gebiedsproces (001 r193-263). `stand` is `{"status", "from", "until", "reason"}`.

    `reason` says why one went back to an earlier phase.
    """

    number = models.PositiveSmallIntegerField(_("fase"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    stand = SealedJSONField(_("stand"))

    objects = ConfidentialManager["Fase"]()

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")
        constraints = (
            models.UniqueConstraint(fields=["casus", "number"], name="fase_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=5), name="fase_is_one_of_five"),
        )


class Casusbestand(Casusonderdeel):
    """A file of a casus: beside the casus, or the product of a phase. Name and content are sealed."""

    name = SealedTextField(_("naam"))
    content = SealedFileField(_("inhoud"))
    kind = models.CharField(_("soort"), max_length=4)
    size = models.PositiveIntegerField(_("grootte in bytes"))

    objects = ConfidentialManager["Casusbestand"]()

    class Meta:
        verbose_name = _("bestand van een casus")
        verbose_name_plural = _("bestanden van casussen")


class ProductStatus(models.TextChoices):
    """Where a product of a phase stands."""

    NOG_NIET = "NOG_NIET", _("Nog niet begonnen")
    CONCEPT = "CONCEPT", _("Concept")
    VASTGESTELD = "VASTGESTELD", _("Vastgesteld")


class Product(Casusonderdeel):
    """What a phase brings: startnotitie, ambitiedocument, masterplan, uitvoeringsplan, resultaat, beheerafspraken."""

    fase_number = models.PositiveSmallIntegerField(_("fase"))
    kind = SealedTextField(_("soort"))
    status = SealedTextField(_("status"))
    note = SealedTextField(_("toelichting"))
    bestand = models.ForeignKey(Casusbestand, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ConfidentialManager["Product"]()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("producten")
        constraints = (
            models.CheckConstraint(condition=Q(fase_number__gte=1, fase_number__lte=5), name="product_of_a_phase"),
        )


class Sessieopbrengst(Casusonderdeel):
    """What a session gave the owner, put here by herself: for who writes in the casus, never for who reads along.

    `content` is `{"method", "date", "question", "cards", "insights", "advice", "actions", "from"}`: texts in lists,
    without who gave them; `from` is the code of the session, so that it comes in once.
    """

    content = SealedJSONField(_("opbrengst"))

    objects = ConfidentialManager["Sessieopbrengst"]()

    class Meta:
        verbose_name = _("opbrengst van een sessie")
        verbose_name_plural = _("opbrengsten van sessies")
