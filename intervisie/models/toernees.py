"""Visitatietoernees: four to six regisseurs who visit each other's samenwerking, and proposals for when."""

import secrets
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models import Kring, Samenwerking, User
from community.models.fragments import CODE_ALPHABET, VersionField
from intervisie.models.matching import Indelingsvoorstel
from intervisie.models.protocollen import Protocolversie

# How many regisseurs make a toernee.
FEWEST, USUAL, MOST = 4, 5, 6


def new_toernee_code() -> str:
    """Return an opaque code for the address of a toernee, for example 't-4m8xk2qd'."""
    return "t-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class ToerneeStatus(models.TextChoices):
    """The life of a toernee, in order; AFGEBLAZEN can follow on each before AFGEROND."""

    PLANNEN = "PLANNEN", _("Dagen worden gezocht")
    LOOPT = "LOOPT", _("Loopt")
    AFGEROND = "AFGEROND", _("Afgerond")
    AFGEBLAZEN = "AFGEBLAZEN", _("Gaat niet door")


class Toernee(models.Model):
    """A visitatietoernee. Who is in it says its Kring; its contactpersoon has role TREKKER, a begeleider BEGELEIDER.

    Dates lie from `from_date` up to and including `until_date`. Gaps and span are in working days (cop-visitatie/1).
    Everything its people write is sealed under `data_key_id`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_toernee_code, editable=False)
    kring = models.OneToOneField(Kring, on_delete=models.RESTRICT, related_name="toernee")
    data_key_id = models.UUIDField(editable=False)
    status = models.CharField(_("status"), max_length=10, choices=ToerneeStatus.choices, default=ToerneeStatus.PLANNEN)
    # The division it comes from; empty when a coördinator made it by hand.
    voorstel = models.ForeignKey(
        Indelingsvoorstel, on_delete=models.SET_NULL, null=True, blank=True, related_name="toernees"
    )
    protocolversie = models.ForeignKey(Protocolversie, on_delete=models.RESTRICT, related_name="toernees")
    from_date = models.DateField(_("bezoeken vanaf"))
    until_date = models.DateField(_("bezoeken tot en met"))
    min_gap_days = models.PositiveSmallIntegerField(_("minste werkdagen tussen twee bezoeken"), default=10)
    ideal_gap_days = models.PositiveSmallIntegerField(_("liefste werkdagen tussen twee bezoeken"), default=20)
    max_span_days = models.PositiveSmallIntegerField(_("meeste werkdagen van eerste tot laatste bezoek"), default=110)
    uses_school_holidays = models.BooleanField(_("ook in schoolvakanties"), default=False)
    # Who could guide it; none: it goes without a begeleider. Who does, stands in the Kring.
    begeleiders = models.ManyToManyField(User, verbose_name=_("mogelijke begeleiders"), blank=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("gemaakt op"))
    planned_at = models.DateTimeField(_("bezoeken vastgelegd op"), null=True, blank=True)
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    cancel_reason = models.CharField(_("waarom het niet doorgaat"), max_length=240, blank=True)
    destroyed_at = models.DateTimeField(_("inhoud vernietigd op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("toernee")
        verbose_name_plural = _("toernees")
        constraints = (
            models.CheckConstraint(condition=Q(until_date__gt=F("from_date")), name="toernee_ends_after_start"),
            models.CheckConstraint(
                condition=Q(min_gap_days__gte=1, min_gap_days__lte=F("ideal_gap_days"),
                            ideal_gap_days__lte=F("max_span_days")),
                name="toernee_gaps_in_order",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Toernee {self.code}"


class Toerneedeelnemer(models.Model):
    """A regisseur in a toernee with the samenwerking she shows. `position` (from 0) decides how roles rotate.

    Who left keeps her row: what she did stays. `replaced_by` is who came in her place, on the same position.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    toernee = models.ForeignKey(Toernee, on_delete=models.CASCADE, related_name="deelnemers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="toerneedeelnames")
    samenwerking = models.ForeignKey(
        Samenwerking, on_delete=models.SET_NULL, null=True, related_name="toerneedeelnames"
    )
    position = models.PositiveSmallIntegerField(_("plaats in de volgorde"))
    joined_at = models.DateTimeField(_("sinds"))
    left_at = models.DateTimeField(_("tot"), null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        verbose_name = _("deelnemer van een toernee")
        verbose_name_plural = _("deelnemers van toernees")
        constraints = (
            models.UniqueConstraint(
                fields=["toernee", "user"], condition=Q(left_at__isnull=True), name="toerneedeelnemer_once"
            ),
            models.UniqueConstraint(
                fields=["toernee", "position"], condition=Q(left_at__isnull=True), name="toerneedeelnemer_position"
            ),
            models.CheckConstraint(condition=Q(position__lt=MOST), name="toerneedeelnemer_position_in_six"),
        )

    def __str__(self) -> str:
        return f"Toerneedeelnemer {self.pk}"


class Toerneevoorstel(models.Model):
    """One proposal for the visits of a toernee, by the engine, by hand or as a repair. Never changed.

    `plan` is `{"begeleider": user id or null, "visits": [{"host": deelnemer id, "date", "half", "roles": {deelnemer id:
    role}, "reserve": {"date", "half"} or null}], "cost": {part: number}, "people": {user id: {Monday: mark}}}`; without
    visits nothing fits and `why` tells it: `{"kind", "people": [user id], "sentences": [...]}`. By `people` is told who
    changed since. `difference` compares with what was fixed (queries.toerneevoorstellen).
    `locks` are `[{"host", "date", "half"}]`; `fingerprint` is of all it was made from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    toernee = models.ForeignKey(Toernee, on_delete=models.CASCADE, related_name="voorstellen")
    number = models.PositiveSmallIntegerField(_("nummer"))
    based_on = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    change = models.CharField(_("wijziging"), max_length=200, blank=True)
    plan = models.JSONField(_("plan"))
    why = models.JSONField(_("waarom niets past"), default=dict, blank=True)
    difference = models.JSONField(_("verschil"), default=list, blank=True)
    locks = models.JSONField(_("vastgezet"), default=list, blank=True)
    fingerprint = models.CharField(max_length=64)
    seed = models.PositiveIntegerField(default=1)
    is_proven = models.BooleanField(_("bewezen het beste"), default=False)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("gemaakt op"))
    adopted_at = models.DateTimeField(_("overgenomen op"), null=True, blank=True)
    adopted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("voorstel voor een toernee")
        verbose_name_plural = _("voorstellen voor toernees")
        constraints = (models.UniqueConstraint(fields=["toernee", "number"], name="toerneevoorstel_number_once"),)

    def __str__(self) -> str:
        return f"Toerneevoorstel {self.number}"
