"""Reading goals, what people have at stake, and the weighing of options."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from casussen.afweging import weigh
from casussen.format import BY_CODE, in_words
from casussen.keuzes import SOORTEN_DOEL
from casussen.models import Afweging, Belang, Casus, Doel
from casussen.queries.onderdelen import one_or_more, rows_of

KINDS = dict(SOORTEN_DOEL)


@dataclass(frozen=True)
class DoelenPage:
    """The common goal, the other goals, and apart from them what is at stake."""

    common: str
    doelen: list[tuple[Doel, dict[str, str]]]
    belangen: list[tuple[Belang, dict[str, str]]]


def common_goal(answers: Mapping[str, Any]) -> str:
    """Return the common goal: the answer of the format, written once and shown wherever it belongs."""
    return in_words(BY_CODE["doel"], answers.get("doel"))


def doelen_page(casus: Casus, answers: Mapping[str, Any]) -> DoelenPage:
    """Return goals and belangen. Two queries."""
    belangen = rows_of(casus, Belang).select_related("partij")
    doelen = rows_of(casus, Doel).select_related("partij", "belang")
    return DoelenPage(
        common=common_goal(answers),
        doelen=[(row, _doel(row)) for row in doelen],
        belangen=[(row, _belang(row)) for row in belangen],
    )


def read_doelen(casus: Casus) -> dict[str, Any] | None:
    """Return goals and belangen as values; None when there is none."""
    page = doelen_page(casus, casus.format)
    doelen, belangen = [values for _row, values in page.doelen], [values for _row, values in page.belangen]
    if not (page.common or doelen or belangen):
        return None
    return {"common": page.common, "doelen": doelen, "belangen": belangen}


def line_of_doelen(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Return how many goals and belangen there are, or that the common goal is missing."""
    if not common_goal(answers):
        return _("Nog geen gezamenlijk doel")
    more = figures["doelen"] + 1
    goals = one_or_more(more, _("doel"), _("doelen"))
    return f"{goals}, {one_or_more(figures['belangen'], _('belang'), _('belangen'))}"


def afweging_of(casus: Casus) -> Afweging | None:
    """Return the weighing of this casus, None while there is none."""
    return rows_of(casus, Afweging).first()


def read_afweging(casus: Casus) -> dict[str, Any] | None:
    """Return the weighing with its result as values; None while nobody began."""
    row = afweging_of(casus)
    return values_of_frame(row.frame) if row else None


def values_of_frame(frame: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a frame with its result as values that JSON can hold."""
    if not frame.get("options") and not frame.get("criteria"):
        return None
    outcomes = dict(enumerate(weigh(frame)))
    options = []
    for number, (option, cells) in enumerate(zip(frame["options"], frame["scores"], strict=True)):
        outcome = outcomes.get(number)
        result = str(outcome.result).replace(".", ",") if outcome and outcome.result is not None else ""
        scored = [
            {"criterion": criterion["name"], **cell} for criterion, cell in zip(frame["criteria"], cells, strict=True)
        ]
        options.append({
            "name": option, "result": result, "open_scores": outcome.open_scores if outcome else 0,
            "is_best": bool(outcome and outcome.is_best), "cells": scored,
        })  # fmt: skip
    return {"criteria": list(frame["criteria"]), "options": options, "is_comparable": bool(outcomes)}


def line_of_afweging(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Return whether somebody began to weigh."""
    return _("Bezig") if figures["afwegingen"] else _("Nog niet begonnen")


def _doel(row: Doel) -> dict[str, str]:
    owner = _("Alle partijen samen") if row.is_common else row.partij.name if row.partij else ""
    return {
        "text": row.text, "owner": owner, "kind": KINDS.get(row.kind, ""), "horizon": row.horizon,
        "phasing": row.phasing, "belang": row.belang.text if row.belang else "",
    }  # fmt: skip


def _belang(row: Belang) -> dict[str, str]:
    return {"text": row.text, "partij": row.partij.name if row.partij else ""}
