"""What leads to the sheet in another language: words of its title, of its signs and of its name."""

from dataclasses import replace

from creators.site.offers import create_offers, create_sheet_rows
from knowledge.prose.matching import fold
from made_up_languages import with_made_up
from sheets import real_knowledge


def test_a_word_of_the_title_or_of_a_sign_leads_to_the_sheet_but_no_english_one():
    knowledge = with_made_up(replace(real_knowledge(), translations={}), ("xa",))
    (offer,) = create_offers(knowledge)
    of_title = max(fold(offer.title).split(), key=len)
    for english, found in ((set(), True), ({of_title}, False)):
        (row,) = create_sheet_rows(knowledge, english)
        words = row[-1].split()
        assert row[0] == offer.path == "xa/" and row[5] == offer.title
        assert (of_title in words) == found and "paaiin" in words
