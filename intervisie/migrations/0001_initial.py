import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import community.fields
import community.models.fragments
import intervisie.models.groepen
import intervisie.models.matching


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("community", "0004_first_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluatieplanning",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=240, verbose_name="aanleiding")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("VRAGEN", "Korte vragen aan de groep, zonder namen"),
                            ("GESPREK", "Een gesprek dat zij zelf plannen"),
                            ("REFLECTIE", "Ieder schrijft voor zichzelf"),
                        ],
                        max_length=9,
                        verbose_name="vorm",
                    ),
                ),
                ("next_date", models.DateField(blank=True, null=True, verbose_name="op")),
                (
                    "repeat_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="elke zoveel weken"),
                ),
                ("planned_at", models.DateTimeField(verbose_name="gepland op")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "kring",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluatieplanningen",
                        to="community.kring",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "samenwerking",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluatieplanningen",
                        to="community.samenwerking",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatieplanning",
                "verbose_name_plural": "evaluatieplanningen",
            },
        ),
        migrations.CreateModel(
            name="Indelingsvoorstel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("change", models.CharField(blank=True, max_length=200, verbose_name="wijziging")),
                ("division", models.JSONField(verbose_name="verdeling")),
                ("people", models.JSONField(verbose_name="mensen")),
                ("locks", models.JSONField(blank=True, default=list, verbose_name="vastgezet")),
                ("fingerprint", models.CharField(max_length=64)),
                ("seed", models.PositiveIntegerField()),
                ("quality", models.FloatField(verbose_name="kwaliteit")),
                ("worst", models.FloatField(verbose_name="minste groepen")),
                ("is_complete", models.BooleanField(default=True, verbose_name="helemaal doorgerekend")),
                ("is_proven", models.BooleanField(default=False, verbose_name="bewezen het beste")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("adopted_at", models.DateTimeField(blank=True, null=True, verbose_name="overgenomen op")),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="intervisie.indelingsvoorstel",
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
                "verbose_name": "indelingsvoorstel",
                "verbose_name_plural": "indelingsvoorstellen",
            },
        ),
        migrations.CreateModel(
            name="Intervisiegroep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=intervisie.models.groepen.new_groep_code, editable=False, max_length=12, unique=True
                    ),
                ),
                ("data_key_id", models.UUIDField(editable=False)),
                (
                    "form",
                    models.CharField(
                        choices=[("FYSIEK", "Op locatie"), ("ONLINE", "Online"), ("BEIDE", "Op locatie of online")],
                        max_length=6,
                        verbose_name="vorm",
                    ),
                ),
                ("slot", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="gezamenlijk dagdeel")),
                ("place_name", models.CharField(blank=True, max_length=120, verbose_name="plaats")),
                ("destroyed_at", models.DateTimeField(blank=True, null=True, verbose_name="inhoud vernietigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "kring",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="intervisiegroep",
                        to="community.kring",
                    ),
                ),
                (
                    "voorstel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="groepen",
                        to="intervisie.indelingsvoorstel",
                    ),
                ),
            ],
            options={
                "verbose_name": "intervisiegroep",
                "verbose_name_plural": "intervisiegroepen",
            },
        ),
        migrations.CreateModel(
            name="Groepsnotitie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("text", community.fields.SealedTextField(verbose_name="notitie")),
                ("written_at", models.DateTimeField(verbose_name="geschreven op")),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
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
                    "groep",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notities",
                        to="intervisie.intervisiegroep",
                    ),
                ),
            ],
            options={
                "verbose_name": "notitie van een intervisiegroep",
                "verbose_name_plural": "notities van intervisiegroepen",
            },
        ),
        migrations.CreateModel(
            name="Matchronde",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=intervisie.models.matching.new_ronde_code, editable=False, max_length=12, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("CONCEPT", "Concept"),
                            ("OPEN", "Open voor aanmelden"),
                            ("GESLOTEN", "Aanmelden is gesloten"),
                            ("VASTGESTELD", "Groepen zijn bekend"),
                            ("AFGEBLAZEN", "Gaat niet door"),
                        ],
                        default="CONCEPT",
                        max_length=11,
                        verbose_name="status",
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
                        verbose_name="regio",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("FYSIEK", "Op locatie"), ("ONLINE", "Online"), ("BEIDE", "Op locatie of online")],
                        default="BEIDE",
                        max_length=6,
                        verbose_name="vorm",
                    ),
                ),
                (
                    "experience",
                    models.CharField(
                        choices=[
                            ("MIX", "Graag verschil in ervaring"),
                            ("GELIJK", "Graag ongeveer gelijke ervaring"),
                            ("GEEN", "Maakt niet uit"),
                        ],
                        default="MIX",
                        max_length=6,
                        verbose_name="ervaring in een groep",
                    ),
                ),
                ("from_date", models.DateField(verbose_name="groepen beginnen op")),
                ("until_date", models.DateField(verbose_name="groepen lopen tot en met")),
                ("closes_date", models.DateField(verbose_name="aanmelden tot en met")),
                ("size_min", models.PositiveSmallIntegerField(default=5, verbose_name="kleinste groep")),
                ("size_target", models.PositiveSmallIntegerField(default=6, verbose_name="gewenste groep")),
                ("size_max", models.PositiveSmallIntegerField(default=8, verbose_name="grootste groep")),
                ("min_common_slots", models.PositiveSmallIntegerField(default=1, verbose_name="gezamenlijke dagdelen")),
                ("weights", models.JSONField(blank=True, default=dict, verbose_name="gewichten")),
                ("rhythm_weeks", models.PositiveSmallIntegerField(default=8, verbose_name="ritme in weken")),
                ("evaluate_after", models.PositiveSmallIntegerField(default=4, verbose_name="evalueren na")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="geopend op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=240, verbose_name="waarom het niet doorgaat"),
                ),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
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
                "verbose_name": "matchronde",
                "verbose_name_plural": "matchrondes",
            },
        ),
        migrations.CreateModel(
            name="Matchaanmelding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "slots",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            validators=[django.core.validators.MaxValueValidator(9)]
                        ),
                        size=None,
                        verbose_name="dagdelen",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("FYSIEK", "Op locatie"), ("ONLINE", "Online"), ("BEIDE", "Op locatie of online")],
                        default="BEIDE",
                        max_length=6,
                        verbose_name="vorm",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="plaats")),
                ("max_minutes", models.PositiveSmallIntegerField(default=60, verbose_name="langste reis in minuten")),
                (
                    "langs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None, verbose_name="talen"
                    ),
                ),
                (
                    "experience",
                    models.CharField(
                        choices=[
                            ("MIX", "Graag verschil in ervaring"),
                            ("GELIJK", "Graag ongeveer gelijke ervaring"),
                            ("GEEN", "Maakt niet uit"),
                        ],
                        default="GEEN",
                        max_length=6,
                        verbose_name="ervaring",
                    ),
                ),
                ("registered_at", models.DateTimeField(verbose_name="aangemeld op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "opgaven",
                    models.ManyToManyField(blank=True, related_name="+", to="community.opgave", verbose_name="thema's"),
                ),
                (
                    "samenwerkingen",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="community.samenwerking", verbose_name="samenwerkingen"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matchaanmeldingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wants",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="graag met"
                    ),
                ),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aanmeldingen",
                        to="intervisie.matchronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanmelding voor intervisie",
                "verbose_name_plural": "aanmeldingen voor intervisie",
            },
        ),
        migrations.AddField(
            model_name="indelingsvoorstel",
            name="ronde",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="voorstellen", to="intervisie.matchronde"
            ),
        ),
        migrations.CreateModel(
            name="Proefverplaatsing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "refused_groups",
                    models.PositiveSmallIntegerField(default=0, verbose_name="groepen met een vaste regel"),
                ),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "voorstel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proefverplaatsingen",
                        to="intervisie.indelingsvoorstel",
                    ),
                ),
            ],
            options={
                "verbose_name": "proefverplaatsing",
                "verbose_name_plural": "proefverplaatsingen",
            },
        ),
        migrations.CreateModel(
            name="Terugblik",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("about_date", models.DateField(verbose_name="gevraagd voor")),
                ("opened_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                (
                    "planning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terugblikken",
                        to="intervisie.evaluatieplanning",
                    ),
                ),
            ],
            options={
                "verbose_name": "terugblik",
                "verbose_name_plural": "terugblikken",
            },
        ),
        migrations.CreateModel(
            name="Reflectie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("text", community.fields.SealedTextField(verbose_name="reflectie")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "terugblik",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reflecties",
                        to="intervisie.terugblik",
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
                "verbose_name": "reflectie",
                "verbose_name_plural": "reflecties",
            },
        ),
        migrations.CreateModel(
            name="Rondeuitnodiging",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("invited_at", models.DateTimeField(verbose_name="uitgenodigd op")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="deze keer niet")),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uitnodigingen",
                        to="intervisie.matchronde",
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
                "verbose_name": "uitnodiging voor een matchronde",
                "verbose_name_plural": "uitnodigingen voor matchrondes",
            },
        ),
        migrations.CreateModel(
            name="Vasteregel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("content", community.fields.SealedJSONField(verbose_name="vaste regels")),
                (
                    "aanmelding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vasteregel",
                        to="intervisie.matchaanmelding",
                    ),
                ),
            ],
            options={
                "verbose_name": "vaste regel",
                "verbose_name_plural": "vaste regels",
            },
        ),
        migrations.AddConstraint(
            model_name="evaluatieplanning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kring__isnull", True), ("samenwerking__isnull", False)),
                    models.Q(("kring__isnull", False), ("samenwerking__isnull", True)),
                    _connector="OR",
                ),
                name="evaluatieplanning_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluatieplanning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("repeat_weeks__isnull", True),
                    models.Q(("repeat_weeks__gte", 1), ("repeat_weeks__lte", 104)),
                    _connector="OR",
                ),
                name="evaluatieplanning_repeat",
            ),
        ),
        migrations.AddConstraint(
            model_name="intervisiegroep",
            constraint=models.CheckConstraint(
                condition=models.Q(("slot__isnull", True), ("slot__lt", 10), _connector="OR"),
                name="intervisiegroep_slot",
            ),
        ),
        migrations.AddIndex(
            model_name="groepsnotitie",
            index=models.Index(fields=["groep", "-written_at"], name="groepsnotitie_newest"),
        ),
        migrations.AddConstraint(
            model_name="matchronde",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_date__gt", models.F("from_date"))), name="matchronde_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchronde",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_date__lt", models.F("from_date"))), name="matchronde_closes_before_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchronde",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("size_max__lte", 12),
                    ("size_min__gte", 3),
                    ("size_min__lte", models.F("size_target")),
                    ("size_target__lte", models.F("size_max")),
                ),
                name="matchronde_sizes_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchronde",
            constraint=models.CheckConstraint(
                condition=models.Q(("min_common_slots__gte", 1), ("min_common_slots__lte", 10)),
                name="matchronde_common_slots",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchaanmelding",
            constraint=models.UniqueConstraint(fields=("ronde", "user"), name="matchaanmelding_once"),
        ),
        migrations.AddConstraint(
            model_name="matchaanmelding",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_minutes__gte", 10), ("max_minutes__lte", 300)), name="matchaanmelding_minutes"
            ),
        ),
        migrations.AddConstraint(
            model_name="indelingsvoorstel",
            constraint=models.UniqueConstraint(fields=("ronde", "number"), name="indelingsvoorstel_number_once"),
        ),
        migrations.AddConstraint(
            model_name="indelingsvoorstel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("adopted_at__isnull", False)),
                fields=("ronde",),
                name="indelingsvoorstel_adopted_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="terugblik",
            constraint=models.UniqueConstraint(fields=("planning", "about_date"), name="terugblik_once"),
        ),
        migrations.AddConstraint(
            model_name="reflectie",
            constraint=models.UniqueConstraint(fields=("terugblik", "user"), name="reflectie_once"),
        ),
        migrations.AddConstraint(
            model_name="rondeuitnodiging",
            constraint=models.UniqueConstraint(fields=("ronde", "user"), name="rondeuitnodiging_once"),
        ),
    ]
