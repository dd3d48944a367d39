"""Trainings of the demo: one that is open for application, and one that a coördinator still prepares.

People are numbers in PEOPLE; days are counted from today, and the planner finds the dates.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from casussen.forms.praktijkboeken import RULES
from community.actions.kringen import accept_afspraken
from community.models import Locatie, Provincie, Regio, User
from community.workdays import local_date, workday_on_or_after
from training.actions.editiedagen import explain_costs, set_days
from training.actions.editiemensen import MensenAnswers, set_people
from training.actions.edities import EditieAnswers, create_editie
from training.actions.publiceren import publish_editie
from training.models import Editie
from training.queries.plancontrole import controle_of
from training.queries.plandata import situation_of
from training.queries.planvoorstel import after_applying, chosen_from
from training.queries.programmas import offered_versions
from training.rhythm import NothingFits, propose

COORDINATOR, TRAINER, COACH = 1, 58, 28
OPEN, PREPARED = "Training Delta en polder", "Training Hoog en droog"
PLACES = (
    ("Dorpshuis De Terp", "Kerkweg 4, Meerdam", Provincie.ZUID_HOLLAND, 30),
    ("Landgoed Het Zand", "Heidelaan 12, Zandveld", Provincie.GELDERLAND, 24),
    ("De Oude School", "Schoolstraat 2, Veenwoud", Provincie.FRYSLAN, 16),
)  # fmt: skip
REASON = "Deelnemers en trainers kunnen op deze dag. Dat ging voor."


def tell_edities(people: Sequence[User], now: datetime) -> None:
    """Make the places, publish one editie and prepare another."""
    places = [
        Locatie.objects.create(name=name, address=address, provincie=provincie, seats=seats,
                               remarks="Goed bereikbaar met de bus. De zaal heeft geen drempels.")
        for name, address, provincie, seats in PLACES
    ]  # fmt: skip
    published = _prepare(people, OPEN, Provincie.ZUID_HOLLAND, Regio.MIDDEN, places[0], now - timedelta(days=6), 20)
    _publish(people, published, now - timedelta(days=5))
    _prepare(people, PREPARED, Provincie.GELDERLAND, Regio.MIDDEN, places[1], now - timedelta(days=2), 60)


def _prepare(
    people: Sequence[User], name: str, provincie: str, regio: str, place: Locatie, at: datetime, days: int
) -> Editie:
    """Begin an editie for which people can apply for so many days from now, and lay down its days."""
    actor, today = people[COORDINATOR], local_date(at)
    apply_until = workday_on_or_after(today + timedelta(days=days))
    answers = EditieAnswers(name=name, provincie=provincie, regio=regio, from_date=today + timedelta(days=days),
                            until_date=today + timedelta(days=days + 220))  # fmt: skip
    versie = offered_versions().get(programma__slug="basistraining")
    editie = create_editie(actor=actor, programmaversie=versie, answers=answers, now=at)
    mensen = MensenAnswers(
        trainers=[people[TRAINER]], coaches=[people[COACH]], locatie=place, capacity=18, apply_until_date=apply_until,
        decide_by_date=workday_on_or_after(apply_until + timedelta(days=7)),
        description="Voor regisseurs die nu aan een samenwerking werken en een eigen casus inbrengen.",
    )  # fmt: skip
    editie = set_people(actor=actor, editie=editie, version=editie.version, answers=mensen, now=at)
    found = propose(after_applying(situation_of(editie, at).request, apply_until))
    if isinstance(found, NothingFits):
        raise RuntimeError(found.sentence)
    return set_days(actor=actor, editie=editie, version=editie.version, chosen=chosen_from(found), fixed=(), now=at)


def _publish(people: Sequence[User], editie: Editie, at: datetime) -> None:
    """Give a reason for each warning, publish, and let the trainer agree."""
    actor = people[COORDINATOR]
    warnings = controle_of(situation_of(editie, at), at).warnings
    reasons = {one.cost.sentence: (one.cost.rule.value, REASON) for one in warnings if one.asks_reason}
    explain_costs(actor=actor, editie=editie, reasons=reasons, now=at)
    publish_editie(actor=actor, editie=editie, version=editie.version, rules=RULES, now=at)
    accept_afspraken(actor=people[TRAINER], kring=editie.kring, number=1, now=at + timedelta(hours=3))
