"""The letter of a visit: reading it, writing it beside what was seen, putting it before the host, making it final."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, sent
from community.views.shell import Step
from intervisie.access.bezoeken import has_handed_in
from intervisie.access.verslagen import (
    is_writer,
    may_decide_consent,
    may_put_forward,
    may_react,
    may_settle,
    may_write_verslag,
    must_hand_in_first,
    reads_verslag,
    takes_part,
    waits_for_letter,
)
from intervisie.actions.verslagen import decide_consent, put_forward, react, save_verslag, settle_verslag
from intervisie.forms.verslagen import BriefForm, ReactieForm, VersieForm
from intervisie.models import Bezoekverslag
from intervisie.queries.bezoekkits import canvas_schema
from intervisie.queries.verslagen import answers_from, brief_of, verslag_of, waits_until
from intervisie.queries.waarnemingen import box_titles, inlevering_of, merged_waarnemingen
from intervisie.views.bezoek_frame import OpenBezoek, bezoek_frame, no_letter_yet, open_bezoek

PAGE = "bezoek-brief"


@confidential_page("GET")
def brief(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the letter to who reads it, and what she can do with it now; to a visitor that it is not there yet."""
    found, verslag, until = _open(request, code)
    reads, place, now = reads_verslag(found.place, verslag), found.place, request.now
    require(reads or place.is_visitor)
    may_write = may_write_verslag(place, verslag, now, until)
    context = bezoek_frame(found, Step(_("Brief"))) | {
        "verslag": verslag if reads else None, "brief": brief_of(verslag) if verslag and reads else None,
        "may_write": may_write,
        "own_first": not (reads or may_write) and must_hand_in_first(place, verslag),
        "may_put_forward": may_put_forward(place, verslag, now),
        "may_settle": may_settle(place, verslag, now, until), "may_react": may_react(place, verslag),
        "may_consent": may_decide_consent(place, verslag), "waits_until": until,
    }  # fmt: skip
    return render(request, "intervisie/verslagen/brief.html", context)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, code: str) -> HttpResponse:
    """Let voorzitter and verslaglegger write the letter beside what all saw; both versions when somebody was first."""
    found, verslag, until = _open(request, code)
    require(is_writer(found.place))
    if request.method != "POST" or verslag is None:
        require(may_write_verslag(found.place, verslag, request.now, until))
    form = BriefForm(sent(request), answers=answers_from(verslag.letter if verslag else None),
                     version=verslag.version if verslag else 0)  # fmt: skip
    context: dict[str, Any] = bezoek_frame(found, _step(code), Step(_("Schrijven"))) | {"form": form}
    if request.method == "POST" and form.is_valid() and _saved(request, found, form, context):
        messages.success(request, _("De brief is opgeslagen."))
        return redirect(PAGE, code=code)
    is_in = has_handed_in(found.place)
    seen = merged_waarnemingen(found.place, box_titles(canvas_schema())) if is_in else []
    context |= {"is_in": is_in, "merged": seen, "stand": inlevering_of(found.bezoek) if is_in else None}
    if verslag is not None and verslag.reacted_at is not None:
        context["reaction"] = verslag.reaction
    return render(request, "intervisie/verslagen/schrijven.html", context)


@confidential_page("GET", "POST")
def reactie(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the host react to the letter, and change that until it is final."""
    found, verslag, until = _open(request, code)
    if not found.place.is_host:
        raise Http404
    if waits_for_letter(found.place, verslag):
        return no_letter_yet(request, found, _("Je reactie op de brief"))
    if verslag is None or not reads_verslag(found.place, verslag):
        raise Http404
    if request.method != "POST" and not may_react(found.place, verslag):
        return redirect(PAGE, code=code)
    form = ReactieForm(sent(request), text=verslag.reaction, version=verslag.version)
    context: dict[str, Any] = bezoek_frame(found, _step(code), Step(_("Reactie"))) | {
        "form": form, "brief": brief_of(verslag), "waits_until": until,
    }  # fmt: skip
    if request.method == "POST" and form.is_valid() and _reacted(request, found, form, context):
        messages.success(request, _("Je reactie is verstuurd. De voorzitter verwerkt haar in de brief, of niet."))
        return redirect(PAGE, code=code)
    return render(request, "intervisie/verslagen/reactie.html", context)


@confidential_page("GET", "POST")
def voorleggen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether the letter goes to the host now, and send it."""
    return _confirmed(request, code, "voorleggen", may_put_forward, put_forward,
                      _("De gastheer leest de brief nu en krijgt bericht."))  # fmt: skip


@confidential_page("GET", "POST")
def vaststellen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether the letter is final, and make it so."""

    def may(place: Any, verslag: Any, now: Any) -> bool:
        return may_settle(place, verslag, now, waits_until(place.bezoek, verslag))

    return _confirmed(request, code, "vaststellen", may, settle_verslag,
                      _("De brief staat vast. De gastheer en de bezoekers krijgen bericht."))  # fmt: skip


@confidential_page("POST")
def meetellen(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the host give or withdraw that her letter counts in what the visits have in common."""
    found, verslag, _until = _open(request, code)
    require(may_decide_consent(found.place, verslag))
    is_given = request.POST.get("antwoord", "") == "ja"

    def decide() -> None:
        decide_consent(actor=request.user, bezoek=found.bezoek, is_given=is_given, now=request.now)

    if done(request, decide):
        said = _("De brief telt mee in de opbrengst.") if is_given else _("De brief telt niet meer mee.")
        messages.success(request, said)
    return redirect(PAGE, code=code)


def _open(request: SignedInRequest, code: str) -> tuple[OpenBezoek, Bezoekverslag | None, date | None]:
    """Return a visit of which the letter is the person's business. Raises Http404 for everybody else."""
    found = open_bezoek(request, code)
    require(takes_part(found.place))
    verslag = verslag_of(found.bezoek)
    return found, verslag, waits_until(found.bezoek, verslag)


def _confirmed(
    request: SignedInRequest, code: str, what: str, may: Callable[..., bool], act: Callable[..., object], said: str
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    found, verslag, _until = _open(request, code)
    if verslag is None or not may(found.place, verslag, request.now):
        raise Http404
    form = VersieForm(sent(request), initial={"version": verslag.version})
    if request.method == "POST" and form.is_valid():
        acts = {"actor": request.user, "bezoek": found.bezoek, "version": form.cleaned_data["version"]}
        if done(request, lambda: act(**acts, now=request.now)):
            messages.success(request, said)
        return redirect(PAGE, code=code)
    context = bezoek_frame(found, _step(code), Step(_("Weet je het zeker?"))) | {
        "form": form, "what": what, "verslag": verslag, "brief": brief_of(verslag),
    }  # fmt: skip
    return render(request, "intervisie/verslagen/zeker.html", context)


def _saved(request: SignedInRequest, found: OpenBezoek, form: BriefForm, context: dict[str, Any]) -> bool:
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                save_verslag(actor=request.user, bezoek=found.bezoek, version=form.cleaned_data["version"],
                             letter=form.letter, now=request.now)  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        stored = BriefForm(answers=answers_from(error.current.letter), version=error.current.version)
        context |= {"stale": error, "versions": both_versions(form, stored)}
        return False
    except ActionError as error:
        form.add_error(None, error.message)
        return False
    return True


def _reacted(request: SignedInRequest, found: OpenBezoek, form: ReactieForm, context: dict[str, Any]) -> bool:
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                react(actor=request.user, bezoek=found.bezoek, now=request.now, **form.cleaned_data)
    except StaleSaveError as error:
        take_stored_version(form, error)
        stored = ReactieForm(text=error.current.reaction, version=error.current.version)
        context |= {"stale": error, "versions": both_versions(form, stored)}
        return False
    except ActionError as error:
        form.add_error(None, error.message)
        return False
    return True


def _step(code: str) -> Step:
    return Step(_("Brief"), reverse(PAGE, args=[code]))
