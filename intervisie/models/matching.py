"""Rounds in which regisseurs register for intervisie, and proposals that divide them in groups."""

import secrets
import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedJSONField
from community.models import Opgave, Provincie, Samenwerking, User
from community.models.fragments import CODE_ALPHABET, VersionField

# Dagdelen of a week as the engine counts them: 0 is Monday morning, 9 Friday afternoon.
SLOTS = 10


def new_ronde_code() -> str:
    """Return an opaque code for the address of a round, for example 'r-4m8xk2qd'."""
    return "r-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class RondeStatus(models.TextChoices):
    """The life of a round, in order; AFGEBLAZEN can follow on each before VASTGESTELD."""

    CONCEPT = "CONCEPT", _("Concept")
    OPEN = "OPEN", _("Open voor aanmelden")
    GESLOTEN = "GESLOTEN", _("Aanmelden is gesloten")
    VASTGESTELD = "VASTGESTELD", _("Groepen zijn bekend")
    AFGEBLAZEN = "AFGEBLAZEN", _("Gaat niet door")


class RondeKind(models.TextChoices):
    """What a round makes of who registers."""

    INTERVISIE = "INTERVISIE", _("Intervisiegroepen")
    TOERNEE = "TOERNEE", _("Visitatietoernees")


class Form(models.TextChoices):
    """How a group meets, or how somebody wants to meet. The engine knows them as fysiek, online and beide."""

    FYSIEK = "FYSIEK", _("Op locatie")
    ONLINE = "ONLINE", _("Online")
    BEIDE = "BEIDE", _("Op locatie of online")


class ErvaringWens(models.TextChoices):
    """Whether experience in a group should differ. Sources disagree (field-notes.md §4.2), hence a choice."""

    MIX = "MIX", _("Graag verschil in ervaring")
    GELIJK = "GELIJK", _("Graag ongeveer gelijke ervaring")
    GEEN = "GEEN", _("Maakt niet uit")


class Gewicht(models.TextChoices):
    """How much a goal of dividing counts. Nobody types a number: what each means stands in queries.matchrondes."""

    NIET = "NIET", _("Telt niet mee")
    NORMAAL = "NORMAAL", _("Normaal")
    ZWAAR = "ZWAAR", _("Weegt zwaar")


class Matchronde(models.Model):
    """One round: members of a region register for a period, the coördinerend hart divides them in groups.

    `closes_date` is the last day on which one registers. `weights` gives a Gewicht by the name of a goal of
    intervisie.matching; a goal that is not named counts as usual. No `provincies`: for everybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_ronde_code, editable=False)
    kind = models.CharField(_("soort"), max_length=10, choices=RondeKind.choices, default=RondeKind.INTERVISIE)
    name = models.CharField(_("naam"), max_length=80)
    status = models.CharField(_("status"), max_length=11, choices=RondeStatus.choices, default=RondeStatus.CONCEPT)
    provincies = ArrayField(
        models.CharField(max_length=14, choices=Provincie.choices),
        verbose_name=_("regio"), blank=True, default=list,
    )  # fmt: skip
    form = models.CharField(_("vorm"), max_length=6, choices=Form.choices, default=Form.BEIDE)
    experience = models.CharField(
        _("ervaring in een groep"), max_length=6, choices=ErvaringWens.choices, default=ErvaringWens.MIX
    )
    from_date = models.DateField(_("groepen beginnen op"))
    until_date = models.DateField(_("groepen lopen tot en met"))
    closes_date = models.DateField(_("aanmelden tot en met"))
    size_min = models.PositiveSmallIntegerField(_("kleinste groep"), default=5)
    size_target = models.PositiveSmallIntegerField(_("gewenste groep"), default=6)
    size_max = models.PositiveSmallIntegerField(_("grootste groep"), default=8)
    min_common_slots = models.PositiveSmallIntegerField(_("gezamenlijke dagdelen"), default=1)
    weights = models.JSONField(_("gewichten"), default=dict, blank=True)
    rhythm_weeks = models.PositiveSmallIntegerField(_("ritme in weken"), default=8)
    # After how many sessions a group is asked how it goes.
    evaluate_after = models.PositiveSmallIntegerField(_("evalueren na"), default=4)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("gemaakt op"))
    opened_at = models.DateTimeField(_("geopend op"), null=True, blank=True)
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    # Told to who registered, when it was blown off.
    cancel_reason = models.CharField(_("waarom het niet doorgaat"), max_length=240, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("matchronde")
        verbose_name_plural = _("matchrondes")
        constraints = (
            models.CheckConstraint(condition=Q(until_date__gt=F("from_date")), name="matchronde_ends_after_start"),
            models.CheckConstraint(condition=Q(closes_date__lt=F("from_date")), name="matchronde_closes_before_start"),
            models.CheckConstraint(
                condition=Q(size_min__gte=3, size_min__lte=F("size_target"), size_target__lte=F("size_max"),
                            size_max__lte=12),
                name="matchronde_sizes_in_order",
            ),
            models.CheckConstraint(
                condition=Q(min_common_slots__gte=1, min_common_slots__lte=SLOTS), name="matchronde_common_slots"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Matchronde {self.code}"

    @property
    def makes_toernees(self) -> bool:
        """Whether toernees come of it instead of groups of intervisie."""
        return self.kind == RondeKind.TOERNEE

    @property
    def regio(self) -> str:
        """The names of its provinces; empty when it is for everybody."""
        labels = dict(Provincie.choices)
        return ", ".join(str(labels[code]) for code in self.provincies)


class Rondeuitnodiging(models.Model):
    """A member who was told that a round is open. Only who neither registered nor declined hears of it again (N55)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ronde = models.ForeignKey(Matchronde, on_delete=models.CASCADE, related_name="uitnodigingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(_("uitgenodigd op"))
    declined_at = models.DateTimeField(_("deze keer niet"), null=True, blank=True)
    # A coördinator asked her by name: she may register wherever she works.
    is_by_name = models.BooleanField(_("bij naam gevraagd"), default=False)

    class Meta:
        verbose_name = _("uitnodiging voor een matchronde")
        verbose_name_plural = _("uitnodigingen voor matchrondes")
        constraints = (models.UniqueConstraint(fields=["ronde", "user"], name="rondeuitnodiging_once"),)

    def __str__(self) -> str:
        return f"Rondeuitnodiging {self.pk}"


class Matchaanmelding(models.Model):
    """That somebody takes part in a round, and what she asked. What is private stands in `Vasteregel`, sealed.

    `slots` are dagdelen 0 to 9 (Monday morning to Friday afternoon); `place` names a place of community.plaatsen;
    `max_minutes` is the longest journey there. Her employer is that of the day of dividing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ronde = models.ForeignKey(Matchronde, on_delete=models.CASCADE, related_name="aanmeldingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="matchaanmeldingen")
    slots = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(SLOTS - 1)]), verbose_name=_("dagdelen")
    )
    form = models.CharField(_("vorm"), max_length=6, choices=Form.choices, default=Form.BEIDE)
    place = models.CharField(_("plaats"), max_length=60, blank=True)
    max_minutes = models.PositiveSmallIntegerField(_("langste reis in minuten"), default=60)
    langs = ArrayField(models.CharField(max_length=2), verbose_name=_("talen"), default=list)
    opgaven = models.ManyToManyField(Opgave, verbose_name=_("thema's"), blank=True, related_name="+")
    samenwerkingen = models.ManyToManyField(
        Samenwerking, verbose_name=_("samenwerkingen"), blank=True, related_name="+"
    )
    experience = models.CharField(_("ervaring"), max_length=6, choices=ErvaringWens.choices, default=ErvaringWens.GEEN)
    # The samenwerking she offers to be visited; only in a round of toernees.
    offered = models.ForeignKey(
        Samenwerking, verbose_name=_("samenwerking die je laat zien"), on_delete=models.SET_NULL, null=True,
        blank=True, related_name="+",
    )  # fmt: skip
    wants = models.ManyToManyField(User, verbose_name=_("graag met"), blank=True, related_name="+")
    registered_at = models.DateTimeField(_("aangemeld op"))
    changed_at = models.DateTimeField(_("gewijzigd op"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("aanmelding voor intervisie")
        verbose_name_plural = _("aanmeldingen voor intervisie")
        constraints = (
            models.UniqueConstraint(fields=["ronde", "user"], name="matchaanmelding_once"),
            models.CheckConstraint(condition=Q(max_minutes__gte=10, max_minutes__lte=300),
                                   name="matchaanmelding_minutes"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Matchaanmelding {self.pk}"


OPEN_AANMELDING = Q(withdrawn_at__isnull=True)


class Vasteregel(models.Model):
    """With whom somebody cannot be in a group: herself alone reads it; everybody else sees 'vaste regel' at most.

    `content` is `{"niet_met": [user id], "lijn": [user id]}`: whom she does not want, and who leads her or is led by
    her. No reason is asked. The key is destroyed when she withdraws, and a year after the round was decided.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    aanmelding = models.OneToOneField(Matchaanmelding, on_delete=models.CASCADE, related_name="vasteregel")
    data_key_id = models.UUIDField(editable=False)
    content = SealedJSONField(_("vaste regels"))

    objects = ConfidentialManager["Vasteregel"]()

    class Meta:
        verbose_name = _("vaste regel")
        verbose_name_plural = _("vaste regels")

    def __str__(self) -> str:
        return f"Vasteregel {self.pk}"


class Indelingsvoorstel(models.Model):
    """One proposed division of a round. Made by the engine or by moving people in an earlier one; never changed.

    `division` is `{"groups": [{"name", "members": [user id], "mode", "slot", "host", "place", "contact": user id,
    "facts": {...}, "ticks": [[rule, holds]]}], "unplaced": [user id], "reasons": {user id: [sentence]}, "why_not":
    {user id: sentence}, "advies": {user id: sentence}, "notes": [sentence], "components": {goal: share}}`. `people` is
    `{user id: {"version": of her registration, "organisatie": id, "rest": digest}}`: from whom it was made, so that
    who changed meanwhile can be named; `fingerprint` is of `people` and the rules of the round. `locks` are
    `[{"label", "members"}]`. It never holds private rules or what came of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ronde = models.ForeignKey(Matchronde, on_delete=models.CASCADE, related_name="voorstellen")
    number = models.PositiveSmallIntegerField(_("nummer"))
    based_on = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # What was done to `based_on`, in a sentence; empty for one that was made from nothing.
    change = models.CharField(_("wijziging"), max_length=200, blank=True)
    division = models.JSONField(_("verdeling"))
    people = models.JSONField(_("mensen"))
    locks = models.JSONField(_("vastgezet"), default=list, blank=True)
    fingerprint = models.CharField(max_length=64)
    seed = models.PositiveIntegerField()
    quality = models.FloatField(_("kwaliteit"))
    worst = models.FloatField(_("minste groepen"))
    is_complete = models.BooleanField(_("helemaal doorgerekend"), default=True)
    is_proven = models.BooleanField(_("bewezen het beste"), default=False)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("gemaakt op"))
    adopted_at = models.DateTimeField(_("overgenomen op"), null=True, blank=True)
    adopted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("indelingsvoorstel")
        verbose_name_plural = _("indelingsvoorstellen")
        constraints = (
            models.UniqueConstraint(fields=["ronde", "number"], name="indelingsvoorstel_number_once"),
            models.UniqueConstraint(
                fields=["ronde"], condition=Q(adopted_at__isnull=False), name="indelingsvoorstel_adopted_once"
            ),
        )

    def __str__(self) -> str:
        return f"Indelingsvoorstel {self.number}"


class Proefverplaatsing(models.Model):
    """That a coördinator asked what moving one person costs. Logged: by many questions one could find private rules."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voorstel = models.ForeignKey(Indelingsvoorstel, on_delete=models.CASCADE, related_name="proefverplaatsingen")
    actor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    # In how many groups she could not come by a private rule: what the question gave away.
    refused_groups = models.PositiveSmallIntegerField(_("groepen met een vaste regel"), default=0)
    asked_at = models.DateTimeField(_("gevraagd op"))

    class Meta:
        verbose_name = _("proefverplaatsing")
        verbose_name_plural = _("proefverplaatsingen")

    def __str__(self) -> str:
        return f"Proefverplaatsing {self.pk}"
