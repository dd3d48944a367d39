"""The praktijkboek: casussen of one Kring, bundled in confidence, with an end."""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casussen.models.casus import Casus
from community.confidential import ConfidentialManager
from community.fields import SealedJSONField
from community.models import Kring, User
from community.models.fragments import CODE_ALPHABET, VersionField


def new_praktijkboek_code() -> str:
    """Return an opaque code for the address of a praktijkboek, for example 'p-4m8xk2qd'."""
    return "p-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class PraktijkboekStatus(models.TextChoices):
    """The life of a praktijkboek, in order."""

    VERZAMELEN = "VERZAMELEN", _("Verzamelen")
    VASTGESTELD = "VASTGESTELD", _("Vastgesteld")
    GESLOTEN = "GESLOTEN", _("Gesloten")
    VERNIETIGD = "VERNIETIGD", _("Vernietigd")


class Praktijkboek(models.Model):
    """A bundle of casussen that only the people of its Kring read. Its name is the Kring's: no name of a casus.

    It closes by itself on `closes_date` and is destroyed on `destroys_date`: content and keys, for good.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_praktijkboek_code, editable=False)
    kring = models.OneToOneField(Kring, on_delete=models.RESTRICT, related_name="praktijkboek")
    status = models.CharField(
        _("status"), max_length=11, choices=PraktijkboekStatus.choices, default=PraktijkboekStatus.VERZAMELEN
    )
    hand_in_date = models.DateField(_("inleveren vóór"), null=True, blank=True)
    closes_date = models.DateField(_("sluit op"))
    destroys_date = models.DateField(_("wordt vernietigd op"))
    created_at = models.DateTimeField(_("gemaakt op"))
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    established_at = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    destroyed_at = models.DateTimeField(_("vernietigd op"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Praktijkboek"]()

    class Meta:
        verbose_name = _("praktijkboek")
        verbose_name_plural = _("praktijkboeken")
        constraints = (
            models.CheckConstraint(
                condition=Q(destroys_date__gt=models.F("closes_date")), name="praktijkboek_closes_before_it_goes"
            ),
            models.CheckConstraint(
                condition=~Q(status=PraktijkboekStatus.VERNIETIGD) | Q(destroyed_at__isnull=False),
                name="praktijkboek_destroyed_has_moment",
            ),
        )

    def __str__(self) -> str:
        return f"Praktijkboek {self.code}"


class Opname(models.Model):
    """A casus as handed in to a praktijkboek: a copy under its own key, so that each can be erased apart.

    `content` is `{"format": {...}, "parts": {...}, "instruments": [...]}` as casussen.queries.opname makes it. The
    author changes it by handing in again until the praktijkboek is vastgesteld.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_praktijkboek_code, editable=False)
    praktijkboek = models.ForeignKey(Praktijkboek, on_delete=models.CASCADE, related_name="opnamen")
    casus = models.ForeignKey(Casus, on_delete=models.SET_NULL, null=True, blank=True, related_name="opnamen")
    author = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="opnamen")
    data_key_id = models.UUIDField(editable=False)
    content = SealedJSONField(_("inhoud"))
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    handed_in_at = models.DateTimeField(_("ingeleverd op"))
    withdrawn_at = models.DateTimeField(_("teruggetrokken op"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Opname"]()

    class Meta:
        verbose_name = _("opname")
        verbose_name_plural = _("opnamen")
        constraints = (
            models.UniqueConstraint(
                fields=["praktijkboek", "casus"], condition=Q(withdrawn_at__isnull=True, casus__isnull=False),
                name="opname_casus_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Opname {self.code}"
