"""The codes a method is written with, and what they are called."""

# Whose question it is: one person's, everybody's own, everybody's in turn (steps that repeat), or nobody's.
ONE, OWN, IN_TURN, NOBODYS = "EEN", "EIGEN", "OM_DE_BEURT", "GEEN"
QUESTIONS = (ONE, OWN, IN_TURN, NOBODYS)

# Who speaks, writes or sees.
ALL, BRINGER, OTHERS, TURN, LEADER, NONE = "ALLEN", "INBRENGER", "ANDEREN", "BEURT", "BEGELEIDER", "NIEMAND"
SPEAKERS = (ALL, BRINGER, OTHERS, TURN, LEADER, NONE)
WRITERS = (ALL, BRINGER, OTHERS, NONE)
# Who sees what is written, beside its writer: all of the subgroup; all but the inbrenger; all but the inbrenger until
# the step is over; the inbrenger alone; whom it is written for; nobody.
OTHERS_FIRST, RECEIVER, WRITER = "ANDEREN_EERST", "ONTVANGER", "SCHRIJVER"
SEERS = (ALL, OTHERS, OTHERS_FIRST, BRINGER, RECEIVER, WRITER)

# From when: at once; for who handed in her own, and for all once the step is over; for all once the step is over.
AT_ONCE, AFTER_OWN, AFTER_STEP = "DIRECT", "NA_EIGEN", "NA_STAP"
REVEALS = (AT_ONCE, AFTER_OWN, AFTER_STEP)

# What somebody writes in a step.
NOTHING, TEXT, LINES, PER_PERSON, CARDS, WEIGH, SORT, LINE, ACTIONS = (
    "NIETS", "TEKST", "REGELS", "PER_PERSOON", "KAARTEN", "WEGEN", "SORTEREN", "LIJN", "ACTIES",
)  # fmt: skip
INPUTS = (NOTHING, TEXT, LINES, PER_PERSON, CARDS, WEIGH, SORT, LINE, ACTIONS)

# What of a step goes home: with her whose question it is, or with who wrote it.
KEEPS_NOTHING, QUESTION, CARD, INSIGHT, ADVICE, LEARNT = "", "VRAAG", "KAART", "INZICHT", "ADVIES", "GELEERD"
RESULTS = (KEEPS_NOTHING, QUESTION, CARD, INSIGHT, ADVICE, LEARNT)

# What sort of question a method is good for.
FITS = {
    "VOORVAL": "Er gebeurde iets concreets",
    "PATROON": "Steeds hetzelfde overkomt me",
    "GEVOEL": "Iets raakt me of zit me dwars",
    "KEUZE": "Ik sta voor een keuze of dilemma",
    "BEGRIP": "Wat bedoelen we eigenlijk?",
    "SUCCES": "Iets ging goed en ik wil weten waarom",
    "ADVIES": "Ik heb snel raad nodig",
    "VERKENNEN": "We willen met z'n allen verder komen in ons gebied",
}
# How well a group knows each other, from new to experienced; a method names the least it needs.
NEW, ACQUAINTED, EXPERIENCED = "NIEUW", "BEKEND", "ERVAREN"
MATURITY = {
    NEW: "We kennen elkaar nog niet goed",
    ACQUAINTED: "We kennen elkaar en het is veilig",
    EXPERIENCED: "We zijn samen ervaren in intervisie",
}

# Bounds: minutes of a step, people, lines to write, and length of one text in characters.
SHORTEST_STEP, LONGEST_STEP = 1, 240
FEWEST, MOST = 2, 30
MOST_STEPS, MOST_LINES = 20, 12
LONGEST_ANSWER = 2000
LINE_END = 100
