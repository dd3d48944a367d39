"""What a person agreed to, that she wants to go, what was cleaned up, and the log that no screen changes."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.people import User


class ToestemmingKind(models.TextChoices):
    """What somebody may agree to beside the agreements of a group and her name in reports."""

    LEDENGIDS = "LEDENGIDS", _("Vindbaar in de ledengids")
    VERHAAL = "VERHAAL", _("Een verhaal met je naam op de website")


class Toestemming(models.Model):
    """That a person agreed to one thing, in the words of one version, until she takes it back.

    `version` names the words: a number of the text on the page, or for a verhaal the digest of what is published.
    `object_id` is what it is about: the translation key of a verhaal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="toestemmingen")
    kind = models.CharField(_("soort"), max_length=12, choices=ToestemmingKind.choices)
    object_id = models.UUIDField(null=True, blank=True)
    version = models.CharField(max_length=64)
    given_at = models.DateTimeField(_("gegeven op"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "kind", "object_id"], condition=Q(withdrawn_at__isnull=True), nulls_distinct=False,
                name="toestemming_one_open",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Toestemming {self.pk}"


class Verwijderverzoek(models.Model):
    """That a person wants her account gone: it is erased on `due_at`, 30 local days later, unless she takes it back.

    Taken back, the row is removed; carried out, it stays with `done_at` as the proof that it was.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="verwijderverzoek")
    asked_at = models.DateTimeField(_("gevraagd op"))
    due_at = models.DateTimeField(_("verwijderd op"))
    done_at = models.DateTimeField(_("uitgevoerd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("verzoek om verwijdering")
        verbose_name_plural = _("verzoeken om verwijdering")
        constraints = (
            models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="verwijderverzoek_has_grace"),
        )
        indexes = (models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="verwijderverzoek_due"),)

    def __str__(self) -> str:
        return f"Verwijderverzoek {self.pk}"


class Opruiming(models.Model):
    """How many rows one daily purge removed, by the name of the purge. Numbers only; kept for a year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("wat"), max_length=60)
    at = models.DateTimeField(_("wanneer"))
    removed = models.PositiveIntegerField(_("verwijderd"))
    failed_code = models.CharField(_("fout"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("opruiming")
        verbose_name_plural = _("opruimingen")
        indexes = (models.Index(fields=["-at"], name="opruiming_at"),)

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d}"


class Logregel(models.Model):
    """One line of the log of changes: who did what to what, and when. The database refuses every change of a line.

    Ids and codes only, no foreign keys: a line outlives what it tells of. `subject_id` is the person whom it concerns,
    who reads it on her own page. Gone a year later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("wanneer"))
    actor_id = models.UUIDField(_("wie"), null=True, blank=True)
    action = models.CharField(_("wat"), max_length=40)
    object_kind = models.CharField(_("waarvan"), max_length=40, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(_("over wie"), null=True, blank=True)
    detail = models.CharField(_("bijzonderheid"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("regel van het logboek")
        verbose_name_plural = _("regels van het logboek")
        indexes = (
            models.Index(fields=["-at"], name="logregel_at"),
            models.Index(fields=["subject_id", "-at"], name="logregel_subject"),
            models.Index(fields=["actor_id", "-at"], name="logregel_actor"),
        )

    def __str__(self) -> str:
        return f"Logregel {self.pk}"
