"""Making a toernee: its Kring, its agreements, its people, and what speaks against it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from community.actions.errors import ActionError
from community.actions.kluis import make_data_key
from community.confidential import confidential
from community.models import Bericht, DataKey, Kring, KringKind, Lidmaatschap, Samenwerking, Taak, User
from intervisie.actions.toernees import form_toernee, make_toernee
from intervisie.models import Toernee, ToerneeStatus
from intervisie.queries.toerneevorming import Toerneeplan, bezwaren, workdays_in
from tests.factories import SamenwerkingFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.toernees import BEGINS, ENDS, a_protocolversie, a_toernee, deelnemers_of

pytestmark = pytest.mark.django_db


def a_plan(number: int = 5, **changes: object) -> Toerneeplan:
    people = [UserFactory() for _ in range(number)]
    fields = {
        "name": "Toernee Lek", "people": [(one, SamenwerkingFactory(owner=one)) for one in people],
        "from_date": BEGINS, "until_date": ENDS,
    }  # fmt: skip
    return Toerneeplan(**fields | changes)  # type: ignore[arg-type]  # as given


def test_a_toernee_is_a_kring_with_agreements_and_people_in_order() -> None:
    toernee = a_toernee()
    assert (toernee.kring.kind, toernee.status) == (KringKind.TOERNEE, ToerneeStatus.PLANNEN)
    people = deelnemers_of(toernee)
    assert [one.position for one in people] == [0, 1, 2, 3, 4]
    assert all(one.samenwerking.owner == one.user for one in people if one.samenwerking)
    roles = sorted(Lidmaatschap.objects.filter(kring=toernee.kring).values_list("role", flat=True))
    assert roles == ["LID", "LID", "LID", "LID", "TREKKER"]
    told = set(Bericht.objects.filter(kind="N219").values_list("recipient", flat=True))
    asked = set(Taak.objects.filter(kind="DAGDELEN_GEVEN").values_list("user", flat=True))
    assert told == asked == {one.user_id for one in people}


def test_by_hand_it_is_made_once_and_not_with_oneself() -> None:
    a_protocolversie()
    actor, plan = UserFactory(coordinator=True), a_plan(4)
    with confidential():
        toernee = form_toernee(actor=actor, plan=plan, now=NOW)
    assert (toernee.made_by, toernee.made_at, len(deelnemers_of(toernee))) == (actor, NOW, 4)
    own = a_plan(3)
    mine = Toerneeplan("x", [*own.people, (actor, SamenwerkingFactory(owner=actor))], BEGINS, ENDS)
    with confidential(), pytest.raises(ActionError, match="Jezelf"):
        form_toernee(actor=actor, plan=mine, now=NOW)
    assert Toernee.objects.count() == 1


def twice(plan: Toerneeplan) -> Toerneeplan:
    return Toerneeplan(plan.name, [*plan.people[:4], plan.people[0]], plan.from_date, plan.until_date)


def shown_as(shown: Callable[[User], Samenwerking | None]) -> Toerneeplan:
    plan = a_plan(4)
    user = plan.people[0][0]
    return Toerneeplan(plan.name, [(user, shown(user)), *plan.people[1:]], BEGINS, ENDS)


WRONG: dict[str, tuple[Callable[[], Toerneeplan], str]] = {
    "three people": (lambda: a_plan(3), "Een toernee heeft minstens 4 regisseurs nodig. Nu zijn het er 3."),
    "nobody": (lambda: a_plan(0), "Een toernee heeft minstens 4 regisseurs nodig. Nu zijn het er 0."),
    "seven people": (lambda: a_plan(7), "Een toernee heeft hooguit 6 regisseurs. Nu zijn het er 7."),
    "the same person twice": (lambda: twice(a_plan(4)), "staat er twee keer in."),
    "no samenwerking": (lambda: shown_as(lambda _user: None), "Kies welke samenwerking"),
    "a samenwerking of another": (lambda: shown_as(lambda _user: SamenwerkingFactory()), "is geen regisseur van"),
    "a samenwerking that ended": (
        lambda: shown_as(lambda user: SamenwerkingFactory(owner=user, ended_at=NOW)), "is beëindigd.",
    ),
    "no name": (lambda: a_plan(4, name="  "), "Geef de toernee een naam van hooguit 80 tekens."),
    "a long name": (lambda: a_plan(4, name="x" * 81), "Geef de toernee een naam van hooguit 80 tekens."),
    "a day that is over": (lambda: a_plan(4, from_date=NOW.date()), "Kies een eerste dag die nog komt."),
    "the last day first": (
        lambda: a_plan(4, until_date=BEGINS), "De laatste dag moet na de eerste dag liggen.",
    ),
    "far ahead": (lambda: a_plan(4, until_date=date(2030, 1, 1)), "Kies een periode van hooguit twee jaar."),
    "too short for the gaps": (
        lambda: a_plan(5, until_date=BEGINS + timedelta(days=30)),
        "De periode is te kort. 5 bezoeken met 10 werkdagen ertussen vragen 41 werkdagen. Deze periode heeft er 21.",
    ),
    "gaps that contradict": (
        lambda: a_plan(4, min_gap_days=30),
        "De kortste tijd tussen twee bezoeken is minstens 1 dag en niet langer dan de liefste tijd.",
    ),
    "a span that is too short": (
        lambda: a_plan(5, max_span_days=25), "5 bezoeken met 10 werkdagen ertussen passen niet binnen 25 werkdagen.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_said_in_dutch_and_nothing_is_made(case: str) -> None:
    a_protocolversie()
    plan_of, sentence = WRONG[case]
    plan, keys = plan_of(), DataKey.objects.count()
    assert any(sentence in one.sentence for one in bezwaren(plan, NOW))
    with confidential(), pytest.raises(ActionError):
        form_toernee(actor=UserFactory(coordinator=True), plan=plan, now=NOW)
    assert (Toernee.objects.count(), Kring.objects.count(), DataKey.objects.count()) == (0, 0, keys)


def test_who_shows_the_same_samenwerking_cannot_both_be_in_it() -> None:
    shared = SamenwerkingFactory()
    other = UserFactory()
    shared.regisseurs.add(other)
    plan = a_plan(3)
    both = Toerneeplan("x", [*plan.people, (shared.owner, shared), (other, shared)], BEGINS, ENDS)
    assert [one.at for one in bezwaren(both, NOW)] == [4]
    guided = Toerneeplan("x", [*plan.people, (shared.owner, shared)], BEGINS, ENDS, [shared.owner])
    assert [one.about for one in bezwaren(guided, NOW)] == ["begeleiders"]


def test_only_a_coordinator_makes_one() -> None:
    with confidential(), pytest.raises(Exception, match=r".*") as refused:
        make_toernee(
            actor=UserFactory(), name="x", people=[], from_date=BEGINS, until_date=ENDS, begeleiders=[],
            key_id=make_data_key(now=NOW), now=NOW,
        )  # fmt: skip
    assert type(refused.value).__name__ == "DeniedError"


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (date(2027, 3, 1), date(2027, 3, 7), 5),
        (date(2027, 3, 27), date(2027, 3, 30), 1),  # Easter Monday is none
        (date(2027, 3, 6), date(2027, 3, 7), 0),
        (date(2027, 3, 8), date(2027, 3, 1), 0),
    ],
)
def test_working_days_of_a_period(first: date, last: date, number: int) -> None:
    assert workdays_in(first, last) == number
