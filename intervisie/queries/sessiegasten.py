"""What who leads sees of the guests of a session: whom was mailed, and who is in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.access.kringen import Visitor
from community.models import Gastlink
from intervisie.access.sessiegasten import guest_seats_with_result, guest_sessies, invitations_of, may_invite
from intervisie.access.sessies import Plek
from intervisie.models import Sessie, Sessiedeelnemer
from intervisie.queries.sessiecode import Deelcode, deelcode_of
from intervisie.werkvorm import course
from intervisie.werkvorm.schema import read_werkvorm


@dataclass(frozen=True)
class Genodigde:
    """Somebody who was mailed how she takes part."""

    link: Gastlink
    is_in: bool


@dataclass(frozen=True)
class Gast:
    """A guest who came in, under her first name."""

    id: UUID
    name: str
    is_gone: bool


@dataclass(frozen=True)
class Gastenpagina:
    """The page of the guests of a session. `deelcode` is None while the door is shut."""

    deelcode: Deelcode | None
    guests: tuple[Gast, ...]
    invited: tuple[Genodigde, ...]
    may_invite: bool


def guests_page(plek: Plek, user: "Visitor | None", now: datetime) -> Gastenpagina:
    """Return the page of the guests of a session. Three queries at most, however many they are."""
    sessie = plek.sessie
    rows = Sessiedeelnemer.objects.filter(
        sessie=sessie, user__isnull=True, is_on_paper=False, removed_at__isnull=True, joined_at__isnull=False
    ).order_by("number")
    seats = list(rows)
    inside = {row.gastlink_id for row in seats}
    is_inviting = may_invite(plek, user, now)
    links = list(invitations_of(sessie, now).order_by("made_at", "pk")) if is_inviting else []
    return Gastenpagina(
        deelcode=deelcode_of(sessie),
        guests=tuple(Gast(row.pk, row.name, row.left_at is not None) for row in seats),
        invited=tuple(Genodigde(link, link.pk in inside) for link in links),
        may_invite=is_inviting,
    )


def minutes_of(sessie: Sessie) -> int:
    """Return how many minutes a session takes as it is planned."""
    return course.minutes_of(read_werkvorm(sessie.versie.schema), sessie.expected, sessie.subgroups)


def sessies_to_join(ids: Iterable[UUID], now: datetime) -> dict[UUID, Sessie]:
    """Return those of these sessions that guests may still come in to, by id. One query."""
    rows = guest_sessies(now).select_related("versie__werkvorm", "bijeenkomst")
    return rows.in_bulk(list(set(ids)))


def seats_by_id(ids: Iterable[UUID]) -> dict[UUID, Sessiedeelnemer]:
    """Return the seats of guests with a result, by id, with their session. One query."""
    return guest_seats_with_result().select_related("sessie__bijeenkomst").in_bulk(list(set(ids)))
