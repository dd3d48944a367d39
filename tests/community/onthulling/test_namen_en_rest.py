"""Names beside a report, and the rest of the network: neither tells of who is not named, or of another partner."""

from community.onthulling import Aandeel, Klasse, Vereniging, may_name, rest_of_network

BIG = {1: Aandeel(20, 40), 2: Aandeel(20, 50), 3: Aandeel(15, 60)}
NETWORK, OWN = Klasse(61, 66), Klasse(5, 12)


def test_nobody_is_named_when_few_would_stay_unnamed() -> None:
    assert may_name({"all": Klasse(5, 12)}, {"all": 20}, [], {"all": 0}, 5)
    assert not may_name({"all": Klasse(5, 12)}, {"all": 20}, [], {"all": 0}, 4)


def test_the_others_stay_unknown() -> None:
    shown, among = {"all": Klasse(13, 18)}, {"all": 40}
    assert may_name(shown, among, [], {"all": 13}, 24)
    assert not may_name(shown, among, [], {"all": 14}, 24)  # 'none to four of the others'
    assert not may_name({"all": None}, among, [], {"all": 4}, 30)  # if it is small, nobody else was there
    assert may_name({"all": None}, among, [], {"all": 3}, 30)


def test_few_unnamed_do_not_make_a_shown_group_unknown() -> None:
    """At most four of the others, and at most four people are surely among them: that is what is known too well."""
    assert not may_name({"all": Klasse(5, 12), "ever": None}, {"all": 20, "ever": 24}, [], {"all": 8}, 8)


def test_differences_of_groups_stay_unknown_too() -> None:
    """Five to twelve in both: without names up to seven are new; when four new ones are known, three at most."""
    shown, among = (
        {"before": Klasse(5, 12), "new": None, "after": Klasse(5, 12)},
        {"before": 40, "new": 40, "after": 40},
    )
    unions = [Vereniging("after", ("before", "new"))]
    assert may_name(shown, among, unions, {"new": 1, "after": 1}, 30)
    assert not may_name(shown, among, unions, {"new": 3, "after": 3}, 30)


def test_the_rest_is_made_of_two_published_numbers() -> None:
    assert rest_of_network(NETWORK, OWN, 34, BIG) == 55
    assert rest_of_network(NETWORK, None, 20, BIG) == 65
    assert rest_of_network(None, OWN, 34, BIG) is None


def test_the_rest_is_of_ten_people_of_three_others_and_not_mostly_of_one() -> None:
    assert rest_of_network(NETWORK, OWN, 34, {1: Aandeel(28, 90), 2: Aandeel(27, 90)}) is None
    assert rest_of_network(NETWORK, OWN, 34, {1: Aandeel(47, 90), 2: Aandeel(5, 90), 3: Aandeel(3, 90)}) is None
    assert rest_of_network(Klasse(13, 18), OWN, 34, {at: Aandeel(3, 60) for at in range(3)}) is None


def test_two_partners_together_learn_nothing_of_each_other() -> None:
    """From below: all of the others were there, so that what is left must be of this partner; and from above."""
    full = {1: Aandeel(20, 20), 2: Aandeel(20, 21), 3: Aandeel(15, 15)}
    assert rest_of_network(NETWORK, OWN, 34, full) is None
    assert rest_of_network(Klasse(19, 24), OWN, 34, {at: Aandeel(5, 60) for at in range(3)}) is None
