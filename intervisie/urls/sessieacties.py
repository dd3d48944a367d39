"""Addresses of one's own actions after sessions."""

from django.urls import URLPattern, path

from intervisie.views import sessieacties

LIST = "intervisie/acties/"
ONE = f"{LIST}<uuid:actie_id>/"

urlpatterns: list[URLPattern] = [
    path(LIST, sessieacties.acties, name="sessieacties"),
    path(f"{LIST}overnemen/", sessieacties.overnemen, name="sessieactie-overnemen"),
    path(f"{ONE}bewerken/", sessieacties.bewerken, name="sessieactie-bewerken"),
    path(f"{ONE}klaar/", sessieacties.klaar, name="sessieactie-klaar"),
    path(f"{ONE}loslaten/", sessieacties.loslaten, name="sessieactie-loslaten"),
    path(f"{ONE}verwijderen/", sessieacties.verwijderen, name="sessieactie-verwijderen"),
]
