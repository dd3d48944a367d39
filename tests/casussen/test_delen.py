"""Sharing a casus: by name and with a group, after the check, changed and withdrawn at once; and who hears of it."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connections
from django.test import Client

from casussen.actions.delen import UncheckedError, change_sight, give_sight, withdraw_all, withdraw_sight
from casussen.models import Casus, Deling, DelingRol, Inzage
from community.access import DeniedError
from community.actions.errors import ActionError
from community.confidential import confidential
from community.models import Bericht, Rol, User
from tests.factories import LeergroepFactory, LidmaatschapFactory, RoltoekenningFactory, UserFactory
from tests.factories.casussen import CANARY, a_casus, a_deling
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
LATER = date(2027, 12, 1)


@pytest.fixture(autouse=True)
def _clock() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def a_checked_casus(owner: User | None = None) -> Casus:
    casus = a_casus(owner)
    with confidential():
        Casus.objects.filter(pk=casus.pk).update(checked_at=NOW)
        return Casus.objects.select_related("owner").get(pk=casus.pk)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def give(casus: Casus, reader: User, **more: object) -> Deling:
    given: dict = {"role": DelingRol.LEZER, "last_day": None, "now": NOW, "actor": casus.owner} | more
    with confidential():
        return give_sight(casus=casus, reader=reader, **given)


def test_the_owner_finds_a_person_by_name_and_she_reads_at_once_and_hears_of_it() -> None:
    casus, reader = a_checked_casus(), UserFactory(voornaam="Tineke", achternaam="Postma")
    client = browser(casus.owner)
    page = client.get(f"/casussen/{casus.code}/delen/", {"zoek": "postma"}).content.decode()
    assert f"/casussen/{casus.code}/lezers/lid/{reader.profiel.code}/" in page
    answer = client.post(
        f"/casussen/{casus.code}/lezers/lid/{reader.profiel.code}/", {"rol": "LEZER", "tot_en_met": "1-12-2027"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/casussen/{casus.code}/delen/")
    assert browser(reader).get(f"/casussen/{casus.code}/").status_code == 200
    told = Bericht.objects.get()
    assert (told.kind, told.recipient, told.moment) == ("N83", reader, "GEGEVEN")


def test_without_the_check_nothing_is_shared_and_a_change_asks_for_it_again() -> None:
    casus, reader = a_casus(), UserFactory()
    with pytest.raises(UncheckedError):
        give(casus, reader)
    client = browser(casus.owner)
    page = client.get(f"/casussen/{casus.code}/controle/")
    seen = page.context["form"].initial["gezien"]
    ticks = {"namen": "on", "bedragen": "on", "toon": "on", "partners": "on"}
    refused = client.post(f"/casussen/{casus.code}/controle/", {"gezien": seen, **ticks, "toon": ""})
    missing = {"toon": ["Nog niet aangevinkt: Niemand wordt negatief beschreven."]}
    assert (refused.status_code, refused.context["form"].errors) == (200, missing)
    assert client.post(f"/casussen/{casus.code}/controle/", {"gezien": seen, **ticks}).status_code == 302
    give(casus, reader)
    with confidential():
        Casus.objects.filter(pk=casus.pk).update(changed_at=NOW + timedelta(seconds=1))
    with pytest.raises(UncheckedError):
        give(casus, UserFactory())
    stale = client.post(f"/casussen/{casus.code}/controle/", {"gezien": seen, **ticks})
    assert stale.status_code == 200


def test_probable_names_and_amounts_are_marked_in_what_would_be_shared() -> None:
    casus = a_casus(schuurpunt="Joris de Boer wil 40.000 euro zien.", fase="1")
    page = browser(casus.owner).get(f"/casussen/{casus.code}/controle/")
    pieces = [piece for _title, rows in page.context["marked"].texts for row in rows for piece in row if piece.kind]
    assert [(piece.text, piece.kind) for piece in pieces] == [("Joris de Boer", "naam"), ("40.000 euro", "bedrag")]
    assert "<mark>Joris de Boer<span" in page.content.decode()


def test_what_is_chosen_from_a_list_is_not_checked() -> None:
    casus = a_casus(provincie=["ZUID_HOLLAND", "UTRECHT"], aanleiding="BEIDE", fase="2", rol="Ik leid het overleg.")
    page = browser(casus.owner).get(f"/casussen/{casus.code}/controle/")
    texts = ["".join(piece.text for piece in row) for _title, rows in page.context["marked"].texts for row in rows]
    assert texts == [
        f"Beekdal {CANARY}", f"Hoe kunnen wij de {CANARY} samen herstellen?", "Ik leid het overleg."
    ]  # fmt: skip


@pytest.mark.parametrize("gezien", ["", "x", "2026-01-01", "9" * 41, "2026-01-01T10:00:00"])
def test_a_check_of_a_page_nobody_opened_is_refused_in_words(gezien: str) -> None:
    casus = a_casus()
    ticks = {"namen": "on", "bedragen": "on", "toon": "on", "partners": "on"}
    answer = browser(casus.owner).post(f"/casussen/{casus.code}/controle/", {"gezien": gezien, **ticks})
    assert (answer.status_code, "Laad de pagina opnieuw" in answer.content.decode()) == (200, True)


def test_nobody_twice() -> None:
    casus, reader = a_checked_casus(), UserFactory()
    give(casus, reader)
    with pytest.raises(ActionError, match="leest al mee"):
        give(casus, reader, role=DelingRol.MEDE_EIGENAAR)


def test_after_taking_it_away_she_may_be_given_it_again() -> None:
    casus, reader = a_checked_casus(), UserFactory()
    deling = give(casus, reader)
    with confidential():
        withdraw_sight(actor=casus.owner, deling=deling, now=NOW)
        withdraw_sight(actor=casus.owner, deling=deling, now=NOW)
    assert browser(reader).get(f"/casussen/{casus.code}/").status_code == 404
    give(casus, reader, now=NOW + timedelta(seconds=1))


def test_only_who_she_knows_and_only_the_owner_gives() -> None:
    casus, hidden, reader = a_checked_casus(), UserFactory(), UserFactory()
    hidden.profiel.in_ledengids = False
    hidden.profiel.save()
    with pytest.raises(DeniedError):
        give(casus, hidden)
    give(casus, reader, role=DelingRol.MEDE_EIGENAAR)
    with pytest.raises(DeniedError):
        give(casus, UserFactory(), actor=reader)
    with pytest.raises(ActionError, match="al voorbij"):
        give(casus, UserFactory(), last_day=NOW.date() - timedelta(days=1))


def test_a_group_reads_along_and_hears_of_it() -> None:
    place = LidmaatschapFactory(from_at=LONG_AGO)
    casus = a_checked_casus(place.user)
    other = LidmaatschapFactory(kring=place.kring, from_at=LONG_AGO)
    foreign = LidmaatschapFactory(from_at=LONG_AGO)
    client = browser(place.user)
    refused = client.post(f"/casussen/{casus.code}/lezers/groep/", {"groep": str(foreign.kring_id)})
    assert refused.status_code == 200
    client.post(f"/casussen/{casus.code}/lezers/groep/", {"groep": str(place.kring_id)})
    assert browser(other.user).get(f"/casussen/{casus.code}/").status_code == 200
    assert browser(foreign.user).get(f"/casussen/{casus.code}/").status_code == 404
    assert [(row.kind, row.recipient) for row in Bericht.objects.all()] == [("N83", other.user)]
    again = client.post(f"/casussen/{casus.code}/lezers/groep/", {"groep": str(place.kring_id)})
    assert "Deze groep leest al mee." in again.content.decode()


def test_changing_and_withdrawing_everything() -> None:
    casus, reader, other = a_checked_casus(), UserFactory(), UserFactory()
    deling = give(casus, reader)
    give(casus, other)
    client = browser(casus.owner)
    answer = client.post(f"/casussen/{casus.code}/lezers/{deling.pk}/", {"rol": "MEDE_EIGENAAR", "tot_en_met": ""})
    assert answer.status_code == 302
    assert browser(reader).get(f"/casussen/{casus.code}/format/").status_code == 200
    client.post(f"/casussen/{casus.code}/lezers/alles-intrekken/")
    assert [browser(who).get(f"/casussen/{casus.code}/").status_code for who in (reader, other)] == [404, 404]
    with confidential(), pytest.raises(ActionError, match="al ingetrokken"):
        change_sight(actor=casus.owner, deling=deling, role=DelingRol.LEZER, last_day=None, now=NOW)
    with confidential():
        assert withdraw_all(actor=casus.owner, casus=casus, now=NOW) == 0


def test_a_sight_of_another_casus_is_not_reached_through_ones_own() -> None:
    mine, other = a_checked_casus(), a_checked_casus()
    deling = a_deling(other, user=UserFactory())
    client = browser(mine.owner)
    for page in ("", "intrekken/"):
        assert client.get(f"/casussen/{mine.code}/lezers/{deling.pk}/{page}").status_code == 404
        assert client.post(f"/casussen/{mine.code}/lezers/{deling.pk}/{page}").status_code == 404
    assert client.post(f"/casussen/{other.code}/lezers/{deling.pk}/intrekken/").status_code == 404
    with confidential():
        assert Deling.objects.get().until_at is None


PAGES = ("delen/", "controle/", "lezers/groep/", "gasten/nieuw/", "lezers/alles-intrekken/", "inzage/")


@pytest.mark.parametrize("rol", [None, Rol.COORDINATOR, Rol.BEHEERDER, Rol.PRIVACYCONTACT, Rol.REDACTEUR, Rol.TRAINER])
def test_who_reads_or_has_a_role_governs_nothing(rol: Rol | None) -> None:
    casus = a_casus()
    stranger = with_second_factor(UserFactory(is_superuser=rol == Rol.BEHEERDER))
    if rol:
        RoltoekenningFactory(user=stranger, rol=rol)
    reader, writer = UserFactory(), UserFactory()
    a_deling(casus, user=reader)
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    nowhere = browser(stranger).get("/casussen/c-22222222/")
    for page in PAGES:
        for who in (stranger, reader, writer):
            answer = browser(who).get(f"/casussen/{casus.code}/{page}")
            assert (answer.status_code, CANARY in answer.content.decode()) == (404, False)
        assert browser(stranger).get(f"/casussen/{casus.code}/{page}").content == nowhere.content
    assert browser(stranger).get(f"/casussen/{casus.code}/wie-ziet-dit/").status_code == 404
    assert [browser(casus.owner).get(f"/casussen/{casus.code}/{page}").status_code for page in PAGES] == [200] * 6


def test_the_panel_names_who_reads_why_and_until_when() -> None:
    casus = a_checked_casus(UserFactory())
    reader = UserFactory(voornaam="Joris", tussenvoegsel="de", achternaam="Boer")
    place = LidmaatschapFactory(kring=LeergroepFactory().kring, from_at=LONG_AGO)
    LidmaatschapFactory(kring=place.kring, from_at=LONG_AGO, user=casus.owner)
    give(casus, reader, last_day=LATER)
    a_deling(casus, kring=place.kring)
    page = browser(casus.owner).get(f"/casussen/{casus.code}/").content.decode()
    sentence = f"Zichtbaar voor 3 personen: jij, iemand die meeleest en 1 lid van {place.kring.name}."
    assert sentence in page
    assert "Joris de Boer" in page
    seen = browser(reader).get(f"/casussen/{casus.code}/wie-ziet-dit/").content.decode()
    sentence = f"Zichtbaar voor 3 personen: jij, {casus.owner.naam} en 1 lid van {place.kring.name}."
    assert sentence in seen
    assert ("laatst bekeken" in seen, "Haal weg" in seen) == (False, False)
    own = browser(casus.owner).get(f"/casussen/{casus.code}/wie-ziet-dit/").content.decode()
    assert ("laatst bekeken op" in own, "nog niet bekeken" in own, "Haal weg" in own) == (True, True, True)


def test_alone_is_said_in_words() -> None:
    casus = a_casus()
    assert "Alleen jij ziet deze casus." in browser(casus.owner).get(f"/casussen/{casus.code}/").content.decode()


def test_the_log_names_who_when_by_which_right_and_which_part_and_takes_no_form() -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)
    browser(reader).get(f"/casussen/{casus.code}/format/")
    client = browser(casus.owner)
    page = client.get(f"/casussen/{casus.code}/inzage/").content.decode()
    assert [word in page for word in (reader.naam, "Casusformat", "Gedeeld met naam")] == [True] * 3
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(f"/casussen/{casus.code}/inzage/").status_code == 405


def test_without_a_line_in_the_log_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)

    def refuse(*_args: object, **_words: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Inzage, "save_base", refuse)
    client = browser(reader)
    client.raise_request_exception = False
    for page in ("", "format/", "wie-ziet-dit/"):
        answer = client.get(f"/casussen/{casus.code}/{page}")
        assert (answer.status_code, CANARY in answer.content.decode()) == (500, False)


@pytest.mark.parametrize("readers", [1, 30])
def test_the_pages_ask_as_much_for_one_reader_as_for_thirty(readers: int, django_assert_num_queries: object) -> None:
    casus = a_casus()
    for _number in range(readers):
        a_deling(casus, user=UserFactory())
    client = browser(casus.owner)
    client.get(f"/casussen/{casus.code}/")
    for page, number in (("wie-ziet-dit/", 7), ("delen/", 6), ("inzage/", 7)):
        with django_assert_num_queries(number):  # type: ignore[operator]  # a fixture
            client.get(f"/casussen/{casus.code}/{page}")


@pytest.mark.django_db(databases=["default", "sleutels"], transaction=True)
def test_two_windows_at_once_share_with_the_same_reader_once() -> None:
    casus, reader = a_checked_casus(), UserFactory()
    start, outcomes = Barrier(2), []

    def share() -> None:
        start.wait()
        try:
            give(casus, reader)
            outcomes.append("given")
        except ActionError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    together = [Thread(target=share) for _number in range(2)]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    with confidential():
        assert (sorted(outcomes), Deling.objects.count()) == (["given", "refused"], 1)


@pytest.mark.django_db(databases=["default", "sleutels"], transaction=True)
def test_after_withdrawal_no_request_shows_it_also_twenty_at_once() -> None:
    casus, reader = a_checked_casus(), UserFactory()
    deling = give(casus, reader)
    clients = [browser(reader) for _number in range(20)]
    assert clients[0].get(f"/casussen/{casus.code}/").status_code == 200
    with confidential():
        withdraw_sight(actor=casus.owner, deling=deling, now=NOW)
    start, found = Barrier(20), []

    def look(client: Client) -> None:
        start.wait()
        try:
            answer = client.get(f"/casussen/{casus.code}/")
            found.append((answer.status_code, CANARY in answer.content.decode()))
        finally:
            connections.close_all()

    together = [Thread(target=look, args=(client,)) for client in clients]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert found == [(404, False)] * 20
