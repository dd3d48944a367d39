"""A picture and a document of the demo's own making, for the website."""

import io
from typing import Any

from django.core.files.base import ContentFile
from docx import Document as new_docx
from PIL import Image as Drawing
from PIL import ImageDraw
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

SIZE = (1200, 800)
# Sky, fields, ditch and the paper on the table; no colour says anything that the words beside it do not.
SKY, FIELD, DARK_FIELD, WATER, PAPER, LINE = "#dbe9f1", "#8fae7c", "#6f9160", "#5b87a6", "#fbfaf5", "#3c4a54"
VAKKEN = (
    ("Hart", ("Wie doen er mee?", "Wat brengt ieder in?", "Wat willen we samen bereiken?")),
    ("Regels", ("Waar komen onze afspraken vandaan?", "Hoe hard zijn ze?", "Waar gaan ze vooral over?")),
    ("Besluiten", ("Wie mag waarover beslissen?", "Wat doen we als we er niet uitkomen?")),
    ("Uitvoering", ("Wat is het werk?", "Hoe stemmen we af?", "Wie doet wat?", "Wanneer is het goed genoeg?")),
    ("Geld en opbrengst", ("Wat legt ieder in?", "Wanneer?", "Wat komt er voor wie uit?")),
    ("Levensduur", ("Wat zijn de momenten om te kiezen?", "Wat kan er nog gebeuren?")),
    ("Risico's", ("Wat kan een partner onderweg overkomen?", "En als we eerder stoppen?")),
)


def add_picture() -> Any:
    """Keep a drawing of a polder with a sheet of nineteen boxes in it."""
    data = io.BytesIO()
    _polder().save(data, "PNG")
    model = get_image_model()
    return model.objects.create(
        title="Canvas in de polder", file=ContentFile(data.getvalue(), "canvas-in-de-polder.png"),
        width=SIZE[0], height=SIZE[1],
    )  # fmt: skip


def add_document() -> Any:
    """Keep a worksheet with the nineteen questions of the canvas."""
    paper = new_docx()
    paper.add_heading("Werkblad samenwerkingscanvas", 1)
    paper.add_paragraph("Vul eerst ieder voor zich in. Leg daarna de bladen naast elkaar.")
    for name, questions in VAKKEN:
        paper.add_heading(name, 2)
        for question in questions:
            paper.add_paragraph(question)
            paper.add_paragraph("\n")
    data = io.BytesIO()
    paper.save(data)
    model = get_document_model()
    return model.objects.create(
        title="Werkblad samenwerkingscanvas", file=ContentFile(data.getvalue(), "werkblad-samenwerkingscanvas.docx")
    )


def _polder() -> Drawing.Image:
    image = Drawing.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 330, 1200, 800), fill=FIELD)
    for left in range(-200, 1300, 220):
        draw.polygon([(left + 560, 330), (left + 575, 330), (left + 60, 800), (left - 60, 800)], fill=DARK_FIELD)
    draw.polygon([(590, 330), (610, 330), (760, 800), (440, 800)], fill=WATER)
    draw.rectangle((0, 322, 1200, 332), fill=DARK_FIELD)
    for left in (150, 205, 980, 1040):
        draw.ellipse((left, 262, left + 52, 326), fill=DARK_FIELD)
    _sheet(draw)
    return image


def _sheet(draw: ImageDraw.ImageDraw) -> None:
    draw.rounded_rectangle((330, 180, 870, 620), radius=14, fill=PAPER, outline=LINE, width=5)
    for left in (360, 525, 690):
        draw.rectangle((left, 340, left + 150, 440), outline=LINE, width=4, fill=SKY)
    for top in (205, 272, 460, 527):
        for left in (360, 490, 620, 750):
            draw.rectangle((left, top, left + 90, top + 50), outline=LINE, width=3)
