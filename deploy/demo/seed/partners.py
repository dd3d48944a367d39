"""Founding partners of the demo: what they agreed and give, whom they send, and two years of frozen reports.

People are numbers in PEOPLE, organisaties numbers in ORGANISATIES; days are counted from today.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from community.actions.rapporten import freeze_due
from community.actions.rollen import grant_rol
from community.kwartalen import Kwartaal, kwartaal_of, kwartalen_between
from community.models import (
    Bijdrage,
    BijdrageKind,
    Initiatief,
    InitiatiefKind,
    Naamtoestemming,
    Organisatie,
    Partnerschap,
    PartnerschapStatus,
    Provincie,
    Regisseurregel,
    Rol,
    User,
)
from community.rapportage.tijdvak import freezes_on, last_frozen
from community.workdays import add_months, at_local, local_date
from deploy.demo.seed.deelname import MENDED_QUARTER, Deelnames, mend_list
from deploy.demo.seed.deelnemers import Lid, make_leden
from deploy.demo.seed.people import PEOPLE

SEED = 2028
COORDINATOR = 1
# How many quarters have a report.
REPORTED = 8
# The organisaties, and who is contact of them beside the partnercontact of the demo.
PROVINCIE, WATERSCHAP, COLLECTIEF, STICHTING, GEMEENTE = 0, 3, 8, 10, 6
CONTACTS = ((14, PROVINCIE), (30, WATERSCHAP), (17, COLLECTIEF), (12, STICHTING), (6, GEMEENTE))
# How many lines a list has, and how many of them have an account; how many let themselves be named.
LISTS = {PROVINCIE: (96, 78), WATERSCHAP: (70, 60), STICHTING: (31, 24)}
NAMED = {PROVINCIE: 4, WATERSCHAP: 3}
WITHOUT_ACCOUNT = ("Boudewijn", "Clasien", "Dieuwke", "Eppo", "Froukje", "Gijsbert")
NOTES = {
    GEMEENTE: "Eerste gesprek met de secretaris ging goed. Zij wil eerst zien wat een jaar meedoen kost.",
    WATERSCHAP: "Het bestuur besluit in het voorjaar over verlengen.",
}
Geld = BijdrageKind.CONTRIBUTIE
# How many days before it is due a bijdrage is written down.
AHEAD = 120


@dataclass(frozen=True)
class Gift:
    """One bijdrage: due so many days from today, and what came of it so many days from today."""

    partner: int
    kind: BijdrageKind
    words: str
    promised: int | None
    due: int
    realised: int | None = None
    came: int | None = None


GIFTS: tuple[Gift, ...] = (
    Gift(PROVINCIE, Geld, "Bijdrage eerste jaar", 15000, -600, 15000, -610),
    Gift(PROVINCIE, Geld, "Bijdrage tweede jaar", 15000, -240, 15000, -231),
    Gift(PROVINCIE, Geld, "Bijdrage derde jaar", 17500, 62),
    Gift(PROVINCIE, BijdrageKind.DEELNEMERS, "Medewerkers in een leergang", 40, -90, 43, -95),
    Gift(PROVINCIE, BijdrageKind.UREN, "Uren van een begeleider voor intervisie", 120, -30, 90, -33),
    Gift(PROVINCIE, BijdrageKind.INHOUD, "Werkvorm voor gesprekken met grondeigenaren", None, -12),
    Gift(WATERSCHAP, Geld, "Bijdrage per jaar", 12000, -300, 12000, -290),
    Gift(WATERSCHAP, Geld, "Bijdrage tweede jaar", 12000, 45),
    Gift(WATERSCHAP, BijdrageKind.INITIATIEF, "Werkplaats peilbesluiten", None, -150, None, -141),
    Gift(COLLECTIEF, Geld, "Bijdrage eerste jaar", 2500, -200, 2000, -180),
    Gift(COLLECTIEF, BijdrageKind.UREN, "Excursies op het bedrijf van leden", 40, 80),
    Gift(STICHTING, Geld, "Bijdrage eerste jaar", 7500, -420, 7500, -415),
    Gift(STICHTING, BijdrageKind.INHOUD, "Veldgids voor beekherstel", None, -60, None, -64),
    Gift(STICHTING, BijdrageKind.DEELNEMERS, "Terreinmanagers in een leergang", 20, 120),
)
# Organisatie, title, kind, province, days from today, words.
EXAMPLES: tuple[tuple[int, str, InitiatiefKind, Provincie, int, str], ...] = (
    (PROVINCIE, "Werkplaats kavelruil", InitiatiefKind.LIVING_LAB, Provincie.GELDERLAND, -330,
     "Vier keer een dag in het veld met grondeigenaren en regisseurs."),
    (PROVINCIE, "Intervisie voor opdrachtgevers", InitiatiefKind.INTERVISIE, Provincie.GELDERLAND, -120,
     "Zes opdrachtgevers bespreken elk kwartaal een echte vraag."),
    (WATERSCHAP, "Samen aan het peil", InitiatiefKind.TRAINING, Provincie.OVERIJSSEL, -260,
     "Een eigen leergang van drie dagen over peilbesluiten."),
    (COLLECTIEF, "Keukentafelronde", InitiatiefKind.ONTMOETING, Provincie.NOORD_HOLLAND, -75,
     "Boeren vertellen aan hun eigen tafel wat een gebiedsproces met hen doet."),
    (STICHTING, "Terugblik op tien beken", InitiatiefKind.EVALUATIE, Provincie.LIMBURG, -200,
     "Wat werkte bij tien keer beekherstel, en wat niet."),
)  # fmt: skip


def tell_partners(people: Sequence[User], organisaties: Sequence[Organisatie], now: datetime) -> None:
    """Tell everything, and freeze what is due quarter by quarter as it would have been."""
    chance = random.Random(SEED)  # noqa: S311 - demo data, no secret
    quarters = _quarters(local_date(now))
    leden = make_leden(organisaties, quarters, now, chance)
    Deelnames(leden, organisaties, quarters, people[COORDINATOR], now, chance).make()
    partners = _partners(people[COORDINATOR], organisaties, quarters, now)
    _contacts(people, organisaties, now)
    _examples(organisaties, now)
    _lists(partners, organisaties, leden, now)
    _consents(organisaties, leden, now)
    for number, quarter in enumerate(quarters[:REPORTED]):
        day = freezes_on(quarter)
        _gifts(partners, people[COORDINATOR], day, now)
        freeze_due(at_local(day, time(7)))
        if number == MENDED_QUARTER:
            mend_list()
    _gifts(partners, people[COORDINATOR], local_date(now), now)


def _quarters(today: date) -> list[Kwartaal]:
    """Return the quarters that have a report by now, and those after them up to this one."""
    first = last_frozen(today)
    for _step in range(REPORTED - 1):
        first = first.previous
    return kwartalen_between(first, kwartaal_of(today))


def _partners(
    actor: User, organisaties: Sequence[Organisatie], quarters: Sequence[Kwartaal], now: datetime
) -> dict[int, Partnerschap]:
    """Begin one that was extended, one that ends in three months, one begun half-way a quarter, one for three years,
    and one that is still talked about."""
    today, first = local_date(now), quarters[0].first_day
    ends, half_way = add_months(today, 3), quarters[3].first_day + timedelta(days=45)
    days: dict[int, tuple[PartnerschapStatus, date | None, date | None]] = {
        PROVINCIE: (PartnerschapStatus.VERLENGD, first, add_months(first, 48)),
        WATERSCHAP: (PartnerschapStatus.ACTIEF, add_months(ends, -24), ends),
        COLLECTIEF: (PartnerschapStatus.ACTIEF, half_way, add_months(half_way, 24)),
        STICHTING: (PartnerschapStatus.ACTIEF, first, add_months(first, 36)),
        GEMEENTE: (PartnerschapStatus.BERAAD, None, None),
    }
    return {
        number: Partnerschap.objects.create(
            organisatie=organisaties[number], status=status, start_date=start, end_date=end, note=NOTES.get(number, ""),
            has_option=number != STICHTING, created_by=actor,
            created_at=at_local((start or today) - timedelta(days=30), time(11)),
        )
        for number, (status, start, end) in days.items()
    }  # fmt: skip


def _contacts(people: Sequence[User], organisaties: Sequence[Organisatie], now: datetime) -> None:
    """Give each partner a contact; the first has two."""
    at = now - timedelta(days=200)
    for number, organisatie in CONTACTS:
        grant_rol(actor=people[COORDINATOR], user=people[number], rol=Rol.PARTNERCONTACT, from_date=local_date(at),
                  organisatie=organisaties[organisatie], now=at)  # fmt: skip


def _gifts(partners: dict[int, Partnerschap], actor: User, day: date, now: datetime) -> None:
    """Write down what was promised up to this day, and what came of it by then. Safe to do again."""
    today = local_date(now)
    for gift in GIFTS:
        due = today + timedelta(days=gift.due)
        came = today + timedelta(days=gift.came) if gift.came is not None else None
        written = min(today, due) - timedelta(days=AHEAD)
        if day < written:
            continue
        row, _is_new = Bijdrage.objects.get_or_create(
            partnerschap=partners[gift.partner], description=gift.words,
            defaults={"kind": gift.kind, "promised": _amount(gift.promised), "promised_date": due, "created_by": actor,
                      "created_at": at_local(written, time(11))},
        )  # fmt: skip
        if came is not None and came <= day and row.realised_date is None:
            row.realised, row.realised_date = _amount(gift.realised), came
            row.save()


def _amount(number: int | None) -> Decimal | None:
    return Decimal(number) if number is not None else None


def _examples(organisaties: Sequence[Organisatie], now: datetime) -> None:
    """Show what partners set up in their own domain."""
    for partner, title, kind, provincie, days, words in EXAMPLES:
        day = local_date(now) + timedelta(days=days)
        initiatief = Initiatief.objects.create(
            title=title, kind=kind, provincie=provincie, summary=words, from_date=day,
            until_date=day + timedelta(days=60),
        )  # fmt: skip
        initiatief.organisaties.set([organisaties[partner]])


def _lists(
    partners: dict[int, Partnerschap], organisaties: Sequence[Organisatie], leden: Sequence[Lid], now: datetime
) -> None:
    """Let partners keep a list of their regisseurs: most of them with an account, some without."""
    today, rows = local_date(now), []
    for number, (amount, known) in LISTS.items():
        own = [lid.user for lid in leden if lid.employer_on(today) == organisaties[number]][:known]
        lines = [(user.naam, user.email) for user in own]
        surnames = sorted({line[2] for line in PEOPLE})
        lines += [
            (f"{WITHOUT_ACCOUNT[step % len(WITHOUT_ACCOUNT)]} {surnames[step * 2 + number]}", "")
            for step in range(amount - len(own))
        ]
        rows += [
            Regisseurregel(partnerschap=partners[number], naam=naam, email=email,
                           created_at=now - timedelta(days=180)) for naam, email in lines
        ]  # fmt: skip
    Regisseurregel.objects.bulk_create(rows)


def _consents(organisaties: Sequence[Organisatie], leden: Sequence[Lid], now: datetime) -> None:
    """Let some of those who came from the beginning be named beside the report."""
    today, rows = local_date(now), []
    for number, amount in NAMED.items():
        own = [lid for lid in leden if lid.first == 0 and lid.employer_on(today) == organisaties[number]]
        rows += [
            Naamtoestemming(user=lid.user, organisatie=organisaties[number], given_at=now - timedelta(days=100))
            for lid in own[:amount]
        ]
    Naamtoestemming.objects.bulk_create(rows)
