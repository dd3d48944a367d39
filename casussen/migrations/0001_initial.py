import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import casussen.models.casus
import casussen.models.praktijkboeken
import community.fields
import community.models.fragments


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("community", "0004_first_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("summary", models.CharField(max_length=200, verbose_name="waarvoor")),
                (
                    "hoofdvraag",
                    models.CharField(
                        choices=[
                            ("WELKE", "Welke samenwerking past?"),
                            ("INRICHTEN", "Hoe richt je die in?"),
                            ("BETER", "Hoe maak je die beter?"),
                        ],
                        max_length=9,
                        verbose_name="hoort bij de vraag",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("is_offered", models.BooleanField(default=True, verbose_name="wordt aangeboden")),
            ],
            options={
                "verbose_name": "instrument",
                "verbose_name_plural": "instrumenten",
            },
        ),
        migrations.CreateModel(
            name="Casus",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=casussen.models.casus.new_casus_code, editable=False, max_length=12, unique=True
                    ),
                ),
                ("data_key_id", models.UUIDField(editable=False)),
                ("format", community.fields.SealedJSONField(verbose_name="format")),
                ("created_at", models.DateTimeField(verbose_name="begonnen op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="gecontroleerd op")),
                ("remove_at", models.DateTimeField(blank=True, null=True, verbose_name="wordt verwijderd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "changed_by",
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
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="casussen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "casus",
                "verbose_name_plural": "casussen",
            },
        ),
        migrations.CreateModel(
            name="Belang",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("text", community.fields.SealedTextField(verbose_name="belang")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
            ],
            options={
                "verbose_name": "belang",
                "verbose_name_plural": "belangen",
            },
        ),
        migrations.CreateModel(
            name="Afweging",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("frame", community.fields.SealedJSONField(verbose_name="afwegingskader")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
            ],
            options={
                "verbose_name": "afweging",
                "verbose_name_plural": "afwegingen",
            },
        ),
        migrations.CreateModel(
            name="Casusbestand",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("name", community.fields.SealedTextField(verbose_name="naam")),
                ("content", community.fields.SealedFileField(verbose_name="inhoud")),
                ("kind", models.CharField(max_length=4, verbose_name="soort")),
                ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand van een casus",
                "verbose_name_plural": "bestanden van casussen",
            },
        ),
        migrations.CreateModel(
            name="Casusversie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                ("format", community.fields.SealedJSONField(verbose_name="format")),
                ("begun_at", models.DateTimeField(verbose_name="begonnen op")),
                ("saved_at", models.DateTimeField(verbose_name="opgeslagen op")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versies", to="casussen.casus"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een casus",
                "verbose_name_plural": "versies van casussen",
            },
        ),
        migrations.CreateModel(
            name="Deling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[("LEZER", "Leest mee"), ("MEDE_EIGENAAR", "Mede-eigenaar")],
                        default="LEZER",
                        max_length=13,
                        verbose_name="rol",
                    ),
                ),
                ("from_at", models.DateTimeField(verbose_name="sinds")),
                ("until_at", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="delingen", to="casussen.casus"
                    ),
                ),
                (
                    "given_by",
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
                        related_name="casusdelingen",
                        to="community.kring",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="casusdelingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "deling",
                "verbose_name_plural": "delingen",
            },
        ),
        migrations.CreateModel(
            name="Dilemma",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("pole_a", community.fields.SealedTextField(verbose_name="ene kant")),
                ("pole_b", community.fields.SealedTextField(verbose_name="andere kant")),
                ("stand", community.fields.SealedJSONField(verbose_name="stand")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="gevoelig")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "dilemma",
                "verbose_name_plural": "dilemma's",
            },
        ),
        migrations.CreateModel(
            name="Fase",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="fase",
                    ),
                ),
                ("stand", community.fields.SealedJSONField(verbose_name="stand")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "fase",
                "verbose_name_plural": "fasen",
            },
        ),
        migrations.CreateModel(
            name="Gastdeling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("parts", models.JSONField(default=list, verbose_name="onderdelen")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gastdelingen", to="casussen.casus"
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
                "verbose_name": "deling met een gast",
                "verbose_name_plural": "delingen met gasten",
            },
        ),
        migrations.CreateModel(
            name="Instrumentversie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("schema", models.JSONField(verbose_name="schema")),
                ("source", models.CharField(max_length=300, verbose_name="bron")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="gepubliceerd op")),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versies", to="casussen.instrument"
                    ),
                ),
                (
                    "published_by",
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
                "verbose_name": "versie van een instrument",
                "verbose_name_plural": "versies van instrumenten",
            },
        ),
        migrations.CreateModel(
            name="Invulling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("layer", models.CharField(blank=True, max_length=20, verbose_name="laag")),
                ("data_key_id", models.UUIDField(editable=False)),
                ("answers", community.fields.SealedJSONField(verbose_name="antwoorden")),
                ("deviation", community.fields.SealedJSONField(verbose_name="afwijking")),
                ("started_at", models.DateTimeField(verbose_name="begonnen op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invullingen", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="casussen.instrument"
                    ),
                ),
                (
                    "instrumentversie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="casussen.instrumentversie"
                    ),
                ),
            ],
            options={
                "verbose_name": "invulling",
                "verbose_name_plural": "invullingen",
            },
        ),
        migrations.CreateModel(
            name="Moment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("day", community.fields.SealedTextField(verbose_name="datum")),
                ("kind", community.fields.SealedTextField(verbose_name="soort")),
                ("text", community.fields.SealedTextField(verbose_name="wat gebeurt er")),
                ("needs", community.fields.SealedTextField(verbose_name="wat is er dan nodig")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "moment",
                "verbose_name_plural": "momenten",
            },
        ),
        migrations.CreateModel(
            name="Noodtoegang",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("reason", community.fields.SealedTextField(verbose_name="reden")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="aantal uren")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("until_at", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="noodtoegangen", to="casussen.casus"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "noodtoegang",
                "verbose_name_plural": "noodtoegangen",
            },
        ),
        migrations.CreateModel(
            name="Opname",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=casussen.models.praktijkboeken.new_praktijkboek_code,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("data_key_id", models.UUIDField(editable=False)),
                ("content", community.fields.SealedJSONField(verbose_name="inhoud")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("handed_in_at", models.DateTimeField(verbose_name="ingeleverd op")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="teruggetrokken op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="opnamen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "casus",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="opnamen",
                        to="casussen.casus",
                    ),
                ),
            ],
            options={
                "verbose_name": "opname",
                "verbose_name_plural": "opnamen",
            },
        ),
        migrations.CreateModel(
            name="Inzage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="gelezen op")),
                (
                    "via",
                    models.CharField(
                        choices=[
                            ("DELING", "Gedeeld met naam"),
                            ("KRING", "Gedeeld met een groep"),
                            ("PRAKTIJKBOEK", "Praktijkboek"),
                            ("PDF", "Pdf van het praktijkboek"),
                            ("GASTLINK", "Gastlink"),
                            ("NOODTOEGANG", "Noodtoegang"),
                            ("TRAINING", "Ingeleverd bij een training"),
                            ("TOERNEE", "Bezoekkit van een toernee"),
                        ],
                        max_length=12,
                        verbose_name="langs",
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=20, verbose_name="onderdeel")),
                (
                    "casus",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inzagen",
                        to="casussen.casus",
                    ),
                ),
                (
                    "gastlink",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.gastlink",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opname",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inzagen",
                        to="casussen.opname",
                    ),
                ),
            ],
            options={
                "verbose_name": "inzage",
                "verbose_name_plural": "inzagen",
            },
        ),
        migrations.CreateModel(
            name="Partij",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("name", community.fields.SealedTextField(verbose_name="naam")),
                ("kind", community.fields.SealedTextField(verbose_name="soort")),
                ("role", community.fields.SealedTextField(verbose_name="rol")),
                ("involvement", community.fields.SealedTextField(verbose_name="betrokkenheid")),
                ("contribution", community.fields.SealedTextField(verbose_name="bijdrage")),
                ("interest", community.fields.SealedTextField(verbose_name="belang")),
                ("responsibility", community.fields.SealedTextField(verbose_name="verantwoordelijkheid")),
                ("mandate", community.fields.SealedTextField(verbose_name="mandaat")),
                ("contact", community.fields.SealedTextField(verbose_name="contact")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "partij",
                "verbose_name_plural": "partijen",
            },
        ),
        migrations.CreateModel(
            name="Doel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("is_common", models.BooleanField(default=False, verbose_name="gezamenlijk")),
                ("text", community.fields.SealedTextField(verbose_name="doel")),
                ("kind", community.fields.SealedTextField(verbose_name="soort")),
                ("horizon", community.fields.SealedTextField(verbose_name="horizon")),
                ("phasing", community.fields.SealedTextField(verbose_name="fasering")),
                (
                    "belang",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="doelen",
                        to="casussen.belang",
                    ),
                ),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partij",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="doelen",
                        to="casussen.partij",
                    ),
                ),
            ],
            options={
                "verbose_name": "doel",
                "verbose_name_plural": "doelen",
            },
        ),
        migrations.AddField(
            model_name="belang",
            name="partij",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="belangen",
                to="casussen.partij",
            ),
        ),
        migrations.CreateModel(
            name="Praktijkboek",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=casussen.models.praktijkboeken.new_praktijkboek_code,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("VERZAMELEN", "Verzamelen"),
                            ("VASTGESTELD", "Vastgesteld"),
                            ("GESLOTEN", "Gesloten"),
                            ("VERNIETIGD", "Vernietigd"),
                        ],
                        default="VERZAMELEN",
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("hand_in_date", models.DateField(blank=True, null=True, verbose_name="inleveren vóór")),
                ("closes_date", models.DateField(verbose_name="sluit op")),
                ("destroys_date", models.DateField(verbose_name="wordt vernietigd op")),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("established_at", models.DateTimeField(blank=True, null=True, verbose_name="vastgesteld op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                ("destroyed_at", models.DateTimeField(blank=True, null=True, verbose_name="vernietigd op")),
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
                    "kring",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="praktijkboek", to="community.kring"
                    ),
                ),
            ],
            options={
                "verbose_name": "praktijkboek",
                "verbose_name_plural": "praktijkboeken",
            },
        ),
        migrations.AddField(
            model_name="opname",
            name="praktijkboek",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="opnamen", to="casussen.praktijkboek"
            ),
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("fase_number", models.PositiveSmallIntegerField(verbose_name="fase")),
                ("kind", community.fields.SealedTextField(verbose_name="soort")),
                ("status", community.fields.SealedTextField(verbose_name="status")),
                ("note", community.fields.SealedTextField(verbose_name="toelichting")),
                (
                    "bestand",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casussen.casusbestand",
                    ),
                ),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "product",
                "verbose_name_plural": "producten",
            },
        ),
        migrations.AddIndex(
            model_name="casus",
            index=models.Index(fields=["owner", "-changed_at"], name="casus_of_owner"),
        ),
        migrations.AddIndex(
            model_name="casus",
            index=models.Index(
                condition=models.Q(("remove_at__isnull", False)), fields=["remove_at"], name="casus_to_remove"
            ),
        ),
        migrations.AddConstraint(
            model_name="afweging",
            constraint=models.UniqueConstraint(fields=("casus",), name="afweging_once"),
        ),
        migrations.AddConstraint(
            model_name="casusversie",
            constraint=models.UniqueConstraint(fields=("casus", "number"), name="casusversie_number_once"),
        ),
        migrations.AddIndex(
            model_name="deling",
            index=models.Index(fields=["user", "until_at"], name="deling_user_until"),
        ),
        migrations.AddConstraint(
            model_name="deling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kring__isnull", True), ("user__isnull", False)),
                    models.Q(("kring__isnull", False), ("user__isnull", True)),
                    _connector="OR",
                ),
                name="deling_one_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="deling",
            constraint=models.CheckConstraint(
                condition=models.Q(("kring__isnull", True), ("role", "LEZER"), _connector="OR"),
                name="deling_kring_only_reads",
            ),
        ),
        migrations.AddConstraint(
            model_name="deling",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_at__isnull", True), ("until_at__gte", models.F("from_at")), _connector="OR"),
                name="deling_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="deling",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("user__isnull", False)),
                expressions=[
                    ("casus", "="),
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
                name="deling_person_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="deling",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kring__isnull", False)),
                expressions=[
                    ("casus", "="),
                    ("kring", "="),
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
                name="deling_kring_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="fase",
            constraint=models.UniqueConstraint(fields=("casus", "number"), name="fase_number_once"),
        ),
        migrations.AddConstraint(
            model_name="fase",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 5)), name="fase_is_one_of_five"
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentversie",
            constraint=models.UniqueConstraint(fields=("instrument", "number"), name="instrumentversie_number_once"),
        ),
        migrations.AddConstraint(
            model_name="invulling",
            constraint=models.UniqueConstraint(fields=("casus", "instrument", "layer"), name="invulling_layer_once"),
        ),
        migrations.AddConstraint(
            model_name="noodtoegang",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gte", 1), ("hours__lte", 4)), name="noodtoegang_at_most_four_hours"
            ),
        ),
        migrations.AddConstraint(
            model_name="noodtoegang",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="noodtoegang_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="noodtoegang",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_at__isnull", True), ("decided_at__isnull", False), _connector="OR"),
                name="noodtoegang_decided_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="noodtoegang",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True)),
                fields=("casus", "asked_by"),
                name="noodtoegang_open_once",
            ),
        ),
        migrations.AddIndex(
            model_name="inzage",
            index=models.Index(fields=["casus", "-at"], name="inzage_of_casus"),
        ),
        migrations.AddIndex(
            model_name="inzage",
            index=models.Index(fields=["opname", "reader"], name="inzage_of_opname"),
        ),
        migrations.AddConstraint(
            model_name="inzage",
            constraint=models.CheckConstraint(
                condition=models.Q(("casus__isnull", False), ("opname__isnull", False), _connector="OR"),
                name="inzage_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="praktijkboek",
            constraint=models.CheckConstraint(
                condition=models.Q(("destroys_date__gt", models.F("closes_date"))),
                name="praktijkboek_closes_before_it_goes",
            ),
        ),
        migrations.AddConstraint(
            model_name="praktijkboek",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "VERNIETIGD"), _negated=True), ("destroyed_at__isnull", False), _connector="OR"
                ),
                name="praktijkboek_destroyed_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="opname",
            constraint=models.UniqueConstraint(
                condition=models.Q(("casus__isnull", False), ("withdrawn_at__isnull", True)),
                fields=("praktijkboek", "casus"),
                name="opname_casus_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("fase_number__gte", 1), ("fase_number__lte", 5)), name="product_of_a_phase"
            ),
        ),
        migrations.CreateModel(
            name="Adviesversie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                ("content", community.fields.SealedJSONField(verbose_name="inhoud")),
                ("frozen_at", models.DateTimeField(verbose_name="vastgelegd op")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="adviesversies", to="casussen.casus"
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een advies",
                "verbose_name_plural": "versies van adviezen",
            },
        ),
        migrations.CreateModel(
            name="Adviesdeling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("shared_at", models.DateTimeField(verbose_name="gedeeld op")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="geopend op")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="adviesdelingen", to="casussen.casus"
                    ),
                ),
                (
                    "gastlink",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.gastlink"
                    ),
                ),
                (
                    "versie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="delingen", to="casussen.adviesversie"
                    ),
                ),
            ],
            options={
                "verbose_name": "gedeeld advies",
                "verbose_name_plural": "gedeelde adviezen",
            },
        ),
        migrations.CreateModel(
            name="Adviesantwoord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("given_by", community.fields.SealedTextField(verbose_name="gegeven door")),
                ("answers", community.fields.SealedJSONField(verbose_name="antwoorden")),
                ("answered_at", models.DateTimeField(verbose_name="geantwoord op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="vastgelegd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adviesantwoorden",
                        to="casussen.casus",
                    ),
                ),
                (
                    "deling",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="antwoorden",
                        to="casussen.adviesdeling",
                    ),
                ),
                (
                    "versie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="antwoorden",
                        to="casussen.adviesversie",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord op een advies",
                "verbose_name_plural": "antwoorden op adviezen",
            },
        ),
        migrations.CreateModel(
            name="Advies",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("content", community.fields.SealedJSONField(verbose_name="inhoud")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "advies",
                "verbose_name_plural": "adviezen",
                "constraints": [models.UniqueConstraint(fields=("casus",), name="advies_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="adviesversie",
            constraint=models.UniqueConstraint(fields=("casus", "number"), name="adviesversie_number_once"),
        ),
        migrations.AddConstraint(
            model_name="adviesdeling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_at__isnull", True), ("opened_at__gte", models.F("shared_at")), _connector="OR"
                ),
                name="advies_opened_after_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="adviesantwoord",
            constraint=models.UniqueConstraint(fields=("deling", "versie"), name="adviesantwoord_once"),
        ),
        migrations.CreateModel(
            name="Sessieopbrengst",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                ("content", community.fields.SealedJSONField(verbose_name="opbrengst")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="casussen.casus"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "opbrengst van een sessie",
                "verbose_name_plural": "opbrengsten van sessies",
            },
        ),
    ]
