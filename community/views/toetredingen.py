"""Joining a leergroep, leaving it, and who decides about that."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.kringen import may_leave_kring, may_manage_kring
from community.access.leergroepen import (
    may_appoint_trekker,
    may_decide_toetreding,
    visible_leden,
    visible_toetredingen,
)
from community.actions.errors import ActionError
from community.actions.leergroepen import appoint_trekker, remove_member, set_role
from community.actions.toetredingen import (
    Joined,
    decide_toetreding,
    join_leergroep,
    leave_leergroep,
    withdraw_toetreding,
)
from community.forms.leergroepen import TrekkerForm
from community.forms.toetredingen import BesluitForm, MotivatieForm, RolForm
from community.models import Joining, Lidmaatschap, ToetredingStatus
from community.queries.groepsstand import JoinWay
from community.queries.leergroepen import GroupPage
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, signed_in
from community.views.leergroep_frame import address, frame, open_group, open_group_once_more, out_of
from community.views.shell import Step


@signed_in("GET", "POST")
def aansluiten(request: SignedInRequest, slug: str) -> HttpResponse:
    """Join a group: at once, by a few words to the trekker, or on the waiting list when it is full."""
    group = open_group(request, slug)
    if group.join_way is None:
        return _nothing_to_join(request, group)
    form = MotivatieForm(request.POST or None) if group.join_way == JoinWay.VERZOEK else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    words = form.cleaned_data["motivation"] if form else ""
                    joined = join_leergroep(
                        actor=request.user, leergroep=group.leergroep, motivation=words, now=request.now
                    )
                    form_once.result = joined.value
        except ActionError as error:
            messages.warning(request, error.message)
            return redirect("leergroep", slug=slug)
        return joined_answer(request, group, Joined(form_once.result))
    context = {"form": form, **frame(group, "leergroep", Step(_("Aansluiten")))}
    return render(request, "community/leergroepen/aansluiten.html", context)


@signed_in("GET", "POST")
def verlaten(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask whether the person really goes, and let her go."""
    group = open_group_once_more(request, slug)
    if group is None:
        return redirect("leergroepen")
    if request.method == "POST" and is_repeat(request):
        return redirect("leergroep", slug=slug)
    require(may_leave_kring(request.user, group.leergroep.kring, request.now))
    step = Step(_("Groep verlaten"))
    if request.method != "POST":
        return render(request, "community/leergroepen/verlaten.html", frame(group, "leergroep", step))

    def leave() -> None:
        leave_leergroep(actor=request.user, leergroep=group.leergroep, now=request.now)

    if done(request, leave):
        messages.success(request, _("Je doet niet meer mee met {groep}.").format(groep=group.name))
        return out_of(group)
    return redirect("leergroep", slug=slug)


@signed_in("GET", "POST")
def intrekken(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take a request back, or leave the waiting list."""
    group = open_group_once_more(request, slug)
    if group is None:
        return redirect("leergroepen")
    if request.method == "POST" and is_repeat(request):
        return redirect("leergroep", slug=slug)
    toetreding = group.toetreding
    if toetreding is None:
        raise Http404
    if request.method != "POST":
        context = frame(group, "leergroep", Step(_("Intrekken")))
        return render(request, "community/leergroepen/intrekken.html", context)

    def withdraw() -> None:
        withdraw_toetreding(actor=request.user, toetreding=toetreding, now=request.now)

    if done(request, withdraw):
        is_waiting = toetreding.status == ToetredingStatus.WACHTLIJST
        off_the_list, taken_back = _("Je staat niet meer op de wachtlijst."), _("Je vraag is ingetrokken.")
        messages.success(request, off_the_list if is_waiting else taken_back)
        return out_of(group)
    return redirect("leergroep", slug=slug)


@signed_in("GET", "POST")
def toetreding(request: SignedInRequest, slug: str, toetreding_id: str) -> HttpResponse:
    """Let who leads the group read a request to join, and answer it."""
    group = open_group(request, slug)
    rows = visible_toetredingen(group.leergroep, group.rights).select_related("user", "kring")
    asked = find(rows, pk=toetreding_id)
    if asked.status != ToetredingStatus.AANGEVRAAGD:
        if not is_repeat(request):
            messages.info(request, _("Deze vraag is al beantwoord of ingetrokken."))
        return redirect("leergroep-leden", slug=slug)
    require(may_decide_toetreding(request.user, asked, request.now))
    form = BesluitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def decide() -> None:
            decide_toetreding(actor=request.user, toetreding=asked, is_admitted=form.is_admitted, now=request.now)

        if done(request, decide):
            messages.success(request, _("{naam} krijgt een mail met je antwoord.").format(naam=asked.user.naam))
        return redirect("leergroep-leden", slug=slug)
    steps = (Step(_("Vraag van {naam}").format(naam=asked.user.naam)),)
    context = {"form": form, "toetreding": asked, **frame(group, "leergroep-leden", *steps)}
    return render(request, "community/leergroepen/toetreding.html", context)


@signed_in("GET", "POST")
def rol(request: SignedInRequest, slug: str, lidmaatschap_id: str) -> HttpResponse:
    """Make a member trekker, an ordinary member, or trekker in one's own place."""
    group = open_group(request, slug)
    row = _lid(request, group, lidmaatschap_id)
    may_hand_over = group.rights.may_lead and row.user_id != request.user.pk
    form = RolForm(role=row.role, may_hand_over=may_hand_over, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    set_role(
                        actor=request.user, lidmaatschap=row, role=form.role, hand_over=form.is_hand_over,
                        now=request.now,
                    )  # fmt: skip
        except ActionError as error:
            form.add_error("rol", error.message)
        else:
            messages.success(request, _("De rol van {naam} is opgeslagen.").format(naam=row.user.naam))
            return redirect("leergroep-leden", slug=slug)
    context = {"form": form, "lid": row, **frame(group, "leergroep-leden", Step(_("Rol in de groep")))}
    return render(request, "community/leergroepen/rol.html", context)


@signed_in("GET", "POST")
def lid_verwijderen(request: SignedInRequest, slug: str, lidmaatschap_id: str) -> HttpResponse:
    """Ask whether a member must leave the group, and take her out."""
    group = open_group(request, slug)
    if request.method == "POST" and is_repeat(request) and group.rights.may_change:
        return redirect("leergroep-leden", slug=slug)
    row = _lid(request, group, lidmaatschap_id)
    if request.method != "POST":
        context = {"lid": row, **frame(group, "leergroep-leden", Step(_("Uit de groep halen")))}
        return render(request, "community/leergroepen/lid_verwijderen.html", context)

    def remove() -> None:
        remove_member(actor=request.user, lidmaatschap=row, now=request.now)

    if done(request, remove):
        messages.success(request, _("{naam} doet niet meer mee en krijgt een mail.").format(naam=row.user.naam))
    return redirect("leergroep-leden", slug=slug)


@signed_in("GET", "POST")
def trekker_nieuw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let a coördinator give the group a trekker, from inside or outside."""
    group = open_group(request, slug)
    require(may_appoint_trekker(request.user, group.leergroep, request.now))
    form = TrekkerForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["persoon"]
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    appoint_trekker(actor=request.user, leergroep=group.leergroep, user=person, now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("{naam} is nu trekker en krijgt een mail.").format(naam=person.naam))
            return redirect("leergroep-leden", slug=slug)
    context = {"form": form, **frame(group, "leergroep-leden", Step(_("Trekker toevoegen")))}
    return render(request, "community/leergroepen/trekker_nieuw.html", context)


def _lid(request: SignedInRequest, group: GroupPage, lidmaatschap_id: str) -> Lidmaatschap:
    """Return a membership that the person decides about. Raises Http404 when there is none."""
    require(may_manage_kring(request.user, group.leergroep.kring, request.now))
    rows = visible_leden(group.leergroep, group.rights, request.now)
    return find(rows.select_related("user", "kring"), pk=lidmaatschap_id)


def _nothing_to_join(request: SignedInRequest, group: GroupPage) -> HttpResponse:
    """Send on who is in, waits, or comes too late, with the reason; a second click of the same form needs none."""
    if not (request.method == "POST" and is_repeat(request)):
        if group.rights.standing.is_member:
            messages.info(request, _("Je doet al mee met deze groep."))
        elif group.toetreding is not None:
            messages.info(request, _("Je vraag om mee te doen staat al klaar."))
        elif group.uitnodiging is not None:
            messages.info(request, _("Je bent uitgenodigd. Laat weten of je meedoet."))
        elif group.leergroep.joining == Joining.OP_UITNODIGING and group.leergroep.kring.closed_at is None:
            messages.info(request, _("Deze groep is op uitnodiging. De trekker nodigt mensen uit."))
        else:
            messages.info(request, _("Deze leergroep is afgesloten. Je kunt niet meer meedoen."))
    return redirect("leergroep", slug=group.leergroep.slug)


def joined_answer(request: SignedInRequest, group: GroupPage, joined: Joined) -> HttpResponse:
    """Tell what came of it, and go on to the next sensible page."""
    if joined == Joined.AANGEVRAAGD:
        messages.success(request, _("Je vraag is verstuurd. Je krijgt een mail zodra er een antwoord is."))
    elif joined == Joined.WACHTLIJST:
        messages.success(request, _("Je staat op de wachtlijst. Je krijgt een mail zodra er een plek voor je is."))
    else:
        messages.success(request, _("Je doet mee met {groep}.").format(groep=group.name))
    again = open_group(request, group.leergroep.slug)
    if again.rights.must_agree:
        return redirect("kring-afspraken", kring_id=again.leergroep.kring_id)
    return redirect(address(again, "leergroep"))
