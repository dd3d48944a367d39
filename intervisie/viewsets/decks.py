"""Decks of cards in /beheer/: their words, and their cards version by version, front and back."""

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy

from casussen.instrumenten.schema import SchemaError
from community.admin_policy import ChangeOnlyPolicy
from community.models import User
from community.viewsets.versies import Versieacties, VersiePage, VersiePolicy, VersieViewSet
from community.viewsets.wijzigen import ChangeViewSet
from intervisie.access.werkvormen import may_keep_decks
from intervisie.actions.decks import change_deck, change_versie, copy_deck, copy_versie, publish_versie, remove_versie
from intervisie.forms.werkvormen import DeckversieForm
from intervisie.models import Deck, Deckversie
from intervisie.werkvorm.cards import RIGHTS, why_not_published
from intervisie.werkvorm.palette import judge_deck

COUNT = Column(
    "card_count", label=_("Aantal kaarten"), accessor=lambda row: row.card_count if row.card_count else _("Vrij")
)


class DeckPolicy(ChangeOnlyPolicy):
    """Decks are kept by redacteuren too. A deck begins as a copy of another one, and stays: sessions used it."""

    def may_keep(self, user: User, now: datetime) -> bool:
        """Whether the person keeps decks."""
        return may_keep_decks(user, now)


class DeckversiePolicy(VersiePolicy):
    """Versions of decks are kept by who keeps decks."""

    def may_keep(self, user: User, now: datetime) -> bool:
        """Whether the person keeps decks."""
        return may_keep_decks(user, now)


register_permission_policy(Deck, DeckPolicy(Deck), exact_class=True)
register_permission_policy(Deckversie, DeckversiePolicy(Deckversie), exact_class=True)


class DeckViewSet(ChangeViewSet):
    """Decks: what they are called and what they are for."""

    model = Deck
    name = "kaartendecks"
    url_prefix = "kaartendecks"
    menu_label = _("Kaartendecks")
    icon = "clipboard-list"
    menu_order = 240
    change = staticmethod(change_deck)
    list_display: ClassVar[list[str | Column]] = ["name", "summary", COUNT]
    ordering: ClassVar[list[str]] = ["name"]
    form_fields: ClassVar[list[str]] = ["name", "summary"]


class _Page(VersiePage):
    """The cards as people hold them."""

    page_title = _("Zo zien de kaarten eruit")
    published = _("Gepubliceerd. Nieuwe sessies krijgen deze kaarten. Wat al gemaakt is, blijft zo.")

    def shown(self) -> dict[str, Any]:
        """Return the cards, or the faults that keep them from being shown."""
        try:
            deck = judge_deck(self.object.schema, self.object.deck.card_count)
        except SchemaError as error:
            return {"faults": error.faults}
        related = {card.code: card.label for card in deck.cards}
        cards = [(card, ", ".join(related[code] for code in card.related)) for card in deck.cards]
        return {
            "deck": deck, "cards": cards, "rights": RIGHTS[deck.rights_status], "withheld": why_not_published(deck),
        }  # fmt: skip


class DeckversieViewSet(VersieViewSet):
    """The cards of the decks, version by version."""

    model = Deckversie
    name = "deckversies"
    url_prefix = "deckversies"
    whole = "deck"
    form = DeckversieForm
    versie_actions = Versieacties(change_versie, publish_versie, remove_versie, copy_versie, copy_deck)
    menu_label = _("Deckversies")
    menu_order = 250
    inspect_template_name = "wagtailadmin/deckversies/voorbeeld.html"
    inspect_view_class = _Page
