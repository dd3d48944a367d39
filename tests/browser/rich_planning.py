"""Adds to the demo toernees being planned: one that can, one that cannot, one that runs with a repair that waits."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from community.confidential import confidential
from community.models import Profiel, User
from community.workdays import local_date
from intervisie.actions.toerneebezoeken import report_absence
from intervisie.actions.toerneeplannen import make_plans
from intervisie.actions.toerneevastleggen import adopt_toerneevoorstel
from intervisie.actions.toerneevoorstellen import ask_plan, propose_repair
from intervisie.models import Bezoek, Toernee, Toerneevoorstel
from tests.factories.beschikbaarheid import can_come
from tests.factories.toernees import a_toernee, deelnemers_of


@transaction.atomic
def enrich_planning(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    lid, coordinator = people["lid"], people["coordinator"]
    profielen = Profiel.objects.filter(in_ledengids=True, user__is_active=True)
    others = profielen.exclude(user__in=list(people.values())).select_related("user").order_by("user__sort_key", "pk")
    users = [row.user for row in others[20:32]]
    stuck = a_toernee_with_dagdelen("Toernee Slinge", users[4:9], (), coordinator, now)
    proposed(stuck, coordinator, now)
    runs = a_toernee_with_dagdelen("Toernee Regge", [lid, *users[5:9]], (0, 2), coordinator, now)
    with confidential():
        adopt_toerneevoorstel(actor=coordinator, voorstel=proposed(runs, coordinator, now), now=now)
        second = Bezoek.objects.select_related("toernee__kring", "bijeenkomst").filter(toernee=runs).order_by("date")[1]
        report_absence(actor=users[5], bezoek=second, now=now)
        repair = propose_repair(actor=coordinator, toernee=again(runs), hosts=[str(second.host_id)], now=now)
    waits = a_toernee_with_dagdelen("Toernee Berkel", [lid, *users[:4]], (1, 3), coordinator, now)
    waits.begeleiders.set([users[11]])
    proposed(waits, coordinator, now)
    return {
        "lid": [reverse("bezoek-kan-niet", args=[second.code]), reverse("bezoek", args=[second.code]),
                f"{reverse('beschikbaarheid')}?weergave=lijst"],
        "coordinator": [
            *(reverse("toernee-beheer", args=[one.code]) for one in (waits, stuck, runs)),
            reverse("toernee-voorstel", args=[waits.code, 1]), reverse("toernee-voorstel", args=[stuck.code, 1]),
            reverse("toernee-voorstel", args=[runs.code, repair.number]),
            reverse("toernee-voorstel-verschuiven", args=[runs.code, repair.number, second.host_id]),
            reverse("bezoek-verschuiven", args=[runs.code, second.host_id]),
            reverse("bezoek-vervallen", args=[runs.code, second.code]),
            reverse("toernee-instellingen", args=[waits.code]), f"{reverse('toernees-beheer')}?stand=alle&alarm=on",
        ],
    }  # fmt: skip


def a_toernee_with_dagdelen(
    name: str, members: list[User], weekdays: tuple[int, ...], coordinator: User, now: datetime
) -> Toernee:  # fmt: skip
    """Return a toernee whose people can come on these weekdays; the last one says nothing when there are none."""
    first = local_date(now) + timedelta(days=30)
    last = first + timedelta(days=220)
    toernee = a_toernee(*members, name=name, actor=coordinator, since=now - timedelta(days=3), from_date=first,
                        until_date=last)  # fmt: skip
    for one in deelnemers_of(toernee)[: None if weekdays else -1]:
        can_come(one.user, first, last, weekdays=weekdays or (1,))
    return toernee


def proposed(toernee: Toernee, coordinator: User, now: datetime) -> Toerneevoorstel:
    """Return the proposal that the worker makes."""
    werk = ask_plan(actor=coordinator, toernee=toernee, now=now)
    number = make_plans(werk, lambda done, all_: True, now).write(now)["number"]
    werk.delete()
    return Toerneevoorstel.objects.select_related("toernee__kring").get(toernee=toernee, number=number)


def again(toernee: Toernee) -> Toernee:
    """Return it as it stands now."""
    return Toernee.objects.select_related("kring").get(pk=toernee.pk)
