"""Reading edities: lists, and the page of one with its parts in time."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.access.kringen import Standing, active_lidmaatschappen
from community.dagdelen import when
from community.models import Deelname, DeelnameStatus, KringRol, User
from community.notation import date_plain, date_range, listing
from community.workdays import local_date
from training.access.edities import own_edities, place_in, visible_edities
from training.models import Deelnemer, Editie, Editiedeel, EditieStatus, Inzending, InzendingStatus, OnderdeelKind

# Pages of parts: name of the address by kind, and whether it takes the code of the part.
PAGES = {
    OnderdeelKind.INTAKE: ("editie-intake", False),
    OnderdeelKind.DAGDEEL: ("editie-dagdeel", True),
    OnderdeelKind.TUSSENTIJD: ("editie-tussentijd", True),
    OnderdeelKind.EINDSESSIE: ("editie-eindsessie", False),
}
LATER, NOW_ON, DONE, MISSED, OVER = "LATER", "NU", "KLAAR", "GEMIST", "GEWEEST"
WORDS = {LATER: "Later", NOW_ON: "Nu", DONE: "Klaar", MISSED: "Gemist", OVER: "Geweest"}
# As the component `steps` names them.
STEPS = {LATER: "", NOW_ON: "current", DONE: "done", MISSED: "missed", OVER: "done"}

# Who was not there: the list says so, or she said before that she would not come.
ABSENT = {DeelnameStatus.AFWEZIG.value, DeelnameStatus.AFGEMELD.value}


@dataclass(frozen=True)
class Own:
    """What one person did in an editie: presence by meeting, by part she handed in its InzendingStatus, herself.

    `deelnemer` carries the code of the casus she brings as `casus_code`, and as `casus_remove_at` when that goes;
    nothing of its content is opened.
    """

    presence: Mapping[uuid.UUID, str]
    handed_in: Mapping[uuid.UUID, str]
    deelnemer: Deelnemer | None

    @property
    def is_ready(self) -> bool:
        """Whether her intake was held."""
        return self.deelnemer is not None and self.deelnemer.ready_at is not None


@dataclass(frozen=True)
class DeelLine:
    """One row of the programme: a part, or parts on one day. `state` is a key of WORDS."""

    codes: tuple[str, ...]
    title: str
    kind: str
    when: str
    place: str
    state: str
    url: str
    delen: tuple[Editiedeel, ...]
    # InzendingStatus of a tussentijd that she handed in.
    work: str = ""

    @property
    def word(self) -> str:
        """The state as a person reads it; of what she handed in how far that is."""
        return str(InzendingStatus(self.work).label) if self.work else WORDS[self.state]

    @property
    def step(self) -> dict[str, str]:
        """The row as a step of the programme."""
        return {"title": self.title, "text": self.when, "url": self.url, "state": STEPS[self.state]}


@dataclass(frozen=True)
class EditieLine:
    """An editie in a list."""

    editie: Editie
    days: str
    place: str
    status: str


@dataclass(frozen=True)
class EditiePage:
    """What one person sees of an editie. `lines` are the parts as she stands in them."""

    editie: Editie
    standing: Standing
    lines: list[DeelLine]
    current: DeelLine | None
    trainers: list[User]
    own: Own

    @property
    def steps(self) -> list[dict[str, str]]:
        """The parts as the steps of the programme; a link only for who may open them."""
        return [line.step if self.standing.may_read else line.step | {"url": "", "state": ""} for line in self.lines]

    @property
    def progress(self) -> str:
        """Where she is and how much is to come; empty for who is not in it."""
        return progress_of(self.lines, self.own.deelnemer) if self.standing.may_read else ""


def editie_lines(rows: QuerySet[Editie]) -> list[EditieLine]:
    """Return edities with their days; two queries for any number."""
    found = with_days(rows.select_related("locatie").order_by("from_date", "name", "pk"))
    return [EditieLine(row, days_in_words(row.delen.all()), str(row.locatie or ""), row.get_status_display())
            for row in found]  # fmt: skip


def with_days(rows: QuerySet[Editie]) -> QuerySet[Editie]:
    """Fetch edities together with their parts in order, each with its moment."""
    parts = Editiedeel.objects.select_related("onderdeel", "bijeenkomst").order_by("onderdeel__position")
    return rows.prefetch_related(Prefetch("delen", queryset=parts))


def days_in_words(delen: Iterable[Editiedeel]) -> str:
    """Return from when to when an editie lasts: '9 februari tot en met 8 juni 2027'; empty without any day."""
    days = sorted(local_date(deel.bijeenkomst.starts_at) for deel in delen if deel.bijeenkomst)
    return date_range(days[0], days[-1]) if days else ""


def own_lines(user: User, now: datetime) -> list[EditieLine]:
    """Return the edities this person is in."""
    return editie_lines(own_edities(user, now))


def open_lines(user: User, now: datetime) -> list[EditieLine]:
    """Return the edities for which one can apply today."""
    today = local_date(now)
    rows = visible_edities(user, now).filter(status=EditieStatus.GEPUBLICEERD, apply_until_date__gte=today)
    return editie_lines(rows)


def editie_page(editie: Editie, user: User, now: datetime) -> EditiePage:
    """Return the page of an editie for one person. At most 4 queries."""
    own = own_of(editie, user)
    lines = lines_of(editie, delen_of(editie), own, now)
    return EditiePage(
        editie=editie,
        standing=place_in(user, editie, now),
        lines=lines,
        current=next((line for line in lines if line.state == NOW_ON), None),
        trainers=trainers_of(editie, now),
        own=own,
    )


def delen_of(editie: Editie) -> list[Editiedeel]:
    """Return the parts of an editie in order, each with its moment; one query."""
    rows = Editiedeel.objects.filter(editie=editie).select_related("onderdeel", "bijeenkomst")
    return list(rows.order_by("onderdeel__position"))


def progress_of(lines: Sequence[DeelLine], deelnemer: Deelnemer | None) -> str:
    """Return 'Je bent bij tussentijd B. Nog 2 dagdelen te gaan.'; of the group for who leads it."""
    current = next((line for line in lines if line.state == NOW_ON), None)
    left = sum(len(line.codes) for line in lines
               if line.kind == OnderdeelKind.DAGDEEL and line.state in (LATER, NOW_ON))  # fmt: skip
    if current is None:
        is_over = all(line.state != LATER for line in lines)
        return _("Alle onderdelen zijn geweest.") if is_over else ""
    title = f"{current.title[:1].lower()}{current.title[1:]}"
    where = (_("Je bent bij {part}.") if deelnemer else _("De groep is bij {part}.")).format(part=title)
    if not left:
        return where
    return f"{where} " + ngettext("Nog %d dagdeel te gaan.", "Nog %d dagdelen te gaan.", left) % left


def trainers_of(editie: Editie, now: datetime) -> list[User]:
    """Return who leads an editie, by name."""
    rows = active_lidmaatschappen(now).filter(kring=editie.kring_id, role=KringRol.TREKKER).select_related("user")
    return [row.user for row in rows.order_by("user__sort_key", "pk")]


def own_of(editie: Editie, user: User) -> Own:
    """Return what this person did in an editie; one query. Presence and work are of who takes part."""
    places = Deelname.objects.filter(user=OuterRef("user"), bijeenkomst__editiedeel__editie=OuterRef("editie"))
    work = Inzending.objects.filter(deelnemer=OuterRef("pk")).exclude(status=InzendingStatus.BEZIG)
    rows = Deelnemer.objects.filter(editie=editie, user=user, stopped_at__isnull=True).annotate(
        casus_code=F("casus__code"),
        casus_remove_at=F("casus__remove_at"),
        places=ArraySubquery(places.values(row=JSONObject(meeting="bijeenkomst_id", status="status"))),
        work=ArraySubquery(work.values(row=JSONObject(deel="editiedeel_id", status="status"))),
    )
    own: Any = rows.first()
    if own is None:
        return Own({}, {}, None)
    presence = {uuid.UUID(row["meeting"]): row["status"] for row in own.places}
    return Own(presence, {uuid.UUID(row["deel"]): row["status"] for row in own.work}, own)


def lines_of(editie: Editie, delen: Sequence[Editiedeel], own: Own, now: datetime) -> list[DeelLine]:
    """Return the parts as rows, those on one day together; the first that is not over and not done is 'Nu'."""
    groups: list[list[Editiedeel]] = []
    for deel in delen:
        if deel.onderdeel.is_same_day and groups:
            groups[-1].append(deel)
        else:
            groups.append([deel])
    lines, has_current = [], False
    for group in groups:
        state = state_of(group, own, now)
        if state in (NOW_ON, LATER):
            is_next = not has_current and (state == NOW_ON or group[0].bijeenkomst is not None)
            state, has_current = (NOW_ON, True) if is_next or state == NOW_ON else (LATER, has_current)
        lines.append(_line(editie, group, state, own.handed_in.get(group[0].pk, "")))
    return lines


def state_of(group: Sequence[Editiedeel], own: Own, now: datetime) -> str:
    """Return where a person stands with a part: LATER, NU, KLAAR, GEMIST or GEWEEST. Who leads misses nothing."""
    state = _own_state(group, own, now)
    return OVER if state == MISSED and own.deelnemer is None else state


def _own_state(group: Sequence[Editiedeel], own: Own, now: datetime) -> str:
    deel, today = group[-1], local_date(now)
    if deel.onderdeel.kind == OnderdeelKind.INTAKE:
        return DONE if own.is_ready else _between(deel, today)
    if deel.onderdeel.kind == OnderdeelKind.TUSSENTIJD:
        return DONE if deel.pk in own.handed_in else _between(deel, today)
    moments = [one.bijeenkomst for one in group if one.bijeenkomst]
    if not moments or moments[-1].ends_at > now:
        return LATER
    presence = {own.presence.get(moment.pk) for moment in moments}
    if DeelnameStatus.AANWEZIG in presence:
        return DONE
    return MISSED if presence & ABSENT else OVER


def _between(deel: Editiedeel, today: date) -> str:
    if deel.from_date is None or deel.until_date is None or today < deel.from_date:
        return LATER
    return NOW_ON if today <= deel.until_date else MISSED


def _line(editie: Editie, group: Sequence[Editiedeel], state: str, work: str) -> DeelLine:
    first, last = group[0], group[-1]
    page, takes_code = PAGES[OnderdeelKind(first.onderdeel.kind)]
    codes = tuple(deel.onderdeel.code for deel in group)
    title = first.onderdeel.title if len(group) == 1 else _("Dagdeel {codes}").format(codes=listing(codes))
    return DeelLine(
        codes=codes,
        title=title,
        kind=first.onderdeel.kind,
        when=moment_in_words(first, last),
        place=first.bijeenkomst.place_name if first.bijeenkomst else first.onderdeel.get_form_display(),
        state=state,
        url=reverse(page, args=[editie.slug, first.onderdeel.code.lower()] if takes_code else [editie.slug]),
        delen=tuple(group),
        work=work,
    )


def moment_in_words(first: Editiedeel, last: Editiedeel) -> str:
    """Return when a part is: its day and hours, or until when one works on it."""
    if first.bijeenkomst and last.bijeenkomst:
        return when(first.bijeenkomst.starts_at, last.bijeenkomst.ends_at)
    if first.until_date is None:
        return ""
    return _("klaar vóór {day}").format(day=date_plain(first.until_date))


def paths_of_kringen(kring_ids: Sequence[Any]) -> dict[Any, str]:
    """Return the page of the editie of each of these Kringen; one query."""
    rows = Editie.objects.filter(kring__in=kring_ids).values_list("kring_id", "slug")
    return {kring_id: reverse("editie", args=[slug]) for kring_id, slug in rows}
