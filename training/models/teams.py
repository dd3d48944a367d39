"""Teams of about five within an editie. Each has a Kring: its captain leads it, its trainers guide it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models import Kring, User
from community.models.fragments import VersionField
from training.models.edities import Editie


class Team(models.Model):
    """One team. Who is in it, and who is captain (a participant or a trainer), says its Kring.

    The captain has role TREKKER, the other participants LID, the trainers BEGELEIDER. Known once `published_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, related_name="teams")
    number = models.PositiveSmallIntegerField(_("nummer"))
    kring = models.OneToOneField(Kring, on_delete=models.RESTRICT, related_name="team")
    published_at = models.DateTimeField(_("bekend sinds"))
    version = VersionField()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = (models.UniqueConstraint(fields=["editie", "number"], name="team_number_once"),)

    def __str__(self) -> str:
        return f"Team {self.number}"


class Teamvoorstel(models.Model):
    """A proposed division of an editie in teams, until it is taken over or thrown away.

    `division` is `{"teams": [{"members": [user id], "captain": user id, "locked": [user id]}], "people": {user id:
    organisatie id}}`: who was put somewhere by hand is locked there, and `people` are those it was made from, with
    their employer then. `fingerprint` is of `people`, so that a change meanwhile is noticed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    editie = models.OneToOneField(Editie, on_delete=models.CASCADE, related_name="teamvoorstel")
    division = models.JSONField(_("verdeling"))
    fingerprint = models.CharField(max_length=64)
    seed = models.PositiveIntegerField()
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("gemaakt op"))
    version = VersionField()

    class Meta:
        verbose_name = _("teamvoorstel")
        verbose_name_plural = _("teamvoorstellen")

    def __str__(self) -> str:
        return f"Teamvoorstel {self.pk}"
