"""Which organisations people may log in through: named in the settings, none by default."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Provider:
    """One organisation whose server says who somebody is.

    `key` stands in our addresses, `name` on the button. `issuer` is compared letter by letter. With `tenant` the token
    must name that tenant too (Entra ID), for servers that serve more than one organisation under one issuer.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    tenant: str = ""


def providers() -> list[Provider]:
    """Return the organisations of the settings, in their order."""
    return [Provider(key=key, **given) for key, given in settings.OIDC_PROVIDERS.items()]


def provider_with(key: str) -> Provider | None:
    """Return the organisation with this key, or None."""
    return next((provider for provider in providers() if provider.key == key), None)


def name_of_issuer(issuer: str) -> str:
    """Return the name of the organisation behind an issuer; its address when it is no longer in the settings."""
    return next((provider.name for provider in providers() if provider.issuer == issuer), issuer)
