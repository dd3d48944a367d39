import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import community.fields
import community.models.fragments
import intervisie.models.bemiddeling
import intervisie.models.bezoeken
import intervisie.models.groepen
import intervisie.models.matching
import intervisie.models.sessies
import intervisie.models.toernees


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casussen", "0002_instrumenten"),
        ("community", "0004_first_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bezoek",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=intervisie.models.bezoeken.new_bezoek_code, editable=False, max_length=12, unique=True
                    ),
                ),
                ("date", models.DateField(verbose_name="dag")),
                ("half", models.PositiveSmallIntegerField(verbose_name="dagdeel")),
                ("reserve_date", models.DateField(blank=True, null=True, verbose_name="reservedag")),
                (
                    "reserve_half",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dagdeel van de reservedag"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("GEPLAND", "Gepland"), ("GEHOUDEN", "Geweest"), ("VERVALLEN", "Vervallen")],
                        default="GEPLAND",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("is_locked", models.BooleanField(default=False, verbose_name="staat vast")),
                (
                    "observations_closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="waarnemingen gesloten op"),
                ),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "bijeenkomst",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="bezoek", to="community.bijeenkomst"
                    ),
                ),
            ],
            options={
                "verbose_name": "bezoek",
                "verbose_name_plural": "bezoeken",
            },
        ),
        migrations.CreateModel(
            name="Bezoekkit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("content", community.fields.SealedJSONField(verbose_name="inhoud")),
                ("canvas", community.fields.SealedJSONField(verbose_name="vakken van het canvas")),
                ("canvas_at", models.DateTimeField(blank=True, null=True, verbose_name="vakken overgenomen op")),
                ("shared_at", models.DateTimeField(blank=True, null=True, verbose_name="gedeeld op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "bezoek",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kit", to="intervisie.bezoek"
                    ),
                ),
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
            ],
            options={
                "verbose_name": "bezoekkit",
                "verbose_name_plural": "bezoekkits",
            },
        ),
        migrations.CreateModel(
            name="Bezoekverslag",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("CONCEPT", "Wordt geschreven"),
                            ("VOORGELEGD", "Wacht op een reactie van de gastheer"),
                            ("BEANTWOORD", "De gastheer heeft gereageerd"),
                            ("VASTGESTELD", "Vastgesteld"),
                        ],
                        default="CONCEPT",
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("letter", community.fields.SealedJSONField(verbose_name="brief")),
                ("reaction", community.fields.SealedTextField(verbose_name="reactie")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="voorgelegd op")),
                ("reacted_at", models.DateTimeField(blank=True, null=True, verbose_name="gereageerd op")),
                ("final_at", models.DateTimeField(blank=True, null=True, verbose_name="vastgesteld op")),
                ("actions_shared_at", models.DateTimeField(blank=True, null=True, verbose_name="acties gedeeld op")),
                ("consent_at", models.DateTimeField(blank=True, null=True, verbose_name="telt mee sinds")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "actions_kring",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="toerneeacties",
                        to="community.kring",
                    ),
                ),
                (
                    "bezoek",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verslag", to="intervisie.bezoek"
                    ),
                ),
            ],
            options={
                "verbose_name": "verslag van een bezoek",
                "verbose_name_plural": "verslagen van bezoeken",
            },
        ),
        migrations.CreateModel(
            name="Bezoeksactie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("text", community.fields.SealedTextField(verbose_name="actie")),
                ("outcome", community.fields.SealedTextField(verbose_name="wat kwam ervan?")),
                ("due_date", models.DateField(verbose_name="uiterlijk")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="losgelaten op")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "verslag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acties",
                        to="intervisie.bezoekverslag",
                    ),
                ),
            ],
            options={
                "verbose_name": "actie na een bezoek",
                "verbose_name_plural": "acties na bezoeken",
            },
        ),
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
                (
                    "kind",
                    models.CharField(
                        choices=[("INTERVISIE", "Intervisiegroepen"), ("TOERNEE", "Visitatietoernees")],
                        default="INTERVISIE",
                        max_length=10,
                        verbose_name="soort",
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
                    "offered",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.samenwerking",
                        verbose_name="samenwerking die je laat zien",
                    ),
                ),
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
            name="Protocol",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("summary", models.CharField(max_length=240, verbose_name="waarvoor")),
                ("is_usual", models.BooleanField(default=False, verbose_name="is het gewone protocol")),
                ("is_offered", models.BooleanField(default=True, verbose_name="wordt aangeboden")),
            ],
            options={
                "verbose_name": "protocol",
                "verbose_name_plural": "protocollen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_usual", True)), fields=("is_usual",), name="protocol_one_usual"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Protocolversie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("schema", models.JSONField(verbose_name="schema")),
                ("source", models.CharField(max_length=300, verbose_name="bron")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="gepubliceerd op")),
                (
                    "protocol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versies", to="intervisie.protocol"
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
                "verbose_name": "versie van een protocol",
                "verbose_name_plural": "versies van protocollen",
            },
        ),
        migrations.CreateModel(
            name="Rondeuitnodiging",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("invited_at", models.DateTimeField(verbose_name="uitgenodigd op")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="deze keer niet")),
                ("is_by_name", models.BooleanField(default=False, verbose_name="bij naam gevraagd")),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "terugblik",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reflecties",
                        to="intervisie.terugblik",
                    ),
                ),
            ],
            options={
                "verbose_name": "reflectie",
                "verbose_name_plural": "reflecties",
            },
        ),
        migrations.CreateModel(
            name="Toernee",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=intervisie.models.toernees.new_toernee_code, editable=False, max_length=12, unique=True
                    ),
                ),
                ("data_key_id", models.UUIDField(editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PLANNEN", "Dagen worden gezocht"),
                            ("LOOPT", "Loopt"),
                            ("AFGEROND", "Afgerond"),
                            ("AFGEBLAZEN", "Gaat niet door"),
                        ],
                        default="PLANNEN",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("from_date", models.DateField(verbose_name="bezoeken vanaf")),
                ("until_date", models.DateField(verbose_name="bezoeken tot en met")),
                (
                    "min_gap_days",
                    models.PositiveSmallIntegerField(default=10, verbose_name="minste werkdagen tussen twee bezoeken"),
                ),
                (
                    "ideal_gap_days",
                    models.PositiveSmallIntegerField(default=20, verbose_name="liefste werkdagen tussen twee bezoeken"),
                ),
                (
                    "max_span_days",
                    models.PositiveSmallIntegerField(
                        default=110, verbose_name="meeste werkdagen van eerste tot laatste bezoek"
                    ),
                ),
                ("uses_school_holidays", models.BooleanField(default=False, verbose_name="ook in schoolvakanties")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("planned_at", models.DateTimeField(blank=True, null=True, verbose_name="bezoeken vastgelegd op")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=240, verbose_name="waarom het niet doorgaat"),
                ),
                ("destroyed_at", models.DateTimeField(blank=True, null=True, verbose_name="inhoud vernietigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "begeleiders",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="mogelijke begeleiders"
                    ),
                ),
                (
                    "kring",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="toernee", to="community.kring"
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
                (
                    "protocolversie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="toernees",
                        to="intervisie.protocolversie",
                    ),
                ),
                (
                    "voorstel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="toernees",
                        to="intervisie.indelingsvoorstel",
                    ),
                ),
            ],
            options={
                "verbose_name": "toernee",
                "verbose_name_plural": "toernees",
            },
        ),
        migrations.AddField(
            model_name="bezoek",
            name="toernee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="bezoeken", to="intervisie.toernee"
            ),
        ),
        migrations.CreateModel(
            name="Toerneebrief",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RODE_DRAAD", "Wat de bezoeken gemeen hebben"),
                            ("OPDRACHTGEVERS", "Brief aan de opdrachtgevers"),
                        ],
                        max_length=14,
                        verbose_name="soort",
                    ),
                ),
                ("data_key_id", models.UUIDField(editable=False)),
                ("text", community.fields.SealedTextField(verbose_name="tekst")),
                ("proposed_at", models.DateTimeField(blank=True, null=True, verbose_name="voorgelegd op")),
                ("final_at", models.DateTimeField(blank=True, null=True, verbose_name="vastgesteld op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "toernee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="brieven", to="intervisie.toernee"
                    ),
                ),
            ],
            options={
                "verbose_name": "brief van een toernee",
                "verbose_name_plural": "brieven van toernees",
            },
        ),
        migrations.CreateModel(
            name="Toerneedeelnemer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField(verbose_name="plaats in de volgorde")),
                ("joined_at", models.DateTimeField(verbose_name="sinds")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
                (
                    "replaced_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaces",
                        to="intervisie.toerneedeelnemer",
                    ),
                ),
                (
                    "samenwerking",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="toerneedeelnames",
                        to="community.samenwerking",
                    ),
                ),
                (
                    "toernee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deelnemers", to="intervisie.toernee"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="toerneedeelnames",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "deelnemer van een toernee",
                "verbose_name_plural": "deelnemers van toernees",
            },
        ),
        migrations.CreateModel(
            name="Briefakkoord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("of_version", models.PositiveIntegerField(verbose_name="versie")),
                ("agreed_at", models.DateTimeField(verbose_name="akkoord op")),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="akkoorden",
                        to="intervisie.toerneebrief",
                    ),
                ),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="intervisie.toerneedeelnemer"
                    ),
                ),
            ],
            options={
                "verbose_name": "akkoord met een brief",
                "verbose_name_plural": "akkoorden met brieven",
            },
        ),
        migrations.CreateModel(
            name="Bezoekrol",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("VOORZITTER", "Voorzitter"),
                            ("VERSLAGLEGGER", "Verslaglegger"),
                            ("VELDWAARNEMER", "Veldwaarnemer"),
                            ("BESTUURSLENS", "Bestuurslens"),
                        ],
                        max_length=13,
                        verbose_name="rol",
                    ),
                ),
                (
                    "bezoek",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rollen", to="intervisie.bezoek"
                    ),
                ),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rollen",
                        to="intervisie.toerneedeelnemer",
                    ),
                ),
            ],
            options={
                "verbose_name": "rol bij een bezoek",
                "verbose_name_plural": "rollen bij bezoeken",
            },
        ),
        migrations.AddField(
            model_name="bezoek",
            name="host",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="bezoeken", to="intervisie.toerneedeelnemer"
            ),
        ),
        migrations.CreateModel(
            name="Toerneestap",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("step", models.CharField(max_length=40, verbose_name="stap")),
                ("opens_date", models.DateField(verbose_name="kan vanaf")),
                ("due_date", models.DateField(verbose_name="uiterlijk")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("excused_at", models.DateTimeField(blank=True, null=True, verbose_name="vrijgesteld op")),
                (
                    "bezoek",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stappen",
                        to="intervisie.bezoek",
                    ),
                ),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stappen",
                        to="intervisie.toerneedeelnemer",
                    ),
                ),
                (
                    "excused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "toernee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stappen", to="intervisie.toernee"
                    ),
                ),
            ],
            options={
                "verbose_name": "stap van een toernee",
                "verbose_name_plural": "stappen van toernees",
            },
        ),
        migrations.CreateModel(
            name="Stapantwoord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("answers", community.fields.SealedJSONField(verbose_name="antwoorden")),
                ("handed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="ingeleverd op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "stap",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="antwoord",
                        to="intervisie.toerneestap",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord op een stap",
                "verbose_name_plural": "antwoorden op stappen",
            },
        ),
        migrations.CreateModel(
            name="Toerneevoorstel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("change", models.CharField(blank=True, max_length=200, verbose_name="wijziging")),
                ("plan", models.JSONField(verbose_name="plan")),
                ("why", models.JSONField(blank=True, default=dict, verbose_name="waarom niets past")),
                ("difference", models.JSONField(blank=True, default=list, verbose_name="verschil")),
                ("locks", models.JSONField(blank=True, default=list, verbose_name="vastgezet")),
                ("fingerprint", models.CharField(max_length=64)),
                ("seed", models.PositiveIntegerField(default=1)),
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
                        to="intervisie.toerneevoorstel",
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
                (
                    "toernee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voorstellen", to="intervisie.toernee"
                    ),
                ),
            ],
            options={
                "verbose_name": "voorstel voor een toernee",
                "verbose_name_plural": "voorstellen voor toernees",
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
        migrations.CreateModel(
            name="Waarneming",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("GEZIEN", "Gezien"),
                            ("GEHOORD", "Gehoord"),
                            ("VRAAG", "Vraag"),
                            ("WAARDERING", "Waardering"),
                            ("AANBEVELING", "Aanbeveling"),
                        ],
                        max_length=11,
                        verbose_name="soort",
                    ),
                ),
                ("box", models.CharField(blank=True, max_length=4, verbose_name="vak van het canvas")),
                ("text", community.fields.SealedTextField(verbose_name="waarneming")),
                ("written_at", models.DateTimeField(verbose_name="geschreven op")),
                ("handed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="ingeleverd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waarnemingen",
                        to="intervisie.toerneedeelnemer",
                    ),
                ),
                (
                    "bezoek",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="waarnemingen", to="intervisie.bezoek"
                    ),
                ),
            ],
            options={
                "verbose_name": "waarneming",
                "verbose_name_plural": "waarnemingen",
            },
        ),
        migrations.CreateModel(
            name="Bemiddelingsvraag",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=intervisie.models.bemiddeling.new_vraag_code, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "style",
                    models.CharField(
                        choices=[
                            ("EVALUEREND", "Evaluerend"),
                            ("FACILITEREND", "Faciliterend"),
                            ("TRANSFORMATIEF", "Transformatief"),
                            ("WEET_NIET", "Dat weet ik nog niet"),
                        ],
                        max_length=14,
                        verbose_name="stijl",
                    ),
                ),
                ("wanted_by", models.DateField(blank=True, null=True, verbose_name="liefst voor")),
                ("data_key_id", models.UUIDField(editable=False)),
                ("text", community.fields.SealedTextField(verbose_name="waar gaat het over?")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("GEVRAAGD", "Wacht op het coördinerend hart"),
                            ("VOORGESTELD", "Iemand is gevraagd"),
                            ("LOOPT", "Loopt"),
                            ("AFGEROND", "Afgerond"),
                            ("INGETROKKEN", "Ingetrokken"),
                        ],
                        default="GEVRAAGD",
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("proposed_at", models.DateTimeField(blank=True, null=True, verbose_name="voorgesteld op")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="aangenomen op")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bemiddelingsvragen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mediator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bemiddelingen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "samenwerking",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bemiddelingsvragen",
                        to="community.samenwerking",
                    ),
                ),
            ],
            options={
                "verbose_name": "bemiddelingsvraag",
                "verbose_name_plural": "bemiddelingsvragen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["VOORGESTELD", "LOOPT"]), _negated=True),
                            ("mediator__isnull", False),
                            _connector="OR",
                        ),
                        name="bemiddelingsvraag_has_mediator",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="bezoekverslag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "VASTGESTELD"), _negated=True), ("final_at__isnull", False), _connector="OR"
                ),
                name="bezoekverslag_final_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="bezoeksactie",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"),
                name="bezoeksactie_done_or_dropped",
            ),
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
            model_name="protocolversie",
            constraint=models.UniqueConstraint(fields=("protocol", "number"), name="protocolversie_number_once"),
        ),
        migrations.AddConstraint(
            model_name="rondeuitnodiging",
            constraint=models.UniqueConstraint(fields=("ronde", "user"), name="rondeuitnodiging_once"),
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
            model_name="toernee",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_date__gt", models.F("from_date"))), name="toernee_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="toernee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ideal_gap_days__lte", models.F("max_span_days")),
                    ("min_gap_days__gte", 1),
                    ("min_gap_days__lte", models.F("ideal_gap_days")),
                ),
                name="toernee_gaps_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="toerneebrief",
            constraint=models.UniqueConstraint(fields=("toernee", "kind"), name="toerneebrief_once"),
        ),
        migrations.AddConstraint(
            model_name="toerneedeelnemer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True)), fields=("toernee", "user"), name="toerneedeelnemer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="toerneedeelnemer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True)),
                fields=("toernee", "position"),
                name="toerneedeelnemer_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="toerneedeelnemer",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__lt", 6)), name="toerneedeelnemer_position_in_six"
            ),
        ),
        migrations.AddConstraint(
            model_name="briefakkoord",
            constraint=models.UniqueConstraint(fields=("brief", "deelnemer"), name="briefakkoord_once"),
        ),
        migrations.AddConstraint(
            model_name="bezoekrol",
            constraint=models.UniqueConstraint(fields=("bezoek", "deelnemer"), name="bezoekrol_once"),
        ),
        migrations.AddConstraint(
            model_name="bezoekrol",
            constraint=models.UniqueConstraint(
                condition=models.Q(("rol", "VELDWAARNEMER"), _negated=True),
                fields=("bezoek", "rol"),
                name="bezoekrol_one_of_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="bezoek",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "VERVALLEN"), _negated=True), fields=("host",), name="bezoek_host_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="bezoek",
            constraint=models.CheckConstraint(condition=models.Q(("half__lte", 1)), name="bezoek_half"),
        ),
        migrations.AddConstraint(
            model_name="bezoek",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reserve_date__isnull", True), ("reserve_half__isnull", True)),
                    models.Q(
                        ("reserve_date__isnull", False), ("reserve_half__isnull", False), ("reserve_half__lte", 1)
                    ),
                    _connector="OR",
                ),
                name="bezoek_reserve_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="toerneestap",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True), ("excused_at__isnull", True)),
                fields=["due_date"],
                name="toerneestap_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="toerneestap",
            constraint=models.UniqueConstraint(
                fields=("toernee", "bezoek", "step", "deelnemer"), name="toerneestap_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="toerneestap",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__isnull", True), ("excused_at__isnull", True), _connector="OR"),
                name="toerneestap_done_or_excused",
            ),
        ),
        migrations.AddConstraint(
            model_name="toerneevoorstel",
            constraint=models.UniqueConstraint(fields=("toernee", "number"), name="toerneevoorstel_number_once"),
        ),
        migrations.CreateModel(
            name="Deck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("summary", models.CharField(max_length=240, verbose_name="waarvoor")),
                ("card_count", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="aantal kaarten")),
            ],
            options={
                "verbose_name": "kaartendeck",
                "verbose_name_plural": "kaartendecks",
            },
        ),
        migrations.CreateModel(
            name="Deckversie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("schema", models.JSONField(verbose_name="schema")),
                ("source", models.CharField(max_length=300, verbose_name="bron")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="gepubliceerd op")),
                (
                    "deck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versies", to="intervisie.deck"
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
                "verbose_name": "versie van een kaartendeck",
                "verbose_name_plural": "versies van kaartendecks",
            },
        ),
        migrations.CreateModel(
            name="Sessie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=intervisie.models.sessies.new_sessie_code, editable=False, max_length=12, unique=True
                    ),
                ),
                ("data_key_id", models.UUIDField(editable=False)),
                ("owns_key", models.BooleanField(default=True, editable=False)),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("VOORBEREIDING", "Wordt voorbereid"),
                            ("BEZIG", "Bezig"),
                            ("KLAAR", "Klaar"),
                            ("VERVALLEN", "Gaat niet door"),
                        ],
                        default="VOORBEREIDING",
                        max_length=13,
                        verbose_name="status",
                    ),
                ),
                (
                    "tempo",
                    models.CharField(
                        choices=[
                            ("LIVE", "Samen, op één moment"),
                            ("DAGEN", "Ieder in eigen tijd, verspreid over dagen"),
                        ],
                        default="LIVE",
                        max_length=5,
                        verbose_name="tempo",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dagen")),
                (
                    "medium",
                    models.CharField(
                        choices=[("SCHERM", "Op een scherm"), ("PAPIER", "Op papier"), ("GEMENGD", "Gemengd")],
                        default="SCHERM",
                        max_length=7,
                        verbose_name="waarop",
                    ),
                ),
                ("expected", models.PositiveSmallIntegerField(default=8, verbose_name="aantal mensen")),
                ("subgroups", models.PositiveSmallIntegerField(default=1, verbose_name="aantal groepjes")),
                ("lets_guests", models.BooleanField(default=False, verbose_name="gasten kunnen meedoen met een code")),
                ("join_issue", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("join_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("step", models.PositiveSmallIntegerField(default=0)),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("turn", models.PositiveSmallIntegerField(default=0)),
                ("moment_started_at", models.DateTimeField(blank=True, null=True)),
                ("moment_seconds", models.PositiveIntegerField(default=0)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("held_seconds", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="begonnen op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="afgesloten op")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="inhoud verwijderd op")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "bijeenkomst",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessies",
                        to="community.bijeenkomst",
                    ),
                ),
                (
                    "deckversie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="sessies",
                        to="intervisie.deckversie",
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
                "verbose_name": "sessie",
                "verbose_name_plural": "sessies",
            },
        ),
        migrations.CreateModel(
            name="Sessieactie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("text", community.fields.SealedTextField(verbose_name="actie")),
                ("outcome", community.fields.SealedTextField(verbose_name="wat kwam ervan?")),
                ("due_date", models.DateField(verbose_name="wanneer")),
                ("look_back_date", models.DateField(verbose_name="terugkijken op")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="losgelaten op")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessieacties",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sessie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="acties",
                        to="intervisie.sessie",
                    ),
                ),
            ],
            options={
                "verbose_name": "actie na een sessie",
                "verbose_name_plural": "acties na sessies",
            },
        ),
        migrations.CreateModel(
            name="Sessiedeelnemer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="nummer"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="voornaam")),
                ("secret_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("is_on_paper", models.BooleanField(default=False, verbose_name="schrijft op papier")),
                ("takes_part", models.BooleanField(default=True, verbose_name="doet zelf mee")),
                ("group", models.PositiveSmallIntegerField(default=1, verbose_name="groepje")),
                ("joined_at", models.DateTimeField(blank=True, null=True, verbose_name="binnen sinds")),
                ("joined_step", models.PositiveSmallIntegerField(default=0)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="weg sinds")),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                    "sessie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deelnemers", to="intervisie.sessie"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sessiedeelnames",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "deelnemer aan een sessie",
                "verbose_name_plural": "deelnemers aan sessies",
            },
        ),
        migrations.CreateModel(
            name="Sessieblad",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("step", models.CharField(max_length=40, verbose_name="stap")),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="ronde")),
                ("data_key_id", models.UUIDField(editable=False)),
                ("answers", community.fields.SealedJSONField(verbose_name="antwoorden")),
                ("filled", models.JSONField(default=list, verbose_name="ingevuld")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("handed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="laten zien op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "sessie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bladen", to="intervisie.sessie"
                    ),
                ),
                (
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bladen",
                        to="intervisie.sessiedeelnemer",
                    ),
                ),
            ],
            options={
                "verbose_name": "blad van een sessie",
                "verbose_name_plural": "bladen van sessies",
            },
        ),
        migrations.AddField(
            model_name="sessie",
            name="inbrenger",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="intervisie.sessiedeelnemer",
            ),
        ),
        migrations.AddField(
            model_name="sessie",
            name="leader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="intervisie.sessiedeelnemer",
            ),
        ),
        migrations.CreateModel(
            name="Kaartfoto",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("content", community.fields.SealedFileField(verbose_name="foto")),
                ("kind", models.CharField(max_length=4, verbose_name="soort")),
                ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                ("added_at", models.DateTimeField(verbose_name="toegevoegd op")),
                (
                    "sessie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fotos", to="intervisie.sessie"
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fotos",
                        to="intervisie.sessiedeelnemer",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="intervisie.sessiedeelnemer",
                    ),
                ),
            ],
            options={
                "verbose_name": "foto van kaartjes",
                "verbose_name_plural": "foto's van kaartjes",
            },
        ),
        migrations.CreateModel(
            name="Sessievoorbereiding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("data_key_id", models.UUIDField(editable=False)),
                ("question", community.fields.SealedTextField(verbose_name="vraag")),
                ("background", community.fields.SealedTextField(verbose_name="waar gaat het over?")),
                ("shared_at", models.DateTimeField(blank=True, null=True, verbose_name="gedeeld op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("version", community.models.fragments.VersionField(default=1, editable=False)),
                (
                    "sessie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voorbereidingen",
                        to="intervisie.sessie",
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
                "verbose_name": "voorbereiding van een sessie",
                "verbose_name_plural": "voorbereidingen van sessies",
            },
        ),
        migrations.CreateModel(
            name="Werkvorm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("summary", models.CharField(max_length=240, verbose_name="waarvoor")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("is_offered", models.BooleanField(default=True, verbose_name="wordt aangeboden")),
                (
                    "deck",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="werkvormen",
                        to="intervisie.deck",
                        verbose_name="kaartendeck",
                    ),
                ),
            ],
            options={
                "verbose_name": "werkvorm",
                "verbose_name_plural": "werkvormen",
            },
        ),
        migrations.CreateModel(
            name="Werkvormversie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("schema", models.JSONField(verbose_name="schema")),
                ("source", models.CharField(max_length=300, verbose_name="bron")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="gepubliceerd op")),
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
                (
                    "werkvorm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versies", to="intervisie.werkvorm"
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een werkvorm",
                "verbose_name_plural": "versies van werkvormen",
            },
        ),
        migrations.AddField(
            model_name="sessie",
            name="versie",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="sessies", to="intervisie.werkvormversie"
            ),
        ),
        migrations.AddConstraint(
            model_name="deckversie",
            constraint=models.UniqueConstraint(fields=("deck", "number"), name="deckversie_number_once"),
        ),
        migrations.AddIndex(
            model_name="sessieactie",
            index=models.Index(fields=["owner", "due_date"], name="sessieactie_of_owner"),
        ),
        migrations.AddConstraint(
            model_name="sessieactie",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"),
                name="sessieactie_done_or_dropped",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessieactie",
            constraint=models.CheckConstraint(
                condition=models.Q(("look_back_date__gte", models.F("due_date"))), name="sessieactie_looks_back_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessiedeelnemer",
            constraint=models.UniqueConstraint(fields=("sessie", "number"), name="sessiedeelnemer_number_once"),
        ),
        migrations.AddConstraint(
            model_name="sessiedeelnemer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("user__isnull", False)), fields=("sessie", "user"), name="sessiedeelnemer_user_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessiedeelnemer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("secret_digest", ""), _negated=True),
                fields=("secret_digest",),
                name="sessiedeelnemer_secret_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessiedeelnemer",
            constraint=models.CheckConstraint(
                condition=models.Q(("removed_at__isnull", True), ("left_at__isnull", False), _connector="OR"),
                name="sessiedeelnemer_removed_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessieblad",
            constraint=models.UniqueConstraint(fields=("sessie", "deelnemer", "step", "round"), name="sessieblad_once"),
        ),
        migrations.AddConstraint(
            model_name="sessievoorbereiding",
            constraint=models.UniqueConstraint(fields=("sessie", "user"), name="sessievoorbereiding_once"),
        ),
        migrations.AddConstraint(
            model_name="werkvormversie",
            constraint=models.UniqueConstraint(fields=("werkvorm", "number"), name="werkvormversie_number_once"),
        ),
        migrations.AddIndex(
            model_name="sessie",
            index=models.Index(fields=["status", "closed_at"], name="sessie_status_closed"),
        ),
        migrations.AddConstraint(
            model_name="sessie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "BEZIG"), _negated=True),
                    models.Q(("moment_started_at__isnull", False), ("started_at__isnull", False)),
                    _connector="OR",
                ),
                name="sessie_busy_has_clock",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("status__in", ("KLAAR", "VERVALLEN"))),
                    models.Q(("closed_at__isnull", True), ("status__in", ("VOORBEREIDING", "BEZIG"))),
                    _connector="OR",
                ),
                name="sessie_ended_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("days__isnull", True), ("tempo", "LIVE")),
                    models.Q(("days__gte", 10), ("days__lte", 20), ("tempo", "DAGEN")),
                    _connector="OR",
                ),
                name="sessie_days_of_tempo",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessie",
            constraint=models.CheckConstraint(
                condition=models.Q(("subgroups__gte", 1)), name="sessie_one_group_or_more"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("join_digest", ""), _negated=True),
                fields=("join_digest",),
                name="sessie_join_code_once",
            ),
        ),
    ]
