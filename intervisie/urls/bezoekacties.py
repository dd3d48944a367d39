"""Addresses of the actions after a visit."""

from django.urls import URLPattern, path

from intervisie.views import bezoekacties

LIST = "bezoeken/<slug:code>/acties/"
ONE = f"{LIST}<uuid:actie_id>/"

urlpatterns: list[URLPattern] = [
    path(LIST, bezoekacties.acties, name="bezoek-acties"),
    path(f"{LIST}delen/", bezoekacties.delen, name="bezoek-acties-delen"),
    path(f"{LIST}terugnemen/", bezoekacties.terugnemen, name="bezoek-acties-terugnemen"),
    path(f"{LIST}afronden/", bezoekacties.afronden, name="bezoek-acties-afronden"),
    path(f"{ONE}bewerken/", bezoekacties.bewerken, name="bezoek-actie-bewerken"),
    path(f"{ONE}klaar/", bezoekacties.klaar, name="bezoek-actie-klaar"),
    path(f"{ONE}loslaten/", bezoekacties.loslaten, name="bezoek-actie-loslaten"),
    path("toerneeacties/", bezoekacties.gedeeld, name="toerneeacties"),
    path("toerneeacties/<slug:code>/", bezoekacties.lijst, name="toerneeactielijst"),
]
