"""Rounds of intervisie for the coördinerend hart: the list, a new one, who registered, opening and ending it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, sent, signed_in
from community.views.shell import Crumb, crumbs
from community.workdays import local_date
from intervisie.access.matching import invitable_people, may_ask_by_name, may_run_matching
from intervisie.actions.matchrondes import cancel_ronde, change_ronde, close_ronde, make_ronde, open_ronde
from intervisie.forms.matchrondes import AfblazenForm, RondeForm, VersieForm
from intervisie.models import RondeKind, RondeStatus
from intervisie.queries.matchrondes import ronde_lines
from intervisie.queries.rondepagina import ronde_page, state_sentence
from intervisie.views.indelingsvoorstellen import bij_ronde
from intervisie.views.ronde_frame import changeable, planned, ronde_frame, trail


@signed_in("GET")
def lijst(request: SignedInRequest) -> HttpResponse:
    """List every round with its state and how many registered."""
    require(may_run_matching(request.user, request.now))
    context = {
        "crumbs": crumbs(Crumb(_("Coördinatie"), "coordinatie"), Crumb(_("Intervisie"))),
        "lines": ronde_lines(request.user, request.now),
    }
    return render(request, "intervisie/rondes/lijst.html", context)


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Begin a round as a concept: of groups of intervisie, or with ?soort=toernee of toernees."""
    require(may_run_matching(request.user, request.now))
    kind = RondeKind.TOERNEE if request.GET.get("soort") == "toernee" else RondeKind.INTERVISIE
    form = RondeForm(local_date(request.now), sent(request), kind=kind)
    if request.method == "POST" and form.is_valid():
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                form_once.result = make_ronde(actor=request.user, answers=form.answers(), now=request.now).code
        messages.success(request, _("Het concept is opgeslagen. Alleen coördinatoren zien het."))
        return redirect("matchronde", code=form_once.result)
    title = _("Nieuwe ronde van toernees") if form.is_toernee else _("Nieuwe ronde")
    context = {"crumbs": trail(Crumb(title)), "form": form, "title": title}
    return render(request, "intervisie/rondes/nieuw.html", context)


@signed_in("GET")
def ronde(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a round: how it stands, what comes next, the figures and who registered."""
    found = planned(request, code)
    page = ronde_page(found, request.user, request.now, page=request.GET.get("page"))
    context = ronde_frame(request, found) | {"page": page, "state": state_sentence(found, request.now)}
    context |= bij_ronde(request, found) | {"may_ask": may_ask_by_name(request.user, found, request.now)}
    return render(request, "intervisie/rondes/ronde.html", context)


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, code: str) -> HttpResponse:
    """Change a round. When somebody else saved meanwhile both versions stand beside each other."""
    found, today = changeable(request, code), local_date(request.now)
    form = RondeForm(today, sent(request), ronde=found)
    context = ronde_frame(request, found, _("Bewerken")) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_ronde(actor=request.user, ronde=found, version=form.cleaned_data["version"],
                                 answers=form.answers(), now=request.now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, RondeForm(today, ronde=error.current))}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("matchronde", code=code)
    return render(request, "intervisie/rondes/bewerken.html", context)


@signed_in("GET", "POST")
def openen(request: SignedInRequest, code: str) -> HttpResponse:
    """Say who is told, and let members register."""
    if request.method == "POST" and is_repeat(request):
        return redirect("matchronde", code=code)  # a second click: it is open already
    found = changeable(request, code)
    if found.status != RondeStatus.CONCEPT:
        messages.info(request, _("Deze ronde is al geopend."))
        return redirect("matchronde", code=code)
    form = VersieForm(found, sent(request))

    def act() -> None:
        open_ronde(actor=request.user, ronde=found, version=form.cleaned_data["version"], now=request.now)

    if request.method == "POST" and form.is_valid():
        if done(request, act, stale=_("Iemand anders heeft deze ronde net veranderd. Kijk het na en probeer opnieuw.")):
            messages.success(request, _("De ronde is open. Wie het aangaat, krijgt bericht."))
        return redirect("matchronde", code=code)
    context = ronde_frame(request, found, _("Openen")) | {
        "form": form, "number": invitable_people(found, request.now).count()
    }  # fmt: skip
    return render(request, "intervisie/rondes/openen.html", context)


@signed_in("GET", "POST")
def sluiten(request: SignedInRequest, code: str) -> HttpResponse:
    """Let nobody register any more, before the last day."""
    if request.method == "POST" and is_repeat(request):
        return redirect("matchronde", code=code)  # a second click: it is closed already
    found = changeable(request, code)
    if found.status != RondeStatus.OPEN:
        messages.info(request, _("Deze ronde staat niet open voor aanmelden."))
        return redirect("matchronde", code=code)
    if request.method == "POST":
        if done(request, lambda: close_ronde(actor=request.user, ronde=found, now=request.now)):
            told = _("Aanmelden kan niet meer. Je kunt nu de groepen indelen.")
            if found.makes_toernees:
                told = _("Aanmelden kan niet meer. Je kunt nu de toernees vormen.")
            messages.success(request, told)
        return redirect("matchronde", code=code)
    return render(request, "intervisie/rondes/sluiten.html", ronde_frame(request, found, _("Sluiten")))


@signed_in("GET", "POST")
def afblazen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask why a round does not go on and tell who registered; a concept is thrown away."""
    if request.method == "POST" and is_repeat(request):
        return redirect("matchrondes")  # a second click: it is done already
    found = changeable(request, code)
    is_concept = found.status == RondeStatus.CONCEPT
    form = None if is_concept else AfblazenForm(sent(request), use_required_attribute=False)
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        if done(request, lambda: cancel_ronde(actor=request.user, ronde=found, reason=reason, now=request.now)):
            told = _("De ronde gaat niet door. Wie zich aanmeldde, krijgt mail.")
            messages.success(request, _("Het concept is weg.") if is_concept else told)
        return redirect("matchrondes")
    title = _("Concept weggooien") if is_concept else _("Gaat niet door")
    context = ronde_frame(request, found, title) | {"form": form, "is_concept": is_concept}
    return render(request, "intervisie/rondes/afblazen.html", context)
