"""The content of a report: one text for one content, and a control number that tells when it was changed."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.models import Rapport, RapportStatus, Storing
from community.rapportage.content import TamperedError, canonical, digest, is_intact, read
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.partners import a_contact, a_network_rapport, a_partnerschap, a_rapport

pytestmark = pytest.mark.django_db


def test_content_is_one_text() -> None:
    assert canonical({"b": [1, None], "a": {"é": "x"}}) == '{"a":{"é":"x"},"b":[1,null]}'
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_content_that_was_changed_is_told() -> None:
    partnerschap = a_partnerschap()
    whole = a_rapport(partnerschap, "2026K3")
    broken = a_rapport(partnerschap, "2026K4", content_hash="0" * 64)
    none = a_rapport(partnerschap, "2027K1", status=RapportStatus.GEEN_NIEUW)
    content = read(whole)
    assert content is not None
    assert content["kwartaal"] == "2026K3"
    assert read(none) is None
    assert [is_intact(row) for row in (whole, broken, none, a_network_rapport())] == [True, False, True, True]
    with pytest.raises(TamperedError):
        read(broken)


def test_the_database_refuses_to_change_a_report() -> None:
    rapport = a_rapport(a_partnerschap())
    for field, value in {
        "content": "{}",
        "content_hash": "0",
        "quarter": 1,
        "working": {},
        "status": "GEEN_NIEUW",
    }.items():
        with pytest.raises(IntegrityError, match="a report is frozen"), transaction.atomic():
            Rapport.objects.filter(pk=rapport.pk).update(**{field: value})
    with pytest.raises(IntegrityError, match="a report is frozen"), transaction.atomic():
        rapport.delete()
    assert is_intact(Rapport.objects.get())


def test_who_opens_what_was_changed_makes_it_known_to_beheerders() -> None:
    partnerschap = a_partnerschap()
    a_rapport(partnerschap, "2026K4", content_hash="0" * 64)
    with time_machine.travel(NOW, tick=False):
        browser = browser_of(a_contact(partnerschap))
        answers = [browser.get(reverse("rapport", args=[partnerschap.code, "2026-k4"])).status_code for _ in range(2)]
    assert (answers, Storing.objects.get().count) == ([409, 409], 2)
