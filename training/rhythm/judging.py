"""What is wrong with dates that a person chose, and what they cost."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from community.notation import count, date_long
from training.rhythm.costs import Dated, costs_of
from training.rhythm.days import (
    DAY_KINDS,
    TrainingDay,
    best_run,
    busy,
    in_words,
    name_of,
    opening,
    training_days,
)
from training.rhythm.kalender import SATURDAY, workdays_between
from training.rhythm.values import Breach, Chosen, HardRule, Judgement, Part, PartKind, PlanRequest


def judge(request: PlanRequest, chosen: Mapping[str, Chosen]) -> Judgement:
    """Return which hard rules these dates break and what they cost. `chosen`: per code of a part with a day.

    A tussentijd has no date of its own; the date of the intake is its first day and may be left out.
    """
    days = [(part, chosen[part.code]) for part in request.parts if part.kind in DAY_KINDS and part.code in chosen]
    breaches = _missing(request, chosen)
    breaches += _order(request, chosen) + _same_day(request, chosen) + _training_days(request, days)
    dated = _dated(request, days)
    for part, choice in days:
        breaches += _workday(request, part, choice.day)
    for item in dated:
        breaches += _free(request, item, days)
    breaches += _tussentijden(request, chosen) + _locks(request, chosen) + _period(request, chosen)
    return Judgement(tuple(breaches), costs_of(request, dated) if dated else ())


def _breach(rule: HardRule, parts: list[Part], sentence: str) -> Breach:
    return Breach(rule, tuple(part.code for part in parts), opening(sentence))


def _missing(request: PlanRequest, chosen: Mapping[str, Chosen]) -> list[Breach]:
    missing = [part for part in request.parts if part.kind in DAY_KINDS and part.code not in chosen]
    return [_breach(HardRule.COMPLETE, [part], f"{name_of([part])} heeft nog geen datum.") for part in missing]


def _order(request: PlanRequest, chosen: Mapping[str, Chosen]) -> list[Breach]:
    parts = [part for part in request.parts if part.code in chosen and part.kind is not PartKind.TUSSENTIJD]
    found = []
    for before, after in itertools.pairwise(parts):
        first, second = chosen[before.code], chosen[after.code]
        is_wrong = first.day > second.day or (first.day == second.day and not after.with_previous)
        if first.day == second.day and after.with_previous and first.dagdelen and second.dagdelen:
            allowed = request.dagdelen
            is_wrong = max(map(allowed.index, first.dagdelen)) >= min(map(allowed.index, second.dagdelen))
        if is_wrong:
            names = (name_of([before]), name_of([after]))
            found.append(_breach(HardRule.ORDER, [before, after], f"{names[0]} hoort voor {names[1]} te komen."))
    return found


def _same_day(request: PlanRequest, chosen: Mapping[str, Chosen]) -> list[Breach]:
    found = []
    for day in training_days(request):
        parts = [part for part in day.parts if part.code in chosen]
        if len({chosen[part.code].day for part in parts}) > 1:
            found.append(_breach(HardRule.SAME_DAY, parts, f"{name_of(parts)} horen op één dag."))
    return found


def _training_days(request: PlanRequest, days: list[tuple[Part, Chosen]]) -> list[Breach]:
    used = {choice.day for part, choice in days if part.kind is PartKind.DAGDEEL}
    most = request.rules.training_days
    if len(used) <= most:
        return []
    parts = [part for part, _ in days if part.kind is PartKind.DAGDEEL]
    sentence = f"de dagdelen staan op {len(used)} dagen; het mogen er {most} zijn."
    return [_breach(HardRule.TRAINING_DAYS, parts, sentence)]


def _workday(request: PlanRequest, part: Part, on: date) -> list[Breach]:
    if on.weekday() >= SATURDAY:
        sentence = f"{name_of([part])} is in het weekend: {date_long(on)}."
        return [_breach(HardRule.WEEKEND, [part], sentence)]
    name = request.kalender.feestdagen.get(on)
    if name:
        sentence = f"{name_of([part])} is op een feestdag: {date_long(on)}, {name}."
        return [_breach(HardRule.FEESTDAG, [part], sentence)]
    return []


def _free(request: PlanRequest, dated: Dated, days: list[tuple[Part, Chosen]]) -> list[Breach]:
    day, run = dated.day, tuple(code for part, choice in days if choice.day == dated.on for code in choice.dagdelen)
    if len(run) == day.dagdelen:
        taken = busy(request, day, dated.on, run)
    else:
        run, taken = best_run(request, day, dated.on) or ((), [])
    when = f"{date_long(dated.on)}, {in_words(run)}" if run else date_long(dated.on)
    return [
        _breach(HardRule.FREE, list(day.parts), f"{resource.name} is bezet bij {day.name}: {when}.")
        for resource in taken
    ]


def _tussentijden(request: PlanRequest, chosen: Mapping[str, Chosen]) -> list[Breach]:
    least = request.rules.tussentijd_workdays
    found = []
    for number, part in enumerate(request.parts):
        before = [
            chosen[one.code].day for one in request.parts[:number] if one.kind in DAY_KINDS and one.code in chosen
        ]
        after = [chosen[one.code].day for one in request.parts[number:] if one.kind in DAY_KINDS and one.code in chosen]
        if part.kind is not PartKind.TUSSENTIJD or not before or not after:
            continue
        length = workdays_between(request.kalender, before[-1], after[0])
        if length < least:
            size = count(length, "werkdag", "werkdagen")
            sentence = f"{name_of([part])} duurt {size}; het moeten er minstens {least} zijn."
            found.append(_breach(HardRule.TUSSENTIJD, [part], sentence))
    return found


def _days(parts: Sequence[Part], chosen: Mapping[str, Chosen]) -> list[date]:
    return [chosen[part.code].day for part in parts if part.kind in DAY_KINDS and part.code in chosen]


def _locks(request: PlanRequest, chosen: Mapping[str, Chosen]) -> list[Breach]:
    parts = {part.code: part for part in request.parts}
    found = []
    for lock in request.locks:
        choice = chosen.get(lock.code)
        if not choice:
            continue
        if choice.day != lock.day or (lock.dagdelen and choice.dagdelen and choice.dagdelen != lock.dagdelen):
            when = ", ".join([date_long(lock.day), *([in_words(lock.dagdelen)] if lock.dagdelen else [])])
            part = parts[lock.code]
            found.append(_breach(HardRule.LOCK, [part], f"{name_of([part])} staat vast op {when}."))
    return found


def _period(request: PlanRequest, chosen: Mapping[str, Chosen]) -> list[Breach]:
    found = []
    for part in request.parts:
        if part.code in chosen and not request.from_date <= chosen[part.code].day <= request.until_date:
            sentence = f"{name_of([part])} valt buiten de periode: {date_long(chosen[part.code].day)}."
            found.append(_breach(HardRule.PERIOD, [part], sentence))
    return found + _intake(request, chosen)


def _intake(request: PlanRequest, chosen: Mapping[str, Chosen]) -> list[Breach]:
    intake = [part for part in request.parts if part.kind is PartKind.INTAKE]
    first = [part for part in request.parts if part.kind in DAY_KINDS and part.code in chosen][:1]
    if not intake or not first:
        return []
    start = chosen[intake[0].code].day if intake[0].code in chosen else request.from_date
    needed = request.rules.intake_workdays + request.rules.intake_rest_workdays
    if workdays_between(request.kalender, start - timedelta(days=1), chosen[first[0].code].day) >= needed:
        return []
    sentence = f"voor de intake zijn {needed} werkdagen nodig voordat {name_of(first)} begint."
    return [_breach(HardRule.PERIOD, intake, sentence)]


def _dated(request: PlanRequest, days: list[tuple[Part, Chosen]]) -> list[Dated]:
    """Return the days in order of date, each with the parts that are on it; the costs are counted per day."""
    tussentijd = {day.codes[0]: day.tussentijd for day in training_days(request)}
    per_day: dict[date, list[Part]] = {}
    for part, choice in days:
        per_day.setdefault(choice.day, []).append(part)
    return [
        Dated(TrainingDay(tuple(parts), tussentijd=tussentijd.get(parts[0].code, "")), on)
        for on, parts in sorted(per_day.items())
    ]
