"""What the pages of the website list: sections of knowledge with how much is in them, newest pages, news."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Left, Length
from wagtail.models import Page

from community.access.kennis import visible_kennispaginas, visible_pages
from community.models import KennisIndexPage, KennisPage, KennisRubriekPage, NieuwsPage, User
from community.workdays import at_local

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

PER_PAGE = 20
NEWEST = 6
OTHERS = 3


@dataclass(frozen=True)
class Section:
    """One section of knowledge and how many pages of it this person may read."""

    page: KennisRubriekPage
    count: int


def sections(index: KennisIndexPage, user: "User | AnonymousUser", now: datetime) -> list[Section]:
    """Return the sections that are online, in the order of the tree. Two queries for any number of pages."""
    rubrieken = KennisRubriekPage.objects.child_of(index).filter(live=True).order_by("path")
    above = Left("path", Length("path") - KennisPage.steplen)
    counted = visible_kennispaginas(user, now).values(above=above).annotate(count=Count("pk")).order_by()
    counts = dict(counted.values_list("above", "count"))
    return [Section(page, counts.get(page.path, 0)) for page in rubrieken]


def newest_kennispaginas(user: "User | AnonymousUser", now: datetime) -> QuerySet[KennisPage]:
    """Return the pages of knowledge that came online last, for this person."""
    return visible_kennispaginas(user, now).order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:NEWEST]


def kennispaginas_in(rubriek: KennisRubriekPage, user: "User | AnonymousUser", now: datetime) -> QuerySet[KennisPage]:
    """Return the pages of one section for this person, from A to Z."""
    return visible_kennispaginas(user, now).filter(path__startswith=rubriek.path).order_by("title", "pk")


def other_kennispaginas(page: KennisPage, user: "User | AnonymousUser", now: datetime) -> QuerySet[KennisPage]:
    """Return a few other pages of the same section for this person."""
    beside = visible_kennispaginas(user, now).filter(path__startswith=page.path[: -page.steplen])
    return beside.exclude(pk=page.pk).order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:OTHERS]


def needs_check(page: KennisPage, today: date) -> bool:
    """Whether the day has passed on which somebody would look whether this page still holds."""
    return page.controle_datum is not None and page.controle_datum < today


def published_nieuws() -> QuerySet[NieuwsPage]:
    """Return the news that is online, newest first. News is for everybody."""
    return NieuwsPage.objects.filter(live=True).order_by("-datum", "-pk")


def mapped_pages(user: "User | AnonymousUser", now: datetime) -> QuerySet[Page]:
    """Return the pages of the map of the site, in the order of the tree."""
    return visible_pages(user, now).order_by("path")


def noon_of(day: date) -> datetime:
    """Return twelve o'clock of a day here: the moment for a day without one, the same day in every time zone near."""
    return at_local(day, time(12))
