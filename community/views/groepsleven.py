"""The life of a leergroep: start, welcome, muting, evaluation, what comes after, and merging."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.groepsleven import (
    may_answer_evaluatie,
    may_choose_vervolg,
    may_merge,
    may_mute,
    may_read_answers,
    may_start,
    visible_evaluaties,
)
from community.access.leergroepen import visible_leergroepen
from community.actions.errors import ActionError
from community.actions.groepsleven import (
    answer_evaluatie,
    choose_vervolg,
    mute_leergroep,
    put_welcome_away,
    start_leergroep,
)
from community.actions.groepsmix import mix_leergroep
from community.actions.groepssamenvoeging import merge_leergroep
from community.forms.groepsleven import EvaluatieForm, MixForm, SamenvoegenForm, StartForm, VervolgForm
from community.models import Evaluatie, Vervolg
from community.queries.groepsleven import (
    FEWEST_ANSWERS,
    latest_evaluatie,
    merge_targets,
    mixable_people,
    open_evaluatie_of,
    outcome_of,
)
from community.queries.leergroepen import GroupPage
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, signed_in
from community.views.leergroep_frame import address, frame, open_group
from community.views.shell import Step


@signed_in("GET", "POST")
def starten(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let who leads a new group choose its rhythm and begin."""
    group = open_group(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect("leergroep", slug=slug)
    require(may_start(request.user, group.leergroep, request.now))
    form = StartForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():

        def start() -> None:
            start_leergroep(actor=request.user, leergroep=group.leergroep, now=request.now, **form.cleaned_data)

        if done(request, start):
            messages.success(request, _("De groep is begonnen. Plan nu de eerste bijeenkomst."))
        return redirect("leergroep", slug=slug)
    context = {"form": form, **frame(group, "leergroep-over", Step(_("Start de groep")))}
    return render(request, "community/leergroepen/starten.html", context)


@signed_in("GET", "POST")
def dempen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Stop the mails about messages of this group, or begin them again. Which, is said by the button."""
    group = open_group(request, slug)
    require(may_mute(request.user, group.leergroep.kring, request.now))
    if request.method != "POST":
        return redirect("leergroep", slug=slug)
    is_muted = request.POST.get("dempen") == "ja"

    def mute() -> None:
        mute_leergroep(actor=request.user, leergroep=group.leergroep, is_muted=is_muted, now=request.now)

    done(request, mute)
    quiet, loud = _("Je krijgt geen mail meer over berichten."), _("Je krijgt weer mail over berichten.")
    messages.success(request, quiet if is_muted else loud)
    return redirect("leergroep", slug=slug)


@signed_in("GET", "POST")
def welkom(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put the welcome of the group away; it stays at 'Over'."""
    group = open_group(request, slug)
    require(may_answer_evaluatie(request.user, group.leergroep.kring, request.now))
    if request.method != "POST":
        return redirect("leergroep", slug=slug)

    def put_away() -> None:
        put_welcome_away(actor=request.user, leergroep=group.leergroep, now=request.now)

    done(request, put_away)
    return redirect("leergroep", slug=slug)


@signed_in("GET", "POST")
def evaluatie(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask a member how the group goes; once. Who answered already goes back to the group."""
    group = open_group(request, slug)
    require(may_answer_evaluatie(request.user, group.leergroep.kring, request.now))
    asked = open_evaluatie_of(group.leergroep.kring, request.user, request.now)
    form = EvaluatieForm(request.POST or None, use_required_attribute=False)
    if asked is None:
        # Who began in time and sends too late, or sends a second time from another tab, keeps her words before her.
        asked = latest_evaluatie(group.leergroep.kring) if request.method == "POST" and not is_repeat(request) else None
        if asked is None:
            return _nothing_to_fill_in(request, slug)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    answer_evaluatie(actor=request.user, evaluatie=asked, answers=form.answers(),
                                     wants_on=form.wants_on, now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Bedankt. Je antwoorden zijn bewaard, zonder je naam."))
            return redirect("leergroep", slug=slug)
    context = {"form": form, "evaluatie": asked, "fewest": FEWEST_ANSWERS}
    context |= frame(group, "leergroep", Step(_("Evaluatie")))
    return render(request, "community/leergroepen/evaluatie.html", context)


@signed_in("GET", "POST")
def uitkomst(request: SignedInRequest, slug: str, evaluatie_id: str) -> HttpResponse:
    """Show who leads the group what came of an evaluation, and ask what the group does now."""
    group = open_group(request, slug)
    row = _round(request, group, evaluatie_id)
    may_choose = may_choose_vervolg(request.user, group.leergroep.kring, request.now)
    may_choose = may_choose and row.closed_at is not None and not row.vervolg
    form = VervolgForm(request.POST or None, use_required_attribute=False) if may_choose else None
    if request.method == "POST" and form is None:
        return redirect(address(group, "leergroep-evaluatie-uitkomst", evaluatie_id=row.pk))
    if request.method == "POST" and form is not None and form.is_valid():
        return _chosen(request, group, row, Vervolg(form.cleaned_data["vervolg"]))
    context = {
        "form": form, "evaluatie": row, "fewest": FEWEST_ANSWERS,
        "outcome": outcome_of(row) if may_read_answers(request.user, row.kring, request.now) else None,
        **frame(group, "leergroep-over", Step(_("Evaluatie"))),
    }  # fmt: skip
    return render(request, "community/leergroepen/uitkomst.html", context)


@signed_in("GET", "POST")
def mixen(request: SignedInRequest, slug: str, evaluatie_id: str) -> HttpResponse:
    """Let who leads divide the members who want on over one or two new groups."""
    group = open_group(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect("leergroepen")
    require(may_choose_vervolg(request.user, group.leergroep.kring, request.now))
    row = _round(request, group, evaluatie_id)
    if row.closed_at is None or row.vervolg:
        raise Http404
    people, going_on = mixable_people(row, request.now)
    known = visible_leergroepen(request.user, request.now)
    form = MixForm(people, going_on, known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    mix_leergroep(actor=request.user, evaluatie=row, groepen=form.groepen(), now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De nieuwe groepen staan klaar. Iedereen krijgt een mail."))
            return redirect("leergroepen")
    back = address(group, "leergroep-evaluatie-uitkomst", evaluatie_id=row.pk)
    steps = (Step(_("Evaluatie"), back), Step(_("Opnieuw mixen")))
    context = {"form": form, "back_url": back, **frame(group, "leergroep-over", *steps)}
    return render(request, "community/leergroepen/mixen.html", context)


@signed_in("GET", "POST")
def samenvoegen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let a coördinator put this group into another."""
    group = open_group(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect("leergroepen")
    require(may_merge(request.user, group.leergroep, request.now))
    form = SamenvoegenForm(merge_targets(group.leergroep), request.POST or None)
    if request.method == "POST" and form.is_valid():
        target = form.cleaned_data["doel"]
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    merge_leergroep(
                        actor=request.user, leergroep=group.leergroep, target=target,
                        keeps_meetings=form.keeps_meetings, now=request.now,
                    )  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De groepen zijn samengevoegd. Alle leden krijgen een mail."))
            return redirect("leergroep", slug=target.slug)
    context = {"form": form, **frame(group, "leergroep-over", Step(_("Samenvoegen")))}
    return render(request, "community/leergroepen/samenvoegen.html", context)


def _nothing_to_fill_in(request: SignedInRequest, slug: str) -> HttpResponse:
    if not is_repeat(request):
        messages.info(request, _("Er is nu niets in te vullen. Bedankt als je het al deed."))
    return redirect("leergroep", slug=slug)


def _round(request: SignedInRequest, group: GroupPage, evaluatie_id: str) -> Evaluatie:
    """Return a round of this group that the person decides about. Raises Http404 when there is none for her."""
    rows = visible_evaluaties(request.user, group.leergroep.kring, request.now).select_related("kring__leergroep")
    return find(rows, pk=evaluatie_id)


def _chosen(request: SignedInRequest, group: GroupPage, row: Evaluatie, vervolg: Vervolg) -> HttpResponse:
    """Store the choice; mixing goes on at its own page, where it becomes the choice."""
    if vervolg == Vervolg.MIXEN:
        return redirect(address(group, "leergroep-mixen", evaluatie_id=row.pk))

    def choose() -> None:
        choose_vervolg(actor=request.user, evaluatie=row, vervolg=vervolg, now=request.now)

    if done(request, choose):
        on, closed = _("De groep gaat door."), _("De groep is afgesloten. Iedereen krijgt een mail.")
        messages.success(request, on if vervolg == Vervolg.DOORGAAN else closed)
    return redirect("leergroep", slug=group.leergroep.slug)
