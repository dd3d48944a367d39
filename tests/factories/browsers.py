"""A browser of somebody who logged in."""

from allauth.account.internal.flows.login import record_authentication
from django.test import Client, RequestFactory

from community.models import User
from tests.factories.second_factor import with_second_factor


def browser_of(user: User, *, with_factor: bool = True) -> Client:
    """Return a browser in which this person is logged in, with a second factor unless told otherwise."""
    client = Client()
    client.force_login(user)
    if with_factor:
        request = RequestFactory().get("/")
        request.session = client.session
        record_authentication(request, with_second_factor(user), "mfa")
        request.session.save()
    return client


def proved(client: Client) -> Client:
    """Let this browser have shown just now, once more, that it is her; returns it."""
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**row, "reauthenticated": True} for row in records]
    session.save()
    return client
