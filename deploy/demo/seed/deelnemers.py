"""The many members of the demo: made-up names, where they work, since when, and who moved or left.

They stand beside the sixty people whose story is told one by one. Nobody of them exists.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailAddress

from community.kwartalen import Kwartaal
from community.models import Dienstverband, MailMode, Organisatie, Profiel, User, Voorkeur
from community.workdays import at_local
from deploy.demo.personas import demo_email
from deploy.demo.seed.people import PEOPLE

VOORNAMEN = (
    "Abel", "Adinda", "Alma", "Amber", "Amir", "Aniek", "Arend", "Asli", "Bente", "Berend", "Birgit", "Bo", "Casper",
    "Cato", "Daphne", "Deniz", "Doutzen", "Eelco", "Elif", "Emre", "Femke", "Feyza", "Fleur", "Geert", "Guus", "Hajar",
    "Hedda", "Hilde", "Ibrahim", "Inge", "Jelte", "Jikke", "Jorrit", "Kaya", "Koen", "Lars", "Leila", "Lieke", "Luuk",
    "Maaike", "Malik", "Marit", "Mees", "Naomi", "Nadia", "Okke", "Onno", "Pien", "Rachid", "Renske", "Roos", "Selma",
    "Siebe", "Sven", "Tessel", "Tobias", "Veerle", "Wessel", "Yusuf", "Zita",
)  # fmt: skip
ACHTERNAMEN = (
    "Akkerwinde", "Berkenbosch", "Biesveld", "Bovenwater", "Braamhaar", "Buitenpolder", "Daalmeer", "Distelvink",
    "Duinroos", "Eikelboom", "Elzenga", "Essenburg", "Geestland", "Graspieper", "Haagwinde", "Heggerank", "Heideroos",
    "Hoenderloop", "Hooiberg", "Kamgras", "Kievitsland", "Klaverweide", "Koolwitje", "Kruiswater", "Kwelder",
    "Landweer", "Lisdodde", "Maaiveld", "Meidoorn", "Moerasvaren", "Nieuwebeek", "Oeverzwaluw", "Ooibos", "Paardebloem",
    "Peppelgaard", "Populier", "Reigersberg", "Rietzanger", "Roggeveld", "Slootkant", "Sneeuwbes", "Steenuil",
    "Sterrekroos", "Tarweland", "Tureluur", "Uiterwaard", "Veldleeuwerik", "Vlonder", "Waterlelie", "Weegbree",
    "Weidevogel", "Wilgenhof", "Windmolen", "Wulp", "Zandoog", "Zegge", "Zilvermeeuw", "Zomerklokje", "Zonnedauw",
    "Zwanenbloem",
)  # fmt: skip
FUNCTIES = ("Gebiedsregisseur", "Procesbegeleider", "Omgevingsmanager", "Gebiedsmakelaar", "Programmamanager",
            "Projectleider landelijk gebied", "Adviseur participatie")  # fmt: skip
# How many of these members work at each organisatie of the demo, by its place in ORGANISATIES: 340 in all.
AMOUNTS = (92, 12, 14, 74, 12, 12, 14, 10, 30, 10, 30, 14, 8, 8)
# One of so many can be found in the ledengids, and joined in one of the first two quarters.
LISTED, EARLY = 6, 2
# What they want no mail about.
NEWS = "COMMUNITY"
# Who comes to another employer, and who stops working half-way: one of so many.
MOVES, LEAVES = 31, 23


@dataclass(frozen=True)
class Lid:
    """One of the many: what she works for by the days since when, and the first and last quarter she takes part in."""

    user: User
    employers: tuple[tuple[date, Organisatie], ...]
    first: int
    last: int

    def employer_on(self, day: date) -> Organisatie:
        """Return where she works on a day that she takes part."""
        return next(organisatie for since, organisatie in reversed(self.employers) if since <= day)


def make_leden(
    organisaties: Sequence[Organisatie], quarters: Sequence[Kwartaal], now: datetime, chance: random.Random
) -> list[Lid]:
    """Make the accounts with employer and profile, as people who filled in everything long ago."""
    homes = [number for number, amount in enumerate(AMOUNTS) for _one in range(amount)]
    chance.shuffle(homes)
    users = _users(len(homes), quarters, now)
    leden: list[Lid] = []
    jobs: list[Dienstverband] = []
    for number, (user, home) in enumerate(zip(users, homes, strict=True)):
        lid, rows = _working(user, number, [organisaties[home], organisaties[(home + 3) % 14]], quarters)
        leden.append(lid)
        jobs += rows
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in users
    )
    Dienstverband.objects.bulk_create(jobs)
    Profiel.objects.bulk_create(
        Profiel(user=one, in_ledengids=number % LISTED == 0, functie=FUNCTIES[number % len(FUNCTIES)],
                completed_at=one.joined_at)
        for number, one in enumerate(users)
    )  # fmt: skip
    # News of the community reaches them on screen: a round that somebody opens in the demo sends no hundreds of mails.
    Voorkeur.objects.bulk_create(Voorkeur(user=one, subject=NEWS, mode=MailMode.GEEN) for one in users)
    return leden


def _users(amount: int, quarters: Sequence[Kwartaal], now: datetime) -> list[User]:
    """Return so many people, each with a name of her own, in the order in which they joined."""
    taken = {" ".join(part for part in line[:3] if part) for line in PEOPLE}
    found: list[User] = []
    for number in range(len(VOORNAMEN) * len(ACHTERNAMEN)):
        if len(found) == amount:
            break
        row, column = number // len(VOORNAMEN), number % len(VOORNAMEN)
        user = User(voornaam=VOORNAMEN[column], achternaam=ACHTERNAMEN[(column + 7 * row) % len(ACHTERNAMEN)])
        if user.naam in taken:
            continue
        user.email, user.joined_at = demo_email(user.naam), _joined(len(found), quarters, now)
        user.set_unusable_password()
        found.append(user)
    return found


def first_quarter(number: int, amount: int) -> int:
    """Return in which quarter, from 0, the person with this number begins: half of all in the first, then steadily."""
    early = sum(AMOUNTS) // EARLY
    return 0 if number < early else 1 + (number - early) * (amount - 1) // (sum(AMOUNTS) - early)


def _joined(number: int, quarters: Sequence[Kwartaal], now: datetime) -> datetime:
    quarter = quarters[first_quarter(number, len(quarters))]
    return min(at_local(quarter.first_day, time(10)), now - timedelta(days=1))


def _working(
    user: User, number: int, choice: Sequence[Organisatie], quarters: Sequence[Kwartaal]
) -> tuple[Lid, list[Dienstverband]]:
    """Return somebody with her jobs: nearly always one, now and then two, and some stop."""
    first, last = first_quarter(number, len(quarters)), len(quarters) - 1
    begins = quarters[0].first_day - timedelta(days=300)
    home, other = choice
    if number % MOVES == MOVES - 1 and first < last - 1:
        day = quarters[max(first, 4)].first_day + timedelta(days=40)
        rows = [Dienstverband(user=user, organisatie=home, from_date=begins, until_date=day - timedelta(days=1)),
                Dienstverband(user=user, organisatie=other, from_date=day)]  # fmt: skip
        return Lid(user, ((begins, home), (day, other)), first, last), rows
    if number % LEAVES == LEAVES - 1 and first < last - 1:
        rows = [Dienstverband(user=user, organisatie=home, from_date=begins, until_date=quarters[last - 1].last_day)]
        return Lid(user, ((begins, home),), first, last - 1), rows
    return Lid(user, ((begins, home),), first, last), [Dienstverband(user=user, organisatie=home, from_date=begins)]
