"""The public pages."""

import pytest
from django.test import Client
from wagtail.models import Page

from community.models import HomePage, NieuwsIndexPage, NieuwsPage
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

FIRST_PAGES = ("over", "coordinerend-hart", "contact", "privacy", "toegankelijkheid", "bronnen", "spelregels", "nieuws",
               "kennis", "aanbod", "verhalen")  # fmt: skip


def test_strangers_see_the_first_page(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Regisseurs van de Samenwerking" in answer.content.decode()


def test_members_go_on_to_their_own_page(client: Client) -> None:
    client.force_login(UserFactory())
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mijn/")


@pytest.mark.parametrize("slug", FIRST_PAGES)
def test_the_fixed_pages_exist(client: Client, slug: str) -> None:
    assert client.get(f"/{slug}/").status_code == 200


def test_news_is_shown_newest_first_and_drafts_not(client: Client) -> None:
    index = NieuwsIndexPage.objects.get()
    for title, day, live in (
        ("Ouder", "2027-01-04", True),
        ("Nieuwer", "2027-01-11", True),
        ("Geheim", "2027-01-12", False),
    ):
        index.add_child(instance=NieuwsPage(title=title, datum=day, inleiding="Kort.", live=live))
    page = client.get("/nieuws/").content.decode()
    assert page.index("Nieuwer") < page.index("Ouder")
    assert "Geheim" not in page + client.get("/").content.decode()


def test_the_tree_is_sound() -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    assert HomePage.objects.get().get_children().count() == len(FIRST_PAGES)


def test_a_public_page_says_so_to_caches_but_a_members_page_never_does(client: Client) -> None:
    assert "no-store" not in client.get("/over/").headers.get("Cache-Control", "")
    client.force_login(UserFactory())
    assert client.get("/over/").headers["Cache-Control"] == "private, no-store"
