"""Pages of the website: what is offered, and stories."""

from datetime import date
from typing import Any

from community.models import (
    AanbodIndexPage,
    AanbodPage,
    Aanvraag,
    Toestemming,
    ToestemmingKind,
    User,
    VerhaalPage,
    VerhalenIndexPage,
)
from community.queries.verhalen import draft_of, version_of
from tests.factories.moments import NOW

VERHAAL_TEXT = "Samen keken we waar het water heen wil."


def an_aanbod(soort: str = "TRAINING", **fields: Any) -> AanbodPage:
    """Return a page of what is offered, online and open."""
    given = {
        "title": "Trainingen", "slug": f"aanbod-{soort.lower()}", "soort": soort, "samenvatting": "Leer het vak.",
        "voor_wie": "Regisseurs", "doorlooptijd": "Een half jaar", **fields,
    }  # fmt: skip
    page: AanbodPage = AanbodIndexPage.objects.get().add_child(instance=AanbodPage(**given))
    page.save_revision()
    return page


def an_aanvraag(**fields: Any) -> Aanvraag:
    """Return a request of a visitor that waits."""
    given = {"soort": "TRAINING", "naam": "Wouter Hofstra", "email": "wouter@voorbeeld.example",
             "vraag": "Wanneer begint de volgende?", "created_at": NOW, **fields}  # fmt: skip
    return Aanvraag.objects.create(**given)


def a_verhaal(verteller: User | None = None, **fields: Any) -> VerhaalPage:
    """Return a story that is not online, with its text as newest revision."""
    number = VerhaalPage.objects.count() + 1
    given = {
        "title": f"Water in de polder {number}", "slug": f"water-{number}", "datum": date(2027, 1, 11), "live": False,
        "inleiding": "Over samen kijken.", "inhoud": [("tekst", f"<p>{VERHAAL_TEXT}</p>")], "verteller": verteller,
        **fields,
    }  # fmt: skip
    page: VerhaalPage = VerhalenIndexPage.objects.get().add_child(instance=VerhaalPage(**given))
    page.save_revision()
    return VerhaalPage.objects.get(pk=page.pk)


def a_yes(page: VerhaalPage, **fields: Any) -> Toestemming:
    """Return the consent of the verteller of this story to its newest text."""
    version = version_of(draft_of(page))
    given = {"user": page.verteller, "version": version, "given_at": NOW, **fields}
    return Toestemming.objects.create(kind=ToestemmingKind.VERHAAL, object_id=page.translation_key, **given)


def an_online_verhaal(verteller: User, **fields: Any) -> VerhaalPage:
    """Return a story that is online with the consent of its verteller."""
    page = a_verhaal(verteller, **fields)
    a_yes(page)
    page.latest_revision.publish()
    return VerhaalPage.objects.get(pk=page.pk)
