"""Addresses of the live pages of a session."""

from django.urls import path

from intervisie.views import livesessies as views
from intervisie.views import sessiebladen

AT = "intervisie/sessies/<slug:code>"

urlpatterns = [
    path(f"{AT}/live/", views.live, name="sessie-live"),
    path(f"{AT}/stand/", views.stand, name="sessie-stand"),
    path(f"{AT}/blad/", sessiebladen.blad, name="sessie-blad"),
    path(f"{AT}/laten-zien/", sessiebladen.laten_zien, name="sessie-laten-zien"),
    path(f"{AT}/verder/", views.verder, name="sessie-verder"),
    path(f"{AT}/terug/", views.terug, name="sessie-terug"),
    path(f"{AT}/pauze/", views.pauze, name="sessie-pauze"),
    path(f"{AT}/minuut/", views.minuut, name="sessie-minuut"),
    path(f"{AT}/begeleiding/", views.begeleiding, name="sessie-begeleiding"),
    path(f"{AT}/inbrenger/", views.inbrenger, name="sessie-inbrenger"),
    path(f"{AT}/afsluiten/", views.afsluiten, name="sessie-afsluiten"),
    path(f"{AT}/verlaten/", views.verlaten, name="sessie-verlaten"),
    path(f"{AT}/beamer/", views.beamer, name="sessie-beamer"),
]
