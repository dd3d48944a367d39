"""The floor's views."""

import csv
from typing import ClassVar

import django_filters
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from bench.floor.models import Person, Place


def bare(request: HttpRequest) -> HttpResponse:
    """Answer without anything."""
    return HttpResponse("ok")


@login_required
def signed_in(request: HttpRequest) -> HttpResponse:
    """Answer with session, person and a small template."""
    return render(request, "floor/signed_in.html", {})


class PersonFilter(django_filters.FilterSet):
    """Three filters."""

    class Meta:
        model = Person
        fields: ClassVar[dict[str, list[str]]] = {"province": ["exact"], "role": ["exact"], "name": ["icontains"]}


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """A filtered list of 100 rows."""
    found = PersonFilter(request.GET, queryset=Person.objects.order_by("name", "id"))
    page = Paginator(found.qs, 100).get_page(request.GET.get("page"))
    return render(request, "floor/list.html", {"filter": found, "page": page})


@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One row."""
    return render(request, "floor/detail.html", {"p": get_object_or_404(Person, pk=pk)})


@login_required
def places(request: HttpRequest) -> StreamingHttpResponse:
    """All rows as a file, streamed, and nothing done to them."""
    columns = ("meeting", "day", "parts", "group", "person", "organisation", "status")
    rows = Place.objects.order_by("id").values_list(*columns).iterator(chunk_size=2000)
    writer = csv.writer(_Echo())
    return StreamingHttpResponse((writer.writerow(row) for row in rows), content_type="text/csv")


class _Echo:
    """Gives back what is written to it."""

    def write(self, value: str) -> str:
        return value
