"""What comes in between: a slow save around the check, a copy that is taken out while it is renewed, a store away."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from casussen.actions import opnamen, praktijkboek_einde
from casussen.actions.casussen import save_format
from casussen.actions.delen import check_before_sharing, is_checked
from casussen.actions.onderdelen import add_row
from casussen.actions.opnamen import hand_in, take_back
from casussen.actions.praktijkboeken import add_person, set_person_role
from casussen.models import Casus, Noodtoegang, Opname, Partij, Praktijkboek, PraktijkboekStatus
from community.actions.errors import ActionError
from community.confidential import begin_without_scope, confidential, end_without_scope
from community.kluis import KeyStoreClosedError
from community.models import KringRol, Lidmaatschap, Rol, User
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.praktijkboeken import a_coordinator, a_full_casus, a_praktijkboek, an_opname, in_boek
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
SLOW = NOW - timedelta(seconds=2)


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def browser(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def _save(casus: Casus) -> None:
    save_format(actor=casus.owner, casus=casus, version=casus.version, answers={"doel": "Nieuw."}, now=SLOW)


def _add(casus: Casus) -> None:
    add_row(actor=casus.owner, casus=casus, model=Partij, values={"name": "Jan Smit"}, now=SLOW)


@pytest.mark.parametrize("act", [_save, _add])
def test_a_save_that_began_before_the_check_and_ends_after_it_asks_for_the_check_again(
    act: Callable[[Casus], None],
) -> None:
    casus = a_casus()
    check_before_sharing(actor=casus.owner, casus=casus, seen_at=LONG_AGO, now=NOW)
    act(Casus.objects.get(pk=casus.pk))
    assert is_checked(Casus.objects.get(pk=casus.pk)) is False


def test_a_copy_that_is_taken_out_while_its_author_renews_it_comes_back_under_a_key_that_lives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    boek = a_praktijkboek()
    author = in_boek(boek).user
    casus = a_full_casus(author)
    first = hand_in(actor=author, boek=boek, casus=casus, parts=[], now=NOW)
    hold = opnamen.hold_praktijkboek

    def after_another_took_it_out(held: Praktijkboek) -> Any:
        monkeypatch.setattr(opnamen, "hold_praktijkboek", hold)
        take_back(actor=author, opname=Opname.objects.select_related("praktijkboek").get(pk=first.pk), now=NOW)
        return hold(held)

    monkeypatch.setattr(opnamen, "hold_praktijkboek", after_another_took_it_out)
    again = hand_in(actor=author, boek=boek, casus=casus, parts=[], now=NOW)
    token = begin_without_scope()
    try:
        with confidential():
            row = Opname.objects.get(pk=again.pk)
            assert (row.withdrawn_at, row.content["format"]) == (None, casus.format)
    finally:
        end_without_scope(token)


def test_a_coordinator_lets_others_in_never_herself() -> None:
    boek, planner = a_praktijkboek(), with_second_factor(a_coordinator())
    for role in (KringRol.LID, KringRol.TREKKER):
        with pytest.raises(ActionError, match="jezelf"):
            add_person(actor=planner, boek=boek, user=planner, role=role, now=NOW)
    page = browser(planner).post(
        f"/coordinatie/praktijkboeken/{boek.code}/mensen/nieuw/", {"persoon": planner.email, "rol": "TREKKER"}
    )
    assert (page.status_code, "jezelf" in page.content.decode()) == (200, True)
    assert Lidmaatschap.objects.filter(user=planner).count() == 0


def test_a_coordinator_does_not_make_herself_begeleider() -> None:
    boek, planner = a_praktijkboek(), a_coordinator()
    lid = in_boek(boek, planner)
    with pytest.raises(ActionError, match="jezelf"):
        set_person_role(actor=planner, boek=boek, lid=lid, role=KringRol.TREKKER, now=NOW)


@pytest.mark.parametrize("given", [{}, {"besluit": ""}, {"besluit": "misschien"}, {"besluit": "toestaan\x00"}])
def test_a_decision_that_says_neither_yes_nor_no_decides_nothing(given: dict[str, str]) -> None:
    casus, asker, privacy = a_casus(), UserFactory(), with_second_factor(UserFactory())
    RoltoekenningFactory(user=privacy, rol=Rol.PRIVACYCONTACT)
    row = Noodtoegang(casus=casus, data_key_id=casus.data_key_id, asked_by=asker, asked_at=NOW, hours=1)
    row.reason = "Een melding."
    row.save()
    answer = browser(privacy).post(f"/noodtoegang/{row.pk}/", given)
    row.refresh_from_db()
    assert (answer.status_code, row.decided_at) == (404, None)


@pytest.mark.parametrize("day", ["31-12-9999", "30-12-9999", "1-1-2100"])
def test_a_last_day_that_is_ages_away_is_refused_in_words(day: str) -> None:
    casus, reader = a_casus(), UserFactory()
    Casus.objects.filter(pk=casus.pk).update(checked_at=NOW)
    sight = f"/casussen/{casus.code}/lezers/lid/{reader.profiel.code}/", {"rol": "LEZER", "tot_en_met": day}
    guest = {"naam": "Wil", "email": "wil@provincie.example", "onderdelen": "format", "tot_en_met": day}
    for address, fields in (sight, (f"/casussen/{casus.code}/gasten/nieuw/", guest)):
        page = browser(casus.owner).post(address, fields)
        assert (page.status_code, "te ver weg" in page.content.decode()) == (200, True)


class TestTheKeyStoreIsAway:
    """The pages themselves commit; so these run on a database that others see too."""

    pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "sleutels"])

    def test_what_its_author_takes_out_is_out_and_its_key_follows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        boek = a_praktijkboek()
        opname = an_opname(boek)
        monkeypatch.setattr(opnamen, "destroy_data_key", _is_away)
        answer = browser(opname.author).post(f"/praktijkboeken/{boek.code}/{opname.code}/terugnemen/", TOKEN)
        assert (answer.status_code, Opname.objects.get().withdrawn_at) == (503, NOW)

    def test_what_is_destroyed_is_closed_to_everybody_and_its_keys_follow(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        boek = a_praktijkboek()
        keeper = in_boek(boek, begeleider=True).user
        an_opname(boek)
        praktijkboek_einde.close(actor=keeper, boek=boek, now=NOW)
        monkeypatch.setattr(praktijkboek_einde, "destroy_data_key", _is_away)
        fields = {**TOKEN, "zeker": "on"}
        answer = browser(keeper).post(f"/praktijkboeken/{boek.code}/vernietigen/", fields)
        assert (answer.status_code, Praktijkboek.objects.get().status) == (503, PraktijkboekStatus.VERNIETIGD)
        monkeypatch.undo()
        praktijkboek_einde.live(NOW)
        assert Opname.objects.count() == 0


TOKEN = {"eenmalig": "11111111-2222-4333-8444-555555555555"}


def _is_away(**_given: Any) -> None:
    raise KeyStoreClosedError
