"""What a coördinator sees and decides: how groups are and who is in them, never what is written."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.berichten.planning import plan
from community.models import Lidmaatschap, Taak, User
from intervisie.actions.groepsleden import add_person
from intervisie.actions.groepstoetreding import VasteregelError
from intervisie.models import Indelingsvoorstel, Intervisiegroep, Matchronde, Proefverplaatsing, RondeStatus
from tests.community.leergroepen.test_post import letters, subjects
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import DienstverbandFactory, OrganisatieFactory, SamenwerkingFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.intervisie import a_ronde, an_aanmelding
from tests.factories.intervisiegroepen import a_groep, a_notitie, meets, people_of
from tests.factories.moments import LONG_AGO_DAY, NOW
from tests.intervisie.groepen.test_pagina import SECRET, page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LIST = "intervisiegroepen"


def test_silent_groups_stand_first_and_nothing_written_is_shown() -> None:
    loud, silent = a_groep(name="Groep Aak"), a_groep(name="Groep Zeil")
    meets(loud, NOW + 5 * DAY)
    a_notitie(silent, people_of(silent)[0], SECRET)
    client = browser_of(UserFactory(coordinator=True))
    text = client.get(reverse(LIST)).content.decode()
    assert text.index("Groep Zeil") < text.index("Groep Aak")
    assert ("Stil" in text, "5 van 5" in text, "Nog niet gevraagd" in text, SECRET in text) == (True, True, True, False)
    page_text = client.get(page("intervisiegroep-beheer", silent)).content.decode()
    assert ("Deze groep is stil sinds" in page_text, SECRET in page_text) == (True, False)


def test_others_find_none_of_it() -> None:
    groep = a_groep()
    contact, member = people_of(groep)[:2]
    row = Lidmaatschap.objects.get(user=member)
    paths = [reverse(LIST), *(page(name, groep) for name in
             ("intervisiegroep-beheer", "intervisiegroep-mens-nieuw", "intervisiegroep-afsluiten")),
             page("intervisiegroep-mens-verwijderen", groep, row.pk),
             page("intervisiegroep-mens-contactpersoon", groep, row.pk)]  # fmt: skip
    for user in (contact, UserFactory()):
        assert {as_(user).get(path).status_code for path in paths} == {404}
        assert {as_(user).post(path).status_code for path in paths[1:]} <= {404, 405}


def test_adding_somebody_is_warned_for_and_then_done() -> None:
    groep = a_groep()
    contact = people_of(groep)[0]
    guest = UserFactory()
    works = OrganisatieFactory()
    for user in (contact, guest):
        DienstverbandFactory(user=user, organisatie=works, from_date=LONG_AGO_DAY)
    SamenwerkingFactory(regisseurs=[contact, guest])
    client = browser_of(UserFactory(coordinator=True))
    path = page("intervisiegroep-mens-nieuw", groep)
    sent = {"wie": guest.email, "rol": "LID"}
    text = client.post(path, sent).content.decode()
    assert f"Zelfde werkgever als {contact.naam}." in text
    assert f"Regisseur in dezelfde samenwerking als {contact.naam}." in text
    assert not Lidmaatschap.objects.filter(user=guest).exists()
    # Who was seen is asked for: another name warns again.
    client.post(path, {**sent, "gezien": str(contact.pk)})
    assert not Lidmaatschap.objects.filter(user=guest).exists()
    assert client.post(path, {**sent, "gezien": str(guest.pk)}).status_code == 302
    assert Lidmaatschap.objects.get(user=guest).role == "LID"
    assert subjects(guest, "N56") == ["Je intervisiegroep is bekend"]
    assert subjects(contact, "N211") == [f"{guest.naam} doet mee met Groep Kreek"]
    assert Taak.objects.filter(kind="AFSPRAKEN_AKKOORD", user=guest).exists()


def test_a_begeleider_is_added_and_taken_out() -> None:
    groep = a_groep()
    guest = UserFactory()
    client = browser_of(UserFactory(coordinator=True))
    client.post(page("intervisiegroep-mens-nieuw", groep),
                {"wie": guest.email, "rol": "BEGELEIDER", "gezien": str(guest.pk)})  # fmt: skip
    row = Lidmaatschap.objects.get(user=guest)
    assert row.role == "BEGELEIDER"
    assert "Je begeleidt Groep Kreek" in letters(guest, "N56")[0].text
    # A begeleider leads nothing.
    assert client.get(page("intervisiegroep-mens-contactpersoon", groep, row.pk)).status_code == 404
    client.post(page("intervisiegroep-mens-verwijderen", groep, row.pk))
    assert as_(guest).get(page("intervisiegroep", groep)).status_code == 404
    assert subjects(guest, "N211") == ["Je zit niet meer in Groep Kreek"]
    assert not Taak.objects.filter(kind="INTERVISIEGROEP_KLEIN").exists()


@pytest.mark.parametrize("wie", ["", "Niemand Nergens", "a\x00b", "x" * 300])
def test_an_unknown_name_is_refused_in_words(wie: str) -> None:
    groep = a_groep()
    before = people_of(groep)
    client = browser_of(UserFactory(coordinator=True))
    answer = client.post(page("intervisiegroep-mens-nieuw", groep), {"wie": wie, "rol": "LID"})
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert people_of(groep) == before


def test_who_is_in_already_is_said_in_words() -> None:
    groep = a_groep()
    member = people_of(groep)[1]
    client = browser_of(UserFactory(coordinator=True))
    answer = client.post(page("intervisiegroep-mens-nieuw", groep),
                         {"wie": member.email, "rol": "LID", "gezien": str(member.pk)})  # fmt: skip
    assert "doet al mee" in answer.content.decode()


def test_another_contactpersoon_and_the_group_hears_it() -> None:
    groep = a_groep()
    contact, member = people_of(groep)[:2]
    client = browser_of(UserFactory(coordinator=True))
    row = Lidmaatschap.objects.get(user=member)
    client.post(page("intervisiegroep-mens-contactpersoon", groep, row.pk))
    roles = dict(Lidmaatschap.objects.filter(kring=groep.kring).values_list("user", "role"))
    assert (roles[member.pk], roles[contact.pk]) == ("TREKKER", "LID")
    assert subjects(member, "N211") == ["Je bent contactpersoon van Groep Kreek"]
    assert subjects(contact, "N211") == [f"{member.naam} is contactpersoon van Groep Kreek"]


def test_a_small_group_is_a_duty_until_it_is_repaired() -> None:
    groep = a_groep()
    heart = UserFactory(coordinator=True)
    client = browser_of(heart)
    row = Lidmaatschap.objects.get(user=people_of(groep)[1])
    client.post(page("intervisiegroep-mens-verwijderen", groep, row.pk))
    taak = Taak.objects.get(kind="INTERVISIEGROEP_KLEIN", user=heart)
    assert "minder dan 5 leden" in client.get(page("intervisiegroep-beheer", groep)).content.decode()
    assert "Intervisiegroep Groep Kreek is klein" in client.get(reverse("mijn-omgeving")).content.decode()
    plan(NOW + 2 * DAY)
    assert subjects(heart, "N213") == ["Groep Kreek is klein"]
    guest = UserFactory()
    client.post(page("intervisiegroep-mens-nieuw", groep),
                {"wie": guest.email, "rol": "LID", "gezien": str(guest.pk)})  # fmt: skip
    assert subjects(heart, "N213") == []
    plan(NOW + 3 * DAY)
    taak.refresh_from_db()
    assert taak.done_at is not None


def test_closing_a_group_takes_one_answer() -> None:
    groep = a_groep()
    member = people_of(groep)[1]
    client = browser_of(UserFactory(coordinator=True))
    path = page("intervisiegroep-afsluiten", groep)
    assert "Weet je het zeker?" in client.get(path).content.decode()
    client.post(path)
    groep.kring.refresh_from_db()
    assert groep.kring.closed_at == NOW
    assert subjects(member, "N212") == ["Groep Kreek is afgesloten"]
    for name in ("intervisiegroep-afsluiten", "intervisiegroep-mens-nieuw"):
        assert client.get(page(name, groep)).status_code == 404
    assert "Afgesloten" in client.get(reverse(LIST)).content.decode()


def test_the_list_counts_on_from_nine_to_ten() -> None:
    for name in ("Groep 10 · Zwolle", "Groep 2 · online", "Groep 1 · Zwolle"):
        meets(a_groep(number=2, name=name), NOW + DAY)
    content = browser_of(UserFactory(coordinator=True)).get(reverse(LIST)).content.decode()
    places = [content.index(name) for name in ("Groep 1 ·", "Groep 2 ·", "Groep 10 ·")]
    assert places == sorted(places)


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same(number: int) -> None:
    for count in range(number):
        groep = a_groep(number=2, name=f"Groep {count}")
        meets(groep, NOW + DAY)
    client = browser_of(UserFactory(coordinator=True))
    client.get(reverse(LIST))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(LIST)).status_code == 200
    assert len(asked) == 7


def from_a_round(*people: User, **private: Any) -> Intervisiegroep:
    """Return a group that came from a round, in which its second member keeps these private rules."""
    ronde = a_ronde(status=RondeStatus.VASTGESTELD)
    groep = a_groep(*people, ronde=ronde)
    for number, user in enumerate(people):
        an_aanmelding(ronde, user, **(private if number == 1 else {}))
    voorstel = Indelingsvoorstel.objects.create(
        ronde=ronde, number=1, division={}, people={}, fingerprint="x", seed=1, quality=1, worst=1, made_at=NOW,
        adopted_at=NOW,
    )  # fmt: skip
    Intervisiegroep.objects.filter(pk=groep.pk).update(voorstel=voorstel)
    return groep


@pytest.mark.parametrize("kind", ["niet_met", "lijn"])
def test_a_private_rule_refuses_without_saying_whose_and_is_written_down(kind: str) -> None:
    people = [UserFactory() for _ in range(5)]
    refused, free = UserFactory(achternaam="Zompzegge"), UserFactory()
    groep = from_a_round(*people, **{kind: [refused]})
    client = browser_of(UserFactory(coordinator=True))
    path = page("intervisiegroep-mens-nieuw", groep)
    for _ in range(2):
        text = client.post(path, {"wie": refused.email, "rol": "LID", "gezien": str(refused.pk)}).content.decode()
        assert "een vaste regel staat in de weg" in text
        assert not any(user.naam in text for user in people)
    assert not Lidmaatschap.objects.filter(user=refused).exists()
    assert client.post(path, {"wie": free.email, "rol": "LID"}).status_code == 302
    found = Proefverplaatsing.objects.values_list("person", "refused_groups")
    assert set(found) == {(refused.pk, 1), (free.pk, 0)}


def test_who_lets_her_in_is_judged_again_for_who_came_in_meanwhile() -> None:
    people, refused = [UserFactory() for _ in range(5)], UserFactory()
    groep = Intervisiegroep.objects.get(pk=from_a_round(*people, niet_met=[refused]).pk)
    with pytest.raises(VasteregelError, match="een vaste regel"):
        add_person(actor=UserFactory(coordinator=True), groep=groep, user=refused, now=NOW)
    assert not Lidmaatschap.objects.filter(user=refused).exists()


def test_a_year_after_the_round_the_page_says_that_it_knows_no_private_rules() -> None:
    groep = from_a_round(*[UserFactory() for _ in range(5)])
    Matchronde.objects.update(decided_at=NOW - timedelta(days=366))
    path, user = page("intervisiegroep-mens-nieuw", groep), UserFactory()
    text = browser_of(UserFactory(coordinator=True)).post(path, {"wie": user.email, "rol": "LID"}).content.decode()
    assert "Van deze groep kennen we geen vaste regels." in text
    assert not Proefverplaatsing.objects.exists()


def test_there_is_a_limit_to_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intervisie.actions.groepstoetreding.MOST_QUESTIONS", 1)
    groep = from_a_round(*[UserFactory() for _ in range(5)])
    client = browser_of(UserFactory(coordinator=True))
    path = page("intervisiegroep-mens-nieuw", groep)
    first, second = UserFactory(), UserFactory()
    assert client.post(path, {"wie": first.email, "rol": "LID"}).status_code == 302
    assert client.post(path, {"wie": second.email, "rol": "LID"}).status_code == 200
    assert not Lidmaatschap.objects.filter(user=second).exists()


@pytest.mark.parametrize("rol", ["LID", "BEGELEIDER"])
def test_who_looks_after_groups_lets_nobody_in_to_read_but_others(rol: str) -> None:
    groep, heart = a_groep(number=5), UserFactory(coordinator=True)
    path = page("intervisiegroep-mens-nieuw", groep)
    answer = browser_of(heart).post(path, {"wie": heart.email, "rol": rol, "gezien": str(heart.pk)})
    assert "Jezelf zet je niet in een groep." in answer.content.decode()
    assert not Lidmaatschap.objects.filter(user=heart).exists()


def test_each_question_about_the_same_person_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intervisie.actions.groepstoetreding.MOST_QUESTIONS", 2)
    refused = UserFactory()
    groep = from_a_round(*[UserFactory() for _ in range(5)], niet_met=[refused])
    client, path = browser_of(UserFactory(coordinator=True)), page("intervisiegroep-mens-nieuw", groep)
    texts = [client.post(path, {"wie": refused.email, "rol": "LID"}).content.decode() for _ in range(3)]
    assert ["een vaste regel" in text for text in texts] == [True, True, False]
    assert list(Proefverplaatsing.objects.values_list("refused_groups", flat=True)) == [1, 1]
