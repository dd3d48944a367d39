"""Methods and decks of cards as they are edited in /beheer/, and what somebody asks to find a method."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casussen.forms.beheer import DraftForm, SchemaField
from intervisie.models import Deckversie, Werkvormversie
from intervisie.werkvorm import words
from intervisie.werkvorm.palette import judge_deck
from intervisie.werkvorm.schema import read_werkvorm

MOST_MINUTES = 480
# What cannot be read as a number stays in its field: a field of the browser itself would drop it.
NUMBER = {"inputmode": "numeric", "class": "short"}


class WerkvormversieForm(DraftForm):
    """The draft of a method: source and steps."""

    schema = SchemaField(
        label=_("Stappen (JSON)"),
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false"}),
        error_messages={"required": _("Zet hier de werkvorm met de stappen.")},
        help_text=_("Elke fout wordt in woorden genoemd. Bekijk daarna hoe een sessie verloopt."),
    )

    class Meta:
        model = Werkvormversie
        fields = ("source", "schema")

    def judge(self, schema: Any) -> object:
        """Read the method."""
        return read_werkvorm(schema)


class DeckversieForm(DraftForm):
    """The draft of a deck: source and cards."""

    schema = SchemaField(
        label=_("Kaarten (JSON)"),
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false"}),
        error_messages={"required": _("Zet hier het deck met de kaarten.")},
        help_text=_("Elke fout wordt in woorden genoemd. Bekijk daarna hoe de kaarten eruitzien."),
    )

    class Meta:
        model = Deckversie
        fields = ("source", "schema")

    def judge(self, schema: Any) -> object:
        """Read the cards; a deck of a fixed number of cards keeps that number."""
        return judge_deck(schema, self.instance.deck.card_count)


class WerkvormzoekForm(forms.Form):
    """What the list of methods is narrowed to. Nothing has to be filled in."""

    vraag = forms.ChoiceField(
        label=_("Soort vraag"), choices=[("", _("Alle vragen")), *words.FITS.items()], required=False
    )
    minuten = forms.IntegerField(
        label=_("Hooguit zoveel minuten"), min_value=words.SHORTEST_STEP, max_value=MOST_MINUTES, required=False,
        widget=forms.TextInput(attrs=NUMBER),
    )  # fmt: skip
    mensen = forms.IntegerField(
        label=_("Aantal mensen"), min_value=words.FEWEST, max_value=words.MOST, required=False,
        widget=forms.TextInput(attrs=NUMBER),
    )  # fmt: skip


class KiesForm(forms.Form):
    """What somebody tells about her question and her group, to be advised a method."""

    vraag = forms.ChoiceField(
        label=_("Wat voor vraag is het?"), choices=words.FITS.items(), widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat voor vraag het is.")},
    )  # fmt: skip
    minuten = forms.IntegerField(
        label=_("Hoeveel minuten hebben jullie?"), min_value=words.SHORTEST_STEP, max_value=MOST_MINUTES,
        help_text=_("Bijvoorbeeld 60. Reken de koffie niet mee."), widget=forms.TextInput(attrs=NUMBER),
        error_messages={"required": _("Vul in hoeveel minuten jullie hebben.")},
    )  # fmt: skip
    mensen = forms.IntegerField(
        label=_("Met hoeveel mensen zijn jullie?"), min_value=words.FEWEST, max_value=words.MOST,
        help_text=_("Tel jezelf mee."), widget=forms.TextInput(attrs=NUMBER),
        error_messages={"required": _("Vul in met hoeveel mensen jullie zijn.")},
    )  # fmt: skip
    groep = forms.ChoiceField(
        label=_("Hoe goed kennen jullie elkaar?"), choices=words.MATURITY.items(), widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe goed jullie elkaar kennen.")},
    )  # fmt: skip
