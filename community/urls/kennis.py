"""Addresses of the public website; Wagtail's own pages come last, in deploy.urls."""

from django.urls import path

from community.views import beelden, feeds, kennis

urlpatterns = [
    path("", kennis.home, name="home"),
    path("beeld/<int:pk>/<slug:maat>/", beelden.beeld, name="beeld"),
    path("documenten/<int:pk>/<str:naam>", beelden.document, name="document"),
    path("beheer/bestanden/<path:naam>", beelden.bestand, name="beheer-bestand"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    path("nieuws/feed/", feeds.nieuws, name="nieuws-feed"),
    path("verhalen/feed/", feeds.verhalen, name="verhalen-feed"),
]
