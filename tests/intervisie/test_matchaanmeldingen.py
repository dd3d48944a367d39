"""Registering for a round: what is asked, what is refused, what is kept, and taking it back."""

from typing import Any

import pytest
import time_machine

from community.confidential import confidential
from community.models import DataKey, Opgave, User, Vernietiging
from intervisie.models import Matchaanmelding, Matchronde, RondeStatus, Vasteregel
from intervisie.queries.matchaanmeldingen import Priveregels, priveregels_of
from tests.factories import DienstverbandFactory, SamenwerkingFactory, UserFactory
from tests.factories.intervisie import a_ronde, an_aanmelding
from tests.factories.moments import NOW
from tests.intervisie.matchwork import LID, client_of, errors, register

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def called(naam: str, **fields: Any) -> User:
    """Return a member of the ledengids by this name."""
    voornaam, _space, achternaam = naam.partition(" ")
    user: User = UserFactory(voornaam=voornaam, tussenvoegsel="", achternaam=achternaam, **fields)
    return user


def private_of(user: User, ronde: Matchronde) -> Priveregels:
    """Return what she herself reads of her private part."""
    with confidential():
        return priveregels_of(user, Matchaanmelding.objects.get(ronde=ronde, user=user), NOW)


def test_who_registers_finds_it_back_on_the_page() -> None:
    ronde, user, wished = a_ronde(), UserFactory(), called("Wiske Wens")
    refused, boss = called("Rik Ruzie"), called("Bea Baas")
    opgave = Opgave.objects.create(name="Water", slug="water")
    samenwerking = SamenwerkingFactory(regisseurs=[user], name="Kade en Kreek")
    answer = register(user, ronde, place="gouda", wants="wiske  wens", niet_met="Rik Ruzie\n\nRik Ruzie\n",
                      lijn="Bea Baas", opgaven=[str(opgave.pk)], samenwerkingen=[str(samenwerking.pk)])  # fmt: skip
    assert (answer.status_code, answer.url) == (302, "/intervisie/")
    row = Matchaanmelding.objects.get()
    assert (row.slots, row.form, row.place, row.max_minutes, row.langs, row.registered_at, row.version) == (
        [0, 3], "BEIDE", "Gouda", 60, ["nl"], NOW, 1,
    )  # fmt: skip
    assert [list(row.wants.all()), list(row.opgaven.all()), list(row.samenwerkingen.all())] == [
        [wished], [opgave], [samenwerking],
    ]  # fmt: skip
    private = private_of(user, ronde)
    assert (private.niet_met, private.lijn) == ((refused.pk,), (boss.pk,))
    page = client_of(user).get(f"{LID}{ronde.code}/")
    assert page.headers["Cache-Control"] == "private, no-store"
    shown = page.context["form"].initial
    assert [shown[name] for name in ("slots", "wants", "niet_met", "lijn", "version")] == [
        ["0", "3"], "Wiske Wens", "Rik Ruzie", "Bea Baas", 1,
    ]  # fmt: skip
    assert "maandag ochtend, dinsdag middag" in client_of(user).get("/intervisie/").content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slots": []}, "Kies ten minste één dagdeel."),
        ({"slots": ["10"]}, "Kies een van de mogelijkheden in de lijst."),
        ({"form": "TELEFOON"}, "Kies een van de mogelijkheden in de lijst."),
        ({"max_minutes": "61"}, "Kies een van de mogelijkheden in de lijst."),
        ({"place": "Nergenshuizen"}, "Deze plaats kennen we niet. Kies een grotere plaats in de buurt."),
        ({"wants": "Niemand Nergens"},
         "We vinden geen lid dat Niemand Nergens heet. Schrijf de naam zoals hij in de ledengids staat."),
        ({"wants": "Dicht Lid"},
         "We vinden geen lid dat Dicht Lid heet. Schrijf de naam zoals hij in de ledengids staat."),
        ({"niet_met": "Weg Gegaan"},
         "We vinden geen lid dat Weg Gegaan heet. Schrijf de naam zoals hij in de ledengids staat."),
        ({"lijn": "00000000-0000-4000-8000-000000000000"},
         "We vinden geen lid dat 00000000-0000-4000-8000-000000000000 heet. "
         "Schrijf de naam zoals hij in de ledengids staat."),
        ({"wants": "Eigen Naam"}, "Je noemt jezelf. Haal je eigen naam weg."),
        ({"niet_met": "Eigen Naam"}, "Je noemt jezelf. Haal je eigen naam weg."),
        ({"wants": "Rik Ruzie", "niet_met": "Rik Ruzie"},
         "Je noemt Rik Ruzie hier en bij wie je graag wilt. Kies één van de twee."),
        ({"wants": "Rik Ruzie", "lijn": "rik ruzie"},
         "Je noemt Rik Ruzie hier en bij wie je graag wilt. Kies één van de twee."),
        ({"wants": "A\nB\nC\nD"}, "Noem hooguit 3 leden. Haal regels weg."),
        ({"niet_met": "\n".join(f"Naam {n}" for n in range(11))}, "Noem hooguit 10 leden. Haal regels weg."),
        ({"wants": "x" * 2001}, "Maak deze tekst korter: hooguit 2000 tekens. Nu zijn het er 2001."),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_lost(changes: dict[str, Any], sentence: str) -> None:
    ronde, user = a_ronde(), called("Eigen Naam")
    called("Rik Ruzie")
    called("Weg Gegaan", is_active=False)
    hidden = called("Dicht Lid")
    hidden.profiel.in_ledengids = False
    hidden.profiel.save()
    answer = register(user, ronde, **{"place": "Gouda", "lijn": "Rik Ruzie"} | changes)
    assert answer.status_code == 200
    assert sentence in errors(answer)
    typed = answer.context["form"].data
    assert [typed[name] for name in changes if name != "slots"] == [
        changes[name] for name in changes if name != "slots"
    ]
    assert (Matchaanmelding.objects.exists(), DataKey.objects.exists()) == (False, False)


def test_namesakes_are_told_apart_by_their_code() -> None:
    ronde, user = a_ronde(), UserFactory()
    first, second = called("Kim Dubbel"), called("Kim Dubbel")
    DienstverbandFactory(user=second, organisatie__name="Waterschap Elzenbroek")
    answer = register(user, ronde, niet_met="Kim Dubbel")
    [sentence] = errors(answer)
    assert sentence.startswith("Er zijn meer leden die Kim Dubbel heten. Schrijf er één over zoals hier staat:")
    wanted = f"Kim Dubbel ({second.profiel.code})"
    assert f"{wanted}, Waterschap Elzenbroek" in sentence
    register(user, ronde, niet_met=wanted)
    assert private_of(user, ronde).niet_met == (second.pk,)
    shown = client_of(user).get(f"{LID}{ronde.code}/").context["form"].initial
    assert shown["niet_met"] == wanted
    assert first.pk not in private_of(user, ronde).niet_met


def test_a_half_name_gets_the_names_she_may_have_meant() -> None:
    ronde, meant = a_ronde(), called("Tineke Tarwe")
    answer = register(UserFactory(), ronde, wants="Tarwe")
    code = meant.profiel.code
    assert errors(answer) == [
        f"We vinden geen lid dat Tarwe heet. Bedoel je een van deze leden? Tineke Tarwe ({code})."
    ]


def test_no_more_than_three_themes() -> None:
    opgaven = [Opgave.objects.create(name=f"Opgave {n}", slug=f"opgave-{n}") for n in range(4)]
    answer = register(UserFactory(), a_ronde(), opgaven=[str(one.pk) for one in opgaven])
    assert errors(answer) == ["Kies hooguit drie thema's."]


def test_only_what_one_directs_oneself_can_be_chosen() -> None:
    other, ended = SamenwerkingFactory(regisseurs=[UserFactory()]), UserFactory()
    own = SamenwerkingFactory(regisseurs=[ended])
    answer = register(ended, a_ronde(), samenwerkingen=[str(other.pk)])
    assert errors(answer) == ["Kies een van de mogelijkheden in de lijst."]
    page = client_of(ended).get(f"{LID}{Matchronde.objects.get().code}/")
    assert page.context["form"].initial["samenwerkingen"] == [str(own.pk)]


@pytest.mark.parametrize(
    ("form", "asked"), [("ONLINE", (False, False)), ("FYSIEK", (False, True)), ("BEIDE", (True, True))]
)
def test_what_the_round_decides_is_not_asked(form: str, asked: tuple[bool, bool]) -> None:
    ronde, user = a_ronde(form=form), UserFactory()
    fields = client_of(user).get(f"{LID}{ronde.code}/").context["form"].fields
    assert ("form" in fields, "place" in fields) == asked
    register(user, ronde, form="BEIDE")
    assert Matchaanmelding.objects.get().form == form


def test_changing_destroys_the_key_of_what_was_private(django_capture_on_commit_callbacks: Any) -> None:
    ronde, user = a_ronde(), UserFactory()
    for naam in ("Rik Ruzie", "Bea Baas"):
        called(naam)
    register(user, ronde, niet_met="Rik Ruzie")
    with confidential():
        first = Vasteregel.objects.get().data_key_id
    with django_capture_on_commit_callbacks(execute=True):
        register(user, ronde, niet_met="Rik Ruzie", slots=["5"], version="1")
    with confidential():
        assert Vasteregel.objects.get().data_key_id == first  # the same stays under its key
    with django_capture_on_commit_callbacks(execute=True):
        register(user, ronde, niet_met="Bea Baas", version="2")
    with confidential():
        second = Vasteregel.objects.get().data_key_id
    assert DataKey.objects.get(pk=first).wrapped is None
    assert DataKey.objects.get(pk=second).wrapped is not None
    with django_capture_on_commit_callbacks(execute=True):
        register(user, ronde, version="3")
    with confidential():
        assert not Vasteregel.objects.exists()
    assert sorted(Vernietiging.objects.filter(kind="VASTEREGEL").values_list("reason", flat=True)) == ["GEWIJZIGD"] * 2
    assert Matchaanmelding.objects.get().version == 4


def test_withdrawing_forgets_whom_she_named(django_capture_on_commit_callbacks: Any) -> None:
    ronde, user, wished = a_ronde(), UserFactory(), UserFactory()
    row = an_aanmelding(ronde, user, wants=[wished], niet_met=[UserFactory()])
    client = client_of(user)
    assert "Niet intrekken" in client.get(f"{LID}{ronde.code}/intrekken/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post(f"{LID}{ronde.code}/intrekken/")
    row.refresh_from_db()
    assert (row.withdrawn_at, row.version, list(row.wants.all())) == (NOW, 2, [])
    with confidential():
        assert not Vasteregel.objects.exists()
    assert [key.wrapped for key in DataKey.objects.all()] == [None]
    page = client.get("/intervisie/").content.decode()
    assert ("Meld me aan" in page, "Mijn aanmeldingen" in page) == (True, False)
    assert register(user, ronde, version="2").status_code == 302
    row.refresh_from_db()
    assert (row.withdrawn_at, row.version) == (None, 3)


def test_two_windows_show_both_versions() -> None:
    ronde, user = a_ronde(), UserFactory()
    called("Rik Ruzie")
    register(user, ronde, slots=["0"])
    answer = register(user, ronde, slots=["9"], niet_met="Rik Ruzie")
    page = answer.content.decode()
    assert [words in page for words in ("Bekijk beide versies", "vrijdag middag", 'name="version" value="1"')] == [
        True
    ] * 3
    assert Matchaanmelding.objects.get().slots == [0]
    assert register(user, ronde, slots=["9"], version="1").status_code == 302


def test_one_form_sent_twice_registers_once() -> None:
    ronde, user = a_ronde(), UserFactory()
    client = client_of(user)
    token = "3f2d9c4e-1f0b-4b0a-9a51-0f6a5f6f1c11"
    sent = {
        "slots": ["0"],
        "form": "BEIDE",
        "max_minutes": "60",
        "experience": "GEEN",
        "version": "0",
        "eenmalig": token,
    }
    assert [client.post(f"{LID}{ronde.code}/", sent).status_code for _ in range(2)] == [302, 302]
    assert Matchaanmelding.objects.get().version == 1


def test_the_last_registration_begins_the_next_one_private_part_included() -> None:
    earlier, ronde, user = a_ronde(status=RondeStatus.VASTGESTELD), a_ronde(name="Nu"), UserFactory()
    refused, wished, gone = called("Rik Ruzie"), called("Wiske Wens"), called("Weg Gegaan")
    an_aanmelding(earlier, user, slots=[4], place="Gouda", wants=[wished, gone], niet_met=[refused, gone])
    for hidden in (refused, wished):
        hidden.profiel.in_ledengids = False
        hidden.profiel.save()
    gone.is_active = False
    gone.save()
    shown = client_of(user).get(f"{LID}{ronde.code}/").context["form"].initial
    assert [shown[name] for name in ("slots", "place", "wants", "niet_met", "version")] == [
        ["4"],
        "Gouda",
        "",
        "Rik Ruzie",
        0,
    ]
    assert register(user, ronde, niet_met="Rik Ruzie").status_code == 302  # though she left the ledengids since
    assert private_of(user, ronde).niet_met == (refused.pk,)
