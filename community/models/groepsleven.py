"""The life of a leergroep beside its meetings: who is invited, how its members judge it, what they choose then."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.kringen import Kring
from community.models.people import User

LOWEST, HIGHEST = 1, 5


class GroepsuitnodigingStatus(models.TextChoices):
    """Where an invitation to a group stands."""

    OPEN = "OPEN", _("Wacht op antwoord")
    AANGENOMEN = "AANGENOMEN", _("Aangenomen")
    AFGESLAGEN = "AFGESLAGEN", _("Afgeslagen")
    INGETROKKEN = "INGETROKKEN", _("Ingetrokken")
    VERLOPEN = "VERLOPEN", _("Verlopen")


class Groepsuitnodiging(models.Model):
    """A member of the community is asked to join a group. She may know of it until she answers or it expires.

    It is no Lidmaatschap: who is invited reads nothing of the group before she says yes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="groepsuitnodigingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="groepsuitnodigingen")
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    status = models.CharField(
        _("status"), max_length=11, choices=GroepsuitnodigingStatus.choices, default=GroepsuitnodigingStatus.OPEN
    )
    invited_at = models.DateTimeField(_("uitgenodigd op"))
    # The first moment at which it cannot be answered any more.
    expires_at = models.DateTimeField(_("verloopt op"))
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("groepsuitnodiging")
        verbose_name_plural = _("groepsuitnodigingen")
        constraints = (
            models.UniqueConstraint(
                fields=["kring", "user"], condition=Q(status=GroepsuitnodigingStatus.OPEN),
                name="groepsuitnodiging_one_open",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")), name="groepsuitnodiging_expires_after_invited"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Groepsuitnodiging {self.pk}"


class Vervolg(models.TextChoices):
    """What a group does after its evaluation."""

    DOORGAAN = "DOORGAAN", _("Doorgaan met deze groep")
    MIXEN = "MIXEN", _("Opnieuw mixen: een of twee nieuwe groepen")
    AFSLUITEN = "AFSLUITEN", _("De groep afsluiten")


class Evaluatie(models.Model):
    """One round of questions to the members of a group. Until `closed_at` nobody sees what was answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="evaluaties")
    opened_at = models.DateTimeField(_("gevraagd op"))
    # When it closes, also when not everybody answered.
    closes_at = models.DateTimeField(_("sluit op"))
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    vervolg = models.CharField(_("vervolg"), max_length=9, choices=Vervolg.choices, blank=True)
    chosen_at = models.DateTimeField(_("gekozen op"), null=True, blank=True)
    chosen_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        constraints = (
            models.UniqueConstraint(
                fields=["kring"], condition=Q(closed_at__isnull=True), name="evaluatie_one_open_per_kring"
            ),
            models.CheckConstraint(
                condition=Q(vervolg="", chosen_at__isnull=True) | ~Q(vervolg="") & Q(chosen_at__isnull=False),
                name="evaluatie_choice_has_moment",
            ),
        )

    def __str__(self) -> str:
        return f"Evaluatie {self.pk}"


class Evaluatiestem(models.Model):
    """That somebody answered an evaluation, and whether she wants to go on; nothing of what she answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluatie = models.ForeignKey(Evaluatie, on_delete=models.CASCADE, related_name="stemmen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="evaluatiestemmen")
    wants_on = models.BooleanField(_("wil door"))

    class Meta:
        verbose_name = _("evaluatiestem")
        verbose_name_plural = _("evaluatiestemmen")
        constraints = (models.UniqueConstraint(fields=["evaluatie", "user"], name="evaluatiestem_once"),)

    def __str__(self) -> str:
        return f"Evaluatiestem {self.pk}"


# What a member judges, by the name of its field.
JUDGEMENTS = {
    "leert": _("ik leer hier iets voor mijn werk"),
    "veilig": _("ik kan hier vrijuit spreken"),
    "tijd_waard": _("de tijd die het kost is het waard"),
}


def score_field(name: str) -> "models.PositiveSmallIntegerField[int, int]":
    """Return a field for a judgement from 1 (not at all) to 5 (fully)."""
    within = (MinValueValidator(LOWEST), MaxValueValidator(HIGHEST))
    return models.PositiveSmallIntegerField(JUDGEMENTS[name], validators=within)


class Evaluatieantwoord(models.Model):
    """What one member answered. It holds no person, no moment and no order: nobody can tell whose it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluatie = models.ForeignKey(Evaluatie, on_delete=models.CASCADE, related_name="antwoorden")
    leert = score_field("leert")
    veilig = score_field("veilig")
    tijd_waard = score_field("tijd_waard")
    text = models.TextField(_("wat wil je nog zeggen?"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("evaluatieantwoord")
        verbose_name_plural = _("evaluatieantwoorden")
        constraints = (
            models.CheckConstraint(
                condition=Q(leert__range=(LOWEST, HIGHEST), veilig__range=(LOWEST, HIGHEST))
                & Q(tijd_waard__range=(LOWEST, HIGHEST)),
                name="evaluatieantwoord_scores_one_to_five",
            ),
        )

    def __str__(self) -> str:
        return f"Evaluatieantwoord {self.pk}"
