"""Redacteuren keep documents of the website, as they keep its pictures. The welcome of Wagtail's own rights goes."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VERBS = ("add", "change", "choose")


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the group of redacteuren add, change and choose documents."""
    Group: Any = apps.get_model("auth", "Group")
    group = Group.objects.filter(name="Redacteuren").first()
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    if group is None or root is None:
        return
    kind = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtaildocs", model="document"
    )[0]
    for verb in VERBS:
        permission = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=f"{verb}_document", defaults={"name": f"Can {verb} document"}
        )[0]
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=group, collection=root, permission=permission
        )


class Migration(migrations.Migration):
    """Runs once."""

    dependencies = (("community", "0009_erasure"), ("wagtaildocs", "0014_alter_document_file_size"))
    operations = (migrations.RunPython(begin, migrations.RunPython.noop),)
