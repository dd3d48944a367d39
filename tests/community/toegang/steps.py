"""What a person does on the pages of logging in, for the tests beside it."""

import re
from typing import Any

from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from community.models import User
from tests.factories import PASSWORD

NEW_PASSWORD = "ganzen-langs-de-vaart"
IN_MAIL = re.compile(r"http://testserver(/\S*)")
CODE_IN_MAIL = re.compile(r"\b[B-Z]{4}-[B-Z]{4}\b")


def log_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> HttpResponse:
    """Send the login form."""
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def is_logged_in(client: Client) -> bool:
    """Whether a page of members opens, or a second step is asked of somebody who is in."""
    return "_auth_user_id" in client.session


def ask_code(client: Client, email: str, **extra: Any) -> HttpResponse:
    """Ask for a login code."""
    return client.post(reverse("account_request_login_code"), {"email": email}, **extra)


def type_code(client: Client, code: str, **extra: Any) -> HttpResponse:
    """Type a login code."""
    return client.post(reverse("account_confirm_login_code"), {"code": code}, **extra)


def mailed_code() -> str:
    """Return the login code of the newest mail."""
    found = CODE_IN_MAIL.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[0]


def mailed_path(number: int = -1) -> str:
    """Return where the button of a mail leads."""
    found = IN_MAIL.search(str(mail.outbox[number].body))
    assert found, mail.outbox[number].body
    return found[1]


def forget_password(client: Client, email: str, **extra: Any) -> HttpResponse:
    """Ask for a link to choose a new password."""
    return client.post(reverse("account_reset_password"), {"email": email}, **extra)


def open_reset_link(client: Client, path: str) -> HttpResponse:
    """Open the link of the mail; returns the page behind it."""
    return client.get(path, follow=True)


def choose_password(client: Client, path: str, password: str = NEW_PASSWORD) -> HttpResponse:
    """Open the link of the mail and send the form behind it."""
    page = client.get(path)
    if page.status_code != 302:
        return page
    return client.post(page.headers["Location"], {"password1": password, "password2": password})


def confirm_who_i_am(client: Client, password: str = PASSWORD) -> None:
    """Show with the password that it is me."""
    answer = client.post(reverse("account_reauthenticate"), {"password": password})
    assert answer.status_code == 302, answer.content


def password_of(user: User) -> str:
    """Return the stored hash, to see whether it changed."""
    return str(User.objects.values_list("password", flat=True).get(pk=user.pk))


def text_of(answer: HttpResponse) -> str:
    """Return the page with its spaces made one, so that sentences can be found."""
    return " ".join(answer.content.decode().split())
