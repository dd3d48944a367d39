"""What a member asks when she registers for a round of intervisie: two minutes, on a phone too.

People are typed by name, one a line. Whoever she cannot find is not told apart from who does not exist.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN, OpgavenField
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import Opgave, Samenwerking, User
from community.notation import DAYS
from community.plaatsen import place_named, places
from intervisie.actions.matchaanmeldingen import MOST_PRIVATE, MOST_THEMES, MOST_WANTS, AanmeldAnswers
from intervisie.models import SLOTS, ErvaringWens, Form, Matchronde
from intervisie.queries.matchaanmeldingen import Priveregels
from intervisie.queries.matchnamen import Named
from intervisie.queries.matchrondes import HALVES

CHOOSE = {"required": _("Kies er één."), "invalid_choice": KNOWN}
MINUTES = [
    (30, _("Een half uur")),
    (45, _("3 kwartier")),
    (60, _("1 uur")),
    (90, _("Anderhalf uur")),
    (120, _("2 uur")),
]
SLOT_CHOICES = [(str(slot), f"{DAYS[slot // 2]} {HALVES[slot % 2]}") for slot in range(SLOTS)]
# One line for each of ten people, and some room.
LONGEST_LIST = 2000
PEOPLE = {"wants": MOST_WANTS, "niet_met": MOST_PRIVATE, "lijn": MOST_PRIVATE}
# What the questions are called in a round of toernees, where that is not as for a group of intervisie.
OF_A_TOERNEE = {
    "slots": (_("Wanneer kun je meestal?"), _("Later geef je per dag aan wanneer je op bezoek kunt.")),
    "samenwerkingen": (
        _("Andere samenwerkingen waar je regisseur bent"),
        _("Mensen uit dezelfde samenwerking komen niet samen in een toernee."),
    ),
    "max_minutes": (_("Hoe lang wil je hooguit reizen voor een bezoek?"), _("Enkele reis, van deur tot deur.")),
    "wants": (
        _("Met wie zou je graag in een toernee komen?"),
        _("Hooguit drie leden, ieder op een eigen regel. "
          "Coördinatoren zien de namen niet, maar kunnen een wens soms raden."),
    ),
    "lijn": (
        _("Wie is jouw opdrachtgever of opdrachtnemer?"),
        _("Ook je leidinggevende en wie onder jou valt: hooguit tien leden, ieder op een eigen regel."),
    ),
}  # fmt: skip
# Given the lines that somebody typed: whom each of them names.
Finder = Callable[[Sequence[str]], list[Named]]


@dataclass(frozen=True)
class Choices:
    """Who registers, what can be chosen from (rows of the register), and how names are looked up."""

    user: User
    opgaven: Iterable[Opgave]
    samenwerkingen: Iterable[Samenwerking]
    find: Finder = field(repr=False)
    # What she can let others visit; only in a round of toernees.
    shown: Iterable[Samenwerking] = ()


def _people(label: Any, hint: Any, rows: int) -> LinesField:
    return LinesField(
        label=label, help_text=hint, required=False, max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class AanmeldForm(forms.Form):
    """When and where somebody can, about what, and with whom or not; for a toernee what she lets others visit."""

    offered = forms.TypedChoiceField(
        label=_("Welke samenwerking laat je zien?"), coerce=str, widget=forms.RadioSelect, error_messages=CHOOSE,
        help_text=_("De anderen komen daar één keer op bezoek. Zij zien naam, plaats, vorm en fase."),
    )  # fmt: skip
    slots = forms.TypedMultipleChoiceField(
        label=_("Wanneer kun je?"), choices=SLOT_CHOICES, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies alles wat meestal kan. Hoe meer je kiest, hoe beter de groep past."),
        error_messages={"required": _("Kies ten minste één dagdeel."), "invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip
    form = forms.ChoiceField(label=_("Hoe wil je bij elkaar komen?"), choices=Form.choices, widget=forms.RadioSelect,
                             error_messages=CHOOSE)  # fmt: skip
    place = LineField(
        label=_("Vanuit welke plaats reis je?"), max_length=60, required=False,
        help_text=_("Bijvoorbeeld: Gouda. Vul je niets in, dan rekenen we met het midden van je provincie."),
        widget=forms.TextInput(attrs={"list": "plaatsen", "autocomplete": "off"}),
    )  # fmt: skip
    max_minutes = forms.TypedChoiceField(
        label=_("Hoe lang wil je hooguit reizen?"), choices=MINUTES, coerce=int, error_messages=CHOOSE,
        help_text=_("Enkele reis, van deur tot deur."),
    )  # fmt: skip
    opgaven = OpgavenField(label=_("Thema's"), help_text=_("Kies er hooguit drie."))
    samenwerkingen = OpgavenField(
        label=_("Samenwerkingen waar je regisseur bent"),
        help_text=_("Mensen uit dezelfde samenwerking komen niet samen in een groep."),
    )
    experience = forms.ChoiceField(
        label=_("Ervaring van de anderen"),
        choices=ErvaringWens.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    wants = _people(
        _("Met wie zou je graag in een groep komen?"),
        _("Hooguit drie leden, ieder op een eigen regel. "
          "Coördinatoren zien de namen niet, maar kunnen een wens soms raden."), 3,
    )  # fmt: skip
    niet_met = _people(
        _("Met wie liever niet?"), _("Hooguit tien leden, ieder op een eigen regel. Je hoeft niet te zeggen waarom."), 3
    )
    lijn = _people(
        _("Wie leidt jou, of leid jij?"),
        _("Je leidinggevende en wie onder jou valt: hooguit tien leden, ieder op een eigen regel."), 3,
    )  # fmt: skip
    version = version_field()

    def __init__(self, ronde: Matchronde, choices: Choices, data: Any = None, *, initial: Any = None) -> None:
        start = {"version": 0, "form": ronde.form, "max_minutes": 60, "experience": ErvaringWens.GEEN}
        super().__init__(data, initial=start | (initial or {}), use_required_attribute=False)
        self.ronde, self.user, self.find = ronde, choices.user, choices.find
        self.named: dict[str, list[User]] = {}
        for name, rows in (("opgaven", choices.opgaven), ("samenwerkingen", choices.samenwerkingen)):
            found = list(rows)
            self.fields[name].offer(found)  # type: ignore[attr-defined]  # an OpgavenField
            if not found:
                del self.fields[name]
        self.shown = {str(row.pk): row for row in choices.shown} if ronde.makes_toernees else {}
        self._suit_the_kind()
        if ronde.form != Form.BEIDE or ronde.makes_toernees:
            del self.fields["form"]
        if ronde.form == Form.ONLINE:
            del self.fields["place"], self.fields["max_minutes"]

    def _suit_the_kind(self) -> None:
        """Ask what a toernee asks, in its words; a round of groups of intervisie offers no samenwerking."""
        if not self.ronde.makes_toernees:
            del self.fields["offered"]
            return
        offered: Any = self.fields["offered"]
        offered.choices = [(pk, _named_with_place(row)) for pk, row in self.shown.items()]
        offered.error_messages["required"] = _("Kies welke samenwerking je laat zien.")
        if len(self.shown) == 1:
            self.initial.setdefault("offered", next(iter(self.shown)))
        for name, (label, hint) in OF_A_TOERNEE.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, hint
        del self.fields["experience"]

    @property
    def days(self) -> list[tuple[str, list[Any]]]:
        """The boxes of each day of the week: its name, and morning and afternoon."""
        boxes = list(self["slots"].subwidgets)
        return [(DAYS[day], boxes[2 * day : 2 * day + 2]) for day in range(SLOTS // 2)]

    @property
    def halves(self) -> tuple[str, ...]:
        """The heads of the grid of dagdelen."""
        return HALVES

    @property
    def places(self) -> list[str]:
        """The places to choose from while typing."""
        return [place.name for place in places()]

    def clean_place(self) -> str:
        """Return the place as the list names it. Raises ValidationError when we do not know where it lies."""
        typed = str(self.cleaned_data["place"])
        found = place_named(typed)
        if typed and found is None:
            raise ValidationError(_("Deze plaats kennen we niet. Kies een grotere plaats in de buurt."))
        return found.name if found else ""

    def clean_opgaven(self) -> list[Opgave]:
        """Return the themes. Raises ValidationError for more than three."""
        chosen: list[Opgave] = self.cleaned_data["opgaven"]
        if len(chosen) > MOST_THEMES:
            raise ValidationError(_("Kies hooguit drie thema's."))
        return chosen

    def clean(self) -> dict[str, Any]:
        """Look up who is named, and say at the field who is not found, named too often or twice over."""
        given: dict[str, Any] = super().clean() or {}
        lines = {name: _lines(given.get(name, "")) for name in PEOPLE}
        short = {name: rows for name, rows in lines.items() if len(rows) <= PEOPLE[name]}
        for name in PEOPLE.keys() - short.keys():
            self.add_error(name, say("Noem hooguit {most} leden. Haal regels weg.").format(most=PEOPLE[name]))
        found = iter(self.find([line for rows in short.values() for line in rows]))
        for name, rows in short.items():
            self.named[name] = self._judge(name, [next(found) for _line in rows])
        self._judge_twice()
        return given

    def _judge(self, name: str, found: Sequence[Named]) -> list[User]:
        for one in found:
            if one.user is None:
                self.add_error(name, _sentence(one))
        return list(dict.fromkeys(one.user for one in found if one.user is not None))

    def _judge_twice(self) -> None:
        for name, people in self.named.items():
            if self.user in people:
                self.add_error(name, say("Je noemt jezelf. Haal je eigen naam weg."))
        wished = set(self.named.get("wants", ()))
        for name in ("niet_met", "lijn"):
            if both := sorted(user.naam for user in wished & set(self.named.get(name, ()))):
                sentence = say("Je noemt {names} hier en bij wie je graag wilt. Kies één van de twee.")
                self.add_error(name, sentence.format(names=", ".join(both)))

    def answers(self) -> AanmeldAnswers:
        """Return what was filled in, for the action."""
        given = self.cleaned_data
        return AanmeldAnswers(
            slots=given["slots"], form=given.get("form", self.ronde.form), place=given.get("place", ""),
            max_minutes=given.get("max_minutes", 60),
            experience=given.get("experience", ErvaringWens.GEEN),
            opgaven=list(given.get("opgaven", ())), samenwerkingen=list(given.get("samenwerkingen", ())),
            wants=self.named["wants"],
            prive=Priveregels(_ids(self.named["niet_met"]), _ids(self.named["lijn"])),
            offered=self.shown.get(given.get("offered", "")),
        )  # fmt: skip


def stored(row: Any, names: dict[str, list[str]]) -> dict[str, Any]:
    """Return a registration, with the ids that queries.matchaanmeldingen adds, as the form shows it.

    `names` are the people of each field, as one types them.
    """
    return {
        "slots": [str(slot) for slot in row.slots], "form": row.form, "place": row.place, "version": row.version,
        "max_minutes": row.max_minutes, "experience": row.experience,
        "opgaven": [str(pk) for pk in row.opgave_ids],
        "samenwerkingen": [str(pk) for pk in row.samenwerking_ids],
        "offered": str(row.offered_id or ""),
        **{name: "\n".join(people) for name, people in names.items()},
    }  # fmt: skip


def _named_with_place(row: Samenwerking) -> str:
    """Return a samenwerking as one recognises it: its name, place, form and phase, as far as they are known."""
    known = (row.place or row.area, row.get_vorm_display(), row.get_fase_display())
    return " · ".join(word for word in (row.name, *known) if word)


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line for line in (" ".join(row.split()) for row in text.splitlines()) if line))


def _ids(people: Sequence[User]) -> tuple[Any, ...]:
    return tuple(sorted(user.pk for user in people))


def _sentence(one: Named) -> str:
    """Say what is wrong with a typed name, and whom she may have meant."""
    typed = one.typed[:80]
    if one.is_several:
        wrong = say("Er zijn meer leden die {naam} heten. Schrijf er één over zoals hier staat: {wie}.")
        return wrong.format(naam=typed, wie=" · ".join(one.meant))
    if one.meant:
        wrong = say("We vinden geen lid dat {naam} heet. Bedoel je een van deze leden? {wie}.")
        return wrong.format(naam=typed, wie=" · ".join(one.meant))
    return say("We vinden geen lid dat {naam} heet. Schrijf de naam zoals hij in de ledengids staat.").format(
        naam=typed
    )
