"""Pages of toernees: what who is in one sees, agreements first; forming one and changing its people by the hart."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.models import Bericht, Kring, Lidmaatschap, User
from intervisie.models import Bezoek, Toernee, ToerneeStatus
from tests.factories import DienstverbandFactory, OrganisatieFactory, SamenwerkingFactory, UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.intervisie import a_ronde
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.toernees import a_protocolversie, a_toernee, deelnemers_of
from tests.own_data import own_data

pytestmark = pytest.mark.django_db
NEW = "/coordinatie/toernees/nieuw/"


@pytest.fixture(autouse=True)
def _at_now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hart() -> Client:
    return browser(with_second_factor(UserFactory(coordinator=True)))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, {"eenmalig": str(uuid4())} | data)


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_somebody_without_a_toernee_reads_what_it_takes() -> None:
    page = text(browser(UserFactory()).get("/toernees/"))
    assert "Er is nog geen toernee. Vijf regisseurs is genoeg om te beginnen." in page
    a_ronde(kind="TOERNEE", name="Toernees voorjaar")
    a_ronde(name="Intervisie voorjaar")
    page = text(browser(UserFactory()).get("/toernees/"))
    assert "Toernees voorjaar" in page
    assert "Intervisie voorjaar" not in page


def test_the_page_leads_to_the_agreements_first_and_shows_no_samenwerking() -> None:
    toernee = a_planned_toernee(is_agreed=False)
    first, other = deelnemers_of(toernee)[:2]
    page = text(browser(first.user).get(f"/toernees/{toernee.code}/"))
    assert "Lees eerst de afspraken" in page
    assert other.user.naam in page
    assert other.samenwerking is not None
    assert other.samenwerking.name not in page
    assert "Mijn stappen" not in page


def test_the_page_shows_what_is_next_and_my_part_in_each_visit() -> None:
    toernee = a_planned_toernee()
    own = deelnemers_of(toernee)[0]
    page = text(browser(own.user).get(f"/toernees/{toernee.code}/"))
    for word in ("gastheer", "bestuurslens", "veldwaarnemer", "verslaglegger", "voorzitter", "Mijn stappen"):
        assert word in page
    assert own.samenwerking is not None
    assert own.samenwerking.name in page
    assert all(f"/bezoeken/{bezoek.code}/" in page for bezoek in bezoeken_of(toernee))
    planning = a_toernee()
    page = text(browser(deelnemers_of(planning)[0].user).get(f"/toernees/{planning.code}/"))
    assert "Geef aan wanneer je kunt" in page
    assert "De dagen van de bezoeken worden nog gezocht." in page


def test_strangers_the_hart_and_who_left_find_nothing(hart: Client) -> None:
    toernee = a_planned_toernee()
    gone = deelnemers_of(toernee)[0].user
    path = f"/toernees/{toernee.code}/"
    assert post(browser(gone), f"{path}stoppen/").status_code == 302
    for client in (browser(gone), browser(UserFactory()), hart):
        assert client.get(path).status_code == 404
        assert client.get(f"{path}stoppen/").status_code == 404
    assert browser(gone).get(f"/bezoeken/{bezoeken_of(toernee)[1].code}/").status_code == 404
    assert hart.get(f"/coordinatie/toernees/{toernee.code}/mensen/").status_code == 200


def filled(people: list[User], **changes: Any) -> dict[str, Any]:
    given = {
        "name": "Toernee Waal", "from_date": "1 maart 2027", "until_date": "17 december 2027", "min_gap_days": "10",
        "ideal_gap_days": "20", "max_span_days": "110", "begeleiders": "",
    } | {f"wie_{number}": user.email for number, user in enumerate(people, 1)}  # fmt: skip
    return given | changes


def regisseurs(number: int) -> list[User]:
    people = [UserFactory() for _ in range(number)]
    for user in people:
        SamenwerkingFactory(owner=user)
    return people


def test_by_hand_who_has_one_samenwerking_shows_it_and_who_has_more_chooses(hart: Client) -> None:
    a_protocolversie()
    people, guide = regisseurs(5), UserFactory()
    second = SamenwerkingFactory(owner=people[0], name="Tweede plan")
    page = text(post(hart, NEW, **filled(people, begeleiders=guide.email)))
    assert f"Kies welke samenwerking {people[0].naam} laat zien." in page
    assert "Tweede plan" in page
    assert people[3].email in page
    given = filled(people, begeleiders=guide.email, toont_1=str(second.pk), eenmalig=str(uuid4()))
    answers = [hart.post(NEW, given) for _ in range(2)]
    toernee = Toernee.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/coordinatie/toernees/{toernee.code}/mensen/"}
    assert [one.user for one in deelnemers_of(toernee)] == people
    assert deelnemers_of(toernee)[0].samenwerking == second
    assert list(toernee.begeleiders.all()) == [guide]
    assert Bericht.objects.filter(kind="N219").count() == 5
    page = text(hart.get(f"/coordinatie/toernees/{toernee.code}/mensen/"))
    assert all(user.naam in page for user in people)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"wie_4": ""}, "Vul een naam of e-mailadres in."),
        ({"wie_4": "Niemand Nergens"}, "We vinden niemand met deze naam"),
        ({"until_date": "2 april 2027"}, "De periode is te kort."),
        ({"from_date": "1 januari 2027"}, "Kies een eerste dag die nog komt."),
        ({"min_gap_days": "0"}, "Kies minstens 1 werkdag."),
        ({"begeleiders": "Niemand Nergens"}, "Niemand Nergens: We vinden niemand"),
        ({"toont_1": "onzin"}, "Kies"),
    ],
)
def test_by_hand_what_cannot_be_is_said_and_nothing_typed_is_lost(
    hart: Client, changes: dict[str, str], sentence: str
) -> None:
    a_protocolversie()
    people = regisseurs(4)
    page = text(post(hart, NEW, **filled(people, **changes)))
    assert sentence in page
    assert "Toernee Waal" in page
    assert people[0].email in page
    assert not Toernee.objects.exists()


def test_by_hand_the_same_person_twice_and_who_has_no_samenwerking_are_named(hart: Client) -> None:
    a_protocolversie()
    people, without = regisseurs(4), UserFactory()
    page = text(post(hart, NEW, **filled([*people, people[0]])))
    assert f"{people[0].naam} staat er twee keer in." in page
    page = text(post(hart, NEW, **filled([*people, without])))
    assert f"{without.naam} is nog geen regisseur van een samenwerking." in page


def test_by_hand_ties_are_told_first_and_the_hart_decides(hart: Client) -> None:
    a_protocolversie()
    people, office = regisseurs(4), OrganisatieFactory(name="Waterschap De Lek")
    for user in people[:2]:
        DienstverbandFactory(user=user, organisatie=office)
    people[2].eigen_samenwerkingen.get().organisaties.add(office)
    given = filled(people)
    page = text(post(hart, NEW, **given))
    assert "hebben dezelfde werkgever." in page
    assert page.count("zijn zij opdrachtgever en opdrachtnemer?") == 2
    assert not Toernee.objects.exists()
    seen = page.split('name="gezien" value="')[1].split('"')[0]
    assert post(hart, NEW, **given, gezien=seen).status_code == 302
    assert Toernee.objects.count() == 1


def test_replacing_asks_which_samenwerking_while_the_visit_is_to_come(hart: Client) -> None:
    toernee = a_planned_toernee()
    old, user = deelnemers_of(toernee)[2], UserFactory()
    path = f"/coordinatie/toernees/{toernee.code}/mensen/{old.pk}/vervangen/"
    assert "De vervanger laat daarom een eigen samenwerking zien." in text(hart.get(path))
    assert "is nog geen regisseur" in text(post(hart, path, wie=user.email))
    one, other = (SamenwerkingFactory(owner=user) for _ in range(2))
    page = text(post(hart, path, wie=user.email))
    assert one.name in page
    page = text(post(hart, path, wie=user.email, toont=str(other.pk)))
    assert "Van deze toernee kennen we geen vaste regels." in page
    assert post(hart, path, wie=user.email, toont=str(other.pk), gezien=str(user.pk)).status_code == 302
    assert Bezoek.objects.get(host__user=user).host.samenwerking == other
    assert hart.get(path).status_code == 404  # she is not in it any more
    assert browser(old.user).get(f"/toernees/{toernee.code}/").status_code == 404


def test_every_page_about_people_acts_and_leads_back(hart: Client) -> None:
    toernee = a_planned_toernee()
    people, guide = deelnemers_of(toernee), UserFactory()
    kept = f"/coordinatie/toernees/{toernee.code}/"
    back = f"{kept}mensen/"
    visit = bezoeken_of(toernee)[1]
    steps: list[tuple[str, dict[str, Any]]] = [
        (f"{kept}begeleiders/nieuw/", {"wie": guide.email}),
        (f"{kept}mensen/{people[1].pk}/contactpersoon/", {}),
        (f"{kept}mensen/{people[3].pk}/vrijstellen/", {"waarvan": str(visit.pk)}),
        (f"{kept}mensen/{people[3].pk}/vrijstellen/", {"waarvan": "achter"}),
        (f"{kept}mensen/{people[4].pk}/verwijderen/", {}),
    ]
    for path, data in steps:
        assert hart.get(path).status_code == 200
        assert post(hart, path, **data).headers["Location"] == back
    place = Lidmaatschap.objects.get(kring=toernee.kring, user=guide)
    assert post(hart, f"{kept}begeleiders/{place.pk}/verwijderen/").headers["Location"] == back
    assert Lidmaatschap.objects.filter(kring=toernee.kring, until_at=None).count() == 4
    leads = Lidmaatschap.objects.get(kring=toernee.kring, role="TREKKER", until_at=None)
    assert leads.user == people[1].user
    assert "Schrijf in een zin" in text(post(hart, f"{kept}afblazen/", reason=""))
    assert post(hart, f"{kept}afblazen/", reason="Te weinig tijd.").status_code == 302
    toernee.refresh_from_db()
    assert toernee.status == ToerneeStatus.AFGEBLAZEN
    assert hart.get(f"{kept}afronden/").status_code == 404
    assert "Deze toernee gaat niet verder." in text(browser(people[0].user).get(f"/toernees/{toernee.code}/"))


def test_the_contactpersoon_plans_a_talk_and_another_takes_the_part() -> None:
    toernee = a_toernee()
    lead, other = deelnemers_of(toernee)[:2]
    path = f"/toernees/{toernee.code}/"
    assert "Plan een gesprek" in text(browser(lead.user).get(path))
    talk = {"title": "Kick-off", "date": "9-3-2027", "starts": "9.30", "ends": "11.00", "place_name": "Zwolle",
            "version": "0"}  # fmt: skip
    assert post(browser(lead.user), f"{path}gesprekken/nieuw/", **talk).status_code == 302
    assert "Kick-off" in text(browser(other.user).get(path))
    assert browser(other.user).get(f"{path}gesprekken/nieuw/").status_code == 404
    assert browser(other.user).get(f"{path}contactpersoon/").status_code == 404
    post(browser(lead.user), f"{path}stoppen/")
    assert "Ik word contactpersoon" in text(browser(other.user).get(path))
    assert post(browser(other.user), f"{path}contactpersoon/").status_code == 302
    assert Lidmaatschap.objects.get(kring=toernee.kring, user=other.user).role == "TREKKER"


def test_they_stand_on_mijn_omgeving_and_in_ones_own_data() -> None:
    toernee = a_planned_toernee()
    own = deelnemers_of(toernee)[0]
    page = text(browser(own.user).get("/mijn/"))
    assert f"/toernees/{toernee.code}/" in page
    assert f"/toernees/{toernee.code}/" in text(browser(own.user).get("/intervisie/"))

    found = own_data(own.user)
    assert [row["kring"] for row in found["community.lidmaatschap"]] == [toernee.kring.name]
    assert len(found["intervisie.bezoek"]) + len(found["intervisie.bezoekrol"]) == 5
    assert len(found["intervisie.toerneestap"]) == own.stappen.count() > 0


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_many(number: int, django_assert_num_queries: Any) -> None:
    user = UserFactory()
    one = a_toernee(user, *[UserFactory() for _ in range(3)])
    for copy in range(number - 1):
        kring = Kring.objects.create(kind="TOERNEE", name=f"Toernee {copy}")
        Lidmaatschap.objects.create(kring=kring, user=user, from_at=NOW - timedelta(days=1))
        Toernee.objects.create(
            kring=kring, data_key_id=uuid4(), protocolversie=one.protocolversie, from_date=one.from_date,
            until_date=one.until_date, made_at=NOW,
        )  # fmt: skip
    client = browser(user)
    client.get("/toernees/")
    with django_assert_num_queries(8):
        client.get("/toernees/")


@pytest.mark.parametrize("number", [4, 6])
def test_the_page_costs_the_same_for_four_and_six(number: int, django_assert_num_queries: Any) -> None:
    toernee = a_planned_toernee(number=number)
    client = browser(deelnemers_of(toernee)[0].user)
    path = f"/toernees/{toernee.code}/"
    client.get(path)
    with django_assert_num_queries(15):
        client.get(path)
