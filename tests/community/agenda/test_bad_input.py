"""What people and machines send that cannot be right: a clear Dutch sentence, nothing stored, nothing typed lost (T10,
T40)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.models import Bijeenkomst, Deelname, User
from tests.community.agenda.cast import a_group, group_meeting
from tests.factories import BijeenkomstFactory, DeelnameFactory, KringFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

DATE = "Schrijf de datum zo: 9 februari 2027 of 09-02-2027."
TIME = "Schrijf de tijd zo: 13.30 of 13:30."
PLACES = "Schrijf het aantal in cijfers, van 1 tot en met 5.000. Laat het leeg als iedereen past."
LINK = "Plak de hele link, vanaf https://."
CHOOSE = "Kies een van de mogelijkheden in de lijst."
GOOD = {
    "kind": "ONTMOETING", "audience": "LEDEN", "title": "Ontmoeting in het veld", "date": "9 februari 2027",
    "starts": "13.30", "ends": "16.30", "version": "0",
}  # fmt: skip


@pytest.fixture
def planner() -> User:
    return UserFactory(coordinator=True)


@pytest.fixture
def client(planner: User) -> Client:
    return browser_of(planner)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "Geef de bijeenkomst een titel."),
    ({"title": " \t\r\n "}, "Geef de bijeenkomst een titel."),
    ({"title": "\u202e\u2066"}, "Geef de bijeenkomst een titel."),
    ({"title": "x" * 121}, "120"),
    ({"title": "x\x00y"}, "Er staat een teken in dat we niet kunnen bewaren."),
    ({"description": "x" * 4001}, "4000"),
    ({"description": "x" * 1_000_000}, "4000"),
    ({"kind": ""}, "Kies wat voor bijeenkomst het is."),
    ({"kind": "LEERGROEP"}, CHOOSE),
    ({"kind": "ontmoeting"}, CHOOSE),
    ({"audience": ""}, "Kies voor wie de bijeenkomst is."),
    ({"audience": "IEDEREEN"}, CHOOSE),
    ({"audience": "KRING"}, "Kies de groep voor wie de bijeenkomst is."),
    ({"audience": "KRING", "kring": "0"}, CHOOSE),
    ({"audience": "KRING", "kring": "\x00"}, CHOOSE),
    ({"date": ""}, "Vul een datum in."),
    ({"date": "31 februari 2027"}, DATE),
    ({"date": "29-02-2027"}, DATE),
    ({"date": "9-13-2027"}, DATE),
    ({"date": "0-1-2027"}, DATE),
    ({"date": "9 fébruari 2027"}, DATE),
    ({"date": "9-2-27"}, DATE),
    ({"date": "morgen"}, DATE),
    ({"date": "٩-٢-٢٠٢٧"}, DATE),
    ({"date": "9 februari 2027\x00"}, DATE),
    ({"date": "9" * 5000}, DATE),
    ({"date": "9-2-0000"}, DATE),
    ({"date": "17-1-2027"}, "Kies een datum na vandaag."),
    ({"date": "9-2-0001"}, "Kies een datum na vandaag."),
    ({"date": "31-12-9999"}, "Kies een datum binnen vijf jaar."),
    ({"date": "9-2-2033"}, "Kies een datum binnen vijf jaar."),
    ({"starts": "25.00"}, TIME),
    ({"starts": "13.60"}, TIME),
    ({"starts": "half twee"}, TIME),
    ({"starts": "13.3"}, TIME),
    ({"starts": "-1"}, TIME),
    ({"starts": "١٣"}, TIME),
    ({"starts": "1" * 500}, TIME),
    ({"starts": "13\x00"}, TIME),
    ({"starts": "", "ends": ""}, "Kies een dagdeel, of vul in hoe laat het begint."),
    ({"ends": ""}, "Vul in hoe laat het eindigt, of kies een dagdeel."),
    ({"ends": "13.30"}, "Kies een einde dat later is dan het begin."),
    ({"ends": "12"}, "Kies een einde dat later is dan het begin."),
    ({"last_date": "8 februari 2027"}, "Kies een einde dat later is dan het begin."),
    ({"last_date": "9 maart 2027"}, "Een bijeenkomst duurt ten hoogste 14 dagen."),
    ({"date": "28-03-2027", "starts": "2.30", "ends": "5"}, "Op 28 maart 2027 bestaat 2.30 uur niet"),
    ({"date": "28-03-2027", "starts": "1", "ends": "2.30"}, "Op 28 maart 2027 bestaat 2.30 uur niet"),
    ({"dagdelen": "NACHT"}, CHOOSE),
    ({"dagdelen": ["OCHTEND", "\x00"]}, CHOOSE),
    ({"provincie": "VLAANDEREN"}, CHOOSE),
    ({"capacity": "0"}, PLACES),
    ({"capacity": "-1"}, PLACES),
    ({"capacity": "99999"}, PLACES),
    ({"capacity": "1e3"}, PLACES),
    ({"capacity": "12,5"}, PLACES),
    ({"capacity": "NaN"}, PLACES),
    ({"capacity": "9" * 400}, PLACES),
    ({"capacity": "tien"}, PLACES),
    ({"online_url": "javascript:alert(1)"}, LINK),
    ({"online_url": "data:text/html,<script>"}, LINK),
    ({"online_url": "ftp://voorbeeld.example/"}, LINK),
    ({"online_url": "https://"}, LINK),
    ({"online_url": "https://voorbeeld.example/\r\nSet-Cookie: x"}, LINK),
    ({"online_url": "https://voorbeeld.example/" + "x" * 500}, "Deze link is te lang."),
    ({"version": ""}, "Deze pagina is te oud."),
    ({"version": "x"}, "Deze pagina is te oud."),
]


@pytest.mark.parametrize(("fields", "sentence"), BAD, ids=range(len(BAD)))
def test_a_form_that_cannot_be_right_is_told_in_words(client: Client, fields: dict[str, Any], sentence: str) -> None:
    sent = {**GOOD, "description": "Dit heb ik met moeite getypt.", **fields}
    response = client.post(reverse("bijeenkomst-nieuw"), sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page.replace("&#x27;", "'")
    assert "description" in fields or "Dit heb ik met moeite getypt." in page
    assert not Bijeenkomst.objects.exists()


def test_a_good_form_is_stored_in_the_words_it_was_typed_in(client: Client) -> None:
    """The table above would also pass when nothing ever got through."""
    response = client.post(reverse("bijeenkomst-nieuw"), {**GOOD, "title": "Water\r\nen  land", "capacity": "12"})
    meeting = Bijeenkomst.objects.get()
    assert response["Location"] == f"/agenda/{meeting.code}/"
    assert (meeting.title, meeting.capacity, meeting.status) == ("Water en land", 12, "GEPLAND")
    assert meeting.starts_at.isoformat() == "2027-02-09T12:30:00+00:00"


@pytest.mark.parametrize("written", ["9-2-2027", "09-02-2027", "9 februari 2027", "9 FEB 2027", "2027-02-09"])
@pytest.mark.parametrize("clock", ["13.30", "13:30", "13.30 uur"])
def test_days_and_times_are_read_as_people_write_them(client: Client, written: str, clock: str) -> None:
    client.post(reverse("bijeenkomst-nieuw"), {**GOOD, "date": written, "starts": clock})
    assert Bijeenkomst.objects.get().starts_at.isoformat() == "2027-02-09T12:30:00+00:00"


def test_a_chosen_part_of_the_day_fills_the_times(client: Client) -> None:
    sent = {**GOOD, "starts": "", "ends": "", "dagdelen": ["OCHTEND", "MIDDAG"]}
    client.post(reverse("bijeenkomst-nieuw"), sent)
    meeting = Bijeenkomst.objects.get()
    assert (f"{meeting.starts_at:%H:%M}", f"{meeting.ends_at:%H:%M}") == ("08:00", "15:30")


def test_only_what_the_form_asks_can_be_set(client: Client, planner: User) -> None:
    """T10: every field of the table is sent along, and those of others too."""
    extra = {field.name: "1" for field in Bijeenkomst._meta.fields if field.name not in {*GOOD, "description"}}
    extra |= {"status": "GEANNULEERD", "organiser": str(UserFactory().pk), "checkin_code": "aaaaaaaa", "code": "hack",
              "sequence": "99", "schedule_version": "99", "place_name": "Gouda", "address": "", "provincie": "",
              "online_url": "", "capacity": "", "kring": "", "is_staff": "1", "editie": "1", "pk": "1"}  # fmt: skip
    client.post(reverse("bijeenkomst-nieuw"), {**extra, **GOOD})
    meeting = Bijeenkomst.objects.get()
    assert (meeting.status, meeting.organiser, meeting.sequence, meeting.schedule_version, meeting.version) == (
        "GEPLAND", planner, 0, 1, 2,  # written, then made known
    )  # fmt: skip
    assert (meeting.checkin_code == "aaaaaaaa", meeting.code == "hack") == (False, False)


def test_who_plans_for_a_group_cannot_make_it_public() -> None:
    """T10."""
    kring, leader, _members = a_group()
    path = reverse("leergroep-bijeenkomst-nieuw", args=[kring.leergroep.slug])
    sent = {**GOOD, "audience": "OPENBAAR", "kind": "WEBINAR", "kring": str(KringFactory().pk)}
    browser_of(leader, with_factor=False).post(path, sent)
    meeting = Bijeenkomst.objects.get()
    assert (meeting.audience, meeting.kind, meeting.kring) == ("KRING", "LEERGROEP", kring)


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=" + "x" * 5000, "q=%27%3B--", "q=%25%25", "q=%5C", "q=%F0%9F%92%A9", "q=%ED%A0%80", "q=%E2%80%AE",
        "soort=X", "soort=%00", "provincie=X&provincie=GELDERLAND", "welke=iedereen", "welke[]=mijn", "eerder=2",
        "page=0", "page=-1", "page=99999999999999999999", "page=x", "page=%00", "onbekend=1", "q=a&q=b", "%00=%00",
    ],
)  # fmt: skip
def test_no_question_in_the_address_breaks_the_agenda(client: Client, query: str) -> None:
    BijeenkomstFactory(audience="OPENBAAR")
    for each in (client, Client()):
        for path in (reverse("agenda"), reverse("agenda-maand", args=[2027, 2])):
            assert each.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize(
    "month", ["2027/0", "2027/13", "0/1", "9999/12", "2019/12", "2101/1", "99999999999999999999/1", "2027/02x", "-1/1"]
)
def test_a_month_that_does_not_exist_is_no_page(client: Client, month: str) -> None:
    assert client.get(f"/agenda/{month}/").status_code == 404


@pytest.mark.parametrize(
    "value",
    ["", "x", "AANGEMELD", ".", "AANGEMELD.", "AANGEMELD.AANWEZIG.AFWEZIG", "AANGEMELD.WACHTLIJST", "x.AANWEZIG",
     "AANGEMELD.AFGEMELD", "\x00", "AANGEMELD.AANWEZIG\x00", "x" * 10_000],
)  # fmt: skip
def test_an_attendance_list_takes_its_own_choices_only(client: Client, value: str) -> None:
    place = DeelnameFactory(bijeenkomst__starts_at=NOW)
    path = reverse("bijeenkomst-presentie", args=[place.bijeenkomst.code])
    response = client.post(path, {f"p_{place.pk.hex}": value, "p_x": "y", f"p_{place.user_id}": "z"}, follow=True)
    assert response.status_code == 200
    assert Deelname.objects.get().status == "AANGEMELD"


CODE_EMPTY, CODE_WRONG = "Vul de code in die bij de deur hangt.", "Deze code klopt niet."


@pytest.mark.parametrize(("code", "sentence"), [
    ("", CODE_EMPTY), ("\u202e", CODE_EMPTY), ("\x00", "Er staat een teken in dat we niet kunnen bewaren."),
    ("x" * 5000, "Maak deze tekst korter"), ("é" * 8, CODE_WRONG), ("'; drop table", CODE_WRONG),
    ("k7m2 x9qq", CODE_WRONG),
])  # fmt: skip
def test_a_wrong_code_is_told_in_words(client: Client, code: str, sentence: str) -> None:
    meeting = BijeenkomstFactory(starts_at=NOW, checkin_code="k7m2x9qd")
    path = reverse("bijeenkomst-inchecken", args=[meeting.code])
    page = client.post(path, {"code": code}, follow=True).content.decode()
    assert sentence in page
    assert not Deelname.objects.exists()


def test_codes_cannot_be_guessed(client: Client, planner: User) -> None:
    """Ten wrong ones in five minutes; then even the right one waits."""
    meeting = BijeenkomstFactory(starts_at=NOW, checkin_code="k7m2x9qd")
    path = reverse("bijeenkomst-inchecken", args=[meeting.code])
    for number in range(10):
        client.post(path, {"code": f"bbbbbbb{number}"})
    page = client.post(path, {"code": "k7m2x9qd"}, follow=True).content.decode()
    assert "Je hebt te vaak een andere code geprobeerd. Probeer het over 5 minuten opnieuw." in page
    assert not Deelname.objects.exists()
    # Somebody else in the same room is not held up by it.
    browser_of(UserFactory(), with_factor=False).post(path, {"code": "k7m2x9qd"})
    assert Deelname.objects.get().status == "AANWEZIG"


def test_an_empty_reason_is_asked_for(client: Client) -> None:
    meeting = BijeenkomstFactory()
    page = client.post(reverse("bijeenkomst-afzeggen", args=[meeting.code]), {"reason": " "}).content.decode()
    assert "Schrijf in één zin waarom het niet doorgaat." in page
    assert Bijeenkomst.objects.get().status == "GEPLAND"


def test_what_is_typed_is_text_and_never_a_page() -> None:
    kring, leader, _members = a_group()
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    meeting = group_meeting(kring, title=evil, description=f"{evil}\njavascript:alert(1)", place_name=evil)
    client = browser_of(leader, with_factor=False)
    for name in ("bijeenkomst", "bijeenkomst-bewerken", "bijeenkomst-presentie", "bijeenkomst-presentie-afdrukken"):
        page = client.get(reverse(name, args=[meeting.code])).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
