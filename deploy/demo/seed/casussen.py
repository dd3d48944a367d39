"""The confidential casussen of the demo: eight in different phases, one shared and worked out, one praktijkboek.

People are numbers in PEOPLE; days are counted from today.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from casussen.actions.casussen import begin_casus
from casussen.actions.delen import check_before_sharing, give_sight
from casussen.actions.gasten import share_with_guest
from casussen.actions.instrumenten import save_answers
from casussen.actions.onderdelen import add_row
from casussen.actions.opnamen import hand_in, read_opname
from casussen.actions.praktijkboek_einde import establish
from casussen.actions.praktijkboeken import PraktijkboekAnswers, add_person, create_praktijkboek
from casussen.forms.praktijkboeken import RULES
from casussen.models import (
    Belang,
    Casus,
    DelingRol,
    Dilemma,
    Doel,
    Instrumentversie,
    Moment,
    Opname,
    Partij,
    Praktijkboek,
)
from casussen.onderdelen import open_parts
from community.actions.kringen import accept_afspraken
from community.confidential import confidential
from community.models import KringRol, User
from community.workdays import local_date
from deploy.demo.seed.casusteksten import CASUSSEN

COORDINATOR, TRAINER, CO_OWNER, READER = 1, 58, 8, 2
BOOK = "Leergang Water en land 2026"
NOT_YET = "Dorpsrand zoekt ruimte"  # not complete, so not handed in
# Who is in the praktijkboek beside the authors; the last one did not agree to the rules yet.
OTHERS = (40, 44, 25, 18)
READERS = (2, 5, 8, 40, 44, 58)
# (party, involvement, contribution, what is at stake for her, role and mandate)
PARTIJEN = (
    (
        "Waterschap",
        "PARTNER",
        "Peilen, metingen en twee medewerkers.",
        "Een peil dat te houden is.",
        "Trekker; het bestuur beslist over peilen.",
    ),
    (
        "Provincie",
        "PARTNER",
        "Geld voor de eerste fase, nog niet toegezegd.",
        "Minder uitstoot uit het veen.",
        "Opdrachtgever; de gedeputeerde beslist.",
    ),
    (
        "Gemeente",
        "PARTNER",
        "Uren en contact met bewoners.",
        "Huizen die niet verzakken.",
        "Meedenker; de raad beslist.",
    ),
    (
        "Agrarisch collectief",
        "PARTNER",
        "Kennis van de percelen en veertig leden.",
        "Boeren met een toekomst.",
        "Spreekt voor de leden, maar tekent niet voor hen.",
    ),
    ("Terreinbeheerder", "PARTICIPATIE", "Twee proefvelden.", "Natte natuur die blijft.", "Denkt mee."),
    ("Drinkwaterbedrijf", "NETWERK", "", "Schoon water onder de polder.", "Luistert nog."),
)
BELANGEN = (
    "Boeren willen weten of hun kinderen hier nog kunnen boeren.",
    "Het waterschap wil het peil kunnen houden in een droge zomer.",
    "Bewoners willen dat hun huizen niet verzakken.",
)
DOELEN = (
    ("De bodem daalt in 2035 half zo snel als nu.", "2035"),
    ("Elke boer die wil blijven, heeft in 2028 een plan dat uitkan.", "2028"),
)
DILEMMAS = (
    ("Snel beginnen met wie wil", "Wachten tot iedereen mee kan", 35,
     "Twee boeren kunnen morgen beginnen.", "Wie achterblijft, voelt zich later gedwongen."),
    ("Alles open delen", "Eerst rustig rekenen", 60,
     "Openheid geeft vertrouwen.", "Een half bedrag gaat een eigen leven leiden."),
)  # fmt: skip
# (days from today, kind, what happens, what is needed then)
MOMENTS = (
    (-120, "MIJLPAAL", "De eerste drie peilen zijn samen doorgerekend.", ""),
    (24, "WAARHEID", "De stuurgroep kiest of er geld komt voor de eerste stap.", "Eén partij die als eerste toezegt."),
    (115, "VERKIEZING", "Verkiezing voor het waterschap.", "Een overdracht voor wie er nieuw bij komt."),
    (200, "IJKMOMENT", "We kijken of de bodem minder daalt.", "Metingen van twee zomers."),
)
CANVAS_NOW = {
    "K1": ("Waterschap, provincie, gemeente, collectief, terreinbeheerder en drinkwaterbedrijf.", "AFGESPROKEN", ""),
    "K2": ("Het waterschap brengt peilen en mensen in, het collectief kennis. Van de rest is het nog niet zeker.",
           "CONCEPT", "Wat brengt het drinkwaterbedrijf in?"),
    "K3": ("In 2035 daalt de bodem half zo snel en kan iedere boer die wil blijven boeren.", "AFGESPROKEN", ""),
    "A1": ("In een startnotitie die vier besturen vaststelden.", "AFGESPROKEN", ""),
    "B1": ("De stuurgroep beslist over geld en peilen. Daarna stemmen de besturen in.", "CONCEPT",
           "Wat als één bestuur nee zegt?"),
    "C2": ("Eens in de zes weken een gebiedsoverleg.", "AFGESPROKEN", ""),
    "D1": ("Het onderzoek is betaald. Voor de uitvoering is er niets toegezegd.", "CONCEPT",
           "Wie zegt als eerste toe?"),
    "F1": ("Twee boeren verkopen voordat er een plan is.", "CONCEPT", ""),
}  # fmt: skip
CANVAS_WANTED = CANVAS_NOW | {
    "K2": ("Elke partij brengt geld, grond of mensen in, en dat staat op papier.", "CONCEPT", ""),
    "B2": ("Een buitenstaander hoort beide kanten en geeft binnen een maand advies.", "CONCEPT", ""),
    "D1": ("Elke partij betaalt een vast deel van de eerste fase.", "CONCEPT", ""),
}
KEUZES = {
    "doel": "ja", "verplichtend": "ja", "bijdragen": "nee", "doelbelang": "essentieel", "verhouding": "asymmetrisch",
    "zekerheid": "laag",
}  # fmt: skip


def tell_casussen(people: Sequence[User], now: datetime) -> None:
    """Begin the casussen, work one out and share it, and bundle them in a praktijkboek."""
    with confidential():
        casussen = [
            begin_casus(actor=people[text.owner], answers=text.answers, now=now - timedelta(days=text.days_ago))
            for text in CASUSSEN
        ]
        work_out(casussen[0], now - timedelta(days=12))
        _share(casussen[0], people, now - timedelta(days=9))
        _bundle(casussen, people, now)


def work_out(casus: Casus, at: datetime) -> None:
    """Fill every part of this casus, and the canvas and the keuzehulp. Call in a scope."""
    owner = casus.owner
    values: dict[str, object]
    for name, involvement, contribution, interest, role in PARTIJEN:
        values = {"name": name, "involvement": involvement, "contribution": contribution, "interest": interest,
                  "role": role}  # fmt: skip
        add_row(actor=owner, casus=casus, model=Partij, values=values, now=at)
    for text in BELANGEN:
        add_row(actor=owner, casus=casus, model=Belang, values={"text": text}, now=at)
    for text, horizon in DOELEN:
        values = {"text": text, "horizon": horizon, "is_common": True}
        add_row(actor=owner, casus=casus, model=Doel, values=values, now=at)
    for pole_a, pole_b, position, first, second in DILEMMAS:
        stand = {"position": position, "arguments_a": first, "arguments_b": second}
        values = {"pole_a": pole_a, "pole_b": pole_b, "stand": stand}
        add_row(actor=owner, casus=casus, model=Dilemma, values=values, now=at)
    for days, kind, text, needs in MOMENTS:
        day = (local_date(at) + timedelta(days=days)).isoformat()
        add_row(actor=owner, casus=casus, model=Moment, values={"day": day, "kind": kind, "text": text, "needs": needs},
                now=at)  # fmt: skip
    for layer, boxes in (("nu", CANVAS_NOW), ("gewenst", CANVAS_WANTED)):
        answers = {code: {"text": text, "status": status, "open": ask} for code, (text, status, ask) in boxes.items()}
        fill_in(casus, "canvas", layer, answers, at)
    fill_in(casus, "keuzehulp", "", KEUZES, at)


def fill_in(casus: Casus, instrument: str, layer: str, answers: Mapping[str, Any], at: datetime) -> None:
    """Answer one layer of an instrument that nobody began. Call in a scope."""
    rows = Instrumentversie.objects.filter(instrument__code=instrument, published_at__isnull=False)
    versie = rows.latest("number")
    save_answers(actor=casus.owner, casus=casus, versie=versie, layer=layer, version=0, answers=answers, now=at)


def _share(casus: Casus, people: Sequence[User], at: datetime) -> None:
    casus.refresh_from_db()
    owner = people[0]
    check_before_sharing(actor=owner, casus=casus, seen_at=casus.changed_at, now=at)
    give_sight(actor=owner, casus=casus, reader=people[CO_OWNER], role=DelingRol.MEDE_EIGENAAR, last_day=None, now=at)
    give_sight(actor=owner, casus=casus, reader=people[READER], last_day=local_date(at) + timedelta(days=90), now=at)
    share_with_guest(
        actor=owner, casus=casus, name="Secretaris van de stuurgroep", email="stuurgroep@regiekamer.example",
        parts=["format"], last_day=local_date(at) + timedelta(days=30), now=at,
    )  # fmt: skip


def _bundle(casussen: Sequence[Casus], people: Sequence[User], now: datetime) -> None:
    begun, coordinator, keeper = now - timedelta(days=20), people[COORDINATOR], people[TRAINER]
    day = local_date(now)
    answers = PraktijkboekAnswers(
        name=BOOK, hand_in_date=day - timedelta(days=4), closes_date=day + timedelta(days=75),
        destroys_date=day + timedelta(days=166),
    )  # fmt: skip
    boek = create_praktijkboek(actor=coordinator, answers=answers, rules=RULES, now=begun)
    add_person(actor=coordinator, boek=boek, user=keeper, role=KringRol.TREKKER, now=begun)
    members = [casus.owner for casus in casussen] + [people[number] for number in OTHERS]
    for member in members:
        add_person(actor=coordinator, boek=boek, user=member, role=KringRol.LID, now=begun)
    for member in [keeper, *members[:-1]]:
        accept_afspraken(actor=member, kring=boek.kring, number=1, now=begun + timedelta(days=1))
    parts = [part.code for part in open_parts()]
    for number, (casus, text) in enumerate(zip(casussen, CASUSSEN, strict=True)):
        if text.answers["werktitel"] == NOT_YET:
            continue
        at = begun + timedelta(days=2 + number)
        hand_in(actor=casus.owner, boek=boek, casus=Casus.objects.get(pk=casus.pk), parts=parts, now=at)
    establish(actor=keeper, boek=Praktijkboek.objects.get(pk=boek.pk), now=now - timedelta(days=3))
    for number, opname in enumerate(Opname.objects.filter(praktijkboek=boek).order_by("position", "pk")):
        for reader in READERS[number % 3 :]:
            if people[reader].pk != opname.author_id:
                read_opname(actor=people[reader], opname=opname, now=now - timedelta(days=1, minutes=number))
