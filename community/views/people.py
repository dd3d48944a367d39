"""A person's own profile, and what others see of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.people import may_change_employer, may_change_profiel, visible_fotos, visible_profielen
from community.access.rollen import may_see_rollen
from community.actions.errors import ActionError, StaleSaveError
from community.actions.fotos import remove_foto, set_foto
from community.actions.people import save_profiel
from community.forms.fotos import FotoForm
from community.forms.people import ProfielForm
from community.forms.versions import both_versions, take_stored_version
from community.queries.people import own_fields, own_profiel, shown_profiel
from community.queries.rollen import own_rollen
from community.requests import once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb, crumbs
from community.workdays import local_date


@signed_in()
def mijn_profiel(request: SignedInRequest) -> HttpResponse:
    """Show a person how others see her, field by field, and which roles she holds."""
    profiel = own_profiel(request.user)
    return render(
        request,
        "community/people/mijn_profiel.html",
        {
            "crumbs": crumbs(Crumb(_("Profiel"))),
            "profiel": profiel,
            "fields": own_fields(request.user, profiel, request.now),
            "rollen": own_rollen(request.user, local_date(request.now)),
        },
    )


@signed_in("GET", "POST")
def mijn_profiel_bewerken(request: SignedInRequest) -> HttpResponse:
    """Let a person write her profile. When it was saved elsewhere meanwhile both versions stand beside each other."""
    profiel = own_profiel(request.user)
    form = ProfielForm(profiel, sent(request))
    context: dict[str, Any] = {"form": form, "profiel": profiel}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    version = form.cleaned_data["version"]
                    save_profiel(
                        actor=request.user, profiel=profiel, version=version, answers=form.answers(), now=request.now
                    )
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"is_stale": True, "versions": both_versions(form, ProfielForm(error.current))}
        else:
            messages.success(request, _("Je profiel is opgeslagen. Zo zien anderen het nu."))
            return redirect("mijn-profiel")
    context["crumbs"] = crumbs(Crumb(_("Profiel"), "mijn-profiel"), Crumb(_("Bewerken")))
    return render(request, "community/people/bewerken.html", context)


@signed_in("GET", "POST")
def mijn_foto(request: SignedInRequest) -> HttpResponse:
    """Let a person add or replace her photo."""
    profiel = own_profiel(request.user)
    form = FotoForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    set_foto(actor=request.user, profiel=profiel, upload=form.cleaned_data["foto"], now=request.now)
        except ActionError as error:
            form.add_error("foto", error.message)
        else:
            messages.success(request, _("Je foto is opgeslagen."))
            return redirect("mijn-profiel")
    trail = crumbs(Crumb(_("Profiel"), "mijn-profiel"), Crumb(_("Foto")))
    return render(request, "community/people/foto.html", {"form": form, "profiel": profiel, "crumbs": trail})


@signed_in("GET", "POST")
def mijn_foto_verwijderen(request: SignedInRequest) -> HttpResponse:
    """Ask whether the photo may go, and remove it."""
    profiel = own_profiel(request.user)
    if not profiel.foto:
        return redirect("mijn-profiel")
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                remove_foto(actor=request.user, profiel=profiel, now=request.now)
        messages.success(request, _("Je foto is weg."))
        return redirect("mijn-profiel")
    trail = crumbs(Crumb(_("Profiel"), "mijn-profiel"), Crumb(_("Foto"), "mijn-foto"), Crumb(_("Verwijderen")))
    return render(request, "community/people/foto_verwijderen.html", {"crumbs": trail})


@signed_in()
def lid(request: SignedInRequest, code: str) -> HttpResponse:
    """Show somebody's profile as far as this person may see it."""
    profiel = find(visible_profielen(request.user, request.now).select_related("user"), code=code)
    return render(
        request,
        "community/people/lid.html",
        {
            "crumbs": crumbs(Crumb(_("Leden"), "leden"), Crumb(profiel.user.naam)),
            "profiel": profiel,
            "lid": shown_profiel(request.user, profiel, request.now),
            "is_own": may_change_profiel(request.user, profiel, request.now),
            "may_change_employer": may_change_employer(request.user, profiel.user, request.now),
            "may_see_rollen": may_see_rollen(request.user, request.now),
        },
    )


@signed_in()
def lid_foto(request: SignedInRequest, code: str) -> HttpResponse:
    """Give somebody's photo to who may see it. It is our own drawing of what was sent, always a JPEG."""
    profiel = find(visible_fotos(request.user, request.now), code=code)
    try:
        with profiel.foto.open("rb") as picture:
            response = HttpResponse(picture.read(), content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error
    response.headers["Content-Disposition"] = 'inline; filename="foto.jpg"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
