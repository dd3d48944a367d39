"""Addresses of bemiddeling: for who asks, who mediates, and the coördinerend hart."""

from django.urls import URLPattern, path

from intervisie.views import bemiddeling, bemiddelingsbeheer

ONE = "bemiddeling/vragen/<slug:code>/"
KEPT = "coordinatie/bemiddeling/"

urlpatterns: list[URLPattern] = [
    path("bemiddeling/", bemiddeling.bemiddeling, name="bemiddeling"),
    path("bemiddeling/keuzehulp/", bemiddeling.keuzehulp, name="bemiddeling-keuzehulp"),
    path("bemiddeling/vragen/nieuw/", bemiddeling.nieuw, name="bemiddelingsvraag-nieuw"),
    path(ONE, bemiddeling.vraag, name="bemiddelingsvraag"),
    path(f"{ONE}bewerken/", bemiddeling.bewerken, name="bemiddelingsvraag-bewerken"),
    path(f"{ONE}antwoord/", bemiddeling.antwoord, name="bemiddelingsvraag-antwoord"),
    path(f"{ONE}teruggeven/", bemiddeling.teruggeven, name="bemiddelingsvraag-teruggeven"),
    path(f"{ONE}intrekken/", bemiddeling.intrekken, name="bemiddelingsvraag-intrekken"),
    path(f"{ONE}afronden/", bemiddeling.afronden, name="bemiddelingsvraag-afronden"),
    path(KEPT, bemiddelingsbeheer.lijst, name="bemiddeling-beheer"),
    path(f"{KEPT}<slug:code>/", bemiddelingsbeheer.vraag, name="bemiddeling-beheer-vraag"),
]
