"""Who writes the letter of a visit, who reads it, and who answers it.

The voorzitter writes, with the verslaglegger; once others handed in what they saw, after handing in her own. While it
is written the visitors who handed in read along; the host reads it once it was put before her. Nobody else ever does:
no begeleider, no other deelnemer, no coördinator.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from community.access.kringen import readers
from community.workdays import local_date
from intervisie.access.bezoeken import Bezoekplaats, has_handed_in, waits_for_own
from intervisie.models import Bezoekrol, Bezoekverslag, Rol, VerslagStatus

WRITERS = (Rol.VOORZITTER, Rol.VERSLAGLEGGER)
S = VerslagStatus


def takes_part(place: Bezoekplaats) -> bool:
    """Whether the letter of this visit is the person's business: its host and visitors, having agreed."""
    return place.has_agreed and (place.is_host or place.is_visitor)


def is_writer(place: Bezoekplaats) -> bool:
    """Whether the person is voorzitter or verslaglegger of this visit, having agreed."""
    return place.is_visitor and place.has_agreed and place.rol in WRITERS


def must_hand_in_first(place: Bezoekplaats, verslag: Bezoekverslag | None) -> bool:
    """Whether who writes this letter can only do so after handing in what she saw, as others did. In a scope."""
    is_concept = verslag is None or verslag.status == S.CONCEPT
    return is_concept and is_writer(place) and place.is_open and waits_for_own(place)


def reads_verslag(place: Bezoekplaats, verslag: Bezoekverslag | None) -> bool:
    """Whether the person reads this letter now. At most one query, in a scope.

    While it is written it may hold what others saw: a writer reads it before she handed in only if nobody else did.
    """
    if verslag is None or not place.has_agreed:
        return False
    if place.is_host:
        return verslag.status != S.CONCEPT
    if not place.is_visitor:
        return False
    if verslag.status != S.CONCEPT:
        return True
    return not waits_for_own(place) if place.rol in WRITERS else has_handed_in(place)


def finds_verslag(place: Bezoekplaats, verslag: Bezoekverslag | None, now: datetime) -> bool:
    """Whether the page of the letter has something for this person: to read, to write, or what to do first.

    At most one query, in a scope.
    """
    return _writes_by_now(place, now) or reads_verslag(place, verslag)


def waits_for_letter(place: Bezoekplaats, verslag: Bezoekverslag | None) -> bool:
    """Whether the host has no letter to read yet. Nothing written and not put before her are the same to her."""
    return place.is_host and place.has_agreed and (verslag is None or verslag.status == S.CONCEPT)


def may_write_verslag(
    place: Bezoekplaats, verslag: Bezoekverslag | None, now: datetime, waits_until: date | None
) -> bool:  # fmt: skip
    """Whether the person writes in the letter: voorzitter or verslaglegger, from the day of the visit on.

    Put before the host it waits for her, up to and including `waits_until` (queries.verslagen.waits_until). At most one
    query, in a scope.
    """
    if not _writes_by_now(place, now):
        return False
    if verslag is None or verslag.status == S.CONCEPT:
        return not waits_for_own(place)
    if verslag.status == S.BEANTWOORD:
        return True
    return verslag.status == S.VOORGELEGD and waits_until is not None and waits_until < local_date(now)


def may_put_forward(place: Bezoekplaats, verslag: Bezoekverslag | None, now: datetime) -> bool:
    """Whether the person puts the letter before the host: who leads the writing, once."""
    if verslag is None or verslag.status != S.CONCEPT:
        return False
    return may_write_verslag(place, verslag, now, None) and leads_writing(place)


def may_settle(
    place: Bezoekplaats, verslag: Bezoekverslag | None, now: datetime, waits_until: date | None
) -> bool:  # fmt: skip
    """Whether the person makes the letter final: who leads the writing, after the host reacted or her time is over."""
    if verslag is None or verslag.status not in (S.VOORGELEGD, S.BEANTWOORD):
        return False
    return may_write_verslag(place, verslag, now, waits_until) and leads_writing(place)


def may_react(place: Bezoekplaats, verslag: Bezoekverslag | None) -> bool:
    """Whether the person reacts to the letter: the host, until it is final."""
    if verslag is None or not place.is_host or not place.has_agreed or not place.is_open:
        return False
    return verslag.status in (S.VOORGELEGD, S.BEANTWOORD)


def may_decide_consent(place: Bezoekplaats, verslag: Bezoekverslag | None) -> bool:
    """Whether the person decides that the letter counts in what the visits have in common: the host, of a final one."""
    is_final = verslag is not None and verslag.status == S.VASTGESTELD
    return is_final and place.is_host and place.has_agreed and place.is_open


def leads_writing(place: Bezoekplaats) -> bool:
    """Whether the person is the voorzitter, or the verslaglegger of a visit that has no voorzitter any more."""
    if place.rol == Rol.VOORZITTER:
        return True
    there = Bezoekrol.objects.filter(bezoek=place.bezoek, rol=Rol.VOORZITTER, deelnemer__left_at__isnull=True)
    return place.rol == Rol.VERSLAGLEGGER and not there.exists()


def letter_readers(
    verslagen: Iterable[Bezoekverslag], user_ids: Iterable[UUID], now: datetime
) -> set[tuple[UUID, UUID]]:  # fmt: skip
    """Return which of these people read which of these letters once put forward, as (user id, letter id).

    Three queries; the letters come with their bezoek and its toernee. For messages.
    """
    rows = {row.bezoek_id: row for row in verslagen if row.status != S.CONCEPT}
    inside = readers((row.bezoek.toernee.kring_id for row in rows.values()), user_ids, now)
    there = Bezoekrol.objects.filter(bezoek__in=rows, deelnemer__left_at__isnull=True)
    pairs = set(there.values_list("deelnemer__user", "bezoek"))
    pairs |= {(row.bezoek.host.user_id, pk) for pk, row in rows.items() if row.bezoek.host.left_at is None}
    return {(user, rows[pk].pk) for user, pk in pairs if (user, rows[pk].bezoek.toernee.kring_id) in inside}


def _writes_by_now(place: Bezoekplaats, now: datetime) -> bool:
    return is_writer(place) and place.is_open and place.bezoek.date <= local_date(now)
