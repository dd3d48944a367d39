"""The lists of a casus as parts: on its page, for a guest, in a praktijkboek and on paper."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from casussen.models import Afweging, Belang, Casusbestand, Dilemma, Doel, Fase, Hoofdvraag, Moment, Partij, Product
from casussen.onderdelen import BELOW, Part
from casussen.queries.dilemmas import line_of_dilemmas, read_dilemmas
from casussen.queries.doelen import line_of_afweging, line_of_doelen, read_afweging, read_doelen
from casussen.queries.fasen import line_of_bestanden, line_of_fasen, read_bestanden, read_fasen
from casussen.queries.onderdelen import count_of
from casussen.queries.partijen import line_of_partijen, read_partijen
from casussen.queries.tijdlijn import line_of_tijdlijn, read_tijdlijn, written_in_tijdlijn


def _counts(**models: tuple[type[Model], dict[str, Any]]) -> Callable[[], Mapping[str, Any]]:
    """Return what counts rows of these models, by the name of the figure."""
    return lambda: {name: count_of(model, **where) for name, (model, where) in models.items()}


PARTS = (
    Part(
        "partijen", "Partijen", "casus-partijen", "casussen/partijen/_lezen.html", read_partijen, 20, "people",
        figures=_counts(partijen=(Partij, {})), line=line_of_partijen,
        kept_in=((Partij, {}),),
    ),
    Part(
        "doelen", "Doelen en belangen", "casus-doelen", "casussen/doelen/_lezen.html", read_doelen, 30, "flag",
        figures=_counts(doelen=(Doel, {}), belangen=(Belang, {})), line=line_of_doelen,
        kept_in=((Doel, {}), (Belang, {})),
    ),
    Part(
        "fasen", "Fasen en producten", "casus-fasen", "casussen/fasen/_lezen.html", read_fasen, 40, "route",
        line=line_of_fasen, kept_in=((Fase, {}), (Product, {})),
    ),
    Part(
        "tijdlijn", "Tijdlijn", "casus-tijdlijn", "casussen/tijdlijn/_lezen.html", read_tijdlijn, 50, "calendar",
        BELOW, figures=_counts(momenten=(Moment, {})), line=line_of_tijdlijn,
        written=written_in_tijdlijn,
        kept_in=((Moment, {}),),
    ),
    Part(
        "bestanden", "Documenten", "casus-bestanden", "casussen/bestanden/_lezen.html", read_bestanden, 60, "file",
        BELOW, figures=_counts(bestanden=(Casusbestand, {})), line=line_of_bestanden,
        kept_in=((Casusbestand, {}),),
    ),
    Part(
        "afweging", "Opties afwegen", "casus-afweging", "casussen/doelen/_afweging.html", read_afweging, 80, "list",
        Hoofdvraag.INRICHTEN, figures=_counts(afwegingen=(Afweging, {})), line=line_of_afweging,
        kept_in=((Afweging, {}),),
    ),
    Part(
        "dilemmas", "Dilemma's", "casus-dilemmas", "casussen/dilemmas/_lezen.html", read_dilemmas, 90, "half",
        Hoofdvraag.BETER, figures=_counts(dilemmas=(Dilemma, {"is_sensitive": False})), line=line_of_dilemmas,
        kept_in=((Dilemma, {"is_sensitive": False}),),
    ),
)  # fmt: skip
