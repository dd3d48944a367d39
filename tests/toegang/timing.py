"""How long answers take: known against unknown addresses (T51), what is forbidden against what never was (T5).

`make proof` runs this file by name; `make test` does not, for a busy machine says nothing about time. Time on the
clock and work of the processor are both measured: what a neighbour hides in the one shows in the other.
"""

import gc
import random
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from casussen.models import Gastdeling
from community.berichten import mail
from community.confidential import confidential
from community.links import sign
from community.models import Gastlink
from community.queries.gastlinks import LINK
from deploy.settings import accounts
from tests.community.toegang.steps import ask_code, confirm_who_i_am, forget_password, log_in
from tests.factories import PASSWORD, UserFactory
from tests.factories.moments import NOW
from tests.in_full import share, tell
from tests.post.sink import free_port
from tests.rank import auc, chance
from tests.toegang.world import World, a_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(3600)]

SAMPLES, WARM_UP = 200, 10
MOST_AUC = 0.60
LEAST_CHANCE, MOST_SECONDS = 0.01, 0.003
MAIL_SECONDS = 0.02  # how long the mail server takes for each step

Act = Callable[[Client, str], HttpResponse]


@dataclass
class Times:
    """Seconds on the clock and seconds of work of this thread, in the same order."""

    clock: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def measure(self, act: Callable[[], HttpResponse]) -> HttpResponse:
        """Do it, and note how long it took."""
        began, worked = time.perf_counter(), time.thread_time()
        answer = act()
        self.work.append(time.thread_time() - worked)
        self.clock.append(time.perf_counter() - began)
        return answer


def join(client: Client, email: str) -> HttpResponse:
    """Send the public form to join."""
    data = {"naam": "Bas Verhoeven", "email": email, "organisatie": "Stichting", "motivatie": "Ik wil meedoen."}
    return client.post(reverse("aansluiten"), data)


def change_email(client: Client, email: str) -> HttpResponse:
    """Ask to log in with another address from now on."""
    return client.post(reverse("account_email"), {"email": email})


def nobody() -> Client:
    return Client()


def somebody() -> Client:
    """Return a browser of somebody who just showed who she is."""
    client = Client()
    client.force_login(UserFactory(password=make_password(PASSWORD)))
    confirm_who_i_am(client)
    return client


FLOWS: dict[str, tuple[Callable[[], Client], Act]] = {
    "inloggen": (nobody, lambda client, email: log_in(client, email, "fout-wachtwoord")),
    "inlogcode": (nobody, ask_code),
    "herstellen": (nobody, forget_password),
    "aansluiten": (nobody, join),
    "adres": (somebody, change_email),
}
PAGES = (
    "leergroep-gesprek", "bijeenkomst", "lid@verborgen", "aanmelding", "casus", "casus-format", "praktijkboek",
    "praktijkboek-casus", "werk", "gedeeld",
)  # fmt: skip


@pytest.fixture
def as_in_production(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Hash passwords and send mail with secrets as production does, to a mail server that takes its time."""
    port = free_port()
    words = [sys.executable, "-m", "tests.post.sink", str(tmp_path / "book"), str(port), "--latency", str(MAIL_SECONDS)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline().strip() == "ready"
        settings.PASSWORD_HASHERS = accounts.PASSWORD_HASHERS
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.MAIL_SECRETS_IN_BACKGROUND = True
        yield
        server.terminate()


@pytest.mark.usefixtures("as_in_production")
@pytest.mark.parametrize("flow", share(list(FLOWS)))
def test_time_does_not_tell_who_has_an_account(flow: str) -> None:
    opened, act = FLOWS[flow]
    hashed = make_password(PASSWORD)
    people = [user.email for user in UserFactory.create_batch(SAMPLES + WARM_UP, password=hashed)]
    strangers = [f"niet{number}@voorbeeld.example" for number in range(SAMPLES + WARM_UP)]
    known, unknown = Times(), Times()
    client, statuses = opened(), set()
    turns = [(known, email) for email in people] + [(unknown, email) for email in strangers]
    for times, email in in_turn(turns):
        cache.clear()  # the counts of tries
        browser = client if opened is somebody else opened()
        statuses.add(times.measure(lambda: act(browser, email)).status_code)  # noqa: B023 - called at once
        let_mail_leave()
    found = {"clock": auc(known.clock[WARM_UP:], unknown.clock[WARM_UP:]),
             "work": auc(known.work[WARM_UP:], unknown.work[WARM_UP:])}  # fmt: skip
    tell(**{f"{flow}_{name}": round(value * 1000) for name, value in found.items()}, flows=1, samples=SAMPLES)
    assert len(statuses) == 1
    assert statuses <= {200, 302}
    assert max(found.values()) <= MOST_AUC


@pytest.mark.parametrize("name", share(PAGES))
def test_time_does_not_tell_what_exists(name: str) -> None:
    world = a_world()
    client = world.client("AN" if name == "gedeeld" else "LI")
    forbidden, missing = Times(), Times()
    turns = [(forbidden, True)] * (SAMPLES + WARM_UP) + [(missing, False)] * (SAMPLES + WARM_UP)
    for times, exists in in_turn(turns):
        path = page_of(name, world, exists=exists)
        answer = times.measure(lambda: client.get(path))  # noqa: B023 - called at once
        assert answer.status_code == 404
    apart = abs(statistics.median(forbidden.clock[WARM_UP:]) - statistics.median(missing.clock[WARM_UP:]))
    likely = chance(forbidden.clock[WARM_UP:], missing.clock[WARM_UP:])
    is_separable = likely <= LEAST_CHANCE and apart >= MOST_SECONDS
    tell(pages=1, page_samples=SAMPLES, separable=int(is_separable), **{f"{name}_us": round(apart * 1_000_000)})
    assert not is_separable


def in_turn(turns: list[tuple[Times, Any]]) -> Iterator[tuple[Times, Any]]:
    """Return them shuffled, the same way every time; the collector of waste works between, never in one of them."""
    random.Random(7).shuffle(turns)  # noqa: S311 - a fixed order, no secret
    gc.disable()
    try:
        for turn in turns:
            gc.collect(0)
            yield turn
    finally:
        gc.enable()


def let_mail_leave() -> None:
    """Wait until both threads that send mail with secrets have nothing to do."""
    meet = threading.Barrier(2)
    for waiting in [mail._threads().submit(meet.wait, 60) for _ in range(2)]:
        waiting.result()


def page_of(name: str, world: World, *, exists: bool) -> str:
    """Return the address of something this member may not see, or of the same thing with an id of nothing."""
    cast = world.cast
    slug, message = cast.leergroep.slug, cast.first.pk
    paths = {
        "leergroep-gesprek": reverse("leergroep-gesprek", args=[slug, message if exists else uuid.uuid4()]),
        "bijeenkomst": reverse("bijeenkomst", args=[cast.meeting.code if exists else random_code(cast.meeting.code)]),
        "lid@verborgen": reverse("lid", args=[hidden(world) if exists else random_code(hidden(world))]),
        "aanmelding": reverse("aanmelding", args=[world.samples["aanmelding*"]["pk"] if exists else uuid.uuid4()]),
    }
    return paths.get(name) or confidential_page(name, world, exists=exists)


def confidential_page(name: str, world: World, *, exists: bool) -> str:
    """Return an address of what is confidential; of a guest's link the one that was revoked."""
    if name == "gedeeld":
        link = revoked_link(world)
        return reverse(name, args=[sign(LINK, link if exists else uuid.uuid4(), 1)])
    if name == "werk":
        return reverse(name, args=[world.samples["werk*"]["werk_id"] if exists else uuid.uuid4()])
    sample = world.samples["praktijkboek*" if name.startswith("praktijkboek") else "casus*"]
    codes = [str(sample["code"]), str(sample.get("opname_code", ""))][: 2 if name == "praktijkboek-casus" else 1]
    return reverse(name, args=codes if exists else [code[:2] + random_code(code[2:]) for code in codes])


def revoked_link(world: World) -> uuid.UUID:
    """Return the link of the guest of the casus, taken back."""
    with confidential():
        link = Gastdeling.objects.get(pk=world.samples["casus*"]["gast_id"]).gastlink
    Gastlink.objects.filter(pk=link.pk).update(revoked_at=NOW)
    return link.pk


def hidden(world: World) -> str:
    """Return the code of somebody who is not in the ledengids."""
    return str(world.people["GE"].profiel.code)


def random_code(code: str) -> str:
    """Return a code like this one that belongs to nothing."""
    return "".join(random.Random(code).sample(code, len(code)))[::-1]  # noqa: S311 - no secret
