"""Addresses of one's own data: what is kept, taking it along, and having one's account removed."""

from django.urls import URLPattern, path

from community.views import privacy

urlpatterns: list[URLPattern] = [
    path("mijn/privacy/", privacy.privacy, name="privacy-mijn"),
    path("mijn/privacy/gegevens-opvragen/", privacy.gegevens_opvragen, name="gegevens-opvragen"),
    path("mijn/privacy/account-verwijderen/", privacy.account_verwijderen, name="account-verwijderen"),
    path("mijn/privacy/account-houden/", privacy.account_houden, name="account-houden"),
    path(
        "mijn/privacy/toestemmingen/<uuid:pk>/intrekken/", privacy.toestemming_intrekken, name="toestemming-intrekken"
    ),
]
