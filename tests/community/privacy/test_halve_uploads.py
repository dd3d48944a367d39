"""Erasing a redacteur: what she uploaded in /beheer/ and never finished goes with its file."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.models import UploadedFile

from community.actions.verwijderen import erase_person
from tests.factories import UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


def test_a_half_upload_goes_with_its_file(django_capture_on_commit_callbacks: Any) -> None:
    user = UserFactory()
    row = UploadedFile.objects.create(uploaded_by_user=user, file=ContentFile(b"foto", name="noor.jpg"))
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(user=user, now=NOW)
    assert not UploadedFile.objects.exists()
    assert not storages["default"].exists(row.file.name)
