"""Sealed fields: what goes in comes out, and nothing else does (SECURITY.md T30-T34, T38)."""

import copy
import json
import math
import pickle
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Cast, Concat, Length, Upper
from django.forms import modelform_factory
from django.forms.models import model_to_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from community.actions.kluis import make_data_key
from community.confidential import OutsideScopeError, Scope, begin_without_scope, confidential, end_without_scope
from community.fields import SEALED, Sealed, SealedFieldError, SealedJSONField, SealedTextField
from community.kluis import BoxBrokenError
from tests.community.kluis.proefmodellen import Deel, Proef
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, tell

pytestmark = pytest.mark.django_db
CANARY = "kanarie-zonder-kooi"
TEXT = some.text(some.characters(exclude_categories=("Cs",)), max_size=3000)
PLAIN = some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False, allow_infinity=False) | TEXT
JSON = some.recursive(
    PLAIN, lambda part: some.lists(part, max_size=4) | some.dictionaries(TEXT, part, max_size=4), max_leaves=12
)


@pytest.fixture
def proef(in_scope: Scope) -> Proef:
    """A stored row with a canary in every sealed field, read afresh."""
    pk = new_proef().pk
    return Proef.objects.get(pk=pk)


def new_proef(**changes: Any) -> Proef:
    """Store a row with a canary in every sealed field."""
    given = {"text": CANARY, "other": CANARY, "data": {"a": CANARY}} | changes
    return Proef.objects.create(data_key_id=make_data_key(now=NOW), **given)


def stored(pk: uuid.UUID) -> bytes:
    """Return all bytes that the table holds of a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, other, data FROM proefkluis_proef WHERE id = %s", [pk])
        return b"".join(bytes(box) for box in cursor.fetchone() if box is not None)


def test_what_goes_in_comes_out_and_lies_sealed_in_the_table(in_scope: Scope) -> None:
    proef = new_proef(other=None)
    found = Proef.objects.get()
    assert (found.text, found.data, found.other) == (CANARY, {"a": CANARY}, None)
    assert CANARY.encode() not in stored(proef.pk)


@settings(max_examples=1000 if IS_FULL else 60, deadline=None, derandomize=not IS_FULL, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(text=TEXT, data=JSON.filter(lambda data: data is not None))
def test_any_text_and_any_json_comes_out(in_scope: Scope, text: str, data: Any) -> None:
    proef = new_proef(text=text, data=data)
    found = Proef.objects.get(pk=proef.pk)
    assert (found.text, found.data) == (text, data)
    tell(stored=1)


def test_a_megabyte_comes_out(in_scope: Scope) -> None:
    proef = new_proef(text="é\x00🌱" * 200_000)
    assert Proef.objects.get(pk=proef.pk).text == "é\x00🌱" * 200_000


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", 1), ("text", b"bytes"), ("text", "half \ud800 teken"), ("data", {1, 2}), ("data", math.nan),
     ("data", {"a": math.inf}), ("data", "half \udfff teken"), ("data", object())],
)  # fmt: skip
def test_what_cannot_be_sealed_is_refused_without_telling_it(proef: Proef, field: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        setattr(proef, field, value)
    assert "half" not in str(raised.value)
    assert proef.text == CANARY


def test_what_was_never_written_is_empty(in_scope: Scope) -> None:
    proef = Proef(data_key_id=make_data_key(now=NOW))
    assert (proef.text, proef.data, proef.other) == ("", {}, None)
    proef.save()
    found = Proef.objects.get()
    assert (found.text, found.data, found.other) == ("", {}, None)


def test_a_row_without_its_key_takes_no_content(in_scope: Scope) -> None:
    with pytest.raises(SealedFieldError, match="data_key_id"):
        Proef(id=uuid.uuid4(), text=CANARY)


def test_a_value_is_a_copy_until_it_is_assigned(proef: Proef) -> None:
    proef.data["b"] = 1
    assert proef.data == {"a": CANARY}
    proef.data = {**proef.data, "b": 1}
    proef.save(update_fields=["data"])
    assert Proef.objects.get().data == {"a": CANARY, "b": 1}


def test_writing_the_same_text_twice_gives_two_boxes(proef: Proef) -> None:
    boxes = set()
    for _ in range(50):
        proef.text = CANARY
        boxes.add(vars(proef)["text"].box)
    assert len({box[1:13] for box in boxes}) == 50


# --- T34: what the ORM can do with a sealed field

GIVES: dict[str, Callable[[Proef], object]] = {
    "repr": repr,
    "str": str,
    "vars": lambda row: vars(row),
    "values": lambda row: list(Proef.objects.values()),
    "values_list": lambda row: list(Proef.objects.values_list("text", "data")),
    "values_distinct": lambda row: list(Proef.objects.values("text").distinct()),
    "annotate": lambda row: [one.copied for one in Proef.objects.annotate(copied=F("text"))],
    "aggregate": lambda row: Proef.objects.aggregate(most=Max(Cast("text", models.CharField()))),
    "length": lambda row: list(Proef.objects.annotate(size=Length(Cast("text", models.CharField()))).values("size")),
    "concat": lambda row: list(
        Proef.objects.annotate(long=Concat(Cast("text", models.CharField()), Value("!"))).values("long")
    ),
    "upper": lambda row: list(Proef.objects.annotate(up=Upper(Cast("text", models.CharField()))).values("up")),
    "union": lambda row: list(Proef.objects.values("text").union(Proef.objects.values("other"))),
    "pickle": lambda row: pickle.dumps(row),
    "unpickled": lambda row: vars(pickle.loads(pickle.dumps(row))),  # noqa: S301 - our own bytes
    "pickled queryset": lambda row: pickle.dumps(Proef.objects.all()),
    "serialize json": lambda row: serializers.serialize("json", [row]),
    "serialize xml": lambda row: serializers.serialize("xml", [row]),
    "serialize python": lambda row: serializers.serialize("python", [row]),
    "model_to_dict": lambda row: model_to_dict(row, fields=["text", "data"]),
    "form": lambda row: str(modelform_factory(Proef, fields=["number"])(instance=row)),
    "copy": lambda row: vars(copy.copy(row)),
    "deepcopy": lambda row: vars(copy.deepcopy(row)),
    "select_related": lambda row: [vars(deel.proef) for deel in Deel.objects.select_related("proef")],
    "raw": lambda row: [vars(one) for one in Proef.objects.raw("SELECT * FROM proefkluis_proef")],
    "explain": lambda row: Proef.objects.filter(pk=row.pk).explain(),
    "in_bulk": lambda row: [vars(one) for one in Proef.objects.in_bulk().values()],
    "error text": lambda row: str(_error(lambda: Proef.objects.update(text=CANARY))),
}
REFUSED: dict[str, Callable[[Proef], object]] = {
    "filter": lambda row: Proef.objects.filter(text=CANARY),
    "exclude": lambda row: Proef.objects.exclude(data=CANARY),
    "contains": lambda row: Proef.objects.filter(text__contains=CANARY),
    "isnull": lambda row: Proef.objects.filter(other__isnull=True),
    "json path": lambda row: Proef.objects.filter(data__a=CANARY),
    "filter over a relation": lambda row: Deel.objects.filter(proef__text=CANARY),
    "get_or_create": lambda row: Proef.objects.get_or_create(text=CANARY),
    "order_by": lambda row: Proef.objects.order_by("-text"),
    "order_by over a relation": lambda row: Deel.objects.order_by("proef__text"),
    "update": lambda row: Proef.objects.update(text=CANARY),
    "update json": lambda row: Proef.objects.update(data={"a": CANARY}),
    "update with a value": lambda row: Proef.objects.update(text=Value(CANARY)),
    "bulk_update": lambda row: Proef.objects.bulk_update([row], ["text"]),
    "save of an unpickled row": lambda row: pickle.loads(pickle.dumps(row)).save(),  # noqa: S301 - our own bytes
    "json.dumps": lambda row: json.dumps(vars(row)["text"]),
    "copy under another key": lambda row: _saved(row, id=uuid.uuid4()),
}


def _error(call: Callable[[], object]) -> BaseException:
    with pytest.raises(FieldError) as raised:
        call()
    return raised.value


def _saved(row: Proef, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row._state.adding = True
    row.save(force_insert=True)


@pytest.mark.parametrize("name", GIVES)
def test_nothing_of_the_content_comes_along(proef: Proef, name: str) -> None:
    Deel.objects.create(proef=proef, data_key_id=proef.data_key_id, text=CANARY)
    told = GIVES[name](proef)
    tell(operations=1)
    assert CANARY not in repr(told)
    assert CANARY.encode() not in (told if isinstance(told, bytes) else b"")


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_need_the_content_is_refused(proef: Proef, name: str) -> None:
    with pytest.raises((FieldError, BoxBrokenError, TypeError)) as raised, transaction.atomic():
        REFUSED[name](proef)
    tell(operations=1)
    assert CANARY not in str(raised.value)
    assert Proef.objects.get().text == CANARY


def test_what_is_needed_works(in_scope: Scope) -> None:
    """Bulk, deferred, refreshed, copied, prefetched: the content is there, and each time through the seal."""
    key = make_data_key(now=NOW)
    rows = Proef.objects.bulk_create(Proef(data_key_id=key, text=f"tekst {n}", data=[n], number=n) for n in range(3))
    assert [one.text for one in Proef.objects.order_by("number")] == ["tekst 0", "tekst 1", "tekst 2"]
    assert [one.text for one in Proef.objects.defer("text", "data_key_id").order_by("number")][2] == "tekst 2"
    assert Proef.objects.only("number").get(number=1).data == [1]
    rows[0].refresh_from_db()
    assert rows[0].text == "tekst 0"
    assert copy.deepcopy(rows[0]).text == "tekst 0"
    Deel.objects.create(proef=rows[1], data_key_id=key, text="deel")
    assert [deel.text for one in Proef.objects.prefetch_related("delen") for deel in one.delen.all()] == ["deel"]
    assert Deel.objects.select_related("proef").get().proef.text == "tekst 1"
    made, _is_new = Proef.objects.update_or_create(number=9, defaults={"data_key_id": key, "text": "negen"})
    assert Proef.objects.get(pk=made.pk).text == "negen"
    rows[2].full_clean()
    assert rows[2].text == "tekst 2"


# --- T31-T33 in the table


def overwrite(pk: uuid.UUID, box: bytes) -> None:
    """Write bytes into the table past everything, as somebody with the database can."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE proefkluis_proef SET text = %s WHERE id = %s", [box, pk])


@pytest.mark.parametrize("box", [b"", CANARY.encode(), b"\x01", b"\x01" + CANARY.encode(), b"\x00" * 60])
def test_plain_text_in_the_column_is_not_shown(proef: Proef, box: bytes) -> None:
    overwrite(proef.pk, box)
    found = Proef.objects.get(pk=proef.pk)
    with pytest.raises(BoxBrokenError) as raised:
        _ = found.text
    assert str(raised.value) == f"ZEGEL_GEBROKEN proefkluis.Proef.text {proef.pk}"
    assert CANARY not in repr(vars(found))


def test_a_box_of_elsewhere_does_not_open_here(proef: Proef) -> None:
    other = new_proef(text="ander geheim", other="ander geheim")
    deel = Deel.objects.create(proef=other, data_key_id=proef.data_key_id, text="ander geheim")
    boxes = [vars(row)[name].box for row, name in ((other, "text"), (other, "other"), (proef, "other"), (deel, "text"))]
    for box in boxes:
        overwrite(proef.pk, box)
        with pytest.raises(BoxBrokenError):
            _ = Proef.objects.get(pk=proef.pk).text
    Proef.objects.filter(pk=proef.pk).update(data_key_id=other.data_key_id)  # the key moved along
    overwrite(proef.pk, boxes[0])
    with pytest.raises(BoxBrokenError):
        _ = Proef.objects.get(pk=proef.pk).text


# --- T12: the scope


def test_outside_a_scope_there_are_no_rows_and_no_content(proef: Proef) -> None:
    waiting, delen = Proef.objects.all(), proef.delen
    token = begin_without_scope()
    asks: list[Callable[[], object]] = [
        Proef.objects.all, Proef.objects.count, lambda: Proef.objects.create(data_key_id=proef.data_key_id), delen.all,
        lambda: list(waiting), lambda: proef.text, lambda: setattr(proef, "text", "nieuw"),
        lambda: Proef.objects.raw("SELECT * FROM proefkluis_proef"),
        lambda: Proef.objects.get_or_create(number=1),
    ]  # fmt: skip
    try:
        for ask in asks:
            with pytest.raises(OutsideScopeError):
                ask()
    finally:
        end_without_scope(token)
    assert proef.text == CANARY


def test_a_scope_within_a_scope_is_the_same(in_scope: Scope) -> None:
    with confidential() as inner:
        assert inner is in_scope
    assert new_proef().text == CANARY
    assert repr(in_scope) == "Scope(<verzegeld>)"


def test_the_keys_of_a_page_are_fetched_together(
    in_scope: Scope, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(30):
        new_proef(number=number)
    token = begin_without_scope()
    try:
        with confidential(), django_assert_num_queries(1), django_assert_num_queries(1, using="sleutels"):
            assert [one.text for one in Proef.objects.all()] == [CANARY] * 30
    finally:
        end_without_scope(token)


# --- the check


def faults(**fields: models.Field[Any, Any]) -> list[str]:
    """Return the faults of a model with these fields."""
    body = {"__module__": __name__, "Meta": type("Meta", (), {"app_label": "proefkluis"}), **fields}
    name = f"Fout{uuid.uuid4().hex}"
    model = type(name, (models.Model,), body)
    return [fault.msg for fault in model.check() if fault.id == "kluis.E001"]  # type: ignore[attr-defined]  # a model


def test_a_model_that_cannot_be_sealed_safely_is_refused() -> None:
    pk = models.UUIDField(primary_key=True, default=uuid.uuid4)
    assert faults(id=pk, data_key_id=models.UUIDField(), text=SealedTextField()) == []
    assert len(faults(data_key_id=models.UUIDField(), text=SealedTextField())) == 1
    assert len(faults(text=SealedTextField(), data_key_id=models.UUIDField())) == 2
    assert len(faults(id=models.UUIDField(primary_key=True, default=uuid.uuid4), data=SealedJSONField())) == 1


def test_a_migration_names_the_field_by_its_package() -> None:
    assert SealedTextField(null=True).deconstruct()[1:] == ("community.fields.SealedTextField", [], {"null": True})


def test_a_box_shows_nothing() -> None:
    box = Sealed(b"geheim")
    assert (repr(box), str(box), f"{box}") == (SEALED, SEALED, SEALED)
    assert pickle.loads(pickle.dumps(box)).box == b""  # noqa: S301 - our own bytes
