"""Where a session goes: nobody is skipped, nobody's turn shifts, and there is always somewhere to be."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervisie.werkvorm import course, words
from intervisie.werkvorm.course import Position, Seat
from intervisie.werkvorm.groups import smallest
from intervisie.werkvorm.steps import Werkvormschema
from tests.intervisie.werkvorm.methods import CODES, active, any_method, any_seats, method, seats, shipped, stap

METHODS = st.sampled_from(CODES).map(shipped) | any_method()
ROUNDS = method(
    stap("nadenken", is_split=True), stap("vraag", repeats=True), stap("rondje", repeats=True, in_turn=True),
    stap("slot"), question=words.IN_TURN,
)  # fmt: skip


def _slugs(schema: Werkvormschema, people: tuple[Seat, ...]) -> list[str]:
    return [position.slug for position in course.moments(schema, people)]


def test_a_repeating_block_goes_once_per_round_and_a_turn_once_per_person() -> None:
    assert _slugs(ROUNDS, seats(2)) == [
        "0.0.0", "1.0.0", "2.0.0", "2.0.1", "1.1.0", "2.1.0", "2.1.1", "3.0.0",
    ]  # fmt: skip


def test_subgroups_go_at_the_same_time() -> None:
    people = seats(7, 2)
    assert [slug for slug in _slugs(ROUNDS, people) if slug.startswith("1.")] == ["1.0.0", "1.1.0", "1.2.0", "1.3.0"]
    assert course.bringers(ROUNDS, people, Position(1, 0), None) == (1, 2)
    assert course.bringers(ROUNDS, people, Position(1, 3), None) == (7,)  # the other subgroup is one smaller
    assert course.turn_numbers(ROUNDS, people, Position(2, 0, 3)) == (7,)


def test_who_left_is_skipped_and_nobody_shifts() -> None:
    people = seats(4, left=[2])
    assert [slug for slug in _slugs(ROUNDS, people) if slug.startswith("1.")] == ["1.0.0", "1.2.0", "1.3.0"]
    assert course.bringers(ROUNDS, people, Position(1, 2), None) == (3,)
    assert course.bringer_of(ROUNDS, people, 1, 1, None, 4) == 2  # what was written for her stays hers


def test_leaving_in_her_turn_goes_on_to_the_next() -> None:
    gone = seats(4, left=[3])
    assert course.settle(ROUNDS, gone, Position(2, 1, 2)) == Position(2, 1, 3)
    assert course.settle(ROUNDS, gone, Position(1, 2)) == Position(1, 3)  # her round: the next person's
    assert course.settle(ROUNDS, gone, Position(2, 2, 1)) == Position(1, 3)
    assert course.settle(ROUNDS, seats(4, left=[4]), Position(2, 3, 3)) == Position(3)
    assert course.settle(ROUNDS, gone, Position(2, 1, 1)) == Position(2, 1, 1)


def test_the_last_turn_of_the_last_step_may_go() -> None:
    schema = method(stap("rondje", in_turn=True), question=words.OWN)
    people, last = seats(3, left=[3]), Position(0, 0, 2)
    assert course.settle(schema, people, last) == last  # nobody is taken back; the next thing is the end
    assert course.turn_numbers(schema, people, last) == ()
    assert course.after(schema, people, last) is None
    assert course.before(schema, people, last) == Position(0, 0, 1)
    assert course.settle(schema, people, Position(7)) == Position(0, 0, 1)


def test_going_back_into_a_turn_finds_the_last_who_is_there() -> None:
    assert course.before(ROUNDS, seats(4, left=[4]), Position(3)) == Position(2, 2, 2)
    assert course.before(ROUNDS, seats(4, left=[3]), Position(2, 3, 0)) == Position(1, 3)
    assert course.before(ROUNDS, seats(4, left=[3]), Position(1, 3)) == Position(2, 1, 3)
    assert course.before(ROUNDS, seats(4), Position(0)) is None


def test_one_person_goes_through_all_of_it() -> None:
    alone = seats(3, left=[1, 3])
    assert _slugs(ROUNDS, alone) == ["0.0.0", "1.1.0", "2.1.1", "3.0.0"]
    assert course.seconds_of(ROUNDS, alone, Position(2, 1, 1)) == 360


@pytest.mark.parametrize("people", [(), seats(3, left=[1, 2, 3])])
def test_with_nobody_left_every_step_is_still_there(people: tuple[Seat, ...]) -> None:
    assert _slugs(ROUNDS, people) == ["0.0.0", "1.0.0", "2.0.0", "3.0.0"]
    assert course.turn_numbers(ROUNDS, people, Position(2)) == ()
    assert course.bringers(ROUNDS, people, Position(1), None) == ()
    assert course.seconds_of(ROUNDS, people, Position(2)) == 360
    assert course.settle(ROUNDS, people, Position(2, 2, 1)) == Position(3)


def test_who_comes_late_in_a_step_of_subgroups_has_her_turn_last() -> None:
    people = seats(7, 2)
    late = (*people, Seat(8, smallest(people)))
    assert smallest(people) == 2
    assert course.turn_numbers(ROUNDS, late, Position(2, 0, 3)) == (7, 8)
    for at in range(3):
        assert course.turn_numbers(ROUNDS, late, Position(2, 0, at)) == course.turn_numbers(
            ROUNDS, people, Position(2, 0, at)
        )


def test_in_days_a_step_is_not_taken_turn_by_turn() -> None:
    people = seats(3)
    places = course.moments(ROUNDS, people, is_in_days=True)
    assert [place.slug for place in places] == [
        "0.0.0", "1.0.0", "2.0.0", "1.1.0", "2.1.0", "1.2.0", "2.2.0", "3.0.0",
    ]  # fmt: skip
    assert course.turn_numbers(ROUNDS, people, Position(2), is_in_days=True) == ()
    assert course.after(ROUNDS, people, Position(2), is_in_days=True) == Position(1, 1)
    assert course.before(ROUNDS, people, Position(1, 1), is_in_days=True) == Position(2)
    assert course.settle(ROUNDS, people, Position(2, 0, 2), is_in_days=True) == Position(1, 1)


def test_whose_question_it_is() -> None:
    people = seats(4, left=[2])
    one = method(stap("verhaal"))
    own = method(stap("stil"), stap("bespreken", in_turn=True), question=words.OWN)
    assert course.bringers(one, people, Position(0), 3) == (3,)
    assert course.bringers(one, people, Position(0), 2) == (2,)  # she left: another is chosen by hand
    assert course.bringers(one, people, Position(0), None) == course.bringers(one, people, Position(0), 9) == ()
    assert course.bringers(own, people, Position(0), 3) == ()
    assert course.bringers(own, people, Position(1, 0, 2), 3) == (3,)
    assert course.bringers(own, people, Position(1, 0, 0), 3, is_in_days=True) == ()
    assert course.bringers(method(stap("a"), question=words.NOBODYS), people, Position(0), 3) == ()
    assert course.bringer_of(own, people, 1, 0, 3, 3) is None


@pytest.mark.parametrize(
    ("people", "groups", "minutes", "seconds"), [(8, 1, 20, 150), (8, 2, 20, 300), (7, 2, 20, 300), (7, 1, 5, 42)]
)
def test_a_turn_is_an_equal_part(people: int, groups: int, minutes: int, seconds: int) -> None:
    schema = method(stap("bespreken", minutes=minutes, in_turn=True, is_split=True), question=words.OWN)
    assert course.seconds_of(schema, seats(people, groups), Position(0)) == seconds
    assert course.seconds_of(method(stap("stil", minutes=minutes)), seats(people), Position(0)) == minutes * 60


def test_minutes_of_a_whole_session() -> None:
    assert course.minutes_of(shipped("ingangspunten"), 8) == 50
    assert course.minutes_of(shipped("ingangspunten"), 8, 2) == 50
    troika = shipped("troika")
    assert course.minutes_of(troika, 3) == troika.steps[0].minutes + 3 * 9
    assert course.minutes_of(troika, 7, 2) == troika.steps[0].minutes + 4 * 9
    assert course.minutes_of(troika, 0, 0) == troika.minutes


def test_the_gesprekstool_with_eight_people_in_two_subgroups() -> None:
    schema, people = shipped("ingangspunten"), seats(8, 2)
    talk = [place for place in course.moments(schema, people) if schema.steps[place.step].code == "bespreken"]
    assert [course.turn_numbers(schema, people, place) for place in talk] == [(1, 2), (3, 4), (5, 6), (7, 8)]
    assert {course.seconds_of(schema, people, place) for place in talk} == {300}
    assert course.group_of(schema, people, 3, 0) == tuple(range(1, 9))
    assert course.group_of(schema, people, 3, len(schema.steps) - 1) == (1, 3, 5, 7)
    assert course.group_of(schema, people, 99, 0) == ()


@pytest.mark.parametrize("text", [
    "", "1", "1.2", "1.2.3.4", "-1.0.0", "1.0.a", " 1.0.0", "1.0.0\n", "²․0.0", "99999.0.0", "٣.0.0", None, 3, [],
])  # fmt: skip
def test_what_is_no_position_is_none(text: object) -> None:
    assert Position.read(text) is None


@given(st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999))
def test_a_position_comes_back_from_a_form(step: int, round: int, turn: int) -> None:
    position = Position(step, round, turn)
    assert Position.read(position.slug) == position


@settings(deadline=None)
@given(METHODS, any_seats(), st.booleans())
def test_after_and_before_are_each_others_way_back(
    schema: Werkvormschema, people: tuple[Seat, ...], is_in_days: bool
) -> None:
    every = course.moments(schema, people, is_in_days=is_in_days)
    assert len(set(every)) == len(every)
    assert {place.step for place in every} == set(range(len(schema.steps)))  # no step is ever missing
    assert course.first(schema, people, is_in_days=is_in_days) == every[0]
    for at, place in enumerate(every):
        following = every[at + 1] if at + 1 < len(every) else None
        assert course.after(schema, people, place, is_in_days=is_in_days) == following
        assert course.before(schema, people, place, is_in_days=is_in_days) == (every[at - 1] if at else None)
        assert course.settle(schema, people, place, is_in_days=is_in_days) == place


@settings(deadline=None)
@given(METHODS, any_seats(fewest=1))
def test_nobody_is_skipped(schema: Werkvormschema, people: tuple[Seat, ...]) -> None:
    """Each who is there has one turn in every step of turns, and one round of her own; nobody waits for who left."""
    every = course.moments(schema, people)
    for at, step in enumerate(schema.steps):
        here = [place for place in every if place.step == at]
        rounds = {place.round for place in here}
        for round in rounds:
            turns = [place for place in here if place.round == round]
            spoken = [number for place in turns for number in course.turn_numbers(schema, people, place)]
            assert sorted(spoken) == (active(people) if step.in_turn else [])
            seconds = [course.seconds_of(schema, people, place) for place in turns]
            assert sum(seconds) <= step.minutes * 60
            assert len(set(seconds)) == 1
            if step.in_turn and active(people):
                assert all(course.turn_numbers(schema, people, place) for place in turns)
        if step.repeats and schema.question == words.IN_TURN and _is_whole(schema):
            asked = [one for r in rounds for one in course.bringers(schema, people, Position(at, r), None)]
            assert sorted(asked) == active(people)


def _is_whole(schema: Werkvormschema) -> bool:
    """Whether nobody splits up in the middle of steps that repeat, which no method may do."""
    return all(
        course.is_split_at(schema, at) == course.is_split_at(schema, at - 1)
        for at in range(1, len(schema.steps))
        if schema.steps[at].repeats and schema.steps[at - 1].repeats
    )


@settings(deadline=None)
@given(METHODS, any_seats(fewest=1), st.data())
def test_nobody_shifts_when_people_leave_or_join(
    schema: Werkvormschema, people: tuple[Seat, ...], data: st.DataObject
) -> None:
    left = data.draw(st.sets(st.sampled_from(active(people) or [0])))
    joined = [Seat(len(people) + at, smallest(people)) for at in range(1, data.draw(st.integers(0, 3)) + 1)]
    later = (*(Seat(one.number, one.group, one.is_active and one.number not in left) for one in people), *joined)
    for place in course.moments(schema, people):
        before, after = (set(course.turn_numbers(schema, those, place)) for those in (people, later))
        assert before - left <= after
        assert after - before <= {one.number for one in joined}
        for number in active(people):
            whose = course.bringer_of(schema, people, place.step, place.round, 1, number)
            assert whose is None or course.bringer_of(schema, later, place.step, place.round, 1, number) == whose


@settings(deadline=None)
@given(METHODS, st.integers(1, 6), st.integers(1, 2), st.integers(0, 10**6))
def test_walking_through_a_session_while_people_come_and_go(
    schema: Werkvormschema, number: int, groups: int, seed: int
) -> None:
    """Who is there from the begin of a step to its end has exactly one turn in it; and the session ends."""
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    people = list(seats(number, groups))
    place: Position | None = course.first(schema, people)
    stayed: dict[tuple[int, int], set[int]] = {}
    spoken: dict[tuple[int, int], list[int]] = {}
    steps = 0
    while place is not None:
        here = (place.step, place.round)
        stayed.setdefault(here, set(active(people)))
        spoken.setdefault(here, []).extend(course.turn_numbers(schema, people, place))
        action = chance.choice(["", "", "", "leave", "join"])
        if action == "leave":
            at = chance.randrange(len(people))
            people[at] = Seat(people[at].number, people[at].group, is_active=False)
        if action == "join" and len(people) < 10:
            people.append(Seat(len(people) + 1, smallest(people)))
        stayed[here] &= set(active(people))
        settled = course.settle(schema, people, place)
        if here not in {(one.step, one.round) for one in course.moments(schema, people)}:
            del stayed[here]  # whose round it was left: the rest of her round goes too
        place = course.after(schema, people, place) if settled == place else settled
        steps += 1
        assert steps < 2000
    for numbers in spoken.values():
        assert len(numbers) == len(set(numbers))
    for (at, round), whole in stayed.items():
        if schema.steps[at].in_turn:
            assert whole <= set(spoken[at, round])
