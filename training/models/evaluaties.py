"""What participants think of a part of the training, without names; and what the training does to their work."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.confidential import ConfidentialManager
from community.fields import SealedJSONField
from community.models import User
from training.models.deelnemers import Deelnemer
from training.models.edities import Editie, Editiedeel


class Onderdeelevaluatie(models.Model):
    """One round of questions about a part. Results are shown from five answers on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    editiedeel = models.OneToOneField(Editiedeel, on_delete=models.CASCADE, related_name="evaluatie")
    opened_at = models.DateTimeField(_("gevraagd op"))
    closes_at = models.DateTimeField(_("sluit op"))

    class Meta:
        verbose_name = _("evaluatie van een onderdeel")
        verbose_name_plural = _("evaluaties van onderdelen")

    def __str__(self) -> str:
        return f"Onderdeelevaluatie {self.pk}"


class Onderdeelstem(models.Model):
    """That somebody answered; nothing of what she answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluatie = models.ForeignKey(Onderdeelevaluatie, on_delete=models.CASCADE, related_name="stemmen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("stem")
        verbose_name_plural = _("stemmen")
        constraints = (models.UniqueConstraint(fields=["evaluatie", "user"], name="onderdeelstem_once"),)

    def __str__(self) -> str:
        return f"Onderdeelstem {self.pk}"


class Onderdeelantwoord(models.Model):
    """What one participant answered, by the code of the question. No person, no moment, no order: nobody can tell."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluatie = models.ForeignKey(Onderdeelevaluatie, on_delete=models.CASCADE, related_name="antwoorden")
    answers = models.JSONField(_("antwoorden"))

    class Meta:
        verbose_name = _("antwoord op een evaluatie")
        verbose_name_plural = _("antwoorden op evaluaties")

    def __str__(self) -> str:
        return f"Onderdeelantwoord {self.pk}"


class Meetmoment(models.TextChoices):
    """When the effect is measured."""

    INTAKE = "INTAKE", _("Bij de intake")
    EIND = "EIND", _("Bij de eindsessie")
    HALF_JAAR = "HALF_JAAR", _("Een half jaar later")


class Effectmeting(models.Model):
    """What one participant says of her own work at one moment: `{question code: 1-5}`. Only counts are shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelnemer = models.ForeignKey(Deelnemer, on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(_("moment"), max_length=9, choices=Meetmoment.choices)
    data_key_id = models.UUIDField(editable=False)
    answers = SealedJSONField(_("antwoorden"))
    saved_at = models.DateTimeField(_("opgeslagen op"))

    objects = ConfidentialManager["Effectmeting"]()

    class Meta:
        verbose_name = _("effectmeting")
        verbose_name_plural = _("effectmetingen")
        constraints = (models.UniqueConstraint(fields=["deelnemer", "moment"], name="effectmeting_once"),)

    def __str__(self) -> str:
        return f"Effectmeting {self.pk}"


class Effectrapport(models.Model):
    """How far an editie moved since its intake, as it was when the measurement had closed. It never changes.

    `differences` is `{question code: mean difference, one decimal}`; empty when fewer than five gave both answers. It
    holds no person and not how many there were: a later report can not be laid beside it to find one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, related_name="effectrapporten")
    moment = models.CharField(_("moment"), max_length=9, choices=Meetmoment.choices)
    differences = models.JSONField(_("verschillen"), default=dict)
    made_at = models.DateTimeField(_("gemaakt op"))
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("effectrapport")
        verbose_name_plural = _("effectrapporten")
        constraints = (models.UniqueConstraint(fields=["editie", "moment"], name="effectrapport_once"),)

    def __str__(self) -> str:
        return f"Effectrapport {self.pk}"
