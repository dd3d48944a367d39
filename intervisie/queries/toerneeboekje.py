"""The toerneeboekje as the data of a pdf: every visit of a toernee, and sheets to write on. In a scope."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casussen.instrumenten.schema import Schema
from community.models import User
from community.notation import date_plain, moment
from community.queries.groepsberichten import OUD_LID
from community.workdays import local_date
from intervisie.access.bezoeken import readable_kits
from intervisie.models import Bezoek, Bezoekkit, BezoekStatus, Rol, Toernee, WaarnemingKind
from intervisie.queries.bezoekkits import Kitinhoud

NOTE_LINES = 18
SHEET_LINES = 4


def visits_of(toernee: Toernee) -> list[Bezoek]:
    """Return the visits that go on, in order of time, with who comes. Two queries."""
    rows = Bezoek.objects.filter(toernee=toernee).exclude(status=BezoekStatus.VERVALLEN)
    rows = rows.select_related("bijeenkomst", "host__user").prefetch_related("rollen__deelnemer__user")
    return list(rows.order_by("date", "half", "pk"))


def kits_for(user: User, toernee: Toernee, now: datetime) -> dict[Any, Bezoekkit]:
    """Return by visit the kits that this person reads now and that are shared. One query."""
    rows = readable_kits(user, toernee, now).filter(shared_at__lte=now)
    return {row.bezoek_id: row for row in rows}


def booklet_of(toernee: Toernee, reader: str, chapters: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
    """Return what the template `boekje` typesets for one reader."""
    today = date_plain(local_date(now))
    return {
        "kind": _("Toerneeboekje"),
        "cover": {
            "title": toernee.kring.name,
            "lines": [_("Voor %(name)s") % {"name": reader}, today],
            "rules": [
                _("Dit boekje is vertrouwelijk. Geef het niet aan anderen."),
                _("Schrijf geen namen van mensen bij je waarnemingen."),
                _("Vernietig dit boekje na de laatste brief."),
            ],
        },
        "mark": _("Vertrouwelijk"),
        "watermark": f"{reader} · {today}",
        "contents-title": _("Inhoud"),
        "nothing": _("Er staan nog geen bezoeken vast."),
        "page-words": [_("Pagina"), _("van")],
        "chapters": chapters,
    }


def chapter_of(visit: Bezoek, kit: Kitinhoud | None, schema: Schema | None) -> dict[str, Any]:
    """Return one visit: when, who and which part, the kit when it is shared, room for notes and sheets to observe."""
    meeting = visit.bijeenkomst
    facts = [[_("Wanneer"), moment(meeting.starts_at, meeting.ends_at)]]
    if meeting.place_name or meeting.address:
        facts.append([_("Waar"), ", ".join(part for part in (meeting.address, meeting.place_name) if part)])
    if visit.reserve_date:
        facts.append([_("Reservedag"), date_plain(visit.reserve_date)])
    sections: list[dict[str, Any]] = [
        _section(_("Wanneer en waar"), [{"t": "qa", "items": facts}]),
        _section(_("Wie doet wat?"), [{"t": "qa", "items": _people(visit)}]),
    ]
    sections += _kit_sections(kit) if kit else [_section(_("Bezoekkit"), [_p(_("De gastheer deelde nog niets."))])]
    sections.append(_section(_("Notities"), [], lines=NOTE_LINES))
    sections += _sheets(kit, schema)
    name = OUD_LID if visit.host.left_at else visit.host.user.naam
    return {"title": _("Bezoek aan %(name)s") % {"name": name}, "byline": date_plain(visit.date), "sections": sections}


def _people(visit: Bezoek) -> list[list[str]]:
    order = list(Rol.values)
    rows = sorted(visit.rollen.all(), key=lambda row: (order.index(row.rol), row.deelnemer.position))
    host = OUD_LID if visit.host.left_at else visit.host.user.naam
    named = [[str(Rol(row.rol).label), OUD_LID if row.deelnemer.left_at else row.deelnemer.user.naam] for row in rows]
    return [[_("Gastheer"), host], *named]


def _kit_sections(kit: Kitinhoud) -> list[dict[str, Any]]:
    content = kit.content
    found = [
        _section(_("Hoofdvraag"), [_p(content["question"])] if content["question"] else []),
        _section(_("Waar staan wij?"), [_p(content["position"])] if content["position"] else []),
        _section(_("Wie ontmoeten we?"), _list(content["meet"])),
        _section(_("Programma"), _list([f"{line['span']}  {line['what']}" for line in content["programme"]])),
        _section(_("Neem mee"), _list(content["bring"])),
        _section(_("Plaats en route"), [_p(text) for text in (content["place"], content["route"]) if text]),
    ]
    for one in kit.sections:
        pairs = [[f"{box.code} {box.ask}", _both(box.nu, box.gewenst)] for box in one.boxes]
        found.append(_section(_("Canvas: %(title)s") % {"title": one.title}, [{"t": "qa", "items": pairs}]))
    return [one for one in found if one["blocks"]]


def _sheets(kit: Kitinhoud | None, schema: Schema | None) -> list[dict[str, Any]]:
    """Return sheets to observe on: for each box the host shows, for every box when she shows none, and the whole."""
    if kit and kit.sections:
        asked = [(box.code, box.ask) for one in kit.sections for box in one.boxes]
    else:
        asked = [(one.code, one.ask) for one in schema.questions()] if schema else []
    kinds = ", ".join(str(kind.label).lower() for kind in WaarnemingKind)
    whole = _section(_("Waarnemingen: het geheel"), [_p(_("Zet erbij wat het is: %(kinds)s.") % {"kinds": kinds})],
                     lines=SHEET_LINES * 2)  # fmt: skip
    return [whole, *(_section(f"{code} {ask}", [], lines=SHEET_LINES) for code, ask in asked)]


def _both(nu: str, gewenst: str) -> str:
    parts = [
        _("Nu: %(text)s") % {"text": nu} if nu else "",
        _("Gewenst: %(text)s") % {"text": gewenst} if gewenst else "",
    ]
    return "\n".join(part for part in parts if part)


def _section(title: str, blocks: list[dict[str, Any]], lines: int = 0) -> dict[str, Any]:
    return {"title": title, "blocks": blocks, "lines": lines}


def _p(text: str) -> dict[str, Any]:
    return {"t": "p", "text": text}


def _list(items: list[str]) -> list[dict[str, Any]]:
    return [{"t": "list", "is_ordered": False, "items": items}] if items else []
