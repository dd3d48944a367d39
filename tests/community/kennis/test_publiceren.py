"""When a page may go online: in the editor, in numbers, on a date; and when it goes off."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from community.berichten.planning import plan
from community.models import Bericht, KennisPage, KennisRubriekPage, Logregel, Rol, Taak, User
from community.models.publishing import PublishRefusedError, publishing_refusals
from community.workdays import local_date
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.paginas import a_bron, a_kennispagina
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db

TOMORROW = NOW + timedelta(days=1)


def a_redacteur() -> User:
    user: User = with_second_factor(UserFactory())
    RoltoekenningFactory(user=user, rol=Rol.REDACTEUR)
    user.groups.add(Group.objects.get(name="Redacteuren"))
    return user


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def rubriek(soort: str = "HANDREIKING") -> KennisRubriekPage:
    found: KennisRubriekPage = KennisRubriekPage.objects.get(soort=soort)
    return found


def a_draft(title: str = "Lisdodde", **fields: Any) -> KennisPage:
    page = a_kennispagina(title, "Tekst.", live=False, **fields)
    page.save_revision()
    return page


def typed(**fields: Any) -> dict[str, Any]:
    """Return what a redacteur sends from the editor of a page of knowledge."""
    sent: dict[str, Any] = {
        "title": "Lisdodde", "slug": "lisdodde", "samenvatting": "Kort.", "zichtbaar": "OPENBAAR", "bron": "",
        "vindplaats": "", "herschreven_door": "", "controle_datum": "", "inhoud-count": "0", "go_live_at": "",
        "expire_at": "", "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }  # fmt: skip
    return sent | fields


# --- the rules ------------------------------------------------------------------------------------------------------


def why_not(page: Page) -> str:
    return " ".join(publishing_refusals(page, NOW))


def with_blocks(*blocks: tuple[str, Any], soort: str = "HANDREIKING", is_for_leden: bool = False) -> str:
    page = a_kennispagina("Proef", soort=soort, is_for_leden=is_for_leden, live=False)
    page.inhoud = [{"type": kind, "value": value} for kind, value in blocks]
    page.save()
    return why_not(KennisPage.objects.get(pk=page.pk))


def test_a_complete_page_may_go_online() -> None:
    assert with_blocks(("kop", {"tekst": "A", "niveau": "2"}), ("kop", {"tekst": "B", "niveau": "3"})) == ""


@pytest.mark.parametrize(("field", "words"), [("bron", "Zonder bron"), ("controle_datum", "Controleer opnieuw op")])
def test_without_source_or_day_of_control_it_stays_offline(field: str, words: str) -> None:
    page = a_draft()
    setattr(page, field, None)
    assert words in why_not(page)
    page.save()
    with pytest.raises(PublishRefusedError):
        page.save_revision().publish()
    assert not KennisPage.objects.get(pk=page.pk).live


def test_a_lower_heading_needs_one_above_it() -> None:
    assert "is een tussenkop" in with_blocks(("kop", {"tekst": "B", "niveau": "3"}))


def test_among_the_films_a_page_has_a_film_and_its_words() -> None:
    film = {"titel": "Film", "adres": "https://film.example/1", "duur": "3 minuten", "tekst": "Een boer vertelt."}
    assert "Zet het filmpje op de pagina" in with_blocks(("tekst", "<p>x</p>"), soort="FILMPJE")
    assert with_blocks(("filmpje", film), soort="FILMPJE") == ""
    assert "Schrijf bij het filmpje" in with_blocks(("filmpje", film | {"tekst": " "}))


@pytest.mark.parametrize(("alt", "bron", "words"), [
    ("", "de maker", "Beschrijf bij de afbeelding"), ("IMG_2041.jpg", "de maker", "Beschrijf bij de afbeelding"),
    ("Een sloot.", "", "wie haar maakte"), ("Een sloot.", "de maker", ""),
])  # fmt: skip
def test_a_picture_has_words_and_a_maker(alt: str, bron: str, words: str) -> None:
    picture = get_image_model().objects.create(title="Sloot", file=get_test_image_file())
    found = with_blocks(("afbeelding", {"afbeelding": picture.pk, "alt": alt, "bron": bron}))
    assert words in found
    assert bool(words) == bool(found)


def test_what_everybody_reads_does_not_name_what_members_read() -> None:
    closed = a_kennispagina("Voor leden", is_for_leden=True)
    link = ("tekst", f'<p>Lees <a linktype="page" id="{closed.pk}">dit</a>.</p>')
    assert "Die lezen alleen leden" in with_blocks(link)
    assert with_blocks(link, is_for_leden=True) == ""


# --- the editor -----------------------------------------------------------------------------------------------------


def test_the_editor_says_what_lacks_and_keeps_what_was_typed() -> None:
    client, page = browser_of(a_redacteur()), a_draft()
    sent = typed(samenvatting="Zelf getypt.")
    answer = client.post(f"/beheer/pages/{page.pk}/edit/", sent | {"action-publish": "action-publish"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert all(words in text for words in ("Zonder bron gaat zij niet online", "Zelf getypt.", "Controleer opnieuw op"))
    assert not KennisPage.objects.get(pk=page.pk).live


def test_a_draft_is_kept_whatever_lacks() -> None:
    client, page = browser_of(a_redacteur()), a_draft()
    assert client.post(f"/beheer/pages/{page.pk}/edit/", typed(title="Nog niet af")).status_code == 302
    kept = KennisPage.objects.get(pk=page.pk)
    assert (kept.get_latest_revision_as_object().title, kept.live) == ("Nog niet af", False)


def test_a_redacteur_publishes_and_withdraws() -> None:
    client, page = browser_of(a_redacteur()), a_draft()
    sent = typed(bron=str(a_bron().pk), controle_datum="2099-01-01")
    assert client.post(f"/beheer/pages/{page.pk}/edit/", sent | {"action-publish": "x"}).status_code == 302
    assert Client().get("/kennis/handreikingen/lisdodde/").status_code == 200
    assert client.post(f"/beheer/pages/{page.pk}/unpublish/").status_code == 302
    assert Client().get("/kennis/handreikingen/lisdodde/").status_code == 404
    told = Logregel.objects.filter(object_kind="PAGINA", object_id=str(page.pk)).order_by("at", "pk")
    assert {row.action for row in told} == {"PAGINA_GEPUBLICEERD", "PAGINA_OFFLINE"}
    assert {row.detail for row in told} == {""}


def test_a_new_film_page_without_a_film_is_not_made() -> None:
    client, above = browser_of(a_redacteur()), rubriek("FILMPJE")
    sent = typed(bron=str(a_bron().pk), controle_datum="2099-01-01", slug="film", title="Film")
    path = f"/beheer/pages/add/community/kennispage/{above.pk}/"
    page = client.post(path, sent | {"action-publish": "x"}).content.decode()
    assert "Zet het filmpje op de pagina" in page
    assert not KennisPage.objects.exists()


def test_what_is_refused_after_the_form_stays_offline_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something may change between the form and the gate: a teller who takes back her consent."""
    client = browser_of(a_redacteur())
    monkeypatch.setattr("community.forms.kennispaginas.publishing_refusals", lambda page, now: [])
    sent = typed(bron=str(a_bron().pk), slug="film", title="Film")
    path = f"/beheer/pages/add/community/kennispage/{rubriek().pk}/"
    page = client.post(path, sent | {"action-publish": "x"}, follow=True).content.decode()
    assert "Controleer opnieuw op" in page
    assert not KennisPage.objects.get(slug="film").live


def test_many_at_once_pass_the_same_gate() -> None:
    client, good, bad = browser_of(a_redacteur()), a_draft("Goed"), a_draft("Zonder")
    bad.bron = None
    bad.save_revision()
    path = f"/beheer/bulk/wagtailcore/page/publish/?id={good.pk}&id={bad.pk}&next=/beheer/pages/{rubriek().pk}/"
    page = client.post(path, follow=True).content.decode()
    assert "Zonder: Kies de bron van deze pagina" in page
    assert not KennisPage.objects.filter(live=True).exists()
    assert client.post(path.replace(f"&id={bad.pk}", "")).status_code == 302
    assert KennisPage.objects.get(live=True).title == "Goed"


def test_what_lies_below_is_judged_too_when_it_goes_along() -> None:
    client, bad = browser_of(a_redacteur()), a_draft("Zonder")
    bad.bron = None
    bad.save_revision()
    path = f"/beheer/bulk/wagtailcore/page/publish/?id={rubriek().pk}&next=/beheer/pages/{rubriek().pk}/"
    assert "Zonder: Kies de bron" in client.post(path, {"include_descendants": "on"}, follow=True).content.decode()
    assert not KennisPage.objects.filter(live=True).exists()


@pytest.mark.parametrize("part", ["copy", "convert_alias", "privacy", "lock", "workflow_history"])
def test_what_would_pass_by_the_gate_is_closed(part: str) -> None:
    client, page = browser_of(a_redacteur()), a_draft()
    assert client.get(f"/beheer/pages/{page.pk}/{part}/").status_code == 404
    listing = client.get(f"/beheer/pages/{rubriek().pk}/").content.decode()
    assert f"/{part}/" not in listing


def test_the_pages_that_others_stand_on_stay() -> None:
    client = browser_of(a_redacteur())
    for page in Page.objects.filter(slug__in=["kennis", "werkvormen", "aanbod", "verhalen", "nieuws"]):
        for part in ("delete", "unpublish"):
            assert client.post(f"/beheer/pages/{page.pk}/{part}/").status_code in {302, 403, 404}
        page.refresh_from_db()
        assert page.live


# --- dates ----------------------------------------------------------------------------------------------------------


def scheduled(page: KennisPage, **moments: Any) -> None:
    """Let a redacteur choose dates and press Publish."""
    for name, moment in moments.items():
        setattr(page, name, moment)
    page.save_revision().publish()


def test_a_page_comes_online_on_its_date_and_goes_off_on_another() -> None:
    with time_machine.travel(NOW, tick=False):
        scheduled(a_draft(), go_live_at=TOMORROW, expire_at=TOMORROW + timedelta(days=2))
    plan(TOMORROW - timedelta(minutes=1))
    assert not KennisPage.objects.get().live
    plan(TOMORROW)
    assert KennisPage.objects.get().live
    plan(TOMORROW + timedelta(days=2))
    page = KennisPage.objects.get()
    assert (page.live, page.expired) == (False, True)
    plan(TOMORROW + timedelta(days=3))
    assert not KennisPage.objects.get().live


def test_what_a_rule_refuses_by_then_stays_offline_and_redacteuren_hear_of_it() -> None:
    editor, page = a_redacteur(), a_draft()
    with time_machine.travel(NOW, tick=False):
        scheduled(page, go_live_at=TOMORROW)
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.content["bron"] = None
    revision.save()
    plan(TOMORROW)
    plan(TOMORROW + timedelta(minutes=1))
    assert not KennisPage.objects.get().live
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert [row.recipient_id for row in Bericht.objects.filter(kind="N254")] == [editor.pk]


# --- the day of control ---------------------------------------------------------------------------------------------


def test_a_redacteur_has_one_duty_for_each_page_to_check_until_it_is_looked_at() -> None:
    editor, page = a_redacteur(), a_kennispagina("Oud")
    a_kennispagina("Niet online", live=False)
    for moment in (NOW, NOW + timedelta(minutes=1)):
        plan(moment)
    duties = Taak.objects.filter(kind="PAGINA_CONTROLEREN")
    assert [(row.user_id, row.object_id) for row in duties] == [(editor.pk, page.translation_key)]
    with time_machine.travel(NOW, tick=False):
        assert "Controleer de pagina &#x27;Oud&#x27;" in browser_of(editor).get("/mijn/").content.decode()
    KennisPage.objects.filter(pk=page.pk).update(controle_datum="2099-01-01")
    plan(NOW + timedelta(minutes=2))
    assert duties.get().done_at is not None


def test_who_is_no_redacteur_any_more_is_relieved() -> None:
    editor = a_redacteur()
    a_kennispagina("Oud")
    plan(NOW)
    editor.roltoekenningen.update(until_date=local_date(NOW))
    plan(NOW + timedelta(days=1))
    assert Taak.objects.get(kind="PAGINA_CONTROLEREN").withdrawn_at is not None
