"""The codes that a protocol chooses among, each with its Dutch words, and the bounds of a protocol."""

# Who does a step. A toernee with four people has no bestuurslens: such a step is nobody's then.
ALLEN, CONTACTPERSOON, GASTHEER, BEZOEKERS = "ALLEN", "CONTACTPERSOON", "GASTHEER", "BEZOEKERS"
VOORZITTER, GASTHEER_EN_VOORZITTER = "VOORZITTER", "GASTHEER_EN_VOORZITTER"
ROLES = (VOORZITTER, "VERSLAGLEGGER", "VELDWAARNEMER", "BESTUURSLENS")
WHO = {
    ALLEN: "iedereen",
    CONTACTPERSOON: "de contactpersoon",
    GASTHEER: "de gastheer",
    BEZOEKERS: "de bezoekers",
    VOORZITTER: "de voorzitter",
    "VERSLAGLEGGER": "de verslaglegger",
    "VELDWAARNEMER": "de veldwaarnemer",
    "BESTUURSLENS": "de bestuurslens",
    GASTHEER_EN_VOORZITTER: "de gastheer en de voorzitter",
}
# From which day weeks are counted: the first visit of the toernee, or each visit.
TOERNEE, BEZOEK = "TOERNEE", "BEZOEK"
ANCHORS = {TOERNEE: "het eerste bezoek van de toernee", BEZOEK: "elk bezoek"}
WHO_OF_TOERNEE = (ALLEN, CONTACTPERSOON)
# On which page somebody does it. VRAGEN is our own page with the questions of the step, GESPREK the same with a talk.
VRAGEN, GESPREK, KIT, BEZOEKDAG = "VRAGEN", "GESPREK", "KIT", "BEZOEK"
WAARNEMINGEN, BRIEF, REACTIE, VASTSTELLEN, ACTIES = "WAARNEMINGEN", "BRIEF", "REACTIE", "VASTSTELLEN", "ACTIES"
PAGES = {
    VRAGEN: "vragen",
    GESPREK: "gesprek",
    KIT: "bezoekkit",
    BEZOEKDAG: "bezoek",
    WAARNEMINGEN: "waarnemingen",
    BRIEF: "brief",
    REACTIE: "reactie op de brief",
    VASTSTELLEN: "brief vaststellen",
    ACTIES: "actielijst",
}
ASKS = (VRAGEN, GESPREK)
# Pages that one kind of people can do only, whatever the protocol would like.
PAGE_IS_FOR = {
    KIT: (GASTHEER,),
    WAARNEMINGEN: (BEZOEKERS,),
    BRIEF: (VOORZITTER,),
    REACTIE: (GASTHEER,),
    VASTSTELLEN: (VOORZITTER,),
    ACTIES: (GASTHEER,),
}
# Who reads the answers of a step beside who gave them: nobody; who does the same step, after handing in her own; the
# visitors; host and visitors. The last two from the moment that they were handed in.
ZELF, NA_EIGEN, GASTHEER_EN_BEZOEKERS = "ZELF", "NA_EIGEN", "GASTHEER_EN_BEZOEKERS"
READS = {
    ZELF: "alleen wie het schrijft",
    NA_EIGEN: "wie dezelfde stap doet, na haar eigen antwoord",
    BEZOEKERS: "de bezoekers",
    GASTHEER_EN_BEZOEKERS: "de gastheer en de bezoekers",
}
READS_OF_TOERNEE = (ZELF, NA_EIGEN)
EARLIEST_WEEK, LATEST_WEEK = -52, 104
MOST_OPENS_WEEKS = 26
MOST_STEPS = 40
LONGEST_TEXT = 2000
MOST_MINUTES = 960
