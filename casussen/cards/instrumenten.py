"""The instruments as parts of a casus: on its page, for a guest, in a praktijkboek and on paper."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from casussen.instrumenten.canvas import GEWENST, NU
from casussen.models import Hoofdvraag, Instrument, Invulling
from casussen.onderdelen import Figures, IsThere, Line, Part
from casussen.queries.instrumenten import read_canvas, read_keuzehulp, written_of
from casussen.queries.lichte_instrumenten import reader_of


def _figures(code: str) -> Figures:
    """Return what the page of a casus asks of an instrument: whether it was begun, and whether it is offered."""

    def figures() -> dict[str, Any]:
        begun = Invulling.objects.filter(casus=OuterRef("pk"), instrument__code=code)
        offered = Instrument.objects.filter(code=code, is_offered=True)
        return {f"{code}_begun": Exists(begun), f"{code}_offered": Exists(offered)}

    return figures


def _line(code: str) -> Line:
    def line(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
        return _("Bezig") if figures[f"{code}_begun"] else _("Nog niet begonnen")

    return line


def _is_there(code: str) -> IsThere:
    """Return what tells whether there is a page: an instrument that was withdrawn stays where it was begun."""

    def is_there(figures: Mapping[str, Any]) -> bool:
        return bool(figures[f"{code}_begun"] or figures[f"{code}_offered"])

    return is_there


def _part(
    code: str,
    title: str,
    question: Hoofdvraag,
    order: int,
    read: Callable[[Any], Any],
    instrument: str = "",
    layers: tuple[tuple[str, str], ...] = (),
) -> Part:
    """Return the part of an instrument; `instrument` is its code when that is another than that of the part."""
    instrument = instrument or code
    return Part(
        code, title, f"casus-{code}", f"casussen/{code}/_lezen.html", read, order, "list", question,
        figures=_figures(instrument), line=_line(instrument), is_there=_is_there(instrument),
        written=written_of(instrument), kept_in=((Invulling, {"instrument__code": instrument}),), instrument=instrument,
        layers=layers, layer_page=f"casus-{code}-laag" if layers else "",
    )  # fmt: skip


PARTS = (
    _part("keuzehulp", "Keuzehulp samenwerkingsvorm", Hoofdvraag.WELKE, 65, read_keuzehulp),
    _part("vormen", "Vormverkenner", Hoofdvraag.WELKE, 68, reader_of("vormverkenner"), "vormverkenner"),
    _part(
        "canvas",
        "Samenwerkingscanvas",
        Hoofdvraag.INRICHTEN,
        70,
        read_canvas,
        layers=((NU, "nu"), (GEWENST, "gewenst")),
    ),
    _part("dilemmalijn", "Dilemmalijn", Hoofdvraag.BETER, 95, reader_of("dilemmalijn")),
)
