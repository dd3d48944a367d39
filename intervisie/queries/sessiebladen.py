"""The sheets of a session as the engine reads them: who may write which, with which fields. In a scope."""

from dataclasses import dataclass
from functools import cached_property

from intervisie.access.sessies import Plek, leads
from intervisie.models import Sessieblad
from intervisie.queries.sessiegang import Gang, sheet_of
from intervisie.werkvorm import fields as sheet_fields
from intervisie.werkvorm import reveal
from intervisie.werkvorm.cards import Kaart, read_deck
from intervisie.werkvorm.fields import Field
from intervisie.werkvorm.reveal import Sheet, Shown, Viewer
from intervisie.werkvorm.steps import Keuze


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

    def seen_by(self, viewer: Viewer, step: str) -> tuple[Shown, ...]:
        """Return what somebody may see of the sheets of one step, her own too."""
        gang = self.gang
        sheets = [sheet for sheet in self.sheets if sheet.step == step]
        return reveal.shown(
            gang.schema, gang.seats, gang.position, gang.inbrenger, viewer, sheets, own=True
        )  # fmt: skip

    def fields(self, plek: Plek, step: str, round: int, author: int) -> tuple[Field, ...]:
        """Return the fields of a sheet for who writes on it; of a step this method does not have none.

        Where they say what others wrote, it is what its author may see, and who types for her too.
        """
        found, row = self.gang.schema.step(step), self.row(author, step, round)
        seen: tuple[Shown, ...] = ()
        if found is not None and found.of:
            hers = set(self.seen_by(Viewer(author), found.of))
            seen = tuple(one for one in self.seen_by(viewer_of(plek, self.gang), found.of) if one in hers)
        return sheet_fields.fields_of(
            self.gang.schema, self.gang.seats, step, round, author, seen, filled=row.filled if row else (),
            cards=[Keuze(card.code, card.label) for card in self.cards],
        )  # fmt: skip

    @cached_property
    def cards(self) -> tuple[Kaart, ...]:
        """The cards of the deck that the session goes with."""
        versie = self.gang.sessie.deckversie
        return read_deck(versie.schema, None).cards if versie is not None else ()

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
    own = plek.deelnemer
    number = own.number if own is not None and own.joined_at is not None else None
    return Viewer(number, is_leader=is_leader, types_for=on_paper if is_leader else frozenset())
