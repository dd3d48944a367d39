"""What several people do in a group at the same moment."""

from functools import partial

import pytest

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.groepsleven import choose_vervolg
from community.confidential import confidential
from community.models import Bericht, Evaluatie, Kring, Lidmaatschap, Vervolg
from intervisie.actions.groepseinde import close_groep, mix_groep, purge_groepen
from intervisie.actions.groepsleden import add_person, become_contactpersoon, leave_groep, remove_person
from intervisie.models import Intervisiegroep
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, a_notitie, people_of
from tests.factories.moments import NOW
from tests.intervisie.groepen.test_levensloop import DAY, a_round, everybody

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_members_take_the_part_of_contactpersoon_and_one_gets_it() -> None:
    groep = a_groep()
    leave_groep(actor=people_of(groep)[0], groep=groep, now=NOW)
    two = people_of(groep)[:2]
    results = at_once([partial(become_contactpersoon, actor=user, groep=groep, now=NOW) for user in two])
    assert len([one for one in results if one in (ActionError, DeniedError)]) == 1
    assert Lidmaatschap.objects.filter(kring=groep.kring, role="TREKKER", until_at__isnull=True).count() == 1


def test_going_on_closing_and_mixing_at_once_is_one_of_them() -> None:
    groep = a_groep()
    contact = people_of(groep)[0]
    row = everybody(groep, a_round(groep))
    at_once([
        partial(choose_vervolg, actor=contact, evaluatie=row, vervolg=Vervolg.DOORGAAN, now=NOW),
        partial(choose_vervolg, actor=contact, evaluatie=row, vervolg=Vervolg.AFSLUITEN, now=NOW),
        partial(mix_groep, actor=contact, evaluatie=row, now=NOW),
    ])  # fmt: skip
    chosen, kring = Evaluatie.objects.get().vervolg, Kring.objects.get(pk=groep.kring_id)
    assert (kring.closed_at is None) is (chosen == Vervolg.DOORGAAN)
    told = Bericht.objects.filter(kind="N212").count()
    assert told == (0 if chosen == Vervolg.DOORGAAN else 5)


def test_leaving_and_being_taken_out_at_once_ends_it_once() -> None:
    groep = a_groep()
    heart, member, guest = UserFactory(coordinator=True), people_of(groep)[1], UserFactory()
    row = Lidmaatschap.objects.get(user=member)
    at_once([
        partial(leave_groep, actor=member, groep=groep, now=NOW),
        partial(remove_person, actor=heart, groep=groep, lidmaatschap=row, now=NOW),
        partial(add_person, actor=heart, groep=groep, user=guest, now=NOW),
        partial(add_person, actor=heart, groep=groep, user=guest, now=NOW),
    ])  # fmt: skip
    assert Lidmaatschap.objects.filter(kring=groep.kring, user=member, until_at__isnull=True).count() == 0
    assert Lidmaatschap.objects.filter(kring=groep.kring, user=guest, until_at__isnull=True).count() == 1


def test_closing_twice_tells_once_and_the_content_goes_once() -> None:
    groep = a_groep()
    a_notitie(groep, people_of(groep)[0])
    heart = UserFactory(coordinator=True)
    at_once([partial(close_groep, actor=heart, groep=groep, now=NOW)] * 2)
    assert Bericht.objects.filter(kind="N212").count() == 5

    def purge() -> None:
        with confidential():
            purge_groepen(NOW + 200 * DAY)

    at_once([purge, purge])
    assert Intervisiegroep.objects.get().destroyed_at == NOW + 200 * DAY
