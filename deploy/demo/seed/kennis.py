"""What the redacteuren of the demo did with the knowledge that comes along, and what members did with it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Page

from community.actions.aanbod import Question, answer_aanvraag, submit_aanvraag, take_up_aanvraag
from community.actions.beginblokken import blocks_of
from community.actions.beginkennis import load_kennis
from community.actions.begrippen import Begripwoorden, add_begrip, approve_begripversie, change_begrip
from community.actions.kennisvoorstellen import propose
from community.actions.verhalen import agree_to_verhaal, ask_verteller
from community.management.commands.laad_kennis import FOLDER
from community.models import (
    AanbodPage,
    Aanbodsoort,
    Begrip,
    Begripversie,
    Bron,
    InhoudPage,
    KennisPage,
    KennisRubriekPage,
    Rubriek,
    User,
    VerhaalPage,
    VerhalenIndexPage,
)
from community.queries.begrippen import mark_of
from community.queries.verhalen import draft_of, version_of
from community.workdays import local_date
from deploy.demo.seed.kennisbestanden import add_document, add_picture

REDACTEUR, SECOND_REDACTEUR, COORDINATOR, LID, TREKKER, STARTER = 33, 14, 1, 0, 8, 18
# Terms that nobody settled yet.
OPEN = {"tussenruimte", "gebiedsbod", "uitvoerbaarheidstoets", "meervoudige waarde", "grondbank"}
BEHEER = "De demo wordt beheerd door de verzonnen Stichting Samen in het Veld, Dorpsstraat 1, 1234 AB Waterwoude."
NOOR: list[dict[str, Any]] = [
    {"tekst": ["Toen ik begon, dacht ik dat een plan genoeg was. Ik had kaarten, een planning en een mooie voorkant.",
               "De eerste boer bij wie ik kwam, legde het plan op de kast. Hij wilde weten wie ik was."]},
    {"kop": "Een jaar later"},
    {"tekst": ["Nu rijd ik eerst een rondje met wie er woont. Ik vraag wat er vroeger is misgegaan. Dat hoor je "
               "niet in een zaal.", "Het kost me twee weken per gebied. Die win ik later altijd terug."]},
]  # fmt: skip
MIRJAM: list[dict[str, Any]] = [
    {"tekst": ["In onze leergroep zit een stilte ingebouwd. Na elke vraag wachten we een minuut. De eerste keer "
               "was dat ongemakkelijk.", "Nu kunnen we niet meer zonder. De beste vragen komen na veertig seconden."]}
]  # fmt: skip


def tell_kennis(people: Sequence[User], now: datetime) -> None:
    """Load what comes along and let redacteuren, the coördinator and members work with it."""
    load_kennis(folder=FOLDER, now=now - timedelta(days=60))
    settle_begrippen(people, now)
    write_pages(people, now)
    tell_verhalen(people, now)
    ask_for_offers(people, now)
    text = "Voeg een voorbeeld toe van een dilemma over vergoedingen. Dat komt bij ons het vaakst voor."
    propose(
        actor=people[STARTER], text=text, page=KennisPage.objects.get(slug="dilemmalijn"), now=now - timedelta(days=1)
    )
    text = "Ook pachters horen hierbij. Zij staan er nu niet tussen."
    propose(actor=people[LID], text=text, begrip=Begrip.objects.get(slug="achterban"), now=now - timedelta(days=2))


def settle_begrippen(people: Sequence[User], now: datetime) -> None:
    """Let two redacteuren settle most terms, each a part; one is changed after that, one is new."""
    readers = (people[REDACTEUR], people[SECOND_REDACTEUR])
    concepts = Begripversie.objects.select_related("begrip").exclude(begrip__term__in=OPEN).order_by("begrip__term")
    for number, versie in enumerate(concepts):
        moment = now - timedelta(days=50 - number % 30)
        approve_begripversie(actor=readers[number % 2], versie=versie, now=moment)
    change_definition(people[REDACTEUR], "draagvlak", now - timedelta(days=3))
    words = Begripwoorden(
        term="gastheer", definitie="De regisseur bij wie de anderen op bezoek komen tijdens een visitatietoernee.",
        bron=Bron.objects.get(titel="Eigen werk van de community"), voorbeeld="Jij kiest de route en twee vragen.",
        namen=("gastvrouw",),
    )  # fmt: skip
    add_begrip(actor=people[SECOND_REDACTEUR], words=words, now=now - timedelta(days=4))


def change_definition(redacteur: User, term: str, now: datetime) -> None:
    """Propose another text for a term that is settled: a concept that waits for the second reader."""
    begrip = Begrip.objects.get(term=term)
    newest = begrip.versies.get()
    words = Begripwoorden(
        term=term, definitie="Dat mensen achter een plan staan, of er vrede mee hebben hoewel het hun keus niet was.",
        bron=newest.bron, voorbeeld=newest.voorbeeld, vindplaats=newest.vindplaats,
        namen=tuple(begrip.namen.values_list("naam", flat=True)), niet_hetzelfde_als=begrip.niet_hetzelfde_als.all(),
    )  # fmt: skip
    change_begrip(actor=redacteur, begrip=begrip, words=words, seen=mark_of(begrip), now=now)


def write_pages(people: Sequence[User], now: datetime) -> None:
    """Let the redacteuren give a page a picture and a document, leave one unchecked, and begin one."""
    redacteur, second = people[REDACTEUR], people[SECOND_REDACTEUR]
    canvas = KennisPage.objects.get(slug="samenwerkingscanvas")
    picture = {"afbeelding": add_picture().pk, "alt": "Een getekende polder met daarin een vel met negentien vakken.",
               "bron": "Redactie van de demo"}  # fmt: skip
    added = [{"type": "afbeelding", "value": picture}, {"type": "document", "value": add_document().pk}]
    canvas.inhoud = [*canvas.inhoud.get_prep_value(), *added]
    canvas.save_revision(user=redacteur).publish(user=redacteur)
    old = KennisPage.objects.get(slug="ontwikkeldagen-brabant")
    old.controle_datum = local_date(now) - timedelta(days=20)
    old.save_revision(user=second).publish(user=second)
    contact = InhoudPage.objects.get(slug="contact")
    contact.inhoud = [*contact.inhoud.get_prep_value()[:-1], *blocks_of([{"tekst": [BEHEER]}])]
    contact.save_revision(user=redacteur).publish(user=redacteur)
    draft = KennisPage(
        title="Wandelend overleggen", slug="wandelend-overleggen", owner=second, live=False,
        samenvatting="Twee aan twee een uur lopen, met één vraag. Wat je zegt, zie je niet aan elkaar af.",
        inhoud=blocks_of([{"kop": "Waarom lopen"}, {"tekst": ["Naast elkaar praat het makkelijker dan tegenover."]}]),
    )  # fmt: skip
    KennisRubriekPage.objects.get(soort=Rubriek.WERKVORM).add_child(instance=draft)
    draft.save_revision(user=second)


def tell_verhalen(people: Sequence[User], now: datetime) -> None:
    """Publish a story of a member who said yes, and ask another member about hers."""
    redacteur, lid = people[REDACTEUR], people[LID]
    page = begin_verhaal(redacteur, lid, "Eerst een rondje rijden", "Een gebied begint aan de keukentafel.",
                         NOOR, now - timedelta(days=16))  # fmt: skip
    ask_verteller(actor=redacteur, page=page, now=now - timedelta(days=15))
    agree_to_verhaal(actor=lid, page=page, version=version_of(draft_of(page)), now=now - timedelta(days=14))
    page.latest_revision.publish(user=redacteur)
    waiting = begin_verhaal(redacteur, people[TREKKER], "Een minuut stilte", "Een trekker over wachten na een vraag.",
                            MIRJAM, now - timedelta(days=2))  # fmt: skip
    ask_verteller(actor=redacteur, page=waiting, now=now - timedelta(days=2))


def begin_verhaal(
    redacteur: User, verteller: User, title: str, inleiding: str, parts: list[dict[str, Any]], now: datetime
) -> VerhaalPage:
    """Write a story that is not online yet."""
    page = VerhaalPage(
        title=title, slug=title.lower().replace(" ", "-"), verteller=verteller, datum=local_date(now),
        inleiding=inleiding, inhoud=blocks_of(parts), owner=redacteur, live=False,
    )  # fmt: skip
    parent: Page = VerhalenIndexPage.objects.get()
    parent.add_child(instance=page)
    page.save_revision(user=redacteur)
    page.refresh_from_db()
    return page


def ask_for_offers(people: Sequence[User], now: datetime) -> None:
    """Let a member and a stranger ask for what is offered; one has an answer."""
    coaching = AanbodPage.objects.get(soort=Aanbodsoort.COACHING)
    training = AanbodPage.objects.get(soort=Aanbodsoort.TRAINING)
    asked = Question(naam=people[LID].naam, email=people[LID].email, organisatie="",
                     vraag="Ik zoek iemand om een gesprek met een bestuurder voor te bereiden.")  # fmt: skip
    row = submit_aanvraag(user=people[LID], aanbod=coaching, question=asked, now=now - timedelta(days=9))
    row = take_up_aanvraag(actor=people[COORDINATOR], aanvraag=row, version=row.version, now=now - timedelta(days=8))
    answer = "Dat kan. Een van onze coaches belt je deze week om een moment te kiezen."
    answer_aanvraag(
        actor=people[COORDINATOR], aanvraag=row, version=row.version, answer=answer, now=now - timedelta(days=7)
    )
    stranger = Question(
        naam="Wieke Oldenhof", email="wieke.oldenhof@gemeente-waterwoude.example", organisatie="Gemeente Waterwoude",
        vraag="Is er in het voorjaar een training in onze regio?",
    )  # fmt: skip
    submit_aanvraag(user=None, aanbod=training, question=stranger, now=now - timedelta(days=1))
