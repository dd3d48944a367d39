"""Publishing a story in /beheer/: by the button, from a list, on a date. Refused in words while there is no yes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from community.actions.verhalen import ask_verteller, erase_verhalen, refuse_verhaal
from community.berichten.planning import plan
from community.models import Profiel, Rol, VerhaalPage
from community.models.publishing import PublishRefusedError
from community.queries.verhalen import draft_of, version_of
from tests.community.toegang.steps import text_of
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.website import VERHAAL_TEXT, a_verhaal, a_yes, an_online_verhaal

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    """The browser of a redacteur."""
    user = RoltoekenningFactory(rol=Rol.REDACTEUR).user
    user.groups.add(Group.objects.get(name="Redacteuren"))
    return browser_of(user)


def is_live(page: VerhaalPage) -> bool:
    """Whether the page is online in the database."""
    return bool(Page.objects.get(pk=page.pk).live)


def press_publish(desk: Client, page: VerhaalPage) -> str:
    """Press the button of the editor; return what the next page says."""
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = nested_form_data(
        {
            "title": page.title, "slug": page.slug, "verteller": str(page.verteller_id), "datum": str(page.datum),
            "inleiding": page.inleiding, "go_live_at": "", "expire_at": "", "seo_title": "", "search_description": "",
            "inhoud": streamfield([("tekst", rich_text(f"<p>{VERHAAL_TEXT}</p>"))]),
            "comments": inline_formset([]), "action-publish": "x",
        }
    )  # fmt: skip
    return text_of(desk.post(path, sent, follow=True))


def test_the_button_refuses_in_dutch_without_a_yes_and_keeps_the_text(desk: Client) -> None:
    page = a_verhaal(UserFactory())
    assert "De verteller heeft nog geen toestemming gegeven." in press_publish(desk, page)
    assert not is_live(page)
    a_yes(page)
    press_publish(desk, page)
    assert is_live(page)


def test_only_who_wants_to_be_found_can_be_chosen(desk: Client) -> None:
    listed, hidden = UserFactory(voornaam="Vindbaar"), UserFactory(voornaam="Verborgen")
    for user, is_listed in ((listed, True), (hidden, False)):
        Profiel.objects.update_or_create(user=user, defaults={"in_ledengids": is_listed})
    shown = desk.get(reverse("wagtailadmin_pages:edit", args=[a_verhaal().pk])).content.decode()
    assert ("Vindbaar" in shown, "Verborgen" in shown, hidden.email in shown) == (True, False, False)
    assert "Verborgen" in desk.get(reverse("wagtailadmin_pages:edit", args=[a_verhaal(hidden).pk])).content.decode()


def test_a_list_publishes_nothing_without_a_yes(desk: Client) -> None:
    page = a_verhaal(UserFactory())
    path = f"/beheer/bulk/wagtailcore/page/publish/?id={page.pk}&next=/beheer/"
    answer = desk.post(path, {"include_descendants": ""}, follow=True)
    assert answer.status_code in {200, 404}
    assert not is_live(page)


def test_on_its_date_a_story_whose_consent_is_gone_stays_off() -> None:
    person = UserFactory()
    page = an_online_verhaal(person)
    Page.objects.filter(pk=page.pk).update(live=False)
    person.toestemmingen.update(withdrawn_at=NOW)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=NOW - timedelta(minutes=1))
    with pytest.raises(PublishRefusedError, match="toestemming"):
        call_command("publish_scheduled", verbosity=0)
    plan(NOW)  # what the clock does instead
    assert not is_live(page)


@pytest.mark.parametrize("answers", [True, False])
def test_whoever_was_asked_is_not_passed_by_without_her_name(answers: bool) -> None:
    person, editor = UserFactory(), RoltoekenningFactory(rol=Rol.REDACTEUR).user
    page = a_verhaal(person)
    ask_verteller(actor=editor, page=page, now=NOW)
    if answers:
        text = draft_of(VerhaalPage.objects.get(pk=page.pk))
        refuse_verhaal(actor=person, page=page, version=version_of(text), now=NOW)
    draft = VerhaalPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.verteller = None
    with pytest.raises(PublishRefusedError, match="Zet de verteller terug"):
        draft.save_revision().publish()


def test_older_texts_about_somebody_go_with_her_from_the_story_of_another() -> None:
    gone, other = UserFactory(), UserFactory()
    page = a_verhaal(gone)
    draft = VerhaalPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.verteller, draft.inhoud = other, [("tekst", "<p>Een ander verhaal.</p>")]
    draft.save_revision()
    VerhaalPage.objects.filter(pk=page.pk).update(verteller=other)
    erase_verhalen(gone, NOW)
    left = VerhaalPage.objects.get(pk=page.pk)
    assert left.get_latest_revision_as_object().verteller_id == other.pk
    assert not [row for row in left.revisions.all() if VERHAAL_TEXT in row.content["inhoud"]]
