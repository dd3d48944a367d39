"""Visits of the demo's toernees: steps, kits, observations, letters and actions, each at its own moment. In a scope."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from casussen.models import Casus, Invulling
from community.actions.versions import NOT_STORED
from community.models import Kring, User
from community.workdays import at_local, local_date
from deploy.demo.seed.casussen import CANVAS_NOW, CANVAS_WANTED, fill_in
from deploy.demo.seed.toerneeteksten import ANSWERS, SEEN, TEKSTEN, Bezoektekst
from intervisie.access.stappen import place_in_step
from intervisie.actions.bezoekacties import add_actie, finish_actie, finish_list, show_acties
from intervisie.actions.bezoekkits import save_kit, share_kit, show_boxes
from intervisie.actions.stapantwoorden import save_antwoord
from intervisie.actions.stappen import finish_step, open_due_steps
from intervisie.actions.toerneebezoeken import mark_bezoek
from intervisie.actions.verslagen import decide_consent, put_forward, react, save_verslag, settle_verslag
from intervisie.actions.waarnemingen import hand_in, write_waarneming
from intervisie.models import Bezoek, Bezoekrol, Rol, Toernee, Toerneestap, WaarnemingKind
from intervisie.queries.bezoekkits import EMPTY, usual_programme
from intervisie.queries.protocollen import protocol_of

# Boxes that a host shows of her canvas.
SHOWN = ("K2", "K3", "B1", "C2", "D1")
ORDER = (Rol.VOORZITTER, Rol.VERSLAGLEGGER, Rol.VELDWAARNEMER, Rol.BESTUURSLENS)
HOUR = timedelta(hours=1)


def visits_of(toernee: Toernee) -> list[Bezoek]:
    """Return the visits of a toernee in order of time."""
    rows = Bezoek.objects.filter(toernee=toernee)
    related = rows.select_related("toernee__kring", "toernee__protocolversie", "host__user", "bijeenkomst")
    return list(related.order_by("date", "half"))


def tell_steps(toernee: Toernee, bezoek: Bezoek | None, code: str, now: datetime) -> None:
    """Let everybody whose step of this code is due before today write her answers on its last day."""
    rows = Toerneestap.objects.filter(toernee=toernee, bezoek=bezoek, step=code, due_date__lt=local_date(now))
    step = protocol_of(toernee).step(code)
    for shift, stap in enumerate(rows.filter(done_at__isnull=True).select_related("deelnemer__user").order_by("pk")):
        if step is None:
            continue
        at = at_local(stap.due_date, time(10, 5 * shift))
        user = stap.deelnemer.user
        place = place_in_step(user, toernee, bezoek, step, at)
        answers = {question.code: ANSWERS.get(question.code, ANSWERS[""]) for question in step.questions}
        save_antwoord(actor=user, place=place, version=NOT_STORED, answers=answers, is_handed_in=True, now=at)


def tell_kit(bezoek: Bezoek, text: Bezoektekst, now: datetime) -> None:
    """Let the host write her kit before it is asked of her, show boxes of a canvas where she has one, and share it."""
    host = bezoek.host.user
    at = min(at_local(bezoek.date - timedelta(days=29), time(15)), now - timedelta(days=2))
    content = {
        **EMPTY, "question": text.question, "position": text.position, "meet": list(text.meet),
        "bring": list(text.bring), "route": text.route, "programme": usual_programme(bezoek),
        "place": bezoek.host.samenwerking.place if bezoek.host.samenwerking else "",
    }  # fmt: skip
    kit = save_kit(actor=host, bezoek=bezoek, version=0, content=content, now=at)
    casus = Casus.objects.filter(owner=host, remove_at__isnull=True).order_by("created_at").first()
    if casus is None:
        finish_step(step="ZELFBEELD", deelnemer=bezoek.host, bezoek=bezoek, now=at)
    else:
        _fill_canvas(casus, at)
        kit = show_boxes(actor=host, bezoek=bezoek, version=kit.version, casus=casus, boxes=SHOWN, now=at + HOUR)
    share = min(at_local(bezoek.date - timedelta(days=15), time(9, 30)), now - timedelta(days=1))
    share_kit(actor=host, bezoek=bezoek, version=kit.version, now=share)


def tell_visit(bezoek: Bezoek, text: Bezoektekst, hart: User) -> None:
    """Let the visit take place: everybody hands in what she saw, and the hart writes that it was held."""
    day, people = bezoek.date, visitors_of(bezoek)
    seen = text.seen or SEEN
    for number, user in enumerate(people):
        for kind, box, words in seen[number :: len(people)]:
            at = at_local(day, time(16, 10 + number))
            write_waarneming(actor=user, bezoek=bezoek, kind=WaarnemingKind(kind), box=box, text=words, now=at)
        hand_in(actor=user, bezoek=bezoek, now=at_local(day + timedelta(days=1 + number), time(11)))
    bezoek.refresh_from_db(fields=["version", "status"])
    mark_bezoek(actor=hart, bezoek=bezoek, took_place=True, now=at_local(day + timedelta(days=1), time(9)))
    bezoek.refresh_from_db(fields=["version", "status"])


def tell_letter(bezoek: Bezoek, text: Bezoektekst, now: datetime) -> None:
    """Let voorzitter and host write the letter as far as there are words for it; the letter waits where none follow."""
    chair, host = visitors_of(bezoek)[0], bezoek.host.user
    sent = at_local(bezoek.date + timedelta(days=9), time(14))
    letter = {"opening": text.opening, "strengths": list(text.strengths), "questions": list(text.questions),
              "todos": list(text.todos)}  # fmt: skip
    row = save_verslag(actor=chair, bezoek=bezoek, version=0, letter=letter, now=sent - HOUR)
    row = put_forward(actor=chair, bezoek=bezoek, version=row.version, now=sent)
    if not text.reaction:
        return
    row = react(actor=host, bezoek=bezoek, version=row.version, text=text.reaction, now=sent + timedelta(days=5))
    settle_verslag(actor=chair, bezoek=bezoek, version=row.version, now=sent + timedelta(days=7))
    decide_consent(actor=host, bezoek=bezoek, is_given=True, now=sent + timedelta(days=8))
    _tell_actions(bezoek, text, sent + timedelta(days=9), now)


def _tell_actions(bezoek: Bezoek, text: Bezoektekst, at: datetime, now: datetime) -> None:
    host = bezoek.host.user
    for words, days, outcome in text.actions:
        due = bezoek.date + timedelta(days=days)
        actie = add_actie(actor=host, bezoek=bezoek, text=words, due_date=due, now=at)
        if outcome:
            actie.verslag.bezoek = bezoek
            done = min(at_local(due, time(16)), now - timedelta(days=1))
            finish_actie(actor=host, actie=actie, outcome=outcome, now=done)
    finish_list(actor=host, bezoek=bezoek, now=at)


def show_list(bezoek: Bezoek, kring: Kring, at: datetime) -> None:
    """Let the host show her list of actions in a group of hers."""
    show_acties(actor=bezoek.host.user, bezoek=bezoek, kring=kring, now=at)


def tell_held_visits(toernee: Toernee, rows: Mapping[object, int], hart: User, now: datetime) -> None:
    """Tell every visit that is over, in order: what came before it, the day itself, the letter and the actions.

    `rows` gives the row of the samenwerking by user.
    """
    tell_steps(toernee, None, "KICKOFF", now)
    for bezoek in visits_of(toernee):
        tell_steps(toernee, bezoek, "VERKENNEND_GESPREK", now)
        text = TEKSTEN.get(rows[bezoek.host.user_id])
        if text is None:
            continue
        tell_kit(bezoek, text, now)
        if bezoek.date >= local_date(now) or not text.opening:
            continue
        tell_steps(toernee, bezoek, "BEZOEKERSGESPREK", now)
        tell_visit(bezoek, text, hart)
        tell_letter(bezoek, text, now)
    open_due_steps(now, toernee=toernee)


def visitors_of(bezoek: Bezoek) -> list[User]:
    """Return who visits, the voorzitter first."""
    rows: Sequence[Bezoekrol] = list(Bezoekrol.objects.filter(bezoek=bezoek).select_related("deelnemer__user"))
    ordered = sorted(rows, key=lambda row: (ORDER.index(Rol(row.rol)), row.deelnemer.position))
    return [row.deelnemer.user for row in ordered]


def _fill_canvas(casus: Casus, at: datetime) -> None:
    """Fill the canvas of a casus of which nobody began one."""
    if Invulling.objects.filter(casus=casus, instrument__code="canvas").exists():
        return
    for layer, boxes in (("nu", CANVAS_NOW), ("gewenst", CANVAS_WANTED)):
        answers = {code: {"text": words, "status": status, "open": ask} for code, (words, status, ask) in boxes.items()}
        fill_in(casus, "canvas", layer, answers, at)
