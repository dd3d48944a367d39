"""Words, their forms, and where they stand in a text: pure, over examples and over anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.zoeken import spelling
from community.zoeken.spelling import likeness, nearest
from community.zoeken.stukken import LENGTH, fragment, is_held, marked
from community.zoeken.vormen import forms_of, plain
from community.zoeken.vraag import LONGEST_WORD, MOST_SYNONYMS, MOST_WORDS, phrases_of, vraag_of, with_synonyms

PAIRS = [
    ("casus", "casussen"), ("waterschap", "waterschappen"), ("provincie", "provincies"), ("intervisie", "intervisies"),
    ("gebiedsproces", "gebiedsprocessen"), ("afspraak", "afspraken"), ("verhaal", "verhalen"), ("school", "scholen"),
    ("brief", "brieven"), ("huis", "huizen"), ("reis", "reizen"), ("gemeente", "gemeenten"), ("partij", "partijen"),
    ("regisseur", "regisseurs"), ("groep", "groepen"), ("idee", "ideeën"), ("strategie", "strategieën"),
    ("advies", "adviezen"), ("kaart", "kaarten"), ("belang", "belangen"), ("thema", "thema's"), ("crisis", "crisissen"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_singular_and_plural_find_each_other(one: str, many: str) -> None:
    for sought, text in ((one, many), (many, one)):
        [word] = vraag_of(sought).words
        assert any(is_held(form, plain(text)) for form in word.forms), (sought, word.forms)


@pytest.mark.parametrize(
    ("sought", "text"),
    [("rol", "controle"), ("ei", "reis"), ("bas", "abbas"), ("proces", "procedure"), ("les", "wiel")],
)
def test_what_only_looks_alike_is_not_found(sought: str, text: str) -> None:
    [word] = vraag_of(sought).words
    assert not any(is_held(form, text) for form in word.forms)


def test_accents_capitals_and_apostrophes_make_no_difference() -> None:
    assert vraag_of("Coördinerend").words == vraag_of("coordinerend").words
    assert [word.text for word in vraag_of("thema’s van Ömer's café").words] == ["thema", "omer", "cafe"]


def test_empty_words_go_unless_there_is_nothing_else() -> None:
    assert [word.text for word in vraag_of("de kaart van het gebied").words] == ["kaart", "gebied"]
    assert [word.text for word in vraag_of("wie is er").words] == ["wie", "is", "er"]


def test_another_name_of_a_term_is_another_way_to_ask() -> None:
    vraag = vraag_of("kijkje in de keuken plannen")
    assert "kijkje in de keuken" in phrases_of(vraag)
    found = with_synonyms(vraag, [("kijkje in de keuken", "Visitatie")] * 9)
    assert len(found.synonyms) == MOST_SYNONYMS
    assert {word.text for word in found.synonyms[0]} == {"visitatie", "plannen"}


def test_the_nearest_word_is_the_one_that_was_meant() -> None:
    words = ["waterschap", "water", "wetenschap", "intervisie", "provincie"]
    assert nearest("watershcap", words) == "waterschap"
    assert nearest("interviesie", words) == "intervisie"
    assert nearest("qqqqqq", words) == ""
    assert nearest("wat", words) == ""


def test_a_fragment_begins_before_the_word_and_marks_it() -> None:
    parts = fragment(f"{'Aanloop. ' * 40}Hier ligt Émiles huis aan het water. {'Einde. ' * 40}", ("emile",))
    assert [part.text for part in parts if part.is_found] == ["Émiles"]
    assert (parts[0].text, parts[-1].text) == ("… ", " …")
    assert sum(len(part.text) for part in parts) <= LENGTH + 10


@given(st.text(max_size=400))
def test_any_text_becomes_few_short_plain_words(text: str) -> None:
    vraag = vraag_of(text)
    assert len(vraag.words) <= MOST_WORDS
    for word in vraag.words:
        assert 0 < len(word.text) <= LONGEST_WORD
        assert word.text.isalnum()
        assert word.forms


@given(st.text(max_size=600), st.text(min_size=1, max_size=5))
def test_marking_changes_no_letter(text: str, form: str) -> None:
    assert "".join(part.text for part in marked(text, (form,))) == text
    assert sum(len(part.text) for part in fragment(text, (form,))) <= LENGTH + 10


@given(st.text(alphabet="abcdefg", min_size=1, max_size=9), st.text(alphabet="abcdefg", min_size=1, max_size=9))
def test_likeness_is_even_and_full_for_oneself(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1
    assert forms_of(one)


def test_only_words_that_everybody_may_read_are_kept() -> None:
    nearest("waterschip", ["waterschap"])
    kept = spelling._threes_of_public.cache_info().currsize
    assert likeness("geheimwoord", "geheimewoorden") > 0
    nearest("zelfgetypt", ["waterschap"])
    assert spelling._threes_of_public.cache_info().currsize == kept
