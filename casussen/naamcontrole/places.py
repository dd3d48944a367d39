"""Places: towns, waters and regions by list, streets with a number, postcodes, and words that look like a place."""

import re

from casussen.naamcontrole import lists
from casussen.naamcontrole.words import Words, as_name, word_set

ENDINGS = tuple(
    word_set(
        """straat weg laan dijk plein kade singel gracht steeg dreef polder kanaal meer beek plas plassen veen
        broek bos heide dal drecht huizen wetering vaart dorp daal berg burg hout wijk woude zijl sluis waard
        zone park horst loo venen duinen eiland wold"""
    )
)
STREETS = (
    "straat",
    "weg",
    "laan",
    "dijk",
    "plein",
    "kade",
    "singel",
    "gracht",
    "steeg",
    "dreef",
    "pad",
    "hof",
    "markt",
)
POSTCODE = re.compile(r"[1-9]\d{3}")
REGIONAL = word_set(
    """zeeuwse gelderse drentse friese fryske groningse groninger overijsselse limburgse brabantse hollandse
    utrechtse flevolandse twentse tukkerse achterhoekse veluwse betuwse sallandse stichtse gooise zeeuws gelders
    drents fries gronings overijssels limburgs brabants hollands utrechts twents achterhoeks veluws betuws
    sallands stellingwerfse"""
)


def place_at(words: Words, at: int) -> int:
    """Return how many pieces from `at` name a place by list, by number or as an adjective; 0 when they name none."""
    text = words.text(at)
    if text[:1].isdigit():
        return postcode(words, at)
    if street := street_at(words, at):
        return street
    known = lists.longest(lists.places(), words, at)
    if known:
        return known if is_meant(words, at, known) else 0
    return int(words.is_capital(at) and is_adjective(text))


def is_meant(words: Words, at: int, length: int) -> bool:
    """Whether a name of the list is the place here, and not the plain word at the head of a sentence."""
    if length > 1 or as_name(words.text(at)) not in lists.word_names():
        return True
    if words.is_shouted(at):
        return False
    return not words.opens_sentence(at) or words.low(at + 1) in lists.PLACE_VERBS


def is_adjective(text: str) -> bool:
    """Whether this is made of a place: Zeeuwse, Amersfoortse."""
    low = text.lower()
    if low in REGIONAL:
        return True
    if not low.endswith("se") or len(text) < 7:
        return False
    rows = lists.places()
    return any(lists.has(rows, stem) for stem in (text[:-2], text[:-2] + "e", text[:-3] + "en", text[:-1]))


def street_at(words: Words, at: int) -> int:
    """Return how many pieces are a street with its number."""
    if not (words.is_capital(at) and words.low(at).endswith(STREETS) and words.text(at + 1)[:1].isdigit()):
        return 0
    letter = words.text(at + 2)
    return 3 if len(letter) == 1 and letter.isalpha() and words.touches(at + 2) else 2


def postcode(words: Words, at: int) -> int:
    """Return 2 for four figures with two capitals after them."""
    letters = words.text(at + 1)
    return 2 if len(letters) == 2 and letters.isupper() and POSTCODE.fullmatch(words.text(at)) else 0


# Written with a capital by some, and no name: Handreiking, Gebiedsvisie, Natuurplan.
PLAIN = tuple(
    word_set(
        """ing heid tie sie teit wet plan akkoord fonds richtlijn programma nota project overleg groep groepen deal
        agenda kaart aanpak fase subsidie visie team bestuur raad beleid convenant traject proces verslag
        besluit opgave doel rapport tafel coalitie partij partijen toegang avond dag format boek leider manager
        meester lid leden houder formulier"""
    )
)


def looks_plain(words: Words, at: int) -> bool:
    """Whether an unknown word with a capital is a noun by its ending, and no name."""
    return len(words.text(at)) > 4 and words.low(at).endswith(PLAIN)


def looks_like_place(words: Words, at: int) -> bool:
    """Whether an unknown word with a capital is a place by its ending or by the word before it."""
    low = words.low(at)
    return (low.endswith(ENDINGS) and low not in ENDINGS) or words.low(at - 1) in lists.PLACE_WORDS
