"""Reading instruments and what was filled in: one sheet for a page, and each instrument as a part to show elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from casussen.instrumenten import canvas, keuzehulp
from casussen.instrumenten.logica import judge_schema
from casussen.instrumenten.schema import Schema
from casussen.models import Betrokkenheid, Casus, Instrument, Instrumentversie, Invulling, Partij

CANVAS, KEUZEHULP, VORMVERKENNER, DILEMMALIJN = "canvas", "keuzehulp", "vormverkenner", "dilemmalijn"


@dataclass(frozen=True)
class Blad:
    """One instrument on one casus: the questions it is answered under, and the answers of each layer.

    `newest` is the version that whoever begins now gets; the answers keep to the version they were given under.
    """

    versie: Instrumentversie
    newest: Instrumentversie | None
    rows: Mapping[str, Invulling] = field(default_factory=dict)

    @cached_property
    def schema(self) -> Schema:
        """The questions."""
        return judge_schema(self.versie.schema)

    @property
    def instrument(self) -> Instrument:
        """What it is called and what it is for."""
        return self.versie.instrument

    @property
    def is_begun(self) -> bool:
        """Whether anybody saved something."""
        return bool(self.rows)

    @property
    def can_move_on(self) -> bool:
        """Whether there are newer questions than the ones that were answered."""
        return self.newest is not None and self.is_begun and self.newest.number > self.versie.number

    def answers(self, layer: str = "") -> dict[str, Any]:
        """Return the answers of a layer; none when it was not begun."""
        row = self.rows.get(layer)
        return dict(row.answers or {}) if row else {}

    def version(self, layer: str = "") -> int:
        """Return the version to save from; 0 for a layer that was not begun."""
        row = self.rows.get(layer)
        return row.version if row else 0


def versies_of(code: str) -> QuerySet[Instrumentversie]:
    """Return the published versions of an instrument, the newest first."""
    rows = Instrumentversie.objects.filter(instrument__code=code, published_at__isnull=False)
    return rows.select_related("instrument").order_by("-number")


def sheet_of(casus: Casus, code: str) -> Blad | None:
    """Return an instrument on a casus that the person has open; None when it is not offered and was never begun."""
    rows = _filled_in(casus, code)
    newest = versies_of(code).first()
    versie = next((row.instrumentversie for row in rows.values()), newest)
    if versie is None or not (rows or versie.instrument.is_offered):
        return None
    return Blad(versie, newest, rows)


def form_in_use(casus: Casus) -> str:
    """Return the code of the form this samenwerking has now, as the vormverkenner holds it; empty when nobody said."""
    rows = _filled_in(casus, VORMVERKENNER)
    return str(rows[""].answers.get("nu") or "") if "" in rows else ""


def partners_without_contribution(casus: Casus) -> list[str]:
    """Return the names of the parties on the map that are called a partner and bring nothing."""
    rows = sorted(Partij.objects.filter(casus=casus), key=lambda row: (row.position, str(row.pk)))
    return [
        str(row.name)
        for row in rows
        if row.involvement == Betrokkenheid.PARTNER and not str(row.contribution or "").strip()
    ]


def read_canvas(casus: Casus) -> dict[str, Any] | None:
    """Return both layers of the canvas as plain values; None when it was not begun."""
    blad = _begun(casus, CANVAS)
    if blad is None:
        return None
    layers = [
        {"code": one.code, "title": one.title, "agreed": canvas.stand(blad.answers(one.code)).agreed,
         "sections": canvas_sections(blad, one.code)}
        for one in blad.schema.layers if one.code in blad.rows
    ]  # fmt: skip
    return _about(blad) | {"layers": layers}


def canvas_sections(blad: Blad, layer: str) -> list[dict[str, Any]]:
    """Return the boxes of a layer under their headings, with what was written."""
    answers = blad.answers(layer)
    words = {canvas.LEEG: "Leeg", canvas.CONCEPT: "Concept", canvas.AFGESPROKEN: "Afgesproken"}
    sections = []
    for section in blad.schema.sections:
        boxes = [(question, canvas.box(question.code, answers)) for question in section.questions]
        drawn = [
            {
                "code": question.code,
                "ask": question.ask,
                "text": one.text,
                "status": words[one.status],
                "open": one.open,
            }
            for question, one in boxes
        ]  # fmt: skip
        sections.append({"code": section.code, "title": section.title, "boxes": drawn})
    return sections


def read_keuzehulp(casus: Casus) -> dict[str, Any] | None:
    """Return the advice with its reasons as plain values; None as long as a question is open."""
    blad = _begun(casus, KEUZEHULP)
    found = keuzehulp.outcome(blad.schema, blad.answers()) if blad else None
    if blad is None or found is None:
        return None
    vorm = found.vorm
    return _about(blad) | {
        "title": vorm.title, "what": vorm.what, "asks": vorm.asks, "unfit": vorm.unfit, "origin": vorm.origin,
        "caution": vorm.caution, "remark": found.remark, "deviation": deviation_of(blad),
        "tension": keuzehulp.tension(blad.schema, form_in_use(casus), blad.answers()) or "",
        "reasons": [[reason.question, reason.answer, reason.why] for reason in found.reasons],
        "flips": [[flip.question, flip.answer, flip.outcome] for flip in found.flips],
    }  # fmt: skip


def deviation_of(blad: Blad) -> dict[str, str]:
    """Return what was chosen instead of the advice and why, in words; nothing when the advice was followed.

    It belongs to the advice of then: with other answers there is none, as in a fresh run, and it is back with them.
    """
    row = blad.rows.get("")
    given = (row.deviation or {}) if row else {}
    forms = blad.schema.table["vormen"]
    if given.get("choice") not in forms or given.get("advice") != keuzehulp.outcome_code(blad.answers()):
        return {}
    return {"choice": given["choice"], "title": forms[given["choice"]]["title"], "reason": str(given.get("reason", ""))}


def _filled_in(casus: Casus, code: str) -> dict[str, Invulling]:
    rows = Invulling.objects.filter(casus=casus, instrument__code=code)
    return {row.layer: row for row in rows.select_related("instrumentversie__instrument", "changed_by")}


def _begun(casus: Casus, code: str) -> Blad | None:
    rows = _filled_in(casus, code)
    versie = next((row.instrumentversie for row in rows.values()), None)
    return Blad(versie, None, rows) if versie else None


def begun_blad(casus: Casus, code: str) -> Blad | None:
    """Return an instrument that was begun on this casus, under the questions of then; None when it was not."""
    return _begun(casus, code)


def written_of(code: str) -> Callable[[Casus], dict[str, Any] | None]:
    """Return what reads what somebody wrote in this instrument; not our questions, nor what is chosen from a list."""

    def read(casus: Casus) -> dict[str, Any] | None:
        blad = _begun(casus, code)
        if blad is None:
            return None
        layers = {layer: _written(blad.schema, row.answers or {}) for layer, row in blad.rows.items()}
        return layers | {
            "reason": deviation_of(blad).get("reason", "") if "" in blad.rows and code == KEUZEHULP else ""
        }

    return read


def _written(schema: Schema, answers: Mapping[str, Any]) -> list[Any]:
    found: list[Any] = []
    for question in schema.questions():
        given = answers.get(question.code)
        if question.kind == "box" and isinstance(given, Mapping):
            found += [given.get("text", ""), given.get("open", "")]
        elif question.kind in ("text", "line"):
            found.append(given)
    return found


def _about(blad: Blad) -> dict[str, Any]:
    return {"instrument": blad.instrument.name, "source": blad.versie.source, "versie": blad.versie.number}
