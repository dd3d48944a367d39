"""Which tables of the network, of logging in and of the website hold what of a person, for the download of her data."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from community.models import (
    Aanmelding,
    Aanvraag,
    Accountwijziging,
    Actie,
    Adreswijziging,
    Afspraken,
    AgendaFeed,
    Agendapunt,
    Antwoord,
    Apparaat,
    Begripversie,
    Bericht,
    Beschikbaarheid,
    Besluit,
    Bestand,
    Bezetting,
    Bezorging,
    Bijdrage,
    Bijeenkomst,
    Datumprikker,
    Deelname,
    Dienstverband,
    Evaluatie,
    Evaluatiestem,
    Gastlink,
    Groepsbericht,
    Groepsuitnodiging,
    Inlogkoppeling,
    Invulling,
    Kennisvoorstel,
    Lidmaatschap,
    Logregel,
    Naamtoestemming,
    Partnerschap,
    Postpauze,
    Profiel,
    Rapporttelling,
    Regisseurregel,
    Roltoekenning,
    Samenwerking,
    Sessie,
    Slot,
    Taak,
    Toestemming,
    Toetreding,
    Uitnodiging,
    User,
    VerhaalPage,
    Vermelding,
    Verslag,
    Verwijderverzoek,
    Verzoek,
    Voorkeur,
    Werk,
    Werkuitkomst,
    Zending,
)
from community.privacy_points import OwnTable

HERS = ("user",)
# The place of a page in the tree says nothing to a person.
OF_THE_TREE = ("path", "depth", "numchild", "page_ptr", "content_type", "locale", "translation_key")

PERSON = (
    OwnTable(User, ("pk",)),
    OwnTable(User.groups.through, HERS),
    OwnTable(User.user_permissions.through, HERS),
    OwnTable(Profiel, HERS, holds_file="foto"),
    OwnTable(Profiel.opgaven.through, ("profiel",)),
    OwnTable(Dienstverband, HERS),
    OwnTable(Roltoekenning, HERS),
    OwnTable(Beschikbaarheid, HERS),
    OwnTable(Bezetting, HERS),
    OwnTable(Voorkeur, HERS),
    OwnTable(Toestemming, HERS),
    OwnTable(Naamtoestemming, HERS),
    OwnTable(Verwijderverzoek, HERS),
    OwnTable(Rapporttelling, HERS),
    # What a partner wrote about its regisseurs, as far as it names her address.
    OwnTable(Regisseurregel, addresses=("email",)),
    OwnTable(Logregel, ("subject_id", "actor_id")),
)
WAYS_IN = (
    OwnTable(EmailAddress, HERS),
    OwnTable(Authenticator, HERS, leave_out=("data",)),
    OwnTable(Apparaat, HERS),
    OwnTable(Accountwijziging, HERS),
    OwnTable(Adreswijziging, HERS),
    OwnTable(Inlogkoppeling, HERS),
    OwnTable(Sessie, HERS),
    OwnTable(Verzoek, HERS, leave_out=("token",)),
    OwnTable(Uitnodiging, ("accepted_by",), ("email",)),
    # `note` is what coördinatoren wrote to each other about the request; as it is about her, it is hers to read.
    OwnTable(Aanmelding, addresses=("email",)),
    OwnTable(AgendaFeed, HERS),
)
GROUPS = (
    OwnTable(Lidmaatschap, HERS),
    OwnTable(Toetreding, HERS),
    OwnTable(Groepsuitnodiging, HERS),
    OwnTable(Groepsbericht, ("author",)),
    OwnTable(Bestand, ("groepsbericht__author",), holds_file="content"),
    OwnTable(Vermelding, HERS),
    OwnTable(Evaluatiestem, HERS),
    OwnTable(Afspraken, ("published_by",)),
    OwnTable(Evaluatie, ("chosen_by",), only=("id", "kring", "vervolg", "chosen_at", "chosen_by")),
)
MEETINGS = (
    OwnTable(Bijeenkomst, ("organiser",), leave_out=("checkin_code",)),
    OwnTable(Deelname, HERS),
    OwnTable(Agendapunt, ("bringer",)),
    OwnTable(Besluit, ("created_by",)),
    OwnTable(Actie, ("owner", "created_by")),
    OwnTable(Verslag, ("saved_by",)),
    OwnTable(Datumprikker, ("opened_by",)),
    OwnTable(Antwoord, HERS),
    OwnTable(Invulling, HERS),
    OwnTable(Slot, ("host", "booked_by")),
)
NETWORK = (
    OwnTable(Samenwerking, ("owner",)),
    OwnTable(Samenwerking.regisseurs.through, HERS),
    OwnTable(Samenwerking.organisaties.through, ("samenwerking__owner",)),
    OwnTable(Partnerschap, ("created_by",), only=("id", "organisatie", "created_by", "created_at")),
    OwnTable(Bijdrage, ("created_by",)),
    OwnTable(Aanvraag, HERS, ("email",)),
    # The name and address of a guest are hers; the link says only that it was made.
    OwnTable(Gastlink, ("made_by",), leave_out=("name", "email")),
)
POST = (
    OwnTable(Taak, HERS),
    OwnTable(Bericht, ("recipient",)),
    OwnTable(Zending, ("recipient",), leave_out=("lease_token",)),
    OwnTable(Bezorging, HERS),
    OwnTable(Postpauze, ("paused_by",)),
    OwnTable(Werk, HERS, leave_out=("lease",)),
    # The pdf itself may hold what others wrote; she fetches it on its own page as long as it is there.
    OwnTable(Werkuitkomst, ("werk__user",), leave_out=("content",)),
)
KNOWLEDGE = (
    OwnTable(Kennisvoorstel, HERS),
    OwnTable(Begripversie, ("written_by", "approved_by")),
    OwnTable(VerhaalPage, ("verteller",), leave_out=OF_THE_TREE),
)
# What redacteuren leave in /beheer/: that it was they, and what they wrote beside pages. The pages are public.
WEBSITE = (
    OwnTable(UserProfile, HERS, holds_file="avatar"),
    OwnTable(Page, ("owner", "locked_by"), only=("id", "title", "owner", "locked_by", "first_published_at")),
    OwnTable(Revision, HERS, only=("id", "user", "created_at", "object_str")),
    OwnTable(PageLogEntry, HERS, only=("id", "user", "timestamp", "action", "label")),
    OwnTable(ModelLogEntry, HERS, only=("id", "user", "timestamp", "action", "label")),
    OwnTable(Comment, HERS),
    OwnTable(CommentReply, HERS),
    OwnTable(PageSubscription, HERS),
    OwnTable(TaskState, ("finished_by",), only=("id", "finished_by", "finished_at", "comment")),
    OwnTable(WorkflowState, ("requested_by",), only=("id", "requested_by", "created_at", "status")),
    OwnTable(APIToken, HERS, leave_out=("prefix",)),
    OwnTable(UploadedFile, ("uploaded_by_user",), leave_out=("file",)),
    OwnTable(apps.get_model("wagtailimages", "Image"), ("uploaded_by_user",), leave_out=("file",)),
    OwnTable(apps.get_model("wagtaildocs", "Document"), ("uploaded_by_user",), leave_out=("file",)),
    OwnTable(apps.get_model("wagtailadmin", "EditingSession"), HERS),
    OwnTable(apps.get_model("wagtailadmin", "FormState"), HERS),
)
OWN = (*PERSON, *WAYS_IN, *GROUPS, *MEETINGS, *NETWORK, *POST, *KNOWLEDGE, *WEBSITE)
