"""Protocols of peer review as data: phases, steps, who does what, when counted from a visit, and the questions."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models import User


class Protocol(models.Model):
    """A protocol by name, kept in /beheer/. Toernees use its newest published version; there is one usual protocol."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    summary = models.CharField(_("waarvoor"), max_length=240)
    is_usual = models.BooleanField(_("is het gewone protocol"), default=False)
    is_offered = models.BooleanField(_("wordt aangeboden"), default=True)

    class Meta:
        verbose_name = _("protocol")
        verbose_name_plural = _("protocollen")
        constraints = (
            models.UniqueConstraint(fields=["is_usual"], condition=Q(is_usual=True), name="protocol_one_usual"),
        )

    def __str__(self) -> str:
        return self.name


class Protocolversie(models.Model):
    """The steps of a protocol at one time. A published version never changes: a toernee keeps its version.

    `schema` is read by intervisie.protocol; `source` names where the structure comes from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="versies")
    number = models.PositiveSmallIntegerField(_("versie"))
    schema = models.JSONField(_("schema"))
    source = models.CharField(_("bron"), max_length=300)
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("versie van een protocol")
        verbose_name_plural = _("versies van protocollen")
        constraints = (models.UniqueConstraint(fields=["protocol", "number"], name="protocolversie_number_once"),)

    def __str__(self) -> str:
        return f"{self.protocol.name}, versie {self.number}"
