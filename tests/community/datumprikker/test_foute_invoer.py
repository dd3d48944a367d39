"""What nobody should send: a sentence in Dutch, nothing stored, nothing typed lost, never a 500."""

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from community.actions.agenda import cancel_coming_of_kring
from community.actions.datumprikker import Moment, VraagError, change_datumprikker, fix_date, open_datumprikker
from community.actions.errors import ActionError
from community.models import Antwoord, Datumprikker, Invulling, Optie
from tests.community.agenda.cast import a_group
from tests.community.datumprikker.polls import DATES, DAY, a_poll, a_vraag, opties, said, says
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
HUGE, NUL, ODD = "water " * 50_000, "dijk\x00dorp", "\u202e\u2066" + "e\u0301" * 90 + "🐄" * 20
RIGHT = {
    "title": "Zomerronde", "place_name": "Dorpshuis", "duration": "120", "last_day": "1-2-2027", "version": "0",
    "m-TOTAL_FORMS": "2", "m-INITIAL_FORMS": "0", "m-0-day": "10-2-2027", "m-0-starts": "10.00",
    "m-1-day": "11-2-2027", "m-1-starts": "10.00",
}  # fmt: skip
WRONG: list[tuple[dict[str, str], str]] = [
    ({"title": ""}, "Schrijf waar de bijeenkomst voor is."),
    ({"title": " \t "}, "Schrijf waar de bijeenkomst voor is."),
    ({"title": NUL}, "Er staat een teken in dat we niet kunnen bewaren."),
    ({"title": HUGE}, "Maak deze tekst korter"),
    ({"place_name": HUGE}, "Maak deze tekst korter"),
    ({"duration": "-30"}, "Kies een van de mogelijkheden in de lijst."),
    ({"duration": "999999999999999999999"}, "Kies een van de mogelijkheden in de lijst."),
    ({"duration": ""}, "Kies hoe lang het duurt."),
    ({"last_day": ""}, "Vul een datum in."),
    ({"last_day": "gisteren"}, "Schrijf de datum zo"),
    ({"last_day": "17-1-2027"}, "Deze dag is al geweest."),
    ({"last_day": "10-2-2027"}, "Kies een dag vóór de eerste datum"),
    ({"last_day": "31-12-9999"}, "Kies een datum binnen twee jaar."),
    ({"last_day": "1-1-0001"}, "Kies een datum binnen twee jaar."),
    ({"kring": ""}, "Kies voor welke groep je een datum zoekt."),
    ({"kring": "bestaat-niet"}, "Kies een van de mogelijkheden in de lijst."),
    ({"kring": "{vreemd}"}, "Kies een van de mogelijkheden in de lijst."),
    ({"version": "NaN"}, "Deze pagina is te oud."),
    ({"m-0-day": "", "m-0-starts": "", "m-1-day": "", "m-1-starts": ""}, "Vul ten minste één datum in"),
    ({"m-1-day": "10-2-2027"}, "Dezelfde datum en tijd staan er twee keer in."),
    ({"m-1-day": "10 februari 2027", "m-1-starts": "10"}, "Dezelfde datum en tijd staan er twee keer in."),
    ({"m-0-day": "10-1-2027"}, "Een van de datums is al geweest."),
    ({"m-0-day": "10-2-2031"}, "meer dan twee jaar weg"),
    ({"m-0-day": "31-2-2027"}, "Schrijf de datum zo"),
    ({"m-0-day": "31-12-9999"}, "Kies een datum binnen twee jaar."),
    ({"m-0-day": "1-1-0001"}, "Kies een datum binnen twee jaar."),
    ({"m-0-starts": ""}, "Vul in hoe laat het begint."),
    ({"m-0-day": ""}, "Vul een datum in."),
    ({"m-0-starts": "25.00"}, "Schrijf de tijd zo"),
    ({"m-0-day": "28-3-2027", "m-0-starts": "2.30"}, "bestaat 2.30 uur niet"),
    ({"m-0-optie": "geen-id"}, "Deze pagina is te oud."),
    ({"m-TOTAL_FORMS": ""}, "Deze pagina is te oud."),
    ({"m-TOTAL_FORMS": "-5"}, "Vul ten minste één datum in"),
    ({"m-TOTAL_FORMS": "9" * 4000}, "Kies hooguit 30 datums."),
    ({"m-TOTAL_FORMS": "9" * 5000}, "Deze pagina is te oud."),
    ({"m-TOTAL_FORMS": "abc"}, "Deze pagina is te oud."),
]


def sends(browser: Client, path: str, **fields: Any) -> HttpResponse:
    answer: HttpResponse = browser.post(path, {**RIGHT, **fields})  # type: ignore[assignment]  # of the test client
    return answer


@pytest.mark.parametrize(("wrong", "sentence"), WRONG)
def test_a_question_that_cannot_be_right_is_refused_in_words(wrong: dict[str, str], sentence: str) -> None:
    kring, leader, _ = a_group()
    foreign, *_ = a_group()
    fields = {"kring": str(kring.pk), **{name: value.format(vreemd=foreign.pk) for name, value in wrong.items()}}
    answer = sends(browser_of(leader), reverse("datumprikker-nieuw"), **fields)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert not Datumprikker.objects.exists()
    kept = next(value for name, value in (("title", "Zomerronde"), ("place_name", "Dorpshuis")) if name not in wrong)
    assert kept in page


def test_what_is_wrong_with_a_date_is_said_on_top_of_the_page_with_the_way_to_it() -> None:
    """Thirty rows are longer than a screen: who sent them must not have to look for the red one."""
    kring, leader, _ = a_group()
    answer = sends(browser_of(leader), reverse("datumprikker-nieuw"), kring=str(kring.pk), **{"m-1-day": "31-2-2027"})
    page = answer.content.decode()
    summary = page[page.index("data-summary") : page.index('name="title"')]
    assert "Er ging iets mis. Kijk bij de datums:" in summary
    assert '<a href="#id_m-1-day">Datum 2: Schrijf de datum zo' in summary


def test_two_hundred_dates_are_too_many_and_none_is_lost() -> None:
    kring, leader, _ = a_group()
    rows = {f"m-{number}-day": f"{number % 28 + 1}-{3 + number // 28}-2027" for number in range(200)}
    times = {f"m-{number}-starts": "10.00" for number in range(200)}
    for number, sentence in ((200, "Kies hooguit 30 datums."), (31, "Kies hooguit 30 datums.")):
        answer = sends(browser_of(leader, with_factor=False), reverse("datumprikker-nieuw"), kring=str(kring.pk),
                       **rows, **times, **{"m-TOTAL_FORMS": str(number)})  # fmt: skip
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
    assert "28-3-2027" in answer.content.decode()
    assert not Datumprikker.objects.exists()


def test_thirty_dates_fit_and_odd_signs_stay_as_they_are() -> None:
    kring, leader, _ = a_group()
    rows = {f"m-{number}-day": f"{number % 28 + 1}-{3 + number // 28}-2027" for number in range(30)}
    times = {f"m-{number}-starts": "10.00" for number in range(30)}
    answer = sends(browser_of(leader), reverse("datumprikker-nieuw"), kring=str(kring.pk), title="Wéidevogels 🐄 <b>",
                   **rows, **times, **{"m-TOTAL_FORMS": "30"})  # fmt: skip
    assert answer.status_code == 302
    assert Optie.objects.count() == 30
    assert Datumprikker.objects.get().title == "Wéidevogels 🐄 <b>"


def test_more_rows_keep_what_was_typed_and_call_nothing_wrong() -> None:
    kring, leader, _ = a_group()
    answer = sends(browser_of(leader), reverse("datumprikker-nieuw"), kring=str(kring.pk), title="", meer="1",
                   **{"m-0-day": "half"})  # fmt: skip
    page = answer.content.decode()
    assert 'name="m-6-day"' in page
    assert 'value="half"' in page
    assert "Er ging iets mis" not in page
    assert "Schrijf de datum zo" not in page


ANSWERS: list[tuple[dict[str, str], str]] = [
    ({}, "Kies bij ten minste één datum."),
    ({"{0}": "MISSCHIEN"}, "Kies: kan, liever niet of kan niet."),
    ({"{0}": "kan"}, "Kies: kan, liever niet of kan niet."),
    ({"{0}": "KAN; DROP TABLE"}, "Kies: kan, liever niet of kan niet."),
    ({"{0}": NUL}, "Kies: kan, liever niet of kan niet."),
    ({"{0}": HUGE}, "Kies: kan, liever niet of kan niet."),
    ({"{vreemd}": "KAN"}, "Kies bij ten minste één datum."),
    ({"optie_bestaatniet": "KAN"}, "Kies bij ten minste één datum."),
    ({"{0}": "KAN", "note": HUGE}, "Maak deze tekst korter"),
    ({"{0}": "KAN", "note": NUL}, "Er staat een teken in dat we niet kunnen bewaren."),
    ({"{0}": "KAN", "version": ""}, "Deze pagina is te oud."),
    ({"{0}": "KAN", "version": "1.5"}, "Deze pagina is te oud."),
    ({"{0}": "KAN", "version": "9" * 30}, "Deze pagina is te oud."),
    ({"{0}": "KAN", "version": "0"}, "De datums zijn net veranderd."),
    ({"{0}": "KAN", "version": "7"}, "De datums zijn net veranderd."),
]


@pytest.mark.parametrize(("sent", "sentence"), ANSWERS)
def test_an_answer_that_cannot_be_right_is_refused_in_words(sent: dict[str, str], sentence: str) -> None:
    poll, _leader, (member, *_) = a_poll()
    foreign, *_ = a_poll()
    names = {"vreemd": f"optie_{opties(foreign)[0].pk.hex}"}
    own = [f"optie_{row.pk.hex}" for row in opties(poll)]
    fields = {name.format(*own, **names): value for name, value in sent.items()}
    answer = browser_of(member).post(reverse("datumprikker", args=[poll.code]), {"version": "1", **fields})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "Nog niet opgeslagen" in page
    assert not Antwoord.objects.exists()
    assert not Invulling.objects.exists()


def test_an_odd_note_is_kept_as_it_is() -> None:
    poll, _leader, (member, *_) = a_poll()
    fields = {f"optie_{opties(poll)[0].pk.hex}": "KAN", "version": "1", "note": ODD}
    assert browser_of(member).post(reverse("datumprikker", args=[poll.code]), fields).status_code == 302
    assert "🐄" in Invulling.objects.get().note


def test_answers_after_the_close_are_refused_and_stay_on_the_page() -> None:
    poll, leader, (member, *_) = a_poll()
    browser, path = browser_of(member), reverse("datumprikker", args=[poll.code])
    fields = {f"optie_{row.pk.hex}": "LIEVER_NIET" for row in opties(poll)}
    chosen = opties(poll)[0].pk
    fix_date(actor=leader, prikker=poll, optie_id=chosen, now=NOW)
    page = browser.post(path, {**fields, "version": "1", "note": "Ik reis met de trein."}).content.decode()
    assert "De datum is al gekozen. Antwoorden kan niet meer." in page
    assert "Nog niet opgeslagen" in page
    assert page.count('value="LIEVER_NIET"') == page.count("checked") == 3
    assert "Ik reis met de trein." in page
    assert said(member, poll) == ["", "", ""]


def test_a_stale_answer_keeps_what_was_chosen_and_saves_the_second_time() -> None:
    poll, leader, (member, *_) = a_poll()
    browser, path = browser_of(member), reverse("datumprikker", args=[poll.code])
    fields = {f"optie_{row.pk.hex}": "KAN_NIET" for row in opties(poll)}
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)[1:]]
    change_datumprikker(actor=leader, prikker=poll, version=1, vraag=a_vraag(), moments=kept, now=NOW)
    page = browser.post(path, {**fields, "version": "1"}).content.decode()
    assert "De datums zijn net veranderd." in page
    assert page.count("checked") == 2
    assert '<input type="hidden" name="version" value="2"' in page
    assert browser.post(path, {**fields, "version": "2"}).status_code == 302
    assert said(member, poll) == ["KAN_NIET", "KAN_NIET"]


def test_a_stale_change_shows_both_and_changes_nothing() -> None:
    poll, leader, _ = a_poll()
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)]
    change_datumprikker(actor=leader, prikker=poll, version=1, vraag=a_vraag(title="Nieuw"), moments=kept, now=NOW)
    rows = {f"m-{n}-optie": str(row.pk) for n, row in enumerate(opties(poll))}
    days = {f"m-{n}-day": f"{10 + n}-3-2027" for n in range(3)} | {f"m-{n}-starts": "10" for n in range(3)}
    answer = sends(browser_of(leader), reverse("datumprikker-bewerken", args=[poll.code]), version="1",
                   title="Anders", **rows, **days, **{"m-TOTAL_FORMS": "3", "m-INITIAL_FORMS": "3"})  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nieuw" in page
    assert "Anders" in page
    assert [row.starts_at for row in opties(poll)] == list(DATES)


@pytest.mark.parametrize("forged", ["vreemd", "dubbel", "onbekend"])
def test_ids_of_other_dates_are_refused_in_a_change(forged: str) -> None:
    poll, leader, _ = a_poll()
    foreign, *_ = a_poll()
    own = opties(poll)[0]
    wrong = {"vreemd": opties(foreign)[0].pk, "dubbel": own.pk, "onbekend": uuid.uuid4()}[forged]
    moments = [Moment(own.starts_at, own.pk), Moment(own.starts_at + 50 * DAY, wrong)]
    with pytest.raises(ActionError, match="hoort niet bij deze vraag"):
        change_datumprikker(actor=leader, prikker=poll, version=1, vraag=a_vraag(), moments=moments, now=NOW)
    assert [row.starts_at for row in opties(foreign)] == list(DATES)
    assert [row.starts_at for row in opties(poll)] == list(DATES)


@pytest.mark.parametrize("sent", ["", "x", "%00", "7d1c6a52-0b7e-4a0e-9f0d-3c5b8e1f2a64", "9" * 5000, "0" * 32])
def test_a_date_that_nobody_offered_cannot_be_fixed(sent: str) -> None:
    poll, leader, _ = a_poll()
    answer = browser_of(leader).post(reverse("datumprikker-vaststellen", args=[poll.code]), {"optie": sent})
    assert answer.status_code == 200
    assert "Kies een" in answer.content.decode()
    poll.refresh_from_db()
    assert poll.status == "OPEN"


@pytest.mark.parametrize("minutes", [0, -60, 14, 721])
def test_an_end_before_the_begin_cannot_be(minutes: int) -> None:
    kring, leader, _ = a_group()
    vraag, moments = a_vraag(duration_minutes=minutes), [Moment(DATES[0])]
    with pytest.raises(VraagError, match="duur"):
        open_datumprikker(actor=leader, kring=kring, vraag=vraag, moments=moments, now=NOW)


def test_a_changed_length_is_refused() -> None:
    poll, leader, _ = a_poll()
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)]
    with pytest.raises(VraagError, match="Hoe lang het duurt"):
        change_datumprikker(actor=leader, prikker=poll, version=1, vraag=a_vraag(duration_minutes=60), moments=kept,
                            now=NOW)  # fmt: skip


def test_the_group_closes_and_so_does_its_poll() -> None:
    poll, _leader, (member, *_) = a_poll()
    says(member, poll, "KAN", "KAN", "KAN")
    cancel_coming_of_kring(kring=poll.kring, reason="Klaar.", now=NOW)
    poll.refresh_from_db()
    assert poll.status == "GESLOTEN"


def test_codes_that_nobody_made_are_no_pages() -> None:
    _kring, leader, _ = a_group()
    browser = browser_of(leader)
    for code in ("x", "%00", "nieuw2", "%F0%9F%90%84", "a" * 3000, "..%2f..", "2bcdfghj"):
        for verb in ("", "bewerken/", "vaststellen/", "sluiten/"):
            assert browser.get(f"/agenda/datumprikkers/{code}/{verb}").status_code == 404
