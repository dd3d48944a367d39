"""The planner of an editie on known calendars: what it proposes, what it says and what it costs in time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import pytest

from training.rhythm import (
    STANDARD_PARTS,
    Breach,
    Chosen,
    Lock,
    NothingFits,
    Override,
    PartKind,
    PlanRequest,
    Proposal,
    Resource,
    ResourceKind,
    SoftRule,
    Stretch,
    judge,
    kalender_of,
    propose,
    whole_days,
)
from training.rhythm.values import Slot

YEAR = (date(2027, 1, 1), date(2027, 12, 31))
VOORJAAR = Stretch(SoftRule.SCHOOLVAKANTIE, "voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28))
ZOMER = Stretch(SoftRule.SCHOOLVAKANTIE, "zomervakantie", date(2027, 7, 10), date(2027, 8, 22))
STATEN = Stretch(SoftRule.VERKIEZING, "Provinciale Staten en waterschappen", date(2027, 3, 17), date(2027, 3, 17))


def asked(first: date = YEAR[0], last: date = YEAR[1], **more: object) -> PlanRequest:
    """Return a request for the standard programme with the holidays of 2027."""
    return PlanRequest(STANDARD_PARTS, first, last, kalender_of(first, last, (VOORJAAR, ZOMER, STATEN)), **more)


def dates(proposal: Proposal) -> dict[str, date]:
    return {part.code: part.from_date for part in proposal.placed}


def chosen(**days: date) -> dict[str, Chosen]:
    """Return dates by hand: `d1` is dagdeel 1, `e` the eindsessie."""
    return {name.removeprefix("d").upper(): Chosen(day) for name, day in days.items()}


GOOD = {"d1": date(2027, 1, 26), "d2": date(2027, 1, 26), "d3": date(2027, 3, 2), "d4": date(2027, 4, 6),
        "d5": date(2027, 5, 4), "e": date(2027, 6, 1)}  # fmt: skip


def test_a_quiet_year_gives_dates_that_meet_every_wish() -> None:
    found = propose(asked())
    assert isinstance(found, Proposal)
    assert found.costs == ()
    assert dates(found) == {
        "I": date(2027, 1, 4), "1": date(2027, 1, 25), "2": date(2027, 1, 25), "A": date(2027, 1, 26),
        "3": date(2027, 3, 1), "B": date(2027, 3, 2), "4": date(2027, 4, 5), "C": date(2027, 4, 6),
        "5": date(2027, 5, 3), "D": date(2027, 5, 4), "E": date(2027, 5, 31),
    }  # fmt: skip


def test_intake_and_tussentijden_last_until_the_day_that_follows() -> None:
    found = propose(asked())
    assert isinstance(found, Proposal)
    spans = {part.code: (part.from_date, part.until_date) for part in found.placed}
    assert spans["I"] == (date(2027, 1, 4), date(2027, 1, 15))
    assert spans["A"] == (date(2027, 1, 26), date(2027, 2, 28))
    shares = {part.code: part.dagdelen for part in found.placed if part.kind is PartKind.DAGDEEL}
    assert shares == {"1": ("OCHTEND",), "2": ("MIDDAG",), "3": ("OCHTEND",), "4": ("OCHTEND",), "5": ("OCHTEND",)}


def test_a_morning_that_is_taken_moves_the_dagdeel_to_the_afternoon() -> None:
    busy = frozenset((date(2027, 1, 1) + timedelta(days=number), "OCHTEND") for number in range(60, 365))
    found = propose(asked(resources=(Resource("Bas Verhoeven", ResourceKind.TRAINER, busy),)))
    assert isinstance(found, Proposal)
    assert {part.dagdelen for part in found.placed if part.code in {"4", "5", "E"}} == {("MIDDAG",)}


def test_a_lock_holds() -> None:
    found = propose(asked(locks=(Lock("3", date(2027, 3, 25), ("MIDDAG",)), Lock("I", date(2027, 1, 20)))))
    assert isinstance(found, Proposal)
    assert dates(found)["3"] == date(2027, 3, 25)
    assert dates(found)["I"] == date(2027, 1, 20)
    assert next(part.dagdelen for part in found.placed if part.code == "3") == ("MIDDAG",)


def test_a_lock_on_a_tussentijd_is_no_lock() -> None:
    with pytest.raises(ValueError, match="no day to lock for part A"):
        propose(asked(locks=(Lock("A", date(2027, 3, 25)),)))


def test_an_override_takes_the_points_away_and_keeps_the_reason() -> None:
    locks = (Lock("3", date(2027, 2, 23)),)
    without = propose(asked(locks=locks))
    reason = "Het team kan alleen dan."
    with_it = propose(asked(locks=locks, overrides=(Override(SoftRule.SCHOOLVAKANTIE, reason, frozenset({"3"})),)))
    assert isinstance(without, Proposal)
    assert isinstance(with_it, Proposal)
    assert without.total - with_it.total == 30
    cost = next(cost for cost in with_it.costs if cost.rule is SoftRule.SCHOOLVAKANTIE)
    assert (cost.points, cost.reason) == (0, reason)
    assert cost.sentence == "Dagdeel 3 valt in een schoolvakantie, dinsdag 23 februari 2027: voorjaarsvakantie."


def test_a_period_that_is_too_short_says_how_much_longer() -> None:
    found = propose(asked(date(2027, 1, 1), date(2027, 3, 26)))
    assert isinstance(found, NothingFits)
    assert found.sentence == "Er zijn geen data die aan alle vaste regels voldoen."
    assert [[wish.sentence for wish in way.wishes] for way in found.relaxations] == [
        ["Laat de periode langer duren: tot en met dinsdag 30 maart 2027."]
    ]


def test_the_smallest_wish_to_give_up_comes_first() -> None:
    taken = whole_days([date(2027, 4, 13)])
    trainer = Resource("Tineke Postma", ResourceKind.TRAINER, taken)
    place = Resource("Het dorpshuis", ResourceKind.PLACE, taken, frozenset({"4"}))
    locks = (Lock("4", date(2027, 4, 13)),)
    found = propose(asked(resources=(trainer, place), locks=locks))
    assert isinstance(found, NothingFits)
    assert [[wish.sentence for wish in way.wishes] for way in found.relaxations] == [
        ["Laat los dat dagdeel 4 vaststaat op dinsdag 13 april 2027."],
        ["Maak Tineke Postma vrij op dinsdag 13 april 2027, ochtend, of kies een andere trainer.",
         "Maak Het dorpshuis vrij op dinsdag 13 april 2027, ochtend, of kies een andere plek."],
    ]  # fmt: skip
    assert dates(found.relaxations[1].proposal)["4"] == date(2027, 4, 13)


def test_a_place_that_is_taken_is_a_smaller_wish_than_a_lock() -> None:
    place = Resource("Het dorpshuis", ResourceKind.PLACE, whole_days([date(2027, 4, 13)]))
    found = propose(asked(resources=(place,), locks=(Lock("4", date(2027, 4, 13)),)))
    assert isinstance(found, NothingFits)
    assert [[wish.kind for wish in way.wishes] for way in found.relaxations] == [["BUSY"], ["LOCK"]]


def test_a_programme_that_fits_no_calendar_says_why() -> None:
    spread = tuple(replace(part, with_previous=False) for part in STANDARD_PARTS)
    found = propose(replace(asked(), parts=spread))
    assert found == NothingFits("De dagdelen staan op 5 dagen; het mogen er 4 zijn.")
    assert propose(replace(asked(), parts=())) == NothingFits(
        "Het programma heeft geen dagdeel. Voeg eerst een dagdeel toe."
    )
    assert propose(asked(date(2027, 5, 1), date(2027, 4, 1))) == NothingFits("De periode eindigt voordat zij begint.")


def test_good_dates_have_no_breach_and_no_cost() -> None:
    judgement = judge(asked(), chosen(**GOOD))
    assert (judgement.breaches, judgement.costs) == ((), ())


@pytest.mark.parametrize(
    ("moved", "sentences"),
    [
        ({"d3": date(2027, 3, 6)}, ["Dagdeel 3 is in het weekend: zaterdag 6 maart 2027."]),
        ({"d4": date(2027, 3, 29)}, ["Dagdeel 4 is op een feestdag: maandag 29 maart 2027, Tweede paasdag."]),
        ({"d2": date(2027, 1, 27)}, ["Dagdeel 1 en 2 horen op één dag.",
                                     "De dagdelen staan op 5 dagen; het mogen er 4 zijn."]),
        ({"d3": date(2027, 2, 9)}, ["Tussentijd A duurt 9 werkdagen; het moeten er minstens 10 zijn."]),
        ({"d4": date(2027, 3, 1)}, ["Dagdeel 3 hoort voor dagdeel 4 te komen.",
                                    "Tussentijd B duurt 0 werkdagen; het moeten er minstens 10 zijn."]),
        ({"e": date(2028, 1, 4)}, ["De eindsessie valt buiten de periode: dinsdag 4 januari 2028."]),
        ({"d1": date(2027, 1, 12), "d2": date(2027, 1, 12)},
         ["Voor de intake zijn 15 werkdagen nodig voordat dagdeel 1 begint."]),
    ],
)  # fmt: skip
def test_dates_by_hand_that_break_a_rule_are_told_which(moved: Mapping[str, date], sentences: list[str]) -> None:
    judgement = judge(asked(), chosen(**{**GOOD, **moved}))
    assert [breach.sentence for breach in judgement.breaches] == sentences


def test_who_is_taken_is_named() -> None:
    place = Resource("Het dorpshuis", ResourceKind.PLACE, whole_days([GOOD["d1"]]))
    assert judge(asked(resources=(place,)), chosen(**GOOD)).breaches == (
        Breach("FREE", ("1", "2"),
               "Het dorpshuis is bezet bij dagdeel 1 en 2: dinsdag 26 januari 2027, ochtend en middag."),
    )  # fmt: skip


def test_what_is_missing_and_what_is_locked_is_named() -> None:
    days = chosen(**{key: day for key, day in GOOD.items() if key != "d5"})
    found = judge(asked(locks=(Lock("E", date(2027, 6, 8)),)), days)
    assert [breach.sentence for breach in found.breaches] == [
        "Dagdeel 5 heeft nog geen datum.", "De eindsessie staat vast op dinsdag 8 juni 2027."
    ]  # fmt: skip


def test_every_cost_says_in_words_what_it_is_for() -> None:
    moved = {"d3": date(2027, 2, 22), "d4": date(2027, 3, 17), "e": date(2027, 7, 13)}
    judgement = judge(asked(), chosen(**{**GOOD, **moved}))
    assert [(cost.points, cost.sentence) for cost in judgement.costs] == [
        (42, "De reeks duurt 5 maanden en 2 weken; de wens is 3 tot 5 maanden, het liefst 4."),
        (6, "Dagdeel 3 is op een maandag; de andere dagen op dinsdag."),
        (6, "Dagdeel 4 is op een woensdag; de andere dagen op dinsdag."),
        (4, "Van dagdeel 1 en 2 tot dagdeel 3 duurt het 3 weken en 6 dagen; de wens is 4 tot 5 weken."),
        (4, "Van dagdeel 3 tot dagdeel 4 duurt het 3 weken en 2 dagen; de wens is 4 tot 5 weken."),
        (8, "Van dagdeel 4 tot dagdeel 5 duurt het 6 weken en 6 dagen; de wens is 4 tot 5 weken."),
        (20, "Van dagdeel 5 tot de eindsessie duurt het 10 weken; de wens is 4 tot 5 weken."),
        (30, "Dagdeel 3 valt in een schoolvakantie, maandag 22 februari 2027: voorjaarsvakantie."),
        (20, "Dagdeel 4 is op een verkiezingsdag, woensdag 17 maart 2027: Provinciale Staten en waterschappen."),
        (30, "De eindsessie valt in een schoolvakantie, dinsdag 13 juli 2027: zomervakantie."),
    ]


def test_a_hundred_edities_share_trainers_and_places_without_double_booking() -> None:
    trainers: dict[str, frozenset[Slot]] = {f"trainer {number}": frozenset() for number in range(12)}
    places: dict[str, frozenset[Slot]] = {f"plek {number}": frozenset() for number in range(10)}
    first, last = date(2027, 1, 1), date(2028, 12, 31)
    kalender = kalender_of(first, last, (VOORJAAR, ZOMER, STATEN))
    longest = 0.0
    for number in range(100):
        names = (f"trainer {number % 12}", f"trainer {(number * 5 + 1) % 12}")
        resources = [Resource(name, ResourceKind.TRAINER, trainers[name]) for name in names]
        place = f"plek {number % 10}"
        resources.append(Resource(place, ResourceKind.PLACE, places[place]))
        begin = process_time()
        found = propose(PlanRequest(STANDARD_PARTS, first, last, kalender, tuple(resources)))
        longest = max(longest, process_time() - begin)
        assert isinstance(found, Proposal)
        for shelf, names_of in ((trainers, names), (places, (place,))):
            for name in set(names_of):
                assert not shelf[name] & found.slots
                shelf[name] |= found.slots
    assert longest < 2
