"""What stands of the toernee of the journey, read from the database: visits, who does what, and open steps."""

from dataclasses import dataclass, field
from datetime import date

from tests.journeys.editie_network import email_of
from tests.journeys.toernee_network import FIVE, GUIDE, NEWCOMER
from tests.journeys.trip import Trip

NUMBER_OF = {email_of(number): number for number in (*FIVE, NEWCOMER, GUIDE)}
VISITS = """
SELECT b.code, b.date, b.half, b.status, u.email FROM intervisie_bezoek b
JOIN intervisie_toerneedeelnemer d ON d.id = b.host_id JOIN community_user u ON u.id = d.user_id
WHERE b.status <> 'VERVALLEN' ORDER BY b.date, b.half
"""
ROLES = """
SELECT b.code, r.rol, u.email FROM intervisie_bezoekrol r JOIN intervisie_bezoek b ON b.id = r.bezoek_id
JOIN intervisie_toerneedeelnemer d ON d.id = r.deelnemer_id JOIN community_user u ON u.id = d.user_id
WHERE d.left_at IS NULL
"""
OPEN_STEPS = """
SELECT s.step, s.opens_date, s.due_date, b.code, u.email FROM intervisie_toerneestap s
JOIN intervisie_toerneedeelnemer d ON d.id = s.deelnemer_id JOIN community_user u ON u.id = d.user_id
LEFT JOIN intervisie_bezoek b ON b.id = s.bezoek_id
WHERE s.done_at IS NULL AND s.excused_at IS NULL ORDER BY s.opens_date, s.step, u.email
"""


@dataclass(frozen=True)
class Visit:
    """One visit as it stands now; people are numbers."""

    code: str
    day: date
    half: int
    is_held: bool
    host: int
    roles: dict[str, int] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The address of its page."""
        return f"/bezoeken/{self.code}/"

    @property
    def visitors(self) -> list[int]:
        """Who comes."""
        return list(self.roles.values())


@dataclass(frozen=True)
class Step:
    """One step that somebody still has to do; without a visit it is of the whole toernee."""

    code: str
    opens: date
    due: date
    visit: str
    who: int


def visits(trip: Trip) -> list[Visit]:
    """Return the visits in order of time."""
    roles: dict[str, dict[str, int]] = {}
    for row in trip.rows(ROLES):
        roles.setdefault(row["code"], {})[row["rol"]] = NUMBER_OF[row["email"]]
    return [
        Visit(row["code"], row["date"], row["half"], row["status"] == "GEHOUDEN", NUMBER_OF[row["email"]],
              roles.get(row["code"], {}))
        for row in trip.rows(VISITS)
    ]  # fmt: skip


def visit(trip: Trip, code: str) -> Visit:
    """Return one visit by its code."""
    return next(one for one in visits(trip) if one.code == code)


def open_steps(trip: Trip) -> list[Step]:
    """Return the steps that somebody still has to do, the first to open first."""
    return [
        Step(row["step"], row["opens_date"], row["due_date"], row["code"] or "", NUMBER_OF[row["email"]])
        for row in trip.rows(OPEN_STEPS)
    ]


def present(trip: Trip) -> list[int]:
    """Return who is in the toernee now."""
    return [number for number in (*FIVE, NEWCOMER) if number in trip.facts["present"]]
