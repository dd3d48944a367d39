"""What several people do in a toernee at the same moment."""

from functools import partial

import pytest

from community.models import Bericht, Lidmaatschap
from intervisie.actions.toernee_einde import blow_off_toernee, finish_toernee
from intervisie.actions.toerneemensen import become_contactpersoon, leave_toernee
from intervisie.actions.toerneevervanging import replace_deelnemer
from intervisie.models import Bezoek, Toernee, Toerneedeelnemer
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.factories import SamenwerkingFactory, UserFactory
from tests.factories.bezoeken import a_planned_toernee
from tests.factories.moments import NOW
from tests.factories.toernees import a_toernee, deelnemers_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_replacements_and_stopping_one_is_done() -> None:
    toernee = a_planned_toernee()
    old = deelnemers_of(toernee)[2]
    new = [UserFactory() for _ in range(2)]
    shown = {user.pk: SamenwerkingFactory(owner=user) for user in new}
    harts = [UserFactory(coordinator=True) for _ in range(2)]
    at_once([
        *(partial(replace_deelnemer, actor=hart, toernee=toernee, deelnemer=old, user=user, shown=shown[user.pk],
                  now=NOW) for hart, user in zip(harts, new, strict=True)),
        partial(leave_toernee, actor=old.user, toernee=toernee, now=NOW),
    ])  # fmt: skip
    present = Toerneedeelnemer.objects.filter(toernee=toernee, left_at=None)
    came = present.filter(user__in=new)
    assert (came.count(), present.count()) in ((1, 5), (0, 4))
    inside = Lidmaatschap.objects.filter(kring=toernee.kring, until_at=None)
    assert set(inside.values_list("user", flat=True)) == set(present.values_list("user", flat=True))
    assert Bezoek.objects.filter(toernee=toernee, status="GEPLAND").count() == present.count()


def test_two_ends_and_stopping_at_once_end_it_once() -> None:
    toernee = a_toernee()
    harts = [UserFactory(coordinator=True) for _ in range(2)]
    at_once([
        partial(finish_toernee, actor=harts[0], toernee=toernee, now=NOW),
        partial(blow_off_toernee, actor=harts[1], toernee=toernee, reason="Te druk.", now=NOW),
        partial(leave_toernee, actor=deelnemers_of(toernee)[1].user, toernee=toernee, now=NOW),
    ])  # fmt: skip
    status = Toernee.objects.get(pk=toernee.pk).status
    moments = set(Bericht.objects.filter(kind="N221").values_list("moment", flat=True))
    assert moments == {"afgerond" if status == "AFGEROND" else "afgeblazen"}


def test_two_take_the_part_of_contactpersoon_and_one_gets_it() -> None:
    toernee = a_toernee()
    lead, *others = deelnemers_of(toernee)
    leave_toernee(actor=lead.user, toernee=toernee, now=NOW)
    at_once([partial(become_contactpersoon, actor=one.user, toernee=toernee, now=NOW) for one in others[:2]])
    assert Lidmaatschap.objects.filter(kring=toernee.kring, role="TREKKER", until_at=None).count() == 1
