"""A round of toernees from registering to adopting: what people show, who does not go together, and the toernees."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.actions.errors import ActionError
from community.models import Bericht, Kring, KringKind, OrganisatieKind, SamenwerkingFase, SamenwerkingVorm, Taak, User
from intervisie.actions.indelingsvoorstellen import move_person
from intervisie.actions.matchrondes import ask_by_name
from intervisie.actions.overnemen import AdoptedError, adopt_voorstel
from intervisie.actions.proefverplaatsingen import ask_costs
from intervisie.models import (
    Form,
    Indelingsvoorstel,
    Matchaanmelding,
    Matchronde,
    Proefverplaatsing,
    RondeKind,
    RondeStatus,
    Rondeuitnodiging,
    Toernee,
)
from intervisie.queries.indelingsvoorstellen import shown_of
from intervisie.queries.matching_invoer import mensen_van, public_instance
from intervisie.queries.matching_merken import merken_van
from tests.factories import DienstverbandFactory, OrganisatieFactory, SamenwerkingFactory, UserFactory
from tests.factories.intervisie import a_ronde, a_vasteregel, an_aanmelding
from tests.factories.moments import NOW
from tests.factories.toernees import a_protocolversie, deelnemers_of
from tests.intervisie.matchwork import a_coordinator as browser_of_hart
from tests.intervisie.matchwork import client_of, errors
from tests.intervisie.voorstelwork import a_coordinator, browser, post, proposal, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
TOERNEE: dict[str, Any] = {"kind": RondeKind.TOERNEE, "size_min": 4, "size_target": 5, "size_max": 6,
                           "form": Form.FYSIEK, "name": "Toernees voorjaar 2027"}  # fmt: skip
AANMELDING = {"slots": ["0", "3"], "place": "Gouda", "max_minutes": "90", "wants": "", "niet_met": "", "lijn": "",
              "version": "0"}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def a_toernee_round(number: int = 10, **fields: Any) -> tuple[Matchronde, list[Matchaanmelding]]:
    """Return a closed round of toernees with so many registrations, of different employers, forms and phases."""
    a_protocolversie()
    ronde = a_ronde(status=RondeStatus.GESLOTEN, **TOERNEE | fields)
    rows = []
    for at in range(number):
        user = UserFactory()
        DienstverbandFactory(user=user, organisatie=OrganisatieFactory(kind=OrganisatieKind.values[0]))
        shown = SamenwerkingFactory(owner=user, place="Utrecht", vorm=SamenwerkingVorm.values[at % 4],
                                    fase=SamenwerkingFase.values[at % 5])  # fmt: skip
        rows.append(an_aanmelding(ronde, user, slots=range(6), place="Zeist", max_minutes=90, offered=shown))
    return ronde, rows


def register(client: Client, ronde: Matchronde, **changes: Any) -> Any:
    return client.post(f"/intervisie/aanmelden/{ronde.code}/", AANMELDING | {"eenmalig": str(uuid4())} | changes)


def test_who_registers_says_which_samenwerking_she_shows() -> None:
    user, ronde = UserFactory(), a_ronde(**TOERNEE)
    client = client_of(user)
    page = client.get(f"/intervisie/aanmelden/{ronde.code}/").content.decode()
    assert "Schrijf eerst je samenwerking in" in page
    answer = register(client, ronde, wants="Noor")
    assert answer.status_code == 200
    assert "Kies welke samenwerking je laat zien." in answer.content.decode()
    assert 'value="Gouda"' in answer.content.decode()  # nothing typed is lost
    one, other = (SamenwerkingFactory(owner=user) for _ in range(2))
    ended = SamenwerkingFactory(owner=user, ended_at=NOW)
    for wrong in ("", str(ended.pk), str(SamenwerkingFactory().pk), "onzin"):
        assert register(client, ronde, offered=wrong).status_code == 200
    assert not Matchaanmelding.objects.exists()
    assert register(client, ronde, offered=str(other.pk)).status_code == 302
    row = Matchaanmelding.objects.get()
    assert (row.offered, row.form, row.place) == (other, Form.FYSIEK, "Gouda")
    assert one.name in client.get(f"/intervisie/aanmelden/{ronde.code}/").content.decode()


def test_form_and_phase_are_what_the_engine_contrasts() -> None:
    ronde, rows = a_toernee_round(5)
    people = {one.id: one for one in public_instance(mensen_van(ronde, NOW)).people}
    for row in rows:
        person, shown = people[str(row.user_id)], row.offered
        assert shown is not None
        assert (person.sector, person.seniority) == (shown.vorm, list(SamenwerkingFase.values).index(shown.fase) + 1)
        assert str(shown.pk) in person.collabs
        assert person.mode == "fysiek"
    known, pages = mensen_van(ronde, NOW), merken_van(ronde, NOW)
    assert (known.fingerprint, known.snapshot) == (
        pages.fingerprint, {id_: one.mark for id_, one in pages.people.items()},
    )  # fmt: skip


@pytest.mark.parametrize("what", ["vorm", "fase", "place", "ended_at", "organisatie"])
def test_whatever_changes_about_what_is_shown_is_seen(what: str) -> None:
    ronde, rows = a_toernee_round(5)
    before = mensen_van(ronde, NOW).fingerprint
    shown = rows[0].offered
    assert shown is not None
    if what == "organisatie":
        shown.organisaties.add(OrganisatieFactory())
    else:
        value = {"vorm": "ALLIANTIE", "fase": "BORGEN", "place": "Maastricht", "ended_at": NOW}[what]
        type(shown).objects.filter(pk=shown.pk).update(**{what: value})
    assert mensen_van(ronde, NOW).fingerprint != before


def test_an_opdrachtgever_and_an_opdrachtnemer_never_come_together() -> None:
    ronde, rows = a_toernee_round(10)
    client_side, contractor = rows[0], rows[1]
    shown = client_side.offered
    assert shown is not None
    shown.organisaties.add(contractor.user.dienstverbanden.get().organisatie)
    hart = a_coordinator()
    made = proposal(hart, ronde)
    groups = [set(row["members"]) for row in made.division["groups"]]
    pair = {str(client_side.user_id), str(contractor.user_id)}
    assert not made.division["unplaced"]
    assert all(not pair <= group for group in groups)
    ticks = [dict(map(tuple, row["ticks"])) for row in made.division["groups"]]
    assert all(one["Geen opdrachtgever en opdrachtnemer"] and one["Verschillende vormen"] for one in ticks)
    assert all(one["Verschillende fasen"] and "Vorm: online of op locatie" not in one for one in ticks)
    costs = ask_costs(actor=hart, voorstel=made, person=str(contractor.user_id), now=NOW)
    there = next(at for at, group in enumerate(groups) if str(client_side.user_id) in group)
    found = next(one for one in costs.rows if one.to_group == there)
    assert (found.is_allowed, "opdrachtgever en opdrachtnemer" in found.words) == (False, True)
    with pytest.raises(ActionError):
        move_person(actor=hart, voorstel=made, person=str(contractor.user_id), to_group=there, now=NOW)


def test_a_colleague_is_told_apart_from_an_assignment_and_private_rules_stay_private() -> None:
    ronde, rows = a_toernee_round(10)
    own = rows[0].user.dienstverbanden.get().organisatie
    for row in rows[:2]:
        assert row.offered is not None
        row.offered.organisaties.add(own)
    people = {one.id: one for one in public_instance(mensen_van(ronde, NOW)).people}
    shared = people[str(rows[0].user_id)].collabs & people[str(rows[1].user_id)].collabs
    assert len(shared) == 1  # the second shows a samenwerking of the employer of the first
    assert all(
        len(one.collabs) == 1 for id_, one in people.items() if id_ not in {str(row.user_id) for row in rows[:2]}
    )


def test_cards_speak_of_forms_and_phases() -> None:
    ronde, rows = a_toernee_round(10)
    hart = a_coordinator()
    made = proposal(hart, ronde)
    cards, _out = shown_of(made, 0, 9)
    facts = " ".join(fact for card in cards for fact in card.facts)
    assert "vormen: " in facts
    assert "fasen: " in facts
    assert "soorten organisaties" not in facts
    shown = {row.offered.name for row in rows if row.offered}
    assert {one.shown.partition(" · ")[0] for card in cards for one in card.people} == shown
    reasons = " ".join(line for card in cards for one in card.people for line in one.reasons)
    assert "andere vorm" in reasons
    assert "een andere fase" in reasons
    for word in ("groep", "sector", "ervaring"):
        assert word not in reasons
    assert all(card.name.startswith("Toernee ") for card in cards)
    page = browser(hart).get(url(made)).content.decode()
    assert "Verschillende vormen" in page
    assert "Iedereen heeft een toernee." in page


def test_adopting_makes_toernees_once() -> None:
    ronde, rows = a_toernee_round(10)
    hart = a_coordinator()
    made = proposal(hart, ronde)
    toernees = adopt_voorstel(actor=hart, voorstel=made, choices={}, now=NOW)
    assert Toernee.objects.count() == Kring.objects.filter(kind=KringKind.TOERNEE).count() == len(toernees) == 2
    assert not Kring.objects.filter(kind=KringKind.INTERVISIE).exists()
    by_user = {one.user_id: one.samenwerking for toernee in Toernee.objects.all() for one in deelnemers_of(toernee)}
    assert by_user == {row.user_id: row.offered for row in rows}
    assert {(one.from_date, one.until_date, one.voorstel_id) for one in Toernee.objects.all()} == {
        (ronde.from_date, ronde.until_date, made.pk)
    }
    told = Bericht.objects.filter(kind="N219", moment="bekend").values_list("recipient", flat=True)
    assert sorted(told) == sorted(by_user)
    assert Taak.objects.filter(kind="DAGDELEN_GEVEN").count() == 10
    with pytest.raises(AdoptedError, match="toernees zijn bekend"):
        adopt_voorstel(actor=hart, voorstel=made, choices={}, now=NOW)
    assert Toernee.objects.count() == 2


def test_a_samenwerking_that_ended_since_the_proposal_stops_adopting() -> None:
    ronde, rows = a_toernee_round(5)
    hart = a_coordinator()
    made = proposal(hart, ronde)
    assert rows[0].offered is not None
    type(rows[0].offered).objects.filter(pk=rows[0].offered_id).update(ended_at=NOW)
    with pytest.raises(ActionError):
        adopt_voorstel(actor=hart, voorstel=made, choices={}, now=NOW)
    assert not Toernee.objects.exists()
    assert Indelingsvoorstel.objects.get().adopted_at is None


def test_a_round_of_toernees_is_made_with_its_own_sizes_and_words() -> None:
    hart = browser_of_hart()
    page = hart.get("/coordinatie/matching/nieuw/?soort=toernee").content.decode()
    assert "Nieuwe ronde van toernees" in page
    assert "Hoe vaak komt een groep" not in page
    given = {
        "name": "Toernees", "provincies": [], "closes_date": "12 februari 2027", "from_date": "1 maart 2027",
        "until_date": "17 december 2027", "size_min": "4", "size_target": "5", "size_max": "6",
        "min_common_slots": "1", "version": "0",
        **{f"weegt_{goal}": "NORMAAL"
           for goal in ("sector", "senioriteit", "thema", "nieuw", "wens", "reis", "tijd", "maat")},
    }  # fmt: skip
    path = "/coordinatie/matching/nieuw/?soort=toernee"
    for size in ("3", "7"):
        answer = hart.post(path, given | {"size_min": size, "eenmalig": str(uuid4())})
        assert errors(answer)[0] == "Kies een heel getal van 4 tot en met 6."
    assert hart.post(path, given | {"eenmalig": str(uuid4())}).status_code == 302
    ronde = Matchronde.objects.get()
    assert (ronde.kind, ronde.form, ronde.size_target) == (RondeKind.TOERNEE, Form.FYSIEK, 5)
    edited = hart.post(f"/coordinatie/matching/{ronde.code}/bewerken/",
                       given | {"name": "Anders", "version": str(ronde.version), "eenmalig": str(uuid4())})  # fmt: skip
    assert edited.status_code == 302
    ronde.refresh_from_db()
    assert (ronde.kind, ronde.name) == (RondeKind.TOERNEE, "Anders")


def test_who_is_asked_by_name_may_register_from_another_region() -> None:
    ronde, hart = a_ronde(provincies=["ZEELAND"], **TOERNEE), a_coordinator()
    user: User = UserFactory()
    type(user.profiel).objects.filter(user=user).update(provincies=["DRENTHE"])
    user = User.objects.get(pk=user.pk)
    path = f"/intervisie/aanmelden/{ronde.code}/"
    assert client_of(user).get(path).status_code == 404
    post(hart, f"/coordinatie/matching/{ronde.code}/uitnodigen/", wie=user.email)
    assert Rondeuitnodiging.objects.get(user=user).is_by_name
    assert Bericht.objects.filter(kind="N218", recipient=user).count() == 1
    assert client_of(user).get(path).status_code == 200
    with pytest.raises(ActionError, match="vandaag al gevraagd"):
        ask_by_name(actor=hart, ronde=ronde, user=user, now=NOW)
    shown = SamenwerkingFactory(owner=user)
    assert register(client_of(user), ronde, offered=str(shown.pk)).status_code == 302
    with pytest.raises(ActionError, match="al aangemeld"):
        ask_by_name(actor=hart, ronde=ronde, user=user, now=NOW)


def test_a_private_rule_of_the_round_stops_a_replacement_and_does_not_say_which() -> None:
    ronde, rows = a_toernee_round(6)
    *inside, spare = rows
    a_vasteregel(inside[0], niet_met=[spare.user_id])
    hart = a_coordinator()
    made = proposal(hart, ronde)
    adopt_voorstel(actor=hart, voorstel=made, choices={}, now=NOW)
    toernee = Toernee.objects.select_related("kring", "voorstel__ronde").get()
    people = {one.user_id: one for one in deelnemers_of(toernee)}
    assert {inside[0].user_id, spare.user_id} - people.keys()  # never together
    outside = spare if spare.user_id not in people else inside[0]
    blocking = inside[0] if outside is spare else spare
    old = next(one for user_id, one in people.items() if user_id != blocking.user_id)
    path = f"/coordinatie/toernees/{toernee.code}/mensen/{old.pk}/vervangen/"
    answer = post(hart, path, wie=outside.user.email, gezien=str(outside.user_id))
    assert "een vaste regel staat in de weg" in answer.content.decode()
    assert Proefverplaatsing.objects.get(person=outside.user).refused_groups == 1
    assert len(deelnemers_of(toernee)) == 5
    path = f"/coordinatie/toernees/{toernee.code}/mensen/{people[blocking.user_id].pk}/vervangen/"
    assert post(hart, path, wie=outside.user.email, gezien=str(outside.user_id)).status_code == 302
