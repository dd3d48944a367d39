"""All addresses of the confidential; one file per subject, Dutch, with opaque codes and a trailing slash."""

from django.urls import URLPattern, URLResolver

from casussen.urls import casussen, delen, instrumenten, praktijkboeken

urlpatterns: list[URLPattern | URLResolver] = [
    *casussen.urlpatterns,
    *delen.urlpatterns,
    *instrumenten.urlpatterns,
    *praktijkboeken.urlpatterns,
    *praktijkboeken.last_urlpatterns,
]
