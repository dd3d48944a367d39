"""A form that was sent after the session had ended: what was typed is shown, never lost."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Fields that no person types, and secrets: those are never written back.
MACHINE = frozenset({"csrfmiddlewaretoken", "eenmalig", "version", "next", "action"})
SECRET = re.compile(r"pass|wachtwoord|code|token|credential|sleutel|geheim", re.I)
# What a machine wrote into a field that holds no text: the code of a choice, an id, a tick.
CODE = re.compile(r"[A-Z_]+|on|[0-9a-f]{8}-[0-9a-f-]{27}")
WORDS = {
    "address": _("Adres"), "afspraken": _("Afspraken"), "description": _("Omschrijving"), "email": _("E-mailadres"),
    "motivation": _("Motivatie"), "name": _("Naam"), "note": _("Notitie"), "place_name": _("Plaats"),
    "reason": _("Reden"), "summary": _("Waar het over gaat"), "text": _("Tekst"), "title": _("Titel"),
}  # fmt: skip
DUTCH = frozenset({"achternaam", "biedt", "functie", "motivatie", "naam", "organisatie", "telefoon", "tussenvoegsel",
                   "voornaam", "zoekt"})  # fmt: skip
MOST_FIELDS = 40
LONGEST = 20_000


@dataclass(frozen=True)
class Typed:
    """One answer of the form, under the name of its question."""

    name: str
    value: str

    @property
    def rows(self) -> int:
        """How high the box must be to read it."""
        return min(20, max(1, self.value.count("\n") + len(self.value) // 70 + 1))


def typed_fields(request: HttpRequest) -> list[Typed]:
    """Return what the person typed into the form, in order, without secrets."""
    found: list[Typed] = []
    for name in list(request.POST)[:MOST_FIELDS]:
        if name in MACHINE or SECRET.search(name):
            continue
        is_text = name in WORDS or name in DUTCH
        given = [text for text in request.POST.getlist(name) if text.strip()]
        texts = [text for text in given if is_text or not CODE.fullmatch(text)]
        if texts:
            found.append(Typed(_word_for(name, len(found) + 1), "\n".join(texts)[:LONGEST]))
    return found


def session_expired(request: HttpRequest) -> HttpResponse:
    """Answer a form of somebody who is not logged in any more: nothing was done, and this is what she typed."""
    login = f"{reverse('account_login')}?{urlencode({'next': page_of(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": login})
    context = {"typed": typed_fields(request), "login_url": login, "has_files": bool(request.FILES)}
    response = render(request, "account/sessie_verlopen.html", context, status=401)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def page_of(request: HttpRequest) -> str:
    """Return the page the form stood on, as far as the browser tells; else the address it was sent to."""
    came_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    path = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    is_ours = came_from.netloc == request.get_host()
    if is_ours and path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return path
    return request.get_full_path()


def _word_for(name: str, number: int) -> str:
    """Return what to call an answer: the forms that know their own words are not at hand here."""
    if name in DUTCH:
        return name.capitalize()
    return str(WORDS.get(name) or gettext("Antwoord {nummer}").format(nummer=number))
