"""Who logs in, and what she tells her colleagues about herself."""

import uuid
from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.files.storage import storages
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from community.models.choices import Ervaring, Provincie
from community.models.fragments import Plain, VersionField, joined, new_code

SEARCH_CONFIG = "public.dutch_plain"


def normalise_email(email: str) -> str:
    """Return the address as it is stored and compared: trimmed, in lower case."""
    return email.strip().lower()


NAAM_FIELDS = ("voornaam", "tussenvoegsel", "achternaam")


def naam_of(voornaam: str, tussenvoegsel: str, achternaam: str) -> str:
    """Return a name as it is shown: 'Noor van der Wal'."""
    return " ".join(part for part in (voornaam, tussenvoegsel, achternaam) if part)


class UserManager(BaseUserManager["User"]):
    """Creates accounts; the e-mail address is the login."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create one account. Without a password the person logs in with a code by mail."""
        user = self.model(email=normalise_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find the account that belongs to an e-mail address."""
        return self.get(email=normalise_email(username or ""))


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # of pages: Wagtail's manager
    """A person with an account. What she may do follows from her Roltoekenningen, never from flags here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mailadres"), max_length=254, unique=True)
    voornaam = models.CharField(_("voornaam"), max_length=60)
    tussenvoegsel = models.CharField(_("tussenvoegsel"), max_length=20, blank=True)
    achternaam = models.CharField(_("achternaam"), max_length=80)
    # Sorted the Dutch way: under the surname, without accents; the embedded database sorts by code point.
    sort_key = models.GeneratedField(
        expression=Plain(joined(F("achternaam"), Value(", "), F("voornaam"), Value(" "), F("tussenvoegsel"))),
        output_field=models.TextField(),
        db_persist=True,
    )
    is_active = models.BooleanField(_("actief"), default=True)
    joined_at = models.DateTimeField(_("lid sinds"))
    last_login = models.DateTimeField(_("laatst ingelogd"), null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["voornaam", "achternaam"]

    objects = UserManager()

    # Where she stands in her Kringen, kept by access.kringen for the length of a request that only reads.
    kept_standings: Any = None

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        constraints = (models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case"),)
        indexes = (
            models.Index(fields=["sort_key"], name="user_sort_key"),
            GinIndex(OpClass(F("sort_key"), name="gin_trgm_ops"), name="user_sort_key_trgm"),
        )

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        """The name as it is shown: 'Noor van der Wal'."""
        return naam_of(self.voornaam, self.tussenvoegsel, self.achternaam)

    def get_full_name(self) -> str:
        """Return the shown name; Wagtail and allauth ask for it under this name."""
        return self.naam

    def get_short_name(self) -> str:
        """Return the first name, for salutations."""
        return self.voornaam


class Opgave(models.Model):
    """A task in the area that regisseurs work on, such as water, nature or housing; kept in /beheer/."""

    name = models.CharField(_("naam"), max_length=80, unique=True)
    slug = models.SlugField(_("adres"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("opgave")
        verbose_name_plural = _("opgaven")

    def __str__(self) -> str:
        return self.name


class VisibleTo(models.TextChoices):
    """Who sees one field of a profile."""

    ALLEEN_IK = "ALLEEN_IK", _("Alleen ik")
    MIJN_GROEPEN = "MIJN_GROEPEN", _("Mensen uit mijn groepen")
    LEDEN = "LEDEN", _("Alle leden")


def visibility(default: VisibleTo) -> "models.CharField[str, str]":
    """Return the choice field that stands beside each profile field."""
    return models.CharField(max_length=12, choices=VisibleTo.choices, default=default)


def foto_path(profiel: "Profiel", filename: str) -> str:
    """Store photos under a random name: the name a person gave her file says nothing to anyone."""
    return f"fotos/{uuid.uuid4().hex}{PurePosixPath(filename).suffix.lower()}"


def private_storage() -> Any:
    """Return the storage outside MEDIA_ROOT, whose files are only served through access."""
    return storages["private"]


def shown(field: str) -> Case:
    """Return the text of a profile field when all members may see it, else nothing: hidden text is not searched."""
    return Case(
        When(**{f"{field}_visible_to": VisibleTo.LEDEN}, then=F(field)),
        default=Value(""),
        output_field=models.TextField(),
    )


class Profiel(models.Model):
    """What a person tells her colleagues. Every field has its own visibility; being listed is her own choice."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="profiel")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    # Unknown until the first save of the profile asks for it; unknown counts as no.
    in_ledengids = models.BooleanField(_("vindbaar in de ledengids"), null=True, default=None)
    functie = models.CharField(_("functie"), max_length=120, blank=True)
    ervaring = models.CharField(_("ervaring"), max_length=10, choices=Ervaring.choices, blank=True)
    provincies = ArrayField(
        models.CharField(max_length=14, choices=Provincie.choices),
        verbose_name=_("provincies"), blank=True, default=list,
    )  # fmt: skip
    opgaven = models.ManyToManyField(Opgave, verbose_name=_("opgaven"), blank=True, related_name="profielen")
    zoekt = models.TextField(_("wat zoek je?"), max_length=1000, blank=True)
    biedt = models.TextField(_("wat bied je?"), max_length=1000, blank=True)
    telefoon = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    foto = models.ImageField(_("foto"), upload_to=foto_path, storage=private_storage, blank=True)

    organisatie_visible_to = visibility(VisibleTo.LEDEN)
    functie_visible_to = visibility(VisibleTo.LEDEN)
    ervaring_visible_to = visibility(VisibleTo.LEDEN)
    provincies_visible_to = visibility(VisibleTo.LEDEN)
    opgaven_visible_to = visibility(VisibleTo.LEDEN)
    zoekt_visible_to = visibility(VisibleTo.LEDEN)
    biedt_visible_to = visibility(VisibleTo.LEDEN)
    foto_visible_to = visibility(VisibleTo.LEDEN)
    telefoon_visible_to = visibility(VisibleTo.MIJN_GROEPEN)
    email_visible_to = visibility(VisibleTo.ALLEEN_IK)

    search = models.GeneratedField(
        expression=SearchVector(shown("functie"), shown("zoekt"), shown("biedt"), config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # The Dutch stemmer splits casus/casussen and waterschap/waterschappen; trigrams of this text mend that.
    search_text = models.GeneratedField(
        expression=Plain(joined(shown("functie"), Value(" "), shown("zoekt"), Value(" "), shown("biedt"))),
        output_field=models.TextField(),
        db_persist=True,
    )
    completed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = VersionField()

    class Meta:
        verbose_name = _("profiel")
        verbose_name_plural = _("profielen")
        indexes = (
            GinIndex(fields=["search"], name="profiel_search"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="profiel_search_text_trgm"),
            GinIndex(fields=["provincies"], name="profiel_provincies"),
        )

    def __str__(self) -> str:
        return f"Profiel {self.code}"
