"""Controle vóór delen: probable names of persons, organisations and places, and amounts, in a Dutch text.

Pure: knows no framework and no database. By lists and patterns; how well it marks stands in
docs/decisions and is held by tests/casussen/naamcontrole.
"""

from casussen.naamcontrole.mark import KINDS, Kind, Mark
from casussen.naamcontrole.marking import LONGEST, marks, marks_of

__all__ = ["KINDS", "LONGEST", "Kind", "Mark", "marks", "marks_of"]
