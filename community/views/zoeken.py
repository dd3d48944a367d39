"""The page of search, for everybody. What was typed stands in the box and nowhere else: no title, log or cache."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.queries.zoeken import MOST_PAGES, Uitslag, search, subjects_for
from community.text import tidy
from community.views.door import TimedRequest, public
from community.views.shell import Crumb, crumbs
from community.zoeken.vraag import LONGEST_TEXT, vraag_of


@public()
def zoeken(request: TimedRequest) -> HttpResponse:
    """Search everywhere this person may look, or in one subject."""
    typed = request.GET.get("q", "")
    text = tidy(typed[: LONGEST_TEXT + 1])
    vraag = vraag_of(text)
    where = _where(request)
    context: dict[str, Any] = {
        "crumbs": crumbs(Crumb(_("Zoeken"))) if request.user.is_authenticated else None,
        "text": text[:LONGEST_TEXT],
        "longest": LONGEST_TEXT,
        "where": where,
        "problem": _problem(typed, text, has_words=bool(vraag.words)),
        "searches_here": True,
    }
    if vraag.words and not context["problem"]:
        page = _page(request)
        result = search(request.user, vraag, where, page, request.now)
        context |= {
            "result": result, "tabs": _tabs(result, text, where), "all_url": _address(text),
            "instead_url": _address(result.instead), **_leafing(result, page),
        }  # fmt: skip
    response = render(request, "community/zoeken/zoeken.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _where(request: TimedRequest) -> str:
    """Return the code of the subject that was chosen; another word chooses nothing."""
    asked = request.GET.get("waar", "")
    return asked if asked in {subject.code for subject in subjects_for(request.user)} else ""


def _page(request: TimedRequest) -> int:
    asked = request.GET.get("pagina", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return min(max(1, number), MOST_PAGES)


def _problem(typed: str, text: str, *, has_words: bool) -> str:
    """Return in a sentence why this cannot be sought; empty when it can, or when nothing was typed."""
    if len(typed) > LONGEST_TEXT:
        return _("Dit is te lang om op te zoeken. Gebruik een paar woorden, samen hooguit 200 tekens.")
    if not typed.strip():
        return ""
    return "" if text and has_words else _("Hierin staat geen letter of cijfer. Typ een woord waarop je wilt zoeken.")


def _tabs(result: Uitslag, text: str, where: str) -> list[dict[str, Any]]:
    """Return the subjects in which something was found, with how much; the chosen one always."""
    total = sum(one.count for one in result.subjects)
    everything = {"title": _("Alles"), "url": _address(text), "is_current": not where, "count": total}
    found = [
        {"title": one.title, "url": _address(text, one.code), "is_current": one.code == where, "count": one.count}
        for one in result.subjects
        if one.count or one.code == where
    ]
    return [everything, *found] if found else []


def _address(text: str, where: str = "") -> str:
    return f"{reverse('zoeken')}?{urlencode({'q': text} | ({'waar': where} if where else {}))}"


def _leafing(result: Uitslag, page: int) -> dict[str, Any]:
    """Return the pages before and after this one, and whether there is more than anybody leafs through."""
    return {
        "page": page,
        "previous": page - 1 if 1 < page <= result.pages else 0,
        "next": page + 1 if page < result.pages else 0,
        "is_last_of_many": page == MOST_PAGES and result.pages == MOST_PAGES,
        "is_beyond": page > 1 and not result.rows,
    }
