"""What the Wagtail admin shows: our registers and the website, nothing of its own user administration."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from community.access.kennis import may_edit_website, may_see_page
from community.actions.website import note_page
from community.views.door import SignedInRequest, TimedRequest
from community.views.redactie import kept_offline, kept_offline_together
from community.viewsets import (
    BegripViewSet,
    BronViewSet,
    InitiatiefViewSet,
    KalenderViewSet,
    OpgaveViewSet,
    OrganisatieViewSet,
    PartnerschapViewSet,
)

# Menu entries that stay; everything else Wagtail brings is closed in community.middleware.beheer as well.
KEPT_MENU = {
    "terug", "explorer", "images", "documents", "organisaties", "opgaven", "vakanties-en-verkiezingen", "instrumenten",
    "instrumentvragen", "initiatieven", "locaties", "programmas", "programmaversies", "programmaonderdelen",
    "ontwikkeldoelen", "competenties", "protocollen", "protocolversies", "partnerschappen", "werkvormen",
    "werkvormversies", "kaartendecks", "deckversies", "begrippen", "bronnen",
    "toestemming-verhalen",
}  # fmt: skip


@hooks.register("register_admin_viewset")
def register_registers() -> list[Any]:
    """Bring our registers into /beheer/."""
    return [
        BegripViewSet(),
        BronViewSet(),
        OrganisatieViewSet(),
        OpgaveViewSet(),
        KalenderViewSet(),
        InitiatiefViewSet(),
        PartnerschapViewSet(),
    ]


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    """Lead back to the site, on top of the menu of /beheer/."""
    return MenuItem(_("Mijn omgeving"), reverse("mijn-omgeving"), name="terug", icon_name="home", order=1)


class WebsiteMenuItem(MenuItem):
    """An entry for who writes the website."""

    def is_shown(self, request: TimedRequest) -> bool:
        """Whether this person writes the website."""
        return may_edit_website(request.user, request.now)


@hooks.register("register_admin_menu_item")
def consent_for_stories() -> MenuItem:
    """Lead to where a redacteur asks whether a story may be online."""
    return WebsiteMenuItem(
        _("Toestemming voor verhalen"), reverse("verhalen-toestemming"), name="toestemming-verhalen", icon_name="user",
        order=150,
    )  # fmt: skip


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


@hooks.register("before_serve_page")
def ask_access(page: Page, request: TimedRequest, args: Any, kwargs: Any) -> None:
    """Show a page to who may read it. For others it does not exist."""
    if not may_see_page(request.user, page, request.now):
        raise Http404


@hooks.register("before_publish_page")
def ask_rules(request: TimedRequest, page: Page) -> HttpResponse | None:
    """Keep a page offline that lacks something; what was typed is kept as a draft."""
    return kept_offline(request, page.specific)


@hooks.register("before_bulk_action")
def ask_rules_together(
    request: TimedRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Keep pages offline that lack something, when many are published at once."""
    if action_type != "publish" or action.model is not Page:
        return None
    return kept_offline_together(request, objects, path=action.next_url)


@hooks.register("after_publish_page")
def tell_published(request: SignedInRequest, page: Page) -> None:
    """Write in the log that a page was put online, now or on its date."""
    note_page(page.pk, "PAGINA_GEPUBLICEERD", editor=request.user, now=request.now)


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def tell_offline(request: SignedInRequest, page: Page) -> None:
    """Write in the log that a page was taken off the website."""
    note_page(page.pk, "PAGINA_OFFLINE", editor=request.user, now=request.now)


@hooks.register("after_bulk_action")
def tell_together(request: SignedInRequest, action_type: str, objects: Iterable[Any], action: Any) -> None:
    """Write in the log what was done with many pages at once."""
    code = {"publish": "PAGINA_GEPUBLICEERD", "unpublish": "PAGINA_OFFLINE", "delete": "PAGINA_OFFLINE"}.get(
        action_type
    )
    if code is None or action.model is not Page:
        return
    for page in objects:
        note_page(page.pk, code, editor=request.user, now=request.now)
