"""The days of an editie as meetings in the agenda, and what keeps a trainer or a place from being used twice."""

from collections.abc import Collection, Iterable
from datetime import datetime

from community.actions.agenda import Opzet
from community.actions.planned_elsewhere import DoubleBookedError, occupy
from community.models import Audience, Bezetting, BijeenkomstKind, Locatie, User
from community.notation import date_long
from training.models import Editiedeel, OnderdeelKind

KIND_OF_MEETING = {
    OnderdeelKind.DAGDEEL: BijeenkomstKind.DAGDEEL, OnderdeelKind.EINDSESSIE: BijeenkomstKind.EINDSESSIE,
}  # fmt: skip


def opzet_at(deel: Editiedeel, locatie: Locatie | None, starts_at: datetime, ends_at: datetime) -> Opzet:
    """Return a part of an editie as the meeting that it becomes."""
    return Opzet(
        kind=KIND_OF_MEETING[OnderdeelKind(deel.onderdeel.kind)],
        audience=Audience.KRING,
        title=deel.onderdeel.title,
        starts_at=starts_at,
        ends_at=ends_at,
        place_name=locatie.name if locatie else "",
        address=locatie.address if locatie else "",
        provincie=locatie.provincie if locatie else "",
    )


def hold_resources(trainers: Iterable[User], locatie: Locatie | None) -> None:
    """Let planners who need one of the same people or the same place go one by one. Call inside a transaction."""
    wanted = sorted(trainer.pk for trainer in trainers)
    list(User.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk").values_list("pk"))
    if locatie is not None:
        list(Locatie.objects.select_for_update(no_key=True).filter(pk=locatie.pk).values_list("pk"))


def occupy_days(days: Iterable[Editiedeel], trainers: Collection[User], locatie: Locatie | None) -> None:
    """Write that these people and this place are taken on these days, instead of what stood there for them.

    Raises DoubleBookedError with the day on which it does not fit.
    """
    held = [deel for deel in days if deel.bijeenkomst is not None]
    Bezetting.objects.filter(bijeenkomst__in=[deel.bijeenkomst_id for deel in held]).delete()
    people = sorted(trainers, key=lambda user: user.pk)
    for deel in sorted(held, key=lambda deel: deel.bijeenkomst.starts_at):  # type: ignore[union-attr]  # held above
        meeting = deel.bijeenkomst
        try:
            occupy(meeting, users=people, locatie=locatie)  # type: ignore[arg-type]  # held above
        except DoubleBookedError as error:
            day = date_long(meeting.starts_at)  # type: ignore[union-attr]  # held above
            raise DoubleBookedError(f"{deel.onderdeel.title} op {day}: {error.message}") from error
