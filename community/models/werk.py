"""Long work that a person waits for: a pdf, an export, a division into groups."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedFileField
from community.models.people import User


class WerkStatus(models.TextChoices):
    """Where a piece of work stands."""

    WACHT = "WACHT", _("Wacht op zijn beurt")
    BEZIG = "BEZIG", _("Bezig")
    KLAAR = "KLAAR", _("Klaar")
    MISLUKT = "MISLUKT", _("Mislukt")
    GESTOPT = "GESTOPT", _("Gestopt")


OPEN = (WerkStatus.WACHT, WerkStatus.BEZIG)


class Werk(models.Model):
    """One piece of long work for one person. The worker claims it with a lease; its page shows how far it is.

    `kind` names what is done (extension_points.werk_kinds), `object_id` to what; `options` holds ids and choices,
    never content. A person has one open Werk of a kind for an object. Whether the person may (still) have it is asked
    of `access` again at the start and at each download.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("soort"), max_length=20)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="werk")
    object_id = models.UUIDField()
    options = models.JSONField(default=dict)
    status = models.CharField(_("status"), max_length=7, choices=WerkStatus.choices, default=WerkStatus.WACHT)
    done_steps = models.PositiveIntegerField(_("stappen klaar"), default=0)
    all_steps = models.PositiveIntegerField(_("stappen in totaal"), default=0)
    asked_at = models.DateTimeField(_("gevraagd op"))
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    ended_at = models.DateTimeField(_("geëindigd op"), null=True, blank=True)
    stop_asked_at = models.DateTimeField(_("stoppen gevraagd op"), null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # A code, never the text of an error.
    failure = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("werk")
        verbose_name_plural = _("werk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="BEZIG") | Q(lease__isnull=False, lease_until__isnull=False),
                name="werk_busy_has_lease",
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "object_id"], condition=Q(status__in=OPEN), name="werk_open_once"
            ),
        )
        indexes = (
            models.Index(fields=["status", "asked_at"], name="werk_to_claim"),
            models.Index(fields=["user", "-asked_at"], name="werk_of_user"),
        )

    def __str__(self) -> str:
        return f"Werk {self.pk}"


class Werkuitkomst(models.Model):
    """What came of it, sealed under a key of its own that is destroyed when it expires: a link cannot outlive it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    werk = models.OneToOneField(Werk, on_delete=models.CASCADE, related_name="uitkomst")
    data_key_id = models.UUIDField(editable=False)
    content = SealedFileField(_("inhoud"))
    kind = models.CharField(_("soort"), max_length=4)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    expires_at = models.DateTimeField(_("te halen tot"))

    objects = ConfidentialManager["Werkuitkomst"]()

    class Meta:
        verbose_name = _("uitkomst van werk")
        verbose_name_plural = _("uitkomsten van werk")
        indexes = (models.Index(fields=["expires_at"], name="werkuitkomst_expires"),)

    def __str__(self) -> str:
        return f"Werkuitkomst {self.pk}"
