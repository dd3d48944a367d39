"""Which method suits, and why: reasons are sentences, and what cannot be never comes first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervisie.werkvorm import words
from intervisie.werkvorm.advice import Advice, Offered, advise
from tests.intervisie.werkvorm.methods import CODES, method, shipped, stap

SHIPPED = [Offered(code, code.title(), shipped(code)) for code in CODES]


def _codes(found: tuple[Advice, ...]) -> list[str]:
    return [one.code for one in found]


def _one(code: str, *given: object) -> Advice:
    return next(one for one in advise(SHIPPED, *given) if one.code == code)


@pytest.mark.parametrize(("question", "minutes", "maturity", "people", "first"), [
    ("VOORVAL", 90, "NIEUW", 6, {"incident", "consultatie"}),
    ("GEVOEL", 120, "ERVAREN", 7, {"balint", "roddel"}),
    ("GEVOEL", 60, "BEKEND", 6, {"roddel"}),
    ("SUCCES", 60, "NIEUW", 5, {"waarderend"}),
    ("BEGRIP", 120, "BEKEND", 6, {"socrates"}),
    ("ADVIES", 45, "NIEUW", 3, {"troika"}),
    ("KEUZE", 60, "NIEUW", 14, {"dilemmalijn"}),
    ("VERKENNEN", 60, "NIEUW", 16, {"ingangspunten", "dilemmalijn"}),
])  # fmt: skip
def test_what_suits_comes_first(question: str, minutes: int, maturity: str, people: int, first: set[str]) -> None:
    best = advise(SHIPPED, question, minutes, maturity, people)[0]
    assert best.code in first
    assert best.suits


def test_balint_is_not_for_a_new_group_and_not_for_half_an_hour() -> None:
    assert _one("balint", "GEVOEL", 120, "NIEUW", 6).against == ("Vraagt een groep met ervaring in intervisie.",)
    assert _one("balint", "GEVOEL", 30, "ERVAREN", 6).against == ("Duurt ongeveer 90 minuten. Jullie hebben er 30.",)
    assert _one("roddel", "GEVOEL", 60, "NIEUW", 6).against == (
        "Vraagt een groep die elkaar kent en waar het veilig is.",
    )


def test_reasons_for() -> None:
    found = _one("roddel", "GEVOEL", 60, "BEKEND", 6)
    assert found.why == (
        "Past bij jullie vraag: 'Iets raakt me of zit me dwars'.", "Duurt ongeveer 45 minuten.",
        "Past bij hoe goed jullie elkaar kennen.", "Kan met 6 mensen.",
    )  # fmt: skip
    assert found.against == ()


def test_reasons_against() -> None:
    assert _one("roddel", "SUCCES", None, "", 3).against == (
        "Is bedoeld voor een ander soort vraag.", "Kan pas vanaf 4 mensen.",
    )  # fmt: skip
    assert _one("roddel", "", None, "", 20).against == ("Kan met hooguit 8 mensen.",)


def test_minutes_are_counted_with_these_people() -> None:
    """Each person her round: with three it fits in an hour, with four in one subgroup it takes longer."""
    assert _one("troika", "", 30, "", 3).why == ("Duurt ongeveer 30 minuten.", "Kan met 3 mensen.")
    assert _one("troika", "", 30, "", 4).against == ("Duurt ongeveer 39 minuten. Jullie hebben er 30.",)
    assert _one("troika", "", 30, "", 9).against == ()


def test_what_is_not_known_does_not_count() -> None:
    for found in (advise(SHIPPED), advise(SHIPPED, "RUZIE", 0, "OUD", 0), advise(SHIPPED, "", -5, "", -3)):
        assert _codes(found) == list(CODES)
        assert {(one.score, one.why, one.against) for one in found} == {(0, (), ())}
    assert advise([]) == ()


@given(
    st.sampled_from(["", *words.FITS]), st.none() | st.integers(-10, 300), st.sampled_from(["", *words.MATURITY]),
    st.none() | st.integers(-1, 40),
)  # fmt: skip
def test_every_method_is_there_once_and_what_cannot_be_comes_last(
    question: str, minutes: int | None, maturity: str, people: int | None
) -> None:
    found = advise(SHIPPED, question, minutes, maturity, people)
    assert sorted(_codes(found)) == sorted(CODES)
    suits = [one.suits for one in found]
    assert suits == sorted(suits, reverse=True)
    for one in found:
        for sentence in (*one.why, *one.against):
            assert re.fullmatch(r"[A-Z].*\.", sentence)
            assert len(sentence.split(".")[0].split()) <= 20


def test_equals_stay_in_their_order() -> None:
    same = method(stap("a"))
    offered = [Offered(code, code, same) for code in ("c", "a", "b")]
    assert _codes(advise(offered, "VOORVAL", 60, "NIEUW", 5)) == ["c", "a", "b"]
