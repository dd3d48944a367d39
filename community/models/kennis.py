"""The public website: pages that a redacteur keeps in /beheer/. Nothing of members lives here."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from community.blocks import Inhoud


class HomePage(Page):
    """The first page of the public site."""

    inleiding = models.TextField(_("inleiding"), max_length=400)
    inhoud = StreamField(Inhoud(), verbose_name=_("inhoud"), blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("inleiding"), FieldPanel("inhoud")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    template = "community/kennis/home.html"

    class Meta:
        verbose_name = _("startpagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest three news pages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["nieuws"] = NieuwsPage.objects.live().public().order_by("-datum")[:3]
        return context


class InhoudPage(Page):
    """An ordinary page: over, privacy, toegankelijkheid, contact."""

    inleiding = models.TextField(_("inleiding"), max_length=400, blank=True)
    inhoud = StreamField(Inhoud(), verbose_name=_("inhoud"), blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("inleiding"), FieldPanel("inhoud")]
    parent_page_types: ClassVar[list[str]] = ["community.HomePage", "community.InhoudPage"]
    subpage_types: ClassVar[list[str]] = ["community.InhoudPage"]
    template = "community/kennis/inhoud.html"

    class Meta:
        verbose_name = _("inhoudspagina")


class NieuwsIndexPage(Page):
    """The list of news."""

    inleiding = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("inleiding")]
    parent_page_types: ClassVar[list[str]] = ["community.HomePage"]
    subpage_types: ClassVar[list[str]] = ["community.NieuwsPage"]
    max_count = 1
    template = "community/kennis/nieuws.html"

    class Meta:
        verbose_name = _("nieuwsoverzicht")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the news, newest first."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["items"] = NieuwsPage.objects.child_of(self).live().public().order_by("-datum")[:50]
        return context


class NieuwsPage(Page):
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
