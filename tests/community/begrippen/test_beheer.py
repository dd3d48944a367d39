"""Terms and sources in /beheer/: who keeps them, concepts, the second reader, two who press at once, refusals."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.access import DeniedError
from community.actions.begrippen import (
    Begripwoorden,
    add_begrip,
    approve_begripversie,
    change_begrip,
    remove_concept,
)
from community.actions.bronnen import add_bron, change_bron, remove_bron
from community.actions.errors import ActionError, StaleSaveError
from community.models import Begrip, Begripnaam, BegripStatus, Begripversie, Bron, BronLicentie, Rol, User
from community.queries.begrippen import concept_of, mark_of
from tests.casussen.instrumenten.test_beheer import browser, keeper
from tests.factories import UserFactory
from tests.factories.begrippen import a_begrip, a_bron, a_versie
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
TERMS, SOURCES = "/beheer/begrippen/", "/beheer/bronnen/"
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def redacteur() -> User:
    return keeper(Rol.REDACTEUR)


def words(term: str = "opgave", **fields: Any) -> Begripwoorden:
    return Begripwoorden(**({"term": term, "definitie": "Wat we willen bereiken.", "bron": a_bron()} | fields))


def typed(**fields: Any) -> dict[str, Any]:
    """Return what the form of a term sends."""
    return {"term": "opgave", "definitie": "Wat we willen bereiken.", "voorbeeld": "", "bron": str(a_bron().pk),
            "vindplaats": "", "namen": "", "gezien": ""} | fields  # fmt: skip


def settle(client: Client, begrip: Begrip, **given: str) -> Any:
    concept = concept_of(begrip)
    plain = (
        {"vaststellen": "ja", "versie": str(concept.pk), "gelezen": concept.written_at.isoformat()} if concept else {}
    )
    return client.post(f"{TERMS}inspect/{begrip.pk}/", plain | given, follow=True)


def said(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("rol", "reads", "writes"),
    [(Rol.REDACTEUR, 200, 200), (Rol.COORDINATOR, 200, 302), (Rol.BEHEERDER, 302, 302), (Rol.TRAINER, 404, 404),
     (None, 404, 404)],
)  # fmt: skip
def test_redacteuren_keep_terms_and_the_hart_reads_along(rol: Rol | None, reads: int, writes: int) -> None:
    begrip = a_begrip("opgave")
    client = browser(keeper(rol) if rol else UserFactory())
    reading = {client.get(path).status_code for path in (TERMS, f"{TERMS}inspect/{begrip.pk}/")}
    forms = (f"{TERMS}new/", f"{TERMS}edit/{begrip.pk}/", SOURCES, f"{SOURCES}new/", f"{SOURCES}edit/{a_bron().pk}/")
    writing = {client.get(path).status_code for path in forms}
    assert (reading, writing) == ({reads}, {writes})


def test_a_term_cannot_be_removed_in_the_register(redacteur: User) -> None:
    begrip = a_begrip("opgave", settled_by=UserFactory())
    assert browser(redacteur).post(f"{TERMS}delete/{begrip.pk}/").status_code in (302, 404)
    assert Begrip.objects.filter(pk=begrip.pk).exists()


def test_a_redacteur_writes_a_term_and_another_settles_it(redacteur: User) -> None:
    other = a_begrip("project")
    sent = typed(namen="kwestie\nmaatschappelijke opgave\n\nkwestie", niet_hetzelfde_als=[str(other.pk)])
    answer = browser(redacteur).post(f"{TERMS}new/", sent, follow=True)
    begrip = Begrip.objects.get(slug="opgave")
    assert "Je schreef deze tekst zelf" in said(answer)
    assert set(begrip.namen.values_list("naam", flat=True)) == {"kwestie", "maatschappelijke opgave"}
    assert list(begrip.niet_hetzelfde_als.all()) == [other]
    assert "zelf geschreven" in said(settle(browser(redacteur), begrip))
    assert concept_of(begrip) is not None
    answer = settle(browser(keeper(Rol.REDACTEUR)), begrip)
    assert "Vastgesteld. Deze tekst geldt" in said(answer)
    row = begrip.versies.get()
    assert (row.status, row.approved_at, row.written_by) == (BegripStatus.VASTGESTELD, NOW, redacteur)
    assert row.approved_by != redacteur


def test_the_hart_settles_too_and_what_came_along_is_settled_by_whoever_keeps_terms(redacteur: User) -> None:
    first, second = a_begrip("opgave"), a_begrip("project")
    settle(browser(keeper(Rol.COORDINATOR)), first)
    settle(browser(redacteur), second)
    assert Begripversie.objects.filter(status=BegripStatus.VASTGESTELD).count() == 2


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.TRAINER, None])
def test_nobody_else_settles_or_writes(rol: Rol | None) -> None:
    actor = keeper(rol) if rol else UserFactory()
    versie = a_begrip("opgave").versies.get()
    for act in (
        lambda: approve_begripversie(actor=actor, versie=versie, now=NOW),
        lambda: add_begrip(actor=actor, words=words("project"), now=NOW),
        lambda: change_begrip(actor=actor, begrip=versie.begrip, words=words(), seen="", now=NOW),
        lambda: remove_concept(actor=actor, versie=versie, now=NOW),
        lambda: add_bron(actor=actor, fields={}, now=NOW),
        lambda: change_bron(actor=actor, bron=a_bron(), fields={}, now=NOW),
        lambda: remove_bron(actor=actor, bron=a_bron(), now=NOW),
    ):
        with pytest.raises(DeniedError):
            act()


def test_the_hart_does_not_write(redacteur: User) -> None:
    with pytest.raises(DeniedError):
        add_begrip(actor=keeper(Rol.COORDINATOR), words=words(), now=NOW)


def test_a_settled_text_stays_and_a_change_begins_a_new_concept(redacteur: User) -> None:
    begrip = a_begrip("opgave", settled_by=UserFactory())
    old = begrip.versies.values().get()
    sent = typed(definitie="Iets nieuws.", gezien=mark_of(begrip))
    browser(redacteur).post(f"{TERMS}edit/{begrip.pk}/", sent)
    assert begrip.versies.filter(number=1).values().get() == old
    new = begrip.versies.get(number=2)
    assert (new.definitie, new.status, new.written_by) == ("Iets nieuws.", BegripStatus.CONCEPT, redacteur)
    html = Client().get("/kennis/begrippen/opgave/").content.decode()
    assert "Iets nieuws." not in html
    settle(browser(keeper(Rol.REDACTEUR)), begrip)
    html = Client().get("/kennis/begrippen/opgave/").content.decode()
    assert "Iets nieuws." in html
    assert "Wat opgave betekent." in html  # its history


def test_changing_words_alone_begins_no_version(redacteur: User) -> None:
    begrip = a_begrip("opgave", "kwestie", settled_by=UserFactory())
    same = begrip.versies.get()
    kept = begrip.namen.get().pk
    given = words("opgaaf", definitie=same.definitie, namen=("kwestie", "vraagstuk"))
    change_begrip(actor=redacteur, begrip=begrip, words=given, seen=mark_of(begrip), now=NOW)
    begrip.refresh_from_db()
    assert (begrip.term, begrip.slug, begrip.versies.count()) == ("opgaaf", "opgave", 1)
    assert begrip.namen.get(naam="kwestie").pk == kept


def test_changing_a_concept_makes_its_last_writer_the_one_who_cannot_settle_it(redacteur: User) -> None:
    second = keeper(Rol.REDACTEUR)
    versie = add_begrip(actor=redacteur, words=words(), now=NOW)
    begrip = versie.begrip
    given = words(definitie="Anders.")
    change_begrip(actor=second, begrip=begrip, words=given, seen=mark_of(begrip), now=LATER)
    changed = begrip.versies.get()
    with pytest.raises(ActionError, match="zelf geschreven"):
        approve_begripversie(actor=second, versie=changed, now=LATER)
    approve_begripversie(actor=redacteur, versie=changed, now=LATER)
    assert begrip.versies.get().approved_by == redacteur


def test_what_changed_since_it_was_read_is_not_settled(redacteur: User) -> None:
    reader = keeper(Rol.REDACTEUR)
    versie = add_begrip(actor=redacteur, words=words(), now=NOW)
    begrip = versie.begrip
    change_begrip(actor=redacteur, begrip=begrip, words=words(definitie="Anders."), seen=mark_of(begrip), now=LATER)
    answer = settle(browser(reader), begrip, gelezen=versie.written_at.isoformat())
    assert "net veranderd" in said(answer)
    assert concept_of(begrip) is not None
    for wrong in ({"gelezen": ""}, {"gelezen": "2027-99-99T99:99"}, {"gelezen": "\x00"}, {"versie": "x"},
                  {"versie": str(a_begrip("project").versies.get().pk)}):  # fmt: skip
        answer = settle(browser(reader), begrip, **wrong)
        assert (answer.status_code, "net veranderd" in said(answer)) == (200, True)
    assert concept_of(begrip) is not None


def test_settling_twice_is_settling_once(redacteur: User) -> None:
    versie = a_begrip("opgave").versies.get()
    approve_begripversie(actor=redacteur, versie=versie, now=NOW)
    other = keeper(Rol.REDACTEUR)
    approve_begripversie(actor=other, versie=versie, now=LATER)
    row = versie.begrip.versies.get()
    assert (row.approved_by, row.approved_at) == (redacteur, NOW)


def test_a_second_window_does_not_overwrite_and_shows_both(redacteur: User) -> None:
    begrip = a_begrip("opgave")
    seen = mark_of(begrip)
    change_begrip(
        actor=keeper(Rol.REDACTEUR), begrip=begrip, words=words(definitie="Van de ander."), seen=seen, now=NOW
    )
    client = browser(redacteur)
    answer = client.post(f"{TERMS}edit/{begrip.pk}/", typed(definitie="Van mij.", gezien=seen))
    html = said(answer)
    assert "Iemand anders heeft dit net veranderd" in html
    assert "Nu staat er: Van de ander." in html
    assert "Van mij." in html
    assert begrip.versies.get().definitie == "Van de ander."
    assert mark_of(begrip) in html
    client.post(f"{TERMS}edit/{begrip.pk}/", typed(definitie="Van mij.", gezien=mark_of(begrip)))
    assert begrip.versies.get().definitie == "Van mij."
    with pytest.raises(StaleSaveError):
        change_begrip(actor=redacteur, begrip=begrip, words=words(), seen=seen, now=NOW)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"term": ""}, "Typ het begrip."), ({"term": "  \u200e "}, "Typ het begrip."),
        ({"term": "Project"}, "hoort al bij het begrip"), ({"term": "plan"}, "hoort al bij het begrip"),
        ({"term": "!!!"}, "kan geen begrip zijn"), ({"term": "2027"}, "kan geen begrip zijn"),
        ({"term": "x" * 81}, "hooguit 80 tekens"), ({"term": "a\x00b"}, "teken in dat we niet kunnen bewaren"),
        ({"namen": "kwestie\nproject"}, "hoort al bij het begrip"), ({"namen": "Plan"}, "hoort al bij het begrip"),
        ({"namen": "Opgave"}, "staat er twee keer in"), ({"namen": "kwestie\nKwestie"}, "staat er twee keer in"),
        ({"namen": "y" * 81}, "kan geen begrip zijn"), ({"definitie": ""}, "Schrijf wat het begrip betekent."),
        ({"definitie": "z" * 401}, "hooguit 400 tekens"), ({"voorbeeld": "z" * 601}, "hooguit 600 tekens"),
        ({"bron": ""}, "Kies de bron."), ({"bron": "x"}, "Kies een van"), ({"bron": "'; DROP TABLE"}, "Kies een van"),
        ({"niet_hetzelfde_als": ["x"]}, "Kies een van"),
        ({"niet_hetzelfde_als": ["00000000-0000-4000-8000-000000000000"]}, "Kies een van"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_dutch_and_nothing_typed_is_lost(
    redacteur: User, fields: dict[str, Any], sentence: str
) -> None:
    a_begrip("project", "plan")
    answer = browser(redacteur).post(f"{TERMS}new/", typed(voorbeeld="Blijft staan.") | fields)
    html = said(answer)
    assert answer.status_code == 200
    assert sentence in html
    assert fields.get("voorbeeld", "Blijft staan.") in html
    assert Begrip.objects.count() == 1


def test_a_term_is_not_something_else_than_itself(redacteur: User) -> None:
    begrip = a_begrip("opgave")
    given = words(niet_hetzelfde_als=[begrip])
    with pytest.raises(ActionError, match="dan zichzelf"):
        change_begrip(actor=redacteur, begrip=begrip, words=given, seen=mark_of(begrip), now=NOW)


def test_throwing_a_concept_away_keeps_what_was_settled(redacteur: User) -> None:
    begrip = a_begrip("opgave", settled_by=UserFactory())
    concept = a_versie(begrip, 2, definitie="Toch maar niet.")
    client = browser(redacteur)
    answer = client.post(f"{TERMS}inspect/{begrip.pk}/", {"weg": "ja", "versie": str(concept.pk)}, follow=True)
    assert "Het concept is weggegooid." in said(answer)
    settled = begrip.versies.get()
    answer = client.post(f"{TERMS}inspect/{begrip.pk}/", {"weg": "ja", "versie": str(settled.pk)}, follow=True)
    assert "is vastgesteld en blijft" in said(answer)
    assert begrip.versies.get() == settled


def test_with_its_only_concept_the_term_goes(redacteur: User) -> None:
    begrip = a_begrip("opgave", "kwestie")
    sent = {"weg": "ja", "versie": str(begrip.versies.get().pk)}
    answer = browser(redacteur).post(f"{TERMS}inspect/{begrip.pk}/", sent, follow=True)
    assert (answer.status_code, Begrip.objects.count(), Begripnaam.objects.count()) == (200, 0, 0)


def test_the_hart_cannot_throw_away(redacteur: User) -> None:
    begrip = a_begrip("opgave")
    sent = {"weg": "ja", "versie": str(begrip.versies.get().pk)}
    answer = browser(keeper(Rol.COORDINATOR)).post(f"{TERMS}inspect/{begrip.pk}/", sent)
    assert (answer.status_code in (302, 403, 404), Begrip.objects.count()) == (True, 1)


def test_scripts_in_a_term_are_text_in_the_register(redacteur: User) -> None:
    evil = "<script>alert(1)</script>"
    begrip = a_begrip("opgave", evil, definitie=evil, voorbeeld=evil, vindplaats=evil, bron=a_bron(evil, maker=evil))
    client = browser(redacteur)
    for address in (TERMS, f"{TERMS}inspect/{begrip.pk}/", f"{TERMS}edit/{begrip.pk}/", SOURCES, f"{TERMS}new/"):
        assert evil not in said(client.get(address)), address


# --- sources -------------------------------------------------------------------------------------------------------


def source(**fields: str) -> dict[str, str]:
    return {"titel": "Boek over water", "maker": "Bureau Verzonnen", "jaar": "2021", "licentie": "EIGEN_WOORDEN",
            "licentie_note": "", "url": ""} | fields  # fmt: skip


def test_a_redacteur_keeps_sources(redacteur: User) -> None:
    client = browser(redacteur)
    client.post(f"{SOURCES}new/", source())
    row = Bron.objects.get(titel="Boek over water")
    client.post(f"{SOURCES}edit/{row.pk}/", source(licentie="OPEN", licentie_note="CC BY 4.0", url="voorbeeld.example"))
    row.refresh_from_db()
    assert (row.licentie, row.licentie_note, row.url) == (BronLicentie.OPEN, "CC BY 4.0", "https://voorbeeld.example")
    client.post(f"{SOURCES}delete/{row.pk}/")
    assert not Bron.objects.filter(pk=row.pk).exists()


def test_a_source_that_texts_refer_to_stays(redacteur: User) -> None:
    a_begrip("opgave")
    row = a_bron()
    answer = browser(redacteur).post(f"{SOURCES}delete/{row.pk}/", follow=True)
    assert "verwijzen naar deze bron" in said(answer)
    assert Bron.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"titel": ""}, "Typ de titel."), ({"maker": " "}, "Typ wie het maakte."), ({"jaar": "21"}, "vier cijfers"),
     ({"jaar": "abc"}, "vier cijfers"), ({"jaar": "99999"}, "vier cijfers"), ({"jaar": "-5"}, "vier cijfers"),
     ({"licentie": "OPEN"}, "welke licentie"), ({"licentie": "TOESTEMMING"}, "wie toestemming gaf"),
     ({"licentie": "x"}, "Kies een andere"), ({"licentie": ""}, "Vul dit in"),
     ({"url": "javascript:alert(1)"}, "volledig adres"),
     ({"url": "geen adres"}, "volledig adres"), ({"url": "ftp://voorbeeld.example/x"}, "volledig adres"),
     ({"titel": "t" * 201}, "hooguit 200 tekens"), ({"titel": "Handboek samen sturen"}, "bestaat al"),
     ({"maker": "\x00"}, "teken in dat we niet kunnen bewaren")],
)  # fmt: skip
def test_what_a_source_cannot_be_is_said_in_dutch(redacteur: User, fields: dict[str, str], sentence: str) -> None:
    a_bron()
    answer = browser(redacteur).post(f"{SOURCES}new/", source(licentie_note="") | fields)
    assert answer.status_code == 200
    assert sentence in said(answer)
    assert Bron.objects.count() == 1


def test_two_titles_at_once_are_refused_by_the_action(redacteur: User) -> None:
    row = a_bron()
    fields = {"titel": row.titel, "maker": "x", "jaar": None, "licentie": "EIGEN", "licentie_note": "", "url": ""}
    with pytest.raises(ActionError, match="al een bron met deze titel"):
        add_bron(actor=redacteur, fields=fields, now=NOW)
    Bron.objects.filter(pk=row.pk).delete()
    with pytest.raises(ActionError, match="intussen verwijderd"):
        change_bron(actor=redacteur, bron=row, fields=fields, now=NOW)
