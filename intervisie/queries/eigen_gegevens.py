"""What intervisie keeps about one person, for the export of her own data."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from community.models import User
from intervisie.models import Matchaanmelding, Rondeuitnodiging, Vasteregel
from intervisie.queries.matchaanmeldingen import Priveregels, read_vasteregel
from intervisie.queries.matchrondes import dagdeel_words, with_details


def aanmeldingen_of(user: User) -> list[Mapping[str, Any]]:
    """Return her registrations, with whom she wished for and what only she reads. In a scope. Seven queries."""
    rows = list(
        with_details(Matchaanmelding.objects.filter(user=user)).select_related("ronde").order_by("registered_at")
    )
    private = {row.aanmelding_id: read_vasteregel(row) for row in Vasteregel.objects.filter(aanmelding__user=user)}
    ids = {pk for one in private.values() for pk in (*one.niet_met, *one.lijn)}
    names = {one.pk: one.naam for one in User.objects.filter(pk__in=ids)}
    return [_line(row, private.get(row.pk, Priveregels()), names) for row in rows]


def uitnodigingen_of(user: User) -> list[Mapping[str, Any]]:
    """Return which rounds she was told of, and which she did not want to take part in. One query."""
    rows = Rondeuitnodiging.objects.filter(user=user).select_related("ronde").order_by("invited_at", "pk")
    return [
        {"ronde": row.ronde.name, "uitgenodigd_op": row.invited_at, "deze_keer_niet_op": row.declined_at}
        for row in rows
    ]


def _line(row: Matchaanmelding, private: Priveregels, names: Mapping[UUID, str]) -> Mapping[str, Any]:
    return {
        "ronde": row.ronde.name,
        "soort": str(row.ronde.get_kind_display()),
        "laat_zien": row.offered.name if row.offered else "",
        "dagdelen": dagdeel_words(row.slots),
        "vorm": str(row.get_form_display()),
        "plaats": row.place,
        "langste_reis_in_minuten": row.max_minutes,
        "themas": [opgave.name for opgave in row.opgaven.all()],
        "samenwerkingen": [one.name for one in row.samenwerkingen.all()],
        "ervaring": str(row.get_experience_display()),
        "graag_met": [user.naam for user in row.wants.all()],
        "liever_niet_met": _named(private.niet_met, names),
        "leidt_of_geleid_door": _named(private.lijn, names),
        "aangemeld_op": row.registered_at,
        "gewijzigd_op": row.changed_at,
        "ingetrokken_op": row.withdrawn_at,
    }


def _named(ids: Iterable[UUID], names: Mapping[UUID, str]) -> list[str]:
    return [names[pk] for pk in ids if pk in names]
