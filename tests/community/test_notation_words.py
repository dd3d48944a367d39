"""How numbers, sizes, counts, names and phone numbers are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import notation


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, None, "0"),
        (1234.5, None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (-1234.5, None, "-1.234,5"),
        (Decimal("10.50"), None, "10,5"),
        (Decimal("1E+3"), None, "1.000"),
        (1000, None, "1.000"),
        (3, 1, "3,0"),
        (2.345, 1, "2,3"),
    ],
)
def test_a_number_has_a_comma_and_dots(value: float | Decimal, decimals: int | None, expected: str) -> None:
    assert notation.number(value, decimals) == expected


def test_a_count_agrees_with_its_noun() -> None:
    assert [notation.count(amount, "lid", "leden") for amount in (0, 1, 3, 1200)] == [
        "0 leden", "1 lid", "3 leden", "1.200 leden",
    ]  # fmt: skip


def test_a_listing_ends_with_en() -> None:
    assert notation.listing([]) == ""
    assert notation.listing(["ochtend"]) == "ochtend"
    assert notation.listing(["ochtend", "middag"]) == "ochtend en middag"
    assert notation.listing(["ochtend", "middag", "avond"]) == "ochtend, middag en avond"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (1, "1 byte"),
        (12, "12 bytes"),
        (1024, "1 kB"),
        (348_160, "340 kB"),
        (1_572_864, "1,5 MB"),
        (20 * 1024 * 1024, "20 MB"),
    ],
)
def test_a_file_size_is_readable(size: int, expected: str) -> None:
    assert notation.file_size(size) == expected


@pytest.mark.parametrize(
    ("parts", "shown", "sorted_form", "key"),
    [
        (("Noor", "van der", "Wal"), "Noor van der Wal", "Wal, Noor van der", "wal, noor van der"),
        (("Fatima", "", "El Amrani"), "Fatima El Amrani", "El Amrani, Fatima", "el amrani, fatima"),
        (("Ömer", "", "Özdemir"), "Ömer Özdemir", "Özdemir, Ömer", "ozdemir, omer"),
        (("Noor", "", ""), "Noor", "Noor", "noor"),
    ],
)
def test_a_name_is_shown_and_sorted_the_dutch_way(
    parts: tuple[str, str, str], shown: str, sorted_form: str, key: str
) -> None:
    assert notation.full_name(*parts) == shown
    assert notation.sorted_name(*parts) == sorted_form
    assert notation.name_key(*parts) == key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Noor van der Wal", "NW"),
        ("Jan-Willem de Boer", "JB"),
        ("Bas van 't Hof", "BH"),
        ("Geert 't", "GT"),
        ("IJsbrand Smit", "IJS"),
        ("Noor", "N"),
        ("", ""),
        (" - ", ""),
    ],
)
def test_initials_are_of_first_name_and_surname(name: str, expected: str) -> None:
    assert notation.initials(name) == expected


@pytest.mark.parametrize(
    ("typed", "shown", "link"),
    [
        ("06-12345678", "06 - 12 34 56 78", "+31612345678"),
        ("+31 6 12345678", "06 - 12 34 56 78", "+31612345678"),
        ("+31 (0)6 1234 5678", "06 - 12 34 56 78", "+31612345678"),
        ("0031612345678", "06 - 12 34 56 78", "+31612345678"),
        ("0201234567", "020 - 123 45 67", "+31201234567"),
        ("0522-123456", "0522 - 12 34 56", "+31522123456"),
        ("+32 470 12 34 56", "+32 470 12 34 56", "+32470123456"),
        (" 14 030 ", "14 030", "14030"),
    ],
)
def test_a_phone_number_is_grouped(typed: str, shown: str, link: str) -> None:
    assert notation.phone(typed) == shown
    assert notation.phone_link(typed) == link


def test_a_postcode_has_a_space_and_capitals() -> None:
    assert notation.postcode("1234ab") == "1234 AB"
    assert notation.postcode(" 1234 AB ") == "1234 AB"
    assert notation.postcode("B-1000") == "B-1000"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_number_reads_back(value: Decimal) -> None:
    assert Decimal(notation.number(value).replace(".", "").replace(",", ".")) == value


@given(st.text(max_size=60))
def test_any_name_has_initials(name: str) -> None:
    assert notation.initials(name) == notation.initials(name).strip()
