"""What the confidential keeps about one person: for the export of her own data. Never what others wrote or are."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Field, ForeignKey, Model, Q

from casussen.models import (
    Advies,
    Adviesantwoord,
    Adviesdeling,
    Adviesversie,
    Afweging,
    Belang,
    Casus,
    Casusbestand,
    Casusversie,
    Deling,
    Dilemma,
    Doel,
    Fase,
    Gastdeling,
    Invulling,
    Inzage,
    Moment,
    Noodtoegang,
    Opname,
    Partij,
    PraktijkboekStatus,
    Product,
    Sessieopbrengst,
)
from community.fields import SealedFileField
from community.models import User

# Every part of a casus: given row by row and field by field, so that a new field goes along by itself.
PARTS: tuple[type[Model], ...] = (
    Casusversie, Partij, Belang, Doel, Afweging, Dilemma, Moment, Fase, Casusbestand, Product, Invulling,
    Sessieopbrengst, Advies, Adviesversie, Adviesantwoord,
)  # fmt: skip
# The key says nothing to a person; the casus is the one it stands under. The bytes of a file she fetches on its page.
LEFT_OUT = {"data_key_id", "casus"}


def data_of(user: User) -> dict[str, Any]:
    """Return everything a person has here: her casussen with all their parts, copies, sights and readings."""
    return {
        "casussen": [_casus(casus, user) for casus in Casus.objects.filter(owner=user).order_by("created_at", "pk")],
        "praktijkboeken": [_opname(row) for row in _opnamen(user)],
        "meelezen": _moments(Deling, Q(user=user), "role", "from_at", "until_at"),
        "gelezen": _moments(Inzage, Q(reader=user), "at", "via", "part"),
        "noodtoegang_gevraagd": [_asked(row) for row in Noodtoegang.objects.filter(asked_by=user)],
        "noodtoegang_besloten": _moments(Noodtoegang, Q(decided_by=user), "decided_at", "until_at"),
    }


def _casus(casus: Casus, user: User) -> dict[str, Any]:
    rows = {model._meta.label_lower.partition(".")[2]: _rows(model, casus, user) for model in PARTS}
    asked = Noodtoegang.objects.filter(casus=casus, until_at__isnull=False).order_by("decided_at", "pk")
    return _values(casus, user) | {
        "onderdelen": rows,
        "gedeeld": _moments(Deling, Q(casus=casus), "role", "from_at", "until_at"),
        "gasten": _moments(Gastdeling, Q(casus=casus), "parts", "gastlink__made_at", "gastlink__expires_at"),
        "advies_gedeeld": _moments(Adviesdeling, Q(casus=casus), "versie__number", "shared_at", "opened_at"),
        "gelezen": _moments(Inzage, Q(casus=casus) | Q(opname__casus=casus), "at", "via", "part"),
        "noodtoegang": [
            {"reason": row.reason, "decided_at": row.decided_at, "until_at": row.until_at} for row in asked
        ],
    }  # fmt: skip


def _opnamen(user: User) -> list[Opname]:
    """Return her copies that still have a key."""
    rows = Opname.objects.filter(author=user, withdrawn_at__isnull=True).select_related("praktijkboek__kring")
    return list(rows.exclude(praktijkboek__status=PraktijkboekStatus.VERNIETIGD).order_by("handed_in_at", "pk"))


def _opname(row: Opname) -> dict[str, Any]:
    name = row.praktijkboek.kring.name
    return {"praktijkboek": name, "code": row.code, "handed_in_at": row.handed_in_at, "content": row.content}


def _asked(row: Noodtoegang) -> dict[str, Any]:
    """Return her question; its reason is sealed with the casus, and is her own writing."""
    return {"reason": row.reason, "asked_at": row.asked_at, "hours": row.hours, "until_at": row.until_at}


def _rows(model: type[Model], casus: Casus, user: User) -> list[dict[str, Any]]:
    return [_values(row, user) for row in model._default_manager.filter(casus=casus).order_by("pk")]


def _values(row: Model, user: User) -> dict[str, Any]:
    return {field.name: _value(row, field, user) for field in row._meta.concrete_fields if field.name not in LEFT_OUT}


def _value(row: Model, field: "Field[Any, Any]", user: User) -> Any:
    """Return a value; of people only whether it is she herself, of other rows their id."""
    if isinstance(field, SealedFileField):
        return None
    value = getattr(row, field.attname)
    if isinstance(field, ForeignKey) and field.related_model is User:
        return None if value is None else "jij" if value == user.pk else "iemand anders"
    return value


def _moments(model: type[Model], which: Q, *names: str) -> list[Mapping[str, Any]]:
    return list(model._default_manager.filter(which).order_by("pk").values(*names))
