"""The paper of a session as the data of a pdf: sheets of two pages each, and what there is of everything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.pdf.iconen import strokes_of
from intervisie.models import Deckversie, Werkvormversie
from intervisie.queries.printbladen import back_of, sheets_to_write, step_pages
from intervisie.werkvorm import words
from intervisie.werkvorm.cards import FREE, OWN_WORDS, PERMISSION, Deckschema, Kaart, read_deck
from intervisie.werkvorm.groups import sizes
from intervisie.werkvorm.palette import COLORS
from intervisie.werkvorm.printing import Pack, pack_for
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Stap, Werkvormschema

Page = dict[str, Any]

SIZE, LARGE_SIZE = 11, 18
ENDS = 2  # of a line
RIGHTS = {
    OWN_WORDS: gettext_lazy("Rechten: eigen woorden."),
    PERMISSION: gettext_lazy("Rechten: gebruikt met toestemming."),
    FREE: gettext_lazy("Rechten: vrij van rechten."),
}


@dataclass(frozen=True)
class Printkeuze:
    """What somebody asked for: for how many people, in how many subgroups, and how it should look."""

    people: int
    groups: int = 1
    is_large: bool = False
    is_plain: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many people each subgroup has; they differ by one at most."""
        return sizes(self.people, self.groups)


@dataclass(frozen=True)
class Pakket:
    """A pack before it is typeset: what the template gets, and how many there are of each thing."""

    data: dict[str, Any]
    pack: Pack
    step_sheets: int
    posters: int

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes, printed on both sides."""
        return len(self.data["pages"]) // 2


def pack_of(versie: Werkvormversie, deckversie: Deckversie | None, choice: Printkeuze) -> Pakket:
    """Return the pack of a method at this version, with the cards of this version of its deck."""
    name, schema = versie.werkvorm.name, read_werkvorm(versie.schema)
    deck = read_deck(deckversie.schema, deckversie.deck.card_count) if deckversie is not None else None
    pack = pack_for(schema, choice.people, choice.groups, len(deck.cards) if deck else 0)
    if not pack.insights:  # cards with questions lie on the table for who writes on them
        pack = replace(pack, questions=0)
    source = [_("Bron: %(source)s") % {"source": versie.source}]
    pages: list[Page] = []
    if deck is not None and deckversie is not None:
        pages += _card_pages(deck.cards * pack.sets, [*_rights(deck, deckversie)], choice)
    pages += _small_pages(_("Vraag"), [_("Van:")], pack.questions, source, choice)
    pages += _small_pages(_("Inzicht"), [_("Voor:"), _("Van:")], pack.insights, source, choice)
    copies = 0 if deck is not None else choice.groups
    pages += step_pages(name, schema, source, is_large=choice.is_large) * copies
    pages += sheets_to_write(name, schema, deck, choice.sizes, source, is_large=choice.is_large)
    posters = _posters(schema, name, source) * choice.groups
    data = {
        "title": _("Printpakket %(name)s") % {"name": name}, "is_plain": choice.is_plain,
        "size": LARGE_SIZE if choice.is_large else SIZE, "name_word": _("Naam:"), "pages": pages + posters,
    }  # fmt: skip
    return Pakket(data, pack, copies, len(posters) // 2)


def told(pakket: Pakket, people: int) -> str:
    """Return in one sentence what comes: '8 mensen: 2 sets kaarten (14 kaarten), 8 vraagkaarten, …'."""
    pack = pakket.pack
    sets = ngettext("%(number)d set kaarten (%(cards)d kaarten)", "%(number)d sets kaarten (%(cards)d kaarten)",
                    pack.sets) % {"number": pack.sets, "cards": pack.cards}  # fmt: skip
    parts = [sets] if pack.sets else []
    parts += _counted(
        (pakket.step_sheets, ngettext("stappenblad", "stappenbladen", pakket.step_sheets)),
        (pack.questions, ngettext("vraagkaart", "vraagkaarten", pack.questions)),
        (pack.insights, ngettext("inzichtkaartje", "inzichtkaartjes", pack.insights)),
        (pack.worksheets, ngettext("werkblad", "werkbladen", pack.worksheets)),
        (pakket.posters, ngettext("poster", "posters", pakket.posters)),
        (pakket.sheets, ngettext("vel", "vellen", pakket.sheets)),
    )
    return _("%(people)d mensen: %(parts)s") % {"people": people, "parts": ", ".join(parts)}


def _counted(*pairs: tuple[int, str]) -> list[str]:
    return [f"{number} {name}" for number, name in pairs if number]


def _rights(deck: Deckschema, deckversie: Deckversie) -> Iterable[str]:
    yield _("Bron: %(source)s") % {"source": deckversie.source}
    if deck.rights_status in RIGHTS:
        yield str(RIGHTS[deck.rights_status])
    if deck.rights_note:
        yield deck.rights_note


def _card_pages(cards: Sequence[Kaart], notes: list[str], choice: Printkeuze) -> list[Page]:
    """Return front and back of every sheet of cards; large, each card has a page of its own."""
    columns, rows, pad = (1, 1, 20) if choice.is_large else (2, 2, 9)
    return _both_sides("deck", [_card(card, notes) for card in cards], columns, rows, pad)


def _card(card: Kaart, notes: list[str]) -> dict[str, Any]:
    icon, color = list(strokes_of(card.icon)), COLORS.get(card.color, "")
    return {
        "label": card.label, "core": card.core, "scene": card.scene, "quote": card.quote,
        "quote_source": card.quote_source, "color": color, "icon": icon, "notes": notes,
    }  # fmt: skip


def _small_pages(label: str, fields: list[str], count: int, notes: list[str], choice: Printkeuze) -> list[Page]:
    columns, rows, pad = (2, 2, 9) if choice.is_large else (2, 4, 7)
    cards = [
        {"label": label, "fields": fields, "notes": notes, "ask": "", "is_first": number % (columns * rows) == 0}
        for number in range(count)
    ]
    return _both_sides("small", cards, columns, rows, pad)


def _both_sides(kind: str, cards: Sequence[Any], columns: int, rows: int, pad: int) -> list[Page]:
    """Return fronts and backs. On the back each row is turned round, so that a back lies behind its own front."""
    pages = []
    for start in range(0, len(cards), columns * rows):
        batch = cards[start : start + columns * rows]
        whole: list[Any] = [*batch, *[None] * (columns * rows - len(batch))]
        turned = [card for at in range(0, len(whole), columns) for card in reversed(whole[at : at + columns])]
        look = {"t": kind, "columns": columns, "rows": rows, "pad": pad}
        pages += [look | {"cards": whole, "is_back": False}, look | {"cards": turned, "is_back": True}]
    return pages


def _posters(schema: Werkvormschema, name: str, notes: list[str]) -> list[Page]:
    """Return what hangs on the wall or lies on the floor: a header for each sort, and the ends of a line, once."""
    found: dict[str, Page] = {}
    for step in schema.steps:
        if step.input == words.SORT:
            titles = [option.title for option in step.options]
        else:
            titles = _poles(schema, step) if step.input == words.LINE else []
        for title in titles:
            # Who is in the session fills in what the ends of a line are.
            found.setdefault(title, {"t": "poster", "title": title, "text": step.title if step.options else "",
                                     "has_room": step.input == words.LINE})  # fmt: skip
    return [page for poster in found.values() for page in (poster, back_of(poster["title"], name, notes))]


def _poles(schema: Werkvormschema, step: Stap) -> list[str]:
    """Return how the ends of a line are called in the step that names them."""
    named = schema.step(step.of)
    labels = list(named.labels) if named is not None else []
    return labels if len(labels) == ENDS else [_("Deze kant"), _("Die kant")]
