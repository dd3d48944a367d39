"""Toernees whose visits are fixed: who receives when, with rotating roles, and the steps of the protocol."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from community.actions.agenda import Opzet
from community.actions.planned_elsewhere import hold_meeting
from community.confidential import confidential
from community.models import Audience, BijeenkomstKind, User
from community.workdays import at_local
from intervisie.actions.stappen import open_steps
from intervisie.models import Bezoek, Bezoekrol, Rol, Stapantwoord, Toernee, Toerneedeelnemer, ToerneeStatus
from tests.factories.moments import NOW
from tests.factories.toernees import a_toernee, deelnemers_of

# Tuesday 4 May 2027, and every four weeks after that.
FIRST_VISIT = date(2027, 5, 4)
ROTATION = (Rol.VOORZITTER, Rol.VERSLAGLEGGER, Rol.VELDWAARNEMER, Rol.BESTUURSLENS, Rol.VELDWAARNEMER)


def a_planned_toernee(
    *members: User, first: date = FIRST_VISIT, gap_weeks: int = 4, now: datetime = NOW, with_steps: bool = True,
    **fields: Any,
) -> Toernee:  # fmt: skip
    """Return a running toernee: everybody receives once, in the order of `members`, with roles by cyclic shift."""
    toernee = a_toernee(*members, **fields)
    plan_visits(toernee, first=first, gap_weeks=gap_weeks, now=now)
    if with_steps:
        open_steps(toernee, now)
    return toernee


def plan_visits(
    toernee: Toernee, *, first: date = FIRST_VISIT, gap_weeks: int = 4, now: datetime = NOW
) -> list[Bezoek]:  # fmt: skip
    """Fix the visits of a toernee and let it run, as if a plan were adopted."""
    people = deelnemers_of(toernee)
    made = [
        a_bezoek(toernee, host, first + timedelta(weeks=gap_weeks * at), people, now) for at, host in enumerate(people)
    ]
    Toernee.objects.filter(pk=toernee.pk).update(status=ToerneeStatus.LOOPT, planned_at=now)
    toernee.refresh_from_db(fields=["status", "planned_at"])
    return made


def a_bezoek(
    toernee: Toernee, host: Toerneedeelnemer, day: date, people: list[Toerneedeelnemer], now: datetime = NOW
) -> Bezoek:  # fmt: skip
    """Return one visit with its Bijeenkomst, in the morning; everybody else has a role."""
    opzet = Opzet(
        kind=BijeenkomstKind.BEZOEK, audience=Audience.KRING, title=f"Bezoek aan {host.user.naam}",
        starts_at=at_local(day, time(9)), ends_at=at_local(day, time(12, 30)), place_name="Gemeentehuis",
    )  # fmt: skip
    meeting = hold_meeting(opzet=opzet, kring=toernee.kring, organiser=None, people=[one.user for one in people],
                           now=now)  # fmt: skip
    bezoek = Bezoek.objects.create(toernee=toernee, host=host, bijeenkomst=meeting, date=day, half=0)
    at = people.index(host)
    visitors = [people[(at + shift) % len(people)] for shift in range(1, len(people))]
    Bezoekrol.objects.bulk_create(
        Bezoekrol(bezoek=bezoek, deelnemer=one, rol=rol) for one, rol in zip(visitors, ROTATION, strict=False)
    )
    return bezoek


def bezoeken_of(toernee: Toernee) -> list[Bezoek]:
    """Return the visits of a toernee in order of time."""
    rows = Bezoek.objects.filter(toernee=toernee).select_related("toernee__kring", "host__user", "bijeenkomst")
    return list(rows.order_by("date"))


def a_stapantwoord(text: str = "Wij zien veel goede wil.", *, toernee: Toernee | None = None) -> Stapantwoord:
    """Return what somebody wrote in her first step. Opens the vault by itself."""
    toernee = toernee or a_planned_toernee()
    stap = toernee.stappen.order_by("due_date", "pk").first()
    with confidential():
        row = Stapantwoord(stap=stap, data_key_id=toernee.data_key_id, changed_at=datetime(2027, 1, 18, tzinfo=UTC))
        row.answers = {"verwachting": text}
        row.save(force_insert=True)
    return row
