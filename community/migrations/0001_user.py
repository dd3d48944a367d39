import uuid

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models

import community.models.fragments
from community.migrations._database import OPERATIONS


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        *OPERATIONS,
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                ("voornaam", models.CharField(max_length=60, verbose_name="voornaam")),
                ("tussenvoegsel", models.CharField(blank=True, max_length=20, verbose_name="tussenvoegsel")),
                ("achternaam", models.CharField(max_length=80, verbose_name="achternaam")),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=community.models.fragments.Plain(
                            django.db.models.functions.text.Concat(
                                models.F("achternaam"),
                                models.Value(", "),
                                models.F("voornaam"),
                                models.Value(" "),
                                models.F("tussenvoegsel"),
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                ("joined_at", models.DateTimeField(verbose_name="lid sinds")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="laatst ingelogd")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "persoon",
                "verbose_name_plural": "personen",
                "indexes": [
                    models.Index(fields=["sort_key"], name="user_sort_key"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("sort_key"), name="gin_trgm_ops"),
                        name="user_sort_key_trgm",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="user_email_lower_case",
                    )
                ],
            },
        ),
    ]
