"""Programmes, texts and places in /beheer/: a concept is written and established, and then never changes."""

from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client

from community.models import Locatie
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import an_editie, standard
from training.models import Competentie, Ontwikkeldoel, Programmaonderdeel, Programmaversie

pytestmark = pytest.mark.django_db
GROUPS = {"redacteur": "Redacteuren", "coordinator": "Coördinatoren", "beheerder": "Beheerders"}
REGISTERS = ("locaties", "programmas", "programmaversies", "programmaonderdelen", "ontwikkeldoelen", "competenties")


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def browser(**role: bool) -> Client:
    """Return the browser of somebody with this role."""
    client = Client()
    user = with_second_factor(UserFactory(**role))
    user.groups.add(*Group.objects.filter(name__in=[GROUPS[name] for name in role if name in GROUPS]))
    client.force_login(user)
    return client


@pytest.fixture
def keeper() -> Client:
    """Return the browser of a coördinator."""
    return browser(coordinator=True)


def concept(keeper: Client) -> Programmaversie:
    """Begin the next version of the standard programme."""
    answer = keeper.post(f"/beheer/programmaversies/inspect/{standard().pk}/", {"nieuw": "ja"})
    assert answer.status_code == 302
    return Programmaversie.objects.get(established_at__isnull=True)


def sent_of(part: Programmaonderdeel, **other: Any) -> dict[str, Any]:
    """Return what the form of a part sends without touching anything."""
    names = ("code", "kind", "form", "title", "minutes", "goals", "activities", "preparation", "position",
             "opdracht_title", "opdracht_text", "opdracht_part")  # fmt: skip
    flags = ("is_same_day", "has_own_teamgesprek", "has_trainer_teamgesprek", "has_coaching")
    lines = (f"{line.minutes} | {line.activity}" for line in part.draaiboek.order_by("position"))
    return {name: getattr(part, name) for name in names} | {name: "on" for name in flags if getattr(part, name)} | {
        "ontwikkeldoelen": [str(row.pk) for row in part.ontwikkeldoelen.all()],
        "instrumenten": [str(row.pk) for row in part.instrumenten.all()],
        "draaiboek": "\n".join(lines), "version_seen": str(part.versie.version),
    } | other  # fmt: skip


@pytest.mark.parametrize("role", ["coordinator", "beheerder"])
def test_who_keeps_registers_opens_each(role: str) -> None:
    client = browser(**{role: True})
    assert [client.get(f"/beheer/{name}/").status_code for name in REGISTERS] == [200] * 6
    menu = client.get("/beheer/").content.decode()
    assert [f"/beheer/{name}/" in menu for name in REGISTERS] == [True] * 6


@pytest.mark.parametrize("role", ["trainer", "redacteur"])
def test_others_open_none(role: str) -> None:
    client = browser(**{role: True})
    assert {client.get(f"/beheer/{name}/").status_code for name in REGISTERS} <= {302, 403, 404}


def test_a_new_version_is_a_copy_and_is_established_once(keeper: Client) -> None:
    made = concept(keeper)
    assert [part.code for part in made.onderdelen.order_by("position")] == list("I12A3B4C5DE")
    assert all(part.ontwikkeldoelen.exists() for part in made.onderdelen.all())
    assert keeper.get(f"/beheer/programmaversies/inspect/{made.pk}/").status_code == 200
    concept(keeper)  # a second time leads to the same concept
    keeper.post(f"/beheer/programmaversies/inspect/{made.pk}/", {"vaststellen": "ja"})
    made.refresh_from_db()
    assert made.established_at == NOW


def test_a_part_is_changed_moved_and_its_script_read_line_by_line(keeper: Client) -> None:
    made = concept(keeper)
    part = made.onderdelen.get(code="3")
    answer = keeper.post(f"/beheer/programmaonderdelen/edit/{part.pk}/", sent_of(
        part, position="4", title="Dagdeel 3 anders", draaiboek="15 | Welkom | Rondje | Kaart | Trainers\n\n30 | Werk",
    ))  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert [row.code for row in made.onderdelen.order_by("position")] == list("I123AB4C5DE")
    lines = part.draaiboek.order_by("position").values_list("minutes", "activity", "who")
    assert list(lines) == [(15, "Welkom", "Trainers"), (30, "Werk", "")]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("ontwikkeldoelen", [], "Kies minstens één ontwikkeldoel."),
        ("draaiboek", "vijftien | Welkom", "Regel 1 begint niet met minuten"),
        ("draaiboek", "15 | Welkom\n15", "Regel 2 zegt niet wat jullie dan doen."),
        ("draaiboek", "15 | a | b | c | d | e", "Regel 1 heeft te veel streepjes"),
        ("draaiboek", "15 | " + "a" * 300, "Regel 1 is te lang"),
        ("minutes", "3", "Kies 5 tot en met 1440 minuten."),
        ("code", "%", "Een code is een letter of cijfer"),
        ("code", "4", "Een ander onderdeel heeft deze code al."),
        ("version_seen", "99", "Iemand anders heeft dit net veranderd."),
    ],
)
def test_a_part_that_cannot_be_is_refused_in_words(keeper: Client, field: str, value: Any, sentence: str) -> None:
    part = concept(keeper).onderdelen.get(code="3")
    answer = keeper.post(
        f"/beheer/programmaonderdelen/edit/{part.pk}/", sent_of(part, goals="Een doel dat blijft.") | {field: value}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "Een doel dat blijft." in page
    part.refresh_from_db()
    assert part.goals != "Een doel dat blijft."


def test_an_established_version_never_changes(keeper: Client) -> None:
    part = standard().onderdelen.get(code="3")
    answers = [
        keeper.post(f"/beheer/programmaonderdelen/edit/{part.pk}/", sent_of(part, title="Anders")),
        keeper.post(f"/beheer/programmaonderdelen/delete/{part.pk}/"),
        keeper.post(f"/beheer/programmaversies/delete/{standard().pk}/"),
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    part.refresh_from_db()
    assert part.title == "Dagdeel 3"


def test_an_editie_keeps_the_version_it_began_with(keeper: Client) -> None:
    editie = an_editie()
    made = concept(keeper)
    keeper.post(f"/beheer/programmaversies/inspect/{made.pk}/", {"vaststellen": "ja"})
    editie.refresh_from_db()
    assert editie.programmaversie == standard()


def test_what_is_missing_keeps_a_version_from_being_established(keeper: Client) -> None:
    made = concept(keeper)
    made.onderdelen.get(code="A").ontwikkeldoelen.clear()
    answer = keeper.post(f"/beheer/programmaversies/inspect/{made.pk}/", {"vaststellen": "ja"}, follow=True)
    assert "Tussentijd A: kies minstens één ontwikkeldoel." in answer.content.decode()
    made.refresh_from_db()
    assert made.established_at is None


def test_a_programme_is_copied_under_another_name(keeper: Client) -> None:
    page = f"/beheer/programmaversies/inspect/{standard().pk}/"
    keeper.post(page, {"kopie": "ja", "naam": "Verdieping"})
    made = Programmaversie.objects.get(programma__name="Verdieping")
    assert (made.number, made.established_at, made.onderdelen.count()) == (1, None, 11)
    again = keeper.post(page, {"kopie": "ja", "naam": "Verdieping"}, follow=True)
    assert "Er is al een programma met deze naam." in again.content.decode()
    nameless = keeper.post(page, {"kopie": "ja", "naam": "  "}, follow=True)
    assert "Geef het programma een naam met letters." in nameless.content.decode()


def test_places_and_texts_are_kept(keeper: Client) -> None:
    fields = {"name": "Het Veerhuis", "address": "Veerdam 2, Wijk", "provincie": "UTRECHT", "seats": "24",
              "remarks": "", "is_active": "on"}  # fmt: skip
    assert keeper.post("/beheer/locaties/new/", fields).status_code == 302
    assert Locatie.objects.get().seats == 24
    doel, competentie = Ontwikkeldoel.objects.get(number=1), Competentie.objects.get(number=1)
    assert (
        keeper.post(f"/beheer/ontwikkeldoelen/edit/{doel.pk}/", {"label": "Taal", "explanation": ""}).status_code == 302
    )
    short = keeper.post(f"/beheer/competenties/edit/{competentie.pk}/",
                        {"label": "Zien", "explanation": "Uitleg.", "levels": "Eén\nTwee"})  # fmt: skip
    assert "Schrijf vijf zinnen, elk op een eigen regel." in short.content.decode()
    right = {"label": "Zien", "explanation": "Uitleg.", "levels": "Eén\nTwee\nDrie\nVier\nVijf"}
    assert keeper.post(f"/beheer/competenties/edit/{competentie.pk}/", right).status_code == 302
    competentie.refresh_from_db()
    assert competentie.levels == ["Eén", "Twee", "Drie", "Vier", "Vijf"]


def test_an_empty_form_opens_and_a_part_is_added_to_a_concept(keeper: Client) -> None:
    made = concept(keeper)
    assert keeper.get("/beheer/programmaonderdelen/new/").status_code == 200
    last = made.onderdelen.get(code="E")
    data = sent_of(last, code="F", title="Terugkomdag", position="12", versie=str(made.pk))
    assert keeper.post("/beheer/programmaonderdelen/new/", data).status_code == 302
    assert [part.code for part in made.onderdelen.order_by("position")] == list("I12A3B4C5DEF")
