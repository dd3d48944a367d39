"""When a page of the website may go online. One place: the editor, publishing on a date and in numbers all ask here.

What a page lacks is said in sentences for who writes it.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from community.models import KennisPage, KennisRubriekPage, Rubriek, Zichtbaar

# Blocks that write a heading of the first level below the title of the page.
HEADED = frozenset({"oproep", "kaarten", "filmpje"})
PAGE_LINK = re.compile(r"<a\b(?=[^>]*\blinktype=\"page\")[^>]*\bid=\"(\d+)\"")
FILE_NAME = re.compile(r"\.(?:jpe?g|png|webp|gif|heic)$|^(?:img|dsc|foto)[ _-]?\d+$", re.IGNORECASE)


def page_refusals(page: Page, now: datetime) -> list[str]:
    """Return why this page, with the content it holds now, cannot go online; empty when it can."""
    blocks = list(getattr(page, "inhoud", None) or [])
    found = [
        *_place(page, now),
        *_address(page),
        *_headings(blocks),
        *_pictures(blocks),
        *_links_to_members(page, blocks),
    ]
    if isinstance(page, KennisPage):
        found += [*_sources(page), *_films(page, blocks)]
    return found


def _place(page: Page, now: datetime) -> Iterator[str]:
    """A page that the menu and other pages stand on stays online, at its own address."""
    if not getattr(page, "is_pillar", False):
        return
    if page.expire_at is not None or (page.go_live_at is not None and page.go_live_at > now):
        yield _("Deze pagina staat altijd online. Haal de datums bij 'Planning' weg.")
    address = Page.objects.filter(pk=page.pk).values_list("slug", flat=True).first()
    if address is not None and address != page.slug:
        yield _("Het menu leidt naar deze pagina. Zet het adres terug op '{adres}'.").format(adres=address)


def _address(page: Page) -> Iterator[str]:
    """Two pages have no one address: another may have got it since this draft was written."""
    if page.path and not Page._slug_is_available(page.slug, page.get_parent(), page):
        yield _("Een andere pagina heeft het adres '{adres}' al. Kies bij Promoten een ander.").format(adres=page.slug)


def _sources(page: KennisPage) -> Iterator[str]:
    if page.bron_id is None:
        yield _("Kies de bron van deze pagina. Zonder bron gaat zij niet online.")
    if page.controle_datum is None:
        yield _("Vul bij 'Controleer opnieuw op' in wanneer iemand kijkt of de tekst nog klopt.")


def _films(page: KennisPage, blocks: list[Any]) -> Iterator[str]:
    """A page among the films has a film, and a film has its words."""
    above = page.get_parent() if page.path else page.above
    above = above.specific if above is not None else None
    is_film = isinstance(above, KennisRubriekPage) and above.soort == Rubriek.FILMPJE
    films = [block.value for block in blocks if block.block_type == "filmpje"]
    if is_film and not films:
        yield _("Zet het filmpje op de pagina: kies bij de inhoud het blok 'Filmpje'.")
    if any(not film["tekst"].strip() for film in films):
        yield _("Schrijf bij het filmpje wat er gezegd en getoond wordt.")


def _headings(blocks: list[Any]) -> Iterator[str]:
    """A lower heading stands below a higher one."""
    has_head = False
    for block in blocks:
        is_lower = block.block_type == "kop" and block.value["niveau"] == "3"
        if is_lower and not has_head:
            text = block.value["tekst"]
            yield _("'{text}' is een tussenkop, maar er staat nog geen kop boven. Maak er een kop van.").format(
                text=text
            )
            return
        has_head = has_head or block.block_type in {"kop", *HEADED}


def _pictures(blocks: list[Any]) -> Iterator[str]:
    """A picture says in words what it shows, and who made it."""
    pictures = [block.value for block in blocks if block.block_type == "afbeelding"]
    for picture in pictures:
        if picture["afbeelding"] is None:
            yield _("Een afbeelding op deze pagina is verwijderd. Kies een andere of haal het blok weg.")
            continue
        alt = picture["alt"].strip()
        if not alt or FILE_NAME.search(alt):
            yield _("Beschrijf bij de afbeelding '{title}' in één zin wat er te zien is.").format(
                title=picture["afbeelding"].title
            )
        if not picture["bron"].strip():
            yield _("Schrijf bij de afbeelding '{title}' wie haar maakte.").format(title=picture["afbeelding"].title)


def _links_to_members(page: Page, blocks: list[Any]) -> Iterator[str]:
    """What everybody reads names no page that only members read: its address would say what it is about."""
    if isinstance(page, KennisPage) and page.zichtbaar == Zichtbaar.LEDEN:
        return
    named = {key for block in blocks for key in _named(block)}
    closed = KennisPage.objects.filter(pk__in=named, zichtbaar=Zichtbaar.LEDEN) if named else []
    for other in closed:
        sentence = _("Deze pagina is voor iedereen, maar verwijst naar '{title}'. Die lezen alleen leden.")
        yield sentence.format(title=other.title)


def _named(block: Any) -> Iterator[int]:
    """Return the ids of the pages that a block refers to."""
    if block.block_type == "kaarten":
        yield from (kaart["pagina"].pk for kaart in block.value if kaart["pagina"] is not None)
    texts = [block.value] if block.block_type == "tekst" else block.value if block.block_type == "stappen" else []
    for text in texts:
        yield from (int(key) for key in PAGE_LINK.findall(text.source))
