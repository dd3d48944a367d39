"""What search needs: the text of each page of the website beside its title, kept by the database."""

from typing import Any, ClassVar

import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import CombinedSearchVector, SearchConfig, SearchVector
from django.db import migrations, models
from django.db.models import F, Value

from community.migrations._search import FUNCTION, TRIGGERS
from community.models.fragments import Plain, joined

CONFIG = "public.dutch_plain"


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("community", "0006_sections"), ("wagtailcore", "0098_apitoken")]
    operations: ClassVar[list[Any]] = [
        FUNCTION,
        migrations.CreateModel(
            name="Paginatekst",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="zoektekst",
                        serialize=False, to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="titel")),
                ("body", models.TextField(blank=True, verbose_name="tekst")),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=CombinedSearchVector(
                            SearchVector("title", config=CONFIG, weight="A"), "||",
                            SearchVector("body", config=CONFIG, weight="C"), SearchConfig(CONFIG),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True, expression=Plain(joined(F("title"), Value(" "), F("body"))),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "zoektekst van een pagina",
                "verbose_name_plural": "zoekteksten van pagina's",
                "indexes": [
                    GinIndex(fields=["search"], name="paginatekst_search"),
                    GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="paginatekst_search_trgm"),
                ],
            },
        ),
        *TRIGGERS,
    ]  # fmt: skip
