"""Blocks for who runs the network: what waits for a hand, and the way to the pages of a beheerder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.access.coordinatie import may_open_coordinatie, may_see_zendingen
from community.extension_points import Card
from community.models import User
from community.queries.coordinatie import Counts, waiting_counts


@dataclass(frozen=True)
class Signal:
    """One thing that waits: a sentence with its number, and the page where one acts."""

    sentence: str
    url: str
    icon: str
    is_urgent: bool = False


@dataclass(frozen=True)
class Tile:
    """A process or register, one click away."""

    title: str
    text: str
    url: str
    icon: str


def signals(user: User, now: datetime) -> list[Signal]:
    """Return what waits for the coördinerend hart, the most urgent first; nothing for others. One query."""
    if not may_open_coordinatie(user, now):
        return []
    counts = waiting_counts(user, now)
    return [*_people(counts), *_mail(counts), *_leergroepen(counts), *_kalender(counts)]


def _people(counts: Counts) -> list[Signal]:
    found = []
    if counts.aanmeldingen:
        text = ngettext("%d nieuwe aanmelding wacht op antwoord", "%d nieuwe aanmeldingen wachten op antwoord",
                        counts.aanmeldingen) % counts.aanmeldingen  # fmt: skip
        found.append(Signal(text, address("aanmeldingen"), "person", is_urgent=True))
    if counts.aanvragen:
        text = ngettext("%d aanvraag uit het aanbod wacht", "%d aanvragen uit het aanbod wachten",
                        counts.aanvragen) % counts.aanvragen  # fmt: skip
        found.append(Signal(text, address("aanvragen"), "mail", is_urgent=True))
    if counts.toetredingen:
        text = ngettext("%d lid wacht al 2 werkdagen op toegang tot een leergroep",
                        "%d leden wachten al 2 werkdagen op toegang tot een leergroep",
                        counts.toetredingen) % counts.toetredingen  # fmt: skip
        found.append(Signal(text, f"{address('coordinatie-leergroepen')}?let_op=WACHT", "hourglass", is_urgent=True))
    if counts.uitnodigingen:
        text = ngettext("%d uitnodiging verloopt binnen 3 dagen", "%d uitnodigingen verlopen binnen 3 dagen",
                        counts.uitnodigingen) % counts.uitnodigingen  # fmt: skip
        found.append(Signal(text, address("uitnodigingen"), "mail"))
    return found


def _mail(counts: Counts) -> list[Signal]:
    page = address("coordinatie-berichten")
    found = []
    if counts.is_paused:
        found.append(Signal(_("Alle mail staat op pauze"), page, "warning", is_urgent=True))
    if counts.mislukt:
        text = ngettext("%d bericht is niet aangekomen", "%d berichten zijn niet aangekomen",
                        counts.mislukt) % counts.mislukt  # fmt: skip
        found.append(Signal(text, f"{page}?lijst=mislukt", "warning", is_urgent=True))
    if counts.onzeker:
        text = ngettext("Van %d bericht is onzeker of het aankwam", "Van %d berichten is onzeker of ze aankwamen",
                        counts.onzeker) % counts.onzeker  # fmt: skip
        found.append(Signal(text, f"{page}?lijst=onzeker", "warning"))
    if counts.adressen:
        text = ngettext("Mail aan %d lid komt niet aan", "Mail aan %d leden komt niet aan",
                        counts.adressen) % counts.adressen  # fmt: skip
        found.append(Signal(text, address("coordinatie-adressen"), "warning"))
    return found


def _leergroepen(counts: Counts) -> list[Signal]:
    page = address("coordinatie-leergroepen")
    found = []
    if counts.zonder_trekker:
        text = ngettext("%d leergroep heeft geen trekker", "%d leergroepen hebben geen trekker",
                        counts.zonder_trekker) % counts.zonder_trekker  # fmt: skip
        found.append(Signal(text, f"{page}?let_op=ZONDER_TREKKER", "group"))
    if counts.stil:
        text = ngettext("%d leergroep is al 60 dagen stil en heeft geen nieuwe datum",
                        "%d leergroepen zijn al 60 dagen stil en hebben geen nieuwe datum",
                        counts.stil) % counts.stil  # fmt: skip
        found.append(Signal(text, f"{page}?let_op=STIL", "clock"))
    return found


def _kalender(counts: Counts) -> list[Signal]:
    if not counts.kalender:
        return []
    text = ngettext("%d vakantie of verkiezing is nog niet gecontroleerd",
                    "%d vakanties en verkiezingen zijn nog niet gecontroleerd",
                    counts.kalender) % counts.kalender  # fmt: skip
    return [Signal(text, address("kalender", "wagtailadmin_home"), "calendar")]


def address(*names: str) -> str:
    """Return the address of the first of these pages that this installation has, else that of Coördinatie."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return reverse("coordinatie")


def _beheer(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give a beheerder, who has no cockpit, the way to what she may see."""
    if not may_see_zendingen(user, now) or may_open_coordinatie(user, now):
        return None
    return {"tiles": beheer_tiles()}


def beheer_tiles() -> list[Tile]:
    """Return the ways to what a coördinator and a beheerder both look after."""
    return [
        Tile(_("Accounts"), _("Een account sluiten of openen, hulp bij inloggen"), address("accounts"), "lock"),
        Tile(_("Rollen"), _("Wie welke rol heeft en tot wanneer"), address("rollen"), "people"),
        Tile(_("Berichten"), _("Wat er verstuurd is en of dat lukte"), address("coordinatie-berichten"), "mail"),
        Tile(_("Logboek"), _("Wie wat veranderde"), address("logboek"), "book"),
        Tile(_("Opruimen"), _("Wat er elke nacht weggaat, en of dat lukte"), address("opruimen"), "clock"),
        Tile(_("Registers"), _("Organisaties, opgaven, vakanties"), address("wagtailadmin_home"), "list"),
    ]


CARDS = [
    Card("beheer", 90, "LOPEND", "community/coordinatie/_beheer.html", _beheer),
]
