"""Disclosure control: what a report says about groups of people, so that nobody learns what one of them did.

Pure Python, no Django. Numbers of people go in, classes and bands come out. docs/decisions/0031 says why it is so.
"""

from community.onthulling.banden import hours_band, hours_together, share_band
from community.onthulling.beschermen import protect
from community.onthulling.klassen import Klasse, klasse_of
from community.onthulling.namen import may_name
from community.onthulling.raster import Raster, Vereniging
from community.onthulling.rest import Aandeel, rest_of_network

__all__ = ["Aandeel", "Klasse", "Raster", "Vereniging", "hours_band", "hours_together", "klasse_of", "may_name",
           "protect", "rest_of_network", "share_band"]  # fmt: skip
