"""Addresses of people: one's own profile, and the ledengids."""

from django.urls import URLPattern, path

from community.views import ledengids, people

urlpatterns: list[URLPattern] = [
    path("mijn/profiel/", people.mijn_profiel, name="mijn-profiel"),
    path("mijn/profiel/bewerken/", people.mijn_profiel_bewerken, name="mijn-profiel-bewerken"),
    path("mijn/profiel/foto/", people.mijn_foto, name="mijn-foto"),
    path("mijn/profiel/foto/verwijderen/", people.mijn_foto_verwijderen, name="mijn-foto-verwijderen"),
    path("leden/", ledengids.leden, name="leden"),
    path("leden/<slug:code>/", people.lid, name="lid"),
    path("leden/<slug:code>/foto/", people.lid_foto, name="lid-foto"),
]
