"""`/bemiddeling/`: what it is, which style, one's own requests, and those one was asked for."""

import hashlib
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.controle import Piece, marked
from casussen.views.door import confidential_page
from community.access import require
from community.access.samenwerkingen import own_samenwerkingen
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent, signed_in
from community.views.shell import Crumb, Step, crumbs
from community.workdays import local_date
from intervisie.access.bemiddeling import (
    may_answer_vraag,
    may_ask_bemiddeling,
    may_change_vraag,
    may_finish_vraag,
    may_give_back,
    may_look_after_bemiddeling,
    may_read_text,
    may_withdraw_vraag,
    visible_vragen,
)
from intervisie.actions.bemiddeling import (
    ask_bemiddeling,
    change_vraag,
    decline_vraag,
    finish_vraag,
    give_back,
    take_on,
    withdraw_vraag,
)
from intervisie.forms.bemiddeling import KeuzeForm, VraagForm
from intervisie.models import Bemiddelingsvraag, Stijl
from intervisie.queries.bemiddeling import mediated_lines, own_lines
from intervisie.stijlen import FACTS, SOURCE, STYLES, advise

HOME, ONE = "bemiddeling", "bemiddelingsvraag"
# Kinds of words that are asked about before the text is sent: places and amounts lead to nobody.
NAMES = ("naam", "organisatie")


@confidential_page("GET")
def bemiddeling(request: SignedInRequest) -> HttpResponse:
    """Say what bemiddeling is and which styles there are; below it what concerns this person."""
    context = {
        "crumbs": _trail(), "styles": STYLES, "source": SOURCE, "facts": FACTS,
        "own": own_lines(request.user, request.now), "mediated": mediated_lines(request.user, request.now),
        "may_keep": may_look_after_bemiddeling(request.user, request.now),
    }  # fmt: skip
    return render(request, "intervisie/bemiddeling/bemiddeling.html", context)


@signed_in("GET", "POST")
def keuzehulp(request: SignedInRequest) -> HttpResponse:
    """Ask five questions and advise a style. Nothing is stored: the answers stand in no address and no table."""
    form = KeuzeForm(sent(request))
    context: dict[str, Any] = {"form": form, "crumbs": _trail(Step(_("Welke stijl past?"))), "source": SOURCE}
    if request.method == "POST" and form.is_valid():
        context |= {"advice": advise(form.cleaned_data), "is_answered": True}
    return render(request, "intervisie/bemiddeling/keuzehulp.html", context)


@confidential_page("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Let a member ask for bemiddeling; names of others are pointed out once before it is sent."""
    require(may_ask_bemiddeling(request.user, request.now))
    wanted = request.GET.get("stijl", "")
    initial = {"style": wanted} if wanted in Stijl.values else {}
    form = _form(request, initial=initial)
    context: dict[str, Any] = {"form": form, "crumbs": _trail(Step(_("Vraag bemiddeling")))}
    if request.method == "POST" and form.is_valid() and not _points_out(request, form, context):
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    ask_bemiddeling(actor=request.user, answers=form.answers(), now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je vraag is verstuurd. Het coördinerend hart zoekt iemand voor je."))
            return redirect(HOME)
    return render(request, "intervisie/bemiddeling/vraag_formulier.html", context)


@confidential_page("GET")
def vraag(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one request to who asked and to who was chosen; the text only to who may read it."""
    row, now = _visible(request, code), request.now
    is_asker = row.asker_id == request.user.pk
    judges = {"change": may_change_vraag, "answer": may_answer_vraag, "withdraw": may_withdraw_vraag,
              "finish": may_finish_vraag, "give_back": may_give_back}  # fmt: skip
    may = {f"may_{verb}": judge(request.user, row, now) for verb, judge in judges.items()}
    text = row.text if may_read_text(request.user, row, now) else ""
    context = {"vraag": row, "is_asker": is_asker, "text": text} | may | _frame(row)
    return render(request, "intervisie/bemiddeling/vraag.html", context)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the asker change what she asked; saved elsewhere meanwhile, both versions stand beside each other."""
    row = _visible(request, code)
    require(may_change_vraag(request.user, row, request.now))
    form = _form(request, vraag=row)
    context: dict[str, Any] = {"form": form, "vraag": row} | _frame(row, Step(_("Bewerken")))
    if request.method == "POST" and form.is_valid() and not _points_out(request, form, context):
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_vraag(actor=request.user, vraag=row, version=form.cleaned_data["version"],
                                 answers=form.answers(), now=request.now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            among, today = _samenwerkingen(request, error.current), local_date(request.now)
            stored = VraagForm(samenwerkingen=among, today=today, vraag=error.current)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je vraag is opgeslagen."))
            return redirect(ONE, code=code)
    return render(request, "intervisie/bemiddeling/vraag_formulier.html", context)


@confidential_page("POST")
def antwoord(request: SignedInRequest, code: str) -> HttpResponse:
    """Let who was chosen take a request on, or not."""
    if is_repeat(request):
        return redirect(HOME)
    row = _visible(request, code)
    require(may_answer_vraag(request.user, row, request.now))
    given = request.POST.get("antwoord", "")
    if given not in ("ja", "nee"):
        messages.warning(request, _("Kies of je deze vraag aanneemt."))
        return redirect(ONE, code=code)
    act = take_on if given == "ja" else decline_vraag
    if not done(request, lambda: act(actor=request.user, vraag=row, now=request.now)):
        return redirect(HOME)
    if given == "ja":
        messages.success(request, _("Je bemiddelt. Lees de vraag en maak een afspraak."))
        return redirect(ONE, code=code)
    messages.success(request, _("Je doet het niet. Het coördinerend hart zoekt iemand anders."))
    return redirect(HOME)


@confidential_page("GET", "POST")
def teruggeven(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether the bemiddelaar really stops, and give the request back."""
    return _confirmed(request, code, may_give_back, give_back, "teruggeven", _("Je bemiddelt hier niet meer."))


@confidential_page("GET", "POST")
def intrekken(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether the asker takes her request back, and do so."""
    return _confirmed(request, code, may_withdraw_vraag, withdraw_vraag, "intrekken", _("Je vraag is ingetrokken."))


@confidential_page("GET", "POST")
def afronden(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether the bemiddeling is finished, and end it."""
    return _confirmed(request, code, may_finish_vraag, finish_vraag, "afronden", _("De bemiddeling is afgerond."))


def _confirmed(request: SignedInRequest, code: str, may: Any, act: Any, page: str, said: str) -> HttpResponse:
    if request.method == "POST" and is_repeat(request):
        return redirect(HOME)
    row = _visible(request, code)
    require(may(request.user, row, request.now))
    if request.method != "POST":
        is_asker = row.asker_id == request.user.pk
        context = {"vraag": row, "what": page, "is_asker": is_asker} | _frame(row, Step(_("Weet je het zeker?")))
        return render(request, "intervisie/bemiddeling/zeker.html", context)
    if done(request, lambda: act(actor=request.user, vraag=row, now=request.now)):
        messages.success(request, said)
    return redirect(HOME)


def _points_out(request: SignedInRequest, form: VraagForm, context: dict[str, Any]) -> bool:
    """Whether the page must show first which words look like names; who saw them and sends again is not asked twice."""
    pieces = marked(form.cleaned_data["text"])
    names: list[Piece] = [piece for piece in pieces if piece.kind in NAMES]
    seen = hashlib.sha256(form.cleaned_data["text"].encode()).hexdigest()[:16]
    if not names or request.POST.get("gezien", "") == seen:
        return False
    context |= {"names": list(dict.fromkeys(piece.text for piece in names)), "seen": seen}
    return True


def _form(request: SignedInRequest, **more: Any) -> VraagForm:
    return VraagForm(
        sent(request), samenwerkingen=_samenwerkingen(request, more.get("vraag")), today=local_date(request.now), **more
    )


def _samenwerkingen(request: SignedInRequest, vraag: Bemiddelingsvraag | None = None) -> Any:
    """Return which samenwerkingen she can name: hers that go on, and the one she named before."""
    named = vraag.samenwerking_id if vraag is not None else None
    rows = own_samenwerkingen(request.user, request.now).filter(Q(ended_at__isnull=True) | Q(pk=named))
    return rows.order_by("name", "pk")


def _visible(request: SignedInRequest, code: str) -> Bemiddelingsvraag:
    rows = visible_vragen(request.user, request.now).select_related("asker", "mediator", "samenwerking")
    return find(rows, code=code)


def _frame(row: Bemiddelingsvraag, *steps: Step) -> dict[str, Any]:
    own = Step(_("Vraag om bemiddeling"), reverse(ONE, args=[row.code]) if steps else "")
    return {"crumbs": _trail(own, *steps)}


def _trail(*steps: Step) -> list[Any]:
    above = crumbs(Crumb(_("Intervisie en visitatie"), "intervisie"), Crumb(_("Bemiddeling"), HOME if steps else ""))
    return [*above, *steps]
