"""Addresses of who sees a casus: sharing, guests, the log of reading, and emergencies."""

from django.urls import path

from casussen.views import delen, gasten, inzage, noodtoegang

urlpatterns = [
    path("casussen/<str:code>/wie-ziet-dit/", inzage.wie, name="casus-wie"),
    path("casussen/<str:code>/inzage/", inzage.inzage, name="casus-inzage"),
    path("casussen/<str:code>/delen/", delen.overzicht, name="casus-delen"),
    path("casussen/<str:code>/controle/", delen.controle, name="casus-controle"),
    path("casussen/<str:code>/lezers/groep/", delen.groep, name="casus-delen-groep"),
    path("casussen/<str:code>/lezers/lid/<str:lid>/", delen.lid, name="casus-delen-lid"),
    path("casussen/<str:code>/lezers/alles-intrekken/", delen.alles_intrekken, name="casus-alles-intrekken"),
    path("casussen/<str:code>/lezers/<uuid:deling_id>/", delen.deling, name="casus-deling"),
    path("casussen/<str:code>/lezers/<uuid:deling_id>/intrekken/", delen.intrekken, name="casus-deling-intrekken"),
    path("casussen/<str:code>/gasten/nieuw/", gasten.nieuw, name="casus-gast-nieuw"),
    path("casussen/<str:code>/gasten/<uuid:gast_id>/", gasten.gast, name="casus-gast"),
    path("casussen/<str:code>/gasten/<uuid:gast_id>/opnieuw/", gasten.opnieuw, name="casus-gast-opnieuw"),
    path("casussen/<str:code>/gasten/<uuid:gast_id>/intrekken/", gasten.intrekken, name="casus-gast-intrekken"),
    path("gedeeld/<str:token>/<slug:onderdeel>/", gasten.onderdeel, name="gedeeld-onderdeel"),
    path("noodtoegang/", noodtoegang.overzicht, name="noodtoegang"),
    path("noodtoegang/<uuid:noodtoegang_id>/", noodtoegang.besluit, name="noodtoegang-besluit"),
    path("noodtoegang/<uuid:noodtoegang_id>/stoppen/", noodtoegang.stoppen, name="noodtoegang-stoppen"),
]
