"""Private rules stay private: in proposals, costs, reasons, mails and pages, whoever asks how often."""

import json
from typing import Any

import pytest
import time_machine

from community.actions.errors import ActionError
from community.confidential import OutsideScopeError, confidential, is_in_scope
from community.kluis import KluisError
from community.models import Bericht, User, Werk
from intervisie.actions.indelingsvoorstellen import move_person
from intervisie.actions.overnemen import adopt_voorstel
from intervisie.actions.proefverplaatsingen import LimitError, ask_costs
from intervisie.matching import Effort, MoveBook, divide
from intervisie.models import Indelingsvoorstel, Matchaanmelding, Matchronde, Proefverplaatsing, Vasteregel
from intervisie.queries.indelingsvoorstellen import group_of
from intervisie.queries.matching_invoer import mensen_van, public_instance
from intervisie.queries.matching_regels import judging_instance
from intervisie.queries.voorstel_inhoud import first_names, inhoud_of
from tests.factories.intervisie import a_vasteregel, an_aanmelding
from tests.factories.moments import NOW
from tests.intervisie.voorstelwork import a_closed_round, a_coordinator, browser, post, proposal, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
NEVER = ("niet_met", "niet met", "conflict", "hierarch", "leidinggev")


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def apart(ronde: Matchronde, one: Matchaanmelding, other: Matchaanmelding, kind: str = "niet_met") -> None:
    """Let the first say in private that she cannot be with the second."""
    a_vasteregel(one, **{kind: [other.user_id]})


def costs(actor: User, voorstel: Indelingsvoorstel, row: Matchaanmelding) -> list[tuple[Any, str]]:
    """Return what each move of somebody costs, in words."""
    found = ask_costs(actor=actor, voorstel=voorstel, person=str(row.user_id), now=NOW)
    return [(one.to_group, one.words) for one in found.rows]


def as_written() -> str:
    """Return all that is kept of proposals, questions, work and messages."""
    rows: list[Any] = [*Indelingsvoorstel.objects.values("division", "people", "locks", "change", "fingerprint")]
    rows += [*Proefverplaatsing.objects.values("refused_groups"), *Werk.objects.values("options", "failure")]
    rows += [*Bericht.objects.values()]
    return json.dumps(rows, default=str).lower()


def test_nothing_that_is_kept_tells_of_a_private_rule() -> None:
    ronde, rows = a_closed_round(13)
    apart(ronde, rows[0], rows[1])
    apart(ronde, rows[2], rows[3], "lijn")
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    assert group_of(made, str(rows[0].user_id)) != group_of(made, str(rows[1].user_id))
    assert group_of(made, str(rows[2].user_id)) != group_of(made, str(rows[3].user_id))
    for row in rows:
        costs(coordinator, made, row)
    adopt_voorstel(actor=coordinator, voorstel=made, choices={}, now=NOW)
    written = as_written()
    assert not [word for word in NEVER if word in written]


def test_who_said_it_and_what_it_is_makes_no_difference() -> None:
    """The same division and the same answers, whoever of the two declared it and as what."""
    ronde, rows = a_closed_round(13, employers=13)
    mensen, one, other = mensen_van(ronde, NOW), rows[0], rows[1]
    seen = set()
    for said, about, kind in ((one, other, "niet_met"), (other, one, "niet_met"), (one, other, "lijn"),
                              (other, one, "lijn")):  # fmt: skip
        apart(ronde, said, about, kind)
        instance = judging_instance(mensen)
        division = divide(instance, seed=3, effort=Effort(seconds=0.1)).division
        book = MoveBook(instance, division)
        answers = [(cost.to_group, cost.rules, round(cost.quality, 6)) for row in (one, other)
                   for cost in book.costs(str(row.user_id))]  # fmt: skip
        kept = inhoud_of(instance, division, mensen, first_names(division, mensen)).division
        seen.add(json.dumps([answers, kept], sort_keys=True))
        with confidential():
            Vasteregel.objects.all().delete()
    assert len(seen) == 1


def test_both_hear_the_same_and_no_more() -> None:
    ronde, rows = a_closed_round(13, employers=13)
    apart(ronde, rows[0], rows[1])
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    here, there = group_of(made, str(rows[0].user_id)), group_of(made, str(rows[1].user_id))
    assert dict(costs(coordinator, made, rows[0]))[there] == "vaste regel"
    assert dict(costs(coordinator, made, rows[1]))[here] == "vaste regel"
    assert len({tuple(map(tuple, row["ticks"])) for row in made.division["groups"]}) == 1
    asked = Proefverplaatsing.objects.values_list("refused_groups", flat=True)
    assert list(asked) == [1, 1]


def test_a_page_of_costs_names_nobody_else() -> None:
    ronde, rows = a_closed_round(13)
    for other in rows[1:4]:
        apart(ronde, other, rows[0])
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    for row in rows:
        page = browser(coordinator).get(url(made, f"verplaatsen/{row.user_id}/")).content.decode()
        main = page.split("<main")[1].split("</main")[0]
        assert row.user.naam in main
        assert not [other.user.naam for other in rows if other is not row and other.user.naam in main]
        assert not [word for word in NEVER if word in main.lower()]


def test_a_public_rule_hides_a_private_one() -> None:
    """Where something else stands in the way as well, nothing is said of a private rule."""
    ronde, rows = a_closed_round(13, employers=7)
    apart(ronde, rows[0], rows[7])  # colleagues too
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    there = group_of(made, str(rows[7].user_id))
    assert [words for place, words in costs(coordinator, made, rows[0]) if place == there] != ["vaste regel"]


def test_a_move_against_a_private_rule_is_refused_without_a_name() -> None:
    ronde, rows = a_closed_round(13, employers=13)
    coordinator = a_coordinator()
    apart(ronde, rows[1], rows[0])
    made = proposal(coordinator, ronde)
    there = group_of(made, str(rows[1].user_id)) or 0
    with pytest.raises(ActionError) as caught:
        move_person(actor=coordinator, voorstel=made, person=str(rows[0].user_id), to_group=there, now=NOW)
    assert str(caught.value) == "Dat kan niet: vaste regel. Er is niets veranderd."
    page = post(coordinator, url(made, f"verplaatsen/{rows[0].user_id}/"), naar=str(there + 1)).content.decode()
    assert "Dat kan niet: vaste regel." in page
    assert rows[1].user.naam not in page
    assert Indelingsvoorstel.objects.count() == 1


def test_every_question_is_written_down_once_and_read_at_the_round() -> None:
    ronde, rows = a_closed_round(13)
    apart(ronde, rows[0], rows[1])
    coordinator, other = a_coordinator(), a_coordinator()
    made = proposal(coordinator, ronde)
    for _ in range(3):
        browser(coordinator).get(url(made, f"verplaatsen/{rows[0].user_id}/"))
    assert Proefverplaatsing.objects.count() == 1
    page = browser(other).get(f"/coordinatie/matching/{ronde.code}/").content.decode()
    assert f"{coordinator.naam} keek waar {rows[0].user.naam} heen kan, in voorstel 1." in page
    assert browser(rows[0].user).get(f"/coordinatie/matching/{ronde.code}/").status_code == 404
    head = browser(coordinator).head(url(made, f"verplaatsen/{rows[2].user_id}/"))
    assert head.status_code == 200


def test_there_is_a_limit_a_day(monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
    monkeypatch.setattr("intervisie.actions.proefverplaatsingen.MOST_QUESTIONS", 3)
    ronde, rows = a_closed_round(13)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    for row in rows[:3]:
        costs(coordinator, made, row)
    with pytest.raises(LimitError, match="Morgen kan het weer"):
        costs(coordinator, made, rows[3])
    page = browser(coordinator).get(url(made, f"verplaatsen/{rows[3].user_id}/"))
    assert (page.status_code, "Morgen kan het weer" in page.content.decode()) == (200, True)
    refused = post(coordinator, url(made, f"verplaatsen/{rows[3].user_id}/"), naar="1").content.decode()
    assert "Morgen kan het weer" in refused
    assert costs(coordinator, made, rows[0])  # asked before
    assert costs(a_coordinator(), made, rows[3])
    assert Proefverplaatsing.objects.filter(actor=coordinator).count() == 3
    tomorrow = NOW.replace(day=NOW.day + 1)
    assert ask_costs(actor=coordinator, voorstel=made, person=str(rows[3].user_id), now=tomorrow).rows


def test_the_page_says_what_somebody_could_find_out() -> None:
    ronde, _rows = a_closed_round(12)
    coordinator = a_coordinator()
    page = browser(coordinator).get(url(proposal(coordinator, ronde))).content.decode()
    assert "kan soms raden tussen wie een vaste regel geldt" in page
    assert "hooguit 40 verplaatsingen" in page


def test_the_rules_are_read_in_a_scope_that_is_closed_again() -> None:
    ronde, rows = a_closed_round(6)
    apart(ronde, rows[0], rows[1])
    mensen = mensen_van(ronde, NOW)
    assert not any(person.avoid for person in public_instance(mensen).people)
    judged = {one.id: one.avoid for one in judging_instance(mensen).people}
    assert judged[str(rows[0].user_id)] == {str(rows[1].user_id)}
    assert not is_in_scope()
    with pytest.raises(OutsideScopeError):
        Vasteregel.objects.count()


def test_without_the_key_nothing_is_judged(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    ronde, rows = a_closed_round(13)
    apart(ronde, rows[0], rows[1])
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    settings.KEK_FILE = ""
    with pytest.raises(KluisError):
        costs(coordinator, made, rows[0])
    assert browser(coordinator).get(url(made, f"verplaatsen/{rows[0].user_id}/")).status_code == 503
    assert Proefverplaatsing.objects.count() == 0
    assert Indelingsvoorstel.objects.count() == 1


def test_wishes_for_people_are_nowhere() -> None:
    ronde, rows = a_closed_round(12)
    wishing = an_aanmelding(ronde, slots=range(6), place="Utrecht", max_minutes=90, wants=[rows[0].user, rows[1].user])
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    assert "graag wilde" not in as_written()
    reasons = " ".join(made.division["reasons"].get(str(wishing.user_id), []))
    assert not [row for row in rows if row.user.naam in reasons]
