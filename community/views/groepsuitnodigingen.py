"""Inviting members to a leergroep, and answering such an invitation."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.groepsuitnodigingen import may_invite
from community.actions.errors import ActionError
from community.actions.groepsuitnodigingen import (
    accept_uitnodiging,
    decline_uitnodiging,
    invite_to_leergroep,
    withdraw_uitnodiging,
)
from community.actions.toetredingen import Joined
from community.forms.groepsuitnodigingen import AntwoordForm, GroepsuitnodigingForm, ZoekLidForm
from community.queries.groepsuitnodigingen import invitable, invited_to
from community.queries.leergroepen import GroupPage
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, signed_in
from community.views.leergroep_frame import frame, open_group, open_group_once_more
from community.views.shell import Step
from community.views.toetredingen import joined_answer


@signed_in("GET", "POST")
def uitnodigen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let who leads the group find members and invite them; also who is invited and did not answer yet."""
    group = open_group(request, slug)
    require(may_invite(request.user, group.leergroep, request.now))
    form = GroepsuitnodigingForm(request.user, request.now, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.person is not None:
        person = form.person
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    invite_to_leergroep(actor=request.user, leergroep=group.leergroep, user=person, now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("{naam} is uitgenodigd en krijgt een mail.").format(naam=person.naam))
            return redirect("leergroep-uitnodigen", slug=slug)
    search = ZoekLidForm(request.GET or None)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    context = {
        **frame(group, "leergroep-leden", Step(_("Uitnodigen"))),
        "form": form, "search": search, "words": words,
        "found": invitable(request.user, group.leergroep, words, request.now) if words else [],
        "invited": invited_to(group.leergroep, group.rights, request.now),
    }  # fmt: skip
    return render(request, "community/leergroepen/uitnodigen.html", context)


@signed_in("GET", "POST")
def uitnodiging(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what somebody is invited to, and take her answer."""
    group = open_group_once_more(request, slug)
    if group is None:  # her no was noted
        return redirect("leergroepen")
    if group.uitnodiging is None:
        return _nothing_to_answer(request, group)
    form = AntwoordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(request, group, is_yes=form.is_yes)
        except ActionError as error:
            messages.warning(request, error.message)
            return redirect("leergroepen")
    context = {"form": form, **frame(group, "leergroep", Step(_("Uitnodiging")))}
    return render(request, "community/leergroepen/uitnodiging.html", context)


@signed_in("GET", "POST")
def uitnodiging_intrekken(request: SignedInRequest, slug: str, uitnodiging_id: str) -> HttpResponse:
    """Ask whether an invitation must be taken back, and take it back."""
    group = open_group(request, slug)
    require(may_invite(request.user, group.leergroep, request.now))
    if request.method == "POST" and is_repeat(request):
        return redirect("leergroep-uitnodigen", slug=slug)
    row = find(invited_to(group.leergroep, group.rights, request.now), pk=uitnodiging_id)
    if request.method != "POST":
        context = {"uitnodiging": row, **frame(group, "leergroep-leden", Step(_("Uitnodiging intrekken")))}
        return render(request, "community/leergroepen/uitnodiging_intrekken.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                withdraw_uitnodiging(actor=request.user, uitnodiging=row, now=request.now)
    except ActionError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("De uitnodiging van {naam} is ingetrokken.").format(naam=row.user.naam))
    return redirect("leergroep-uitnodigen", slug=slug)


def _answered(request: SignedInRequest, group: GroupPage, *, is_yes: bool) -> HttpResponse:
    """Store the answer once, and lead on. Raises ActionError when the invitation does not stand any more."""
    row = group.uitnodiging
    if row is None:
        raise Http404
    with once(request, now=request.now) as form_once:
        if form_once.is_first and is_yes:
            form_once.result = accept_uitnodiging(actor=request.user, uitnodiging=row, now=request.now).value
        elif form_once.is_first:
            decline_uitnodiging(actor=request.user, uitnodiging=row, now=request.now)
    if is_yes:
        return joined_answer(request, group, Joined(form_once.result))
    messages.success(request, _("Je doet niet mee met {groep}. De trekker weet het.").format(groep=group.name))
    return redirect("leergroepen")


def _nothing_to_answer(request: SignedInRequest, group: GroupPage) -> HttpResponse:
    """Send on who is in or waits already. Raises Http404 for who was not invited: the page does not exist for her."""
    if group.rights.standing.is_member or group.toetreding is not None:
        return redirect("leergroep", slug=group.leergroep.slug)
    raise Http404
