"""All addresses of the confidential; one file per subject, Dutch, with opaque codes and a trailing slash."""

from django.urls import URLPattern, URLResolver

from casussen.urls import (
    advies,
    afdrukken,
    casussen,
    delen,
    instrumenten,
    onderdelen,
    opbrengsten,
    praktijkboeken,
    stap,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *stap.urlpatterns, *casussen.urlpatterns, *delen.urlpatterns, *onderdelen.urlpatterns, *instrumenten.urlpatterns,
    *advies.urlpatterns, *opbrengsten.urlpatterns,
    *afdrukken.urlpatterns,
    *praktijkboeken.urlpatterns, *praktijkboeken.last_urlpatterns,
]  # fmt: skip
