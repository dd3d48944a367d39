"""The sheets of a session as the engine reads them: who may write which, with which fields. In a scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from intervisie.access.sessies import Plek, leads
from intervisie.models import Sessieblad
from intervisie.queries.sessiegang import Gang, sheet_of
from intervisie.werkvorm import fields as sheet_fields
from intervisie.werkvorm import reveal
from intervisie.werkvorm.fields import Field
from intervisie.werkvorm.reveal import Sheet, Viewer


@dataclass(frozen=True)
class Bladen:
    """All sheets of one session. What they say is opened only where it is asked for."""

    gang: Gang
    rows: tuple[Sessieblad, ...]

    @cached_property
    def by_key(self) -> dict[tuple[int, str, int], Sessieblad]:
        """The stored sheets by (seat, step, round)."""
        numbers = {one.pk: one.number for one in self.gang.people}
        return {(numbers[row.deelnemer_id], row.step, row.round): row for row in self.rows}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """All of them, opened."""
        return tuple(sheet_of(row, author) for (author, _step, _round), row in self.by_key.items())

    def row(self, author: int, step: str, round: int) -> Sessieblad | None:
        """Return one stored sheet."""
        return self.by_key.get((author, step, round))

    def sheets_of(self, step: str) -> Mapping[int, Mapping[str, str]]:
        """Return the answers of one step by who wrote them."""
        return {author: dict(row.answers) for (author, code, _round), row in self.by_key.items() if code == step}

    def fields(self, step: str, round: int, author: int) -> tuple[Field, ...]:
        """Return the fields of a sheet; of a step this method does not have none."""
        found = self.gang.schema.step(step)
        if found is None:
            return ()
        lines = self.sheets_of(found.of) if found.of else {}
        return sheet_fields.fields_of(self.gang.schema, self.gang.seats, found, round, author, lines)

    def is_hers(self, plek: Plek, author: int) -> bool:
        """Whether this person writes the sheets of that seat: her own, or of somebody on paper where she leads."""
        viewer = viewer_of(plek, self.gang)
        return author == viewer.number or author in viewer.types_for

    def may_write(self, plek: Plek, author: int, step: str, round: int) -> bool:
        """Whether the engine lets this person write that sheet now."""
        row = self.row(author, step, round)
        gang = self.gang
        return reveal.may_write(
            gang.schema, gang.seats, gang.position, gang.inbrenger, viewer_of(plek, gang), author, step, round,
            is_handed_in=row is not None and row.handed_in_at is not None,
        )  # fmt: skip


def bladen_of(gang: Gang) -> Bladen:
    """Return the sheets of a session. One query."""
    return Bladen(gang, tuple(Sessieblad.objects.filter(sessie=gang.sessie)))


def viewer_of(plek: Plek, gang: Gang) -> Viewer:
    """Return who looks, as the engine judges it: her seat, whether she leads, and for whom on paper she types."""
    is_leader = leads(plek)
    on_paper = frozenset(one.number for one in gang.people if one.is_on_paper and one.removed_at is None)
    return Viewer(plek.number, is_leader=is_leader, types_for=on_paper if is_leader else frozenset())
