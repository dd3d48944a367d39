"""The list a partner keeps of its own regisseurs: one by one, or from a file or pasted text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.actions.regisseurlijst import Regel
from community.forms.lijsten import (
    EMAIL_HEADS,
    ListError,
    columns_of,
    faults_of,
    field_named,
    seal_rows,
    unseal_rows,
)
from community.forms.text import LinesField, NameField
from community.forms.toegang import LONGEST_EMAIL
from community.models import Partnerschap, User, normalise_email
from community.sheet_reading import MOST_BYTES, SheetError, SheetRow, read_sheet

COLUMNS = {
    "naam": ("naam", "volledigenaam", "medewerker", "regisseur"),
    "voornaam": ("voornaam", "roepnaam"),
    "tussenvoegsel": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel"),
    "achternaam": ("achternaam",),
    "email": EMAIL_HEADS,
}
EXAMPLE = (("naam", "e-mailadres"), ("Noor van der Wal", "noor.vanderwal@voorbeeld.example"))
PURPOSE = "regisseurlijst"
LONGEST_NAME = 160
EMAIL_WRONG = gettext_lazy("Schrijf het e-mailadres zo: naam@organisatie.nl.")


@dataclass(frozen=True)
class Proefrun:
    """What a list would lead to: who is added, what is wrong with other rows, which columns are not used."""

    regels: tuple[Regel, ...]
    problems: tuple[str, ...]
    unused: tuple[str, ...]


class RegelForm(forms.Form):
    """One regisseur."""

    naam = NameField(
        label=gettext_lazy("Naam"), max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Vul een naam in.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"), max_length=LONGEST_EMAIL, required=False,
        error_messages={"invalid": EMAIL_WRONG},
        help_text=gettext_lazy("Wij mailen niet naar dit adres. Het voorkomt dubbele regels."),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)

    def clean_email(self) -> str:
        """Return the address as it is stored."""
        return normalise_email(self.cleaned_data["email"])

    def regel(self) -> Regel:
        """Return what a valid form holds."""
        return Regel(naam=self.cleaned_data["naam"], email=self.cleaned_data["email"])


class RowForm(RegelForm):
    """One row of a list, judged as one regisseur is."""

    naam = NameField(max_length=LONGEST_NAME, error_messages={"required": gettext_lazy("ontbreekt")})


class ImportForm(forms.Form):
    """A file or pasted lines; `proefrun` is what it would lead to once the form is valid."""

    bestand = forms.FileField(
        label=gettext_lazy("Bestand"), required=False, allow_empty_file=True,
        help_text=gettext_lazy("Een CSV- of Excel-bestand (.xlsx) van hooguit 2 MB en 1.000 mensen."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"invalid": gettext_lazy("Kies een bestand.")},
    )  # fmt: skip
    tekst = LinesField(
        label=gettext_lazy("Of plak de lijst hier"), required=False, max_length=200_000, strip=False,
        help_text=gettext_lazy("Eén persoon per regel: de naam, een puntkomma of tab, en het e-mailadres."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, known: set[str]) -> None:
        """`known` holds the keys of who stands on the list already."""
        super().__init__(data, files, use_required_attribute=False)
        self.known = known
        self.proefrun = Proefrun((), (), ())

    def clean(self) -> dict[str, Any]:
        """Read what was given. Raises ValidationError for nothing, for both, and for what is no list."""
        given: dict[str, Any] = super().clean() or {}
        upload, text = given.get("bestand"), given.get("tekst", "")
        if self.errors:
            return given
        if bool(upload) == bool(text.strip()):
            sentence = _("Kies een bestand of plak een lijst, niet allebei.") if upload else _(
                "Kies een bestand of plak een lijst.")  # fmt: skip
            raise forms.ValidationError(sentence)
        try:
            self.proefrun = self._read(upload, text)
        except SheetError as error:
            raise forms.ValidationError(error.message) from error
        return given

    def _read(self, upload: UploadedFile | None, text: str) -> Proefrun:
        # One byte more than allowed tells that it is too much.
        content = upload.read(MOST_BYTES + 1) if upload else text.encode()
        return judge(read_sheet(content), self.known, may_lack_head=not upload)


def judge(rows: list[SheetRow], known: set[str], *, may_lack_head: bool = False) -> Proefrun:
    """Return what the rows of a list lead to; who stands on the list already is told by her own line.

    Raises SheetError when the head is missing or nobody stands below it. Pasted lines may do without a head: then name
    and address stand in this order.
    """
    columns, unused, people = _columns(rows, may_lack_head)
    if not people:
        raise SheetError(_("Onder de kolomnamen staat niemand. Zet elke persoon op een eigen regel."))
    regels: list[Regel] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for row in people:
        form = _row_form(row, columns)
        wrong = faults_of(form, COLUMNS)
        if not wrong:
            regel = form.regel()
            wrong = _taken(regel, seen, known)
            seen.setdefault(regel.key, row.number)
        if wrong:
            problems.append(_("Rij {number}: {what}").format(number=row.number, what="; ".join(wrong)))
        else:
            regels.append(regel)
    return Proefrun(tuple(regels), tuple(problems), unused)


def seal_list(*, actor: User, partnerschap: Partnerschap, regels: tuple[Regel, ...], now: datetime) -> str:
    """Return what the page carries to its second step."""
    rows = [(regel.naam, regel.email) for regel in regels]
    return seal_rows(PURPOSE, actor=actor, about=str(partnerschap.pk), rows=rows, now=now)


def unseal_list(token: str, *, actor: User, partnerschap: Partnerschap, now: datetime) -> tuple[Regel, ...]:
    """Return the people of a list. Raises ListError when it is too old, not hers, or of another partnerschap."""
    about, rows = unseal_rows(PURPOSE, token, actor=actor, now=now)
    if about != str(partnerschap.pk):
        raise ListError(_("Deze lijst is voor een andere organisatie gekozen. Kies het bestand opnieuw."))
    return tuple(Regel(*row) for row in rows)


def _columns(rows: list[SheetRow], may_lack_head: bool) -> tuple[dict[str, int], tuple[str, ...], list[SheetRow]]:
    """Return where each field stands, which columns are not used, and the rows of people."""
    has_head = any(field_named(cell, COLUMNS) for cell in rows[0].cells)
    if not has_head and may_lack_head:
        return {"naam": 0, "email": 1}, (), rows
    has_parts = any(field_named(cell, COLUMNS) == "achternaam" for cell in rows[0].cells)
    columns, unused = columns_of(rows[0], COLUMNS, ("achternaam",) if has_parts else ("naam",))
    return columns, unused, rows[1:]


def _row_form(row: SheetRow, columns: dict[str, int]) -> RowForm:
    cells = {name: row.cells[place] for name, place in columns.items() if place < len(row.cells)}
    parts = " ".join(
        filter(None, (cells.get(name, "").strip() for name in ("voornaam", "tussenvoegsel", "achternaam")))
    )
    form = RowForm({"naam": cells.get("naam", "").strip() or parts, "email": cells.get("email", "")})
    form.is_valid()
    return form


def _taken(regel: Regel, seen: dict[str, int], known: set[str]) -> list[str]:
    """Return why this regisseur is not added; nothing when she is."""
    what = regel.email or regel.naam
    if regel.key in seen:
        return [_("{what} staat ook in rij {number}").format(what=what, number=seen[regel.key])]
    return [_("{what} staat al op jullie lijst").format(what=what)] if regel.key in known else []
