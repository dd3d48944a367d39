"""`/mijn/rapportage/`: where one counts in the reports of partners, and whether one's name is shown there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.naamtoestemming import give_naam, withdraw_naam
from community.forms.rapportage import GEEF, TREK_IN, NaamForm
from community.queries.namen import naamstand
from community.rapportage.eigen import counted
from community.rapportage.komend import coming
from community.rapportage.namen import own_naam
from community.report_points import activiteiten, effectlijnen
from community.views.door import SignedInRequest, done, sent, signed_in
from community.views.shell import Crumb, crumbs


@signed_in()
def mijn_rapportage(request: SignedInRequest) -> HttpResponse:
    """Show a person every row in which she is or was counted, what a partner sees of it, and whether she is named."""
    user, now = request.user, request.now
    stand = naamstand(user, now)
    return render(
        request,
        "community/rapportage/mijn_rapportage.html",
        {
            "crumbs": crumbs(Crumb(_("Zo tel je mee"))),
            "stand": stand,
            "coming": coming(user, now),
            "counted": counted(user, now),
            "named": own_naam(user, stand, now),
            "take_back": TREK_IN,
        },
    )


@signed_in("GET", "POST")
def rapportage_naam(request: SignedInRequest) -> HttpResponse:
    """Say what showing one's name means, and let a person give her consent or take it back."""
    stand = naamstand(request.user, request.now)
    form = NaamForm(stand.organisaties, sent(request))
    if request.method == "POST":
        if form.is_valid() and _act(request, form):
            return redirect("mijn-rapportage")
        # She left meanwhile, and can still take back what she gave.
        if stand.partner is None and stand.organisaties:
            messages.warning(request, _("Je werkt nu niet bij een partner. Er is niets veranderd."))
            return redirect("mijn-rapportage")
    require(stand.partner is not None)
    context = {"crumbs": crumbs(_home(), Crumb(_("Je naam laten zien"))), "stand": stand, "form": form,
               "give": GEEF, "take_back": TREK_IN}  # fmt: skip
    return render(request, "community/rapportage/naam.html", context)


@signed_in()
def rapportage_uitleg(request: SignedInRequest) -> HttpResponse:
    """Say in plain words what reports count, what never, and what a reader could still infer."""
    context = {"crumbs": crumbs(_home(), Crumb(_("Uitleg"))), "activiteiten": activiteiten.all(),
               "effectlijnen": effectlijnen.all()}  # fmt: skip
    return render(request, "community/rapportage/uitleg.html", context)


def _act(request: SignedInRequest, form: NaamForm) -> bool:
    user, now, organisatie = request.user, request.now, form.cleaned_data["organisatie"]
    if form.cleaned_data["doe"] == GEEF:
        is_done = done(request, lambda: give_naam(actor=user, organisatie=organisatie, now=now))
        said = _("Je toestemming is bewaard. Je kunt haar altijd intrekken.")
    else:
        is_done = done(request, lambda: withdraw_naam(actor=user, organisatie=organisatie, now=now))
        said = _("Je toestemming is ingetrokken. Je naam is nu nergens meer te zien.")
    if is_done:
        messages.success(request, said)
    return is_done


def _home() -> Crumb:
    return Crumb(_("Zo tel je mee"), "mijn-rapportage")
