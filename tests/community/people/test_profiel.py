"""Writing one's own profile: stored once, nothing overwritten, nothing else changed (T10, T91, T92)."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from community import access
from community.access.people import PROFIEL_FIELDS
from community.actions.errors import StaleSaveError
from community.actions.people import PROFIEL_TAAK, ProfielAnswers, save_profiel
from community.actions.taken import open_taken
from community.models import Opgave, Profiel, Taak, User, Verzoek, VisibleTo
from tests.community.people.situations import filled_in, profiel_of
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db

PAGE = "/mijn/profiel/bewerken/"


def newcomer() -> User:
    """Return somebody who never saved her profile."""
    user = UserFactory()
    profiel_of(user, in_ledengids=None, completed_at=None, functie="")
    return user


def answers(**changed: Any) -> ProfielAnswers:
    fields: dict[str, Any] = {
        "voornaam": "Fatima", "tussenvoegsel": "", "achternaam": "Aydın", "in_ledengids": True, "functie": "Regisseur",
        "ervaring": "SENIOR", "provincies": ["UTRECHT"], "opgaven": [], "zoekt": "", "biedt": "", "telefoon": "",
        "visible_to": dict.fromkeys(PROFIEL_FIELDS, VisibleTo.LEDEN),
    }  # fmt: skip
    return ProfielAnswers(**{**fields, **changed})


def test_everything_is_stored() -> None:
    user, water = UserFactory(), Opgave.objects.create(name="Water", slug="water")
    choices = {f"{field}_visible_to": VisibleTo.MIJN_GROEPEN for field in PROFIEL_FIELDS}
    sent = filled_in(
        user, voornaam="Ömer", tussenvoegsel="van 't", achternaam="Zeeland-de Vries", functie="Gebiedsregisseur",
        ervaring="STARTEND", provincies=["ZEELAND", "DRENTHE"], opgaven=[water.pk], zoekt="Een maatje.\r\nVoor lang.",
        biedt="Kennis van kavelruil", telefoon="0612345678", in_ledengids="nee", **choices,
    )  # fmt: skip
    answer = browser_of(user).post(PAGE, sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mijn/profiel/")
    profiel = Profiel.objects.select_related("user").get(user=user)
    assert profiel.user.naam == "Ömer van 't Zeeland-de Vries"
    assert profiel.user.sort_key == "zeeland-de vries, omer van 't"
    assert (profiel.functie, profiel.ervaring, profiel.telefoon) == ("Gebiedsregisseur", "STARTEND", "06 - 12 34 56 78")
    assert (profiel.provincies, list(profiel.opgaven.all())) == (["DRENTHE", "ZEELAND"], [water])
    assert (profiel.zoekt, profiel.biedt) == ("Een maatje.\nVoor lang.", "Kennis van kavelruil")
    assert profiel.in_ledengids is False
    assert {getattr(profiel, name) for name in choices} == {"MIJN_GROEPEN"}
    assert (profiel.completed_at, profiel.version) == (LONG_AGO, 2)


def test_the_first_save_asks_whether_one_wants_to_be_found() -> None:
    user = newcomer()
    browser = browser_of(user)
    assert "checked" not in browser.get(PAGE).content.decode().split('name="in_ledengids"')[1][:60]
    sent = {name: value for name, value in filled_in(user).items() if name != "in_ledengids"}
    answer = browser.post(PAGE, sent)
    assert answer.status_code == 200
    assert "Kies of je vindbaar wilt zijn." in answer.content.decode()
    assert profiel_of(user).in_ledengids is None


@pytest.mark.parametrize(("choice", "stored"), [("ja", True), ("nee", False)])
def test_the_first_save_closes_the_duty(choice: str, stored: bool) -> None:
    user = newcomer()
    open_taken(PROFIEL_TAAK, users=[user], object_id=user.pk, now=NOW - timedelta(days=1))
    browser_of(user).post(PAGE, filled_in(user, in_ledengids=choice))
    profiel = profiel_of(user)
    assert (profiel.in_ledengids, profiel.completed_at) == (stored, NOW)
    assert list(Taak.objects.values_list("kind", "done_at", "withdrawn_at")) == [("PROFIEL", NOW, None)]


def test_somebody_without_a_profile_gets_one_by_saving() -> None:
    user = UserFactory(profiel=None)
    browser = browser_of(user)
    assert [browser.get(path).status_code for path in ("/mijn/profiel/", PAGE, "/mijn/profiel/foto/")] == [200] * 3
    sent = {"voornaam": "Bas", "achternaam": "Verhoeven", "in_ledengids": "ja", "version": 1}
    choices = {f"{field}_visible_to": "LEDEN" for field in PROFIEL_FIELDS}
    assert browser.post(PAGE, {**sent, **choices}).status_code == 302
    assert Profiel.objects.get(user=user).completed_at == NOW


def test_only_the_own_profile_can_be_written() -> None:
    mine, hers = UserFactory(), UserFactory()
    for actor in (mine, UserFactory(coordinator=True), UserFactory(beheerder=True)):
        with pytest.raises(access.DeniedError):
            save_profiel(actor=actor, profiel=hers.profiel, version=1, answers=answers(), now=NOW)
    assert profiel_of(hers).version == 1


def test_two_tabs_lose_nothing() -> None:
    user = UserFactory()
    browser = browser_of(user)
    seen = filled_in(user)
    browser.post(PAGE, {**seen, "biedt": "Uit het eerste venster", "functie": "Eerste"})
    answer = browser.post(PAGE, {**seen, "biedt": "Uit het tweede venster", "achternaam": "Nieuwenaam"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Uit het eerste venster" in page
    assert "Uit het tweede venster" in page
    assert "Nieuwenaam" in page
    assert profiel_of(user).biedt == "Uit het eerste venster"
    assert "in een ander venster opgeslagen" in page
    assert 'name="version" value="2"' in page


def test_both_versions_show_only_what_differs() -> None:
    user = UserFactory()
    browser = browser_of(user)
    seen = filled_in(user, zoekt="Twee\r\nregels", ervaring="SENIOR", provincies=["UTRECHT"])
    browser.post(PAGE, seen)
    sent = {**seen, "ervaring": "STARTEND", "provincies": ["UTRECHT", "ZEELAND"], "functie_visible_to": "ALLEEN_IK"}
    answer = browser.post(PAGE, sent)
    rows = [(row.label, row.theirs, row.mine) for row in answer.context["versions"]]
    assert rows == [
        ("Ervaring als regisseur", "Senior", "Startend"),
        ("In welke provincies werk je?", "Utrecht", "Utrecht, Zeeland"),
        ("Functie: wie ziet dit?", "Alle leden", "Alleen ik"),
    ]


def test_after_looking_at_both_versions_the_next_save_counts() -> None:
    user = UserFactory()
    browser = browser_of(user)
    seen = filled_in(user)
    browser.post(PAGE, {**seen, "biedt": "Eerste"})
    browser.post(PAGE, {**seen, "biedt": "Tweede"})
    assert browser.post(PAGE, {**seen, "biedt": "Tweede", "version": 2}).status_code == 302
    assert (profiel_of(user).biedt, profiel_of(user).version) == ("Tweede", 3)


def test_a_stale_save_changes_nothing_at_all() -> None:
    user = UserFactory(achternaam="Postma")
    profiel = profiel_of(user, version=4)
    with pytest.raises(StaleSaveError):
        save_profiel(actor=user, profiel=profiel, version=3, answers=answers(), now=NOW)
    assert (User.objects.get().achternaam, profiel_of(user).functie) == ("Postma", "Gebiedscoördinator")


def test_a_double_submit_has_one_effect() -> None:
    user = UserFactory()
    browser = browser_of(user)
    sent = filled_in(user, biedt="Een keer", eenmalig=str(uuid.uuid4()))
    assert [browser.post(PAGE, sent).headers["Location"] for _ in range(2)] == ["/mijn/profiel/"] * 2
    assert (profiel_of(user).version, Verzoek.objects.count()) == (2, 1)


def test_a_form_that_was_wrong_can_be_sent_again_with_the_same_token() -> None:
    user = UserFactory()
    browser = browser_of(user)
    token = str(uuid.uuid4())
    assert browser.post(PAGE, filled_in(user, voornaam="", eenmalig=token)).status_code == 200
    assert browser.post(PAGE, filled_in(user, voornaam="Tineke", eenmalig=token)).status_code == 302
    assert User.objects.get().voornaam == "Tineke"


FORGED = {
    "id": "00000000-0000-4000-8000-000000000000", "pk": "1", "user": "00000000-0000-4000-8000-000000000000",
    "user_id": "00000000-0000-4000-8000-000000000000", "email": "ander@voorbeeld.example", "password": "x" * 20,
    "is_staff": "on", "is_superuser": "on", "is_active": "", "groups": "1", "user_permissions": "1",
    "joined_at": "1970-01-01", "last_login": "1970-01-01", "sort_key": "aaa", "code": "aaaaaaaa", "foto": "fotos/x.jpg",
    "completed_at": "1970-01-01", "search": "x", "search_text": "x", "rol": "BEHEERDER", "kring": "1",
    "organisatie": "1", "status": "x", "eigenaar": "1", "sleutel": "x", "editie": "1",
}  # fmt: skip


@pytest.mark.parametrize("page", [PAGE, "/mijn/profiel/foto/", "/mijn/profiel/organisatie/"])
def test_forged_fields_change_nothing(page: str) -> None:
    user = UserFactory()
    browser = browser_of(user)
    before = _all_of(user)
    browser.post(page, {**filled_in(user), **FORGED, "version": 1})
    after = _all_of(user)
    assert {name for name in before if before[name] != after[name]} == ({"version"} if page == PAGE else set())


def _all_of(user: User) -> dict[str, Any]:
    rows = [User.objects.filter(pk=user.pk).values().get(), Profiel.objects.filter(user=user).values().get()]
    return {**rows[0], **rows[1], "rollen": user.roltoekenningen.count(), "groups": user.groups.count()}


def test_the_own_page_shows_each_field_with_who_sees_it() -> None:
    user = UserFactory()
    profiel_of(user, telefoon="0612345678", biedt="Kennis", biedt_visible_to=VisibleTo.ALLEEN_IK)
    page = browser_of(user).get("/mijn/profiel/").content.decode()
    for words in ("Alle leden", "Mensen uit mijn groepen", "Alleen ik", "06 - 12 34 56 78", "Kennis", "Je staat in de"):
        assert words in page


def test_a_get_changes_nothing() -> None:
    user = UserFactory(profiel=None)
    browser = browser_of(user)
    for path in ("/mijn/profiel/", PAGE, "/mijn/profiel/foto/", "/mijn/profiel/organisatie/"):
        browser.get(path)
    assert (Profiel.objects.count(), Verzoek.objects.count()) == (0, 0)


def test_a_form_without_a_token_of_this_site_is_refused() -> None:
    user = UserFactory()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    assert browser.post(PAGE, filled_in(user, biedt="Van elders")).status_code == 403
    assert profiel_of(user).biedt == ""


def test_without_opgaven_in_the_register_nobody_is_asked_for_them() -> None:
    Opgave.objects.all().delete()
    browser = browser_of(UserFactory())
    asked = ["Aan welke opgaven" in browser.get("/mijn/profiel/bewerken/").content.decode()]
    Opgave.objects.create(name="Water", slug="water")
    asked.append("Aan welke opgaven" in browser.get("/mijn/profiel/bewerken/").content.decode())
    assert asked == [False, True]
