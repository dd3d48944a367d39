"""Methods for a session as data: steps with minutes, who may write and see what when; and decks of cards."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models import User


class Deck(models.Model):
    """A deck of cards by name, kept in /beheer/. Sessions use its newest published version.

    `card_count` is how many cards the deck must have; empty where that is free.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    summary = models.CharField(_("waarvoor"), max_length=240)
    card_count = models.PositiveSmallIntegerField(_("aantal kaarten"), null=True, blank=True)

    class Meta:
        verbose_name = _("kaartendeck")
        verbose_name_plural = _("kaartendecks")

    def __str__(self) -> str:
        return self.name


class Deckversie(models.Model):
    """The cards of a deck at one time, with the rights on their texts. A published version never changes.

    `schema` is read by intervisie.werkvorm.cards; `source` names where the themes come from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="versies")
    number = models.PositiveSmallIntegerField(_("versie"))
    schema = models.JSONField(_("schema"))
    source = models.CharField(_("bron"), max_length=300)
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("versie van een kaartendeck")
        verbose_name_plural = _("versies van kaartendecks")
        constraints = (models.UniqueConstraint(fields=["deck", "number"], name="deckversie_number_once"),)

    def __str__(self) -> str:
        return f"{self.deck.name}, versie {self.number}"


class Werkvorm(models.Model):
    """A method by name, kept in /beheer/. New sessions use its newest published version, and that of its deck."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    summary = models.CharField(_("waarvoor"), max_length=240)
    deck = models.ForeignKey(
        Deck, on_delete=models.RESTRICT, null=True, blank=True, related_name="werkvormen", verbose_name=_("kaartendeck")
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    is_offered = models.BooleanField(_("wordt aangeboden"), default=True)

    class Meta:
        verbose_name = _("werkvorm")
        verbose_name_plural = _("werkvormen")

    def __str__(self) -> str:
        return self.name


class Werkvormversie(models.Model):
    """The steps of a method at one time. A published version never changes: a session keeps its version.

    `schema` is read by intervisie.werkvorm.schema; `source` names where the structure comes from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    werkvorm = models.ForeignKey(Werkvorm, on_delete=models.CASCADE, related_name="versies")
    number = models.PositiveSmallIntegerField(_("versie"))
    schema = models.JSONField(_("schema"))
    source = models.CharField(_("bron"), max_length=300)
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("versie van een werkvorm")
        verbose_name_plural = _("versies van werkvormen")
        constraints = (models.UniqueConstraint(fields=["werkvorm", "number"], name="werkvormversie_number_once"),)

    def __str__(self) -> str:
        return f"{self.werkvorm.name}, versie {self.number}"
