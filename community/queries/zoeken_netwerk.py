"""What search finds in the network: people, groups, meetings, organisaties and samenwerkingen."""

from datetime import datetime

from django.db.models import Case, F, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.access.agenda import agenda_bijeenkomsten, readable_bijeenkomsten
from community.access.kringen import Visitor
from community.access.leergroepen import visible_leergroepen
from community.access.organisaties import visible_organisaties
from community.kennis_points import Vondsten, Zoekonderwerp
from community.models import Bijeenkomst, Organisatie, Samenwerking, User
from community.models.fragments import Plain
from community.notation import moment
from community.queries.agenda import place_of
from community.queries.ledengids import fitting as member_fits
from community.queries.ledengids import ledengids
from community.queries.leergroepen import path_of
from community.queries.people import ShownProfiel, shown_profielen
from community.queries.samenwerkingen import listed_samenwerkingen, provincies_of
from community.queries.zoeken import best_of, fitting, name_rank, vondsten
from community.workdays import local_date
from community.zoeken.vraag import Zoekvraag

NOBODY = Vondsten((), 0)


def find_leden(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search who wants to be found, in what all members may see of her."""
    if not isinstance(user, User):
        return NOBODY
    rows = ledengids(user, now).filter(member_fits(vraag, local_date(now)))
    best, count = best_of(rows, name_rank(vraag, "user__sort_key"), ["user__sort_key", "user_id"], limit)
    shown = {one.user_id: one for one in shown_profielen(user, best, now)} if best else {}
    return vondsten(best, count, lambda row: _person(shown[row.user_id]))


def find_groepen(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search the leergroepen she may know of, in name, summary and description."""
    rows = visible_leergroepen(user, now).select_related("kring").alias(plain_name=Plain(F("kring__name")))
    rows = rows.filter(fitting(vraag, ["plain_name"] if vraag.is_guess else ["plain_name", "search_text"]))
    best, count = best_of(rows, name_rank(vraag, "plain_name"), ["kring__name", "pk"], limit)
    return vondsten(best, count, lambda row: (row.kring.name, path_of(row), f"{row.summary} {row.description}"))


def find_agenda(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search the meetings of her agenda of which she may read the title; what comes stands before what was."""
    readable = readable_bijeenkomsten(user, now).values("pk")
    rows = agenda_bijeenkomsten(user, now).filter(fitting(vraag, ["search_text"]), pk__in=readable)
    coming = Case(When(ends_at__gt=now, then=Value(0.5)), default=Value(0.0))
    best, count = best_of(rows, name_rank(vraag, "search_text") + coming, ["-starts_at", "pk"], limit)
    return vondsten(best, count, _meeting)


def find_organisaties(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search organisaties by name."""
    if not isinstance(user, User):
        return NOBODY
    rows = visible_organisaties(user, now).filter(fitting(vraag, ["search_text"]))
    best, count = best_of(rows, name_rank(vraag, "search_text"), ["name", "pk"], limit)
    return vondsten(best, count, _organisatie)


def find_samenwerkingen(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search the samenwerkingen she may know of, by name."""
    if not isinstance(user, User):
        return NOBODY
    rows = listed_samenwerkingen(user, now).filter(fitting(vraag, ["search_text"]))
    best, count = best_of(rows, name_rank(vraag, "search_text"), ["name", "pk"], limit)
    return vondsten(best, count, _samenwerking)


def _person(one: ShownProfiel) -> tuple[str, str, str]:
    about = " · ".join(part for part in (one.line, one.biedt, one.zoekt) if part)
    return one.naam, reverse("lid", args=[one.code]), about


def _meeting(row: Bijeenkomst) -> tuple[str, str, str]:
    about = " · ".join(part for part in (moment(row.starts_at, row.ends_at), place_of(row)) if part)
    return row.title, reverse("bijeenkomst", args=[row.code]), about


def _organisatie(row: Organisatie) -> tuple[str, str, str]:
    return row.name, reverse("organisatie", args=[row.slug]), str(row.get_kind_display())


def _samenwerking(row: Samenwerking) -> tuple[str, str, str]:
    about = " · ".join(part for part in (row.area, provincies_of(row)) if part)
    return row.name, reverse("samenwerking", args=[row.code]), about


ONDERWERPEN = (
    Zoekonderwerp("agenda", _("Agenda"), 40, find_agenda, is_public=True),
    Zoekonderwerp("leden", _("Leden"), 50, find_leden),
    Zoekonderwerp("groepen", _("Leergroepen"), 60, find_groepen),
    Zoekonderwerp("organisaties", _("Organisaties"), 70, find_organisaties),
    Zoekonderwerp("samenwerkingen", _("Samenwerkingen"), 80, find_samenwerkingen),
)
