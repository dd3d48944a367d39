"""The sheets of a Stand as their form draws them: fields with an id and a label, cards with what is behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.templatetags.componenten import ICONS
from intervisie.queries.sessiebeeld import Blad, Bladveld, Stand
from intervisie.werkvorm.cards import Kaart
from intervisie.werkvorm.fields import BIN, CARDS, CHOICE, DAY_OF, card_codes

PLAIN_ICON = "dot"
# Words of a step that a name follows: 'Inzicht voor Noor'.
FOR = " voor"


@dataclass(frozen=True)
class Sleutel:
    """Which sheet: of whose seat, of which step, in which round."""

    author: int
    step: str
    round: int

    @classmethod
    def read(cls, text: str) -> "Sleutel | None":
        """Return the sheet that a form names; None for what is no such name."""
        author, _dot, rest = text.partition(".")
        step, _dot, round = rest.rpartition(".")
        if not (_is_number(author) and step and _is_number(round)):
            return None
        return cls(int(author), step, int(round))

    @classmethod
    def of(cls, blad: Blad) -> "Sleutel":
        """Return the name of a sheet."""
        return cls(blad.author, blad.step, blad.round)

    def __str__(self) -> str:
        return f"{self.author}.{self.step}.{self.round}"


@dataclass(frozen=True)
class Keuzekaart:
    """One card to choose. `icon` is one that the house has."""

    kaart: Kaart
    icon: str
    is_chosen: bool


@dataclass(frozen=True)
class Veld:
    """One field as it is drawn: with its id, what it is called and its answer in words.

    `is_beside`: it belongs to the field before it. `value` is what stands in it: what was written, else what she
    prepared.
    """

    field: Bladveld
    id: str
    label: str
    text: str
    value: str
    is_beside: bool
    cards: tuple[Keuzekaart, ...] = ()


@dataclass(frozen=True)
class Vel:
    """One sheet as its form draws it."""

    blad: Blad
    key: str
    slug: str
    velden: tuple[Veld, ...]


def vellen_of(bladen: Sequence[Blad], stand: Stand) -> tuple[Vel, ...]:
    """Return these sheets as their forms draw them."""
    return tuple(vel_of(blad, stand) for blad in bladen)


def vel_of(blad: Blad, stand: Stand) -> Vel:
    """Return one sheet as its form draws it."""
    key = str(Sleutel.of(blad))
    slug = key.replace(".", "-")
    velden = tuple(_veld(one, blad, slug, stand.cards) for one in blad.fields)
    return Vel(blad, key, slug, velden)


def label_of(field: Bladveld, blad: Blad) -> str:
    """Return what a field is called: for whom it is, the words of the step, or the name of the step."""
    if field.to_name and not field.label:
        return _("Voor {name}").format(name=field.to_name)
    if field.to_name and field.label.endswith(FOR):
        return f"{field.label} {field.to_name}"
    if field.to_name:
        return _("{label} (voor {name})").format(label=field.label, name=field.to_name)
    number = field.name.partition("-")[0]
    if not field.label and number.isdigit() and len(blad.fields) > 1:
        return f"{blad.step_title} {number}"
    return field.label or blad.step_title


def in_words(field: Bladveld, value: str) -> str:
    """Return an answer as a person reads it: the words of a choice, not its code."""
    if field.kind not in {CHOICE, CARDS}:
        return value.replace("\r\n", "\n")
    titles = {one.code: one.title for one in field.options}
    return ", ".join(titles.get(code, code) for code in card_codes(value))


def sheet_of(stand: Stand, key: Sleutel) -> Blad | None:
    """Return one of the sheets that this person writes."""
    own = (stand.blad,) if stand.blad is not None else ()
    return next((blad for blad in (*own, *stand.earlier, *stand.paper) if Sleutel.of(blad) == key), None)


def _veld(field: Bladveld, blad: Blad, slug: str, cards: Sequence[Kaart]) -> Veld:
    return Veld(
        field=field, id=f"v-{slug}-{field.name}", label=label_of(field, blad), text=in_words(field, field.value),
        value=field.value or field.suggestion, is_beside=field.name.endswith((BIN, DAY_OF)), cards=_cards(field, cards),
    )  # fmt: skip


def _cards(field: Bladveld, cards: Sequence[Kaart]) -> tuple[Keuzekaart, ...]:
    if field.kind != CARDS:
        return ()
    chosen = card_codes(field.value)
    return tuple(Keuzekaart(one, one.icon if one.icon in ICONS else PLAIN_ICON, one.code in chosen) for one in cards)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4
