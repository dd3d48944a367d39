"""Duties: what one person must do by a date."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.kringen import Kring
from community.models.people import User


class Taak(models.Model):
    """A duty of one person. Its kind knows the words, the page and the reminder ladder (extension_points.TaakKind).

    No title is stored: the words are made from the current state, for whoever may see it at that moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="taken")
    kind = models.CharField(_("soort"), max_length=40)
    object_id = models.UUIDField()
    kring = models.ForeignKey(Kring, on_delete=models.CASCADE, null=True, blank=True, related_name="taken")
    opened_at = models.DateTimeField(_("ontstaan op"))
    due_at = models.DateTimeField(_("uiterlijk"), null=True, blank=True)
    done_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("vervallen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "kind", "object_id"],
                condition=Q(done_at__isnull=True, withdrawn_at__isnull=True),
                name="taak_one_open",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(withdrawn_at__isnull=True), name="taak_done_or_withdrawn"
            ),
        )
        indexes = (
            models.Index(
                fields=["user", "due_at"],
                condition=Q(done_at__isnull=True, withdrawn_at__isnull=True),
                name="taak_open_of_user",
            ),
            models.Index(fields=["kind", "object_id"], name="taak_object"),
        )

    def __str__(self) -> str:
        return f"Taak {self.pk}"
