"""What participants do between the days: the opdracht stands in the programme, the work in their own casus."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedTextField
from community.models import User
from community.models.fragments import VersionField
from training.models.deelnemers import Deelnemer
from training.models.edities import Editiedeel


class InzendingStatus(models.TextChoices):
    """How far somebody is with the opdracht of a tussentijd."""

    BEZIG = "BEZIG", _("Bezig")
    INGELEVERD = "INGELEVERD", _("Ingeleverd")
    REACTIE = "REACTIE", _("Reactie gekregen")


class Inzending(models.Model):
    """That a participant worked on the opdracht of one tussentijd, and whether the trainers may read that part.

    It holds no text: that stands in her casus. `is_shared`: the trainers of her editie read the part it names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelnemer = models.ForeignKey(Deelnemer, on_delete=models.CASCADE, related_name="inzendingen")
    editiedeel = models.ForeignKey(Editiedeel, on_delete=models.CASCADE, related_name="inzendingen")
    status = models.CharField(_("status"), max_length=10, choices=InzendingStatus.choices)
    is_shared = models.BooleanField(_("trainers lezen mee"), default=False)
    started_at = models.DateTimeField(_("begonnen op"))
    handed_in_at = models.DateTimeField(_("ingeleverd op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")
        constraints = (models.UniqueConstraint(fields=["deelnemer", "editiedeel"], name="inzending_once"),)

    def __str__(self) -> str:
        return f"Inzending {self.pk}"


class Reactie(models.Model):
    """What a trainer answers to an inzending, or the participant to that. Sealed under the participant's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inzending = models.ForeignKey(Inzending, on_delete=models.CASCADE, related_name="reacties")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    data_key_id = models.UUIDField(editable=False)
    text = SealedTextField(_("reactie"))
    written_at = models.DateTimeField(_("geschreven op"))

    objects = ConfidentialManager["Reactie"]()

    class Meta:
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")

    def __str__(self) -> str:
        return f"Reactie {self.pk}"
