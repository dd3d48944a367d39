"""What is removed in time beside what each subject removes itself, and the warning of who never logs in any more."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.actions.groepsopruimen import (
    purge_bezettingen,
    purge_datumprikkers,
    purge_deelnames,
    purge_groepen,
    purge_groepsuitnodigingen,
    purge_toetredingen,
)
from community.actions.logboek import purge_logboek
from community.actions.opruimen import (
    remove_old_adreswijzigingen,
    remove_old_rollen,
    remove_old_taken,
    remove_old_toestemmingen,
)
from community.actions.redactieopruimen import purge_redactie, purge_redactielog
from community.actions.stille_accounts import purge_stille_accounts
from community.berichten.purging import purge_opruimingen
from community.bewaarregels import REGELS
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.queries.stille_accounts import WARNED, still_silent
from community.workdays import local_date


def load_warning(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell whose account goes, as long as she did not log in after all."""
    silent = still_silent(bericht.recipient_id for bericht in berichten)
    term = REGELS["stille-accounts-wissen"].term
    return {
        bericht.pk: Inhoud(path=reverse("account_login"), context={"last_day": local_date(bericht.created_at) + term})
        for bericht in berichten
        if silent.get(bericht.recipient_id) == bericht.moment
    }


KINDS = [
    BerichtKind(code=WARNED, name="Je account is lang niet gebruikt", subject="ACCOUNT", mode="DIRECT",
                load=load_warning, is_mandatory=True, at_once=False),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {
    "stille accounts": purge_stille_accounts,
    "adreswijzigingen": remove_old_adreswijzigingen,
    "rollen": remove_old_rollen,
    "toestemmingen": remove_old_toestemmingen,
    "taken": remove_old_taken,
    "groepen": purge_groepen,
    "toetredingen": purge_toetredingen,
    "groepsuitnodigingen": purge_groepsuitnodigingen,
    "deelnames": purge_deelnames,
    "datumprikkers": purge_datumprikkers,
    "bezettingen": purge_bezettingen,
    "logboek": purge_logboek,
    "redactie": purge_redactie,
    "redactielog": purge_redactielog,
    "opruimingen": purge_opruimingen,
}
