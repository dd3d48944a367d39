"""Teams of an editie: sizes, spread, wishes of the trainers, and numbers that do not fit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervisie.matching import InstanceError, TeamMember, TeamSizes, propose_teams


def members(number: int, organisaties: int = 9) -> list[TeamMember]:
    """Return so many participants of so many organisaties."""
    return [
        TeamMember(f"d{at:02}", f"organisatie {at % organisaties}", f"samenwerking {at % 4}", at % 3, f"Persoon {at}")
        for at in range(number)
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(4, 32), st.integers(1, 12), st.integers(1, 1000))
def test_everybody_is_in_one_team_of_a_size_that_is_allowed(number: int, organisaties: int, seed: int) -> None:
    proposal = propose_teams(members(number, organisaties), seed=seed)
    if number == 7:
        assert proposal.notes == ("7 deelnemers passen niet in teams van 4 tot 6. Sta een team van 7 toe.",)
        return
    assert sorted(id_ for team in proposal.teams for id_ in team) == [one.id for one in members(number)]
    assert all(4 <= len(team) <= 6 for team in proposal.teams)
    assert proposal == propose_teams(members(number, organisaties), seed=seed)


def test_colleagues_are_spread_as_far_as_the_number_of_teams_allows() -> None:
    people = [TeamMember(f"d{at:02}", "Waterschap" if at < 4 else f"org {at}") for at in range(20)]
    proposal = propose_teams(people)
    assert [sum(id_ < "d04" for id_ in team) for team in proposal.teams] == [1, 1, 1, 1]
    assert proposal.notes == ()
    assert set(proposal.reasons.values()) == {
        "In dit team zit niemand van de eigen organisatie en niemand uit de eigen samenwerking."
    }


def test_colleagues_who_must_share_a_team_are_told() -> None:
    people = [TeamMember(f"d{at:02}", "Waterschap" if at < 5 else f"org {at}", name=f"P{at}") for at in range(20)]
    proposal = propose_teams(people)
    assert sorted(sum(id_ < "d05" for id_ in team) for team in proposal.teams) == [1, 1, 1, 2]
    assert [note.removeprefix("In team ")[1:] for note in proposal.notes] == [
        " komt meer dan één deelnemer van Waterschap."
    ]


def test_wishes_of_the_trainers_hold() -> None:
    proposal = propose_teams(members(18), together=[("d00", "d09")], apart=[("d01", "d02"), ("d01", "d03")])
    team_of = {id_: number for number, team in enumerate(proposal.teams) for id_ in team}
    assert team_of["d00"] == team_of["d09"]
    assert team_of["d01"] not in {team_of["d02"], team_of["d03"]}


def test_wishes_that_cannot_hold_say_which_one_to_give_up() -> None:
    proposal = propose_teams(members(5), apart=[("d00", "d01")])
    assert proposal.teams == ()
    assert proposal.notes == (
        "Met deze vaste wensen past niet iedereen in een team.",
        "Laat toe dat Persoon 0 en Persoon 1 in één team komen.",
    )


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (0, "0 deelnemers passen niet in een team van minstens 4."),
        (1, "1 deelnemer past niet in een team van minstens 4."),
        (3, "3 deelnemers passen niet in een team van minstens 4."),
        (7, "7 deelnemers passen niet in teams van 4 tot 6. Sta een team van 7 toe."),
    ],
)
def test_numbers_that_do_not_fit_are_told(number: int, sentence: str) -> None:
    assert propose_teams(members(number)).notes == (sentence,)


def test_other_sizes_make_it_fit() -> None:
    assert [len(team) for team in propose_teams(members(7), sizes=TeamSizes(4, 5, 7)).teams] == [7]


def test_people_who_do_not_take_part_are_told() -> None:
    with pytest.raises(InstanceError) as caught:
        propose_teams(members(8), apart=[("d00", "d99")])
    assert caught.value.problems == ("d99 doet niet mee aan deze editie.",)
