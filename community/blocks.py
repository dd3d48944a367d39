"""What a redacteur builds public pages from. Each block has one way to look; nothing carries style of its own."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

KEY_OF_PARAGRAPH = re.compile(r' data-block-key="[^"]*"')
TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class Kop(blocks.StructBlock):
    """A heading below the page title."""

    tekst = blocks.CharBlock(label=_("Tekst"), max_length=120)
    niveau = blocks.ChoiceBlock(label=_("Niveau"), choices=[("2", _("Kop")), ("3", _("Tussenkop"))], default="2")

    class Meta:
        icon = "title"
        label = _("Kop")
        template = "community/kennis/blocks/kop.html"


class Afbeelding(blocks.StructBlock):
    """A picture that says in words what it shows."""

    afbeelding = ImageChooserBlock(label=_("Afbeelding"))
    alt = blocks.CharBlock(
        label=_("Beschrijving voor wie de afbeelding niet ziet"), max_length=200,
        help_text=_("Schrijf in één zin wat er te zien is."),
    )  # fmt: skip
    bron = blocks.CharBlock(label=_("Bron of maker"), max_length=120)

    class Meta:
        icon = "image"
        label = _("Afbeelding")
        template = "community/kennis/blocks/afbeelding.html"


class Citaat(blocks.StructBlock):
    """Somebody's words, with who said them."""

    tekst = blocks.TextBlock(label=_("Citaat"), max_length=400)
    bron = blocks.CharBlock(label=_("Wie zegt dit?"), max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Citaat")
        template = "community/kennis/blocks/citaat.html"


class Kaart(blocks.StructBlock):
    """One of a few things next to each other."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=80)
    tekst = blocks.TextBlock(label=_("Tekst"), max_length=300)
    pagina = blocks.PageChooserBlock(label=_("Verwijst naar"), required=False)

    class Meta:
        icon = "doc-empty"
        label = _("Kaart")


class Oproep(blocks.StructBlock):
    """One next step, with a button that says what it does."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=80)
    tekst = blocks.TextBlock(label=_("Tekst"), max_length=300, required=False)
    knop = blocks.CharBlock(label=_("Tekst op de knop"), max_length=40)
    adres = blocks.CharBlock(
        label=_("Adres op deze site"), max_length=120,
        help_text=_("Begin met een schuine streep, bijvoorbeeld /aansluiten/."),
    )  # fmt: skip

    class Meta:
        icon = "mail"
        label = _("Oproep")
        template = "community/kennis/blocks/oproep.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse addresses outside this site: a button of ours never leads elsewhere unseen."""
        cleaned = super().clean(value)
        address = cleaned["adres"]
        if not address.startswith("/") or address.startswith("//") or "\\" in address:
            message = _("Begin het adres met één schuine streep, bijvoorbeeld /aansluiten/.")
            raise StructBlockValidationError(block_errors={"adres": ValidationError(message)})
        return cleaned


class Inhoud(blocks.StreamBlock):
    """The content of a public page."""

    kop = Kop()
    tekst = blocks.RichTextBlock(label=_("Tekst"), features=TEXT_FEATURES, icon="pilcrow")
    afbeelding = Afbeelding()
    citaat = Citaat()
    kaarten = blocks.ListBlock(
        Kaart(), label=_("Kaarten"), min_num=2, max_num=6, icon="list-ul",
        template="community/kennis/blocks/kaarten.html",
    )  # fmt: skip
    oproep = Oproep()


class Kenmerk(blocks.StructBlock):
    """One fact about a way of working: how long, how many people, what you need."""

    naam = blocks.CharBlock(label=_("Wat"), max_length=60)
    waarde = blocks.CharBlock(label=_("Hoeveel of welke"), max_length=160)

    class Meta:
        icon = "list-ul"
        label = _("Kenmerk")


class Filmpje(blocks.StructBlock):
    """A link to a film elsewhere, with everything that is said and shown in it as text."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120)
    adres = blocks.URLBlock(label=_("Adres van het filmpje"), max_length=300)
    duur = blocks.CharBlock(label=_("Hoe lang?"), max_length=40)
    tekst = blocks.TextBlock(
        label=_("Wat er gezegd en getoond wordt"), max_length=8000,
        help_text=_("Wie het filmpje niet kan zien of horen, leest hier alles."),
    )  # fmt: skip

    class Meta:
        icon = "media"
        label = _("Filmpje")
        template = "community/kennis/blocks/filmpje.html"


class Kennisinhoud(Inhoud):
    """The content of a page of knowledge: what other pages have, and facts, steps, films and documents."""

    kenmerken = blocks.ListBlock(
        Kenmerk(), label=_("Kenmerken"), icon="list-ul", template="community/kennis/blocks/kenmerken.html"
    )
    stappen = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Stap"), features=TEXT_FEATURES), label=_("Stappen"), icon="list-ol",
        template="community/kennis/blocks/stappen.html",
    )  # fmt: skip
    filmpje = Filmpje()
    document = DocumentChooserBlock(
        label=_("Document"), icon="doc-full", template="community/kennis/blocks/document.html"
    )


def without_ids(value: Any) -> Any:
    """Return stored blocks without the ids that Wagtail gives them and their paragraphs: no reader sees these."""
    if isinstance(value, str):
        return KEY_OF_PARAGRAPH.sub("", value)
    if isinstance(value, Mapping):
        return {name: without_ids(part) for name, part in value.items() if name != "id"}
    return [without_ids(part) for part in value] if isinstance(value, list) else value
