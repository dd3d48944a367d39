"""Rounds of intervisie: made, changed, opened, closed, blown off; by the coördinerend hart and nobody else."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.access import DeniedError
from community.actions.errors import StaleSaveError
from community.models import Bericht, User
from intervisie.access.matching import invitable_people, is_for, open_rondes
from intervisie.actions.matchrondes import RondeOverError, cancel_ronde, close_ronde, open_ronde
from intervisie.models import ErvaringWens, Matchronde, RondeStatus, Rondeuitnodiging
from intervisie.queries.matchrondes import USUAL_WEIGHTS, can_divide, weights_of
from tests.factories import UserFactory
from tests.factories.intervisie import a_ronde, an_aanmelding, an_uitnodiging
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.intervisie.matchwork import COORDINATIE, RONDE, a_coordinator, client_of, errors, send_ronde

pytestmark = pytest.mark.django_db
BESIDE = ("", "bewerken/", "openen/", "sluiten/", "afblazen/")


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hart() -> Client:
    """Return the browser of a coördinator."""
    return a_coordinator()


def in_utrecht(**fields: Any) -> User:
    """Return a member who works in Utrecht."""
    user: User = UserFactory(**fields)
    user.profiel.provincies = ["UTRECHT"]
    user.profiel.save()
    return user


def test_a_round_begins_as_a_concept_that_nobody_knows(hart: Client) -> None:
    answer = send_ronde(hart)
    ronde = Matchronde.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{COORDINATIE}{ronde.code}/")
    assert (ronde.status, ronde.provincies, ronde.closes_date, ronde.size_target, ronde.rhythm_weeks) == (
        RondeStatus.CONCEPT, ["UTRECHT"], date(2027, 2, 12), 6, 8,
    )  # fmt: skip
    member = in_utrecht()
    assert list(open_rondes(member, NOW)) == []
    assert client_of(member).get(f"/intervisie/aanmelden/{ronde.code}/").status_code == 404
    assert not Bericht.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Geef de ronde een naam."),
        ({"name": "!!!"}, "Geef de ronde een naam met letters, bijvoorbeeld: Intervisie voorjaar 2027."),
        ({"closes_date": "17 januari 2027"}, "Kies een dag vanaf vandaag."),
        ({"closes_date": "31 februari 2027"}, "Schrijf de datum zo: 9 februari 2027 of 09-02-2027."),
        ({"closes_date": "1-1-2030", "from_date": "2-1-2030", "until_date": "3-1-2031"},
         "Kies een dag binnen twee jaar."),
        ({"from_date": "12 februari 2027"}, "Kies een dag na de laatste dag om aan te melden."),
        ({"until_date": "1 maart 2027"}, "Kies een dag na het begin van de groepen."),
        ({"until_date": "1 maart 2031"}, "Kies een periode van ten hoogste drie jaar."),
        ({"size_min": "2"}, "Kies een heel getal van 3 tot en met 12."),
        ({"size_max": "13"}, "Kies een heel getal van 3 tot en met 12."),
        ({"size_min": "9"}, "De grootste groep is kleiner dan de kleinste. Kies een hoger getal."),
        ({"size_target": "4"}, "Kies een getal van 5 tot en met 8, zoals de groepen hierboven."),
        ({"size_target": "zes"}, "Kies een heel getal van 3 tot en met 12."),
        ({"min_common_slots": "11"}, "Kies een heel getal van 1 tot en met 10."),
        ({"evaluate_after": "0"}, "Kies een heel getal van 1 tot en met 20."),
        ({"provincies": ["ATLANTIS"]}, "Kies een van de mogelijkheden in de lijst."),
        ({"weegt_thema": "0.7"}, "Kies een van de mogelijkheden in de lijst."),
        ({f"weegt_{goal}": "NIET" for goal in USUAL_WEIGHTS if goal != "senioriteit"} | {"experience": "GEEN"},
         "Kies ten minste één doel dat meetelt."),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_at_its_field(hart: Client, changes: dict[str, Any], sentence: str) -> None:
    answer = send_ronde(hart, **changes)
    assert answer.status_code == 200
    assert sentence in errors(answer)
    assert str(changes.get("name", RONDE["name"])) in answer.content.decode()  # nothing typed is lost
    assert not Matchronde.objects.exists()


def test_opening_tells_every_active_member_of_the_region_once(hart: Client) -> None:
    here, anywhere = in_utrecht(), UserFactory()
    elsewhere, gone = UserFactory(), in_utrecht(is_active=False)
    elsewhere.profiel.provincies = ["ZEELAND"]
    elsewhere.profiel.save()
    send_ronde(hart)
    ronde = Matchronde.objects.get()
    page = hart.get(f"{COORDINATIE}{ronde.code}/openen/").content.decode()
    expected = set(invitable_people(ronde, NOW))
    assert f"{len(expected)} leden krijgen een uitnodiging." in page
    for _ in range(2):
        hart.post(f"{COORDINATIE}{ronde.code}/openen/", {"version": "1"})
    ronde.refresh_from_db()
    told = {row.user for row in Rondeuitnodiging.objects.select_related("user")}
    assert (ronde.status, ronde.opened_at) == (RondeStatus.OPEN, NOW)
    assert told == expected
    assert {here, anywhere} <= told
    assert not {elsewhere, gone} & told
    assert {row.recipient_id for row in Bericht.objects.filter(kind="N55", moment="open")} == {user.pk for user in told}


def test_region_and_form_stand_once_it_is_open(hart: Client) -> None:
    ronde = a_ronde(provincies=["UTRECHT"], form="ONLINE")
    send_ronde(hart, f"{ronde.code}/bewerken/", provincies=["ZEELAND"], form="FYSIEK", size_max="9", version="1")
    ronde.refresh_from_db()
    assert (ronde.provincies, ronde.form, ronde.size_max) == (["UTRECHT"], "ONLINE", 9)


def test_other_days_are_told_to_who_registered_and_only_the_last_ones(hart: Client) -> None:
    ronde = a_ronde()
    row, _other = an_aanmelding(ronde), an_aanmelding(ronde, withdrawn_at=NOW)
    for version, day in (("1", "15 februari 2027"), ("2", "16 februari 2027")):
        send_ronde(hart, f"{ronde.code}/bewerken/", closes_date=day, version=version)
    found = Bericht.objects.filter(kind="N202").order_by("pk")
    assert {bericht.recipient_id for bericht in found} == {row.user_id}
    assert sorted(bericht.status for bericht in found) == ["GEPLAND", "VERVALLEN"]
    send_ronde(hart, f"{ronde.code}/bewerken/", closes_date="16 februari 2027", name="Anders", version="3")
    assert Bericht.objects.filter(kind="N202").count() == 2


def test_two_coordinatoren_see_both_versions(hart: Client) -> None:
    ronde = a_ronde(name="Eerst")
    send_ronde(hart, f"{ronde.code}/bewerken/", name="Toen dit", version="1")
    answer = send_ronde(a_coordinator(), f"{ronde.code}/bewerken/", name="En nu dat", version="1")
    page = answer.content.decode()
    assert [words in page for words in ("Toen dit", "En nu dat", 'name="version" value="2"')] == [True] * 3
    ronde.refresh_from_db()
    assert ronde.name == "Toen dit"


def test_a_closed_round_opens_again_with_a_later_day(hart: Client) -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN, closes_date=date(2027, 1, 15))
    send_ronde(hart, f"{ronde.code}/bewerken/", closes_date="15 januari 2027", size_max="9", version="1")
    ronde.refresh_from_db()
    assert ronde.status == RondeStatus.GESLOTEN
    send_ronde(hart, f"{ronde.code}/bewerken/", closes_date="1 februari 2027", version="2")
    ronde.refresh_from_db()
    assert (ronde.status, ronde.closed_at) == (RondeStatus.OPEN, None)


def test_closing_by_hand_takes_back_what_was_not_sent(hart: Client) -> None:
    ronde, coordinator = a_ronde(status=RondeStatus.CONCEPT), UserFactory(coordinator=True)
    open_ronde(actor=coordinator, ronde=ronde, version=1, now=NOW)
    hart.post(f"{COORDINATIE}{ronde.code}/sluiten/")
    ronde.refresh_from_db()
    assert (ronde.status, ronde.closed_at) == (RondeStatus.GESLOTEN, NOW)
    assert set(Bericht.objects.filter(kind="N55").values_list("status", flat=True)) == {"VERVALLEN"}
    with pytest.raises(RondeOverError):
        close_ronde(actor=coordinator, ronde=ronde, now=NOW)


def test_blowing_off_tells_who_registered_in_her_words(hart: Client) -> None:
    ronde = a_ronde()
    row, _gone = an_aanmelding(ronde), an_aanmelding(ronde, withdrawn_at=NOW)
    an_uitnodiging(ronde, UserFactory())
    answer = hart.post(f"{COORDINATIE}{ronde.code}/afblazen/", {"reason": ""})
    assert errors(answer) == ["Schrijf in een zin waarom het niet doorgaat."]
    hart.post(f"{COORDINATIE}{ronde.code}/afblazen/", {"reason": "Te weinig begeleiders."})
    ronde.refresh_from_db()
    assert (ronde.status, ronde.decided_at, ronde.cancel_reason) == (
        RondeStatus.AFGEBLAZEN, NOW, "Te weinig begeleiders.",
    )  # fmt: skip
    assert list(Bericht.objects.values_list("kind", "recipient")) == [("N201", row.user_id)]
    assert "Te weinig begeleiders." in client_of(row.user).get(f"/intervisie/aanmelden/{ronde.code}/").content.decode()
    assert hart.get(f"{COORDINATIE}{ronde.code}/bewerken/").status_code == 404


def test_a_concept_is_thrown_away(hart: Client) -> None:
    ronde = a_ronde(status=RondeStatus.CONCEPT)
    hart.post(f"{COORDINATIE}{ronde.code}/afblazen/")
    assert (Matchronde.objects.exists(), Bericht.objects.exists()) == (False, False)


def test_opening_waits_for_a_day_that_can_still_come_and_for_the_newest_version(hart: Client) -> None:
    coordinator = UserFactory(coordinator=True)
    late = a_ronde(status=RondeStatus.CONCEPT, closes_date=date(2027, 1, 17))
    answer = hart.post(f"{COORDINATIE}{late.code}/openen/", {"version": "1"}, follow=True)
    assert "Kies eerst een latere dag." in answer.content.decode()
    changed = a_ronde(status=RondeStatus.CONCEPT, version=2)
    with pytest.raises(StaleSaveError):
        open_ronde(actor=coordinator, ronde=changed, version=1, now=NOW)
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("tail", BESIDE)
def test_nobody_else_finds_the_pages(tail: str) -> None:
    ronde = a_ronde()
    row = an_aanmelding(ronde)
    for user in (row.user, with_second_factor(UserFactory(trainer=True)), UserFactory()):
        client = client_of(user)
        path = f"{COORDINATIE}{ronde.code}/{tail}"
        assert [client.get(path).status_code, client.get(COORDINATIE).status_code] == [404, 404]
        if tail:
            assert client.post(path, RONDE | {"reason": "x"}).status_code == 404
    with pytest.raises(DeniedError):
        cancel_ronde(actor=row.user, ronde=ronde, reason="x", now=NOW)
    ronde.refresh_from_db()
    assert ronde.status == RondeStatus.OPEN


def test_the_page_says_how_many_are_missing_and_never_whom_they_name(hart: Client) -> None:
    ronde = a_ronde()
    wished, refused, boss = (UserFactory(achternaam=name) for name in ("Gewenst", "Geweigerd", "Baas"))
    for _ in range(4):
        an_aanmelding(ronde, wants=[wished], niet_met=[refused], lijn=[boss], place="Gouda", slots=[0, 3])
    page = hart.get(f"{COORDINATIE}{ronde.code}/").content.decode()
    assert "Nog te weinig aanmeldingen voor een groep (4 van 5)." in page
    assert [words in page for words in ("Gewenst", "Geweigerd", "Baas")] == [False] * 3
    assert [words in page for words in ("Zuid-Holland", "maandag ochtend, dinsdag middag")] == [True] * 2


def test_numbers_that_fit_in_no_sizes_are_told(hart: Client) -> None:
    ronde = a_ronde(size_max=6)
    for _ in range(9):
        an_aanmelding(ronde)
    page = hart.get(f"{COORDINATIE}{ronde.code}/").content.decode()
    assert "9 mensen passen niet precies in groepen van 5 tot 6. Pas de groottes aan." in page
    assert [number for number in range(1, 25) if not can_divide(number, 5, 6)] == [1, 2, 3, 4, 7, 8, 9, 13, 14, 19]


def test_what_a_person_hides_stays_hidden_for_the_coordinator_too(hart: Client) -> None:
    ronde = a_ronde()
    user = in_utrecht()
    user.profiel.provincies_visible_to = "ALLEEN_IK"
    user.profiel.save()
    an_aanmelding(ronde, user)
    page = hart.get(f"{COORDINATIE}{ronde.code}/").context["page"]
    assert [regel.provincies for regel in page.regels] == [()]
    assert [(tally.label, tally.number) for tally in page.provincies] == [("Niet bekend", 1)]


def test_weights_are_words_and_experience_decides_about_seniority() -> None:
    assert weights_of(Matchronde(weights={})) == USUAL_WEIGHTS
    found = weights_of(Matchronde(weights={"thema": "ZWAAR", "reis": "NIET"}, experience=ErvaringWens.GELIJK))
    assert found == USUAL_WEIGHTS | {"thema": 0.44, "reis": 0.0, "senioriteit": 0.0}


@pytest.mark.parametrize(
    ("round_of", "works_in", "expected"),
    [([], [], True), ([], ["UTRECHT"], True), (["UTRECHT"], [], True), (["UTRECHT"], ["UTRECHT", "ZEELAND"], True),
     (["UTRECHT"], ["ZEELAND"], False)],
)  # fmt: skip
def test_for_whom_a_round_is(round_of: list[str], works_in: list[str], expected: bool) -> None:
    ronde, user = a_ronde(provincies=round_of), UserFactory()
    user.profiel.provincies = works_in
    user.profiel.save()
    assert is_for(ronde, works_in) is expected
    assert open_rondes(user, NOW).exists() is expected
    assert invitable_people(ronde, NOW).filter(pk=user.pk).exists() is expected


def test_the_page_costs_the_same_for_one_and_for_thirty(hart: Client) -> None:
    ronde = a_ronde()
    counts = []
    for number in (1, 29):
        for _ in range(number):
            an_aanmelding(ronde, place="Gouda", niet_met=[UserFactory()])
        a_ronde(name=f"Ronde {number}")
        for path in (f"{COORDINATIE}{ronde.code}/", COORDINATIE):
            hart.get(path)
            with CaptureQueriesContext(connection) as queries:
                hart.get(path)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert counts[:2] == [15, 5]


def test_the_cockpit_says_what_waits_for_groups(hart: Client) -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN, closes_date=date(2027, 1, 15), from_date=NOW.date() + timedelta(40))
    for _ in range(3):
        an_aanmelding(ronde)
    assert "3 aanmeldingen om in te delen" in hart.get("/coordinatie/").content.decode()
