"""Text and days as people type them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from community.forms.dates import DayField
from community.forms.text import LineField, LinesField, NameField
from community.queries.search_words import stem_of, words_of
from community.text import tidy

DAYS = [
    ("9 februari 2027", date(2027, 2, 9)), ("9-2-2027", date(2027, 2, 9)), ("09-02-2027", date(2027, 2, 9)),
    ("9/2/2027", date(2027, 2, 9)), ("9.2.2027", date(2027, 2, 9)), ("2027-02-09", date(2027, 2, 9)),
    ("  9  FEBRUARI   2027 ", date(2027, 2, 9)), ("9 feb 2027", date(2027, 2, 9)), ("9 feb. 2027", date(2027, 2, 9)),
    ("1 mrt 2027", date(2027, 3, 1)), ("1 maa 2027", date(2027, 3, 1)), ("29-2-2028", date(2028, 2, 29)),
    ("31 december 9999", date(9999, 12, 31)), ("", None), ("   ", None),
]  # fmt: skip
NO_DAYS = [
    "morgen", "9 2 2027", "9-2-27", "32-1-2027", "29-2-2027", "0-1-2027", "1-13-2027", "1 februar 2027", "9 march 2027",
    "2027-13-01", "1-1-0000", "1-1-10000", "-1-1-2027", "9-2-2027 10:00", "1" * 100, "\u0661-2-2027 ", "9−2−2027",
    "9-2-2027\x00", "<9-2-2027>",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "day"), DAYS)
def test_days_are_read(typed: str, day: date | None) -> None:
    assert DayField(required=False).clean(typed) == day


@pytest.mark.parametrize("typed", NO_DAYS)
def test_what_is_no_day_is_said(typed: str) -> None:
    with pytest.raises(ValidationError, match="Schrijf de datum zo: 9 februari 2027 of 09-02-2027"):
        DayField().clean(typed)


def test_a_day_is_asked_and_shown_in_words() -> None:
    with pytest.raises(ValidationError, match="Vul een datum in"):
        DayField().clean("")
    assert (DayField().prepare_value(date(2027, 2, 9)), DayField().prepare_value("9-2")) == ("9 februari 2027", "9-2")


TEXTS = [
    (" a  b\tc ", False, "a b c"), ("e\u0301", False, "é"), ("a\u202eb\u2066c\u2069\u200f", False, "abc"),
    ("a\r\nb\rc", True, "a\nb\nc"), ("a\r\nb", False, "a b"), ("a\x07b\x1b[0m", True, "ab[0m"), ("\ufeffa", False, "a"),
    ("  \n a \n ", True, "a"), ("👩‍🌾", False, "👩‍🌾"), ("\ud800a", False, "a"), ("a\u2028b", True, "a\u2028b"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "lines", "kept"), TEXTS)
def test_text_is_tidied(typed: str, lines: bool, kept: str) -> None:
    assert tidy(typed, lines=lines) == kept


def test_tidying_a_megabyte_is_quick() -> None:
    assert len(tidy("é\u202e " * 300_000)) == 599_999


def test_the_length_is_judged_after_tidying() -> None:
    assert LinesField(max_length=3).clean("a\r\nb") == "a\nb"
    assert LineField(max_length=1).clean("e\u0301") == "é"
    with pytest.raises(ValidationError, match="hooguit 3 tekens"):
        LineField(max_length=3).clean("abcd")
    assert "maxlength" not in str(LineField(max_length=3).widget.attrs)


@pytest.mark.parametrize("name", ["Noor", "van 't", "d'", "O’Brian", "Jean-Luc", "Wal 2", "Øyvind", "محمد", "李"])
def test_names_are_kept(name: str) -> None:
    assert NameField().clean(name) == name


@pytest.mark.parametrize("name", ["123", "a@b", "<b>", "a;b", "=1+a", "{{a}}", "a/b", '"a"', "a|b", "---", "http://a"])
def test_what_is_no_name_is_said(name: str) -> None:
    with pytest.raises(ValidationError, match="Schrijf de naam met letters"):
        NameField().clean(name)


WORDS = [
    ("Wie heeft ervaring met kavelruil in Drenthe?", ["ervaring", "kavelruil", "drenthe"]),
    ("van der Wal", ["wal"]), ("de", ["de"]), ("kavel-ruil", ["kavel", "ruil"]), ("%_\\'\"", []), ("a a A", ["a"]),
    (" ".join(f"woord{n}" for n in range(20)), [f"woord{n}" for n in range(8)]), ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_of_a_search(text: str, words: list[str]) -> None:
    assert words_of(text) == words


STEMS = [
    ("casussen", "casus"), ("casus", "casus"), ("waterschappen", "waterschap"), ("groepen", "groep"),
    ("regisseurs", "regisseur"), ("gebieden", "gebied"), ("provincies", "provincie"), ("agrarische", "agrarisch"),
    ("strategieën", "strategi"), ("boeren", "boer"), ("noor", "noor"), ("jansen", "jans"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "stem"), STEMS)
def test_singular_and_plural_share_a_stem(word: str, stem: str) -> None:
    assert stem_of(word) == stem
