"""A trekker who writes to all members of a leergroep."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.groepsberichten import may_write_to_all
from community.actions.errors import ActionError
from community.actions.rondmail import write_to_all
from community.forms.groepsberichten import RondmailForm
from community.requests import once
from community.views.door import SignedInRequest, sent, signed_in
from community.views.leergroep_frame import frame, may_begin, open_group, turned_away
from community.views.shell import Step


@signed_in("GET", "POST")
def aan_allen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write a message that all members of the group are mailed about."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_read):
        return answer
    kring = group.leergroep.kring
    require(may_write_to_all(request.user, kring, request.now) and may_begin(request, group))
    form = RondmailForm(sent(request), label=_("Je bericht"))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    write_to_all(
                        actor=request.user, kring=kring, title=form.cleaned_data["title"],
                        text=form.cleaned_data["text"], now=request.now,
                    )  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je bericht staat erop. De leden krijgen een mail."))
            return redirect("leergroep-berichten", slug=slug)
    context = {"form": form, **frame(group, "leergroep-berichten", Step(_("Schrijf aan alle leden")))}
    return render(request, "community/leergroepen/aan_allen.html", context)
