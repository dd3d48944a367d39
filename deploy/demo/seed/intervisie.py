"""Intervisie of the demo: a round that was divided and lives, one that is open, and one with a proposal that waits.

People are numbers in PEOPLE, and ten newcomers after them; days are counted from today.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from community.access.people import PROFIEL_FIELDS
from community.actions.people import ProfielAnswers, save_profiel
from community.confidential import confidential
from community.models import Dienstverband, Opgave, Organisatie, Profiel, Provincie, Samenwerking, User, VisibleTo
from community.workdays import local_date, workday_on_or_after
from deploy.demo.personas import demo_email
from deploy.demo.seed.intervisiegroepen import tell_life
from intervisie.actions.indelingsvoorstellen import Herkomst, store_proposal
from intervisie.actions.matchaanmeldingen import AanmeldAnswers, save_aanmelding
from intervisie.actions.matchrondes import RondeAnswers, close_ronde, make_ronde, open_ronde
from intervisie.actions.overnemen import adopt_voorstel
from intervisie.matching import Effort, divide
from intervisie.models import Indelingsvoorstel, Intervisiegroep, Matchronde
from intervisie.queries.matchaanmeldingen import Priveregels
from intervisie.queries.matching_invoer import mensen_van
from intervisie.queries.matching_regels import judging_instance
from intervisie.queries.voorstel_inhoud import first_names, inhoud_of

COORDINATOR = 1
# Who guides, edits or runs the platform takes part in no round of the demo.
ELSEWHERE = (1, 15, 20, 26, 28, 29, 33, 52, 58, 59)
NEWCOMERS = (
    ("Anouk", "Vliet"), ("Bilal", "Oosterhof"), ("Carlijn", "Rietveen"), ("Derk", "Hoogakker"), ("Eva", "Zuidland"),
    ("Faas", "Krekel"), ("Gijsje", "Dijkveld"), ("Hamza", "Waterman"), ("Ilse", "Grasland"), ("Jurre", "Moerman"),
)  # fmt: skip
PLACES = ("Utrecht", "Zwolle", "Arnhem", "Amersfoort", "Den Bosch", "Deventer", "Gouda", "Apeldoorn", "Tiel", "Ede",
          "Groningen", "Leeuwarden", "Assen", "Goes", "Breda")  # fmt: skip
# Of whom somebody keeps private that she cannot be in a group with her, and who leads whom: (who, whom).
NOT_WITH, LINES = ((4, 13), (23, 41), (36, 11), (0, 47)), ((14, 45), (24, 40))
SEED = 2027
# A fixed amount of work, small enough for `make demo`.
EFFORT = 0.1


def tell_intervisie(people: Sequence[User], now: datetime) -> None:
    """Tell the three rounds."""
    chance = random.Random(SEED)  # noqa: S311 - demo data, no secret
    everybody = [*people, *_newcomers(now)]
    members = [user for number, user in enumerate(everybody) if number not in ELSEWHERE]
    with confidential():
        autumn = _round(everybody, "Intervisie najaar", now - timedelta(days=170), 21)
        _register(autumn, members, everybody, chance)
        _close(everybody, autumn, now - timedelta(days=146))
        voorstel = _proposal(everybody, autumn, SEED, now - timedelta(days=145))
        groepen = adopt_voorstel(
            actor=everybody[COORDINATOR], voorstel=voorstel, choices={}, now=now - timedelta(days=144)
        )
        tell_life([one for one in groepen if isinstance(one, Intervisiegroep)], people[0], now)
        online = _round(everybody, "Intervisie online", now - timedelta(days=24), 20, form="ONLINE")
        _register(online, chance.sample(members[1:], 23), everybody, chance)
        _close(everybody, online, now - timedelta(days=3))
        _proposal(everybody, online, SEED + 1, now - timedelta(days=2))
        spring = _round(everybody, "Intervisie voorjaar", now - timedelta(days=6), 24)
        _register(spring, chance.sample(members[1:], 9), everybody, chance)


def _newcomers(now: datetime) -> list[User]:
    """Make ten members who came last summer, with a profile each."""
    organisaties, opgaven = list(Organisatie.objects.order_by("name")), list(Opgave.objects.order_by("name"))
    found = []
    for number, (voornaam, achternaam) in enumerate(NEWCOMERS):
        joined = now - timedelta(days=200 - number)
        user = User(voornaam=voornaam, achternaam=achternaam, joined_at=joined)
        user.email = demo_email(user.naam)
        user.set_unusable_password()
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        Dienstverband.objects.create(user=user, organisatie=organisaties[number], from_date=local_date(joined))
        answers = ProfielAnswers(
            voornaam=voornaam, tussenvoegsel="", achternaam=achternaam, in_ledengids=True,
            functie="Gebiedsregisseur", ervaring=("STARTEND", "GEVORDERD", "SENIOR")[number % 3],
            provincies=[Provincie.values[number]], opgaven=[opgaven[number % len(opgaven)]], zoekt="", biedt="",
            telefoon="", visible_to=dict.fromkeys(PROFIEL_FIELDS, VisibleTo.LEDEN),
        )  # fmt: skip
        profiel = Profiel.objects.create(user=user)
        save_profiel(actor=user, profiel=profiel, version=profiel.version, answers=answers, now=joined)
        found.append(user)
    return found


def _round(people: Sequence[User], name: str, at: datetime, days: int, form: str = "BEIDE") -> Matchronde:
    """Open a round for which people can register for so many days."""
    actor, closes = people[COORDINATOR], local_date(at) + timedelta(days=days)
    answers = RondeAnswers(
        name=name, provincies=[], form=form, experience="MIX",
        from_date=workday_on_or_after(closes + timedelta(days=21)), until_date=closes + timedelta(days=370),
        closes_date=closes, size_min=5, size_target=6, size_max=7, min_common_slots=1, rhythm_weeks=8, evaluate_after=5,
    )  # fmt: skip
    ronde = make_ronde(actor=actor, answers=answers, now=at)
    return open_ronde(actor=actor, ronde=ronde, version=ronde.version, now=at + timedelta(hours=1))


def _register(ronde: Matchronde, members: Sequence[User], people: Sequence[User], chance: random.Random) -> None:
    """Let these people register, a few a day, each with what she can and wants."""
    opgaven = list(Opgave.objects.order_by("name"))
    directed: dict[object, list[Samenwerking]] = {}
    for row in Samenwerking.objects.prefetch_related("regisseurs"):
        for user in row.regisseurs.all():
            directed.setdefault(user.pk, []).append(row)
    numbers = {user.pk: number for number, user in enumerate(people)}
    begins = ronde.opened_at or ronde.made_at
    for step, user in enumerate(members):
        number = numbers[user.pk]
        slots = sorted({number % 3, 2 + number % 2, *chance.sample(range(10), 4)})
        form = "ONLINE" if ronde.form == "ONLINE" else ("BEIDE", "BEIDE", "BEIDE", "FYSIEK", "ONLINE")[number % 5]
        answers = AanmeldAnswers(
            slots=slots, form=form, place=PLACES[number % len(PLACES)], max_minutes=(90, 75, 120)[number % 3],
            experience="GEEN", opgaven=chance.sample(opgaven, 2), samenwerkingen=directed.get(user.pk, []),
            wants=[], prive=_private(number, people),
        )  # fmt: skip
        save_aanmelding(actor=user, ronde=ronde, version=0, answers=answers, now=begins + timedelta(hours=2 + 4 * step))


def _private(number: int, people: Sequence[User]) -> Priveregels:
    """Return what this person keeps to herself; nearly everybody nothing."""
    return Priveregels(
        niet_met=tuple(people[other].pk for who, other in NOT_WITH if who == number),
        lijn=tuple(people[other].pk for who, other in LINES if who == number),
    )


def _close(people: Sequence[User], ronde: Matchronde, at: datetime) -> None:
    close_ronde(actor=people[COORDINATOR], ronde=ronde, now=at)


def _proposal(people: Sequence[User], ronde: Matchronde, seed: int, at: datetime) -> Indelingsvoorstel:
    """Divide who registered as the worker does, with little search: same data, same groups."""
    ronde.refresh_from_db()
    mensen = mensen_van(ronde, at)
    instance = judging_instance(mensen)
    outcome = divide(instance, seed=seed, effort=Effort(seconds=EFFORT, is_exact=False))
    inhoud = inhoud_of(instance, outcome.division, mensen, first_names(outcome.division, mensen))
    herkomst = Herkomst(mensen, seed, None, "", outcome.is_complete, outcome.is_proven)
    return store_proposal(actor=people[COORDINATOR], ronde=ronde, inhoud=inhoud, herkomst=herkomst, locks=[], now=at)
