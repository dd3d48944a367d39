"""Subgroups, and who still owes whom: each ends with a question and an insight of every other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervisie.werkvorm import words
from intervisie.werkvorm.course import Position, Seat
from intervisie.werkvorm.fields import fields_of
from intervisie.werkvorm.groups import best_count, divide, possible_counts, sizes, smallest
from intervisie.werkvorm.owing import Debt, insights, insights_each, owing, questions
from intervisie.werkvorm.printing import card_sets, pack_for
from intervisie.werkvorm.reveal import Sheet, Viewer, result, shown
from tests.intervisie.werkvorm.methods import any_seats, method, seats, shipped, stap

TOOL = shipped("ingangspunten")
SPLIT_AT = next(at for at, step in enumerate(TOOL.steps) if step.is_split)
INSIGHTS = "inzichten"


@pytest.mark.parametrize(("people", "groups", "total", "each"), [
    (8, 1, 56, (7, 7)), (8, 2, 24, (3, 3)), (4, 1, 12, (3, 3)), (16, 1, 240, (15, 15)), (16, 4, 48, (3, 3)),
    (7, 2, 18, (2, 3)), (5, 2, 8, (1, 2)), (1, 1, 0, (0, 0)), (0, 1, 0, (0, 0)), (2, 1, 2, (1, 1)), (3, 9, 0, (0, 0)),
])  # fmt: skip
def test_how_many_insights_there_are(people: int, groups: int, total: int, each: tuple[int, int]) -> None:
    assert insights(people, groups) == total
    assert insights_each(people, groups) == each
    assert len(owing(TOOL, _dealt(people, groups), INSIGHTS, {})) == total


def test_how_many_questions_there_are() -> None:
    assert [questions(shipped(code), 8) for code in ("ingangspunten", "troika", "incident", "doca")] == [8, 8, 1, 0]


def _dealt(people: int, groups: int) -> tuple[Seat, ...]:
    return tuple(Seat(number, group) for number, group in divide(range(1, people + 1), groups).items())


@given(st.integers(2, 16), st.integers(1, 4))
def test_each_takes_home_a_question_and_an_insight_of_every_other(people: int, groups: int) -> None:
    """Through the whole engine: fields to write, what is owed, what is shown, what goes home."""
    who = _dealt(people, groups)
    sheets, filled = [Sheet(one.number, "vraag", 0, {"tekst": f"v{one.number}"}) for one in who], {}
    for one in who:
        fields = fields_of(TOOL, who, INSIGHTS, 0, one.number)
        sheets.append(Sheet(one.number, INSIGHTS, 0, {field.name: f"{one.number}>{field.to}" for field in fields}))
        filled[one.number] = [field.name for field in fields]
        assert {debt.to for debt in owing(TOOL, who, INSIGHTS, {}) if debt.from_ == one.number} == {
            field.to for field in fields
        }
    assert owing(TOOL, who, INSIGHTS, filled) == ()
    assert sum(len(names) for names in filled.values()) == insights(people, groups)
    over = Position(len(TOOL.steps) - 1)
    for one in who:
        others = {seat.number for seat in who if seat.group == one.group} - {one.number}
        home = result(TOOL, who, None, one.number, sheets)
        assert [row.text for row in home if row.step == "vraag"] == [f"v{one.number}"]
        assert {row.text for row in home if row.step == INSIGHTS} == {f"{other}>{one.number}" for other in others}
        rows = shown(TOOL, who, over, None, Viewer(one.number), sheets)
        assert {row.text for row in rows if row.step == INSIGHTS} == {f"{other}>{one.number}" for other in others}


def test_who_left_owes_nothing_and_is_owed_nothing() -> None:
    people = seats(4, left=[2])
    assert owing(TOOL, people, INSIGHTS, {1: ["3", "4"], 3: ["1"], 4: []}) == (Debt(3, 4), Debt(4, 1), Debt(4, 3))


def test_who_comes_late_owes_and_is_owed() -> None:
    before = seats(3)
    done = {1: ["2", "3"], 2: ["1", "3"], 3: ["1", "2"]}
    assert owing(TOOL, before, INSIGHTS, done) == ()
    assert owing(TOOL, (*before, Seat(4, 1)), INSIGHTS, done) == (
        Debt(1, 4), Debt(2, 4), Debt(3, 4), Debt(4, 1), Debt(4, 2), Debt(4, 3),
    )  # fmt: skip


def test_nothing_is_owed_elsewhere() -> None:
    assert owing(TOOL, seats(4), "vraag", {}) == owing(TOOL, seats(4), "nergens", {}) == ()
    assert owing(TOOL, (), INSIGHTS, {}) == owing(TOOL, seats(1), INSIGHTS, {}) == ()


@given(any_seats(), st.dictionaries(st.integers(1, 9), st.sets(st.integers(1, 9).map(str))))
def test_what_is_owed_is_what_is_not_filled_in(people: tuple[Seat, ...], filled: dict[int, set[str]]) -> None:
    here = {seat.number: seat.group for seat in people if seat.is_active}
    expected = {
        Debt(one, other)
        for one in here for other in here
        if one != other and here[one] == here[other] and str(other) not in filled.get(one, set())
    }  # fmt: skip
    found = owing(TOOL, people, INSIGHTS, filled)
    assert set(found) == expected
    assert len(found) == len(expected)


@given(st.lists(st.integers(1, 99), unique=True, max_size=30), st.integers(-1, 40))
def test_subgroups_are_even(numbers: list[int], count: int) -> None:
    dealt = divide(numbers, count)
    assert list(dealt) == numbers  # nobody is left out
    found = [list(dealt.values()).count(group) for group in sorted(set(dealt.values()))]
    assert tuple(found) == (sizes(len(numbers), count) if numbers else ())
    assert not found or (max(found) - min(found) <= 1 and min(found) >= 1)
    assert list(dealt.values()) == sorted(dealt.values())  # neighbours sit together
    assert len(found) == min(max(1, count), len(numbers))
    assert set(dealt.values()) == set(range(1, len(found) + 1))


@pytest.mark.parametrize(("people", "counts"), [
    (2, ()), (3, (1,)), (4, (1,)), (5, ()), (6, (2,)), (7, (2,)), (8, (2,)), (9, (3,)), (12, (3, 4)), (31, ()),
])  # fmt: skip
def test_in_how_many_subgroups_of_three_or_four(people: int, counts: tuple[int, ...]) -> None:
    assert possible_counts(shipped("troika"), people) == counts


def test_five_people_can_do_with_subgroups_of_three_or_four_if_they_must() -> None:
    """Who counted on six, and comes with five, goes on."""
    assert [best_count(shipped("troika"), people) for people in (0, 1, 2, 3, 5, 6, 12)] == [1, 1, 1, 1, 1, 2, 3]
    assert best_count(shipped("incident"), 9) == 1
    assert possible_counts(shipped("incident"), 9) == (1,)
    assert possible_counts(shipped("incident"), 11) == ()


def test_who_comes_late_goes_where_fewest_are_but_never_alone() -> None:
    assert smallest(seats(7, 2)) == 2
    assert smallest(seats(8, 2)) == 1
    assert smallest(seats(6, 2, left=[1, 3])) == 1
    assert smallest(seats(6, 2, left=[2, 4, 6])) == 1
    assert smallest(seats(4, 2, left=[1, 2, 3, 4])) == smallest(()) == 1


@pytest.mark.parametrize(("people", "sets"), [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2), (9, 3), (16, 4)])
def test_one_set_of_cards_is_for_four(people: int, sets: int) -> None:
    assert card_sets(people) == sets


def test_what_is_printed_for_eight() -> None:
    pack = pack_for(TOOL, 8, 1, 7)
    assert (pack.sets, pack.cards, pack.questions, pack.insights, pack.worksheets) == (2, 14, 8, 56, 8)
    assert pack.sheets == 4 + 1 + 7 + 8
    split = pack_for(TOOL, 8, 2, 7)
    assert (split.sets, split.cards, split.questions, split.insights, split.worksheets) == (2, 14, 8, 24, 8)
    assert pack_for(TOOL, 16, 1, 7).insights == 240


def test_what_is_printed_without_a_deck_or_insights() -> None:
    pack = pack_for(shipped("incident"), 6, 1, 7)
    assert (pack.sets, pack.cards, pack.questions, pack.insights, pack.worksheets) == (0, 0, 1, 0, 6)
    assert pack_for(TOOL, 8).cards == 0


def test_before_they_split_all_write_for_all() -> None:
    whole = method(
        stap("voor", input=words.PER_PERSON, writes=words.ALL), stap("na", is_split=True), question=words.OWN
    )  # fmt: skip
    assert len(owing(whole, _dealt(8, 2), "voor", {})) == pack_for(whole, 8, 2).insights == 56
    assert SPLIT_AT == 2
