"""Addresses of visits: the page, the kit, observations, the booklet, and the worker that reads copies on a device."""

from django.urls import URLPattern, path

from intervisie.views import bezoeken, bezoekkits, toerneeboekje, waarnemingen

VISIT = "bezoeken/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("bezoeken/werker.js", bezoeken.werker, name="bezoekwerker"),
    path(VISIT, bezoeken.bezoek, name="bezoek"),
    path(f"{VISIT}meenemen/", bezoeken.meenemen, name="bezoek-meenemen"),
    path(f"{VISIT}kit/", bezoekkits.kit, name="bezoekkit"),
    path(f"{VISIT}kit/vakken/", bezoekkits.vakken, name="bezoekkit-vakken"),
    path(f"{VISIT}kit/vakken/verwijderen/", bezoekkits.vakken_weg, name="bezoekkit-vakken-verwijderen"),
    path(f"{VISIT}kit/voorbeeld/", bezoekkits.voorbeeld, name="bezoekkit-voorbeeld"),
    path(f"{VISIT}kit/delen/", bezoekkits.delen, name="bezoekkit-delen"),
    path(f"{VISIT}kit/terugnemen/", bezoekkits.terugnemen, name="bezoekkit-terugnemen"),
    path(f"{VISIT}boekje/", toerneeboekje.boekje, name="boekje"),
    path(f"{VISIT}waarnemingen/", waarnemingen.waarnemingen, name="waarnemingen"),
    path(f"{VISIT}waarnemingen/inleveren/", waarnemingen.inleveren, name="waarnemingen-inleveren"),
    path(f"{VISIT}waarnemingen/sluiten/", waarnemingen.sluiten, name="waarnemingen-sluiten"),
    path(f"{VISIT}waarnemingen/<uuid:waarneming_id>/bewerken/", waarnemingen.bewerken, name="waarneming-bewerken"),
    path(f"{VISIT}waarnemingen/<uuid:waarneming_id>/verwijderen/", waarnemingen.verwijderen,
         name="waarneming-verwijderen"),
]  # fmt: skip
