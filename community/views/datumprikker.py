"""One date poll: its page with the question and the answers, and the list of them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.datumprikker import (
    askable_kringen,
    may_fill_in,
    may_read_datumprikker,
    may_run,
    own_datumprikkers,
    visible_datumprikkers,
)
from community.access.kringen import standing
from community.actions.antwoorden import PrikkerClosedError, closed_sentence, save_antwoorden
from community.actions.errors import ActionError, StaleSaveError
from community.forms.datumprikker import AntwoordForm, name_of
from community.forms.versions import take_stored_version
from community.models import Datumprikker, DatumprikkerStatus, Optie
from community.notation import date_long, day_of, saved_at, time_of_day
from community.queries.datumprikker import (
    Outcome,
    listed_datumprikkers,
    note_doubts,
    opties_of,
    outcome_of,
    with_telefoon,
)
from community.requests import once
from community.views.agenda_frame import trail
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Step

PER_PAGE = 24


@signed_in()
def datumprikkers(request: SignedInRequest) -> HttpResponse:
    """List the date polls of the person's own groups, the open ones first."""
    rows = listed_datumprikkers(own_datumprikkers(request.user, request.now))
    context = {
        "crumbs": trail(request, Step(_("Datumprikkers"))),
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_open": askable_kringen(request.user, request.now).exists(),
    }
    return render(request, "community/datumprikker/datumprikkers.html", context)


@signed_in("GET", "POST")
def datumprikker(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a date poll with the question to this person, and store what she answers."""
    prikker = open_prikker(request, code)
    if request.method == "POST":
        require(may_fill_in(request.user, prikker, request.now))
        return _save(request, prikker)
    if not may_read_datumprikker(request.user, prikker, request.now):
        return _from_outside(request, prikker)
    opties = list(opties_of(prikker))
    return _page(request, prikker, _stored_form(request, prikker, opties))


def open_prikker(request: SignedInRequest, code: str) -> Datumprikker:
    """Return the date poll with this code. Raises Http404 when there is none for this person."""
    rows = visible_datumprikkers(request.user, request.now)
    return find(rows.select_related("kring", "bijeenkomst"), code=code)


def trail_of(request: SignedInRequest, prikker: Datumprikker, *steps: str) -> list[Any]:
    """Return the way back to a page of one date poll."""
    title = prikker.title
    above = Step(_("Datumprikkers"), address("datumprikkers"))
    here = Step(title, address("datumprikker", prikker) if steps else "")
    return trail(request, above, here, *(Step(step) for step in steps))


def address(name: str, prikker: Datumprikker | None = None) -> str:
    """Return the address of a page, of one date poll or of them all."""
    return reverse(name, args=[prikker.code] if prikker else [])


def _save(request: SignedInRequest, prikker: Datumprikker) -> HttpResponse:
    """Store the answers. Whatever goes wrong is said in words, and what was chosen stays on the page."""
    opties = list(opties_of(prikker))
    form = AntwoordForm(opties, request.POST)
    more: dict[str, Any] = {}
    if sentence := closed_sentence(prikker, request.now):
        form.is_valid()
        return _page(request, prikker, form, refused=sentence)
    if form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_antwoorden(
                        actor=request.user, prikker=prikker, version=form.cleaned_data["version"],
                        answers=form.answers(), note=form.cleaned_data["note"], now=request.now,
                    )  # fmt: skip
            return redirect("datumprikker", code=prikker.code)
        except PrikkerClosedError as error:
            more["refused"] = error.message
        except StaleSaveError as error:
            prikker = open_prikker(request, prikker.code)
            form = AntwoordForm(list(opties_of(prikker)), request.POST)
            take_stored_version(form, error)
            more["refused"] = _("De datums zijn net veranderd. Kijk of je antwoorden kloppen en sla opnieuw op.")
            more["is_stale"] = True
        except ActionError as error:
            form.add_error(None, error.message)
    return _page(request, prikker, form, **more)


def _stored_form(request: SignedInRequest, prikker: Datumprikker, opties: list[Optie]) -> AntwoordForm:
    return AntwoordForm(opties, initial={"version": prikker.version})


def _page(request: SignedInRequest, prikker: Datumprikker, form: AntwoordForm, **more: Any) -> HttpResponse:
    """Show everything to a member who agreed; who runs it also sees who is silent and what speaks against a date."""
    outcome = outcome_of(prikker, request.user, request.now, opties=form.opties.values())
    filled = outcome.filled
    if not form.is_bound:
        form.initial.update({name_of(row.optie): row.own for row in outcome.tallies})
        form.initial["note"] = filled.note if filled else ""
    runs = may_run(request.user, prikker, request.now)
    is_open = prikker.status == DatumprikkerStatus.OPEN
    context = {
        "crumbs": trail_of(request, prikker), "prikker": prikker, "form": form, "outcome": outcome, "filled": filled,
        "is_open": is_open, "closed": closed_sentence(prikker, request.now), "may_run": runs,
        "missing": sum(not row.own for row in outcome.tallies) if filled else len(outcome.tallies),
        "saved_words": _saved_words(filled, request) if filled else "",
        **more,
    }  # fmt: skip
    if runs and is_open:
        context |= _for_runner(request, outcome)
    return render(request, "community/datumprikker/datumprikker.html", context)


def _for_runner(request: SignedInRequest, outcome: Outcome) -> dict[str, Any]:
    note_doubts(outcome.tallies, request.user, request.now)
    best = next((row for row in outcome.tallies if row.suits), None)
    return {
        "silent": with_telefoon(outcome.silent, request.user, request.now),
        "best": best,
        "doubts": [row for row in outcome.tallies if row.notes],
    }


def _from_outside(request: SignedInRequest, prikker: Datumprikker) -> HttpResponse:
    """Lead a member who did not agree yet to the agreements; show a coördinator when and how many, nothing else."""
    if standing(request.user, prikker.kring, request.now).is_member:
        messages.info(request, _("Lees eerst de afspraken van deze groep en geef akkoord."))
        return redirect("kring-afspraken", kring_id=prikker.kring_id)
    title = _("Datumprikker van {group}").format(group=prikker.kring.name)
    context = {
        "crumbs": trail(request, Step(title)), "prikker": prikker, "title": title,
        "outcome": outcome_of(prikker, request.user, request.now),
    }  # fmt: skip
    return render(request, "community/datumprikker/van_buiten.html", context)


def _saved_words(filled: Any, request: SignedInRequest) -> str:
    """Return 'Opgeslagen om 14.32 uur', with the day in front when that was not today."""
    if day_of(filled.saved_at) == day_of(request.now):
        return saved_at(filled.saved_at)
    return _("Opgeslagen op {day} om {clock}").format(
        day=date_long(filled.saved_at), clock=time_of_day(filled.saved_at)
    )
