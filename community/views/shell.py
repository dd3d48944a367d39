"""What every page shows around its own content: menu, numbers, footer."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from community.access.rollen import is_coordinator
from community.queries.berichten import unseen_count


@dataclass(frozen=True)
class MenuItem:
    """One entry of a menu."""

    title: str
    url: str
    is_current: bool


# Name of the page, menu term. Order fixed (blueprint §4.1); pages of later modules join when they exist.
PUBLIC_MENU: tuple[tuple[str, str], ...] = (("agenda", "Agenda"),)
MEMBER_MENU: tuple[tuple[str, str], ...] = (
    ("mijn-omgeving", "Mijn omgeving"),
    ("agenda", "Agenda"),
    ("leergroepen", "Leergroepen"),
    ("leden", "Leden"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of templates/base.html: menu, number of unseen meldingen, demo bar."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": _items(request, PUBLIC_MENU), "is_demo": settings.IS_DEMO}
    now = request.now  # type: ignore[attr-defined]  # set by NowMiddleware
    entries = MEMBER_MENU
    if is_coordinator(user, now):
        entries = (*entries, ("coordinatie", "Coördinatie"))
    menu = _items(request, entries)
    return {
        "menu": menu,
        "bottom_menu": menu[:2],
        "melding_count": unseen_count(user, now),
        "is_demo": settings.IS_DEMO,
    }


def _items(request: HttpRequest, entries: tuple[tuple[str, str], ...]) -> list[MenuItem]:
    items = []
    for name, title in entries:
        url = reverse(name)
        items.append(MenuItem(title, url, request.path.startswith(url)))
    return items
