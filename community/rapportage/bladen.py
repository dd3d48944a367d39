"""A frozen report in words: what its page, its chart, its files, its pdf and its mail all show.

There is no second way from what was frozen to what somebody reads, so they cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from community.models import Rapport
from community.notation import date_plain, date_range
from community.queries.rapporten import title_of
from community.rapportage import woorden
from community.rapportage.content import DEFINITIE, NETWERK, TOTAAL, TamperedError, read
from community.rapportage.grafieken import Grafiek, charts_of
from community.rapportage.tabellen import Tabel, tables_of


@dataclass(frozen=True)
class Blad:
    """A whole report in words. `seal` says when it was frozen and the number that belongs to it."""

    title: str
    about: str
    facts: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    hidden: str
    tables: tuple[Tabel, ...]
    charts: tuple[Grafiek, ...]
    seal: tuple[tuple[str, str], ...]

    @property
    def parts(self) -> list[tuple[Tabel, Grafiek | None]]:
        """Its tables in order, each with the drawing below it."""
        charts = {chart.table: chart for chart in self.charts}
        return [(table, charts.get(table.code)) for table in self.tables]


def blad_of(rapport: Rapport) -> Blad:
    """Return a published report in words. Raises TamperedError when it is not what was frozen, or of a kind of content
    that is not known here."""
    content = read(rapport)
    if content is None or content["definitie"] != DEFINITIE:
        raise TamperedError
    is_network = content["soort"] == NETWERK
    return Blad(
        title=title_of(rapport),
        about=_("Het hele netwerk") if is_network else woorden.text(content.get("organisatie")),
        facts=tuple(_facts(content)),
        summary=tuple(_network_summary(content) if is_network else _partner_summary(content)),
        hidden=_("Waar 'niet getoond' staat, kan een getal iets zeggen over één persoon. Daarom laten we het weg."),
        tables=tuple(tables_of(content, is_network=is_network)),
        charts=tuple(charts_of(content)),
        seal=((_("Vastgesteld op"), date_plain(rapport.frozen_at)), (_("Controlegetal"), rapport.content_hash)),
    )


def _facts(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = [(_("Kwartaal"), date_range(_day(content["vanaf"]), _day(content["tot_en_met"])))]
    if term := content.get("partnerschap"):
        last = _day(term["tot"]) - timedelta(days=1)
        found.append((_("Partnerschap"), date_range(_day(term["van"]), last)))
    return found


def _partner_summary(content: Mapping[str, Any]) -> list[str]:
    whole = woorden.people_in_words(content["bereik"].get(TOTAAL))
    lines = [_reached(content, woorden.on_list(content.get("lijst")))]
    if whole:
        lines.append(_("In de hele periode: %(people)s mensen bereikt.") % {"people": whole})
    rest = woorden.cell(content, "rest", content["kwartaal"])
    lines.append(
        _("In de rest van het netwerk in dit kwartaal: ongeveer %(people)s mensen.") % {"people": woorden.about(rest)}
        if rest is not None
        else _("De rest van het netwerk tonen we in dit kwartaal niet.")
    )
    return lines


def _reached(content: Mapping[str, Any], beside: str = "") -> str:
    """Return how many people were reached in the quarter, with what stands beside it."""
    people = woorden.people_in_words(content["bereik"].get(content["kwartaal"]))
    said = (
        _("In dit kwartaal: %(people)s mensen bereikt") % {"people": people}
        if people
        else _("Hoeveel mensen in dit kwartaal bereikt zijn, tonen we niet")
    )
    return f"{said}; {beside}." if beside else f"{said}."


def _network_summary(content: Mapping[str, Any]) -> list[str]:
    amount = woorden.cell(content, "organisaties", content["kwartaal"])
    lines = [_reached(content)]
    if amount:
        lines.append(_("Zij werken bij minstens %(amount)s organisaties.") % {"amount": woorden.about(amount)})
    return lines


def _day(value: str) -> date:
    return date.fromisoformat(value)
