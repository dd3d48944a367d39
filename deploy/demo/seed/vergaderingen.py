"""What one fictional group had on the agenda of its last meeting, what came out of it, and its next agenda.

Days are counted from today; people are numbers in PEOPLE.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from community.actions.acties import add_actie, drop_actie, finish_actie
from community.actions.agendapunten import Punt, save_agendapunten
from community.actions.besluiten import add_besluit, save_verslag
from community.models import Agendapunt, Bijeenkomst, User
from community.workdays import local_date
from deploy.demo.seed.leergroepen import GROEPEN

GROUP = "veenweide-en-water"
LAST, NEXT = "Rekenen aan bodemdaling", "Vergoeding en grondwaterstand"
# (title, minutes, who brings it in, note)
LAST_POINTS = (
    ("Opening en rondje", 15, 8, ""),
    ("Wat kost niets doen?", 60, 0, "Neem de bedragen uit je eigen gebied mee."),
    ("Wie betaalt dat?", 60, 25, "We vergelijken drie regelingen."),
    ("Afspraken en sluiting", 15, 8, ""),
)
NEXT_POINTS = (
    ("Opening en acties van vorige keer", 20, 8, ""),
    ("De regeling van het collectief", 50, 5, "Lees de A4 vooraf."),
    ("Een vergoeding die meebeweegt", 50, 25, ""),
    ("Wie brengt in het voorjaar iets in?", None, None, ""),
)
# (text, at which point of the last agenda)
BESLUITEN = (
    ("We rekenen voortaan met dezelfde drie peilen, zodat onze bedragen te vergelijken zijn.", 2),
    ("We vragen een ecoloog en een accountant om mee te lezen met de tweede versie.", 3),
)
# (text, owner, due in days from today, what became of it)
ACTIES = (
    ("Zet de drie rekenvoorbeelden in één tabel.", 0, 5, ""),
    ("Vraag de accountant van het collectief om mee te lezen.", 44, -9, ""),
    ("Bel de ecoloog van de terreinbeheerder.", 25, -30, "KLAAR"),
    ("Regel een zaal bij het gemaal.", 8, -20, "VERVALLEN"),
)
REASON = "Het gemaal heeft zelf al een ruimte vrijgehouden."
VERSLAG = (
    "Noor liet zien wat niets doen kost in een polder met twee peilvakken. De bedragen liepen ver uiteen.\n\n"
    "Daarna legden we drie regelingen naast elkaar. Niemand betaalt nu voor de lange termijn.\n\n"
    "We spraken af dat we met dezelfde peilen rekenen. In de volgende bijeenkomst kijken we naar de vergoeding."
)


def tell_vergaderingen(people: Sequence[User], now: datetime) -> None:
    """Write the agenda of both meetings and, the day of the last one, what came out of it."""
    leader = people[next(groep for groep in GROEPEN if groep.slug == GROUP).members[0]]
    last, coming = (
        Bijeenkomst.objects.select_related("kring").get(kring__leergroep__slug=GROUP, title=title)
        for title in (LAST, NEXT)
    )
    _agenda(leader, last, LAST_POINTS, people, last.starts_at - timedelta(days=7))
    _agenda(leader, coming, NEXT_POINTS, people, now - timedelta(days=1))
    points = dict(Agendapunt.objects.filter(bijeenkomst=last).values_list("number", "pk"))
    evening = last.ends_at + timedelta(hours=2)
    for text, number in BESLUITEN:
        add_besluit(actor=leader, bijeenkomst=last, text=text, decided_date=local_date(last.starts_at),
                    agendapunt_id=points[number], now=evening)  # fmt: skip
    for text, owner, days, became in ACTIES:
        due_date: date = local_date(now) + timedelta(days=days)
        actie = add_actie(actor=leader, bijeenkomst=last, text=text, owner_id=people[owner].pk, due_date=due_date,
                          now=evening)  # fmt: skip
        if became == "KLAAR":
            finish_actie(actor=people[owner], actie=actie, now=evening + timedelta(days=9))
        elif became:
            drop_actie(actor=leader, actie=actie, reason=REASON, now=evening + timedelta(days=12))
    save_verslag(actor=leader, bijeenkomst=last, version=0, text=VERSLAG, now=evening)


def _agenda(
    leader: User, meeting: Bijeenkomst, points: Sequence[tuple[str, int | None, int | None, str]],
    people: Sequence[User], now: datetime,
) -> None:  # fmt: skip
    punten = [
        Punt(None, title, minutes, None if bringer is None else people[bringer].pk, note)
        for title, minutes, bringer, note in points
    ]
    save_agendapunten(actor=leader, bijeenkomst=meeting, version=1, punten=punten, now=now)
