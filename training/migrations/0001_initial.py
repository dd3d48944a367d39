import uuid

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import community.fields
import community.models.fragments
import community.models.people
import training.models.materialen


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casussen", "0002_instrumenten"),
        ("community", "0004_first_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Competentie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="nummer")),
                ("label", models.CharField(max_length=120, verbose_name="competentie")),
                ("explanation", models.TextField(max_length=1000, verbose_name="uitleg")),
                ("levels", models.JSONField(default=list, verbose_name="gedrag per niveau")),
            ],
            options={
                "verbose_name": "competentie",
                "verbose_name_plural": "competenties",
            },
        ),
        migrations.CreateModel(
            name="Ontwikkeldoel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="nummer")),
                ("label", models.CharField(max_length=160, verbose_name="doel")),
                ("explanation", models.TextField(blank=True, max_length=1000, verbose_name="uitleg")),
            ],
            options={
                "verbose_name": "ontwikkeldoel",
                "verbose_name_plural": "ontwikkeldoelen",
            },
        ),
        migrations.CreateModel(
            name="Deelnemer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("admitted_at", models.DateTimeField(verbose_name="toegelaten op")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="gereed voor dagdeel 1 op")),
                ("stopped_at", models.DateTimeField(blank=True, null=True, verbose_name="gestopt op")),
                ("stop_reason", models.CharField(blank=True, max_length=240, verbose_name="waarom gestopt")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="afgerond op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "casus",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casussen.casus",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deelnemers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "deelnemer",
                "verbose_name_plural": "deelnemers",
            },
        ),
        migrations.CreateModel(
            name="Coachgesprek",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("question", community.fields.SealedTextField(verbose_name="waar gaat het over?")),
                ("report", community.fields.SealedTextField(verbose_name="verslag")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("booked_at", models.DateTimeField(blank=True, null=True, verbose_name="geboekt op")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="afgezegd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "slot",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="coachgesprek",
                        to="community.slot",
                    ),
                ),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coachgesprekken",
                        to="training.deelnemer",
                    ),
                ),
            ],
            options={
                "verbose_name": "coachgesprek",
                "verbose_name_plural": "coachgesprekken",
            },
        ),
        migrations.CreateModel(
            name="Editie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="adres")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("CONCEPT", "Concept"),
                            ("GEPUBLICEERD", "Gepubliceerd"),
                            ("GEANNULEERD", "Gaat niet door"),
                            ("GEARCHIVEERD", "Gearchiveerd"),
                        ],
                        default="CONCEPT",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
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
                    "regio",
                    models.CharField(
                        choices=[("NOORD", "Noord"), ("MIDDEN", "Midden"), ("ZUID", "Zuid"), ("ALLE", "Alle regio's")],
                        max_length=6,
                        verbose_name="vakantieregio",
                    ),
                ),
                ("description", models.TextField(blank=True, max_length=2000, verbose_name="voor wie en waarom")),
                ("from_date", models.DateField(verbose_name="vanaf")),
                ("until_date", models.DateField(verbose_name="tot en met")),
                ("capacity", models.PositiveSmallIntegerField(verbose_name="aantal plaatsen")),
                ("apply_until_date", models.DateField(blank=True, null=True, verbose_name="aanmelden tot en met")),
                ("decide_by_date", models.DateField(blank=True, null=True, verbose_name="besluit uiterlijk")),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="gepubliceerd op")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="afgelast op")),
                ("archived_at", models.DateTimeField(blank=True, null=True, verbose_name="gearchiveerd op")),
                ("purged_at", models.DateTimeField(blank=True, null=True, verbose_name="opgeschoond op")),
                ("figures", models.JSONField(blank=True, default=dict, verbose_name="cijfers")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "coaches",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="coaches"
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="training.editie",
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
                    "kring",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="editie", to="community.kring"
                    ),
                ),
                (
                    "locatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="edities",
                        to="community.locatie",
                    ),
                ),
                (
                    "organisaties",
                    models.ManyToManyField(
                        blank=True, related_name="edities", to="community.organisatie", verbose_name="partners"
                    ),
                ),
            ],
            options={
                "verbose_name": "editie",
                "verbose_name_plural": "edities",
            },
        ),
        migrations.AddField(
            model_name="deelnemer",
            name="editie",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="deelnemers", to="training.editie"
            ),
        ),
        migrations.CreateModel(
            name="Editiedeel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("from_date", models.DateField(blank=True, null=True, verbose_name="open vanaf")),
                ("until_date", models.DateField(blank=True, null=True, verbose_name="klaar vóór")),
                ("is_locked", models.BooleanField(default=False, verbose_name="staat vast")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="geopend op")),
                (
                    "bijeenkomst",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="editiedeel",
                        to="community.bijeenkomst",
                    ),
                ),
                (
                    "editie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="delen", to="training.editie"
                    ),
                ),
            ],
            options={
                "verbose_name": "onderdeel van een editie",
                "verbose_name_plural": "onderdelen van edities",
            },
        ),
        migrations.CreateModel(
            name="Genodigde",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("OPDRACHTGEVER", "Opdrachtgever"), ("COLLEGA", "Collega")],
                        max_length=13,
                        verbose_name="als",
                    ),
                ),
                ("invited_at", models.DateTimeField(verbose_name="uitgenodigd op")),
                ("invited_version", models.PositiveIntegerField(default=1, editable=False)),
                ("sees_presentatie", models.BooleanField(default=False, verbose_name="ziet de presentatie")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("KOMT", "Komt"), ("KOMT_NIET", "Komt niet")],
                        max_length=9,
                        verbose_name="antwoord",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="geantwoord op")),
                ("remark", models.CharField(blank=True, max_length=240, verbose_name="opmerking")),
                (
                    "editie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="genodigden", to="training.editie"
                    ),
                ),
                (
                    "gastlink",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="genodigde", to="community.gastlink"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "genodigde",
                "verbose_name_plural": "genodigden",
            },
        ),
        migrations.CreateModel(
            name="Inschrijving",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("AANGEVRAAGD", "Wacht op een besluit"),
                            ("WACHTLIJST", "Op de wachtlijst"),
                            ("AANGEBODEN", "Plek aangeboden"),
                            ("TOEGELATEN", "Toegelaten"),
                            ("AFGEWEZEN", "Niet toegelaten"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        default="AANGEVRAAGD",
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("brings_casus", models.BooleanField(verbose_name="brengt een casus in")),
                ("is_involved", models.BooleanField(verbose_name="is zelf betrokken bij die samenwerking")),
                ("samenwerking", models.CharField(max_length=120, verbose_name="samenwerking")),
                ("motivation", models.TextField(max_length=2000, verbose_name="motivatie")),
                ("opdrachtgever_name", models.CharField(max_length=120, verbose_name="naam van de opdrachtgever")),
                (
                    "opdrachtgever_email",
                    models.EmailField(max_length=254, verbose_name="e-mailadres van de opdrachtgever"),
                ),
                (
                    "instemming",
                    models.CharField(
                        choices=[("GEVRAAGD", "Gevraagd"), ("AKKOORD", "Akkoord"), ("NIET_AKKOORD", "Niet akkoord")],
                        default="GEVRAAGD",
                        max_length=12,
                        verbose_name="instemming",
                    ),
                ),
                ("instemming_at", models.DateTimeField(blank=True, null=True, verbose_name="instemming op")),
                (
                    "instemming_remark",
                    models.CharField(blank=True, max_length=500, verbose_name="opmerking van de opdrachtgever"),
                ),
                ("requested_at", models.DateTimeField(verbose_name="aangevraagd op")),
                ("waiting_since", models.DateTimeField(blank=True, null=True, verbose_name="op de wachtlijst sinds")),
                ("offer_until_date", models.DateField(blank=True, null=True, verbose_name="reageren vóór")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                (
                    "decision_text",
                    models.TextField(blank=True, max_length=1000, verbose_name="bericht bij het besluit"),
                ),
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
                    "editie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="inschrijvingen", to="training.editie"
                    ),
                ),
                (
                    "gastlink",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.gastlink",
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
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inschrijvingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "inschrijving",
                "verbose_name_plural": "inschrijvingen",
            },
        ),
        migrations.AddField(
            model_name="deelnemer",
            name="inschrijving",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.RESTRICT, related_name="deelnemer", to="training.inschrijving"
            ),
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="gehouden op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "deelnemer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="intake", to="training.deelnemer"
                    ),
                ),
                (
                    "slot",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="intake",
                        to="community.slot",
                    ),
                ),
            ],
            options={
                "verbose_name": "intake",
                "verbose_name_plural": "intakes",
            },
        ),
        migrations.CreateModel(
            name="Intakenotitie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("text", community.fields.SealedTextField(verbose_name="notitie")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="training.deelnemer"
                    ),
                ),
            ],
            options={
                "verbose_name": "intakenotitie",
                "verbose_name_plural": "intakenotities",
            },
        ),
        migrations.CreateModel(
            name="Inzending",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("BEZIG", "Bezig"), ("INGELEVERD", "Ingeleverd"), ("REACTIE", "Reactie gekregen")],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("is_shared", models.BooleanField(default=False, verbose_name="trainers lezen mee")),
                ("started_at", models.DateTimeField(verbose_name="begonnen op")),
                ("handed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="ingeleverd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="inzendingen", to="training.deelnemer"
                    ),
                ),
                (
                    "editiedeel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inzendingen",
                        to="training.editiedeel",
                    ),
                ),
            ],
            options={
                "verbose_name": "inzending",
                "verbose_name_plural": "inzendingen",
            },
        ),
        migrations.CreateModel(
            name="Materiaal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(blank=True, max_length=2, verbose_name="bij onderdeel")),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("TRAINERS", "Alleen trainers"),
                            ("DEELNEMERS", "Deelnemers en trainers"),
                            ("LEDEN", "Alle leden"),
                        ],
                        max_length=10,
                        verbose_name="voor wie",
                    ),
                ),
                ("licence", models.CharField(blank=True, max_length=200, verbose_name="licentie of bron")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "derived_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="afgeleid",
                        to="training.materiaal",
                    ),
                ),
                (
                    "editie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materialen",
                        to="training.editie",
                    ),
                ),
            ],
            options={
                "verbose_name": "materiaal",
                "verbose_name_plural": "materialen",
            },
        ),
        migrations.CreateModel(
            name="Materiaalversie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                (
                    "content",
                    models.FileField(
                        max_length=60,
                        storage=community.models.people.private_storage,
                        upload_to=training.models.materialen.materiaal_path,
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
                ("placed_at", models.DateTimeField(verbose_name="geplaatst op")),
                (
                    "materiaal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versies", to="training.materiaal"
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van materiaal",
                "verbose_name_plural": "versies van materialen",
            },
        ),
        migrations.CreateModel(
            name="Meegenomen",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="functie")),
                ("parts", models.JSONField(blank=True, default=list, verbose_name="onderdelen")),
                (
                    "coachgesprek",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meegenomen",
                        to="training.coachgesprek",
                    ),
                ),
                (
                    "gastlink",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.gastlink"
                    ),
                ),
            ],
            options={
                "verbose_name": "meegenomen collega",
                "verbose_name_plural": "meegenomen collega's",
            },
        ),
        migrations.CreateModel(
            name="Onderdeelevaluatie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("closes_at", models.DateTimeField(verbose_name="sluit op")),
                (
                    "editiedeel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evaluatie", to="training.editiedeel"
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatie van een onderdeel",
                "verbose_name_plural": "evaluaties van onderdelen",
            },
        ),
        migrations.CreateModel(
            name="Onderdeelantwoord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("answers", models.JSONField(verbose_name="antwoorden")),
                (
                    "evaluatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="antwoorden",
                        to="training.onderdeelevaluatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord op een evaluatie",
                "verbose_name_plural": "antwoorden op evaluaties",
            },
        ),
        migrations.CreateModel(
            name="Onderdeelstem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "evaluatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stemmen",
                        to="training.onderdeelevaluatie",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "stem",
                "verbose_name_plural": "stemmen",
            },
        ),
        migrations.CreateModel(
            name="Ontwikkelmap",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("learning_goals", community.fields.SealedTextField(verbose_name="leerdoelen")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "deelnemer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ontwikkelmap",
                        to="training.deelnemer",
                    ),
                ),
            ],
            options={
                "verbose_name": "ontwikkelmap",
                "verbose_name_plural": "ontwikkelmappen",
            },
        ),
        migrations.CreateModel(
            name="Presentatie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("content", community.fields.SealedJSONField(verbose_name="inhoud")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("shared_at", models.DateTimeField(blank=True, null=True, verbose_name="gedeeld sinds")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "deelnemer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presentatie", to="training.deelnemer"
                    ),
                ),
            ],
            options={
                "verbose_name": "presentatie",
                "verbose_name_plural": "presentaties",
            },
        ),
        migrations.CreateModel(
            name="Programma",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="adres")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                ("summary", models.CharField(max_length=300, verbose_name="waarvoor")),
                ("is_offered", models.BooleanField(default=True, verbose_name="wordt aangeboden")),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="training.programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "programma",
                "verbose_name_plural": "programma's",
            },
        ),
        migrations.AddField(
            model_name="materiaal",
            name="programma",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="materialen", to="training.programma"
            ),
        ),
        migrations.CreateModel(
            name="Programmaonderdeel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("code", models.CharField(max_length=2, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("INTAKE", "Intake"),
                            ("DAGDEEL", "Dagdeel"),
                            ("TUSSENTIJD", "Tussentijd"),
                            ("EINDSESSIE", "Eindsessie"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("ONLINE", "Online"),
                            ("LOCATIE", "Op locatie"),
                            ("EIGEN_PLEK", "Op je eigen plek en online"),
                        ],
                        max_length=10,
                        verbose_name="vorm",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="duur in minuten")),
                ("is_same_day", models.BooleanField(default=False, verbose_name="op de dag van het onderdeel ervoor")),
                ("goals", models.TextField(max_length=1000, verbose_name="doel")),
                ("activities", models.TextField(max_length=2000, verbose_name="wat we doen")),
                ("preparation", models.TextField(blank=True, max_length=1000, verbose_name="voorbereiding")),
                ("has_own_teamgesprek", models.BooleanField(default=False, verbose_name="gesprek met het eigen team")),
                ("has_trainer_teamgesprek", models.BooleanField(default=False, verbose_name="gesprek met de trainers")),
                ("has_coaching", models.BooleanField(default=False, verbose_name="individuele coaching")),
                ("opdracht_title", models.CharField(blank=True, max_length=120, verbose_name="titel van de opdracht")),
                ("opdracht_text", models.TextField(blank=True, max_length=2000, verbose_name="opdracht")),
                ("opdracht_part", models.CharField(blank=True, max_length=40, verbose_name="onderdeel van de casus")),
                (
                    "instrumenten",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="casussen.instrument", verbose_name="instrumenten"
                    ),
                ),
                (
                    "ontwikkeldoelen",
                    models.ManyToManyField(
                        related_name="+", to="training.ontwikkeldoel", verbose_name="ontwikkeldoelen"
                    ),
                ),
            ],
            options={
                "verbose_name": "onderdeel van een programma",
                "verbose_name_plural": "onderdelen van programma's",
            },
        ),
        migrations.AddField(
            model_name="editiedeel",
            name="onderdeel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="training.programmaonderdeel"
            ),
        ),
        migrations.CreateModel(
            name="Draaiboekregel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minuten")),
                ("activity", models.CharField(max_length=240, verbose_name="wat")),
                ("werkvorm", models.CharField(blank=True, max_length=120, verbose_name="werkvorm")),
                ("material", models.CharField(blank=True, max_length=240, verbose_name="materiaal")),
                ("who", models.CharField(blank=True, max_length=80, verbose_name="wie")),
                (
                    "onderdeel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draaiboek",
                        to="training.programmaonderdeel",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel van een draaiboek",
                "verbose_name_plural": "regels van draaiboeken",
            },
        ),
        migrations.CreateModel(
            name="Programmaversie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
                ("established_at", models.DateTimeField(blank=True, null=True, verbose_name="vastgesteld op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "established_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versies", to="training.programma"
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een programma",
                "verbose_name_plural": "versies van programma's",
            },
        ),
        migrations.AddField(
            model_name="programmaonderdeel",
            name="versie",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="onderdelen", to="training.programmaversie"
            ),
        ),
        migrations.AddField(
            model_name="editie",
            name="programmaversie",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="edities", to="training.programmaversie"
            ),
        ),
        migrations.CreateModel(
            name="Reactie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("text", community.fields.SealedTextField(verbose_name="reactie")),
                ("written_at", models.DateTimeField(verbose_name="geschreven op")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inzending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reacties", to="training.inzending"
                    ),
                ),
            ],
            options={
                "verbose_name": "reactie",
                "verbose_name_plural": "reacties",
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "moment",
                    models.CharField(
                        choices=[("INTAKE", "Bij de intake"), ("EIND", "Bij de eindsessie")],
                        max_length=6,
                        verbose_name="moment",
                    ),
                ),
                ("data_key_id", models.UUIDField(editable=False)),
                ("answers", community.fields.SealedJSONField(verbose_name="antwoorden")),
                ("saved_at", models.DateTimeField(verbose_name="opgeslagen op")),
                ("shared_at", models.DateTimeField(blank=True, null=True, verbose_name="gedeeld sinds")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="training.deelnemer"
                    ),
                ),
            ],
            options={
                "verbose_name": "zelfscan",
                "verbose_name_plural": "zelfscans",
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("published_at", models.DateTimeField(verbose_name="bekend sinds")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "editie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="teams", to="training.editie"
                    ),
                ),
                (
                    "kring",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="team", to="community.kring"
                    ),
                ),
            ],
            options={
                "verbose_name": "team",
                "verbose_name_plural": "teams",
            },
        ),
        migrations.CreateModel(
            name="Teamvoorstel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("division", models.JSONField(verbose_name="verdeling")),
                ("fingerprint", models.CharField(max_length=64)),
                ("seed", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "editie",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="teamvoorstel", to="training.editie"
                    ),
                ),
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
                "verbose_name": "teamvoorstel",
                "verbose_name_plural": "teamvoorstellen",
            },
        ),
        migrations.CreateModel(
            name="Begeleiding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "begeleider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kring",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="begeleiding", to="community.kring"
                    ),
                ),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="begeleidingen",
                        to="training.deelnemer",
                    ),
                ),
            ],
            options={
                "verbose_name": "begeleiding",
                "verbose_name_plural": "begeleidingen",
                "constraints": [models.UniqueConstraint(fields=("deelnemer", "begeleider"), name="begeleiding_once")],
            },
        ),
        migrations.CreateModel(
            name="Afwijking",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=40, verbose_name="regel")),
                ("sentence", models.CharField(max_length=300, verbose_name="wat er afwijkt")),
                ("reason", models.CharField(max_length=300, verbose_name="waarom")),
                ("decided_at", models.DateTimeField(verbose_name="besloten op")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "editie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="afwijkingen", to="training.editie"
                    ),
                ),
            ],
            options={
                "verbose_name": "afwijking",
                "verbose_name_plural": "afwijkingen",
                "constraints": [models.UniqueConstraint(fields=("editie", "rule", "sentence"), name="afwijking_once")],
            },
        ),
        migrations.CreateModel(
            name="Effectmeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("INTAKE", "Bij de intake"),
                            ("EIND", "Bij de eindsessie"),
                            ("HALF_JAAR", "Een half jaar later"),
                        ],
                        max_length=9,
                        verbose_name="moment",
                    ),
                ),
                ("data_key_id", models.UUIDField(editable=False)),
                ("answers", community.fields.SealedJSONField(verbose_name="antwoorden")),
                ("saved_at", models.DateTimeField(verbose_name="opgeslagen op")),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="training.deelnemer"
                    ),
                ),
            ],
            options={
                "verbose_name": "effectmeting",
                "verbose_name_plural": "effectmetingen",
                "constraints": [models.UniqueConstraint(fields=("deelnemer", "moment"), name="effectmeting_once")],
            },
        ),
        migrations.AddIndex(
            model_name="inschrijving",
            index=models.Index(fields=["editie", "status"], name="inschrijving_editie_status"),
        ),
        migrations.AddConstraint(
            model_name="inschrijving",
            constraint=models.UniqueConstraint(fields=("editie", "user"), name="inschrijving_once"),
        ),
        migrations.AddConstraint(
            model_name="inschrijving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "WACHTLIJST"), ("waiting_since__isnull", False)),
                    models.Q(("status", "WACHTLIJST"), _negated=True),
                    _connector="OR",
                ),
                name="inschrijving_waiting_has_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="inschrijving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offer_until_date__isnull", False), ("status", "AANGEBODEN")),
                    models.Q(("status", "AANGEBODEN"), _negated=True),
                    _connector="OR",
                ),
                name="inschrijving_offer_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="deelnemer",
            constraint=models.UniqueConstraint(fields=("editie", "user"), name="deelnemer_once"),
        ),
        migrations.AddConstraint(
            model_name="intakenotitie",
            constraint=models.UniqueConstraint(fields=("deelnemer", "author"), name="intakenotitie_once"),
        ),
        migrations.AddConstraint(
            model_name="inzending",
            constraint=models.UniqueConstraint(fields=("deelnemer", "editiedeel"), name="inzending_once"),
        ),
        migrations.AddConstraint(
            model_name="materiaalversie",
            constraint=models.UniqueConstraint(fields=("materiaal", "number"), name="materiaalversie_number_once"),
        ),
        migrations.AddConstraint(
            model_name="materiaalversie",
            constraint=models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="materiaalversie_has_size"),
        ),
        migrations.AddConstraint(
            model_name="onderdeelstem",
            constraint=models.UniqueConstraint(fields=("evaluatie", "user"), name="onderdeelstem_once"),
        ),
        migrations.AddConstraint(
            model_name="editiedeel",
            constraint=models.UniqueConstraint(fields=("editie", "onderdeel"), name="editiedeel_once"),
        ),
        migrations.AddConstraint(
            model_name="editiedeel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_date__isnull", True), ("until_date__isnull", True)),
                    ("until_date__gte", models.F("from_date")),
                    _connector="OR",
                ),
                name="editiedeel_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="draaiboekregel",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 600)), name="draaiboekregel_minutes"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmaversie",
            constraint=models.UniqueConstraint(fields=("programma", "number"), name="programmaversie_number_once"),
        ),
        migrations.AddConstraint(
            model_name="programmaversie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("established_at__isnull", True)),
                fields=("programma",),
                name="programmaversie_one_concept",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmaonderdeel",
            constraint=models.UniqueConstraint(fields=("versie", "code"), name="programmaonderdeel_code_once"),
        ),
        migrations.AddConstraint(
            model_name="programmaonderdeel",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("versie", "position"),
                name="programmaonderdeel_position_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmaonderdeel",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 5), ("minutes__lte", 1440)), name="programmaonderdeel_minutes"
            ),
        ),
        migrations.AddConstraint(
            model_name="editie",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_date__gt", models.F("from_date"))), name="editie_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="editie",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__gte", 4), ("capacity__lte", 60)), name="editie_capacity"
            ),
        ),
        migrations.AddConstraint(
            model_name="editie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("status", "CONCEPT")),
                    models.Q(models.Q(("status", "CONCEPT"), _negated=True), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="editie_published_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="scan",
            constraint=models.UniqueConstraint(fields=("deelnemer", "moment"), name="scan_once"),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=("editie", "number"), name="team_number_once"),
        ),
        migrations.CreateModel(
            name="Effectrapport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("INTAKE", "Bij de intake"),
                            ("EIND", "Bij de eindsessie"),
                            ("HALF_JAAR", "Een half jaar later"),
                        ],
                        max_length=9,
                        verbose_name="moment",
                    ),
                ),
                ("differences", models.JSONField(default=dict, verbose_name="verschillen")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "editie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effectrapporten",
                        to="training.editie",
                    ),
                ),
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
                "verbose_name": "effectrapport",
                "verbose_name_plural": "effectrapporten",
                "constraints": [models.UniqueConstraint(fields=("editie", "moment"), name="effectrapport_once")],
            },
        ),
    ]
