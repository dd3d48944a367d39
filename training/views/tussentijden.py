"""A tussentijd: a participant works in her own casus and hands in, a captain and a trainer see how far people are."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, sent
from community.views.shell import Step
from training.access.tussentijden import captained_teams, may_work, usable_casus
from training.actions.tussentijden import bring_casus, hand_in_work, take_back_work
from training.forms.tussentijden import CasusKiesForm, InleverForm
from training.models import OnderdeelKind
from training.queries.delen import DeelPage, deel_page
from training.queries.intake import casus_choices
from training.queries.inzendingen import OwnWork, own_work, work_lines
from training.queries.lagen import lagen_of
from training.queries.teamwerk import team_ready
from training.queries.tussentijden import Tussentijd, tussentijden_of
from training.views.editie_frame import OpenEditie, frame, open_editie, open_own, part_blocks, turned_away

PAGE = "editie-tussentijd"


@confidential_page("GET", "POST")
def tussentijd(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """Show what to do, how far one is and who is ready; hand in when she sends the form."""
    opened = open_editie(request, slug)
    if (instead := turned_away(request, opened)) is not None:
        return instead
    page, one = _open(request, opened, code)
    # The opdracht comes first, then what stands beside it: the team, coaching.
    context: dict[str, Any] = {"page": page, "tussentijd": one, "more_blocks": part_blocks(request, opened, page)}
    if opened.is_trainer:
        lines = work_lines(opened.editie, one, request.user, request.now)
        context |= {"lines": lines, "ready": sum(line.is_ready for line in lines)}
    teams = list(captained_teams(request.user, opened.editie, request.now).select_related("kring").order_by("number"))
    context["teams"] = team_ready(teams, one.deel, request.now)
    if (deelnemer := page.deelnemer) is not None:
        deelnemer.editie = opened.editie
        # The buttons to her casus stand at the opdracht.
        context["page"] = replace(page, tools=[])
        work = own_work(deelnemer, one, request.user, request.now)
        context["work"] = work
        if (done := _hand_in(request, opened, work, context)) is not None:
            return done
    return render(request, "training/tussentijden/tussentijd.html", frame(opened, Step(page.line.title)) | context)


def _hand_in(
    request: SignedInRequest, opened: OpenEditie, work: OwnWork, context: dict[str, Any]
) -> HttpResponse | None:
    """Fill in the form to hand in, and hand in what she sent; return where she goes then."""
    stored = work.inzending if work.is_handed_in else None
    is_shared = stored.is_shared if stored else None
    form = InleverForm(sent(request), is_shared=is_shared, version=work.version, parts=work.shared_words)
    context |= {"form": form, "may_work": may_work(request.user, work.deelnemer, request.now)}
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                hand_in_work(
                    actor=request.user, deelnemer=work.deelnemer, deel=work.tussentijd.deel,
                    version=form.cleaned_data["version"], is_shared=form.is_shared, now=request.now,
                )  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        theirs = InleverForm(is_shared=error.current.is_shared, version=error.current.version)
        context |= {"stale": error, "versions": both_versions(form, theirs)}
        return None
    except ActionError as error:
        form.add_error(None, error.message)
        return None
    if form.is_shared:
        messages.success(request, _("Ingeleverd. Je trainers kunnen lezen en reageren."))
    else:
        messages.success(request, _("Ingeleverd. Je trainers zien alleen dat je klaar bent."))
    return redirect(PAGE, slug=opened.editie.slug, code=work.tussentijd.code)


@confidential_page("GET", "POST")
def terugnemen(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """Ask whether it really is taken back, and take it back."""
    opened, deelnemer = open_own(request, slug)
    page, one = _open(request, opened, code)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug, code=one.code)
    deelnemer.editie = opened.editie
    if not own_work(deelnemer, one, request.user, request.now).is_handed_in:
        raise Http404
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                take_back_work(actor=request.user, deelnemer=deelnemer, deel=one.deel, now=request.now)
        messages.success(request, _("Teruggenomen. Je trainers lezen niet meer mee."))
        return redirect(PAGE, slug=slug, code=one.code)
    context = frame(opened, Step(page.line.title, page.line.url), Step(_("Terugnemen"))) | {"page": page}
    return render(request, "training/tussentijden/terugnemen.html", context)


@confidential_page("GET", "POST")
def casus(request: SignedInRequest, slug: str) -> HttpResponse:
    """Choose which casus one brings, while there is none that stays; who brings one is led to it."""
    opened, deelnemer = open_own(request, slug)
    deelnemer.editie = opened.editie
    if (own := usable_casus(deelnemer)) is not None:
        return redirect("casus", code=own.code)
    form = CasusKiesForm(sent(request), casussen=casus_choices(request.user, request.now))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    bring_casus(actor=request.user, deelnemer=deelnemer, casus_code=form.code, now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Dit is de casus die je inbrengt. Werk hier verder."))
            return redirect("editie-casus", slug=slug)
    context = frame(opened, Step(_("Je casus"))) | {"form": form}
    return render(request, "training/tussentijden/casus.html", context)


@confidential_page("GET")
def lagen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show who leads the editie how much stands in each layer of each casus; nothing of what."""
    opened = open_editie(request, slug)
    if not opened.is_trainer:
        raise Http404
    context = frame(opened, Step(_("Ingevulde lagen"))) | {
        "lagen": lagen_of(opened.editie, request.user, request.now),
    }
    return render(request, "training/tussentijden/lagen.html", context)


def _open(request: SignedInRequest, opened: OpenEditie, code: str) -> tuple[DeelPage, Tussentijd]:
    """Return the page of a tussentijd and when it is. Raises Http404 when the editie has none of this code."""
    page = deel_page(opened.editie, OnderdeelKind.TUSSENTIJD, code, request.user, request.now)
    if page is None:
        raise Http404
    found = tussentijden_of(deel for line in page.lines for deel in line.delen)
    one = next(one for one in found if one.deel.pk == page.line.delen[0].pk)
    one.deel.editie = opened.editie
    return page, one
