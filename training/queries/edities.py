"""Reading edities: lists, and the page of one with its parts in time."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

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


@dataclass(frozen=True)
class Own:
    """What one person did in an editie: presence by meeting, the parts she handed in, herself as participant."""

    presence: Mapping[uuid.UUID, str]
    handed_in: frozenset[uuid.UUID]
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

    @property
    def word(self) -> str:
        """The state as a person reads it."""
        return WORDS[self.state]

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
    still_to_come: int
    trainers: list[User]

    @property
    def steps(self) -> list[dict[str, str]]:
        """The parts as the steps of the programme; a link only for who may open them."""
        return [line.step if self.standing.may_read else line.step | {"url": "", "state": ""} for line in self.lines]


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
    """Return the page of an editie for one person. At most 7 queries."""
    delen = list(
        Editiedeel.objects.filter(editie=editie).select_related("onderdeel", "bijeenkomst").order_by(
            "onderdeel__position"
        )
    )  # fmt: skip
    lines = lines_of(editie, delen, own_of(editie, user), now)
    return EditiePage(
        editie=editie,
        standing=place_in(user, editie, now),
        lines=lines,
        current=next((line for line in lines if line.state == NOW_ON), None),
        still_to_come=sum(len(line.codes) for line in lines
                          if line.kind == OnderdeelKind.DAGDEEL and line.state in (LATER, NOW_ON)),
        trainers=trainers_of(editie, now),
    )  # fmt: skip


def trainers_of(editie: Editie, now: datetime) -> list[User]:
    """Return who leads an editie, by name."""
    rows = active_lidmaatschappen(now).filter(kring=editie.kring_id, role=KringRol.TREKKER).select_related("user")
    return [row.user for row in rows.order_by("user__sort_key", "pk")]


def own_of(editie: Editie, user: User) -> Own:
    """Return what this person did in an editie; three queries."""
    places = Deelname.objects.filter(user=user, bijeenkomst__editiedeel__editie=editie)
    work = Inzending.objects.filter(deelnemer__user=user, editiedeel__editie=editie).exclude(
        status=InzendingStatus.BEZIG
    )
    return Own(
        presence=dict(places.values_list("bijeenkomst_id", "status")),
        handed_in=frozenset(work.values_list("editiedeel_id", flat=True)),
        deelnemer=deelnemer_of(editie, user),
    )


def deelnemer_of(editie: Editie, user: User) -> Deelnemer | None:
    """Return this person as participant, with the code of the casus she brings as `casus_code`; opens no content."""
    rows = Deelnemer.objects.filter(editie=editie, user=user, stopped_at__isnull=True)
    return rows.annotate(casus_code=F("casus__code")).first()


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
        lines.append(_line(editie, group, state))
    return lines


def state_of(group: Sequence[Editiedeel], own: Own, now: datetime) -> str:
    """Return where a person stands with a part: LATER, NU, KLAAR, GEMIST or GEWEEST."""
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
    return MISSED if DeelnameStatus.AFWEZIG in presence else OVER


def _between(deel: Editiedeel, today: date) -> str:
    if deel.from_date is None or deel.until_date is None or today < deel.from_date:
        return LATER
    return NOW_ON if today <= deel.until_date else MISSED


def _line(editie: Editie, group: Sequence[Editiedeel], state: str) -> DeelLine:
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
