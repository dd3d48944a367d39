"""Adds to the demo groups of intervisie: one that runs, one without contactpersoon, one silent and one closed."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from community.actions.agenda import Opzet, plan_bijeenkomst
from community.actions.groepsleven import open_evaluatie
from community.actions.kluis import make_data_key
from community.actions.kringen import accept_afspraken
from community.confidential import confidential
from community.models import (
    Audience,
    Bijeenkomst,
    BijeenkomstKind,
    BijeenkomstStatus,
    Kring,
    KringRol,
    Lidmaatschap,
    Profiel,
    User,
)
from community.workdays import at_local, local_date, workday_on_or_after, workday_on_or_before
from intervisie.actions.groepen import first_poll, make_groep
from intervisie.actions.groepseinde import close_groep
from intervisie.actions.notities import write_notitie
from intervisie.models import Form, Intervisiegroep, Matchronde

NOTES = ("Wie houdt de wethouder aan tafel?", "We spraken over rolvast blijven.", "De volgende keer begint Noor.")


@transaction.atomic
def enrich_groepen(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    lid, trekker, starter, coordinator = (people[code] for code in ("lid", "trekker", "starter", "coordinator"))
    profielen = Profiel.objects.filter(in_ledengids=True, user__is_active=True)
    others = profielen.exclude(user__in=list(people.values())).select_related("user").order_by("user__sort_key", "pk")
    users = [row.user for row in others[:10]]
    ronde = Matchronde.objects.filter(name="Intervisie in het voorjaar").get()
    begun = now - timedelta(days=70)
    runs = a_groep("Intervisie Merwede", [trekker, lid, *users[:3]], ronde, coordinator, begun, begeleider=users[9])
    first_poll(runs, ronde, now)
    met(runs, now, 30)
    will_meet(runs, trekker, now, 21)
    for number, text in enumerate(NOTES):
        with confidential():
            write_notitie(actor=lid if number % 2 else trekker, groep=runs, text=text, now=now - timedelta(days=number))
    asked = open_evaluatie(Kring.objects.get(pk=runs.kring_id), now)
    assert asked is not None
    led_by_nobody = a_groep("Intervisie Linge", [lid, starter, *users[3:6]], ronde, coordinator, now)
    Lidmaatschap.objects.filter(kring=led_by_nobody.kring_id).update(role=KringRol.LID)
    a_groep("Intervisie Waal", [starter, *users[6:9]], ronde, coordinator, now - timedelta(days=80), is_agreed=False)
    closed = a_groep("Intervisie Rijn", [lid, *users[2:5]], ronde, coordinator, now - timedelta(days=200))
    close_groep(actor=coordinator, groep=closed, now=now - timedelta(days=9))
    return {"coordinator": [reverse("intervisiegroep-evaluatie-uitkomst", args=[runs.code, asked.pk])]}


def a_groep(
    name: str, members: list[User], ronde: Matchronde, coordinator: User, now: datetime, **more: Any
) -> Intervisiegroep:  # fmt: skip
    """Return a group of these people that all agreed, unless told otherwise."""
    is_agreed = more.pop("is_agreed", True)
    with confidential():
        groep = make_groep(
            voorstel=None, name=name, members=members, contactpersoon=members[0],
            begeleider=more.pop("begeleider", None), form=Form.BEIDE, slot=3, place_name="Gorinchem", ronde=ronde,
            actor=coordinator, key_id=make_data_key(now=now), now=now,
        )  # fmt: skip
    Kring.objects.filter(pk=groep.kring_id).update(started_at=now)
    groep = Intervisiegroep.objects.select_related("kring").get(pk=groep.pk)
    rows = Lidmaatschap.objects.filter(kring=groep.kring_id) if is_agreed else Lidmaatschap.objects.none()
    for row in rows.select_related("user"):
        accept_afspraken(actor=row.user, kring=groep.kring, number=1, now=now)
    return groep


def met(groep: Intervisiegroep, now: datetime, days: int) -> None:
    """Let the group have met so many days ago, on a working day."""
    day = workday_on_or_before(local_date(now) - timedelta(days=days))
    Bijeenkomst.objects.create(
        kring_id=groep.kring_id, kind=BijeenkomstKind.INTERVISIE, audience=Audience.KRING, title="Intervisie",
        starts_at=at_local(day, time(10)), ends_at=at_local(day, time(12)), status=BijeenkomstStatus.GEPLAND,
        changed_at=now,
    )  # fmt: skip


def will_meet(groep: Intervisiegroep, contact: User, now: datetime, days: int) -> None:
    """Let the contactpersoon plan a meeting so many days from now, on a working day."""
    day = workday_on_or_after(local_date(now) + timedelta(days=days))
    opzet = Opzet(
        kind=BijeenkomstKind.INTERVISIE, audience=Audience.KRING, title="Intervisie bij het waterschap",
        starts_at=at_local(day, time(10)), ends_at=at_local(day, time(12)), place_name="Gorinchem",
    )  # fmt: skip
    plan_bijeenkomst(actor=contact, opzet=opzet, kring=groep.kring, now=now)
