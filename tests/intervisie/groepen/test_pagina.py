"""The page of a group: agreements first, its people only, what it costs; leaving and the part of contactpersoon."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.models import Bijeenkomst, BijeenkomstKind, Lidmaatschap, Taak
from intervisie.actions.groepen import first_poll
from intervisie.models import Intervisiegroep
from tests.community.leergroepen.groups import told
from tests.community.leergroepen.test_post import subjects
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.intervisie import a_ronde
from tests.factories.intervisiegroepen import a_groep, a_notitie, meets, people_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = "Kwartelkoning in de polder"


def page(name: str, groep: Intervisiegroep, *more: Any) -> str:
    return reverse(name, args=[groep.code, *more])


def read(user: Any, path: str) -> str:
    answer = as_(user).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_its_people_see_who_when_and_what() -> None:
    begeleider = UserFactory()
    groep = a_groep(begeleider=begeleider)
    contact, member = people_of(groep)[:2]
    meets(groep, NOW + 5 * DAY, title="Tweede intervisie")
    meets(groep, NOW - 50 * DAY, title="Eerste intervisie")
    a_notitie(groep, member, SECRET)
    text = read(contact, page("intervisiegroep", groep))
    for words in ("Elke 8 weken", "Tweede intervisie", "Eerste intervisie", SECRET, member.naam, begeleider.naam,
                  "contactpersoon", "Plan een datum", "Vertrouwelijk"):  # fmt: skip
        assert words in text
    assert "Plan een datum" not in read(member, page("intervisiegroep", groep))
    assert SECRET in read(begeleider, page("intervisiegroep", groep))


def test_before_agreeing_only_names_and_dates() -> None:
    groep = a_groep(is_agreed=False)
    contact, other = people_of(groep)[:2]
    meets(groep, NOW + 5 * DAY, title=SECRET)
    text = read(contact, page("intervisiegroep", groep))
    assert other.naam in text
    assert "23 januari 2027" in text
    assert SECRET not in text
    assert reverse("kring-afspraken", args=[groep.kring_id]) in text
    for name in ("groepsnotitie-nieuw", "intervisiegroep-bijeenkomst-nieuw", "intervisiegroep-evaluatie"):
        assert as_(contact).get(page(name, groep)).status_code == 404
    answer = as_(contact).post(reverse("kring-afspraken", args=[groep.kring_id]), {"akkoord": "on", "number": "1"})
    assert answer["Location"] == page("intervisiegroep", groep)
    assert SECRET in read(contact, page("intervisiegroep", groep))


def test_nobody_else_finds_it_not_even_a_coordinator() -> None:
    groep = a_groep()
    note = a_notitie(groep, people_of(groep)[0], SECRET)
    names = [("intervisiegroep", ()), ("intervisiegroep-verlaten", ()), ("intervisiegroep-contactpersoon", ()),
             ("groepsnotitie-nieuw", ()), ("groepsnotitie-bewerken", (note.pk,)),
             ("groepsnotitie-verwijderen", (note.pk,)), ("intervisiegroep-evaluatie", ()),
             ("intervisiegroep-bijeenkomst-nieuw", ())]  # fmt: skip
    for client in (as_(UserFactory()), browser_of(UserFactory(coordinator=True))):
        assert {client.get(page(name, groep, *more)).status_code for name, more in names} == {404}
    anonymous = type(as_(UserFactory()))()
    assert anonymous.get(page("intervisiegroep", groep)).status_code == 302


def test_leaving_takes_one_button_and_closes_every_door() -> None:
    groep = a_groep()
    heart = UserFactory(coordinator=True)
    contact, member, other = people_of(groep)[:3]
    note = a_notitie(groep, member, SECRET)
    client = as_(member)
    assert "Weet je het zeker?" in client.get(page("intervisiegroep-verlaten", groep)).content.decode()
    assert client.post(page("intervisiegroep-verlaten", groep))["Location"] == reverse("intervisie")
    for name, more in (("intervisiegroep", ()), ("groepsnotitie-bewerken", (note.pk,)), ("groepsnotitie-nieuw", ())):
        assert client.get(page(name, groep, *more)).status_code == 404
    assert f"{member.naam} stopt met Groep Kreek" in subjects(other, "N211")
    assert f"{member.naam} stopt met Groep Kreek" in subjects(heart, "N211")
    assert not [kind for kind, moment in told(member) if (kind, moment) == ("N211", "weg")]
    # Below five the coördinatoren are asked to repair it.
    assert Taak.objects.filter(kind="INTERVISIEGROEP_KLEIN", user=heart, object_id=groep.pk).count() == 1
    # Her own words she keeps; the group reads them under 'Oud-lid'.
    assert SECRET in client.get(reverse("mijn-groepsnotities")).content.decode()
    text = read(contact, page("intervisiegroep", groep))
    assert (SECRET in text, "Oud-lid" in text, member.naam in text) == (True, True, False)


def test_without_contactpersoon_a_member_takes_the_part_once() -> None:
    groep = a_groep()
    contact, member, other = people_of(groep)[:3]
    path = page("intervisiegroep-contactpersoon", groep)
    assert as_(member).get(path).status_code == 404
    as_(contact).post(page("intervisiegroep-verlaten", groep))
    assert "Ik word contactpersoon" in read(member, page("intervisiegroep", groep))
    as_(member).post(path)
    assert Lidmaatschap.objects.get(user=member, kring=groep.kring).role == "TREKKER"
    assert as_(other).post(path).status_code == 404
    assert f"{member.naam} is contactpersoon van Groep Kreek" in subjects(other, "N211")


def test_the_contactpersoon_plans_through_the_agenda() -> None:
    groep = a_groep()
    contact, member = people_of(groep)[:2]
    client = as_(contact)
    first_poll(groep, a_ronde(), NOW)
    text = read(contact, page("intervisiegroep", groep))
    assert "Datum zoeken: Eerste intervisie" in text
    poll = client.get(f"{reverse('datumprikker-nieuw')}?groep={groep.kring_id}").content.decode()
    assert "Groep Kreek" in poll
    path = page("intervisiegroep-bijeenkomst-nieuw", groep)
    assert "Alle leden van Groep Kreek krijgen een uitnodiging" in read(contact, path)
    sent = {"title": "Intervisie", "starts_on": "2-2-2027", "starts_at": "10:00", "ends_at": "12:00",
            "kind": "INTERVISIE", "audience": "KRING"}  # fmt: skip
    assert client.post(path, sent).status_code in (200, 302)
    assert as_(member).get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same(number: int) -> None:
    groep = a_groep()
    contact, member = people_of(groep)[:2]
    for count in range(number):
        a_notitie(groep, member, f"Notitie {count}", now=NOW - count * DAY)
        meets(groep, NOW - (count + 1) * DAY)
        meets(groep, NOW + (count + 1) * DAY)
    client = as_(contact)
    client.get(page("intervisiegroep", groep))
    with CaptureQueriesContext(connection) as asked:
        client.get(page("intervisiegroep", groep))
    assert len(asked) == 13


def test_meetings_and_polls_of_a_group_are_pages_of_the_agenda() -> None:
    groep = a_groep()
    contact, member = people_of(groep)[:2]
    meeting = meets(groep, NOW + 5 * DAY, title=SECRET)
    poll = first_poll(groep, a_ronde(), NOW)
    assert poll is not None
    for user in (contact, member):
        text = read(user, reverse("bijeenkomst", args=[meeting.code]))
        assert (SECRET in text, page("intervisiegroep", groep) in text) == (True, True)
        assert "Eerste intervisie" in read(user, reverse("datumprikker", args=[poll.code]))
    heart = browser_of(UserFactory(coordinator=True))
    answer = heart.get(reverse("bijeenkomst", args=[meeting.code]))
    assert (answer.status_code, SECRET in answer.content.decode()) == (200, False)
    assert as_(UserFactory()).get(reverse("bijeenkomst", args=[meeting.code])).status_code == 404
    # Choosing a date makes it a meeting of the group.
    optie = poll.opties.order_by("starts_at")[0]
    as_(contact).post(reverse("datumprikker-vaststellen", args=[poll.code]), {"optie": str(optie.pk)})
    assert Bijeenkomst.objects.get(starts_at=optie.starts_at).kind == "INTERVISIE"


@pytest.mark.parametrize("name", ["agendapunten", "besluit-nieuw", "verslag", "actie-nieuw"])
@pytest.mark.parametrize("kind", [BijeenkomstKind.INTERVISIE, BijeenkomstKind.ONTWIKKELDAG])
def test_nothing_of_what_is_said_is_written_in_plain_text(kind: BijeenkomstKind, name: str) -> None:
    groep = a_groep()
    meeting = meets(groep, NOW - DAY)
    Bijeenkomst.objects.filter(pk=meeting.pk).update(kind=kind)
    contact = people_of(groep)[0]
    answer = as_(contact).post(reverse(name, args=[meeting.code]), {"text": SECRET, "version": "0"})
    assert (answer.status_code, as_(contact).get(reverse(name, args=[meeting.code])).status_code) == (404, 404)
    text = read(contact, reverse("bijeenkomst", args=[meeting.code]))
    assert reverse(name, args=[meeting.code]) not in text
