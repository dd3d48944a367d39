"""Messages and duties about teams: who is in which, planning their talks, and teams that need a hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.actions.taken import open_taken
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import KringRol
from community.notation import date_plain, listing
from community.workdays import at_local
from training.access.teams import team_keepers
from training.actions.teams import TEAM_CHANGED, TEAM_KNOWN
from training.queries.teamtaken import TalkDuty, duties_of, edities_to_divide, people_of, talks_to_plan, teams_by_id

PLAN_TALK = "N37"
TEAMGESPREK_PLANNEN, TEAMS_NAKIJKEN = "TEAMGESPREK_PLANNEN", "TEAMS_NAKIJKEN"
END_OF_DAY = time(17)
WITH = {"EIGEN": "met je eigen team", "TRAINERS": "met de trainers"}
WHY = {
    "MAKEN": "De eerste dag komt dichterbij en er zijn nog geen teams.",
    "CAPTAIN": "Een team heeft geen teamcaptain.",
    "PLAATSEN": "Een deelnemer zit nog niet in een team.",
}


def load_team(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N36 and N185: the team somebody is in, as it is now; two queries. Who left it meanwhile is told nothing of it."""
    teams = teams_by_id(bericht.object_id for bericht in berichten)
    people = people_of(teams.values(), now)
    found = {}
    for bericht in berichten:
        team = teams.get(bericht.object_id)
        rows = people.get(team.kring_id, []) if team else []
        if team is None or not any(row.user_id == bericht.recipient_id for row in rows):
            continue
        leads = [row for row in rows if row.role == KringRol.TREKKER]
        context = {
            "editie": team.editie.name, "number": team.number, "captain": leads[0].user.naam if leads else "",
            "is_captain": any(row.user_id == bericht.recipient_id for row in leads),
            "members": listing([row.user.naam for row in rows if not row.by_rol]),
        }  # fmt: skip
        path = reverse("editie-team", args=[team.editie.slug, team.number])
        found[bericht.pk] = Inhoud(path=path, context=context)
    return found


def load_plan_talk(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N37: plan the talks of a tussentijd, to the captain while they are not planned."""
    found = duties_of((bericht.object_id for bericht in berichten), TEAMGESPREK_PLANNEN, now)
    return {
        bericht.pk: Inhoud(path=_path(duty), context={
            "part": duty.deel.onderdeel.title, "editie": duty.team.editie.name, "with_whom": _with(duty),
            "until": date_plain(duty.deel.until_date) if duty.deel.until_date else "", "number": len(duty.missing),
        })
        for bericht in berichten
        if (duty := found.get(bericht.object_id)) and duty.captain.pk == bericht.recipient_id
    }  # fmt: skip


def words_talk(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a captain to plan the talks of a tussentijd that is open."""
    found = duties_of((taak.object_id for taak in taken), TEAMGESPREK_PLANNEN, now)
    return {
        taak.pk: TaakWords(
            title=_("Plan het teamgesprek bij {part}").format(part=duty.deel.onderdeel.title),
            why=_("Je bent teamcaptain. Er is nog een gesprek te plannen: {with_whom}.").format(with_whom=_with(duty)),
            path=_path(duty), button=_("Plan het gesprek"),
        )
        for taak in taken
        if (duty := found.get(taak.object_id)) and duty.captain.pk == taak.user_id
    }  # fmt: skip


def is_done_talk(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of which the talks are planned, the tussentijd is over, or somebody else is captain now."""
    found = duties_of((taak.object_id for taak in taken), TEAMGESPREK_PLANNEN, now)
    return [
        taak.pk for taak in taken
        if (duty := found.get(taak.object_id)) is None or duty.captain.pk != taak.user_id
    ]  # fmt: skip


def words_teams(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask who divides an editie to make its teams, or to look at them."""
    found = edities_to_divide(now, [taak.object_id for taak in taken])
    told = {}
    for taak in taken:
        if taak.object_id in found:
            editie, why = found[taak.object_id]
            title = _("Maak de teams van {name}") if why == "MAKEN" else _("Kijk de teams van {name} na")
            told[taak.pk] = TaakWords(
                title=title.format(name=editie.name), why=_(WHY[why]),
                path=reverse("editie-teams-plan", args=[editie.slug]), button=_("Naar de teams"),
            )  # fmt: skip
    return told


def is_done_teams(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties about edities whose teams are complete, or that do not go on."""
    found = edities_to_divide(now, [taak.object_id for taak in taken])
    return [taak.pk for taak in taken if taak.object_id not in found]


def plan(now: datetime) -> None:
    """Ask captains to plan the talks of what is open, and who divides to look at teams that need a hand."""
    for pk, duty in talks_to_plan(now).items():
        due = at_local(duty.deel.until_date, END_OF_DAY) if duty.deel.until_date else None
        open_taken(TEAMGESPREK_PLANNEN, users=[duty.captain], object_id=pk, kring=duty.team.kring, due_at=due, now=now)
    for editie, _why in edities_to_divide(now).values():
        open_taken(TEAMS_NAKIJKEN, users=team_keepers(editie, now), object_id=editie.pk, now=now)


def _with(duty: TalkDuty) -> str:
    return listing([_(WITH[word]) for word in duty.missing])


def _path(duty: TalkDuty) -> str:
    return reverse("editie-team", args=[duty.team.editie.slug, duty.team.number])


KINDS = [
    BerichtKind(code=TEAM_KNOWN, name="Je team is bekend", subject="AGENDA", mode="DIRECT", load=load_team,
                is_on_screen=True, at_once=False),
    BerichtKind(code=TEAM_CHANGED, name="Je team is veranderd", subject="AGENDA", mode="DIRECT", load=load_team,
                is_on_screen=True, at_once=False),
    BerichtKind(code=PLAN_TALK, name="Plan het teamgesprek", subject="TAKEN", mode="DAG", load=load_plan_talk,
                is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=TEAMGESPREK_PLANNEN, name="Plan een teamgesprek", words=words_talk, is_done=is_done_talk,
        ladder=(Rung("begin", PLAN_TALK, lambda taak: taak.opened_at),),
    ),
    TaakKind(code=TEAMS_NAKIJKEN, name="Kijk de teams van een editie na", words=words_teams, is_done=is_done_teams),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"teams": Needing("training.Editie", plan)}
PURGES: dict[str, Callable[[datetime], int]] = {}
