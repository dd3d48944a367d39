"""What can be chosen about the parts of a casus: codes as they are sealed, and their words. Pure data."""

SOORTEN_PARTIJ = (
    ("RIJK", "Rijk"), ("PROVINCIE", "Provincie"), ("WATERSCHAP", "Waterschap"), ("GEMEENTE", "Gemeente"),
    ("AGRARISCH", "Agrariërs of agrarisch collectief"), ("TERREIN", "Terreinbeheerder"),
    ("NATUUR", "Natuur- of milieuorganisatie"), ("GROND", "Grondeigenaren"), ("BEDRIJF", "Bedrijf"),
    ("BEWONERS", "Bewoners"), ("KENNIS", "Kennisinstelling"), ("ANDERS", "Iets anders"),
)  # fmt: skip
SOORTEN_DOEL = (("VERPLICHT", "Verplicht"), ("VRIJWILLIG", "Zelf gekozen"))
# The products of the five phases (capabilities CAS-08), each with the phase that brings it.
PRODUCTEN = (
    (1, "STARTNOTITIE", "Startnotitie"), (2, "AMBITIEDOCUMENT", "Ambitiedocument"), (3, "MASTERPLAN", "Masterplan"),
    (4, "UITVOERINGSPLAN", "Uitvoeringsplan"), (4, "RESULTAAT", "Resultaat"),
    (5, "BEHEERAFSPRAKEN", "Beheerafspraken"),
)  # fmt: skip
PRODUCT_WORDS = {code: words for _number, code, words in PRODUCTEN}
# In an address a product is its code in small letters.
PRODUCT_BY_SLUG = {code.lower(): (number, code) for number, code, _words in PRODUCTEN}
