"""What the community offers, in seven kinds, and who asks for it (COM-07)."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from community.blocks import Inhoud
from community.models.fragments import VersionField, new_code
from community.models.people import User
from community.models.website import SitePage


class Aanbodsoort(models.TextChoices):
    """The seven kinds of what is offered (source: seed 003, part A)."""

    TRAINING = "TRAINING", _("Introducties en trainingen")
    COACHING = "COACHING", _("Begeleiding en coaching in je werk")
    REVIEW = "REVIEW", _("Evaluaties en peer reviews")
    INTERVISIE = "INTERVISIE", _("Intervisie en onderlinge hulp")
    EXPERT = "EXPERT", _("Hulp van experts")
    ONTMOETING = "ONTMOETING", _("Ontmoeting en inspiratie")
    MODULE = "MODULE", _("Modules voor trainers en adviseurs")


class AanbodIndexPage(SitePage):
    """The list of what is offered."""

    is_pillar = True
    inleiding = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("inleiding")]
    parent_page_types: ClassVar[list[str]] = ["community.HomePage"]
    subpage_types: ClassVar[list[str]] = ["community.AanbodPage"]
    max_count = 1
    template = "community/aanbod/aanbod.html"

    class Meta:
        verbose_name = _("aanbodoverzicht")


class AanbodPage(SitePage):
    """One kind of what is offered, with a form to ask for it while `is_open`."""

    soort = models.CharField(_("soort"), max_length=10, choices=Aanbodsoort.choices, unique=True)
    samenvatting = models.TextField(_("samenvatting"), max_length=400)
    voor_wie = models.CharField(_("voor wie"), max_length=200)
    doorlooptijd = models.CharField(_("hoe lang duurt het?"), max_length=120)
    inhoud = StreamField(Inhoud(), verbose_name=_("inhoud"), blank=True)
    is_open = models.BooleanField(_("aan te vragen"), default=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels, FieldPanel("soort"), FieldPanel("samenvatting"), FieldPanel("voor_wie"),
        FieldPanel("doorlooptijd"), FieldPanel("inhoud"), FieldPanel("is_open"),
    ]  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["community.AanbodIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "community/aanbod/aanbodpagina.html"

    class Meta:
        verbose_name = _("aanbodpagina")


class AanvraagStatus(models.TextChoices):
    """Where a request stands."""

    NIEUW = "NIEUW", _("Nieuw")
    OPGEPAKT = "OPGEPAKT", _("Opgepakt")
    BEANTWOORD = "BEANTWOORD", _("Beantwoord")


class Aanvraag(models.Model):
    """A request for what is offered, by a member or by anybody; a coördinator answers. Gone half a year after that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    soort = models.CharField(_("soort"), max_length=10, choices=Aanbodsoort.choices)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="aanvragen")
    naam = models.CharField(_("naam"), max_length=140)
    email = models.EmailField(_("e-mailadres"), max_length=254)
    organisatie = models.CharField(_("organisatie"), max_length=160, blank=True)
    vraag = models.TextField(_("wat vraag je?"), max_length=2000)
    status = models.CharField(_("status"), max_length=10, choices=AanvraagStatus.choices, default=AanvraagStatus.NIEUW)
    handler = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("ontvangen op"))
    answer = models.TextField(_("antwoord"), max_length=3000, blank=True)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    version = VersionField()

    class Meta:
        verbose_name = _("aanvraag")
        verbose_name_plural = _("aanvragen")
        indexes = (models.Index(fields=["status", "created_at"], name="aanvraag_status"),)
        constraints = (
            models.CheckConstraint(condition=Q(email=Lower("email")), name="aanvraag_email_lower_case"),
            models.CheckConstraint(
                name="aanvraag_answered_has_moment",
                condition=Q(status=AanvraagStatus.BEANTWOORD, answered_at__isnull=False)
                | (~Q(status=AanvraagStatus.BEANTWOORD) & Q(answered_at__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"Aanvraag {self.code}"
