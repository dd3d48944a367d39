"""Before a session: who brings in, the question she writes beforehand, and telling the group in time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.kringen import agreed_lidmaatschappen
from community.actions.errors import ActionError
from community.actions.kringen import lock_kring
from community.actions.taken import finish_taken, open_taken
from community.actions.versions import save_sealed_version
from community.berichten.outbox import owe_many
from community.models import (
    Bericht,
    Bijeenkomst,
    Deelname,
    DeelnameStatus,
    KringRol,
    Taak,
    User,
)
from community.workdays import local_date
from intervisie.access.sessies import visible_sessies
from intervisie.access.sessievoorbereiding import may_bring_in, may_write_voorbereiding, own_voorbereidingen
from intervisie.actions.sessieleiding import choose_user_as_inbrenger
from intervisie.actions.sessies import Plan, make_sessie, plan_faults
from intervisie.actions.sessieslot import hold_for
from intervisie.models import Sessie, SessieMedium, SessieStatus, SessieTempo, Sessievoorbereiding
from intervisie.queries.sessiekeuzes import offered
from intervisie.queries.sessievoorbereiding import (
    ASKED_BEFORE,
    PREPARE,
    TOLD_BEFORE,
    VOORBEREIDEN,
    WHO_BRINGS_IN,
    asked_from,
    day_moment,
    meetings_to_tell,
    meetings_without_bringer,
    sessies_of_meetings,
    sessies_to_prepare,
    written_before,
)
from intervisie.werkvorm.words import ONE


def bring_in(*, actor: User, bijeenkomst: Bijeenkomst, now: datetime) -> Sessie:
    """Let somebody say that she brings a question in at this meeting; twice is as good as once.

    She gets the session that waits for a question. Is there none, then one is made with a method that fits the group;
    who lets it begin guides it. Raises ActionError when somebody else brings in already.
    """
    access.require(may_bring_in(actor, bijeenkomst, now))
    with transaction.atomic():
        if bijeenkomst.kring_id is not None:
            lock_kring(bijeenkomst.kring_id)  # of two at once the second sees what the first made
        rows = [row for row in sessies_of_meetings([bijeenkomst.pk]).get(bijeenkomst.pk, ())
                if row.status == SessieStatus.VOORBEREIDING and row.versie.schema["question"] == ONE]  # fmt: skip
        own = [row for row in rows if row.inbrenger is not None and row.inbrenger.user_id == actor.pk]
        free = [row for row in rows if row.inbrenger is None]
        if rows and not own and not free:
            raise ActionError(_("Er brengt al iemand een vraag in. Overleg met elkaar, of maak een tweede sessie."))
        sessie = next(iter([*own, *free]), None) or _make(actor, bijeenkomst, now)
        choose_user_as_inbrenger(actor=actor, sessie=sessie, user=actor, now=now)
    return sessie


def save_voorbereiding(
    *, actor: User, sessie: Sessie, version: int, question: str, background: str, now: datetime
) -> Sessievoorbereiding:  # fmt: skip
    """Keep what she wrote; her duty is done by that. `version` is versions.NOT_STORED for who began with an empty form.

    Raises StaleSaveError when she saved it in another window meanwhile, ActionError when the session began.
    """
    access.require(visible_sessies(actor, now).filter(pk=sessie.pk).exists())
    with transaction.atomic():
        stored = _hold(actor, sessie, now)
        row = own_voorbereidingen(actor, now).filter(sessie=stored).first()
        finish_taken(VOORBEREIDEN, object_id=stored.pk, user=actor, now=now)
        if row is not None:
            changes = {"question": question, "background": background}
            return save_sealed_version(row, version=version, changes=changes, also={"changed_at": now})
        row = Sessievoorbereiding(sessie=stored, user=actor, data_key_id=stored.data_key_id, changed_at=now)
        row.question, row.background = question, background
        row.save(force_insert=True)
        return row


def share_voorbereiding(*, actor: User, sessie: Sessie, now: datetime) -> None:
    """Let who is in the session read it. Twice is as good as once. Raises ActionError when there is nothing yet."""
    access.require(visible_sessies(actor, now).filter(pk=sessie.pk).exists())
    with transaction.atomic():
        row = own_voorbereidingen(actor, now).filter(sessie=_hold(actor, sessie, now)).first()
        if row is None:
            raise ActionError(_("Schrijf eerst je vraag op. Daarna kun je haar delen."))
        if row.shared_at is None:
            Sessievoorbereiding.objects.filter(pk=row.pk).update(shared_at=now)


def take_back_voorbereiding(*, actor: User, sessie: Sessie, now: datetime) -> None:
    """Let nobody but her read it any more, until the session begins. Twice is as good as once."""
    access.require(visible_sessies(actor, now).filter(pk=sessie.pk).exists())
    with transaction.atomic():
        stored = _hold(actor, sessie, now)
        own_voorbereidingen(actor, now).filter(sessie=stored).update(shared_at=None)


def prepare_meetings(now: datetime) -> None:
    """Ask groups who brings in, ask who does to prepare, and tell the group what comes; each once for a day.

    In a scope: what was written stays shut.
    """
    asked = meetings_without_bringer(now)
    told = meetings_to_tell(now)
    done = _told_before([*asked, *told])
    for row in asked:
        _tell(row, WHO_BRINGS_IN, "wie", ASKED_BEFORE, done, now)
    for row in told:
        _tell(row, PREPARE, "groep", TOLD_BEFORE, done, now)
    _settle_duties(now)


def _hold(actor: User, sessie: Sessie, now: datetime) -> Sessie:
    """Hold a session that is being prepared. Raises DeniedError for who does not see it, ActionError once it began."""
    stored = hold_for(actor, sessie, now).sessie
    if not may_write_voorbereiding(actor, stored, now):
        raise ActionError(_("De sessie is al begonnen of gaat niet door. Er is niets veranderd."))
    return stored


def _make(actor: User, bijeenkomst: Bijeenkomst, now: datetime) -> Sessie:
    people = agreed_lidmaatschappen(now).filter(kring=bijeenkomst.kring_id).exclude(role=KringRol.BEGELEIDER).count()
    for werkvorm, schema in offered():
        plan = Plan(
            werkvorm=werkvorm, tempo=SessieTempo.LIVE, days=None, medium=SessieMedium.SCHERM, subgroups=1,
            expected=min(max(people, schema.fewest), schema.most), lets_guests=False,
        )  # fmt: skip
        if schema.question == ONE and not plan_faults(plan, schema):
            sessie = make_sessie(actor=actor, bijeenkomst=bijeenkomst, plan=plan, now=now)
            # Who brings in does not guide her own question: who lets the session begin does.
            Sessie.objects.filter(pk=sessie.pk).update(leader=None)
            sessie.leader = None
            return sessie
    raise ActionError(_("Er is nu geen werkvorm voor één vraag. Maak zelf een sessie."))


def _told_before(meetings: list[Bijeenkomst]) -> set[tuple[object, str, str]]:
    if not meetings:
        return set()
    rows = Bericht.objects.filter(kind__in=(WHO_BRINGS_IN, PREPARE), object_id__in=[row.pk for row in meetings])
    return set(rows.values_list("object_id", "kind", "moment").distinct())


def _tell(
    row: Bijeenkomst, kind: str, prefix: str, workdays: int, done: set[tuple[object, str, str]], now: datetime
) -> None:  # fmt: skip
    moment = day_moment(prefix, local_date(row.starts_at))
    if (row.pk, kind, moment) in done:
        return
    absent = Deelname.objects.filter(bijeenkomst=row, status=DeelnameStatus.AFGEMELD)
    people = agreed_lidmaatschappen(now).filter(kring=row.kring_id).exclude(user__in=absent.values("user"))
    if kind == WHO_BRINGS_IN:
        people = people.exclude(role=KringRol.BEGELEIDER)
    owe_many(kind, object_id=row.pk, recipients=[one.user for one in people.select_related("user")], moment=moment,
             due_at=asked_from(row, workdays), expires_at=row.starts_at, now=now)  # fmt: skip


def _settle_duties(now: datetime) -> None:
    """Let who brings in have her duty, and nobody else; it moves with the meeting."""
    wanted = {
        (row.pk, row.inbrenger.user_id): row
        for row in sessies_to_prepare(now)
        if row.inbrenger and row.inbrenger.user_id and row.bijeenkomst
    }
    open_now = Taak.objects.filter(kind=VOORBEREIDEN, done_at=None, withdrawn_at=None)
    for taak in open_now:
        row = wanted.get((taak.object_id, taak.user_id))
        if row is None:
            Taak.objects.filter(pk=taak.pk).update(withdrawn_at=now)
        elif row.bijeenkomst and taak.due_at != row.bijeenkomst.starts_at:
            Taak.objects.filter(pk=taak.pk).update(due_at=row.bijeenkomst.starts_at)
    present = set(
        Taak.objects.filter(kind=VOORBEREIDEN, object_id__in=[pk for pk, _user in wanted], withdrawn_at=None)
        .values_list("object_id", "user_id")
    ) if wanted else set()  # fmt: skip
    written = written_before(wanted) if wanted else set()
    for pair, row in wanted.items():
        if pair not in present | written and row.inbrenger and row.inbrenger.user and row.bijeenkomst:
            open_taken(VOORBEREIDEN, users=[row.inbrenger.user], object_id=row.pk, due_at=row.bijeenkomst.starts_at,
                       now=now)  # fmt: skip
