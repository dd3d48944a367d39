"""What a participant is asked about her own work, three times: eight sentences, from 1 (not at all) to 5 (fully).

The same words each time, so that the answers can be compared. The code of a question stands in the answers.
"""

from django.utils.translation import gettext_lazy as _

from training.models.evaluatievragen import Vraag

EFFECTVRAGEN = (
    Vraag("doel", _("Mijn samenwerking heeft een doel dat alle partijen delen")),
    Vraag("rol", _("Ik weet wat mijn rol is en wat ik mag beslissen")),
    Vraag("vorm", _("De vorm van onze samenwerking past bij wat we willen bereiken")),
    Vraag("gesprek", _("In mijn samenwerking praten we open over wat schuurt")),
    Vraag("bijdrage", _("Elke partner draagt bij wat was afgesproken")),
    Vraag("bestuur", _("Mijn opdrachtgever steunt wat de samenwerking vraagt")),
    Vraag("collegas", _("Ik vraag collega's van buiten om mee te denken als ik vastloop")),
    Vraag("vertrouwen", _("Ik vertrouw erop dat mijn samenwerking haar doel haalt")),
)
