"""A deck of cards as data: the one that comes along is whole, and every fault is a sentence."""

import contextlib
import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casussen.instrumenten.schema import SchemaError
from intervisie.werkvorm.cards import read_deck, why_not_published

FILE = Path(__file__).parents[3] / "intervisie" / "data" / "decks.json"
ROWS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
Change = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_what_comes_along_is_whole(row: dict[str, Any]) -> None:
    deck = read_deck(row["schema"], row["card_count"])
    assert why_not_published(deck) == ""
    assert deck.card(deck.cards[0].code) == deck.cards[0]
    assert deck.card("nergens") is None


def _deck() -> dict[str, Any]:
    cards: list[dict[str, Any]] = [
        {"code": code, "label": code.title(), "core": f"Over {code}.", "scene": "", "related": []}
        for code in ("moed", "rust", "tijd")
    ]
    return {"rights_status": "EIGEN", "rights_note": "", "cards": cards}


def _card(**values: Any) -> Change:
    return lambda data: data["cards"][0].update(values)


FAULTS: list[tuple[str, Change, str]] = [
    ("no cards", lambda data: data.update(cards=[]), "Het deck heeft geen kaarten. Zet er minstens één kaart in."),
    ("cards no list", lambda data: data.update(cards={}), "deck: 'cards' moet een lijst zijn."),
    ("card no object", lambda data: data["cards"].append(3), "deck: 'cards' 4 is geen object."),
    ("two of three", lambda data: data["cards"].pop(), "Dit deck heeft 3 kaarten. Nu staan er 2."),
    (
        "four of three",
        lambda data: data["cards"].append(dict(data["cards"][0], code="vier")),
        "Dit deck heeft 3 kaarte",
    ),
    ("61 cards", lambda data: data.update(cards=data["cards"] * 21), "deck: 'cards' heeft er 63. Houd het bij 60."),
    ("no rights", lambda data: data.pop("rights_status"), "deck: 'rights_status' ontbreekt."),
    (
        "odd rights",
        lambda data: data.update(rights_status="GEJAT"),
        "'rights_status' is 'GEJAT'. Kies een van deze",
    ),
    ("rights of none", lambda data: data.update(rights_status="TOESTEMMING"), "Zet bij 'rights_note' waaruit blijkt"),
    ("misspelt", lambda data: data.update(card=[]), "deck: 'card' bestaat niet. Kies uit: rights_status, rights_note,"),
    ("misspelt card", _card(kern="x"), "kaart 1: 'kern' bestaat niet. Kies uit: code, label, core"),
    ("code twice", _card(code="rust"), "De code 'rust' staat twee keer bij een kaart."),
    ("odd code", _card(code="a,b"), "De code 'a,b' van een kaart kan niet."),
    ("no code", _card(code=None), "kaart 1: 'code' ontbreekt."),
    ("no label", _card(label=" "), "kaart 1: 'label' ontbreekt."),
    ("no core", _card(core=""), "kaart 1: 'core' ontbreekt."),
    ("long core", _card(core="a" * 300_000), "kaart 1: 'core' moet tekst zijn van hooguit 300 tekens."),
    ("core a number", _card(core=3), "kaart 1: 'core' moet tekst zijn"),
    ("quote of nobody", _card(quote="Zo is het."), "kaart 1: zet bij 'quote_source' van wie het citaat is."),
    ("source of nothing", _card(quote_source="De buurman"), "kaart 1: 'quote_source' noemt een bron, maar er is geen"),
    ("color", _card(color="#ff0000"), "kaart 1: 'color' moet een naam zijn van kleine letters, cijfers en streepjes."),
    ("icon", _card(icon="../x"), "kaart 1: 'icon' moet een naam zijn van kleine letters"),
    ("related unknown", _card(related=["draak"]), "kaart 1: 'related' noemt 'draak'. Die kaart is er niet."),
    ("related itself", _card(related=["moed"]), "kaart 1: 'related' noemt de kaart zelf. Haal dat weg."),
    ("related a text", _card(related="rust"), "kaart 1: 'related' moet een lijst zijn."),
]


@pytest.mark.parametrize(("change", "sentence"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_is_a_sentence(change: Change, sentence: str) -> None:
    data = _deck()
    assert len(read_deck(copy.deepcopy(data), 3).cards) == 3
    change(data)
    with pytest.raises(SchemaError) as error:
        read_deck(data, 3)
    assert [fault for fault in error.value.faults if sentence in fault] != [], error.value.faults


@pytest.mark.parametrize("number", [0, 6, 8])
def test_a_deck_of_seven_is_a_deck_of_seven(number: int) -> None:
    data = _deck()
    data["cards"] = [dict(data["cards"][0], code=f"k{at}") for at in range(number)]
    with pytest.raises(SchemaError):
        read_deck(data, 7)


def test_another_deck_may_have_any_number() -> None:
    assert len(read_deck(_deck(), None).cards) == 3


def test_texts_of_whom_nobody_knows_are_not_published() -> None:
    data = _deck() | {"rights_status": "ONBEKEND"}
    assert why_not_published(read_deck(data, 3)).startswith("Zoek eerst uit of we deze teksten mogen gebruiken.")


@pytest.mark.parametrize("data", [None, [], 3, "deck", True])
def test_what_is_no_object_is_no_deck(data: Any) -> None:
    with pytest.raises(SchemaError) as error:
        read_deck(data, 7)
    assert error.value.faults == ["Het deck is geen object. Begin met een accolade."]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(
    st.integers(0, 3), st.sampled_from(["code", "label", "quote", "color", "related", "cards", "rights_status"]), JUNK
)
def test_whatever_is_written_is_read_or_refused_in_words(at: int, name: str, value: Any) -> None:
    data = _deck()
    (data if at == 3 else data["cards"][at])[name] = value
    with contextlib.suppress(SchemaError):
        read_deck(data, 3)
        return
    with pytest.raises(SchemaError) as error:
        read_deck(data, 3)
    assert error.value.faults != []
    json.dumps(error.value.faults, ensure_ascii=False).encode()
