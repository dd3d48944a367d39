"""A praktijkboek as the data of a pdf: cover, and a chapter for each casus with all its parts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.models import Opname, Praktijkboek
from casussen.queries.opnamen import reading_of
from community.confidential import confidential
from community.notation import date_plain
from community.pdf import Block, blocks_of_html
from community.workdays import local_date

Chapter = dict[str, Any]


def bundle_of(boek: Praktijkboek, reader_name: str, chapters: list[Chapter], now: datetime) -> dict[str, Any]:
    """Return what the template `bundel` typesets for one reader."""
    today = date_plain(local_date(now))
    return {
        "kind": _("Praktijkboek"),
        "cover": {
            "title": boek.kring.name,
            "lines": [_("Voor %(name)s") % {"name": reader_name}, today],
            "rules": [
                _("Dit praktijkboek is vertrouwelijk. Je leest het om te leren."),
                _("Geef deze pdf niet door aan anderen."),
                _("We vernietigen het praktijkboek op %(day)s. Vernietig dan ook deze pdf.")
                % {"day": date_plain(boek.destroys_date)},
            ],
        },
        "mark": _("Vertrouwelijk"),
        "watermark": f"{reader_name} · {today}",
        "contents-title": _("Inhoud"),
        "nothing": _("Er is nog geen casus ingeleverd."),
        "page-words": [_("Pagina"), _("van")],
        "chapters": chapters,
    }


def chapter_of(opname: Opname) -> Chapter:
    """Return one casus: the answers of its format by block, then each part as its page shows it. Opens its content."""
    reading = reading_of(opname)
    sections: list[dict[str, Any]] = [
        {"title": title, "blocks": [{"t": "qa", "items": [list(pair) for pair in pairs]}]}
        for title, pairs in reading.blocks
    ]
    sections += [
        {"title": str(shown.part.title), "blocks": blocks_of(shown.part.template, shown.values)}
        for shown in reading.parts
    ]
    return {"title": reading.title, "byline": opname.author.naam, "sections": sections}


def blocks_of(template: str, values: Mapping[str, Any]) -> list[Block]:
    """Return a part as its page shows it, in blocks: nothing is described twice."""
    return blocks_of_html(render_to_string(template, dict(values)))


def path_of_boek(boek_id: UUID) -> str:
    """Return the page of a praktijkboek, that of all when it is gone. Opens nothing."""
    with confidential():
        code = Praktijkboek.objects.filter(pk=boek_id).values_list("code", flat=True).first()
    return reverse("praktijkboek", kwargs={"code": code}) if code else reverse("praktijkboeken")
