"""Groups that learn together, and what their members write to each other."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from community.models.choices import Ervaring, Provincie
from community.models.fragments import Plain, VersionField, joined
from community.models.kringen import Kring
from community.models.people import Opgave, User


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


RHYTHMS = (
    (4, _("Elke 4 weken")),
    (6, _("Elke 6 weken")),
    (8, _("Elke 8 weken")),
    (12, _("Elke 12 weken")),
)


class Leergroep(models.Model):
    """A group that learns together. Its name, members and agreements belong to its Kring."""

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
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    # How many weeks lie between two meetings; empty when the group has no rhythm.
    rhythm_weeks = models.PositiveSmallIntegerField(_("ritme"), choices=RHYTHMS, null=True, blank=True)
    # After how many meetings the members are asked how it goes; empty is never.
    evaluate_after = models.PositiveSmallIntegerField(_("evalueren na"), null=True, blank=True, default=5)
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
            models.CheckConstraint(
                condition=Q(evaluate_after__isnull=True) | Q(evaluate_after__gte=1), name="leergroep_evaluate_after_one"
            ),
        )
        indexes = (GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="leergroep_search_trgm"),)

    def __str__(self) -> str:
        return f"Leergroep {self.slug}"


class Groepsbericht(models.Model):
    """A message inside a Kring, or a reply to one. Removed means the text is gone, the place stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, related_name="groepsberichten")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="groepsberichten")
    reply_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    # Of a reply: the how-manieth it is in its conversation, from 1.
    number = models.PositiveIntegerField(default=0, editable=False)
    # Of the first message: how many replies there are, removed ones included, and when the last was written.
    reply_count = models.PositiveIntegerField(default=0, editable=False)
    last_reply_at = models.DateTimeField(null=True, blank=True, editable=False)
    text = models.TextField(_("bericht"), max_length=5000, blank=True)
    created_at = models.DateTimeField(_("geplaatst op"))
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("groepsbericht")
        verbose_name_plural = _("groepsberichten")
        constraints = (
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) & ~Q(text="") | Q(removed_at__isnull=False, text=""),
                name="groepsbericht_removed_is_empty",
            ),
        )
        indexes = (
            models.Index(fields=["kring", "-created_at"], name="groepsbericht_newest"),
            models.Index(
                F("kring"), Coalesce("last_reply_at", "created_at").desc(), name="groepsbericht_conversations",
                condition=Q(reply_to__isnull=True),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Groepsbericht {self.pk}"
