"""Groups that learn together."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from community.models.choices import Ervaring, Provincie
from community.models.fragments import Plain, VersionField, joined
from community.models.kringen import Kring
from community.models.people import Opgave


class Joining(models.TextChoices):
    """How one becomes a member of a leergroep."""

    OPEN = "OPEN", _("Open: je doet direct mee")
    OP_VERZOEK = "OP_VERZOEK", _("Op verzoek: de trekker beslist")
    OP_UITNODIGING = "OP_UITNODIGING", _("Op uitnodiging: de trekker nodigt mensen uit")


class LeergroepPhase(models.TextChoices):
    """Where a leergroep is in its life."""

    IN_OPRICHTING = "IN_OPRICHTING", _("In oprichting")
    ACTIEF = "ACTIEF", _("Actief")
    AFGESLOTEN = "AFGESLOTEN", _("Afgesloten")


class Leergroep(models.Model):
    """A group that learns together. Its name, members, agreements and rhythm belong to its Kring."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.OneToOneField(Kring, on_delete=models.CASCADE, related_name="leergroep")
    slug = models.SlugField(_("adres"), max_length=80, unique=True)
    summary = models.CharField(_("waar gaat het over?"), max_length=240)
    description = models.TextField(_("meer over de groep"), max_length=4000, blank=True)
    opgaven = models.ManyToManyField(Opgave, verbose_name=_("opgaven"), blank=True, related_name="leergroepen")
    provincies = ArrayField(
        models.CharField(max_length=14, choices=Provincie.choices),
        verbose_name=_("provincies"), blank=True, default=list,
    )  # fmt: skip
    ervaring = models.CharField(_("voor wie"), max_length=10, choices=Ervaring.choices, blank=True)
    joining = models.CharField(_("aansluiten"), max_length=14, choices=Joining.choices, default=Joining.OPEN)
    # Known only to who is in it or asked for it, and to the coördinerend hart.
    is_hidden = models.BooleanField(_("verborgen"), default=False)
    welcome_text = models.TextField(_("welkomsttekst"), max_length=2000, blank=True)
    capacity = models.PositiveSmallIntegerField(_("hoogste aantal leden"), null=True, blank=True)
    phase = models.CharField(_("fase"), max_length=13, choices=LeergroepPhase.choices, default=LeergroepPhase.ACTIEF)
    # Where its members went when it was closed for that, and out of which group it was made.
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged")
    mixed_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="mixed")
    search_text = models.GeneratedField(
        expression=Plain(joined(F("summary"), Value(" "), F("description"))),
        output_field=models.TextField(),
        db_persist=True,
    )
    version = VersionField()

    class Meta:
        verbose_name = _("leergroep")
        verbose_name_plural = _("leergroepen")
        constraints = (
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=2), name="leergroep_capacity_two_or_more"
            ),
            models.CheckConstraint(
                condition=Q(is_hidden=False) | Q(joining=Joining.OP_UITNODIGING), name="leergroep_hidden_by_invitation"
            ),
        )
        indexes = (GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="leergroep_search_trgm"),)

    def __str__(self) -> str:
        return f"Leergroep {self.slug}"
