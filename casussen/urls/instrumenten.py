"""Addresses of the instruments on a casus."""

from django.urls import path

from casussen.queries.lichte_instrumenten import LIGHT
from casussen.views import blad, canvas, keuzehulp, lichte_instrumenten

urlpatterns = [
    path("casussen/<str:code>/canvas/", canvas.begin, name="casus-canvas"),
    path("casussen/<str:code>/canvas/vergelijken/", canvas.vergelijken, name="casus-canvas-vergelijken"),
    path("casussen/<str:code>/canvas/eisen/", canvas.eisen, name="casus-canvas-eisen"),
    path("casussen/<str:code>/canvas/<slug:laag>/", canvas.invullen, name="casus-canvas-laag"),
    path("casussen/<str:code>/canvas/<slug:laag>/afdrukken/", canvas.afdrukken, name="casus-canvas-afdrukken"),
    path("casussen/<str:code>/keuzehulp/", keuzehulp.begin, name="casus-keuzehulp"),
    path("casussen/<str:code>/keuzehulp/vraag/<slug:vraag>/", keuzehulp.vraag, name="casus-keuzehulp-vraag"),
    path("casussen/<str:code>/keuzehulp/advies/", keuzehulp.uitkomst, name="casus-keuzehulp-uitkomst"),
    path("casussen/<str:code>/keuzehulp/advies/afwijken/", keuzehulp.afwijken, name="casus-keuzehulp-afwijken"),
    path("casussen/<str:code>/keuzehulp/advies/volgen/", keuzehulp.volgen, name="casus-keuzehulp-volgen"),
    path("casussen/<str:code>/instrumenten/<slug:instrument>/overstappen/", blad.overstappen,
         name="casus-instrument-overstappen"),
    *(
        path(f"casussen/<str:code>/{part}/", lichte_instrumenten.invullen, {"part": part}, name=f"casus-{part}")
        for part in LIGHT
    ),
]  # fmt: skip
