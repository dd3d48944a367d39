"""Planning an editie from the first form until it is known, and what changes after that."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from casussen.models import Praktijkboek
from community.confidential import confidential
from community.models import (
    Bericht,
    Bezetting,
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    Lidmaatschap,
    Locatie,
    Taak,
    User,
)
from community.notation import date_plain, local
from community.workdays import local_date
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import LocatieFactory, a_deelnemer, a_trainer, an_editie, standard
from training.models import Editie, EditieStatus
from training.reminders.planning import load_off, load_trainer
from training.reminders.praktisch import load_praktisch, plan_praktisch

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
BASE = "/coordinatie/edities/"
NEW = {
    "name": "Voorjaar 2027", "provincie": "ZUID_HOLLAND", "regio": "MIDDEN", "from_date": "1 februari 2027",
    "until_date": "31 juli 2027", "version": "0",
}  # fmt: skip


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


def begin(planner: Client, **other: str) -> Editie:
    """Begin an editie by its form and return it."""
    answer = planner.post(f"{BASE}nieuw/", NEW | {"programmaversie": str(standard().pk)} | other)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Editie.objects.get(slug=answer.url.split("/")[3])


def people_of(editie: Editie, trainers: list[User], locatie: Locatie | None, **other: str) -> dict[str, Any]:
    """Return what the form about people sends."""
    return {
        "trainers": [str(user.pk) for user in trainers], "locatie": str(locatie.pk) if locatie else "",
        "capacity": "18", "apply_until_date": "1 februari 2027", "decide_by_date": "5 februari 2027",
        "version": str(Editie.objects.get(pk=editie.pk).version),
    } | other  # fmt: skip


def proposal_of(planner: Client, editie: Editie) -> dict[str, Any]:
    """Return what the page of the days would send without touching anything."""
    form = planner.get(f"{BASE}{editie.slug}/data/").context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if field.name.startswith("vast_"):
            if value:
                sent[field.name] = "on"
        else:
            sent[field.name] = f"{value}" if not isinstance(value, date) else value.strftime("%d-%m-%Y")
    return sent


def planned(planner: Client, *, name: str = "Voorjaar 2027") -> tuple[Editie, User]:
    """Return a concept with a trainer, a place and days."""
    editie, trainer = begin(planner, name=name), UserFactory(trainer=True)
    answer = planner.post(f"{BASE}{editie.slug}/mensen/", people_of(editie, [trainer], LocatieFactory()))
    assert answer.status_code == 302, answer.content.decode()
    answer = planner.post(f"{BASE}{editie.slug}/data/", proposal_of(planner, editie))
    assert answer.status_code == 302, answer.content.decode()
    return Editie.objects.get(pk=editie.pk), trainer


def explain(planner: Client, editie: Editie) -> None:
    """Give a reason for every warning."""
    form = planner.get(f"{BASE}{editie.slug}/afwijkingen/").context["form"]
    planner.post(f"{BASE}{editie.slug}/afwijkingen/", {field.name: "Het kan niet anders." for field in form})


def published(planner: Client) -> tuple[Editie, User]:
    """Return an editie that is known, with its trainer."""
    editie, trainer = planned(planner)
    explain(planner, editie)
    answer = planner.post(f"{BASE}{editie.slug}/publiceren/", {"rules": "Wat ik lees, blijft hier.",
                                                              "version": str(editie.version)})  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    return Editie.objects.get(pk=editie.pk), trainer


def told(kind: str) -> set[str]:
    """Return who is owed this message."""
    return set(Bericht.objects.filter(kind=kind, status="GEPLAND").values_list("recipient__email", flat=True))


def test_from_the_first_form_to_a_concept_with_days(planner: Client) -> None:
    editie, trainer = planned(planner)
    days = {deel.onderdeel.code: deel for deel in editie.delen.select_related("onderdeel", "bijeenkomst")}
    held = [days[code].bijeenkomst for code in "12345E"]
    assert {meeting.status for meeting in held} == {BijeenkomstStatus.CONCEPT}
    assert local_date(held[0].starts_at) == local_date(held[1].starts_at)
    assert all(one.ends_at <= two.starts_at for one, two in itertools.pairwise(held))
    assert Bezetting.objects.filter(user=trainer).count() == 6
    assert Bezetting.objects.filter(locatie=editie.locatie).count() == 6
    assert all((days[code].until_date or date.max) < local_date(days[after].bijeenkomst.starts_at) - timedelta(days=6)
               for code, after in (("A", "3"), ("B", "4"), ("C", "5"), ("D", "E")))  # fmt: skip
    assert not Deelname.objects.exists()
    assert not Bericht.objects.exists()


def test_publishing_makes_it_known_and_tells_exactly_who_it_says(planner: Client) -> None:
    near, far = UserFactory(), UserFactory()
    near.profiel.provincies = ["ZUID_HOLLAND"]
    near.profiel.save()
    editie, trainer = planned(planner)
    explain(planner, editie)
    page = planner.get(f"{BASE}{editie.slug}/publiceren/").content.decode()
    assert trainer.naam in page
    assert "1 lid in Zuid-Holland" in page
    published_one = planner.post(f"{BASE}{editie.slug}/publiceren/", {"rules": "Regels.", "version": editie.version})
    assert published_one.status_code == 302
    editie.refresh_from_db()
    assert editie.status == EditieStatus.GEPUBLICEERD
    assert set(Bijeenkomst.objects.values_list("status", flat=True)) == {BijeenkomstStatus.GEPLAND}
    assert Deelname.objects.filter(user=trainer, status="AANGEMELD").count() == 6
    assert (told("N166"), told("N10")) == ({trainer.email}, {near.email})
    assert far.email not in told("N10")
    assert Taak.objects.filter(user=trainer, kind="AFSPRAKEN_AKKOORD", object_id=editie.kring_id).exists()
    with confidential():
        boek = Praktijkboek.objects.get(kring=editie.kring)
    last = local_date(Bijeenkomst.objects.latest("starts_at").starts_at)
    assert last + timedelta(days=85) < boek.closes_date < last + timedelta(days=100)
    assert last + timedelta(days=175) < boek.destroys_date < last + timedelta(days=190)


def test_what_is_missing_is_said_and_nothing_is_published(planner: Client) -> None:
    editie = begin(planner)
    page = planner.get(f"{BASE}{editie.slug}/publiceren/").content.decode()
    for sentence in ("Er is nog geen trainer.", "Er is nog geen locatie.", "Dagdeel 3 heeft nog geen datum."):
        assert sentence in page
    answer = planner.post(f"{BASE}{editie.slug}/publiceren/", {"rules": "Regels.", "version": editie.version})
    assert (answer.status_code, Editie.objects.get().status) == (200, EditieStatus.CONCEPT)


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


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("dag_3", "gisteren", "Schrijf de datum zo"),
        ("dag_3", "", "Vul een datum in"),
        ("dag_3", "7-2-2027", "weekend"),
        ("dag_3", "27-4-2027", "Koningsdag"),
        ("dag_3", "1-9-2027", "valt buiten de periode"),
        ("dag_3", "1-2-2027", "hoort voor"),
        ("begin_1", "AVOND", "Dit past niet meer op die dag"),
        ("begin_3", "NACHT", "Kies een van de mogelijkheden"),
        ("dag_i", "1-6-2027", "voor de intake zijn 15 werkdagen nodig"),
        ("version", "x", "oud"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words_and_stay_typed(
    planner: Client, field: str, value: str, sentence: str
) -> None:
    editie, _trainer = planned(planner)
    before = list(Bijeenkomst.objects.order_by("title").values_list("starts_at", flat=True))
    answer = planner.post(f"{BASE}{editie.slug}/data/", proposal_of(planner, editie) | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence.lower() in page.lower()
    if field.startswith("dag_") and value:
        assert f'value="{value}"' in page
    assert list(Bijeenkomst.objects.order_by("title").values_list("starts_at", flat=True)) == before


def test_two_days_can_change_their_part_of_the_day_at_once(planner: Client) -> None:
    editie, _trainer = planned(planner)
    sent = proposal_of(planner, editie) | {"begin_3": "AVOND", "begin_1": "MIDDAG"}
    assert planner.post(f"{BASE}{editie.slug}/data/", sent).status_code == 302
    third = Bijeenkomst.objects.get(title="Dagdeel 3")
    assert local(third.starts_at).hour == 19


def test_a_trainer_is_in_one_place_at_a_time(planner: Client) -> None:
    first, trainer = planned(planner)
    second = begin(planner, name="Ook voorjaar")
    planner.post(f"{BASE}{second.slug}/mensen/", people_of(second, [trainer], LocatieFactory()))
    taken = proposal_of(planner, first)
    mine = proposal_of(planner, second)
    assert mine["dag_1"] != taken["dag_1"]  # the proposal goes around it
    clash = mine | {name: value for name, value in taken.items() if name.startswith(("dag", "begin"))}
    answer = planner.post(f"{BASE}{second.slug}/data/", clash)
    assert answer.status_code == 200
    assert f"{trainer.naam} is bezet bij dagdeel 1 en 2" in answer.content.decode()


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


def test_a_concept_is_thrown_away_with_all_it_held(planner: Client) -> None:
    editie, _trainer = planned(planner)
    assert planner.post(f"{BASE}{editie.slug}/afgelasten/", {}).status_code == 302
    assert (Editie.objects.count(), Bijeenkomst.objects.count(), Bezetting.objects.count()) == (0, 0, 0)
    assert planner.get(f"{BASE}{editie.slug}/").status_code == 404


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


def test_when_nothing_fits_it_says_which_wish_to_give_up(planner: Client) -> None:
    editie = begin(planner, until_date="1-4-2027")
    page = planner.get(f"{BASE}{editie.slug}/data/").content.decode()
    assert "Er zijn geen data die aan alle vaste regels voldoen." in page
    assert "Laat de periode langer duren" in page


def test_a_fixed_day_stays_in_a_new_proposal(planner: Client) -> None:
    editie, _trainer = planned(planner)
    sent = proposal_of(planner, editie)
    day = local_date(Bijeenkomst.objects.get(title="Dagdeel 3").starts_at) + timedelta(days=2)
    sent |= {"dag_3": day.strftime("%d-%m-%Y"), "vast_3": "on", "voorstel": "ja"}
    form = planner.post(f"{BASE}{editie.slug}/data/", sent).context["form"]
    assert (form["dag_3"].value(), form["vast_3"].value()) == (date_plain(day), True)


def test_a_summer_time_change_keeps_the_hours(planner: Client) -> None:
    planned(planner)
    first, late = (Bijeenkomst.objects.get(title=title).starts_at for title in ("Dagdeel 1", "Dagdeel 5"))
    assert (local(first).hour, local(late).hour) == (9, 9)
    assert first.hour != late.hour


@pytest.mark.parametrize("amount", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    planner: Client, amount: int, django_assert_num_queries: Any
) -> None:
    for number in range(amount):
        a_trainer(an_editie(name=f"Editie {number}"))
    planner.get(BASE)
    with django_assert_num_queries(8):
        assert planner.get(BASE).content.decode().count("/coordinatie/edities/editie-") == amount


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
