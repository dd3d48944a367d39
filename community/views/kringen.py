"""The agreements of a Kring: reading them, saying yes, writing new ones."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.kringen import may_publish_afspraken, standing, visible_kringen
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kringen import accept_afspraken, publish_afspraken
from community.forms.kringen import AfsprakenForm, AkkoordForm
from community.forms.versions import both_versions
from community.queries.kringen import KringHome, afspraken_of, home_of
from community.requests import once
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Step, crumbs


@signed_in("GET", "POST")
def afspraken(request: SignedInRequest, kring_id: str) -> HttpResponse:
    """Show the agreements of a Kring and ask to agree to them; nothing else of it is open before that."""
    kring = find(visible_kringen(request.user, request.now), pk=kring_id)
    newest, home = afspraken_of(kring), home_of(kring)
    place = standing(request.user, kring, request.now)
    form = AkkoordForm(newest, request.POST or None)
    if request.method == "POST":
        require(place.is_member)
        if form.is_valid():
            try:
                with once(request, now=request.now) as form_once:
                    if form_once.is_first:
                        number = form.cleaned_data["number"]
                        accept_afspraken(actor=request.user, kring=kring, number=number, now=request.now)
            except ActionError as error:
                # The text on screen is old: show the new one, with an empty box.
                messages.warning(request, error.message)
                return redirect("kring-afspraken", kring_id=kring.pk)
            messages.success(request, _("Je bent akkoord met de afspraken. De groep staat voor je open."))
            return redirect(home.path)
    context = {
        "form": form,
        "afspraken": newest,
        "kring": kring,
        "home": home,
        "place": place,
        "may_publish": may_publish_afspraken(request.user, kring, request.now),
        "crumbs": _trail(home, Step(_("Afspraken"))),
    }
    return render(request, "community/kringen/afspraken.html", context)


@signed_in("GET", "POST")
def afspraken_nieuw(request: SignedInRequest, kring_id: str) -> HttpResponse:
    """Write new agreements; everyone is asked to agree again."""
    kring = find(visible_kringen(request.user, request.now), pk=kring_id)
    require(may_publish_afspraken(request.user, kring, request.now))
    newest, home = afspraken_of(kring), home_of(kring)
    form = AfsprakenForm(newest, request.POST or None)
    context: dict[str, Any] = {"form": form, "kring": kring, "home": home, "newest": newest}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    publish_afspraken(
                        actor=request.user, kring=kring, text=form.cleaned_data["text"],
                        number=form.cleaned_data["number"], now=request.now,
                    )  # fmt: skip
        except StaleSaveError as error:
            stored = AfsprakenForm(error.current)
            fresh = request.POST.copy()
            fresh["number"] = str(stored["number"].value())
            form.data = fresh
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De nieuwe afspraken gelden vanaf nu. De leden geven opnieuw akkoord."))
            return redirect("kring-afspraken", kring_id=kring.pk)
    step = Step(_("Nieuwe afspraken"))
    context["crumbs"] = _trail(home, Step(_("Afspraken"), request.path.removesuffix("nieuw/")), step)
    return render(request, "community/kringen/afspraken_nieuw.html", context)


def _trail(home: KringHome, *steps: Step) -> list[Any]:
    return [*crumbs(), Step(home.name, home.path), *steps]
