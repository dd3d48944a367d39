"""An editie that is known: its difference is shown first, then who is touched hears it; called off, copied."""

from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.actions.slots import Aanbod, book_slot, offer_slots
from community.models import (
    Bericht,
    Bezetting,
    Bijeenkomst,
    Deelname,
    Lidmaatschap,
    Rol,
    Slot,
    SlotKind,
    User,
)
from community.notation import date_plain
from community.workdays import at_local, local_date, mail_moment
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import LocatieFactory, a_deelnemer
from tests.training.planner import BASE, NEW, begin, people_of, planned, proposal_of, published, told
from training.actions.begeleiding import begeleiding_of
from training.models import Editie, EditieStatus
from training.reminders.planning import load_off, load_trainer
from training.reminders.praktisch import load_praktisch, plan_praktisch

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def planner() -> Client:
    """Return the browser of a coördinator."""
    client = Client()
    client.force_login(with_second_factor(UserFactory(coordinator=True)))
    return client


def test_a_day_that_moves_is_shown_first_and_told_to_who_comes(planner: Client) -> None:
    editie, trainer = published(planner)
    deelnemer = a_deelnemer(editie).user
    third = Bijeenkomst.objects.get(title="Dagdeel 3")
    Deelname.objects.create(bijeenkomst=third, user=deelnemer, status="AANGEMELD")
    sent = proposal_of(planner, editie)
    sent["dag_3"] = (local_date(third.starts_at) + timedelta(days=1)).strftime("%d-%m-%Y")
    shown = planner.post(f"{BASE}{editie.slug}/data/", sent)
    assert "Kijk eerst wat dit betekent" in shown.content.decode()
    assert deelnemer.naam in shown.content.decode()
    third.refresh_from_db()
    assert told("N112") == set()
    answer = planner.post(f"{BASE}{editie.slug}/data/", sent | {"bevestig": shown.context["stamp"]})
    assert answer.status_code == 302, answer.content.decode()
    assert told("N112") == {trainer.email, deelnemer.email}
    assert Bijeenkomst.objects.get(title="Dagdeel 3").starts_at == third.starts_at + timedelta(days=1)
    assert Bericht.objects.filter(kind="N112").values("object_id").distinct().count() == 1


def test_somebody_else_saved_first(planner: Client) -> None:
    editie, _trainer = planned(planner)
    sent = proposal_of(planner, editie)
    Editie.objects.filter(pk=editie.pk).update(version=editie.version + 1)
    answer = planner.post(f"{BASE}{editie.slug}/data/", sent | {"begin_3": "MIDDAG"})
    page = answer.content.decode()
    assert "Bekijk beide versies" in page
    assert f'name="version" value="{editie.version + 1}"' in page


def test_a_trainer_is_replaced_the_day_before(planner: Client, clock: Any) -> None:
    editie, trainer = published(planner)
    first = Bijeenkomst.objects.earliest("starts_at")
    clock.move_to(first.starts_at - timedelta(hours=20))
    client = Client()
    client.force_login(with_second_factor(UserFactory(coordinator=True)))
    other = UserFactory(trainer=True)
    sent = people_of(editie, [other], editie.locatie)
    shown = client.post(f"{BASE}{editie.slug}/mensen/", sent)
    assert "geen trainer meer" in shown.content.decode()
    answer = client.post(f"{BASE}{editie.slug}/mensen/", sent | {"bevestig": shown.context["stamp"]})
    assert answer.status_code == 302, answer.content.decode()
    assert set(Bezetting.objects.filter(user__isnull=False).values_list("user", flat=True)) == {other.pk}
    assert Deelname.objects.filter(user=other, status="AANGEMELD").count() == 6
    assert not Deelname.objects.filter(user=trainer, status="AANGEMELD").exists()
    assert Lidmaatschap.objects.filter(kring=editie.kring, user=trainer, until_at__isnull=True).count() == 0
    assert told("N166") == {trainer.email, other.email}


def test_the_talks_of_a_trainer_who_goes_are_called_off_and_chosen_anew(planner: Client) -> None:
    editie, trainer = published(planner)
    deelnemer = a_deelnemer(editie)
    kring = begeleiding_of(deelnemer=deelnemer, begeleider=trainer, rol=Rol.TRAINER, now=NOW).kring
    times = tuple((NOW + timedelta(days=2, hours=hour), NOW + timedelta(days=2, hours=hour + 1)) for hour in (1, 2))
    booked, _free = offer_slots(host=trainer, kring=editie.kring, kind=SlotKind.INTAKE,
                                aanbod=Aanbod(times, online_url="https://praat.example"), now=NOW)  # fmt: skip
    book_slot(slot=booked, guest=deelnemer.user, kring=kring, now=NOW)
    sent = people_of(editie, [UserFactory(trainer=True)], editie.locatie)
    shown = planner.post(f"{BASE}{editie.slug}/mensen/", sent)
    answer = planner.post(f"{BASE}{editie.slug}/mensen/", sent | {"bevestig": shown.context["stamp"]})
    assert answer.status_code == 302, answer.content.decode()
    assert Slot.objects.count() == 0
    assert told("N113") == {trainer.email, deelnemer.user.email}


def test_an_editie_that_does_not_go_on_sends_one_mail_each(planner: Client) -> None:
    editie, trainer = published(planner)
    deelnemer = a_deelnemer(editie).user
    for meeting in Bijeenkomst.objects.all():
        Deelname.objects.create(bijeenkomst=meeting, user=deelnemer, status="AANGEMELD")
    answer = planner.post(f"{BASE}{editie.slug}/afgelasten/", {"reason": "Te weinig aanmeldingen."})
    assert answer.status_code == 302
    assert (told("N167"), told("N113"), told("N166")) == ({trainer.email, deelnemer.email}, set(), set())
    assert not Bezetting.objects.exists()
    assert Editie.objects.get().status == EditieStatus.GEANNULEERD
    assert planner.get(f"{BASE}{editie.slug}/data/").status_code == 404


def test_a_copy_has_dates_and_trainers_anew(planner: Client) -> None:
    editie, _trainer = published(planner)
    answer = planner.post(f"{BASE}{editie.slug}/kopie/", NEW | {
        "name": "Najaar 2027", "from_date": "1-9-2027", "until_date": "1-3-2028",
    })  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    copy = Editie.objects.get(name="Najaar 2027")
    assert (copy.status, copy.locatie, copy.copied_from) == (EditieStatus.CONCEPT, editie.locatie, editie)
    assert not Lidmaatschap.objects.filter(kring=copy.kring).exists()
    assert not copy.delen.filter(bijeenkomst__isnull=False).exists()


def test_two_weeks_before_a_day_who_comes_gets_what_she_must_know_once(planner: Client) -> None:
    editie, trainer = published(planner)
    first = Bijeenkomst.objects.get(title="Dagdeel 1")
    plan_praktisch(first.starts_at - timedelta(days=15))
    assert told("N23") == set()
    now = first.starts_at - timedelta(days=13)
    plan_praktisch(now)
    plan_praktisch(now + timedelta(hours=1))
    bericht = Bericht.objects.get(kind="N23")
    words = load_praktisch([bericht], now)[bericht.pk]
    assert (bericht.recipient, bericht.object_id) == (trainer, first.pk)
    assert (words.context["wat"], words.path) == ("Dagdeel 1 en 2", f"/trainingen/{editie.slug}/dagdeel/1/")


def test_what_she_must_know_is_there_before_the_mail_of_that_morning_leaves(planner: Client) -> None:
    published(planner)
    first = Bijeenkomst.objects.get(title="Dagdeel 1")
    day = local_date(first.starts_at) - timedelta(days=14)
    plan_praktisch(at_local(day, time(0)) - timedelta(minutes=1))
    assert told("N23") == set()
    plan_praktisch(at_local(day, time(0)))
    assert Bericht.objects.get(kind="N23").mail_at == mail_moment(day)


def test_the_mails_say_what_they_must_while_it_is_so(planner: Client) -> None:
    editie, trainer = published(planner)
    deelnemer = a_deelnemer(editie).user
    row = Bericht.objects.get(kind="N166", recipient=trainer)
    assert load_trainer([row], NOW)[row.pk].context["wat"] == "publiceren"
    planner.post(f"{BASE}{editie.slug}/afgelasten/", {"reason": "Te weinig aanmeldingen."})
    assert load_trainer([row], NOW) == {}
    off = list(Bericht.objects.filter(kind="N167"))
    found = load_off(off, NOW)
    assert {words.context["reden"] for words in found.values()} == {"Te weinig aanmeldingen."}
    files = {one.recipient: len(found[one.pk].attachments) for one in off}
    assert files == {trainer: 6, deelnemer: 0}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"trainers": []}, "heeft minstens één trainer"),
        ({"locatie": ""}, "heeft een locatie"),
        ({"capacity": "40"}, "De locatie heeft 30 plaatsen. Jullie zijn met 41"),
        ({"capacity": "3"}, "Kies 4 of meer plaatsen."),
        ({"apply_until_date": "1-1-2027"}, "Kies een dag vanaf vandaag."),
        ({"decide_by_date": "20-1-2027"}, "niet vóór het einde van de aanmelding"),
    ],
)
def test_people_and_places_that_cannot_be_are_refused(planner: Client, change: dict[str, Any], sentence: str) -> None:
    editie, trainer = published(planner)
    sent = people_of(editie, [trainer], editie.locatie, description="Dit blijft staan.") | change
    answer = planner.post(f"{BASE}{editie.slug}/mensen/", sent)
    if "stamp" in answer.context and not answer.context["form"].errors:
        answer = planner.post(f"{BASE}{editie.slug}/mensen/", sent | {"bevestig": answer.context["stamp"]})
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, "Dit blijft staan." in page) == (200, True, True)


def test_somebody_who_is_no_trainer_cannot_be_chosen_nor_twice_nor_oneself(planner: Client) -> None:
    editie, member, trainer = begin(planner), UserFactory(), UserFactory(trainer=True)
    page = f"{BASE}{editie.slug}/mensen/"
    assert "Kies een van de mogelijkheden" in planner.post(page, people_of(editie, [member], None)).content.decode()
    both = people_of(editie, [trainer], None) | {"coaches": [str(trainer.pk)]}
    assert "Wie traint, kan ook coachen." in planner.post(page, both).content.decode()
    twice = people_of(editie, [trainer, trainer], None)
    assert planner.post(page, twice).status_code == 302
    assert Lidmaatschap.objects.filter(kring=editie.kring).count() == 1
    me = User.objects.get(pk=planner.session["_auth_user_id"])
    RoltoekenningFactory(user=me, rol="TRAINER")
    answer = planner.post(page, people_of(editie, [trainer, me], None))
    assert "Jezelf maak je geen trainer." in answer.content.decode()


def test_a_place_that_changes_is_told_to_who_comes(planner: Client) -> None:
    editie, trainer = published(planner)
    sent = people_of(editie, [trainer], LocatieFactory(name="Het Veerhuis"))
    shown = planner.post(f"{BASE}{editie.slug}/mensen/", sent)
    assert "Locatie van 6 bijeenkomsten" in shown.content.decode()
    assert told("N112") == set()
    planner.post(f"{BASE}{editie.slug}/mensen/", sent | {"bevestig": shown.context["stamp"]})
    assert set(Bijeenkomst.objects.values_list("place_name", flat=True)) == {"Het Veerhuis"}
    assert told("N112") == {trainer.email}


def test_a_coach_who_comes_or_goes_hears_it(planner: Client) -> None:
    editie, trainer = published(planner)
    coach = UserFactory()
    RoltoekenningFactory(user=coach, rol="COACH")
    page = f"{BASE}{editie.slug}/mensen/"
    for coaches, word in (([str(coach.pk)], "coach"), ([], "coachaf")):
        sent = people_of(editie, [trainer], editie.locatie) | {"coaches": coaches}
        shown = planner.post(page, sent)
        assert coach.naam in shown.content.decode()
        assert planner.post(page, sent | {"bevestig": shown.context["stamp"]}).status_code == 302
        row = Bericht.objects.get(kind="N166", recipient=coach, moment__startswith=f"{word}:")
        assert load_trainer([row], NOW)[row.pk].context["wat"] == word


def test_what_began_stays_and_nothing_moves_into_the_past(planner: Client, clock: Any) -> None:
    editie, _trainer = published(planner)
    first = Bijeenkomst.objects.get(title="Dagdeel 1")
    clock.move_to(first.ends_at + timedelta(days=3))
    planner = Client()
    planner.force_login(with_second_factor(UserFactory(coordinator=True)))
    sent = proposal_of(planner, editie)
    yesterday = date_plain(local_date(first.ends_at + timedelta(days=2)))
    answer = planner.post(f"{BASE}{editie.slug}/data/", sent | {"dag_3": yesterday, "bevestig": "x"})
    assert "Dit is al begonnen en verandert niet meer." in answer.content.decode()
    assert "Tussentijd A duurt" in answer.content.decode()
    third = local_date(Bijeenkomst.objects.get(title="Dagdeel 3").starts_at)
    sent |= {"dag_1": date_plain(third), "dag_3": date_plain(third + timedelta(days=1))}
    shown = planner.post(f"{BASE}{editie.slug}/data/", sent)
    assert [change.title for change in shown.context["changes"]] == ["Dagdeel 3"]
    assert planner.post(f"{BASE}{editie.slug}/data/", sent | {"bevestig": shown.context["stamp"]}).status_code == 302
    assert Bijeenkomst.objects.get(title="Dagdeel 1").starts_at == first.starts_at


def test_a_trainer_whose_role_ended_is_named_and_makes_room(planner: Client) -> None:
    editie, trainer = published(planner)
    trainer.roltoekenningen.update(until_date=local_date(NOW) - timedelta(days=1))
    assert "Geen trainer" in planner.get(BASE).content.decode()
    assert f"{trainer.naam} is geen trainer meer." in planner.get(f"{BASE}{editie.slug}/").content.decode()
    page = f"{BASE}{editie.slug}/mensen/"
    assert f"Geen trainer meer: {trainer.naam}." in planner.get(page).content.decode()
    sent = people_of(editie, [UserFactory(trainer=True)], editie.locatie)
    shown = planner.post(page, sent)
    assert planner.post(page, sent | {"bevestig": shown.context["stamp"]}).status_code == 302
    assert not Bezetting.objects.filter(user=trainer).exists()
