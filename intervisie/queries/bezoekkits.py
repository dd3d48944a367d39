"""What stands in a kit as pages and paper show it, and what a host can put in it. In a scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from casussen.instrumenten import canvas
from casussen.instrumenten.logica import judge_schema
from casussen.instrumenten.schema import Schema, SchemaError
from casussen.models import Casus, Invulling
from casussen.queries.instrumenten import CANVAS, versies_of
from community.models import User
from community.notation import clock_time, local
from intervisie.access.bezoeken import showable_casussen
from intervisie.models import Bezoek, Bezoekkit
from intervisie.protocol.schema import read_protocol
from intervisie.protocol.steps import Dagprogramma

EMPTY: Mapping[str, Any] = {
    "question": "", "meet": [], "programme": [], "bring": [], "place": "", "route": "", "position": "",
}  # fmt: skip
TITLE = "werktitel"


@dataclass(frozen=True)
class Vak:
    """One box of a canvas with what stands in it now and what is wished."""

    code: str
    ask: str
    nu: str
    gewenst: str


@dataclass(frozen=True)
class Vakken:
    """The boxes of one part of the canvas."""

    title: str
    boxes: tuple[Vak, ...]


@dataclass(frozen=True)
class Kitinhoud:
    """A kit opened: `content` as the model describes it, with every part there; boxes under their headings."""

    content: Mapping[str, Any]
    sections: tuple[Vakken, ...]
    canvas_at: datetime | None
    shared_at: datetime | None = None

    @property
    def has_something(self) -> bool:
        """Whether anything was written or chosen."""
        return bool(self.sections) or any(self.content.values())


def kit_of(bezoek: Bezoek) -> Bezoekkit | None:
    """Return the kit of a visit; None when it was not begun, or when what was written was destroyed. One query."""
    if bezoek.toernee.destroyed_at is not None:
        return None
    return Bezoekkit.objects.filter(bezoek=bezoek).first()


def canvas_schema() -> Schema | None:
    """Return the boxes of the canvas as they are asked now; None when there is no canvas. One query."""
    versie = versies_of(CANVAS).first()
    return judge_schema(versie.schema) if versie else None


def opened(kit: Bezoekkit, schema: Schema | None) -> Kitinhoud:
    """Open a kit."""
    content = {**EMPTY, **(kit.content or {})}
    content["programme"] = [dict(line, span=span_of(line)) for line in content["programme"]]
    return Kitinhoud(content, sections_of(schema, kit.canvas or {}), kit.canvas_at, kit.shared_at)


def span_of(line: Mapping[str, Any]) -> str:
    """Return '9.30–10.00 uur' for a line of a programme, or when it begins if nobody said how long it takes."""
    hours, minutes = (int(part) for part in str(line["time"]).split(":"))
    until = hours * 60 + minutes + int(line.get("minutes") or 0)
    begin = clock_time(time(hours, minutes))
    if not line.get("minutes") or until >= 24 * 60:
        return begin
    return f"{begin}–{clock_time(time(*divmod(until, 60)))}"


def sections_of(schema: Schema | None, boxes: Mapping[str, Mapping[str, str]]) -> tuple[Vakken, ...]:
    """Return these boxes under the headings of the canvas, in its order."""
    if schema is None:
        return ()
    found = []
    for section in schema.sections:
        rows = tuple(
            Vak(one.code, one.ask, boxes[one.code].get("nu", ""), boxes[one.code].get("gewenst", ""))
            for one in section.questions if one.code in boxes
        )  # fmt: skip
        if rows:
            found.append(Vakken(str(section.title), rows))
    return tuple(found)


def filled_boxes(casus: Casus) -> dict[str, dict[str, str]]:
    """Return the boxes of the canvas of a casus in which something stands, in both layers. One query."""
    rows = Invulling.objects.filter(casus=casus, instrument__code=CANVAS)
    layers = {row.layer: row.answers or {} for row in rows}
    found = {}
    for code in canvas.BOXES:
        texts = {layer: canvas.box(code, layers.get(layer, {})).text for layer in (canvas.NU, canvas.GEWENST)}
        if any(text.strip() for text in texts.values()):
            found[code] = texts
    return found


def casus_choices(user: User, now: datetime) -> list[tuple[str, str]]:
    """Return code and title of her own casussen in which a canvas was begun, the newest first. One query."""
    begun = Invulling.objects.filter(instrument__code=CANVAS).values("casus")
    rows = showable_casussen(user, now).filter(pk__in=begun).order_by("-changed_at", "pk")
    return [(row.code, str((row.format or {}).get(TITLE) or "") or f"Casus {row.code}") for row in rows]


def texts_of(inhoud: Kitinhoud) -> list[tuple[str, list[str]]]:
    """Return what visitors would read, below titles: for the check on names before sharing."""
    content = inhoud.content
    found = [
        ("Hoofdvraag", [content["question"]]), ("Wie ontmoeten we?", list(content["meet"])),
        ("Programma", [line["what"] for line in content["programme"]]), ("Neem mee", list(content["bring"])),
        ("Plaats en route", [content["place"], content["route"]]), ("Waar staan wij?", [content["position"]]),
    ]  # fmt: skip
    found += [(one.title, [text for box in one.boxes for text in (box.nu, box.gewenst)]) for one in inhoud.sections]
    return [(title, [text for text in texts if text.strip()]) for title, texts in found if any(texts)]


def usual_programme(bezoek: Bezoek) -> list[dict[str, Any]]:
    """Return the programme of the protocol that fits the length of this visit best, counted from its begin.

    `toernee__protocolversie` and `bijeenkomst` are at hand; nothing when the protocol has no programme.
    """
    try:
        programmes = read_protocol(bezoek.toernee.protocolversie.schema).programmes
    except SchemaError:
        return []
    if not programmes:
        return []
    starts, ends = bezoek.bijeenkomst.starts_at, bezoek.bijeenkomst.ends_at
    length = (ends - starts) / timedelta(minutes=1)
    chosen = min(programmes, key=lambda one: abs(one.minutes - length))
    return _lines_from(chosen, starts)


def _lines_from(programme: Dagprogramma, starts_at: datetime) -> list[dict[str, Any]]:
    at, lines = local(starts_at), []
    for line in programme.lines:
        lines.append({"time": f"{at:%H:%M}", "minutes": line.minutes, "what": line.title})
        at += timedelta(minutes=line.minutes)
    return lines
