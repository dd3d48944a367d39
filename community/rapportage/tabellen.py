"""The tables of a frozen report, in words. Nothing is counted here: it only puts what was frozen in order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from community.kwartalen import kwartaal_from
from community.notation import listing
from community.rapportage import woorden
from community.rapportage.content import TOTAAL

Row = tuple[str, ...]


@dataclass(frozen=True)
class Tabel:
    """One table. `code` is its anchor, `sheet` its short name; `empty` is said when it has no rows."""

    code: str
    title: str
    sheet: str
    head: Row
    rows: tuple[Row, ...]
    note: str = ""
    empty: str = ""
    has_figures: bool = False

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """The rows with the head of its column beside each cell, for a small screen."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]

    @property
    def lines(self) -> list[tuple[str, Row]]:
        """The rows of figures: what a row is about, and its figures."""
        return [(row[0], row[1:]) for row in self.rows]


def tables_of(content: Mapping[str, Any], *, is_network: bool) -> list[Tabel]:
    """Return the tables of a report, in their order."""
    found = [_reach(content, is_network=is_network), *_activities(content), *_provinces(content)]
    if not is_network:
        found.append(_edities(content))
    found.append(_effect(content))
    if not is_network:
        found += [_bijdragen(content), _examples(content)]
    return [*found, _changes(content), _definitions(content)]


def _reach(content: Mapping[str, Any], *, is_network: bool) -> Tabel:
    more = "organisaties" if is_network else "rest"
    rows = [
        (label, woorden.people(content["bereik"].get(key)), _beside(content, more, key))
        for key, label in _quarters(content, with_whole=True)
    ]
    return Tabel(
        code="bereik", sheet=_("Bereik"), title=_("Mensen bereikt per kwartaal"), rows=tuple(rows), has_figures=True,
        head=(_("Kwartaal"), _("Mensen"), _("Organisaties") if is_network else _("Rest van het netwerk")),
        note=_("Een aantal staat tussen twee grenzen: 13–18 betekent 13 tot en met 18 mensen."),
    )  # fmt: skip


def _beside(content: Mapping[str, Any], name: str, key: str) -> str:
    """Return the figure beside those who were reached; of the organisaties none is counted over the whole period."""
    is_counted = key != TOTAAL or key in content.get(name, {})
    return woorden.about(woorden.cell(content, name, key)) if is_counted else woorden.NOTHING


def _activities(content: Mapping[str, Any]) -> list[Tabel]:
    one, per, whole = _("Mensen per activiteit"), _("Uren per persoon"), _("Uren samen")
    return [
        _by_activity(content, "activiteiten", one, "mensen", woorden.people, with_whole=True,
                     note=_("Wie aan twee activiteiten meedoet, telt bij allebei. Tel de kolommen dus niet op.")),
        _by_activity(content, "uren-per-persoon", per, "uren_per_persoon", woorden.hours_each,
                     note=_("Het gemiddelde van wie er was, in uren.")),
        _by_activity(content, "uren", whole, "uren", woorden.about,
                     note=_("Geschat uit de twee tabellen hierboven en afgerond.")),
        _by_activity(content, "aanwezigheid", _("Aanwezigheid"), "aanwezigheid", woorden.share,
                     note=_("Welk deel van de verwachte mensen er was, over alle bijeenkomsten samen.")),
    ]  # fmt: skip


def _by_activity(
    content: Mapping[str, Any], code: str, title: str, name: str, write: Callable[[Any], str], *, note: str,
    with_whole: bool = False,
) -> Tabel:  # fmt: skip
    """Return a table of quarter by activity."""
    activities: Sequence[Mapping[str, Any]] = content["activiteiten"]
    rows = [
        (label, *(write(woorden.cell(one, name, key)) for one in activities))
        for key, label in _quarters(content, with_whole=with_whole)
    ]
    head = (_("Kwartaal"), *(woorden.text(one["naam"]) for one in activities))
    return Tabel(code, title, title, head, tuple(rows), note=note, has_figures=True)


def _provinces(content: Mapping[str, Any]) -> list[Tabel]:
    """Return a table of province by quarter for each year, the newest first: any number of quarters stays readable."""
    found = []
    quarters = [(key, kwartaal_from(key)) for key in content["kwartalen"]]
    for year in sorted({one.year for _key, one in quarters}, reverse=True):
        keys = [(key, one) for key, one in quarters if one.year == year]
        rows, left_out = _province_rows(content, [key for key, _one in keys])
        found.append(Tabel(
            code=f"provincies-{year}", title=_("Mensen per provincie in %(year)s") % {"year": year},
            sheet=_("Provincies %(year)s") % {"year": year}, rows=tuple(rows), has_figures=True,
            head=(_("Provincie"), *(_("%(nth)se kwartaal") % {"nth": one.number} for _key, one in keys)),
            note=_("Niet getoond: %(names)s.") % {"names": listing(left_out)} if left_out else "",
            empty=_("Van geen enkele provincie tonen we in dit jaar een aantal."),
        ))  # fmt: skip
    return found


def _province_rows(content: Mapping[str, Any], keys: Sequence[str]) -> tuple[list[Row], list[str]]:
    """Return the provinces with a figure in one of these quarters, and the names of the others."""
    rows, left_out = [], []
    for row in content["provincies"]:
        cells = [woorden.cell(row, "mensen", key) for key in keys]
        if any(cell is not None for cell in cells):
            rows.append((woorden.text(row["naam"]), *map(woorden.people, cells)))
        else:
            left_out.append(woorden.text(row["naam"]))
    return rows, left_out


def _edities(content: Mapping[str, Any]) -> Tabel:
    rows = [
        (woorden.text(row["naam"]), woorden.text(row["status"]), woorden.day(row.get("van")),
         woorden.day(row.get("tot")))
        for row in content.get("edities") or ()
    ]  # fmt: skip
    return Tabel(
        code="edities", title=_("Edities van de training"), sheet=_("Edities"), rows=tuple(rows),
        head=(_("Editie"), _("Status"), _("Van"), _("Tot en met")),
        empty=_("Er zijn nog geen edities met deze organisatie als partner."),
    )  # fmt: skip


def _effect(content: Mapping[str, Any]) -> Tabel:
    rows = [(woorden.text(row["naam"]), woorden.share(row.get("band"))) for row in content.get("effect") or ()]
    return Tabel(
        code="effect", title=_("Wat het opleverde"), sheet=_("Opbrengst"), rows=tuple(rows),
        head=(_("Wat"), _("Welk deel")), has_figures=True, empty=_("Er is nog niets om te tonen."),
        note=_("Gerekend over de hele periode. We tonen dit vanaf 5 mensen en 10 antwoorden."),
    )  # fmt: skip


def _bijdragen(content: Mapping[str, Any]) -> Tabel:
    rows = [
        (woorden.text(row["omschrijving"]), woorden.kind_of(row["soort"]),
         woorden.amount(row.get("toegezegd"), row.get("eenheid", "")), woorden.day(row.get("voor")),
         woorden.amount(row.get("gerealiseerd"), row.get("eenheid", "")), woorden.day(row.get("op")))
        for row in content.get("bijdragen") or ()
    ]  # fmt: skip
    return Tabel(
        code="bijdragen", title=_("Bijdragen"), sheet=_("Bijdragen"), rows=tuple(rows),
        head=(_("Bijdrage"), _("Soort"), _("Toegezegd"), _("Uiterlijk"), _("Gerealiseerd"), _("Op")),
        empty=_("Er staan nog geen bijdragen."),
    )  # fmt: skip


def _examples(content: Mapping[str, Any]) -> Tabel:
    rows = [
        (woorden.text(row["titel"]), woorden.text(row["soort"]), woorden.day(row.get("datum")),
         woorden.text(row.get("plaats")))
        for row in content.get("goede_voorbeelden") or ()
    ]  # fmt: skip
    return Tabel(
        code="goede-voorbeelden", title=_("Goede voorbeelden"), sheet=_("Goede voorbeelden"), rows=tuple(rows),
        head=(_("Wat"), _("Soort"), _("Datum"), _("Plaats")),
        empty=_("Er staan nog geen goede voorbeelden."),
    )  # fmt: skip


def _changes(content: Mapping[str, Any]) -> Tabel:
    rows = [
        (kwartaal_from(row["kwartaal"]).words, woorden.text(row["regel"]), woorden.people(row["was"]),
         woorden.people(row["nu"]))
        for row in content.get("wijzigingen") or ()
    ]  # fmt: skip
    return Tabel(
        code="wijzigingen", title=_("Veranderd sinds het vorige rapport"), sheet=_("Wijzigingen"), rows=tuple(rows),
        head=(_("Kwartaal"), _("Regel"), _("Was"), _("Nu")),
        empty=_("De eerdere kwartalen zijn hetzelfde als in het vorige rapport."),
    )  # fmt: skip


def _definitions(content: Mapping[str, Any]) -> Tabel:
    """Return what the words mean: as they were frozen, and one for each activity and line."""
    pairs = [(row["naam"], row["tekst"]) for row in content.get("definities") or ()]
    pairs += [(row["naam"], row["uitleg"]) for row in (*content["activiteiten"], *(content.get("effect") or ()))]
    rows = tuple((woorden.text(name), woorden.text(meaning)) for name, meaning in dict(reversed(pairs)).items())
    return Tabel("definities", _("Wat de woorden betekenen"), _("Woorden"), (_("Woord"), _("Betekenis")), rows[::-1])


def _quarters(content: Mapping[str, Any], *, with_whole: bool) -> list[tuple[str, str]]:
    """Return each quarter with its words, and the whole period last."""
    found = [(key, kwartaal_from(key).words) for key in content["kwartalen"]]
    return [*found, (TOTAAL, _("Hele periode"))] if with_whole else found
