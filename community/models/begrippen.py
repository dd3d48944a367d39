"""One language: terms of the craft with a definition in our own words, in versions that a second reader settles."""

import uuid

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.bronnen import Bron
from community.models.fragments import Plain
from community.models.people import User


class Begrip(models.Model):
    """A term as the community uses it; what it means stands in its versions. Public."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.CharField(_("term"), max_length=80, unique=True)
    slug = models.SlugField(_("adres"), max_length=80, unique=True)
    niet_hetzelfde_als = models.ManyToManyField("self", verbose_name=_("niet hetzelfde als"), blank=True)
    search_text = models.GeneratedField(expression=Plain(F("term")), output_field=models.TextField(), db_persist=True)

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")
        indexes = (GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="begrip_search_trgm"),)

    def __str__(self) -> str:
        return self.term


class Begripnaam(models.Model):
    """Another word, or another form, that means the same: it leads to the preferred term."""

    begrip = models.ForeignKey(Begrip, on_delete=models.CASCADE, related_name="namen")
    naam = models.CharField(_("ander woord"), max_length=80, unique=True)
    search_text = models.GeneratedField(expression=Plain(F("naam")), output_field=models.TextField(), db_persist=True)

    class Meta:
        verbose_name = _("ander woord")
        verbose_name_plural = _("andere woorden")
        indexes = (GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="begripnaam_search_trgm"),)

    def __str__(self) -> str:
        return self.naam


class BegripStatus(models.TextChoices):
    """Whether a second reader settled it."""

    CONCEPT = "CONCEPT", _("Concept")
    VASTGESTELD = "VASTGESTELD", _("Vastgesteld")


class Begripversie(models.Model):
    """What a term means, from one moment on. A settled version never changes; a change begins a new concept.

    Whoever wrote it cannot settle it. What came along with the product has no writer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    begrip = models.ForeignKey(Begrip, on_delete=models.CASCADE, related_name="versies")
    number = models.PositiveSmallIntegerField(_("nummer"))
    definitie = models.TextField(_("wat het betekent"), max_length=400)
    voorbeeld = models.TextField(_("voorbeeld"), max_length=600, blank=True)
    bron = models.ForeignKey(Bron, verbose_name=_("bron"), on_delete=models.PROTECT, related_name="begripversies")
    vindplaats = models.CharField(_("plek in de bron"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=11, choices=BegripStatus.choices, default=BegripStatus.CONCEPT, editable=False
    )
    written_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    written_at = models.DateTimeField(editable=False)
    approved_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("versie van een begrip")
        verbose_name_plural = _("versies van begrippen")
        constraints = (
            models.UniqueConstraint(fields=["begrip", "number"], name="begripversie_number_once"),
            models.UniqueConstraint(
                fields=["begrip"], condition=Q(status=BegripStatus.CONCEPT), name="begripversie_one_concept"
            ),
            models.CheckConstraint(
                name="begripversie_settled_by_another",
                condition=Q(written_by__isnull=True) | Q(approved_by__isnull=True) | ~Q(written_by=F("approved_by")),
            ),
            models.CheckConstraint(
                name="begripversie_settled_has_moment",
                condition=Q(status=BegripStatus.CONCEPT, approved_at__isnull=True)
                | Q(status=BegripStatus.VASTGESTELD, approved_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.begrip} {self.number}"


class Kennisvoorstel(models.Model):
    """What a member proposes about a term or a page of knowledge; redacteuren handle it. Gone a year after that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kennisvoorstellen")
    begrip = models.ForeignKey(Begrip, on_delete=models.CASCADE, null=True, blank=True, related_name="voorstellen")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField(_("wat stel je voor?"), max_length=1000)
    created_at = models.DateTimeField(_("gedaan op"))
    handled_at = models.DateTimeField(_("behandeld op"), null=True, blank=True)
    handled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        indexes = (models.Index(fields=["handled_at", "created_at"], name="kennisvoorstel_open"),)
        constraints = (
            models.CheckConstraint(
                name="kennisvoorstel_about_one",
                condition=Q(begrip__isnull=True, page__isnull=False) | Q(begrip__isnull=False, page__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"Kennisvoorstel {self.pk}"
