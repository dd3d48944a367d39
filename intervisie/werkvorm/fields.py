"""The fields of a sheet: which there are for one person at one step, and what she typed in them, judged.

Names: 'tekst' for a text and beside a place on a line; '1', '2', … for lines; the number of the receiver where each
gets something of her own; 'kaarten' for the codes of cards with a comma between; '<author>-<field>' for a line of
somebody that is weighed; 'n' with 'n-bak' for what is sorted, and with 'n-dag' for an action; 'plaats' on a line.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from community.text import tidy
from intervisie.werkvorm import words
from intervisie.werkvorm.course import Seat, group_of
from intervisie.werkvorm.judging import CODE
from intervisie.werkvorm.reveal import Shown
from intervisie.werkvorm.steps import Keuze, Stap, Werkvormschema

# What sort of field it is on a page.
AREA, INPUT, CHOICE, CARDS, SCALE, DAY = "text", "line", "choice", "cards", "scale", "day"
TEXT, CARDS_NAME, PLACE, BIN, DAY_OF = "tekst", "kaarten", "plaats", "-bak", "-dag"
ACTION_LINES, MOST_CARDS = 3, 3
LONGEST_LINE, LONGEST_CHOICE = 500, 120
FIRST_YEAR, LAST_YEAR = 2000, 2100
# A label that ends so is the beginning of the sentence that somebody finishes.
OPENS = "…"


@dataclass(frozen=True)
class Field:
    """One field to fill in. `kind`: text, line, choice, cards, scale (0-100) or day. `to` is for whom it is written.

    `label` is empty where the step has no words of its own for it, and where it is written for somebody: her name.
    """

    name: str
    label: str
    kind: str
    options: tuple[Keuze, ...] = ()
    longest: int = words.LONGEST_ANSWER
    to: int | None = None


def fields_of(
    schema: Werkvormschema, seats: Sequence[Seat], step: str, round: int, author: int,
    sheets_of_step_of: Sequence[Shown] = (), *, filled: Collection[str] = (), cards: Sequence[Keuze] = (),
) -> tuple[Field, ...]:  # fmt: skip
    """Return the fields of somebody's sheet.

    `sheets_of_step_of` is what she may see of the step that this one weighs (`reveal.shown` with own=True, so that
    no text comes here that is not for her). `filled` names what she filled in already: what she wrote for somebody who
    left since stays. `cards` are the cards of the deck.
    """
    found = schema.step(step)
    if found is None:
        return ()
    if found.input == words.PER_PERSON:
        return tuple(_receivers(schema, seats, found, author, filled))
    if found.input in {words.WEIGH, words.LINE}:
        return tuple(_about(schema, found, round, author, sheets_of_step_of))
    return tuple(_plain(found, cards))


def clean(fields: Sequence[Field], given: Mapping[str, object]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what was typed in these fields, and a Dutch sentence for each that cannot stay so.

    What is empty or belongs to no field is left out. Nothing has to be filled in.
    """
    answers, faults = {}, {}
    for one in fields:
        value = given.get(one.name, "")
        text = tidy(value, lines=one.kind == AREA) if isinstance(value, str) else ""
        fault = _fault(one, text) if isinstance(value, str) else "Typ hier tekst."
        if fault:
            faults[one.name] = fault
        elif kept := _kept(one, text):
            answers[one.name] = kept
    return answers, faults


def main_fields(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return the fields that count as something to fill in: without the day of an action or the bin of a line."""
    return tuple(one for one in fields if not one.name.endswith((BIN, DAY_OF)))


def card_codes(answer: str) -> tuple[str, ...]:
    """Return the codes of the cards that somebody chose."""
    return tuple(code for part in answer.split(",") if (code := part.strip()))


def answer_label(step: Stap, name: str) -> str:
    """Return the words beside a field of a step, empty where it has none."""
    number = name.split("-")[0]
    if step.input in {words.LINES, words.SORT, words.ACTIONS} and number.isascii() and number.isdigit():
        return _label(step, int(number))
    return _label(step, 1)


def answer_text(step: Stap, name: str, text: str) -> str:
    """Return an answer as people read it: of a choice its title, behind a label that opens a sentence the whole one."""
    if step.input == words.WEIGH or (step.input == words.SORT and name.endswith(BIN)):
        return next((option.title for option in step.options if option.code == text), text)
    opening = _opening(answer_label(step, name)) if step.input in {words.TEXT, words.LINES} else ""
    return text if not opening or text.casefold().startswith(opening.casefold()) else f"{opening} {text}"


def heading(step: Stap, name: str) -> str:
    """Return the words above an answer that is read; none where they open its sentence."""
    label = answer_label(step, name)
    return "" if _opening(label) else label


def _opening(label: str) -> str:
    """Return the beginning that a label is: 'Hoe kunnen wij' of 'Hoe kunnen wij …'. Empty for another label."""
    return label.removesuffix(OPENS).rstrip() if label.endswith(OPENS) else ""


def _label(step: Stap, number: int) -> str:
    """Return the words of a line: its own, or those of all of them."""
    if len(step.labels) == 1:
        return step.labels[0]
    return step.labels[number - 1] if 0 < number <= len(step.labels) else ""


def _plain(step: Stap, cards: Sequence[Keuze]) -> Iterator[Field]:
    if step.input == words.TEXT:
        yield Field(TEXT, _label(step, 1), AREA)
    if step.input == words.CARDS:
        yield Field(CARDS_NAME, _label(step, 1), CARDS, tuple(cards), LONGEST_CHOICE)
    if step.input == words.LINES:
        yield from (Field(str(at), _label(step, at), AREA) for at in range(1, step.lines + 1))
    if step.input == words.SORT:
        for at in range(1, step.lines + 1):
            yield Field(str(at), _label(step, at), INPUT, longest=LONGEST_LINE)
            yield Field(f"{at}{BIN}", _label(step, at), CHOICE, step.options, LONGEST_CHOICE)
    if step.input == words.ACTIONS:
        for at in range(1, ACTION_LINES + 1):
            yield Field(str(at), _label(step, at), INPUT, longest=LONGEST_LINE)
            yield Field(f"{at}{DAY_OF}", _label(step, at), DAY, longest=LONGEST_CHOICE)


def _receivers(
    schema: Werkvormschema, seats: Sequence[Seat], step: Stap, author: int, filled: Collection[str]
) -> Iterator[Field]:
    here = {seat.number for seat in seats if seat.is_active}
    for number in group_of(schema, seats, author, schema.steps.index(step)):
        if number != author and (number in here or str(number) in filled):
            yield Field(str(number), _label(step, 1), AREA, to=number)


def _about(schema: Werkvormschema, step: Stap, round: int, author: int, rows: Sequence[Shown]) -> Iterator[Field]:
    named = schema.step(step.of)
    if named is None:
        return
    rows = [row for row in rows if row.step == named.code and row.round == (round if named.repeats else 0)]
    if step.input == words.WEIGH:
        for row in rows:
            yield Field(f"{row.author}-{row.field}", row.text, CHOICE, step.options, LONGEST_CHOICE)
        return
    # Poles that the inbrenger named are everybody's; where each names her own, hers.
    poles = [row for row in rows if named.writes == words.BRINGER or row.author == author]
    titles = {row.field: row.text for row in poles}
    options = tuple(Keuze(str(at), titles.get(str(at), _label(named, at))) for at in (1, 2))
    yield Field(PLACE, "", SCALE, options, LONGEST_CHOICE)
    yield Field(TEXT, _label(step, 1), AREA)


def _fault(one: Field, text: str) -> str:
    """Return what is wrong with a text, empty when nothing is."""
    if len(text) > one.longest:
        return f"Dit zijn {_count(len(text))} tekens. Maak er hooguit {_count(one.longest)} van."
    if not text:
        return ""
    if one.kind == CHOICE and text not in {option.code for option in one.options}:
        return "Kies een van de mogelijkheden."
    if one.kind == SCALE and not _is_place(text):
        return f"Kies een plaats van 0 tot en met {words.LINE_END}."
    if one.kind == DAY and _day(text) is None:
        return "Kies een dag."
    return _fault_of_cards(one, text) if one.kind == CARDS else ""


def _fault_of_cards(one: Field, text: str) -> str:
    codes = card_codes(text)
    if len(set(codes)) > MOST_CARDS:
        return f"Kies hooguit {MOST_CARDS} kaarten."
    allowed = {option.code for option in one.options}
    if not all(code in allowed if allowed else CODE.fullmatch(code) for code in codes):
        return "Kies kaarten uit het deck."
    return ""


def _kept(one: Field, text: str) -> str:
    """Return an answer in one spelling."""
    if one.kind == CARDS:
        return ",".join(dict.fromkeys(card_codes(text)))
    return str(int(text)) if one.kind == SCALE and text else text


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len(str(words.LINE_END)) and int(text) <= words.LINE_END


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR and text == day.isoformat() else None


def _count(number: int) -> str:
    """Return a number as people write it here."""
    return f"{number:,}".replace(",", ".")
