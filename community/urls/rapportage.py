"""Addresses where a person sees how she counts in reports. No id in any of them: they are about who asks."""

from django.urls import URLPattern, path

from community.views import rapportage

urlpatterns: list[URLPattern] = [
    path("mijn/rapportage/", rapportage.mijn_rapportage, name="mijn-rapportage"),
    path("mijn/rapportage/naam/", rapportage.rapportage_naam, name="rapportage-naam"),
    path("mijn/rapportage/uitleg/", rapportage.rapportage_uitleg, name="rapportage-uitleg"),
]
