"""The first pages of the website, the groups of /beheer/, and the end of what Wagtail brings by itself."""

import json
import uuid
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from community.migrations._website import HOME_INLEIDING, HOME_KAARTEN, HOME_OPROEP, HOME_TITLE, PAGES

ADMIN_GROUPS = ("Redacteuren", "Coördinatoren", "Beheerders")


def block(kind: str, value: object) -> dict[str, object]:
    """Return one stream block as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Replace Wagtail's welcome page and groups by ours."""
    Page: Any = apps.get_model("wagtailcore", "Page")
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    home = make_home(apps)
    for number, page in enumerate(PAGES, start=1):
        make_page(apps, page, number)
    make_news(apps, home, len(PAGES) + 1)
    Page.objects.filter(pk=home.pk).update(numchild=len(PAGES) + 1)
    Page.objects.filter(depth=1).update(numchild=1)
    apps.get_model("wagtailcore", "Site").objects.create(
        hostname="localhost", root_page_id=home.pk, is_default_site=True, site_name="Regisseurs van de Samenwerking"
    )
    make_groups(apps, home)


def make_home(apps: Apps) -> Any:
    """Create the first page below the root."""
    kaarten = [
        {"type": "item", "value": {"titel": titel, "tekst": tekst, "pagina": None}, "id": str(uuid.uuid4())}
        for titel, tekst in HOME_KAARTEN
    ]
    titel, tekst, knop, adres = HOME_OPROEP
    inhoud = [
        block("kaarten", kaarten),
        block("oproep", {"titel": titel, "tekst": tekst, "knop": knop, "adres": adres}),
    ]
    return apps.get_model("community", "HomePage").objects.create(
        title=HOME_TITLE, draft_title=HOME_TITLE, slug="home", path="00010001", depth=2, numchild=0, url_path="/home/",
        content_type=content_type(apps, "homepage"), inleiding=HOME_INLEIDING, inhoud=json.dumps(inhoud),
        locale_id=first_locale(apps), live=True,
    )  # fmt: skip


def make_page(apps: Apps, page: Any, number: int) -> None:
    """Create one ordinary page below the first page."""
    inhoud = []
    for kop, tekst in page["alineas"]:
        inhoud += [block("kop", {"tekst": kop, "niveau": "2"}), block("tekst", f"<p>{tekst}</p>")]
    apps.get_model("community", "InhoudPage").objects.create(
        title=page["title"], draft_title=page["title"], slug=page["slug"], path=f"00010001{number:04d}", depth=3,
        numchild=0, url_path=f"/home/{page['slug']}/", content_type=content_type(apps, "inhoudpage"),
        inleiding=page["inleiding"], inhoud=json.dumps(inhoud), locale_id=first_locale(apps), live=True,
    )  # fmt: skip


def make_news(apps: Apps, home: Any, number: int) -> None:
    """Create the empty list of news."""
    apps.get_model("community", "NieuwsIndexPage").objects.create(
        title="Nieuws", draft_title="Nieuws", slug="nieuws", path=f"00010001{number:04d}", depth=3, numchild=0,
        url_path=f"{home.url_path}nieuws/", content_type=content_type(apps, "nieuwsindexpage"),
        inleiding="Wat er speelt in de community.", locale_id=first_locale(apps), live=True,
    )  # fmt: skip


def make_groups(apps: Apps, home: Any) -> None:
    """Give redacteuren the website; coördinatoren and beheerders only the door. Default groups and workflow go."""
    Group: Any = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    apps.get_model("wagtailcore", "Workflow").objects.all().delete()
    apps.get_model("wagtailcore", "Task").objects.all().delete()
    door = permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    for name in ADMIN_GROUPS:
        Group.objects.get_or_create(name=name)[0].permissions.add(door)
    redacteuren = Group.objects.get(name="Redacteuren")
    for verb in ("add", "change", "publish"):
        apps.get_model("wagtailcore", "GroupPagePermission").objects.create(
            group=redacteuren, page_id=home.pk,
            permission=permission(apps, "wagtailcore", "page", f"{verb}_page", f"Can {verb} page"),
        )  # fmt: skip
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for verb in ("add", "change", "choose"):
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=redacteuren, collection=root,
            permission=permission(apps, "wagtailimages", "image", f"{verb}_image", f"Can {verb} image"),
        )  # fmt: skip


def permission(apps: Apps, app: str, model: str, codename: str, name: str) -> Any:
    """Return a permission, made here when Django has not made it yet."""
    kind = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)[0]
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )[0]


def content_type(apps: Apps, model: str) -> Any:
    """Return the content type of one of our page models."""
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="community", model=model)[0]


def first_locale(apps: Apps) -> int:
    """Return the one language of the site: Dutch."""
    locale = apps.get_model("wagtailcore", "Locale").objects.order_by("pk").first()
    if locale is None:
        locale = apps.get_model("wagtailcore", "Locale").objects.create(language_code="nl")
    return int(locale.pk)


class Migration(migrations.Migration):
    """Runs once, on an empty site."""

    dependencies = (
        ("community", "0003_website"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
    )
    operations = (migrations.RunPython(begin, migrations.RunPython.noop),)
