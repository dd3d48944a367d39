import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0002_network"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("inleiding", models.TextField(max_length=400, verbose_name="inleiding")),
                (
                    "inhoud",
                    wagtail.fields.StreamField(
                        [("kop", 2), ("tekst", 3), ("afbeelding", 7), ("citaat", 10), ("kaarten", 15), ("oproep", 19)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Tekst", "max_length": 120}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Kop"), ("3", "Tussenkop")], "label": "Niveau"},
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("tekst", 0), ("niveau", 1)]], {}),
                            3: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "icon": "pilcrow",
                                    "label": "Tekst",
                                },
                            ),
                            4: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Afbeelding"}),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Schrijf in één zin wat er te zien is.",
                                    "label": "Beschrijving voor wie de afbeelding niet ziet",
                                    "max_length": 200,
                                },
                            ),
                            6: ("wagtail.blocks.CharBlock", (), {"label": "Bron of maker", "max_length": 120}),
                            7: ("wagtail.blocks.StructBlock", [[("afbeelding", 4), ("alt", 5), ("bron", 6)]], {}),
                            8: ("wagtail.blocks.TextBlock", (), {"label": "Citaat", "max_length": 400}),
                            9: ("wagtail.blocks.CharBlock", (), {"label": "Wie zegt dit?", "max_length": 120}),
                            10: ("wagtail.blocks.StructBlock", [[("tekst", 8), ("bron", 9)]], {}),
                            11: ("wagtail.blocks.CharBlock", (), {"label": "Titel", "max_length": 80}),
                            12: ("wagtail.blocks.TextBlock", (), {"label": "Tekst", "max_length": 300}),
                            13: ("wagtail.blocks.PageChooserBlock", (), {"label": "Verwijst naar", "required": False}),
                            14: ("wagtail.blocks.StructBlock", [[("titel", 11), ("tekst", 12), ("pagina", 13)]], {}),
                            15: (
                                "wagtail.blocks.ListBlock",
                                (14,),
                                {
                                    "icon": "list-ul",
                                    "label": "Kaarten",
                                    "max_num": 6,
                                    "min_num": 2,
                                    "template": "community/kennis/blocks/kaarten.html",
                                },
                            ),
                            16: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Tekst", "max_length": 300, "required": False},
                            ),
                            17: ("wagtail.blocks.CharBlock", (), {"label": "Tekst op de knop", "max_length": 40}),
                            18: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Begin met een schuine streep, bijvoorbeeld /aansluiten/.",
                                    "label": "Adres op deze site",
                                    "max_length": 120,
                                },
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("titel", 11), ("tekst", 16), ("knop", 17), ("adres", 18)]],
                                {},
                            ),
                        },
                        verbose_name="inhoud",
                    ),
                ),
            ],
            options={
                "verbose_name": "startpagina",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="InhoudPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("inleiding", models.TextField(blank=True, max_length=400, verbose_name="inleiding")),
                (
                    "inhoud",
                    wagtail.fields.StreamField(
                        [("kop", 2), ("tekst", 3), ("afbeelding", 7), ("citaat", 10), ("kaarten", 15), ("oproep", 19)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Tekst", "max_length": 120}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Kop"), ("3", "Tussenkop")], "label": "Niveau"},
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("tekst", 0), ("niveau", 1)]], {}),
                            3: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "icon": "pilcrow",
                                    "label": "Tekst",
                                },
                            ),
                            4: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Afbeelding"}),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Schrijf in één zin wat er te zien is.",
                                    "label": "Beschrijving voor wie de afbeelding niet ziet",
                                    "max_length": 200,
                                },
                            ),
                            6: ("wagtail.blocks.CharBlock", (), {"label": "Bron of maker", "max_length": 120}),
                            7: ("wagtail.blocks.StructBlock", [[("afbeelding", 4), ("alt", 5), ("bron", 6)]], {}),
                            8: ("wagtail.blocks.TextBlock", (), {"label": "Citaat", "max_length": 400}),
                            9: ("wagtail.blocks.CharBlock", (), {"label": "Wie zegt dit?", "max_length": 120}),
                            10: ("wagtail.blocks.StructBlock", [[("tekst", 8), ("bron", 9)]], {}),
                            11: ("wagtail.blocks.CharBlock", (), {"label": "Titel", "max_length": 80}),
                            12: ("wagtail.blocks.TextBlock", (), {"label": "Tekst", "max_length": 300}),
                            13: ("wagtail.blocks.PageChooserBlock", (), {"label": "Verwijst naar", "required": False}),
                            14: ("wagtail.blocks.StructBlock", [[("titel", 11), ("tekst", 12), ("pagina", 13)]], {}),
                            15: (
                                "wagtail.blocks.ListBlock",
                                (14,),
                                {
                                    "icon": "list-ul",
                                    "label": "Kaarten",
                                    "max_num": 6,
                                    "min_num": 2,
                                    "template": "community/kennis/blocks/kaarten.html",
                                },
                            ),
                            16: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Tekst", "max_length": 300, "required": False},
                            ),
                            17: ("wagtail.blocks.CharBlock", (), {"label": "Tekst op de knop", "max_length": 40}),
                            18: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Begin met een schuine streep, bijvoorbeeld /aansluiten/.",
                                    "label": "Adres op deze site",
                                    "max_length": 120,
                                },
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("titel", 11), ("tekst", 16), ("knop", 17), ("adres", 18)]],
                                {},
                            ),
                        },
                        verbose_name="inhoud",
                    ),
                ),
            ],
            options={
                "verbose_name": "inhoudspagina",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NieuwsIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("inleiding", models.TextField(blank=True, max_length=400, verbose_name="inleiding")),
            ],
            options={
                "verbose_name": "nieuwsoverzicht",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NieuwsPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("datum", models.DateField(verbose_name="datum")),
                ("inleiding", models.TextField(max_length=400, verbose_name="inleiding")),
                (
                    "inhoud",
                    wagtail.fields.StreamField(
                        [("kop", 2), ("tekst", 3), ("afbeelding", 7), ("citaat", 10), ("kaarten", 15), ("oproep", 19)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Tekst", "max_length": 120}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Kop"), ("3", "Tussenkop")], "label": "Niveau"},
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("tekst", 0), ("niveau", 1)]], {}),
                            3: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "icon": "pilcrow",
                                    "label": "Tekst",
                                },
                            ),
                            4: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Afbeelding"}),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Schrijf in één zin wat er te zien is.",
                                    "label": "Beschrijving voor wie de afbeelding niet ziet",
                                    "max_length": 200,
                                },
                            ),
                            6: ("wagtail.blocks.CharBlock", (), {"label": "Bron of maker", "max_length": 120}),
                            7: ("wagtail.blocks.StructBlock", [[("afbeelding", 4), ("alt", 5), ("bron", 6)]], {}),
                            8: ("wagtail.blocks.TextBlock", (), {"label": "Citaat", "max_length": 400}),
                            9: ("wagtail.blocks.CharBlock", (), {"label": "Wie zegt dit?", "max_length": 120}),
                            10: ("wagtail.blocks.StructBlock", [[("tekst", 8), ("bron", 9)]], {}),
                            11: ("wagtail.blocks.CharBlock", (), {"label": "Titel", "max_length": 80}),
                            12: ("wagtail.blocks.TextBlock", (), {"label": "Tekst", "max_length": 300}),
                            13: ("wagtail.blocks.PageChooserBlock", (), {"label": "Verwijst naar", "required": False}),
                            14: ("wagtail.blocks.StructBlock", [[("titel", 11), ("tekst", 12), ("pagina", 13)]], {}),
                            15: (
                                "wagtail.blocks.ListBlock",
                                (14,),
                                {
                                    "icon": "list-ul",
                                    "label": "Kaarten",
                                    "max_num": 6,
                                    "min_num": 2,
                                    "template": "community/kennis/blocks/kaarten.html",
                                },
                            ),
                            16: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Tekst", "max_length": 300, "required": False},
                            ),
                            17: ("wagtail.blocks.CharBlock", (), {"label": "Tekst op de knop", "max_length": 40}),
                            18: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Begin met een schuine streep, bijvoorbeeld /aansluiten/.",
                                    "label": "Adres op deze site",
                                    "max_length": 120,
                                },
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("titel", 11), ("tekst", 16), ("knop", 17), ("adres", 18)]],
                                {},
                            ),
                        },
                        verbose_name="inhoud",
                    ),
                ),
            ],
            options={
                "verbose_name": "nieuwsbericht",
            },
            bases=("wagtailcore.page",),
        ),
    ]
