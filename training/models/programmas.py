"""The programme as data: what a training consists of, in versions; an editie keeps the version it began with."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casussen.models import Instrument
from community.models import User
from community.models.fragments import VersionField


class Ontwikkeldoel(models.Model):
    """One of the five goals a training works on (003 r399-405)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField(_("nummer"), unique=True)
    label = models.CharField(_("doel"), max_length=160)
    explanation = models.TextField(_("uitleg"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("ontwikkeldoel")
        verbose_name_plural = _("ontwikkeldoelen")

    def __str__(self) -> str:
        return f"{self.number}. {self.label}"


class Programma(models.Model):
    """A kind of training, for example the basic one. What it consists of stands in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("adres"), max_length=60, unique=True)
    name = models.CharField(_("naam"), max_length=120, unique=True)
    summary = models.CharField(_("waarvoor"), max_length=300)
    is_offered = models.BooleanField(_("wordt aangeboden"), default=True)
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("programma")
        verbose_name_plural = _("programma's")

    def __str__(self) -> str:
        return self.name


class Programmaversie(models.Model):
    """What a programme consists of at one time. An established version never changes: edities keep to theirs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programma = models.ForeignKey(Programma, on_delete=models.CASCADE, related_name="versies")
    number = models.PositiveSmallIntegerField(_("versie"))
    source = models.CharField(_("bron"), max_length=300, blank=True)
    established_at = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)
    established_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = VersionField()

    class Meta:
        verbose_name = _("versie van een programma")
        verbose_name_plural = _("versies van programma's")
        constraints = (
            models.UniqueConstraint(fields=["programma", "number"], name="programmaversie_number_once"),
            models.UniqueConstraint(
                fields=["programma"], condition=Q(established_at__isnull=True), name="programmaversie_one_concept"
            ),
        )

    def __str__(self) -> str:
        return f"{self.programma.name}, versie {self.number}"


class OnderdeelKind(models.TextChoices):
    """What kind of part of the programme it is."""

    INTAKE = "INTAKE", _("Intake")
    DAGDEEL = "DAGDEEL", _("Dagdeel")
    TUSSENTIJD = "TUSSENTIJD", _("Tussentijd")
    EINDSESSIE = "EINDSESSIE", _("Eindsessie")


class OnderdeelForm(models.TextChoices):
    """Where people are for it."""

    ONLINE = "ONLINE", _("Online")
    LOCATIE = "LOCATIE", _("Op locatie")
    EIGEN_PLEK = "EIGEN_PLEK", _("Op je eigen plek en online")


class Programmaonderdeel(models.Model):
    """One part of a version: I, 1-5, A-D or E, with what it asks (capabilities §7.4).

    `is_same_day` says that it is held on the day of the part before it. The opdracht of a tussentijd works in the
    participant's own casus: `opdracht_part` is a code of casussen.onderdelen, empty when it works nowhere in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    versie = models.ForeignKey(Programmaversie, on_delete=models.CASCADE, related_name="onderdelen")
    position = models.PositiveSmallIntegerField(_("volgorde"))
    code = models.CharField(_("code"), max_length=2)
    kind = models.CharField(_("soort"), max_length=10, choices=OnderdeelKind.choices)
    form = models.CharField(_("vorm"), max_length=10, choices=OnderdeelForm.choices)
    title = models.CharField(_("titel"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("duur in minuten"))
    is_same_day = models.BooleanField(_("op de dag van het onderdeel ervoor"), default=False)
    goals = models.TextField(_("doel"), max_length=1000)
    activities = models.TextField(_("wat we doen"), max_length=2000)
    preparation = models.TextField(_("voorbereiding"), max_length=1000, blank=True)
    instrumenten = models.ManyToManyField(Instrument, verbose_name=_("instrumenten"), blank=True, related_name="+")
    ontwikkeldoelen = models.ManyToManyField(Ontwikkeldoel, verbose_name=_("ontwikkeldoelen"), related_name="+")
    has_own_teamgesprek = models.BooleanField(_("gesprek met het eigen team"), default=False)
    has_trainer_teamgesprek = models.BooleanField(_("gesprek met de trainers"), default=False)
    has_coaching = models.BooleanField(_("individuele coaching"), default=False)
    opdracht_title = models.CharField(_("titel van de opdracht"), max_length=120, blank=True)
    opdracht_text = models.TextField(_("opdracht"), max_length=2000, blank=True)
    opdracht_part = models.CharField(_("onderdeel van de casus"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("onderdeel van een programma")
        verbose_name_plural = _("onderdelen van programma's")
        constraints = (
            models.UniqueConstraint(fields=["versie", "code"], name="programmaonderdeel_code_once"),
            models.UniqueConstraint(
                fields=["versie", "position"], name="programmaonderdeel_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=1440), name="programmaonderdeel_minutes"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Draaiboekregel(models.Model):
    """One line of the script of a dagdeel: how long, what, with which material, who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    onderdeel = models.ForeignKey(Programmaonderdeel, on_delete=models.CASCADE, related_name="draaiboek")
    position = models.PositiveSmallIntegerField(_("volgorde"))
    minutes = models.PositiveSmallIntegerField(_("minuten"))
    activity = models.CharField(_("wat"), max_length=240)
    werkvorm = models.CharField(_("werkvorm"), max_length=120, blank=True)
    material = models.CharField(_("materiaal"), max_length=240, blank=True)
    who = models.CharField(_("wie"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("regel van een draaiboek")
        verbose_name_plural = _("regels van draaiboeken")
        constraints = (
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="draaiboekregel_minutes"),
        )

    def __str__(self) -> str:
        return self.activity
