"""One run of a programme: its people are a Kring, its days are Bijeenkomsten."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models import Bijeenkomst, Kring, Locatie, Organisatie, Provincie, Regio, User
from community.models.fragments import VersionField
from training.models.programmas import Programmaonderdeel, Programmaversie


class EditieStatus(models.TextChoices):
    """The life of an editie. Whether it runs follows from its days."""

    CONCEPT = "CONCEPT", _("Concept")
    GEPUBLICEERD = "GEPUBLICEERD", _("Gepubliceerd")
    GEANNULEERD = "GEANNULEERD", _("Gaat niet door")
    GEARCHIVEERD = "GEARCHIVEERD", _("Gearchiveerd")


class Editie(models.Model):
    """One run of a version of a programme. Trainers lead its Kring, participants are in it; a coach is not.

    Its praktijkboek is the one of its Kring; the agreements of that Kring are the rules of the book.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("adres"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    programmaversie = models.ForeignKey(Programmaversie, on_delete=models.RESTRICT, related_name="edities")
    kring = models.OneToOneField(Kring, on_delete=models.RESTRICT, related_name="editie")
    status = models.CharField(_("status"), max_length=12, choices=EditieStatus.choices, default=EditieStatus.CONCEPT)
    provincie = models.CharField(_("provincie"), max_length=14, choices=Provincie.choices)
    regio = models.CharField(_("vakantieregio"), max_length=6, choices=Regio.choices)
    description = models.TextField(_("voor wie en waarom"), max_length=2000, blank=True)
    organisaties = models.ManyToManyField(Organisatie, verbose_name=_("partners"), blank=True, related_name="edities")
    coaches = models.ManyToManyField(User, verbose_name=_("coaches"), blank=True, related_name="+")
    locatie = models.ForeignKey(Locatie, on_delete=models.SET_NULL, null=True, blank=True, related_name="edities")
    # The period within which the days are sought.
    from_date = models.DateField(_("vanaf"))
    until_date = models.DateField(_("tot en met"))
    capacity = models.PositiveSmallIntegerField(_("aantal plaatsen"))
    apply_until_date = models.DateField(_("aanmelden tot en met"), null=True, blank=True)
    decide_by_date = models.DateField(_("besluit uiterlijk"), null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("gemaakt op"))
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("afgelast op"), null=True, blank=True)
    archived_at = models.DateTimeField(_("gearchiveerd op"), null=True, blank=True)
    # When the personal details of its participants were removed.
    purged_at = models.DateTimeField(_("opgeschoond op"), null=True, blank=True)
    # What is left then: see training.queries.editiecijfers.
    figures = models.JSONField(_("cijfers"), default=dict, blank=True)
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = VersionField()

    class Meta:
        verbose_name = _("editie")
        verbose_name_plural = _("edities")
        constraints = (
            models.CheckConstraint(condition=Q(until_date__gt=F("from_date")), name="editie_ends_after_start"),
            models.CheckConstraint(condition=Q(capacity__gte=4, capacity__lte=60), name="editie_capacity"),
            models.CheckConstraint(
                condition=Q(status=EditieStatus.CONCEPT, published_at__isnull=True)
                | ~Q(status=EditieStatus.CONCEPT) & Q(published_at__isnull=False),
                name="editie_published_has_moment",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Editiedeel(models.Model):
    """One part of the programme in this editie. A dagdeel and the eindsessie have a Bijeenkomst; a tussentijd and the
    intake run from one day up to and including another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, related_name="delen")
    onderdeel = models.ForeignKey(Programmaonderdeel, on_delete=models.RESTRICT, related_name="+")
    bijeenkomst = models.OneToOneField(
        Bijeenkomst, on_delete=models.SET_NULL, null=True, blank=True, related_name="editiedeel"
    )
    from_date = models.DateField(_("open vanaf"), null=True, blank=True)
    until_date = models.DateField(_("klaar vóór"), null=True, blank=True)
    # A day that the planner may not move.
    is_locked = models.BooleanField(_("staat vast"), default=False)
    # When the participants were told that it is open.
    opened_at = models.DateTimeField(_("geopend op"), null=True, blank=True)

    class Meta:
        verbose_name = _("onderdeel van een editie")
        verbose_name_plural = _("onderdelen van edities")
        constraints = (
            models.UniqueConstraint(fields=["editie", "onderdeel"], name="editiedeel_once"),
            models.CheckConstraint(
                condition=Q(from_date__isnull=True, until_date__isnull=True) | Q(until_date__gte=F("from_date")),
                name="editiedeel_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"Editiedeel {self.pk}"


class Afwijking(models.Model):
    """A soft rule of planning that was set aside for one editie, and why. `rule` is a code of training.rhythm."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, related_name="afwijkingen")
    rule = models.CharField(_("regel"), max_length=40)
    sentence = models.CharField(_("wat er afwijkt"), max_length=300)
    reason = models.CharField(_("waarom"), max_length=300)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("besloten op"))

    class Meta:
        verbose_name = _("afwijking")
        verbose_name_plural = _("afwijkingen")
        constraints = (models.UniqueConstraint(fields=["editie", "rule", "sentence"], name="afwijking_once"),)

    def __str__(self) -> str:
        return f"Afwijking {self.pk}"
