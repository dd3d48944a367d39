"""The kit of a visit, for its host: writing, boxes of her canvas, looking as visitors do, sharing and taking back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.models import Casus
from casussen.views.controle import marked_texts
from casussen.views.door import confidential_page
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_first_time, once
from community.views.door import SignedInRequest, done, find, sent
from community.views.shell import Step
from intervisie.access.bezoeken import showable_casussen
from intervisie.actions.bezoekkits import remove_boxes, save_kit, share_kit, show_boxes, take_back_kit
from intervisie.forms.bezoekkits import KitForm, VakkenForm
from intervisie.models import Bezoekkit
from intervisie.queries.bezoeken import parts_of
from intervisie.queries.bezoekkits import (
    canvas_schema,
    casus_choices,
    filled_boxes,
    kit_of,
    sections_of,
    texts_of,
    usual_programme,
)
from intervisie.views.bezoek_frame import OpenBezoek, bezoek_frame, opened_kit, own_visit

PAGE = "bezoekkit"
CHANGED = "Je hebt de bezoekkit in een ander venster veranderd. Bekijk hem nog eens."


@confidential_page("GET", "POST")
def kit(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the host write her kit; saved elsewhere meanwhile, both versions stand beside each other."""
    found = own_visit(request, code)
    row = kit_of(found.bezoek)
    form = _form_of(row, found, sent(request))
    context: dict[str, Any] = {"form": form, "kit": row} | bezoek_frame(found, Step(_("Bezoekkit")))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_kit(actor=request.user, bezoek=found.bezoek, version=form.cleaned_data["version"],
                             content=form.content, now=request.now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = KitForm(content=error.current.content, version=error.current.version)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je bezoekkit is opgeslagen."))
            return redirect(PAGE, code=code)
    context["inhoud"] = opened_kit(row) if row else None
    return render(request, "intervisie/bezoeken/kit.html", context)


@confidential_page("GET", "POST")
def vakken(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the host choose one of her own casussen, and which boxes of its canvas are copied now."""
    found = own_visit(request, code)
    row = kit_of(found.bezoek)
    choices = casus_choices(request.user, request.now)
    casus = _chosen_casus(request, row, [code for code, _title in choices])
    context: dict[str, Any] = {"choices": choices, "casus": casus, "kit": row}
    if casus is not None:
        schema, boxes = canvas_schema(), filled_boxes(casus)
        shown = list(row.canvas or {}) if row and row.casus_id == casus.pk else []
        form = VakkenForm(sent(request), boxes=boxes, schema=schema, shown=shown, version=row.version if row else 0)
        title = next((title for code, title in choices if code == casus.code), "")
        context |= {"form": form, "sections": sections_of(schema, boxes), "casus_title": title}
        if request.method == "POST" and form.is_valid() and _copied(request, found, casus, form):
            messages.success(request, _("De vakken staan in je bezoekkit, zoals ze nu zijn."))
            return redirect(PAGE, code=code)
    context |= bezoek_frame(found, _step_of_kit(found), Step(_("Vakken van het canvas")))
    return render(request, "intervisie/bezoeken/vakken.html", context)


@confidential_page("POST")
def vakken_weg(request: SignedInRequest, code: str) -> HttpResponse:
    """Take the boxes out of the kit; the casus itself stays as it is."""
    found = own_visit(request, code)
    row = kit_of(found.bezoek)
    if row is not None and done(
        request, lambda: remove_boxes(actor=request.user, bezoek=found.bezoek, version=row.version, now=request.now)
    ):
        messages.success(request, _("De vakken staan niet meer in je bezoekkit."))
    return redirect(PAGE, code=code)


@confidential_page("GET")
def voorbeeld(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the kit as visitors see it."""
    found = own_visit(request, code)
    row = kit_of(found.bezoek)
    context = bezoek_frame(found, _step_of_kit(found), Step(_("Zo zien bezoekers het")))
    context |= {"kit": opened_kit(row) if row else None, "row": row, "parts": parts_of(found.bezoek, found.place)}
    return render(request, "intervisie/bezoeken/voorbeeld.html", context)


@confidential_page("GET", "POST")
def delen(request: SignedInRequest, code: str) -> HttpResponse:
    """Show what visitors would read with probable names marked; the button shares exactly that."""
    found = own_visit(request, code)
    row = kit_of(found.bezoek)
    if row is None:
        return redirect(PAGE, code=code)
    if request.method == "POST":
        version = _number(request.POST.get("version"))
        if done(
            request, lambda: share_kit(actor=request.user, bezoek=found.bezoek, version=version, now=request.now),
            stale=_(CHANGED),
        ):  # fmt: skip
            messages.success(request, _("Je bezoekers kunnen de bezoekkit nu lezen. Ze krijgen bericht."))
            return redirect("bezoek", code=code)
        return redirect("bezoekkit-delen", code=code)
    context = bezoek_frame(found, _step_of_kit(found), Step(_("Delen met je bezoekers")))
    context |= {"kit": row, "marked": marked_texts(texts_of(opened_kit(row)))}
    return render(request, "intervisie/bezoeken/delen.html", context)


@confidential_page("POST")
def terugnemen(request: SignedInRequest, code: str) -> HttpResponse:
    """Take the kit back: nobody else reads it from now on."""
    found = own_visit(request, code)
    try:
        if is_first_time(request, now=request.now):
            take_back_kit(actor=request.user, bezoek=found.bezoek, now=request.now)
    except ActionError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("Alleen jij leest de bezoekkit nog. Wat al is gelezen, kun je niet terughalen."))
    return redirect(PAGE, code=code)


def _form_of(row: Bezoekkit | None, found: OpenBezoek, data: Any) -> KitForm:
    """Return the form; a kit that was not begun starts with the programme of the protocol and the known place."""
    if row is not None:
        return KitForm(data, content=row.content or {}, version=row.version)
    meeting = found.bezoek.bijeenkomst
    place = ", ".join(part for part in (meeting.address, meeting.place_name) if part)
    return KitForm(data, content={"programme": usual_programme(found.bezoek), "place": place})


def _chosen_casus(request: SignedInRequest, row: Bezoekkit | None, codes: list[str]) -> Casus | None:
    """Return of which of her own casussen the boxes are shown: the one asked for, the one in the kit, the only one."""
    rows = showable_casussen(request.user, request.now)
    asked = request.GET.get("casus", "")
    if asked:
        return find(rows, code=asked)
    if row is not None and row.casus_id is not None:
        return rows.filter(pk=row.casus_id).first()
    return find(rows, code=codes[0]) if len(codes) == 1 else None


def _copied(request: SignedInRequest, found: OpenBezoek, casus: Casus, form: VakkenForm) -> bool:
    """Copy what was chosen; False when it was not, with why on the form."""
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                show_boxes(actor=request.user, bezoek=found.bezoek, version=form.cleaned_data["version"], casus=casus,
                           boxes=form.cleaned_data["boxes"], now=request.now)  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        form.add_error(None, _("Je bezoekkit is intussen veranderd. Kijk of je keuze nog klopt en sla opnieuw op."))
    except ActionError as error:
        form.add_error(None, error.message)
    else:
        return True
    return False


def _step_of_kit(found: OpenBezoek) -> Step:
    return Step(_("Bezoekkit"), reverse(PAGE, args=[found.bezoek.code]))


def _number(text: str | None) -> int:
    """Return the version a form names; 0, which no stored kit has, for what is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
