"""Stories of regisseurs on the public website: with a name only while that person agrees to this text (COM-21)."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from community.blocks import Inhoud
from community.models.people import User
from community.models.website import SitePage


class VerhalenIndexPage(SitePage):
    """The list of stories."""

    is_pillar = True
    inleiding = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("inleiding")]
    parent_page_types: ClassVar[list[str]] = ["community.HomePage"]
    subpage_types: ClassVar[list[str]] = ["community.VerhaalPage"]
    max_count = 1
    template = "community/verhalen/verhalen.html"

    class Meta:
        verbose_name = _("verhalenoverzicht")


class VerhaalPage(SitePage):
    """One story. `verteller` is the member it is about: it goes online only with her Toestemming for this very text,
    and off the moment she takes that back. Without a verteller it names nobody."""

    verteller = models.ForeignKey(
        User, verbose_name=_("verteller"), on_delete=models.SET_NULL, null=True, blank=True, related_name="verhalen"
    )
    datum = models.DateField(_("datum"))
    inleiding = models.TextField(_("inleiding"), max_length=400)
    inhoud = StreamField(Inhoud(), verbose_name=_("inhoud"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels, FieldPanel("verteller"), FieldPanel("datum"), FieldPanel("inleiding"),
        FieldPanel("inhoud"),
    ]  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["community.VerhalenIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "community/verhalen/verhaal.html"

    class Meta:
        verbose_name = _("verhaal")
