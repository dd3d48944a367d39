"""Questions of a leergroep: asking one, and saying which answer helped most."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.groepsberichten import may_choose_answer, visible_groepsberichten
from community.actions.errors import ActionError
from community.actions.groepsberichten import post_groepsbericht
from community.actions.vragen import choose_best_answer, withdraw_best_answer
from community.forms.groepsberichten import VraagForm
from community.queries.groepsberichten import extras_of, show
from community.requests import once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.leergroep_frame import address, frame, may_begin, open_group, turned_away
from community.views.shell import Step


@signed_in("GET", "POST")
def vraag_nieuw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask the group a question."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_read):
        return answer
    require(may_begin(request, group))
    kring = group.leergroep.kring
    people = group.others(request.user)
    form = VraagForm(sent(request), request.FILES, people=people, label=_("Vertel er iets meer over"))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    vraag = post_groepsbericht(
                        actor=request.user, kring=kring, title=form.cleaned_data["title"],
                        text=form.cleaned_data["text"], more=form.more, now=request.now,
                    )  # fmt: skip
                    form_once.result = str(vraag.pk)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je vraag staat erop."))
            return redirect("leergroep-berichten", slug=slug)
    context = {"form": form, **frame(group, "leergroep-berichten", Step(_("Stel een vraag")))}
    return render(request, "community/leergroepen/vraag_nieuw.html", context)


@signed_in("GET", "POST")
def beste_antwoord(request: SignedInRequest, slug: str, bericht_id: str) -> HttpResponse:
    """Show one answer and mark it as the best, or take that mark off again."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_read):
        return answer
    rows = visible_groepsberichten(request.user, request.now).filter(kring=group.leergroep.kring_id)
    rows = rows.filter(reply_to__isnull=False, removed_at__isnull=True)
    row = find(rows.select_related("author", "kring"), pk=bericht_id)
    vraag = find(visible_groepsberichten(request.user, request.now).select_related("kring"), pk=row.reply_to_id)
    require(may_choose_answer(request.user, vraag, request.now))
    back = address(group, "leergroep-gesprek", bericht_id=vraag.pk)
    is_best = vraag.best_answer_id == row.pk
    context = {
        "item": show(row, request.user, group.rights.standing, extras_of([row]), vraag=vraag),
        "vraag": vraag,
        "is_best": is_best,
        "back_url": back,
        **frame(group, "leergroep-berichten", Step(_("Gesprek"), back), Step(_("Beste antwoord"))),
    }
    if request.method == "POST":
        change = withdraw_best_answer if request.POST.get("besluit") == "weg" else choose_best_answer
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change(actor=request.user, vraag=vraag, answer=row, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("De keuze is opgeslagen."))
        return redirect(back)
    return render(request, "community/leergroepen/beste_antwoord.html", context)
