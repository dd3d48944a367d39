"""Adopting a proposal: groups once, nothing when anything changed, a word for who has no group."""

import re
from typing import Any

import pytest
import time_machine
from django.core import mail

from community.actions.errors import ActionError
from community.berichten.sender import deliver
from community.models import Bericht, Datumprikker, Kring, KringKind, KringRol, Lidmaatschap, User
from intervisie.actions.indelingsvoorstellen import ask_proposal, lock_people, move_person
from intervisie.actions.matchrondes import RondeOverError
from intervisie.actions.overnemen import AdoptedError, Groepkeuze, PeopleChangedError, adopt_voorstel
from intervisie.models import Indelingsvoorstel, Intervisiegroep, Matchaanmelding, Matchronde, RondeStatus
from tests.community.agenda.test_at_once import all_at_once
from tests.factories import DienstverbandFactory, OrganisatieFactory
from tests.factories.intervisie import an_aanmelding
from tests.factories.moments import NOW
from tests.intervisie.voorstelwork import a_closed_round, a_coordinator, browser, post, proposal, url

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def start(number: int = 12, **fields: Any) -> tuple[Matchronde, list[Matchaanmelding], User, Indelingsvoorstel]:
    """Return a closed round with a proposal."""
    ronde, rows = a_closed_round(number, **fields)
    coordinator = a_coordinator()
    return ronde, rows, coordinator, proposal(coordinator, ronde)


def members(groep: Intervisiegroep) -> set[str]:
    """Return who is in a group."""
    return {str(pk) for pk in Lidmaatschap.objects.filter(kring=groep.kring).values_list("user", flat=True)}


@pytest.mark.django_db
def test_it_makes_the_groups_with_agreements_a_poll_and_a_word_to_all() -> None:
    ronde, rows, coordinator, made = start()
    groups = adopt_voorstel(actor=coordinator, voorstel=made, choices={}, now=NOW)
    ronde.refresh_from_db()
    made.refresh_from_db()
    assert (ronde.status, made.adopted_at, made.adopted_by_id) == (RondeStatus.VASTGESTELD, NOW, coordinator.pk)
    assert [members(groep) for groep in groups] == [set(row["members"]) for row in made.division["groups"]]
    assert [groep.kring.name for groep in groups] == [row["name"] for row in made.division["groups"]]
    assert Kring.objects.filter(kind=KringKind.INTERVISIE).count() == Datumprikker.objects.count() == len(groups)
    assert len({groep.data_key_id for groep in groups}) == len(groups)
    told = Bericht.objects.filter(kind="N56").values_list("recipient", flat=True)
    assert sorted(map(str, told)) == sorted(str(row.user_id) for row in rows)
    for groep, row in zip(groups, made.division["groups"], strict=True):
        leads = Lidmaatschap.objects.get(kring=groep.kring, role=KringRol.TREKKER)
        assert (str(leads.user_id), groep.voorstel_id, groep.slot) == (row["contact"], made.pk, row["slot"])


@pytest.mark.django_db
def test_names_and_contactpersonen_are_chosen_on_the_page() -> None:
    ronde, _rows, coordinator, made = start()
    page = browser(coordinator).get(url(made, "overnemen/")).content.decode()
    data = dict(re.findall(r'name="(naam_\d+)" value="([^"]+)"', page))
    for number, row in enumerate(made.division["groups"], 1):
        data[f"contact_{number}"] = row["members"][-1]
    data["naam_1"] = "De Kade"
    answer = post(coordinator, url(made, "overnemen/"), **data)
    assert answer.headers["Location"] == f"/coordinatie/matching/{ronde.code}/"
    first = Intervisiegroep.objects.get(kring__name="De Kade")
    leads = Lidmaatschap.objects.get(kring=first.kring, role=KringRol.TREKKER)
    assert str(leads.user_id) == made.division["groups"][0]["members"][-1]
    assert browser(coordinator).get(url(made, "overnemen/")).status_code == 302
    assert "Dit voorstel is overgenomen" in browser(coordinator).get(url(made)).content.decode()


@pytest.mark.django_db
def test_two_clicks_make_the_groups_once() -> None:
    _ronde, _rows, coordinator, made = start()
    data = {"eenmalig": "5c0e3f1e-3d7c-4a53-8b5e-1f0e8a3b9f10"}
    for number, row in enumerate(made.division["groups"], 1):
        data |= {f"naam_{number}": row["name"], f"contact_{number}": row["contact"]}
    client = browser(coordinator)
    answers = [client.post(url(made, "overnemen/"), data).status_code for _ in range(2)]
    assert (answers, Intervisiegroep.objects.count()) == ([302, 302], len(made.division["groups"]))


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["withdraws", "changes", "moves_house", "joins", "rules"])
def test_who_changed_is_named_and_nothing_happens(change: str) -> None:
    ronde, rows, coordinator, made = start()
    who = rows[3]
    if change == "withdraws":
        Matchaanmelding.objects.filter(pk=who.pk).update(withdrawn_at=NOW)
    elif change == "changes":
        Matchaanmelding.objects.filter(pk=who.pk).update(version=who.version + 1)
    elif change == "moves_house":
        who.user.dienstverbanden.all().delete()
        DienstverbandFactory(user=who.user, organisatie=OrganisatieFactory())
    elif change == "joins":
        who = an_aanmelding(ronde, slots=range(6), place="Utrecht")
    else:
        Matchronde.objects.filter(pk=ronde.pk).update(size_max=7)
    with pytest.raises(PeopleChangedError) as caught:
        adopt_voorstel(actor=coordinator, voorstel=made, choices={}, now=NOW)
    [sentence] = caught.value.changes
    assert who.user.naam in sentence or change == "rules"
    assert Intervisiegroep.objects.count() == Bericht.objects.filter(kind__in=["N56", "N205"]).count() == 0
    data = {f"naam_{n}": row["name"] for n, row in enumerate(made.division["groups"], 1)}
    data |= {f"contact_{n}": row["contact"] for n, row in enumerate(made.division["groups"], 1)}
    page = post(coordinator, url(made, "overnemen/"), **data).content.decode()
    assert sentence in page
    assert "Werk het voorstel bij" in page
    again = proposal(coordinator, ronde, based_on=made)
    assert adopt_voorstel(actor=coordinator, voorstel=again, choices={}, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(("choice", "words"), [
    (Groepkeuze("  ", ""), "naam"), (Groepkeuze("x" * 81, ""), "naam"), (Groepkeuze("Groep", "weg"), "contactpersoon"),
    (Groepkeuze("Groep", "00000000-0000-0000-0000-000000000000"), "contactpersoon"),
])  # fmt: skip
def test_a_choice_that_cannot_be_undoes_all(choice: Groepkeuze, words: str) -> None:
    ronde, _rows, coordinator, made = start()
    with pytest.raises(ActionError, match=words):
        adopt_voorstel(actor=coordinator, voorstel=made, choices={1: choice}, now=NOW)
    ronde.refresh_from_db()
    assert (ronde.status, Intervisiegroep.objects.count(), Bericht.objects.count()) == (
        RondeStatus.GESLOTEN, 0, Bericht.objects.filter(kind="N160").count())  # fmt: skip


@pytest.mark.django_db
def test_who_has_no_group_hears_what_would_have_helped_and_nothing_private() -> None:
    ronde, rows = a_closed_round(12)
    lonely = an_aanmelding(ronde, slots=[9], place="Utrecht", max_minutes=90)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    assert made.division["unplaced"] == [str(lonely.user_id)]
    adopt_voorstel(actor=coordinator, voorstel=made, choices={}, now=NOW)
    assert list(Bericht.objects.filter(kind="N205").values_list("recipient", flat=True)) == [lonely.user_id]
    deliver(NOW)
    [sent] = [one for one in mail.outbox if lonely.user.email in one.to]
    assert "er is deze keer geen groep" in sent.body
    assert "erbij is een groep mogelijk" in sent.body
    assert not any(row.user.naam in sent.body for row in rows)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [RondeStatus.OPEN, RondeStatus.CONCEPT, RondeStatus.AFGEBLAZEN])
def test_a_round_in_another_state_is_not_adopted(status: RondeStatus) -> None:
    ronde, _rows, coordinator, made = start()
    Matchronde.objects.filter(pk=ronde.pk).update(status=status)
    with pytest.raises(RondeOverError):
        adopt_voorstel(actor=coordinator, voorstel=made, choices={}, now=NOW)
    assert Intervisiegroep.objects.count() == 0


@pytest.mark.django_db
def test_after_a_year_it_is_still_readable_without_who_was_erased(clock: Any) -> None:
    _ronde, rows, _coordinator, made = start()
    gone = str(made.division["groups"][0]["members"][0])
    name = next(row.user.naam for row in rows if str(row.user_id) == gone)
    Matchaanmelding.objects.filter(user=gone).delete()
    User.objects.filter(pk=gone).delete()
    clock.move_to(NOW.replace(year=NOW.year + 1))
    page = browser(a_coordinator()).get(url(made)).content.decode()
    assert "Oud-lid" in page
    assert name not in page
    assert page.count("Waarom hier?") == 12


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_make_the_groups_once() -> None:
    ronde, _rows, one, made = start()
    other = a_coordinator()
    second = lock_people(actor=other, voorstel=made, groups={0}, people=set(made.division["groups"][0]["members"]),
                         now=NOW)  # fmt: skip
    errors = all_at_once(
        lambda: adopt_voorstel(actor=one, voorstel=made, choices={}, now=NOW),
        lambda: adopt_voorstel(actor=other, voorstel=second, choices={}, now=NOW),
        lambda: adopt_voorstel(actor=other, voorstel=made, choices={}, now=NOW),
    )
    assert [type(error) for error in errors] == [AdoptedError, AdoptedError]
    assert all("al overgenomen" in str(error) for error in errors)
    assert Intervisiegroep.objects.count() == len(made.division["groups"])
    assert Indelingsvoorstel.objects.filter(ronde=ronde, adopted_at__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_change_at_once_get_numbers_of_their_own() -> None:
    ronde, _rows, one, made = start(13)
    other = a_coordinator()
    sizes = [len(row["members"]) for row in made.division["groups"]]
    full = sizes.index(max(sizes))
    people = made.division["groups"][full]["members"][:3]
    errors = all_at_once(*(
        lambda who=who, person=person: move_person(  # type: ignore[misc]  # bound now
            actor=who, voorstel=made, person=person, to_group=1 - full, now=NOW)
        for who, person in zip((one, other, one), people, strict=True)
    ))  # fmt: skip
    assert errors == []
    numbers = Indelingsvoorstel.objects.filter(ronde=ronde).order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]
    before = Indelingsvoorstel.objects.get(number=1)
    assert before.division == made.division


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_ask_at_once_get_one_proposal() -> None:
    ronde, _rows = a_closed_round(12)
    one, other = a_coordinator(), a_coordinator()
    errors = all_at_once(
        lambda: ask_proposal(actor=one, ronde=ronde, now=NOW), lambda: ask_proposal(actor=other, ronde=ronde, now=NOW)
    )
    assert len(errors) == 1
    assert "laat al een voorstel maken" in str(errors[0])
