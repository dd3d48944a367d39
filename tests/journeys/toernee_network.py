"""The network in which a toernee happens: that of the training, and a casus with a filled canvas for who receives."""

from datetime import datetime, timedelta

from casussen.actions.casussen import begin_casus
from community import clock
from community.confidential import confidential
from community.models import User
from deploy.demo.seed.casussen import fill_in
from tests.journeys import editie_network
from tests.journeys.editie_network import email_of

# Noor and Mirjam have a window; the others open pages without one. Sander comes in somebody's place.
FIVE, NEWCOMER, GUIDE = (0, 8, 2, 3, 5), 7, editie_network.TRAINER
CANVAS_WORDS = "Iedere partij brengt kwikstaartgroen in."


def fill(now: datetime) -> None:
    """Give everybody an account, and the regisseurs a casus of which nobody else knows."""
    editie_network.fill(now)
    begun = now - timedelta(days=30)
    with confidential():
        for number in (*FIVE, NEWCOMER):
            owner = User.objects.get(email=email_of(number))
            casus = begin_casus(actor=owner, answers={"werktitel": f"Gebied {number}"}, now=begun)
            boxes = {code: {"text": CANVAS_WORDS, "status": "CONCEPT", "open": ""} for code in ("K1", "K3", "B1")}
            fill_in(casus, "canvas", "nu", boxes, begun)


def main() -> None:
    """Fill from the clock of the site."""
    fill(clock.now())
