"""The five phases of a casus with their products."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.fasen import ReasonMissingError, set_current_phase
from casussen.actions.onderdelen import save_single
from casussen.format import FASEN
from casussen.forms.fasen import FaseForm, HuidigeFaseForm, ProductForm
from casussen.keuzes import PRODUCT_BY_SLUG, PRODUCT_WORDS
from casussen.models import Fase, Product
from casussen.queries.casussen import phases_at
from casussen.queries.fasen import fasen_of, read_fasen
from casussen.views import bewaren
from casussen.views.casus_frame import OpenCasus, frame, open_casus, open_to_write
from casussen.views.door import confidential_page
from community.actions.errors import StaleSaveError
from community.actions.versions import NOT_STORED
from community.forms.versions import both_versions
from community.requests import once
from community.views.door import SignedInRequest, sent
from community.views.shell import Step


@confidential_page("GET")
def fasen(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the phases with their products."""
    opened = open_casus(request, code, part="fasen")
    current = str(opened.answers.get("fase") or "")
    context = frame(opened, Step(_("Fasen"))) | {"phases": phases_at(current)}
    if not opened.may_write:
        return render(request, "casussen/fasen/fasen.html", context | (read_fasen(opened.casus) or {}))
    context |= {"lines": fasen_of(opened.casus, opened.answers)}
    return render(request, "casussen/fasen/fasen.html", context)


@confidential_page("GET", "POST")
def huidige(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose the current phase: the answer of the format, asked in one place and changed from here too."""
    opened = open_to_write(request, code, part="fasen")
    form = HuidigeFaseForm(sent(request), current=str(opened.answers.get("fase") or ""))
    context = _below(opened, _("Huidige fase")) | {"form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    set_current_phase(actor=request.user, casus=opened.casus, now=request.now, **given)
        except ReasonMissingError as error:
            form.add_error("reason", error.message)
        except StaleSaveError as error:
            context |= _two_phases(form, error)
        else:
            messages.success(request, bewaren.saved_sentence(request.now))
            return redirect("casus-fasen", code=code)
    return render(request, "casussen/onderdelen/bewerken.html", context)


@confidential_page("GET", "POST")
def fase(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Say how one phase stands."""
    if not 1 <= number <= len(FASEN):
        raise Http404
    opened = open_to_write(request, code, part="fasen", saves_itself=True)
    row = fasen_of(opened.casus, opened.answers)[number - 1].row

    def save(version: int) -> Fase:
        return save_single(
            actor=request.user, casus=opened.casus, model=Fase, is_it=lambda one: one.number == number,
            version=version, values={"number": number} | form.values(), now=request.now,
        )  # fmt: skip

    def theirs(stored: Any) -> BaseForm:
        return FaseForm(casus=opened.casus, row=stored)

    form = FaseForm(sent(request), casus=opened.casus, row=row or _unsaved(Fase(number=number), opened))
    context = _below(opened, FASEN[number - 1][1]) | {"form": form}
    answer = bewaren.answer_save(request, form, context, save=save, theirs=theirs, then=opened.url("casus-fasen"))
    return answer or render(request, "casussen/onderdelen/bewerken.html", context)


@confidential_page("GET", "POST")
def product(request: SignedInRequest, code: str, soort: str) -> HttpResponse:
    """Say how a product of a phase stands, and which document it is."""
    if soort not in PRODUCT_BY_SLUG:
        raise Http404
    number, kind = PRODUCT_BY_SLUG[soort]
    opened = open_to_write(request, code, part="fasen", saves_itself=True)
    found = {code: row for code, row, _values in fasen_of(opened.casus, opened.answers)[number - 1].products}

    def save(version: int) -> Product:
        values = {"fase_number": number, "kind": kind} | form.values()
        return save_single(
            actor=request.user, casus=opened.casus, model=Product, is_it=lambda one: one.kind == kind,
            version=version, values=values, now=request.now,
        )  # fmt: skip

    def theirs(stored: Any) -> BaseForm:
        return ProductForm(casus=opened.casus, row=stored)

    form = ProductForm(sent(request), casus=opened.casus, row=found[kind] or _unsaved(Product(), opened))
    context = _below(opened, PRODUCT_WORDS[kind]) | {"form": form, "files_url": opened.url("casus-bestanden")}
    answer = bewaren.answer_save(request, form, context, save=save, theirs=theirs, then=opened.url("casus-fasen"))
    return answer or render(request, "casussen/onderdelen/bewerken.html", context)


def _unsaved(row: Any, opened: OpenCasus) -> Any:
    """Return a row that nobody saved yet, as the form opens it: version 0."""
    row.casus, row.data_key_id, row.version = opened.casus, opened.casus.data_key_id, NOT_STORED
    return row


def _two_phases(form: HuidigeFaseForm, error: StaleSaveError) -> dict[str, Any]:
    """Show what somebody else chose beside one's own choice; the next save goes on from there."""
    theirs = str(error.current.format.get("fase") or "")
    fresh: Any = form.data.copy()  # type: ignore[attr-defined]  # the QueryDict of a bound form
    fresh["was"] = theirs
    form.data = fresh
    return {"stale": error, "versions": both_versions(form, HuidigeFaseForm(current=theirs))}


def _below(opened: OpenCasus, title: Any) -> dict[str, Any]:
    back = opened.url("casus-fasen")
    return frame(opened, Step(_("Fasen"), back), Step(str(title))) | {"title": title, "back_url": back}
