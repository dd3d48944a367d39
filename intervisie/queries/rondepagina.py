"""A round as its coördinator sees it: how it stands, the figures, and a page of who registered.

Never whom somebody names, nor what she keeps private. The figures are counted by the database: a round may have
thousands of people. They tell what all members may know of each.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from community.access.people import shown_fields
from community.models import Profiel, Provincie, Samenwerking, User, VisibleTo
from community.notation import DAYS, date_plain
from community.plaatsen import place_named
from community.queries.organisaties import employers_on
from community.workdays import local_date
from intervisie.access.matching import invitable_people, visible_aanmeldingen
from intervisie.models import SLOTS, Form, Matchaanmelding, Matchronde, RondeStatus, Rondeuitnodiging
from intervisie.queries.matchrondes import HALVES, dagdeel_words, shortage_of, with_people

PER_PAGE = 30


@dataclass(frozen=True)
class Regel:
    """One registration: who, and when, where and about what she wants to meet."""

    aanmelding: Matchaanmelding
    organisatie: str
    provincies: tuple[str, ...]
    dagdelen: str
    opgaven: tuple[str, ...]
    # In a round of toernees: what she lets others visit.
    shown: str = ""


@dataclass(frozen=True)
class Tally:
    """How many registrations have one thing in common."""

    label: str
    number: int


class Counted(Paginator[Any]):
    """Pages of rows whose number was counted already."""

    def __init__(self, rows: Any, per_page: int, *, number: int) -> None:
        super().__init__(rows, per_page)
        self.number = number

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.number


@dataclass(frozen=True)
class RondePage:
    """A round as its coördinator sees it; `regels` are those of one page."""

    ronde: Matchronde
    number: int
    page_obj: "Page[Any]"
    regels: Sequence[Regel]
    told: int
    declined: int
    silent: int
    provincies: Sequence[Tally]
    forms: Sequence[Tally]
    # Of each day of the week: its name, and how many can in the morning and in the afternoon.
    dagdelen: Sequence[tuple[str, Sequence[Tally]]]

    @property
    def shortage(self) -> str:
        """What is wrong with their number, in a sentence; empty when groups can be made of it."""
        return shortage_of(self.ronde, self.number)


def ronde_page(ronde: Matchronde, user: User, now: datetime, *, page: str | None = None) -> RondePage:
    """Return a round with its figures and one page of its registrations. Seven queries for any number."""
    rows = visible_aanmeldingen(user, ronde, now).filter(user__is_active=True)
    counts, told = _counts(rows), _told(ronde)
    paginator = Counted(with_people(rows), PER_PAGE, number=counts["number"])
    page_obj = paginator.get_page(page)
    return RondePage(
        ronde=ronde, number=paginator.count, page_obj=page_obj,
        regels=_regels(list(page_obj.object_list), user, now),
        told=told["told"], declined=told["declined"], silent=told["silent"], provincies=_where(rows),
        forms=[Tally(str(label), counts[value]) for value, label in Form.choices if counts[value]],
        dagdelen=[
            (DAYS[day], [Tally(half, counts[f"slot_{2 * day + side}"]) for side, half in enumerate(HALVES)])
            for day in range(SLOTS // 2)
        ],
    )  # fmt: skip


def state_sentence(ronde: Matchronde, now: datetime) -> str:
    """Say how a round stands, and what its coördinator does next."""
    day = date_plain(ronde.closes_date)
    if ronde.status == RondeStatus.CONCEPT:
        number = invitable_people(ronde, now).count()
        return _("Nog niemand weet van deze ronde. Open je haar, dan krijgen {number} leden een uitnodiging.").format(
            number=number
        )
    if ronde.status == RondeStatus.OPEN:
        return _("Leden kunnen zich aanmelden tot en met {day}. Daarna sluit de ronde vanzelf.").format(day=day)
    if ronde.status == RondeStatus.GESLOTEN:
        if ronde.makes_toernees:
            return _("Aanmelden kan niet meer. Vorm nu de toernees, of geef een latere dag om aan te melden.")
        return _("Aanmelden kan niet meer. Deel nu de groepen in, of geef een latere dag om aan te melden.")
    if ronde.status == RondeStatus.AFGEBLAZEN:
        return _("Deze ronde gaat niet door. Wie zich aanmeldde, kreeg bericht.")
    known = _("De toernees zijn bekend.") if ronde.makes_toernees else _("De groepen zijn bekend.")
    return f"{known} {_('Wie zich aanmeldde, kreeg bericht.')}"


def _counts(rows: QuerySet[Matchaanmelding]) -> dict[str, int]:
    """Count registrations: all, of each form, and who can at each dagdeel. One query."""
    forms = {form: Count("pk", filter=Q(form=form)) for form in Form.values}
    slots = {f"slot_{slot}": Count("pk", filter=Q(slots__contains=[slot])) for slot in range(SLOTS)}
    found: dict[str, int] = rows.order_by().aggregate(number=Count("pk"), **forms, **slots)
    return found


def _where(rows: QuerySet[Matchaanmelding]) -> list[Tally]:
    """Count registrations per province: of the place somebody named, else of what all members may see. One query."""
    is_shown = When(user__profiel__provincies_visible_to=VisibleTo.LEDEN, then=F("user__profiel__provincies"))
    shown = Case(is_shown, default=Value([]), output_field=Profiel._meta.get_field("provincies"))
    found: Counter[str] = Counter()
    for name, codes, number in rows.order_by().values_list("place", shown).annotate(Count("pk")):
        for label in _labels(name, codes) or (_("Niet bekend"),):
            found[label] += number
    return [Tally(name, number) for name, number in sorted(found.items())]


def _told(ronde: Matchronde) -> dict[str, int]:
    """Return how many were told of a round, how many of them declined, and how many said nothing. One query."""
    answered = Matchaanmelding.objects.filter(ronde=ronde, user=OuterRef("user"))
    silent = Q(declined_at__isnull=True, user__is_active=True) & ~Q(Exists(answered))
    found: dict[str, int] = Rondeuitnodiging.objects.filter(ronde=ronde).aggregate(
        told=Count("pk"), declined=Count("pk", filter=Q(declined_at__isnull=False)), silent=Count("pk", filter=silent)
    )
    return found


def _regels(rows: Sequence[Matchaanmelding], viewer: User, now: datetime) -> list[Regel]:
    """Return registrations with employer and provinces as far as their person lets others see these. Two queries."""
    profielen: list[Profiel] = [row.user.profiel for row in rows]
    shown = shown_fields(viewer, profielen, now)
    employers = employers_on((row.user_id for row in rows), local_date(now))
    found = []
    for row in rows:
        may_see: Any = shown.get(row.user_id, frozenset())
        employer = employers.get(row.user_id)
        found.append(
            Regel(
                aanmelding=row,
                organisatie=employer.name if employer and "organisatie" in may_see else "",
                provincies=_labels(row.place, row.user.profiel.provincies if "provincies" in may_see else ()),
                dagdelen=dagdeel_words(row.slots),
                opgaven=tuple(sorted(opgave.name for opgave in row.opgaven.all())),
                shown=_shown(row.offered),
            )
        )
    return found


def _shown(offered: Samenwerking | None) -> str:
    if offered is None:
        return ""
    parts = (offered.name, offered.get_vorm_display(), offered.get_fase_display())
    return " · ".join(one for one in parts if one)


def _labels(place_name: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the province of the place that was named, else these."""
    labels = {code: str(label) for code, label in Provincie.choices}
    if (place := place_named(place_name)) is not None:
        return (labels[place.provincie],)
    return tuple(labels[code] for code in codes)
