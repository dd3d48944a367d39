"""`/mijn/beschikbaarheid/`: on which dagdelen one can come."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.beschikbaarheid import may_give_beschikbaarheid
from community.actions.beschikbaarheid import (
    Invulling,
    copy_week,
    fill_beschikbaarheid,
    save_beschikbaarheid,
)
from community.actions.errors import ActionError
from community.forms.beschikbaarheid import InvullingForm, MaandForm
from community.models import Dagdeelkeuze
from community.notation import count
from community.queries.beschikbaarheid import first_of_month, maand_of, months_from
from community.requests import once
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Crumb, crumbs
from community.workdays import local_date

LIST = "lijst"
# What a button asks beside saving: to fill in many, 'deze week niet', the week before once more.
FILL, NOT, AGAIN = "vul", "niet", "zelfde"


@signed_in("GET", "POST")
def beschikbaarheid(request: SignedInRequest) -> HttpResponse:
    """Show a month of dagdelen and keep what she says of them, all at once."""
    user, now = request.user, request.now
    require(may_give_beschikbaarheid(user, now))
    today = local_date(now)
    first = _month(request.GET.get("maand", ""), today)
    until = _month(request.GET.get("tot", ""), today)
    as_list = request.GET.get("weergave") == LIST
    maand = maand_of(user, first, now)
    posted = request.POST if request.method == "POST" else None
    form = MaandForm(maand, posted, as_list=as_list)
    is_filling = posted is not None and posted.get("doe") == FILL
    filling = InvullingForm(maand, today, posted if is_filling else None, until=until)
    if posted is not None and form.is_valid() and (not is_filling or filling.is_valid()):
        try:
            with once(request, now=now) as form_once:
                if form_once.is_first:
                    form_once.result = str(_act(request, posted.get("doe", ""), form, filling))
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _said(int(form_once.result or 0)))
            return redirect(_address(request.GET, first))
    context = {
        "crumbs": crumbs(Crumb(_("Mijn beschikbaarheid"))), "form": form, "filling": filling, "maand": maand,
        "as_list": as_list, "months": months_from(today), "words": Dagdeelkeuze.choices,
        "keep": request.GET.get("tot", "") if until > first_of_month(today) else "",
        "known_words": _("{known} van {all} dagdelen bekend").format(known=maand.known, all=len(maand.cells)),
    }  # fmt: skip
    response = render(request, "community/beschikbaarheid/beschikbaarheid.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _act(request: SignedInRequest, doe: str, form: MaandForm, filling: InvullingForm) -> int:
    """Save, and do what the button asked beside that; return how many dagdelen changed."""
    user, now, choices = request.user, request.now, form.choices()
    if doe == FILL:
        return fill_beschikbaarheid(actor=user, fill=filling.fill(), choices=choices, now=now)
    what, _sep, day = doe.partition(":")
    monday = next((week.monday for week in form.maand.weeks if week.monday.isoformat() == day), None)
    if what == NOT and monday is not None:
        fill = Invulling(Dagdeelkeuze.KAN_NIET, monday, monday + timedelta(days=4))
        return fill_beschikbaarheid(actor=user, fill=fill, choices=choices, now=now)
    if what == AGAIN and monday is not None:
        return copy_week(actor=user, monday=monday, choices=choices, now=now)
    return save_beschikbaarheid(actor=user, choices=choices, now=now)


def _said(changed: int) -> str:
    if not changed:
        return _("Opgeslagen. Er is niets veranderd.")
    return _("Opgeslagen: {dagdelen} gewijzigd.").format(dagdelen=count(changed, _("dagdeel"), _("dagdelen")))


def _month(text: str, today: date) -> date:
    """Return the first day of the month that is asked for ('2027-02'); this month for what cannot be shown."""
    try:
        asked = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone
    except ValueError:
        return first_of_month(today)
    return asked if asked in months_from(today) else first_of_month(today)


def _address(query: QueryDict, first: date) -> Any:
    kept = query.copy()
    kept["maand"] = first.isoformat()[:7]
    return f"{reverse('beschikbaarheid')}?{kept.urlencode()}"
