"""The page of an opdrachtgever: whether she agrees that her regisseur takes part. She has no account."""

from datetime import datetime

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.actions.errors import ActionError
from community.extension_points import GastlinkKind
from community.models import Gastlink
from community.requests import once
from community.views.door import TimedRequest, find
from community.views.gastlinks import guest_page
from training.access.inschrijvingen import inschrijvingen_of_link
from training.actions.inschrijvingen import ASKED, INSTEMMING_LINK, give_instemming
from training.forms.inschrijvingen import InstemmingForm
from training.queries.kalenderbestand import days_of_edities


def voorkant(request: TimedRequest, link: Gastlink, token: str) -> HttpResponse:
    """Show the opdrachtgever who asks and what it takes; what she answered, when she did."""
    return _page(request, link, token, InstemmingForm())


@guest_page("POST")
def instemming(request: TimedRequest, link: Gastlink, *, token: str) -> HttpResponseBase:
    """Note the answer of the opdrachtgever."""
    form = InstemmingForm(request.POST)
    if form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    give_instemming(gastlink=link, is_agreed=form.is_agreed, remark=form.cleaned_data["opmerking"],
                                    now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            return redirect("gedeeld", token=token)
    return _page(request, link, token, form)


def is_open(link: Gastlink, now: datetime) -> bool:
    """Whether something still depends on the answer of this opdrachtgever."""
    return inschrijvingen_of_link(link, now).exists()


INSTEMMING_LINKS = GastlinkKind(
    code=INSTEMMING_LINK, what=_("een vraag over een training"), is_open=is_open, page=voorkant, mail=ASKED,
    asks_code=False,
)  # fmt: skip


def _page(request: TimedRequest, link: Gastlink, token: str, form: InstemmingForm) -> HttpResponse:
    row = find(inschrijvingen_of_link(link, request.now).select_related("user", "editie"), gastlink=link)
    days = days_of_edities([row.editie_id], request.now).get(row.editie_id, [])
    context = {"row": row, "days": days, "form": form, "token": token, "link": link}
    return render(request, "training/inschrijvingen/instemming.html", context)
