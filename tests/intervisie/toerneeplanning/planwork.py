"""What tests of planning share: a toernee whose people can come on Tuesdays and Thursdays, and its proposals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from community.actions.taken import finish_taken
from community.confidential import confidential
from community.models import User
from intervisie.actions.toerneeplannen import make_plans
from intervisie.actions.toerneevastleggen import adopt_toerneevoorstel
from intervisie.actions.toerneevoorstellen import ask_plan
from intervisie.models import Bezoek, Toernee, Toerneedeelnemer, Toerneevoorstel
from intervisie.queries.toerneetaken import DAGDELEN_GEVEN
from tests.factories import UserFactory
from tests.factories.beschikbaarheid import can_come
from tests.factories.moments import NOW
from tests.factories.toernees import BEGINS, ENDS, a_toernee, deelnemers_of

TUESDAYS_AND_THURSDAYS = (1, 3)


@dataclass
class Planning:
    """A toernee with its people, who could guide it, and who plans it."""

    toernee: Toernee
    people: list[Toerneedeelnemer]
    guide: User | None
    hart: User

    def again(self) -> Toernee:
        """Return it as it stands now."""
        return Toernee.objects.select_related("kring").get(pk=self.toernee.pk)

    @property
    def bezoeken(self) -> list[Bezoek]:
        """Its visits in order of time."""
        rows = Bezoek.objects.filter(toernee=self.toernee).select_related("bijeenkomst", "host__user", "toernee__kring")
        return list(rows.order_by("date", "half"))


def a_planning(
    *, number: int = 5, guide: User | None = None, has_guide: bool = True, weekdays: Collection[int] = (1, 3),
    first: date = BEGINS, last: date = ENDS, **fields: Any,
) -> Planning:  # fmt: skip
    """Return a toernee being planned; everybody can come on these weekdays of the period."""
    toernee = a_toernee(number=number, from_date=first, until_date=last, **fields)
    people = deelnemers_of(toernee)
    for one in people:
        can_come(one.user, first, last, weekdays=weekdays)
    chosen = guide or (UserFactory() if has_guide else None)
    toernee.begeleiders.set([chosen] if chosen else [])
    finish_taken(DAGDELEN_GEVEN, object_id=toernee.pk, now=NOW)  # as the background does: they gave enough
    return Planning(toernee, people, chosen, UserFactory(coordinator=True))


def proposed(planning: Planning, now: datetime = NOW, based_on: Toerneevoorstel | None = None) -> Toerneevoorstel:
    """Return the proposal that the worker makes now."""
    werk = ask_plan(actor=planning.hart, toernee=planning.again(), based_on=based_on, now=now)
    try:
        deed = make_plans(werk, lambda done, all_: True, now)
        with transaction.atomic():
            number = deed.write(now)["number"]  # type: ignore[union-attr]  # this kind writes
    finally:
        werk.delete()
    return Toerneevoorstel.objects.select_related("toernee__kring").get(toernee=planning.toernee, number=number)


def fixed(planning: Planning, now: datetime = NOW) -> Planning:
    """Let the visits be fixed as the planner proposes."""
    row = proposed(planning, now)
    assert row.plan["visits"], row.why
    with confidential():
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=now)
    return planning
