"""What a file to download may hold: everything, a section, a page, or what is made of the sheet."""

from creators.easy.typst_source import EASY
from knowledge.model import SECTIONS

ALL_SECTIONS = ("", *SECTIONS[:5])
BOOKLET, HANDOUT, CARDS = "booklet", "handout", "cards"
"""The scopes of the booklet's files, of the general handout's and of the pictures of its cards."""
OF_SHEETS = (HANDOUT, CARDS, EASY)
"""The scopes of what is made from the words of the sheet: the guide in easy words too."""
EVERYTHING = (*ALL_SECTIONS, BOOKLET, *OF_SHEETS)
"""All scopes but single pages."""
