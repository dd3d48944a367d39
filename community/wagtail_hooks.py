"""What the Wagtail admin shows: our registers and the website, nothing of its own user administration."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from community.viewsets import (
    InitiatiefViewSet,
    KalenderViewSet,
    OpgaveViewSet,
    OrganisatieViewSet,
    PartnerschapViewSet,
)

# Menu entries that stay; everything else Wagtail brings is closed in community.middleware.beheer as well.
KEPT_MENU = {
    "terug", "explorer", "images", "organisaties", "opgaven", "vakanties-en-verkiezingen", "instrumenten",
    "instrumentvragen", "initiatieven", "locaties", "programmas", "programmaversies", "programmaonderdelen",
    "ontwikkeldoelen", "competenties", "protocollen", "protocolversies", "partnerschappen", "werkvormen",
    "werkvormversies", "kaartendecks", "deckversies",
}  # fmt: skip


@hooks.register("register_admin_viewset")
def register_registers() -> list[Any]:
    """Bring our registers into /beheer/."""
    return [OrganisatieViewSet(), OpgaveViewSet(), KalenderViewSet(), InitiatiefViewSet(), PartnerschapViewSet()]


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    """Lead back to the site, on top of the menu of /beheer/."""
    return MenuItem(_("Mijn omgeving"), reverse("mijn-omgeving"), name="terug", icon_name="home", order=1)


@hooks.register("insert_global_admin_css")
def our_colours() -> SafeString:
    """Give /beheer/ the colours of the site."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/beheer.css"))


@hooks.register("construct_main_menu")
def keep_menu_small(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave only what we use in the menu of /beheer/."""
    menu_items[:] = [item for item in menu_items if item.name in KEPT_MENU]


@hooks.register("construct_homepage_panels")
def no_homepage_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Take off the panels about workflows, locks and other people's pages."""
    panels.clear()
