"""Adds to the demo what its casussen and its praktijkboek have no place for: the states that few people meet.

Noor has a casus that is to be removed; guests with and without a code; an emergency that waits and one that was
allowed; a praktijkboek that collects and one that is closed; long work in every state; an instrument with newer
questions.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from casussen.access.casussen import possible_readers
from casussen.actions.afdrukken import PRAKTIJKBOEK_PDF
from casussen.actions.casusbestanden import add_files
from casussen.actions.casussen import ask_removal, begin_casus
from casussen.actions.delen import check_before_sharing
from casussen.actions.gasten import share_with_guest
from casussen.actions.instrumentversies import copy_versie, publish_versie
from casussen.actions.noodtoegang import ask_noodtoegang, decide_noodtoegang
from casussen.actions.opnamen import hand_in
from casussen.actions.praktijkboek_einde import close, establish
from casussen.actions.praktijkboeken import PraktijkboekAnswers, add_person, create_praktijkboek
from casussen.forms.praktijkboeken import RULES
from casussen.models import Casus, Gastdeling, Instrumentversie, Noodtoegang, Praktijkboek
from casussen.onderdelen import open_parts
from community.actions.bestandsinhoud import Inhoud
from community.actions.kluis import make_data_key
from community.actions.kringen import accept_afspraken
from community.confidential import confidential
from community.models import BestandKind, Gastlink, KringRol, User, Werk, WerkStatus, Werkuitkomst
from community.queries.gastlinks import token_of
from community.workdays import local_date

PDF = b"%PDF-1.7\n%%EOF\n"


def enrich_casussen(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to. `people` goes by code of the demo."""
    with confidential():
        casus = Casus.objects.filter(owner=people["lid"]).earliest("created_at")  # the other is in a training
        add_files(actor=people["lid"], casus=casus, files=[a_file()], now=now - timedelta(days=8))
        newer_questions(people["coordinator"], now)
        guests = guest_pages(casus, now)
        to_be_removed(people["lid"], now)
        emergencies(people, casus, now)
        collecting = book(people, "Leergang Stad en land 2027", casus, now)
        closed = book(people, "Leergang Duin en dal 2026", casus, now)
        establish(actor=people["trainer"], boek=closed, now=now - timedelta(days=4))
        close(actor=people["trainer"], boek=Praktijkboek.objects.get(pk=closed.pk), now=now - timedelta(days=3))
        found = {"anoniem": guests, **long_work(people, collecting, now)}
        found["lid"].append(where_somebody_is_let_in(casus, now))
        # Her list has more praktijkboeken than a walk opens: this is the one that is closed.
        found["trainer"].append(reverse("praktijkboek-vernietigen", args=[closed.code]))
    return found


def a_file() -> Inhoud:
    """A few words in a file."""
    return Inhoud("metingen van de zomer.txt", BestandKind.TXT, b"Peil in juli: 40 cm onder het veld.\n")


def newer_questions(keeper: User, now: datetime) -> None:
    """Publish another version of an instrument that was answered already, and begin one of another."""
    rows = Instrumentversie.objects.filter(instrument__code="keuzehulp", published_at__isnull=False)
    draft = copy_versie(actor=keeper, versie=rows.latest("number"), now=now)
    publish_versie(actor=keeper, versie=draft, now=now - timedelta(days=1))
    other = Instrumentversie.objects.get(instrument__code="dilemmalijn", number=1)
    copy_versie(actor=keeper, versie=other, now=now)


def guest_pages(casus: Casus, now: datetime) -> list[str]:
    """Return the links of a guest who is asked for a code, and of one who is not: she reads on."""
    casus.refresh_from_db()  # the file is a change, so it is looked over again
    check_before_sharing(actor=casus.owner, casus=casus, seen_at=casus.changed_at, now=now - timedelta(days=7))
    share_with_guest(
        actor=casus.owner, casus=casus, name="Wethouder", email="wethouder@regiekamer.example",
        parts=[part.code for part in open_parts()], last_day=local_date(now) + timedelta(days=20),
        now=now - timedelta(days=7),
    )  # fmt: skip
    asked, let_in = (row.gastlink for row in Gastdeling.objects.filter(casus=casus).order_by("gastlink__made_at"))
    Gastlink.objects.filter(pk=let_in.pk).update(asks_code=False)
    return [reverse("gedeeld", args=[token_of(link)]) for link in (let_in, asked)]


def where_somebody_is_let_in(casus: Casus, now: datetime) -> str:
    """Return the page on which the owner lets one member read along; only a search leads there."""
    reader = possible_readers(casus.owner, casus, now).select_related("profiel").order_by("sort_key", "pk")[0]
    return reverse("casus-delen-lid", args=[casus.code, reader.profiel.code])


def to_be_removed(owner: User, now: datetime) -> None:
    """A casus in its days of grace."""
    answers = {"werktitel": "Oude schets van het veen", "vraag": "Wat bewaren wij hiervan?"}
    casus = begin_casus(actor=owner, answers=answers, now=now - timedelta(days=50))
    ask_removal(actor=owner, casus=casus, now=now - timedelta(days=3))


def emergencies(people: dict[str, User], casus: Casus, now: datetime) -> None:
    """One that waits for the privacycontact, and one that was allowed an hour ago."""
    other = Casus.objects.exclude(owner=casus.owner).order_by("created_at")[0]
    for code, ago in ((casus.code, 1), (other.code, 2)):
        ask_noodtoegang(actor=people["beheerder"], code=code, hours=4, now=now - timedelta(hours=ago),
                        reason="De regisseur is ziek en er is iets misgegaan met de gegevens.")  # fmt: skip
    row = Noodtoegang.objects.get(casus=casus)
    decide_noodtoegang(
        actor=people["privacycontact"], noodtoegang=row, is_allowed=True, now=now - timedelta(minutes=30)
    )


def book(people: dict[str, User], name: str, casus: Casus, now: datetime) -> Praktijkboek:
    """A praktijkboek that collects, with two participants of whom one handed in."""
    begun, day = now - timedelta(days=6), local_date(now)
    answers = PraktijkboekAnswers(
        name=name, hand_in_date=day + timedelta(days=20), closes_date=day + timedelta(days=90),
        destroys_date=day + timedelta(days=180),
    )  # fmt: skip
    boek = create_praktijkboek(actor=people["coordinator"], answers=answers, rules=RULES, now=begun)
    for code, role in (("trainer", KringRol.TREKKER), ("lid", KringRol.LID), ("trekker", KringRol.LID)):
        add_person(actor=people["coordinator"], boek=boek, user=people[code], role=role, now=begun)
        accept_afspraken(actor=people[code], kring=boek.kring, number=1, now=begun + timedelta(hours=1))
    hand_in(actor=casus.owner, boek=boek, casus=Casus.objects.get(pk=casus.pk),
            parts=[part.code for part in open_parts()], now=now - timedelta(days=5))  # fmt: skip
    return boek


def long_work(people: dict[str, User], boek: Praktijkboek, now: datetime) -> dict[str, list[str]]:
    """Pdfs that wait, run, are there, failed and expired."""
    gone = now - timedelta(days=2)
    states = {
        "trekker": [a_werk(people["trekker"], boek.pk, now, WerkStatus.WACHT)],
        "trainer": [
            a_werk(people["trainer"], boek.pk, now, WerkStatus.BEZIG, done_steps=1, all_steps=3, lease=uuid4(),
                   lease_until=now + timedelta(days=9999)),
        ],
        "lid": [
            a_werk(people["lid"], boek.pk, now, WerkStatus.KLAAR, ended_at=now),
            a_werk(people["lid"], boek.pk, gone, WerkStatus.KLAAR, ended_at=gone),
            a_werk(people["lid"], boek.pk, gone, WerkStatus.MISLUKT, ended_at=gone, failure="PDF_TIJD"),
        ],
    }  # fmt: skip
    Werkuitkomst.objects.create(
        werk=states["lid"][0], data_key_id=make_data_key(now=now), content=PDF, kind="pdf", size=len(PDF),
        expires_at=now + timedelta(hours=20),
    )  # fmt: skip
    return {code: [reverse("werk", args=[row.pk]) for row in rows] for code, rows in states.items()}


def a_werk(user: User, boek_id: UUID, asked_at: datetime, status: WerkStatus, **given: Any) -> Werk:
    """One piece of long work for a praktijkboek."""
    return Werk.objects.create(
        user=user, kind=PRAKTIJKBOEK_PDF, object_id=boek_id, asked_at=asked_at, status=status, **given
    )
