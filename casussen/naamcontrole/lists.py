"""The lists, read once. Each file in lijsten/ says in its first lines where it comes from."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from casussen.naamcontrole.words import PIECES, Words, as_name, word_set

FOLDER = Path(__file__).parent / "lijsten"
# Names as rows of pieces, by the first piece and then by how many pieces they have, longest first.
Rows = dict[str, dict[int, frozenset[tuple[str, ...]]]]


def entries(name: str) -> list[str]:
    """Return what stands in lijsten/<name>.txt."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = [entry for line in lines if not line.startswith("#") for entry in line.split("|")]
    return [entry.strip() for entry in found if entry.strip()]


def rows_of(names: Iterable[str]) -> Rows:
    """Return names of one or more words by their first word and their length."""
    by_first: dict[str, dict[int, set[tuple[str, ...]]]] = {}
    for name in names:
        pieces = tuple(PIECES.findall(name))
        by_first.setdefault(pieces[0], {}).setdefault(len(pieces), set()).add(pieces)
    return {
        first: {length: frozenset(rows[length]) for length in sorted(rows, reverse=True)}
        for first, rows in by_first.items()
    }


def longest(rows: Rows, words: Words, at: int) -> int:
    """Return how many pieces from `at` form the longest name of `rows`; 0 when none does."""
    text = words.text(at)
    name = as_name(text)
    for length, known in rows.get(name, {}).items():
        if tuple(as_name(words.text(at + number)) for number in range(length)) in known:
            return length
    for length, known in rows.get(text, {}).items():
        if tuple(words.text(at + number) for number in range(length)) in known:
            return length
    return 0


def has(rows: Rows, name: str) -> bool:
    """Whether a name of one word is among `rows`."""
    return (name,) in rows.get(name, {}).get(1, ())


@cache
def first_names() -> frozenset[str]:
    """Return the first names."""
    return frozenset(word for line in entries("voornamen") for word in line.split())


@cache
def surnames() -> frozenset[str]:
    """Return surnames that are no plain word, so that one alone tells a person."""
    return frozenset(word for line in entries("achternamen") for word in line.split())


@cache
def word_names() -> frozenset[str]:
    """Return the first names and places that are plain words too."""
    return frozenset(word for line in entries("woordnamen") for word in line.split())


@cache
def no_names() -> frozenset[str]:
    """Return words in lower case that name nobody, however they are written."""
    return frozenset(entries("geen_namen"))


@cache
def places() -> Rows:
    """Return places, waters and regions."""
    return rows_of([*entries("plaatsen"), *entries("wateren_en_streken")])


@cache
def organisations() -> Rows:
    """Return organisations that go by their own name."""
    return rows_of(entries("organisaties"))


@cache
def water_boards() -> Rows:
    """Return what may follow 'waterschap'."""
    return rows_of(entries("waterschappen"))


PREFIXES = word_set(
    """van der den de het 't ter ten te von el al ben ait aït bin la le du des di da op in 's"""
)  # tussenvoegsels
PREFIX_START = word_set("van de den der ter ten te von el ait aït di da du la le")

# A person follows. The first row leaves no doubt, also before a word that is a place.
SALUTATIONS = word_set(
    """mevrouw meneer heer dhr mw mevr mej mejuffrouw familie fam weduwe dr drs ir ing mr prof professor dominee
    pastoor"""
)
ROLES = word_set(
    """wethouder burgemeester gedeputeerde dijkgraaf heemraad minister staatssecretaris directeur voorzitter
    secretaris griffier projectleider programmamanager programmaleider procesregisseur gebiedsregisseur
    regisseur ambtenaar jurist collega boer boerin agrariër melkveehouder akkerbouwer pachter buurman buurvrouw
    raadslid statenlid bestuurder notaris makelaar adviseur coach trekker rentmeester boswachter ecoloog
    hydroloog planoloog accountmanager penningmeester commissaris ondernemer eigenaar oom tante broer zus neef
    nicht vriend vriendin zoon dochter vader moeder opa oma"""
)

# What a person does: tells a first name that is a word (Roos, Wil) from that word at the head of a sentence.
PERSON_VERBS = word_set(
    """zegt zei vindt vond wil wilde heeft had is was kan kon moet moest denkt dacht belt belde mailt mailde vraagt
    vroeg schreef schrijft leidt leidde kwam komt gaat ging zou zal doet deed weet wist kent kende noemt noemde
    stelt stelde maakt maakte tekende tekent houdt hield ziet zag sprak spreekt werkt werkte stapt stapte blijft
    bleef krijgt kreeg neemt nam geeft gaf legt legde mag hoopt hoopte wacht wachtte merkt merkte voelt voelde
    reageert reageerde"""
)
PLACE_VERBS = word_set(
    """kiest koos ligt lag stemde stemt bouwt bouwde wil wilde heeft had krijgt kreeg tekende tekent weigert doet
    en"""
)
PLACE_WORDS = word_set(
    """in te uit naar rond langs bij tussen nabij boven onder om vanaf vanuit richting omgeving de"""
)
