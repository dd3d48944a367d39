"""Reading the advice of a casus: what it can be made of, what was shared, and what came back."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casussen import advies as paper
from casussen.access.advies import living_adviesdelingen
from casussen.advies import DECISION_WORDS, Recommendation, recommendations_of
from casussen.format import BY_CODE, in_words
from casussen.instrumenten import canvas
from casussen.models import Advies, Adviesantwoord, Adviesdeling, Adviesversie, Casus
from casussen.queries.dilemmas import dilemmas_of
from casussen.queries.doelen import read_afweging
from casussen.queries.instrumenten import CANVAS, begun_blad, partners_without_contribution, read_keuzehulp
from casussen.queries.onderdelen import rows_of
from casussen.queries.tijdlijn import coming_moments, tijdlijn_of
from community.notation import date_plain, day_of

MOST_OF_A_KIND = 6


@dataclass(frozen=True)
class Source:
    """One thing of the casus that an advice can be made of. `to` is the part of the advice where it belongs."""

    code: str
    title: str
    text: str
    to: str

    @property
    def to_words(self) -> str:
        """The name of that part."""
        return paper.TITLES[self.to]


@dataclass(frozen=True)
class Answer:
    """What was answered to one recommendation, in words."""

    recommendation: Recommendation
    decision: str
    why: str
    when: str

    @property
    def words(self) -> str:
        """'Nemen we over', or that there is no answer yet."""
        return DECISION_WORDS.get(self.decision, _("Nog geen antwoord"))


@dataclass(frozen=True)
class Answered:
    """The answer of one opdrachtgever to one version of the advice."""

    row: Adviesantwoord
    versie: Adviesversie
    name: str
    answers: list[Answer]
    # The newest version that was shared with her: she may change this answer until it is frozen.
    is_current: bool


@dataclass(frozen=True)
class AdviesPage:
    """The advice as its writers see it, with whom it is shared and what came back."""

    advies: Advies | None
    content: dict[str, Any]
    recommendations: list[Recommendation]
    delingen: list[Adviesdeling]
    antwoorden: list[Answered]

    @property
    def lines_too_many(self) -> int:
        """By how many lines it is too long for one A4."""
        return paper.lines_too_many(self.content)

    @property
    def missing(self) -> list[str]:
        """The parts that are still empty."""
        return paper.missing(self.content)


def advies_of(casus: Casus) -> Advies | None:
    """Return the advice of a casus that the person has open; None while nobody began."""
    return rows_of(casus, Advies).first()


def advies_page(casus: Casus, now: datetime, *, with_answers: bool) -> AdviesPage:
    """Return the advice, and for its owner with whom it is shared and what they answered. Four queries at most."""
    row = advies_of(casus)
    content = dict(row.content) if row else {}
    delingen: list[Adviesdeling] = []
    antwoorden: list[Answered] = []
    if with_answers:
        rows = living_adviesdelingen(casus, now).select_related("gastlink", "versie")
        delingen = sorted(rows, key=lambda one: (one.shared_at, str(one.pk)))
        antwoorden = antwoorden_of(casus)
    return AdviesPage(row, content, recommendations_of(content), delingen, antwoorden)


def antwoorden_of(casus: Casus) -> list[Answered]:
    """Return every answer to the advice of this casus, the newest version first. One query."""
    rows = Adviesantwoord.objects.filter(casus=casus).select_related("versie", "deling")
    ordered = sorted(rows, key=lambda row: (-row.versie.number, row.answered_at, str(row.pk)))
    return [
        Answered(row, row.versie, row.given_by, answers_of(row.versie.content, row.answers),
                 bool(row.deling and row.deling.versie_id == row.versie_id))
        for row in ordered
    ]  # fmt: skip


def answers_of(content: Mapping[str, Any], answers: Mapping[str, Any]) -> list[Answer]:
    """Return each recommendation of a version with what was answered to it."""
    return [
        Answer(one, given.get("besluit", ""), given.get("waarom", ""), given.get("wanneer", ""))
        for one in recommendations_of(content)
        for given in [answers.get(one.id, {})]
    ]


def antwoord_of(deling: Adviesdeling, *, is_held: bool = False) -> Adviesantwoord | None:
    """Return what this opdrachtgever answered to the version she reads; None while she did not.

    `is_held`: nobody else changes it until the transaction around this is over.
    """
    rows = Adviesantwoord.objects.filter(deling=deling, versie=deling.versie_id)
    return (rows.select_for_update() if is_held else rows).first()


def sections_of(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the four parts in order with their words, for a page and for paper; what is empty is left out."""
    points = [one.text for one in recommendations_of(content)]
    found = [
        {"code": code, "title": title, "text": "" if code == paper.AANBEVELINGEN else str(content.get(code) or ""),
         "points": points if code == paper.AANBEVELINGEN else []}
        for code, title in paper.TITLES.items()
    ]  # fmt: skip
    return [one for one in found if one["text"] or one["points"]]


def letter_of(content: Mapping[str, Any], author: str, now: datetime) -> dict[str, Any]:
    """Return the advice as the data of one page of paper: whom it is to, from whom, and its parts."""
    to = str(content.get("aan_wie") or "")
    lines = [_("Aan: %(to)s") % {"to": to}] if to else []
    return {
        "kind": _("Advies"), "title": _("Advies"),
        "lines": [*lines, _("Van: %(name)s, %(day)s") % {"name": author, "day": date_plain(day_of(now))}],
        "sections": sections_of(content), "foot": _("Vertrouwelijk. Alleen voor wie dit advies kreeg."),
    }  # fmt: skip


def sources_of(casus: Casus, answers: Mapping[str, Any], now: datetime) -> list[Source]:
    """Return what the layers and instruments of this casus offer for an advice, each with its place in it."""
    named = [("doel", _("Gezamenlijk doel")), ("schuurpunt", _("Schuurpunt")), ("vraag", _("Mijn vraag"))]
    found = [(paper.KERN, title, in_words(BY_CODE[code], answers.get(code))) for code, title in named]
    found += [(paper.AANBEVELINGEN, title, text) for title, text in _advised(casus)]
    for _row, values in dilemmas_of(casus, with_sensitive=False)[:MOST_OF_A_KIND]:
        poles = _("Dit vraagt een keuze tussen %(a)s en %(b)s.")
        found.append((paper.CONSEQUENTIES, _("Dilemma"), poles % {"a": values["pole_a"], "b": values["pole_b"]}))
    for line in coming_moments(tijdlijn_of(casus), day_of(now)):
        if line.values["needs"]:
            title = _("Nodig op %(day)s") % {"day": line.values["day_words"]}
            found.append((paper.BIJDRAGE, title, line.values["needs"]))
    return [Source(f"b{n}", title, text, to) for n, (to, title, text) in enumerate(found) if text]


def _advised(casus: Casus) -> list[tuple[str, str]]:
    """Return what instruments lead to: a form, the best option, what is still to be agreed, who brings nothing."""
    found = []
    if advised := read_keuzehulp(casus):
        chosen = advised["deviation"].get("title") or advised["title"]
        found.append((_("Keuzehulp"), _("Kies als vorm van samenwerken: %(form)s.") % {"form": chosen}))
    weighed = read_afweging(casus) or {"options": []}
    best = [option["name"] for option in weighed["options"] if option["is_best"]]
    found += [(_("Afweging"), _("Kies voor: %(option)s.") % {"option": name}) for name in best]
    if blad := begun_blad(casus, CANVAS):
        asks = {question.code: question.ask for question in blad.schema.questions()}
        demands = canvas.eisen(blad.answers(canvas.GEWENST), asks)[:MOST_OF_A_KIND]
        found += [(_("Canvas: nog af te spreken"), eis.text) for eis in demands]
    found += [
        (_("Partner zonder bijdrage"), _("Vraag %(name)s om een bijdrage.") % {"name": name})
        for name in partners_without_contribution(casus)[:MOST_OF_A_KIND]
    ]
    return found


def delingen_by_link(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Adviesdeling]:
    """Return the shared advices behind these links, by the id of the link. One query, in a scope."""
    rows = Adviesdeling.objects.filter(gastlink__in=list(set(ids))).select_related("casus__owner")
    return {row.gastlink_id: row for row in rows}


def antwoorden_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Adviesantwoord]:
    """Return these answers with the casus they are about. One query, in a scope."""
    rows = Adviesantwoord.objects.filter(pk__in=list(set(ids))).select_related("casus__owner")
    return {row.pk: row for row in rows}
