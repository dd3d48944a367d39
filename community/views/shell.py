"""What every page shows around its own content: menus, numbers, the way back, the bar of the demo."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from community.access.coordinatie import may_open_coordinatie
from community.access.kennis import may_edit_website, may_enter_beheer
from community.extension_points import menu_entries
from community.queries.berichten import unseen_count
from community.queries.privacy import verzoek_of


@dataclass(frozen=True)
class MenuItem:
    """One entry of a menu."""

    title: str
    url: str
    is_current: bool
    icon: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the way back with its own address; the last one has none."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Crumb:
    """One step of the way back: its menu term and the name of its page; the last one has no page."""

    title: str
    page: str = ""

    @property
    def url(self) -> str:
        """The address of the step, empty for the page itself."""
        return reverse(self.page) if self.page else ""


@dataclass(frozen=True)
class Entry:
    """A menu term and the name of its page, or the address of a page of the website.

    The order is fixed (blueprint §4.1), the same on every page.
    """

    page: str
    title: str
    icon: str = ""
    # Names of other pages that belong to it, with what lies below them.
    also: tuple[str, ...] = ()


# Aanbod, Kennis and Verhalen are pages of the website (community/migrations/0006_sections.py).
PUBLIC_MENU = (
    Entry("/over/", "Over de community"),
    Entry("/aanbod/", "Aanbod"),
    Entry("agenda", "Agenda"),
    Entry("/kennis/", "Kennis"),
    Entry("/verhalen/", "Verhalen"),
)
MEMBER_MENU = (
    Entry("mijn-omgeving", "Mijn omgeving", "home"),
    Entry("agenda", "Agenda", "calendar"),
    Entry("trainingen", "Trainingen"),
    Entry("casussen", "Casussen", also=("praktijkboeken", "samenwerkingen")),
    Entry("intervisie", "Intervisie en visitatie"),
    Entry("/kennis/", "Kennis"),
    Entry("leergroepen", "Leergroepen"),
    Entry("leden", "Leden"),
)
COORDINATIE = Entry("coordinatie", "Coördinatie")
REDACTIE = Entry("wagtailadmin_home", "Redactie")
# Registers only; a coördinator finds them in Coördinatie.
BEHEER = Entry("wagtailadmin_home", "Beheer")
# On a phone, under the thumb: the first two, with the short word that fits there.
BOTTOM_MENU = (Entry("mijn-omgeving", "Mijn", "home"), Entry("agenda", "Agenda", "calendar"))


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of templates/base.html. Costs at most one query: the number of unseen meldingen."""
    user, now = getattr(request, "user", None), getattr(request, "now", None)
    frame: dict[str, Any] = {"is_demo": settings.IS_DEMO, "now": now, "zoeken_url": reverse("zoeken")}
    if user is None or now is None or not user.is_authenticated:
        return frame | {"menu": _items(request, PUBLIC_MENU)}
    entries = list(MEMBER_MENU)
    if may_open_coordinatie(user, now):
        entries.append(COORDINATIE)
    if may_edit_website(user, now):
        entries.append(REDACTIE)
    elif may_enter_beheer(user, now) and COORDINATIE not in entries:
        entries.append(BEHEER)
    entries += [Entry(more.page, more.title) for more in menu_entries.all() if more.may(user, now)]
    return frame | {
        "menu": _items(request, entries),
        "bottom_menu": _items(request, BOTTOM_MENU),
        "removal": verzoek_of(user),
        # Counted only where a template shows it: Wagtail's admin draws many templates for one page.
        "melding_count": SimpleLazyObject(lambda: unseen_count(user, now)),
    }


def crumbs(*steps: Crumb) -> list[Crumb]:
    """Return the way back from Mijn omgeving to this page."""
    return [Crumb(_("Mijn omgeving"), "mijn-omgeving"), *steps]


def _items(request: HttpRequest, entries: "tuple[Entry, ...] | list[Entry]") -> list[MenuItem]:
    """Return these entries as links; the one whose pages include this address is the current one."""
    items = []
    for entry in entries:
        try:
            url = entry.page if entry.page.startswith("/") else reverse(entry.page)
            pages = (url, *map(reverse, entry.also))
        except NoReverseMatch:  # the page of a module that this installation does not have
            continue
        items.append(MenuItem(entry.title, url, request.path.startswith(pages), entry.icon))
    return items
