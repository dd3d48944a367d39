"""Which changes the log keeps, and in which words it shows them. Codes are stored; words may change later."""

from django.utils.translation import gettext_lazy as _

# By code of the action. Never a word of what somebody wrote: who, what, about whom, when.
ACTIES = {
    "ROL_GEGEVEN": _("Rol gegeven"),
    "ROL_BEEINDIGD": _("Rol beëindigd"),
    "GROEP_ERBIJ": _("Iemand kwam in een groep"),
    "GROEP_ERUIT": _("Iemand ging uit een groep"),
    "GROEP_ROL": _("Rol in een groep veranderd"),
    "UITGENODIGD": _("Uitgenodigd om lid te worden"),
    "UITNODIGING_INGETROKKEN": _("Uitnodiging ingetrokken"),
    "AANMELDING_AFGEWEZEN": _("Aanmelding afgewezen"),
    "ACCOUNT_GEMAAKT": _("Account gemaakt"),
    "ACCOUNT_GESLOTEN": _("Account gesloten"),
    "ACCOUNT_GEOPEND": _("Account weer geopend"),
    "ACCOUNT_GEWIST": _("Account gewist"),
    "TWEEDE_STAP_WEG": _("Tweede stap bij inloggen weggehaald"),
    "INLOGGEN_VERANDERD": _("Manier van inloggen veranderd"),
    "EMAIL_VERANDERD": _("E-mailadres veranderd"),
    "GEGEVENS_OPGEVRAAGD": _("Eigen gegevens opgevraagd"),
    "VERWIJDEREN_GEVRAAGD": _("Gevraagd om het account te verwijderen"),
    "VERWIJDEREN_TERUG": _("Account toch gehouden"),
    "TOESTEMMING_GEGEVEN": _("Toestemming gegeven"),
    "TOESTEMMING_INGETROKKEN": _("Toestemming ingetrokken"),
    "PARTNERSCHAP_GEMAAKT": _("Partnerschap gemaakt"),
    "PARTNERSCHAP_VERANDERD": _("Partnerschap veranderd"),
    "PARTNERSCHAP_BEEINDIGD": _("Partnerschap beëindigd"),
    "LIJST_GEDOWNLOAD": _("Lijst gedownload"),
    "NOODTOEGANG_GEGEVEN": _("Noodtoegang gegeven"),
    "NOODTOEGANG_GEWEIGERD": _("Noodtoegang geweigerd"),
    "NOODTOEGANG_BEEINDIGD": _("Noodtoegang beëindigd"),
    "PRAKTIJKBOEK_VERNIETIGD": _("Praktijkboek vernietigd"),
    "PAGINA_GEPUBLICEERD": _("Pagina gepubliceerd"),
    "PAGINA_OFFLINE": _("Pagina van de website gehaald"),
    "BEGRIP_VASTGESTELD": _("Begrip vastgesteld"),
    "EDITIE_GEPUBLICEERD": _("Editie gepubliceerd"),
    "ORGANISATIES_SAMENGEVOEGD": _("Organisaties samengevoegd"),
    "POST_GEPAUZEERD": _("Alle mail gepauzeerd"),
    "POST_HERVAT": _("Mail weer aangezet"),
}

# By kind of what it is about; the id stands beside it.
SOORTEN = {
    "ROL": _("rol"),
    "KRING": _("groep"),
    "UITNODIGING": _("uitnodiging"),
    "AANMELDING": _("aanmelding"),
    "ACCOUNT": _("account"),
    "TOESTEMMING": _("toestemming"),
    "PARTNERSCHAP": _("partnerschap"),
    "LIJST": _("lijst"),
    "CASUS": _("casus"),
    "PRAKTIJKBOEK": _("praktijkboek"),
    "PAGINA": _("pagina"),
    "BEGRIP": _("begrip"),
    "EDITIE": _("editie"),
    "ORGANISATIE": _("organisatie"),
    "POST": _("mail"),
}


# Which lists of people can be taken along.
LIJSTEN = {"AANWEZIGHEID": _("aanwezigheid"), "DEELNEMERS": _("deelnemers van een editie")}


class UnknownActionError(ValueError):
    """A code that stands in no list: nobody could read what happened."""


def check_codes(action: str, object_kind: str) -> None:
    """Raise UnknownActionError for a code without words."""
    if action not in ACTIES or (object_kind and object_kind not in SOORTEN):
        raise UnknownActionError(f"{action} {object_kind}")
