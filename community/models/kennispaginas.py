"""Knowledge on the website: /kennis/, its five sections and their pages. For everybody or for members only."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from community.blocks import Kennisinhoud
from community.models.bronnen import Bron
from community.models.website import SitePage


class Rubriek(models.TextChoices):
    """The five sections of knowledge."""

    WERKVORM = "WERKVORM", _("Werkvormen")
    INSTRUMENT = "INSTRUMENT", _("Instrumenten")
    HANDREIKING = "HANDREIKING", _("Handreikingen")
    VOORBEELD = "VOORBEELD", _("Praktijkvoorbeelden")
    FILMPJE = "FILMPJE", _("Filmpjes")


class Zichtbaar(models.TextChoices):
    """Who may read a page of knowledge."""

    OPENBAAR = "OPENBAAR", _("Iedereen")
    LEDEN = "LEDEN", _("Alleen leden")


class KennisIndexPage(SitePage):
    """The start of knowledge: sections, newest pages, terms."""

    is_pillar = True
    inleiding = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("inleiding")]
    parent_page_types: ClassVar[list[str]] = ["community.HomePage"]
    subpage_types: ClassVar[list[str]] = ["community.KennisRubriekPage"]
    max_count = 1
    template = "community/kennis/kennis.html"

    class Meta:
        verbose_name = _("kennisoverzicht")


class KennisRubriekPage(SitePage):
    """One of the five sections; its pages lie below it."""

    is_pillar = True
    soort = models.CharField(_("rubriek"), max_length=11, choices=Rubriek.choices, unique=True)
    inleiding = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("soort"), FieldPanel("inleiding")]
    parent_page_types: ClassVar[list[str]] = ["community.KennisIndexPage"]
    subpage_types: ClassVar[list[str]] = ["community.KennisPage"]
    max_count = len(Rubriek)
    template = "community/kennis/rubriek.html"

    class Meta:
        verbose_name = _("rubriek van kennis")


class KennisPage(SitePage):
    """One page of knowledge. Its section is the page above it.

    It cannot be published without `bron` and `controle_datum`: the day on which somebody looks whether it still holds;
    after that day the page says so.
    """

    samenvatting = models.TextField(_("samenvatting"), max_length=400)
    inhoud = StreamField(Kennisinhoud(), verbose_name=_("inhoud"), blank=True)
    zichtbaar = models.CharField(
        _("wie mag dit lezen?"), max_length=8, choices=Zichtbaar.choices, default=Zichtbaar.OPENBAAR
    )
    bron = models.ForeignKey(
        Bron, verbose_name=_("bron"), on_delete=models.PROTECT, null=True, blank=True, related_name="kennispaginas"
    )
    vindplaats = models.CharField(_("plek in de bron"), max_length=200, blank=True)
    herschreven_door = models.CharField(_("herschreven door"), max_length=120, blank=True)
    controle_datum = models.DateField(_("controleer opnieuw op"), null=True, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels, FieldPanel("samenvatting"), FieldPanel("zichtbaar"), FieldPanel("inhoud"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("bron", "vindplaats", "herschreven_door", "controle_datum")],
            heading=_("Bron en controle"),
        ),
    ]  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["community.KennisRubriekPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "community/kennis/kennispagina.html"

    class Meta:
        verbose_name = _("kennispagina")
