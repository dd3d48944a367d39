"""Properties of the planner, against exhaustive search on small calendars."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from training.rhythm import (
    STANDARD_PARTS,
    Chosen,
    Judgement,
    Lock,
    NothingFits,
    Override,
    Part,
    PartKind,
    PlanRequest,
    Proposal,
    Resource,
    ResourceKind,
    Rules,
    SoftRule,
    Stretch,
    Weights,
    judge,
    kalender_of,
    propose,
)

SMALL_PARTS = (
    Part("I", PartKind.INTAKE),
    Part("1", PartKind.DAGDEEL, dagdelen=1),
    Part("2", PartKind.DAGDEEL, dagdelen=1, with_previous=True),
    Part("A", PartKind.TUSSENTIJD),
    Part("3", PartKind.DAGDEEL, dagdelen=1),
    Part("B", PartKind.TUSSENTIJD),
    Part("E", PartKind.EINDSESSIE, dagdelen=1),
)
SMALL_RULES = Rules(tussentijd_workdays=2, intake_workdays=2, intake_rest_workdays=1)
DAYS = 17
# Around summer time, the year border, Easter, and in quiet months.
STARTS = (date(2026, 12, 16), date(2027, 3, 15), date(2027, 10, 18), date(2028, 4, 3), date(2027, 9, 1))


@st.composite
def small_requests(draw: st.DrawFn) -> PlanRequest:
    """Draw two and a half weeks with busy people, locks, holidays, overrides and weights of any size."""
    first = draw(st.sampled_from(STARTS)) + timedelta(days=draw(st.integers(0, 6)))
    last = first + timedelta(days=draw(st.integers(6, DAYS)))
    days = st.integers(0, DAYS).map(lambda number: first + timedelta(days=number))
    slots = st.tuples(days, st.sampled_from(["OCHTEND", "MIDDAG"]))
    resources = tuple(
        Resource(name, kind, draw(st.frozensets(slots, max_size=30)))
        for name, kind in (("Tineke Postma", ResourceKind.TRAINER), ("Het dorpshuis", ResourceKind.PLACE))
    )
    locks = draw(st.lists(st.builds(Lock, st.sampled_from(["1", "2", "3", "E"]), days), max_size=2, unique=True))
    names = st.sampled_from([SoftRule.SCHOOLVAKANTIE, SoftRule.VERKIEZING])
    stretches = draw(st.lists(st.builds(lambda k, d, n: Stretch(k, "vrij", d, d + timedelta(n)), names, days,
                                        st.integers(0, 6)), max_size=2))  # fmt: skip
    overrides = draw(st.lists(st.builds(Override, st.sampled_from(SoftRule), st.just("kan niet anders"),
                                        st.frozensets(st.sampled_from(["1", "3", "A", "E"]))), max_size=2))  # fmt: skip
    points = st.integers(0, 20)
    weights = Weights(draw(points), draw(points), draw(points), draw(points), draw(points), draw(points),
                      months=(0, 1, 1), gap_days=draw(st.sampled_from([(4, 6), (7, 9), (5, 5)])))  # fmt: skip
    return PlanRequest(
        SMALL_PARTS, first, last, kalender_of(first, last, stretches), resources, tuple(locks), tuple(overrides),
        weights, SMALL_RULES,
    )  # fmt: skip


def every_choice(request: PlanRequest) -> Iterator[Judgement]:
    """Judge every set of dates of the small programme, weekends left out: those are judged in a test of their own."""
    length = (request.until_date - request.from_date).days
    every_day = [request.from_date + timedelta(days=number) for number in range(length + 1)]
    every_day = [day for day in every_day if day.weekday() < 5]
    for first, second, last in combinations(every_day, 3):
        chosen = {"1": first, "2": first, "3": second, "E": last}
        yield judge(request, {code: Chosen(day) for code, day in chosen.items()})


def judged(request: PlanRequest, proposal: Proposal) -> Judgement:
    """Judge a proposal as if a person had chosen it."""
    return judge(
        request,
        {
            part.code: Chosen(part.from_date, part.dagdelen)
            for part in proposal.placed
            if part.kind is not PartKind.TUSSENTIJD
        },
    )


@settings(max_examples=30, deadline=None)
@given(small_requests())
def test_a_proposal_keeps_the_rules_and_is_as_cheap_as_exhaustive_search_finds(request: PlanRequest) -> None:
    allowed = [judgement.total for judgement in every_choice(request) if not judgement.breaches]
    found = propose(request)
    if isinstance(found, NothingFits):
        assert allowed == []
        return
    assert judged(request, found).breaches == ()
    assert judged(request, found).costs == found.costs
    assert found.total == min(allowed)


@settings(max_examples=30, deadline=None)
@given(small_requests())
def test_what_it_advises_to_give_up_makes_room(request: PlanRequest) -> None:
    found = propose(request)
    if isinstance(found, Proposal):
        return
    assert found.relaxations
    assert [way.price for way in found.relaxations] == sorted(way.price for way in found.relaxations)
    for way in found.relaxations:
        bare = replace(request, locks=(), resources=(), from_date=date(2026, 1, 1), until_date=date(2029, 1, 1))
        assert judged(bare, way.proposal).breaches == ()
        assert way.wishes
        assert len(set(way.wishes)) == len(way.wishes)


@settings(max_examples=25, deadline=None)
@given(small_requests())
def test_no_fewer_locks_would_do(request: PlanRequest) -> None:
    """When locks alone stand in the way, exhaustive search over which to keep agrees on how many must go."""
    request = replace(request, resources=())
    found = propose(request)
    if isinstance(found, Proposal):
        return
    fewest = [
        len(dropped)
        for number in range(len(request.locks) + 1)
        for dropped in combinations(request.locks, number)
        if isinstance(propose(replace(request, locks=tuple(set(request.locks) - set(dropped)))), Proposal)
    ]
    advised = [len(way.wishes) for way in found.relaxations if all(wish.kind == "LOCK" for wish in way.wishes)]
    assert advised[:1] == sorted(fewest)[:1] or len(found.relaxations[0].wishes) <= min(fewest)


@settings(max_examples=12, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2028, 6, 1)), st.integers(60, 360), st.integers(0, 80), st.randoms())
def test_a_whole_editie_never_breaks_a_hard_rule(first: date, length: int, percent: int, chance: Random) -> None:
    last = first + timedelta(days=length)
    days = [first + timedelta(days=number) for number in range(length)]
    busy = frozenset((day, code) for day in days for code in ("OCHTEND", "MIDDAG") if chance.randrange(100) < percent)
    trainer = Resource("Wouter Hofstra", ResourceKind.TRAINER, busy)
    request = PlanRequest(STANDARD_PARTS, first, last, kalender_of(first, last), (trainer,))
    found = propose(request)
    assert found == propose(request)
    if isinstance(found, Proposal):
        assert judged(request, found).breaches == ()
        assert [part.code for part in found.placed] == [part.code for part in STANDARD_PARTS]
        assert not found.slots & busy
