"""The table of wrong input for the days of a training: material, and what participants think of a day."""

from tests.wrong_input.table import HUGE, LINE, LONG, NO_ID, NUL, NUMBERS, OPTIONAL, Form

CHOICE = ("BESTAAT_NIET", NUL, LONG, "1 OR 1=1")
MARKS = ("", "6", "4.0", NUL, LONG, *NUMBERS[:2], *NUMBERS[3:])
VERSIONS = ("", *NUMBERS[2:], NUL)
MATERIAL = {"title": "Werkblad wilgen", "code": "3", "audience": "DEELNEMERS", "licence": "CC BY 4.0"}
ABOUT = {"title": LINE, "code": ("Z", "33", *CHOICE), "audience": ("", "IEDEREEN", *CHOICE), "licence": OPTIONAL}

DAG_FORMS = (
    Form("DE", "editie-evaluatie", {"nut": "4", "begeleiding": "5", "tekst": "Wilgenroosje"},
         {"nut": MARKS, "begeleiding": MARKS, "tekst": (NUL, HUGE)}, known="tekst", kept=("tekst",)),
    Form("TR", "editie-materiaal-nieuw", MATERIAL, {**ABOUT, "origin": NO_ID, "version": VERSIONS}, known="title",
         kept=("title", "licence")),
    Form("CO", "materiaal-nieuw", MATERIAL, {**ABOUT, "origin": NO_ID, "programma": ("", *NO_ID)}, known="title",
         kept=("title", "licence")),
    Form("TR", "materiaal-bewerken", MATERIAL, {**ABOUT, "version": VERSIONS}, known="title", kept=("title",)),
    Form("TR", "materiaal-versie", {}, {"bestand": ("", "geen bestand", NUL)}, known="eenmalig"),
)  # fmt: skip

# Query strings: who, page, parameters that each get every odd value.
DAG_QUERIES = (("TR", "editie-materiaal-nieuw", ("bij", "van")),)
DAG_PATHS = (
    "/kennis/materialen/bestaat-niet/", "/kennis/materialen/00000000-0000-4000-8000-000000000000/",
    "/kennis/materialen/00000000-0000-4000-8000-000000000000/versies/99999999999999999999/",
    "/kennis/materialen/00000000-0000-4000-8000-000000000000/versies/-1/",
    "/trainingen/oefenronde/dagdeel/9/draaiboek/", "/trainingen/oefenronde/dagdeel/i/presentie/",
    "/trainingen/oefenronde/evaluatie/zz/", "/trainingen/oefenronde/evaluatie/a/", "/trainingen/niets/evaluaties/",
)  # fmt: skip
