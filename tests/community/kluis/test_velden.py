"""Sealed fields: what goes in comes out, and nothing else does (SECURITY.md T30-T34)."""

import uuid

import pytest
from django.db import connection

from community.actions.kluis import make_data_key
from community.confidential import Scope
from community.fields import SEALED
from tests.community.kluis.proefmodellen import Proef
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def test_what_goes_in_comes_out_and_lies_sealed_in_the_table(in_scope: Scope) -> None:
    key = make_data_key(now=NOW)
    proef = Proef.objects.create(data_key_id=key, text="het geheim", data={"a": [1, "geheim"]})
    found = Proef.objects.get()
    assert (found.text, found.data, found.other) == ("het geheim", {"a": [1, "geheim"]}, None)
    assert {repr(value) for name, value in vars(found).items() if name in ("text", "data")} == {SEALED}
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, data FROM proefkluis_proef WHERE id = %s", [proef.pk])
        boxes = [bytes(box) for box in cursor.fetchone()]
    assert [box[:1] for box in boxes] == [b"\x01", b"\x01"]
    assert b"geheim" not in b"".join(boxes)


def test_a_row_without_its_key_takes_no_content(in_scope: Scope) -> None:
    with pytest.raises(Exception, match="data_key_id"):
        Proef(id=uuid.uuid4(), text="het geheim")
