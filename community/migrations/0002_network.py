import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import community.fields
import community.models.bestanden
import community.models.fragments
import community.models.organisaties
import community.models.people
from community.migrations._database import FREEZE_REPORTS


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("community", "0001_user"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bijeenkomst",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=community.models.fragments.new_code, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("LEERGROEP", "Leergroep"),
                            ("ONTMOETING", "Ontmoeting"),
                            ("WEBINAR", "Webinar"),
                            ("ONTWIKKELDAG", "Ontwikkeldag"),
                            ("DAGDEEL", "Dagdeel van een training"),
                            ("EINDSESSIE", "Eindsessie van een training"),
                            ("TEAMGESPREK", "Teamgesprek"),
                            ("INTAKE", "Intakegesprek"),
                            ("COACHING", "Coachgesprek"),
                            ("INTERVISIE", "Intervisie"),
                            ("TOERNEE", "Gesprek van een toernee"),
                            ("BEZOEK", "Bezoek van een toernee"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("OPENBAAR", "Iedereen, ook op de openbare agenda"),
                            ("LEDEN", "Alle leden van de community"),
                            ("KRING", "Alleen de leden van de groep"),
                        ],
                        max_length=8,
                        verbose_name="voor wie",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("CONCEPT", "Concept"), ("GEPLAND", "Gepland"), ("GEANNULEERD", "Gaat niet door")],
                        default="GEPLAND",
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("is_confidential", models.BooleanField(default=False, verbose_name="titel is vertrouwelijk")),
                ("description", models.TextField(blank=True, max_length=4000, verbose_name="waar gaat het over?")),
                ("starts_at", models.DateTimeField(verbose_name="begin")),
                ("ends_at", models.DateTimeField(verbose_name="einde")),
                ("place_name", models.CharField(blank=True, max_length=120, verbose_name="plaats")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="adres")),
                (
                    "provincie",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DRENTHE", "Drenthe"),
                            ("FLEVOLAND", "Flevoland"),
                            ("FRYSLAN", "Fryslân"),
                            ("GELDERLAND", "Gelderland"),
                            ("GRONINGEN", "Groningen"),
                            ("LIMBURG", "Limburg"),
                            ("NOORD_BRABANT", "Noord-Brabant"),
                            ("NOORD_HOLLAND", "Noord-Holland"),
                            ("OVERIJSSEL", "Overijssel"),
                            ("UTRECHT", "Utrecht"),
                            ("ZEELAND", "Zeeland"),
                            ("ZUID_HOLLAND", "Zuid-Holland"),
                        ],
                        max_length=14,
                        verbose_name="provincie",
                    ),
                ),
                ("online_url", models.URLField(blank=True, max_length=500, verbose_name="link om online mee te doen")),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="aantal plaatsen")),
                (
                    "checkin_code",
                    models.CharField(default=community.models.fragments.new_code, editable=False, max_length=12),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=240, verbose_name="waarom gaat het niet door?"),
                ),
                ("attendance_saved_at", models.DateTimeField(blank=True, null=True)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("schedule_version", models.PositiveIntegerField(default=1, editable=False)),
                ("points_version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField()),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=community.models.fragments.Plain(models.F("title")),
                        output_field=models.TextField(),
                    ),
                ),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "organiser",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="georganiseerd",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bijeenkomst",
                "verbose_name_plural": "bijeenkomsten",
            },
        ),
        migrations.CreateModel(
            name="Hartslag",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("beat_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "hartslag",
                "verbose_name_plural": "hartslagen",
            },
        ),
        migrations.CreateModel(
            name="Opgave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="adres")),
            ],
            options={
                "verbose_name": "opgave",
                "verbose_name_plural": "opgaven",
            },
        ),
        migrations.CreateModel(
            name="Weekronde",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("planned_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "weekronde",
                "verbose_name_plural": "weekrondes",
            },
        ),
        migrations.CreateModel(
            name="AgendaFeed",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="agenda_feed",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "agendafeed",
                "verbose_name_plural": "agendafeeds",
            },
        ),
        migrations.CreateModel(
            name="Accountwijziging",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("WACHTWOORD", "Je wachtwoord is veranderd"),
                            ("EMAIL", "Je e-mailadres is veranderd"),
                            ("CODE_APP_AAN", "Je code-app is toegevoegd"),
                            ("CODE_APP_UIT", "Je code-app is verwijderd"),
                            ("PASSKEY_AAN", "Er is een passkey toegevoegd"),
                            ("PASSKEY_UIT", "Er is een passkey verwijderd"),
                            ("HERSTELCODES", "Er zijn nieuwe herstelcodes gemaakt"),
                            ("HERSTELCODE_GEBRUIKT", "Er is ingelogd met een herstelcode"),
                            ("TWEEDE_STAP_WEG", "Je tweede stap bij het inloggen is weggehaald"),
                            ("KOPPELING_AAN", "Je kunt nu inloggen via je organisatie"),
                            ("KOPPELING_UIT", "Inloggen via je organisatie is uitgezet"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="op")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accountwijzigingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "accountwijziging",
                "verbose_name_plural": "accountwijzigingen",
                "indexes": [models.Index(fields=["user", "-created_at"], name="accountwijziging_user")],
            },
        ),
        migrations.CreateModel(
            name="Adreswijziging",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, verbose_name="nieuw e-mailadres")),
                ("old_email", models.EmailField(max_length=254)),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adreswijziging",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "adreswijziging",
                "verbose_name_plural": "adreswijzigingen",
            },
        ),
        migrations.CreateModel(
            name="Afspraken",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("text", models.TextField(max_length=4000, verbose_name="tekst")),
                ("published_at", models.DateTimeField(verbose_name="vastgesteld op")),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "afspraken",
                "verbose_name_plural": "afspraken",
            },
        ),
        migrations.CreateModel(
            name="Agendapunt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("title", models.CharField(max_length=120, verbose_name="punt")),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minuten")),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="toelichting")),
                (
                    "bringer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie brengt het in?",
                    ),
                ),
                (
                    "bijeenkomst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agendapunten",
                        to="community.bijeenkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "agendapunt",
                "verbose_name_plural": "agendapunten",
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("bijeenkomst", "number"),
                        name="agendapunt_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__isnull", True), ("minutes__range", (1, 480)), _connector="OR"),
                        name="agendapunt_minutes_one_to_480",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Apparaat",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64)),
                ("label", models.CharField(blank=True, max_length=60, verbose_name="soort")),
                ("first_seen_at", models.DateTimeField(verbose_name="eerste keer")),
                ("last_seen_at", models.DateTimeField(verbose_name="laatste keer")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="apparaten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "apparaat",
                "verbose_name_plural": "apparaten",
                "constraints": [models.UniqueConstraint(fields=("user", "token_hash"), name="apparaat_once")],
            },
        ),
        migrations.CreateModel(
            name="Verslag",
            fields=[
                (
                    "bijeenkomst",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="verslag",
                        serialize=False,
                        to="community.bijeenkomst",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="verslag")),
                ("saved_at", models.DateTimeField(verbose_name="opgeslagen op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "verslag",
                "verbose_name_plural": "verslagen",
            },
        ),
        migrations.CreateModel(
            name="Besluit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField(max_length=1000, verbose_name="besluit")),
                ("decided_date", models.DateField(verbose_name="besloten op")),
                ("created_at", models.DateTimeField(verbose_name="opgeschreven op")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=community.models.fragments.Plain(models.F("text")),
                        output_field=models.TextField(),
                    ),
                ),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "agendapunt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="besluiten",
                        to="community.agendapunt",
                        verbose_name="bij welk punt",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bijeenkomst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="besluiten",
                        to="community.bijeenkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit",
                "verbose_name_plural": "besluiten",
                "indexes": [
                    models.Index(fields=["bijeenkomst", "decided_date"], name="besluit_bijeenkomst"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                        name="besluit_search_trgm",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Datumprikker",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=community.models.fragments.new_code, editable=False, max_length=12, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("place_name", models.CharField(blank=True, max_length=120, verbose_name="plaats")),
                ("duration_minutes", models.PositiveSmallIntegerField(verbose_name="duur in minuten")),
                ("answer_until", models.DateTimeField(verbose_name="invullen tot")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("OPEN", "Open"),
                            ("VASTGESTELD", "Datum vastgesteld"),
                            ("GESLOTEN", "Gesloten zonder datum"),
                        ],
                        default="OPEN",
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="geopend op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "bijeenkomst",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="datumprikker",
                        to="community.bijeenkomst",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "datumprikker",
                "verbose_name_plural": "datumprikkers",
            },
        ),
        migrations.CreateModel(
            name="Evaluatie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("closes_at", models.DateTimeField(verbose_name="sluit op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                (
                    "vervolg",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DOORGAAN", "Doorgaan met deze groep"),
                            ("MIXEN", "Opnieuw mixen: een of twee nieuwe groepen"),
                            ("AFSLUITEN", "De groep afsluiten"),
                        ],
                        max_length=9,
                        verbose_name="vervolg",
                    ),
                ),
                ("chosen_at", models.DateTimeField(blank=True, null=True, verbose_name="gekozen op")),
                (
                    "chosen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatie",
                "verbose_name_plural": "evaluaties",
            },
        ),
        migrations.CreateModel(
            name="Evaluatieantwoord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "leert",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="ik leer hier iets voor mijn werk",
                    ),
                ),
                (
                    "veilig",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="ik kan hier vrijuit spreken",
                    ),
                ),
                (
                    "tijd_waard",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="de tijd die het kost is het waard",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="wat wil je nog zeggen?")),
                (
                    "evaluatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="antwoorden", to="community.evaluatie"
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatieantwoord",
                "verbose_name_plural": "evaluatieantwoorden",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leert__range", (1, 5)), ("veilig__range", (1, 5)), ("tijd_waard__range", (1, 5))
                        ),
                        name="evaluatieantwoord_scores_one_to_five",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluatiestem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wants_on", models.BooleanField(verbose_name="wil door")),
                (
                    "evaluatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stemmen", to="community.evaluatie"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluatiestemmen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatiestem",
                "verbose_name_plural": "evaluatiestemmen",
                "constraints": [models.UniqueConstraint(fields=("evaluatie", "user"), name="evaluatiestem_once")],
            },
        ),
        migrations.CreateModel(
            name="Gastlink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20, verbose_name="soort")),
                ("object_id", models.UUIDField()),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("issue", models.PositiveSmallIntegerField(default=1)),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("asks_code", models.BooleanField(default=True, verbose_name="vraagt een code")),
                ("code_digest", models.CharField(blank=True, max_length=64)),
                ("code_sent_at", models.DateTimeField(blank=True, null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="laatst gebruikt op")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "gastlink",
                "verbose_name_plural": "gastlinks",
                "indexes": [models.Index(fields=["kind", "object_id"], name="gastlink_of_object")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))), name="gastlink_ends_after_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Groepsbericht",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(default=0, editable=False)),
                ("reply_count", models.PositiveIntegerField(default=0, editable=False)),
                ("last_reply_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("BERICHT", "Bericht"), ("VRAAG", "Vraag"), ("AAN_ALLEN", "Aan alle leden")],
                        default="BERICHT",
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="titel")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="bericht")),
                ("created_at", models.DateTimeField(verbose_name="geplaatst op")),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="groepsberichten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "best_answer",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="is_best_of",
                        to="community.groepsbericht",
                    ),
                ),
                (
                    "reply_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="community.groepsbericht",
                    ),
                ),
            ],
            options={
                "verbose_name": "groepsbericht",
                "verbose_name_plural": "groepsberichten",
            },
        ),
        migrations.CreateModel(
            name="Bestand",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "content",
                    models.FileField(
                        max_length=60,
                        storage=community.models.people.private_storage,
                        upload_to=community.models.bestanden.bestand_path,
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PDF", "pdf"),
                            ("DOCX", "docx"),
                            ("XLSX", "xlsx"),
                            ("PPTX", "pptx"),
                            ("ODT", "odt"),
                            ("ODS", "ods"),
                            ("JPG", "jpg"),
                            ("PNG", "png"),
                            ("WEBP", "webp"),
                            ("TXT", "txt"),
                            ("CSV", "csv"),
                        ],
                        max_length=4,
                        verbose_name="soort",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                ("number", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("created_at", models.DateTimeField(verbose_name="gedeeld op")),
                (
                    "groepsbericht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bestanden",
                        to="community.groepsbericht",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand",
                "verbose_name_plural": "bestanden",
                "constraints": [
                    models.UniqueConstraint(fields=("groepsbericht", "number"), name="bestand_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0), ("number__gte", 1), ("number__lte", 5)),
                        name="bestand_sizes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inlogkoppeling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("issuer", models.CharField(max_length=255)),
                ("subject", models.CharField(max_length=255)),
                ("created_at", models.DateTimeField(verbose_name="gekoppeld op")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="laatst gebruikt")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inlogkoppelingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "inlogkoppeling",
                "verbose_name_plural": "inlogkoppelingen",
                "constraints": [
                    models.UniqueConstraint(fields=("issuer", "subject"), name="inlogkoppeling_once"),
                    models.UniqueConstraint(fields=("user", "issuer"), name="inlogkoppeling_one_per_issuer"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invulling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("note", models.CharField(blank=True, max_length=240, verbose_name="opmerking")),
                ("saved_at", models.DateTimeField(verbose_name="opgeslagen op")),
                (
                    "datumprikker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invullingen",
                        to="community.datumprikker",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invullingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "invulling",
                "verbose_name_plural": "invullingen",
                "constraints": [models.UniqueConstraint(fields=("datumprikker", "user"), name="invulling_once")],
            },
        ),
        migrations.CreateModel(
            name="Kalenderperiode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("SCHOOLVAKANTIE", "Schoolvakantie"), ("VERKIEZING", "Verkiezing")],
                        max_length=14,
                        verbose_name="soort",
                    ),
                ),
                (
                    "regio",
                    models.CharField(
                        choices=[("NOORD", "Noord"), ("MIDDEN", "Midden"), ("ZUID", "Zuid"), ("ALLE", "Alle regio's")],
                        default="ALLE",
                        max_length=6,
                        verbose_name="regio",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("from_date", models.DateField(verbose_name="van")),
                ("until_date", models.DateField(verbose_name="tot en met")),
                (
                    "status",
                    models.CharField(
                        choices=[("GECONTROLEERD", "Gecontroleerd"), ("TE_CONTROLEREN", "Te controleren")],
                        default="TE_CONTROLEREN",
                        max_length=14,
                        verbose_name="status",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="bron")),
            ],
            options={
                "verbose_name": "schoolvakantie of verkiezing",
                "verbose_name_plural": "schoolvakanties en verkiezingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_date__gte", models.F("from_date"))),
                        name="kalenderperiode_ends_after_start",
                    ),
                    models.UniqueConstraint(fields=("kind", "regio", "name", "from_date"), name="kalenderperiode_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Kring",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("LEERGROEP", "Leergroep"),
                            ("PRAKTIJKBOEK", "Praktijkboek"),
                            ("EDITIE", "Editie van een training"),
                            ("TEAM", "Team van een training"),
                            ("GESPREK", "Gesprekken van twee mensen"),
                            ("INTERVISIE", "Intervisiegroep"),
                            ("TOERNEE", "Visitatietoernee"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                (
                    "newest_afspraken",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="community.afspraken",
                        verbose_name="geldende afspraken",
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="begonnen op")),
                ("rhythm_weeks", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ritme")),
                (
                    "evaluate_after",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="evalueren na"),
                ),
            ],
            options={
                "verbose_name": "kring",
                "verbose_name_plural": "kringen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evaluate_after__isnull", True), ("evaluate_after__gte", 1), _connector="OR"
                        ),
                        name="kring_evaluate_after_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm_weeks__isnull", True), ("rhythm_weeks__gte", 1), _connector="OR"),
                        name="kring_rhythm_weeks_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Groepsuitnodiging",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("OPEN", "Wacht op antwoord"),
                            ("AANGENOMEN", "Aangenomen"),
                            ("AFGESLAGEN", "Afgeslagen"),
                            ("INGETROKKEN", "Ingetrokken"),
                            ("VERLOPEN", "Verlopen"),
                        ],
                        default="OPEN",
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("invited_at", models.DateTimeField(verbose_name="uitgenodigd op")),
                ("expires_at", models.DateTimeField(verbose_name="verloopt op")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op")),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groepsuitnodigingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groepsuitnodigingen",
                        to="community.kring",
                    ),
                ),
            ],
            options={
                "verbose_name": "groepsuitnodiging",
                "verbose_name_plural": "groepsuitnodigingen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "OPEN")),
                        fields=("kring", "user"),
                        name="groepsuitnodiging_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("invited_at"))),
                        name="groepsuitnodiging_expires_after_invited",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="groepsbericht",
            name="kring",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="groepsberichten", to="community.kring"
            ),
        ),
        migrations.AddField(
            model_name="evaluatie",
            name="kring",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="evaluaties", to="community.kring"
            ),
        ),
        migrations.AddField(
            model_name="datumprikker",
            name="kring",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="datumprikkers", to="community.kring"
            ),
        ),
        migrations.AddField(
            model_name="bijeenkomst",
            name="kring",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bijeenkomsten",
                to="community.kring",
            ),
        ),
        migrations.AddField(
            model_name="afspraken",
            name="kring",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="afspraken", to="community.kring"
            ),
        ),
        migrations.CreateModel(
            name="Actie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=240, verbose_name="wat")),
                ("due_date", models.DateField(verbose_name="uiterlijk")),
                (
                    "status",
                    models.CharField(
                        choices=[("OPEN", "Open"), ("KLAAR", "Klaar"), ("VERVALLEN", "Vervallen")],
                        default="OPEN",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="opgeschreven op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar of vervallen op")),
                ("drop_reason", models.CharField(blank=True, max_length=240, verbose_name="waarom vervalt het?")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=community.models.fragments.Plain(models.F("text")),
                        output_field=models.TextField(),
                    ),
                ),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="acties",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
                (
                    "bijeenkomst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="acties", to="community.bijeenkomst"
                    ),
                ),
                (
                    "kring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="acties", to="community.kring"
                    ),
                ),
            ],
            options={
                "verbose_name": "actie",
                "verbose_name_plural": "acties",
                "indexes": [
                    models.Index(fields=["kring", "status"], name="actie_kring_status"),
                    models.Index(condition=models.Q(("status", "OPEN")), fields=["owner"], name="actie_open_of_owner"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                        name="actie_search_trgm",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("status", "OPEN")),
                            models.Q(models.Q(("status", "OPEN"), _negated=True), ("closed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="actie_closed_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "VERVALLEN"), _negated=True),
                            models.Q(("drop_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="actie_dropped_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lidmaatschap",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[("LID", "Lid"), ("TREKKER", "Trekker"), ("BEGELEIDER", "Begeleider")],
                        default="LID",
                        max_length=10,
                        verbose_name="rol",
                    ),
                ),
                ("by_rol", models.CharField(blank=True, max_length=18, verbose_name="door de rol")),
                ("from_at", models.DateTimeField(verbose_name="sinds")),
                ("until_at", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="akkoord op")),
                ("welcomed_at", models.DateTimeField(blank=True, null=True, verbose_name="welkom gelezen op")),
                ("muted_at", models.DateTimeField(blank=True, null=True, verbose_name="gedempt op")),
                (
                    "accepted",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="community.afspraken",
                        verbose_name="akkoord met",
                    ),
                ),
                (
                    "kring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lidmaatschappen",
                        to="community.kring",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lidmaatschappen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lidmaatschap",
                "verbose_name_plural": "lidmaatschappen",
                "indexes": [models.Index(fields=["user", "until_at"], name="lidmaatschap_user_until")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_at__isnull", True), ("until_at__gte", models.F("from_at")), _connector="OR"
                        ),
                        name="lidmaatschap_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted__isnull", True), ("accepted_at__isnull", True)),
                            models.Q(("accepted__isnull", False), ("accepted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="lidmaatschap_accepted_has_moment",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("kring", "="),
                            ("user", "="),
                            (
                                community.models.fragments.TstzRange(
                                    "from_at",
                                    "until_at",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=False
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="lidmaatschap_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Locatie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                ("address", models.CharField(max_length=200, verbose_name="adres")),
                (
                    "provincie",
                    models.CharField(
                        choices=[
                            ("DRENTHE", "Drenthe"),
                            ("FLEVOLAND", "Flevoland"),
                            ("FRYSLAN", "Fryslân"),
                            ("GELDERLAND", "Gelderland"),
                            ("GRONINGEN", "Groningen"),
                            ("LIMBURG", "Limburg"),
                            ("NOORD_BRABANT", "Noord-Brabant"),
                            ("NOORD_HOLLAND", "Noord-Holland"),
                            ("OVERIJSSEL", "Overijssel"),
                            ("UTRECHT", "Utrecht"),
                            ("ZEELAND", "Zeeland"),
                            ("ZUID_HOLLAND", "Zuid-Holland"),
                        ],
                        max_length=14,
                        verbose_name="provincie",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="aantal plaatsen")),
                (
                    "remarks",
                    models.TextField(blank=True, max_length=1000, verbose_name="bereikbaarheid en toegankelijkheid"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in gebruik")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "locatie",
                "verbose_name_plural": "locaties",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="locatie_has_seats")
                ],
            },
        ),
        migrations.CreateModel(
            name="Leergroep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="adres")),
                ("summary", models.CharField(max_length=240, verbose_name="waar gaat het over?")),
                ("description", models.TextField(blank=True, max_length=4000, verbose_name="meer over de groep")),
                (
                    "provincies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("DRENTHE", "Drenthe"),
                                ("FLEVOLAND", "Flevoland"),
                                ("FRYSLAN", "Fryslân"),
                                ("GELDERLAND", "Gelderland"),
                                ("GRONINGEN", "Groningen"),
                                ("LIMBURG", "Limburg"),
                                ("NOORD_BRABANT", "Noord-Brabant"),
                                ("NOORD_HOLLAND", "Noord-Holland"),
                                ("OVERIJSSEL", "Overijssel"),
                                ("UTRECHT", "Utrecht"),
                                ("ZEELAND", "Zeeland"),
                                ("ZUID_HOLLAND", "Zuid-Holland"),
                            ],
                            max_length=14,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="provincies",
                    ),
                ),
                (
                    "ervaring",
                    models.CharField(
                        blank=True,
                        choices=[("STARTEND", "Startend"), ("GEVORDERD", "Gevorderd"), ("SENIOR", "Senior")],
                        max_length=10,
                        verbose_name="voor wie",
                    ),
                ),
                (
                    "joining",
                    models.CharField(
                        choices=[
                            ("OPEN", "Open: je doet direct mee"),
                            ("OP_VERZOEK", "Op verzoek: de trekker beslist"),
                            ("OP_UITNODIGING", "Op uitnodiging: de trekker nodigt mensen uit"),
                        ],
                        default="OPEN",
                        max_length=14,
                        verbose_name="aansluiten",
                    ),
                ),
                ("is_hidden", models.BooleanField(default=False, verbose_name="verborgen")),
                ("welcome_text", models.TextField(blank=True, max_length=2000, verbose_name="welkomsttekst")),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hoogste aantal leden"),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("IN_OPRICHTING", "In oprichting"),
                            ("ACTIEF", "Actief"),
                            ("AFGESLOTEN", "Afgesloten"),
                        ],
                        default="ACTIEF",
                        max_length=13,
                        verbose_name="fase",
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=community.models.fragments.Plain(
                            django.db.models.functions.text.Concat(
                                models.F("summary"),
                                models.Value(" "),
                                models.F("description"),
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "kring",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leergroep", to="community.kring"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="community.leergroep",
                    ),
                ),
                (
                    "mixed_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mixed",
                        to="community.leergroep",
                    ),
                ),
                (
                    "opgaven",
                    models.ManyToManyField(
                        blank=True, related_name="leergroepen", to="community.opgave", verbose_name="opgaven"
                    ),
                ),
            ],
            options={
                "verbose_name": "leergroep",
                "verbose_name_plural": "leergroepen",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                        name="leergroep_search_trgm",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__isnull", True), ("capacity__gte", 2), _connector="OR"),
                        name="leergroep_capacity_two_or_more",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_hidden", False), ("joining", "OP_UITNODIGING"), _connector="OR"),
                        name="leergroep_hidden_by_invitation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Optie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("starts_at", models.DateTimeField(verbose_name="begin")),
                ("ends_at", models.DateTimeField(verbose_name="einde")),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField()),
                (
                    "datumprikker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opties", to="community.datumprikker"
                    ),
                ),
            ],
            options={
                "verbose_name": "datum om uit te kiezen",
                "verbose_name_plural": "datums om uit te kiezen",
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("datumprikker", "starts_at"),
                        name="optie_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="optie_ends_after_start"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Antwoord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "value",
                    models.CharField(
                        choices=[("KAN", "Kan"), ("LIEVER_NIET", "Liever niet"), ("KAN_NIET", "Kan niet")],
                        max_length=11,
                        verbose_name="keuze",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="antwoorden",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "optie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="antwoorden", to="community.optie"
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord",
                "verbose_name_plural": "antwoorden",
                "indexes": [models.Index(fields=["user", "value"], name="antwoord_user_value")],
                "constraints": [models.UniqueConstraint(fields=("optie", "user"), name="antwoord_once")],
            },
        ),
        migrations.CreateModel(
            name="Organisatie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=160, unique=True, verbose_name="naam")),
                ("slug", models.SlugField(max_length=160, unique=True, verbose_name="adres")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RIJK", "Rijk"),
                            ("PROVINCIE", "Provincie"),
                            ("WATERSCHAP", "Waterschap"),
                            ("GEMEENTE", "Gemeente"),
                            ("UITVOERING", "Uitvoeringsorganisatie"),
                            ("TERREINBEHEER", "Terreinbeheerder"),
                            ("COLLECTIEF", "Agrarisch collectief"),
                            ("BELANGEN", "Belangenorganisatie of ngo"),
                            ("KENNIS", "Kennisinstelling"),
                            ("ADVIES", "Adviesbureau"),
                            ("BEDRIJF", "Bedrijf"),
                            ("OVERIG", "Overig"),
                        ],
                        max_length=14,
                        verbose_name="soort",
                    ),
                ),
                (
                    "wereld",
                    models.CharField(
                        choices=[("OVERHEID", "Overheid"), ("MARKT", "Markt"), ("KENNIS", "Kennis"), ("NGO", "Ngo")],
                        max_length=8,
                        verbose_name="wereld",
                    ),
                ),
                (
                    "provincie",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DRENTHE", "Drenthe"),
                            ("FLEVOLAND", "Flevoland"),
                            ("FRYSLAN", "Fryslân"),
                            ("GELDERLAND", "Gelderland"),
                            ("GRONINGEN", "Groningen"),
                            ("LIMBURG", "Limburg"),
                            ("NOORD_BRABANT", "Noord-Brabant"),
                            ("NOORD_HOLLAND", "Noord-Holland"),
                            ("OVERIJSSEL", "Overijssel"),
                            ("UTRECHT", "Utrecht"),
                            ("ZEELAND", "Zeeland"),
                            ("ZUID_HOLLAND", "Zuid-Holland"),
                        ],
                        max_length=14,
                        verbose_name="provincie",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=community.models.fragments.Plain(models.F("name")),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                        name="organisatie_search_trgm",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dienstverband",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("from_date", models.DateField(verbose_name="vanaf")),
                ("until_date", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dienstverbanden",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dienstverbanden",
                        to="community.organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "dienstverband",
                "verbose_name_plural": "dienstverbanden",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_date__isnull", True), ("until_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="dienstverband_ends_after_start",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("user", "="),
                            (
                                community.models.organisaties.DateRange(
                                    "from_date",
                                    "until_date",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="dienstverband_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deelname",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("UITGENODIGD", "Uitgenodigd"),
                            ("AANGEMELD", "Aangemeld"),
                            ("WACHTLIJST", "Op de wachtlijst"),
                            ("AFGEMELD", "Afgemeld"),
                            ("AANWEZIG", "Aanwezig"),
                            ("AFWEZIG", "Afwezig"),
                        ],
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("invited_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("waiting_since", models.DateTimeField(blank=True, null=True)),
                (
                    "attended_via",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LIJST", "Op de lijst gezet"),
                            ("PLAATS", "Zelf aangemeld bij de deur"),
                            ("LINK", "Online meegedaan"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "bijeenkomst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deelnames",
                        to="community.bijeenkomst",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deelnames",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deelnames",
                        to="community.organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "deelname",
                "verbose_name_plural": "deelnames",
                "indexes": [
                    models.Index(fields=["user", "status"], name="deelname_user_status"),
                    models.Index(fields=["bijeenkomst", "status"], name="deelname_bijeenkomst_status"),
                    models.Index(
                        fields=["organisatie", "status"],
                        include=["bijeenkomst", "user"],
                        name="deelname_of_organisatie",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("bijeenkomst", "user"), name="deelname_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "WACHTLIJST"), ("waiting_since__isnull", False)),
                            models.Q(
                                models.Q(("status", "WACHTLIJST"), _negated=True), ("waiting_since__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="deelname_waiting_has_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Postpauze",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "paused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "postpauze",
                "verbose_name_plural": "postpauzes",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="postpauze_one_row")],
            },
        ),
        migrations.CreateModel(
            name="Roltoekenning",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("COORDINATOR", "Coördinator"),
                            ("TRAINER", "Trainer"),
                            ("COACH", "Coach"),
                            ("PARTNERCONTACT", "Partnercontact"),
                            ("EXPERT", "Expert"),
                            ("OPLEIDINGSADVISEUR", "Opleidingsadviseur"),
                            ("REDACTEUR", "Redacteur"),
                            ("BEHEERDER", "Beheerder"),
                            ("PRIVACYCONTACT", "Privacycontact"),
                        ],
                        max_length=18,
                        verbose_name="rol",
                    ),
                ),
                ("from_date", models.DateField(verbose_name="vanaf")),
                ("until_date", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kring",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roltoekenningen",
                        to="community.kring",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roltoekenningen",
                        to="community.organisatie",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roltoekenningen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "roltoekenning",
                "verbose_name_plural": "roltoekenningen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kring__isnull", True), ("organisatie__isnull", True), _connector="OR"),
                        name="roltoekenning_one_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rol", "PARTNERCONTACT"), _negated=True),
                            ("organisatie__isnull", False),
                            _connector="OR",
                        ),
                        name="roltoekenning_partnercontact_has_organisatie",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_date__isnull", True), ("until_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="roltoekenning_ends_after_start",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("user", "="),
                            ("rol", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "kring",
                                    "organisatie",
                                    models.Value(
                                        uuid.UUID("00000000-0000-0000-0000-000000000000"),
                                        output_field=models.UUIDField(),
                                    ),
                                ),
                                "=",
                            ),
                            (
                                community.models.organisaties.DateRange(
                                    "from_date",
                                    "until_date",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="roltoekenning_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sessie",
            fields=[
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("session_key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sessie",
                "verbose_name_plural": "sessies",
                "indexes": [models.Index(fields=["expire_date"], name="sessie_expire")],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("INTAKE", "Intakegesprek"), ("COACHING", "Coachgesprek")],
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begin")),
                ("ends_at", models.DateTimeField(verbose_name="einde")),
                ("place_name", models.CharField(blank=True, max_length=120, verbose_name="plaats")),
                ("online_url", models.URLField(blank=True, max_length=500, verbose_name="link om online mee te doen")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "bijeenkomst",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="slot",
                        to="community.bijeenkomst",
                    ),
                ),
                (
                    "booked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="geboekt",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="community.kring"
                    ),
                ),
            ],
            options={
                "verbose_name": "aangeboden tijd",
                "verbose_name_plural": "aangeboden tijden",
                "indexes": [models.Index(fields=["kring", "kind", "starts_at"], name="slot_kring_starts")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="slot_ends_after_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bezetting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bezettingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bijeenkomst",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bezettingen",
                        to="community.bijeenkomst",
                    ),
                ),
                (
                    "locatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bezettingen",
                        to="community.locatie",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bezettingen",
                        to="community.slot",
                    ),
                ),
            ],
            options={
                "verbose_name": "bezetting",
                "verbose_name_plural": "bezettingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("locatie__isnull", False), ("user__isnull", True)),
                            models.Q(("locatie__isnull", True), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="bezetting_person_or_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bijeenkomst__isnull", True), ("slot__isnull", False)),
                            models.Q(("bijeenkomst__isnull", False), ("slot__isnull", True)),
                            _connector="OR",
                        ),
                        name="bezetting_meeting_or_slot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="bezetting_ends_after_start"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("user__isnull", False)),
                        expressions=[
                            ("user", "="),
                            (
                                community.models.fragments.TstzRange(
                                    "starts_at",
                                    "ends_at",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=False
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="bezetting_user_once_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("locatie__isnull", False)),
                        expressions=[
                            ("locatie", "="),
                            (
                                community.models.fragments.TstzRange(
                                    "starts_at",
                                    "ends_at",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=False
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="bezetting_locatie_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Storing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=60, verbose_name="waar")),
                ("error_code", models.CharField(max_length=60, verbose_name="foutcode")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="aantal")),
                ("first_at", models.DateTimeField(verbose_name="eerst gezien")),
                ("last_at", models.DateTimeField(verbose_name="laatst gezien")),
            ],
            options={
                "verbose_name": "storing",
                "verbose_name_plural": "storingen",
                "constraints": [models.UniqueConstraint(fields=("place", "error_code"), name="storing_once")],
            },
        ),
        migrations.CreateModel(
            name="Taak",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40, verbose_name="soort")),
                ("object_id", models.UUIDField()),
                ("opened_at", models.DateTimeField(verbose_name="ontstaan op")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="uiterlijk")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="vervallen op")),
                (
                    "kring",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken",
                        to="community.kring",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="taken", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "taak",
                "verbose_name_plural": "taken",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=["user", "due_at"],
                        name="taak_open_of_user",
                    ),
                    models.Index(fields=["kind", "object_id"], name="taak_object"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("user", "kind", "object_id"),
                        name="taak_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                        name="taak_done_or_withdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Toetreding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("AANGEVRAAGD", "Wacht op de trekker"),
                            ("WACHTLIJST", "Op de wachtlijst"),
                            ("TOEGELATEN", "Toegelaten"),
                            ("AFGEWEZEN", "Afgewezen"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("motivation", models.TextField(blank=True, max_length=1000, verbose_name="motivatie")),
                ("requested_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="toetredingen", to="community.kring"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="toetredingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "toetreding",
                "verbose_name_plural": "toetredingen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("AANGEVRAAGD", "WACHTLIJST"))),
                        fields=("kring", "user"),
                        name="toetreding_one_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Uitnodiging",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("voornaam", models.CharField(blank=True, max_length=60, verbose_name="voornaam")),
                ("tussenvoegsel", models.CharField(blank=True, max_length=20, verbose_name="tussenvoegsel")),
                ("achternaam", models.CharField(blank=True, max_length=80, verbose_name="achternaam")),
                ("functie", models.CharField(blank=True, max_length=120, verbose_name="functie")),
                (
                    "organisatie_text",
                    models.CharField(blank=True, max_length=160, verbose_name="naam van je organisatie"),
                ),
                ("created_at", models.DateTimeField()),
                ("issue", models.PositiveSmallIntegerField(default=1)),
                ("issued_at", models.DateTimeField(verbose_name="verstuurd op")),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="uitnodiging",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kring",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.kring",
                        verbose_name="leergroep",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitnodiging",
                "verbose_name_plural": "uitnodigingen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("email",),
                        name="uitnodiging_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="uitnodiging_email_lower_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanmelding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=140, verbose_name="naam")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("organisatie", models.CharField(max_length=160, verbose_name="organisatie")),
                ("functie", models.CharField(blank=True, max_length=120, verbose_name="functie")),
                ("motivatie", models.TextField(max_length=1500, verbose_name="waarom wil je meedoen?")),
                (
                    "status",
                    models.CharField(
                        choices=[("NIEUW", "Nieuw"), ("UITGENODIGD", "Uitgenodigd"), ("AFGEWEZEN", "Afgewezen")],
                        default="NIEUW",
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="ontvangen op")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_note", models.TextField(blank=True, max_length=1000, verbose_name="toelichting")),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="notitie")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uitnodiging",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="aanmeldingen",
                        to="community.uitnodiging",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanmelding",
                "verbose_name_plural": "aanmeldingen",
            },
        ),
        migrations.CreateModel(
            name="Vermelding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written", models.CharField(blank=True, max_length=200)),
                (
                    "groepsbericht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vermeldingen",
                        to="community.groepsbericht",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vermeldingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "vermelding",
                "verbose_name_plural": "vermeldingen",
                "constraints": [models.UniqueConstraint(fields=("groepsbericht", "user"), name="vermelding_once")],
            },
        ),
        migrations.CreateModel(
            name="Verzoek",
            fields=[
                ("token", models.UUIDField(primary_key=True, serialize=False)),
                ("result", models.CharField(blank=True, max_length=80)),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "verzoek",
                "verbose_name_plural": "verzoeken",
                "indexes": [models.Index(fields=["created_at"], name="verzoek_created")],
            },
        ),
        migrations.CreateModel(
            name="Voorkeur",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=20, verbose_name="onderwerp")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("DIRECT", "Direct, als eigen mail"),
                            ("DAG", "In de mail van die werkdag"),
                            ("WEEK", "In het weekoverzicht"),
                            ("GEEN", "Alleen op het scherm"),
                        ],
                        max_length=6,
                        verbose_name="hoe",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voorkeuren",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "voorkeur",
                "verbose_name_plural": "voorkeuren",
                "constraints": [models.UniqueConstraint(fields=("user", "subject"), name="voorkeur_once")],
            },
        ),
        migrations.CreateModel(
            name="Werk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20, verbose_name="soort")),
                ("object_id", models.UUIDField()),
                ("options", models.JSONField(default=dict)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("WACHT", "Wacht op zijn beurt"),
                            ("BEZIG", "Bezig"),
                            ("KLAAR", "Klaar"),
                            ("MISLUKT", "Mislukt"),
                            ("GESTOPT", "Gestopt"),
                        ],
                        default="WACHT",
                        max_length=7,
                        verbose_name="status",
                    ),
                ),
                ("done_steps", models.PositiveIntegerField(default=0, verbose_name="stappen klaar")),
                ("all_steps", models.PositiveIntegerField(default=0, verbose_name="stappen in totaal")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="begonnen op")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="geëindigd op")),
                ("stop_asked_at", models.DateTimeField(blank=True, null=True, verbose_name="stoppen gevraagd op")),
                ("lease", models.UUIDField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=40)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="werk", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "werk",
                "verbose_name_plural": "werk",
                "indexes": [
                    models.Index(fields=["status", "asked_at"], name="werk_to_claim"),
                    models.Index(fields=["user", "-asked_at"], name="werk_of_user"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "BEZIG"), _negated=True),
                            models.Q(("lease__isnull", False), ("lease_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="werk_busy_has_lease",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("WACHT", "BEZIG"))),
                        fields=("user", "kind", "object_id"),
                        name="werk_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Werkuitkomst",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("content", community.fields.SealedFileField(verbose_name="inhoud")),
                ("kind", models.CharField(max_length=4, verbose_name="soort")),
                ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                ("expires_at", models.DateTimeField(verbose_name="te halen tot")),
                (
                    "werk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uitkomst", to="community.werk"
                    ),
                ),
            ],
            options={
                "verbose_name": "uitkomst van werk",
                "verbose_name_plural": "uitkomsten van werk",
                "indexes": [models.Index(fields=["expires_at"], name="werkuitkomst_expires")],
            },
        ),
        migrations.CreateModel(
            name="Zending",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=120, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("GEPLAND", "Gepland"),
                            ("BEZIG", "Wordt verzonden"),
                            ("VERZONDEN", "Verzonden"),
                            ("MISLUKT", "Mislukt"),
                            ("ONZEKER", "Onzeker of hij is aangekomen"),
                            ("VERVALLEN", "Vervallen"),
                        ],
                        default="GEPLAND",
                        max_length=9,
                    ),
                ),
                ("is_mandatory", models.BooleanField(default=False)),
                ("resend_uncertain", models.BooleanField(default=True)),
                ("due_at", models.DateTimeField(verbose_name="gepland op")),
                ("next_attempt_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_token", models.UUIDField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("uncertain", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("smtp_code", models.CharField(blank=True, max_length=8)),
                ("error_code", models.CharField(blank=True, max_length=40)),
                ("bounced_at", models.DateTimeField(blank=True, null=True, verbose_name="kwam terug op")),
                ("bounce_code", models.CharField(blank=True, max_length=12)),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zendingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "zending",
                "verbose_name_plural": "zendingen",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "GEPLAND")), fields=["next_attempt_at"], name="zending_to_send"
                    ),
                    models.Index(
                        condition=models.Q(("status", "BEZIG")), fields=["lease_until"], name="zending_leased"
                    ),
                    models.Index(fields=["recipient", "-due_at"], name="zending_recipient"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bericht",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("dedupe_key", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(max_length=8)),
                ("object_id", models.UUIDField()),
                ("moment", models.CharField(blank=True, max_length=60)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(verbose_name="speelt vanaf")),
                ("mail_at", models.DateTimeField(blank=True, null=True, verbose_name="mail gepland op")),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="zinloos na")),
                (
                    "mail_mode",
                    models.CharField(
                        choices=[
                            ("DIRECT", "Direct, als eigen mail"),
                            ("DAG", "In de mail van die werkdag"),
                            ("WEEK", "In het weekoverzicht"),
                            ("GEEN", "Alleen op het scherm"),
                        ],
                        max_length=6,
                    ),
                ),
                ("is_on_screen", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("GEPLAND", "Gepland"),
                            ("SCHERM", "Alleen op het scherm"),
                            ("VERZONDEN", "Verzonden"),
                            ("VERVALLEN", "Vervallen"),
                            ("MISLUKT", "Mislukt"),
                            ("ONZEKER", "Onzeker of het is aangekomen"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        default="GEPLAND",
                        max_length=11,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=40, verbose_name="waarom")),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="berichten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taak",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="herinneringen",
                        to="community.taak",
                    ),
                ),
                (
                    "zending",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berichten",
                        to="community.zending",
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "GEPLAND"), ("zending__isnull", True)),
                        fields=["mail_at"],
                        name="bericht_to_bundle",
                    ),
                    models.Index(
                        condition=models.Q(("is_on_screen", True)),
                        fields=["recipient", "-due_at"],
                        name="bericht_on_screen",
                    ),
                    models.Index(fields=["kind", "object_id"], name="bericht_object"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bezorging",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="bezorging",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("GEWEIGERD", "De mailserver weigert dit adres"),
                            ("TERUG", "Mail naar dit adres kwam terug"),
                        ],
                        max_length=9,
                        verbose_name="reden",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=12, verbose_name="code van de mailserver")),
                ("count", models.PositiveSmallIntegerField(default=0, verbose_name="aantal keer")),
                ("since", models.DateTimeField(verbose_name="sinds")),
                ("last_at", models.DateTimeField(verbose_name="laatst")),
                ("stopped_at", models.DateTimeField(blank=True, null=True, verbose_name="gestopt op")),
            ],
            options={
                "verbose_name": "bezorging",
                "verbose_name_plural": "bezorgingen",
                "indexes": [
                    models.Index(
                        condition=models.Q(("stopped_at__isnull", False)), fields=["email"], name="bezorging_stopped"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Profiel",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="profiel",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=community.models.fragments.new_code, editable=False, max_length=12, unique=True
                    ),
                ),
                ("in_ledengids", models.BooleanField(default=None, null=True, verbose_name="vindbaar in de ledengids")),
                ("functie", models.CharField(blank=True, max_length=120, verbose_name="functie")),
                (
                    "ervaring",
                    models.CharField(
                        blank=True,
                        choices=[("STARTEND", "Startend"), ("GEVORDERD", "Gevorderd"), ("SENIOR", "Senior")],
                        max_length=10,
                        verbose_name="ervaring",
                    ),
                ),
                (
                    "provincies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("DRENTHE", "Drenthe"),
                                ("FLEVOLAND", "Flevoland"),
                                ("FRYSLAN", "Fryslân"),
                                ("GELDERLAND", "Gelderland"),
                                ("GRONINGEN", "Groningen"),
                                ("LIMBURG", "Limburg"),
                                ("NOORD_BRABANT", "Noord-Brabant"),
                                ("NOORD_HOLLAND", "Noord-Holland"),
                                ("OVERIJSSEL", "Overijssel"),
                                ("UTRECHT", "Utrecht"),
                                ("ZEELAND", "Zeeland"),
                                ("ZUID_HOLLAND", "Zuid-Holland"),
                            ],
                            max_length=14,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="provincies",
                    ),
                ),
                ("zoekt", models.TextField(blank=True, max_length=1000, verbose_name="wat zoek je?")),
                ("biedt", models.TextField(blank=True, max_length=1000, verbose_name="wat bied je?")),
                ("telefoon", models.CharField(blank=True, max_length=20, verbose_name="telefoonnummer")),
                (
                    "foto",
                    models.ImageField(
                        blank=True,
                        storage=community.models.people.private_storage,
                        upload_to=community.models.people.foto_path,
                        verbose_name="foto",
                    ),
                ),
                (
                    "organisatie_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="LEDEN",
                        max_length=12,
                    ),
                ),
                (
                    "functie_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="LEDEN",
                        max_length=12,
                    ),
                ),
                (
                    "ervaring_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="LEDEN",
                        max_length=12,
                    ),
                ),
                (
                    "provincies_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="LEDEN",
                        max_length=12,
                    ),
                ),
                (
                    "opgaven_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="LEDEN",
                        max_length=12,
                    ),
                ),
                (
                    "zoekt_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="LEDEN",
                        max_length=12,
                    ),
                ),
                (
                    "biedt_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="LEDEN",
                        max_length=12,
                    ),
                ),
                (
                    "foto_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="LEDEN",
                        max_length=12,
                    ),
                ),
                (
                    "telefoon_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="MIJN_GROEPEN",
                        max_length=12,
                    ),
                ),
                (
                    "email_visible_to",
                    models.CharField(
                        choices=[
                            ("ALLEEN_IK", "Alleen ik"),
                            ("MIJN_GROEPEN", "Mensen uit mijn groepen"),
                            ("LEDEN", "Alle leden"),
                        ],
                        default="ALLEEN_IK",
                        max_length=12,
                    ),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            models.Case(
                                models.When(functie_visible_to="LEDEN", then=models.F("functie")),
                                default=models.Value(""),
                                output_field=models.TextField(),
                            ),
                            models.Case(
                                models.When(then=models.F("zoekt"), zoekt_visible_to="LEDEN"),
                                default=models.Value(""),
                                output_field=models.TextField(),
                            ),
                            models.Case(
                                models.When(biedt_visible_to="LEDEN", then=models.F("biedt")),
                                default=models.Value(""),
                                output_field=models.TextField(),
                            ),
                            config="public.dutch_plain",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=community.models.fragments.Plain(
                            django.db.models.functions.text.Concat(
                                models.Case(
                                    models.When(functie_visible_to="LEDEN", then=models.F("functie")),
                                    default=models.Value(""),
                                    output_field=models.TextField(),
                                ),
                                models.Value(" "),
                                models.Case(
                                    models.When(then=models.F("zoekt"), zoekt_visible_to="LEDEN"),
                                    default=models.Value(""),
                                    output_field=models.TextField(),
                                ),
                                models.Value(" "),
                                models.Case(
                                    models.When(biedt_visible_to="LEDEN", then=models.F("biedt")),
                                    default=models.Value(""),
                                    output_field=models.TextField(),
                                ),
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                ("completed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "opgaven",
                    models.ManyToManyField(
                        blank=True, related_name="profielen", to="community.opgave", verbose_name="opgaven"
                    ),
                ),
            ],
            options={
                "verbose_name": "profiel",
                "verbose_name_plural": "profielen",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["search"], name="profiel_search"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                        name="profiel_search_text_trgm",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["provincies"], name="profiel_provincies"),
                ],
            },
        ),
        migrations.AddField(
            model_name="verslag",
            name="saved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="groepsbericht",
            index=models.Index(fields=["kring", "-created_at"], name="groepsbericht_newest"),
        ),
        migrations.AddIndex(
            model_name="groepsbericht",
            index=models.Index(
                models.F("kring"),
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce("last_reply_at", "created_at"), descending=True
                ),
                condition=models.Q(("reply_to__isnull", True)),
                name="groepsbericht_conversations",
            ),
        ),
        migrations.AddIndex(
            model_name="groepsbericht",
            index=models.Index(
                condition=models.Q(("kind", "BERICHT"), _negated=True),
                fields=["kring", "kind", "created_at"],
                name="groepsbericht_kinds",
            ),
        ),
        migrations.AddConstraint(
            model_name="groepsbericht",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at__isnull", True), models.Q(("text", ""), _negated=True)),
                    models.Q(("removed_at__isnull", False), ("text", ""), ("title", "")),
                    _connector="OR",
                ),
                name="groepsbericht_removed_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="groepsbericht",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("removed_at__isnull", False),
                    models.Q(("kind", "BERICHT"), ("title", "")),
                    models.Q(models.Q(("kind", "BERICHT"), _negated=True), models.Q(("title", ""), _negated=True)),
                    _connector="OR",
                ),
                name="groepsbericht_title_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="groepsbericht",
            constraint=models.CheckConstraint(
                condition=models.Q(("reply_to__isnull", True), ("kind", "BERICHT"), _connector="OR"),
                name="groepsbericht_reply_is_ordinary",
            ),
        ),
        migrations.AddConstraint(
            model_name="groepsbericht",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("best_answer__isnull", True),
                    models.Q(("kind", "VRAAG"), ("removed_at__isnull", True)),
                    _connector="OR",
                ),
                name="groepsbericht_best_answer_of_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluatie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)), fields=("kring",), name="evaluatie_one_open_per_kring"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluatie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("chosen_at__isnull", True), ("vervolg", "")),
                    models.Q(models.Q(("vervolg", ""), _negated=True), ("chosen_at__isnull", False)),
                    _connector="OR",
                ),
                name="evaluatie_choice_has_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="datumprikker",
            index=models.Index(fields=["kring", "status"], name="datumprikker_kring_status"),
        ),
        migrations.AddConstraint(
            model_name="datumprikker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("status", "OPEN")),
                    models.Q(models.Q(("status", "OPEN"), _negated=True), ("closed_at__isnull", False)),
                    _connector="OR",
                ),
                name="datumprikker_closed_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="datumprikker",
            constraint=models.CheckConstraint(
                condition=models.Q(("bijeenkomst__isnull", True), ("status", "VASTGESTELD"), _connector="OR"),
                name="datumprikker_only_fixed_has_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="datumprikker",
            constraint=models.CheckConstraint(
                condition=models.Q(("duration_minutes__gte", 1)), name="datumprikker_lasts"
            ),
        ),
        migrations.AddIndex(
            model_name="bijeenkomst",
            index=models.Index(fields=["starts_at"], name="bijeenkomst_starts"),
        ),
        migrations.AddIndex(
            model_name="bijeenkomst",
            index=models.Index(fields=["kring", "starts_at"], name="bijeenkomst_kring_starts"),
        ),
        migrations.AddIndex(
            model_name="bijeenkomst",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                name="bijeenkomst_search_trgm",
            ),
        ),
        migrations.AddConstraint(
            model_name="bijeenkomst",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="bijeenkomst_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="bijeenkomst",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__isnull", True), ("capacity__gte", 1), _connector="OR"),
                name="bijeenkomst_capacity_one_or_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="bijeenkomst",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "KRING"), _negated=True), ("kring__isnull", False), _connector="OR"
                ),
                name="bijeenkomst_kring_has_kring",
            ),
        ),
        migrations.AddConstraint(
            model_name="bijeenkomst",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at__isnull", False), ("status", "GEANNULEERD")),
                    models.Q(models.Q(("status", "GEANNULEERD"), _negated=True), ("cancelled_at__isnull", True)),
                    _connector="OR",
                ),
                name="bijeenkomst_cancelled_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="afspraken",
            constraint=models.UniqueConstraint(fields=("kring", "number"), name="afspraken_number_once"),
        ),
        migrations.CreateModel(
            name="Initiatief",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                (
                    "provincie",
                    models.CharField(
                        choices=[
                            ("DRENTHE", "Drenthe"),
                            ("FLEVOLAND", "Flevoland"),
                            ("FRYSLAN", "Fryslân"),
                            ("GELDERLAND", "Gelderland"),
                            ("GRONINGEN", "Groningen"),
                            ("LIMBURG", "Limburg"),
                            ("NOORD_BRABANT", "Noord-Brabant"),
                            ("NOORD_HOLLAND", "Noord-Holland"),
                            ("OVERIJSSEL", "Overijssel"),
                            ("UTRECHT", "Utrecht"),
                            ("ZEELAND", "Zeeland"),
                            ("ZUID_HOLLAND", "Zuid-Holland"),
                        ],
                        max_length=14,
                        verbose_name="provincie",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("TRAINING", "Training"),
                            ("INTERVISIE", "Intervisie"),
                            ("VISITATIE", "Visitatie"),
                            ("LIVING_LAB", "Living lab"),
                            ("EVALUATIE", "Evaluatie"),
                            ("ONTMOETING", "Ontmoeting"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=600, verbose_name="waar gaat het om?")),
                ("from_date", models.DateField(blank=True, null=True, verbose_name="vanaf")),
                ("until_date", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "kring",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="initiatieven",
                        to="community.kring",
                        verbose_name="groep of training",
                    ),
                ),
                (
                    "organisaties",
                    models.ManyToManyField(
                        blank=True,
                        related_name="initiatieven",
                        to="community.organisatie",
                        verbose_name="organisatoren",
                    ),
                ),
            ],
            options={
                "verbose_name": "initiatief",
                "verbose_name_plural": "initiatieven",
                "indexes": [models.Index(fields=["provincie"], name="initiatief_provincie")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_date__isnull", True),
                            ("until_date__isnull", True),
                            ("until_date__gte", models.F("from_date")),
                            _connector="OR",
                        ),
                        name="initiatief_ends_after_start",
                        violation_error_message="De laatste dag ligt vóór de eerste. Pas een van de twee aan.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Samenwerking",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=community.models.samenwerkingen.new_samenwerking_code,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("area", models.CharField(blank=True, max_length=160, verbose_name="gebied")),
                (
                    "provincies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("DRENTHE", "Drenthe"),
                                ("FLEVOLAND", "Flevoland"),
                                ("FRYSLAN", "Fryslân"),
                                ("GELDERLAND", "Gelderland"),
                                ("GRONINGEN", "Groningen"),
                                ("LIMBURG", "Limburg"),
                                ("NOORD_BRABANT", "Noord-Brabant"),
                                ("NOORD_HOLLAND", "Noord-Holland"),
                                ("OVERIJSSEL", "Overijssel"),
                                ("UTRECHT", "Utrecht"),
                                ("ZEELAND", "Zeeland"),
                                ("ZUID_HOLLAND", "Zuid-Holland"),
                            ],
                            max_length=14,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="provincies",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="plaats")),
                (
                    "fase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("VERKENNEN", "1 Verkennen"),
                            ("AMBITIE", "2 Ambitie bepalen"),
                            ("PLAN", "3 Plan maken"),
                            ("UITVOEREN", "4 Uitvoeren"),
                            ("BORGEN", "5 Beheren en borgen"),
                        ],
                        max_length=9,
                        verbose_name="fase",
                    ),
                ),
                (
                    "vorm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("NETWERK", "Netwerk"),
                            ("COMBINE", "Combine"),
                            ("COALITIE", "Coalitie"),
                            ("ALLIANTIE", "Alliantie"),
                        ],
                        max_length=9,
                        verbose_name="vorm",
                    ),
                ),
                (
                    "behoefte",
                    models.CharField(
                        choices=[
                            ("GEEN", "Geen"),
                            ("IMPULS", "Een impuls"),
                            ("TRANSFORMATIE", "Gaat naar een volgende fase of vorm"),
                            ("EVALUATIE", "Een evaluatie"),
                        ],
                        default="GEEN",
                        max_length=13,
                        verbose_name="behoefte",
                    ),
                ),
                (
                    "visible",
                    models.CharField(
                        choices=[
                            ("REGISSEURS", "Alleen de regisseurs en het coördinerend hart"),
                            ("NAAM", "Leden zien naam, gebied en provincie"),
                            ("ALLES", "Leden zien alles wat hier staat"),
                        ],
                        default="REGISSEURS",
                        max_length=10,
                        verbose_name="wie ziet dit?",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="ingeschreven op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=community.models.fragments.Plain(models.F("name")),
                        output_field=models.TextField(),
                    ),
                ),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "organisaties",
                    models.ManyToManyField(
                        blank=True,
                        related_name="samenwerkingen",
                        to="community.organisatie",
                        verbose_name="organisaties",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="eigen_samenwerkingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "regisseurs",
                    models.ManyToManyField(
                        related_name="samenwerkingen", to=settings.AUTH_USER_MODEL, verbose_name="regisseurs"
                    ),
                ),
            ],
            options={
                "verbose_name": "samenwerking",
                "verbose_name_plural": "samenwerkingen",
                "indexes": [
                    models.Index(fields=["behoefte"], name="samenwerking_behoefte"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                        name="samenwerking_search_trgm",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Beschikbaarheid",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("date", models.DateField(verbose_name="dag")),
                (
                    "half",
                    models.PositiveSmallIntegerField(choices=[(0, "ochtend"), (1, "middag")], verbose_name="dagdeel"),
                ),
                (
                    "keuze",
                    models.CharField(
                        choices=[("KAN", "Kan"), ("LIEVER_NIET", "Liever niet"), ("KAN_NIET", "Kan niet")],
                        max_length=11,
                        verbose_name="keuze",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="beschikbaarheid",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "beschikbaarheid",
                "verbose_name_plural": "beschikbaarheid",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "date", "half"), name="beschikbaarheid_once"),
                    models.CheckConstraint(condition=models.Q(("half__lte", 1)), name="beschikbaarheid_half"),
                ],
            },
        ),
        migrations.AddField(
            model_name="organisatie",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="community.organisatie",
                verbose_name="opgegaan in",
            ),
        ),
        migrations.CreateModel(
            name="Partnerschap",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=community.models.fragments.new_code, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("VERKENNING", "Verkenning"),
                            ("BERAAD", "Constituerend beraad"),
                            ("ACTIEF", "Actief"),
                            ("VERLENGD", "Verlengd"),
                            ("BEEINDIGD", "Beëindigd"),
                        ],
                        default="VERKENNING",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("start_date", models.DateField(blank=True, null=True, verbose_name="begint op")),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="loopt tot")),
                ("has_option", models.BooleanField(default=True, verbose_name="met een optie om te verlengen")),
                ("ended_date", models.DateField(blank=True, null=True, verbose_name="beëindigd op")),
                (
                    "note",
                    models.TextField(blank=True, max_length=2000, verbose_name="notitie voor het coördinerend hart"),
                ),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerschappen",
                        to="community.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "partnerschap",
                "verbose_name_plural": "partnerschappen",
            },
        ),
        migrations.CreateModel(
            name="Bijdrage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CONTRIBUTIE", "Geld"),
                            ("INHOUD", "Inhoud"),
                            ("DEELNEMERS", "Mensen"),
                            ("INITIATIEF", "Initiatief"),
                            ("UREN", "Uren"),
                        ],
                        max_length=11,
                        verbose_name="soort",
                    ),
                ),
                ("description", models.CharField(max_length=160, verbose_name="omschrijving")),
                (
                    "promised",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="toegezegd"
                    ),
                ),
                ("promised_date", models.DateField(blank=True, null=True, verbose_name="uiterlijk")),
                (
                    "realised",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="gerealiseerd"
                    ),
                ),
                ("realised_date", models.DateField(blank=True, null=True, verbose_name="gerealiseerd op")),
                ("created_at", models.DateTimeField(verbose_name="opgeschreven op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnerschap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bijdragen",
                        to="community.partnerschap",
                    ),
                ),
            ],
            options={
                "verbose_name": "bijdrage",
                "verbose_name_plural": "bijdragen",
            },
        ),
        migrations.CreateModel(
            name="Rapport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("quarter", models.PositiveSmallIntegerField(verbose_name="kwartaal")),
                (
                    "status",
                    models.CharField(
                        choices=[("GEPUBLICEERD", "Gepubliceerd"), ("GEEN_NIEUW", "Geen nieuw rapport")],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("content", models.TextField(blank=True, editable=False, verbose_name="inhoud")),
                (
                    "content_hash",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="controlegetal"),
                ),
                ("working", models.JSONField(default=dict, editable=False)),
                ("frozen_at", models.DateTimeField(verbose_name="vastgesteld op")),
                (
                    "partnerschap",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rapporten",
                        to="community.partnerschap",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapport",
                "verbose_name_plural": "rapporten",
            },
        ),
        migrations.CreateModel(
            name="Rapporttelling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("cells", models.JSONField(default=dict)),
                (
                    "rapport",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tellingen", to="community.rapport"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rapporttellingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "telling van een rapport",
                "verbose_name_plural": "tellingen van rapporten",
            },
        ),
        migrations.CreateModel(
            name="Regisseurregel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=160, verbose_name="naam")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("created_at", models.DateTimeField(verbose_name="opgeschreven op")),
                (
                    "partnerschap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regisseurregels",
                        to="community.partnerschap",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel van een regisseurlijst",
                "verbose_name_plural": "regels van regisseurlijsten",
            },
        ),
        migrations.CreateModel(
            name="Naamtoestemming",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("given_at", models.DateTimeField(verbose_name="gegeven op")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="naamtoestemmingen",
                        to="community.organisatie",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="naamtoestemmingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "toestemming voor een naam",
                "verbose_name_plural": "toestemmingen voor namen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("user", "organisatie"),
                        name="naamtoestemming_one_open",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="partnerschap",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "BEEINDIGD"), _negated=True),
                fields=("organisatie",),
                name="partnerschap_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerschap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_date__isnull", True), ("end_date__gt", models.F("start_date")), _connector="OR"
                ),
                name="partnerschap_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerschap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("ACTIEF", "VERLENGD")), _negated=True),
                    models.Q(("end_date__isnull", False), ("start_date__isnull", False)),
                    _connector="OR",
                ),
                name="partnerschap_running_has_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerschap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_date__isnull", False), ("status", "BEEINDIGD")),
                    models.Q(models.Q(("status", "BEEINDIGD"), _negated=True), ("ended_date__isnull", True)),
                    _connector="OR",
                ),
                name="partnerschap_ended_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="bijdrage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("promised__isnull", True),
                    models.Q(("promised__gt", 0), ("promised__lte", 10000000)),
                    _connector="OR",
                ),
                name="bijdrage_promised_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="bijdrage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("realised__isnull", True),
                    models.Q(("realised__gte", 0), ("realised__lte", 10000000)),
                    _connector="OR",
                ),
                name="bijdrage_realised_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="bijdrage",
            constraint=models.CheckConstraint(
                condition=models.Q(("realised__isnull", True), ("realised_date__isnull", False), _connector="OR"),
                name="bijdrage_realised_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="rapport",
            constraint=models.UniqueConstraint(
                fields=("partnerschap", "year", "quarter"), name="rapport_once_a_quarter", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="rapport",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__range", (1, 4))), name="rapport_quarter_one_to_four"
            ),
        ),
        migrations.AddConstraint(
            model_name="rapport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "GEPUBLICEERD"), models.Q(("content", ""), _negated=True)),
                    models.Q(("content", ""), ("status", "GEEN_NIEUW")),
                    _connector="OR",
                ),
                name="rapport_published_has_content",
            ),
        ),
        migrations.AddConstraint(
            model_name="rapporttelling",
            constraint=models.UniqueConstraint(fields=("rapport", "user"), name="rapporttelling_once"),
        ),
        migrations.AddConstraint(
            model_name="regisseurregel",
            constraint=models.UniqueConstraint(
                models.F("partnerschap"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="regisseurregel_email_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="regisseurregel",
            constraint=models.UniqueConstraint(
                models.F("partnerschap"),
                django.db.models.functions.text.Lower("naam"),
                condition=models.Q(("email", "")),
                name="regisseurregel_naam_once",
            ),
        ),
        FREEZE_REPORTS,
    ]
