"""Asking the verteller of a story, her answer, and what follows from it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from community.access import DeniedError
from community.actions.verhalen import (
    VerhaalError,
    agree_to_verhaal,
    ask_verteller,
    erase_verhalen,
    refuse_verhaal,
    withdraw_verhaal,
)
from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.models import Bericht, Logregel, Rol, Taak, Toestemming, User, VerhaalPage
from community.models.publishing import PublishRefusedError
from community.queries.verhalen import draft_of, version_of
from tests.community.toegang.steps import text_of
from tests.factories import OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.website import VERHAAL_TEXT, a_verhaal, a_yes, an_online_verhaal

pytestmark = pytest.mark.django_db

ASKING = "/website/verhalen/"


def redacteur(**fields: Any) -> User:
    """Return somebody who writes the website."""
    user: User = UserFactory(**fields)
    RoltoekenningFactory(user=user, rol=Rol.REDACTEUR)
    return user


@pytest.fixture
def editor() -> User:
    """A redacteur."""
    return redacteur()


@pytest.fixture
def desk(editor: User) -> Client:
    """Her browser."""
    return browser_of(editor)


@pytest.fixture
def person() -> User:
    """The member a story is about."""
    return UserFactory(voornaam="Sanne", tussenvoegsel="", achternaam="Bos")


def path_of(page: VerhaalPage) -> str:
    """Return where its verteller reads it."""
    return f"/mijn/verhalen/{page.translation_key}/"


def version(page: VerhaalPage) -> str:
    """Return the version of the newest text."""
    return version_of(draft_of(VerhaalPage.objects.get(pk=page.pk)))


def rewrite(page: VerhaalPage, text: str) -> VerhaalPage:
    """Let a redacteur write another text, without publishing it."""
    draft = VerhaalPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.inhoud = [("tekst", f"<p>{text}</p>")]
    draft.save_revision()
    return VerhaalPage.objects.get(pk=page.pk)


def publish(page: VerhaalPage) -> None:
    """Publish the newest text."""
    VerhaalPage.objects.get(pk=page.pk).get_latest_revision().publish()


def test_from_question_to_online_and_off_again(desk: Client, person: User, client: Client) -> None:
    page = a_verhaal(person)
    own = browser_of(person)
    assert own.get(path_of(page)).status_code == 404  # not before she is asked
    assert "Nog geen toestemming" in text_of(desk.get(ASKING))
    told = text_of(desk.post(f"{ASKING}{page.translation_key}/vragen/", follow=True))
    assert "Sanne Bos krijgt de vraag" in told
    assert "Gevraagd" in told
    deliver(NOW)
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == ([person.email], "Mag een verhaal over jou op de website?")
    assert path_of(page) in str(letter.body)
    assert page.title not in str(letter.message())
    shown = text_of(own.get(path_of(page)))
    assert VERHAAL_TEXT in shown
    assert f"/verhalen/{page.slug}/" in shown
    assert "checked" not in shown
    own.post(path_of(page), {"antwoord": "ja", "versie": version(page)})
    row = Toestemming.objects.get()
    assert (row.user, row.kind, row.object_id, row.version, row.given_at) == (
        person, "VERHAAL", page.translation_key, version(page), NOW,
    )  # fmt: skip
    assert client.get(f"/verhalen/{page.slug}/").status_code == 404
    publish(page)
    assert VERHAAL_TEXT in text_of(client.get(f"/verhalen/{page.slug}/"))
    assert page.title in text_of(client.get("/verhalen/"))
    assert "Sanne Bos" in text_of(client.get("/verhalen/"))
    assert "meteen van de website" in text_of(own.get(f"{path_of(page)}intrekken/"))
    own.post(f"{path_of(page)}intrekken/")
    for path in (f"/verhalen/{page.slug}/", "/verhalen/", "/verhalen/feed/", "/sitemap.xml"):
        answer = client.get(path)
        assert page.slug not in answer.content.decode()
    assert client.get(f"/verhalen/{page.slug}/").content == client.get("/verhalen/bestaat-niet/").content
    assert Logregel.objects.filter(subject_id=person.pk).count() == 2


def test_taking_back_tells_the_redacteuren_and_unplans_what_was_to_come(editor: User, person: User) -> None:
    page = an_online_verhaal(person)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = NOW + timedelta(days=1)
    revision.save()
    assert withdraw_verhaal(actor=person, page=page, now=NOW) is True
    assert withdraw_verhaal(actor=person, page=page, now=NOW) is False
    page.refresh_from_db()
    revision.refresh_from_db()
    assert (page.live, revision.approved_go_live_at) == (False, None)
    assert list(Bericht.objects.filter(kind="N231").values_list("recipient", flat=True)) == [editor.pk]
    deliver(NOW)
    assert page.title not in str(mail.outbox[-1].message())
    assert mail.outbox[-1].subject == "Een verhaal is van de website gehaald"
    with pytest.raises(PublishRefusedError):
        publish(page)


def test_no_is_told_and_closes_the_duty(editor: User, person: User) -> None:
    page = a_verhaal(person)
    ask_verteller(actor=editor, page=page, now=NOW)
    browser_of(person).post(path_of(page), {"antwoord": "nee", "versie": version(page)})
    assert not Toestemming.objects.exists()
    assert Taak.objects.get(kind="VERHAAL_AKKOORD").done_at == NOW
    assert list(Bericht.objects.filter(kind="N246").values_list("recipient", flat=True)) == [editor.pk]
    with pytest.raises(PublishRefusedError, match="nog geen toestemming"):
        publish(page)


def test_another_text_needs_another_yes_and_the_old_one_stays_online(
    editor: User, person: User, client: Client
) -> None:
    page = an_online_verhaal(person)
    page = rewrite(page, "Heel iets anders.")
    with pytest.raises(PublishRefusedError, match="Vraag opnieuw toestemming"):
        publish(page)
    assert VERHAAL_TEXT in text_of(client.get(f"/verhalen/{page.slug}/"))
    shown = text_of(browser_of(person).get(path_of(page)))
    assert "De tekst is veranderd sinds je ja zei." in shown
    assert "Heel iets anders." in shown
    ask_verteller(actor=editor, page=page, now=NOW)
    agree_to_verhaal(actor=person, page=page, version=version(page), now=NOW + timedelta(hours=1))
    assert VERHAAL_TEXT in text_of(client.get(f"/verhalen/{page.slug}/"))
    publish(page)
    assert "Heel iets anders." in text_of(client.get(f"/verhalen/{page.slug}/"))
    assert Toestemming.objects.filter(withdrawn_at__isnull=True).count() == 1


@pytest.mark.parametrize("field", ["title", "slug", "seo_title", "search_description", "inleiding", "datum"])
def test_all_that_is_published_is_part_of_the_text(person: User, field: str) -> None:
    page = a_verhaal(person)
    a_yes(page)
    draft = page.get_latest_revision_as_object()
    setattr(draft, field, draft.datum + timedelta(days=1) if field == "datum" else "iets-anders")
    draft.save_revision()
    with pytest.raises(PublishRefusedError, match="Vraag opnieuw toestemming"):
        publish(page)


def test_saving_again_without_a_change_is_the_same_text(person: User) -> None:
    page = a_verhaal(person)
    a_yes(page)
    before = version(page)
    rewrite(page, VERHAAL_TEXT)
    assert version(page) == before
    publish(page)


def test_who_says_yes_to_a_text_that_just_changed_is_shown_the_new_one(editor: User, person: User) -> None:
    page = a_verhaal(person)
    ask_verteller(actor=editor, page=page, now=NOW)
    seen = version(page)
    rewrite(page, "Heel iets anders.")
    own = browser_of(person)
    for answer in ("ja", "nee"):
        told = text_of(own.post(path_of(page), {"antwoord": answer, "versie": seen}, follow=True))
        assert "De tekst is net veranderd." in told
        assert "Heel iets anders." in told
    assert not Toestemming.objects.exists()
    assert Taak.objects.get(kind="VERHAAL_AKKOORD").done_at is None


@pytest.mark.parametrize(
    "data",
    [{}, {"antwoord": "ja"}, {"antwoord": "misschien"}, {"antwoord": "", "versie": "x"},
     {"antwoord": "ja", "versie": ""}, {"antwoord": "ja", "versie": "a" * 5000},
     {"antwoord": "ja\x00", "versie": "a" * 64}],
)  # fmt: skip
def test_a_wrong_answer_is_told(editor: User, person: User, data: dict[str, str]) -> None:
    page = a_verhaal(person)
    ask_verteller(actor=editor, page=page, now=NOW)
    answer = browser_of(person).post(path_of(page), data)
    assert (answer.status_code, "Er ging iets mis." in text_of(answer)) == (200, True)
    assert not Toestemming.objects.exists()


def test_a_story_is_nobody_elses(editor: User, person: User) -> None:
    page = a_verhaal(person)
    ask_verteller(actor=editor, page=page, now=NOW)
    other = browser_of(UserFactory())
    for client in (other, browser_of(UserFactory(coordinator=True))):
        for path in (path_of(page), f"{path_of(page)}intrekken/"):
            assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
    stranger = UserFactory()
    for act in (agree_to_verhaal, refuse_verhaal):
        with pytest.raises(DeniedError):
            act(actor=stranger, page=page, version=version(page), now=NOW)
    with pytest.raises(DeniedError):
        withdraw_verhaal(actor=stranger, page=page, now=NOW)


@pytest.mark.parametrize("rol", [None, *(rol for rol in Rol if rol != Rol.REDACTEUR)])
def test_only_redacteuren_ask(person: User, rol: Rol | None) -> None:
    user, page = UserFactory(), a_verhaal(person)
    if rol:
        organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
        RoltoekenningFactory(user=user, rol=rol, organisatie=organisatie)
    browser, path = browser_of(user), f"{ASKING}{page.translation_key}/vragen/"
    assert {browser.get(ASKING).status_code, browser.get(path).status_code, browser.post(path).status_code} == {404}
    with pytest.raises(DeniedError):
        ask_verteller(actor=user, page=page, now=NOW)
    assert not Taak.objects.exists()


def test_who_cannot_be_asked(editor: User, person: User) -> None:
    with pytest.raises(VerhaalError, match="wie de verteller is"):
        ask_verteller(actor=editor, page=a_verhaal(), now=NOW)
    page = a_verhaal(person)
    a_yes(page)
    with pytest.raises(VerhaalError, match="zei al ja"):
        ask_verteller(actor=editor, page=page, now=NOW)
    User.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(VerhaalError, match="gesloten account"):
        ask_verteller(actor=editor, page=rewrite(page, "Anders."), now=NOW)


def test_another_verteller_is_another_question(editor: User, person: User) -> None:
    page, other = a_verhaal(person), UserFactory()
    ask_verteller(actor=editor, page=page, now=NOW)
    draft = page.get_latest_revision_as_object()
    draft.verteller = other
    draft.save_revision()
    assert browser_of(person).get(path_of(page)).status_code == 404
    ask_verteller(actor=editor, page=page, now=NOW)
    open_now = Taak.objects.filter(done_at__isnull=True, withdrawn_at__isnull=True)
    assert list(open_now.values_list("user", flat=True)) == [other.pk]


def test_taking_the_name_of_the_verteller_away_is_no_way_around_her(person: User) -> None:
    page = an_online_verhaal(person)
    withdraw_verhaal(actor=person, page=page, now=NOW)
    draft = page.get_latest_revision_as_object()
    draft.verteller = None
    draft.save_revision()
    with pytest.raises(PublishRefusedError, match="Zet de verteller terug"):
        publish(page)


def test_a_story_of_nobody_goes_online_without_consent(client: Client) -> None:
    page = a_verhaal()
    publish(page)
    assert client.get(f"/verhalen/{page.slug}/").status_code == 200


def test_a_page_that_got_online_by_another_way_is_not_there(person: User, client: Client) -> None:
    page = a_verhaal(person)
    VerhaalPage.objects.filter(pk=page.pk).update(live=True)
    assert client.get(f"/verhalen/{page.slug}/").status_code == 404
    for path in ("/verhalen/", "/verhalen/feed/", "/sitemap.xml"):
        assert page.slug not in client.get(path).content.decode()


def test_a_reminder_after_five_working_days_and_then_never(editor: User, person: User) -> None:
    page = a_verhaal(person)
    ask_verteller(actor=editor, page=page, now=NOW)
    for days in range(30):
        now = NOW + timedelta(days=days)
        plan(now)
        deliver(now)
    told = [one for one in mail.outbox if one.subject == "Mag een verhaal over jou op de website?"]
    assert len(told) == 2


def test_who_goes_takes_her_stories_along_with_all_their_drafts(person: User, client: Client) -> None:
    page, other = an_online_verhaal(person), an_online_verhaal(UserFactory())
    rewrite(page, "Nog een tekst over haar.")
    draft_only = a_verhaal()
    draft = draft_only.get_latest_revision_as_object()
    draft.verteller = person
    draft.save_revision()
    assert erase_verhalen(person, NOW) == {"verhalen": 2, "toestemmingen": 1}
    assert client.get(f"/verhalen/{page.slug}/").status_code == 404
    assert list(VerhaalPage.objects.values_list("pk", flat=True)) == [other.pk]
    assert erase_verhalen(person, NOW) == {"verhalen": 0, "toestemmingen": 0}


@pytest.mark.parametrize("number", [1, 30])
def test_lists_cost_the_same_for_one_and_for_thirty(
    desk: Client, person: User, client: Client, django_assert_num_queries: Any, number: int
) -> None:
    for _ in range(number):
        an_online_verhaal(person)
    own = browser_of(person)
    for browser, path, queries in ((desk, ASKING, 9), (own, "/mijn/verhalen/", 5), (client, "/verhalen/", 9)):
        browser.get(path)
        with django_assert_num_queries(queries):
            browser.get(path)
