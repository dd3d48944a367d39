"""Stories: the list, what a member is asked about, and the page where redacteuren ask."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community import access
from community.access.kennis import may_edit_website
from community.access.verhalen import asked_verhalen
from community.actions.errors import ActionError
from community.actions.verhalen import (
    YES,
    agree_to_verhaal,
    ask_verteller,
    refuse_verhaal,
    withdraw_verhaal,
)
from community.forms.verhalen import VerhaalAntwoordForm
from community.kennis_points import page_contexts, publishing_rules
from community.models import VerhaalPage, VerhalenIndexPage
from community.queries.verhalen import (
    OwnStory,
    online_verhalen,
    own_stories,
    own_story,
    stories_in_view,
    verhaal_refusals,
    verhaal_to_ask,
)
from community.requests import once
from community.views.door import SignedInRequest, TimedRequest, find, sent, signed_in
from community.views.shell import Crumb, Step, crumbs

PER_PAGE = 24


def register_verhalen() -> None:
    """Tell what stands on the pages of stories, and when one may go online. Called once, when Django starts."""
    page_contexts.add(VerhalenIndexPage.__name__, overview_context)
    page_contexts.add(VerhaalPage.__name__, story_context)
    publishing_rules.add("verhalen", verhaal_refusals)


def overview_context(page: VerhalenIndexPage, request: TimedRequest) -> dict[str, Any]:
    """Give the page of stories those that are online, a page at a time, and redacteuren the way to consent."""
    rows = Paginator(online_verhalen(request.now), PER_PAGE).get_page(request.GET.get("page"))
    return {"page_obj": rows, "may_ask": may_edit_website(request.user, request.now)}


def story_context(page: VerhaalPage, request: TimedRequest) -> dict[str, Any]:
    """Give one story the way back to the list."""
    return {"crumbs": [Step(_("Verhalen"), "/verhalen/"), Step(page.title)]}


@signed_in()
def mijn_verhalen(request: SignedInRequest) -> HttpResponse:
    """List the stories this person was asked about."""
    context = {"rows": own_stories(request.user), "crumbs": crumbs(Crumb(_("Mijn verhalen")))}
    return render(request, "community/verhalen/mijn_verhalen.html", context)


@signed_in("GET", "POST")
def mijn_verhaal(request: SignedInRequest, sleutel: uuid.UUID) -> HttpResponse:
    """Show exactly what will be published about this person; the form says yes or no to it."""
    story = _own(request, sleutel)
    form = VerhaalAntwoordForm(sent(request), version=story.version)
    if request.method == "POST" and form.is_valid():
        answer = agree_to_verhaal if form.cleaned_data["antwoord"] == YES else refuse_verhaal
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    answer(actor=request.user, page=story.page, version=form.cleaned_data["versie"], now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Dank je wel. We hebben je antwoord bewaard."))
        return redirect("mijn-verhaal", sleutel=sleutel)
    context = {"story": story, "form": form, "crumbs": _trail(story)}
    return render(request, "community/verhalen/mijn_verhaal.html", context)


@signed_in("GET", "POST")
def intrekken(request: SignedInRequest, sleutel: uuid.UUID) -> HttpResponse:
    """Take one's consent back, after one question. The story is offline when the answer comes."""
    page = find(asked_verhalen(request.user), translation_key=sleutel)
    story = own_story(request.user, page)
    if request.method != "POST":
        if story is None or story.agreed is None:
            raise Http404
        context = {"story": story, "crumbs": _trail(story)}
        return render(request, "community/verhalen/intrekken.html", context)
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            withdraw_verhaal(actor=request.user, page=page, now=request.now)
    messages.success(request, _("Je toestemming is ingetrokken. Het verhaal staat niet meer op de website."))
    return redirect("mijn-verhalen")


@signed_in()
def toestemming(request: SignedInRequest) -> HttpResponse:
    """Show redacteuren all stories with where their consent stands."""
    access.require(may_edit_website(request.user, request.now))
    context = {
        "stories": stories_in_view(request.user, request.now),
        "crumbs": crumbs(Crumb(_("Toestemming voor verhalen"))),
    }
    return render(request, "community/verhalen/toestemming.html", context)


@signed_in("GET", "POST")
def vragen(request: SignedInRequest, sleutel: uuid.UUID) -> HttpResponse:
    """Ask the verteller. Who comes here by address alone goes to the list."""
    page = find(verhaal_to_ask(request.user, sleutel, request.now))
    if request.method != "POST":
        return redirect("verhalen-toestemming")
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                person = ask_verteller(actor=request.user, page=page, now=request.now)
                form_once.result = person.naam
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("%s krijgt de vraag in een mail en bij haar of zijn taken.") % form_once.result)
    return redirect("verhalen-toestemming")


def _own(request: SignedInRequest, sleutel: uuid.UUID) -> OwnStory:
    page = find(asked_verhalen(request.user).select_related("latest_revision"), translation_key=sleutel)
    story = own_story(request.user, page)
    if story is None:
        raise Http404
    return story


def _trail(story: OwnStory) -> list[Crumb]:
    return crumbs(Crumb(_("Mijn verhalen"), "mijn-verhalen"), Crumb(story.text.title))
