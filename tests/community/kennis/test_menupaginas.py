"""The pages that the menu and other pages stand on: they stay online, at their own address."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from tests.community.kennis.test_publiceren import a_redacteur, browser_of, why_not
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

TOMORROW = NOW + timedelta(days=1)


def the_page(slug: str) -> Page:
    page: Page = Page.objects.get(slug=slug)
    return page


@pytest.mark.parametrize("action", ["unpublish", "delete", "move"])
@pytest.mark.parametrize("slug", ["home", "kennis", "filmpjes"])
def test_many_at_once_leave_the_pages_of_the_menu_where_they_are(slug: str, action: str) -> None:
    page = the_page(slug)
    sent = {"chooser": str(the_page("kennis").pk), "confirm": "x"}
    browser_of(a_redacteur()).post(f"/beheer/bulk/wagtailcore/page/{action}/?next=/beheer/pages/&id={page.pk}", sent)
    assert Page.objects.filter(pk=page.pk, live=True, path=page.path).exists()


@pytest.mark.parametrize(("field", "value", "words"), [
    ("expire_at", TOMORROW, "staat altijd online"), ("go_live_at", TOMORROW, "staat altijd online"),
    ("slug", "weten", "terug op 'kennis'"),
])  # fmt: skip
def test_a_page_of_the_menu_stays_online_at_its_address(field: str, value: Any, words: str) -> None:
    page = the_page("kennis").specific
    assert why_not(page) == ""
    setattr(page, field, value)
    assert words in why_not(page)


def test_a_page_from_the_beginning_does_not_vanish_until_its_date() -> None:
    page = the_page("over")
    sent = {
        "title": "Over ons", "slug": "over", "inleiding": "Wie we zijn.", "inhoud-count": "0", "expire_at": "",
        "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "action-publish": "x", "go_live_at": "2099-01-01 10:00",
    }  # fmt: skip
    answer = browser_of(a_redacteur()).post(f"/beheer/pages/{page.pk}/edit/", sent)
    assert "Anders is zij tot dan weg" in answer.content.decode()
    assert Client().get("/over/").status_code == 200
