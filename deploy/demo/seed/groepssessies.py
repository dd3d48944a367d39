"""Sessions of a group of intervisie in the demo: one that is over, with what came of it, and one that comes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from community.actions.agenda import Opzet, plan_bijeenkomst
from community.actions.versions import NOT_STORED
from community.models import Audience, Bijeenkomst, BijeenkomstKind, KringRol, Lidmaatschap, User
from community.workdays import at_local, local_date, workday_on_or_after
from deploy.demo.seed import sessieteksten as teksten
from deploy.demo.seed.sessiestappen import go_to, place, plan_of, write
from intervisie.actions.sessieacties import add_sessieactie, finish_sessieactie
from intervisie.actions.sessieleiding import choose_user_as_inbrenger
from intervisie.actions.sessieloop import begin, close
from intervisie.actions.sessiemensen import join
from intervisie.actions.sessies import make_sessie
from intervisie.actions.sessievoorbereiding import save_voorbereiding, share_voorbereiding
from intervisie.models import Sessie, Sessieactie, SessieMedium

HELD_DAYS_AGO, PER_STEP = 8, timedelta(minutes=8)
TITLE = "Extra sessie: een voorval van deze maand"
Said = dict[str, list[tuple[User, Mapping[str, str]]]]


def tell_over(bringer: User, now: datetime) -> Sessie:
    """Let the group of this person have met last week about an incident of hers; her actions come back."""
    group = group_of(bringer)
    lead, others = lead_of(group), [row.user for row in group if row.user != bringer]
    at = at_local(workday_on_or_after(local_date(now) - timedelta(days=HELD_DAYS_AGO)), time(14))
    meeting = _meeting(group, lead, at)
    plan = plan_of("incident", expected=len(group))
    sessie = make_sessie(actor=lead, bijeenkomst=meeting, plan=plan, now=at - timedelta(days=7))
    for row in group:
        join(user=row.user, sessie=sessie, now=at)
    choose_user_as_inbrenger(actor=lead, sessie=sessie, user=bringer, now=at)
    begin(plek=place(sessie, lead, at), now=at)
    said = _said(bringer, others, now)
    for number, step in enumerate(sessie.versie.schema["steps"], 1):
        moment = at + PER_STEP * number
        go_to(sessie, lead, step["code"], moment)
        for user, answers in said.get(step["code"], ()):
            write(sessie, user, step["code"], answers, moment)
    closed_at = at + PER_STEP * (len(sessie.versie.schema["steps"]) + 1)
    close(plek=place(sessie, lead, closed_at), now=closed_at)
    _tell_actions(sessie, bringer, others[0], closed_at, now)
    return sessie


def tell_coming(writer: User, now: datetime) -> None:
    """Plan a session for the next meeting of that group: she wrote her question for herself, another shared hers."""
    group = group_of(writer)
    lead, other = lead_of(group), next(row.user for row in group if row.user != writer)
    coming = Bijeenkomst.objects.filter(kring=group[0].kring, starts_at__gt=now).order_by("starts_at").first()
    at = now - timedelta(days=3)
    plan = plan_of("ingangspunten", expected=len(group), medium=SessieMedium.GEMENGD)
    sessie = make_sessie(actor=lead, bijeenkomst=coming, plan=plan, now=at)
    for user, (question, background) in ((writer, teksten.EIGEN_VRAAG), (other, teksten.GEDEELDE_VRAAG)):
        save_voorbereiding(actor=user, sessie=sessie, version=NOT_STORED, question=question, background=background,
                           now=at + timedelta(hours=2))  # fmt: skip
    share_voorbereiding(actor=other, sessie=sessie, now=at + timedelta(hours=3))


def group_of(user: User) -> list[Lidmaatschap]:
    """Return who is in the group of intervisie of this person, by name."""
    own = Lidmaatschap.objects.filter(user=user, until_at__isnull=True, kring__intervisiegroep__isnull=False)
    rows = Lidmaatschap.objects.filter(kring__in=own.values("kring")[:1], until_at__isnull=True)
    return list(rows.select_related("user", "kring").order_by("user__sort_key", "pk"))


def lead_of(group: Sequence[Lidmaatschap]) -> User:
    """Return who leads a group."""
    return next(row.user for row in group if row.role == KringRol.TREKKER)


def _meeting(group: Sequence[Lidmaatschap], lead: User, at: datetime) -> Bijeenkomst:
    opzet = Opzet(
        kind=BijeenkomstKind.INTERVISIE, audience=Audience.KRING, title=TITLE, starts_at=at,
        ends_at=at + timedelta(hours=2), place_name="", online_url="https://overleg.voorbeeld.example/intervisie",
    )  # fmt: skip
    return plan_bijeenkomst(actor=lead, opzet=opzet, kring=group[0].kring, now=at - timedelta(days=14))


def _said(bringer: User, others: Sequence[User], now: datetime) -> Said:
    """Return what each wrote, by step."""
    today = local_date(now)
    actions = {str(number): text for number, (text, _days) in enumerate(teksten.ACTIES, 1)}
    days = {
        f"{number}-dag": str(today + timedelta(days=days)) for number, (_text, days) in enumerate(teksten.ACTIES, 1)
    }
    said: Said = {"kiezen": [(bringer, {"tekst": teksten.VOORVAL})], "vervolg": [(bringer, actions | days)]}
    for step, texts in (
        ("voorvallen", teksten.VOORVALLEN), ("analyse", teksten.ANALYSE), ("terugkijken", teksten.GELEERD)
    ):  # fmt: skip
        people = [*others, bringer] if step == "terugkijken" else others
        said[step] = [(user, {"tekst": text}) for user, text in zip(people, texts, strict=False)]
    for step, lines in (("feiten", teksten.FEITEN), ("advies", teksten.ADVIEZEN)):
        said[step] = [
            (user, {str(number): line for number, line in enumerate(words, 1) if line})
            for user, words in zip(others, lines, strict=False)
        ]
    return said


def _tell_actions(sessie: Sessie, bringer: User, other: User, at: datetime, now: datetime) -> None:
    """Let her say what came of one action, and somebody else write one down afterwards."""
    rows = Sessieactie.objects.filter(owner=bringer, sessie=sessie).order_by("due_date")
    finish_sessieactie(actor=bringer, actie=rows[0], outcome=teksten.OUTCOME, now=now - timedelta(days=2))
    text, days = teksten.ANDERE_ACTIE
    add_sessieactie(actor=other, text=text, due_date=local_date(now) + timedelta(days=days), sessie=sessie,
                    now=at + timedelta(hours=1))  # fmt: skip
