"""`/intervisie/sessies/<code>/mensen/`: on paper, subgroups, whose question it is, and shutting somebody out."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.kringen import agreed_lidmaatschappen
from community.actions.errors import ActionError
from community.models import User
from community.requests import is_repeat, once
from community.views.door import TimedRequest, done, find, sent
from community.views.shell import Step
from intervisie.access.sessies import Plek, arranges, removable_people
from intervisie.actions.sessiegasten import shut_guest_out
from intervisie.actions.sessiegroepjes import divide_people, has_parted
from intervisie.actions.sessieleiding import choose_inbrenger, choose_user_as_inbrenger
from intervisie.actions.sessiemensen import add_on_paper, shut_out
from intervisie.forms.sessies import GroepjesForm, InbrengerForm, PapierForm
from intervisie.queries.sessiegang import Gang, gang_of, name_of
from intervisie.queries.sessiekeuzes import counts_for
from intervisie.queries.sessies import people_to_bring_in
from intervisie.queries.sessiestand import stand_of
from intervisie.views.sessie_frame import sessie_frame
from intervisie.views.sessiedoor import session_page
from intervisie.werkvorm.words import ONE

PAGE = "sessie-mensen"


@session_page("GET", "POST")
def mensen(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Show who is in to who leads or prepares, and let her give somebody on paper a seat."""
    _arranging(request, plek)
    form = PapierForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    add_on_paper(plek=plek, name=form.cleaned_data["name"], now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("{name} doet mee op papier.").format(name=form.cleaned_data["name"]))
            return redirect(PAGE, code=plek.sessie.code)
    return _page(request, plek, form=form)


@session_page("POST")
def groepjes(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Divide the people into subgroups: as chosen, or by number."""
    _arranging(request, plek)
    gang = gang_of(plek.sessie)
    form = None if "op-volgorde" in request.POST else _groups_form(gang, request.POST)
    if form is not None and not form.is_valid():
        return _page(request, plek, groups=form)
    groups = form.groups if form is not None else None
    if done(request, lambda: divide_people(plek=plek, groups=groups, now=request.now)):  # type: ignore[arg-type]  # any visitor
        messages.success(request, _("De groepjes zijn verdeeld."))
    return redirect(PAGE, code=plek.sessie.code)


@session_page("POST")
def inbrenger(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Choose whose question it is: of who is in, and before the session of who is in the Kring."""
    _arranging(request, plek)
    form = InbrengerForm(request.POST, people=people_to_bring_in(plek, request.now))
    if not form.is_valid():
        return _page(request, plek, bringer=form)
    kind, _colon, pk = form.cleaned_data["inbrenger"].partition(":")

    def act() -> None:
        if kind == "d":
            choose_inbrenger(plek=plek, deelnemer_id=uuid.UUID(pk), now=request.now)
        elif plek.user is not None:
            choose_user_as_inbrenger(
                actor=plek.user, sessie=plek.sessie, user=_member(plek, pk, request), now=request.now
            )

    if done(request, act):  # type: ignore[arg-type]  # any visitor
        messages.success(request, _("De inbrenger is gekozen."))
    return redirect(PAGE, code=plek.sessie.code)


@session_page("GET", "POST")
def verwijderen(request: TimedRequest, plek: Plek, deelnemer_id: uuid.UUID) -> HttpResponse:
    """Ask whether somebody is really shut out, and do so."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=plek.sessie.code)
    _arranging(request, plek)
    other = find(removable_people(plek, request.now), pk=deelnemer_id)
    if request.method != "POST":
        context = sessie_frame(plek, Step(_("Verwijderen"))) | {"other": other, "name": name_of(other)}
        return render(request, "intervisie/sessies/mens_verwijderen.html", context)

    def act() -> None:
        # Of a guest her invitation goes too.
        if other.user_id is None and not other.is_on_paper:
            shut_guest_out(plek=plek, actor=plek.user, deelnemer_id=other.pk, now=request.now)
        else:
            shut_out(plek=plek, deelnemer_id=other.pk, now=request.now)

    if done(request, act):  # type: ignore[arg-type]  # any visitor
        said = _("{name} doet niet meer mee.").format(name=name_of(other))
        is_renewed = plek.sessie.join_digest and not other.is_on_paper
        messages.success(request, f"{said} {_('De sessie heeft een nieuwe code.')}" if is_renewed else said)
    return redirect(PAGE, code=plek.sessie.code)


def _arranging(request: TimedRequest, plek: Plek) -> None:
    """Raise DeniedError unless this person leads or prepares the session, and it did not end."""
    require(arranges(plek, request.now))


def _page(
    request: TimedRequest, plek: Plek, *, form: PapierForm | None = None, groups: GroepjesForm | None = None,
    bringer: InbrengerForm | None = None,
) -> HttpResponse:  # fmt: skip
    gang, stand = gang_of(plek.sessie), stand_of(plek, request.now)
    context: dict[str, Any] = sessie_frame(plek, Step(_("Mensen"))) | {
        "stand": stand, "form": form or PapierForm(), "parted": has_parted(gang),
        "groups_form": groups or _groups_form(gang, None) if _may_part(gang) else None,
        "bringer_form": bringer or InbrengerForm(people=people_to_bring_in(plek, request.now))
        if gang.schema.question == ONE else None,
    }  # fmt: skip
    return render(request, "intervisie/sessies/mensen.html", context)


def _may_part(gang: Gang) -> bool:
    """Whether there is anything to divide: a method with subgroups, and people enough for two."""
    counts = counts_for(gang.schema, len(gang.active))
    return not has_parted(gang) and len(gang.active) > 1 and max(counts) > 1


def _groups_form(gang: Gang, data: Any) -> GroepjesForm:
    active = {seat.number for seat in gang.active}
    people = [(one.pk, name_of(one), one.group) for one in gang.people if one.number in active]
    return GroepjesForm(data, people=people, most=max(counts_for(gang.schema, len(people))))


def _member(plek: Plek, pk: str, request: TimedRequest) -> User:
    rows = agreed_lidmaatschappen(request.now).filter(kring=plek.kring).select_related("user")
    return find(rows, user=pk).user
