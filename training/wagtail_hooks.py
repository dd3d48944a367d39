"""What the training brings into /beheer/: programmes, texts and places; nothing of an editie."""

from typing import Any

from wagtail import hooks

from training.viewsets import (
    CompetentieViewSet,
    LocatieViewSet,
    OnderdeelViewSet,
    OntwikkeldoelViewSet,
    ProgrammaversieViewSet,
    ProgrammaViewSet,
)


@hooks.register("register_admin_viewset")
def register_training() -> list[Any]:
    """Bring the registers of the training into /beheer/."""
    return [
        LocatieViewSet(), ProgrammaViewSet(), ProgrammaversieViewSet(), OnderdeelViewSet(), OntwikkeldoelViewSet(),
        CompetentieViewSet(),
    ]  # fmt: skip
