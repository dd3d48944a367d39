"""All addresses of the platform."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern
from wagtail.views import serve

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("community.urls")),
    path("", include("casussen.urls")),
    path("", include("intervisie.urls")),
    path("", include("training.urls")),
    path("beheer/", include(wagtailadmin_urls)),
]
if settings.IS_DEMO:
    urlpatterns += [path("", include("deploy.demo.urls"))]
# Pages of the website answer what nothing else knows. The rest of wagtail.urls is login doors of its own.
urlpatterns += [re_path(serve_pattern, serve, name="wagtail_serve")]

handler400 = "community.views.fouten.not_understood"
handler403 = "community.views.fouten.not_allowed"
handler404 = "community.views.fouten.not_found"
handler500 = "community.views.fouten.broken"
