"""The pages of date polls: who sees what, what is suggested, how many queries it costs."""

from datetime import timedelta
from html import escape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.actions.agenda import cancel_bijeenkomst
from community.actions.datumprikker import close_datumprikker, fix_date
from community.models import Kalenderperiode, Keuze, Profiel, User, VisibleTo
from community.queries.datumprikker import Tally, note_doubts, outcome_of, propose_optie
from tests.community.agenda.cast import a_cast, a_group
from tests.community.datumprikker.polls import DATES, DAY, TITLE, a_poll, opties, poll_of, says
from tests.factories import (
    AntwoordFactory,
    BijeenkomstFactory,
    DatumprikkerFactory,
    InvullingFactory,
    LidmaatschapFactory,
    OptieFactory,
    UserFactory,
)
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
WHO_SEES = {
    "GL": 200,
    "TK": 200,
    "ZA": 302,
    "CO": 200,
    "LI": 404,
    "LA": 404,
    "EX": 404,
    "RE": 404,
    "BE": 404,
    "PA": 404,
}
NOTE = "roerdompnotitie"


def queries_of(user: User, path: str) -> int:
    browser = browser_of(user, with_factor=False)
    browser.get(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(path).status_code == 200
    return len(seen)


def page_of(user: User, name: str, *args: str) -> str:
    return browser_of(user).get(reverse(name, args=args)).content.decode()


@pytest.mark.parametrize(("role", "status"), WHO_SEES.items())
def test_every_role_sees_what_it_may_and_no_more(role: str, status: int) -> None:
    cast = a_cast()
    poll = poll_of(cast.leergroep.kring, cast["TK"])
    says(cast["GL"], poll, "KAN", "KAN", "KAN", note=NOTE)
    browser, path = browser_of(cast[role]), reverse("datumprikker", args=[poll.code])
    answer = browser.get(path)
    assert answer.status_code == status
    page = answer.content.decode()
    reads = role in ("GL", "TK")
    assert (TITLE in page, NOTE in page, cast["GL"].naam in page) == (reads, reads, reads)
    for verb in ("bewerken", "vaststellen", "sluiten"):
        own = reverse(f"datumprikker-{verb}", args=[poll.code])
        assert browser.get(own).status_code in ({200, 302} if role == "TK" else {404})
        assert browser.post(own, {"optie": str(opties(poll)[0].pk)}).status_code in (
            {200, 302} if role == "TK" else {404}
        )
    names = {f"optie_{row.pk.hex}": "KAN_NIET" for row in opties(poll)}
    sent = browser.post(path, {**names, "version": "1"}).status_code
    # Who leads fixed the date just now.
    assert sent == {"GL": 302, "TK": 200}.get(role, 404)


def test_a_coordinator_sees_when_and_how_many_and_who_leads_sees_who_to_call() -> None:
    cast = a_cast()
    poll = poll_of(cast.leergroep.kring, cast["TK"])
    says(cast["GL"], poll, "KAN", "KAN_NIET", "KAN")
    for person, visible in ((cast["ZA"], VisibleTo.MIJN_GROEPEN), (cast.guest, VisibleTo.ALLEEN_IK)):
        profiel = Profiel.objects.get(user=person)
        profiel.telefoon, profiel.telefoon_visible_to = "06-55500012", visible
        profiel.save()
    page = page_of(cast["CO"], "datumprikker", poll.code)
    assert "8 februari 2027" in page
    assert not [word for word in (TITLE, cast["GL"].naam, cast["ZA"].naam) if word in page]
    page = page_of(cast["TK"], "datumprikker", poll.code)
    panel = page.partition("Wie nog niet alles invulde")[2].partition("</section>")[0]
    assert all(person.naam in panel for person in (cast["ZA"], cast.guest, cast["TK"]))
    assert cast["GL"].naam not in panel
    assert panel.count("06 - 55 50 00 12") == 1
    assert "Wie nog niet alles invulde" not in page_of(cast["GL"], "datumprikker", poll.code)


def tally(kan: int, liever: int, niet: int, day: int) -> Tally:
    optie = OptieFactory.build(datumprikker=None, starts_at=NOW + day * DAY)
    return Tally(optie, ["Noor"] * kan, ["Noor"] * liever, ["Noor"] * niet)


@pytest.mark.parametrize(
    ("rows", "best"),
    [
        ([(3, 0, 1, 1), (4, 0, 3, 2)], 1),  # most who can
        ([(3, 0, 2, 1), (3, 2, 1, 2)], 1),  # then fewest who cannot
        ([(3, 2, 1, 1), (3, 1, 1, 2)], 1),  # then fewest who rather not
        ([(3, 1, 1, 9), (3, 1, 1, 2)], 1),  # then the first
        ([(0, 0, 4, 1), (0, 1, 9, 2)], 1),  # nobody can at the first at all
        ([(0, 0, 4, 1), (0, 0, 0, 2)], None),
        ([], None),
    ],
)
def test_what_suits_best(rows: list[tuple[int, int, int, int]], best: int | None) -> None:
    tallies = [tally(*row) for row in rows]
    assert propose_optie(tallies) is (None if best is None else tallies[best])


def test_a_date_that_is_past_is_not_suggested() -> None:
    poll, leader, (member, *_) = a_poll()
    says(member, poll, "KAN", "LIEVER_NIET", "KAN_NIET")
    assert [row.suits for row in outcome_of(poll, leader, DATES[0]).tallies] == [False, True, False]


def test_what_speaks_against_a_date_is_said() -> None:
    kring, leader, _ = a_group()
    dates = (
        NOW.replace(year=2027, month=2, day=6), NOW.replace(month=2, day=23), NOW.replace(month=3, day=17),
        NOW.replace(month=4, day=27), NOW.replace(month=2, day=9), NOW.replace(month=2, day=10),
    )  # fmt: skip
    for kind, name, first, last in (
        ("SCHOOLVAKANTIE", "voorjaarsvakantie", "2027-02-20", "2027-02-28"),
        ("VERKIEZING", "Provinciale Staten", "2027-03-17", "2027-03-17"),
    ):
        Kalenderperiode.objects.create(kind=kind, name=name, from_date=first, until_date=last, regio="ALLE",
                                       status="GECONTROLEERD")  # fmt: skip
    BijeenkomstFactory(title="Ledendag", starts_at=dates[4] + timedelta(hours=1))
    poll = poll_of(kring, leader, dates)
    outcome = outcome_of(poll, leader, NOW)
    note_doubts(outcome.tallies, leader, NOW)
    said = {f"{row.optie.starts_at:%m-%d}": " ".join(row.notes) for row in outcome.tallies}
    assert "zaterdag" in said["02-06"]
    assert "voorjaarsvakantie" in said["02-23"]
    assert "verkiezingsdag: Provinciale Staten" in said["03-17"]
    assert "feestdag" in said["04-27"]
    assert said["02-09"] == "Op dat moment is er ook: Ledendag (Ontmoeting)."
    assert said["02-10"] == ""


def test_an_hour_that_comes_twice_is_said() -> None:
    kring, leader, _ = a_group()
    twice = NOW.replace(month=10, day=31, hour=0, minute=30)  # 2.30 o'clock, the first time
    outcome = outcome_of(poll_of(kring, leader, (twice,)), leader, NOW)
    note_doubts(outcome.tallies, leader, NOW)
    assert "komt die nacht twee keer voor" in " ".join(outcome.tallies[0].notes)


def a_full_poll(members: int, moments: int) -> tuple[str, User, User]:
    """Return the page of a poll of so many people and moments, all answered, its leader and one member."""
    kring, leader, people = a_group(members)
    poll = DatumprikkerFactory(kring=kring, opened_by=leader)
    for optie in OptieFactory.create_batch(moments, datumprikker=poll):
        for person in people[: members // 2]:
            AntwoordFactory(optie=optie, user=person, value=Keuze.KAN)
    InvullingFactory(datumprikker=poll, user=people[0], note="Graag online.")
    return reverse("datumprikker", args=[poll.code]), leader, people[0]


@pytest.mark.parametrize(("members", "moments"), [(2, 1), (4, 30), (40, 30)])
def test_a_page_asks_as_much_for_one_as_for_forty_people_and_thirty_dates(members: int, moments: int) -> None:
    path, leader, member = a_full_poll(members, moments)
    assert queries_of(member, path) == 10
    assert queries_of(leader, path) == 14
    assert queries_of(leader, f"{path}vaststellen/") == 12
    assert queries_of(leader, f"{path}bewerken/") == 7


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_asks_as_much_for_one_as_for_thirty(number: int) -> None:
    kring, _leader, (member,) = a_group(1)
    for _ in range(number):
        OptieFactory.create_batch(2, datumprikker=DatumprikkerFactory(kring=kring))
    assert queries_of(member, reverse("datumprikkers")) == 7


def test_the_list_shows_the_open_ones_first_and_only_of_own_groups() -> None:
    poll, leader, (member, *_) = a_poll(title="Nog open")
    fixed = poll_of(poll.kring, leader, title="Al vast")
    fix_date(actor=leader, prikker=fixed, optie_id=opties(fixed)[0].pk, now=NOW)
    closed = poll_of(poll.kring, leader, title="Zonder datum")
    close_datumprikker(actor=leader, prikker=closed, now=NOW)
    a_poll(title="Van een ander")
    page = page_of(member, "datumprikkers")
    assert "Van een ander" not in page
    assert page.index("Nog open") < min(page.index("Al vast"), page.index("Zonder datum"))


def test_the_tab_of_the_group_leads_to_its_open_poll_and_to_a_new_one() -> None:
    poll, leader, (member, *_) = a_poll()
    slug = poll.kring.leergroep.slug
    page = page_of(leader, "leergroep-bijeenkomsten", slug)
    assert reverse("datumprikker", args=[poll.code]) in page
    assert f"{reverse('datumprikker-nieuw')}?groep={slug}" in page
    assert reverse("datumprikker-nieuw") not in page_of(member, "leergroep-bijeenkomsten", slug)


def test_the_group_of_a_new_poll_is_chosen_by_its_name() -> None:
    poll, leader, _ = a_poll()
    kring = poll.kring
    page = page_of(leader, "datumprikker-nieuw")
    assert f'<option value="{kring.pk}" selected>{kring.name}</option>' in page


def test_a_removed_member_sees_nothing_any_more() -> None:
    poll, _leader, (member, *_) = a_poll()
    browser, path = browser_of(member), reverse("datumprikker", args=[poll.code])
    assert browser.get(path).status_code == 200
    member.lidmaatschappen.update(until_at=NOW)
    assert browser.get(path).status_code == 404
    assert browser.post(path, {}).status_code == 404


def test_who_leads_another_group_runs_nothing_here() -> None:
    poll, _leader, _ = a_poll()
    stranger = LidmaatschapFactory(trekker=True, user=UserFactory()).user
    browser = browser_of(stranger)
    assert browser.get(reverse("datumprikker-nieuw")).status_code == 200
    for verb in ("", "bewerken/", "vaststellen/", "sluiten/"):
        assert browser.get(f"{reverse('datumprikker', args=[poll.code])}{verb}").status_code == 404


def test_the_agenda_leads_to_the_date_polls_of_who_is_signed_in() -> None:
    poll, _leader, (member, *_) = a_poll()
    link = f'href="{reverse("datumprikkers")}"'
    browser = browser_of(member, with_factor=False)
    assert browser.get(reverse("agenda")).content.decode().count(link) == 1
    assert reverse("datumprikker", args=[poll.code]) in browser.get(reverse("datumprikkers")).content.decode()
    assert link not in Client().get(reverse("agenda")).content.decode()


def test_a_fixed_date_whose_meeting_was_cancelled_is_not_called_fixed() -> None:
    poll, leader, (member, *_) = a_poll()
    chosen = opties(poll)[0].pk
    meeting = fix_date(actor=leader, prikker=poll, optie_id=chosen, now=NOW)
    cancel_bijeenkomst(actor=leader, bijeenkomst=meeting, reason="De zaal is dicht.", now=NOW)
    browser = browser_of(member, with_factor=False)
    page = browser.get(reverse("datumprikker", args=[poll.code])).content.decode()
    assert ("De bijeenkomst gaat niet door" in page, "De datum staat vast" in page) == (True, False)
    assert "Gaat niet door" in browser.get(reverse("datumprikkers")).content.decode()
    answer = browser_of(leader).post(reverse("datumprikker-vaststellen", args=[poll.code]), {"optie": str(chosen)})
    assert answer.status_code == 200
    assert "Open een nieuwe datumprikker." in answer.content.decode()


def test_every_date_names_who_said_what_in_order_and_nobody_who_left() -> None:
    evil = "<b>Zoë</b>&\"'"
    kring, leader, members = a_group(5)
    names = ("Berk", "Adema", "Cats", evil, "Dam")
    for person, name in zip(members, names, strict=True):
        User.objects.filter(pk=person.pk).update(voornaam="Fatima", tussenvoegsel="", achternaam=name)
    poll = poll_of(kring, leader)
    for person, value in zip(members, ("KAN", "KAN", "KAN_NIET", "LIEVER_NIET", "KAN"), strict=True):
        says(person, poll, value, value, value)
    kring.lidmaatschappen.filter(user=members[4]).update(until_at=NOW)
    page = page_of(members[0], "datumprikker", poll.code)
    assert page.count('<td class="num" data-label="Kan">2</td>') == len(opties(poll))
    for words, said in (
        ("Kan", "Fatima Adema, Fatima Berk"), ("Liever niet", f"Fatima {escape(evil)}"), ("Kan niet", "Fatima Cats"),
        ("Nog open", escape(leader.naam)),
    ):  # fmt: skip
        assert page.count(f"<dt>{words}</dt><dd>{said}</dd>") == len(opties(poll))
    assert "Dam" not in page
    assert evil not in page
