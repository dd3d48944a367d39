"""Who reads which page of the website, and who keeps the website and the registers in /beheer/.

Every door to a page asks here: the page itself, lists, counts, search, the sitemap, feeds, pictures and documents.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from wagtail.models import Page

from community.access.rollen import has_rol
from community.access.verhalen import visible_verhalen
from community.models import KennisPage, Rol, User, VerhaalPage, Zichtbaar

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def may_enter_beheer(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may open /beheer/: redacteuren for pages, coördinatoren and beheerders for registers."""
    return may_edit_website(user, now) or may_keep_registers(user, now)


def may_edit_website(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person writes the public pages."""
    return has_rol(user, Rol.REDACTEUR, now)


def may_keep_registers(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person keeps the registers: organisaties, opgaven, school holidays and election days."""
    return has_rol(user, Rol.COORDINATOR, now) or has_rol(user, Rol.BEHEERDER, now)


def visible_kennispaginas(user: "User | AnonymousUser", now: datetime) -> QuerySet[KennisPage]:
    """Return the pages of knowledge that are online for this person: those for everybody, and for a member the rest."""
    live: QuerySet[KennisPage] = KennisPage.objects.filter(live=True)
    return live if is_member(user) else live.filter(zichtbaar=Zichtbaar.OPENBAAR)


def visible_pages(user: "User | AnonymousUser", now: datetime) -> QuerySet[Page]:
    """Return all pages of the website that are online for this person, of every kind."""
    live: QuerySet[Page] = Page.objects.filter(live=True, depth__gt=1)
    unagreed = VerhaalPage.objects.filter(live=True).exclude(pk__in=visible_verhalen(now).values("pk"))
    live = live.exclude(pk__in=unagreed.values("pk"))
    if is_member(user):
        return live
    return live.exclude(pk__in=KennisPage.objects.filter(zichtbaar=Zichtbaar.LEDEN).values("pk"))


def may_see_page(user: "User | AnonymousUser", page: Page, now: datetime) -> bool:
    """Whether this page is online for this person. Asks nothing of the database for a page of its own kind, but for a
    story: whether its verteller agrees."""
    own = page.specific
    if isinstance(own, VerhaalPage):
        return visible_verhalen(now).filter(pk=own.pk).exists()
    return bool(own.live) and (is_member(user) or getattr(own, "zichtbaar", "") != Zichtbaar.LEDEN)


def is_member(user: "User | AnonymousUser") -> bool:
    """Whether the person is logged in on an account that is open."""
    return user.is_authenticated and user.is_active
