"""What of a session is shown to one person: texts, as the engine lets her have them, and who still owes whom."""

from collections.abc import Iterator, Sequence
from typing import Any

from intervisie.access.sessies import Plek, leads
from intervisie.queries.sessiebeeld import Getoond, Regel, Schuld
from intervisie.queries.sessiebladen import Bladen, viewer_of
from intervisie.queries.sessiegang import name_of
from intervisie.werkvorm import course, reveal, words
from intervisie.werkvorm.cards import Kaart
from intervisie.werkvorm.fields import BIN, DAY_OF, answer_text, card_codes, heading
from intervisie.werkvorm.owing import owing
from intervisie.werkvorm.reveal import Shown
from intervisie.werkvorm.steps import Stap


def shown_to(plek: Plek, bladen: Bladen) -> tuple[Getoond, ...]:
    """Return every text of others that this person may have now, by step and round and by whom it is for."""
    gang = bladen.gang
    rows = reveal.shown(
        gang.schema, gang.seats, gang.position, gang.inbrenger, viewer_of(plek, gang), bladen.sheets
    )  # fmt: skip
    heads: dict[tuple[str, int, int | None], list[Shown]] = {}
    for row in rows:
        heads.setdefault((row.step, row.round, _receiver(bladen, row)), []).append(row)
    return tuple(_getoond(plek, bladen, *head, texts) for head, texts in heads.items())


def cards_for(bladen: Bladen) -> tuple[Kaart, ...]:
    """Return the cards of the deck, where a step up to now goes with them."""
    steps = bladen.gang.schema.steps[: bladen.gang.position.step + 1]
    return bladen.cards if any(step.input == words.CARDS for step in steps) else ()


def debts_of(plek: Plek, bladen: Bladen) -> dict[str, Any]:
    """Return who still owes whom in the step that goes on: all of it to who leads, of herself to everybody."""
    gang = bladen.gang
    round = gang.position.round if gang.step.repeats else 0
    filled = {
        author: tuple(row.filled)
        for (author, step, at), row in bladen.by_key.items()
        if step == gang.step.code and at == round
    }
    debts: dict[int, list[str]] = {}
    for debt in owing(gang.schema, gang.seats, gang.step.code, filled):
        debts.setdefault(debt.from_, []).append(name_of(gang.by_number[debt.to]))
    every = tuple(
        Schuld(name_of(gang.by_number[number]), number == plek.number, tuple(names))
        for number, names in sorted(debts.items())
    )
    return {
        "owes": next((one for one in every if one.is_me), None), "debts": every if leads(plek) else (),
        "still_to_come": sum(one.count for one in every),
    }  # fmt: skip


def _receiver(bladen: Bladen, row: Shown) -> int | None:
    step = bladen.gang.schema.step(row.step)
    return int(row.field) if step is not None and step.input == words.PER_PERSON else None


def _getoond(
    plek: Plek, bladen: Bladen, code: str, round: int, receiver: int | None, rows: Sequence[Shown]
) -> Getoond:  # fmt: skip
    gang, step = bladen.gang, _step(bladen, code)
    at = gang.schema.steps.index(step)
    bringer = course.bringer_of(gang.schema, gang.seats, at, round, gang.inbrenger, rows[0].author)
    return Getoond(
        step=code, step_title=step.title, round=round, rows=tuple(_regels(plek, bladen, rows)),
        bringer_name=_name(bladen, bringer), receiver=receiver, receiver_name=_name(bladen, receiver),
    )  # fmt: skip


def _regels(plek: Plek, bladen: Bladen, rows: Sequence[Shown]) -> Iterator[Regel]:
    beside = {(row.author, row.field): row for row in rows}
    for row in rows:
        step = _step(bladen, row.step)
        if row.field.endswith((BIN, DAY_OF)):
            continue
        extra = beside.get((row.author, f"{row.field}{BIN}")) or beside.get((row.author, f"{row.field}{DAY_OF}"))
        yield Regel(
            author=row.author, author_name=_name(bladen, row.author), is_own=row.author == plek.number,
            field=row.field, label=_label(plek, bladen, step, row), text=_text(bladen, step, row),
            note=answer_text(step, extra.field, extra.text) if extra is not None else "",
        )  # fmt: skip


def _label(plek: Plek, bladen: Bladen, step: Stap, row: Shown) -> str:
    """Return the words beside an answer; of what was weighed and the ends of a line as far as the reader has them."""
    named = bladen.gang.schema.step(step.of) if step.of else None
    if named is None:
        return heading(step, row.field)
    round = row.round if named.repeats else 0
    seen = bladen.seen_by(viewer_of(plek, bladen.gang), named.code)
    texts = {(one.author, one.field): one.text for one in seen if one.round == round}
    if step.input == words.WEIGH:
        author, _dash, name = row.field.partition("-")
        return texts.get((int(author), name), "")
    return " – ".join(
        text for (author, _name), text in texts.items() if named.writes == words.BRINGER or author == row.author
    )


def _text(bladen: Bladen, step: Stap, row: Shown) -> str:
    if step.input == words.CARDS:
        titles = {card.code: card.label for card in bladen.cards}
        return ", ".join(titles.get(code, code) for code in card_codes(row.text))
    return answer_text(step, row.field, row.text)


def _step(bladen: Bladen, code: str) -> Stap:
    found = bladen.gang.schema.step(code)
    if found is None:
        raise LookupError(code)  # the engine shows texts of this method only
    return found


def _name(bladen: Bladen, number: int | None) -> str:
    found = bladen.gang.by_number.get(number) if number is not None else None
    return name_of(found) if found is not None else ""
