"""The table of wrong input for planning an editie: name and period, people and place, days, terms, copying."""

from tests.wrong_input.table import DAYS, LINE, LONG, NO_ID, NUL, NUMBERS, OPTIONAL, Form

VERSIONS = ("", *NUMBERS[2:], NUL)
CHOICE = ("BESTAAT_NIET", NUL, LONG, "1 OR 1=1")
PLAN = {"name": "Najaar 2027", "provincie": "UTRECHT", "regio": "MIDDEN", "from_date": "1-9-2027",
        "until_date": "1-3-2028"}  # fmt: skip
# Before today, the wrong way around, too short, too long, too far away.
PERIODS = {
    "from_date": ("", *DAYS, "1-1-2020", "2-3-2028", "1-1-2040"),
    "until_date": ("", *DAYS, "31-8-2027", "1-9-2027", "5-9-2027", "31-12-2030", "31-12-9999"),
}  # fmt: skip

PLAN_FORMS = (
    Form("CO", "editie-nieuw", PLAN,
         {"programmaversie": ("", *NO_ID), "name": (*LINE, "!!!"), "provincie": ("", *CHOICE),
          "regio": ("", "ALLE", *CHOICE), **PERIODS}, known="name", kept=("name",)),
    Form("CO", "editie-plan-kopie", PLAN, {"name": LINE, "provincie": ("", *CHOICE), **PERIODS}, known="name",
         kept=("name",)),
    Form("CO", "editie-plan-bewerken", PLAN,
         {"name": (*LINE, "!!!"), "regio": ("", *CHOICE), "version": VERSIONS, **PERIODS}, known="name",
         kept=("name",)),
    Form("CO", "editie-plan-mensen", {"capacity": "18", "description": "Voor wie nu een casus heeft."},
         {"trainers": (*NO_ID, "{LI.pk}"), "coaches": NO_ID, "locatie": NO_ID,
          "capacity": ("", "3", "61", *NUMBERS), "apply_until_date": (*DAYS, "1-1-2020", "31-12-9999"),
          "decide_by_date": (*DAYS, "1-1-2020", "31-12-9999"), "description": OPTIONAL, "version": VERSIONS},
         known="capacity", kept=("description",)),
    # Weekends, a feestdag, before what comes before, outside the period, already over.
    Form("CO", "editie-plan-data", {},
         {"dag_i": ("", *DAYS, "1-2-2020", "15-2-2027"),
          "dag_1": ("", *DAYS, "13-2-2027", "1-1-2027", "31-12-9999"),
          "dag_3": ("", *DAYS, "28-3-2027", "29-3-2027", "16-2-2027", "1-2-2027", "17-2-2027", "1-1-2035"),
          "dag_e": ("", *DAYS, "1-6-2028", "16-2-2027"), "begin_1": ("", "AVOND", *CHOICE),
          "begin_3": ("", "NACHT", *CHOICE), "version": VERSIONS}, known="dag_3"),
    Form("CO", "editie-plan-termijnen", {},
         {"van_a": ("", *DAYS, "1-1-2020", "31-12-9999"), "tot_a": ("", *DAYS, "1-1-2020", "31-12-9999"),
          "tot_d": ("1-1-2020", "31-12-9999"), "version": VERSIONS}, known="tot_a"),
)  # fmt: skip
