"""Trainings of the demo: one that is open for application, one that a coördinator still prepares, one at tussentijd B
and one that is over.

People are numbers in PEOPLE; days are counted from today, and the planner finds the dates.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from casussen.forms.praktijkboeken import RULES
from community.actions.kringen import accept_afspraken
from community.confidential import confidential
from community.models import Locatie, Provincie, Regio, User
from community.workdays import local_date, workday_on_or_after
from deploy.demo.seed.trainingen import Groep, tell_admission, tell_intakes, tell_presence
from deploy.demo.seed.trainingseinde import tell_effect, tell_outcome
from deploy.demo.seed.trainingsweg import (
    tell_coaching,
    tell_evaluaties,
    tell_team_talks,
    tell_teams,
    tell_tussentijden,
)
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
RUNNING, OVER = "Training Rivier en rand", "Training Zand en zee"
RUNNING_PEOPLE = (0, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 22)
OVER_PEOPLE = (8, 23, 24, 25, 27, 31, 32, 34)
# So many days ago their planning began, tried in turn: holidays and weekends decide where the days fall.
RUNNING_SINCE, OVER_SINCE = range(90, 150, 3), range(214, 190, -1)
PLACES = (
    ("Dorpshuis De Terp", "Kerkweg 4, Meerdam", Provincie.ZUID_HOLLAND, 30),
    ("Landgoed Het Zand", "Heidelaan 12, Zandveld", Provincie.GELDERLAND, 24),
    ("De Oude School", "Schoolstraat 2, Veenwoud", Provincie.FRYSLAN, 20),
)  # fmt: skip
REGIOS: dict[str, str] = {Provincie.GELDERLAND: Regio.MIDDEN, Provincie.FRYSLAN: Regio.NOORD}
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
    _tell_run(people, OVER, places[2], OVER_SINCE, OVER_PEOPLE, now)
    _tell_run(people, RUNNING, places[1], RUNNING_SINCE, RUNNING_PEOPLE, now)


def _tell_run(
    people: Sequence[User], name: str, place: Locatie, since: range, members: Sequence[int], now: datetime
) -> None:
    """Plan an editie at the first of these days that brings it where it must be now, and tell what happened since."""
    editie, planned_at = _planned(people, name, place, since, now)
    _publish(people, editie, planned_at)
    editie.refresh_from_db()
    groep = Groep([people[number] for number in members], 0 if name == RUNNING else 18)
    trainer = people[TRAINER]
    with confidential():
        deelnemers = tell_admission(editie, groep, people[COORDINATOR], planned_at)
        tell_intakes(editie, groep, deelnemers, trainer)
        tell_presence(editie, trainer, now)
        tell_teams(editie, people[COORDINATOR])
        tell_tussentijden(editie, deelnemers, trainer, now)
        tell_evaluaties(editie, deelnemers, now)
        tell_effect(editie, deelnemers, trainer, now)
        if name == OVER:
            tell_outcome(editie, deelnemers)
        else:
            tell_coaching(editie, deelnemers, trainer, now)
            tell_team_talks(editie, now)


def _planned(people: Sequence[User], name: str, place: Locatie, since: range, now: datetime) -> tuple[Editie, datetime]:
    """Return the editie and when its planning began. Raises RuntimeError when no day of `since` fits.

    Around long holidays no editie is in tussentijd B itself; one between dagdeel 3 and 4 does then, or between 2 and 5.
    """
    for fits in (_is_at_b, _is_between, _is_on) if name == RUNNING else (_is_over,):
        for days in since:
            planned_at = now - timedelta(days=days)
            with transaction.atomic():
                editie = _prepare(people, name, place.provincie, REGIOS[place.provincie], place, planned_at, 25)
                if fits(editie, now):
                    return editie, planned_at
                transaction.set_rollback(True)
    raise RuntimeError(f"{name} does not fit on this day")


def _is_at_b(editie: Editie, now: datetime) -> bool:
    """Whether dagdeel 3 was a few days ago and tussentijd B goes on for some days."""
    last = editie.delen.get(onderdeel__code="B").until_date
    is_on = last is not None and last >= local_date(now) + timedelta(days=2)
    return is_on and _is_between(editie, now)


def _is_between(editie: Editie, now: datetime) -> bool:
    """Whether dagdeel 3 was a few days ago and dagdeel 4 is to come."""
    return _lies_between(editie, now, "3", "4")


def _is_on(editie: Editie, now: datetime) -> bool:
    """Whether dagdeel 2 was a few days ago and dagdeel 5 is to come."""
    return _lies_between(editie, now, "2", "5")


def _lies_between(editie: Editie, now: datetime, before: str, after: str) -> bool:
    was, comes = (editie.delen.get(onderdeel__code=code).bijeenkomst for code in (before, after))
    is_past = was is not None and was.ends_at < now - timedelta(days=2)
    return is_past and comes is not None and comes.starts_at > now


def _is_over(editie: Editie, now: datetime) -> bool:
    """Whether the eindsessie was more than a week ago."""
    meeting = editie.delen.get(onderdeel__code="E").bijeenkomst
    return meeting is not None and meeting.ends_at < now - timedelta(days=8)


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
