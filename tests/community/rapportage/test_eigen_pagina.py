"""What a person reads of how she counts: her own rows, live and frozen, and nobody else's."""

import re
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.cards.rapportage import before_freezing
from community.models import DeelnameStatus, Dienstverband, PartnerschapStatus, User
from community.rapportage.eigen import counted
from community.rapportage.komend import coming
from community.workdays import at_local
from tests.community.rapportage.wereld import BEGINS, Partner, a_partner, present
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.partners import a_partnerschap, a_rapport
from tests.own_data import own_data

pytestmark = pytest.mark.django_db
PAGE, ABOUT, NAME = "/mijn/rapportage/", "/mijn/rapportage/uitleg/", "/mijn/rapportage/naam/"


def page_of(user: User, path: str = PAGE) -> str:
    """Return the text of a page as this person reads it, without its tags."""
    html = browser_of(user, with_factor=False).get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).split())


def rows(user: User, now: datetime) -> list[tuple[str, str, int, int, str, str]]:
    """Return all that is said of reports to come."""
    return [
        (one.kwartaal.label, row.naam, row.present, row.absent, row.time, row.provincies)
        for one in coming(user, now)
        for row in one.regels
    ]


@pytest.fixture
def partner() -> Partner:
    return a_partner(people=30, there=14)


def test_who_works_at_no_partner_reads_a_calm_sentence() -> None:
    text = page_of(UserFactory())
    assert "Je werkt nu niet bij een partner. Er staat niets van jou in een rapport." in text
    assert "Je naam" not in text


def test_the_row_to_come_is_hers_and_becomes_the_row_that_is_counted(partner: Partner) -> None:
    anna = partner.people[0]
    present([anna], partner.organisatie, date(2026, 12, 8), status=DeelnameStatus.AFWEZIG)
    present([anna], partner.organisatie, date(2026, 12, 9), provincie="")
    before = datetime(2027, 1, 4, 9, tzinfo=NOW.tzinfo)
    assert rows(anna, before) == [
        ("2026K4", "Leergroepen", 1, 0, "2 uur", "Utrecht"),
        ("2026K4", "Ontmoetingen en webinars", 2, 1, "4 uur", "Utrecht en online of zonder provincie"),
    ]
    late = coming(anna, before)[1]
    assert (late.freezes_on, late.last_day, late.is_over) == (date(2027, 1, 8), date(2027, 1, 7), True)
    partner.freeze(now=before)
    assert rows(anna, before) == []
    [frozen] = counted(anna, before)
    lines = [(line.kwartaal, line.wat, line.eigen, line.gezien) for line in frozen.regels]
    assert lines[:3] == [
        ("4e kwartaal 2026", "Bereikt, bij wat dan ook", "6 uur", "19–25 mensen"),
        ("4e kwartaal 2026", "Leergroepen", "2 uur, 1 keer aanwezig", lines[1][3]),
        ("4e kwartaal 2026", "Ontmoetingen en webinars", "4 uur, 2 keer aanwezig, 1 keer afwezig", lines[2][3]),
    ]
    assert {line[1] for line in lines[3:]} >= {"Utrecht", "Online of zonder provincie"}
    assert lines[-1][0] == "Hele periode"


def test_her_page_holds_no_figure_and_no_name_of_anybody_else(partner: Partner) -> None:
    """Everything in numbers on it is her own, a class, a day or a quarter."""
    anna, other = partner.people[0], partner.people[1]
    for day in (3, 4, 5, 6, 7, 8, 9):
        present([other], partner.organisatie, date(2026, 12, day), provincie="ZEELAND")
    partner.freeze()
    text = page_of(anna)
    assert [user.naam for user in partner.people[1:] if user.naam in text] == []
    assert "Zeeland" not in text
    numbers = re.sub(r"\d+–\d+ mensen|\d+ tot \d+ uur|\d+ tot \d+%|\d+% of meer|\de kwartaal \d{4}"
                     r"|\d+ [a-z]+ 20\d\d|Meanders \d+", "", text[: text.index("Een vastgesteld rapport")])  # fmt: skip
    assert sorted(set(re.findall(r"\d+ \w+", numbers))) == ["1 keer", "2 uur", "4 uur"]


def test_the_classes_she_reads_are_the_ones_that_stand_in_the_report(partner: Partner) -> None:
    a_rapport(
        a_partnerschap(OrganisatieFactory(name="Gemeente Elzenbroek")), "2026K4",
        tellingen={partner.people[0]: {"2026K4": {"activiteiten": {"TRAINING": 90, "LEERGROEP": 60},
                                                  "provincies": ["UTRECHT"], "plaatsen": {"TRAINING": [1, 2]}}}},
    )  # fmt: skip
    [frozen] = counted(partner.people[0], NOW)
    assert frozen.title == "Rapport 4e kwartaal 2026 van Gemeente Elzenbroek"
    seen = {(line.kwartaal, line.wat): line.gezien for line in frozen.regels}
    assert seen["4e kwartaal 2026", "Trainingen"] == "5–12 mensen, 4 tot 6 uur per persoon, aanwezigheid 75% of meer"
    assert seen["4e kwartaal 2026", "Leergroepen"] == "niet getoond"
    assert seen["4e kwartaal 2026", "Utrecht"] == "5–12 mensen"
    assert seen["Hele periode", "Bereikt, bij wat dan ook"] == "23–27 mensen"
    assert counted(partner.people[1], NOW) == []


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        (datetime.combine(date(2026, 12, 31), time(23, 30)), "2026K4"),
        (datetime.combine(date(2027, 1, 1), time(0, 0)), "2027K1"),
        (datetime.combine(date(2027, 3, 28), time(3, 30)), "2027K1"),
        (datetime.combine(date(2027, 3, 31), time(23, 59)), "2027K1"),
        (datetime.combine(date(2026, 10, 25), time(2, 30)), "2026K4"),
        (datetime.combine(date(2026, 9, 30), time(23, 59)), None),
    ],
    ids=["new-years-eve", "new-year", "summer-time", "end-of-march", "winter-time", "before-the-partnerschap"],
)
def test_a_meeting_counts_in_the_quarter_of_its_local_day(moment: datetime, quarter: str | None) -> None:
    partnerschap = a_partnerschap(start_date=BEGINS)
    anna = DienstverbandFactory(organisatie=partnerschap.organisatie).user
    present([anna], partnerschap.organisatie, moment.date(), starts=at_local(moment.date(), moment.time()))
    looks = datetime(2027, 1, 4, 9, tzinfo=NOW.tzinfo)
    assert [row[0] for row in rows(anna, looks)] == ([quarter] if quarter else [])
    # The day before the fifth working day it still stands open, the day after it does not.
    after = datetime(2027, 1, 9, 9, tzinfo=NOW.tzinfo)
    assert [row[0] for row in rows(anna, after)] == ([quarter] if quarter == "2027K1" else [])


def test_who_left_still_reads_what_counts_for_where_she_was(partner: Partner) -> None:
    anna = partner.people[0]
    partner.freeze()
    present([anna], partner.organisatie, date(2027, 1, 12))
    Dienstverband.objects.filter(user=anna).update(until_date=date(2027, 1, 13))
    DienstverbandFactory(user=anna, from_date=date(2027, 1, 14))
    assert rows(anna, NOW) == [("2027K1", "Ontmoetingen en webinars", 1, 0, "2 uur", "Utrecht")]
    text = page_of(anna)
    assert f"Rapport 1e kwartaal 2027 van {partner.organisatie.name}" in text
    assert f"Rapport 4e kwartaal 2026 van {partner.organisatie.name}" in text
    assert "Je naam" not in text


def test_what_merged_into_a_partner_counts_there(partner: Partner) -> None:
    old = OrganisatieFactory(merged_into=partner.organisatie, is_active=False)
    person = DienstverbandFactory(organisatie=old).user
    present([person], old, date(2027, 1, 12))
    assert rows(person, NOW) == [("2027K1", "Ontmoetingen en webinars", 1, 0, "2 uur", "Utrecht")]
    assert partner.organisatie.name in page_of(person, NAME)


def test_a_partnerschap_that_is_no_more_asks_nothing(partner: Partner) -> None:
    anna = partner.people[20]
    assert partner.organisatie.name in page_of(anna)
    partner.partnerschap.status, partner.partnerschap.ended_date = PartnerschapStatus.BEEINDIGD, NOW.date()
    partner.partnerschap.save()
    assert "Je werkt nu niet bij een partner." in page_of(anna)
    assert browser_of(anna, with_factor=False).get(NAME).status_code == 404


def test_mijn_omgeving_says_so_in_the_days_before_a_freeze_only(partner: Partner) -> None:
    anna, stranger = partner.people[20], UserFactory()
    for day, is_there in ((1, True), (7, True), (8, False), (18, False)):
        now = datetime(2027, 1, day, 9, tzinfo=NOW.tzinfo)
        with CaptureQueriesContext(connection) as found:
            card = before_freezing(anna, now)
        assert (card is not None, len(found)) == (is_there, 2 if is_there else 0)
        assert before_freezing(stranger, now) is None
    with time_machine.travel(datetime(2027, 1, 7, 9, tzinfo=NOW.tzinfo), tick=False):
        text = page_of(anna, "/mijn/")
    assert f"Je telt mee in het rapport van {partner.organisatie.name}" in text
    assert "Het 4e kwartaal 2026. Verbeteren kan tot en met 7 januari 2027" in text


def test_the_page_costs_the_same_with_one_report_as_with_thirty(partner: Partner) -> None:
    anna, organisatie = partner.people[0], partner.organisatie
    client, amounts = browser_of(anna, with_factor=False), []
    cells = {"2026K4": {"activiteiten": {"TRAINING": 90}, "provincies": ["UTRECHT"], "plaatsen": {}}}
    for years in ((2020,), range(2013, 2020)):
        for year in years:
            for number in (1, 2, 3, 4) if year != 2020 else (1,):
                a_rapport(partner.partnerschap, f"{year}K{number}", tellingen={anna: cells})
        for _meeting in years:
            present([anna], organisatie, date(2027, 1, 12))
        client.get(PAGE)
        with CaptureQueriesContext(connection) as found:
            page = client.get(PAGE).content.decode()
        amounts.append((len(found), page.count("vastgesteld op")))
    assert amounts == [(15, 1), (15, 29)]


def test_the_explanation_names_what_counts_and_what_not_and_is_for_every_member() -> None:
    text = page_of(UserFactory(), ABOUT)
    for words in ("Wat tellen we nooit?", "casussen, notities", "'niet getoond'", "vijfde werkdag", "Intervisie",
                  "Je leidinggevende vraagt het je.", "Iemand was er zelf bij.", "Contact"):  # fmt: skip
        assert words in text
    assert "Een partner kan niets opvragen." in text


def test_her_own_data_hold_her_rows_and_consents(partner: Partner) -> None:
    anna = partner.people[0]
    partner.freeze()
    browser_of(anna, with_factor=False).post(NAME, {"doe": "geef", "organisatie": partner.organisatie.slug})
    own = own_data(anna)
    [row], [consent] = own["community.rapporttelling"], own["community.naamtoestemming"]
    assert row["cells"]["2026K4"]["activiteiten"] == {"BIJEENKOMST": 120, "LEERGROEP": 120}
    assert (consent["organisatie"], consent["given_at"], consent["withdrawn_at"]) == (
        partner.organisatie.name, NOW, None,
    )  # fmt: skip
    assert own_data(partner.people[25])["community.rapporttelling"] == []


def sends(user: User, **fields: str) -> tuple[int, str]:
    answer = browser_of(user, with_factor=False).post(NAME, fields, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_form_refuses_what_is_not_hers_and_keeps_its_page(partner: Partner) -> None:
    anna, plain = partner.people[0], OrganisatieFactory()
    other = a_partnerschap().organisatie
    right = {"doe": "geef", "organisatie": partner.organisatie.slug}
    not_hers = "Dit kan alleen voor de partner waar je nu werkt."
    for slug in (plain.slug, other.slug, "bestaat-niet", str(partner.organisatie.pk), "", "x" * 161, "a\x00b"):
        status, page = sends(anna, **{**right, "organisatie": slug})
        assert (status, not_hers in page, anna.naamtoestemmingen.count()) == (200, True, 0)
    for word in ("", "neem", "GEEF", "geef\x00"):
        status, page = sends(anna, **{**right, "doe": word})
        assert (status, "Kies of je toestemming geeft of intrekt." in page, anna.naamtoestemmingen.count()) == (
            200,
            True,
            0,
        )
    assert "Je toestemming is bewaard." in sends(anna, **right)[1]
    Dienstverband.objects.filter(user=anna).update(until_date=NOW.date() - timedelta(days=1))
    status, page = sends(anna, **right)
    assert (status, "Er is niets veranderd." in page or not_hers in page) == (200, True)
    assert f"Je gaf eerder toestemming voor {partner.organisatie.name}." in page
    assert "Je toestemming is ingetrokken." in sends(anna, doe="trek-in", organisatie=partner.organisatie.slug)[1]
    assert not anna.naamtoestemmingen.filter(withdrawn_at=None).exists()
