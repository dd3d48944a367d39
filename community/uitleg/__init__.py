"""Explaining the terms of the craft where they stand in a text. Pure: terms and text in, marked text out.

`lexicon` knows the forms in which terms are written, `marking` marks the first of each in a piece of HTML,
`texts` gives the texts of what apps keep as data.
"""

from community.uitleg.lexicon import Lexicon, Term, lexicon_of
from community.uitleg.marking import mark, terms_in
from community.uitleg.texts import texts_of

__all__ = ["Lexicon", "Term", "lexicon_of", "mark", "terms_in", "texts_of"]
