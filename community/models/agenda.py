"""Moments and people's places in them. Everything with a date later stands on these two."""

import uuid

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.choices import Provincie
from community.models.fragments import Plain, VersionField, new_code
from community.models.kringen import Kring, KringKind
from community.models.organisaties import Organisatie
from community.models.people import User


class BijeenkomstKind(models.TextChoices):
    """What kind of moment it is."""

    LEERGROEP = "LEERGROEP", _("Leergroep")
    ONTMOETING = "ONTMOETING", _("Ontmoeting")
    WEBINAR = "WEBINAR", _("Webinar")
    ONTWIKKELDAG = "ONTWIKKELDAG", _("Ontwikkeldag")
    DAGDEEL = "DAGDEEL", _("Dagdeel van een training")
    EINDSESSIE = "EINDSESSIE", _("Eindsessie van een training")
    TEAMGESPREK = "TEAMGESPREK", _("Teamgesprek")
    INTAKE = "INTAKE", _("Intakegesprek")
    COACHING = "COACHING", _("Coachgesprek")
    INTERVISIE = "INTERVISIE", _("Intervisie")
    TOERNEE = "TOERNEE", _("Gesprek van een toernee")
    BEZOEK = "BEZOEK", _("Bezoek van een toernee")


# What a group plans for itself; the business of the coördinerend hart; what a training plans and moves as a whole,
# and of that the talks between two people. The pages of the agenda only show what another module plans.
OF_A_GROUP = (BijeenkomstKind.LEERGROEP, BijeenkomstKind.TEAMGESPREK, BijeenkomstKind.INTERVISIE,
              BijeenkomstKind.TOERNEE)  # fmt: skip
OF_THE_HEART = (BijeenkomstKind.ONTMOETING, BijeenkomstKind.WEBINAR, BijeenkomstKind.ONTWIKKELDAG)
PLANNED_ELSEWHERE = (
    BijeenkomstKind.DAGDEEL, BijeenkomstKind.EINDSESSIE, BijeenkomstKind.INTAKE, BijeenkomstKind.COACHING,
    BijeenkomstKind.BEZOEK,
)  # fmt: skip
TALKS = (BijeenkomstKind.INTAKE, BijeenkomstKind.COACHING)
# What the meetings are that the people of a Kring plan for themselves.
KIND_OF_MEETING = {
    KringKind.LEERGROEP: BijeenkomstKind.LEERGROEP, KringKind.TEAM: BijeenkomstKind.TEAMGESPREK,
    KringKind.INTERVISIE: BijeenkomstKind.INTERVISIE, KringKind.TOERNEE: BijeenkomstKind.TOERNEE,
}  # fmt: skip


class Audience(models.TextChoices):
    """Who may know of a Bijeenkomst and come."""

    OPENBAAR = "OPENBAAR", _("Iedereen, ook op de openbare agenda")
    LEDEN = "LEDEN", _("Alle leden van de community")
    KRING = "KRING", _("Alleen de leden van de groep")


class BijeenkomstStatus(models.TextChoices):
    """Where a Bijeenkomst stands."""

    CONCEPT = "CONCEPT", _("Concept")
    GEPLAND = "GEPLAND", _("Gepland")
    GEANNULEERD = "GEANNULEERD", _("Gaat niet door")


class Bijeenkomst(models.Model):
    """A moment: when, where, for whom. `sequence` rises with each change a calendar must know (RFC 5545 §3.8.7.4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Opaque, so that an address never tells what a group talks about.
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, null=True, blank=True, related_name="bijeenkomsten")
    kind = models.CharField(_("soort"), max_length=12, choices=BijeenkomstKind.choices)
    audience = models.CharField(_("voor wie"), max_length=8, choices=Audience.choices)
    status = models.CharField(
        _("status"), max_length=11, choices=BijeenkomstStatus.choices, default=BijeenkomstStatus.GEPLAND
    )
    title = models.CharField(_("titel"), max_length=120)
    is_confidential = models.BooleanField(_("titel is vertrouwelijk"), default=False)
    description = models.TextField(_("waar gaat het over?"), max_length=4000, blank=True)
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    place_name = models.CharField(_("plaats"), max_length=120, blank=True)
    address = models.CharField(_("adres"), max_length=200, blank=True)
    provincie = models.CharField(_("provincie"), max_length=14, choices=Provincie.choices, blank=True)
    # Shown only to who takes part.
    online_url = models.URLField(_("link om online mee te doen"), max_length=500, blank=True)
    capacity = models.PositiveSmallIntegerField(_("aantal plaatsen"), null=True, blank=True)
    organiser = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="georganiseerd")
    checkin_code = models.CharField(max_length=12, default=new_code, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("waarom gaat het niet door?"), max_length=240, blank=True)
    attendance_saved_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # Rises when time or place moves: reminders are keyed on it, so a moved moment reminds again.
    schedule_version = models.PositiveIntegerField(default=1, editable=False)
    # Counts the saves of its agenda (models/vergadering.py), which somebody else may write meanwhile.
    points_version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField()
    search_text = models.GeneratedField(expression=Plain(F("title")), output_field=models.TextField(), db_persist=True)
    version = VersionField()

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="bijeenkomst_ends_after_start"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="bijeenkomst_capacity_one_or_more"
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.KRING) | Q(kring__isnull=False), name="bijeenkomst_kring_has_kring"
            ),
            models.CheckConstraint(
                condition=Q(status=BijeenkomstStatus.GEANNULEERD, cancelled_at__isnull=False)
                | ~Q(status=BijeenkomstStatus.GEANNULEERD) & Q(cancelled_at__isnull=True),
                name="bijeenkomst_cancelled_has_moment",
            ),
        )
        indexes = (
            models.Index(fields=["starts_at"], name="bijeenkomst_starts"),
            models.Index(fields=["kring", "starts_at"], name="bijeenkomst_kring_starts"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="bijeenkomst_search_trgm"),
        )

    def __str__(self) -> str:
        return f"Bijeenkomst {self.code}"


class DeelnameStatus(models.TextChoices):
    """A person's place in a Bijeenkomst."""

    UITGENODIGD = "UITGENODIGD", _("Uitgenodigd")
    AANGEMELD = "AANGEMELD", _("Aangemeld")
    WACHTLIJST = "WACHTLIJST", _("Op de wachtlijst")
    AFGEMELD = "AFGEMELD", _("Afgemeld")
    AANWEZIG = "AANWEZIG", _("Aanwezig")
    AFWEZIG = "AFWEZIG", _("Afwezig")


# Who holds a seat.
SEATED = (DeelnameStatus.AANGEMELD, DeelnameStatus.AANWEZIG)


class AttendedVia(models.TextChoices):
    """How presence became known."""

    LIJST = "LIJST", _("Op de lijst gezet")
    PLAATS = "PLAATS", _("Zelf aangemeld bij de deur")
    LINK = "LINK", _("Online meegedaan")


class Deelname(models.Model):
    """A person's place in a Bijeenkomst. `organisatie` is the employer at that moment, for later reports."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="deelnames")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deelnames")
    status = models.CharField(_("status"), max_length=11, choices=DeelnameStatus.choices)
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.SET_NULL, null=True, blank=True, related_name="deelnames"
    )
    invited_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Order of the waiting list.
    waiting_since = models.DateTimeField(null=True, blank=True)
    attended_via = models.CharField(max_length=6, choices=AttendedVia.choices, blank=True)

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        constraints = (
            models.UniqueConstraint(fields=["bijeenkomst", "user"], name="deelname_once"),
            models.CheckConstraint(
                condition=Q(status=DeelnameStatus.WACHTLIJST, waiting_since__isnull=False)
                | ~Q(status=DeelnameStatus.WACHTLIJST) & Q(waiting_since__isnull=True),
                name="deelname_waiting_has_since",
            ),
        )
        indexes = (
            models.Index(fields=["user", "status"], name="deelname_user_status"),
            models.Index(fields=["bijeenkomst", "status"], name="deelname_bijeenkomst_status"),
            # Reports count the places of one organisatie from this alone.
            models.Index(
                fields=["organisatie", "status"], include=["bijeenkomst", "user"], name="deelname_of_organisatie"
            ),
        )

    def __str__(self) -> str:
        return f"Deelname {self.pk}"


class AgendaFeed(models.Model):
    """The secret address of one person's calendar feed. Only its SHA-256 is kept; a new one replaces the old."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="agenda_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("agendafeed")
        verbose_name_plural = _("agendafeeds")

    def __str__(self) -> str:
        return f"Agendafeed {self.pk}"
