"""A list of people to invite: the file, what each row says, and what is wrong with it in words."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.actions.uitnodigingslijst import Genodigde
from community.forms.lijsten import EMAIL_HEADS, columns_of, faults_of, seal_rows, unseal_rows
from community.forms.text import LineField, NameField
from community.forms.toegang import LONGEST_EMAIL
from community.forms.uitnodigingen import CHOICE_ERRORS, KnownChoiceField
from community.models import Organisatie, User, normalise_email
from community.notation import date_plain
from community.queries.uitnodigingslijst import Known, known_addresses
from community.sheet_reading import MOST_BYTES, SheetError, SheetRow, read_sheet

# The columns by the name of their field, with the heads that people give them.
COLUMNS = {
    "voornaam": ("voornaam", "roepnaam"),
    "tussenvoegsel": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel"),
    "achternaam": ("achternaam",),
    "email": EMAIL_HEADS,
    "functie": ("functie", "rol"),
}
REQUIRED = ("voornaam", "achternaam", "email")
NAMES = {name: heads[0] for name, heads in COLUMNS.items()}
EXAMPLE = (tuple(NAMES.values()), ("Noor", "van der", "Wal", "noor.vanderwal@voorbeeld.example", "Gebiedsregisseur"))
PURPOSE = "uitnodigingslijst"


@dataclass(frozen=True)
class Proefrun:
    """What a file would lead to: who would be invited, what is wrong with other rows, which columns are not used."""

    genodigden: tuple[Genodigde, ...]
    problems: tuple[str, ...]
    unused: tuple[str, ...]


class ListForm(forms.Form):
    """The file and the organisatie that all people in it work for."""

    organisatie = KnownChoiceField(
        label=gettext_lazy("Organisatie"), queryset=None, empty_label=gettext_lazy("Kies een organisatie"),
        error_messages={"required": gettext_lazy("Kies de organisatie van deze mensen."), **CHOICE_ERRORS},
    )  # fmt: skip
    lijst = forms.FileField(
        label=gettext_lazy("Bestand"), max_length=None, allow_empty_file=True,
        help_text=gettext_lazy("Een CSV- of Excel-bestand (.xlsx) van hooguit 2 MB en 1.000 mensen."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": gettext_lazy("Kies een bestand."), "invalid": gettext_lazy("Kies een bestand.")},
    )  # fmt: skip

    def __init__(self, organisaties: QuerySet[Organisatie], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, use_required_attribute=False)
        self.fields["organisatie"].queryset = organisaties  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_lijst(self) -> Proefrun:
        """Read the file. Raises ValidationError for what is no list."""
        upload: UploadedFile = self.cleaned_data["lijst"]
        try:
            # One byte more than allowed tells that it is too much.
            rows = read_sheet(upload.read(MOST_BYTES + 1))
            return judge(rows)
        except SheetError as error:
            raise forms.ValidationError(error.message) from error


class RowForm(forms.Form):
    """One row of the list, judged as the form for one invitation is."""

    voornaam = NameField(max_length=60, error_messages={"required": gettext_lazy("ontbreekt")})
    tussenvoegsel = NameField(max_length=20, required=False)
    achternaam = NameField(max_length=80, error_messages={"required": gettext_lazy("ontbreekt")})
    email = forms.EmailField(max_length=LONGEST_EMAIL, error_messages={"required": gettext_lazy("ontbreekt")})
    functie = LineField(max_length=120, required=False)

    def clean_email(self) -> str:
        """Return the address as it is stored."""
        return normalise_email(self.cleaned_data["email"])


def judge(rows: list[SheetRow]) -> Proefrun:
    """Return what the rows of a file lead to. Raises SheetError when its head is missing or nobody stands below it."""
    columns, unused = columns_of(rows[0], COLUMNS, REQUIRED)
    read = [(row.number, _row_form(row, columns)) for row in rows[1:]]
    if not read:
        raise SheetError(_("Onder de kolomnamen staat niemand. Zet elke persoon op een eigen regel."))
    known = known_addresses(form.cleaned_data["email"] for _number, form in read if "email" in form.cleaned_data)
    genodigden: list[Genodigde] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, form in read:
        wrong = faults_of(form, COLUMNS)
        email = form.cleaned_data.get("email", "")
        if not wrong and (taken := _taken(email, seen, known)):
            wrong = [taken]
        if email:
            seen.setdefault(email, number)
        if wrong:
            problems.append(_("Rij {number}: {what}").format(number=number, what="; ".join(wrong)))
        else:
            genodigden.append(Genodigde(**form.cleaned_data))
    return Proefrun(tuple(genodigden), tuple(problems), unused)


def seal_list(*, actor: User, organisatie: Organisatie, genodigden: tuple[Genodigde, ...], now: datetime) -> str:
    """Return what the page carries to its second step: readable by who sent the list, made by us only."""
    people = [list(asdict(person).values()) for person in genodigden]
    return seal_rows(PURPOSE, actor=actor, about=str(organisatie.pk), rows=people, now=now)


def unseal_list(token: str, *, actor: User, now: datetime) -> tuple[str, tuple[Genodigde, ...]]:
    """Return the id of the organisatie and the people of a list. Raises ListError when it is too old or not hers."""
    organisatie, people = unseal_rows(PURPOSE, token, actor=actor, now=now)
    return organisatie, tuple(Genodigde(*person) for person in people)


def _row_form(row: SheetRow, columns: dict[str, int]) -> RowForm:
    form = RowForm({name: row.cells[place] for name, place in columns.items() if place < len(row.cells)})
    form.is_valid()
    return form


def _taken(email: str, seen: dict[str, int], known: Known) -> str:
    """Return why this address gets no invitation, empty when it gets one."""
    if email in seen:
        return _("e-mailadres staat ook in rij {number}").format(number=seen[email])
    if email in known.members:
        return _("{email} is al lid: {naam}").format(email=email, naam=known.members[email])
    if email in known.closed:
        return _("{email} hoort bij een gesloten account; open dat account weer").format(email=email)
    if email in known.invited:
        day = date_plain(known.invited[email])
        return _("{email} is al uitgenodigd op {day}").format(email=email, day=day)
    return ""
