"""The sheets that one person writes in a session, ready for a page. In a scope."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from intervisie.access.sessies import Plek
from intervisie.queries.sessiebeeld import Blad, Bladveld
from intervisie.queries.sessiebladen import Bladen, viewer_of
from intervisie.queries.sessiegang import name_of
from intervisie.queries.sessievoorbereiding import prepared_question
from intervisie.werkvorm import course, words
from intervisie.werkvorm.fields import Field, answer_text, main_fields
from intervisie.werkvorm.steps import Stap


def sheets_for(plek: Plek, bladen: Bladen) -> dict[str, Any]:
    """Return the sheet of the step that goes on, those of earlier steps that are hers to write still, and those of
    who writes on paper where she leads."""
    gang, viewer = bladen.gang, viewer_of(plek, bladen.gang)
    here = (gang.step, gang.position.round if gang.step.repeats else 0)
    paper = [_blad(plek, bladen, author, *here) for author in sorted(viewer.types_for)]
    if viewer.number is None:
        return {"paper": tuple(one for one in paper if one is not None)}
    earlier = (
        _blad(plek, bladen, viewer.number, step, round) for step, round in _begun(bladen) if (step, round) != here
    )
    return {
        "blad": _blad(plek, bladen, viewer.number, *here),
        "earlier": tuple(one for one in earlier if one is not None and not one.is_locked),
        "paper": tuple(one for one in paper if one is not None),
    }  # fmt: skip


def _begun(bladen: Bladen) -> Iterator[tuple[Stap, int]]:
    """Give every step with its rounds up to the present one, begun or not: whether one may write the engine says."""
    gang = bladen.gang
    most = max((len(group) for group in course.groups_at(gang.schema, gang.seats, gang.position.step)), default=1)
    for step in gang.schema.steps[: gang.position.step + 1]:
        for round in range(most if step.repeats else 1):
            yield step, round


def _blad(plek: Plek, bladen: Bladen, author: int, step: Stap, round: int) -> Blad | None:
    row = bladen.row(author, step.code, round)
    is_handed_in = row is not None and row.handed_in_at is not None
    if not is_handed_in and not bladen.may_write(plek, author, step.code, round):
        return None
    fields, answers = bladen.fields(plek, step.code, round, author), dict(row.answers) if row is not None else {}
    is_own = author == viewer_of(plek, bladen.gang).number
    suggestion = _prepared(plek, step) if row is None and is_own else ""
    first, questions = next(iter(main_fields(fields)), None), _questions(plek, bladen, fields)
    return Blad(
        author=author, author_name=name_of(bladen.gang.by_number[author]), is_own=is_own, step=step.code,
        step_title=step.title, round=round, version=row.version if row is not None else 0,
        fields=tuple(_veld(bladen, one, answers, suggestion if one == first else "", questions) for one in fields),
        is_handed_in=is_handed_in,
        may_hand_in=step.reveal == words.AFTER_OWN and not is_handed_in and row is not None and bool(row.filled),
    )  # fmt: skip


def _questions(plek: Plek, bladen: Bladen, fields: Iterable[Field]) -> dict[int, str]:
    """Return what each receiver of these fields asks, of what the writer may see: so that it stands where she writes.

    The newest where a method asks twice.
    """
    receivers, found = {one.to for one in fields if one.to is not None}, dict[int, str]()
    for step in bladen.gang.schema.steps if receivers else ():
        if step.result == words.QUESTION:
            rows = bladen.seen_by(viewer_of(plek, bladen.gang), step.code)
            found |= {row.author: answer_text(step, row.field, row.text) for row in rows if row.author in receivers}
    return found


def _veld(
    bladen: Bladen, one: Field, answers: dict[str, str], suggestion: str, questions: Mapping[int, str]
) -> Bladveld:  # fmt: skip
    receiver = bladen.gang.by_number.get(one.to) if one.to is not None else None
    return Bladveld(
        one.name, one.label, one.kind, one.options, one.longest, answers.get(one.name, ""), suggestion, one.to,
        name_of(receiver) if receiver is not None else "", questions.get(one.to, "") if one.to is not None else "",
    )  # fmt: skip


def _prepared(plek: Plek, step: Stap) -> str:
    """Return the question that she prepared, for the sheet on which she writes her question. One query, seldom."""
    return prepared_question(plek) if step.result == words.QUESTION else ""
