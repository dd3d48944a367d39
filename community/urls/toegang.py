"""Addresses of logging in and of one's own security. The names are allauth's: its code finds our pages by them."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from community.views import beveiliging, koppelingen, organisatie_inloggen, toegang, tweede_stap

OWN = "mijn/beveiliging/"
PASSKEY = f"{OWN}passkeys/<int:pk>/"
ORGANISATIE = f"{OWN}organisatie/<slug:sleutel>/"

urlpatterns: list[URLPattern] = [
    path("inloggen/", toegang.login, name="account_login"),
    # Wagtail asks for a page of this name; there is one login door.
    path(
        "inloggen/website/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    path("inloggen/code/", toegang.request_code, name="account_request_login_code"),
    path("inloggen/code/bevestigen/", toegang.confirm_code, name="account_confirm_login_code"),
    path("inloggen/controle/", tweede_stap.authenticate, name="mfa_authenticate"),
    path("inloggen/passkey/", tweede_stap.passkey_login, name="mfa_login_webauthn"),
    path(
        "inloggen/organisatie/<slug:sleutel>/",
        organisatie_inloggen.organisatie_inloggen,
        name="organisatie-inloggen",
    ),
    path(
        "inloggen/organisatie/<slug:sleutel>/terug/",
        organisatie_inloggen.organisatie_terug,
        name="organisatie-terug",
    ),
    path("uitloggen/", toegang.logout, name="account_logout"),
    path("uitgelogd/", toegang.uitgelogd, name="uitgelogd"),
    path("wachtwoord/vergeten/", toegang.forgotten_password, name="account_reset_password"),
    path("wachtwoord/verstuurd/", toegang.forgotten_password_sent, name="account_reset_password_done"),
    path("wachtwoord/klaar/", toegang.new_password_done, name="account_reset_password_from_key_done"),
    path("wachtwoord/<str:uidb36>/<str:key>/", toegang.new_password, name="account_reset_password_from_key"),
    path("e-mailadres/<str:token>/", beveiliging.emailadres_bevestigen, name="account_confirm_email"),
    path(OWN, beveiliging.beveiliging, name="mfa_index"),
    path(f"{OWN}overal-uitloggen/", beveiliging.overal_uitloggen, name="overal-uitloggen"),
    path(f"{OWN}e-mailadres/", beveiliging.emailadres, name="account_email"),
    path(f"{OWN}wachtwoord/", beveiliging.password_change, name="account_change_password"),
    path(f"{OWN}wachtwoord/nieuw/", beveiliging.password_set, name="account_set_password"),
    path(f"{OWN}controle/", tweede_stap.reauthenticate, name="account_reauthenticate"),
    path(f"{OWN}controle/code/", tweede_stap.reauthenticate_code, name="mfa_reauthenticate"),
    path(f"{OWN}controle/passkey/", tweede_stap.reauthenticate_passkey, name="mfa_reauthenticate_webauthn"),
    path(f"{OWN}code-app/", tweede_stap.activate_code_app, name="mfa_activate_totp"),
    path(f"{OWN}code-app/verwijderen/", tweede_stap.remove_code_app, name="mfa_deactivate_totp"),
    path(f"{OWN}passkeys/", tweede_stap.passkey_list, name="mfa_list_webauthn"),
    path(f"{OWN}passkeys/nieuw/", tweede_stap.add_passkey, name="mfa_add_webauthn"),
    path(f"{PASSKEY}bewerken/", tweede_stap.rename_passkey, name="mfa_edit_webauthn"),
    path(f"{PASSKEY}verwijderen/", tweede_stap.remove_passkey, name="mfa_remove_webauthn"),
    path(f"{ORGANISATIE}koppelen/", koppelingen.organisatie_koppelen, name="organisatie-koppelen"),
    path(f"{ORGANISATIE}aanwijzen/", koppelingen.organisatie_aanwijzen, name="organisatie-aanwijzen"),
    path(f"{ORGANISATIE}losmaken/", koppelingen.organisatie_losmaken, name="organisatie-losmaken"),
    path(f"{OWN}herstelcodes/", tweede_stap.recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{OWN}herstelcodes/nieuw/", tweede_stap.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
