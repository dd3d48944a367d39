"""The visits of a toernee, who does what in each, and the steps of the protocol as duties of one person each."""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedJSONField
from community.models import Bijeenkomst, User
from community.models.fragments import CODE_ALPHABET, VersionField
from intervisie.models.toernees import Toernee, Toerneedeelnemer


def new_bezoek_code() -> str:
    """Return an opaque code for the address of a visit, for example 'b-4m8xk2qd'."""
    return "b-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class BezoekStatus(models.TextChoices):
    """Where a visit stands. VERVALLEN: its host left, or the toernee was blown off."""

    GEPLAND = "GEPLAND", _("Gepland")
    GEHOUDEN = "GEHOUDEN", _("Geweest")
    VERVALLEN = "VERVALLEN", _("Vervallen")


class Rol(models.TextChoices):
    """What a visitor does at a visit (field-notes.md §5.1). The host has none."""

    VOORZITTER = "VOORZITTER", _("Voorzitter")
    VERSLAGLEGGER = "VERSLAGLEGGER", _("Verslaglegger")
    VELDWAARNEMER = "VELDWAARNEMER", _("Veldwaarnemer")
    BESTUURSLENS = "BESTUURSLENS", _("Bestuurslens")


class Bezoek(models.Model):
    """One visit: to whom, and when. Its Bijeenkomst stands in everybody's agenda and holds nothing confidential.

    A locked visit is not moved by the planner. The reserve date is kept free by everybody, in words only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_bezoek_code, editable=False)
    toernee = models.ForeignKey(Toernee, on_delete=models.CASCADE, related_name="bezoeken")
    host = models.ForeignKey(Toerneedeelnemer, on_delete=models.CASCADE, related_name="bezoeken")
    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.RESTRICT, related_name="bezoek")
    date = models.DateField(_("dag"))
    half = models.PositiveSmallIntegerField(_("dagdeel"))
    reserve_date = models.DateField(_("reservedag"), null=True, blank=True)
    reserve_half = models.PositiveSmallIntegerField(_("dagdeel van de reservedag"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=9, choices=BezoekStatus.choices, default=BezoekStatus.GEPLAND)
    is_locked = models.BooleanField(_("staat vast"), default=False)
    # The voorzitter waits no longer for observations that are not handed in.
    observations_closed_at = models.DateTimeField(_("waarnemingen gesloten op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("bezoek")
        verbose_name_plural = _("bezoeken")
        constraints = (
            models.UniqueConstraint(
                fields=["host"], condition=~Q(status="VERVALLEN"), name="bezoek_host_once"
            ),
            models.CheckConstraint(condition=Q(half__lte=1), name="bezoek_half"),
            models.CheckConstraint(
                condition=Q(reserve_date__isnull=True, reserve_half__isnull=True)
                | Q(reserve_date__isnull=False, reserve_half__isnull=False, reserve_half__lte=1),
                name="bezoek_reserve_whole",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Bezoek {self.code}"


class Bezoekrol(models.Model):
    """What one visitor does at one visit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bezoek = models.ForeignKey(Bezoek, on_delete=models.CASCADE, related_name="rollen")
    deelnemer = models.ForeignKey(Toerneedeelnemer, on_delete=models.CASCADE, related_name="rollen")
    rol = models.CharField(_("rol"), max_length=13, choices=Rol.choices)

    class Meta:
        verbose_name = _("rol bij een bezoek")
        verbose_name_plural = _("rollen bij bezoeken")
        constraints = (
            models.UniqueConstraint(fields=["bezoek", "deelnemer"], name="bezoekrol_once"),
            models.UniqueConstraint(
                fields=["bezoek", "rol"], condition=~Q(rol="VELDWAARNEMER"), name="bezoekrol_one_of_each"
            ),
        )

    def __str__(self) -> str:
        return f"Bezoekrol {self.pk}"


class Toerneestap(models.Model):
    """One step of the protocol for one person: a Taak of hers points here. `bezoek` is empty for steps of the toernee.

    `step` is a code of the protocol version of the toernee. Excused, nobody waits for it any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    toernee = models.ForeignKey(Toernee, on_delete=models.CASCADE, related_name="stappen")
    bezoek = models.ForeignKey(Bezoek, on_delete=models.CASCADE, null=True, blank=True, related_name="stappen")
    deelnemer = models.ForeignKey(Toerneedeelnemer, on_delete=models.CASCADE, related_name="stappen")
    step = models.CharField(_("stap"), max_length=40)
    opens_date = models.DateField(_("kan vanaf"))
    due_date = models.DateField(_("uiterlijk"))
    done_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    excused_at = models.DateTimeField(_("vrijgesteld op"), null=True, blank=True)
    excused_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("stap van een toernee")
        verbose_name_plural = _("stappen van toernees")
        constraints = (
            models.UniqueConstraint(
                fields=["toernee", "bezoek", "step", "deelnemer"], nulls_distinct=False, name="toerneestap_once"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(excused_at__isnull=True), name="toerneestap_done_or_excused"
            ),
        )
        indexes = (
            models.Index(
                fields=["due_date"], condition=Q(done_at__isnull=True, excused_at__isnull=True),
                name="toerneestap_open",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Toerneestap {self.pk}"


class Stapantwoord(models.Model):
    """What somebody wrote in one step: answers by the code of the question. Sealed under the key of the toernee.

    Who reads it beside herself says the step in the protocol: nobody before `handed_in_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stap = models.OneToOneField(Toerneestap, on_delete=models.CASCADE, related_name="antwoord")
    data_key_id = models.UUIDField(editable=False)
    answers = SealedJSONField(_("antwoorden"))
    handed_in_at = models.DateTimeField(_("ingeleverd op"), null=True, blank=True)
    changed_at = models.DateTimeField(_("gewijzigd op"))
    version = VersionField()

    objects = ConfidentialManager["Stapantwoord"]()

    class Meta:
        verbose_name = _("antwoord op een stap")
        verbose_name_plural = _("antwoorden op stappen")

    def __str__(self) -> str:
        return f"Stapantwoord {self.pk}"

    @property
    def changed_by(self) -> User:
        """Who wrote it last: nobody but who does the step."""
        return self.stap.deelnemer.user
