"""The table of wrong input for taking part in an editie: applying, asking the opdrachtgever, stopping."""

from tests.wrong_input.table import ADDRESSES, LINE, LONG, OPTIONAL, Form

NOT_TICKED = ("",)
NAMES = (*LINE, "wil@provincie.example", "12345", "<script>")

INSCHRIJVING_FORMS = (
    Form("LI", "editie-aanmelden",
         {"brings_casus": "on", "is_involved": "on", "samenwerking": "Kade en Kreek", "motivation": "Ik wil leren.",
          "opdrachtgever_name": "Wil Opdracht", "opdrachtgever_email": "wil@provincie.example"},
         {"brings_casus": NOT_TICKED, "is_involved": NOT_TICKED, "samenwerking": LINE, "motivation": LINE,
          "opdrachtgever_name": NAMES, "opdrachtgever_email": (*ADDRESSES, LONG)},
         known="samenwerking", kept=("samenwerking", "motivation")),
    Form("WA", "editie-opdrachtgever",
         {"opdrachtgever_name": "Ander Mens", "opdrachtgever_email": "ander@gemeente.example"},
         {"opdrachtgever_name": NAMES, "opdrachtgever_email": (*ADDRESSES, LONG)},
         known="opdrachtgever_name", kept=("opdrachtgever_name",)),
    Form("DE", "editie-stoppen", {"reden": "Een andere baan"}, {"reden": OPTIONAL}, known="reden"),
    Form("CO", "editie-deelnemer-stoppen", {"reden": "Een andere baan"}, {"reden": LINE}, known="reden"),
)  # fmt: skip

# Query strings: who, page, parameters that each get every odd value.
INSCHRIJVING_QUERIES = (("CO", "editie-besluit", ("besluit", "wie")),)
