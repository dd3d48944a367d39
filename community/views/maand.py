"""A month of the agenda, and one day of it with everything that stands on it."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.agenda import agenda_bijeenkomsten, may_plan
from community.filters.agenda import AgendaFilter
from community.notation import date_long, day_of
from community.notation import month_of as name_of_month
from community.queries.agenda import agenda_items, touching
from community.queries.kalender import marks
from community.queries.maand import bounds, bounds_of_day, day_url, month_of, neighbours
from community.views.agenda_frame import tabs, trail
from community.views.door import TimedRequest, public
from community.views.shell import Step

PER_PAGE = 30
YEARS = range(2020, 2101)


@public()
def maand(request: TimedRequest, jaar: int, maand: int) -> HttpResponse:
    """Show one month in weeks from Monday, with feestdagen, school holidays and election days in words."""
    if jaar not in YEARS or not 1 <= maand <= 12:
        raise Http404
    rows = touching(agenda_bijeenkomsten(request.user, request.now), *bounds(jaar, maand))
    found = AgendaFilter(request.GET, queryset=rows, request=request)
    kept, today = _query(found), day_of(request.now)
    month = month_of(jaar, maand, found.qs, request.user, request.now, query=kept)
    before, after = neighbours(jaar, maand)
    is_this_month = (today.year, today.month) == (jaar, maand)
    context = {
        "crumbs": trail(request, Step(_("Maand"))),
        "tabs": tabs("maand", request.path),
        "filter": found,
        "month": month,
        "previous_url": _month_url(before) + kept,
        "next_url": _month_url(after) + kept,
        "today_url": "" if is_this_month else _month_url(today) + kept,
        "may_plan": may_plan(request.user, request.now),
    }
    return render(request, "community/agenda/maand.html", context)


@public()
def dag(request: TimedRequest, jaar: int, maand: int, dag: int) -> HttpResponse:
    """Show everything that stands on one day: what the square of a full day in the month has no room for."""
    day = _day_of(jaar, maand, dag)
    rows = touching(agenda_bijeenkomsten(request.user, request.now), *bounds_of_day(day)).select_related("kring")
    found = AgendaFilter(request.GET, queryset=rows, request=request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    kept = _query(found)
    context = {
        "crumbs": trail(request, Step(name_of_month(day).capitalize(), _month_url(day) + kept), Step(date_long(day))),
        "tabs": tabs("maand", _month_url(day)),
        "day": day,
        "filter": found,
        "page_obj": page,
        "items": agenda_items(page.object_list, request.user, request.now),
        "marks": marks(day, day),
        "month_url": _month_url(day) + kept,
        "previous_url": _neighbour(day, -1, kept),
        "next_url": _neighbour(day, 1, kept),
    }
    return render(request, "community/agenda/dag.html", context)


def _day_of(year: int, month: int, day: int) -> date:
    """Return the day. Raises Http404 for one that does not exist or lies outside the agenda."""
    if year not in YEARS:
        raise Http404
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def _neighbour(day: date, step: int, kept: str) -> str:
    """Return the address of the day before or after, empty at the ends of the agenda."""
    there = day + timedelta(days=step)
    return day_url(there) + kept if there.year in YEARS else ""


def _month_url(day: date) -> str:
    return reverse("agenda-maand", args=[day.year, day.month])


def _query(found: AgendaFilter) -> str:
    """Return the chosen filters as the end of an address, empty when there are none."""
    chosen = {name: value for name, value in found.form.cleaned_data.items() if value}
    return f"?{urlencode(chosen)}" if chosen else ""
