"""Two pages have no one address, also when one of them waited for its date."""

from datetime import timedelta

import pytest
import time_machine
from wagtail.models import Page, Revision

from community.berichten.planning import plan
from community.models import KennisPage
from tests.community.kennis.test_publiceren import a_draft, a_redacteur, browser_of, scheduled, why_not
from tests.factories.moments import NOW
from tests.factories.paginas import a_kennispagina

pytestmark = pytest.mark.django_db

TOMORROW = NOW + timedelta(days=1)


def taken_meanwhile() -> KennisPage:
    """Return a page that comes online tomorrow, at an address that another page got today."""
    page = a_draft("Eerst")
    with time_machine.travel(NOW, tick=False):
        page.slug = "lisdodde"
        scheduled(page, go_live_at=TOMORROW)
        own_path = f"{page.get_parent().url_path}eerst/"
        KennisPage.objects.filter(pk=page.pk).update(slug="eerst", url_path=own_path)
        a_kennispagina("Ander", slug="lisdodde")
    return KennisPage.objects.get(pk=page.pk)


def test_one_page_that_cannot_come_online_keeps_no_other_back() -> None:
    a_redacteur()
    page, later = taken_meanwhile(), a_draft("Later")
    with time_machine.travel(NOW, tick=False):
        scheduled(later, go_live_at=TOMORROW + timedelta(minutes=1))
    plan(TOMORROW + timedelta(minutes=2))
    assert not Page.objects.get(pk=page.pk).live
    assert Page.objects.get(pk=later.pk).live
    assert not Revision.page_revisions.filter(approved_go_live_at__isnull=False).exists()


def test_publishing_many_says_which_address_is_taken() -> None:
    page = taken_meanwhile()
    assert "heeft het adres 'lisdodde' al" in why_not(page.get_latest_revision_as_object())
    path = f"/beheer/bulk/wagtailcore/page/publish/?next=/beheer/pages/{page.get_parent().pk}/&id={page.pk}"
    text = browser_of(a_redacteur()).post(path, follow=True).content.decode()
    assert "al. Kies bij Promoten een ander" in text
    assert not Page.objects.get(pk=page.pk).live
