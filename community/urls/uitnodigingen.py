"""Addresses of invitations, requests to join and the accounts that follow from them."""

from django.urls import URLPattern, path

from community.views import aanmeldingen, aansluiten, accounts, uitnodiging, uitnodigingen

REQUEST = "coordinatie/aanmeldingen/<uuid:pk>/"
INVITATION = "coordinatie/uitnodigingen/<uuid:pk>/"
ACCOUNT = "coordinatie/accounts/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("uitnodiging/verstuurd/", uitnodiging.uitnodiging_verstuurd, name="uitnodiging-verstuurd"),
    path("uitnodiging/<str:token>/", uitnodiging.uitnodiging, name="uitnodiging"),
    path(
        "uitnodiging/<str:token>/organisatie/<slug:sleutel>/",
        uitnodiging.uitnodiging_organisatie,
        name="uitnodiging-organisatie",
    ),
    path("uitnodiging/<str:token>/opnieuw/", uitnodiging.uitnodiging_opnieuw, name="uitnodiging-opnieuw"),
    path("aansluiten/", aansluiten.aansluiten, name="aansluiten"),
    path("aansluiten/bedankt/", aansluiten.bedankt, name="aansluiten-bedankt"),
    path("coordinatie/aanmeldingen/", aanmeldingen.aanmeldingen, name="aanmeldingen"),
    path(REQUEST, aanmeldingen.aanmelding, name="aanmelding"),
    path(f"{REQUEST}uitnodigen/", aanmeldingen.uitnodigen, name="aanmelding-uitnodigen"),
    path(f"{REQUEST}afwijzen/", aanmeldingen.afwijzen, name="aanmelding-afwijzen"),
    path("coordinatie/uitnodigingen/", uitnodigingen.uitnodigingen, name="uitnodigingen"),
    path("coordinatie/uitnodigingen/nieuw/", uitnodigingen.uitnodiging_nieuw, name="uitnodiging-nieuw"),
    path(f"{INVITATION}versturen/", uitnodigingen.uitnodiging_versturen, name="uitnodiging-versturen"),
    path(f"{INVITATION}intrekken/", uitnodigingen.uitnodiging_intrekken, name="uitnodiging-intrekken"),
    path("coordinatie/accounts/", accounts.accounts, name="accounts"),
    path(ACCOUNT, accounts.account, name="account"),
    path(f"{ACCOUNT}sluiten/", accounts.account_sluiten, name="account-sluiten"),
    path(f"{ACCOUNT}openen/", accounts.account_openen, name="account-openen"),
    path(f"{ACCOUNT}mail/", accounts.account_mail, name="account-mail"),
    path(f"{ACCOUNT}tweede-stap/", accounts.account_tweede_stap, name="account-tweede-stap"),
]
