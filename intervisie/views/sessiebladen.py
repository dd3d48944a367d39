"""Saving a sheet of a live session: by the page while somebody writes, or by its button. Nothing typed is ever lost."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.bewaren import is_autosave, saved_sentence
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import BothVersions
from community.views.door import TimedRequest
from intervisie.access.sessies import Plek
from intervisie.actions.sessiebladen import LockedError, hand_in, save_blad
from intervisie.models import Sessieblad
from intervisie.queries.sessiebeeld import Blad
from intervisie.queries.sessiestand import stand_of
from intervisie.views.live_frame import Sent, live_context, with_typed
from intervisie.views.live_vellen import Sleutel, in_words, label_of, sheet_of
from intervisie.views.sessiedoor import session_page
from intervisie.werkvorm.fields import CARDS, CARDS_NAME, card_codes

FIXED = {"csrfmiddlewaretoken", "eenmalig", "version", "blad"}
LONGEST_VERSION = 9


@session_page("POST")
def blad(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Save one sheet: one's own, or of somebody on paper."""
    return _saved(request, plek, shows=False)


@session_page("POST")
def laten_zien(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Save one sheet and let the others see it."""
    return _saved(request, plek, shows=True)


def _saved(request: TimedRequest, plek: Plek, *, shows: bool) -> HttpResponse:
    key = Sleutel.read(request.POST.get("blad", ""))
    if key is None:
        raise Http404
    given = _given(request)
    try:
        row = _save(request, plek, key, given, shows=shows)
    except StaleSaveError as error:
        return _stale(request, plek, key, given, error.current)
    except ActionError as error:
        return _refused(request, plek, key, given, error.message)
    if is_autosave(request):
        version = row.version if row is not None else 0
        return JsonResponse({"melding": saved_sentence(request.now), "version": version})
    messages.success(request, saved_sentence(request.now))
    return redirect("sessie-live", code=plek.sessie.code)


def _save(request: TimedRequest, plek: Plek, key: Sleutel, given: dict[str, str], *, shows: bool) -> Sessieblad | None:
    number = request.POST.get("version", "")
    version = int(number) if number.isascii() and number.isdigit() and len(number) <= LONGEST_VERSION else 0
    row = None
    try:
        row = save_blad(plek=plek, step=key.step, round=key.round, author=key.author, answers=given, version=version,
                        now=request.now)  # fmt: skip
    except LockedError:
        if not shows:
            raise
    if shows:
        hand_in(plek=plek, step=key.step, round=key.round, author=key.author, now=request.now)
    return row


def _given(request: TimedRequest) -> dict[str, str]:
    """Return what was typed by field; of cards all that were ticked."""
    names = set(request.POST) - FIXED
    return {name: ",".join(request.POST.getlist(name)) if name == CARDS_NAME else request.POST[name] for name in names}


def _stale(request: TimedRequest, plek: Plek, key: Sleutel, given: dict[str, str], stored: Sessieblad) -> HttpResponse:
    """Answer with both versions: another device saved something else."""
    stand = stand_of(plek, request.now)
    theirs = sheet_of(stand, key)
    if theirs is None:
        raise Http404
    rows = [BothVersions(label_of(one, theirs), in_words(one, one.value), in_words(one, given.get(one.name, "")))
            for one in theirs.fields]  # fmt: skip
    differing = [row for row in rows if row.differs]
    if is_autosave(request):
        return JsonResponse({
            "melding": _("Op een ander apparaat is dit blad veranderd. Kies welke tekst je bewaart."),
            "version": stored.version, "waarden": _values(theirs),
            "velden": [{"label": row.label, "tekst": row.theirs} for row in differing],
        }, status=409)  # fmt: skip
    typed = replace(_typed(theirs, given), version=stored.version)
    sent = Sent(key=str(key), other=tuple(differing))
    return render(request, "intervisie/sessies/live.html", live_context(request, plek, with_typed(stand, typed), sent))


def _refused(request: TimedRequest, plek: Plek, key: Sleutel, given: dict[str, str], sentence: str) -> HttpResponse:
    """Answer why it is not stored, with what was typed."""
    if is_autosave(request):
        return JsonResponse({"melding": sentence}, status=422)
    stand = stand_of(plek, request.now)
    theirs = sheet_of(stand, key)
    if theirs is None or theirs.is_locked:
        messages.warning(request, sentence)
        return redirect("sessie-live", code=plek.sessie.code)
    sent = Sent(key=str(key), fault=sentence)
    context = live_context(request, plek, with_typed(stand, _typed(theirs, given)), sent)
    return render(request, "intervisie/sessies/live.html", context)


def _typed(blad: Blad, given: dict[str, str]) -> Blad:
    return replace(blad, fields=tuple(replace(one, value=given.get(one.name, "")) for one in blad.fields))


def _values(blad: Blad) -> list[tuple[str, str]]:
    """Return the stored answers as a form sends them."""
    rows: list[tuple[str, Any]] = []
    for one in blad.fields:
        rows += [(one.name, code) for code in card_codes(one.value)] if one.kind == CARDS else [(one.name, one.value)]
    return rows
