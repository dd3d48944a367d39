"""All addresses of the platform."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("community.urls")),
    path("beheer/", include(wagtailadmin_urls)),
]
if settings.IS_DEMO:
    urlpatterns += [path("", include("deploy.demo.urls"))]
# Pages of the website answer what nothing else knows.
urlpatterns += [path("", include(wagtail_urls))]
