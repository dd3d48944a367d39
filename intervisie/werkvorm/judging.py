"""What can be wrong with a method as a whole, in Dutch sentences that say what to do."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from intervisie.werkvorm import words
from intervisie.werkvorm.steps import Stap, Werkvormschema

# A code stands in addresses and names of fields.
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
OF_BRINGER = (words.BRINGER, words.OTHERS, words.OTHERS_FIRST)
WITH_LINES = (words.LINES, words.SORT)
WITH_OPTIONS = (words.WEIGH, words.SORT)
NEEDS_OF = (words.WEIGH, words.LINE)
FEWEST_OPTIONS, POLES = 2, 2
# Which inputs can go home as what. Empty: any.
INPUT_OF_RESULT = {
    words.QUESTION: (words.TEXT, words.LINES),
    words.CARD: (words.CARDS,),
    words.INSIGHT: (words.PER_PERSON,),
    words.ADVICE: (words.TEXT, words.LINES, words.SORT),
    words.LEARNT: (words.TEXT, words.LINES, words.LINE, words.SORT),
}
# Who may see what goes home with somebody else than its writer: never more than was seen in the session.
SEEN_OF_RESULT = {
    words.INSIGHT: (words.ALL, words.RECEIVER),
    words.ADVICE: (words.ALL, words.OTHERS_FIRST, words.BRINGER),
}
# By whom something must be seen before it can be weighed by these.
SEEN_BY = {
    words.ALL: (words.ALL,),
    words.BRINGER: (words.ALL, words.OTHERS_FIRST, words.BRINGER),
    words.OTHERS: (words.ALL, words.OTHERS, words.OTHERS_FIRST),
}

# Why a step has no inbrenger, by whose question it is.
NO_BRINGER = {
    words.NOBODYS: f"niemand brengt iets in, want 'question' is {words.NOBODYS}.",
    words.OWN: "ieder heeft een eigen vraag.",
    words.IN_TURN: "niemand is hier aan de beurt. Laat de stap herhalen.",
}


def judge(schema: Werkvormschema) -> list[str]:
    """Return every fault of this method, in order of its steps; nothing when it can be used."""
    if not schema.steps:
        return ["De werkvorm heeft geen stappen. Zet er minstens één stap in."]
    faults = [f"werkvorm: {fault}" for fault in _words_of_whole(schema)]
    faults += _codes("stap", [step.code for step in schema.steps])
    for number, step in enumerate(schema.steps, start=1):
        place = f"stap {number} '{(step.title or step.code)[:60]}'"
        faults += [f"{place}: {fault}" for rule in RULES for fault in rule(schema, step)]
    return faults + list(_repeating(schema)) + list(_never_shown(schema))


def _words_of_whole(schema: Werkvormschema) -> Iterator[str]:
    yield from _one_of("question", schema.question, words.QUESTIONS)
    yield from _one_of("maturity", schema.maturity, words.MATURITY)
    for fit in schema.fits:
        yield from _one_of("fits", fit, words.FITS)
    if not schema.fits:
        yield f"'fits' is leeg. Kies een of meer van: {', '.join(words.FITS)}."
    if len(set(schema.fits)) < len(schema.fits):
        yield "'fits' noemt iets twee keer."


def _one_of(name: str, value: str, choices: Iterable[str]) -> Iterator[str]:
    if value and value not in choices:
        yield f"'{name}' is '{value[:40]}'. Kies een van deze: {', '.join(code for code in choices if code)}."


def _codes(kind: str, codes: Sequence[str]) -> Iterator[str]:
    """Two codes that differ in capitals only are the same to a reader."""
    given = [code for code in codes if code]
    for code in given:
        if not CODE.fullmatch(code):
            yield f"De code '{code[:40]}' van een {kind} kan niet. Gebruik letters, cijfers en streepjes."
    folded = [code.casefold() for code in given]
    for code in sorted({code for code in given if folded.count(code.casefold()) > 1}):
        yield f"De code '{code[:40]}' staat twee keer bij een {kind}. Geef elke {kind} een eigen code."


def _words(_schema: Werkvormschema, step: Stap) -> Iterator[str]:
    yield from _one_of("speaks", step.speaks, words.SPEAKERS)
    yield from _one_of("writes", step.writes, words.WRITERS)
    yield from _one_of("sees", step.sees, words.SEERS)
    yield from _one_of("reveal", step.reveal, words.REVEALS)
    yield from _one_of("input", step.input, words.INPUTS)
    yield from _one_of("result", step.result, words.RESULTS)


def _minutes(_schema: Werkvormschema, step: Stap) -> Iterator[str]:
    if not words.SHORTEST_STEP <= step.minutes <= words.LONGEST_STEP:
        yield (
            f"'minutes' is {step.minutes}. Kies een getal van {words.SHORTEST_STEP} tot en met {words.LONGEST_STEP}."
        )


def _writing(_schema: Werkvormschema, step: Stap) -> Iterator[str]:
    """Whether who writes, what and for whom belong together."""
    if (step.input == words.NOTHING) != (step.writes == words.NONE):
        yield (
            f"'writes' is {step.writes} en 'input' is {step.input}. "
            f"Bij {words.NOTHING} hoort {words.NONE}, en alleen daarbij."
        )
    if step.input == words.PER_PERSON and step.writes != words.ALL:
        yield f"wie voor iedereen apart schrijft, is {words.ALL}. Zet dat bij 'writes'."
    if step.sees == words.RECEIVER and step.input != words.PER_PERSON:
        yield f"'sees' {words.RECEIVER} kan alleen bij 'input' {words.PER_PERSON}."
    if step.sees == words.OTHERS and step.writes == words.BRINGER:
        yield "wat de inbrenger schrijft, mag zij zelf ook zien. Kies bij 'sees' iets anders."


def _form(_schema: Werkvormschema, step: Stap) -> Iterator[str]:
    """Whether the fields have what they need: lines, labels, options."""
    if step.input in WITH_LINES and not step.lines:
        yield f"'lines' ontbreekt. Kies een getal van 1 tot en met {words.MOST_LINES}."
    if step.lines and step.input not in WITH_LINES:
        yield f"'lines' hoort alleen bij 'input' {' of '.join(WITH_LINES)}."
    if step.input in WITH_OPTIONS and len(step.options) < FEWEST_OPTIONS:
        yield f"bij 'input' {step.input} horen twee of meer keuzes in 'options'."
    if step.options and step.input not in WITH_OPTIONS:
        yield f"'options' hoort alleen bij 'input' {' of '.join(WITH_OPTIONS)}."
    yield from _codes("keuze", [option.code for option in step.options])
    yield from _labels(step)


def _labels(step: Stap) -> Iterator[str]:
    most = {words.NOTHING: 0, words.WEIGH: 0}.get(step.input, step.lines or 1)
    if len(step.labels) not in {0, most, min(most, 1)}:
        yield f"'labels' heeft er {len(step.labels)}. Er is plaats voor {most}."


def _of(schema: Werkvormschema, step: Stap) -> Iterator[str]:
    """Whether `of` names an earlier step that can be weighed, or that names two poles, and that its writers saw."""
    if step.of and step.input not in NEEDS_OF:
        yield f"'of' hoort alleen bij 'input' {' of '.join(NEEDS_OF)}."
    if step.input not in NEEDS_OF:
        return
    if not step.of:
        yield f"'of' ontbreekt. Noem de code van een eerdere stap waarover 'input' {step.input} gaat."
        return
    before = schema.steps[: schema.steps.index(step)]
    named = next((one for one in before if one.code == step.of), None)
    if named is None:
        yield f"'of' noemt '{step.of[:40]}'. Dat is geen eerdere stap."
        return
    yield from _named(step, named)


def _named(step: Stap, named: Stap) -> Iterator[str]:
    if step.input == words.LINE and (named.input, named.lines) != (words.LINES, POLES):
        yield f"stap '{named.code}' noemt geen twee polen. Geef die stap 'input' {words.LINES} met 'lines' {POLES}."
    if step.input == words.WEIGH and named.input not in {words.LINES, words.TEXT}:
        yield f"van stap '{named.code}' is niets te wegen. Geef die stap 'input' {words.LINES} of {words.TEXT}."
    if named.repeats and not step.repeats:
        yield f"stap '{named.code}' herhaalt en deze stap niet. Laat ze allebei herhalen, of geen van beide."
    is_own = step.input == words.LINE and named.writes in {step.writes, words.ALL}
    if not is_own and named.sees not in SEEN_BY.get(step.writes, ()) and named.writes != step.writes:
        yield f"wie hier schrijft, ziet niet wat er bij stap '{named.code}' staat. Verander daar 'sees'."


def _turns(schema: Werkvormschema, step: Stap) -> Iterator[str]:
    if step.speaks == words.TURN and not step.in_turn:
        yield f"'speaks' {words.TURN} kan alleen waar 'in_turn' aan staat."


def _bringer(schema: Werkvormschema, step: Stap) -> Iterator[str]:
    """Whether there is somebody whose question it is, where the step speaks of her."""
    if schema.question not in NO_BRINGER:
        return
    named = [name for name in ("speaks", "writes", "sees") if getattr(step, name) in OF_BRINGER]
    # In turns each speaks of her own question; what is written belongs to a step, not to a turn.
    if schema.question == words.OWN and step.in_turn and named == ["speaks"]:
        named = []
    if step.result == words.ADVICE:
        named.append("result")
    if schema.question == words.IN_TURN and step.repeats:
        return
    for name in named:
        yield f"'{name}' {getattr(step, name)} kan niet: {NO_BRINGER[schema.question]}"


def _result(_schema: Werkvormschema, step: Stap) -> Iterator[str]:
    inputs = INPUT_OF_RESULT.get(step.result)
    if inputs and step.input not in inputs:
        yield f"'result' {step.result} hoort bij 'input' {' of '.join(inputs)}."
    seers = SEEN_OF_RESULT.get(step.result)
    if seers and step.sees not in seers:
        yield f"'result' {step.result} gaat mee naar een ander. Kies bij 'sees' {' of '.join(seers)}."


def _repeating(schema: Werkvormschema) -> Iterator[str]:
    repeats = [step.repeats for step in schema.steps]
    if schema.question == words.IN_TURN and not any(repeats):
        yield (
            f"werkvorm: 'question' is {words.IN_TURN}, maar geen stap herhaalt. "
            "Zet 'repeats' bij de stappen die ieder krijgt."
        )
    if schema.question in {words.ONE, words.OWN, words.NOBODYS} and any(repeats):
        at = repeats.index(True) + 1
        yield f"stap {at}: 'repeats' kan alleen als 'question' {words.IN_TURN} is."
    begins = [at for at, (before, now) in enumerate(pairwise([False, *repeats])) if now and not before]
    if len(begins) > 1:
        yield f"stap {begins[1] + 1}: stappen die herhalen, staan bij elkaar. Zet er geen andere stap tussen."
    for at, (before, after) in enumerate(pairwise(schema.steps), start=2):
        if before.repeats and after.repeats and after.is_split and not _is_split_before(schema, at - 1):
            yield f"stap {at}: 'is_split' kan niet midden in stappen die herhalen. Zet het bij de eerste daarvan."


def _is_split_before(schema: Werkvormschema, index: int) -> bool:
    return any(step.is_split for step in schema.steps[:index])


def _never_shown(schema: Werkvormschema) -> Iterator[str]:
    """After the last step the session is over: what would be shown then, nobody would see."""
    last = schema.steps[-1]
    goes_home = last.result in {words.INSIGHT, words.ADVICE}
    if last.reveal == words.AFTER_STEP and last.sees != words.WRITER and last.writes != words.NONE and not goes_home:
        yield (
            f"stap {len(schema.steps)}: na de laatste stap ziet niemand het bord meer. "
            f"Kies bij 'reveal' {words.AT_ONCE} of {words.AFTER_OWN}."
        )


RULES: tuple[Callable[[Werkvormschema, Stap], Iterator[str]], ...] = (
    _words, _minutes, _writing, _form, _of, _turns, _bringer, _result,
)  # fmt: skip
