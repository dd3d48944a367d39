"""`/samenwerkingen/`: the register, one samenwerking, and keeping it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.organisaties import choosable_organisaties
from community.access.samenwerkingen import (
    may_add_regisseur,
    may_change_samenwerking,
    may_decide_visible,
    may_oversee_samenwerkingen,
    may_register_samenwerking,
    own_samenwerkingen,
    readable_samenwerkingen,
    visible_samenwerkingen,
)
from community.actions.errors import ActionError, StaleSaveError
from community.actions.samenwerkingen import change_samenwerking, end_samenwerking, register_samenwerking
from community.filters.samenwerkingen import OverzichtFilter, SamenwerkingFilter
from community.forms.samenwerkingen import SamenwerkingForm
from community.forms.versions import both_versions, take_stored_version
from community.models import Samenwerking
from community.plaatsen import places
from community.queries.samenwerkingen import (
    kept_by,
    lines_of,
    listed_samenwerkingen,
    organisaties_of,
    overseen_samenwerkingen,
    per_provincie,
    provincies_of,
    regisseurs_of,
    visible_words,
)
from community.requests import is_repeat, once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb, Step, crumbs

PAGE = "samenwerking"
PER_PAGE = 30


@signed_in("GET")
def samenwerkingen(request: SignedInRequest) -> HttpResponse:
    """List the samenwerkingen one may know of, how many there are in each province, and one's own."""
    user, now = request.user, request.now
    rows = listed_samenwerkingen(user, now)
    found = SamenwerkingFilter(request.GET, queryset=rows, request=request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs(Crumb(_("Samenwerkingen"))), "form": found.form, "is_narrowed": found.is_narrowed,
        "page_obj": page, "lines": lines_of(list(page.object_list), user, now), "per_provincie": per_provincie(rows),
        "own": kept_by(user, now), "may_oversee": may_oversee_samenwerkingen(user, now),
    }  # fmt: skip
    return render(request, "community/samenwerkingen/samenwerkingen.html", context)


@signed_in("GET")
def coordinatie(request: SignedInRequest) -> HttpResponse:
    """Show the coördinerend hart all that runs, and what each needs."""
    user, now = request.user, request.now
    require(may_oversee_samenwerkingen(user, now))
    found = OverzichtFilter(request.GET, queryset=overseen_samenwerkingen(user, now), request=request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": way_to(request, Crumb(_("Samenwerkingen"))), "form": found.form, "is_narrowed": found.is_narrowed,
        "page_obj": page, "lines": [(row, provincies_of(row)) for row in page.object_list],
    }  # fmt: skip
    return render(request, "community/samenwerkingen/coordinatie.html", context)


@signed_in("GET")
def samenwerking(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one samenwerking: to who keeps it and the hart all of it, to members what its owner chose."""
    user, now = request.user, request.now
    row = known(request, code)
    is_readable = readable_samenwerkingen(user, now).filter(pk=row.pk).exists()
    may_change = may_change_samenwerking(user, row, now)
    may_oversee = may_oversee_samenwerkingen(user, now)
    context = frame(row) | {
        "is_readable": is_readable, "provincies": provincies_of(row), "may_change": may_change,
        "may_decide": may_change and may_decide_visible(user, row, now), "may_oversee": may_oversee,
        "may_add": may_change or may_add_regisseur(user, row, now), "who": visible_words(row),
    }  # fmt: skip
    if is_readable:
        knows_all = may_change or may_oversee or row.ended_at is not None
        context["regisseurs"] = regisseurs_of(row, user, now, knows_all=knows_all)
        context["organisaties"] = organisaties_of(row)
    return render(request, "community/samenwerkingen/samenwerking.html", context)


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Write a samenwerking into the register."""
    require(may_register_samenwerking(request.user, request.now))
    form = SamenwerkingForm(None, choosable_organisaties(request.user, request.now), sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    made = register_samenwerking(actor=request.user, answers=form.answers(), now=request.now)
                    form_once.result = made.code
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De samenwerking staat in het register."))
            return redirect(PAGE, code=form_once.result)
    trail = crumbs(Crumb(_("Samenwerkingen"), "samenwerkingen"), Crumb(_("Nieuwe samenwerking")))
    context = {"form": form, "crumbs": trail, "places": places()}
    return render(request, "community/samenwerkingen/nieuw.html", context)


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, code: str) -> HttpResponse:
    """Change a samenwerking. When somebody else saved meanwhile both versions stand beside each other."""
    user, now = request.user, request.now
    row = _kept(request, code)
    require(may_change_samenwerking(user, row, now))
    organisaties = choosable_organisaties(user, now)
    may_decide = may_decide_visible(user, row, now)
    form = SamenwerkingForm(row, organisaties, sent(request), may_decide=may_decide)
    context: dict[str, Any] = frame(row, Step(_("Bewerken"))) | {"form": form, "places": places()}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=now) as form_once:
                if form_once.is_first:
                    change_samenwerking(actor=user, samenwerking=row, version=form.cleaned_data["version"],
                                        answers=form.answers(), now=now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = SamenwerkingForm(error.current, organisaties, may_decide=may_decide)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De samenwerking is opgeslagen."))
            return redirect(PAGE, code=code)
    return render(request, "community/samenwerkingen/bewerken.html", context)


@signed_in("GET", "POST")
def beeindigen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether it is over, and say so."""
    row = _kept(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    require(may_decide_visible(request.user, row, request.now))
    if request.method != "POST":
        context = frame(row, Step(_("Beëindigen")))
        return render(request, "community/samenwerkingen/beeindigen.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                end_samenwerking(actor=request.user, samenwerking=row, now=request.now)
    except ActionError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("De samenwerking is beëindigd. Leden zien haar niet meer in het register."))
    return redirect(PAGE, code=code)


def known(request: SignedInRequest, code: str) -> Samenwerking:
    """Return the samenwerking of this address. Raises Http404 for who may not know of it."""
    return find(visible_samenwerkingen(request.user, request.now).select_related("owner"), code=code)


def frame(row: Samenwerking, *steps: Step) -> dict[str, Any]:
    """Return what the pages of one samenwerking share."""
    own = Step(row.name, redirect(PAGE, code=row.code).url if steps else "")
    return {"crumbs": [*crumbs(Crumb(_("Samenwerkingen"), "samenwerkingen")), own, *steps], "samenwerking": row}


def _kept(request: SignedInRequest, code: str) -> Samenwerking:
    """Return a samenwerking that this person keeps. Raises Http404 for everybody else, who may know of it or not."""
    return find(own_samenwerkingen(request.user, request.now).select_related("owner"), code=code)
