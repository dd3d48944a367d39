"""What a visit needs and what comes of it: kit, observations, the letter to the host with her reaction, and actions.

Everything is sealed under the key of the toernee.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casussen.models import Casus
from community.confidential import ConfidentialManager
from community.fields import SealedJSONField, SealedTextField
from community.models import Kring
from community.models.fragments import VersionField
from intervisie.models.bezoeken import Bezoek
from intervisie.models.toernees import Toerneedeelnemer


class Bezoekkit(models.Model):
    """What the host prepares for her visitors. They read it from `shared_at` on.

    `content` is `{"question", "meet": [text], "programme": [{"time", "minutes", "what"}], "bring": [text], "place",
    "route", "position"}`. `canvas` holds the boxes she chose to show of her own canvas, copied at that moment:
    `{box code: {"nu", "gewenst"}}`; `casus` is which casus they come from, for herself alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bezoek = models.OneToOneField(Bezoek, on_delete=models.CASCADE, related_name="kit")
    data_key_id = models.UUIDField(editable=False)
    content = SealedJSONField(_("inhoud"))
    canvas = SealedJSONField(_("vakken van het canvas"))
    casus = models.ForeignKey(Casus, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    canvas_at = models.DateTimeField(_("vakken overgenomen op"), null=True, blank=True)
    shared_at = models.DateTimeField(_("gedeeld op"), null=True, blank=True)
    changed_at = models.DateTimeField(_("gewijzigd op"))
    version = VersionField()

    objects = ConfidentialManager["Bezoekkit"]()

    class Meta:
        verbose_name = _("bezoekkit")
        verbose_name_plural = _("bezoekkits")

    def __str__(self) -> str:
        return f"Bezoekkit {self.pk}"


class WaarnemingKind(models.TextChoices):
    """What kind of observation it is."""

    GEZIEN = "GEZIEN", _("Gezien")
    GEHOORD = "GEHOORD", _("Gehoord")
    VRAAG = "VRAAG", _("Vraag")
    WAARDERING = "WAARDERING", _("Waardering")
    AANBEVELING = "AANBEVELING", _("Aanbeveling")


class Waarneming(models.Model):
    """One observation of one visitor, tied to a box of the canvas (empty: the whole).

    Others see it after they handed in their own, among the others and without a name. Handed in it stays as it is; a
    visitor hands in all of hers at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bezoek = models.ForeignKey(Bezoek, on_delete=models.CASCADE, related_name="waarnemingen")
    author = models.ForeignKey(Toerneedeelnemer, on_delete=models.CASCADE, related_name="waarnemingen")
    data_key_id = models.UUIDField(editable=False)
    kind = models.CharField(_("soort"), max_length=11, choices=WaarnemingKind.choices)
    box = models.CharField(_("vak van het canvas"), max_length=4, blank=True)
    text = SealedTextField(_("waarneming"))
    written_at = models.DateTimeField(_("geschreven op"))
    handed_in_at = models.DateTimeField(_("ingeleverd op"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Waarneming"]()

    class Meta:
        verbose_name = _("waarneming")
        verbose_name_plural = _("waarnemingen")

    def __str__(self) -> str:
        return f"Waarneming {self.pk}"


class VerslagStatus(models.TextChoices):
    """Where the letter to the host stands: she reacts before it is final."""

    CONCEPT = "CONCEPT", _("Wordt geschreven")
    VOORGELEGD = "VOORGELEGD", _("Wacht op een reactie van de gastheer")
    BEANTWOORD = "BEANTWOORD", _("De gastheer heeft gereageerd")
    VASTGESTELD = "VASTGESTELD", _("Vastgesteld")


class Bezoekverslag(models.Model):
    """The letter of the visitors to the host, read by host and visitors alone.

    `letter` is `{"opening", "strengths": [text], "questions": [text], "todos": [text]}`. `actions_kring` is the Kring
    to which the host shows her list of actions; `consent_at` is when she agreed that the letter is counted in what the
    visits of the toernee have in common.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bezoek = models.OneToOneField(Bezoek, on_delete=models.CASCADE, related_name="verslag")
    data_key_id = models.UUIDField(editable=False)
    status = models.CharField(_("status"), max_length=11, choices=VerslagStatus.choices, default=VerslagStatus.CONCEPT)
    letter = SealedJSONField(_("brief"))
    reaction = SealedTextField(_("reactie"))
    sent_at = models.DateTimeField(_("voorgelegd op"), null=True, blank=True)
    reacted_at = models.DateTimeField(_("gereageerd op"), null=True, blank=True)
    final_at = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)
    actions_kring = models.ForeignKey(
        Kring, on_delete=models.SET_NULL, null=True, blank=True, related_name="toerneeacties"
    )
    actions_shared_at = models.DateTimeField(_("acties gedeeld op"), null=True, blank=True)
    consent_at = models.DateTimeField(_("telt mee sinds"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Bezoekverslag"]()

    class Meta:
        verbose_name = _("verslag van een bezoek")
        verbose_name_plural = _("verslagen van bezoeken")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="VASTGESTELD") | Q(final_at__isnull=False), name="bezoekverslag_final_has_moment"
            ),
        )

    def __str__(self) -> str:
        return f"Bezoekverslag {self.pk}"


class Bezoeksactie(models.Model):
    """What the host does with the letter. It comes back until it is done or she lets it go, with why in `outcome`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verslag = models.ForeignKey(Bezoekverslag, on_delete=models.CASCADE, related_name="acties")
    data_key_id = models.UUIDField(editable=False)
    text = SealedTextField(_("actie"))
    outcome = SealedTextField(_("wat kwam ervan?"))
    due_date = models.DateField(_("uiterlijk"))
    done_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("losgelaten op"), null=True, blank=True)
    made_at = models.DateTimeField(_("gemaakt op"))
    version = VersionField()

    objects = ConfidentialManager["Bezoeksactie"]()

    class Meta:
        verbose_name = _("actie na een bezoek")
        verbose_name_plural = _("acties na bezoeken")
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True), name="bezoeksactie_done_or_dropped"
            ),
        )

    def __str__(self) -> str:
        return f"Bezoeksactie {self.pk}"
