"""The register of the demo: twelve fictional samenwerkingen, and what the hart planned to look back on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.actions.samenwerkingen import SamenwerkingAnswers, add_regisseur, register_samenwerking
from community.confidential import confidential
from community.models import Leergroep, Organisatie, Samenwerking, User
from community.models import Provincie as P
from community.workdays import local_date
from deploy.demo.seed.organisaties import ORGANISATIES
from intervisie.actions.evaluatieplanningen import PlanningAnswers, ask_to_look_back, plan_evaluatie
from intervisie.actions.reflecties import save_reflectie
from intervisie.models import Terugblik

COORDINATOR = 1


@dataclass(frozen=True)
class Rij:
    """One samenwerking. `keepers` are numbers in PEOPLE, its owner first; `parties` numbers in ORGANISATIES."""

    name: str
    area: str
    provincies: tuple[str, ...]
    place: str
    fase: str
    vorm: str
    behoefte: str
    visible: str
    keepers: tuple[int, ...]
    parties: tuple[int, ...] = ()


ROWS = (
    Rij("Beekdal De Lieze", "Het dal van de Lieze, van bron tot monding", (P.GELDERLAND,), "Vorden", "PLAN",
        "COALITIE", "IMPULS", "ALLES", (0, 16), (2, 0, 9)),
    Rij("Rietpolder natter", "De Rietpolder en de oude ringvaart", (P.UTRECHT, P.ZUID_HOLLAND), "Woerden", "AMBITIE",
        "NETWERK", "TRANSFORMATIE", "ALLES", (8, 25), (2, 8)),
    Rij("Zoet water in de kreken", "De kreken achter de zeedijk", (P.ZEELAND,), "Goes", "UITVOEREN", "ALLIANTIE",
        "EVALUATIE", "ALLES", (10, 49), (4,)),
    Rij("Hoge zandgronden", "De flank van het Hoge Veld", (P.OVERIJSSEL, P.DRENTHE), "Hardenberg", "VERKENNEN",
        "NETWERK", "GEEN", "NAAM", (3, 46), (3, 9)),
    Rij("Weidevogels langs het Wad", "De kwelders en het land erachter", (P.FRYSLAN,), "Dokkum", "UITVOEREN", "COMBINE",
        "GEEN", "ALLES", (34, 27), (11,)),
    Rij("Wonen op de klei", "De dorpen rond Waterwolde", (P.ZUID_HOLLAND,), "Gouda", "AMBITIE", "COALITIE", "IMPULS",
        "NAAM", (47, 57), (6,)),
    Rij("De Groene Kering", "De rivierdijk en het voorland", (P.GELDERLAND, P.NOORD_BRABANT), "Tiel", "PLAN",
        "ALLIANTIE", "GEEN", "ALLES", (6, 39), (2, 10)),
    Rij("Boeren met bodem", "De essen tussen de twee beken", (P.DRENTHE,), "Borger", "BORGEN", "COMBINE", "EVALUATIE",
        "ALLES", (17, 42), (9,)),
    Rij("Kust en achterland", "Van het strand tot de binnenduinrand", (P.NOORD_HOLLAND,), "Alkmaar", "VERKENNEN", "",
        "GEEN", "REGISSEURS", (45, 55), (8,)),
    Rij("Veen in balans", "Het laagveen bij de Grote Plas", (P.OVERIJSSEL, P.FLEVOLAND), "Steenwijk", "PLAN",
        "COALITIE", "TRANSFORMATIE", "NAAM", (44, 12), (10, 3)),
    Rij("Beken in het zuiden", "De bovenloop van drie beken", (P.NOORD_BRABANT, P.LIMBURG), "Deurne", "UITVOEREN",
        "COALITIE", "IMPULS", "ALLES", (2, 38), (5, 10)),
    Rij("Energie op eigen erf", "De erven rond Noorderdorp", (P.GRONINGEN,), "Winschoten", "AMBITIE", "NETWERK",
        "IMPULS", "REGISSEURS", (20, 56), (1,)),
)  # fmt: skip
# (number in ROWS or group, form, days from today, weeks, why). What lies behind us was asked that day.
LOOKING_BACK: tuple[tuple[int | str, str, int, int | None, str], ...] = (
    (1, "GESPREK", -6, None, "De eerste evaluatie, twee jaar na de start"),
    (0, "REFLECTIE", -4, 26, "Halverwege het plan: wat neem je mee?"),
    (7, "GESPREK", 18, 52, "Wat blijft er als het project klaar is?"),
    ("veenweide-en-water", "REFLECTIE", -3, None, "Een jaar leergroep"),
    ("kavelruil-en-grond", "GESPREK", 30, None, "Past de werkwijze nog bij deze groep?"),
)
WRITTEN = "Ik luister beter als ik eerst vraag wat iemand verliest. Dat wil ik vaker doen."


def tell_samenwerkingen(people: Sequence[User], now: datetime) -> None:
    """Write the samenwerkingen into the register, one every other day."""
    by_name = {row.name: row for row in Organisatie.objects.all()}
    for number, row in enumerate(ROWS):
        at = now - timedelta(days=210 - 2 * number)
        owner, *others = (people[one] for one in row.keepers)
        answers = SamenwerkingAnswers(
            name=row.name, area=row.area, provincies=row.provincies, place=row.place, fase=row.fase, vorm=row.vorm,
            behoefte=row.behoefte, visible=row.visible,
            organisaties=[by_name[ORGANISATIES[one][0]] for one in row.parties],
        )  # fmt: skip
        made = register_samenwerking(actor=owner, answers=answers, now=at)
        for other in others:
            add_regisseur(actor=owner, samenwerking=made, user=other, now=at + timedelta(hours=2))


def tell_terugblikken(people: Sequence[User], now: datetime) -> None:
    """Let the hart plan that some look back; what lies behind us was asked on its day, and Noor wrote something."""
    coordinator, noor = people[COORDINATOR], people[0]
    for which, form, days, weeks, reason in LOOKING_BACK:
        target = (
            Leergroep.objects.select_related("kring").get(slug=which).kring
            if isinstance(which, str)
            else Samenwerking.objects.get(name=ROWS[which].name)
        )
        at = now - timedelta(days=20)
        answers = PlanningAnswers(reason, form, local_date(now) + timedelta(days=days), weeks)
        plan_evaluatie(actor=coordinator, target=target, answers=answers, now=at)
    ask_to_look_back(now - timedelta(hours=20))
    asked = Terugblik.objects.get(planning__samenwerking__name=ROWS[0].name)
    with confidential():
        save_reflectie(actor=noor, terugblik=asked, version=0, text=WRITTEN, now=now - timedelta(hours=18))
