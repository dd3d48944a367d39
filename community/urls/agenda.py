"""Addresses of the agenda. A code of a meeting has no vowels, so no word is one."""

from django.urls import URLPattern, path

from community.views import agenda, deelname, feed, kalender, maand, planning, presentie

MEETING = "agenda/<str:code>/"

urlpatterns: list[URLPattern] = [
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/nieuw/", planning.nieuw, name="bijeenkomst-nieuw"),
    path("agenda/mijn-agenda/", feed.mijn_agenda, name="mijn-agenda"),
    path("agenda/mijn-agenda/vernieuwen/", feed.mijn_agenda_vernieuwen, name="mijn-agenda-vernieuwen"),
    path("agenda/mijn-agenda/intrekken/", feed.mijn_agenda_intrekken, name="mijn-agenda-intrekken"),
    path("agenda/feed/<str:token>.ics", feed.agenda_feed, name="agenda-feed"),
    path("agenda/<int:jaar>/<int:maand>/", maand.maand, name="agenda-maand"),
    path("agenda/<int:jaar>/<int:maand>/<int:dag>/", maand.dag, name="agenda-dag"),
    path(MEETING, agenda.bijeenkomst, name="bijeenkomst"),
    path(f"{MEETING}agenda.ics", agenda.bijeenkomst_ics, name="bijeenkomst-ics"),
    path(f"{MEETING}bewerken/", planning.bewerken, name="bijeenkomst-bewerken"),
    path(f"{MEETING}afzeggen/", planning.afzeggen, name="bijeenkomst-afzeggen"),
    path(f"{MEETING}aanmelden/", deelname.aanmelden, name="bijeenkomst-aanmelden"),
    path(f"{MEETING}afmelden/", deelname.afmelden, name="bijeenkomst-afmelden"),
    path(f"{MEETING}presentie/", presentie.presentie, name="bijeenkomst-presentie"),
    path(f"{MEETING}presentie/afdrukken/", presentie.presentie_afdrukken, name="bijeenkomst-presentie-afdrukken"),
    path(f"{MEETING}inchecken/", presentie.inchecken, name="bijeenkomst-inchecken"),
    path(f"{MEETING}meedoen/", presentie.meedoen, name="bijeenkomst-meedoen"),
    path("leergroepen/<slug:slug>/bijeenkomsten/nieuw/", planning.nieuw_voor_groep, name="leergroep-bijeenkomst-nieuw"),
    path("coordinatie/kalender/", kalender.kalender, name="kalender"),
    path("coordinatie/kalender/<int:periode_id>/bevestigen/", kalender.kalender_bevestigen, name="kalender-bevestigen"),
]
