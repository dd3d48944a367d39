"""A quarter that is made anew beside what was published of it: what lies between tells of no group."""

import pytest

from community.models import Deelname, Dienstverband, Organisatie
from tests.community.rapporten.cast import AFTER_K1, AFTER_K2, IN_K1, IN_K2, K1, K2, frozen, held, staff
from tests.factories.organisaties import OrganisatieFactory
from tests.factories.partners import a_partnerschap

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_merged", [True, False], ids=["merged", "moved"])
def test_seven_who_came_along_are_not_read_from_old_and_new(is_merged: bool) -> None:
    partnerschap = a_partnerschap()
    people, small = staff(partnerschap.organisatie, 40), OrganisatieFactory()
    seven = staff(small, 7)
    held(IN_K1, people[:18], partnerschap.organisatie)
    held(IN_K1, seven, small)
    _first, content = frozen(partnerschap, K1, AFTER_K1)
    assert content["bereik"]["2026K1"] == [13, 18]
    if is_merged:
        Organisatie.objects.filter(pk=small.pk).update(is_active=False, merged_into=partnerschap.organisatie)
    else:
        Dienstverband.objects.filter(user__in=seven).update(organisatie=partnerschap.organisatie)
        Deelname.objects.filter(user__in=seven).update(organisatie=partnerschap.organisatie)
    held(IN_K2, people[:20], partnerschap.organisatie)
    second, content = frozen(partnerschap, K2, AFTER_K2)
    assert second.working["counts"]["bereik@2026K1~2026K2"] == 25
    assert second.working["between"]["populations"]["verschil.bereik@2026K1~2026K2"] == 7
    # 25-30 beside 13-18 would say that all seven came.
    assert content["bereik"]["2026K1"] is None
    assert [row["mensen"]["2026K1"] for row in content["activiteiten"] if row["code"] == "BIJEENKOMST"] == [None]
    assert [row["mensen"]["2026K1"] for row in content["provincies"] if row["code"] == "UTRECHT"] == [None]
    assert content["bereik"]["2026K2"] == [19, 24]


def test_a_correction_about_anybody_is_shown() -> None:
    partnerschap = a_partnerschap()
    people = staff(partnerschap.organisatie, 60)
    held(IN_K1, people[:14], partnerschap.organisatie)
    frozen(partnerschap, K1, AFTER_K1)
    held(IN_K1, people[14:24], partnerschap.organisatie)
    held(IN_K2, people[:30], partnerschap.organisatie)
    _second, content = frozen(partnerschap, K2, AFTER_K2)
    assert content["bereik"]["2026K1"] == [19, 24]
    assert (content["wijzigingen"][0]["was"], content["wijzigingen"][0]["nu"]) == ([13, 18], [19, 24])
