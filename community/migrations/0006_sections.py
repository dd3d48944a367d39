"""The sections of the website: knowledge with its five, what is offered, stories."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RUBRIEKEN = (
    ("WERKVORM", "Werkvormen", "werkvormen", "Manieren om samen te werken, stap voor stap."),
    ("INSTRUMENT", "Instrumenten", "instrumenten", "Wat je erbij pakt om een samenwerking te bekijken of te kiezen."),
    ("HANDREIKING", "Handreikingen", "handreikingen", "Hoe je iets aanpakt, en waar je op let."),
    ("VOORBEELD", "Praktijkvoorbeelden", "voorbeelden", "Wat anderen deden, en wat zij ervan leerden."),
    ("FILMPJE", "Filmpjes", "filmpjes", "Kijken en luisteren, altijd met de tekst erbij."),
)
KENNIS = "Wat regisseurs van elkaar leren: werkvormen, instrumenten, handreikingen en voorbeelden uit de praktijk."
AANBOD = "Zeven manieren waarop de community je verder helpt. Vraag aan wat past bij jouw samenwerking."
VERHALEN = "Regisseurs vertellen over hun samenwerking: wat lukte, wat knelde en wat zij nu anders doen."


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the sections below the first page, after the pages that are there."""
    home = apps.get_model("wagtailcore", "Page").objects.filter(depth=2).order_by("path").first()
    if home is None:
        return
    kennis = _add(apps, home, "KennisIndexPage", title="Kennis", slug="kennis", inleiding=KENNIS)
    for soort, title, slug, inleiding in RUBRIEKEN:
        _add(apps, kennis, "KennisRubriekPage", title=title, slug=slug, inleiding=inleiding, soort=soort)
    _add(apps, home, "AanbodIndexPage", title="Aanbod", slug="aanbod", inleiding=AANBOD)
    _add(apps, home, "VerhalenIndexPage", title="Verhalen", slug="verhalen", inleiding=VERHALEN)


def _add(apps: Apps, parent: Any, model: str, **fields: Any) -> Any:
    """Add one page as the last below another, as treebeard would; a page that has this address already stays."""
    Page = apps.get_model("wagtailcore", "Page")
    parent = Page.objects.get(pk=parent.pk)
    below = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    there = below.filter(slug=fields["slug"]).first()
    if there is not None:
        return there
    last = below.order_by("-path").values_list("path", flat=True).first()
    number = int(last[-4:], 36) + 1 if last else 1
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="community", model=model.lower()
    )
    page = apps.get_model("community", model).objects.create(
        path=parent.path + _base36(number), depth=parent.depth + 1, numchild=0, draft_title=fields["title"], live=True,
        url_path=f"{parent.url_path}{fields['slug']}/", content_type=kind, locale_id=parent.locale_id, **fields,
    )  # fmt: skip
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + 1)
    return page


def _base36(number: int) -> str:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text.rjust(4, "0")


class Migration(migrations.Migration):
    """Runs once; a site that has pages at these addresses keeps them."""

    dependencies = (("community", "0005_public_house"),)
    operations = (migrations.RunPython(begin, migrations.RunPython.noop),)
