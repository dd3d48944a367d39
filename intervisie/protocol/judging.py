"""What can be wrong with a protocol as a whole, in Dutch sentences that say what to do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from casussen.instrumenten.schema import CODE
from intervisie.protocol import words
from intervisie.protocol.steps import Protocolschema, Stap

# A code of a step stands in addresses; other slices of the toernee know the usual ones.
STEP_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
QUESTION_KINDS = ("text", "line", "choice")


def judge(schema: Protocolschema) -> list[str]:
    """Return every fault of this protocol, in order of its steps; nothing when it can be used."""
    steps = list(schema.steps())
    faults = _number_of(steps)
    faults += _codes("fase", [phase.code for phase in schema.phases])
    faults += _codes("stap", [step.code for step in steps])
    faults += _codes("dagprogramma", [programme.code for programme in schema.programmes])
    for step in steps:
        faults += [
            f"{_name(step)}: {fault}" for fault in (*_words(step), *_weeks(step), *_fit(step), *_questions(step))
        ]
    return faults + list(_order(steps))


def _number_of(steps: Sequence[Stap]) -> list[str]:
    if not steps:
        return ["Het protocol heeft geen stappen. Zet er minstens één stap in."]
    if len(steps) > words.MOST_STEPS:
        return [f"Het protocol heeft {len(steps)} stappen. Houd het bij {words.MOST_STEPS}."]
    return []


def _codes(kind: str, codes: Sequence[str]) -> Iterator[str]:
    given = [code for code in codes if code]
    for code in given:
        if not STEP_CODE.fullmatch(code):
            yield f"De code '{code[:40]}' van een {kind} kan niet. Gebruik hoofdletters, cijfers en lage streepjes."
    for code in sorted({code for code in given if given.count(code) > 1}):
        yield f"De code '{code[:40]}' staat twee keer bij een {kind}. Geef elke {kind} een eigen code."


def _words(step: Stap) -> Iterator[str]:
    known: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("who", step.who, words.WHO), ("anchor", step.anchor, words.ANCHORS),
        ("page", step.page, words.PAGES), ("reads", step.reads, words.READS),
    )  # fmt: skip
    for name, value, choices in known:
        if value and value not in choices:
            yield f"'{name}' moet een van deze zijn: {', '.join(choices)}."


def _weeks(step: Stap) -> Iterator[str]:
    if not words.EARLIEST_WEEK <= step.offset_weeks <= words.LATEST_WEEK:
        yield (
            f"'offset_weeks' is {step.offset_weeks}. Kies een week van {words.EARLIEST_WEEK} "
            f"tot en met {words.LATEST_WEEK}; een week ervoor heeft een minteken."
        )
    if not 0 <= step.opens_weeks <= words.MOST_OPENS_WEEKS:
        yield f"'opens_weeks' is {step.opens_weeks}. Kies een getal van 0 tot en met {words.MOST_OPENS_WEEKS}."


def _fit(step: Stap) -> Iterator[str]:
    """Whether who, page and readers belong together."""
    if step.anchor == words.TOERNEE:
        if step.who in words.WHO and step.who not in words.WHO_OF_TOERNEE:
            yield f"een stap van de hele toernee is van {' of '.join(words.WHO_OF_TOERNEE)}."
        if step.reads in words.READS and step.reads not in words.READS_OF_TOERNEE:
            yield f"antwoorden bij de hele toernee leest {' of '.join(words.READS_OF_TOERNEE)}."
        if step.page in words.PAGES and step.page not in words.ASKS:
            yield f"bij de hele toernee hoort pagina {' of '.join(words.ASKS)}."
    allowed = words.PAGE_IS_FOR.get(step.page)
    if allowed and step.who in words.WHO and step.who not in allowed:
        yield f"pagina {step.page} is alleen voor {' of '.join(allowed)}."


def _questions(step: Stap) -> Iterator[str]:
    codes = [question.code for question in step.questions if question.code]
    if step.page == words.VRAGEN and not step.questions:
        yield "pagina VRAGEN heeft minstens één vraag nodig."
    if step.questions and step.page in words.PAGES and step.page not in words.ASKS:
        yield f"vragen kunnen alleen op pagina {' of '.join(words.ASKS)}."
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"de code '{code[:40]}' staat bij twee vragen. Geef elke vraag een eigen code."
    for question in step.questions:
        if not CODE.fullmatch(question.code) and question.code:
            yield f"de code '{question.code[:40]}' kan niet. Gebruik hooguit 40 letters, cijfers en streepjes."
        if question.kind not in QUESTION_KINDS:
            yield f"vraag '{question.code[:40]}': 'kind' moet een van deze zijn: {', '.join(QUESTION_KINDS)}."


def _order(steps: Sequence[Stap]) -> Iterator[str]:
    """Within the toernee, and within a visit, no step stands before one that is due earlier."""
    for anchor in words.ANCHORS:
        rows = [step for step in steps if step.anchor == anchor]
        for before, after in pairwise(rows):
            if after.offset_weeks < before.offset_weeks:
                yield (
                    f"{_name(after)}: week {after.offset_weeks} ligt vóór week {before.offset_weeks} van "
                    f"'{before.title[:60]}'. Zet de stappen op volgorde."
                )


def _name(step: Stap) -> str:
    return f"Stap '{(step.title or step.code)[:60]}'"
