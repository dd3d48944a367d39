"""From a term to the step of a casus that uses it: into one's only casus, or to one's list."""

import pytest
from django.test import Client

from community.models import User
from tests.factories import UserFactory
from tests.factories.casussen import a_casus

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


def leads(user: User, part: str) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    answer = client.get(f"/casussen/stap/{part}/")
    return answer.status_code, answer.headers.get("Location", "")


def test_a_step_opens_in_ones_only_casus_and_else_in_the_list() -> None:
    casus, other = a_casus(), UserFactory()
    assert leads(casus.owner, "fasen") == (302, f"/casussen/{casus.code}/fasen/")
    assert leads(other, "fasen") == (302, "/casussen/")
    a_casus(owner=casus.owner)
    assert leads(casus.owner, "fasen") == (302, "/casussen/")
    assert leads(other, "bestaatniet")[0] == 404
