"""Sheets to write on, by what each step of a method asks; and the sheet with the steps for who guides."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervisie.werkvorm import words
from intervisie.werkvorm.cards import Deckschema
from intervisie.werkvorm.steps import Stap, Werkvormschema

Page = dict[str, Any]
Part = dict[str, Any]

# What fits on one page below its title: lines to write of 9 mm, and signs of running text.
LINES_ON_PAGE, LARGE_LINES = 25.0, 19.0
SIGNS_ON_PAGE, LARGE_SIGNS = 3000, 1100
SIGNS_IN_LINE, LARGE_SIGNS_IN_LINE = 150, 60
SIGNS_OF_STEP = 160  # what the title, the minutes and the space of a step take
ROWS_TO_WEIGH = 8
STEP_SCALE = 1.25  # steps are read from further away; they shrink when they are long
FEW, MANY = 4, 8  # boxes that still get the whole width of two; and half of it


@dataclass(frozen=True)
class Reader:
    """For whom a sheet is: how many others there are in her group, and whether the question of the session is hers."""

    others: int
    deck: Deckschema | None
    is_large: bool


def step_pages(name: str, schema: Werkvormschema, notes: list[str], *, is_large: bool) -> list[Page]:
    """Return the steps with their minutes and rules, for who guides: one sheet, or more when they are long."""
    parts: list[Part] = [_list(_("Afspraken"), schema.rules), _list(_("Dit heb je nodig"), schema.materials)]
    parts = [part for part in parts if part["labels"]]
    room = LARGE_SIGNS if is_large else SIGNS_ON_PAGE
    left = room - sum(len(label) + 40 for part in parts for label in part["labels"])
    pages: list[list[Part]] = [parts]
    steps: list[dict[str, str]] = []
    for number, step in enumerate(schema.steps, start=1):
        takes = len(step.title) + len(step.text) + SIGNS_OF_STEP
        if takes > left and (steps or pages[-1]):
            pages[-1] = [*pages[-1], *_steps(steps)]
            pages.append([])
            steps, left = [], room
        steps.append(_step(number, step))
        left -= takes
    pages[-1] = [*pages[-1], *_steps(steps)]
    title = _("Stappen: %(name)s") % {"name": name}
    minutes = ngettext("%(number)d minuut", "%(number)d minuten", schema.minutes) % {"number": schema.minutes}
    return sheet_of(title, minutes, pages, notes, has_name=False, scale=STEP_SCALE)


def _steps(steps: list[dict[str, str]]) -> list[Part]:
    return [{"t": "steps", "title": _("Stappen"), "text": "", "steps": steps}] if steps else []


def _step(number: int, step: Stap) -> dict[str, str]:
    minutes = ngettext("%(number)d minuut", "%(number)d minuten", step.minutes) % {"number": step.minutes}
    told = [minutes]
    told += [_("om de beurt")] if step.in_turn else []
    told += [_("voor elke inbrenger opnieuw")] if step.repeats else []
    told += [_("in groepjes")] if step.is_split else []
    return {"title": f"{number}. {step.title}", "minutes": " · ".join(told), "text": step.text}


def sheets_to_write(
    name: str, schema: Werkvormschema, deck: Deckschema | None, sizes: Sequence[int], notes: list[str], *,
    is_large: bool,
) -> list[Page]:  # fmt: skip
    """Return a sheet for everybody, group by group. Where one person brings the question, hers is another."""
    found: list[Page] = []
    for number, size in enumerate(sizes, start=1):
        reader = Reader(size - 1, deck, is_large)
        byline = _("Groepje %(number)d") % {"number": number} if len(sizes) > 1 else ""
        if schema.question == words.ONE:
            bringer = _sheet(name, _("Werkblad van de inbrenger"), byline, _asked(schema, words.OTHERS), reader, notes)
            other = _sheet(name, _("Werkblad"), byline, _asked(schema, words.BRINGER), reader, notes)
            found += bringer + other * (size - 1)
        else:
            found += _sheet(name, _("Werkblad"), byline, schema.steps, reader, notes) * size
    return found


def _asked(schema: Werkvormschema, not_by: str) -> list[Stap]:
    return [step for step in schema.steps if step.writes != not_by]


def _sheet(name: str, title: str, byline: str, steps: Iterable[Stap], reader: Reader, notes: list[str]) -> list[Page]:
    parts = [part for step in steps for part in _parts(step, reader)]
    return sheet_of(title, " · ".join(filter(None, (name, byline))), _packed(parts, reader), notes, has_name=True)


def sheet_of(
    title: str, byline: str, pages: list[list[Part]], notes: list[str], *, has_name: bool, scale: float = 1
) -> list[Page]:  # fmt: skip
    """Return pages in pairs: a back that stays empty gets lines for notes. The source stands on the last."""
    whole = [*pages] or [[]]
    if len(whole) % 2:
        whole.append([_part("text", _("Aantekeningen"), "")])
    return [
        {"t": "sheet", "title": title, "byline": byline, "has_name": has_name and not at, "parts": parts,
         "notes": notes if at == len(whole) - 1 else [], "scale": scale}
        for at, parts in enumerate(whole)
    ]  # fmt: skip


def back_of(title: str, byline: str, notes: list[str]) -> Page:
    """Return the back of a sheet of which only the front is used."""
    return sheet_of(title, byline, [[], []], notes, has_name=False)[1]


def _packed(parts: Iterable[Part], reader: Reader) -> list[list[Part]]:
    """Divide parts over pages, in their order, by the room that each takes."""
    room = LARGE_LINES if reader.is_large else LINES_ON_PAGE
    pages: list[list[Part]] = []
    left = 0.0
    for part in parts:
        takes = part.pop("takes")
        if not pages or takes > left:
            pages.append([])
            left = room
        pages[-1].append(part)
        left -= takes
    return pages


def _parts(step: Stap, reader: Reader) -> Iterator[Part]:
    """Return what of a step is written, with the room it takes in lines."""
    signs = LARGE_SIGNS_IN_LINE if reader.is_large else SIGNS_IN_LINE
    for part in FORMS[step.input](step, reader) if step.input in FORMS else ():
        words_take = (len(part["text"]) + sum(map(len, part.get("labels", ())))) / signs
        yield part | {"takes": part["takes"] + 2 + words_take}


def _text(step: Stap, reader: Reader) -> Iterator[Part]:
    if step.repeats and step.writes != words.BRINGER:
        yield from _boxes(step, reader, _("Voor:"))
        return
    text = "\n".join(filter(None, (step.text, *step.labels)))
    yield _part("text", step.title, text) | {"takes": 6.0}


def _lines(step: Stap, reader: Reader) -> Iterator[Part]:
    labels = labels_of(step)
    if step.repeats and step.writes != words.BRINGER:
        yield from _boxes(replace(step, text="\n".join((step.text, *labels))), reader, _("Voor:"))
        return
    yield _part("lines", step.title, step.text, labels) | {"has_room": True, "takes": step.lines * 2.2}


def _per_person(step: Stap, reader: Reader) -> Iterator[Part]:
    """What each of the others wrote for her comes on a card; here she keeps it."""
    received = replace(step, title=_("Inzichten die je kreeg"), text=_("Neem over wat je wilt bewaren."))
    yield from _boxes(received, reader, _("Van:"))


def _boxes(step: Stap, reader: Reader, label: str) -> Iterator[Part]:
    """A box for each of the others, as many on a page as can be written in."""
    columns = min(1 + (reader.others > FEW) + (reader.others > MANY), 2 if reader.is_large else 3)
    most = columns * (6 if reader.is_large else 9)
    labels = iter([label] * reader.others)
    while batch := list(islice(labels, most)):
        takes = 2.4 * -(-len(batch) // columns)
        yield _part("boxes", step.title, step.text, batch) | {"columns": columns, "takes": takes}


def _cards(step: Stap, reader: Reader) -> Iterator[Part]:
    labels = [card.label for card in reader.deck.cards] if reader.deck else []
    yield _part("text", _("Waar schuurt het?"), _("Schrijf kort op wat er wringt. Kies dan je kaart.")) | {"takes": 4.0}
    yield _part("ticks", step.title, step.text, labels) | {"takes": 0.9 * -(-len(labels) // 2)}


def _weigh(step: Stap, _reader: Reader) -> Iterator[Part]:
    head = [_("Wat"), *(option.title for option in step.options)]
    yield _table(step, head, ROWS_TO_WEIGH)


def _sort(step: Stap, _reader: Reader) -> Iterator[Part]:
    yield _table(step, [_("Wat"), *(option.title for option in step.options)], step.lines)


def _line(step: Stap, _reader: Reader) -> Iterator[Part]:
    """The ends of a line are named in the session itself: there is room to write them."""
    labels = [_("Deze kant: ………………"), _("Die kant: ………………")]
    yield _part("line", step.title, step.text, labels) | {"takes": 5.0}


def _actions(step: Stap, _reader: Reader) -> Iterator[Part]:
    labels = [label for number in (1, 2, 3) for label in (f"{number}.", _("Wanneer?"))]
    yield _part("lines", step.title, step.text, labels) | {"has_room": False, "takes": 6.0}


def labels_of(step: Stap) -> list[str]:
    """Return the words beside each line: its own, the one that all have with a number, or a number."""
    if len(step.labels) == step.lines:
        return list(step.labels)
    word = f"{step.labels[0]} " if step.labels else ""
    return [f"{word}{number}." for number in range(1, step.lines + 1)]


def _table(step: Stap, head: list[str], rows: int) -> Part:
    cells = [[""] * len(head)] * rows
    return _part("table", step.title, step.text) | {"head": head, "rows": cells, "takes": 1.5 * (rows + 1)}


def _list(title: str, labels: Iterable[str]) -> Part:
    return _part("list", title, "", list(labels))


def _part(kind: str, title: str, text: str, labels: Sequence[str] = ()) -> Part:
    return {"t": kind, "title": title, "text": text, "labels": list(labels)}


FORMS = {
    words.TEXT: _text, words.LINES: _lines, words.PER_PERSON: _per_person, words.CARDS: _cards, words.WEIGH: _weigh,
    words.SORT: _sort, words.LINE: _line, words.ACTIONS: _actions,
}  # fmt: skip
