"""The one way in without an account: for one guest, to one thing, until a moment."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.people import User


class Gastlink(models.Model):
    """A link for one guest: an opdrachtgever, a colleague at a talk, a partner who fills something in.

    The secret in the link is derived (decision 0005) from the id and `issue`: sending again with another issue kills
    the older link. `kind` names which module the link belongs to (extension_points.gastlink_kinds), `object_id` the
    one thing it opens. `asks_code` ones show nothing before the guest typed the code that was mailed to her.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("soort"), max_length=20)
    object_id = models.UUIDField()
    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"), max_length=254)
    issue = models.PositiveSmallIntegerField(default=1)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("gemaakt op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    asks_code = models.BooleanField(_("vraagt een code"), default=True)
    # The code that is open now: only its hash, with how often it was tried.
    code_digest = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    last_used_at = models.DateTimeField(_("laatst gebruikt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("gastlink")
        verbose_name_plural = _("gastlinks")
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="gastlink_ends_after_start"),
        )
        indexes = (models.Index(fields=["kind", "object_id"], name="gastlink_of_object"),)

    def __str__(self) -> str:
        return f"Gastlink {self.pk}"
