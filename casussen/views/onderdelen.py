"""One frame for the rows of a casus: adding, changing, ordering and removing, whatever kind of row it is.

A kind is a line in SOORTEN; its list has a page of its own. Saving by itself, two versions beside each other and what
is gone meanwhile are answered here for all of them.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casussen.actions.onderdelen import add_row, move_row, remove_row, save_row
from casussen.forms.onderdelen import BelangForm, DilemmaForm, DoelForm, MomentForm, OnderdeelForm, PartijForm
from casussen.models import Belang, Casusonderdeel, Dilemma, Doel, Moment, Partij
from casussen.queries.onderdelen import rows_of
from casussen.views import bewaren
from casussen.views.casus_frame import OpenCasus, frame, open_to_write
from casussen.views.door import confidential_page
from community.actions.errors import ActionError
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step


@dataclass(frozen=True)
class Soort:
    """One kind of row: its model and form, the page of its list, and its words."""

    model: type[Casusonderdeel]
    form: type[OnderdeelForm]
    # Code of the part (for the log of reading), name of the page of its list, and the title of that page.
    part: str
    page: str
    list_title: Any
    new_title: Any
    edit_title: Any
    remove_title: Any
    # What happens to what points at it; empty when nothing can.
    stays: Any = ""
    saves_itself: bool = False


SOORTEN: dict[str, Soort] = {
    "partij": Soort(
        Partij, PartijForm, "partijen", "casus-partijen", gettext_lazy("Partijen"), gettext_lazy("Nieuwe partij"),
        gettext_lazy("Partij"), gettext_lazy("Partij verwijderen"),
        gettext_lazy("Doelen en belangen van deze partij blijven staan, zonder partij."), saves_itself=True,
    ),
    "doel": Soort(
        Doel, DoelForm, "doelen", "casus-doelen", gettext_lazy("Doelen en belangen"), gettext_lazy("Nieuw doel"),
        gettext_lazy("Doel"), gettext_lazy("Doel verwijderen"),
    ),
    "belang": Soort(
        Belang, BelangForm, "doelen", "casus-doelen", gettext_lazy("Doelen en belangen"),
        gettext_lazy("Nieuw belang"), gettext_lazy("Belang"), gettext_lazy("Belang verwijderen"),
        gettext_lazy("Doelen bij dit belang blijven staan, zonder belang."),
    ),
    "dilemma": Soort(
        Dilemma, DilemmaForm, "dilemmas", "casus-dilemmas", gettext_lazy("Dilemma's"), gettext_lazy("Nieuw dilemma"),
        gettext_lazy("Dilemma"), gettext_lazy("Dilemma verwijderen"), saves_itself=True,
    ),
    "moment": Soort(
        Moment, MomentForm, "tijdlijn", "casus-tijdlijn", gettext_lazy("Tijdlijn"), gettext_lazy("Nieuw moment"),
        gettext_lazy("Moment"), gettext_lazy("Moment verwijderen"),
    ),
}  # fmt: skip


@confidential_page("GET", "POST")
def nieuw(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """Add a row to one of the lists of a casus."""
    soort = SOORTEN[kind]
    opened = open_to_write(request, code, part=soort.part)
    form = soort.form(sent(request), casus=opened.casus)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    add_row(
                        actor=request.user, casus=opened.casus, model=soort.model, values=form.values(),
                        now=request.now,
                    )  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, bewaren.saved_sentence(request.now))
            return redirect(soort.page, code=code)
    context = _frame_of(opened, soort, soort.new_title) | {"form": form}
    return render(request, "casussen/onderdelen/bewerken.html", context)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, code: str, kind: str, row_id: str) -> HttpResponse:
    """Change a row; a long one saves by itself."""
    soort = SOORTEN[kind]
    opened = open_to_write(request, code, part=soort.part, saves_itself=True)
    row = find(rows_of(opened.casus, soort.model), pk=row_id)
    form = soort.form(sent(request), casus=opened.casus, row=row)
    context = _frame_of(opened, soort, soort.edit_title) | {"form": form, "row": row}
    context |= {"remove_url": opened.url(f"casus-{kind}-verwijderen", row_id=row_id)}
    if soort.saves_itself:
        context["saves_itself"] = f"{code}.{kind}.{row_id}"

    def save(version: int) -> Casusonderdeel:
        return save_row(
            actor=request.user, casus=opened.casus, row=row, version=version, values=form.values(), now=request.now
        )

    def theirs(stored: Casusonderdeel) -> BaseForm:
        return soort.form(casus=opened.casus, row=stored)

    answer = bewaren.answer_save(request, form, context, save=save, theirs=theirs, then=opened.url(soort.page))
    return answer or render(request, "casussen/onderdelen/bewerken.html", context)


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, code: str, kind: str, row_id: str) -> HttpResponse:
    """Ask whether a row really goes."""
    soort = SOORTEN[kind]
    opened = open_to_write(request, code, part=soort.part)
    if request.method == "POST" and is_repeat(request):
        return redirect(soort.page, code=code)
    row = find(rows_of(opened.casus, soort.model), pk=row_id)
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                remove_row(actor=request.user, casus=opened.casus, row=row, now=request.now)
        messages.success(request, _("Verwijderd."))
        return redirect(soort.page, code=code)
    context = _frame_of(opened, soort, soort.remove_title) | {"stays": soort.stays, "words": words_of(row)}
    return render(request, "casussen/onderdelen/verwijderen.html", context)


@confidential_page("POST")
def verplaatsen(request: SignedInRequest, code: str, kind: str, row_id: str) -> HttpResponse:
    """Let a row change places with its neighbour."""
    soort = SOORTEN[kind]
    opened = open_to_write(request, code, part=soort.part)
    row = find(rows_of(opened.casus, soort.model), pk=row_id)
    is_up = request.POST.get("richting") == "omhoog"
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            move_row(actor=request.user, casus=opened.casus, row=row, is_up=is_up, now=request.now)
    return redirect(f"{opened.url(soort.page)}#{row_id}")


def words_of(row: Any) -> str:
    """Return by which words a person knows a row."""
    if isinstance(row, Dilemma):
        return f"{row.pole_a} – {row.pole_b}"
    return str(row.name if isinstance(row, Partij) else row.text)


def _frame_of(opened: OpenCasus, soort: Soort, title: Any) -> dict[str, Any]:
    back = opened.url(soort.page)
    trail = frame(opened, Step(str(soort.list_title), back), Step(str(title)))
    return trail | {"title": title, "back_url": back, "is_text": True}
