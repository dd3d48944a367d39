"""A plan of one toernee: who receives when, who guides it, who has which role. Frozen values, JSON in and out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intervisie.toernee.instance import InstanceError


@dataclass(frozen=True)
class Visit:
    """One visit. Roles are empty as long as nobody divided them (`roles.with_roles`)."""

    host: str
    slot: int
    chair: str | None = None
    reporter: str | None = None
    observers: tuple[str, ...] = ()
    board: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the visit for JSON: `field` are the veldwaarnemers, `board` is the bestuurslens."""
        return {
            "host": self.host, "slot": self.slot, "chair": self.chair, "reporter": self.reporter,
            "field": list(self.observers), "board": self.board,
        }  # fmt: skip


@dataclass(frozen=True)
class Reserve:
    """A reserve date: everybody can come, and these could receive."""

    slot: int
    hosts: tuple[str, ...]


@dataclass(frozen=True)
class TourPlan:
    """The visits of one toernee in order of time, and its begeleider (None when it needs nobody)."""

    tour: str
    facilitator: str | None
    visits: tuple[Visit, ...]
    reserve: tuple[Reserve, ...] = ()

    @property
    def slots(self) -> tuple[int, ...]:
        """Return the dagdelen of the visits."""
        return tuple(visit.slot for visit in self.visits)

    def slot_of(self, host: str) -> int | None:
        """Return when this host receives; None when she does not."""
        return next((visit.slot for visit in self.visits if visit.host == host), None)

    def as_json(self) -> dict[str, Any]:
        """Return the plan for JSON, as the scorer of the benchmark reads it."""
        return {
            "id": self.tour,
            "facilitator": self.facilitator,
            "visits": [visit.as_json() for visit in self.visits],
            "reserve": [{"slot": one.slot, "hosts": list(one.hosts)} for one in self.reserve],
        }


def read_plan(data: Mapping[str, Any]) -> TourPlan:
    """Return the plan in this JSON. Raises InstanceError when it cannot be read."""
    try:
        visits = [
            Visit(
                host=str(row["host"]), slot=int(row["slot"]), chair=row.get("chair"), reporter=row.get("reporter"),
                observers=tuple(row.get("field", ())), board=row.get("board"),
            )
            for row in data["visits"]
        ]  # fmt: skip
        reserve = tuple(Reserve(int(row["slot"]), tuple(row["hosts"])) for row in data.get("reserve", ()))
        facilitator = None if data["facilitator"] is None else str(data["facilitator"])
        return TourPlan(str(data["id"]), facilitator, tuple(sorted(visits, key=lambda one: one.slot)), reserve)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InstanceError([f"Het plan is niet te lezen: {error!r}."]) from error
