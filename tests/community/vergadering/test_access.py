"""Who reads and writes: what is judged for one row and what the database judges for many are the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access.vergadering import (
    may_finish,
    may_manage_actie,
    may_read_vergadering,
    may_set_agenda,
    may_write_outcome,
    ownerless,
    visible_acties,
    visible_besluiten,
    who_leads,
)
from community.actions.acties import add_actie
from community.actions.kringen import end_member
from community.models import Actie, Lidmaatschap
from tests.community.vergadering.cast import DUE, Vergaderd, a_meeting_with_outcome
from tests.factories import AfsprakenFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.vergadering import ActieFactory, GroepsbijeenkomstFactory

pytestmark = pytest.mark.django_db
READERS, LEADERS = {"GL", "TK"}, {"TK"}


@pytest.fixture
def done() -> Vergaderd:
    return a_meeting_with_outcome()


def test_one_meeting_and_many_rows_are_judged_the_same(done: Vergaderd) -> None:
    actie = Actie.objects.select_related("kring").get()
    for role, user in done.cast.people.items():
        reads = {
            may_read_vergadering(user, done.past, NOW),
            visible_acties(user, NOW).filter(bijeenkomst=done.past).exists(),
            visible_besluiten(user, NOW).filter(bijeenkomst=done.past).exists(),
            may_finish(user, actie, NOW),
        }
        leads = {
            may_set_agenda(user, done.past, NOW), may_write_outcome(user, done.past, NOW),
            may_manage_actie(user, actie, NOW), bool(who_leads([actie.kring_id], [user.pk], NOW)),
        }  # fmt: skip
        assert (role, reads, leads) == (role, {role in READERS}, {role in LEADERS})


def test_new_agreements_close_everything_until_one_agrees(done: Vergaderd) -> None:
    AfsprakenFactory(kring=done.cast.leergroep.kring, number=2)
    for role in ("GL", "TK"):
        user = done.cast[role]
        done.past.kring.refresh_from_db()
        assert not may_read_vergadering(user, done.past, NOW)
        assert not visible_acties(user, NOW).exists()
        assert not may_set_agenda(user, done.past, NOW)


def test_an_action_without_owner_is_found_whatever_way_it_lost_her(done: Vergaderd) -> None:
    kring = done.cast.leergroep.kring
    left = LidmaatschapFactory(kring=kring, accepted=done.cast.afspraken, accepted_at=LONG_AGO)
    shut = LidmaatschapFactory(kring=kring, accepted=done.cast.afspraken, accepted_at=LONG_AGO)
    lost = [ActieFactory(bijeenkomst=done.past, owner=owner) for owner in (None, left.user, shut.user, UserFactory())]
    ActieFactory(bijeenkomst=done.past, owner=None, status="KLAAR", closed_at=NOW)
    Lidmaatschap.objects.filter(pk=left.pk).update(until_at=NOW)
    shut.user.is_active = False
    shut.user.save()
    assert set(ownerless(NOW)) == set(lost)
    kring.closed_at = NOW
    kring.save()
    assert not ownerless(NOW).exists()


def test_actions_without_owner_stand_first_on_the_page_of_the_group(done: Vergaderd) -> None:
    add_actie(actor=done.cast["TK"], bijeenkomst=done.past, text="Vroeger klaar.", owner_id=done.cast["TK"].pk,
              due_date=NOW.date(), now=NOW)  # fmt: skip
    end_member(lidmaatschap=done.cast.lid, now=NOW)
    shown = done.client("TK").get(reverse("leergroep-besluiten", args=[done.cast.leergroep.slug])).content.decode()
    assert shown.index("Nog niemand") < shown.index("Vroeger klaar.")
    assert "Kies een eigenaar" in shown


def test_mijn_omgeving_costs_the_same_for_one_and_for_thirty_actions(done: Vergaderd) -> None:
    client, path = done.client("GL"), reverse("mijn-omgeving")
    client.get(path)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    assert cost() == 12
    for number in range(29):
        meeting = GroepsbijeenkomstFactory(kring=done.cast.leergroep.kring) if number % 5 == 0 else done.past
        add_actie(actor=done.cast["TK"], bijeenkomst=meeting, text="Bel.", owner_id=done.cast["GL"].pk, due_date=DUE,
                  now=NOW)  # fmt: skip
    assert cost() == 12


def test_an_action_of_another_group_is_not_there_at_any_address(done: Vergaderd) -> None:
    other = GroepsbijeenkomstFactory(kring=done.cast["LA"].lidmaatschappen.get().kring)
    foreign = ActieFactory(bijeenkomst=other, owner=done.cast["LA"])
    for name in ("actie-klaar", "actie-heropenen", "actie-bewerken", "actie-vervallen"):
        path = reverse(name, args=[foreign.pk])
        for role in ("TK", "GL", "CO"):
            assert done.client(role).get(path).status_code == 404
            assert done.client(role).post(path, {"reason": "Weg."}).status_code == 404
    foreign.refresh_from_db()
    assert (foreign.status, foreign.version) == ("OPEN", 1)
