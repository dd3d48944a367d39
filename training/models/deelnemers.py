"""Who asks to take part in an editie, and who does."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedTextField
from community.models import Gastlink, Organisatie, User
from community.models.fragments import VersionField
from training.models.edities import Editie


class InschrijvingStatus(models.TextChoices):
    """Where the wish to take part stands."""

    AANGEVRAAGD = "AANGEVRAAGD", _("Wacht op een besluit")
    WACHTLIJST = "WACHTLIJST", _("Op de wachtlijst")
    AANGEBODEN = "AANGEBODEN", _("Plek aangeboden")
    TOEGELATEN = "TOEGELATEN", _("Toegelaten")
    AFGEWEZEN = "AFGEWEZEN", _("Niet toegelaten")
    INGETROKKEN = "INGETROKKEN", _("Ingetrokken")


# Who still waits for something; who holds one of the places.
WAITING = (InschrijvingStatus.AANGEVRAAGD, InschrijvingStatus.WACHTLIJST, InschrijvingStatus.AANGEBODEN)
HOLDING_PLACE = (InschrijvingStatus.AANGEBODEN, InschrijvingStatus.TOEGELATEN)


class Instemming(models.TextChoices):
    """What the opdrachtgever said when asked whether her regisseur may take part."""

    GEVRAAGD = "GEVRAAGD", _("Gevraagd")
    AKKOORD = "AKKOORD", _("Akkoord")
    NIET_AKKOORD = "NIET_AKKOORD", _("Niet akkoord")


class Inschrijving(models.Model):
    """A member asks to take part. It holds a tick 'I bring a casus', never its text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, related_name="inschrijvingen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="inschrijvingen")
    status = models.CharField(
        _("status"), max_length=11, choices=InschrijvingStatus.choices, default=InschrijvingStatus.AANGEVRAAGD
    )
    brings_casus = models.BooleanField(_("brengt een casus in"))
    is_involved = models.BooleanField(_("is zelf betrokken bij die samenwerking"))
    # Which samenwerking, in the words by which it is known in public; for the mix.
    samenwerking = models.CharField(_("samenwerking"), max_length=120)
    motivation = models.TextField(_("motivatie"), max_length=2000)
    # Her employer when she applied.
    organisatie = models.ForeignKey(Organisatie, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    opdrachtgever_name = models.CharField(_("naam van de opdrachtgever"), max_length=120)
    opdrachtgever_email = models.EmailField(_("e-mailadres van de opdrachtgever"), max_length=254)
    gastlink = models.OneToOneField(Gastlink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    instemming = models.CharField(
        _("instemming"), max_length=12, choices=Instemming.choices, default=Instemming.GEVRAAGD
    )
    instemming_at = models.DateTimeField(_("instemming op"), null=True, blank=True)
    instemming_remark = models.CharField(_("opmerking van de opdrachtgever"), max_length=500, blank=True)
    requested_at = models.DateTimeField(_("aangevraagd op"))
    waiting_since = models.DateTimeField(_("op de wachtlijst sinds"), null=True, blank=True)
    offer_until_date = models.DateField(_("reageren vóór"), null=True, blank=True)
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # The words that go along with the last decision.
    decision_text = models.TextField(_("bericht bij het besluit"), max_length=1000, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("inschrijving")
        verbose_name_plural = _("inschrijvingen")
        constraints = (
            models.UniqueConstraint(fields=["editie", "user"], name="inschrijving_once"),
            models.CheckConstraint(
                condition=Q(status=InschrijvingStatus.WACHTLIJST, waiting_since__isnull=False)
                | ~Q(status=InschrijvingStatus.WACHTLIJST),
                name="inschrijving_waiting_has_since",
            ),
            models.CheckConstraint(
                condition=Q(status=InschrijvingStatus.AANGEBODEN, offer_until_date__isnull=False)
                | ~Q(status=InschrijvingStatus.AANGEBODEN),
                name="inschrijving_offer_has_date",
            ),
        )
        indexes = (models.Index(fields=["editie", "status"], name="inschrijving_editie_status"),)

    def __str__(self) -> str:
        return f"Inschrijving {self.pk}"


class Deelnemer(models.Model):
    """Who takes part in an editie. Her place in its Kring says what she sees."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, related_name="deelnemers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deelnemers")
    inschrijving = models.OneToOneField(Inschrijving, on_delete=models.RESTRICT, related_name="deelnemer")
    # The casus she brings. Its text is not here and is not opened by this row.
    casus = models.ForeignKey("casussen.Casus", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    admitted_at = models.DateTimeField(_("toegelaten op"))
    # The intake was held and her casus is ready: 'gereed voor dagdeel 1'.
    ready_at = models.DateTimeField(_("gereed voor dagdeel 1 op"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("gestopt op"), null=True, blank=True)
    stop_reason = models.CharField(_("waarom gestopt"), max_length=240, blank=True)
    finished_at = models.DateTimeField(_("afgerond op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("deelnemer")
        verbose_name_plural = _("deelnemers")
        constraints = (models.UniqueConstraint(fields=["editie", "user"], name="deelnemer_once"),)

    def __str__(self) -> str:
        return f"Deelnemer {self.pk}"


class Ontwikkelmap(models.Model):
    """What a participant wants to learn. Its key also seals her scans and what is said with a coach.

    Made at her first word; destroying the key erases all of these.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelnemer = models.OneToOneField(Deelnemer, on_delete=models.CASCADE, related_name="ontwikkelmap")
    data_key_id = models.UUIDField(editable=False)
    learning_goals = SealedTextField(_("leerdoelen"))
    changed_at = models.DateTimeField(_("gewijzigd op"))
    version = VersionField()

    objects = ConfidentialManager["Ontwikkelmap"]()

    class Meta:
        verbose_name = _("ontwikkelmap")
        verbose_name_plural = _("ontwikkelmappen")

    def __str__(self) -> str:
        return f"Ontwikkelmap {self.pk}"
