"""What members of a leergroep write to each other."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.groepsberichten import (
    may_edit_groepsbericht,
    may_remove_groepsbericht,
    visible_groepsberichten,
)
from community.access.meldingen import visible_meldingen
from community.actions.errors import ActionError, StaleSaveError
from community.actions.groepsberichten import (
    edit_groepsbericht,
    post_groepsbericht,
    remove_groepsbericht,
    reply_to_groepsbericht,
)
from community.actions.meldingen import mark_seen
from community.forms.groepsberichten import BewerkForm, SchrijfForm
from community.forms.versions import both_versions, take_stored_version
from community.models import Groepsbericht, GroepsberichtKind
from community.queries.groepsberichten import (
    conversations,
    extras_of,
    replies_to,
    show,
    talk_of,
    with_last_replies,
)
from community.queries.leergroepen import GroupPage
from community.queries.vragen import unanswered
from community.requests import once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.leergroep_frame import address, frame, may_begin, open_group, turned_away
from community.views.shell import Step

CONVERSATIONS = 10
REPLIES = 50
# The word in the address that leaves only the questions without an answer.
UNANSWERED = "onbeantwoord"


@signed_in("GET", "POST")
def berichten(request: SignedInRequest, slug: str) -> HttpResponse:
    """List the conversations of a group, the one with the latest message on top; begin a new one."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_read):
        return answer
    kring = group.leergroep.kring
    people = group.others(request.user) if group.rights.may_post else {}
    label = _("Schrijf een bericht aan de groep")
    form = SchrijfForm(sent(request), request.FILES, people=people, label=label)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    text = form.cleaned_data["text"]
                    post_groepsbericht(actor=request.user, kring=kring, text=text, more=form.more, now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je bericht staat erop."))
            return redirect("leergroep-berichten", slug=slug)
    rows = conversations(kring, request.user, request.now)
    is_filtered = request.GET.get("toon") == UNANSWERED
    if is_filtered:
        rows = unanswered(rows)
    page = Paginator(rows, CONVERSATIONS).get_page(request.GET.get("page"))
    shown = with_last_replies(page.object_list, kring, request.user, group.rights.standing, request.now)
    context = {
        "form": form,
        "page_obj": page,
        "conversations": shown,
        "is_filtered": is_filtered,
        **frame(group, "leergroep-berichten"),
    }
    return render(request, "community/leergroepen/berichten.html", context)


@signed_in("GET", "POST")
def gesprek(request: SignedInRequest, slug: str, bericht_id: str) -> HttpResponse:
    """Show one conversation, the last replies first to hand; reply to it."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_read):
        return answer
    first = conversation_of(request, group, bericht_id)
    people = group.others(request.user) if group.rights.may_post else {}
    label = _("Je antwoord") if first.kind == GroepsberichtKind.VRAAG else _("Je reactie")
    form = SchrijfForm(sent(request), request.FILES, people=people, label=label)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    text = form.cleaned_data["text"]
                    reply_to_groepsbericht(
                        actor=request.user, bericht=first, text=text, more=form.more, now=request.now
                    )
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je reactie staat erop."))
            return redirect("leergroep-gesprek", slug=slug, bericht_id=first.pk)
    if request.method == "GET":
        _mark_seen(request, first)
    pages = Paginator(replies_to(first, request.user, request.now), REPLIES)
    page = pages.get_page(request.GET.get("page", pages.num_pages))
    context = {
        "form": form,
        "page_obj": page,
        "talk": talk_of(first, page.object_list, request.user, group.rights.standing),
        **frame(group, "leergroep-berichten", Step(_("Gesprek"))),
    }
    return render(request, "community/leergroepen/gesprek.html", context)


@signed_in("GET", "POST")
def bericht_bewerken(request: SignedInRequest, slug: str, bericht_id: str) -> HttpResponse:
    """Change one's own message. When it was saved elsewhere meanwhile both versions stand beside each other."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_read):
        return answer
    row = _bericht(request, group, bericht_id)
    require(may_edit_groepsbericht(request.user, row, request.now) and may_begin(request, group))
    if row.removed_at is not None and request.method != "POST":
        messages.info(request, _("Dit bericht is verwijderd."))
        return _to_conversation(group, row)
    form = BewerkForm(row, request.POST or None)
    context = {"form": form, "bericht": row, **frame(group, "leergroep-berichten", Step(_("Bewerken")))}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    edit_groepsbericht(
                        actor=request.user, bericht=row, version=form.cleaned_data["version"],
                        text=form.cleaned_data["text"], title=form.cleaned_data.get("title", ""), now=request.now,
                    )  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, BewerkForm(error.current))}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je bericht is veranderd."))
            return _to_conversation(group, row)
    return render(request, "community/leergroepen/bericht_bewerken.html", context)


@signed_in("GET", "POST")
def bericht_verwijderen(request: SignedInRequest, slug: str, bericht_id: str) -> HttpResponse:
    """Ask whether a message may go, and take its text away."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_read):
        return answer
    row = _bericht(request, group, bericht_id)
    require(may_remove_groepsbericht(request.user, row, request.now))
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                remove_groepsbericht(actor=request.user, bericht=row, now=request.now)
        messages.success(request, _("Het bericht is verwijderd."))
        return _to_conversation(group, row)
    if row.removed_at is not None:
        return _to_conversation(group, row)
    context = {
        "item": show(row, request.user, group.rights.standing, extras_of([row])),
        **frame(group, "leergroep-berichten", Step(_("Verwijderen"))),
    }
    return render(request, "community/leergroepen/bericht_verwijderen.html", context)


def conversation_of(request: SignedInRequest, group: GroupPage, bericht_id: str) -> Groepsbericht:
    """Return the first message of a conversation of this group. Raises Http404 when there is none for this person."""
    rows = conversations(group.leergroep.kring, request.user, request.now)
    return find(rows.select_related("author", "kring", "best_answer__author", "best_answer__kring"), pk=bericht_id)


def _bericht(request: SignedInRequest, group: GroupPage, bericht_id: str) -> Groepsbericht:
    """Return a message of this group. Raises Http404 when there is none for this person."""
    rows = visible_groepsberichten(request.user, request.now).filter(kring=group.leergroep.kring_id)
    return find(rows.select_related("author", "kring"), pk=bericht_id)


def _to_conversation(group: GroupPage, row: Groepsbericht) -> HttpResponse:
    return redirect(address(group, "leergroep-gesprek", bericht_id=row.reply_to_id or row.pk))


def _mark_seen(request: SignedInRequest, first: Groepsbericht) -> None:
    """What was told about this conversation counts as seen now."""
    told = visible_meldingen(request.user, request.now).filter(
        kind__in=("N77", "N78", "N121"), object_id=first.pk, seen_at__isnull=True
    )
    mark_seen(actor=request.user, berichten=list(told), now=request.now)
