"""The soft rules: what dates cost, in points and in sentences."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from community.notation import DAYS, count, date_long, listing
from community.workdays import add_months
from training.rhythm.days import TrainingDay, opening
from training.rhythm.values import Cost, PlanRequest, SoftRule, Weights

WEEK = 7


@dataclass(frozen=True)
class Dated:
    """A day of the programme and the date it is on."""

    day: TrainingDay
    on: date


def weeks_begun(days: int) -> int:
    """Return how many weeks are begun in so many days: 1 day is 1 week, 8 days are 2."""
    return -(-days // WEEK)


def gap_points(weights: Weights, days: int) -> int:
    """Return what it costs that two days lie so many calendar days apart."""
    least, most = weights.gap_days
    return weights.gap * weeks_begun(max(least - days, days - most, 0))


def length_points(weights: Weights, first: date, last: date) -> int:
    """Return what it costs that the series runs from the one day to the other."""
    least, aim, most = (add_months(first, months) for months in weights.months)
    outside = weights.length * weeks_begun(max((least - last).days, (last - most).days, 0))
    return outside + weights.aim * (abs((last - aim).days) // WEEK)


def day_points(request: PlanRequest, day: TrainingDay, on: date) -> int:
    """Return what school holidays and elections on this day cost."""
    return sum(cost.points for cost in _stretch_costs(request, day, on))


def is_overridden(request: PlanRequest, rule: SoftRule, codes: Sequence[str]) -> str:
    """Return the reason why this rule does not count here, or an empty text."""
    for override in request.overrides:
        if override.rule is rule and (not override.codes or override.codes & set(codes)):
            return override.reason
    return ""


def costs_of(request: PlanRequest, dated: Sequence[Dated]) -> tuple[Cost, ...]:
    """Return what these days cost; rules that cost nothing are left out. `dated` is in order of date."""
    found = _length(request, dated) + _weekdays(request, dated)
    for before, after in itertools.pairwise(dated):
        found += _gap(request, before, after)
    for item in dated:
        found += _stretch_costs(request, item.day, item.on)
    return tuple(found)


def _cost(request: PlanRequest, rule: SoftRule, codes: Sequence[str], points: int, sentence: str) -> list[Cost]:
    if not points:
        return []
    reason = is_overridden(request, rule, codes)
    return [Cost(rule, tuple(codes), 0 if reason else points, opening(sentence), reason)]


def _length(request: PlanRequest, dated: Sequence[Dated]) -> list[Cost]:
    first, last = dated[0].on, dated[-1].on
    codes = [code for item in dated for code in item.day.codes]
    points = length_points(request.weights, first, last)
    least, aim, most = request.weights.months
    sentence = f"de reeks duurt {_duration(first, last)}; de wens is {least} tot {most} maanden, het liefst {aim}."
    return _cost(request, SoftRule.LENGTH, codes, points, sentence)


def _duration(first: date, last: date) -> str:
    months = 0
    while add_months(first, months + 1) <= last:
        months += 1
    weeks = (last - add_months(first, months)).days // WEEK
    parts = [count(months, "maand", "maanden")] if months else []
    return listing([*parts, count(weeks, "week", "weken")] if weeks or not months else parts)


def _weekdays(request: PlanRequest, dated: Sequence[Dated]) -> list[Cost]:
    usual = usual_weekday(request, dated)
    found = []
    for item in dated:
        if item.on.weekday() != usual:
            verb = "is" if len(item.day.parts) == 1 else "zijn"
            sentence = f"{item.day.name} {verb} op een {DAYS[item.on.weekday()]}; de andere dagen op {DAYS[usual]}."
            found += _cost(request, SoftRule.WEEKDAY, item.day.codes, request.weights.weekday, sentence)
    return found


def usual_weekday(request: PlanRequest, dated: Sequence[Dated]) -> int:
    """Return the weekday that most days have, the earliest in the week when several do; overridden days don't vote."""
    votes = [item.on.weekday() for item in dated if not is_overridden(request, SoftRule.WEEKDAY, item.day.codes)] or [
        dated[0].on.weekday()
    ]
    return min(range(WEEK), key=lambda number: (-votes.count(number), number))


def _gap(request: PlanRequest, before: Dated, after: Dated) -> list[Cost]:
    days = (after.on - before.on).days
    least, most = (number // WEEK for number in request.weights.gap_days)
    weeks, rest = divmod(days, WEEK)
    parts = [count(weeks, "week", "weken")] if weeks else []
    length = listing([*parts, count(rest, "dag", "dagen")] if rest or not weeks else parts)
    codes = [after.day.tussentijd] if after.day.tussentijd else list(after.day.codes)
    sentence = f"van {before.day.name} tot {after.day.name} duurt het {length}; de wens is {least} tot {most} weken."
    return _cost(request, SoftRule.GAP, codes, gap_points(request.weights, days), sentence)


def _stretch_costs(request: PlanRequest, day: TrainingDay, on: date) -> list[Cost]:
    """Return at most one cost for school holidays and one for elections: two names for one day count once."""
    weights, is_one = request.weights, len(day.parts) == 1
    rules = (
        (SoftRule.SCHOOLVAKANTIE, weights.schoolvakantie, f"{'valt' if is_one else 'vallen'} in een schoolvakantie"),
        (SoftRule.VERKIEZING, weights.verkiezing, f"{'is' if is_one else 'zijn'} op een verkiezingsdag"),
    )
    found: list[Cost] = []
    for rule, points, words in rules:
        names = {
            stretch.name
            for stretch in request.kalender.stretches
            if stretch.kind is rule and stretch.from_date <= on <= stretch.until_date
        }
        if names:
            sentence = f"{day.name} {words}, {date_long(on)}: {listing(sorted(names))}."
            found += _cost(request, rule, day.codes, points, sentence)
    return found
