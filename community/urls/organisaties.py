"""Addresses of organisaties. They stand before those of people: 'organisaties' is no code of a member."""

from django.urls import URLPattern, path

from community.views import organisaties

urlpatterns: list[URLPattern] = [
    path("mijn/profiel/organisatie/", organisaties.mijn_organisatie, name="mijn-organisatie"),
    path("leden/organisaties/", organisaties.organisaties, name="organisaties"),
    path("leden/organisaties/<slug:slug>/", organisaties.organisatie, name="organisatie"),
    path("leden/<slug:code>/organisatie/", organisaties.lid_organisatie, name="lid-organisatie"),
]
