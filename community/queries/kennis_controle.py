"""Pages of knowledge whose day has come to be looked at again, and who was asked to."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import Page

from community.models import KennisPage, Taak
from community.workdays import local_date

PAGINA_CONTROLEREN = "PAGINA_CONTROLEREN"


def to_check(now: datetime) -> QuerySet[KennisPage]:
    """Return the pages that are online and say of themselves that somebody must look whether they still hold."""
    return KennisPage.objects.filter(live=True, controle_datum__lt=local_date(now)).order_by("controle_datum", "pk")


def to_check_by_key(keys: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, KennisPage]:
    """Return those of these pages that wait for a look, by the key that duties and messages name them by."""
    return {page.translation_key: page for page in to_check(now).filter(translation_key__in=set(keys))}


def asked_to_check() -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who has an open duty about which page: (person, key of the page)."""
    rows = Taak.objects.filter(kind=PAGINA_CONTROLEREN, done_at__isnull=True, withdrawn_at__isnull=True)
    return set(rows.values_list("user_id", "object_id"))


def pages_by_key(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Page]:
    """Return pages of the website that are not online, by the key that messages name them by."""
    return {page.translation_key: page for page in Page.objects.filter(translation_key__in=set(keys), live=False)}
