"""Tells the demo's story through the platform's own actions, from eight months ago until today.

So every duty, message and place stands as it would in real life.
"""

import random
from datetime import datetime, time, timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from django.utils.text import slugify

from community.access.people import PROFIEL_FIELDS
from community.actions.agenda import Opzet, cancel_bijeenkomst, plan_bijeenkomst
from community.actions.deelname import answer
from community.actions.groepsberichten import post_groepsbericht, reply_to_groepsbericht
from community.actions.kalender import load_kalender
from community.actions.kringen import accept_afspraken
from community.actions.leergroepen import LeergroepAnswers, create_leergroep
from community.actions.people import PROFIEL_TAAK, ProfielAnswers, save_profiel
from community.actions.presentie import Presentie, save_presentie
from community.actions.rollen import grant_rol
from community.actions.taken import open_taken
from community.actions.toetredingen import decide_toetreding, join_leergroep, leave_leergroep
from community.models import (
    Bijeenkomst,
    Deelname,
    DeelnameStatus,
    Dienstverband,
    Ervaring,
    Leergroep,
    LeergroepPhase,
    Opgave,
    Organisatie,
    Profiel,
    Provincie,
    Rol,
    Roltoekenning,
    Toetreding,
    User,
    VisibleTo,
)
from community.workdays import at_local, local_date, workday_on_or_after
from deploy.demo.personas import demo_email
from deploy.demo.seed.agenda import MOMENTS, Moment
from deploy.demo.seed.casussen import tell_casussen
from deploy.demo.seed.datumprikkers import PRIKKERS, tell_prikker
from deploy.demo.seed.edities import tell_edities
from deploy.demo.seed.gesprekken import tell_gesprekken
from deploy.demo.seed.groepsleven import tell_groepsleven
from deploy.demo.seed.intervisie import tell_intervisie
from deploy.demo.seed.leergroepen import AFSPRAKEN, GROEPEN, Groep
from deploy.demo.seed.organisaties import OPGAVEN, ORGANISATIES
from deploy.demo.seed.partners import tell_partners
from deploy.demo.seed.people import BIEDT, PEOPLE, ZOEKT
from deploy.demo.seed.samenwerkingen import tell_samenwerkingen, tell_terugblikken
from deploy.demo.seed.sessies import tell_sessies
from deploy.demo.seed.toernees import tell_toernees
from deploy.demo.seed.vergaderingen import tell_vergaderingen

BEGIN = 240  # days ago
COORDINATORS = (1, 20, 59)
STARTER, LEFT, NOT_LISTED, BEHEERDER = 18, 35, (30, 46), 15
ROLLEN = (
    (58, Rol.TRAINER), (28, Rol.COACH), (26, Rol.EXPERT), (33, Rol.REDACTEUR), (29, Rol.PARTNERCONTACT),
    (52, Rol.PRIVACYCONTACT), (14, Rol.REDACTEUR),
)  # fmt: skip
KALENDER = Path(__file__).resolve().parents[3] / "community" / "data" / "kalender.csv"


class Story:
    """The demo's network while it is being told. The same random numbers every time."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.begin = now - timedelta(days=BEGIN)
        self.random = random.Random(2026)  # noqa: S311 - demo data, no secret
        self.people: list[User] = []
        self.opgaven: list[Opgave] = []
        self.organisaties: list[Organisatie] = []

    def tell(self) -> None:
        """Tell everything in order."""
        load_kalender(text=KALENDER.read_text())
        self.tell_organisaties()
        self.tell_people()
        self.tell_rollen()
        self.tell_profielen()
        for groep in GROEPEN:
            self.tell_groep(groep)
        for moment in MOMENTS:
            self.tell_moment(moment)
        tell_vergaderingen(self.people, self.now)
        for prikker in PRIKKERS:
            tell_prikker(prikker, self.people, self.now)
        tell_gesprekken(self.people, self.ago)
        tell_groepsleven(self.people, self.now)
        tell_casussen(self.people, self.now)
        tell_edities(self.people, self.now)
        tell_samenwerkingen(self.people, self.now)
        tell_intervisie(self.people, self.now)
        tell_toernees(self.people, self.now)
        tell_terugblikken(self.people, self.now)
        leergroep = Leergroep.objects.get(slug="kust-en-kreken")
        leave_leergroep(actor=self.people[LEFT], leergroep=leergroep, now=self.ago(14))
        tell_partners(self.people, self.organisaties, self.now)
        tell_sessies(self.people, self.now)

    def ago(self, days: float) -> datetime:
        """Return the moment this many days before today."""
        day = local_date(self.now - timedelta(days=days))
        return at_local(day, time(10 + int(days) % 6, 5 + 7 * int(days) % 50))

    def tell_organisaties(self) -> None:
        """Make the organisaties and opgaven."""
        for name, kind, wereld, provincie in ORGANISATIES:
            self.organisaties.append(
                Organisatie.objects.create(name=name, slug=slugify(name), kind=kind, wereld=wereld, provincie=provincie)
            )
        self.opgaven = [Opgave.objects.create(name=name, slug=slugify(name)) for name in OPGAVEN]

    def tell_people(self) -> None:
        """Make the accounts, with an employer and an empty profile each."""
        for number, (voornaam, tussenvoegsel, achternaam, organisatie, _functie) in enumerate(PEOPLE):
            joined = self.begin + timedelta(days=number % 30)
            user = User(voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam, joined_at=joined)
            user.email = demo_email(user.naam)
            user.set_unusable_password()
            user.save()
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            began = local_date(joined) - timedelta(days=700)
            Dienstverband.objects.create(
                user=user,
                organisatie=self.organisaties[organisatie],
                from_date=began,
            )
            Profiel.objects.create(user=user)
            open_taken(PROFIEL_TAAK, users=[user], object_id=user.pk, now=joined)
            self.people.append(user)

    def tell_rollen(self) -> None:
        """Give the first beheerder her role, who gives the others theirs."""
        beheerder = self.people[BEHEERDER]
        first_day = local_date(self.begin)
        Roltoekenning.objects.create(user=beheerder, rol=Rol.BEHEERDER, from_date=first_day)
        for number in COORDINATORS:
            grant_rol(actor=beheerder, user=self.people[number], rol=Rol.COORDINATOR, from_date=first_day,
                      now=self.begin)  # fmt: skip
        coordinator = self.people[COORDINATORS[0]]
        for number, rol in ROLLEN:
            actor = beheerder if rol in (Rol.REDACTEUR, Rol.PRIVACYCONTACT) else coordinator
            organisatie = self.organisaties[0] if rol == Rol.PARTNERCONTACT else None
            grant_rol(actor=actor, user=self.people[number], rol=rol, from_date=first_day, organisatie=organisatie,
                      now=self.begin)  # fmt: skip

    def tell_profielen(self) -> None:
        """Let nearly everyone fill in her profile; the starter and every tenth have not come to it yet."""
        for number, (user, line) in enumerate(zip(self.people, PEOPLE, strict=True)):
            if number == STARTER or number % 10 == 9:
                continue
            profiel = Profiel.objects.select_related("user").get(user=user)
            answers = ProfielAnswers(
                voornaam=user.voornaam, tussenvoegsel=user.tussenvoegsel, achternaam=user.achternaam,
                in_ledengids=number not in NOT_LISTED, functie=line[4], ervaring=self.random.choice(Ervaring.values),
                provincies=self.random.sample(Provincie.values, self.random.randint(1, 3)),
                opgaven=self.random.sample(self.opgaven, self.random.randint(1, 3)),
                zoekt=ZOEKT[number % len(ZOEKT)] if number % 4 else "", biedt=BIEDT[number % len(BIEDT)],
                telefoon=f"06-5550{number:04d}" if number % 3 == 0 else "",
                visible_to={name: self.visible_to(name, number) for name in PROFIEL_FIELDS},
            )  # fmt: skip
            save_profiel(actor=user, profiel=profiel, version=profiel.version, answers=answers,
                         now=user.joined_at + timedelta(days=2))  # fmt: skip

    @staticmethod
    def visible_to(field: str, number: int) -> VisibleTo:
        """Return who sees this field: contact details are shown to few."""
        if field == "email":
            return VisibleTo.MIJN_GROEPEN if number % 2 else VisibleTo.ALLEEN_IK
        if field == "telefoon":
            return VisibleTo.MIJN_GROEPEN
        return VisibleTo.ALLEEN_IK if field == "ervaring" and number % 5 == 0 else VisibleTo.LEDEN

    def tell_groep(self, groep: Groep) -> None:
        """Begin a group, let people join and agree, write, and leave wishes to join open."""
        coordinator, trekker = self.people[COORDINATORS[0]], self.people[groep.members[0]]
        answers = LeergroepAnswers(
            name=groep.name, summary=groep.summary, description=groep.description,
            opgaven=[opgave for opgave in self.opgaven if opgave.name in groep.opgaven], provincies=groep.provincies,
            ervaring=groep.ervaring, joining=groep.joining, capacity=groep.capacity,
            phase=LeergroepPhase.IN_OPRICHTING if groep.phase == "IN_OPRICHTING" else LeergroepPhase.ACTIEF,
        )  # fmt: skip
        afspraken = AFSPRAKEN if groep.has_afspraken else ""
        leergroep = create_leergroep(
            actor=coordinator, answers=answers, trekkers=[trekker], afspraken=afspraken, now=self.ago(200)
        )
        if groep.has_afspraken:
            accept_afspraken(actor=trekker, kring=leergroep.kring, number=1, now=self.ago(199))
        for number in groep.members[1:]:
            self.join(leergroep, number, trekker, agrees=groep.has_afspraken and number != STARTER)
        for number in (*groep.waiting, *groep.asking):
            join_leergroep(actor=self.people[number], leergroep=leergroep, now=self.ago(6),
                           motivation="Ik werk in dit gebied en leer graag van jullie.")  # fmt: skip
        self.talk(groep, leergroep)
        if groep.phase == "AFGESLOTEN":
            Leergroep.objects.filter(pk=leergroep.pk).update(phase=LeergroepPhase.AFGESLOTEN)

    def join(self, leergroep: Leergroep, number: int, trekker: User, *, agrees: bool) -> None:
        """Let one person become a member; the trekker admits her where that is asked."""
        user, days = self.people[number], 190 - number
        join_leergroep(actor=user, leergroep=leergroep, now=self.ago(days), motivation="Ik leer graag mee.")
        wish = Toetreding.objects.filter(kring=leergroep.kring, user=user, decided_at__isnull=True).first()
        if wish is not None:
            decide_toetreding(actor=trekker, toetreding=wish, is_admitted=True, now=self.ago(days - 2))
        if agrees:
            accept_afspraken(actor=user, kring=leergroep.kring, number=1, now=self.ago(days - 3))

    def talk(self, groep: Groep, leergroep: Leergroep) -> None:
        """Let the members write to each other in the last weeks."""
        for index, (author, text, replies) in enumerate(groep.talk):
            days = 20 - 6 * index
            bericht = post_groepsbericht(
                actor=self.people[author], kring=leergroep.kring, text=text, now=self.ago(days)
            )
            for step, (replier, words) in enumerate(replies, start=1):
                reply_to_groepsbericht(actor=self.people[replier], bericht=bericht, text=words,
                                       now=self.ago(days - step))  # fmt: skip

    def tell_moment(self, moment: Moment) -> None:
        """Plan a meeting, let people answer, and when it is over write down who was there."""
        starts = self.start_of(moment)
        group = Leergroep.objects.select_related("kring").filter(slug=moment.group).first()
        planner = self.people[COORDINATORS[0]]
        if group is not None:
            planner = self.people[next(g for g in GROEPEN if g.slug == moment.group).members[0]]
        planned_at = min(starts - timedelta(days=35), self.ago(12))
        opzet = Opzet(
            kind=moment.kind, audience=moment.audience, title=moment.title, description=moment.description,
            starts_at=starts, ends_at=starts + timedelta(hours=moment.hours), place_name=moment.place,
            address=moment.address, provincie=moment.provincie, online_url=moment.online, capacity=moment.capacity,
        )  # fmt: skip
        meeting = plan_bijeenkomst(actor=planner, opzet=opzet, now=planned_at, kring=group.kring if group else None)
        for step, number in enumerate((*moment.coming, *moment.declined), start=1):
            answer(actor=self.people[number], bijeenkomst=meeting, is_coming=number in moment.coming,
                   now=planned_at + timedelta(hours=step))  # fmt: skip
        if moment.is_cancelled:
            cancel_bijeenkomst(actor=planner, bijeenkomst=meeting, now=self.ago(2),
                               reason="De proefboer is ziek. We kiezen een nieuwe dag.")  # fmt: skip
        elif starts < self.now:
            self.write_presence(planner, meeting)

    def start_of(self, moment: Moment) -> datetime:
        """Return when a meeting begins: on a working day, at its local hour."""
        day = workday_on_or_after(local_date(self.now) + timedelta(days=moment.day))
        hour = int(moment.hour)
        return at_local(day, time(hour, round((moment.hour - hour) * 60)))

    def write_presence(self, planner: User, meeting: Bijeenkomst) -> None:
        """Write down who was there: nearly everyone who said so."""
        meeting.refresh_from_db()
        rows = Deelname.objects.filter(bijeenkomst=meeting, status=DeelnameStatus.AANGEMELD)
        lines = [
            Presentie(row.pk, row.status, DeelnameStatus.AFWEZIG if index % 9 == 8 else DeelnameStatus.AANWEZIG)
            for index, row in enumerate(rows.order_by("user__sort_key"))
        ]
        save_presentie(actor=planner, bijeenkomst=meeting, lines=lines, now=meeting.ends_at + timedelta(hours=1))
