"""Who applied for an editie, the mix, and deciding about many at once with a look ahead."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community import access
from community.access.coordinatie import may_open_coordinatie
from community.actions.errors import ActionError
from community.cards.coordinatie import address
from community.requests import is_repeat
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb, Step, crumbs
from training.access.edities import visible_edities
from training.access.inschrijvingen import (
    may_decide_inschrijvingen,
    may_read_inschrijvingen,
    may_stop_deelnemer,
    visible_deelnemers,
    visible_inschrijvingen,
)
from training.actions.deelnemers import stop_deelnemer
from training.actions.toelating import Besluit, decide_inschrijvingen, refuse_in_vain
from training.forms.besluiten import SUBJECTS, TEXTS, WORDS, BesluitForm, KeuzeForm
from training.forms.inschrijvingen import StopForm
from training.models import Editie, Inschrijving, Instemming
from training.queries.inschrijvingen import inschrijvingen_in_order, places_held, with_people
from training.queries.mix import mix_of
from training.views.inschrijvingen import done


@dataclass(frozen=True)
class Group:
    """Applications with the same status."""

    title: str
    rows: list[Inschrijving]


@signed_in("GET")
def aanmeldingen(request: SignedInRequest, slug: str) -> HttpResponse:
    """List who applied, with the mix; a coördinator ticks many and chooses what to decide."""
    editie = _editie(request, slug)
    rows = inschrijvingen_in_order(request.user, editie, request.now)
    held = places_held(editie)
    context = _frame(request, editie) | {
        "rows": rows, "groups": _groups(rows), "mix": mix_of(rows), "held": held,
        "free": max(0, editie.capacity - held),
        "may_decide": may_decide_inschrijvingen(request.user, editie, request.now),
        "besluiten": [(besluit.value, WORDS[besluit]) for besluit in Besluit],
    }  # fmt: skip
    return render(request, "training/inschrijvingen/aanmeldingen.html", context)


@signed_in("GET", "POST")
def besluit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show who gets which mail and what the mix becomes; then decide."""
    editie = _editie(request, slug)
    access.require(may_decide_inschrijvingen(request.user, editie, request.now))
    rows = inschrijvingen_in_order(request.user, editie, request.now)
    # The choice stands in the address, also when the words are sent.
    choice = KeuzeForm(request.GET, rows=rows)
    if not choice.is_valid():
        messages.warning(request, str(next(iter(choice.errors.values()))[0]))
        return redirect("editie-aanmeldingen", slug=slug)
    wanted = choice.besluit_value
    chosen = [row for row in rows if str(row.pk) in choice.chosen]
    form = BesluitForm(sent(request), text=str(TEXTS[wanted]))
    if request.method == "POST" and form.is_valid():

        def act() -> None:
            decide_inschrijvingen(
                actor=request.user, editie=editie, ids=[row.pk for row in chosen], besluit=wanted,
                text=form.cleaned_data["tekst"], now=request.now,
            )  # fmt: skip

        if done(request, act, form):
            text = ngettext("%d persoon krijgt een mail met je besluit.", "%d mensen krijgen een mail met je besluit.",
                            len(chosen))  # fmt: skip
            messages.success(request, text % len(chosen))
            return redirect("editie-aanmeldingen", slug=slug)
    context = _frame(request, editie, Step(_("Besluit"))) | _preview(request, editie, rows, chosen, wanted)
    return render(request, "training/inschrijvingen/besluit.html", context | {"form": form})


@signed_in("GET")
def inschrijving(request: SignedInRequest, slug: str, inschrijving_id: uuid.UUID) -> HttpResponse:
    """Show one application: what she wrote, what her opdrachtgever said, what was decided."""
    editie = _editie(request, slug)
    rows = with_people(visible_inschrijvingen(request.user, editie, request.now)).select_related("decided_by")
    row = find(rows, pk=inschrijving_id)
    deelnemer = getattr(row, "deelnemer", None)
    context = _frame(request, editie, Step(row.user.naam)) | {
        "row": row,
        "deelnemer": deelnemer,
        "may_stop": deelnemer is not None
        and deelnemer.stopped_at is None
        and may_stop_deelnemer(request.user, deelnemer, request.now),
    }
    return render(request, "training/inschrijvingen/inschrijving.html", context)


@signed_in("GET", "POST")
def deelnemer_stoppen(request: SignedInRequest, slug: str, deelnemer_id: uuid.UUID) -> HttpResponse:
    """Let a coördinator end a participation, with a reason."""
    editie = _editie(request, slug)
    rows = visible_deelnemers(request.user, editie, request.now).select_related("user", "inschrijving")
    row = find(rows, pk=deelnemer_id)
    access.require(may_stop_deelnemer(request.user, row, request.now))
    back = redirect("editie-inschrijving", slug=slug, inschrijving_id=row.inschrijving_id)
    if row.stopped_at is not None:
        if not is_repeat(request):
            messages.info(request, _("{naam} is al gestopt.").format(naam=row.user.naam))
        return back
    form = StopForm(sent(request), asks_reason=True)
    if request.method == "POST" and form.is_valid():

        def act() -> None:
            stop_deelnemer(actor=request.user, deelnemer=row, reason=form.cleaned_data["reden"], now=request.now)

        if done(request, act, form):
            messages.success(request, _("{naam} doet niet meer mee en krijgt een mail.").format(naam=row.user.naam))
            return back
    context = _frame(request, editie, Step(_("Deelnemer stopt"))) | {"deelnemer": row, "form": form}
    return render(request, "training/inschrijvingen/deelnemer_stoppen.html", context)


def _editie(request: SignedInRequest, slug: str) -> Editie:
    """Return an editie whose applications this person reads. Raises Http404 when there is none for her."""
    editie = find(visible_edities(request.user, request.now).select_related("kring"), slug=slug)
    access.require(may_read_inschrijvingen(request.user, editie, request.now))
    return editie


def _frame(request: SignedInRequest, editie: Editie, *steps: Step) -> dict[str, object]:
    """Return what every page about applications needs; a trainer has no cockpit to pass."""
    home = Step(_("Aanmeldingen"), reverse("editie-aanmeldingen", args=[editie.slug]) if steps else "")
    own = Step(editie.name, reverse("editie", args=[editie.slug]))
    if not may_open_coordinatie(request.user, request.now):
        return {"editie": editie, "crumbs": [*crumbs(Crumb(_("Trainingen"), "trainingen")), own, home, *steps]}
    planned = address("edities-plan")
    way = [*crumbs(Crumb(_("Coördinatie"), "coordinatie")), *([Step(_("Edities"), planned)] if planned else [])]
    return {"editie": editie, "crumbs": [*way, own, home, *steps]}


def _groups(rows: list[Inschrijving]) -> list[Group]:
    groups: dict[str, Group] = {}
    for row in rows:
        group = groups.setdefault(row.status, Group(str(row.get_status_display()), []))
        group.rows.append(row)
    return list(groups.values())


def _preview(
    request: SignedInRequest, editie: Editie, rows: list[Inschrijving], chosen: list[Inschrijving], wanted: Besluit
) -> dict[str, object]:
    """Return what the page shows before anything is decided, also why it cannot be."""
    problem = ""
    try:
        refuse_in_vain(chosen, editie, wanted, expected=len(chosen), now=request.now)
    except ActionError as error:
        problem = error.message
    takes = wanted in (Besluit.TOELATEN, Besluit.AANBIEDEN)
    return {
        "chosen": chosen,
        "besluit": wanted.value,
        "besluit_word": WORDS[wanted],
        "subject": str(SUBJECTS[wanted]).format(editie=editie.name),
        "problem": problem,
        "silent": [row for row in chosen if takes and row.instemming == Instemming.GEVRAAGD],
        "mix": mix_of(rows, also=[row.pk for row in chosen]) if takes else [],
        "takes": takes,
    }
