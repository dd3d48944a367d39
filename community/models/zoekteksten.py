"""What can be searched in a page of the website: its title and its text, beside each other in one table.

A page stands in two tables: its title in Wagtail's, its text in one per kind of page. The database itself keeps this
copy, by triggers on those tables (migration 0007): whatever writes a page, what is searched is what is shown. Nothing
here says who may see a page; every search joins this with the pages a person may see.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Value
from django.utils.translation import gettext_lazy as _

from community.models.fragments import Plain, joined
from community.models.people import SEARCH_CONFIG


class Paginatekst(models.Model):
    """The title and the text of one page, as plain text. Written by the database alone."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="zoektekst"
    )
    title = models.CharField(_("titel"), max_length=255)
    body = models.TextField(_("tekst"), blank=True)
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config=SEARCH_CONFIG)
        + SearchVector("body", weight="C", config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    search_text = models.GeneratedField(
        expression=Plain(joined(F("title"), Value(" "), F("body"))), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("zoektekst van een pagina")
        verbose_name_plural = _("zoekteksten van pagina's")
        indexes = (
            GinIndex(fields=["search"], name="paginatekst_search"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="paginatekst_search_trgm"),
        )

    def __str__(self) -> str:
        return f"Paginatekst {self.pk}"
