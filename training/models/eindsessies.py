"""The eindsessie: who is invited, and what each participant shows there."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedJSONField
from community.models import Gastlink, User
from community.models.fragments import VersionField
from training.models.deelnemers import Deelnemer
from training.models.edities import Editie


class GenodigdeKind(models.TextChoices):
    """As what somebody is invited."""

    OPDRACHTGEVER = "OPDRACHTGEVER", _("Opdrachtgever")
    COLLEGA = "COLLEGA", _("Collega")


class Antwoord(models.TextChoices):
    """What an invited person said."""

    KOMT = "KOMT", _("Komt")
    KOMT_NIET = "KOMT_NIET", _("Komt niet")


class Genodigde(models.Model):
    """Somebody without an account who is invited to the eindsessie by a participant; answers through her Gastlink."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, related_name="genodigden")
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    gastlink = models.OneToOneField(Gastlink, on_delete=models.CASCADE, related_name="genodigde")
    kind = models.CharField(_("als"), max_length=13, choices=GenodigdeKind.choices)
    invited_at = models.DateTimeField(_("uitgenodigd op"))
    # Of which plan of the eindsessie the invitation spoke (Bijeenkomst.schedule_version): a later one is told.
    invited_version = models.PositiveIntegerField(default=1, editable=False)
    # Whether she may read the presentation of who invited her, once that is shared.
    sees_presentatie = models.BooleanField(_("ziet de presentatie"), default=False)
    answer = models.CharField(_("antwoord"), max_length=9, choices=Antwoord.choices, blank=True)
    answered_at = models.DateTimeField(_("geantwoord op"), null=True, blank=True)
    remark = models.CharField(_("opmerking"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("genodigde")
        verbose_name_plural = _("genodigden")

    def __str__(self) -> str:
        return f"Genodigde {self.pk}"


class Presentatie(models.Model):
    """What a participant shows at the eindsessie, made from the layers of her casus and sealed under her own key.

    `content` is `{"slides": [{"title", "text"}]}`. The people of her editie see it from `shared_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelnemer = models.OneToOneField(Deelnemer, on_delete=models.CASCADE, related_name="presentatie")
    data_key_id = models.UUIDField(editable=False)
    content = SealedJSONField(_("inhoud"))
    changed_at = models.DateTimeField(_("gewijzigd op"))
    shared_at = models.DateTimeField(_("gedeeld sinds"), null=True, blank=True)
    version = VersionField()

    objects = ConfidentialManager["Presentatie"]()

    class Meta:
        verbose_name = _("presentatie")
        verbose_name_plural = _("presentaties")

    def __str__(self) -> str:
        return f"Presentatie {self.pk}"
