"""The days of an editie: laid down, moved, and the days between which people work on a tussentijd."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.planned_elsewhere import hold_meeting, replan
from community.actions.versions import save_version
from community.models import Bezetting, User
from community.workdays import add_workdays, local_date
from training.access.edities import may_change_editie
from training.actions.editiebezetting import hold_resources, occupy_days, opzet_at
from training.actions.edities import hold_editie
from training.actions.praktijkboek import move_praktijkboek
from training.models import Afwijking, Editie, Editiedeel, EditieStatus, OnderdeelKind
from training.queries.plandata import MEETING_KINDS, Situation, hours_of, judged, situation_of
from training.rhythm import Chosen, Rules

# A tussentijd is handed in this many working days before the next day; then trainers and team can read.
READ_BEFORE = 5


class DagenError(ActionError):
    """These days may not stand. `faults` are pairs of the codes of parts and a sentence."""

    def __init__(self, faults: Iterable[tuple[tuple[str, ...], str]]) -> None:
        self.faults = list(faults)
        super().__init__(" ".join(sentence for _codes, sentence in self.faults))


@dataclass(frozen=True)
class Termijn:
    """From when up to and including when people work on a part."""

    from_date: date
    until_date: date


def set_days(
    *, actor: User, editie: Editie, version: int, chosen: Mapping[str, Chosen], fixed: Collection[str], now: datetime
) -> Editie:
    """Lay down the days of an editie. Of one that is known, who takes part in a day that moves hears it.

    `chosen` has every part with a day, by code; `fixed` are the codes that a proposal may not move. Reasons for soft
    rules that do not speak any more are thrown away. Raises StaleSaveError when somebody else saved first, DagenError
    with every hard rule that is broken, DoubleBookedError when a trainer or the place was just taken elsewhere.
    """
    access.require(may_change_editie(actor, editie, now))
    with transaction.atomic():
        held = hold_editie(editie)
        stored = save_version(held, version=version, changes={})
        found = situation_of(stored, now)
        hold_resources(found.trainers, stored.locatie)
        found = situation_of(stored, now)  # again: what others took while we waited
        _refuse(found, chosen, now)
        _lay_down(actor, found, chosen, now)
        for deel in found.delen:
            Editiedeel.objects.filter(pk=deel.pk).update(is_locked=deel.onderdeel.code in fixed)
        sentences = [cost.sentence for cost in judged(found, chosen).costs]
        Afwijking.objects.filter(editie=stored).exclude(sentence__in=sentences).delete()
        if stored.status == EditieStatus.GEPUBLICEERD:
            move_praktijkboek(stored, now)
    return stored


def set_terms(*, actor: User, editie: Editie, version: int, terms: Mapping[str, Termijn], now: datetime) -> Editie:
    """Lay down between which days people work on the intake and each tussentijd, by code.

    Raises StaleSaveError, and DagenError for days that do not lie between the dagdelen around them.
    """
    access.require(may_change_editie(actor, editie, now))
    with transaction.atomic():
        held = hold_editie(editie)
        stored = save_version(held, version=version, changes={})
        delen = list(Editiedeel.objects.filter(editie=stored).select_related("onderdeel", "bijeenkomst"))
        faults = term_faults(delen, terms)
        if faults:
            raise DagenError(faults)
        for deel in delen:
            if (term := terms.get(deel.onderdeel.code)) is not None:
                _store_term(deel, term)
    return stored


def explain_costs(*, actor: User, editie: Editie, reasons: Mapping[str, tuple[str, str]], now: datetime) -> None:
    """Store why a soft rule does not hold: sentence -> (rule, reason). An empty reason takes it back."""
    access.require(may_change_editie(actor, editie, now))
    with transaction.atomic():
        held = hold_editie(editie)
        for sentence, (rule, reason) in reasons.items():
            rows = Afwijking.objects.filter(editie=held, rule=rule, sentence=sentence)
            if not reason:
                rows.delete()
            elif not rows.filter(reason=reason).exists():
                rows.delete()
                Afwijking.objects.create(
                    editie=held, rule=rule, sentence=sentence, reason=reason, decided_by=actor, decided_at=now
                )


def term_faults(delen: Iterable[Editiedeel], terms: Mapping[str, Termijn]) -> list[tuple[tuple[str, ...], str]]:
    """Return what is wrong with these days, in sentences with the code they are about."""
    ordered = sorted(delen, key=lambda deel: deel.onderdeel.position)
    faults: list[tuple[tuple[str, ...], str]] = []
    for number, deel in enumerate(ordered):
        term, code = terms.get(deel.onderdeel.code), deel.onderdeel.code
        if term is None:
            continue
        before = [day for one in ordered[:number] if (day := _day_of(one))]
        after = [day for one in ordered[number:] if (day := _day_of(one))]
        if term.until_date < term.from_date:
            faults.append(((code,), _("Kies een einde dat niet vóór het begin ligt.")))
        elif before and term.from_date <= before[-1]:
            faults.append(((code,), _("Dit begint vóór het einde van het dagdeel ervoor. Kies een latere dag.")))
        elif after and term.until_date >= after[0]:
            faults.append(((code,), _("Dit eindigt niet vóór het volgende dagdeel. Kies een eerdere dag.")))
    return faults


def _refuse(found: Situation, chosen: Mapping[str, Chosen], now: datetime) -> None:
    faults = [(breach.codes, breach.sentence) for breach in judged(found, chosen).breaches]
    stored = found.stored
    for code, choice in chosen.items():
        if stored.get(code) == choice:
            continue
        if found.began([code], now):
            faults.append(((code,), _("Dit onderdeel is al begonnen. De dag kan niet meer veranderen.")))
        elif choice.day <= local_date(now):
            faults.append(((code,), _("Kies een datum na vandaag.")))
    if faults:
        raise DagenError(faults)


def _lay_down(actor: User, found: Situation, chosen: Mapping[str, Chosen], now: datetime) -> None:
    """Make or move the meetings, first freeing what they held, so that two days can change places."""
    editie = found.editie
    coming = [
        deel for deel in found.delen
        if deel.onderdeel.kind in MEETING_KINDS and not found.began([deel.onderdeel.code], now)
    ]  # fmt: skip
    Bezetting.objects.filter(bijeenkomst__in=[deel.bijeenkomst_id for deel in coming if deel.bijeenkomst_id]).delete()
    for deel in coming:
        choice = chosen.get(deel.onderdeel.code)
        if choice is None:
            continue  # hard rules ask a day for each part, so this stands as it was
        opzet = opzet_at(deel, editie.locatie, *hours_of(deel.onderdeel, choice))
        if deel.bijeenkomst is None:
            is_concept = editie.status == EditieStatus.CONCEPT
            people = () if is_concept else found.trainers
            deel.bijeenkomst = hold_meeting(opzet=opzet, kring=editie.kring, organiser=actor, people=people, now=now,
                                            is_concept=is_concept)  # fmt: skip
            deel.save(update_fields=["bijeenkomst"])
        else:
            deel.bijeenkomst = replan(deel.bijeenkomst, opzet, now)
    occupy_days(coming, found.trainers, editie.locatie)
    _set_default_terms(found.delen, chosen)


def _set_default_terms(delen: Iterable[Editiedeel], chosen: Mapping[str, Chosen]) -> None:
    """Let intake and tussentijden lie around the days. A term that still fits between its days stays as it was."""
    ordered = list(delen)
    for number, deel in enumerate(ordered):
        if deel.onderdeel.kind in MEETING_KINDS:
            continue
        before = [day for one in ordered[:number] if (day := _day_of(one))]
        after = [day for one in ordered[number:] if (day := _day_of(one))]
        if deel.onderdeel.kind == OnderdeelKind.INTAKE:
            start = chosen[deel.onderdeel.code].day if deel.onderdeel.code in chosen else None
            if start is not None and start != deel.from_date:
                _store_term(deel, Termijn(start, add_workdays(start, Rules().intake_workdays - 1)))
        elif before and after:
            _place_tussentijd(deel, before[-1], after[0])


def _place_tussentijd(deel: Editiedeel, last: date, coming: date) -> None:
    term = Termijn(last + timedelta(days=1), add_workdays(coming, -READ_BEFORE))
    is_kept = deel.from_date is not None and deel.until_date is not None and (
        deel.from_date == term.from_date and last < deel.from_date <= deel.until_date < coming
        and add_workdays(coming, -2 * READ_BEFORE) <= deel.until_date
    )  # fmt: skip
    if not is_kept:
        _store_term(deel, term)


def _store_term(deel: Editiedeel, term: Termijn) -> None:
    deel.from_date, deel.until_date = term.from_date, term.until_date
    deel.save(update_fields=["from_date", "until_date"])


def _day_of(deel: Editiedeel) -> date | None:
    return local_date(deel.bijeenkomst.starts_at) if deel.bijeenkomst else None
