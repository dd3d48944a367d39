"""Who sees a casus: names with why, since when, until when and when she last looked; and the log of reading."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Max, Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casussen.access.casussen import Zicht, possible_readers
from casussen.access.delen import governed_delingen, living_gastdelingen, named_delingen, visible_inzagen
from casussen.access.noodtoegang import noodtoegangen_of_casus, noodtoegangen_on
from casussen.format import BY_CODE, FASEN
from casussen.models import (
    Betrokkenheid,
    Casus,
    Deling,
    DelingRol,
    FaseStatus,
    Gastdeling,
    Inzage,
    InzageVia,
    MomentKind,
    Noodtoegang,
    ProductStatus,
)
from casussen.onderdelen import open_parts, parts
from casussen.queries.casussen import FORMAT_PART
from community.access.kringen import agreed_lidmaatschappen
from community.models import Lidmaatschap, User
from community.models.fragments import Plain
from community.notation import count, listing

MOST_FOUND = 10
# Words of ours that stand among what people wrote; the names of phases with and without their number.
PHASES = {name for _code, words in FASEN for name in (words, words.partition(" ")[2])}
CHOICES = (Betrokkenheid, FaseStatus, MomentKind, ProductStatus)


@dataclass(frozen=True)
class Reader:
    """One person who sees a casus, and why. `deling` or `gastdeling` is what gives her that sight."""

    name: str
    why: str
    since: datetime | None = None
    until: datetime | None = None
    last_viewed: datetime | None = None
    user_id: uuid.UUID | None = None
    deling: Deling | None = None
    gastdeling: Gastdeling | None = None

    @property
    def role(self) -> str:
        """Why, under the name that the component asks for."""
        return self.why


class WhoSees:
    """Everybody who sees one casus at one moment, as the person who looks may know it. Asked when it is shown."""

    def __init__(self, casus: Casus, viewer: User, zicht: Zicht, now: datetime) -> None:
        self.casus, self.viewer, self.zicht, self.now = casus, viewer, zicht, now

    @cached_property
    def delingen(self) -> list[Deling]:
        """The sights given to people and groups, people first."""
        rows = named_delingen(self.zicht, self.casus, self.now).select_related("user", "kring")
        return sorted(rows, key=lambda row: (row.user is None, row.user.sort_key if row.user else "", str(row.pk)))

    @cached_property
    def guests(self) -> list[Gastdeling]:
        """What guests see."""
        rows = living_gastdelingen(self.casus, self.now).select_related("gastlink")
        return sorted(rows, key=lambda row: (row.gastlink.name, str(row.pk)))

    @cached_property
    def emergencies(self) -> list[Noodtoegang]:
        """The accesses that were broken open and run now."""
        return list(noodtoegangen_on(self.zicht, self.casus, self.now).select_related("asked_by"))

    @cached_property
    def readers(self) -> list[Reader]:
        """Every person once, for the strongest reason she has."""
        found: dict[uuid.UUID, Reader] = {}
        for reader in [self._owner(), *self._named(), *self._through_kringen(), *self._in_emergency()]:
            if reader.user_id:
                found.setdefault(reader.user_id, reader)
        return [*found.values(), *self._as_guests()]

    @cached_property
    def sentence(self) -> str:
        """'Zichtbaar voor 4 personen: jij, 2 mensen die meelezen en 1 gast.'"""
        if len(self.readers) == 1:
            return _("Alleen jij ziet deze casus.") if self.zicht.is_owner else _("Alleen de eigenaar ziet deze casus.")
        total = count(len(self.readers), _("persoon"), _("personen"))
        return _("Zichtbaar voor %(total)s: %(who)s.") % {"total": total, "who": listing(self._groups())}

    def _groups(self) -> list[str]:
        """Return how many there are of each kind, in words; the names stand behind one click."""
        owner = self.casus.owner.naam
        words = [_("jij") if self.zicht.is_owner else owner]
        kinds = {
            DelingRol.MEDE_EIGENAAR: ("mede-eigenaar", "mede-eigenaren"),
            DelingRol.LEZER: (_("iemand die meeleest"), _("mensen die meelezen")),
        }
        named = [reader for reader in self.readers if reader.deling and reader.deling.user_id]
        for role, (one, many) in kinds.items():
            number = sum(1 for reader in named if reader.deling and reader.deling.role == role)
            words += [one if number == 1 and role == DelingRol.LEZER else count(number, one, many)] if number else []
        for kring in {row.kring for row in self.delingen if row.kring}:
            number = sum(1 for reader in self.readers if reader.deling and reader.deling.kring_id == kring.pk)
            if number:
                lid = count(number, _("lid"), _("leden"))
                words.append(_("%(number)s van %(group)s") % {"number": lid, "group": kring.name})
        if self.guests:
            words.append(count(len(self.guests), _("gast"), _("gasten")))
        if number := sum(1 for reader in self.readers if reader.why == str(InzageVia.NOODTOEGANG.label)):
            words.append(
                ngettext("%(n)s beheerder met noodtoegang", "%(n)s beheerders met noodtoegang", number) % {"n": number}
            )
        return words

    @cached_property
    def _last_viewed(self) -> dict[uuid.UUID, datetime]:
        """When each other person last read it, by the id of person or guest link; for the owner only."""
        rows = visible_inzagen(self.viewer, self.casus, self.now).order_by()
        found = rows.values_list("reader", "gastlink").annotate(last=Max("at"))
        return {reader or guest: last for reader, guest, last in found if reader or guest}

    def with_last_viewed(self) -> list[Reader]:
        """Return everybody with when she last looked: for the owner, on the page of its own."""
        self._counts_views = True
        self.__dict__.pop("readers", None)
        return self.readers

    _counts_views = False

    def _seen(self, pk: uuid.UUID | None) -> datetime | None:
        return self._last_viewed.get(pk) if self._counts_views and pk else None

    def _owner(self) -> Reader:
        owner = self.casus.owner
        return Reader(owner.naam, _("Eigenaar"), since=self.casus.created_at, user_id=owner.pk)

    def _named(self) -> list[Reader]:
        return [
            Reader(row.user.naam, row.get_role_display(), row.from_at, row.until_at, self._seen(row.user_id),
                   row.user_id, row)
            for row in self.delingen if row.user and row.user.is_active
        ]  # fmt: skip

    def _through_kringen(self) -> list[Reader]:
        by_kring = {row.kring_id: row for row in self.delingen if row.kring}
        if not by_kring:
            return []
        places = agreed_lidmaatschappen(self.now).filter(kring__in=by_kring).select_related("user")
        return [self._through(place, by_kring[place.kring_id]) for place in places.order_by("user__sort_key", "pk")]

    def _through(self, place: Lidmaatschap, deling: Deling) -> Reader:
        why = _("Via %(group)s") % {"group": deling.kring.name if deling.kring else ""}
        since = max(place.from_at, deling.from_at)
        return Reader(place.user.naam, why, since, deling.until_at, self._seen(place.user_id), place.user_id, deling)

    def _in_emergency(self) -> list[Reader]:
        return [
            Reader(row.asked_by.naam, str(InzageVia.NOODTOEGANG.label), row.decided_at, row.until_at,
                   self._seen(row.asked_by_id), row.asked_by_id)
            for row in self.emergencies
        ]  # fmt: skip

    def _as_guests(self) -> list[Reader]:
        return [
            Reader(row.gastlink.name, _("Gast: %(parts)s") % {"parts": titles_of(row.parts)}, row.gastlink.made_at,
                   row.gastlink.expires_at, self._seen(row.gastlink_id), gastdeling=row)
            for row in self.guests
        ]  # fmt: skip


def titles_of(codes: list[str]) -> str:
    """Return the names of parts in words: 'Casusformat en Tijdlijn'."""
    return listing([part.title for part in open_parts() if part.code in codes])


def title_of_part(code: str) -> str:
    """Return the name of a part as the log shows it."""
    known = parts.find(code)
    return known.title if known else _("Casus")


def found_readers(user: User, casus: Casus, text: str, now: datetime) -> list[User]:
    """Return whom the owner may still give sight by name, with all of these words in her name; the first ten."""
    rows = possible_readers(user, casus, now).select_related("profiel")
    for word in text.split()[:6]:
        rows = rows.filter(sort_key__contains=Plain(Value(word)))
    given = governed_delingen(user, casus, now).filter(user__isnull=False).values("user")
    return list(rows.exclude(pk__in=given).order_by("sort_key", "pk")[:MOST_FOUND])


@dataclass(frozen=True)
class LogLine:
    """One line of the Inzagelog."""

    at: datetime
    name: str
    via: str
    part: str


def inzagen_of(user: User, casus: Casus, now: datetime) -> "QuerySet[Inzage]":
    """Return the log of reading of a casus for its owner, the newest first."""
    rows = visible_inzagen(user, casus, now).select_related("reader", "gastlink", "opname__praktijkboek__kring")
    return rows.order_by("-at", "pk")


def log_line(row: Inzage) -> LogLine:
    """Return a line of the log as it is shown."""
    if row.gastlink:
        name = _("%(name)s (gast)") % {"name": row.gastlink.name}
    else:
        name = row.reader.naam if row.reader else _("Iemand die geen lid meer is")
    via = row.get_via_display()
    if row.opname:
        via = f"{via} {row.opname.praktijkboek.kring.name}"
    return LogLine(row.at, name, via, title_of_part(row.part))


def emergencies_of(user: User, casus: Casus, now: datetime) -> list[Noodtoegang]:
    """Return when the glass was broken, by whom and why, for the owner; the newest first."""
    rows = noodtoegangen_of_casus(user, casus, now).select_related("asked_by", "decided_by")
    return list(rows.order_by("-decided_at", "pk"))


def text_of(casus: Casus) -> list[tuple[str, list[str]]]:
    """Return all text that may be shared, by the name of its part: what the check before sharing reads."""
    found = []
    ours = PHASES | {_("Alle partijen samen")} | {str(label) for choices in CHOICES for label in choices.labels}
    for part in open_parts():
        values = _written_in_format(casus) if part.code == FORMAT_PART.code else part.read(casus)
        if values:
            found.append((part.title, [text for text in _texts(values) if text.strip() and text not in ours]))
    return [(title, texts) for title, texts in found if texts]


def _written_in_format(casus: Casus) -> dict[str, Any]:
    """Return the answers in words of her own; what is chosen from a list names nobody."""
    return {code: answer for code, answer in casus.format.items() if code in BY_CODE and not BY_CODE[code].options}


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _texts(inner)]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list | tuple) else []


def delingen_by_id(ids: set[uuid.UUID]) -> dict[uuid.UUID, Deling]:
    """Return these sights with their casus and its owner. For messages; nothing of it is opened."""
    return Deling.objects.select_related("casus__owner", "kring", "user").in_bulk(list(ids))


def readers_now(delingen: list[Deling], now: datetime) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who reads through which of these sights now, as (user id, deling id)."""
    running = [row for row in delingen if row.until_at is None or row.until_at > now]
    running = [row for row in running if row.casus.remove_at is None and row.casus.owner.is_active]
    found = {(row.user_id, row.pk) for row in running if row.user_id}
    by_kring: dict[uuid.UUID, list[Deling]] = {}
    for row in running:
        if row.kring_id:
            by_kring.setdefault(row.kring_id, []).append(row)
    if by_kring:
        places = agreed_lidmaatschappen(now).filter(Q(kring__in=by_kring)).values_list("user", "kring")
        found |= {(user, row.pk) for user, kring in places for row in by_kring[kring]}
    return found
