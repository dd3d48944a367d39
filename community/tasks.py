"""What the clock ticks (deploy/celery.py). Thin: each reads the moment once and hands it on; nothing comes back."""

from celery import shared_task

from community import clock
from community.actions import werkgang
from community.berichten import intake, planning, purging, sender, sweeping


@shared_task(name="community.plan", ignore_result=True)
def plan() -> None:
    """Open duties and owe the messages that came due."""
    planning.plan(clock.now())


@shared_task(name="community.deliver", ignore_result=True)
def deliver() -> None:
    """Send the mail that may leave."""
    sender.deliver(clock.now())


@shared_task(name="community.sweep", ignore_result=True)
def sweep() -> None:
    """Put right what a task that was cut off left behind."""
    sweeping.sweep(clock.now())


@shared_task(name="community.purge", ignore_result=True)
def purge() -> None:
    """Remove what is past its term."""
    purging.purge(clock.now())


@shared_task(name="community.bounces", ignore_result=True)
def bounces() -> None:
    """Read which mails came back."""
    intake.take_in(clock.now())


@shared_task(name="community.werk", ignore_result=True)
def werk() -> None:
    """Do the long work that waits."""
    with sender.Stopper() as stopper:
        werkgang.work_off(sender.Running(clock.now()), lambda: stopper.is_asked)
