"""The page of one step of a toernee: what to do, its questions, and what others answered when she may read that."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views import bewaren
from casussen.views.door import confidential_page
from community.access import require
from community.access.agenda import may_plan_for
from community.views.door import SignedInRequest, done, sent
from community.views.shell import Step
from intervisie.access.stappen import Stapplaats, leads, own_antwoord, place_in_step, readable_antwoorden
from intervisie.access.toernees import may_read_toernee
from intervisie.actions.stapantwoorden import finish_own_step, mark_held, save_antwoord
from intervisie.forms.stappen import StapForm
from intervisie.models import Stapantwoord, Toernee
from intervisie.protocol import words
from intervisie.protocol.steps import Stap, is_look_back
from intervisie.queries.bezoekacties import acties_to_show
from intervisie.queries.protocollen import protocol_of
from intervisie.queries.stapantwoorden import antwoord_lines
from intervisie.queries.stappen import lines_of_bezoek, page_of
from intervisie.views.bezoek_frame import bezoek_frame, open_bezoek
from intervisie.views.toernee_frame import own_toernee, toernee_frame

# What the buttons on the page are called when they are sent; the questions have a form of their own.
HELD, FINISHED = "gehouden", "gedaan"


@confidential_page("GET")
def bezoek_stappen(request: SignedInRequest, code: str) -> HttpResponse:
    """Show who does which step of a visit and how far everybody is, without what anybody wrote."""
    found = open_bezoek(request, code)
    require(may_read_toernee(request.user, found.bezoek.toernee, request.now))
    context = {
        "lines": lines_of_bezoek(found.bezoek, found.place.deelnemer, request.now),
        "may_excuse": leads(found.place),
    }
    frame = bezoek_frame(found, Step(_("Stappen")))
    return render(request, "intervisie/stappen/bezoek.html", frame | context)


@confidential_page("GET", "POST")
def bezoek_stap(request: SignedInRequest, code: str, step: str) -> HttpResponse:
    """Show a step of a visit, and keep what she answers."""
    found = open_bezoek(request, code)
    toernee = found.bezoek.toernee
    one = _step(toernee, step, is_of_bezoek=True)
    place = place_in_step(request.user, toernee, found.bezoek, one, request.now, found.place)
    frame = bezoek_frame(found, Step(one.title))
    if one.page in words.ASKS and is_look_back(one):
        # Who looks back has her actions beside the questions.
        frame["acties"] = acties_to_show(found.place, request.now)
    return _page(request, place, frame)


@confidential_page("GET", "POST")
def toernee_stap(request: SignedInRequest, code: str, step: str) -> HttpResponse:
    """Show a step of the whole toernee, and keep what she answers."""
    toernee = own_toernee(request, code)
    one = _step(toernee, step, is_of_bezoek=False)
    place = place_in_step(request.user, toernee, None, one, request.now)
    return _page(request, place, toernee_frame(toernee, Step(one.title)))


def _step(toernee: Toernee, slug: str, *, is_of_bezoek: bool) -> Stap:
    """Return a step of the protocol of this toernee. Raises Http404 when it has none at this address."""
    step = protocol_of(toernee).step_at(slug)
    if step is None or (step.anchor == words.BEZOEK) != is_of_bezoek:
        raise Http404
    return step


def _page(request: SignedInRequest, place: Stapplaats, frame: dict[str, Any]) -> HttpResponse:
    step = place.step
    require(place.may_open)
    if request.method == "POST" and (HELD in request.POST or FINISHED in request.POST):
        return _told(request, place)
    if request.method == "POST":
        require(place.may_write(request.now) and bool(step.questions))
    mine = own_antwoord(place)
    context = frame | {"step": step, "stap": place.own, "mine": mine, "is_talk": step.page == words.GESPREK}
    if place.may_write(request.now) and step.questions and not _is_fixed(place, mine):
        form = _form(step, mine, request)
        context["form"] = form
        if (answer := _answer(request, place, form, context)) is not None:
            return answer
    elif request.method == "POST":
        messages.warning(request, _("Je antwoord is ingeleverd en blijft zoals het is."))
    return render(request, "intervisie/stappen/stap.html", context | _around(request, place, mine))


def _form(step: Stap, mine: Stapantwoord | None, request: SignedInRequest | None = None) -> StapForm:
    answers, version = (mine.answers, mine.version) if mine else ({}, 0)
    return StapForm(sent(request) if request else None, step=step, answers=answers, version=version)


def _answer(
    request: SignedInRequest, place: Stapplaats, form: StapForm, context: dict[str, Any]
) -> HttpResponse | None:  # fmt: skip
    """Keep what was sent; by itself while she writes, for later, or handed in."""

    def save(version: int) -> Stapantwoord:
        # A page that saves by itself sends the same form many times: only handing in is once.
        hands_in = form.hands_in and not bewaren.is_autosave(request)
        return save_antwoord(actor=request.user, place=place, version=version, answers=form.answers(),
                             is_handed_in=hands_in, now=request.now)  # fmt: skip

    def theirs(stored: Stapantwoord) -> BaseForm:
        return _form(place.step, stored)

    return bewaren.answer_save(request, form, context, save=save, theirs=theirs, then=request.path)


def _told(request: SignedInRequest, place: Stapplaats) -> HttpResponse:
    """Note that the talk was held, or that she did what no page can know."""
    act = mark_held if HELD in request.POST else finish_own_step
    if done(request, lambda: act(actor=request.user, place=place, now=request.now)):
        messages.success(request, _("Genoteerd. Deze stap is klaar."))
    return redirect(request.path)


def _is_fixed(place: Stapplaats, mine: Stapantwoord | None) -> bool:
    """Whether her answer stays as it is: she handed it in and may read those of others since."""
    return mine is not None and mine.handed_in_at is not None and place.step.reads == words.NA_EIGEN


def _around(request: SignedInRequest, place: Stapplaats, mine: Stapantwoord | None) -> dict[str, Any]:
    """Return what stands beside the questions: her own answer, those of others, the talk, the page where it is done."""
    others = readable_antwoorden(place)
    return {
        "own_lines": antwoord_lines(place.step, [mine]) if mine else [],
        "others": antwoord_lines(place.step, others),
        "waits_for_own": place.step.reads == words.NA_EIGEN and place.own is not None
        and (mine is None or mine.handed_in_at is None),
        "readers": words.READS[place.step.reads],
        "reads_others": place.is_reader or _is_fixed(place, mine),
        "save_key": f"{place.bezoek.code if place.bezoek else place.toernee.code}.{place.step.slug}",
        "may_write": place.may_write(request.now),
        "is_early": place.is_live and not place.may_write(request.now),
        "page_url": page_of(place.bezoek, place.step),
        "may_finish": place.step.page == words.KIT,
        "may_plan": place.step.page == words.GESPREK and may_plan_for(request.user, place.toernee.kring, request.now),
        "kring_text": str(place.toernee.kring_id),
    }  # fmt: skip
