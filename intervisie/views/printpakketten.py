"""The print pack of a method: for how many, what comes, and having it made."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Crumb, Step, crumbs
from intervisie.access.printpakketten import printable_sessie, printable_versie
from intervisie.actions.printpakketten import ask_pakket
from intervisie.forms.printpakketten import PrintpakketForm
from intervisie.models import Deckversie, Sessie, Werkvormversie
from intervisie.queries.printpakket import pack_of, told
from intervisie.queries.sessiekeuzes import newest_deckversie
from intervisie.werkvorm.groups import possible_counts
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Werkvormschema

USUAL = 8
NAMES = ("mensen", "groepjes", "groot", "zwartwit")


@signed_in("GET", "POST")
def afdrukken(request: SignedInRequest, code: str) -> HttpResponse:
    """Tell what a pack holds for so many people; the button has it made and leads to its page."""
    versie, deckversie, sessie = _printed(request, code)
    schema = read_werkvorm(versie.schema)
    form = _form_of(request, schema, sessie)
    is_valid = form.is_valid()
    if request.method == "POST" and is_valid:
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    werk = ask_pakket(actor=request.user, versie=versie, deckversie=deckversie, choice=form.choice(),
                                      now=request.now)  # fmt: skip
                    form_once.result = str(werk.pk)
        except ActionError as error:
            form.add_error(None, error.message)
            is_valid = False
        else:
            return redirect("werk", werk_id=form_once.result)
    context = _frame(versie, sessie) | {"form": form}
    if is_valid:
        choice = form.choice()
        pakket = pack_of(versie, deckversie, choice)
        context |= {"told": told(pakket, choice.people), "pakket": pakket, "chosen": _chosen(form)}
    return render(request, "intervisie/werkvormen/afdrukken.html", context)


def _printed(request: SignedInRequest, code: str) -> tuple[Werkvormversie, Deckversie | None, Sessie | None]:
    """Return the newest version of a method and its deck; for a session the versions that it keeps."""
    asked = request.GET.get("sessie", "")
    if asked:
        sessie = printable_sessie(request.user, asked, code, request.now) if "\x00" not in asked else None
        if sessie is None:
            raise Http404
        return sessie.versie, sessie.deckversie, sessie
    versie = printable_versie(request.user, code, request.now)
    if versie is None:
        raise Http404
    return versie, newest_deckversie(versie.werkvorm), None


def _form_of(request: SignedInRequest, schema: Werkvormschema, sessie: Sessie | None) -> PrintpakketForm:
    """Return the form as it was sent; looked at for the first time, with the usual numbers."""
    if request.method == "POST":
        return PrintpakketForm(request.POST, schema=schema)
    if any(name in request.GET for name in NAMES):
        return PrintpakketForm(request.GET, schema=schema)
    people = min(max(sessie.expected if sessie else USUAL, schema.fewest), schema.most)
    possible = possible_counts(schema, people) or (1,)
    groups = sessie.subgroups if sessie and sessie.subgroups in possible else possible[0]
    return PrintpakketForm({"mensen": people, "groepjes": groups}, schema=schema)


def _chosen(form: PrintpakketForm) -> list[tuple[str, Any]]:
    """Return what was chosen as fields that go along with the button."""
    given = form.cleaned_data
    return [(name, "on" if given[name] is True else given[name]) for name in NAMES if given[name]]


def _frame(versie: Werkvormversie, sessie: Sessie | None) -> dict[str, Any]:
    werkvorm = versie.werkvorm
    here = reverse("werkvorm-afdrukken", args=[werkvorm.code])
    trail = [
        *crumbs(Crumb(_("Intervisie en visitatie"), "intervisie"), Crumb(_("Werkvormen"), "werkvormen")),
        Step(werkvorm.name, reverse("werkvorm", args=[werkvorm.code])), Step(_("Afdrukken")),
    ]  # fmt: skip
    back = f"{here}?{urlencode({'sessie': sessie.code})}" if sessie else here
    return {"werkvorm": werkvorm, "versie": versie, "sessie": sessie, "here": back, "crumbs": trail}
