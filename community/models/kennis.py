"""The public website: pages that a redacteur keeps in /beheer/. Nothing of members lives here."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from community.blocks import Inhoud
from community.models.website import SitePage


class HomePage(SitePage):
    """The first page of the public site."""

    is_pillar = True
    inleiding = models.TextField(_("inleiding"), max_length=400)
    inhoud = StreamField(Inhoud(), verbose_name=_("inhoud"), blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("inleiding"), FieldPanel("inhoud")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    template = "community/kennis/home.html"

    class Meta:
        verbose_name = _("startpagina")


class InhoudPage(SitePage):
    """An ordinary page: over, privacy, toegankelijkheid, contact."""

    inleiding = models.TextField(_("inleiding"), max_length=400, blank=True)
    inhoud = StreamField(Inhoud(), verbose_name=_("inhoud"), blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("inleiding"), FieldPanel("inhoud")]
    parent_page_types: ClassVar[list[str]] = ["community.HomePage", "community.InhoudPage"]
    subpage_types: ClassVar[list[str]] = ["community.InhoudPage"]
    template = "community/kennis/inhoud.html"

    class Meta:
        verbose_name = _("inhoudspagina")


class NieuwsIndexPage(SitePage):
    """The list of news."""

    is_pillar = True
    inleiding = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("inleiding")]
    parent_page_types: ClassVar[list[str]] = ["community.HomePage"]
    subpage_types: ClassVar[list[str]] = ["community.NieuwsPage"]
    max_count = 1
    template = "community/kennis/nieuws.html"

    class Meta:
        verbose_name = _("nieuwsoverzicht")


class NieuwsPage(SitePage):
    """One piece of news."""

    datum = models.DateField(_("datum"))
    inleiding = models.TextField(_("inleiding"), max_length=400)
    inhoud = StreamField(Inhoud(), verbose_name=_("inhoud"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels, FieldPanel("datum"), FieldPanel("inleiding"), FieldPanel("inhoud"),
    ]  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["community.NieuwsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "community/kennis/nieuwsbericht.html"

    class Meta:
        verbose_name = _("nieuwsbericht")
