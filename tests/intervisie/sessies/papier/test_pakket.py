"""The print pack: the right numbers, backs behind their fronts, nothing by colour alone, and texts that fit."""

from typing import Any

import pytest

from intervisie.models import Werkvorm
from intervisie.queries.printpakket import Printkeuze, pack_of, told
from intervisie.werkvorm.cards import LONGEST_CORE, LONGEST_LABEL, LONGEST_NOTE, LONGEST_SCENE, LONGEST_SOURCE
from intervisie.werkvorm.groups import possible_counts
from intervisie.werkvorm.schema import read_werkvorm
from tests.community.pdf.aanvallen import CORPUS
from tests.factories.werkvormen import DECK, OWN, a_deck, a_step, a_werkvorm
from tests.intervisie.sessies.papier.packs import A4, colors, loaded, pack, places, read, texts

pytestmark = pytest.mark.django_db
CARDS = ("Flexibel met ambities", "Relaties als basis")


@pytest.mark.parametrize(("people", "groups", "sentence"), [
    (4, 1, "4 mensen: 1 set kaarten (7 kaarten), 4 vraagkaarten, 12 inzichtkaartjes, 4 werkbladen, 9 vellen"),
    (8, 1, "8 mensen: 2 sets kaarten (14 kaarten), 8 vraagkaarten, 56 inzichtkaartjes, 8 werkbladen, 20 vellen"),
    (8, 2, "8 mensen: 2 sets kaarten (14 kaarten), 8 vraagkaarten, 24 inzichtkaartjes, 8 werkbladen, 16 vellen"),
    (16, 1, "16 mensen: 4 sets kaarten (28 kaarten), 16 vraagkaarten, 240 inzichtkaartjes, 16 werkbladen, 55 vellen"),
])  # fmt: skip
def test_what_is_told_is_what_comes(people: int, groups: int, sentence: str) -> None:
    pakket = pack("ingangspunten", people, groups)
    assert told(pakket, people) == sentence
    reader = read(pakket)
    pages = texts(reader)
    assert len(pages) == 2 * pakket.sheets
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages} == {A4}
    whole = " ".join(pages)
    assert whole.count("Voor:") == pakket.pack.insights == whole.count("Voor: Van:")
    assert sum(page.count("Werkblad") for page in pages) == 2 * people
    fronts = [page for page in pages[: 2 * -(-pakket.pack.cards // 4)] if "Bron:" not in page]
    assert sum(page.count("Relaties als basis") for page in fronts) == pakket.pack.sets
    # Everybody keeps one thing of each of the others: n-1 boxes.
    boxes = sum(page.count("Van:") for page in pages if "Inzichten die je kreeg" in page)
    assert boxes == pakket.pack.insights


def test_of_subgroups_each_sheet_has_the_boxes_of_its_own_group() -> None:
    pages = texts(read(pack("ingangspunten", 7, 2)))
    found = [(page.count("Van:"), "Groepje 1" in page) for page in pages if "Inzichten die je kreeg" in page]
    assert sorted(found) == [(2, False)] * 3 + [(3, True)] * 4


def test_a_back_lies_behind_its_own_front() -> None:
    reader = read(pack("ingangspunten", 8))
    width = A4[0]
    checked = 0
    for number in range(0, 8, 2):
        front, back = reader.pages[number], reader.pages[number + 1]
        for label in ("Flexibel", "Relaties", "Creatief", "Eigenaarschap", "Mensen", "Onbegrip", "Besluiten"):
            ahead, behind = places(front, label)[:1], places(back, label)[:1]
            assert len(ahead) == len(behind)
            if not ahead:
                continue
            checked += 1
            (x, y), (back_x, back_y) = ahead[0], behind[0]
            # Turned over the long edge, the left of one side lies behind the right of the other, at the same height.
            assert (x < width / 2) != (back_x < width / 2)
            assert (y < A4[1] / 2) == (back_y < A4[1] / 2)
    assert checked == 14


def test_in_large_print_each_card_has_its_own_sheet() -> None:
    usual, large = pack("ingangspunten", 4), pack("ingangspunten", 4, is_large=True)
    assert (large.pack, large.sheets > usual.sheets) == (usual.pack, True)
    reader = read(large)
    pages = texts(reader)
    labels = [card["label"] for card in large.data["pages"][0]["cards"]]
    assert (len(labels), len(pages)) == (1, 2 * large.sheets)
    assert all(labels[0].split()[0] in page for page in pages[:2])
    assert all(page["cards"][0] is not None for page in large.data["pages"][:14])


def test_without_colour_nothing_is_lost() -> None:
    with_colour, plain = read(pack("ingangspunten", 4)), read(pack("ingangspunten", 4, is_plain=True))
    assert texts(with_colour) == texts(plain)
    assert any(len(set(numbers)) > 1 for numbers in colors(with_colour) if len(numbers) == 3)
    assert [numbers for numbers in colors(plain) if len(set(numbers)) > 1] == []
    icons = [tuple(map(str, card["icon"])) for page in pack("ingangspunten", 4).data["pages"][0:4:2]
             for card in page["cards"] if card]  # fmt: skip
    assert (len(icons), len(set(icons)), all(icons)) == (7, 7, True), "each card is known by a drawing of its own"


def test_source_and_rights_are_on_the_back() -> None:
    reader = read(pack("ingangspunten", 4))
    pages = texts(reader)
    assert ("Bron:" in pages[0], pages[1].count("Rechten: eigen woorden."), pages[1].count("Bron:")) == (False, 4, 4)


def test_it_is_tagged_named_and_read_in_order() -> None:
    reader = read(pack("ingangspunten", 4))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Printpakket Gesprek met ingangspunten"
    first = texts(reader)[0]
    order = [first.index(word) for word in ("Flexibel", "Besluiten", "Creatief", "Eigenaarschap")]
    assert order == sorted(order), "card by card, from the left and from above"


@pytest.mark.parametrize("is_large", [False, True])
def test_every_method_has_its_paper(is_large: bool) -> None:
    for werkvorm in Werkvorm.objects.order_by("position"):
        schema = read_werkvorm(loaded(werkvorm.code)[0].schema)
        people = schema.fewest + 1
        groups = (possible_counts(schema, people) or possible_counts(schema, schema.fewest))[0]
        pakket = pack(werkvorm.code, people, groups, is_large=is_large)
        pages = texts(read(pakket))
        assert len(pages) == 2 * pakket.sheets, werkvorm.code
        whole = " ".join(pages)
        assert whole.count("Naam:") == people, werkvorm.code
        if werkvorm.deck_id is None:
            assert all(step.title.split()[0] in whole for step in schema.steps), werkvorm.code
            assert pakket.step_sheets == groups
            assert f"{schema.steps[0].minutes} minu" in whole


def test_posters_where_they_fit() -> None:
    line, sorts = pack("dilemmalijn", 6), pack("doca", 6)
    assert (line.posters, sorts.posters, pack("roddel", 6).posters) == (2, 4, 0)
    assert "Het andere uiterste" in texts(read(line))[-2]
    assert "Verhaal (anecdote)" in texts(read(sorts))[-2]


def test_where_one_brings_in_her_sheet_is_another() -> None:
    pages = texts(read(pack("incident", 5)))
    assert [page.count("Werkblad van de inbrenger") for page in pages].count(1) >= 1
    hers = " ".join(page for page in pages if "Werkblad van de inbrenger" in page)
    others = " ".join(page for page in pages if page.startswith("Werkblad Incidentmethode"))
    assert ("Adviesronde" in hers, "Adviesronde" in others) == (False, True)
    assert ("Wat ga je doen?" in hers, "Wat ga je doen?" in others) == (True, False)


LONG = "schouwpad"  # fits often in a line, so that what comes back can be counted


def hostile_deck() -> dict[str, Any]:
    """Return a deck in which every text is as long as it may be, or turns, or is one long word."""
    texts_of = {"label": ("A" * LONGEST_LABEL, "m" * 17 + " " + "W" * 40, "שלום עולם", "🐄🌾 boer", "\u202eomkeer"),
                "core": ("y" * LONGEST_CORE, (LONG + " ") * 29, "مرحبا", "🙂" * 100, "#read('/etc/x')")}  # fmt: skip
    cards = [
        {"code": f"k{number}", "label": texts_of["label"][number], "core": texts_of["core"][number],
         "scene": (LONG + " ") * (LONGEST_SCENE // 10), "quote": "q " * (LONGEST_CORE // 2),
         "quote_source": "bron " * 60, "color": "groen", "icon": "pin", "related": []}
        for number in range(5)
    ]  # fmt: skip
    assert len(cards[0]["quote_source"]) == LONGEST_SOURCE
    return {"rights_status": "TOESTEMMING", "rights_note": "n " * (LONGEST_NOTE // 2), "cards": cards}


@pytest.mark.parametrize("is_large", [False, True])
def test_the_longest_texts_stay_within_their_card(is_large: bool) -> None:
    deck = a_deck(hostile_deck())
    deck.card_count = None
    werkvorm = a_werkvorm(OWN | {"steps": [a_step("kaart", input="KAARTEN", title="T" * 80, text="lang " * 400),
                                           a_step("inzicht", input="PER_PERSOON", sees="ONTVANGER", reveal="NA_STAP",
                                                  result="INZICHT", title="W" * 80, text="x" * 2000)]})  # fmt: skip
    versie, deckversie = werkvorm.versies.get(), deck.versies.get()
    versie.source = "s" * 300
    pakket = pack_of(versie, deckversie, Printkeuze(6, 2, is_large=is_large))
    reader = read(pakket)
    pages = texts(reader)
    assert len(pages) == 2 * pakket.sheets, "nothing ran on to a page of its own"
    on_cards = len([page for page in pakket.data["pages"] if page["t"] == "deck"])
    for page in reader.pages[1:on_cards:2]:
        words = " ".join(page.extract_text().split())
        cards = words.count("Rechten: gebruikt met toestemming.")
        assert words.count(LONG) == cards * (LONGEST_SCENE // 10), "all of it is there"
        for x, y in places(page, LONG):
            assert 0 < x < A4[0]
            assert 0 < y < A4[1]


@pytest.mark.parametrize("where", ["label", "core", "scene"])
def test_texts_are_words_and_never_markup(where: str) -> None:
    cards = [card | {where: text[:60]} for card, text in zip(DECK["cards"], CORPUS, strict=False)]
    deck = a_deck(DECK | {"cards": cards})
    werkvorm = a_werkvorm(OWN)
    pages = texts(read(pack_of(werkvorm.versies.get(), deck.versies.get(), Printkeuze(4))))
    whole = " ".join(pages)
    assert [leak for leak in ("root:x:", "PATH=", "#let ") if leak in whole] == []
