"""Loading the knowledge that comes with the product: sources, terms, pages of knowledge, offers, stories, fixed pages.

Loading again adds what is missing. A page that came along and that nobody touched follows the product; what a
redacteur changed, withdrew, moved or gave another address stays as she left it. Terms arrive as a concept without a
writer: a redacteur settles them.
"""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from wagtail.models import Page

from community.actions.beginblokken import blocks_of
from community.blocks import without_ids
from community.models import (
    AanbodIndexPage,
    AanbodPage,
    Begrip,
    Begripnaam,
    Begripversie,
    Bron,
    HomePage,
    InhoudPage,
    KennisPage,
    KennisRubriekPage,
    VerhaalPage,
    VerhalenIndexPage,
)

CAME_ALONG = uuid.UUID("6f0d9c1e-5a34-4a57-9a0b-2f7f0c8f4d10")


@dataclass
class Geladen:
    """How many of one kind were added, followed the product, and stayed as they were."""

    new: int = 0
    changed: int = 0
    kept: int = 0


def load_kennis(*, folder: Path, now: datetime) -> dict[str, Geladen]:
    """Load the files of a folder, all or nothing; return the numbers by the name of the file.

    Raises OSError, KeyError or ValueError for a file that cannot be read, PublishRefusedError for a page that may not
    be published.
    """
    rows = {name: _rows(folder, name) for name in ("bronnen", "begrippen", *PAGES)}
    with transaction.atomic():
        bronnen, by_code = _load_bronnen(rows["bronnen"])
        for row in (*rows["begrippen"], *rows["paginas"]):
            row["bron"] = by_code[row["bron"]]
        counts = {"bronnen": bronnen, "begrippen": _load_begrippen(rows["begrippen"], now)}
        return counts | {name: _load_pages(rows[name], name, plan) for name, plan in PAGES.items()}


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    found = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    if not isinstance(found, list):
        raise ValueError(f"{name}.json holds no list")
    return found


def _key(kind: str, name: str) -> uuid.UUID:
    """Return what a thing that came along is known by, whatever it is called later."""
    return uuid.uuid5(CAME_ALONG, f"{kind}/{name}")


def _load_bronnen(rows: Iterable[Mapping[str, Any]]) -> tuple[Geladen, dict[str, Bron]]:
    """Add the sources that are not there; return the numbers, and every source by its code in the files."""
    counts, by_code = Geladen(), {}
    for row in rows:
        key = _key("bron", row["code"])
        bron = Bron.objects.filter(Q(pk=key) | Q(titel=row["titel"])).first()
        if bron is None:
            bron = Bron.objects.create(pk=key, **{name: value for name, value in row.items() if name != "code"})
            counts.new += 1
        else:
            counts.kept += 1
        by_code[row["code"]] = bron
    return counts, by_code


def _load_begrippen(rows: list[dict[str, Any]], now: datetime) -> Geladen:
    """Add the terms that are not there, whose word no other term has; then say which are not the same."""
    counts, added = Geladen(), []
    taken = {slugify(naam) for naam in Begripnaam.objects.values_list("naam", flat=True)}
    taken |= set(Begrip.objects.values_list("slug", flat=True))
    for row in rows:
        if slugify(row["term"]) in taken or Begrip.objects.filter(pk=_key("begrip", row["term"])).exists():
            counts.kept += 1
            continue
        added.append((_add_begrip(row, taken, now), row["niet_hetzelfde_als"]))
        counts.new += 1
    for begrip, others in added:
        begrip.niet_hetzelfde_als.add(*Begrip.objects.filter(pk__in=[_key("begrip", other) for other in others]))
    return counts


def _add_begrip(row: Mapping[str, Any], taken: set[str], now: datetime) -> Begrip:
    slug = slugify(row["term"])
    taken.add(slug)
    begrip = Begrip.objects.create(pk=_key("begrip", row["term"]), term=row["term"], slug=slug)
    free = [naam for naam in row["namen"] if slugify(naam) not in taken]
    Begripnaam.objects.bulk_create(Begripnaam(begrip=begrip, naam=naam) for naam in free)
    taken.update(slugify(naam) for naam in free)
    Begripversie.objects.create(
        begrip=begrip, number=1, definitie=row["definitie"], voorbeeld=row["voorbeeld"], bron=row["bron"],
        vindplaats=row["vindplaats"], written_at=now,
    )  # fmt: skip
    return begrip


@dataclass(frozen=True)
class Plan:
    """What pages a file makes, below which page, and which field besides the address tells that one is there."""

    model: type[Page]
    parent: type[Page]
    parent_field: str = ""
    own_field: str = ""


PAGES: Mapping[str, Plan] = {
    "vaste_paginas": Plan(InhoudPage, HomePage),
    "paginas": Plan(KennisPage, KennisRubriekPage, parent_field="rubriek"),
    "aanbod": Plan(AanbodPage, AanbodIndexPage, own_field="soort"),
    "verhalen": Plan(VerhaalPage, VerhalenIndexPage),
}


def _load_pages(rows: Iterable[Mapping[str, Any]], name: str, plan: Plan) -> Geladen:
    counts = Geladen()
    for row in rows:
        parent = _parent(plan, row)
        page = _stored(plan, parent, row, _key(name, row["slug"]))
        if page is None:
            _add_page(plan, parent, row, _key(name, row["slug"]))
            counts.new += 1
        elif _is_untouched(page) and _follow(page, _fields(row)):
            counts.changed += 1
        else:
            counts.kept += 1
    return counts


def _parent(plan: Plan, row: Mapping[str, Any]) -> Page:
    """Return the page below which this one belongs. Raises ValueError when the website has none."""
    where = {"soort": row[plan.parent_field]} if plan.parent_field else {}
    parent = plan.parent._default_manager.filter(**where).first()
    if parent is None:
        raise ValueError(f"{plan.parent.__name__} {where} is not there")
    return parent


def _stored(plan: Plan, parent: Page, row: Mapping[str, Any], key: uuid.UUID) -> Page | None:
    """Return the page that came along before, or the one that stands in its place."""
    pages = plan.model._default_manager.all()
    found = pages.filter(translation_key=key).first() or pages.child_of(parent).filter(slug=row["slug"]).first()
    if found is None and plan.own_field:
        found = pages.filter(**{plan.own_field: row[plan.own_field]}).first()
    return found


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a page as a file tells them; the blocks without ids."""
    fields = {name: value for name, value in row.items() if name not in ("slug", "titel", "rubriek")}
    fields["title"], fields["inhoud"] = row["titel"], blocks_of(row["inhoud"])
    for name in {"datum", "controle_datum"} & fields.keys():
        fields[name] = date.fromisoformat(fields[name])
    return fields


def _add_page(plan: Plan, parent: Page, row: Mapping[str, Any], key: uuid.UUID) -> None:
    """Add a page and publish it through the gate that every page passes."""
    fields = _fields(row)
    fields["inhoud"] = json.dumps(fields["inhoud"])
    page = plan.model(slug=row["slug"], translation_key=key, live=False, **fields)
    parent.add_child(instance=page)
    page.save_revision(log_action=False).publish(log_action=False)


def _is_untouched(page: Page) -> bool:
    """Whether nobody ever worked on this page: it is online, nobody made it, and what is stored of it is ours."""
    revisions = list(page.revisions.values_list("user_id", flat=True)[:2])
    return page.live and page.owner_id is None and revisions in ([], [None])


def _follow(page: Page, fields: dict[str, Any]) -> bool:
    """Give a page the text of the product; return whether it had another. One stored version remains: ours."""
    now_stored = {name: getattr(page, name) for name in fields} | {"inhoud": page.inhoud.get_prep_value()}
    if without_ids(now_stored) == without_ids(fields):
        return False
    for name, value in fields.items():
        setattr(page, name, json.dumps(value) if name == "inhoud" else value)
    older = list(page.revisions.values_list("pk", flat=True))
    page.save_revision(log_action=False).publish(log_action=False)
    page.revisions.filter(pk__in=older).delete()
    return True
