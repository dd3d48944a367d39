"""Who sees a casus: names with why, since when, until when and when she last looked."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from django.db.models import Case, Exists, Max, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casussen.access.advies import living_adviesdelingen
from casussen.access.casussen import Zicht
from casussen.access.delen import living_gastdelingen, named_delingen, visible_inzagen
from casussen.access.noodtoegang import noodtoegangen_on
from casussen.access.praktijkboeken import visible_opnamen
from casussen.models import Adviesdeling, Casus, Deling, DelingRol, Gastdeling, Inzage, InzageVia, Noodtoegang, Opname
from casussen.onderdelen import Meelezer, Meelezing, meelezingen, open_parts
from casussen.queries.opbrengsten import any_opbrengst
from community.access.kringen import active_lidmaatschappen, agreed_lidmaatschappen, kring_ids_of
from community.access.leergroepen import visible_leergroepen
from community.models import Kring, Lidmaatschap, User
from community.notation import count, listing


def titles_of(codes: list[str]) -> str:
    """Return the names of parts in words: 'Casusformat en Tijdlijn'."""
    return listing([part.title for part in open_parts() if part.code in codes])


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
    # Where the owner changes it, when that is not in the casus.
    path: str = ""

    @property
    def role(self) -> str:
        """Why, under the name that the component asks for."""
        return self.why


@dataclass(frozen=True)
class Given:
    """What kinds of sight were ever given of a casus, over or not. A kind that never was need not be looked for."""

    delingen: bool
    guests: bool
    emergencies: bool
    copies: bool
    along: bool = False
    advice: bool = False


@cache
def rows_to_open() -> "QuerySet[Any]":
    """Return every casus with its owner, the fields of `Given` and whether a session gave something, for a door that
    judges the one it opens.

    Put together once, which costs as much as asking it. It holds no rows, and asking it needs a scope as always.
    """
    this = OuterRef("pk")
    return Casus.objects.select_related("owner").annotate(
        has_delingen=Exists(Deling.objects.filter(casus=this)),
        has_guests=Exists(Gastdeling.objects.filter(casus=this)),
        has_emergencies=Exists(Noodtoegang.objects.filter(casus=this)),
        has_advice=Exists(Adviesdeling.objects.filter(casus=this)),
        has_copies=Exists(Opname.objects.filter(casus=this, withdrawn_at__isnull=True)),
        has_opbrengsten=any_opbrengst(this),
        has_along=_any_of(meelezingen.all()),
    )


def _any_of(ways: list[Meelezing]) -> Any:
    """Return an expression on a Casus: whether one of these ways to read along ever was."""
    return Case(*(When(way.given(), then=True) for way in ways), default=False) if ways else Value(False)


@dataclass(frozen=True)
class Copy:
    """A copy of the casus in a praktijkboek: how many others are in there, and how many of them read it."""

    opname: Opname
    name: str
    others: int
    readers: int

    @property
    def sentence(self) -> str:
        """'Een kopie staat in Najaar in het beekdal: 17 anderen kunnen die lezen.'"""
        words = ngettext("%(n)s ander kan die lezen", "%(n)s anderen kunnen die lezen", self.others)
        told = {"name": self.name, "people": words % {"n": self.others}}
        return _("Een kopie staat in %(name)s: %(people)s.") % told


def copies_of(casus: Casus, owner: User, now: datetime) -> list[Copy]:
    """Return the copies of a casus that can be read now, oldest first. Three queries for any number of people."""
    rows = visible_opnamen(owner, now).filter(casus=casus, author=owner).select_related("praktijkboek__kring")
    opnamen = list(rows.order_by("handed_in_at", "pk"))
    inside = active_lidmaatschappen(now).filter(kring__in=[row.praktijkboek.kring_id for row in opnamen])
    people = set(inside.exclude(user=owner).values_list("kring", "user"))
    read = set(Inzage.objects.filter(opname__in=opnamen, reader__isnull=False).values_list("opname", "reader"))
    found = []
    for row in opnamen:
        others = {user for kring, user in people if kring == row.praktijkboek.kring_id}
        readers = sum((row.pk, user) in read for user in others)
        found.append(Copy(row, row.praktijkboek.kring.name, len(others), readers))
    return found


class WhoSees:
    """Everybody who sees one casus at one moment, as the person who looks may know it. Asked when it is shown."""

    def __init__(self, casus: Casus, given: Given, viewer: User, zicht: Zicht, now: datetime) -> None:
        self.casus, self.given, self.viewer, self.zicht, self.now = casus, given, viewer, zicht, now

    @cached_property
    def delingen(self) -> list[Deling]:
        """The sights given to people and groups, people first."""
        if not self.given.delingen:
            return []
        rows = named_delingen(self.zicht, self.casus, self.now).select_related("user", "kring")
        if not self.casus.owner.is_active:  # then who only reads has nothing
            rows = rows.filter(role=DelingRol.MEDE_EIGENAAR)
        return sorted(rows, key=lambda row: (row.user is None, row.user.sort_key if row.user else "", str(row.pk)))

    @cached_property
    def guests(self) -> list[Gastdeling]:
        """What guests see."""
        if not self.given.guests:
            return []
        rows = living_gastdelingen(self.casus, self.now).select_related("gastlink")
        return sorted(rows, key=lambda row: (row.gastlink.name, str(row.pk)))

    @cached_property
    def emergencies(self) -> list[Noodtoegang]:
        """The accesses that were broken open and run now."""
        if not self.given.emergencies:
            return []
        return list(noodtoegangen_on(self.zicht, self.casus, self.now).select_related("asked_by"))

    @cached_property
    def along(self) -> list[tuple[Meelezing, list[Meelezer]]]:
        """Who reads parts because of what a higher app keeps, by the way in which."""
        if not self.given.along:
            return []
        return [(way, people) for way in meelezingen.all() if (people := way.readers(self.casus, self.now))]

    @cached_property
    def readers(self) -> list[Reader]:
        """Every person once, for the strongest reason she has."""
        found: dict[uuid.UUID, Reader] = {}
        strongest = [self._owner(), *self._named(), *self._through_kringen(), *self._in_emergency()]
        for reader in [*strongest, *self._reading_along()]:
            if reader.user_id:
                found.setdefault(reader.user_id, reader)
        return [*found.values(), *self._as_guests(), *self._of_advice]

    @cached_property
    def copies(self) -> list[Copy]:
        """The copies of it in praktijkboeken, with how many others can read each; for the owner alone."""
        return copies_of(self.casus, self.viewer, self.now) if self.given.copies and self.zicht.is_owner else []

    @cached_property
    def sentence(self) -> str:
        """'Zichtbaar voor 4 personen: jij, 2 mensen die meelezen en 1 gast.' And where a copy stands."""
        return " ".join([self._own_sentence(), *(copy.sentence for copy in self.copies)])

    def _own_sentence(self) -> str:
        if len(self.readers) == 1:
            return _("Alleen jij ziet deze casus.") if self.zicht.is_owner else _("Alleen de eigenaar ziet deze casus.")
        total = count(len(self.readers), _("persoon"), _("personen"))
        return _("Zichtbaar voor %(total)s: %(who)s.") % {"total": total, "who": listing(self._groups())}

    def _groups(self) -> list[str]:
        """Return how many there are of each kind, in words; the names stand behind one click."""
        named = [reader for reader in self.readers if reader.deling and reader.deling.user_id]
        words = [_("jij")] if self.viewer.pk in {self.casus.owner_id, *(reader.user_id for reader in named)} else []
        words += [] if self.zicht.is_owner else [self.casus.owner.naam]
        named = [reader for reader in named if reader.user_id != self.viewer.pk]
        kinds = {
            DelingRol.MEDE_EIGENAAR: ("mede-eigenaar", "mede-eigenaren"),
            DelingRol.LEZER: (_("iemand die meeleest"), _("mensen die meelezen")),
        }
        for role, (one, many) in kinds.items():
            number = sum(1 for reader in named if reader.deling and reader.deling.role == role)
            words += [one if number == 1 and role == DelingRol.LEZER else count(number, one, many)] if number else []
        for kring in {row.kring for row in self.delingen if row.kring}:
            number = sum(1 for reader in self.readers if reader.deling and reader.deling.kring_id == kring.pk)
            if number:
                lid = count(number, _("lid"), _("leden"))
                words.append(_("%(number)s van %(group)s") % {"number": lid, "group": self._name_of(kring)})
        for way, people in self.along:
            words.append(count(len({person.user_id for person in people}), way.one, way.many))
        if number := len(self.guests) + len(self._of_advice):
            words.append(count(number, _("gast"), _("gasten")))
        if number := sum(1 for reader in self.readers if reader.why == str(InzageVia.NOODTOEGANG.label)):
            words.append(
                ngettext("%(n)s beheerder met noodtoegang", "%(n)s beheerders met noodtoegang", number) % {"n": number}
            )
        return words

    @cached_property
    def _known_kringen(self) -> set[uuid.UUID]:
        """The groups among those it is shared with that this person may know of."""
        asked = {row.kring_id for row in self.delingen if row.kring_id}
        mine = set(asked) if self.zicht.is_owner else asked & set(kring_ids_of(self.viewer, self.now))
        if asked == mine:
            return mine
        open_to_her = visible_leergroepen(self.viewer, self.now).filter(kring__in=asked)
        return mine | set(open_to_her.values_list("kring", flat=True))

    def _name_of(self, kring: Kring) -> str:
        """Return the name of a group; of one that this person may not know of, that it is one."""
        return kring.name if kring.pk in self._known_kringen else _("een groep")

    @cached_property
    def _last_viewed(self) -> dict[uuid.UUID, datetime]:
        """When each other person last read it, by the id of person or guest link; for the owner only."""
        rows = visible_inzagen(self.viewer, self.casus, self.now).order_by()
        found = rows.values_list("reader", "gastlink").annotate(last=Max("at"))
        return {reader or guest: last for reader, guest, last in found if reader or guest}

    def with_last_viewed(self) -> list[Reader]:
        """Return everybody with when she last looked: for the owner, on the page of its own."""
        self._counts_views = True
        for name in ("readers", "_of_advice"):
            self.__dict__.pop(name, None)
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
        why = _("Via %(group)s") % {"group": self._name_of(deling.kring) if deling.kring else ""}
        since = max(place.from_at, deling.from_at)
        return Reader(place.user.naam, why, since, deling.until_at, self._seen(place.user_id), place.user_id, deling)

    def _in_emergency(self) -> list[Reader]:
        return [
            Reader(row.asked_by.naam, str(InzageVia.NOODTOEGANG.label), row.decided_at, row.until_at,
                   self._seen(row.asked_by_id), row.asked_by_id)
            for row in self.emergencies
        ]  # fmt: skip

    def _reading_along(self) -> list[Reader]:
        return [
            Reader(person.name, person.why, person.since, None, self._seen(person.user_id), person.user_id,
                   path=person.path)
            for _way, people in self.along for person in people
        ]  # fmt: skip

    @cached_property
    def _of_advice(self) -> list[Reader]:
        """Who reads the advice alone, as an opdrachtgever."""
        if not self.given.advice:
            return []
        rows = living_adviesdelingen(self.casus, self.now).select_related("gastlink")
        return [
            Reader(row.gastlink.name, _("Gast: alleen het advies"), row.gastlink.made_at, row.gastlink.expires_at,
                   self._seen(row.gastlink_id))
            for row in sorted(rows, key=lambda row: (row.gastlink.name, str(row.pk)))
        ]  # fmt: skip

    def _as_guests(self) -> list[Reader]:
        return [
            Reader(row.gastlink.name, _("Gast: %(parts)s") % {"parts": titles_of(row.parts)}, row.gastlink.made_at,
                   row.gastlink.expires_at, self._seen(row.gastlink_id), gastdeling=row)
            for row in self.guests
        ]  # fmt: skip
